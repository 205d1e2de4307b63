//! What persons write beside what is computed: kept slots, assessments, notes and grades, each under its name and marking, and flagged where
//! the evidence it rested on is no longer as it was.

use armistice_types::assessment::Assessment;
use armistice_types::entries::{Content, Entered, EntryState, Grade, Graded, Judgement, Note, Slot, Touches};
use armistice_types::view::{Place, View};

use super::said::{about, graded, letter, own, says};
use super::{Page, actor_name};
use crate::clean;
use crate::outline::{Line, ReportRow, Section};

impl Page<'_> {
    /// Entries that stand and count, in the order of the view, each with what came of it.
    fn counting(&self) -> impl Iterator<Item = (&Entered, &EntryState)> {
        rows(self.view, self.assessment).filter(|(_, it)| it.instead.is_none() && !matches!(it.touches, Touches::Nothing { .. }))
    }

    /// A line that says what one person says.
    pub(crate) fn of_person(&self, label: &str, text: String, it: &Entered, state: &EntryState) -> Line {
        let changed = self.changed(it, state);
        let line = Line::new(label, format!("{text}{}", changed.0));
        let line = Line { marking: line.marking.join(&changed.1), ..line };
        self.by_entries(line, std::slice::from_ref(&it.id), true)
    }

    /// "evidence changed since …", with what is new or gone, and the marking that these words bring.
    fn changed(&self, it: &Entered, state: &EntryState) -> (String, armistice_types::marking::Marking) {
        let Some(changed) = &state.changed else { return (String::new(), armistice_types::marking::Marking::clear()) };
        let shorts = |word: &str, places: &[Place]| {
            let (sources, marking) = self.cites.places(places);
            let shorts = crate::source::shorts(&sources).join(", ");
            (if shorts.is_empty() { String::new() } else { format!("{word} {shorts}") }, marking)
        };
        let (new, gone) = (shorts("new", &changed.new), shorts("gone", &changed.gone));
        let status = if changed.status { "another status or answer".to_owned() } else { String::new() };
        let parts: Vec<String> = [new.0, gone.0, status].into_iter().filter(|it| !it.is_empty()).collect();
        let parts = if parts.is_empty() { String::new() } else { format!(": {}", parts.join("; ")) };
        (format!(" [evidence changed since {}{parts}]", day(it)), new.1.join(&gone.1))
    }

    /// Kept slots, then assessments of the whole.
    pub(super) fn written(&self) -> Section {
        let mut lines = Vec::new();
        for slot in Slot::ALL {
            for (it, state) in self.counting() {
                let Content::Kept(kept) = &it.content else { continue };
                if kept.slot != *slot {
                    continue;
                }
                let track = kept.track.as_ref().and_then(|id| self.view.case.as_ref()?.tracks.iter().find(|row| row.id == *id));
                let label = track.map_or_else(|| slot.to_string(), |row| format!("{slot}, {}", clean(&row.name)));
                let note = kept.note.as_deref().map_or_else(String::new, |note| format!("; {}", own(note)));
                lines.push(self.of_person(&label, format!("{}{note}", own(&kept.text)), it, state));
            }
        }
        lines.extend(self.judged("assessment", |touches| *touches == Touches::Whole));
        Section::new("WRITTEN BY PERSONS (under their names, not computed)", lines)
    }

    /// Assessments on something, each beside what is computed.
    pub(crate) fn judged(&self, label: &str, on: impl Fn(&Touches) -> bool) -> Vec<Line> {
        let found = self.counting().filter_map(|(it, state)| match &it.content {
            Content::Judgement(judgement) if on(&state.touches) => Some((it, state, judgement)),
            _ => None,
        });
        found.map(|(it, state, judgement)| self.of_person(label, judged(judgement), it, state)).collect()
    }

    /// Assessments on an issue and on its cells.
    pub(super) fn judged_on_issue(&self, issue: &armistice_types::case::IssueKey) -> Vec<Line> {
        let Some(case) = &self.view.case else { return Vec::new() };
        let mut out = self.judged("  assessment", |touches| matches!(touches, Touches::Issue { issue: it } if it == issue));
        for actor in &case.actors {
            let here = |touches: &Touches| matches!(touches, Touches::Cell { actor: it, issue: of } if *it == actor.id && of == issue);
            out.extend(self.judged(&format!("  assessment, {}", actor_name(case, &actor.id)), here));
        }
        out
    }

    /// Notes on something.
    pub(crate) fn noted(&self, on: impl Fn(&Touches) -> bool) -> Vec<Line> {
        let found = self.counting().filter_map(|(it, state)| match &it.content {
            Content::Note(note) if on(&state.touches) => Some(self.note(it, state, note)),
            _ => None,
        });
        found.collect()
    }

    fn note(&self, it: &Entered, state: &EntryState, note: &Note) -> Line {
        let (on, marking) = about(self.view, self.assessment, &self.cites, &state.touches);
        let line = self.of_person("note", format!("on {on}: {}", own(&note.text)), it, state);
        Line { marking: line.marking.join(&marking), ..line }
    }

    /// Every note, then whatever a person entered that cannot be tied to anything here.
    pub(super) fn notes(&self) -> Vec<Line> {
        let mut out = self.noted(|_| true);
        let gone = self.view.retractions();
        for (it, state) in rows(self.view, self.assessment).filter(|(it, _)| !gone.contains_key(it.id.as_str())) {
            let elsewhere = matches!(it.content, Content::Rule(_) | Content::Draft(_) | Content::Retract(_));
            if let (Touches::Nothing { because }, false) = (&state.touches, elsewhere) {
                let text = format!("{}: touches nothing here: {}", says(it), clean(because));
                out.push(self.by_entries(Line::new(format!("entry {}", it.id), text), std::slice::from_ref(&it.id), true));
            }
        }
        out
    }

    /// Grades of something.
    pub(crate) fn graded(&self, label: &str, on: impl Fn(&Graded, &Touches) -> bool) -> Vec<Line> {
        let found = self.counting().filter_map(|(it, state)| match &it.content {
            Content::Grade(grade) if on(&grade.graded, &state.touches) => Some(self.of_person(label, graded(grade), it, state)),
            _ => None,
        });
        found.collect()
    }

    /// The list of reports with the grades of each and of its outlet, each grade with its marking.
    pub(crate) fn with_grades(&self, reports: Vec<ReportRow>) -> Vec<ReportRow> {
        let grades: Vec<(&Entered, &EntryState)> = self.counting().filter(|(it, _)| matches!(it.content, Content::Grade(_))).collect();
        reports.into_iter().map(|row| ReportRow { grades: self.grades_of_report(&grades, &row), ..row }).collect()
    }

    fn grades_of_report(&self, grades: &[(&Entered, &EntryState)], row: &ReportRow) -> Vec<String> {
        let outlet = |of: &Graded, touches: &Touches| {
            let is = matches!(of, Graded::Reliability { of: armistice_types::entries::GradedSource::Outlet { .. }, .. });
            is && matches!(touches, Touches::Source { name } if row.outlet.as_deref() == Some(clean(name).as_str()))
        };
        let report = |_: &Graded, touches: &Touches| *touches == Touches::Report { report: row.number };
        let found = grades.iter().filter_map(|(it, state)| match &it.content {
            Content::Grade(Grade { graded, .. }) if outlet(graded, &state.touches) || report(graded, &state.touches) => {
                let line = self.of_person("", String::new(), it, state);
                Some(format!("{} {}", letter(graded), line.shown_sources()))
            }
            _ => None,
        });
        found.collect()
    }
}

/// Every entry of a view with what came of it.
pub(crate) fn rows<'v>(view: &'v View, assessment: &'v Assessment) -> impl Iterator<Item = (&'v Entered, &'v EntryState)> {
    view.entries.iter().zip(&assessment.entries).filter(|(it, state)| it.id == state.id)
}

fn judged(it: &Judgement) -> String {
    let note = it.note.as_deref().map_or_else(String::new, |note| format!("; {}", own(note)));
    format!("{} ({} confidence; why: {}{note})", own(&it.text), it.confidence, own(&it.why))
}

/// The day from which an entry could be known, in UTC.
pub(crate) fn day(it: &Entered) -> String {
    let known = it.known.0.to_string();
    known.get(..10).unwrap_or(&known).to_owned()
}
