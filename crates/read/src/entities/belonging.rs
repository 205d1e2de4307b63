//! Whose a description is: by owner ("the union's lawyer"), modifier ("Norwegian officials"), complement
//! ("a spokesman for the port") or, for documents, author. Takes phrases, gives actors by name.

use std::ops::Range;

use armistice_types::statement::ActorKind;

use super::Entities;
use super::describe::LINKS;
use super::gazetteer::{Class, Nominal, PlaceKind, gazetteer};
use super::names::{Cutter, Sort};
use super::phrase::{Phrase, Points};
use crate::tags::Tag;

/// Participles that name a document's author behind "by"; "seen by" does not.
const AUTHORED: [&str; 11] =
    ["issued", "written", "sent", "published", "released", "signed", "conducted", "prepared", "commissioned", "produced", "posted"];

/// Whose a description is.
pub(super) struct Belongs {
    /// The body's or person's name; `None` when nothing is said of it.
    pub(super) to: Option<String>,
    pub(super) state: Option<&'static str>,
    /// Is something said that could not be resolved?
    pub(super) unknown: bool,
}

impl Entities<'_> {
    /// Whoever a document is by: "a CIA report", "the union's letter".
    pub(super) fn author(&mut self, phrase: &Phrase, nominal: Option<&Nominal>) -> Option<usize> {
        let lemma = nominal.filter(|it| it.class == Class::Document)?.lemma;
        let words = phrase.owner.clone().unwrap_or_else(|| phrase.modifiers.clone());
        let speaks = |n: usize| matches!(self.names[n].sort, Sort::Body(_) | Sort::Person) || self.owners[n].is_some();
        let before = self.name_ending(words.end).filter(|&n| self.names[n].range.start >= words.start && speaks(n));
        let Some(n) = before.or_else(|| self.author_behind(phrase).filter(|&n| speaks(n))) else {
            let again = phrase.points == Points::Definite && phrase.owner.is_none();
            let told = self.documents.iter().rev().find(|(word, _)| *word == lemma).map(|(_, at)| *at);
            return told.filter(|_| again && phrase.modifiers.is_empty());
        };
        let at = self.actor_of_name(n);
        self.documents.push((lemma, at));
        Some(at)
    }

    /// "a report by the council", "a letter from Ada Marsh"
    fn author_behind(&self, phrase: &Phrase) -> Option<usize> {
        let mut link = phrase.head + 1;
        if self.tokens.is_any(link, &AUTHORED) {
            link += 1;
        }
        let behind = self.tokens.is_any(link, &["by", "from"]) && link + 1 < phrase.range.end;
        let first = link + 1 + usize::from(self.tokens.is_any(link + 1, &["the", "a", "an"]));
        let starts = |name: &super::names::Name| name.title.as_ref().map_or(name.range.start, |title| title.start) == first;
        let next = self.names.partition_point(|name| name.range.end <= first);
        (behind && self.names.get(next).is_some_and(starts)).then_some(next)
    }

    pub(super) fn state_in(&self, range: &Range<usize>) -> Option<&'static str> {
        range.clone().find_map(|i| match (Cutter { tokens: self.tokens, tags: self.tags }).known(i, range.end)?.1 {
            Sort::Place(place) => place.state,
            Sort::Body(body) => body.state,
            _ => None,
        })
    }

    /// Whose the description is, by owner, modifiers or complement.
    pub(super) fn belongs(&self, phrase: &Phrase) -> Belongs {
        let nobody = Belongs { to: None, state: None, unknown: false };
        if let Some(owner) = &phrase.owner {
            return self.owner(owner, phrase);
        }
        let cutter = Cutter { tokens: self.tokens, tags: self.tags };
        for i in phrase.modifiers.clone() {
            let Some((stop, sort)) = cutter.known(i, phrase.head) else { continue };
            return match sort {
                Sort::Place(place) => Belongs { to: place.state.map(|state| self.state_name(state)), state: place.state, unknown: false },
                _ => Belongs { to: self.owner(&(i..stop), phrase).to, state: None, unknown: false },
            };
        }
        if let Some(n) = self
            .names_within(&(phrase.modifiers.start..phrase.head))
            .find(|&n| phrase.modifiers.contains(&self.names[n].range.start) && self.owners[n].is_some())
        {
            return self.owner(&self.names[n].range.clone(), phrase);
        }
        let lower =
            phrase.modifiers.clone().last().filter(|&i| gazetteer().nominal(self.tokens.word(i)).is_some_and(|it| it.class == Class::Body));
        if let Some(at) = lower.and_then(|i| self.body_described(&(i..i + 1), phrase.range.start)) {
            return Belongs { to: Some(self.actors[at].name.clone()), state: None, unknown: false };
        }
        let link = phrase.head + 1;
        if self.tokens.is_any(link, &LINKS) && !self.tokens.is_any(link, &["in", "on", "with"]) && link + 1 < phrase.range.end {
            let first = link + 1 + usize::from(self.tokens.is_any(link + 1, &["the", "a", "an"]));
            let end = self.parser().base_end(&(first.min(phrase.range.end - 1)..phrase.range.end));
            let belongs = self.owner(&(first..end), phrase);
            return Belongs { unknown: false, ..belongs };
        }
        nobody
    }

    fn state_name(&self, state: &'static str) -> String {
        self.actors
            .iter()
            .find(|actor| actor.kind == ActorKind::State && actor.state == Some(state))
            .map_or_else(|| state.to_owned(), |actor| actor.name.clone())
    }

    fn owner(&self, words: &Range<usize>, phrase: &Phrase) -> Belongs {
        let at = phrase.range.start;
        let named = self.name_ending(words.end).filter(|&n| self.names[n].range.start >= words.start);
        let place = self
            .state_in(words)
            .filter(|_| named.is_some_and(|n| matches!(self.names[n].sort, Sort::Place(place) if place.kind != PlaceKind::City)));
        if let Some(state) = place {
            return Belongs { to: Some(self.state_name(state)), state: Some(state), unknown: false };
        }
        let named = named.and_then(|n| self.owners[n]);
        let described = || if words.is_empty() { None } else { self.body_described(words, at) };
        let pronoun = || if words.len() == 1 && self.tags[words.start] == Tag::PRPS { self.pronoun_owner(words.start) } else { None };
        let to = named.or_else(described).map(|at| self.actors[at].name.clone()).or_else(pronoun);
        Belongs { unknown: to.is_none(), to, state: None }
    }

    fn pronoun_owner(&self, i: usize) -> Option<String> {
        if !self.tokens.is_any(i, &["its", "their"]) {
            return None;
        }
        self.named_subject(i).or_else(|| self.it(i).map(|at| self.actors[at].name.clone()))
    }

    /// "Ordel will free them, its chief negotiator said": the name that is the sentence's subject, though nothing has made it an actor yet.
    fn named_subject(&self, i: usize) -> Option<String> {
        let sentence = &self.tokens.sentences[self.tokens.sentence_of(i)];
        let mut here = self.names_within(&(sentence.start..i));
        if let Some(n) = here.find(|&n| self.is_subject(&self.names[n].range)) {
            let (name, owner) = (&self.names[n], &self.owners[n]);
            // What has a chief negotiator is no person, whatever its name looks like; "their" may be a person's.
            let its = self.tokens.is(i, "its");
            return match owner {
                Some(at) => its.then(|| self.actors[*at].name.clone()),
                None if its || matches!(name.sort, Sort::Other) && self.kind_of_unknown(n) != ActorKind::Person => {
                    Some(self.tokens.words(&name.range).to_owned())
                }
                None => None,
            };
        }
        // "The union would go to nine, its president said."
        let body = |t: usize| gazetteer().nominal(self.tokens.word(t)).is_some_and(|it| matches!(it.class, Class::Body | Class::Side));
        let subject =
            (sentence.start..i.saturating_sub(2)).find(|&t| self.tokens.is(t, "the") && body(t + 1) && self.is_subject(&(t..t + 2)))?;
        Some(self.tokens.words(&(subject..subject + 2)).to_owned())
    }
}
