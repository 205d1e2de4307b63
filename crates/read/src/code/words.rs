//! The words of a stretch of a report as cue phrases are compared with them: lower case, without plural and possessive endings,
//! hyphens open, numbers spelled out as digits ("eighty-six" is 86), and a stem ("patrolled", "patrols").

use std::sync::OnceLock;

use armistice_types::numbers::spelled;
use armistice_types::text::{CharIndex, Span};

use crate::lexicon::table::{Map, Set, rows};

const ROOTS: &str = include_str!("../../../../data/roots.tsv");

/// One word.
pub(super) struct Word {
    pub(super) folded: String,
    pub(super) stem: String,
    pub(super) span: Span,
    /// Number of its sentence in the stretch.
    pub(super) sentence: usize,
    /// Does a comma, a dash or a colon stand right behind it?
    pub(super) paused: bool,
    /// Does it begin with a capital letter in the text?
    pub(super) capital: bool,
    /// Does it own what follows: "the council's report"?
    pub(super) owns: bool,
    /// Is it a round number of several words, to which more may be added: "two hundred"?
    pub(super) spelled_round: bool,
}

/// Articles; they never tell one phrase from another.
pub(super) const ARTICLES: [&str; 3] = ["a", "an", "the"];

/// The words of a stretch, in text order.
pub(super) fn words(index: &CharIndex<'_>, span: Span) -> Vec<Word> {
    let Some(text) = index.quote(span) else { return Vec::new() };
    let mut out: Vec<Word> = Vec::new();
    // Where a word begins, in bytes and in characters.
    let (mut start, mut from, mut sentence) = (0, 0, 0);
    let ends = text.char_indices().map(|(at, c)| (at, Some(c))).chain([(text.len(), None)]);
    for (n, (at, c)) in ends.enumerate() {
        if c.is_some_and(|c| in_word(text, at, c)) {
            continue;
        }
        let word = &text[start..at];
        let folded = folded(word);
        if let Some(span) = Span::new(span.start() + from, span.start() + n).filter(|_| !folded.is_empty()) {
            let hyphen = text[..start].ends_with('-');
            // "Five per cent" is "five percent".
            let halves = folded == "cent" && out.last().is_some_and(|before| before.folded == "per" && before.sentence == sentence);
            let (folded, span) = match out.pop_if(|_| halves) {
                Some(per) => ("percent".to_owned(), Span::new(per.span.start(), span.end()).unwrap_or(span)),
                None => (folded, span),
            };
            match out.last_mut().and_then(|before| compound(&before.folded, &folded).filter(|_| hyphen).map(|sum| (before, sum))) {
                Some((before, sum)) => {
                    before.stem.clone_from(&sum);
                    before.folded = sum;
                    before.span = Span::new(before.span.start(), span.end()).unwrap_or(before.span);
                }
                None => out.push(Word {
                    stem: stem(&folded),
                    folded,
                    span,
                    sentence,
                    paused: false,
                    capital: word.starts_with(char::is_uppercase),
                    owns: word.ends_with(['\'', '’']) || word.ends_with("'s") || word.ends_with("’s"),
                    spelled_round: false,
                }),
            }
        }
        match c {
            Some('.' | '!' | '?' | ';') => sentence += 1,
            Some(',' | ':' | '—' | '–') => out.iter_mut().rev().take(1).for_each(|word| word.paused = true),
            _ => {}
        }
        (start, from) = (at + c.map_or(0, char::len_utf8), n + 1);
    }
    out
}

/// Is the character, which stands at byte `at`, part of a word? A point between digits is: "2.5".
fn in_word(text: &str, at: usize, c: char) -> bool {
    match c {
        c if c.is_alphanumeric() => true,
        '\'' | '’' | '%' => true,
        '.' => text[..at].ends_with(|c: char| c.is_ascii_digit()) && text[at + 1..].starts_with(|c: char| c.is_ascii_digit()),
        _ => false,
    }
}

/// The words of a whole text.
pub(super) fn all_words(text: &str) -> Vec<Word> {
    let index = CharIndex::new(text);
    Span::new(0, text.chars().count()).map_or_else(Vec::new, |span| words(&index, span))
}

/// The words of a phrase of the case or of a table, without articles.
pub(super) fn folded_words(text: &str) -> Vec<String> {
    all_words(text).into_iter().map(|word| word.folded).filter(|word| !ARTICLES.contains(&word.as_str())).collect()
}

