//! What changed between two days: a section for each track, every sentence with what it rests on and, behind "before", what stood.

use armistice_types::assessment::Assessment;
use armistice_types::changes::Change;
use armistice_types::view::View;
use serde_json::{Value, json};

use crate::cite::Cites;
use crate::clean;
use crate::json;
use crate::outline::{Line, Outline, Section};
use crate::source::Source;
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

/// The page's JSON with `changes`, one object a change in the order of the page: `kind`, `track`, `issue`, `actor`, `from` and `to`
/// (`word`, `option`, `conditional`, `day`; null where no one word tells it), `day`, `sentence`, `evidence` and `before` (sources, as
/// lines have them), `marking`, `reviewed`.
#[must_use]
pub fn changes_json(view: &View, assessment: &Assessment, outline: &Outline, changes: &[Change]) -> String {
    let cites = Cites::new(view);
    let rows: Vec<Value> = changes.iter().map(|it| row(&cites, it)).collect();
    let mut value = json::value(view, assessment, outline);
    value["changes"] = Value::Array(rows);
    json::printed(&value)
}

fn row(cites: &Cites<'_>, it: &Change) -> Value {
    let mut evidence = cites.all(&it.evidence).0;
    evidence.extend(cites.places(&it.places).0);
    evidence.extend(it.line.map(Source::case_file));
    let line = line(cites, it);
    json!({
        "kind": it.kind,
        "track": it.track,
        "issue": it.issue,
        "actor": it.actor,
        "from": it.from,
        "to": it.to,
        "day": it.day,
        "sentence": clean(&it.sentence),
        "evidence": evidence,
        "before": cites.all(&it.before).0,
        "marking": line.marking,
        "reviewed": line.reviewed,
    })
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
