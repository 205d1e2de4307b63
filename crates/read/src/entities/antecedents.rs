//! Antecedents: the most salient of those before a pronoun who agree with it. Takes what the pronoun asks, gives an actor;
//! none where two are as near as each other, since no source is better than a wrong one.
//!
//! Salience adds up (Lappin and Leass 1994): the role in the clause (`salience`), distance, who spoke last. A subject that is
//! itself a pronoun hands its antecedent on, so that "he" in the third sentence means whom "he" in the second means.

use std::ops::Range;

use super::gazetteer::gazetteer;
use super::names::Sort;
use super::pronouns::Wants;
use super::salience::Role;
use super::{Context, Entities, Form, Gender, Mention};
use crate::lexicon::cues::is_plain_say;
use crate::tags::Tag;
use crate::tokens::Kind;

/// How many sentences back a pronoun reaches.
const REACH: usize = 6;
/// How many sentences back "he" reaches for somebody who has no actor yet.
const NEAR: usize = 2;
/// What a sentence between costs.
const SENTENCE: i64 = 50;
/// What standing in another quotation costs.
const ELSEWHERE: i64 = 35;
/// What standing in the words that the pronoun's own verb reports costs.
const REPORTED: i64 = 65;
/// What "they" gives to several people over a body.
const PLURAL: i64 = 30;
/// Two antecedents that are nearer than this are as good as each other.
const MARGIN: i64 = 5;

/// Whom a pronoun may mean.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Antecedent {
    Actor(usize),
    /// A name that nothing has shown to be a person yet.
    Name(usize),
    /// A description (its first and last token).
    Described(usize, usize),
}

/// A place where somebody stands, and how salient he is there.
struct Candidate {
    score: i64,
    at: usize,
    who: Antecedent,
}

