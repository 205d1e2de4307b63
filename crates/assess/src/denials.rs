//! Denials, with what they deny and what they leave open, each once however often it is told. "No comment" is none.

use armistice_types::assessment::Denial;
use armistice_types::case::{ActorKey, TrackKey};
use armistice_types::coded::Coded;
use armistice_types::proposals::ProposalState;
use armistice_types::report::Integrity;
use armistice_types::statement::{Act, Anonymity, DenialScope, Statement};
use armistice_types::text::CharIndex;
use armistice_types::time::{Day, Published};
use armistice_types::view::{Filed, StatementRef, View};

use crate::stems::{shared, stems};
use crate::tracks::of_statement;

/// So many days before its denial a claim or a draft may have come out, or a denial be told again.
const NEAR: i32 = 14;
/// What points back to the thing denied.
const ANAPHORS: [&str; 6] =
    ["nothing of the kind", "nothing of the sort", "no such thing", "that is not true", "that never happened", "it never happened"];
/// Share of stems in percent from which two texts speak of one thing.
const ALIKE: usize = 60;

/// By statement; of several tellings of one denial the one by name and in its own words stands, the others in `also`.
pub(crate) fn denials(view: &View, coded: &[Coded], proposals: &[ProposalState]) -> Vec<Denial> {
    let mut out: Vec<Denial> = Vec::new();
    for filed in &view.reports {
        for statement in filed.reading.statements.iter().filter(|it| it.act == Act::Deny) {
            let Some(denies) = &statement.denies else { continue };
            let at = StatementRef { report: filed.number, statement: statement.id };
            let denied = denied(view, filed, statement, denies.scope, &denies.of);
            let proposal = proposal(filed, denies.scope, &denies.of, proposals);
            let new = Denial {
                statement: at,
                scope: denies.scope,
                of: denies.of.clone(),
                leaves_open: leaves_open(denies.scope).to_owned(),
                also: Vec::new(),
                track: track(view, coded, at, proposal.and_then(|it| it.track.clone()), &denied),
                proposal: proposal.map(|it| it.id.clone()),
                denied,
                marking: filed.marking_at(statement.id).clone(),
            };
            match out.iter_mut().find(|there| again(view, coded, there, &new)) {
                Some(there) => join(view, there, new),
                None => out.push(new),
            }
        }
    }
    out
}

/// Is it one denial told twice: by the same speaker of the same thing, or first by nobody by name and then by name in one report?
fn again(view: &View, coded: &[Coded], there: &Denial, new: &Denial) -> bool {
    let (Some((first, a)), Some((second, b))) = (view.statement(there.statement), view.statement(new.statement)) else { return false };
    let near = day(first).zip(day(second)).is_some_and(|(a, b)| b <= a.plus(NEAR));
    let (x, y) = (stems(&content(first, a)), stems(&content(second, b)));
    let names = |filed: &Filed, it: &Statement| {
        let name = it.source.actor.and_then(|id| filed.reading.actor(id)).map(|it| it.name.to_lowercase());
        (name, case_actor(view, coded, filed, it))
    };
    let ((name, key), (other, other_key)) = (names(first, a), names(second, b));
    let same = name.is_some() && name == other || key.is_some() && key == other_key;
    let unnamed = |it: &Statement| matches!(it.source.anonymity, Anonymity::Anonymous | Anonymity::Collective | Anonymity::None);
    let lead = first.number == second.number && unnamed(a) && !unnamed(b) && x.intersection(&y).count() > 1;
    let nested = first.number == second.number && (a.within == Some(b.id) || b.within == Some(a.id));
    // "Amaro denied it. "We agreed to no such thing," he said.": the second says again what the first denies.
    let just_behind = first.number == second.number && a.id < b.id && b.id.0 <= a.id.0 + 3;
    let said = content(second, b).to_lowercase();
    if same && just_behind && there.scope == DenialScope::Content && ANAPHORS.iter().any(|it| said.contains(it)) {
        return true;
    }
    // A reworded copy garbles names and words: its denial of the same scope by one who shares a name is the one that it copies.
    let part =
        |name: &Option<String>| name.as_deref().map(|it| it.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).unwrap_or_default();
    let alike = part(&name).iter().any(|word| part(&other).contains(word));
    if near && alike && there.scope == new.scope && second.reading.report.integrity == Integrity::RewordedCopy && !x.is_disjoint(&y) {
        return true;
    }
    near && (same && (there.scope == new.scope || nested) && (nested || shared(&x, &y) >= ALIKE) || lead)
}

/// The later one takes the place of one that is nobody's by name.
fn join(view: &View, there: &mut Denial, new: Denial) {
    let named = |at: StatementRef| view.statement(at).is_some_and(|(_, it)| it.source.anonymity == Anonymity::Named);
    there.marking = there.marking.join(&new.marking);
    if named(new.statement) && !named(there.statement) {
        let also = [there.also.clone(), vec![there.statement]].concat();
        let marking = there.marking.clone();
        let proposal = new.proposal.clone().or_else(|| there.proposal.take());
        let track = new.track.clone().or_else(|| there.track.take());
        *there = Denial { also, marking, proposal, track, ..new };
    } else {
        there.also.push(new.statement);
        there.track = there.track.take().or(new.track);
        there.proposal = there.proposal.take().or(new.proposal);
    }
}

