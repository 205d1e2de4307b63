//! What persons entered, in a view: what each entry touches, whether a later one counts in its place, and whether what a judgement rested
//! on has changed. What cannot be tied to anything is listed and never left out.

mod evidence;
mod tie;

use std::collections::BTreeMap;

use armistice_types::assessment::{Assessment, IssueState};
use armistice_types::chains::Chain;
use armistice_types::coded::Coded;
use armistice_types::entries::{
    Content, Credibility, Entered, EntryState, Graded, On, Paper, Retract, SameEntry, Sameness, StatementEntry, Touches,
};
use armistice_types::proposals::ProposalState;
use armistice_types::view::View;

use crate::passages::{normal, overlap, passage};
pub use evidence::{Ground, ground};
pub use tie::{told_in, words_at};

/// Every entry of the view, in its order. `rules` is what came of the standing ones about rules; `assessment` is everything else.
pub(crate) fn entries(view: &View, coded: &[Coded], assessment: &Assessment, rules: &[EntryState]) -> Vec<EntryState> {
    let gone = view.retractions();
    let later = later(view);
    let mut grounds: BTreeMap<String, Ground> = BTreeMap::new();
    let mut out = Vec::with_capacity(view.entries.len());
    for it in &view.entries {
        let mut state = match gone.get(it.id.as_str()) {
            Some(by) => {
                EntryState { marking: by.marking.clone(), ..EntryState::nothing(&it.id, format!("retracted by {} ({})", by.author, by.id)) }
            }
            None => standing(view, assessment, rules, it),
        };
        if !matches!(state.touches, Touches::Nothing { .. }) {
            if let Some(by) = later.get(it.id.as_str()) {
                state.instead = Some(by.id.clone());
                state.marking = state.marking.join(&by.marking);
            }
            state.changed = it.content.evidence().and_then(|(on, was)| {
                let now = grounds.entry(format!("{on:?}")).or_insert_with(|| ground(view, coded, assessment, &on));
                now.changed(view, was)
            });
        }
        out.push(state);
    }
    out
}

/// What an entry strikes out or puts right, and what taking one back does, leaves no evidence behind, nor the issues it was tied to: any of
/// them may stand otherwise by it, and how they stand may be told to those only who may see the entry.
pub(crate) fn taken_away(view: &View, issues: &mut [IssueState]) {
    let gone = view.retractions();
    for it in &view.entries {
        let Content::Statement(entry) = &it.content else { continue };
        let by = match (gone.get(it.id.as_str()), entry) {
            (Some(by), _) => &by.marking,
            (None, StatementEntry::Reject { .. } | StatementEntry::Edit { .. }) => &it.marking,
            (None, StatementEntry::Accept { .. } | StatementEntry::Add { .. }) => continue,
        };
        for issue in issues.iter_mut() {
            issue.marking = issue.marking.join(by);
        }
    }
}

/// What came of an entry that counts; of decisions on statements LEDGER has said it, of rules `conditions`.
fn standing(view: &View, assessment: &Assessment, rules: &[EntryState], it: &Entered) -> EntryState {
    let found = |all: &[EntryState], else_: &str| {
        all.iter().find(|state| state.id == it.id).cloned().unwrap_or_else(|| EntryState::nothing(&it.id, else_))
    };
    match &it.content {
        Content::Rule(_) => found(rules, "there are no rules without a case"),
        Content::Statement(_) => found(&view.decided, "the reports of this view are not read with it"),
        Content::Same(same) => still_joined(&assessment.chains, same, found(&view.decided, "its reports are not in this view")),
        _ => EntryState::new(&it.id, touches(view, assessment, it)),
    }
}

fn touches(view: &View, assessment: &Assessment, it: &Entered) -> Touches {
    let on = |about: &On| tie::on(view, assessment, about);
    match &it.content {
        Content::Rule(_) | Content::Statement(_) | Content::Same(_) => Touches::Whole,
        Content::Draft(draft) => of_paper(view, &assessment.proposals, &draft.paper),
        Content::Retract(it) => retracted(view, it),
        Content::Note(it) => on(&it.about),
        Content::Judgement(it) => on(&it.about),
        Content::Kept(it) => on(&it.track.clone().map_or(On::Whole, |track| On::Track { track })),
        Content::Grade(it) => match &it.graded {
            Graded::Reliability { of, .. } => tie::source(view, assessment, of),
            Graded::Credibility { of, grade: Credibility::One } => tie::confirmed(view, assessment, on(of)),
            Graded::Credibility { of, .. } => on(of),
        },
        Content::Preference(it) => on(&On::Cell { actor: it.party.clone(), issue: it.issue.clone() }),
        Content::Reservation(it) => tie::row(view, |case| {
            tie::actor_there(case, &it.party)?;
            tie::track_there(case, &it.track)?;
            Ok(Touches::Reservation { actor: it.party.clone(), track: it.track.clone() })
        }),
        Content::Resolve(it) => tie::row(view, |case| {
            let found = case.outcomes.iter().find(|row| row.id == it.outcome);
            found
                .map(|row| Touches::Outcome { outcome: row.id.clone() })
                .ok_or(format!("the case no longer has the outcome {}", it.outcome))
        }),
    }
}

