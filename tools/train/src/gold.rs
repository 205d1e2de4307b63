//! Annotated attributions: one JSON object a line, as `doc`, `text`, `attributions` (offsets in Unicode scalar values).

use std::ops::Range;

use armistice_read::fitting::Gold;
use serde_json::Value;

/// One annotated document.
pub struct Annotated {
    pub doc: String,
    pub text: String,
    pub gold: Vec<Gold>,
}

/// Reads a file of annotated documents, in order of their names.
pub fn read(path: &str) -> Result<Vec<Annotated>, String> {
    let lines = std::fs::read_to_string(path).map_err(|err| format!("cannot read `{path}`: {err}"))?;
    let mut out = Vec::new();
    for (n, line) in lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let value: Value = serde_json::from_str(line).map_err(|err| format!("{path}, line {}: {err}", n + 1))?;
        let gold = value["attributions"].as_array().into_iter().flatten().map(attribution).collect();
        out.push(Annotated { doc: word(&value["doc"]), text: word(&value["text"]), gold });
    }
    out.sort_by(|a, b| a.doc.cmp(&b.doc));
    Ok(out)
}

fn word(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn attribution(value: &Value) -> Gold {
    let content = value["content"].as_array().into_iter().flatten().filter_map(span).collect();
    Gold { source: span(&value["source"]), cue: span(&value["cue"]), content, act: word(&value["act"]) }
}

fn span(value: &Value) -> Option<Range<usize>> {
    let number = |at: usize| usize::try_from(value.get(at)?.as_u64()?).ok();
    Some(number(0)?..number(1)?)
}
