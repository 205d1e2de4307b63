//! What changed between two days: a section for each track, every sentence with what it rests on and, behind "before", what stood.

use armistice_types::assessment::Assessment;
use armistice_types::changes::Change;
use armistice_types::view::View;

use crate::cite::Cites;
use crate::clean;
use crate::outline::{Line, Outline, Section};
use crate::tables::page;

/// What changed, as sentences; `view` is the later one.
#[must_use]
pub fn changes(view: &View, assessment: &Assessment, changes: &[Change], from: &str, to: &str) -> Outline {
    let cites = Cites::new(view);
    let period = format!("from {from} to {to}");
    let mut sections = Vec::new();
    for track in view.case.iter().flat_map(|case| &case.tracks) {
        let lines = lines(&cites, changes.iter().filter(|it| it.track.as_ref() == Some(&track.id)));
        if !lines.is_empty() {
            sections.push(Section { note: Some(period.clone()), ..Section::of(&clean(&track.name), lines) });
        }
    }
    let rest = lines(&cites, changes.iter().filter(|it| it.track.is_none()));
    if !rest.is_empty() {
        sections.push(Section { note: Some(period), ..Section::new("ON NO TRACK", rest) });
    }
    if sections.is_empty() {
        sections.push(Section::new(format!("FROM {from} TO {to}"), vec![Line::new("", "nothing that is on file")]));
    }
    page(view, assessment, "WHAT CHANGED", sections)
}

fn lines<'c>(cites: &Cites<'_>, changes: impl Iterator<Item = &'c Change>) -> Vec<Line> {
    changes.map(|it| line(cites, it)).collect()
}

fn line(cites: &Cites<'_>, it: &Change) -> Line {
    let day = it.day.map_or_else(String::new, |day| format!("{day}: "));
    let (mut sources, mut marking) = cites.all(&it.evidence);
    for (more, mark) in [cites.places(&it.places), cites.all(&it.before)] {
        sources.extend(more.into_iter().filter(|it| !sources.contains(it)).collect::<Vec<_>>());
        marking = marking.join(&mark);
    }
    let line = Line::new(it.kind.as_str(), format!("{day}{}", clean(&it.sentence))).from((sources, marking.join(&it.marking)));
    match it.line {
        Some(row) => line.case_file(row),
        None => line,
    }
}
