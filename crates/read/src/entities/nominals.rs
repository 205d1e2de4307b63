//! Descriptions: "the union", "its president", "two officials". Takes a noun phrase that is no name,
//! gives the actor it points back to; an indefinite one, or one that points to nobody known, makes
//! an actor as described.

use std::ops::Range;

use armistice_types::statement::ActorKind;

use super::belonging::Belongs;
use super::bodies::has_words;
use super::describe::LINKS;
use super::gazetteer::{Class, Nominal, gazetteer};
use super::names::Sort;
use super::phrase::{Phrase, Points};
use super::{Entities, EntityActor, Gender};

/// Words that make another office of a title.
const OTHER_OFFICE: [&str; 10] = ["vice", "deputy", "former", "assistant", "ex", "then", "acting", "late", "shadow", "prime"];

/// How far back, in sentences, a noun that fits any body reaches.
const NEAR: usize = 2;

impl Entities<'_> {
    /// The actor of a description, and how many of it speak where it is a part.
    pub(super) fn described(&mut self, np: &Range<usize>) -> (usize, Option<u32>) {
        let phrase = self.parser().phrase(np);
        if let Some(whole) = phrase.whole.clone() {
            return self.part(np, &whole);
        }
        let nominal = self.parser().nominal(&phrase);
        let belongs = self.belongs(&phrase);
        let found = self.author(&phrase, nominal).or_else(|| self.antecedent(&phrase, nominal, &belongs));
        if let Some(at) = found {
            let part = self.actors[at].plural && !phrase.plural && self.actors[at].kind == ActorKind::Unnamed;
            return (at, part.then_some(1));
        }
        (self.make(np, &phrase, nominal, belongs), None)
    }

    /// The known actor that a description points to.
    pub(super) fn known_description(&self, np: &Range<usize>) -> Option<usize> {
        let phrase = self.parser().phrase(np);
        let nominal = self.parser().nominal(&phrase);
        self.antecedent(&phrase, nominal, &self.belongs(&phrase))
    }

    /// "one of the sources": the actor they are, where they were met before.
    fn part(&mut self, np: &Range<usize>, whole: &Range<usize>) -> (usize, Option<u32>) {
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
        (at, None)
    }

    fn antecedent(&self, phrase: &Phrase, nominal: Option<&Nominal>, belongs: &Belongs) -> Option<usize> {
        let titled = self.tokens.capital(phrase.head) && gazetteer().title(self.tokens.word(phrase.head)).head;
        if phrase.points == Points::Indefinite || phrase.points == Points::Bare && !titled {
            return self.same_words(phrase);
        }
        let role = || self.by_role(phrase, belongs);
        if let Some(side) = self.own_side(phrase) {
            return Some(side);
        }
        let body = || nominal.filter(|it| it.class == Class::Body).and_then(|it| self.by_kind(phrase, it, belongs));
        role().or_else(|| self.same_description(phrase, nominal)).or_else(body)
    }

    /// "his country", "her party": the body that he or she belongs to, where it is an actor.
    fn own_side(&self, phrase: &Phrase) -> Option<usize> {
        let owner = phrase.owner.as_ref().filter(|it| it.len() == 1 && self.tokens.is_any(it.start, &["his", "her"]))?;
        let side = self.tokens.is_any(phrase.head, &["country", "party", "union", "association"]) && phrase.modifiers.is_empty();
        let person = self.known_pronoun(owner.start, super::Context::default()).filter(|_| side)?;
        let name = self.actors[person].affiliation.as_ref()?;
        self.actors.iter().position(|actor| actor.name == *name)
    }

    /// A person whose title the words repeat.
    fn by_role(&self, phrase: &Phrase, belongs: &Belongs) -> Option<usize> {
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
        let all: Vec<usize> = (0..self.actors.len()).filter(|&at| fits(at)).collect();
        if all.is_empty() {
            return None;
        }
        let last = || self.latest(phrase.range.start, |actor| all.binary_search(&actor).is_ok());
        self.salient_of(&all, phrase.range.start).or_else(last).or(if let [one] = all[..] {
            Some(one).filter(|&at| self.unclaimed(phrase, at))
        } else {
            None
        })
    }

    /// Before its holder is named, an office may be that of a person named just before, of whom no office is told:
    /// "Ada Marsh came. … the envoy said. … Tom Hale, the Finnish envoy"; not so where one sentence names both.
    fn unclaimed(&self, phrase: &Phrase, at: usize) -> bool {
        let here = self.tokens.sentence_of(phrase.range.start);
        let first = self.tokens.sentences[here.saturating_sub(NEAR)].start;
        let bare = |it: &super::Mention| {
            let actor = &self.actors[it.actor];
            actor.kind == ActorKind::Person && actor.roles.is_empty()
        };
        let named = self.ending(phrase.range.end, self.tokens.sentences[here].end).any(|it| it.actor == at);
        named || !self.ending(first, phrase.range.start).any(bare)
    }

    /// Is the word part of a name that says to whom the description belongs?
    fn in_owner(&self, i: usize) -> bool {
        self.name_over(i).is_some_and(|n| !matches!(self.names[n].sort, Sort::Title | Sort::Other))
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
        if !self.heads.contains(&head) {
            return None;
        }
        let wanted: Vec<String> = phrase
            .modifiers
            .clone()
            .map(|i| self.tokens.lower(i))
            .filter(|it| super::phrase::number(it).is_none() && !is_ordinal(it))
            .collect();
        let fits = |at: usize| {
            let actor = &self.actors[at];
            let number = actor.plural == phrase.plural || actor.plural && !phrase.plural && actor.kind == ActorKind::Unnamed;
            actor.head.as_deref() == Some(&head) && number && has_words(&actor.name, &wanted)
        };
        self.latest(phrase.range.start, fits)
    }

    /// A named body of the kind that the noun stands for.
    fn by_kind(&self, phrase: &Phrase, nominal: &Nominal, belongs: &Belongs) -> Option<usize> {
        if phrase.plural || phrase.owner.is_some() || belongs.unknown {
            return None;
        }
        let wanted: Vec<String> = phrase.modifiers.clone().map(|i| self.tokens.lower(i)).collect();
        let head = phrase.head..phrase.head + 1;
        if let Some(at) = self
            .body_described(&head, phrase.range.start)
            .filter(|&at| has_words(&self.actors[at].name, &wanted) || self.owns_words(at, phrase))
        {
            return Some(at);
        }
        let generic = [
            "organization",
            "organisation",
            "company",
            "group",
            "agency",
            "firm",
            "country",
            "nation",
            "newspaper",
            "paper",
            "broadcaster",
            "party",
            "movement",
            "militia",
            "network",
            "channel",
            "outlet",
            "giant",
            "corporation",
            "body",
            "magazine",
            "daily",
        ];
        if !wanted.is_empty() || !generic.contains(&nominal.lemma) {
            return None;
        }
        // "the company" is no union or ministry, by its name.
        let wide = ["organization", "organisation", "group", "body"].contains(&nominal.lemma);
        let other = |name: &str| {
            let kind = name.rsplit(' ').next().and_then(|word| gazetteer().nominal(word)).filter(|it| it.class == Class::Body);
            !wide && kind.is_some_and(|it| it.lemma != nominal.lemma && !generic.contains(&it.lemma))
        };
        let fits = |at: usize| {
            let actor = &self.actors[at];
            nominal.refers.contains(&actor.kind) && actor.head.is_none() && !other(&actor.name)
        };
        let here = self.tokens.sentence_of(phrase.head);
        let near = |it: &&super::Mention| here - self.tokens.sentence_of(it.tokens.start) <= NEAR;
        let mut all: Vec<usize> = self.before(phrase.range.start).take_while(near).map(|it| it.actor).filter(|&at| fits(at)).collect();
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

    /// A new actor, as described.
    fn make(&mut self, np: &Range<usize>, phrase: &Phrase, nominal: Option<&Nominal>, belongs: Belongs) -> usize {
        let class = nominal.map(|it| it.class);
        let few = phrase.count.is_some_and(|count| count <= 5);
        let kind = match class {
            Some(Class::Source | Class::Document) => ActorKind::Unnamed,
            Some(Class::Person) if phrase.plural && !few && !self.knows(phrase) => ActorKind::Group,
            Some(Class::Person) => ActorKind::Unnamed,
            Some(Class::Collective | Class::Side) => ActorKind::Group,
            Some(Class::Body) if phrase.plural => ActorKind::Group,
            Some(Class::Body) => nominal.and_then(|it| it.refers.first().copied()).unwrap_or(ActorKind::Organisation),
            None => self.kind_of_words(phrase),
        };
        let mut name = self.description(np);
        if class == Some(Class::Body)
            && let Some(bare) = name.strip_prefix("the ")
        {
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

    /// "people familiar with the talks": sources, however many.
    fn knows(&self, phrase: &Phrase) -> bool {
        self.tokens.is_any(phrase.head + 1, &["familiar", "briefed"])
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
