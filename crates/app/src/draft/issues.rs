//! Candidate questions of a draft: one for each unit in which something is offered or demanded, with its numbers as answers; then one for
//! each other term of what was put forward.

use std::collections::{BTreeMap, BTreeSet};

use armistice_types::numbers::spelled;
use armistice_types::statement::Act;
use armistice_types::text::Span;

use super::rows::{Ids, Out, list, quoted};
use super::{Sources, one_line};

const UNITS: &str = include_str!("../../../../data/units.tsv");
const NO_TERM: &str = include_str!("../../../../data/no-term.tsv");
/// Candidates without numbers.
const MOST: usize = 12;
/// Words of a cue.
const CUE: usize = 5;

/// A value in a unit: the phrases for it and where they stand.
#[derive(Default)]
struct Value {
    cues: BTreeSet<String>,
    places: BTreeSet<String>,
}

pub(super) fn write(out: &mut Out, sources: &Sources<'_>) {
    let stretches = stretches(sources);
    let mut ids = Ids::default();
    out.heading(
        "candidate questions, from what was offered, demanded and put forward; write each as a question, give every answer its phrases",
    );
    for (unit, values) in numeric(sources, &stretches) {
        out.row("[[issue]]");
        out.set("id", &quoted(&ids.of(&unit)));
        out.set("track", "\"talks\"");
        out.set("question", &quoted(&format!("How many {unit}?")));
        out.set("kind", "\"numeric\"");
        out.set("unit", &quoted(&unit));
        for (n, value) in values {
            out.row("[[issue.option]]");
            out.comment(&value.places.iter().cloned().collect::<Vec<_>>().join(", "));
            out.set("id", &quoted(&format!("n{}", n.replace('.', "-"))));
            out.set("label", &quoted(&format!("{n} {unit}")));
            out.set("value", &n);
            out.set("cues", &list(&value.cues.into_iter().collect::<Vec<_>>()));
        }
    }
    for (words, places) in terms(sources, &stretches) {
        out.row("[[issue]]");
        out.comment(&places.join(", "));
        out.set("id", &quoted(&ids.of(&words)));
        out.set("track", "\"talks\"");
        out.set("question", &quoted(&format!("{words}?")));
        out.set("kind", "\"categorical\"");
        out.row("[[issue.option]]");
        out.set("id", "\"yes\"");
        out.set("label", &quoted(&words));
        out.set("cues", &list(&[cue(&words)]));
    }
}

/// What was offered, demanded or put forward: report, span, and whether it is a term of a proposal.
fn stretches(sources: &Sources<'_>) -> Vec<(usize, Span, bool)> {
    let mut out = Vec::new();
    for (n, reading) in sources.readings.iter().enumerate() {
        out.extend(reading.proposals.iter().flat_map(|it| &it.terms).map(|term| (n, term.span, true)));
        let bargains = |act: Act| matches!(act, Act::Offer | Act::Demand | Act::Propose | Act::Accept | Act::Reject | Act::Condition);
        let own = reading.statements.iter().filter(|it| bargains(it.act));
        // Long quotations and whole clauses name no single thing: only their numbers are looked at.
        out.extend(own.flat_map(|it| &it.content).map(|span| (n, *span, false)));
    }
    out
}

/// Numbers with a unit, by unit, then value; a unit with one value is a question, too.
fn numeric(sources: &Sources<'_>, stretches: &[(usize, Span, bool)]) -> BTreeMap<String, BTreeMap<String, Value>> {
    let mut out: BTreeMap<String, BTreeMap<String, Value>> = BTreeMap::new();
    for (n, span, _) in stretches {
        let text = sources.words(*n, *span).to_lowercase();
        let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || "-–—“”\"(),;:".contains(c)).filter(|it| !it.is_empty()).collect();
        for pair in words.windows(2) {
            let digits = pair[0].trim_end_matches('.');
            let number = spelled(digits)
                .map(|it| it.to_string())
                .or_else(|| digits.parse::<f64>().ok().filter(|it| it.is_finite()).map(|_| digits.to_owned()));
            let Some((number, unit)) = number.zip(unit(pair[1].trim_end_matches(['.', '!', '?']))) else { continue };
            if !number.chars().all(|c| c.is_ascii_digit() || c == '.') {
                continue;
            }
            let value = out.entry(unit.to_owned()).or_default().entry(number.clone()).or_default();
            value.cues.extend([format!("{digits} {}", pair[1].trim_end_matches(['.', '!', '?'])), format!("{number} {unit}")]);
            value.places.insert(sources.place(*n, *span));
        }
    }
    out
}

/// The unit that a word is a form of.
fn unit(word: &str) -> Option<&'static str> {
    let rows = UNITS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    rows.into_iter().find(|(unit, others)| *unit == word || others.split(',').any(|it| it == word)).map(|it| it.0)
}

/// Terms without a number, near ones joined, those of most places first; demands only where they are short.
fn terms(sources: &Sources<'_>, stretches: &[(usize, Span, bool)]) -> Vec<(String, Vec<String>)> {
    let mut out: Vec<(String, BTreeSet<String>, Vec<String>)> = Vec::new();
    for (n, span, term) in stretches {
        let words = one_line(sources.words(*n, *span), 70);
        let content = content(&words);
        let numbered =
            words.split_whitespace().any(|word| word.starts_with(|c: char| c.is_ascii_digit()) || spelled(&word.to_lowercase()).is_some());
        let lower = words.to_lowercase();
        let clause = lower.split(|c: char| !c.is_alphanumeric()).any(no_term) || words.contains(['.', '!', '?', '…']);
        let fits = !clause && if *term { content.len() > 1 } else { (2..=6).contains(&content.len()) };
        if numbered || !fits {
            continue;
        }
        let place = sources.place(*n, *span);
        match out.iter_mut().find(|(_, there, _)| near(there, &content)) {
            Some((_, _, places)) if places.contains(&place) => {}
            Some((_, _, places)) => places.push(place),
            None => out.push((words, content, vec![place])),
        }
    }
    out.sort_by(|a, b| b.2.len().cmp(&a.2.len()).then_with(|| a.0.cmp(&b.0)));
    out.into_iter().take(MOST).map(|(words, _, places)| (words, places)).collect()
}

/// Does the word make a clause of what it stands in, or something said of a source?
fn no_term(word: &str) -> bool {
    NO_TERM.lines().filter_map(|line| line.split_once('\t')).any(|(it, _)| it == word)
}

/// Words of four letters and more.
fn content(words: &str) -> BTreeSet<String> {
    let word = |it: &str| it.to_lowercase().trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    words.split_whitespace().map(word).filter(|it| it.chars().count() > 3).collect()
}

fn near(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    2 * a.intersection(b).count() > a.len().min(b.len())
}

/// The first words by which reports may name it.
fn cue(words: &str) -> String {
    let bare = words.trim_start_matches("to ").trim_start_matches("the ").trim_start_matches("a ").trim_end_matches(" …");
    bare.split_whitespace().take(CUE).collect::<Vec<_>>().join(" ").trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_that_stands_in_no_term_is_read() {
        let lines: Vec<&str> = NO_TERM.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(lines.iter().all(|line| line.split_once('\t').is_some_and(|(_, kind)| matches!(kind, "clause" | "source"))));
        assert!(lines.is_sorted() && no_term("which") && no_term("anonymity") && !no_term("patrols") && !no_term("#"));
    }
}