fn day(filed: &Filed) -> Option<Day> {
    filed.reading.report.published.map(Published::day)
}

fn content(filed: &Filed, it: &Statement) -> String {
    let index = CharIndex::new(&filed.reading.report.text);
    it.content.iter().filter_map(|span| index.quote(*span)).collect::<Vec<_>>().join(" ")
}

fn case_actor(view: &View, coded: &[Coded], filed: &Filed, it: &Statement) -> Option<ActorKey> {
    let n = view.reports.iter().position(|other| other.number == filed.number)?;
    coded.get(n)?.actors.get(&it.source.actor?).and_then(|it| it.actor.clone())
}

/// What a denial of this scope does not say.
fn leaves_open(scope: DenialScope) -> &'static str {
    match scope {
        DenialScope::Exists => "says that there is no such thing",
        DenialScope::Authentic => "says that it is not genuine; does not say what the true one holds",
        DenialScope::Current => "says that it is not current; does not say that it was never genuine",
        DenialScope::Authorship => "says who did not write it; does not say that its content is wrong",
        DenialScope::Content => "says that it is not so; does not say what is",
        DenialScope::Intent => "says that there is no such intention; does not say that it cannot come to it",
        DenialScope::Said => "says that it was not said; does not say that it is not so",
    }
}

/// Nouns by which a denial names a paper, in the singular.
const PAPERS: [&str; 9] = ["draft", "document", "text", "paper", "proposal", "plan", "letter", "printed", "published"];

/// Does a word name a paper, and more than one?
fn paper_noun(word: &str) -> Option<bool> {
    let many = word.strip_suffix('s').filter(|one| PAPERS.contains(one));
    (many.is_some() || PAPERS.contains(&word)).then_some(many.is_some())
}

/// The paper that it is about: a draft that nobody is told to have put forward, out within two weeks before, where there is one only.
/// Who denies one draft has not denied several, nor the other way round.
fn proposal<'p>(filed: &Filed, scope: DenialScope, of: &str, proposals: &'p [ProposalState]) -> Option<&'p ProposalState> {
    let words: Vec<String> = of.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
    let several: Vec<bool> = words.iter().filter_map(|word| paper_noun(word)).collect();
    let of_papers = matches!(scope, DenialScope::Authentic | DenialScope::Current | DenialScope::Authorship | DenialScope::Exists);
    let today = day(filed).filter(|_| !several.is_empty() && of_papers)?;
    let leaked = |it: &&ProposalState| {
        let name = it.name.to_lowercase();
        let out = it.day.and_then(|day| day.to).is_some_and(|day| day <= today && today <= day.plus(NEAR));
        let number = name.split(' ').next_back().and_then(paper_noun).is_none_or(|many| several.contains(&many));
        it.sponsors.is_empty() && out && number && (name.contains("draft") || name.contains("document"))
    };
    let mut found = proposals.iter().filter(leaked);
    found.next().filter(|_| found.next().is_none())
}

/// The track of the paper, else of what the denial is about, else of what it denies.
fn track(view: &View, coded: &[Coded], at: StatementRef, paper: Option<TrackKey>, denied: &[StatementRef]) -> Option<TrackKey> {
    let of = |at: &StatementRef| {
        let n = view.reports.iter().position(|filed| filed.number == at.report)?;
        of_statement(view.case.as_ref()?, &view.reports[n], coded.get(n)?, view.statement(*at)?.1)
    };
    paper.or_else(|| std::iter::once(&at).chain(denied).find_map(of))
}

/// Statements by others, within two weeks before, that say the thing denied: in the very words, or in most of its words.
fn denied(view: &View, filed: &Filed, denial: &Statement, scope: DenialScope, of: &str) -> Vec<StatementRef> {
    let Some(today) = day(filed) else { return Vec::new() };
    let thing = stems(of);
    let by_words = thing.len() > 2 && matches!(scope, DenialScope::Content | DenialScope::Said | DenialScope::Exists);
    let speaker = denial.source.actor.and_then(|id| filed.reading.actor(id)).map(|it| it.name.as_str());
    let mut out = Vec::new();
    for other in view.reports.iter().filter(|it| day(it).is_some_and(|day| day <= today && today <= day.plus(NEAR))) {
        let index = CharIndex::new(&other.reading.report.text);
        for it in &other.reading.statements {
            let own = it.source.actor.and_then(|id| other.reading.actor(id)).map(|it| it.name.as_str()) == speaker;
            let here = other.number == filed.number;
            let same = here && it.id != denial.id && it.content.first().and_then(|span| index.quote(*span)) == Some(of);
            let plain = matches!(it.act, Act::Assert | Act::Accept | Act::Confirm) && !it.negated && it.conditions.is_empty();
            let apart = !here || it.within != Some(denial.id) && it.id != denial.id && denial.within != Some(it.id);
            let alike = || by_words && plain && apart && thing.is_subset(&stems(&content(other, it)));
            if !own && (same || alike()) {
                out.push(StatementRef { report: other.number, statement: it.id });
            }
        }
    }
    out
}
