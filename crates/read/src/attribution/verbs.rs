//! Attributions opened by a verb or by "according to". Whether the verb's words have been said, tells `standing`; whose they are, `whose`.

use std::ops::Range;

use armistice_types::statement::Act;

use super::content::{self, Place};
use super::standing::standing;
use super::whose::subject;
use super::{Attribution, Frame, Text};
use crate::lexicon::cues::{Cue, cues};
use crate::phrases::{Chunk, Form, Phrase};
use crate::subjects::Sentence;
use crate::tags::Tag;

/// The attributions whose cue stands in sentence `n`, in text order.
pub(super) fn attributions(text: &Text<'_>, n: usize) -> Vec<Attribution> {
    let sentence = text.sentence(n);
    let mut out: Vec<Attribution> = Vec::new();
    for verb in 0..sentence.chunks.len() {
        if let Some(found) = according_to(text, &sentence, verb, n) {
            out.push(found);
        } else if sentence.chunks[verb].is_verb()
            && let Some(found) = verb_cue(text, &sentence, verb, n, &out)
        {
            out.push(found);
        }
    }
    out
}

/// A verb chunk as a cue: with what particle, up to which chunk.
pub(super) struct Candidate {
    pub(super) cue: &'static Cue,
    /// One past the last chunk of verb and particle.
    pub(super) end: usize,
    /// Token range of the cue.
    pub(super) range: Range<usize>,
}

fn verb_cue(text: &Text<'_>, sentence: &Sentence<'_>, verb: usize, n: usize, before: &[Attribution]) -> Option<Attribution> {
    let chunk = &sentence.chunks[verb];
    let main = main_verb(text, chunk);
    if passive(text, chunk, main) {
        return passive_cue(text, sentence, verb, main, n);
    }
    let standing = standing(text, sentence, verb);
    candidates(text, sentence, verb, main).find_map(|candidate| {
        if !standing.allows(candidate.cue) || relays(text, sentence, &candidate) {
            return None;
        }
        let (subject, inverted) = subject(text, sentence, verb, &candidate)?;
        let place = Place { verb, end: candidate.end, subject: subject.as_ref(), inverted };
        let found = content::find(text, sentence, candidate.cue, &place, before)
            .or_else(|| content::in_next_sentence(text, n, candidate.cue, &place, before))?;
        if inverted && found.left_only && !candidate.cue.takes("plain") {
            return None;
        }
        let mut range = candidate.range.clone();
        range.end = range.end.max(found.cue_end.unwrap_or(range.end));
        Some(Attribution {
            core: subject.as_ref().map(|it| sentence.chunks[it.core].range.clone()),
            source: subject.map(|it| trimmed(text, sentence.span(&it.chunks))),
            cue: Some(range),
            content: found.content,
            addressee: found.addressee,
            via: Vec::new(),
            lemma: candidate.cue.lemma,
            act: candidate.cue.act,
            frame: found.frame,
            embedded: standing.embedded,
            in_person: false,
            found: super::Found::Rules,
            mended: None,
            negated: negated(text, chunk),
            sentence: n,
        })
    })
}

/// "quoted the envoy as saying", ", citing two diplomats,": the words are another's, and have a cue of their own.
fn relays(text: &Text<'_>, sentence: &Sentence<'_>, candidate: &Candidate) -> bool {
    let as_saying =
        (candidate.end..sentence.chunks.len().min(candidate.end + 4)).any(|i| text.tokens.is(sentence.chunks[i].range.start, "as"));
    let aside = text.tokens.is_any(candidate.range.end - 1, &["citing", "quoting"]);
    // "a statement regarding the rejection": a preposition.
    text.tokens.is_any(candidate.range.end - 1, &["regarding", "considering"])
        || matches!(candidate.cue.lemma, "quote" | "cite") && (as_saying || aside)
}

/// The last verb of a group: the group may end with "not".
pub(super) fn main_verb(text: &Text<'_>, chunk: &Chunk) -> usize {
    chunk.range.clone().rev().find(|&i| text.tags[i].is_verb()).unwrap_or(chunk.range.start)
}

/// The reporting verbs that the group may be; those with particles need them behind.
fn candidates(text: &Text<'_>, sentence: &Sentence<'_>, verb: usize, main: usize) -> impl Iterator<Item = Candidate> {
    let form = text.tokens.lower(main);
    let start = cue_start(text, &sentence.chunks[verb], main);
    cues(&form)
        .filter_map(move |cue| {
            let end_token = main + 1 + cue.particle.len();
            let here = cue.particle.iter().enumerate().all(|(i, word)| text.tokens.is(main + 1 + i, word));
            let end = if cue.particle.is_empty() {
                verb + 1
            } else {
                sentence.chunks.iter().position(|chunk| chunk.range.start >= end_token).unwrap_or(sentence.chunks.len())
            };
            // "agreed to talk": "to" belongs to the verb behind.
            let split = !cue.particle.is_empty()
                && sentence.chunks.iter().any(|chunk| chunk.is_verb() && chunk.range.start < end_token && end_token < chunk.range.end)
                && text.tokens.is(end_token - 1, "to");
            (here && !split).then_some(Candidate { cue, end, range: start..end_token })
        })
        .collect::<Vec<_>>()
        .into_iter()
}

