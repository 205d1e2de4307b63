//! A sentence as the fitted models see it: its words in lower case, which chunk a token stands in, what the rules found there.

use std::ops::Range;

use super::super::{Attribution, Text};
use super::tree::Tree;
use crate::lexicon::cues::{Cue, cues};
use crate::lexicon::other_cues;
use crate::phrases::{Form, Phrase};
use crate::subjects::Sentence;
use crate::tags::Tag;

pub(super) struct View<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) sentence: Sentence<'a>,
    pub(super) n: usize,
    pub(super) range: Range<usize>,
    pub(super) tree: Tree,
    lower: Vec<String>,
    chunk: Vec<usize>,
    /// What the rules found with its cue here.
    pub(super) ruled: Vec<&'a Attribution>,
}

/// Verbs that only carry tense, voice and negation.
const LIGHT: [&str; 32] = [
    "be", "is", "are", "was", "were", "been", "being", "am", "'s", "’s", "'re", "’re", "'m", "’m", "have", "has", "had", "having", "do",
    "does", "did", "n't", "n’t", "not", "'ve", "’ve", "'d", "’d", "'ll", "’ll", "to", "the",
];

impl<'a> View<'a> {
    pub(super) fn new(text: &'a Text<'a>, n: usize, found: &'a [Attribution]) -> Self {
        let range = text.tokens.sentences[n].clone();
        let mut chunk = Vec::with_capacity(range.len());
        for (i, it) in text.chunks[n].iter().enumerate() {
            chunk.extend(std::iter::repeat_n(i, it.range.len()));
        }
        let ruled = found.iter().filter(|it| it.cue.as_ref().is_some_and(|cue| range.contains(&cue.start))).collect();
        let lower = range.clone().map(|i| text.tokens.lower(i)).collect();
        let tree = Tree::new(text, &range);
        Self { text, sentence: text.sentence(n), n, range, tree, lower, chunk, ruled }
    }

    /// The token in lower case; empty outside the sentence.
    pub(super) fn word(&self, i: usize) -> &str {
        i.checked_sub(self.range.start).and_then(|i| self.lower.get(i)).map_or("", String::as_str)
    }

    /// The tag's name; empty outside the sentence.
    pub(super) fn tag(&self, i: usize) -> &'static str {
        if self.range.contains(&i) { self.text.tags[i].name() } else { "" }
    }

    pub(super) fn is_verb(&self, i: usize) -> bool {
        self.range.contains(&i) && self.text.tags[i].is_verb()
    }

    /// The chunk that holds a token.
    pub(super) fn chunk_of(&self, i: usize) -> usize {
        i.checked_sub(self.range.start).and_then(|i| self.chunk.get(i)).copied().unwrap_or(self.sentence.chunks.len())
    }

    /// What kind of chunk it is, as a feature.
    pub(super) fn phrase(&self, chunk: usize) -> &'static str {
        match self.sentence.chunks.get(chunk).map(|it| it.phrase) {
            None => "end",
            Some(Phrase::Noun) => "np",
            Some(Phrase::Time) => "time",
            Some(Phrase::Verb(Form::Finite)) => "fin",
            Some(Phrase::Verb(Form::Infinitive)) => "inf",
            Some(Phrase::Verb(Form::Gerund)) => "ing",
            Some(Phrase::Verb(Form::Participle)) => "part",
            Some(Phrase::Verb(Form::Base)) => "base",
            Some(Phrase::Preposition) => "pp",
            Some(Phrase::That) => "that",
            Some(Phrase::Wh) => "wh",
            Some(Phrase::And) => "and",
            Some(Phrase::Adverb) => "adv",
            Some(Phrase::Adjective) => "adj",
            Some(Phrase::Comma) => "comma",
            Some(Phrase::Quote) => "quote",
            Some(Phrase::Mark) => "mark",
            Some(Phrase::Other) => "other",
        }
    }

    /// The chunk before another.
    pub(super) fn phrase_before(&self, chunk: usize, back: usize) -> &'static str {
        chunk.checked_sub(back).map_or("start", |i| self.phrase(i))
    }

    /// Can a cue's first lexical word stand here?
    pub(super) fn may_open(&self, i: usize) -> bool {
        let word = self.word(i);
        let tag = self.text.tags[i];
        let open = tag.is_verb() || matches!(tag, Tag::NN | Tag::NNS | Tag::JJ | Tag::RB | Tag::IN) || word == ":" && i > self.range.start;
        let preposition = tag != Tag::IN || matches!(word, "per" | "according");
        open && preposition && !LIGHT.contains(&word)
    }

    /// The token of a cue by which the models know it: its first word that is no auxiliary, article or preposition.
    pub(super) fn anchor(&self, cue: &Range<usize>) -> usize {
        let lexical = |i: &usize| self.range.contains(i) && !matches!(self.text.tags[*i], Tag::MD | Tag::DT | Tag::PRPS | Tag::PRP);
        cue.clone().filter(lexical).find(|&i| self.may_open(i)).unwrap_or(cue.start)
    }

    /// The entries of the tables of cues for a token.
    pub(super) fn entries(&self, i: usize) -> impl Iterator<Item = &'static Cue> {
        let verb = self.is_verb(i) || self.text.tags[i].is_noun();
        cues(self.word(i)).filter(move |_| verb)
    }

    /// Which table of cues holds the token, and with what act.
    pub(super) fn class(&self, i: usize) -> (&'static str, &'static str) {
        let tag = self.text.tags[i];
        if let Some(cue) = self.entries(i).last().filter(|_| tag.is_verb()) {
            return ("verb", cue.act.as_str());
        }
        let other = other_cues::noun(self.word(i)).filter(|_| tag.is_noun()).map(|it| ("noun", it.act.as_str()));
        let other = other.or_else(|| other_cues::adjective(self.word(i)).map(|it| ("adj", it.act.as_str())));
        let other = other.or_else(|| self.entries(i).last().map(|it| ("verbnoun", it.act.as_str())));
        other.unwrap_or(if other_cues::is_light_verb(self.word(i)) { ("light", "") } else { ("", "") })
    }

    /// The cue found by the rules that holds a token.
    pub(super) fn rule_at(&self, i: usize) -> Option<&'a Attribution> {
        self.ruled.iter().copied().find(|it| it.cue.as_ref().is_some_and(|cue| cue.contains(&i)))
    }
}

/// The last letters of a word.
pub(super) fn ending(word: &str) -> &str {
    word.char_indices().rev().nth(2).map_or(word, |(i, _)| &word[i..])
}

/// A number as a feature: exact when small, then by doubling.
pub(super) fn size(n: usize) -> &'static str {
    const NAMES: [&str; 12] = ["0", "1", "2", "3", "4", "6", "9", "14", "22", "34", "54", "+"];
    const LIMITS: [usize; 11] = [0, 1, 2, 3, 4, 6, 9, 14, 22, 34, 54];
    NAMES[LIMITS.iter().position(|&limit| n <= limit).unwrap_or(11)]
}
