//! Statements that cannot both hold. A party that wants what another refuses is no conflict (that is a
//! contested issue), nor is an offer that changed with time (that is a shift).

mod across;
mod counts;
mod quantities;

use armistice_types::assessment::{Account, Conflict, ConflictKind, Denial, Position};
use armistice_types::case::ActorKey;
use armistice_types::coded::{Coded, Stance};
use armistice_types::statement::Act;
use armistice_types::view::{StatementRef, View};

/// By first statement.
pub(crate) fn conflicts(view: &View, coded: &[Coded], denials: &[Denial], positions: &[Position], accounts: &[Account]) -> Vec<Conflict> {
    let mut out = denied(view, denials);
    out.extend(denials.iter().filter_map(|denial| denied_report(view, denial)));
    out.extend(against_own_words(view, positions, accounts));
    out.extend(rivals(view, accounts));
    out.extend(across::accounts(view, coded, &out));
    out.extend(counts::counts(view));
    out.extend(quantities::quantities(view));
    out.sort_by(|a, b| (a.one.first(), a.other.first(), a.kind, &a.places).cmp(&(b.one.first(), b.other.first(), b.kind, &b.places)));
    out
}

fn name(view: &View, actor: &ActorKey) -> String {
    view.case.as_ref().and_then(|case| case.actor(actor)).map_or_else(|| actor.to_string(), |row| row.name.clone())
}

/// A denial and the statement whose words it denies.
fn denied(view: &View, denials: &[Denial]) -> Vec<Conflict> {
    denials
        .iter()
        .filter(|denial| !denial.denied.is_empty())
        .filter_map(|denial| {
            let (_, statement) = view.statement(denial.statement)?;
            let speaker = |at: StatementRef| {
                let (filed, statement) = view.statement(at)?;
                Some(filed.reading.actor(statement.source.actor?)?.name.clone())
            };
            if statement.act != Act::Deny {
                return None;
            }
            let (claims, denies) = (
                speaker(*denial.denied.first()?).unwrap_or_else(|| "a source".to_owned()),
                speaker(denial.statement).unwrap_or_else(|| "another".to_owned()),
            );
            Some(Conflict {
                kind: ConflictKind::Denied,
                one: denial.denied.clone(),
                other: std::iter::once(denial.statement).chain(denial.also.iter().copied()).collect(),
                issue: None,
                sentence: format!("{denies} denies what {claims} says"),
                places: Vec::new(),
                marking: denial.marking.clone(),
            })
        })
        .collect()
}

/// "Denied a report on state television that the captives had been moved": who is denied is told in the denial itself.
fn denied_report(view: &View, denial: &Denial) -> Option<Conflict> {
    let words: Vec<&str> = denial.of.split_whitespace().collect();
    let noun = words.iter().take(3).any(|word| REPORTS.contains(&word.to_lowercase().as_str()));
    let that = words.iter().position(|word| *word == "that").filter(|at| *at > 2 && words[..*at].iter().any(|it| BY.contains(it)))?;
    let (_, statement) = view.statement(denial.statement).filter(|_| noun && denial.denied.is_empty())?;
    let (filed, _) = view.statement(denial.statement)?;
    let denies = filed.reading.actor(statement.source.actor?)?.name.clone();
    Some(Conflict {
        kind: ConflictKind::Denied,
        one: vec![denial.statement],
        other: vec![denial.statement],
        issue: None,
        sentence: format!("{denies} denies {}", words[..that].join(" ")),
        places: Vec::new(),
        marking: denial.marking.clone(),
    })
}

/// Nouns of what others say.
const REPORTS: [&str; 6] = ["report", "reports", "claim", "claims", "allegation", "allegations"];
/// Before who says it.
const BY: [&str; 5] = ["by", "on", "from", "in", "of"];

fn clash(a: Stance, b: Stance) -> bool {
    let no = |it: Stance| matches!(it, Stance::Rejects | Stance::RefusesToDiscuss);
    a.is_yes() && no(b) || no(a) && b.is_yes()
}

/// Somebody says that an actor accepts what it refuses in its own words, or the other way round.
fn against_own_words(view: &View, positions: &[Position], accounts: &[Account]) -> Vec<Conflict> {
    let mut out = Vec::new();
    for account in accounts {
        for position in positions.iter().filter(|it| {
            it.actor == account.actor && it.issue == account.issue && it.option == account.option && clash(it.stance, account.stance)
        }) {
            let by = account.by.clone().unwrap_or_else(|| "a report".to_owned());
            let actor = name(view, &account.actor);
            out.push(Conflict {
                kind: ConflictKind::AccountAgainstOwnWords,
                one: account.evidence.clone(),
                other: position.evidence.clone(),
                issue: Some(account.issue.clone()),
                sentence: format!("{by} says that {actor} {}; its own words: {}", account.stance, position.stance),
                places: Vec::new(),
                marking: account.marking.join(&position.marking),
            });
        }
    }
    out
}

/// Two tellers differ on what an actor holds.
fn rivals(view: &View, accounts: &[Account]) -> Vec<Conflict> {
    let mut out = Vec::new();
    for (n, a) in accounts.iter().enumerate() {
        for b in accounts[n + 1..]
            .iter()
            .filter(|b| a.actor == b.actor && a.issue == b.issue && a.option == b.option && a.by != b.by && clash(a.stance, b.stance))
        {
            let by = |it: &Account| it.by.clone().unwrap_or_else(|| "a report".to_owned());
            out.push(Conflict {
                kind: ConflictKind::RivalAccounts,
                one: a.evidence.clone(),
                other: b.evidence.clone(),
                issue: Some(a.issue.clone()),
                sentence: format!("{} and {} differ on whether {} accepts", by(a), by(b), name(view, &a.actor)),
                places: Vec::new(),
                marking: a.marking.join(&b.marking),
            });
        }
    }
    out
}
