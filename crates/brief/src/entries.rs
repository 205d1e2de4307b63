//! What `armistice entries` shows: everything that persons entered, what it says and what came of it. Nothing is left out, retracted entries
//! and those that cannot be tied to anything included.

use armistice_types::assessment::Assessment;
use armistice_types::entries::{Content, Entered, EnteredKind, EntryState, Touches};
use armistice_types::marking::{AttributionLevel, Marking};
use armistice_types::view::{Filed, View};
use serde_json::{Value, json};

use crate::cite::Cites;
use crate::clean;
use crate::csv::defused;
use crate::outline::{Line, Outline, Section};
use crate::page::Page;
use crate::page::persons::{day, rows};
use crate::page::said::{about, says};
use crate::tables::page;

/// Every entry of a view, by kind, oldest first.
#[must_use]
pub fn entries(view: &View, assessment: &Assessment) -> Outline {
    let it = Page { view, assessment, cites: Cites::new(view) };
    let mut sections = Vec::new();
    for kind in EnteredKind::ALL {
        let rows = rows(view, assessment).filter(|(entered, _)| entered.content.kind() == *kind);
        let lines: Vec<Line> = rows.map(|(entered, state)| line(&it, entered, state)).collect();
        if !lines.is_empty() {
            sections.push(Section::new(kind.as_str().to_uppercase(), lines));
        }
    }
    if sections.is_empty() {
        sections.push(Section::new("ENTRIES", vec![Line::new("", "none on file")]));
    }
    page(view, assessment, "ENTRIES", sections)
}

fn line(page: &Page<'_>, it: &Entered, state: &EntryState) -> Line {
    let (on, marking) = on(page, it, state);
    let on = if on.is_empty() { String::new() } else { format!("on {on}: ") };
    let came = came(state).map_or_else(String::new, |came| format!("; {came}"));
    let recorded = it.recorded.0.to_string();
    let recorded = recorded.get(..16).unwrap_or(&recorded).replace('T', " ");
    let text = format!("{on}{}{came} (known {}, recorded {recorded} UTC)", says(it), day(it));
    let line = page.of_person(&it.id, text, it, state);
    Line { marking: line.marking.join(&marking), ..line }
}

/// What it is about: of a statement that is struck out the report and the line where its words stand.
fn on(page: &Page<'_>, it: &Entered, state: &EntryState) -> (String, Marking) {
    let (words, marking) = about(page.view, page.assessment, &page.cites, &state.touches);
    let place = || {
        let (Touches::Statement(at), Content::Statement(entry)) = (&state.touches, &it.content) else { return None };
        let filed = page.view.report(at.report).filter(|_| page.view.statement(*at).is_none())?;
        let line = filed.reading.report.text.index().line(entry.anchor().content.first()?.start);
        Some(format!("{words} L{line}, struck out"))
    };
    (place().unwrap_or_else(|| words.clone()), marking)
}

/// What came of it, where it does not simply count.
fn came(state: &EntryState) -> Option<String> {
    let first = match (&state.touches, &state.instead) {
        (Touches::Nothing { because }, _) => Some(format!("touches nothing here: {}", clean(because))),
        (_, Some(later)) => Some(format!("entry {later} counts in its place")),
        _ => None,
    };
    let all: Vec<String> = first.into_iter().chain(state.besides.iter().map(|it| clean(it))).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// The content of an entry as data. The id of a report is a digest of all its words: of one that is not on the record it would tell whether a
/// guess at what is withheld is right, and so would the digests of what a judgement rested on. Such a report goes by its number.
fn content(view: &View, it: &Content) -> Value {
    let unnamed: Vec<&Filed> = view.reports.iter().filter(|it| it.attribution != AttributionLevel::OnTheRecord).collect();
    let mut value = json!(it);
    if !unnamed.is_empty() {
        without_digests(&mut value, &unnamed);
    }
    value
}

fn without_digests(value: &mut Value, unnamed: &[&Filed]) {
    match value {
        // An id has 64 digits.
        Value::String(text) if text.len() >= 64 => {
            for filed in unnamed {
                let id = filed.reading.report.id.as_str();
                // A person may have typed it without what stands before the digits.
                for part in [id, id.trim_start_matches("sha256:")].into_iter().filter(|it| !it.is_empty()) {
                    if text.contains(part) {
                        *text = text.replace(part, &format!("R{}", filed.number));
                    }
                }
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|it| without_digests(it, unnamed)),
        Value::Object(fields) => {
            for (name, it) in fields.iter_mut() {
                if name == "digest" {
                    *it = Value::Null;
                } else {
                    without_digests(it, unnamed);
                }
            }
        }
        _ => {}
    }
}

/// The same as data: each entry with its content, but for one about a report that the view does not have, of which only the words are given.
#[must_use]
pub fn entries_json(view: &View, assessment: &Assessment) -> String {
    let there = |id: &str| view.reports.iter().any(|filed| filed.reading.report.id == id);
    let row = |(it, state): (&Entered, &EntryState)| {
        let whole = it.content.reports().into_iter().all(there);
        json!({
            "id": it.id,
            "kind": it.content.kind(),
            "author": it.author,
            "known": it.known,
            "recorded": it.recorded,
            "marking": it.marking,
            "says": says(it),
            "content": if whole { content(view, &it.content) } else { Value::Null },
            "touches": state.touches,
            "instead": state.instead,
            "changed": state.changed,
            "besides": state.besides,
        })
    };
    let rows: Vec<Value> = rows(view, assessment).map(row).collect();
    let mut value = crate::json::value(view, assessment, &entries(view, assessment));
    if let Some(object) = value.as_object_mut() {
        object.insert("entries".to_owned(), Value::Array(rows));
    }
    crate::json::printed(&value)
}

/// One row an entry.
#[must_use]
pub fn entries_csv(view: &View, assessment: &Assessment) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = ["id", "kind", "author", "known", "recorded", "marking", "about", "says", "came", "evidence_changed"];
    let _ = writer.write_record(head);
    let of = Page { view, assessment, cites: Cites::new(view) };
    for (it, state) in rows(view, assessment) {
        let cells = [
            it.id.clone(),
            it.content.kind().to_string(),
            clean(&it.author),
            it.known.to_string(),
            it.recorded.to_string(),
            line(&of, it, state).marking.to_string(),
            on(&of, it, state).0,
            says(it),
            came(state).unwrap_or_default(),
            state.changed.is_some().to_string(),
        ];
        let _ = writer.write_record(cells.iter().map(|cell| defused(cell)));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
