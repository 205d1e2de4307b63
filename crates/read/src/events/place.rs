//! Where an event took place: the first name of a place behind "in", "at" or "to" in its clause, before what it was
//! about; else one that opens the sentence.

use std::ops::Range;

use super::Happening;
use super::people::Who;
use super::setting::Setting;
use crate::phrases::Phrase;
use crate::subjects::Sentence;

const BEFORE_PLACES: [&str; 6] = ["in", "at", "to", "near", "inside", "outside"];
/// What stands behind these is what was talked about, not where.
const ABOUT: [&str; 12] = ["on", "for", "about", "over", "of", "regarding", "including", "into", "concerning", "against", "from", "as"];

/// The place as stated, without its preposition.
pub(super) fn place(setting: &Setting<'_>, sentence: &Sentence<'_>, it: &Happening) -> Option<String> {
    within(setting, sentence, it).or_else(|| object(setting, sentence, it)).or_else(|| opening(setting, sentence, it))
}

fn within(setting: &Setting<'_>, sentence: &Sentence<'_>, it: &Happening) -> Option<String> {
    let tokens = setting.text.tokens;
    // "discussed the truce in Selm": the place may be the truce's.
    let mut about = false;
    for i in it.reach.clone() {
        let chunk = &sentence.chunks[i];
        match chunk.phrase {
            Phrase::Noun if i == it.verb + 1 && it.kind == "CONSULT" => {
                about = crate::lexicon::events::is_object(&tokens.lower(chunk.head()), "deal")
                    && crate::lexicon::events::event_noun(&tokens.lower(chunk.head())).is_none();
            }
            Phrase::Preposition if tokens.is_any(chunk.range.start, &ABOUT) => {
                about |= !sentence.chunks.get(i + 1).is_some_and(|next| next.phrase == Phrase::Time);
            }
            Phrase::Preposition if tokens.is_any(chunk.range.start, &["with", "between"]) => about = false,
            Phrase::Preposition if !about && !named_to(sentence, it, i + 1) => {
                if let Some(name) = behind_preposition(setting, sentence, i) {
                    return Some(name);
                }
            }
            _ => {}
        }
    }
    None
}

/// "gave a welcome to Marsh": somebody who takes part, and no place.
fn named_to(sentence: &Sentence<'_>, it: &Happening, noun: usize) -> bool {
    let range = sentence.chunks.get(noun).map(|chunk| &chunk.range);
    it.actors.iter().chain(&it.recipients).any(|who| matches!(who, Who::Described(words) if Some(words) == range))
}

/// "In Selm, Marsh was expected to meet …": of the clause that opens the sentence only.
fn opening(setting: &Setting<'_>, sentence: &Sentence<'_>, it: &Happening) -> Option<String> {
    let name = behind_preposition(setting, sentence, 0)?;
    let verbs: Vec<usize> = (0..it.verb).filter(|&i| sentence.chunks[i].is_finite()).collect();
    let own = match verbs[..] {
        [] => true,
        [first] => sentence.chunks[first + 1..it.verb]
            .iter()
            .all(|chunk| chunk.is_verb() || matches!(chunk.phrase, Phrase::Adverb | Phrase::Adjective)),
        _ => false,
    };
    own.then_some(name)
}

/// The place named behind the preposition at chunk `i`.
fn behind_preposition(setting: &Setting<'_>, sentence: &Sentence<'_>, i: usize) -> Option<String> {
    let preposition = sentence.chunks.get(i).filter(|chunk| chunk.phrase == Phrase::Preposition)?;
    let noun = sentence.chunks.get(i + 1).filter(|chunk| chunk.phrase == Phrase::Noun)?;
    setting.text.tokens.is_any(preposition.range.start, &BEFORE_PLACES).then(|| named(setting, noun.range.clone())).flatten()
}

/// "visited Selm"
fn object(setting: &Setting<'_>, sentence: &Sentence<'_>, it: &Happening) -> Option<String> {
    let noun = sentence.chunks.get(it.verb + 1).filter(|chunk| chunk.phrase == Phrase::Noun && it.mode == "visit")?;
    named(setting, noun.range.clone())
}

/// The words, where they name a place rather than a person or a body.
fn named(setting: &Setting<'_>, range: Range<usize>) -> Option<String> {
    let tokens = setting.text.tokens;
    let head = range.end - 1;
    let start = if tokens.is(range.start, "the") && range.len() > 1 { range.start + 1 } else { range.start };
    let name = tokens.words(&(start..range.end)).split_whitespace().collect::<Vec<_>>().join(" ");
    let somebody = setting.at(head).is_some_and(|at| !setting.actors.is_place(at)) && !setting.actors.is_place_name(&name);
    (tokens.capital(head) && !somebody).then_some(name)
}
