//! Does a stop end a sentence? Not within numbers, names of files and abbreviations, behind the number of a list, or before what goes
//! on in mid-sentence.

use std::ops::Range;

use crate::lexicon::abbreviations;
use crate::lexicon::word_forms::{self, Class};
use crate::tokens::{Kind, Tokens};

/// One past the sentence that ends with the stop at `i`, its closing marks and notes included; none where it does not end. `rest` runs
/// from the sentence's first token to the paragraph's end.
pub(super) fn end(tokens: &Tokens<'_>, rest: Range<usize>, i: usize) -> Option<usize> {
    // Only a stop can end a sentence, so that nothing else is looked behind.
    if !tokens.word(i).ends_with(STOPS) {
        return None;
    }
    let closed = closers(tokens, i + 1, rest.end);
    let after = notes(tokens, closed, rest.end);
    ends(tokens, &rest, i, closed, after).then_some(after)
}

/// One past the closing marks, and further stops, that stand directly behind a stop; a bracket closes behind a space too, and so do a
/// face and the rest of ". . .".
fn closers(tokens: &Tokens<'_>, mut i: usize, end: usize) -> usize {
    // A bound, so that marks without end take time in proportion to the text.
    let end = end.min(i + 32);
    let stop = tokens.word(i - 1);
    let same = (i..end).take_while(|&j| is_stop(stop) && tokens.word(j) == stop).count();
    i += if same > 1 || stop != "." { same } else { 0 };
    let closing = |i: usize| tokens.tokens[i].glued && (is_stop(tokens.word(i)) || closes(tokens, i, end));
    while i < end && (matches!(tokens.word(i), ")" | "]") || closing(i)) {
        i += 1;
    }
    if i < end && !tokens.tokens[i].glued && tokens.kind(i) == Kind::Punct {
        i = face(tokens, i, end).unwrap_or(i);
    }
    i
}

/// One past the face drawn at `i`, where nothing is written on to it.
fn face(tokens: &Tokens<'_>, i: usize, end: usize) -> Option<usize> {
    let start = tokens.tokens[i].start;
    let close = start + word_forms::longest(Class::Face, &tokens.text[start..])?;
    let after = (i..end).find(|&j| tokens.tokens[j].end >= close)? + 1;
    (tokens.tokens[after - 1].end == close && !tokens.tokens.get(after).is_some_and(|it| it.glued)).then_some(after)
}

fn closes(tokens: &Tokens<'_>, i: usize, end: usize) -> bool {
    let spaced_after = i + 1 >= end || !tokens.tokens[i + 1].glued;
    tokens.kind(i) == Kind::Quote
        && (matches!(tokens.word(i), "”" | "»" | "’" | "''" | "›") || spaced_after || tokens.kind(i + 1) == Kind::Quote)
}

/// One past the numbers of notes behind a stop: `[2]`, `[ 3 ]`.
fn notes(tokens: &Tokens<'_>, mut i: usize, end: usize) -> usize {
    while i + 2 < end.max(2) && tokens.word(i) == "[" && tokens.kind(i + 1) == Kind::Number && tokens.word(i + 2) == "]" {
        i += 3;
    }
    i
}

/// Does the token at `i` end a sentence whose closing marks run to `closed`, and its notes to `next`?
fn ends(tokens: &Tokens<'_>, rest: &Range<usize>, i: usize, closed: usize, next: usize) -> bool {
    let word = tokens.word(i);
    if next >= rest.end {
        return next > i + 1 && is_stop(word) || i + 1 == rest.end;
    }
    let bare = closed == i + 1;
    if goes_on(tokens, rest, i, next) {
        return false;
    }
    if is_stop(word) && !(word == "." && initials(tokens.word(i.wrapping_sub(1)))) {
        // Behind a stop of its own, not closed by a mark, a small letter starts a damaged sentence.
        let plain = word == "." || !word.contains(['.', '…']);
        let begins = tokens.kind(next) == Kind::Word || matches!(tokens.word(next), "(" | "[");
        let damaged = plain && bare && begins && !tokens.tokens[next].glued;
        return (damaged || starts_sentence(tokens, next, rest.end)) && (bare || word == "." || !cue_follows(tokens, next, rest.end));
    }
    // An abbreviation's own stop ends the sentence only before a word that starts sentences and is capital for no other reason.
    (is_stop(word) || word.len() > 1 && abbreviations::may_end(word))
        && ((!bare || tokens.kind(next) == Kind::Quote) && starts_sentence(tokens, next, rest.end) || starter(tokens.word(next)))
}

/// A stop that the sentence goes on behind, whatever it goes on with.
fn goes_on(tokens: &Tokens<'_>, rest: &Range<usize>, i: usize, next: usize) -> bool {
    let before = tokens.word(i.wrapping_sub(1));
    let listed = i == rest.start + 1 && tokens.word(i) == "." && before.len() < 4 && tokens.kind(rest.start) == Kind::Number;
    // Within ". . .", and behind it before a small letter.
    let dotted =
        i > rest.start && tokens.word(i) == "." && before == "." && (tokens.word(next) == "." || !starts_sentence(tokens, next, rest.end));
    let number = tokens.word(i) == "." && tokens.kind(next) == Kind::Number && word_forms::is(Class::BeforeNumber, before);
    // "Yahoo! in May"
    let named = tokens.word(i) == "!" && before.len() < 9 && word_forms::is(Class::Whole, &format!("{}!", before.to_lowercase()));
    listed
        || named && !starts_sentence(tokens, next, rest.end)
        || dotted
        || number
        || matches!(tokens.word(next), "," | ";" | ":")
        || glued_on(tokens, i, next)
        || dateline(tokens, rest, i, next)
}

/// "888.916.7184", "TERMS.DOC", "o...@quay.example": a stop that what follows is written on to, not a missing space.
fn glued_on(tokens: &Tokens<'_>, i: usize, next: usize) -> bool {
    let name = || tokens.word(next).len() < 6 && word_forms::is(Class::Ending, &tokens.lower(next));
    next == i + 1
        && tokens.tokens[next].glued
        && (tokens.kind(next) == Kind::Number
            && (tokens.kind(i.wrapping_sub(1)) != Kind::Word || tokens.word(i) == "." && !tokens.tokens[i].glued)
            || matches!(tokens.word(next), "@" | "/" | "-")
            || name())
}

/// "SELM, Or. -- The ferry": the place of a report, before its dash.
fn dateline(tokens: &Tokens<'_>, rest: &Range<usize>, i: usize, next: usize) -> bool {
    let shouted = |word: &str| word.len() > 2 && word.chars().all(char::is_uppercase);
    i < rest.start + 8
        && matches!(tokens.word(next), "—" | "–" | "-" | "--")
        && shouted(tokens.word(rest.start))
        && tokens.opens_paragraph(rest.start)
}

/// "Ph.D": short pieces, whose last stop the tokens leave off.
fn initials(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|it| (1..=2).contains(&it.len()) && it.chars().all(|c| c.is_ascii_alphabetic()))
}

const STOPS: [char; 4] = ['.', '!', '?', '…'];

pub(super) fn is_stop(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| STOPS.contains(&c))
}

/// A word of a closed class in capitals: capital in mid-sentence only where a sentence starts.
fn starter(word: &str) -> bool {
    word.len() < 10 && word_forms::is(Class::Starter, word)
}

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
