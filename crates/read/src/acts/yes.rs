//! Is a verb of accepting a yes? "Accepted that it is late", "agreed to talk about it", "would have agreed", "joked that he accepts"
//! are none. When in doubt it is none: the words are shown all the same.

use std::ops::Range;

use super::clauses::object_start;
use crate::acceptance::{qualified, says};
use crate::attribution::{Attribution, Frame, Text};
use crate::lexicon::act_verbs::{Class, class_of};
use crate::lexicon::cues::cues;
use crate::phrases::{Chunk, Form, Phrase};
use crate::subjects::Sentence;
use crate::tags::Tag;

/// May the verb group of accepting at these tokens be read as a yes to what stands behind it?
pub(super) fn stands(text: &Text<'_>, verb: &Range<usize>) -> bool {
    let sentence = text.sentence(text.tokens.sentence_of(verb.start));
    let Some(at) = sentence.chunks.iter().rposition(|chunk| chunk.range.start < verb.end && verb.start < chunk.range.end) else {
        return false;
    };
    !qualified(text, &sentence.range, &sentence.chunks[at].range)
        && !concedes(text, &sentence, at)
        && !only_talks(text, &sentence, at)
        && !waits(text, &sentence, at)
        && !text.tokens.is_any(object_start(text, sentence.chunks[at].range.end), &["nothing", "none", "no", "neither", "nobody"])
        && !verb_in_subject(text, &sentence, at)
        && !says(&text.tokens.words(&sentence.range).to_lowercase(), "mocked")
}

/// Does the cue jest, so that nothing in its content is meant?
pub(super) fn in_jest(it: &Attribution) -> bool {
    crate::acceptance::is(it.lemma, "jest")
}

/// "We accept that it is late", "I accept 9 is not nothing": a fact is granted.
fn concedes(text: &Text<'_>, sentence: &Sentence<'_>, at: usize) -> bool {
    let agrees = sentence.chunks[at].range.clone().any(|t| text.tokens.lower(t).starts_with("agree"));
    let next = sentence.chunks.get(at + 1);
    if agrees {
        return next.is_some_and(|it| text.tokens.is(it.range.start, "with"));
    }
    let clause = next.is_some_and(|it| it.phrase == Phrase::Noun)
        && sentence.chunks.get(sentence.extended_right(at + 1)).is_some_and(Chunk::is_finite);
    clause || next.is_some_and(|it| it.phrase == Phrase::That)
}

/// "Agreed to talk about 9 percent", "agreed to differ".
fn only_talks(text: &Text<'_>, sentence: &Sentence<'_>, at: usize) -> bool {
    let infinitive = sentence.chunks.get(at + 1).filter(|it| it.phrase == Phrase::Verb(Form::Infinitive));
    infinitive.is_some_and(|it| {
        let verb = text.tokens.lower(it.head());
        matches!(class_of(&verb, ""), Some(Class::Talking | Class::Studying))
    })
}

/// "We accept it when the boats are back": not yet. What was accepted "when they met" was.
fn waits(text: &Text<'_>, sentence: &Sentence<'_>, at: usize) -> bool {
    let past = sentence.chunks[at].range.clone().any(|t| matches!(text.tags[t], Tag::VBD | Tag::VBN));
    !past && sentence.chunks[at + 1..].iter().any(|it| text.tokens.is_any(it.range.start, &["when", "once", "until", "till"]))
}

/// "Finch, the envoy, hopes Borland has accepted it", with "hopes Borland" read as one noun: the first word is a verb that reports.
pub(crate) fn verb_in_subject(text: &Text<'_>, sentence: &Sentence<'_>, at: usize) -> bool {
    let Some(subject) = sentence.subject_left(at) else { return false };
    let range = &sentence.chunks[subject.core].range;
    range.len() > 1
        && !text.tokens.capital(range.start)
        && text.tokens.capital(range.start + 1)
        && cues(&text.tokens.lower(range.start)).next().is_some()
}

/// Is the attribution's own cue one of accepting that is no yes?
pub(super) fn cue_is_none(text: &Text<'_>, it: &Attribution) -> bool {
    let Some(cue) = &it.cue else { return false };
    let first = it.content.first().map_or_else(String::new, |range| text.tokens.lower(range.start));
    let talk = it.lemma == "agree to" && matches!(class_of(&first, ""), Some(Class::Talking | Class::Studying));
    it.lemma == "agree" && it.frame == Frame::Object || talk || !stands(text, cue)
}
