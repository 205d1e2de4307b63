//! Where sentences end. Takes tokens and paragraphs, gives ranges of tokens that cover them all.
//! A sentence never runs over a paragraph; a closing quotation mark belongs to the sentence it closes.

use std::ops::Range;

use crate::lexicon::abbreviations;
use crate::lexicon::word_forms::{self, Class};
use crate::tokens::{Kind, Tokens};

/// The longest sentence, in tokens: what goes on longer is no sentence, and is cut so that the steps that look at whole sentences
/// take time in proportion to the text. The longest of 36,000 sentences of news, fiction and web pages has 370.
const LONGEST: usize = 512;

/// Sentences in order, as token ranges; none is longer than [`LONGEST`].
pub(crate) fn sentences(tokens: &Tokens<'_>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for paragraph in &tokens.paragraphs {
        let mut start = paragraph.start;
        let mut i = paragraph.start;
        while i < paragraph.end {
            // Only a stop can end a sentence, so that nothing else is looked behind.
            let after = if tokens.word(i).ends_with(STOPS) { closers(tokens, i + 1, paragraph.end) } else { i + 1 };
            if ends(tokens, i, after, paragraph.end) {
                cut(start..after, &mut out);
                start = after;
                i = after;
            } else {
                i += 1;
            }
        }
        cut(start..paragraph.end, &mut out);
    }
    out
}

/// A sentence, in pieces where it is too long.
fn cut(mut sentence: Range<usize>, out: &mut Vec<Range<usize>>) {
    while sentence.len() > LONGEST {
        out.push(sentence.start..sentence.start + LONGEST);
        sentence.start += LONGEST;
    }
    if !sentence.is_empty() {
        out.push(sentence);
    }
}

/// One past the closing marks, and further stops, that stand directly behind a stop.
fn closers(tokens: &Tokens<'_>, mut i: usize, end: usize) -> usize {
    let closing = |i: usize| matches!(tokens.word(i), ")" | "]") || is_stop(tokens.word(i)) || closes(tokens, i, end);
    while i < end && tokens.tokens[i].glued && closing(i) {
        i += 1;
    }
    i
}

fn closes(tokens: &Tokens<'_>, i: usize, end: usize) -> bool {
    let spaced_after = i + 1 >= end || !tokens.tokens[i + 1].glued;
    tokens.kind(i) == Kind::Quote
        && (matches!(tokens.word(i), "”" | "»" | "’" | "''" | "›") || spaced_after || tokens.kind(i + 1) == Kind::Quote)
}

/// Does the token at `i` end a sentence whose closing marks run to `after`?
fn ends(tokens: &Tokens<'_>, i: usize, after: usize, end: usize) -> bool {
    let word = tokens.word(i);
    if after >= end {
        return after > i + 1 && is_stop(word) || i + 1 == end;
    }
    let next = after;
    let closed = after > i + 1;
    if word == ":" || word == ";" {
        return false;
    }
    if glued_on(tokens, i, next) || word == "." && tokens.is_any(i.wrapping_sub(1), &["no", "nos"]) && tokens.kind(next) == Kind::Number {
        return false;
    }
    if is_stop(word) {
        // Behind a full stop of its own, not closed by a mark, a small letter starts a damaged sentence.
        let damaged = word == "." && !closed && tokens.kind(next) == Kind::Word && !tokens.tokens[next].glued;
        return (damaged || starts_sentence(tokens, next, end)) && !(closed && word != "." && cue_follows(tokens, next, end));
    }
    // An abbreviation's own stop ends the sentence only before a word that starts sentences and is capital for no other reason.
    word.ends_with('.')
        && word.len() > 1
        && abbreviations::may_end(word)
        && (closed && starts_sentence(tokens, next, end)
            || tokens.kind(next) == Kind::Quote && starts_sentence(tokens, next, end)
            || STARTERS.contains(&tokens.word(next)))
}

/// "888.916.7184", "TERMS.DOC", "o...@quay.example": a stop that what follows is written on to, not a missing space.
fn glued_on(tokens: &Tokens<'_>, i: usize, next: usize) -> bool {
    let name = || tokens.word(next).len() < 6 && word_forms::is(Class::Ending, &tokens.lower(next));
    next == i + 1
        && tokens.tokens[next].glued
        && (tokens.kind(next) == Kind::Number && tokens.kind(i.wrapping_sub(1)) != Kind::Word
            || matches!(tokens.word(next), "@" | "/" | "-")
            || name())
}

const STOPS: [char; 4] = ['.', '!', '?', '…'];

fn is_stop(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| STOPS.contains(&c))
}

/// Capitalised closed-class words: capital in mid-sentence only where a sentence starts.
const STARTERS: [&str; 40] = [
    "A", "After", "All", "Although", "An", "And", "As", "At", "Before", "But", "By", "During", "For", "From", "He", "Her", "His",
    "However", "I", "If", "In", "It", "Its", "No", "On", "She", "Since", "So", "Some", "That", "The", "Their", "There", "They", "This",
    "Those", "To", "We", "When", "While",
];

fn starts_sentence(tokens: &Tokens<'_>, mut i: usize, end: usize) -> bool {
    while i < end && (tokens.kind(i) == Kind::Quote || matches!(tokens.word(i), "(" | "[" | "—" | "–" | "-" | "--" | "*" | "•")) {
        i += 1;
    }
    let Some(first) = tokens.word(i).chars().next() else { return true };
    // A stray stop, and scripts without capitals.
    !first.is_alphabetic() || !first.is_lowercase()
}

/// `"When?" Marsh asked.`: a name and a lower-case word, not a new sentence with a verb of its own further on.
fn cue_follows(tokens: &Tokens<'_>, next: usize, end: usize) -> bool {
    let stop = (next..end.min(next + 9)).find(|&i| is_stop(tokens.word(i)) || tokens.word(i) == ",").unwrap_or(end);
    (next..stop).any(|i| crate::lexicon::cues::is_plain_say(&tokens.lower(i)))
}

#[cfg(test)]
mod tests {
    use crate::tokens::tokens;

    #[track_caller]
    fn check(expect: &[&str]) {
        let text = expect.join(" ");
        let cut = tokens(&text);
        let found: Vec<&str> = cut.sentences.iter().map(|range| cut.words(range)).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn stops_of_abbreviations_end_nothing() {
        check(&["Gen. Ilse Marrow met Mr. Tam at 9 a.m. on Friday.", "The U.S. envoy left."]);
        check(&["They sailed at 6 p.m.", "The harbour was dark."]);
        check(&["J. R. Stone signed for Orvan Co. and left."]);
    }

    #[test]
    fn quotations_keep_their_closing_mark_and_their_cue() {
        check(&["“We will wait.”", "She sat down."]);
        check(&["\"Why now?\" Marsh asked.", "No one answered."]);
        check(&["\"Stop!\" one guard shouted."]);
        check(&["“It is done.", "It is over,” he said."]);
    }

    #[test]
    fn no_sentence_is_longer_than_the_longest() {
        let text = "guards wait, ".repeat(1000);
        let cut = tokens(&text);
        assert_eq!(cut.sentences.len(), (cut.tokens.len()).div_ceil(super::LONGEST));
        assert!(cut.sentences.iter().all(|it| it.len() <= super::LONGEST));
        assert!(cut.sentences.windows(2).all(|it| it[0].end == it[1].start));
    }

    #[test]
    fn a_stray_stop_is_no_sentence_of_words() {
        check(&["He spoke on Monday.", "."]);
    }
}