/// The cue is the main verb; negation and "do" before it belong to it, tense auxiliaries do not.
fn cue_start(text: &Text<'_>, chunk: &Chunk, main: usize) -> usize {
    let negation = chunk.range.clone().take_while(|&i| i < main).any(|i| text.tokens.is_any(i, &["not", "n't", "n’t", "never"]));
    if negation { chunk.range.start } else { main }
}

/// Does "not", or "never" and "no longer" right before the group, negate it?
pub(super) fn negated(text: &Text<'_>, chunk: &Chunk) -> bool {
    let start = chunk.range.start;
    let adverb = |back: usize, words: &[&str]| start.checked_sub(back).is_some_and(|i| text.tokens.is_any(i, words));
    chunk.range.clone().any(|i| text.tokens.is_any(i, &["not", "n't", "n’t", "never"]))
        || adverb(1, &["never", "hardly", "scarcely"])
        || adverb(1, &["longer"]) && adverb(2, &["no"])
}

const BE: [&str; 9] = ["is", "are", "was", "were", "be", "been", "being", "'s", "’s"];

/// "was asked": a form of be before a past participle.
fn passive(text: &Text<'_>, chunk: &Chunk, main: usize) -> bool {
    matches!(text.tags[main], Tag::VBN | Tag::VBD)
        && (chunk.range.start..main).rev().find(|&i| !matches!(text.tags[i], Tag::RB)).is_some_and(|i| text.tokens.is_any(i, &BE))
}

/// "It was reported that", "he is expected to": no source but a "by" phrase.
fn passive_cue(text: &Text<'_>, sentence: &Sentence<'_>, verb: usize, main: usize, n: usize) -> Option<Attribution> {
    let cue = cues(&text.tokens.lower(main)).find(|cue| cue.particle.is_empty())?;
    let mut after = verb + 1;
    while matches!(sentence.chunks.get(after).map(|chunk| chunk.phrase), Some(Phrase::Adverb)) {
        after += 1;
    }
    let next = sentence.chunks.get(after)?;
    let by = next.phrase == Phrase::Preposition
        && text.tokens.is(next.range.start, "by")
        && sentence.chunks.get(after + 1).is_some_and(Chunk::is_noun);
    let (source, core, content, frame) = if by && (cue.takes("np") || cue.takes("s")) {
        let end = sentence.extended_right(after + 1);
        let subject = sentence.subject_left(verb)?;
        (Some(sentence.span(&(after + 1..end))), Some(next_core(sentence, after + 1)), vec![sentence.span(&subject.chunks)], Frame::Object)
    } else if next.phrase == Phrase::That && cue.takes("s") {
        (None, None, vec![content::clause(text, sentence, after + 1, false)], Frame::Clause)
    } else if next.phrase == Phrase::Verb(Form::Infinitive) && cue.takes("s") && !cue.takes("obj-s") {
        let subject = sentence.subject_left(verb)?;
        (None, None, vec![sentence.span(&subject.chunks), content::clause(text, sentence, after, false)], Frame::Clause)
    } else {
        return None;
    };
    let chunk = &sentence.chunks[verb];
    let content: Vec<_> = content.into_iter().map(|range| trimmed(text, range)).filter(|range| !range.is_empty()).collect();
    (!content.is_empty()).then(|| Attribution {
        source,
        core,
        cue: Some(cue_start(text, chunk, main)..main + 1),
        content,
        addressee: None,
        via: Vec::new(),
        lemma: cue.lemma,
        act: cue.act,
        frame,
        embedded: false,
        in_person: false,
        found: super::Found::Rules,
        mended: None,
        negated: negated(text, chunk),
        sentence: n,
    })
}

fn next_core(sentence: &Sentence<'_>, i: usize) -> Range<usize> {
    sentence.chunks[i].range.clone()
}

/// "according to X": the rest of the sentence is the content.
fn according_to(text: &Text<'_>, sentence: &Sentence<'_>, at: usize, n: usize) -> Option<Attribution> {
    let start = sentence.chunks[at].range.start;
    if !(text.tokens.is(start, "according") && text.tokens.is(start + 1, "to")) {
        return None;
    }
    let noun = (at + 1..sentence.chunks.len()).find(|&i| sentence.chunks[i].range.start > start + 1)?;
    if !sentence.chunks[noun].is_noun() {
        return None;
    }
    let end = sentence.extended_right(noun);
    let content = content::around(text, sentence, at, end)?;
    Some(Attribution {
        source: Some(trimmed(text, sentence.span(&(noun..end)))),
        core: Some(next_core(sentence, noun)),
        cue: Some(start..start + 2),
        content,
        addressee: None,
        via: Vec::new(),
        lemma: "according to",
        act: Act::Assert,
        frame: Frame::Clause,
        embedded: false,
        in_person: false,
        found: super::Found::Rules,
        mended: None,
        negated: false,
        sentence: n,
    })
}

/// Without marks at either end.
pub(super) fn trimmed(text: &Text<'_>, mut range: Range<usize>) -> Range<usize> {
    use crate::tokens::Kind;
    let mark = |i: usize| {
        matches!(text.tokens.kind(i), Kind::Punct | Kind::Quote)
            && !matches!(text.tokens.word(i), ")" | "%" | "]" | "$" | "(" | "[" | "€" | "£" | "?" | "!")
    };
    while range.start < range.end && mark(range.start) {
        range.start += 1;
    }
    while range.start < range.end && mark(range.end - 1) {
        range.end -= 1;
    }
    range
}
