//! What the other steps of READ ask of actors: who a noun phrase stands for, what is an outlet, whose
//! side somebody is on. Takes token ranges, gives indices; everything is decided in the modules beside.

use std::ops::Range;

use armistice_types::statement::{ActorKind, Anonymity};

use super::bodies::same_body;
use super::gazetteer::{Class, PlaceKind};
use super::names::Sort;
use super::{Context as Place, Entities, EntityActor, Hints, Resolved, entities};
use crate::attribution::Text;
use crate::tags::Tag;

/// One actor of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Actor {
    /// Fullest form, without article and honorific.
    pub(crate) name: String,
    pub(crate) kind: ActorKind,
    pub(crate) roles: Vec<String>,
    pub(crate) affiliation: Option<String>,
    pub(crate) count: Option<u32>,
    /// Token ranges, in text order.
    pub(crate) mentions: Vec<Range<usize>>,
}

/// A name spelled unlike a known one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Variant {
    pub(crate) tokens: Range<usize>,
    pub(crate) known: String,
}

/// What is known where a phrase stands.
#[derive(Debug)]
pub(crate) struct Context<'a> {
    /// Actors that spoke before, latest last.
    pub(crate) recent: &'a [usize],
}

/// All actors of a report, by index.
pub(crate) struct Actors<'a> {
    found: Entities<'a>,
    pub(crate) variants: Vec<Variant>,
}

impl<'a> Actors<'a> {
    /// Finds and joins the names of a text.
    pub(crate) fn new(text: &'a Text<'a>, outlet: Option<&str>) -> Self {
        let mut found = entities(text, Hints::default());
        for actor in &mut found.actors {
            if actor.kind != ActorKind::Person && outlet.is_some_and(|outlet| folded(&actor.name) == folded(outlet)) {
                actor.kind = ActorKind::Outlet;
            }
        }
        let variants = found.variants.iter().map(|(tokens, known)| Variant { tokens: tokens.clone(), known: known.clone() }).collect();
        Self { found, variants }
    }

    /// An actor that the report does not name in its text: the issuer of a statement.
    pub(crate) fn issuer(&mut self, name: &str) -> usize {
        let known = self
            .found
            .actors
            .iter()
            .position(|actor| folded(&actor.name) == folded(name) || actor.kind != ActorKind::Person && same_body(&actor.name, name));
        known.unwrap_or_else(|| self.found.add(EntityActor::new(name.to_owned(), ActorKind::Organisation)))
    }

    /// Does the text know the name for something else than a person?
    pub(crate) fn is_body(&self, name: &str) -> bool {
        self.found.actors.iter().any(|it| it.kind != ActorKind::Person && folded(&it.name) == folded(name))
    }

    /// A person whom the headline names: one of the text's, or a new one.
    pub(crate) fn person(&mut self, name: &str) -> usize {
        let known = self.found.actors.iter().position(|it| it.kind == ActorKind::Person && super::persons::same_person(&it.name, name));
        known.unwrap_or_else(|| self.found.add(EntityActor::new(name.to_owned(), ActorKind::Person)))
    }

    /// Whoever writes "I" outside quotations.
    pub(crate) fn author(&mut self, name: Option<&str>) -> usize {
        let name = name.unwrap_or(super::pronouns::AUTHOR);
        let known = self.found.actors.iter().position(|actor| folded(&actor.name) == folded(name));
        known.unwrap_or_else(|| self.found.add(EntityActor::new(name.to_owned(), ActorKind::Person)))
    }

    /// Who says "I" or "we" outside quotations, where the text tells.
    pub(crate) fn first_person(&self, token: usize) -> Option<usize> {
        self.found.first_person_outside(token)
    }

    /// Is this the actor's name, article and case aside?
    pub(crate) fn is_named(&self, actor: usize, name: &str) -> bool {
        folded(&self.found.actors[actor].name) == folded(name)
    }

    /// The actor with a mention that covers the token; of several, the narrowest.
    pub(crate) fn at(&self, token: usize) -> Option<usize> {
        self.found.over(token).min_by_key(|it| (it.tokens.len(), it.actor)).map(|it| it.actor)
    }

    /// For each of so many tokens, the actor of the narrowest mention that covers it.
    pub(crate) fn by_token(&self, tokens: usize) -> Vec<Option<usize>> {
        let mut out: Vec<Option<(usize, usize)>> = vec![None; tokens];
        for mention in &self.found.mentions {
            let here = (mention.tokens.len(), mention.actor);
            // Long descriptions never name: a narrow bound keeps this linear.
            for slot in out.iter_mut().take(mention.tokens.end).skip(mention.tokens.start).take(40) {
                *slot = Some(slot.map_or(here, |there| there.min(here)));
            }
        }
        out.into_iter().map(|slot| slot.map(|(_, actor)| actor)).collect()
    }

