//! Pronouns: what each asks of whom it means. Takes a pronoun's place and the sources so far, gives an actor or
//! none; in a quotation the first person is its speaker. Which actor is the most salient is left to `antecedents`.

use armistice_types::statement::ActorKind;

use super::gazetteer::{Class, gazetteer};
use super::{Context, Entities, EntityActor, Form, Gender};

/// Who says "I" outside quotations, where nobody is known to.
pub(super) const AUTHOR: &str = "the author";

/// What a pronoun asks of its antecedent.
#[derive(Clone, Copy)]
pub(super) enum Wants {
    Person(Gender),
    Body,
    Several,
}

impl Entities<'_> {
    /// Whom the pronoun at `i` points to.
    pub(super) fn pronoun(&mut self, i: usize, context: Context<'_>) -> Option<usize> {
        match self.tokens.lower(i).as_str() {
            "i" | "me" | "my" | "mine" | "myself" | "we" | "us" | "our" | "ours" | "ourselves" => self.first_person(i, context),
            "it" => match self.body_topic(i) {
                Some(topic) => {
                    let (actor, _) = self.described(&topic);
                    self.mention(topic, actor, Form::Nominal);
                    Some(actor)
                }
                None => self.salient(i, Wants::Body, context),
            },
            "its" | "itself" => self.salient(i, Wants::Body, context),
            "they" | "them" | "their" | "theirs" | "themselves" => self.several_people(i, context),
            _ => self.somebody(i, self.gender_of_pronoun(i)?, context),
        }
    }

    /// Whom the pronoun points to among known actors; the first person is left to its quotation.
    pub(super) fn known_pronoun(&self, i: usize, context: Context<'_>) -> Option<usize> {
        match self.tokens.lower(i).as_str() {
            "he" | "him" | "his" => self.salient(i, Wants::Person(Gender::Male), context),
            "she" | "her" | "hers" => self.salient(i, Wants::Person(Gender::Female), context),
            "it" | "its" => self.salient(i, Wants::Body, context),
            "they" | "them" | "their" => self.salient(i, Wants::Several, context),
            _ => None,
        }
    }

    /// The body that "its" at `i` means, without knowing who spoke.
    pub(super) fn it(&self, i: usize) -> Option<usize> {
        self.salient(i, Wants::Body, Context::default())
    }

    fn first_person(&mut self, i: usize, context: Context<'_>) -> Option<usize> {
        if context.speaker_of_quote.is_some() {
            return context.speaker_of_quote;
        }
        if let Some(speaker) = self.first_person_outside(i).filter(|_| !context.in_quote).or(self.issuer) {
            return Some(speaker);
        }
        // Outside quotations the first person is whoever wrote the text.
        let single = self.tokens.is_any(i, &["i", "me", "my", "mine", "myself"]);
        if !single || context.in_quote {
            return None;
        }
        let known = self.actors.iter().position(|actor| actor.kind == ActorKind::Unnamed && actor.name == AUTHOR);
        Some(known.unwrap_or_else(|| self.add(EntityActor::new(AUTHOR.to_owned(), ActorKind::Unnamed))))
    }

    pub(super) fn agrees(&self, at: usize, wants: Wants) -> bool {
        let actor = &self.actors[at];
        let class = actor.head.as_deref().and_then(|head| gazetteer().nominal(head)).map(|it| it.class);
        match wants {
            _ if actor.name == AUTHOR => false,
            Wants::Person(gender) => {
                let person = actor.kind == ActorKind::Person
                    || actor.kind == ActorKind::Unnamed && !actor.plural && matches!(class, Some(Class::Person | Class::Source) | None);
                person && actor.gender.is_none_or(|it| it == gender)
            }
            Wants::Body => match actor.kind {
                ActorKind::State | ActorKind::GovernmentBody | ActorKind::Organisation | ActorKind::ArmedGroup | ActorKind::Outlet => true,
                ActorKind::Unnamed => class == Some(Class::Document) && !actor.plural,
                _ => false,
            },
            Wants::Several => actor.plural || !matches!(actor.kind, ActorKind::Person | ActorKind::Unnamed | ActorKind::State),
        }
    }
}
