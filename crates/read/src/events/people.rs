//! Who the noun phrases of an event stand for: known actors, or people who are described.

use std::ops::Range;

use super::setting::Setting;
use crate::entities::Said;
use crate::lexicon::calendar::is_day_or_month;
use crate::lexicon::events::{event_noun, is_object};
use crate::phrases::Phrase;
use crate::subjects::Sentence;
use crate::tags::Tag;

use armistice_types::statement::ActorKind;

/// Somebody who takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// Index of an actor.
    Known(usize),
    /// Tokens of a description that points to nobody known: "the envoys".
    Described(Range<usize>),
    /// A state by its name or adjective at these tokens: "Norwegian ships".
    State(&'static str, Range<usize>),
    /// The people of a town or region whose name stands at these tokens.
    Place(Range<usize>),
}

/// Prepositions behind a noun of meetings that name who meets.
const WITH: [&str; 4] = ["between", "among", "with", "by"];

/// Those who take part by the nouns of chunk ranges, in text order, each once. A noun behind a preposition belongs to the noun before
/// it, unless the preposition says who takes part.
pub(super) fn people(setting: &Setting<'_>, sentence: &Sentence<'_>, ranges: &[Range<usize>]) -> Vec<Who> {
    let tokens = setting.text.tokens;
    let mut out: Vec<Who> = Vec::new();
    for range in ranges {
        let meets = meets(setting, sentence, range);
        let mut open = true;
        let mut named = false;
        let mut beside = Vec::new();
        for i in range.clone() {
            let chunk = &sentence.chunks[i];
            match chunk.phrase {
                Phrase::Preposition if tokens.is_any(chunk.range.start, &WITH) => open = meets,
                // "people who know him"
                Phrase::Wh => break,
                // "a group of diplomats": the head stands for nobody, the noun behind it does.
                Phrase::Preposition if tokens.is_any(chunk.range.start, &["of", "from", "for"]) => open = !named,
                Phrase::Preposition => open = false,
                // "Marsh, an envoy of the port, left": he is the envoy.
                Phrase::Comma if named && i + 1 < range.end && tokens.is_any(sentence.chunks[i + 1].range.start, &["a", "an"]) => break,
                Phrase::And | Phrase::Comma => open |= named,
                Phrase::Noun if open => {
                    let found: Vec<Who> = other_people(setting, sentence, i)
                        .into_iter()
                        .chain(owner(setting, chunk.range.clone()))
                        .chain(who(setting, sentence, i, range.end))
                        .collect();
                    if found.is_empty() && is_name(setting, &chunk.range) {
                        beside.push((out.len(), Who::Described(chunk.range.clone())));
                    }
                    for who in found {
                        named = true;
                        if !out.contains(&who) {
                            out.push(who);
                        }
                    }
                }
                _ => {}
            }
        }
        // "Arland and Borland signed": a name listed with one who acts acts with it.
        if named && range.clone().any(|i| sentence.chunks[i].phrase == Phrase::And) && out.iter().any(|who| acts_as_one(setting, who)) {
            for (n, (at, who)) in beside.into_iter().enumerate() {
                out.insert(at + n, who);
            }
        }
    }
    out
}

/// Whose a thing is: "the Norwegian proposal", "Norway's demand", "a convoy of Norway". Where a phrase names nobody, its first state or actor.
pub(super) fn owners(setting: &Setting<'_>, sentence: &Sentence<'_>, ranges: &[Range<usize>]) -> Vec<Who> {
    let tokens = setting.text.tokens;
    for range in ranges {
        for i in range.clone().filter(|&i| sentence.chunks[i].phrase == Phrase::Noun) {
            let chunk = &sentence.chunks[i].range;
            let state = |t: usize| {
                (1..=3usize.min(chunk.end - t)).rev().find_map(|len| {
                    let words = t..t + len;
                    Some(Who::State(setting.actors.state_in(tokens.words(&words))?, words))
                })
            };
            let known = |t: usize| setting.at(t).map(Who::Known);
            if let Some(who) = chunk.clone().find_map(|t| state(t).or_else(|| known(t))) {
                return vec![who];
            }
        }
    }
    Vec::new()
}

/// Is it a state or a body, rather than a person?
fn acts_as_one(setting: &Setting<'_>, who: &Who) -> bool {
    let Who::Known(at) = who else { return false };
    matches!(setting.actors.kind(*at), ActorKind::State | ActorKind::GovernmentBody | ActorKind::Organisation | ActorKind::ArmedGroup)
}

/// Nothing but capitals: a name.
fn is_name(setting: &Setting<'_>, chunk: &Range<usize>) -> bool {
    let start = if setting.text.tokens.is(chunk.start, "the") && chunk.len() > 1 { chunk.start + 1 } else { chunk.start };
    (start..chunk.end).all(|t| setting.text.tags[t].is_proper() && setting.text.tokens.capital(t))
}

/// Is the head of the range a meeting: "talks between …"?
fn meets(setting: &Setting<'_>, sentence: &Sentence<'_>, range: &Range<usize>) -> bool {
    let first = range.clone().find(|&i| sentence.chunks[i].is_noun());
    first.is_some_and(|i| event_noun(&setting.text.tokens.lower(sentence.chunks[i].head())).is_some())
}

