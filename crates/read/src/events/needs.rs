//! What a verb needs to tell an event: "met" an actor or a place, "signed" a term of talks. `data/event-verbs.tsv` says what, this says whether it is there.

use std::ops::Range;

use super::clauses::{Behind, Clauses};
use super::people::Who;
use crate::lexicon::act_verbs;
use crate::lexicon::calendar::is_stretch;
use crate::lexicon::events::{event_noun, event_verbs, holds_told, is_object, is_told};
use crate::lexicon::phrases;
use crate::phrases::{Form, Phrase};

use armistice_types::statement::ActorKind;

/// Prepositions that may name those acted upon.
pub(super) const UPON: [&str; 9] = ["with", "to", "against", "from", "on", "at", "for", "over", "into"];

/// Prepositions that may name what a weapon strikes.
const STRUCK: [&str; 6] = ["on", "in", "at", "into", "through", "inside"];

/// Types of what is done to somebody's harm.
const HARMS: [&str; 4] = ["ASSAULT", "COERCE", "PROTEST", "SANCTION"];

/// The clause of one verb.
#[derive(Clone, Copy)]
pub(super) struct Verb<'a> {
    pub(super) verb: usize,
    pub(super) subject: &'a Option<Range<usize>>,
    pub(super) behind: &'a Behind,
    pub(super) passive: bool,
}

