//! Attributions opened by an adjective ("is hopeful that") or a noun ("expressed hope that",
//! "there is little hope of").

use std::ops::Range;

use armistice_types::statement::Act;

use super::content::clause;
use super::verbs::trimmed;
use super::{Attribution, Frame, Text};
use crate::lexicon::other_cues::{OtherCue, adjective, is_light_verb, noun};
use crate::phrases::{Chunk, Form, Phrase};
use crate::subjects::{Sentence, Subject};

/// The attributions whose cue stands in sentence `n`, in text order.
pub(super) fn attributions(text: &Text<'_>, n: usize) -> Vec<Attribution> {
    let sentence = text.sentence(n);
    (0..sentence.chunks.len()).filter_map(|i| adjective_cue(text, &sentence, i, n).or_else(|| noun_cue(text, &sentence, i, n))).collect()
}

const BE: [&str; 16] =
    ["is", "are", "was", "were", "be", "been", "being", "am", "'s", "’s", "'m", "’m", "remain", "remains", "remained", "felt"];

fn negation(text: &Text<'_>, range: &Range<usize>) -> bool {
    range.clone().any(|i| text.tokens.is_any(i, &["not", "n't", "n’t", "never", "no", "little", "hardly"]))
}

/// A form of be, then the adjective: "are hopeful that", "remains committed to".
fn adjective_cue(text: &Text<'_>, sentence: &Sentence<'_>, verb: usize, n: usize) -> Option<Attribution> {
    let group = sentence.chunks.get(verb).filter(|chunk| chunk.is_verb())?;
    let inside = group.range.clone().rev().find(|&i| adjective(&text.tokens.lower(i)).is_some());
    let (word, next) = match inside {
        // "are concerned": tagged as a participle, inside the group.
        Some(word) if group.range.start < word => (word, verb + 1),
        _ => {
            let at = (verb + 1..sentence.chunks.len()).find(|&i| sentence.chunks[i].phrase != Phrase::Adverb)?;
            (sentence.chunks[at].range.start, at + 1)
        }
    };
    if sentence.chunks.get(next - 1).is_none_or(|chunk| chunk.range.end != word + 1) && inside.is_none() {
        return None;
    }
    let cue = adjective(&text.tokens.lower(word))?;
    if !group.range.clone().any(|i| text.tokens.is_any(i, &BE))
        || !matches!(group.phrase, Phrase::Verb(Form::Finite | Form::Infinitive | Form::Gerund))
    {
        return None;
    }
    let (content, cue_end, frame) = opened(text, sentence, next, cue)?;
    let subject = sentence.subject_left(verb)?;
    // "It is clear that": nobody's view is reported.
    let core = sentence.chunks[subject.core].range.clone();
    if core.len() == 1 && text.tokens.is_any(core.start, &["it", "there", "that", "this", "what"]) {
        return None;
    }
    let start = group.range.start;
    Some(build(
        text,
        sentence,
        Some(subject),
        start..cue_end.unwrap_or(word + 1),
        vec![content],
        cue,
        frame,
        negation(text, &group.range),
        n,
    ))
}

/// A noun with its content: "hope that", "fears of".
fn noun_cue(text: &Text<'_>, sentence: &Sentence<'_>, at: usize, n: usize) -> Option<Attribution> {
    let chunk = sentence.chunks.get(at).filter(|chunk| chunk.is_noun())?;
    let word = chunk.head();
    let cue = noun(&text.tokens.lower(word))?;
    let (content, cue_end, frame) = opened(text, sentence, at + 1, cue)?;
    let before = at.checked_sub(1).and_then(|i| sentence.chunks.get(i));
    let light = before.filter(|verb| verb.is_verb() && is_light_verb(&text.tokens.lower(verb.head())));
    let there_is = before.is_some_and(|verb| verb.is_verb() && verb.range.clone().any(|i| text.tokens.is_any(i, &BE)));
    let (subject, start) = match light {
        Some(verb) if verb.phrase == Phrase::Verb(Form::Finite) => (sentence.subject_left(at - 1), verb.head()),
        Some(_) => (None, chunk.range.start),
        // "little hope that": the negation is part of the cue, or the doubt would read as hope.
        None => (None, chunk.range.clone().find(|&i| negation(text, &(i..i + 1))).unwrap_or(word)),
    };
    // Without a verb of expressing, only "hope that …", "there is hope of …": "support for the plan" alone reports nobody.
    if light.is_none() && !(there_is || sentence.chunks.get(at + 1).is_some_and(|next| next.phrase == Phrase::That)) {
        return None;
    }
    // "There is demand for fish": a demand of talks is somebody's, and somebody utters it.
    let owned = text.tokens.is_any(chunk.range.start, &["its", "their", "her", "his", "our", "my"]);
    if cue.act == Act::Demand && !(owned && light.is_some()) {
        return None;
    }
    Some(build(text, sentence, subject, start..cue_end.unwrap_or(word + 1), vec![content], cue, frame, negation(text, &chunk.range), n))
}

/// The content that opens at chunk `i`; one past the cue's last token where a preposition belongs to it.
fn opened(text: &Text<'_>, sentence: &Sentence<'_>, i: usize, cue: &OtherCue) -> Option<(Range<usize>, Option<usize>, Frame)> {
    let chunk = sentence.chunks.get(i)?;
    let word = text.tokens.lower(chunk.range.start);
    let next_noun =
        sentence.chunks.get(i + 1).is_some_and(|next| next.is_noun() || matches!(next.phrase, Phrase::Verb(Form::Gerund) | Phrase::Quote));
    match chunk.phrase {
        Phrase::That if cue.takes("s") => Some((clause(text, sentence, i + 1, false), None, Frame::Clause)),
        Phrase::Wh | Phrase::Preposition if cue.takes("wh") && matches!(word.as_str(), "whether" | "if" | "how" | "why") => {
            Some((clause(text, sentence, i, false), None, Frame::Question))
        }
        Phrase::Verb(Form::Infinitive) if cue.takes("to") => Some((clause(text, sentence, i, false), None, Frame::Infinitive)),
        Phrase::Preposition if next_noun && (cue.takes(&word) && word != "to" || word == "to" && cue.takes("to-np")) => {
            Some((clause(text, sentence, i + 1, true), Some(chunk.range.end), Frame::Object))
        }
        Phrase::Noun if cue.takes("s") && bare_clause(sentence, i) => Some((clause(text, sentence, i, false), None, Frame::Clause)),
        _ => None,
    }
}

fn bare_clause(sentence: &Sentence<'_>, i: usize) -> bool {
    sentence.chunks[i + 1..].iter().take(3).any(Chunk::is_finite)
}

#[expect(clippy::too_many_arguments, reason = "one call per kind of cue; every part is named in `Attribution`")]
fn build(
    text: &Text<'_>,
    sentence: &Sentence<'_>,
    subject: Option<Subject>,
    cue_range: Range<usize>,
    content: Vec<Range<usize>>,
    cue: &'static OtherCue,
    frame: Frame,
    negated: bool,
    n: usize,
) -> Attribution {
    Attribution {
        core: subject.as_ref().map(|it| sentence.chunks[it.core].range.clone()),
        source: subject.map(|it| trimmed(text, sentence.span(&it.chunks))),
        cue: Some(cue_range),
        content: content.into_iter().map(|range| trimmed(text, range)).filter(|range| !range.is_empty()).collect(),
        addressee: None,
        via: Vec::new(),
        lemma: cue.word,
        act: cue.act,
        frame,
        embedded: false,
        in_person: false,
        found: super::Found::Rules,
        mended: None,
        negated,
        sentence: n,
    }
}
