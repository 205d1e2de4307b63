//! What changed between two days: a section for each track, every sentence with what it rests on and, behind "before", what stood.

use armistice_types::assessment::Assessment;
use armistice_types::changes::{Change, Side};
use armistice_types::view::View;
use serde_json::{Value, json};

use crate::cite::Cites;
use crate::clean;
use crate::csv::defused;
use crate::json;
use crate::outline::{Line, Outline, Section};
use crate::source::{Source, shorts};
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

/// The same rows as CSV: both sides in columns of their own, empty where no one word tells them; sources by their short forms.
#[must_use]
pub fn changes_csv(view: &View, changes: &[Change]) -> String {
    let cites = Cites::new(view);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let _ = writer.write_record(HEAD);
    for it in changes {
        let _ = writer.write_record(cells(&cites, it).iter().map(|cell| defused(cell)));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

const HEAD: [&str; 18] = [
    "kind",
    "track",
    "issue",
    "actor",
    "from",
    "from_option",
    "from_conditional",
    "from_day",
    "to",
    "to_option",
    "to_conditional",
    "to_day",
    "day",
    "sentence",
    "evidence",
    "before",
    "marking",
    "reviewed",
];

fn cells(cites: &Cites<'_>, it: &Change) -> [String; 18] {
    let [from, from_option, from_conditional, from_day] = side(it.from.as_ref());
    let [to, to_option, to_conditional, to_day] = side(it.to.as_ref());
    let line = line(cites, it);
    [
        it.kind.to_string(),
        shown(it.track.as_ref()),
        shown(it.issue.as_ref()),
        shown(it.actor.as_ref()),
        from,
        from_option,
        from_conditional,
        from_day,
        to,
        to_option,
        to_conditional,
        to_day,
        shown(it.day.as_ref()),
        clean(&it.sentence),
        shorts(&evidence(cites, it)).join("; "),
        shorts(&cites.all(&it.before).0).join("; "),
        line.marking.to_string(),
        line.reviewed.to_string(),
    ]
}

/// Word, option, whether on a condition, day.
fn side(it: Option<&Side>) -> [String; 4] {
    it.map_or_else(Default::default, |it| [it.word.clone(), shown(it.option.as_ref()), it.conditional.to_string(), shown(it.day.as_ref())])
}

fn shown<T: ToString>(it: Option<&T>) -> String {
    it.map(ToString::to_string).unwrap_or_default()
}

/// What the later state rests on: statements, words that are none, a line of the case file.
fn evidence(cites: &Cites<'_>, it: &Change) -> Vec<Source> {
    let mut out = cites.all(&it.evidence).0;
    out.extend(cites.places(&it.places).0);
    out.extend(cites.row(Line::new("", ""), it.line, it.entry.as_deref()).sources);
    out
}

fn row(cites: &Cites<'_>, it: &Change) -> Value {
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
        "evidence": evidence(cites, it),
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
    cites.row(line, it.line, it.entry.as_deref())
}