impl Clauses<'_> {
    /// The chunk ranges of those acted upon, where the need is met.
    pub(super) fn need(&self, need: &str, it: &Verb<'_>) -> Option<Vec<Range<usize>>> {
        let object = if it.passive { it.subject.clone() } else { it.behind.object.clone() };
        let objects: Vec<Range<usize>> = object.into_iter().collect();
        let after = |words: &[&str]| self.after(it.behind, words);
        let infinitive = self.phrase(it.behind.end) == Some(Phrase::Verb(Form::Infinitive));
        let some = |ranges: &[Range<usize>]| !self.people(ranges).is_empty();
        match need {
            _ if self.silence(it.behind) => None,
            "any" => Some(objects.into_iter().chain(after(&UPON)).collect()),
            // "received the judge's paper": no guest.
            "guest" if self.of_class("deal", &objects) => None,
            "whom" => objects.first().is_some_and(|it| some(&[it.start..it.start + 1])).then_some(objects),
            "alone" => (it.behind.object.is_none() && !it.passive && !self.clause_follows(it.behind.end)).then(|| after(&UPON)),
            "weapon" => {
                let found: Vec<Range<usize>> = objects.iter().cloned().chain(after(&STRUCK)).collect();
                let struck = some(&found) || self.of_class("struck", &found) || self.place_behind(it, &objects);
                (self.is_subject("weapons", it) && struck).then_some(found)
            }
            "until" => self.until(it).then(|| objects.into_iter().chain(after(&["to"])).collect()),
            "who" | "guest" => some(&objects).then(|| objects.into_iter().chain(after(&["with"])).collect()),
            "person" => self.somebody(&objects).then_some(objects),
            "with" | "at" | "between" | "against" | "by" => Some(after(&[need])).filter(|found| some(found)),
            "to-whom" => Some(after(&["to"])).filter(|found| objects.is_empty() && self.somebody(found)),
            "place" => self.place_behind(it, &objects).then(|| after(&["with"])),
            "sides" => objects.first().is_some_and(|it| self.both_sides(it)).then_some(objects),
            "hours" => {
                let stretch = (it.verb + 1..it.verb + 3).any(|i| i < self.sentence.chunks.len() && is_stretch(&self.head(i)));
                Some(after(&["with"])).filter(|found| stretch && self.somebody(found))
            }
            "plural" => (objects.is_empty() && self.several(it.subject)).then(|| after(&["with"])),
            "bid" => (infinitive && some(&objects)).then_some(objects),
            "bid-out" => (infinitive && some(&objects) && self.leaves(it.behind.end)).then_some(objects),
            "who-for" => (some(&objects) && !after(&["for"]).is_empty()).then_some(objects),
            "to" => (infinitive && objects.is_empty()).then(|| after(&["to", "with"])),
            "to-harm" => (infinitive && self.harms(it.behind.end)).then(|| after(&UPON)),
            "that" => (self.phrase(it.behind.end) == Some(Phrase::That)).then(Vec::new),
            "clause" => self.clause_follows(it.behind.end).then(Vec::new),
            "to-deal" => Some(after(&["to", "on", "upon", "with"])).filter(|found| self.of_class("deal", found)),
            "from-talks" => Some(after(&["from", "of"])).filter(|found| self.of_class("talks", found)),
            // Forces and inspectors are sent, nothing is done to them.
            "forces" | "inspectors" | "emergency" => self.of_class(need, &objects).then(|| after(&UPON)),
            class => self.of_class(class, &objects).then(|| self.beside(objects, after(&UPON))),
        }
    }

    /// "declined to comment", "insisted on anonymity": nothing of the talks.
    fn silence(&self, behind: &Behind) -> bool {
        let infinitive = self.phrase(behind.end) == Some(Phrase::Verb(Form::Infinitive));
        // "declined to respond to the demand" refuses it.
        let asked = || {
            self.after(&self.behind(behind.end), &["to"])
                .iter()
                .any(|it| ["asks", "demands"].iter().any(|class| self.of_class(class, std::slice::from_ref(it))))
        };
        let verb = infinitive && is_object(&self.lower(self.main(behind.end)), "silence") && !asked();
        let nouns = behind.object.iter().chain(behind.prepositions.iter().map(|(_, list)| list)).cloned().flatten();
        verb || nouns.take(12).any(|i| self.phrase(i) == Some(Phrase::Noun) && is_object(&self.head(i), "silence"))
    }

    /// Those acted upon where the object is a thing: whoever is named behind a preposition, or as owner of the thing.
    fn beside(&self, objects: Vec<Range<usize>>, mut after: Vec<Range<usize>>) -> Vec<Range<usize>> {
        after.extend(objects);
        after
    }

    /// "met in Selm", "left the island".
    fn place_behind(&self, it: &Verb<'_>, objects: &[Range<usize>]) -> bool {
        let found = self.after(it.behind, &["in", "at", "to", "off", "into", "near"]);
        let named = |list: &Range<usize>| {
            let head = self.sentence.chunks[list.end - 1].head();
            self.setting.text.tokens.capital(head) && self.sentence.chunks[list.end - 1].is_noun()
        };
        objects.iter().chain(&found).any(named)
    }

    /// A person by name, who writes for no outlet: to tell a reporter something is no meeting.
    fn somebody(&self, ranges: &[Range<usize>]) -> bool {
        let named = |list: &Range<usize>| {
            let chunk = &self.sentence.chunks[list.start].range;
            self.setting.text.tokens.is_any(chunk.start, &["him", "her", "them"]) || self.setting.text.tokens.capital(chunk.end - 1)
        };
        let writes = |at: usize| self.setting.actors.roles(at).iter().any(|role| holds_told(role, "writer"));
        ranges.iter().any(named)
            && self.people(ranges).iter().any(|who| match who {
                Who::Known(at) => self.setting.actors.kind(*at) == ActorKind::Person && !writes(*at),
                Who::Described(range) => self.setting.actors.is_person_name(range.end),
                Who::State(..) | Who::Place(_) => false,
            })
    }

    /// Do several take part: "the two sides", "Marsh and Finch"?
    pub(super) fn several(&self, subject: &Option<Range<usize>>) -> bool {
        let Some(subject) = subject else { return false };
        let plural = |i: usize| {
            let chunk = &self.sentence.chunks[i];
            is_told(&self.head(i), "several") && chunk.is_noun()
        };
        self.people(std::slice::from_ref(subject)).len() > 1 || subject.clone().any(plural)
    }

    /// "both sides", "each delegation": those between whom somebody goes.
    fn both_sides(&self, object: &Range<usize>) -> bool {
        let words = self.sentence.chunks[object.start].range.clone();
        let whole = words.clone().any(|t| self.setting.text.tokens.is_any(t, &["both", "two", "each", "all"]));
        whole && words.last().is_some_and(|t| is_told(&self.lower(t), "side"))
    }

    /// Does a clause follow, with "that" or without?
    pub(super) fn clause_follows(&self, at: usize) -> bool {
        self.phrase(at) == Some(Phrase::That) || self.phrase(at) == Some(Phrase::Noun) && self.subject_of_next(&self.list(at))
    }

    /// "gave the guards until midnight"
    fn until(&self, it: &Verb<'_>) -> bool {
        (it.verb + 1..it.behind.end + 1).any(|i| self.opens(i, &["until", "till"]))
    }

    /// "ordered them to leave"
    fn leaves(&self, verb: usize) -> bool {
        is_object(&self.lower(self.main(verb)), "out")
    }

    /// Is there a verb at this chunk, and one of doing harm?
    pub(super) fn harms(&self, verb: usize) -> bool {
        if !self.sentence.chunks.get(verb).is_some_and(|it| it.is_verb()) {
            return false;
        }
        let main = self.main(verb);
        let form = self.lower(main);
        act_verbs::class_of(&form, &self.lower(main + 1)) == Some(act_verbs::Class::Harming)
            || event_verbs(&form).iter().find(|it| it.particle.is_none()).is_some_and(|it| HARMS.contains(&it.kind))
    }

    /// Does the head of a phrase, or a noun behind "of", belong to the class?
    pub(super) fn of_class(&self, class: &str, ranges: &[Range<usize>]) -> bool {
        let nouns = ranges.iter().cloned().flatten().filter(|&i| self.phrase(i) == Some(Phrase::Noun));
        let is = |i: usize| {
            let head = self.head(i);
            is_object(&head, class) || class == "talks" && event_noun(&head).is_some_and(|(kind, _)| kind == "CONSULT")
        };
        let mut nouns = nouns.peekable();
        if nouns.any(is) {
            return true;
        }
        class == "deal"
            && ranges.iter().any(|list| {
                let words: Vec<String> = self.sentence.span(list).take(30).map(|t| self.lower(t)).collect();
                phrases::deal_nouns().first_in(&words).is_some()
            })
    }
}
