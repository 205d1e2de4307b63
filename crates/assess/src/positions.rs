//! Positions in own words, and others' accounts beside them, never merged.
//!
//! Per actor and option the stance latest by (authority, day, Known, certainty). A later binding stance on
//! another option of the issue supersedes earlier demands, offers and acceptances; a rejection stands
//! until the actor says something else of the same option.

use armistice_types::assessment::{Account, Position};
use armistice_types::case::{ActorKey, IssueKey, OptionKey};
use armistice_types::chains::Support;
use armistice_types::marking::Marking;
use armistice_types::view::{StatementRef, View};

use crate::chains::Origins;
use crate::firmness::firmness;
use crate::sayings::Saying;

/// Own words; by actor, issue, then newest first.
pub(crate) fn positions(view: &View, sayings: &[Saying<'_>], origins: &Origins) -> Vec<Position> {
    let own: Vec<&Saying<'_>> = sayings.iter().filter(|it| it.about.own_words).collect();
    let mut out: Vec<Position> = Vec::new();
    let mut done: Vec<(ActorKey, IssueKey, Option<OptionKey>, bool)> = Vec::new();
    // What a copy only tells again decides nothing: its day is that of the copy.
    for it in own.iter().rev().filter(|it| !it.copied).chain(own.iter().rev().filter(|it| it.copied)) {
        // Binding words and reported movement are two rows: the one never hides the other.
        let key = (it.about.holder.clone(), it.about.issue.clone(), it.about.option.clone(), it.binds());
        if done.contains(&key) {
            continue;
        }
        let same: Vec<&&Saying<'_>> = own
            .iter()
            .filter(|other| {
                (&other.about.holder, &other.about.issue, &other.about.option, other.binds()) == (&key.0, &key.1, &key.2, key.3)
            })
            .collect();
        out.push(position(it, &same, &own, origins));
        done.push(key);
    }
    let order = |key: &ActorKey| view.case.as_ref().and_then(|case| case.actors.iter().position(|row| row.id == *key));
    let issue = |key: &IssueKey| view.case.as_ref().and_then(|case| case.issues.iter().position(|row| row.id == *key));
    out.sort_by(|a, b| {
        let newest = |it: &Position| std::cmp::Reverse((it.day.and_then(|day| day.to), it.evidence.first().copied()));
        (order(&a.actor), issue(&a.issue), a.superseded, newest(a), &a.option).cmp(&(
            order(&b.actor),
            issue(&b.issue),
            b.superseded,
            newest(b),
            &b.option,
        ))
    });
    out
}

fn position(decides: &Saying<'_>, same: &[&&Saying<'_>], own: &[&Saying<'_>], origins: &Origins) -> Position {
    let agreeing =
        same.iter().filter(|it| it.about.stance == decides.about.stance && it.conditional == decides.conditional && it.at != decides.at);
    let evidence: Vec<StatementRef> = std::iter::once(decides.at).chain(agreeing.clone().rev().map(|it| it.at)).collect();
    let marking = agreeing.fold(decides.marking.clone(), |all: Marking, it| all.join(it.marking));
    Position {
        actor: decides.about.holder.clone(),
        issue: decides.about.issue.clone(),
        option: decides.about.option.clone(),
        stance: decides.about.stance,
        firmness: firmness(decides.about.stance, decides.certainty, decides.authority),
        authority: decides.authority,
        moves_position: decides.binds(),
        conditional: decides.conditional,
        certainty: decides.certainty,
        day: decides.day,
        day_stated: decides.day_stated,
        superseded: own.iter().any(|later| supersedes(later, decides)),
        support: origins.support(&evidence),
        marking,
        evidence,
    }
}

/// Does a later saying stand in the place of an earlier one on another option of the same issue?
fn supersedes(later: &Saying<'_>, earlier: &Saying<'_>) -> bool {
    (&later.about.holder, &later.about.issue) == (&earlier.about.holder, &earlier.about.issue)
        && later.about.option != earlier.about.option
        && !later.copied
        && later.binds()
        && earlier.binds()
        && later.about.stance.wants()
        && earlier.about.stance.wants()
        && later.at.report != earlier.at.report
        && (later.last_day(), later.known) > (earlier.last_day(), earlier.known)
}

/// What others say of an actor's stance; one row per teller, stance and option, newest first.
pub(crate) fn accounts(view: &View, sayings: &[Saying<'_>], origins: &Origins) -> Vec<Account> {
    let mut out: Vec<Account> = Vec::new();
    let told: Vec<&Saying<'_>> = sayings.iter().rev().filter(|it| !it.about.own_words).collect();
    for it in told.iter().filter(|it| !it.copied).chain(told.iter().filter(|it| it.copied)) {
        let same = |row: &&mut Account| {
            (&row.actor, &row.issue, &row.option, row.stance, &row.by)
                == (&it.about.holder, &it.about.issue, &it.about.option, it.about.stance, &it.by)
        };
        if let Some(row) = out.iter_mut().find(same) {
            row.evidence.push(it.at);
            row.marking = row.marking.join(it.marking);
            continue;
        }
        out.push(Account {
            actor: it.about.holder.clone(),
            issue: it.about.issue.clone(),
            option: it.about.option.clone(),
            stance: it.about.stance,
            by: it.by.clone(),
            by_actor: it.by_actor.clone(),
            day: it.day,
            support: Support::default(),
            marking: it.marking.clone(),
            evidence: vec![it.at],
            told: Vec::new(),
        });
    }
    for row in &mut out {
        row.support = origins.support(&row.evidence);
    }
    let order = |key: &ActorKey| view.case.as_ref().and_then(|case| case.actors.iter().position(|row| row.id == *key));
    out.sort_by_key(|it| order(&it.actor));
    out
}
