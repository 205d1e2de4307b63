//! "It" in a paragraph that begins with a body that is only described: "Whose is it? The mayor's office was quick. "It is old," it said."
//! Takes the pronoun's place, gives the phrase; that it is an actor is left to the caller. Bodies with a name are left to `antecedents`.

use std::ops::Range;

use super::Entities;
use super::gazetteer::{Class, gazetteer};
use crate::tags::Tag;

impl Entities<'_> {
    /// The subject of the first sentence of the paragraph, questions passed over, where it is such a body in a sentence before the pronoun's.
    pub(super) fn body_topic(&self, i: usize) -> Option<Range<usize>> {
        let paragraph = &self.tokens.paragraphs[self.tokens.paragraph_of(i)];
        let mut n = self.tokens.sentence_of(paragraph.start);
        while self.tokens.sentences[n].end < paragraph.end && self.tokens.is(self.tokens.sentences[n].end - 1, "?") {
            n += 1;
        }
        let sentence = &self.tokens.sentences[n];
        let verb = sentence.clone().find(|&t| matches!(self.tags[t], Tag::VBD | Tag::VBZ | Tag::MD))?;
        let inside = |t: usize| self.tags[t].is_noun() || matches!(self.tags[t], Tag::DT | Tag::JJ | Tag::POS);
        let head = verb.checked_sub(1)?;
        let body = gazetteer().nominal(self.tokens.word(head)).is_some_and(|it| it.class == Class::Body && !it.plural);
        let whole = self.tags[sentence.start] == Tag::DT && (sentence.start..verb).all(|t| inside(t) && !self.quotes.quoted(t));
        let known = (sentence.start..verb).any(|t| self.over(t).next().is_some() || self.name_over(t).is_some());
        (sentence.end <= i && body && whole && !known).then_some(sentence.start..verb)
    }
}
