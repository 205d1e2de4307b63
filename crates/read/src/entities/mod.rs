//! Actors: who is named or described in a text, under which names and titles, and to whom a source's
//! words point. Takes tokens, tags and quotations, gives actors with their mentions; which words are
//! a source is left to `attribution`.
//!
//! Rules over capitalised runs and the tables of `data/`. A description that points to nobody becomes
//! an actor as described: a wrong speaker is worse than a bare description.

mod affiliations;
mod antecedents;
mod belonging;
mod bodies;
mod clusters;
mod describe;
mod evidence;
mod face;
pub(crate) mod gazetteer;
mod genders;
mod known;
mod labels;
mod lookup;
mod names;
mod nominals;
mod people;
mod persons;
mod phrase;
mod pronouns;
mod resolve;
mod runs;
mod salience;
mod speeches;
mod topics;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use armistice_types::statement::{ActorKind, Anonymity};

use crate::attribution::Text;
use crate::quotes::Quotes;
use crate::tags::Tag;
use crate::tokens::Tokens;
pub(crate) use bodies::speaks_for_its_state;
pub(crate) use face::{Actor, Actors, Context as Said, Variant};
use names::Name;
pub(crate) use persons::garbled;

/// Grammatical gender of a person, from title, pronoun or given name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gender {
    Female,
    Male,
}

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    Name,
    Nominal,
    Pronoun,
}

/// Where an actor is mentioned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// The words of the name, without its title; or the whole description.
    pub(crate) tokens: Range<usize>,
    /// Index into [`Entities::actors`].
    pub(crate) actor: usize,
    pub(crate) form: Form,
}

/// Someone or something that speaks or acts in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EntityActor {
    /// The fullest form in the text; unnamed sources as described.
    pub(crate) name: String,
    pub(crate) kind: ActorKind,
    /// Titles as written, lower case unless proper.
    pub(crate) roles: Vec<String>,
    pub(crate) affiliation: Option<String>,
    pub(crate) count: Option<u32>,
    pub(crate) gender: Option<Gender>,
    pub(crate) plural: bool,
    /// The state it is, or belongs to, by the tables.
    state: Option<&'static str>,
    /// Of a description: its head noun in the singular.
    head: Option<String>,
}

/// What the caller knows beside the text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hints<'a> {
    /// The issuer of a statement-kind report: its first person.
    pub(crate) issuer: Option<&'a str>,
}

/// Where a source stands.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Context<'a> {
    /// Do the words stand inside a quotation?
    pub(crate) in_quote: bool,
    /// Whose quotation.
    pub(crate) speaker_of_quote: Option<usize>,
    /// Actors that spoke before, latest last.
    pub(crate) recent_sources: &'a [usize],
}

/// Whom a source's words point to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Resolved {
    pub(crate) actor: usize,
    pub(crate) anonymity: Anonymity,
    /// How many of the actor speak, where the words take some of them.
    pub(crate) count: Option<u32>,
}

/// The actors of a text.
pub(crate) struct Entities<'a> {
    tokens: &'a Tokens<'a>,
    tags: &'a [Tag],
    quotes: &'a Quotes,
    /// In order of creation: named ones by first mention, then described ones as they are resolved.
    pub(crate) actors: Vec<EntityActor>,
    /// In order of creation; names in text order.
    mentions: Vec<Mention>,
    /// Words spelled unlike a known name, and that name.
    pub(crate) variants: Vec<(Range<usize>, String)>,
    names: Vec<Name>,
    /// The actor of each name, where it has one.
    owners: Vec<Option<usize>>,
    /// Names without an actor, by their words.
    unowned: BTreeMap<String, Vec<usize>>,
    /// The actors by their words, while names are clustered.
    known: known::Known,
    issuer: Option<usize>,
    /// Mentions by tokens and actor: none is kept twice.
    seen: BTreeSet<(usize, usize, usize)>,
    /// Where the mentions stand.
    places: lookup::Places,
    /// Head nouns of the actors that are described.
    heads: BTreeSet<String>,
    /// Words that stand with a capital and as names in the text, but not first in it.
    proper: BTreeSet<&'a str>,
    /// Documents that spoke for somebody, by their noun.
    documents: Vec<(&'static str, usize)>,
    /// People who are only described, as noun phrases: a pronoun may mean one of them.
    people: Vec<Range<usize>>,
    /// Several people who are only described.
    groups: Vec<Range<usize>>,
    /// Who does what in each clause.
    subjects: salience::Subjects,
    /// Up to where subjects that are pronouns are resolved.
    followed: usize,
    /// "He" or "she" as a subject, and the description that it takes up.
    taken_up: Vec<(usize, Range<usize>)>,
}

