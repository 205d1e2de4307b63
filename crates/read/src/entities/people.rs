//! People who are only described: noun phrases for one person, or for several, who are not named there. Takes a tagged text, gives
//! token ranges; that a pronoun means one of them is left to `antecedents`.

use std::ops::Range;

use super::Entities;
use super::gazetteer::{Class, gazetteer};
use super::names::Sort;
use crate::tags::Tag;

impl Entities<'_> {
    /// Noun phrases for one person, or for several, not named there.
    pub(super) fn people(&self, several: bool) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        for i in 0..self.tokens.tokens.len() {
            let one = gazetteer()
                .nominal(self.tokens.word(i))
                .is_some_and(|it| matches!(it.class, Class::Person | Class::Source) && it.plural == several);
            let verb = self.tags.get(i + 1).is_some_and(|tag| matches!(tag, Tag::VBD | Tag::VBZ | Tag::MD));
            let noun = (matches!(self.tags[i], Tag::NN | Tag::NNS) || self.tags[i] == Tag::JJ && verb) && !self.tokens.capital(i);
            let goes_on = self.tags.get(i + 1).is_some_and(|tag| tag.is_noun() || *tag == Tag::POS);
            let apposed = self.tokens.is(i + 1, ",") && self.tokens.capital(i + 2);
            // "The real one", "the head of Ada Marsh": no person.
            let part = self.tokens.is(i, "one") || self.tokens.is(i, "head") && self.of_a_person(i + 1);
            if !one || !noun || goes_on || apposed || part {
                continue;
            }
            let mut start = i;
            while start > 0 && (self.tags[start - 1].is_noun() || matches!(self.tags[start - 1], Tag::JJ | Tag::VBN | Tag::POS)) {
                start -= 1;
            }
            let opens = start > 0 && matches!(self.tags[start - 1], Tag::DT | Tag::CD | Tag::PRPS);
            let apposition = start > 1 && self.tokens.is(start - 2, ",") && self.name_ending(start - 2).is_some();
            let predicate = start > 1 && self.tokens.is_any(start - 2, &["is", "was", "as", "be", "no", "become", "became", "'s", "not"]);
            if opens && !apposition && !predicate {
                out.push(start - 1..i + 1);
            }
        }
        out
    }

    /// Does "of" with a person's name or title follow?
    fn of_a_person(&self, link: usize) -> bool {
        let behind =
            || (link + 1..self.tokens.tokens.len().min(link + 5)).take_while(|&i| self.tags[i].is_noun() || self.tags[i] == Tag::DT);
        let person = |i: usize| self.name_over(i).is_some_and(|n| self.names[n].sort == Sort::Person);
        self.tokens.is(link, "of") && behind().any(person)
    }
}
