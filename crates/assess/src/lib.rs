//! ASSESS: a view and its coding to positions, statuses, conflicts, denials, forecasts and who was not
//! heard. Pure: no clock, no files. Own words and others' accounts are never mixed; nothing is merged.
#![deny(clippy::disallowed_methods)]

mod chains;
mod changes;
mod clocks;
mod conditions;
mod conflicts;
mod copies;
mod denials;
mod entries;
mod firmness;
mod forecasts;
mod happenings;
mod passages;
mod phrases;
mod positions;
mod proposals;
mod roles;
mod sayings;
mod shifts;
mod silence;
mod sources;
mod status;
mod stems;
mod told_of;
mod tracks;

use armistice_types::assessment::Assessment;
use armistice_types::coded::Coded;
use armistice_types::view::View;

pub use chains::{Copied, Text, copies, groups};
pub use changes::{Moment, changes};
pub use conditions::rule_anchor;
pub use entries::{Ground, ground, paper, told_in, words_at};

/// Everything that can be said from a view; `coded` belongs to `view.reports`, one by one, and is empty rows without a case.
#[must_use]
pub fn assess(view: &View, coded: &[Coded]) -> Assessment {
    let (chains, joins) = chains::chains(view);
    let together = chains::Together::new(&chains);
    let mut sayings = sayings::sayings(view, coded);
    copies::mark(&together, &mut sayings);
    let sayings = sayings;
    let origins = chains::Origins::new(view, &chains, &joins);
    let mut positions = positions::positions(view, &sayings, &origins);
    let mut accounts = positions::accounts(view, &sayings, &origins);
    let mut issues = view.case.as_ref().map(|case| status::issues(case, view, &positions, &accounts)).unwrap_or_default();
    let events = happenings::events(view, coded, &together);
    let proposals = proposals::proposals(view, coded, &events);
    let ground = |case| tracks::Ground { case, view, coded, positions: &positions, events: &events, proposals: &proposals };
    let tracks = view.case.as_ref().map(|case| tracks::tracks(&ground(case), &mut issues)).unwrap_or_default();
    entries::taken_away(view, &mut issues);
    tracks::held(view, &tracks, &issues, &mut positions, &mut accounts);
    let denials = denials::denials(view, coded, &proposals);
    let computed =
        view.case.as_ref().map(|case| conditions::conditions(case, view, coded, &sayings, &positions, &tracks)).unwrap_or_default();
    let mut out = Assessment {
        entries: Vec::new(),
        conditions: computed.conditions,
        obstacles: computed.obstacles,
        conflicts: conflicts::conflicts(view, coded, &denials, &positions, &accounts),
        denials,
        forecasts: forecasts::forecasts(view, coded, &together),
        not_heard: silence::not_heard(view, coded, &accounts),
        told_of: told_of::told_of(view, coded),
        roles_told: roles::told(view),
        clocks: clocks::clocks(view),
        events,
        shifts: shifts::shifts(view, &sayings, &together),
        sources: sources::sources(view, coded, &origins),
        positions,
        accounts,
        chains,
        joins,
        issues,
        tracks,
        proposals,
    };
    out.entries = entries::entries(view, coded, &out, &computed.entries);
    out
}
