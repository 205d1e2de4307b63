//! A token as the fitted models see it: in lower case and as parts of features, with what the tables of cues say of it.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::super::Text;
use crate::fitted::{Part, part, stem};
use crate::lexicon::cues::{Cue, cues};
use crate::lexicon::other_cues;
use crate::tags::Tag;

/// A token of the sentence.
pub(super) struct Word<'a> {
    pub(super) lower: Cow<'a, str>,
    pub(super) word: Part,
    pub(super) stem: Part,
    pub(super) tag: Part,
    pub(super) chunk: usize,
    pub(super) rule: Option<usize>,
    /// Does it stand in a content that the rules found?
    pub(super) inside: bool,
    pub(super) class: OnceCell<Class>,
}

/// What the tables of cues say of a token.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Class {
    /// Which table holds it.
    pub(super) table: Part,
    pub(super) act: Part,
    /// What the entries take as content, the first two entries of a verb.
    frames: [bool; FRAMES.len()],
}

const FRAMES: [&str; 7] = ["plain", "s", "to", "np", "obj-s", "obj-to", "for"];

/// Verbs that only carry tense, voice and negation.
const LIGHT: [&str; 32] = [
    "be", "is", "are", "was", "were", "been", "being", "am", "'s", "’s", "'re", "’re", "'m", "’m", "have", "has", "had", "having", "do",
    "does", "did", "n't", "n’t", "not", "'ve", "’ve", "'d", "’d", "'ll", "’ll", "to", "the",
];

/// Does it only carry tense, voice or negation?
pub(super) fn is_light(word: &str) -> bool {
    LIGHT.contains(&word)
}

/// The entries of the tables of reporting verbs for a word with a tag.
pub(super) fn entries(word: &str, tag: Tag) -> impl Iterator<Item = &'static Cue> {
    let verb = tag.is_verb() || tag.is_noun();
    cues(word).filter(move |_| verb)
}

impl Class {
    /// What the tables say of a token with a tag.
    pub(super) fn of(it: &Word<'_>, tag: Tag) -> Self {
        let word: &str = &it.lower;
        let mut frames = [false; FRAMES.len()];
        let mut last = None;
        for (k, cue) in entries(word, tag).enumerate() {
            last = Some(cue.act);
            for (on, frame) in frames.iter_mut().zip(FRAMES).filter(|_| k < 2) {
                *on |= cue.takes(frame);
            }
        }
        let named = |table: Part, act: armistice_types::statement::Act| (table, Part::number(act as usize));
        let verb = last.filter(|_| tag.is_verb()).map(|act| named(part!("verb"), act));
        let noun = || other_cues::noun(word).filter(|_| tag.is_noun()).map(|it| named(part!("noun"), it.act));
        let adjective = || other_cues::adjective(word).map(|it| named(part!("adjective"), it.act));
        let found = verb.or_else(noun).or_else(adjective).or_else(|| last.map(|act| named(part!("verb noun"), act)));
        let light = || (if other_cues::is_light_verb(word) { part!("light") } else { Part::NONE }, Part::NONE);
        let (table, act) = found.unwrap_or_else(light);
        Self { table, act, frames }
    }

    /// The frames that its entries take.
    pub(super) fn frames(&self) -> impl Iterator<Item = Part> {
        self.frames.into_iter().enumerate().filter(|(_, on)| *on).map(|(k, _)| Part::number(k))
    }
}

impl<'a> Word<'a> {
    pub(super) fn new(text: &Text<'a>, i: usize, chunk: usize) -> Self {
        let word = text.tokens.word(i);
        let small = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        let lower = if small { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) };
        let (whole, stem) = (Part::of(&lower), Part::of(stem(&lower)));
        Self {
            lower,
            word: whole,
            stem,
            tag: Part::number(text.tags[i] as usize),
            chunk,
            rule: None,
            inside: false,
            class: OnceCell::new(),
        }
    }
}

/// The last letters of a word.
pub(super) fn ending(word: &str) -> Part {
    Part::of(word.char_indices().rev().nth(2).map_or(word, |(i, _)| &word[i..]))
}