/// "Norwegian and Danish ships": the state that the first of two adjectives names.
fn other_people(setting: &Setting<'_>, sentence: &Sentence<'_>, i: usize) -> Option<Who> {
    let tokens = setting.text.tokens;
    let first = sentence.chunks[i].range.start;
    let and = i.checked_sub(2).filter(|_| sentence.chunks[i - 1].phrase == Phrase::And && tokens.is(first - 1, "and"))?;
    let before = sentence.chunks[and].range.end - 1;
    let adjective = |t: usize| setting.actors.is_demonym(tokens.word(t)) && matches!(setting.text.tags[t], Tag::JJ | Tag::NNP);
    let both = adjective(first) && sentence.chunks[i].range.len() > 1 && adjective(before);
    let alone = !matches!(setting.text.tags.get(before), Some(Tag::NNS | Tag::NNPS));
    both.then_some(()).filter(|()| alone).and_then(|()| Some(Who::State(setting.actors.state_in(tokens.word(before))?, before..before + 1)))
}

/// "Marsh's meeting with Finch": who holds it stands in the possessive.
fn owner(setting: &Setting<'_>, chunk: Range<usize>) -> Option<Who> {
    event_noun(&setting.text.tokens.lower(chunk.end - 1))?;
    let mark = chunk.clone().find(|&t| setting.text.tags[t] == Tag::POS)?;
    mark.checked_sub(1).filter(|at| chunk.contains(at)).and_then(|at| setting.at(at)).map(Who::Known)
}

/// Whom one noun chunk stands for.
fn who(setting: &Setting<'_>, sentence: &Sentence<'_>, i: usize, end: usize) -> Option<Who> {
    let tokens = setting.text.tokens;
    let chunk = sentence.chunks[i].range.clone();
    if chunk.len() == 1 && tokens.is_any(chunk.start, &["i", "we", "me", "us"]) {
        return setting.first_person(&chunk).map(Who::Known);
    }
    let recent = setting.recent(chunk.start);
    let known = setting.actors.lookup(&chunk, &Said { recent: &recent });
    let head = chunk.end - if setting.text.tags[chunk.end - 1] == Tag::POS { 2.min(chunk.len()) } else { 1 };
    let known = known.or_else(|| setting.at(head));
    // "Oslo rejected the plan"
    let seat = || Some(Who::State(setting.actors.state_of_capital(tokens.words(&chunk))?, chunk.clone()));
    let known =
        known.map(Who::Known).or_else(seat).or_else(|| unmet(setting, sentence, &chunk)).or_else(|| described(setting, sentence, i, end));
    // "Arland signed": named nowhere as a speaker, but somebody of the report belongs to it.
    let belonged = |chunk: &Range<usize>| is_name(setting, chunk) && setting.actors.is_affiliation(tokens.words(chunk));
    known.or_else(|| belonged(&chunk).then_some(Who::Described(chunk)))
}

/// A person's or body's name that nothing before had need of: capitals and no place.
fn unmet(setting: &Setting<'_>, sentence: &Sentence<'_>, chunk: &Range<usize>) -> Option<Who> {
    let tokens = setting.text.tokens;
    let capitals = chunk.clone().rev().take_while(|&t| setting.text.tags[t].is_proper() && tokens.capital(t)).count();
    let name = tokens.words(&(chunk.end - capitals.min(chunk.len())..chunk.end));
    let person = capitals > 1 && setting.actors.is_person_name(chunk.end) && !setting.actors.is_place_name(name);
    // "Halven and Ordel signed it": one capital that no table knows acts as a body does.
    // "the Wardens"
    // "Loans were frozen": every sentence opens with a capital.
    let opens = chunk.len() == 1
        && chunk.start == sentence.range.start
        && (setting.text.tags[chunk.start] == Tag::NNPS || is_object(&name.to_lowercase(), "weapons"));
    let opens = opens && setting.name_at(chunk.start).is_none();
    let many = chunk.len() == 2 && tokens.is(chunk.start, "the") && setting.text.tags[chunk.end - 1] == Tag::NNPS;
    let body = capitals == 1
        && !opens
        && (chunk.len() == 1 || many)
        && !setting.actors.is_place_name(name)
        && !is_day_or_month(&name.to_lowercase());
    // "Norway", "the United States"
    let state = setting.actors.is_state_name(name) && chunk.len() - capitals == usize::from(tokens.is(chunk.start, "the"));
    (person || body || state).then(|| Who::Described(chunk.clone()))
}

/// "Israeli soldiers", "negotiators from Qatar": a noun for people, or for what acts as one.
fn described(setting: &Setting<'_>, sentence: &Sentence<'_>, i: usize, end: usize) -> Option<Who> {
    let tokens = setting.text.tokens;
    let chunk = sentence.chunks[i].range.clone();
    let head = tokens.lower(chunk.end - 1);
    // "100 Norwegians": a people's name, in the plural.
    let plural = matches!(setting.text.tags[chunk.end - 1], Tag::NNPS | Tag::NNS);
    let people = plural && setting.actors.is_demonym(tokens.word(chunk.end - 1));
    // "gunmen", "crewmen"
    let men = setting.text.tags[chunk.end - 1] == Tag::NNS && (head.ends_with("men") || head.ends_with("women"));
    let acts = people || men || setting.actors.names_people(&head) || is_object(&head, "people");
    if !acts || chunk.len() == 1 && tokens.kind(chunk.start) != crate::tokens::Kind::Word {
        return None;
    }
    let from = sentence.chunks.get(i + 1).filter(|it| i + 2 < end && it.phrase == Phrase::Preposition);
    let more = from.filter(|it| tokens.is_any(it.range.start, &["of", "from"]) && sentence.chunks[i + 2].phrase == Phrase::Noun);
    let stop = if more.is_some() { sentence.chunks[i + 2].range.end } else { chunk.end };
    // "at least nine people": "at" stands before the phrase.
    let start = if tokens.is_any(chunk.start, &["least", "most"]) && chunk.len() > 1 { chunk.start + 1 } else { chunk.start };
    Some(Who::Described(start..stop))
}