/// Is it the name of a state?
pub(crate) fn is_state(name: &str) -> bool {
    gazetteer::gazetteer().place(name).is_some_and(|it| it.kind == gazetteer::PlaceKind::State)
}

/// The named actors of a text, with titles, affiliations and mentions.
pub(crate) fn entities<'a>(text: &'a Text<'a>, hints: Hints<'_>) -> Entities<'a> {
    let (tokens, tags, quotes) = (text.tokens, text.tags, text.quotes);
    let found = names::Cutter { tokens, tags }.names(&runs::runs(tokens, tags));
    let owners = vec![None; found.len()];
    let proper = (1..tokens.tokens.len()).filter(|&i| tags[i].is_proper()).map(|i| tokens.word(i)).collect();
    let mut out = Entities {
        tokens,
        tags,
        quotes,
        actors: Vec::new(),
        mentions: Vec::new(),
        variants: Vec::new(),
        names: found,
        owners,
        unowned: BTreeMap::new(),
        known: known::Known::default(),
        issuer: None,
        seen: BTreeSet::new(),
        places: lookup::Places::default(),
        heads: BTreeSet::new(),
        proper,
        documents: Vec::new(),
        people: Vec::new(),
        groups: Vec::new(),
        subjects: salience::Subjects::new(text),
        followed: 0,
        taken_up: Vec::new(),
    };
    out.cluster();
    out.known = known::Known::default();
    out.affiliate();
    (out.people, out.groups) = (out.people(false), out.people(true));
    out.genders();
    out.in_order();
    out.issuer = hints.issuer.map(|name| out.issuer(name));
    out
}

impl Entities<'_> {
    /// The actor that stands for the issuer of the report.
    fn issuer(&mut self, name: &str) -> usize {
        let known = self.actors.iter().position(|actor| bodies::same_body(&actor.name, name));
        known.unwrap_or_else(|| self.add(EntityActor::new(name.to_owned(), ActorKind::Organisation)))
    }

    /// Numbers the actors by their first mention.
    fn in_order(&mut self) {
        let mut first = vec![usize::MAX; self.actors.len()];
        for it in &self.mentions {
            first[it.actor] = first[it.actor].min(it.tokens.start);
        }
        let mut order: Vec<usize> = (0..self.actors.len()).collect();
        order.sort_by_key(|&at| (first[at], at));
        let mut new = vec![0; order.len()];
        for (n, &at) in order.iter().enumerate() {
            new[at] = n;
        }
        self.actors = order.iter().map(|&at| self.actors[at].clone()).collect();
        self.mentions.iter_mut().for_each(|it| it.actor = new[it.actor]);
        self.seen = self.mentions.iter().map(|it| (it.tokens.start, it.tokens.end, it.actor)).collect();
        self.owners.iter_mut().flatten().for_each(|at| *at = new[*at]);
    }

    fn add(&mut self, actor: EntityActor) -> usize {
        self.heads.extend(actor.head.clone());
        let at = self.actors.len();
        match actor.kind {
            ActorKind::Person => self.known.person(at, &actor.name),
            ActorKind::State => {}
            _ => self.known.others.push(at),
        }
        self.actors.push(actor);
        at
    }

    fn mention(&mut self, tokens: Range<usize>, actor: usize, form: Form) {
        if self.seen.insert((tokens.start, tokens.end, actor)) {
            self.places.add(&tokens, self.mentions.len());
            self.mentions.push(Mention { tokens, actor, form });
        }
    }
}

impl EntityActor {
    fn new(name: String, kind: ActorKind) -> Self {
        Self { name, kind, roles: Vec::new(), affiliation: None, count: None, gender: None, plural: false, state: None, head: None }
    }
}

/// The words of a range as table keys and names have them: one space, straight apostrophes, clitics closed up.
fn key(tokens: &Tokens<'_>, range: &Range<usize>) -> String {
    let mut out = String::new();
    for i in range.clone() {
        let Some(token) = tokens.tokens.get(i) else { break };
        if i > range.start && !token.glued {
            out.push(' ');
        }
        out.extend(tokens.word(i).chars().map(|c| if matches!(c, '’' | '‘') { '\'' } else { c }));
    }
    out
}

/// The words of a range as they are shown: as written, in one line.
fn shown(tokens: &Tokens<'_>, range: &Range<usize>) -> String {
    tokens.words(range).split_whitespace().collect::<Vec<_>>().join(" ")
}
