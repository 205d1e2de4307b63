//! Where an event took place: the first name of a place behind "in", "at" or "to" in its clause, else one that opens the sentence.

use super::{Happening, Setting};
use crate::phrases::Phrase;
use crate::subjects::Sentence;

const BEFORE_PLACES: [&str; 5] = ["in", "at", "to", "near", "inside"];

/// The place as stated, without its preposition.
pub(super) fn place(setting: &Setting<'_>, sentence: &Sentence<'_>, it: &Happening) -> Option<String> {
    let behind = (it.reach.start..it.reach.end).find_map(|i| behind_preposition(setting, sentence, i));
    behind.or_else(|| behind_preposition(setting, sentence, 0)).or_else(|| object(setting, sentence, it))
}

/// The place named behind the preposition at chunk `i`.
fn behind_preposition(setting: &Setting<'_>, sentence: &Sentence<'_>, i: usize) -> Option<String> {
    let preposition = sentence.chunks.get(i).filter(|chunk| chunk.phrase == Phrase::Preposition)?;
    let noun = sentence.chunks.get(i + 1).filter(|chunk| chunk.phrase == Phrase::Noun)?;
    let person = setting.actors.at(noun.head()).is_some_and(|at| !setting.actors.is_place(at));
    let named = setting.text.tokens.capital(noun.head()) && !person;
    (named && setting.text.tokens.is_any(preposition.range.start, &BEFORE_PLACES))
        .then(|| setting.text.tokens.words(&without_article(setting, noun.range.clone())).to_owned())
}

/// "visited Selm"
fn object(setting: &Setting<'_>, sentence: &Sentence<'_>, it: &Happening) -> Option<String> {
    let noun = sentence.chunks.get(it.verb + 1).filter(|chunk| chunk.phrase == Phrase::Noun && it.mode == "visit")?;
    let place = setting.text.tokens.capital(noun.head()) && setting.actors.at(noun.head()).is_none_or(|at| setting.actors.is_place(at));
    place.then(|| setting.text.tokens.words(&without_article(setting, noun.range.clone())).to_owned())
}

fn without_article(setting: &Setting<'_>, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let start = if setting.text.tokens.is(range.start, "the") && range.len() > 1 { range.start + 1 } else { range.start };
    start..range.end
}
