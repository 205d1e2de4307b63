//! A case file drafted from reports, for a person to correct: who speaks and acts, roles as far as the reports go, questions and answers
//! from what was put forward and demanded. Every row says where it comes from. Nothing is guessed: what no report gives is a comment.

mod actors;
mod issues;
mod rows;

use std::collections::BTreeMap;

use armistice_types::statement::Reading;
use armistice_types::text::{CharIndex, Span};

use rows::Out;
pub(crate) use rows::quoted;

/// A case file in words, from readings in the order of their reports. The same readings give the same bytes.
pub(crate) fn draft(name: &str, readings: &[Reading]) -> String {
    let sources = Sources::new(readings);
    let people = actors::people(&sources);
    let mut out = Out::default();
    out.comment("Drafted from reports by `armistice new --from`; each row says where it comes from (R1 L5: line 5 of the first report).");
    out.comment("Correct it, then `armistice check`. What a party wants in private belongs to the ledger, not here.");
    out.row("[case]");
    out.set("name", &quoted(name));
    out.set("time_zone", "\"UTC\"");
    out.set("language", "\"en\"");
    for (n, reading) in readings.iter().enumerate() {
        let title = reading.report.title.as_deref().unwrap_or(&reading.report.path);
        out.comment(&format!("R{}: {title}", n + 1));
    }
    actors::write(&mut out, &people);
    out.heading("one table; where there are several, give each its actors and issues");
    out.row("[[track]]");
    out.set("id", "\"talks\"");
    out.set("name", "\"Talks\"");
    actors::roles(&mut out, &people);
    issues::write(&mut out, &sources);
    outlook(&mut out, &sources);
    out.text
}

/// Readings with their places.
pub(crate) struct Sources<'r> {
    pub(crate) readings: &'r [Reading],
    index: Vec<CharIndex<'r>>,
}

impl<'r> Sources<'r> {
    fn new(readings: &'r [Reading]) -> Self {
        Self { readings, index: readings.iter().map(|it| CharIndex::new(&it.report.text)).collect() }
    }

    /// The words of a span of a report.
    pub(crate) fn words(&self, report: usize, span: Span) -> &'r str {
        self.index[report].quote(span).unwrap_or("")
    }

    /// `R2 L7`.
    pub(crate) fn place(&self, report: usize, span: Span) -> String {
        format!("R{} L{}", report + 1, self.index[report].line(span.start()))
    }
}

/// Candidates for outcomes and clocks, as comments: what was hoped, doubted or foretold, and by when.
fn outlook(out: &mut Out, sources: &Sources<'_>) {
    use armistice_types::statement::Act;
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (n, reading) in sources.readings.iter().enumerate() {
        for it in reading.statements.iter().filter(|it| matches!(it.act, Act::Hope | Act::Doubt | Act::Predict)) {
            let Some(first) = it.content.first() else { continue };
            if !says_what_comes(sources.words(n, *first)) {
                continue;
            }
            let by = it.horizon.as_ref().and_then(|at| at.to).map_or_else(String::new, |day| format!(", by {day}"));
            let words = one_line(sources.words(n, *first), 100);
            found.entry(format!("{words}{by}")).or_default().push(sources.place(n, *first));
        }
    }
    if found.is_empty() {
        return;
    }
    out.heading("candidates for outcomes: make a row of those whose result will be known");
    out.comment(
        "[[outcome]] id, track = \"talks\", proposition, cues = [\"…\"], by = YYYY-MM-DD, later result = true|false, resolved = YYYY-MM-DD",
    );
    for (words, places) in found {
        out.comment(&format!("- {words} ({})", places.join(", ")));
    }
}

/// Is it a sentence that can come true, not a thing that is only named or what somebody is out to do?
fn says_what_comes(words: &str) -> bool {
    words.split_whitespace().count() > 3 && !words.starts_with("to ")
}

/// Words on one line, cut to a length at a word.
pub(crate) fn one_line(text: &str, longest: usize) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if out.chars().count() + word.chars().count() > longest {
            return out + " …";
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
