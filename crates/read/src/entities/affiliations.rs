//! Roles and affiliations of persons: what their titles and appositions say, and which body or state the
//! words of a title mean. Takes clustered names, fills in roles, affiliation and gender.

use std::ops::Range;

use armistice_types::statement::ActorKind;

use super::bodies::has_head;
use super::describe::{Described, Owner};
use super::gazetteer::{Class, PlaceKind, gazetteer};
use super::names::{Name, Sort};
use super::{Entities, shown};
use crate::tags::Tag;

impl Entities<'_> {
    /// Titles and affiliations of all persons.
    pub(super) fn affiliate(&mut self) {
        let mut found: Vec<(usize, Described)> = Vec::new();
        for (name, owner) in self.names.iter().zip(&self.owners) {
            let Some(at) = owner.filter(|&at| self.actors[at].kind == ActorKind::Person) else { continue };
            let cutter = self.cutter();
            let after = cutter.title_after(name, &self.names);
            found.extend(
                [cutter.title_before(name), after, cutter.title_further_before(name), self.belongs_after(name), self.belongs_before(name)]
                    .into_iter()
                    .flatten()
                    .map(|it| (at, it)),
            );
        }
        for (at, described) in found {
            let affiliation = described.owner.as_ref().and_then(|owner| self.affiliation(owner, described.range.start));
            let actor = &mut self.actors[at];
            actor.gender = described.gender.or(actor.gender);
            if !described.role.is_empty() && !actor.roles.contains(&described.role) {
                actor.roles.push(described.role);
            }
            actor.affiliation = actor.affiliation.take().or(affiliation);
        }
    }

    /// "Ada Marsh of the union"
    fn belongs_after(&self, name: &Name) -> Option<Described> {
        let link = name.range.end;
        self.tokens.is_any(link, &["of", "from", "with", "at"]).then_some(())?;
        let first = link + 1 + usize::from(self.tokens.is(link + 1, "the"));
        let named = self.name_starting(first).filter(|&n| {
            let it = &self.names[n];
            matches!(it.sort, Sort::Body(_)) || self.tokens.is(link, "of") && self.may_be_state(it)
        });
        let range = match named {
            Some(n) => self.names[n].range.clone(),
            None => {
                let head =
                    (first..first + 4).find(|&i| gazetteer().nominal(self.tokens.word(i)).is_some_and(|it| it.class == Class::Body))?;
                (first > link + 1).then_some(first..head + 1)?
            }
        };
        Some(Described { role: String::new(), owner: Some(Owner::Words(range.clone())), gender: None, range })
    }

    /// A state, or a single word that no table knows and no person has.
    fn may_be_state(&self, name: &Name) -> bool {
        let owner = self.name_starting(name.range.start).and_then(|n| self.owners[n]);
        let person = owner.is_some_and(|at| self.actors[at].kind == ActorKind::Person);
        let place = matches!(name.sort, Sort::Place(place) if place.kind == PlaceKind::State);
        !person && (place || name.sort == Sort::Other && name.range.len() == 1)
    }

    /// "Arland's Ada Marsh"
    fn belongs_before(&self, name: &Name) -> Option<Described> {
        let mark = name.range.start.checked_sub(1)?;
        let owns = self.tags[mark] == Tag::POS && name.title.is_none();
        let owner = self
            .name_ending(mark)
            .map(|n| &self.names[n])
            .filter(|it| owns && (self.may_be_state(it) || matches!(it.sort, Sort::Body(_))))?;
        let range = owner.range.clone();
        Some(Described { role: String::new(), owner: Some(Owner::Words(range.clone())), gender: None, range })
    }

    /// The name of the body or state that a title belongs to.
    pub(super) fn affiliation(&self, owner: &Owner, at: usize) -> Option<String> {
        match owner {
            Owner::State(state) => Some(
                self.actors
                    .iter()
                    .find(|actor| actor.kind == ActorKind::State && actor.state == Some(*state))
                    .map_or_else(|| (*state).to_owned(), |actor| actor.name.clone()),
            ),
            Owner::Words(range) => {
                let named = self.body_in(range).or_else(|| self.body_described(range, at));
                match named.map(|at| &self.actors[at]) {
                    // "Marsh's envoy" is of whatever Marsh is of.
                    Some(person) if person.kind == ActorKind::Person => person.affiliation.clone(),
                    Some(body) => Some(body.name.clone()),
                    None => self.by_stem(range).or_else(|| self.own_words(range)),
                }
            }
            Owner::Pronoun(i) => self.owner_of(*i),
        }
    }

    fn body_in(&self, range: &Range<usize>) -> Option<usize> {
        self.names_within(range).find_map(|n| self.owners[n])
    }

    /// "the union", "the employers' association": the body of that kind mentioned last before, else the only one.
    pub(super) fn body_described(&self, range: &Range<usize>, at: usize) -> Option<usize> {
        let head = self.tokens.lower(range.end.checked_sub(1)?);
        if matches!(head.as_str(), "country" | "nation") {
            // Where something happens counts too: "the fighting in Arland … the country's minister".
            let last = self.names.iter().rev().filter(|name| name.range.end <= at).find_map(|name| match name.sort {
                Sort::Place(place) if place.kind == PlaceKind::State => place.state,
                _ => None,
            })?;
            return self.actors.iter().position(|actor| actor.kind == ActorKind::State && actor.state == Some(last));
        }
        let fits =
            |it: usize| !matches!(self.actors[it].kind, ActorKind::Person | ActorKind::State) && has_head(&self.actors[it].name, &head);
        let all: Vec<usize> = (0..self.actors.len()).filter(|&it| fits(it)).collect();
        let before = if all.is_empty() { None } else { self.before(at).find(|it| all.binary_search(&it.actor).is_ok()) };
        before.map(|it| it.actor).or(if let [one] = all[..] { Some(one) } else { None })
    }

    /// "Arlandian" beside "Arland": the adjective of a name in the text that no table knows.
    fn by_stem(&self, range: &Range<usize>) -> Option<String> {
        let word = self.tokens.word(range.start);
        let ending = ["ian", "an", "n", "ese", "ish", "i", "ic"].iter().any(|ending| word.ends_with(ending));
        if range.len() != 1 || !ending || !self.tokens.capital(range.start) {
            return None;
        }
        let stem = |name: &str| word.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
        self.names.iter().filter(|name| name.range.len() == 1 && matches!(name.sort, Sort::Other | Sort::Place(_))).find_map(|name| {
            let form = self.tokens.word(name.range.start);
            let common = stem(form);
            let fits = form != word && common >= 4 && form.chars().count() - common <= 1 && word.chars().count() - common <= 4;
            fits.then(|| form.to_owned())
        })
    }

    /// Words that name a body which is no actor of the text.
    fn own_words(&self, range: &Range<usize>) -> Option<String> {
        let mut start = range.start;
        while start < range.end && self.tokens.is_any(start, &["the", "a", "an"]) {
            start += 1;
        }
        let capital = (start..range.end).any(|i| self.tokens.capital(i));
        let body = start < range.end && gazetteer().nominal(self.tokens.word(range.end - 1)).is_some_and(|it| it.class == Class::Body);
        (capital || body).then(|| shown(self.tokens, &(start..range.end)))
    }

    /// Whose "its" or "their" is: the last body before it, by preference the subject.
    fn owner_of(&self, pronoun: usize) -> Option<String> {
        let sentence = self.tokens.sentences[self.tokens.sentence_of(pronoun)].clone();
        if self.tokens.is(pronoun, "their") {
            let plural = (sentence.start..pronoun)
                .find(|&i| gazetteer().nominal(self.tokens.word(i)).is_some_and(|it| it.plural && it.class == Class::Person));
            if let Some(i) = plural {
                return Some(self.tokens.lower(i));
            }
        }
        self.it(pronoun).map(|at| self.actors[at].name.clone())
    }
}
