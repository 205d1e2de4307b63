//! From a source's words to an actor. Takes the token range of a noun phrase or pronoun, gives the
//! actor it points to, making one as described where it points to nobody known.

use std::ops::Range;

use armistice_types::statement::{ActorKind, Anonymity};

use super::gazetteer::{Body, Class, Place, PlaceKind, gazetteer};
use super::names::Sort;
use super::phrase::Parser;
use super::{Context, Entities, EntityActor, Form, Resolved, shown};
use crate::tags::Tag;
use crate::tokens::Kind;

impl Entities<'_> {
    /// Whom a source's words point to; `None` for words that point to nobody ("it", with nothing before).
    pub(crate) fn resolve(&mut self, np: Range<usize>, context: Context<'_>) -> Option<Resolved> {
        let np = self.trimmed(np)?;
        if np.len() == 1 && matches!(self.tags[np.start], Tag::WP | Tag::WDT) {
            return None;
        }
        if np.len() == 1 && matches!(self.tags[np.start], Tag::PRP | Tag::PRPS) {
            let actor = self.pronoun(np.start, context)?;
            self.mention(np, actor, Form::Pronoun);
            return Some(self.resolved(actor, None));
        }
        if let Some(actor) = self.labelled(&np) {
            self.mention(np, actor, Form::Name);
            return Some(self.resolved(actor, None));
        }
        if let Some(actor) = self.several(&np) {
            self.mention(np, actor, Form::Nominal);
            return Some(self.resolved(actor, None));
        }
        if let Some(n) = self.name_at_head(&np) {
            let actor = self.actor_of_name(n);
            return Some(self.resolved(actor, None));
        }
        let (actor, count) = self.described(&np);
        self.mention(np, actor, Form::Nominal);
        Some(self.resolved(actor, count))
    }

    fn resolved(&self, actor: usize, count: Option<u32>) -> Resolved {
        Resolved { actor, anonymity: self.anonymity(actor), count }
    }

    pub(super) fn parser(&self) -> Parser<'_> {
        Parser { tokens: self.tokens, tags: self.tags, names: &self.names }
    }

    /// Without marks at the ends, and without a possessive that owns nothing.
    pub(super) fn trimmed(&self, mut np: Range<usize>) -> Option<Range<usize>> {
        let mark =
            |i: usize| self.tokens.kind(i) == Kind::Quote || matches!(self.tokens.word(i), "," | ":" | ";" | "(" | ")" | "." | "—" | "–");
        while np.start < np.end && (mark(np.start) || self.tags[np.start] == Tag::CC && np.len() > 1 && !self.tokens.is(np.start, "both")) {
            np.start += 1;
        }
        while np.start < np.end && (mark(np.end - 1) || self.tags[np.end - 1] == Tag::POS) {
            np.end -= 1;
        }
        (np.start < np.end).then_some(np)
    }

    /// The phrase's parts between commas.
    fn segments(&self, np: &Range<usize>) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let mut start = np.start;
        for i in np.clone() {
            if matches!(self.tokens.word(i), "," | "(" | "—" | "–") {
                out.push(start..i);
                start = i + 1;
            }
        }
        out.push(start..np.end);
        out.retain(|it| !it.is_empty());
        out
    }

    /// Does a person's name end before the token, or one that no table knows and that looks like it?
    pub(super) fn person_ends_at(&self, end: usize) -> bool {
        self.name_ending(end).is_some_and(|n| {
            let name = &self.names[n];
            self.is_person(n)
                || !matches!(name.sort, Sort::Place(_) | Sort::Body(_) | Sort::Title) && self.kind_of_unknown(n) == ActorKind::Person
        })
    }

    /// The name that the phrase is about: its head, or in apposition to its head.
    pub(super) fn name_at_head(&self, np: &Range<usize>) -> Option<usize> {
        let segments = self.segments(np);
        let first = self.head_name(segments.first()?);
        let person = |n: usize| self.is_person(n);
        if let Some(n) = first.filter(|&n| person(n)) {
            return Some(n);
        }
        // "the union's president, Ada Marsh"; but "the office of the president, Ada Marsh" is an office.
        let head = self.parser().base_end(&segments[0]) - 1;
        if gazetteer().nominal(self.tokens.word(head)).is_some_and(|it| matches!(it.class, Class::Body | Class::Document)) {
            return first;
        }
        let apposed = segments.iter().skip(1).find_map(|it| self.head_name(it).filter(|&n| person(n) && self.opens(n, it)));
        first.or(apposed)
    }

    fn is_person(&self, n: usize) -> bool {
        self.names[n].sort == Sort::Person || self.owners[n].is_some_and(|at| self.actors[at].kind == ActorKind::Person)
    }

    /// Does the segment start with the name, or its title?
    fn opens(&self, n: usize, segment: &Range<usize>) -> bool {
        let name = &self.names[n];
        let start = name.title.as_ref().map_or(name.range.start, |title| title.start);
        (segment.start..start).all(|i| self.tags[i].is_noun() || matches!(self.tags[i], Tag::JJ | Tag::DT))
    }

    fn head_name(&self, segment: &Range<usize>) -> Option<usize> {
        let end = self.parser().base_end(segment);
        let ends_at =
            |end: usize| self.name_ending(end).filter(|&n| self.names[n].range.start >= segment.start && self.stands(self.names[n].sort));
        // The head's noun may be followed by a possessive that owns nothing.
        if let Some(n) = ends_at(end) {
            return Some(n);
        }
        // "Director of the Selm Council Ada Marsh", "team coach for Arland Ada Marsh"
        let last = ends_at(segment.end).filter(|&n| self.names[n].sort == Sort::Person)?;
        let name = &self.names[last];
        let start = name.title.as_ref().map_or(name.range.start, |title| title.start);
        if start <= segment.start {
            return Some(last);
        }
        let before = start - 1;
        let link = matches!(self.tags[before], Tag::IN | Tag::TO | Tag::DT | Tag::CC | Tag::POS | Tag::PRPS) || self.tags[before].is_verb();
        (!link).then_some(last)
    }

    /// Can a name of this sort be a speaker by itself?
    fn stands(&self, sort: Sort) -> bool {
        !matches!(sort, Sort::Title | Sort::Place(Place { kind: PlaceKind::Demonym, .. }))
    }

    /// The actor of a name, made when the text had no need of one before.
    pub(super) fn actor_of_name(&mut self, n: usize) -> usize {
        if let Some(at) = self.owners[n] {
            return at;
        }
        let form = shown(self.tokens, &self.names[n].range);
        let at = match self.names[n].sort {
            Sort::Place(place) if matches!(place.kind, PlaceKind::State | PlaceKind::Capital) => self.state(n, place.state),
            Sort::Body(Body { kind, .. }) => self.add(EntityActor::new(form.clone(), kind)),
            Sort::Person => self.add(EntityActor::new(form.clone(), ActorKind::Person)),
            Sort::Place(_) => self.add(EntityActor::new(form.clone(), ActorKind::GovernmentBody)),
            _ => self.add(EntityActor::new(form.clone(), self.kind_of_unknown(n))),
        };
        let same = self.unowned.remove(&form).unwrap_or_default();
        for m in same.into_iter().filter(|&m| self.owners[m].is_none()).collect::<Vec<_>>() {
            self.owners[m] = Some(at);
            self.mention(self.names[m].range.clone(), at, Form::Name);
        }
        at
    }

    /// A speaker that no table knows: two capitals or a titled one are a person, a plural is a group, one alone is a body.
    pub(super) fn kind_of_unknown(&self, n: usize) -> ActorKind {
        let range = &self.names[n].range;
        let article = range.start > 0 && self.tokens.is(range.start - 1, "the");
        let titled = range.start > 0 && gazetteer().title(self.tokens.word(range.start - 1)).head && !self.tokens.capital(range.start - 1);
        if matches!(self.tags[range.end - 1], Tag::NNPS | Tag::NNS) && (article || range.len() == 1) {
            return ActorKind::Group;
        }
        let words = range.clone().all(|i| self.tags[i].is_proper());
        if titled || range.len() > 1 && range.len() < 4 && !article && words { ActorKind::Person } else { ActorKind::Organisation }
    }

    /// "Ada Marsh and Orla Finch": several speak as one.
    fn several(&mut self, np: &Range<usize>) -> Option<usize> {
        let segments = self.segments(np);
        if segments.len() > 2 {
            return None;
        }
        let and =
            np.clone().find(|&i| self.tokens.is_any(i, &["and", "&"]) && i > np.start && i + 1 < np.end && self.name_over(i).is_none())?;
        let left = self.head_name(&(np.start..and))?;
        let right = self.head_name(&(and + 1..np.end))?;
        // "professor and author Ada Marsh" is one person; "Ada Marsh and others" is not.
        if self.names[left].range.end != and || self.names[left].range.start < np.start {
            return None;
        }
        let name = self.description(np);
        if let Some(at) = self.actors.iter().position(|actor| actor.plural && actor.name == name) {
            return Some(at);
        }
        let both = self.is_person(left) && self.is_person(right);
        let persons = self.is_person(left) || self.is_person(right);
        let (a, b) = (self.actor_of_name(left), self.actor_of_name(right));
        let mut actor = EntityActor::new(name, ActorKind::Group);
        actor.plural = true;
        actor.count = both.then_some(2);
        actor.head = Some(if persons { "and persons" } else { "and bodies" }.to_owned());
        actor.affiliation = self.actors[a].affiliation.clone().filter(|it| self.actors[b].affiliation.as_ref() == Some(it));
        Some(self.add(actor))
    }

    /// The words of a description: a capital that only opens the sentence is lowered.
    pub(super) fn description(&self, np: &Range<usize>) -> String {
        let text = shown(self.tokens, np);
        let opens = matches!(
            self.tags[np.start],
            Tag::DT | Tag::PDT | Tag::CD | Tag::IN | Tag::RB | Tag::PRPS | Tag::JJ | Tag::NN | Tag::NNS | Tag::JJS
        );
        let stands = |n: usize| self.owners[n].is_some() || !matches!(self.names[n].sort, Sort::Title | Sort::Other);
        let name = self.name_over(np.start);
        let named = name.is_some_and(stands);
        let acronym = self.tokens.word(np.start).chars().filter(|c| c.is_uppercase()).count() > 1;
        // A word that stands capitalised in mid-sentence elsewhere is a name, whatever it is tagged as here.
        let word = self.tokens.word(np.start);
        let known = word.len() > 3 && self.proper.contains(word);
        if !opens && name.is_some() || named || acronym || known {
            return text;
        }
        let mut chars = text.chars();
        chars.next().map(|c| c.to_lowercase().chain(chars).collect()).unwrap_or_default()
    }

    fn is_document(&self, at: usize) -> bool {
        let head = self.actors[at].head.as_deref();
        head.and_then(|head| gazetteer().nominal(head)).is_some_and(|it| it.class == Class::Document)
    }

    /// How much of the source is given.
    pub(super) fn anonymity(&self, at: usize) -> Anonymity {
        let actor = &self.actors[at];
        match actor.kind {
            ActorKind::Person => Anonymity::Named,
            // "a ministry report": the institution's, without a speaker.
            ActorKind::Unnamed if actor.affiliation.is_some() && self.is_document(at) => Anonymity::Office,
            ActorKind::Unnamed => Anonymity::Anonymous,
            ActorKind::Group if actor.head.as_deref() == Some("and persons") => Anonymity::Named,
            ActorKind::Group if actor.head.as_deref() == Some("and bodies") => Anonymity::Office,
            ActorKind::Group => Anonymity::Collective,
            _ => Anonymity::Office,
        }
    }
}