impl Entities<'_> {
    /// The most salient actor before the pronoun.
    pub(super) fn salient(&self, i: usize, wants: Wants, context: Context<'_>) -> Option<usize> {
        match best(self.actors_before(i, wants, context))? {
            Antecedent::Actor(actor) => Some(actor),
            _ => None,
        }
    }

    /// He or she: a named person, or one who is only described.
    pub(super) fn somebody(&mut self, i: usize, gender: Gender, context: Context<'_>) -> Option<usize> {
        self.follow(i, context);
        let who = self.person(i, gender, context)?;
        Some(self.actor_of(who))
    }

    /// They: an actor of several, a body, or several people who are only described.
    pub(super) fn several_people(&mut self, i: usize, context: Context<'_>) -> Option<usize> {
        let mut all = self.actors_before(i, Wants::Several, context);
        let described = self.described_before(i, &self.groups, None);
        all.extend(described.into_iter().map(|it| Candidate { score: it.score + PLURAL, ..it }));
        let who = best(all)?;
        Some(self.actor_of(who))
    }

    /// The actor of an antecedent; made where there is none yet.
    fn actor_of(&mut self, who: Antecedent) -> usize {
        match who {
            Antecedent::Actor(actor) => actor,
            Antecedent::Name(n) => self.actor_of_name(n),
            Antecedent::Described(start, end) => {
                let (actor, _) = self.described(&(start..end));
                self.mention(start..end, actor, Form::Nominal);
                actor
            }
        }
    }

    /// The most salient of some actors before `at`, within reach.
    pub(super) fn salient_of(&self, actors: &[usize], at: usize) -> Option<usize> {
        let first = self.tokens.sentences[self.tokens.sentence_of(at).saturating_sub(REACH)].start;
        let near = self.ending(first, at).filter(|it| actors.contains(&it.actor));
        let all = near.map(|it| (self.place_score(&it.tokens, at), it.tokens.start, it.actor));
        all.max().map(|(_, _, actor)| actor)
    }

    /// Resolves the subjects before `i` that are "he" or "she" and no source, or somebody's: "her nephews".
    fn follow(&mut self, i: usize, context: Context<'_>) {
        let subjects: Vec<usize> = self.subjects.main(self.followed.min(i)..i).collect();
        self.followed = self.followed.max(i);
        for at in subjects {
            let Some(gender) = self.gender_of_pronoun(at) else { continue };
            if self.quotes.quoted(at) || self.over(at).next().is_some() {
                continue;
            }
            match self.person(at, gender, context) {
                Some(Antecedent::Actor(actor)) => self.mention(at..at + 1, actor, Form::Pronoun),
                Some(Antecedent::Described(start, end)) => self.taken_up.push((at, start..end)),
                Some(Antecedent::Name(_)) | None => {}
            }
        }
    }

    fn person(&self, i: usize, gender: Gender, context: Context<'_>) -> Option<Antecedent> {
        let mut all = self.actors_before(i, Wants::Person(gender), context);
        all.extend(self.described_before(i, &self.people, Some(gender)));
        all.extend(self.names_before(i, gender));
        best(all)
    }

    fn actors_before(&self, i: usize, wants: Wants, context: Context<'_>) -> Vec<Candidate> {
        let here = self.tokens.sentence_of(i);
        let first = self.tokens.sentences[here.saturating_sub(REACH)].start;
        let mut out = Vec::new();
        for mention in self.ending(first, i) {
            let speaker = context.in_quote && context.speaker_of_quote == Some(mention.actor);
            let quoted_body = matches!(wants, Wants::Body) && self.elsewhere(mention.tokens.end - 1, i);
            if speaker || quoted_body || !self.agrees(mention.actor, wants) {
                continue;
            }
            let score = self.score(mention, i, wants, context);
            out.push(Candidate { score, at: mention.tokens.start, who: Antecedent::Actor(mention.actor) });
        }
        out
    }

    /// People who are only described and were no source so far, and pronouns that took them up.
    fn described_before(&self, i: usize, from: &[Range<usize>], gender: Option<Gender>) -> Vec<Candidate> {
        let first = self.tokens.sentences[self.tokens.sentence_of(i).saturating_sub(NEAR)].start;
        let near = from.partition_point(|range| range.start < first)..from.partition_point(|range| range.end <= i);
        let described = from.get(near).unwrap_or_default().iter().map(|range| (range.clone(), range.clone()));
        let taken_up = self.taken_up.iter().filter(|_| gender.is_some());
        let pronouns = taken_up.filter(|(at, _)| (first..i).contains(at)).map(|(at, range)| (*at..at + 1, range.clone()));
        let mut out = Vec::new();
        for (place, range) in described.chain(pronouns) {
            let taken = range.clone().any(|token| self.over(token).next().is_some());
            let other = gazetteer()
                .nominal(self.tokens.word(range.end - 1))
                .and_then(|it| it.gender)
                .is_some_and(|it| gender.is_some_and(|gender| it != gender));
            if !taken && !other && !self.elsewhere(place.start, i) {
                let who = Antecedent::Described(range.start, range.end);
                out.push(Candidate { score: self.place_score(&place, i), at: place.start, who });
            }
        }
        out
    }

    /// Names that look like a person's and are the subject of a clause, though nothing has shown them to be one.
    fn names_before(&self, i: usize, gender: Gender) -> Vec<Candidate> {
        let first = self.tokens.sentences[self.tokens.sentence_of(i).saturating_sub(NEAR)].start;
        let near = self.names_within(&(first..i));
        let free = near.filter(|&n| self.owners[n].is_none() && self.names[n].sort == Sort::Person);
        let known = |n: usize| gazetteer().gender(self.tokens.word(self.names[n].range.start));
        free.filter(|&n| known(n).is_none_or(|it| it == gender))
            .filter(|&n| self.subjects.role(self.names[n].range.end - 1) == Role::Main && !self.elsewhere(self.names[n].range.start, i))
            .map(|n| Candidate {
                score: self.place_score(&self.names[n].range, i),
                at: self.names[n].range.start,
                who: Antecedent::Name(n),
            })
            .collect()
    }

    /// Does the token stand in another quotation than the pronoun?
    fn elsewhere(&self, at: usize, i: usize) -> bool {
        self.quotes.outer(at).is_some() && self.quotes.outer(at) != self.quotes.outer(i)
    }

    /// What nearness and grammar say for an antecedent.
    fn place_score(&self, range: &Range<usize>, i: usize) -> i64 {
        let (here, there) = (self.tokens.sentence_of(i), self.tokens.sentence_of(range.end - 1));
        let role = self.role(range);
        // "Marsh would go, he said": whoever says so hardly means himself by his name.
        let pronoun = range.len() == 1 && matches!(self.tags[range.start], Tag::PRP | Tag::PRPS);
        let reported = here == there && !pronoun && self.quotes.outer(i).is_none() && self.closes(i);
        role.weight() - SENTENCE * i64::try_from(here - there).unwrap_or(i64::MAX / 60) - if reported { REPORTED } else { 0 }
    }

    /// The mention's role; "Minister of Trade Ada Marsh" is a subject with its title.
    fn role(&self, range: &Range<usize>) -> Role {
        let title = self.name_starting(range.start).and_then(|n| self.names[n].title.clone()).unwrap_or(range.start..range.start);
        let role = title.chain(std::iter::once(range.end - 1)).map(|i| self.subjects.role(i)).max().unwrap_or(Role::Other);
        if role == Role::Other && self.is_subject(range) { Role::Embedded } else { role }
    }

    /// Do the pronoun and its verb of saying follow what is said, and end it?
    fn closes(&self, i: usize) -> bool {
        let behind = i > 0 && (self.tokens.is(i - 1, ",") || self.tokens.kind(i - 1) == Kind::Quote);
        let end = self.tokens.sentences[self.tokens.sentence_of(i)].end;
        let open =
            |at: usize| at < end && !matches!(self.tags[at], Tag::IN | Tag::CC | Tag::NNP | Tag::RB) && self.tokens.kind(at) == Kind::Word;
        behind && is_plain_say(&self.tokens.lower(i + 1)) && !open(i + 2)
    }

    fn score(&self, mention: &Mention, i: usize, wants: Wants, context: Context<'_>) -> i64 {
        let actor = &self.actors[mention.actor];
        let mut score = self.place_score(&mention.tokens, i);
        if context.recent_sources.last() == Some(&mention.actor) {
            score += 20;
        }
        if mention.form == Form::Pronoun {
            score += 5;
        }
        if self.elsewhere(mention.tokens.end - 1, i) {
            score -= ELSEWHERE;
        }
        match wants {
            Wants::Person(_) if actor.gender.is_some() => score += 10,
            Wants::Several if actor.plural => score += PLURAL,
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

/// The most salient; none where another is as salient in the same sentence.
fn best(mut all: Vec<Candidate>) -> Option<Antecedent> {
    all.sort_by(|a, b| (b.score, b.at, &b.who).cmp(&(a.score, a.at, &a.who)));
    let first = all.first()?;
    let rival = all.iter().skip(1).find(|it| it.who != first.who);
    let doubtful = rival.is_some_and(|it| first.score - it.score < MARGIN);
    (!doubtful).then(|| first.who.clone())
}
