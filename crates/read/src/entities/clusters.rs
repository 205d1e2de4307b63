//! Which names are one actor. Takes the names of a text, fills in actors with their fullest form,
//! mentions, roles, affiliation and gender, and notes near spellings of a known name.

use std::ops::Range;

use armistice_types::statement::ActorKind;

use super::bodies::{has_head, is_acronym, same_body};
use super::describe::{Described, Owner};
use super::gazetteer::{Class, PlaceKind, gazetteer};
use super::names::{Cutter, Name, Sort};
use super::persons::{near, same_person, short_form};
use super::{Entities, EntityActor, Form, key, shown};
use crate::tokens::Kind;

/// Words before a place that say where, not who.
const WHERE: [&str; 17] = [
    "in", "at", "near", "into", "across", "inside", "outside", "throughout", "around", "to", "from", "through", "over", "of", "towards", "toward", "within",
];

impl Entities<'_> {
    fn cutter(&self) -> Cutter<'_> {
        Cutter { tokens: self.tokens, tags: self.tags }
    }

    /// Gives every name that has one its actor.
    pub(super) fn cluster(&mut self) {
        for n in 0..self.names.len() {
            match self.names[n].sort {
                Sort::Person if self.names[n].range.len() > 1 => self.full_person(n),
                Sort::Body(body) => {
                    let at = self.body(n, body.kind, body.state);
                    self.own(n, at);
                }
                Sort::Place(place) if place.kind == PlaceKind::State && !self.says_where(n) => {
                    let at = self.state(n, place.state);
                    self.own(n, at);
                }
                _ => {}
            }
        }
        for n in 0..self.names.len() {
            let place = matches!(self.names[n].sort, Sort::Place(place) if place.kind != PlaceKind::Demonym && place.kind != PlaceKind::State) && !self.says_where(n);
            if self.owners[n].is_none() && matches!(self.names[n].sort, Sort::Person | Sort::Other) {
                self.short_name(n);
            } else if self.owners[n].is_none() && place && self.names[n].range.len() == 1 {
                self.owners[n] = self.person_named(&shown(self.tokens, &self.names[n].range), n);
            }
        }
        let mut mentions: Vec<(Range<usize>, usize)> = self.names.iter().zip(&self.owners).filter_map(|(name, owner)| Some((name.range.clone(), (*owner)?))).collect();
        mentions.sort_by_key(|(range, _)| range.start);
        for (range, actor) in mentions {
            self.mention(range, actor, Form::Name);
        }
    }

    /// Ties a name to an actor and keeps the fullest form.
    pub(super) fn own(&mut self, n: usize, at: usize) {
        self.owners[n] = Some(at);
        let form = shown(self.tokens, &self.names[n].range);
        let actor = &mut self.actors[at];
        let fuller = form.split_whitespace().count() > actor.name.split_whitespace().count()
            || form.chars().count() > actor.name.chars().count() && (actor.kind != ActorKind::Person || is_acronym(&actor.name, &form));
        if fuller {
            actor.name = form;
        }
    }

    fn full_person(&mut self, n: usize) {
        let form = shown(self.tokens, &self.names[n].range);
        let title = self.cutter().title_before(&self.names[n]);
        let known = self.actors.iter().position(|actor| actor.kind == ActorKind::Person && same_person(&actor.name, &form));
        let near = known.or_else(|| self.near_spelling(&form));
        if let Some(at) = near {
            if known.is_none() {
                self.variants.push((self.names[n].range.clone(), self.actors[at].name.clone()));
                self.owners[n] = Some(at);
            } else {
                self.own(n, at);
            }
            return;
        }
        // Two capitals in a row are a person only with more to show for it.
        let given = gazetteer().is_given(self.tokens.word(self.names[n].range.start));
        let apposed = self.cutter().title_after(&self.names[n], &self.names).is_some() || self.cutter().title_further_before(&self.names[n]).is_some();
        if given || title.is_some() || apposed || self.speaks(n) {
            let mut actor = EntityActor::new(form, ActorKind::Person);
            actor.gender = gazetteer().gender(self.tokens.word(self.names[n].range.start));
            let at = self.add(actor);
            self.owners[n] = Some(at);
        }
    }

    /// Does a verb of saying stand beside the name?
    fn speaks(&self, n: usize) -> bool {
        let range = &self.names[n].range;
        let say = |i: usize| crate::lexicon::cues::is_plain_say(&self.tokens.lower(i));
        say(range.end) || range.start > 0 && say(range.start - 1) || self.tokens.is(range.end, "who")
    }

    /// A person whose full name differs in the spelling of one word.
    fn near_spelling(&self, form: &str) -> Option<usize> {
        let words: Vec<&str> = form.split_whitespace().collect();
        self.actors.iter().position(|actor| {
            let known: Vec<&str> = actor.name.split_whitespace().collect();
            let differ: Vec<usize> = (0..words.len().min(known.len())).filter(|&i| words[i] != known[i]).collect();
            actor.kind == ActorKind::Person && words.len() == known.len() && matches!(differ[..], [i] if near(words[i], known[i]))
        })
    }

    /// A surname, or a name that no table explains.
    fn short_name(&mut self, n: usize) {
        let name = self.names[n].clone();
        let form = shown(self.tokens, &name.range);
        if let Some(at) = self.person_named(&form, n) {
            self.owners[n] = Some(at);
            return;
        }
        if name.range.len() == 1
            && let Some(at) = self.actors.iter().position(|actor| actor.kind == ActorKind::Person && actor.name.split_whitespace().last().is_some_and(|last| near(last, &form)))
            && gazetteer().nominal(&form).is_none()
        {
            self.variants.push((name.range.clone(), self.actors[at].name.clone()));
            self.owners[n] = Some(at);
            return;
        }
        let body = self.actors.iter().position(|actor| !matches!(actor.kind, ActorKind::Person | ActorKind::State) && same_body(&actor.name, &form));
        if let Some(at) = body {
            self.own(n, at);
        } else if name.title.is_some() {
            let mut actor = EntityActor::new(form, ActorKind::Person);
            actor.gender = self.cutter().title_before(&name).and_then(|it| it.gender);
            let at = self.add(actor);
            self.owners[n] = Some(at);
        }
    }

    /// The person that a short form points to: the one mentioned last before it, else first after it.
    fn person_named(&self, form: &str, n: usize) -> Option<usize> {
        let gender = self.cutter().title_before(&self.names[n]).and_then(|it| it.gender);
        let fits = |at: usize| {
            let actor = &self.actors[at];
            let score = if actor.kind == ActorKind::Person { short_form(form, &actor.name) } else { 0 };
            if gender.is_some() && actor.gender.is_some() && gender != actor.gender { 0 } else { score }
        };
        let best = (0..self.actors.len()).map(fits).max().filter(|&best| best > 0)?;
        let place = gazetteer().place(form).is_some() || gazetteer().body(form).is_some();
        if best < 3 && place {
            return None;
        }
        let at = self.names[n].range.start;
        let mut last = None;
        for (m, owner) in self.owners.iter().enumerate() {
            let Some(owner) = *owner else { continue };
            if fits(owner) == best && (self.names[m].range.start < at || last.is_none()) {
                last = Some(owner);
            }
        }
        last
    }

    fn body(&mut self, n: usize, kind: ActorKind, state: Option<&'static str>) -> usize {
        let form = key(self.tokens, &self.names[n].range);
        let clash = |actor: &EntityActor| matches!((actor.state, state), (Some(a), Some(b)) if a != b);
        let known = self.actors.iter().position(|actor| !matches!(actor.kind, ActorKind::Person | ActorKind::State) && !clash(actor) && same_body(&actor.name, &form));
        // "Korean Central News Agency (KCNA)"
        let bracket = n.checked_sub(1).filter(|&m| {
            let gap = self.names[m].range.end..self.names[n].range.start;
            gap.len() <= 2 && gap.clone().any(|i| self.tokens.is(i, "(")) && self.tokens.is(self.names[n].range.end, ")") || gap.len() == 2 && self.tokens.is(gap.start, "(") && self.tokens.kind(gap.start + 1) == Kind::Quote
        });
        let bracketed = bracket.and_then(|m| self.owners[m]).filter(|&at| is_acronym(&form, &self.actors[at].name));
        if let Some(at) = known.or(bracketed) {
            self.actors[at].state = self.actors[at].state.or(state);
            return at;
        }
        let mut actor = EntityActor::new(shown(self.tokens, &self.names[n].range), kind);
        actor.state = state;
        self.add(actor)
    }

    /// The actor of a state; made when there is none.
    pub(super) fn state(&mut self, n: usize, state: Option<&'static str>) -> usize {
        if let Some(at) = self.actors.iter().position(|actor| actor.kind == ActorKind::State && actor.state == state) {
            return at;
        }
        let mut actor = EntityActor::new(shown(self.tokens, &self.names[n].range), ActorKind::State);
        actor.state = state;
        self.add(actor)
    }

    fn says_where(&self, n: usize) -> bool {
        let mut before = self.names[n].range.start;
        while before > 0 && self.tokens.is_any(before - 1, &["the", "southern", "northern", "eastern", "western", "central"]) {
            before -= 1;
        }
        before > 0 && self.tokens.is_any(before - 1, &WHERE)
    }

    /// Titles and affiliations of all persons.
    pub(super) fn affiliate(&mut self) {
        let mut found: Vec<(usize, Described)> = Vec::new();
        for (name, owner) in self.names.iter().zip(&self.owners) {
            let Some(at) = owner.filter(|&at| self.actors[at].kind == ActorKind::Person) else { continue };
            let cutter = self.cutter();
            let after = cutter.title_after(name, &self.names);
            found.extend([cutter.title_before(name), after, cutter.title_further_before(name), self.belongs_after(name)].into_iter().flatten().map(|it| (at, it)));
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
        let named = self.names.iter().position(|it| it.range.start == first && matches!(it.sort, Sort::Body(_)));
        let range = match named {
            Some(n) => self.names[n].range.clone(),
            None => {
                let head = (first..first + 4).find(|&i| gazetteer().nominal(self.tokens.word(i)).is_some_and(|it| it.class == Class::Body))?;
                (first > link + 1).then_some(first..head + 1)?
            }
        };
        Some(Described { role: String::new(), owner: Some(Owner::Words(range.clone())), gender: None, range })
    }

    /// The name of the body or state that a title belongs to.
    pub(super) fn affiliation(&self, owner: &Owner, at: usize) -> Option<String> {
        match owner {
            Owner::State(state) => Some(self.actors.iter().find(|actor| actor.kind == ActorKind::State && actor.state == Some(*state)).map_or_else(|| (*state).to_owned(), |actor| actor.name.clone())),
            Owner::Words(range) => self.body_in(range).or_else(|| self.body_described(range, at)).map(|at| self.actors[at].name.clone()).or_else(|| self.own_words(range)),
            Owner::Pronoun(i) => self.owner_of(*i),
        }
    }

    fn body_in(&self, range: &Range<usize>) -> Option<usize> {
        let named = (0..self.names.len()).filter(|&n| self.names[n].range.start >= range.start && self.names[n].range.end <= range.end);
        named.filter_map(|n| self.owners[n]).next()
    }

    /// "the union", "the employers' association": the body of that kind mentioned last before, else the only one.
    pub(super) fn body_described(&self, range: &Range<usize>, at: usize) -> Option<usize> {
        let head = self.tokens.lower(range.end.checked_sub(1)?);
        if head == "country" {
            let states = self.mentions.iter().filter(|it| it.tokens.start < at && self.actors[it.actor].kind == ActorKind::State);
            return states.max_by_key(|it| it.tokens.start).map(|it| it.actor);
        }
        let fits = |it: usize| !matches!(self.actors[it].kind, ActorKind::Person | ActorKind::State) && has_head(&self.actors[it].name, &head);
        let before = self.mentions.iter().filter(|it| it.tokens.start < at && fits(it.actor)).max_by_key(|it| it.tokens.start);
        before.map(|it| it.actor).or_else(|| {
            let all: Vec<usize> = (0..self.actors.len()).filter(|&it| fits(it)).collect();
            if let [one] = all[..] { Some(one) } else { None }
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
            let plural = (sentence.start..pronoun).find(|&i| gazetteer().nominal(self.tokens.word(i)).is_some_and(|it| it.plural && it.class == Class::Person));
            if let Some(i) = plural {
                return Some(self.tokens.lower(i));
            }
        }
        self.it(pronoun).map(|at| self.actors[at].name.clone())
    }
}
