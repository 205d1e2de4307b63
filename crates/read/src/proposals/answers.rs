//! What came back on a proposal. Only a plain yes to the whole, told as one that took place, is an acceptance.

use std::ops::Range;

use armistice_types::statement::{Act, ActorId, ActorKind, Answer, Certainty, Event, Modality, Response};

use super::clauses::Clause;
use super::gathered::Gathered;
use crate::acceptance;

impl Clause<'_, '_, '_> {
    pub(super) fn answered(
        &self,
        role: &str,
        verb: usize,
        subject: Option<Range<usize>>,
        object: Option<usize>,
        out: &mut Gathered<'_, '_, '_>,
    ) {
        let it = |j: &usize| self.is_it(*j) && matches!(role, "rejected" | "comments" | "received" | "studying");
        let (Some(subject), Some(object)) = (subject, object.filter(|j| self.paper(*j) || it(j))) else { return };
        // "received a paper": without terms, one like it is delivered every morning.
        if self.word(object, &["a", "an", "some"]) && role != "discusses" && !self.word(object + 1, &["of", "for"]) {
            return;
        }
        let response: Option<Response> = role.parse().ok();
        let accepts = matches!(response, Some(Response::Accepted | Response::AcceptedAdReferendum));
        let mut by = self.people(std::slice::from_ref(&subject));
        if !accepts && role != "discusses" && self.is_it(subject.start) {
            by = self.speaker_of(verb).map_or(by, |it| vec![it]);
        }
        by.retain(|id| self.setting.actors.borrow().kind(id.0 as usize - 1) != ActorKind::Outlet);
        if by.is_empty() || accepts && !(self.whole(verb) && self.may_accept(verb, &by)) {
            return;
        }
        let words = out.span(&self.sentence.chunks[verb].range);
        let open = |it: &&Event| it.span.overlaps(words) && matches!(it.modality, Modality::Hypothetical | Modality::Denied);
        if role != "discusses" && self.setting.events.iter().any(|it| open(&it)) {
            return;
        }
        let words = &self.sentence.chunks[object].range;
        let referred = if self.is_it(object) { out.just_before(words.start) } else { out.refer(words) };
        let Some(at) = referred else { return };
        let (terms, _) = if self.word(object + 1, &["of", "for"]) { self.terms(object + 2) } else { (Vec::new(), 0) };
        out.terms(at, &terms);
        if role == "discusses" {
            let with = (object + 1..object + 3).find(|&j| self.word(j, &["with"]));
            let with = with.map(|j| self.people(&self.items(j + 1, &["of"]).0)).unwrap_or_default();
            for id in by.into_iter().chain(with) {
                if !out.get(at).discussed_by.contains(&id) {
                    out.get(at).discussed_by.push(id);
                }
            }
            return;
        }
        let Some(response) = response else { return };
        let span = out.span(&(self.sentence.chunks[verb].range.start..self.sentence.chunks[object].range.end));
        let when = self.day(verb);
        for by in by {
            out.get(at).answers.push(Answer { by, response, when, span });
        }
    }

    /// "Its spokeswoman said it was studying the paper": who speaks of "it" where nobody else can be meant. Never asked for a yes.
    fn speaker_of(&self, verb: usize) -> Option<ActorId> {
        let verb = self.setting.index.span(self.setting.text.tokens.bytes(&self.sentence.chunks[verb].range));
        let mut around = self.setting.statements.iter().filter(|it| it.content.iter().any(|span| span.overlaps(verb)));
        let id = around.next().filter(|_| around.next().is_none())?.source.actor?;
        self.setting.actors.borrow().speaks_for_a_side(id.0 as usize - 1).then_some(id)
    }

    /// Accepted, and not nearly, reportedly, in part, in principle or on a condition.
    pub(super) fn whole(&self, verb: usize) -> bool {
        let (text, sentence) = (self.setting.text, &self.sentence.range);
        !acceptance::qualified(text, sentence, &self.sentence.chunks[verb].range) && !acceptance::partly(text, sentence)
    }

    pub(super) fn is_it(&self, j: usize) -> bool {
        let range = &self.sentence.chunks[j].range;
        range.len() == 1 && self.setting.text.tokens.is(range.start, "it")
    }

    /// An event that took place, in the report's own voice or in the accepting side's own plain statement; never by hearsay, in a hope or on a condition.
    pub(super) fn may_accept(&self, verb: usize, by: &[ActorId]) -> bool {
        let verb = self.setting.index.span(self.setting.text.tokens.bytes(&self.sentence.chunks[verb].range));
        let told = |it: &Event| it.kind == "AGREE" && it.modality == Modality::Actual && it.span.overlaps(verb);
        if !self.setting.events.iter().any(told) {
            return false;
        }
        let mut around = self.setting.statements.iter().filter(|it| it.content.iter().any(|span| span.overlaps(verb))).peekable();
        if around.peek().is_none() {
            return self
                .setting
                .statements
                .iter()
                .filter(|it| it.cue.is_some_and(|cue| cue.overlaps(verb)))
                .all(|it| it.act == Act::Accept && !it.negated && it.certainty == Certainty::Certain && it.conditions.is_empty());
        }
        around.all(|it| {
            let own = it.source.actor.is_some_and(|id| by.contains(&id));
            own && it.act == Act::Accept
                && !it.negated
                && it.certainty == Certainty::Certain
                && it.conditions.is_empty()
                && it.within.is_none()
        })
    }
}
