//! The medium of a statement: "in a statement", "by telephone", "in an interview with Harbour FM".
//! Takes the sentence of a cue; gives the words to show, an outlet's name where one is given.

use std::ops::Range;

use crate::attribution::{Attribution, Text};
use crate::lexicon::phrases;
use crate::phrases::Phrase;

/// `is_outlet`: is the noun phrase at these tokens an outlet?
pub(crate) fn medium(text: &Text<'_>, it: &Attribution, is_outlet: &dyn Fn(&Range<usize>) -> bool) -> Option<String> {
    let cue = it.cue.as_ref()?;
    let chunks = &text.chunks[it.sentence];
    let inside = |i: usize| it.content.iter().any(|range| range.contains(&i));
    let mut found = None;
    for (at, chunk) in chunks.iter().enumerate() {
        let near = chunk.range.start.abs_diff(cue.end) < 16;
        if chunk.phrase != Phrase::Noun || inside(chunk.range.start) || !near {
            continue;
        }
        let preposition = at.checked_sub(1).map(|i| &chunks[i]).filter(|before| before.phrase == Phrase::Preposition);
        let Some(preposition) = preposition else { continue };
        let by_way_of = text.tokens.is_any(preposition.range.start, &["in", "by", "on", "during", "at", "via", "through", "over", "from"]);
        if by_way_of && let Some(medium) = kind(text, &chunk.range) {
            found = Some(named(text, chunks, at, is_outlet).unwrap_or_else(|| medium.to_owned()));
        } else if text.tokens.is_any(preposition.range.start, &["to", "with", "on"]) && is_outlet(&chunk.range) {
            found = Some(name(text, &chunk.range));
        }
    }
    found.or_else(|| it.addressee.as_ref().filter(|range| is_outlet(range)).map(|range| name(text, range)))
}

/// The medium that the last words of a noun phrase name.
fn kind(text: &Text<'_>, range: &Range<usize>) -> Option<&'static str> {
    let words: Vec<String> = range.clone().map(|i| text.tokens.lower(i)).collect();
    (0..words.len()).find_map(|i| phrases::media().at(&words, i).filter(|(_, len)| i + len == words.len()).map(|(medium, _)| medium))
}

/// "an interview with Lebanese media X": the outlet behind "with" or "to".
fn named(text: &Text<'_>, chunks: &[crate::phrases::Chunk], at: usize, is_outlet: &dyn Fn(&Range<usize>) -> bool) -> Option<String> {
    let with =
        chunks.get(at + 1).filter(|it| it.phrase == Phrase::Preposition && text.tokens.is_any(it.range.start, &["with", "to", "on"]))?;
    let noun = chunks.get(at + 2).filter(|it| it.is_noun() && it.range.start == with.range.end)?;
    let proper = noun.range.clone().any(|i| text.tags[i].is_proper());
    (proper || is_outlet(&noun.range)).then(|| name(text, &noun.range))
}

/// The proper name in a noun phrase: from its first to its last proper noun, demonyms before "media" aside.
fn name(text: &Text<'_>, range: &Range<usize>) -> String {
    let common = range.clone().rev().find(|&i| text.tags[i].is_noun() && !text.tags[i].is_proper());
    let from = match common {
        Some(common) if common + 1 < range.end => common + 1,
        _ => range.clone().find(|&i| text.tags[i].is_proper()).unwrap_or(range.start),
    };
    text.tokens.words(&(from..range.end)).to_owned()
}
