//! What persons decided, applied to a view: statements that they accepted, put right, rejected or added, and who is who. Pure: takes a view
//! whose entries are those that it may show, so that nothing above the clearance or later than the moment has a part in it.
//!
//! `anchoring` finds a statement again by its words and their place, `statements` folds the decisions on one report, `building` makes a
//! statement of what a person says, `follow` says what goes with one that is struck out, `same` is who is who.

mod anchoring;
mod building;
mod follow;
mod same;
mod statements;

use std::collections::{BTreeMap, BTreeSet};

use armistice_types::entries::{Content, Entered, EntryState, StatementEntry};
use armistice_types::view::View;

pub use anchoring::{anchor, said, stretch};
pub use building::built;

/// The view with its standing decisions applied.
pub(crate) fn applied(mut view: View) -> View {
    hide(&mut view);
    let standing: Vec<Entered> = view.standing().into_iter().cloned().collect();
    let mut states: BTreeMap<String, EntryState> = BTreeMap::new();
    let here = by_report(&standing);
    // Entries that were taken back keep their numbers, so that a statement has the same on any day.
    let ever = by_report(&view.entries);
    let makes = |it: &&&Entered| of_statement(it).is_some_and(|it| matches!(it, StatementEntry::Add { .. } | StatementEntry::Edit { .. }));
    for filed in &mut view.reports {
        let Some(entries) = here.get(filed.reading.report.id.as_str()) else { continue };
        let all = ever.get(filed.reading.report.id.as_str()).into_iter().flatten();
        let makers: Vec<&Entered> = all.filter(makes).copied().collect();
        states.extend(statements::decide(filed, entries, &makers).into_iter().map(|it| (it.id.clone(), it)));
    }
    for it in &standing {
        if let Content::Same(entry) = &it.content {
            states.insert(it.id.clone(), same::apply(&mut view, it, entry));
        }
    }
    view.decided = standing.iter().filter_map(|it| states.remove(&it.id)).collect();
    view
}

/// Those on statements, in order, by report.
fn by_report(entries: &[Entered]) -> BTreeMap<String, Vec<&Entered>> {
    let mut out: BTreeMap<String, Vec<&Entered>> = BTreeMap::new();
    for it in entries {
        if let Some(on) = of_statement(it) {
            out.entry(on.anchor().report.clone()).or_default().push(it);
        }
    }
    out
}

/// What an entry says of a statement.
fn of_statement(it: &Entered) -> Option<&StatementEntry> {
    match &it.content {
        Content::Statement(entry) => Some(entry),
        _ => None,
    }
}

/// An entry that names a report that is not in the view is not in it either, whether the ledger has the report or not.
fn hide(view: &mut View) {
    let here: BTreeSet<&str> = view.reports.iter().map(|filed| filed.reading.report.id.as_str()).collect();
    view.entries.retain(|it| it.content.names().reports.iter().all(|id| here.contains(id)));
}
