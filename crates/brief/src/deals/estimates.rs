//! Whose estimates a page of deals works with: every preference and reservation value that persons entered, those that do not count
//! included, and what is missing for an answer.

use armistice_types::assessment::Assessment;
use armistice_types::case::{ActorKey, Case, Preference, Reservation, RoleKind, TrackKey};
use armistice_types::entries::{Content, Entered, EntryState, PreferenceEntry, Touches};
use armistice_types::marking::Marking;
use armistice_types::view::View;

use crate::cite::Cites;
use crate::clean;
use crate::outline::{Line, Section};
use crate::page::persons::day;
use crate::page::said::{number, own};
use crate::page::{Page, actor_name, option_label};

/// Estimates that persons entered; `None` where there are none.
pub(super) fn estimates(view: &View, assessment: &Assessment) -> Option<Section> {
    let case = view.case.as_ref()?;
    let page = Page { view, assessment, cites: Cites::new(view) };
    let tied = assessment.entries.iter().filter(|state| !matches!(state.touches, Touches::Nothing { .. }));
    let mut rows: Vec<(Place, &Entered, &EntryState, String)> = tied.filter_map(|state| row(case, view.entry(&state.id)?, state)).collect();
    // What counts stands first, then its rivals, the one known last first.
    rows.sort_by(|a, b| (a.0, a.2.instead.is_some(), b.1.known, b.1.recorded).cmp(&(b.0, b.2.instead.is_some(), a.1.known, a.1.recorded)));
    if rows.is_empty() {
        return None;
    }
    let mut lines: Vec<Line> = rows
        .into_iter()
        .map(|(_, it, state, text)| {
            let fate = state.instead.as_ref().map_or_else(String::new, |later| format!("; does not count: entry {later} is later"));
            let text = format!("{text}, entered by {}, known {}{fate}", clean(&it.author), day(it));
            page.by_entries(
                Line::new(if state.instead.is_some() { "  beside it" } else { "estimate" }, text),
                std::slice::from_ref(&it.id),
                true,
            )
        })
        .collect();
    lines.extend(case.tracks.iter().filter_map(|track| missing(&page, case, &track.id)));
    let note = "nobody's own word unless the party told it; of several on one thing the one known last counts, then the one recorded last, \
                and any goes before the case file";
    Some(Section { note: Some(note.to_owned()), ..Section::new("ESTIMATES (as persons entered them)", lines) })
}

/// By party, then issue, then what is left without a deal, in case order.
type Place = (usize, usize, usize);

fn row<'v>(case: &Case, it: &'v Entered, state: &'v EntryState) -> Option<(Place, &'v Entered, &'v EntryState, String)> {
    let party = |id: &ActorKey| case.actors.iter().position(|row| row.id == *id);
    match &it.content {
        Content::Preference(row) => {
            let issue = case.issues.iter().position(|issue| issue.id == row.issue)?;
            Some(((party(&row.party)?, 0, issue), it, state, preference(case, row)))
        }
        Content::Reservation(row) => {
            let track = case.tracks.iter().position(|track| track.id == row.track)?;
            let note = row.note.as_deref().map_or_else(String::new, |note| format!("; {}", own(note)));
            let text = format!(
                "{} without a deal on {}: {} ({}{note})",
                actor_name(case, &row.party),
                clean(&case.tracks[track].name),
                number(&row.value),
                row.basis
            );
            Some(((party(&row.party)?, 1, track), it, state, text))
        }
        _ => None,
    }
}

fn preference(case: &Case, row: &PreferenceEntry) -> String {
    let question = case.issue(&row.issue).map_or_else(String::new, |issue| clean(&issue.question));
    let scores = row.scores.iter().map(|(option, score)| format!("[{}] {}", option_label(case, &row.issue, Some(option)), number(score)));
    let note = row.note.as_deref().map_or_else(String::new, |note| format!("; {}", own(note)));
    let scores: Vec<String> = scores.collect();
    let party = actor_name(case, &row.party);
    format!("{party} on [{question}]: weight {}; {} ({}{note})", number(&row.weight), scores.join(", "), row.basis)
}

/// Where some estimates are on file for a track and not enough for an answer: what is missing.
fn missing(page: &Page<'_>, case: &Case, track: &TrackKey) -> Option<Line> {
    let here = |it: &&Preference| case.issue(&it.issue).is_some_and(|issue| issue.track == *track);
    let (preferences, reservations) =
        (|| case.preferences.iter().filter(here), || case.reservations.iter().filter(|it| it.track == *track));
    let of_rows = preferences().filter_map(|it| it.estimated.as_ref()).chain(reservations().filter_map(|it| it.estimated.as_ref()));
    let entries: Vec<String> = of_rows.map(|it| it.entry.clone()).collect();
    if entries.is_empty() {
        return None;
    }
    let mut lacks = Vec::new();
    for party in parties(case, std::slice::from_ref(track)) {
        if !preferences().any(|it| it.party == *party) {
            lacks.push(format!("preferences of {}", actor_name(case, party)));
        }
        if !reservations().any(|it| it.party == *party) {
            lacks.push(format!("what {} has without a deal", actor_name(case, party)));
        }
    }
    let name = case.tracks.iter().find(|row| row.id == *track).map_or_else(String::new, |row| clean(&row.name));
    let line = Line::new("missing", format!("{name}: no answer without {}", lacks.join(", ")));
    (!lacks.is_empty()).then(|| page.by_entries(line, &entries, true))
}

fn parties<'c>(case: &'c Case, tracks: &[TrackKey]) -> Vec<&'c ActorKey> {
    let roles = case.roles.iter().filter(|row| row.role == RoleKind::MustAssent && tracks.contains(&row.track));
    let mut out: Vec<&ActorKey> = Vec::new();
    for row in roles {
        if !out.contains(&&row.actor) {
            out.push(&row.actor);
        }
    }
    out
}

/// The rows that an answer for some tracks is worked out from: a line of the case file, the entries, and the marking of all.
pub(super) struct Rows<'v> {
    line: Option<u32>,
    entries: Vec<&'v Entered>,
    marking: Marking,
}

impl<'v> Rows<'v> {
    pub(super) fn of(view: &'v View, tracks: &[TrackKey]) -> Self {
        let mut out = Self { line: None, entries: Vec::new(), marking: Marking::clear() };
        let Some(case) = &view.case else { return out };
        let parties = parties(case, tracks);
        let on =
            |it: &&Preference| parties.contains(&&it.party) && case.issue(&it.issue).is_some_and(|issue| tracks.contains(&issue.track));
        let without = |it: &&Reservation| parties.contains(&&it.party) && tracks.contains(&it.track);
        let preferences = case.preferences.iter().filter(on).map(|it| (&it.meta, &it.estimated));
        for (meta, estimated) in preferences.chain(case.reservations.iter().filter(without).map(|it| (&it.meta, &it.estimated))) {
            out.marking = out.marking.join(&meta.marking);
            match estimated.as_ref().and_then(|it| view.entry(&it.entry)) {
                Some(entry) => out.entries.push(entry),
                None => out.line = out.line.or(Some(meta.line)),
            }
        }
        out
    }

    /// The same line, worked out from these.
    pub(super) fn under(&self, line: Line) -> Line {
        let mut line = self.line.map_or(line.clone(), |row| line.case_file(row));
        line.sources.extend(self.entries.iter().map(|it| crate::source::Source::entry(it)));
        Line { marking: line.marking.join(&self.marking), ..line }
    }
}
