//! The brief: where the talks stand. With a case, track by track; without one, who says what. One file a section.

mod against;
pub(crate) mod chains;
mod damage;
mod decided;
mod drafts;
mod gaps;
pub(crate) mod head;
pub(crate) mod hope;
mod in_short;
mod in_the_way;
mod met;
mod moved;
mod own_words;
pub(crate) mod persons;
mod proposals;
mod roles;
pub(crate) mod rules;
pub(crate) mod said;
mod track;
mod voices;

use armistice_types::assessment::Assessment;
use armistice_types::case::{ActorKey, Case, IssueKey, OptionKey};
use armistice_types::view::View;

use crate::cite::Cites;
use crate::clean;
use crate::matrix::matrix;
use crate::outline::{Outline, Section};
use head::{head, reports};

/// The whole brief. A section with nothing to say is left out.
#[must_use]
pub fn brief(view: &View, assessment: &Assessment) -> Outline {
    let page = Page { view, assessment, cites: Cites::new(view) };
    let mut sections = Vec::new();
    match &view.case {
        Some(case) => {
            let short = case.tracks.iter().map(|track| page.in_short(case, track)).chain(page.denied_in_short());
            sections.push(Section::new("IN SHORT (built from the lines below)", short.collect()));
            sections.push(page.written());
            sections.extend(case.tracks.iter().map(|track| page.track(case, track)));
            sections.push(Section::new("PROPOSALS AND DRAFTS (track not told)", page.proposals(None)));
            sections.extend(page.matrix());
        }
        None => {
            sections.push(Section::new("WHO SAYS WHAT", page.who_says_what()));
            sections.push(Section::new("PROPOSALS AND DRAFTS", page.proposals(None)));
        }
    }
    let way = view.case.as_ref().map(|case| page.in_the_way(case)).unwrap_or_default();
    sections.push(Section::new("WHAT STANDS IN THE WAY", way));
    sections.extend(page.clashes());
    sections.push(Section::new("WHAT MOVED (in own words, unless said)", page.moved()));
    sections.push(Section::new("HOPE AND DOUBT (kept out of positions)", page.hope_and_doubt()));
    sections.push(Section::new("MET AND DUE (planned is not held)", page.met_and_due()));
    sections.push(Section::new("OTHER EVENTS", page.other_events()));
    sections.push(Section::new("CLOCKS", page.clocks()));
    sections.push(Section::new(if view.case.is_some() { "NOT HEARD" } else { "NAMED BUT NOT HEARD" }, page.not_heard()));
    sections.push(Section::new("ROLES TOLD BY A REPORT (not taken over)", page.roles_told()));
    sections.push(Section::new("NOTES (by persons)", page.notes()));
    sections.push(page.chains());
    sections.push(Section::new("DAMAGE", page.damage()));
    sections.push(Section::new("ASK", page.ask()));
    sections.retain(|section| !section.lines.is_empty() || section.table.as_ref().is_some_and(|it| !it.rows.is_empty()));
    Outline { title: page.title(), head: head(view, assessment), sections, reports: reports(view, assessment) }
}

/// Denials and conflicts alone.
pub(crate) fn clashes(view: &View, assessment: &Assessment) -> Vec<Section> {
    let mut sections = Vec::from(Page { view, assessment, cites: Cites::new(view) }.clashes());
    sections.retain(|section| !section.lines.is_empty());
    sections
}

impl Page<'_> {
    fn clashes(&self) -> [Section; 2] {
        let conflicts = Section::new("CONFLICTS (two statements that cannot both hold)", self.conflicts());
        [Section::new("DENIALS", self.denials()), conflicts]
    }
}

/// What the sections are built from.
pub(crate) struct Page<'v> {
    pub(crate) view: &'v View,
    pub(crate) assessment: &'v Assessment,
    pub(crate) cites: Cites<'v>,
}

/// Name of an actor on the page.
pub(crate) fn actor_name(case: &Case, key: &ActorKey) -> String {
    case.actor(key).map_or_else(|| key.to_string(), |row| clean(&row.name))
}

/// Label of an option on the page; "it" where the issue only is touched.
pub(crate) fn option_label(case: &Case, issue: &IssueKey, option: Option<&OptionKey>) -> String {
    let row = case.issue(issue).and_then(|issue| issue.options.iter().find(|row| Some(&row.id) == option));
    row.map_or_else(|| "it".to_owned(), |row| clean(&row.label))
}

impl Page<'_> {
    /// The matrix of every track, for forms with room; the terminal has it as `armistice positions`.
    fn matrix(&self) -> Vec<Section> {
        let of = |it: Section| Section { wide: true, name: it.name.map(|name| format!("Matrix: {name}")), ..it };
        matrix(&self.cites, self.view, self.assessment).into_iter().map(of).collect()
    }

    fn title(&self) -> String {
        match &self.view.case {
            Some(case) => format!("WHERE THE TALKS STAND   {}", clean(&case.name)),
            None => "WHERE THE TALKS STAND".to_owned(),
        }
    }
}
