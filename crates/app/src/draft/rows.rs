//! TOML as a person would write it: rows, strings escaped, comments that no text can break out of.

use std::collections::BTreeSet;

/// The file so far.
#[derive(Default)]
pub(super) struct Out {
    pub(super) text: String,
}

impl Out {
    /// A comment on a line of its own: no line break, no control character.
    pub(super) fn comment(&mut self, text: &str) {
        let line: String = text.chars().map(|c| if c.is_control() || c == '\u{2028}' || c == '\u{2029}' { ' ' } else { c }).collect();
        self.text.push_str(&format!("# {line}\n"));
    }

    /// A heading between tables.
    pub(super) fn heading(&mut self, text: &str) {
        self.text.push('\n');
        self.comment(&format!("---- {text} ----"));
    }

    /// Opens a row: `[[actor]]`.
    pub(super) fn row(&mut self, header: &str) {
        self.text.push_str(&format!("\n{header}\n"));
    }

    /// A key with a value that is TOML already.
    pub(super) fn set(&mut self, key: &str, value: &str) {
        self.text.push_str(&format!("{key} = {value}\n"));
    }
}

/// A basic string of TOML.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A list of strings.
pub(super) fn list(all: &[String]) -> String {
    format!("[{}]", all.iter().map(|it| quoted(it)).collect::<Vec<_>>().join(", "))
}

/// Ids of lower-case letters and digits, none given twice.
#[derive(Default)]
pub(super) struct Ids(BTreeSet<String>);

impl Ids {
    /// The id of a name: its last words that fit, else one with a number.
    pub(super) fn of(&mut self, name: &str) -> String {
        let words: Vec<String> = name
            .to_lowercase()
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty() && !["the", "of", "a", "an", "and", "for", "in", "s"].contains(word))
            .map(str::to_owned)
            .collect();
        let short = words.iter().rev().take(2).rev().cloned().collect::<Vec<_>>().join("-");
        let base = if short.is_empty() { "row".to_owned() } else { short.chars().take(30).collect() };
        let base = if base.starts_with(|c: char| c.is_ascii_alphabetic()) { base } else { format!("n{base}") };
        let id = std::iter::once(base.clone()).chain((2..).map(|n| format!("{base}-{n}"))).find(|id| !self.0.contains(id)).unwrap_or(base);
        self.0.insert(id.clone());
        id
    }
}
