//! When two names are the same body: acronyms, shorter forms, with or without the state before it.
//! Takes names as strings, knows no text.

use super::gazetteer::gazetteer;
use crate::lexicon::table::rows;

const ORGANS: &str = include_str!("../../../../data/state-organs.tsv");

/// Does a body of this name speak for the state that it belongs to: its ministry, not its army, its courts or its opposition?
pub(crate) fn speaks_for_its_state(name: &str) -> bool {
    let lower = name.to_lowercase();
    let is = |word: &str, kind: &str| rows(ORGANS).any(|(_, row)| row == [word, kind]);
    let head = lower.split(" of ").next().and_then(|it| it.split_whitespace().next_back()).unwrap_or("");
    is(head, "organ") && !lower.split(|c: char| !c.is_alphabetic()).any(|word| is(word, "against"))
}

/// The words of a body's name, lower case, without article and possessive.
fn words(name: &str) -> Vec<String> {
    let mut out = Vec::new();
    for word in name.split_whitespace() {
        let lower = word.to_lowercase().replace('’', "'");
        let bare = lower.strip_suffix("'s").unwrap_or(&lower).trim_end_matches('\'').to_owned();
        if !matches!(bare.as_str(), "the" | "-" | "&" | "and") && !bare.is_empty() {
            out.push(if bare == "u.s." { "us".to_owned() } else { bare });
        }
    }
    out
}

fn acronym(words: &[String]) -> String {
    words.iter().filter(|word| !matches!(word.as_str(), "of" | "for" | "on" | "in" | "to")).filter_map(|word| word.chars().next()).collect()
}

/// Is one name the acronym of the other?
pub(super) fn is_acronym(short: &str, full: &str) -> bool {
    let letters: String = short.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.chars().count() < 2 || !letters.chars().all(char::is_uppercase) {
        return false;
    }
    let full = words(full);
    full.len() > 1 && acronym(&full) == letters.to_lowercase()
}

/// Do both name the same body?
pub(super) fn same_body(a: &str, b: &str) -> bool {
    if is_acronym(a, b) || is_acronym(b, a) {
        return true;
    }
    // Most pairs share no word at all.
    let other = b.to_lowercase();
    let share = |word: &str| other.contains(&word.to_lowercase());
    if !a.split_whitespace().any(|word| share(word.trim_end_matches("'s").trim_end_matches("’s"))) {
        return false;
    }
    let (a, b) = (words(a), words(b));
    if a == b {
        return !a.is_empty();
    }
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    if short.is_empty() || short.len() == long.len() {
        return false;
    }
    let subset = {
        let mut rest = long.iter();
        short.iter().all(|word| rest.any(|it| it == word))
    };
    let head = |words: &[String]| {
        words.iter().position(|word| word == "of" || word == "for").unwrap_or(words.len()).checked_sub(1).map(|at| words[at].clone())
    };
    // The head must be the same; what is left out must not make another body of it.
    let same_head = head(&short) == head(&long);
    let prefix = long.starts_with(&short)
        && long.len() == short.len() + 1
        && gazetteer().head(&long[long.len() - 1]).is_some()
        && gazetteer().head(&short[short.len() - 1]).is_none();
    let known = gazetteer().place(&capitalised(&short)).is_some();
    !known && (subset && same_head && short.len() > 1 || prefix)
}

fn capitalised(words: &[String]) -> String {
    let one = |word: &String| {
        let mut chars = word.chars();
        chars.next().map(|c| c.to_uppercase().chain(chars).collect::<String>()).unwrap_or_default()
    };
    words.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// Does the body's name hold this head noun ("union" in "Quarrymen's Union")?
pub(super) fn has_head(name: &str, head: &str) -> bool {
    let words = words(name);
    let at = words.iter().position(|word| word == "of" || word == "for").unwrap_or(words.len());
    words[..at].last().is_some_and(|word| word == head || word.strip_suffix('s') == Some(head))
}

/// Do all these words stand in the body's name?
pub(super) fn has_words(name: &str, wanted: &[String]) -> bool {
    if wanted.is_empty() {
        return true;
    }
    let words = words(name);
    wanted.iter().all(|word| words.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_form_keeps_the_head() {
        assert!(same_body("Quarrymen's Union", "the Quarrymen's Union"));
        assert!(same_body("Electoral Commission", "Selmic High Electoral Commission"));
        assert!(same_body("SFU", "Selm Ferry Union"));
        assert!(same_body("Orvan", "Orvan Group"));
        assert!(!same_body("Selm Union", "Arland Union"));
        assert!(!same_body("Union", "Selm Union"));
        assert!(!same_body("China", "China Daily"));
    }

    #[test]
    fn the_head_stands_last_or_before_of() {
        assert!(has_head("Selm Ferry Union", "union"));
        assert!(has_head("Church of the Tide", "church"));
        assert!(!has_head("Union Bank", "union"));
    }
}
