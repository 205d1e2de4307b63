//! Descriptions: "the union", "its president", "two officials". Takes a noun phrase that is no name,
//! gives the actor it points back to; an indefinite one, or one that points to nobody known, makes
//! an actor as described.

use std::ops::Range;

use armistice_types::statement::ActorKind;

use super::bodies::has_words;
use super::describe::LINKS;
use super::gazetteer::{Class, Nominal, PlaceKind, gazetteer};
use super::names::{Cutter, Sort};
use super::phrase::{Phrase, Points};
use super::{Context, Entities, EntityActor, Gender};
use crate::tags::Tag;

/// Words that make another office of a title.
const OTHER_OFFICE: [&str; 9] = ["vice", "deputy", "former", "assistant", "ex", "then", "acting", "late", "shadow"];

/// Participles that name a document's author behind "by"; "seen by" does not.
const AUTHORED: [&str; 11] =
    ["issued", "written", "sent", "published", "released", "signed", "conducted", "prepared", "commissioned", "produced", "posted"];
/// How far back, in sentences, a noun that fits any body reaches.
const NEAR: usize = 2;

/// Whose a description is.
struct Belongs {
    /// The body's or person's name; `None` when nothing is said of it.
    to: Option<String>,
    state: Option<&'static str>,
    /// Is something said that could not be resolved?
    unknown: bool,
}

