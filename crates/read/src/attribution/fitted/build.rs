//! An attribution from its parts: which table entry its cue is, what its content is to it.

use std::ops::Range;

use armistice_types::statement::Act;

use super::source::Candidate as Source;
use super::view::View;
use crate::attribution::standing::standing;
use crate::attribution::{Attribution, Found, Frame};
use crate::lexicon::cues::Cue;
use crate::lexicon::other_cues;
use crate::phrases::{Form, Phrase};

/// Source, cue and content as an attribution that the fitted model found.
pub(super) fn attribution(
    view: &View<'_>,
    anchor: usize,
    cue: &Range<usize>,
    source: Option<&Source>,
    content: Vec<Range<usize>>,
) -> Attribution {
    let entry = entry(view, anchor, cue);
    let (lemma, act) = named(view, anchor, cue, entry);
    let chunk = view.chunk_of(anchor);
    let is_verb = view.sentence.chunks.get(chunk).is_some_and(crate::phrases::Chunk::is_verb);
    let stands = standing(view.text, &view.sentence, chunk.min(view.sentence.chunks.len() - 1));
    // What only may have been done has not been done.
    let done = is_verb && entry.is_none_or(|cue| stands.allows(cue));
    let negation = |i: usize| matches!(view.lower(i), "not" | "n't" | "n’t" | "never" | "no" | "without" | "nor");
    let group = view.sentence.chunks.get(chunk).map_or(cue.clone(), |it| it.range.clone());
    let negated = group.chain(cue.clone()).any(negation);
    Attribution {
        source: source.map(|it| it.range.clone()),
        core: source.map(|it| it.core.clone()),
        cue: Some(cue.clone()),
        frame: frame(view, entry, &content),
        content,
        addressee: None,
        via: Vec::new(),
        lemma,
        act,
        embedded: stands.embedded || is_verb && !done,
        negated,
        in_person: false,
        found: Found::Fitted,
        mended: None,
        sentence: view.n,
    }
}

/// The reporting verb whose words the cue holds, the longest.
pub(super) fn entry(view: &View<'_>, anchor: usize, cue: &Range<usize>) -> Option<&'static Cue> {
    let here = |it: &&Cue| it.particle.iter().enumerate().all(|(k, word)| anchor + 1 + k < cue.end && view.lower(anchor + 1 + k) == *word);
    view.is_verb(anchor).then(|| view.entries(anchor).find(here)).flatten()
}

/// Lemma and act: of the verb, or of the noun or adjective that a light verb leaves the sense to.
fn named(view: &View<'_>, anchor: usize, cue: &Range<usize>, entry: Option<&'static Cue>) -> (&'static str, Act) {
    let other = cue.clone().rev().find_map(|i| {
        let word = view.lower(i);
        let noun = other_cues::noun(word).filter(|_| view.text.tags[i].is_noun());
        noun.or_else(|| other_cues::adjective(word).filter(|_| !view.is_verb(i)))
    });
    if let Some(other) = other.filter(|_| entry.is_none() || other_cues::is_light_verb(view.lower(anchor))) {
        return (other.word, other.act);
    }
    if let Some(cue) = entry {
        return (cue.lemma, cue.act);
    }
    if view.lower(anchor) == "according" { ("according to", Act::Assert) } else { ("", Act::Assert) }
}

/// What the content is to the cue.
pub(super) fn frame(view: &View<'_>, entry: Option<&Cue>, content: &[Range<usize>]) -> Frame {
    let Some(first) = content.first() else { return Frame::Clause };
    let at = view.chunk_of(first.start);
    let word = view.lower(first.start);
    let chunks = view.sentence.chunks;
    if matches!(word, "whether" | "if") {
        return Frame::Question;
    }
    let verbs = chunks.iter().any(|it| it.is_finite() && content.iter().any(|range| range.contains(&it.range.start)));
    let quoted = view.text.quotes.quoted(first.start);
    match chunks.get(at).map(|it| it.phrase) {
        Some(Phrase::Verb(Form::Infinitive)) if entry.is_some_and(|it| it.takes("obj-to") && !it.takes("to")) => Frame::Directive,
        Some(Phrase::Verb(Form::Infinitive)) => Frame::Infinitive,
        Some(Phrase::Noun | Phrase::Verb(Form::Gerund)) if !verbs && !quoted => Frame::Object,
        _ => Frame::Clause,
    }
}

/// Does the verb commit whoever does it?
pub(super) fn commits(lemma: &str) -> bool {
    let form = lemma.split(' ').next().unwrap_or(lemma);
    let commits = |act: Act| matches!(act, Act::Accept | Act::Offer | Act::Promise | Act::Reject | Act::Propose | Act::Confirm | Act::Deny);
    crate::lexicon::cues::cues(form).any(|it| it.lemma == lemma && commits(it.act))
}
