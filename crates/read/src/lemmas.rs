//! Lemmas. Takes a word and its tags, gives its lemma as the English treebanks write it, by the fitted table
//! `data/models/lemmas.tsv` (its card stands beside it): first the case of the lemma, then what is cut off and put on, each by the word
//! itself or else its longest suffix that has a rule.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::lexicon::table::rows;

const TABLE: &str = include_str!("../../../data/models/lemmas.tsv");

/// The longest suffix with a rule, in characters.
const LONGEST: usize = 6;

type Rules = HashMap<&'static str, &'static str>;

fn table() -> &'static HashMap<&'static str, Rules> {
    static MAP: OnceLock<HashMap<&'static str, Rules>> = OnceLock::new();
    MAP.get_or_init(|| {
        let mut map: HashMap<&str, Rules> = HashMap::new();
        for (_, row) in rows(TABLE) {
            if let [class, suffix, rule] = row[..] {
                map.entry(class).or_default().insert(suffix, rule);
            }
        }
        map
    })
}

/// The lemma of a word with its universal tag and, where there is one, its Penn tag.
///
/// ```
/// use armistice_read::lemmas::lemma;
///
/// assert_eq!(lemma("Guards", "NOUN", "NNS"), "guard");
/// assert_eq!(lemma("left", "VERB", "VBD"), "leave");
/// assert_eq!(lemma("us", "PRON", ""), "we");
/// ```
#[must_use]
pub fn lemma(form: &str, upos: &str, xpos: &str) -> String {
    let grouped = upos == "NUM" && form.starts_with(|c: char| c.is_ascii_digit()) && form.contains(',');
    let form = if grouped { &form.replace(',', "") } else { form };
    let lower = form.to_lowercase();
    let shape = shape(form);
    let cased = match by_tags(upos, xpos, shape, &lower) {
        Some("title") => titled(form),
        Some("lower") => lower.clone(),
        _ => form.to_owned(),
    };
    edited(cased, by_tags(upos, xpos, "", &lower).unwrap_or("0+"))
}

/// The rule of a word by both its tags, or else by the universal one.
fn by_tags(upos: &str, xpos: &str, shape: &str, lower: &str) -> Option<&'static str> {
    let both = format!("{upos} {xpos}{shape}");
    Some(both.as_str()).filter(|_| !xpos.is_empty()).and_then(|class| rule(class, lower)).or_else(|| rule(&format!("{upos}{shape}"), lower))
}

/// " C" for a capital at the start, " A" for capitals only, " l" for the rest.
fn shape(form: &str) -> &'static str {
    let mut letters = form.chars().filter(|c| c.is_alphabetic());
    if !letters.next().is_some_and(char::is_uppercase) {
        return " l";
    }
    let second = letters.next().is_some_and(char::is_uppercase);
    if second && letters.all(char::is_uppercase) { " A" } else { " C" }
}

fn titled(form: &str) -> String {
    let mut chars = form.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().to_string() + &chars.as_str().to_lowercase())
}

/// The rule of a class for a word in lower case.
fn rule(class: &str, lower: &str) -> Option<&'static str> {
    let rules = table().get(class)?;
    if let Some(rule) = rules.get(format!("^{lower}").as_str()) {
        return Some(rule);
    }
    let skipped = lower.chars().count().saturating_sub(LONGEST);
    let starts = lower.char_indices().map(|(at, _)| at).skip(skipped).chain([lower.len()]);
    let found = starts.map(|at| &lower[at..]).find_map(|suffix| rules.get(suffix).copied());
    // What a rule made for longer words would leave nothing of, stays as it is; words of closed classes are changed whole ("is", "be").
    let open = ["ADJ", "ADV", "NOUN", "PROPN", "VERB"].iter().any(|it| class.starts_with(it));
    found.filter(|rule| !open || off(rule) < lower.chars().count())
}

/// How many characters an edit takes off; none where it is a rule of case.
fn off(rule: &str) -> usize {
    rule.split_once('+').and_then(|(off, _)| off.parse().ok()).unwrap_or(0)
}

/// "2+y": two characters off, "y" on.
fn edited(mut word: String, edit: &str) -> String {
    for _ in 0..off(edit) {
        word.pop();
    }
    word + edit.split_once('+').map_or("", |(_, on)| on)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_rule() {
        let mut before = "";
        for (n, row) in rows(TABLE) {
            assert!(row.len() == 3 && row[0] >= before, "line {n}: {row:?}");
            before = row[0];
            let case = matches!(row[2], "keep" | "lower" | "title");
            assert!(case || row[2].split_once('+').is_some_and(|(off, _)| off.parse::<usize>().is_ok()), "line {n}: {row:?}");
        }
    }

    #[test]
    fn the_card_gives_the_digest_of_the_table() {
        use sha2::{Digest, Sha256};
        let digest: String = Sha256::digest(TABLE).iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(include_str!("../../../data/models/lemmas.md").contains(&digest), "{digest}");
    }

    #[test]
    fn words_have_the_lemmas_of_the_treebanks() {
        for (form, upos, xpos, expect) in [
            ("Ministers", "NOUN", "NNS", "minister"),
            ("Countries", "NOUN", "NNS", "country"),
            ("said", "VERB", "VBD", "say"),
            ("Signing", "VERB", "VBG", "sign"),
            ("sitting", "VERB", "VBG", "sit"),
            ("n't", "PART", "RB", "not"),
            ("Is", "AUX", "VBZ", "be"),
            ("Orvan", "PROPN", "NNP", "Orvan"),
            ("Selmians", "PROPN", "NNPS", "Selmian"),
            ("worse", "ADJ", "JJR", "bad"),
            ("I", "PRON", "PRP", "I"),
            ("", "NOUN", "NN", ""),
        ] {
            assert_eq!(lemma(form, upos, xpos), expect, "{form}");
        }
    }
}