    /// Is the lower-case noun one for people, or for bodies that act?
    pub(crate) fn names_people(&self, noun: &str) -> bool {
        super::gazetteer::gazetteer().nominal(noun).is_some_and(|it| it.class != Class::Document)
    }

    /// Is a noun for a body one for a place or an outlet: "town", "channel"?
    pub(crate) fn names_places(&self, noun: &str) -> bool {
        let place = |kind: &ActorKind| matches!(kind, ActorKind::State | ActorKind::Outlet);
        super::gazetteer::gazetteer().nominal(noun).is_some_and(|it| it.class == Class::Body && it.refers.iter().any(place))
    }

    /// Does a name that ends before the token look like a person's?
    pub(crate) fn is_person_name(&self, end: usize) -> bool {
        self.found.person_ends_at(end)
    }

    /// Does the actor belong to the other, as far as the text says?
    pub(crate) fn belongs_to(&self, actor: usize, other: usize) -> bool {
        let affiliation = self.found.actors[actor].affiliation.as_deref();
        affiliation.is_some_and(|it| folded(it) == folded(&self.found.actors[other].name))
    }

    /// The body or state that a person speaks for, where the text names it as an actor of its own.
    pub(crate) fn body_of(&self, actor: usize) -> Option<usize> {
        let actors = &self.found.actors;
        let person = actors.get(actor).filter(|it| it.kind == ActorKind::Person)?;
        let name = folded(person.affiliation.as_deref()?);
        actors.iter().position(|it| it.kind != ActorKind::Person && folded(&it.name) == name)
    }

    /// Is it the name of a state or body to which somebody of the text belongs?
    pub(crate) fn is_affiliation(&self, name: &str) -> bool {
        let name = folded(name);
        self.found.actors.iter().any(|actor| actor.affiliation.as_deref().is_some_and(|it| folded(it) == name))
    }

    /// Does the actor belong to the state or body of this name?
    pub(crate) fn is_of(&self, actor: usize, name: &str) -> bool {
        self.found.actors[actor].affiliation.as_deref().is_some_and(|it| folded(it) == folded(name))
    }

    /// Is it the name or the adjective of a people?
    pub(crate) fn is_demonym(&self, word: &str) -> bool {
        super::gazetteer::gazetteer().place(word).is_some_and(|it| it.kind == PlaceKind::Demonym)
    }

    /// Is it the name of a state?
    pub(crate) fn is_state_name(&self, name: &str) -> bool {
        super::is_state(name)
    }

