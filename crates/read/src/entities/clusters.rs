//! Which names are one actor. Takes the names of a text, fills in actors with their fullest form,
//! mentions, roles, affiliation and gender, and notes near spellings of a known name.

use std::collections::BTreeSet;
use std::ops::Range;

use armistice_types::statement::ActorKind;

use super::bodies::{is_acronym, same_body};
use super::gazetteer::{PlaceKind, gazetteer};
use super::names::{Cutter, Sort};
use super::persons::{near, short_form};
use super::{Entities, EntityActor, Form, key, shown};
use crate::tags::Tag;
use crate::tokens::Kind;

/// Words before a place that say where, not who.
const WHERE: [&str; 17] = [
    "in",
    "at",
    "near",
    "into",
    "across",
    "inside",
    "outside",
    "throughout",
    "around",
    "to",
    "from",
    "through",
    "over",
    "of",
    "towards",
    "toward",
    "within",
];

/// What only states have.
const OF_STATES: [&str; 9] = [
    "army",
    "navy",
    "parliament",
    "prime minister",
    "foreign minister",
    "defence minister",
    "defense minister",
    "foreign ministry",
    "head of state",
];

impl Entities<'_> {
    pub(super) fn cutter(&self) -> Cutter<'_> {
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
        self.unknown_states();
        for n in 0..self.names.len() {
            let place = matches!(self.names[n].sort, Sort::Place(place) if place.kind != PlaceKind::Demonym && place.kind != PlaceKind::State)
                && !self.says_where(n);
            if self.owners[n].is_none() && matches!(self.names[n].sort, Sort::Person | Sort::Other) {
                self.short_name(n);
            } else if self.owners[n].is_none()
                && place
                && self.names[n].range.len() == 1
                && let Some(at) = self.person_named(&shown(self.tokens, &self.names[n].range), n)
            {
                self.give(n, at);
            }
        }
        for n in (0..self.names.len()).filter(|&n| self.owners[n].is_none()) {
            self.unowned.entry(shown(self.tokens, &self.names[n].range)).or_default().push(n);
        }
        let mut mentions: Vec<(Range<usize>, usize)> =
            self.names.iter().zip(&self.owners).filter_map(|(name, owner)| Some((name.range.clone(), (*owner)?))).collect();
        mentions.sort_by_key(|(range, _)| range.start);
        for (range, actor) in mentions {
            self.mention(range, actor, Form::Name);
        }
    }

    /// A single name that owns what only states own ("Arland's prime minister") is a state, wherever it stands.
    fn unknown_states(&mut self) {
        let word = |n: usize| (self.names[n].range.len() == 1).then(|| self.tokens.word(self.names[n].range.start));
        let states: BTreeSet<&str> =
            (0..self.names.len()).filter(|&n| self.names[n].sort == Sort::Other && self.owns_state(n)).filter_map(word).collect();
        let free: Vec<usize> = (0..self.names.len())
            .filter(|&n| self.owners[n].is_none() && word(n).is_some_and(|it| states.contains(it)) && !self.says_where(n))
            .collect();
        for n in free {
            let form = shown(self.tokens, &self.names[n].range);
            let surname = self.known.with_word(&form).any(|at| short_form(&form, &self.actors[at].name) > 0);
            if !surname {
                let known = self.actors.iter().position(|actor| actor.kind == ActorKind::State && actor.name == form);
                let at = known.unwrap_or_else(|| self.add(EntityActor::new(form, ActorKind::State)));
                self.own(n, at);
            }
        }
    }

    /// "Arland's foreign minister", "Arland's army"
    fn owns_state(&self, n: usize) -> bool {
        let mark = self.names[n].range.end;
        let two = format!("{} {}", self.tokens.lower(mark + 1), self.tokens.lower(mark + 2));
        let one = self.tokens.lower(mark + 1);
        self.tags.get(mark) == Some(&Tag::POS) && (OF_STATES.contains(&one.as_str()) || OF_STATES.contains(&two.as_str()))
    }

    /// Ties a name to an actor.
    fn give(&mut self, n: usize, at: usize) {
        self.owners[n] = Some(at);
        self.known.owns(at, n);
    }

    /// Ties a name to an actor and keeps the fullest form.
    pub(super) fn own(&mut self, n: usize, at: usize) {
        self.give(n, at);
        let form = shown(self.tokens, &self.names[n].range);
        let actor = &mut self.actors[at];
        let fuller = form.split_whitespace().count() > actor.name.split_whitespace().count()
            || form.chars().count() > actor.name.chars().count() && (actor.kind != ActorKind::Person || is_acronym(&actor.name, &form));
        if fuller {
            if actor.kind == ActorKind::Person {
                self.known.person(at, &form);
            }
            actor.name = form;
        }
    }

    fn full_person(&mut self, n: usize) {
        let form = shown(self.tokens, &self.names[n].range);
        let title = self.cutter().title_before(&self.names[n]);
        let known = self.known.same(&form, &|at| self.actors[at].name.as_str());
        let near = known.or_else(|| self.near_spelling(&form));
        if let Some(at) = near {
            if known.is_none() {
                self.variants.push((self.names[n].range.clone(), self.actors[at].name.clone()));
                self.give(n, at);
            } else {
                self.own(n, at);
            }
            return;
        }
        // Two capitals in a row are a person only with more to show for it.
        let given = gazetteer().is_given(self.tokens.word(self.names[n].range.start));
        let apposed = self.cutter().title_after(&self.names[n], &self.names).is_some()
            || self.cutter().title_further_before(&self.names[n]).is_some();
        if given || title.is_some() || apposed || self.acts_as_person(n) && !self.says_where(n) {
            let mut actor = EntityActor::new(form, ActorKind::Person);
            actor.gender = gazetteer().gender(self.tokens.word(self.names[n].range.start));
            let at = self.add(actor);
            self.give(n, at);
        }
    }

    /// A person whose full name differs in the spelling of one word.
    fn near_spelling(&self, form: &str) -> Option<usize> {
        let words: Vec<&str> = form.split_whitespace().collect();
        self.known.alike(form).into_iter().find(|&at| {
            let known: Vec<&str> = self.actors[at].name.split_whitespace().collect();
            let differ: Vec<usize> = (0..words.len().min(known.len())).filter(|&i| words[i] != known[i]).collect();
            words.len() == known.len() && matches!(differ[..], [i] if near(words[i], known[i]))
        })
    }

    /// A surname, or a name that no table explains.
    fn short_name(&mut self, n: usize) {
        let name = self.names[n].clone();
        let form = shown(self.tokens, &name.range);
        if let Some(at) = self.person_named(&form, n) {
            self.give(n, at);
            return;
        }
        let spelled = |at: &usize| self.actors[*at].name.split_whitespace().last().is_some_and(|last| near(last, &form));
        let near = if name.range.len() == 1 { self.known.near_last(&form).find(spelled) } else { None };
        if let Some(at) = near.filter(|_| gazetteer().nominal(&form).is_none()) {
            self.variants.push((name.range, self.actors[at].name.clone()));
            self.give(n, at);
            return;
        }
        let body = self.known.others.iter().copied().find(|&at| same_body(&self.actors[at].name, &form));
        if let Some(at) = body {
            self.own(n, at);
        } else if name.title.is_some() {
            let mut actor = EntityActor::new(form, ActorKind::Person);
            actor.gender = self.cutter().title_before(&name).and_then(|it| it.gender);
            let at = self.add(actor);
            self.give(n, at);
        }
    }

    /// The person that a short form points to: the one mentioned last before it, else first after it.
    fn person_named(&self, form: &str, n: usize) -> Option<usize> {
        let gender = self.cutter().title_before(&self.names[n]).and_then(|it| it.gender);
        let fits = |at: usize| {
            let actor = &self.actors[at];
            let score = short_form(form, &actor.name);
            if gender.is_some() && actor.gender.is_some() && gender != actor.gender { 0 } else { score }
        };
        let best = self.known.with_word(form).map(fits).max().filter(|&best| best > 0)?;
        let place = gazetteer().place(form).is_some() || gazetteer().body(form).is_some();
        if best < 3 && place {
            return None;
        }
        let named = self.known.with_word(form).filter(|&at| fits(at) == best).filter_map(|at| Some((self.known.nearest(at, n)?, at)));
        named.max_by_key(|(name, _)| if *name < n { (true, *name) } else { (false, usize::MAX - name) }).map(|(_, at)| at)
    }

    fn body(&mut self, n: usize, kind: ActorKind, state: Option<&'static str>) -> usize {
        let form = key(self.tokens, &self.names[n].range);
        let clash = |actor: &EntityActor| matches!((actor.state, state), (Some(a), Some(b)) if a != b);
        let known = self.known.others.iter().copied().find(|&at| !clash(&self.actors[at]) && same_body(&self.actors[at].name, &form));
        // "Korean Central News Agency (KCNA)"
        let bracket = n.checked_sub(1).filter(|&m| {
            let gap = self.names[m].range.end..self.names[n].range.start;
            gap.len() <= 2 && gap.clone().any(|i| self.tokens.is(i, "(")) && self.tokens.is(self.names[n].range.end, ")")
                || gap.len() == 2 && self.tokens.is(gap.start, "(") && self.tokens.kind(gap.start + 1) == Kind::Quote
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

    /// The same by the state's own name.
    pub(super) fn state_named(&mut self, state: &'static str, words: &Range<usize>) -> usize {
        let known = self.actors.iter().position(|actor| actor.kind == ActorKind::State && actor.state == Some(state));
        let at = known.unwrap_or_else(|| {
            let mut actor = EntityActor::new(state.to_owned(), ActorKind::State);
            actor.state = Some(state);
            self.add(actor)
        });
        self.mention(words.clone(), at, Form::Name);
        at
    }

    fn says_where(&self, n: usize) -> bool {
        let mut before = self.names[n].range.start;
        while before > 0 && self.tokens.is_any(before - 1, &["the", "southern", "northern", "eastern", "western", "central"]) {
            before -= 1;
        }
        before > 0 && self.tokens.is_any(before - 1, &WHERE)
    }
}
