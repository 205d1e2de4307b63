//! Pronouns: the most salient agreeing actor before them. Takes a pronoun's place and the sources so
//! far, gives an actor or none; in a quotation the first person is its speaker.

use armistice_types::statement::ActorKind;

use super::gazetteer::{Class, gazetteer};
use super::{Context, Entities, EntityActor, Form, Gender, Mention};
use crate::tags::Tag;

/// How many sentences back a pronoun reaches.
const REACH: usize = 6;
/// Who says "I" outside quotations, where nobody is known to.
const AUTHOR: &str = "the author";

/// What a pronoun asks of its antecedent.
#[derive(Clone, Copy)]
enum Wants {
    Person(Gender),
    Body,
    Several,
}

impl Entities<'_> {
    /// Whom the pronoun at `i` points to.
    pub(super) fn pronoun(&mut self, i: usize, context: Context<'_>) -> Option<usize> {
        match self.tokens.lower(i).as_str() {
            "i" | "me" | "my" | "mine" | "myself" | "we" | "us" | "our" | "ours" | "ourselves" => self.first_person(i, context),
            "he" | "him" | "his" | "himself" => self.salient(i, Wants::Person(Gender::Male), context),
            "she" | "her" | "hers" | "herself" => self.salient(i, Wants::Person(Gender::Female), context),
            "it" | "its" | "itself" => self.salient(i, Wants::Body, context),
            "they" | "them" | "their" | "theirs" | "themselves" => self.salient(i, Wants::Several, context),
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
        if self.issuer.is_some() {
            return self.issuer;
        }
        // Outside quotations the first person is whoever wrote the text.
        let single = self.tokens.is_any(i, &["i", "me", "my", "mine", "myself"]);
        if !single || context.in_quote {
            return None;
        }
        let known = self.actors.iter().position(|actor| actor.kind == ActorKind::Unnamed && actor.name == AUTHOR);
        Some(known.unwrap_or_else(|| self.add(EntityActor::new(AUTHOR.to_owned(), ActorKind::Unnamed))))
    }

    fn agrees(&self, at: usize, wants: Wants) -> bool {
        let actor = &self.actors[at];
        let class = actor.head.as_deref().and_then(|head| gazetteer().nominal(head)).map(|it| it.class);
        match wants {
            _ if actor.name == AUTHOR => false,
            Wants::Person(gender) => {
                let person = actor.kind == ActorKind::Person || actor.kind == ActorKind::Unnamed && !actor.plural && matches!(class, Some(Class::Person | Class::Source) | None);
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

    fn salient(&self, i: usize, wants: Wants, context: Context<'_>) -> Option<usize> {
        let here = self.tokens.sentence_of(i);
        let quote = self.quotes.outer(i);
        let mut best: Option<(i64, usize, usize)> = None;
        for mention in &self.mentions {
            let at = mention.tokens.end - 1;
            if mention.tokens.end > i || !self.agrees(mention.actor, wants) {
                continue;
            }
            let back = here - self.tokens.sentence_of(at);
            let elsewhere = self.quotes.outer(at).is_some() && self.quotes.outer(at) != quote;
            let speaker = context.in_quote && context.speaker_of_quote == Some(mention.actor);
            if back > REACH || speaker {
                continue;
            }
            let score = self.score(mention, back, elsewhere, wants, context);
            let rank = (score, mention.tokens.start, mention.actor);
            best = best.max(Some(rank));
        }
        best.map(|(_, _, actor)| actor)
    }

    fn score(&self, mention: &Mention, back: usize, elsewhere: bool, wants: Wants, context: Context<'_>) -> i64 {
        let actor = &self.actors[mention.actor];
        let mut score = -30 * i64::try_from(back).unwrap_or(i64::MAX / 60);
        if self.is_subject(mention) {
            score += 25;
        }
        if context.recent_sources.last() == Some(&mention.actor) {
            score += 20;
        }
        if mention.form == Form::Pronoun {
            score += 5;
        }
        if elsewhere {
            score -= 35;
        }
        match wants {
            Wants::Person(_) if actor.gender.is_some() => score += 10,
            Wants::Several if actor.plural => score += 30,
            _ => {}
        }
        score
    }

    /// Does a finite verb follow the mention, or a verb of saying stand before it?
    fn is_subject(&self, mention: &Mention) -> bool {
        let sentence = &self.tokens.sentences[self.tokens.sentence_of(mention.tokens.start)];
        let mut next = mention.tokens.end;
        while next < sentence.end && matches!(self.tags[next], Tag::RB) {
            next += 1;
        }
        // Over an apposition: "Ada Marsh, the president, said".
        if self.tokens.is(next, ",")
            && let Some(comma) = (next + 1..sentence.end.min(next + 15)).find(|&i| self.tokens.is(i, ","))
            && !(next + 1..comma).any(|i| matches!(self.tags[i], Tag::VBD | Tag::VBZ | Tag::VBP))
        {
            next = comma + 1;
        }
        let verb = next < sentence.end && matches!(self.tags[next], Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD);
        let said = mention.tokens.start > sentence.start && {
            let mut before = mention.tokens.start - 1;
            while before > sentence.start && (self.tags[before].is_noun() || self.tags[before] == Tag::DT || self.tags[before] == Tag::JJ) {
                before -= 1;
            }
            crate::lexicon::cues::is_plain_say(&self.tokens.lower(before))
        };
        verb || said
    }
}
