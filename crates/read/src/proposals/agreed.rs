//! What sides are told to have agreed together, as a text of its own, and what a go-between asks both of them about.
//!
//! ## What it finds
//! "The province and the growers agreed that the court would decide": a text agreed between the two, its terms the clause. "The
//! tentative accord keeps 45 percent" goes on about it. "She had asked both sides whether a judge might decide": an idea floated.
//! ## Why it matters
//! The last text of many talks is never put forward by anybody: it is told when it is agreed.
//! ## Does not find
//! An agreement that somebody claims, denies, expects or makes depend on something: only what the report tells in its own voice as done.

use std::ops::Range;

use armistice_types::statement::{ActorId, ProposalKind, Statement};

use super::clauses::Clause;
use super::gathered::Gathered;
use crate::acceptance;
use crate::phrases::{Form, Phrase};
use crate::tags::Tag;

/// Nouns of what sides agree on.
const ACCORDS: [&str; 6] = ["accord", "agreement", "contract", "deal", "pact", "settlement"];
/// Words by which an accord is a text not yet in force.
const TENTATIVE: [&str; 5] = ["interim", "preliminary", "provisional", "tentative", "initialled"];
/// Both of those between whom somebody goes.
const BOTH: [&str; 7] = ["both", "sides", "parties", "delegations", "teams", "camps", "capitals"];