impl Entities<'_> {
    /// The actor of a description, and how many of it speak where it is a part.
    pub(super) fn described(&mut self, np: &Range<usize>, context: Context<'_>) -> (usize, Option<u32>) {
        let phrase = self.parser().phrase(np);
        if let Some(whole) = phrase.whole.clone() {
            return self.part(np, &phrase, &whole);
        }
        let nominal = self.parser().nominal(&phrase);
        let belongs = self.belongs(&phrase);
        let found = self.author(&phrase, nominal).or_else(|| self.antecedent(&phrase, nominal, &belongs, context));
        if let Some(at) = found {
            let part = self.actors[at].plural && !phrase.plural && self.actors[at].kind == ActorKind::Unnamed;
            return (at, part.then_some(1));
        }
        (self.make(np, &phrase, nominal, belongs), None)
    }

    /// "one of the sources": the actor they are, where they were met before.
    fn part(&mut self, np: &Range<usize>, phrase: &Phrase, whole: &Range<usize>) -> (usize, Option<u32>) {
        let first = self.tokens.lower(np.start);
        let count = super::phrase::number(&first);
        let inner = self.parser().phrase(whole);
        let nominal = self.parser().nominal(&inner);
        if inner.points == Points::Definite
            && let Some(at) = self.same_description(&inner, nominal)
        {
            return (at, count);
        }
        let belongs = self.belongs(&inner);
        let at = self.make(np, &Phrase { count, plural: count != Some(1), ..inner }, nominal, belongs);
        let _ = phrase;
        (at, None)
    }

    /// Whoever a document is by: "a CIA report", "the union's letter".
    fn author(&mut self, phrase: &Phrase, nominal: Option<&Nominal>) -> Option<usize> {
        let lemma = nominal.filter(|it| it.class == Class::Document)?.lemma;
        let words = phrase.owner.clone().unwrap_or_else(|| phrase.modifiers.clone());
        let speaks = |n: usize| matches!(self.names[n].sort, Sort::Body(_) | Sort::Person) || self.owners[n].is_some();
        let before = (0..self.names.len()).find(|&n| self.names[n].range.end == words.end && self.names[n].range.start >= words.start && speaks(n));
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
        self.names.iter().position(starts).filter(|_| behind)
    }

    fn antecedent(&self, phrase: &Phrase, nominal: Option<&Nominal>, belongs: &Belongs, context: Context<'_>) -> Option<usize> {
        let titled = self.tokens.capital(phrase.head) && gazetteer().title(self.tokens.word(phrase.head)).head;
        if phrase.points == Points::Indefinite || phrase.points == Points::Bare && !titled {
            return self.same_words(phrase);
        }
        let role = || self.by_role(phrase, belongs, context);
        let body = || nominal.filter(|it| it.class == Class::Body).and_then(|it| self.by_kind(phrase, it, belongs));
        role().or_else(|| self.same_description(phrase, nominal)).or_else(body)
    }

    /// A person whose title the words repeat.
    fn by_role(&self, phrase: &Phrase, belongs: &Belongs, context: Context<'_>) -> Option<usize> {
        if phrase.plural || belongs.unknown {
            return None;
        }
        let head = self.tokens.lower(phrase.head);
        let wanted: Vec<String> = phrase.modifiers.clone().filter(|&i| !self.in_owner(i)).map(|i| self.tokens.lower(i)).collect();
        let fits = |at: usize| {
            let actor = &self.actors[at];
            let other = belongs.to.is_some() && actor.affiliation.is_some() && actor.affiliation != belongs.to;
            let unsaid = belongs.to.is_some() && actor.affiliation.is_none();
            actor.kind == ActorKind::Person && !other && !unsaid && actor.roles.iter().any(|role| repeats(role, &head, &wanted))
        };
        let before = self.mentions.iter().filter(|it| it.tokens.start < phrase.range.start && fits(it.actor));
        let last = before.max_by_key(|it| (it.tokens.start, it.actor)).map(|it| it.actor);
        let _ = context;
        last.or_else(|| {
            let all: Vec<usize> = (0..self.actors.len()).filter(|&at| fits(at)).collect();
            if let [one] = all[..] { Some(one) } else { None }
        })
    }

    /// Is the word part of a name that says to whom the description belongs?
    fn in_owner(&self, i: usize) -> bool {
        self.names.iter().any(|name| name.range.contains(&i) && !matches!(name.sort, Sort::Title | Sort::Other))
    }

    /// An earlier description with the very same words.
    fn same_words(&self, phrase: &Phrase) -> Option<usize> {
        let name = self.description(&phrase.range);
        let name = name.strip_prefix("the ").unwrap_or(&name);
        let nominal = self.parser().nominal(phrase);
        let one = !phrase.plural && nominal.is_some_and(|it| matches!(it.class, Class::Person | Class::Source));
        // "an official" twice may be two officials.
        let (one, few) = (one, nominal.is_some_and(|it| it.class == Class::Source));
        if one || few {
            return None;
        }
        self.actors.iter().position(|actor| actor.head.is_some() && actor.name == name)
    }

    /// An earlier description with the same head and nothing that speaks against it.
    fn same_description(&self, phrase: &Phrase, nominal: Option<&Nominal>) -> Option<usize> {
        let head = nominal.map_or_else(|| self.tokens.lower(phrase.head), |it| it.lemma.to_owned());
        let wanted: Vec<String> = phrase.modifiers.clone().map(|i| self.tokens.lower(i)).filter(|it| super::phrase::number(it).is_none() && !is_ordinal(it)).collect();
        let fits = |at: usize| {
            let actor = &self.actors[at];
            let number = actor.plural == phrase.plural || actor.plural && !phrase.plural && actor.kind == ActorKind::Unnamed;
            actor.head.as_deref() == Some(&head) && number && has_words(&actor.name, &wanted)
        };
        let before = self.mentions.iter().filter(|it| it.tokens.start < phrase.range.start && fits(it.actor));
        before.max_by_key(|it| (it.tokens.start, it.actor)).map(|it| it.actor)
    }

    /// A named body of the kind that the noun stands for.
    fn by_kind(&self, phrase: &Phrase, nominal: &Nominal, belongs: &Belongs) -> Option<usize> {
        if phrase.plural || phrase.owner.is_some() || belongs.unknown {
            return None;
        }
        let wanted: Vec<String> = phrase.modifiers.clone().map(|i| self.tokens.lower(i)).collect();
        let head = phrase.head..phrase.head + 1;
        if let Some(at) = self.body_described(&head, phrase.range.start).filter(|&at| has_words(&self.actors[at].name, &wanted) || self.owns_words(at, phrase)) {
            return Some(at);
        }
        let generic = ["organization", "organisation", "company", "group", "agency", "firm", "country", "nation", "newspaper", "paper", "broadcaster", "party", "movement", "militia", "network", "channel", "outlet", "giant", "corporation", "body", "magazine", "daily"];
        if !wanted.is_empty() || !generic.contains(&nominal.lemma) {
            return None;
        }
        let fits = |at: usize| nominal.refers.contains(&self.actors[at].kind) && self.actors[at].head.is_none();
        let here = self.tokens.sentence_of(phrase.head);
        let near = |it: &&super::Mention| it.tokens.start < phrase.range.start && here - self.tokens.sentence_of(it.tokens.start) <= NEAR;
        let mut all: Vec<usize> = self.mentions.iter().filter(near).map(|it| it.actor).filter(|&at| fits(at)).collect();
        all.sort_unstable();
        all.dedup();
        // Of two that fit, neither is meant for certain.
        if let [one] = all[..] { Some(one) } else { None }
    }

    /// Do the modifiers name the body's own state?
    fn owns_words(&self, at: usize, phrase: &Phrase) -> bool {
        let state = self.state_in(&phrase.modifiers);
        !phrase.modifiers.is_empty() && state.is_some() && self.actors[at].state == state && phrase.modifiers.len() == 1
    }

    fn state_in(&self, range: &Range<usize>) -> Option<&'static str> {
        range.clone().find_map(|i| match (Cutter { tokens: self.tokens, tags: self.tags }).known(i, range.end)?.1 {
            Sort::Place(place) => place.state,
            Sort::Body(body) => body.state,
            _ => None,
        })
    }

    /// Whose the description is, by owner, modifiers or complement.
    fn belongs(&self, phrase: &Phrase) -> Belongs {
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
        if let Some(n) = self.names.iter().position(|name| phrase.modifiers.contains(&name.range.start) && name.range.end <= phrase.head && self.owners_kind(name.range.start)) {
            return self.owner(&self.names[n].range.clone(), phrase);
        }
        let lower = phrase.modifiers.clone().last().filter(|&i| gazetteer().nominal(self.tokens.word(i)).is_some_and(|it| it.class == Class::Body));
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

    fn owners_kind(&self, start: usize) -> bool {
        self.names.iter().zip(&self.owners).any(|(name, owner)| name.range.start == start && owner.is_some())
    }

    fn state_name(&self, state: &'static str) -> String {
        self.actors.iter().find(|actor| actor.kind == ActorKind::State && actor.state == Some(state)).map_or_else(|| state.to_owned(), |actor| actor.name.clone())
    }

    fn owner(&self, words: &Range<usize>, phrase: &Phrase) -> Belongs {
        let at = phrase.range.start;
        let place = self.state_in(words).filter(|_| self.names.iter().any(|name| name.range.start >= words.start && name.range.end == words.end && matches!(name.sort, Sort::Place(place) if place.kind != PlaceKind::City)));
        if let Some(state) = place {
            return Belongs { to: Some(self.state_name(state)), state: Some(state), unknown: false };
        }
        let named = self.names.iter().zip(&self.owners).find(|(name, _)| name.range.end == words.end && name.range.start >= words.start).and_then(|(_, owner)| *owner);
        let described = || if words.is_empty() { None } else { self.body_described(words, at) };
        let pronoun = || if words.len() == 1 && self.tags[words.start] == Tag::PRPS { self.pronoun_owner(words.start) } else { None };
        let to = named.or_else(described).map(|at| self.actors[at].name.clone()).or_else(pronoun);
        Belongs { unknown: to.is_none(), to, state: None }
    }

    fn pronoun_owner(&self, i: usize) -> Option<String> {
        self.tokens.is_any(i, &["its", "their"]).then(|| self.it(i)).flatten().map(|at| self.actors[at].name.clone())
    }

    /// A new actor, as described.
    fn make(&mut self, np: &Range<usize>, phrase: &Phrase, nominal: Option<&Nominal>, belongs: Belongs) -> usize {
        let class = nominal.map(|it| it.class);
        let few = phrase.count.is_some_and(|count| count <= 5);
        let kind = match class {
            Some(Class::Source | Class::Document) => ActorKind::Unnamed,
            Some(Class::Person) if phrase.plural && !few => ActorKind::Group,
            Some(Class::Person) => ActorKind::Unnamed,
            Some(Class::Collective | Class::Side) => ActorKind::Group,
            Some(Class::Body) if phrase.plural => ActorKind::Group,
            Some(Class::Body) => nominal.and_then(|it| it.refers.first().copied()).unwrap_or(ActorKind::Organisation),
            None => self.kind_of_words(phrase),
        };
        let mut name = self.description(np);
        if class == Some(Class::Body) && let Some(bare) = name.strip_prefix("the ") {
            name = bare.to_owned();
        }
        let mut actor = EntityActor::new(name, kind);
        actor.plural = phrase.plural || kind == ActorKind::Group;
        actor.count = phrase.count;
        actor.gender = nominal.and_then(|it| it.gender).or_else(|| self.gender_of(phrase));
        actor.head = Some(nominal.map_or_else(|| self.tokens.lower(phrase.head), |it| it.lemma.to_owned()));
        actor.state = belongs.state;
        actor.affiliation = belongs.to;
        self.add(actor)
    }

    fn gender_of(&self, phrase: &Phrase) -> Option<Gender> {
        gazetteer().title(self.tokens.word(phrase.head)).gender
    }

    fn kind_of_words(&self, phrase: &Phrase) -> ActorKind {
        let demonym = gazetteer().place(self.tokens.word(phrase.head)).is_some();
        let head = gazetteer().head(self.tokens.word(phrase.head));
        match head {
            _ if phrase.plural || demonym => ActorKind::Group,
            Some(body) => body.kind,
            None if self.tags[phrase.head].is_noun() => ActorKind::Unnamed,
            None => ActorKind::Group,
        }
    }
}

fn is_ordinal(word: &str) -> bool {
    matches!(word, "first" | "second" | "third" | "fourth" | "other" | "same")
}

/// Does a role say what the words say: the same head, and every word of theirs?
fn repeats(role: &str, head: &str, wanted: &[String]) -> bool {
    let words: Vec<String> = role.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let at = words.iter().position(|word| LINKS.contains(&word.as_str())).unwrap_or(words.len());
    let same = words[..at].last().is_some_and(|word| word == head);
    let other = words.iter().any(|word| OTHER_OFFICE.contains(&word.as_str()) && !wanted.contains(word));
    same && !other && wanted.iter().all(|word| words.contains(word))
}