/// "twenty-five": the sum of tens and units.
fn compound(tens: &str, units: &str) -> Option<String> {
    let (tens, units) = (tens.parse::<u32>().ok()?, units.parse::<u32>().ok()?);
    ((20..100).contains(&tens) && tens % 10 == 0 && (1..10).contains(&units)).then(|| (tens + units).to_string())
}

/// One word folded: lower case, without possessive or plural ending; number words as digits.
pub(super) fn folded(word: &str) -> String {
    let lower = if word.is_ascii() { word.to_ascii_lowercase() } else { word.to_lowercase().replace('’', "'") };
    let bare = lower.trim_end_matches("'s").trim_matches('\'');
    if let Some(number) = spelled(bare) {
        return number.to_string();
    }
    if bare == "%" {
        return "percent".to_owned();
    }
    if let Some(digits) = bare.strip_suffix('%') {
        return digits.to_owned();
    }
    match bare.len() {
        0..=3 => bare.to_owned(),
        6.. if bare.ends_with("men") => format!("{}man", &bare[..bare.len() - 3]),
        n if bare.ends_with("ies") => format!("{}y", &bare[..n - 3]),
        n if bare.ends_with('s') && !bare.ends_with("ss") && !bare.ends_with("us") => bare[..n - 1].to_owned(),
        _ => bare.to_owned(),
    }
}

/// A folded word without the endings of verbs and of nouns made of them: "released", "releasing", "withdrawal", and by `data/roots.tsv`
/// "enforcement", "advisory". At least four letters stay.
pub(super) fn stem(folded: &str) -> String {
    let folded = root(folded).unwrap_or(folded);
    if !folded.is_ascii() {
        return folded.to_owned();
    }
    let cut = ["ing", "ed", "al"].iter().find_map(|ending| folded.strip_suffix(ending)).filter(|rest| rest.len() >= 4);
    let rest = cut.unwrap_or(folded);
    let bytes = rest.as_bytes();
    let doubled = cut.is_some() && bytes.len() > 4 && bytes[bytes.len() - 1] == bytes[bytes.len() - 2];
    let rest = if doubled { &rest[..rest.len() - 1] } else { rest };
    rest.strip_suffix('e').filter(|it| it.len() >= 4).unwrap_or(rest).to_owned()
}

/// Is a folded word a verb that others are made of, in one of its forms: "advise", "advised"?
pub(super) fn is_verb(folded: &str) -> bool {
    static CELL: OnceLock<Set<String>> = OnceLock::new();
    let all = CELL.get_or_init(|| rows(ROOTS).filter_map(|(_, row)| row.get(1).map(|verb| stem(verb))).collect());
    root(folded).is_none() && all.contains(&stem(folded))
}

/// The verb that a word is made of.
fn root(folded: &str) -> Option<&'static str> {
    static CELL: OnceLock<Map<&str, &str>> = OnceLock::new();
    let all = CELL.get_or_init(|| rows(ROOTS).filter_map(|(_, row)| Some((*row.first()?, *row.get(1)?))).collect());
    all.get(folded).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fold_to_what_desks_mean() {
        assert_eq!(folded_words("Eighteen percent, the month-long pauses"), ["18", "percent", "month", "long", "pause"]);
        assert_eq!(folded_words("eighty-six crews, 2.5%"), ["86", "crew", "2.5"]);
        assert_eq!(folded("parties"), "party");
        assert_eq!(folded("status"), "status");
        assert_eq!(folded("Orvan’s"), "orvan");
    }

    #[test]
    fn stems_meet() {
        for (a, b) in [("patrolled", "patrol"), ("releasing", "release"), ("withdrawal", "withdraw"), ("monitored", "monitor")] {
            assert_eq!(stem(&folded(a)), stem(&folded(b)), "{a}");
        }
        for (a, b) in [("advisory", "advises"), ("enforcement", "enforced"), ("inspectors", "inspection"), ("withdrew", "withdrawing")] {
            assert_eq!(stem(&folded(a)), stem(&folded(b)), "{a}");
        }
        assert_ne!(stem("king"), stem("kid"));
        assert_ne!(stem("advent"), stem("advice"));
    }

    #[test]
    fn every_root_is_a_verb_of_its_own() {
        let all: Vec<Vec<&str>> = rows(ROOTS).map(|(_, row)| row).collect();
        assert!(all.iter().all(|row| row.len() == 2 && row[0] != row[1] && folded(row[0]) == row[0]));
        assert!(all.windows(2).all(|pair| pair[0][0] < pair[1][0]));
        assert!(all.iter().all(|row| root(row[1]).is_none()));
    }
}