impl Clause<'_, '_, '_> {
    /// "the tentative contract"
    pub(super) fn tentative(&self, i: usize) -> bool {
        let tokens = self.setting.text.tokens;
        self.accord(i) && self.sentence.chunks[i].range.clone().any(|t| tokens.is_any(t, &TENTATIVE))
    }

    fn accord(&self, i: usize) -> bool {
        let head = self.sentence.chunks.get(i).filter(|it| it.phrase == Phrase::Noun).map(|it| self.setting.text.tokens.lower(it.head()));
        head.is_some_and(|head| ACCORDS.contains(&head.as_str()))
    }

    /// "The accord" of a report that tells of one agreed text.
    pub(super) fn the_agreed(&self, i: usize, out: &mut Gathered<'_, '_, '_>) -> Option<usize> {
        let first = self.sentence.chunks.get(i)?.range.start;
        let definite = self.setting.text.tokens.is_any(first, &["the", "this", "that", "their"]);
        (self.accord(i) && definite).then(|| out.agreed_text())?
    }

    /// "The province and the growers agreed that the court would decide".
    pub(super) fn agreed(&self, verb: usize, out: &mut Gathered<'_, '_, '_>) {
        let finite = self.phrase(verb) == Some(Phrase::Verb(Form::Finite));
        if !finite || !self.setting.text.tokens.is(self.main(verb), "agreed") || !self.plain(verb) || !self.in_its_own_voice(verb) {
            return;
        }
        let Some(subject) = self.sentence.subject_left(verb) else { return };
        let start = self.first_of_list(subject.chunks.start);
        let mut people = self.sides_of(subject.chunks, verb);
        // "The province and the growers" that a statement made one actor of: those two, and no third.
        let group = people.iter().copied().find(|id: &ActorId| self.setting.actors.borrow().is_list(id.0 as usize - 1));
        if let Some(group) = group {
            people = vec![group];
        }
        let terms = self.agreed_terms(verb);
        if people.len() < 2 && group.is_none() || terms.is_empty() {
            return;
        }
        let at = out.add(None, &self.sentence.span(&(start..verb + 1)));
        out.terms(at, &terms);
        out.sponsors(at, people);
        let day = self.day(verb);
        out.get(at).when = day;
        out.get(at).kind = Some(ProposalKind::AgreedText);
    }

    fn first_of_list(&self, mut start: usize) -> usize {
        while start >= 2 && self.phrase(start - 1) == Some(Phrase::And) && self.phrase(start - 2) == Some(Phrase::Noun) {
            start -= 2;
        }
        start
    }

    /// Those whom a subject lists, each by the first noun of its part.
    pub(super) fn sides_of(&self, subject: Range<usize>, verb: usize) -> Vec<ActorId> {
        let start = self.first_of_list(subject.start);
        let joined = |i: &usize| *i == start || matches!(self.phrase(*i - 1), Some(Phrase::And | Phrase::Comma));
        let noun = |i: &usize| self.phrase(*i) == Some(Phrase::Noun);
        let sides: Vec<Range<usize>> = (start..subject.end.min(verb).max(start)).filter(joined).filter(noun).map(|i| i..i + 1).collect();
        self.people(&sides)
    }

    /// The clause behind "agreed that", what follows "agreed to" and "agreed on".
    fn agreed_terms(&self, verb: usize) -> Vec<Range<usize>> {
        if self.phrase(verb + 1) == Some(Phrase::That) {
            let closes = |j: &usize| matches!(self.phrase(*j), Some(Phrase::Comma | Phrase::Mark | Phrase::Quote));
            let end = (verb + 2..self.sentence.chunks.len()).find(closes).unwrap_or(self.sentence.chunks.len());
            let clause = self.sentence.span(&(verb + 2..end));
            // "Agreed that the talks had been long" is an opinion of both.
            let promised = clause.clone().any(|t| self.setting.text.tokens.is_any(t, &["will", "would", "shall", "should", "must"]));
            return if promised { vec![clause] } else { Vec::new() };
        }
        // "agreed on Monday to a truce": over the day.
        let opens = |j: &usize| self.word(*j, &["to", "on", "upon"]) && self.phrase(*j + 1) == Some(Phrase::Noun);
        let passed = |j: &usize| matches!(self.phrase(*j), Some(Phrase::Preposition | Phrase::Time | Phrase::Adverb));
        let from = (verb + 1..verb + 6).take_while(passed).find(opens).map_or(verb + 1, |j| j + 1);
        let parts = self.parts(from, true);
        if parts.iter().any(|it| self.of_deals(it)) { parts } else { Vec::new() }
    }

    /// Told by the report itself, in no statement of somebody, with no word of hearsay.
    fn in_its_own_voice(&self, verb: usize) -> bool {
        let range = &self.sentence.chunks[verb].range;
        let words = self.setting.index.span(self.setting.text.tokens.bytes(range));
        let inside = |it: &Statement| it.content.iter().any(|span| span.overlaps(words));
        !self.setting.statements.iter().any(inside) && !acceptance::qualified(self.setting.text, &self.sentence.range, range)
    }

    /// "She had asked both whether an arbitrator might decide where a panel split": put to both, and nobody's demand.
    pub(super) fn floated(&self, verb: usize, out: &mut Gathered<'_, '_, '_>) {
        let tokens = self.setting.text.tokens;
        let asks = tokens.is(self.main(verb), "asked") || tokens.is(self.main(verb), "sounded");
        let object = (verb + 1..verb + 3).find(|&j| self.phrase(j) == Some(Phrase::Noun) || self.word(j, &["both"]));
        let Some(object) = object.filter(|_| asks && self.plain(verb)) else { return };
        let both = self.sentence.chunks[object].range.clone().any(|t| tokens.is_any(t, &BOTH));
        let Some(whether) = (object + 1..object + 4).find(|&j| self.word(j, &["whether", "if"])).filter(|_| both) else { return };
        let closes = |j: &usize| matches!(self.phrase(*j), Some(Phrase::Comma | Phrase::Mark | Phrase::Quote));
        let end = (whether + 1..self.sentence.chunks.len()).find(closes).unwrap_or(self.sentence.chunks.len());
        let term = self.sentence.span(&(whether + 1..end));
        let open = term.clone().any(|t| self.setting.text.tags[t] == Tag::MD);
        let sponsors = self.sentence.subject_left(verb).map(|it| self.people(&[it.chunks])).unwrap_or_default();
        if !open || sponsors.is_empty() {
            return;
        }
        let at = out.add(None, &self.sentence.span(&(verb..end)));
        out.terms(at, &[term]);
        out.sponsors(at, sponsors);
        let day = self.day(verb);
        out.get(at).when = day;
    }
}