/// Entries in whose place a later one counts, by their ids. Estimates, slots and what came of an outcome count once, whoever says it;
/// grades and assessments once an author.
fn later(view: &View) -> BTreeMap<&str, &Entered> {
    let mut last: BTreeMap<String, &Entered> = BTreeMap::new();
    let standing = view.standing();
    for it in &standing {
        if let Some(key) = key(it) {
            last.insert(key, it);
        }
    }
    let behind = |it: &Entered| last.get(&key(it)?).copied().filter(|counts| counts.id != it.id);
    standing.into_iter().filter_map(|it| Some((it.id.as_str(), behind(it)?))).collect()
}

/// What can be said once only.
fn key(it: &Entered) -> Option<String> {
    match &it.content {
        Content::Preference(row) => Some(format!("preference {:?} {:?}", row.party, row.issue)),
        Content::Reservation(row) => Some(format!("reservation {:?} {:?}", row.party, row.track)),
        Content::Resolve(row) => Some(format!("resolve {:?}", row.outcome)),
        Content::Kept(row) => Some(format!("kept {:?} {:?}", row.slot, row.track)),
        Content::Judgement(row) => Some(format!("assessment {:?} {:?}", it.author, row.about)),
        Content::Grade(row) => Some(match &row.graded {
            Graded::Reliability { of, .. } => format!("reliability {:?} {of:?}", it.author),
            Graded::Credibility { of, .. } => format!("credibility {:?} {of:?}", it.author),
        }),
        Content::Rule(_) | Content::Draft(_) | Content::Retract(_) | Content::Note(_) | Content::Statement(_) | Content::Same(_) => None,
    }
}

/// Reports that a person parts may still be of one chain by way of others.
fn still_joined(chains: &[Chain], it: &SameEntry, mut state: EntryState) -> EntryState {
    if let (false, Sameness::Origin { .. }, Touches::Reports { one, other }) = (it.same, &it.what, &state.touches)
        && chains.iter().any(|chain| chain.reports.contains(one) && chain.reports.contains(other))
    {
        state.besides.push("they stay in one chain by way of other reports".to_owned());
    }
    state
}

fn retracted(view: &View, it: &Retract) -> Touches {
    match view.entry(&it.entry) {
        Some(entry) => Touches::Entry { id: entry.id.clone() },
        None => Touches::Nothing { because: format!("the entry {} is not in this view", it.entry) },
    }
}

fn of_paper(view: &View, proposals: &[ProposalState], paper: &Paper) -> Touches {
    match on(view, proposals, paper) {
        Some(id) => Touches::Proposal { id },
        None if paper.passages.is_empty() => Touches::Paper,
        None => Touches::Nothing { because: "no proposal is read from its words now".to_owned() },
    }
}

/// The proposal of a view that a paper is: the one that stands on its words, and of several that of its name; without words by name.
pub(crate) fn on(view: &View, proposals: &[ProposalState], paper: &Paper) -> Option<String> {
    let named = |it: &&ProposalState| !paper.name.is_empty() && normal(&it.name) == normal(&paper.name);
    let stands = |it: &&ProposalState| paper.passages.iter().any(|passage| overlap(view, passage, &it.evidence));
    let here: Vec<&ProposalState> = proposals.iter().filter(stands).collect();
    let found = here.iter().copied().find(|it| named(it)).or(here.first().copied());
    let by_name = || {
        let mut all = proposals.iter().filter(named).filter(|_| paper.passages.is_empty());
        all.next().filter(|_| all.next().is_none())
    };
    found.or_else(by_name).map(|it| it.id.clone())
}

/// The words by which a proposal of this view is found again in another.
#[must_use]
pub fn paper(view: &View, it: &ProposalState) -> Paper {
    Paper { name: it.name.clone(), passages: it.evidence.iter().filter_map(|at| passage(view, *at)).collect() }
}