    /// The state whose name, or the adjective of it, these words are: "Norway", "Norwegian".
    pub(crate) fn state_in(&self, words: &str) -> Option<&'static str> {
        let place = super::gazetteer::gazetteer().place(words)?;
        place.state.filter(|_| matches!(place.kind, PlaceKind::State | PlaceKind::Demonym))
    }

    /// The state for which its capital stands: "Oslo rejected the plan".
    pub(crate) fn state_of_capital(&self, words: &str) -> Option<&'static str> {
        // "Brussels" is more than Belgium.
        let of_others = crate::lexicon::events::is_told(&words.to_lowercase(), "seat of others");
        super::gazetteer::gazetteer().place(words).filter(|it| it.kind == PlaceKind::Capital && !of_others)?.state
    }

    /// The actor that is the state, made where the text had no need of it before; the words are a mention of it.
    pub(crate) fn of_state(&mut self, state: &'static str, words: &Range<usize>) -> usize {
        self.found.state_named(state, words)
    }

    /// The actor that a place named at these words stands for: its people, made where the text had no need of them before.
    pub(crate) fn of_place(&mut self, words: &Range<usize>) -> usize {
        let name = self.found.tokens.words(words).split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(state) = self.state_in(&name) {
            return self.of_state(state, words);
        }
        let known = self.found.actors.iter().position(|actor| folded(&actor.name) == folded(&name));
        let at = known.unwrap_or_else(|| self.found.add(EntityActor::new(name, ActorKind::Group)));
        self.found.mention(words.clone(), at, super::Form::Name);
        at
    }

    /// Is it the name of a place?
    pub(crate) fn is_place_name(&self, name: &str) -> bool {
        super::gazetteer::gazetteer().place(name).is_some_and(|it| it.kind != PlaceKind::Demonym)
    }

    /// What kind of actor it is.
    pub(crate) fn kind(&self, actor: usize) -> ActorKind {
        self.found.actors[actor].kind
    }

    /// Is it several that stand in one list: "the province and the growers"? The Ministry of Trade and Industry is one.
    pub(crate) fn is_list(&self, actor: usize) -> bool {
        let it = &self.found.actors[actor];
        !matches!(it.kind, ActorKind::Person | ActorKind::GovernmentBody) && it.name.contains(" and ") && !it.name.contains(" of ")
    }

    /// The titles and roles that the text gives an actor.
    pub(crate) fn roles(&self, actor: usize) -> &[String] {
        &self.found.actors[actor].roles
    }

    /// Is the noun phrase an outlet?
    pub(crate) fn is_outlet(&self, range: &Range<usize>) -> bool {
        range.end.checked_sub(1).and_then(|head| self.at(head)).is_some_and(|at| self.found.actors[at].kind == ActorKind::Outlet)
    }

    /// Is the actor a state: something that is also a place?
    pub(crate) fn is_place(&self, actor: usize) -> bool {
        self.found.actors[actor].kind == ActorKind::State
    }

    /// How much of the source is given.
    pub(crate) fn anonymity(&self, actor: usize) -> Anonymity {
        self.found.anonymity(actor)
    }

    /// The actor that the source's words stand for; described ones are added. `None` for a pronoun without antecedent.
    pub(crate) fn resolve(&mut self, range: &Range<usize>, core: &Range<usize>, context: &Context<'_>) -> Option<Resolved> {
        let place = Place { in_quote: self.found.quotes.quoted(core.start), speaker_of_quote: None, recent_sources: context.recent };
        let found = self.found.resolve(range.clone(), place)?;
        let gender = self.found.gender_said(core);
        let actor = &mut self.found.actors[found.actor];
        actor.gender = actor.gender.or(gender);
        Some(found)
    }

    /// Like `resolve`, but adds nothing: known actors only.
    pub(crate) fn lookup(&self, range: &Range<usize>, context: &Context<'_>) -> Option<usize> {
        self.found.lookup(
            range,
            Place { in_quote: self.found.quotes.quoted(range.start), speaker_of_quote: None, recent_sources: context.recent },
        )
    }

    /// Is the actor a person of whom the report says to whom he belongs?
    pub(crate) fn speaks_for_a_side(&self, at: usize) -> bool {
        self.found.actors.get(at).is_some_and(|it| it.kind == ActorKind::Person && it.affiliation.is_some())
    }

    /// Is the noun phrase the speaker, or the side he speaks for?
    pub(crate) fn is_side_of(&self, range: &Range<usize>, speaker: usize, quoted: bool, context: &Context<'_>) -> bool {
        let tokens = self.found.tokens;
        if tokens.is_any(range.start, &["i", "we", "my", "our"]) {
            return quoted;
        }
        let sides = ["side", "delegation", "government", "country", "party", "movement", "members", "committee", "union", "team"];
        if self.found.tags[range.start] == Tag::PRPS && tokens.is_any(range.end - 1, &sides) {
            return !quoted;
        }
        let actors = &self.found.actors;
        let affiliation = actors[speaker].affiliation.as_deref();
        let belongs = |at: usize| {
            affiliation.is_some_and(|it| {
                folded(it) == folded(&actors[at].name) || actors[at].kind != ActorKind::Person && same_body(it, &actors[at].name)
            })
        };
        self.lookup(range, context).is_some_and(|at| at == speaker || belongs(at))
    }

    /// The actors with their mentions, in the order of their indices.
    pub(crate) fn finish(self) -> Vec<Actor> {
        let mut mentions: Vec<Vec<Range<usize>>> = vec![Vec::new(); self.found.actors.len()];
        for mention in &self.found.mentions {
            mentions[mention.actor].push(mention.tokens.clone());
        }
        let with_mentions = self.found.actors.into_iter().zip(mentions);
        with_mentions
            .map(|(it, mut mentions)| {
                mentions.sort_by_key(|range| (range.start, range.end));
                mentions.dedup();
                Actor { name: it.name, kind: it.kind, roles: it.roles, affiliation: it.affiliation, count: it.count, mentions }
            })
            .collect()
    }
}

impl Entities<'_> {
    /// The gender that a pronoun gives its actor.
    fn gender_said(&self, core: &Range<usize>) -> Option<super::Gender> {
        let subject = core.len() == 1 && self.tokens.is_any(core.start, &["he", "she"]);
        self.gender_of_pronoun(core.start).filter(|_| subject)
    }

    /// The known actor that words point to.
    fn lookup(&self, np: &Range<usize>, context: Place<'_>) -> Option<usize> {
        let np = self.trimmed(np.clone())?;
        if np.len() == 1 && matches!(self.tags[np.start], Tag::PRP | Tag::PRPS) {
            return self.known_pronoun(np.start, context);
        }
        if let Some(n) = self.name_at_head(&np) {
            let state = match self.names[n].sort {
                Sort::Place(place) => self.actors.iter().position(|actor| actor.kind == ActorKind::State && actor.state == place.state),
                _ => None,
            };
            return self.owners[n].or(state);
        }
        self.known_description(&np)
    }
}

/// Lower case, without a leading article.
fn folded(name: &str) -> String {
    let lower = name.to_lowercase().replace('’', "'");
    lower.strip_prefix("the ").unwrap_or(&lower).to_owned()
}
