//! Gender that the text itself shows: in a clause whose only person is its subject, "he" or "she" is that person.
//! Takes the named persons, fills in the gender of those of whom neither title nor given name tells it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use armistice_types::statement::ActorKind;

use super::names::Sort;
use super::salience::Role;
use super::{Entities, Gender};

impl Entities<'_> {
    /// Genders on which all sentences agree.
    pub(super) fn genders(&mut self) {
        let mut votes: BTreeMap<usize, BTreeSet<Gender>> = BTreeMap::new();
        for sentence in &self.tokens.sentences {
            if let Some((actor, gender)) = self.shown_by(sentence) {
                votes.entry(actor).or_default().insert(gender);
            }
        }
        for (actor, genders) in votes {
            let actor = &mut self.actors[actor];
            if let (None, 1) = (actor.gender, genders.len()) {
                actor.gender = genders.first().copied();
            }
        }
    }

    /// The only person of a sentence, its subject, and the gender of the pronouns behind.
    fn shown_by(&self, sentence: &Range<usize>) -> Option<(usize, Gender)> {
        let names: Vec<usize> = self.names_within(sentence).filter(|&n| self.may_be_person(n)).collect();
        let &[n] = &names[..] else { return None };
        let name = &self.names[n].range;
        let described = self.people.iter().any(|it| sentence.start <= it.start && it.end <= sentence.end && !it.contains(&name.start));
        let actor = self.owners[n].filter(|&at| self.actors[at].kind == ActorKind::Person)?;
        let subject = self.subjects.role(name.end - 1) == Role::Main && !self.quotes.quoted(name.start);
        let said: BTreeSet<Gender> =
            (name.end..sentence.end).filter(|&i| !self.quotes.quoted(i)).filter_map(|i| self.gender_of_pronoun(i)).collect();
        let before = (sentence.start..name.start).any(|i| self.gender_of_pronoun(i).is_some());
        (subject && !described && !before && said.len() == 1).then(|| said.first().copied()).flatten().map(|gender| (actor, gender))
    }

    fn may_be_person(&self, n: usize) -> bool {
        match self.owners[n] {
            Some(at) => self.actors[at].kind == ActorKind::Person,
            None => matches!(self.names[n].sort, Sort::Person | Sort::Other),
        }
    }

    /// The gender of "he", "his", "she", "her".
    pub(super) fn gender_of_pronoun(&self, i: usize) -> Option<Gender> {
        match self.tokens.lower(i).as_str() {
            "he" | "him" | "his" | "himself" => Some(Gender::Male),
            "she" | "her" | "hers" | "herself" => Some(Gender::Female),
            _ => None,
        }
    }
}
