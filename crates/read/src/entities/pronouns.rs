//! Pronouns: the most salient agreeing actor before them. Takes a pronoun's place and the sources so
//! far, gives an actor or none; in a quotation the first person is its speaker.

use armistice_types::statement::ActorKind;

use super::gazetteer::{Class, gazetteer};
use super::{Context, Entities, EntityActor, Form, Gender, Mention};
use crate::tags::Tag;

/// How many sentences back a pronoun reaches.
const REACH: usize = 6;
/// Who says "I" outside quotations, where nobody is known to.
pub(super) const AUTHOR: &str = "the author";

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
            "he" | "him" | "his" | "himself" => self.somebody(i, Gender::Male, context),
            "she" | "her" | "hers" | "herself" => self.somebody(i, Gender::Female, context),
            "it" | "its" | "itself" => self.salient(i, Wants::Body, context),
            "they" | "them" | "their" | "theirs" | "themselves" => self.salient(i, Wants::Several, context),
            _ => None,
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

    fn agrees(&self, at: usize, wants: Wants) -> bool {
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

    /// The most salient actor before the pronoun.
    fn salient(&self, i: usize, wants: Wants, context: Context<'_>) -> Option<usize> {
        self.ranked(i, wants, context).map(|(_, actor)| actor)
    }

    /// He or she: a named person, or one who is only described and was no source so far.
    fn somebody(&mut self, i: usize, gender: Gender, context: Context<'_>) -> Option<usize> {
        let wants = Wants::Person(gender);
        let named = self.ranked(i, wants, context);
        let here = self.tokens.sentence_of(i);
        let first = self.tokens.sentences[here.saturating_sub(2)].start;
        let near = self.people.partition_point(|range| range.start < first)..self.people.partition_point(|range| range.end <= i);
        let described = self.people.get(near).unwrap_or_default().iter().filter_map(|range| {
            let taken = range.clone().any(|token| self.over(token).next().is_some());
            let other = gazetteer().nominal(self.tokens.word(range.end - 1)).and_then(|it| it.gender).is_some_and(|it| it != gender);
            let back = here - self.tokens.sentence_of(range.start);
            let elsewhere = self.quotes.quoted(range.start) && self.quotes.outer(range.start) != self.quotes.outer(i);
            (!taken && !other && !elsewhere).then(|| (self.place_score(range, back), range.clone()))
        });
        let best = described.max_by_key(|(score, range)| (*score, range.start));
        match (named, best) {
            (Some((score, actor)), Some((other, _))) if score >= other => Some(actor),
            (named, None) => named.map(|(_, actor)| actor),
            (_, Some((_, range))) => {
                let (actor, _) = self.described(&range);
                self.mention(range, actor, Form::Nominal);
                Some(actor)
            }
        }
    }

    /// Noun phrases for one person, who is not named there.
    pub(super) fn people(&self) -> Vec<std::ops::Range<usize>> {
        let mut out = Vec::new();
        for i in 0..self.tokens.tokens.len() {
            let one =
                gazetteer().nominal(self.tokens.word(i)).is_some_and(|it| matches!(it.class, Class::Person | Class::Source) && !it.plural);
            let noun = self.tags[i] == Tag::NN && !self.tokens.capital(i);
            let goes_on = self.tags.get(i + 1).is_some_and(|tag| tag.is_noun() || *tag == Tag::POS);
            let apposed = self.tokens.is(i + 1, ",") && self.tokens.capital(i + 2);
            if !one || !noun || goes_on || apposed {
                continue;
            }
            let mut start = i;
            while start > 0 && (self.tags[start - 1].is_noun() || matches!(self.tags[start - 1], Tag::JJ | Tag::VBN | Tag::POS)) {
                start -= 1;
            }
            let opens = start > 0 && matches!(self.tags[start - 1], Tag::DT | Tag::CD | Tag::PRPS);
            let apposition = start > 1 && self.tokens.is(start - 2, ",") && self.name_ending(start - 2).is_some();
            let predicate = start > 1 && self.tokens.is_any(start - 2, &["is", "was", "as", "be", "no", "become", "became", "'s", "not"]);
            if opens && !apposition && !predicate {
                out.push(start - 1..i + 1);
            }
        }
        out
    }

    fn ranked(&self, i: usize, wants: Wants, context: Context<'_>) -> Option<(i64, usize)> {
        let here = self.tokens.sentence_of(i);
        let quote = self.quotes.outer(i);
        let first = self.tokens.sentences[here.saturating_sub(REACH)].start;
        let mut best: Option<(i64, usize, usize)> = None;
        for mention in self.ending(first, i) {
            let at = mention.tokens.end - 1;
            if !self.agrees(mention.actor, wants) {
                continue;
            }
            let back = here - self.tokens.sentence_of(at);
            let elsewhere = self.quotes.outer(at).is_some() && self.quotes.outer(at) != quote;
            let speaker = context.in_quote && context.speaker_of_quote == Some(mention.actor);
            if back > REACH || speaker {
                continue;
            }
            let score = self.score(mention, back, elsewhere, wants, context);
            best = best.max(Some((score, mention.tokens.start, mention.actor)));
        }
        best.map(|(score, _, actor)| (score, actor))
    }

    /// What nearness and grammar say for an antecedent.
    fn place_score(&self, range: &std::ops::Range<usize>, back: usize) -> i64 {
        let subject = if self.is_subject(range) { 25 } else { 0 };
        subject - 30 * i64::try_from(back).unwrap_or(i64::MAX / 60)
    }

    fn score(&self, mention: &Mention, back: usize, elsewhere: bool, wants: Wants, context: Context<'_>) -> i64 {
        let actor = &self.actors[mention.actor];
        let mut score = self.place_score(&mention.tokens, back);
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
    pub(super) fn is_subject(&self, mention: &std::ops::Range<usize>) -> bool {
        let sentence = &self.tokens.sentences[self.tokens.sentence_of(mention.start)];
        let mut next = mention.end;
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
        let said = mention.start > sentence.start && {
            let mut before = mention.start - 1;
            while before > sentence.start && (self.tags[before].is_noun() || self.tags[before] == Tag::DT || self.tags[before] == Tag::JJ) {
                before -= 1;
            }
            crate::lexicon::cues::is_plain_say(&self.tokens.lower(before))
        };
        verb || said
    }
}
