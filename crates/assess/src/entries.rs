//! What persons entered, in a view: what each entry touches. What cannot be tied to anything is listed and never left out.

use armistice_types::chains::Chain;
use armistice_types::entries::{Content, DraftEntry, EntryState, Paper, Retract, SameEntry, Sameness, Touches};
use armistice_types::proposals::ProposalState;
use armistice_types::view::View;

use crate::passages::{normal, overlap, passage};

/// Every entry of the view, in its order. `rules` is what came of the standing ones about rules.
pub(crate) fn entries(view: &View, proposals: &[ProposalState], chains: &[Chain], rules: Vec<EntryState>) -> Vec<EntryState> {
    let gone = view.retractions();
    let found = |all: &[EntryState], id: &str, else_: &str| {
        all.iter().find(|it| it.id == id).cloned().unwrap_or_else(|| EntryState::nothing(id, else_))
    };
    let state = |id: &str, content: &Content| {
        if let Some(by) = gone.get(id) {
            return EntryState::nothing(id, format!("retracted by {} ({})", by.author, by.id));
        }
        match content {
            Content::Rule(_) => found(&rules, id, "there are no rules without a case"),
            Content::Draft(draft) => EntryState::new(id, of_draft(view, proposals, draft)),
            Content::Retract(it) => EntryState::new(id, retracted(view, it)),
            Content::Same(it) => still_joined(chains, it, found(&view.decided, id, "its reports are not in this view")),
            Content::Statement(_) => found(&view.decided, id, "the reports of this view are not read with it"),
        }
    };
    view.entries.iter().map(|it| state(&it.id, &it.content)).collect()
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

fn of_draft(view: &View, proposals: &[ProposalState], draft: &DraftEntry) -> Touches {
    match on(view, proposals, &draft.paper) {
        Some(id) => Touches::Proposal { id },
        None if draft.paper.passages.is_empty() => Touches::Paper,
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
