//! What entries say in the place of rows of the case: preferences, reservation values, and what came of outcomes. Pure; takes a view whose
//! entries are those that it may show, so that nothing above the clearance or later than the moment has a part in it.
//!
//! Of several entries on one thing the one known last counts, then the one recorded last, then the one of the greater id; any entry goes
//! before the line of the case file.

use armistice_types::case::{ActorKey, Case, IssueKey, OutcomeKey, Preference, Reservation, RowMeta, TrackKey};
use armistice_types::entries::{Content, Entered, Estimated, PreferenceEntry, ReservationEntry, Resolve};
use armistice_types::marking::Marking;
use armistice_types::view::View;

/// The view with its standing entries laid over its case. An entry on a row that the case does not have changes nothing.
pub(crate) fn laid(mut view: View) -> View {
    let Some(mut case) = view.case.take() else { return view };
    let markings: Vec<Marking> = case.outcomes.iter().map(|it| it.meta.marking.clone()).collect();
    for it in view.standing() {
        match &it.content {
            Content::Preference(row) => preference(&mut case, it, row),
            Content::Reservation(row) => reservation(&mut case, it, row),
            Content::Resolve(row) => resolve(&mut case, &markings, it, row),
            _ => {}
        }
    }
    view.case = Some(case);
    view
}

fn meta(it: &Entered) -> RowMeta {
    RowMeta { line: 0, marking: it.marking.clone(), known: Some(it.known) }
}

fn preference(case: &mut Case, it: &Entered, row: &PreferenceEntry) {
    if case.actor(&row.party).is_none() || case.issue(&row.issue).is_none() {
        return;
    }
    let (party, issue): (ActorKey, IssueKey) = (row.party.clone(), row.issue.clone());
    case.preferences.retain(|old| (&old.party, &old.issue) != (&party, &issue));
    let estimated = Some(Estimated { entry: it.id.clone(), author: it.author.clone(), basis: row.basis });
    let (weight, scores) = (row.weight.clone(), row.scores.clone());
    case.preferences.push(Preference { party, issue, weight, scores, estimated, meta: meta(it) });
}

fn reservation(case: &mut Case, it: &Entered, row: &ReservationEntry) {
    if case.actor(&row.party).is_none() || !case.tracks.iter().any(|track| track.id == row.track) {
        return;
    }
    let (party, track): (ActorKey, TrackKey) = (row.party.clone(), row.track.clone());
    case.reservations.retain(|old| (&old.party, &old.track) != (&party, &track));
    let estimated = Some(Estimated { entry: it.id.clone(), author: it.author.clone(), basis: row.basis });
    case.reservations.push(Reservation { party, track, value: row.value.clone(), estimated, meta: meta(it) });
}

/// What came of an outcome is shown to those alone who may see the entry: the row carries its marking from here on.
fn resolve(case: &mut Case, markings: &[Marking], it: &Entered, row: &Resolve) {
    let key: &OutcomeKey = &row.outcome;
    for (outcome, marking) in case.outcomes.iter_mut().zip(markings).filter(|(outcome, _)| outcome.id == *key) {
        outcome.meta.marking = marking.join(&it.marking);
        outcome.result = row.result;
        outcome.resolved = row.result.map(|_| row.on);
        outcome.resolved_known = row.result.map(|_| it.known);
        outcome.entry = Some(it.id.clone());
    }
}
