//! Bare past forms, which may be a verb of their clause, may hang on a noun ("raids committed by the guards") or stand before one ("alleged
//! raids"). What they are is decided by what stands round them.

use std::ops::Range;

use super::clauses::{BE, CLAUSE, Clauses};
use crate::lexicon::events::event_verbs;
use crate::phrases::{Form, Phrase};

impl Clauses<'_> {
    /// "The ministry on Friday denounced the raid": a bare past form that may be a participle, but the clause has no other verb.
    pub(super) fn tells_itself(&self, verb: usize) -> bool {
        let range = &self.sentence.chunks[verb].range;
        let bare = self.phrase(verb) == Some(Phrase::Verb(Form::Participle)) && range.len() == 1;
        let ends = |i: usize| matches!(self.phrase(i), Some(Phrase::Comma | Phrase::Mark | Phrase::That | Phrase::Wh | Phrase::Quote));
        let clause = |i: &usize| !(ends(*i) || self.phrase(*i) == Some(Phrase::Preposition) && self.opens(*i, &CLAUSE));
        let mut left = (0..verb).rev().skip_while(|&i| matches!(self.phrase(i), Some(Phrase::Time | Phrase::Adverb | Phrase::Preposition)));
        let noun = left.next().filter(|&i| self.phrase(i) == Some(Phrase::Noun)).map(|i| self.start_of_noun(i));
        let opens = noun.is_some_and(|i| i == 0 || self.opens_clause(i));
        let other = (verb + 1..self.sentence.chunks.len()).take_while(clause).any(|i| self.sentence.chunks[i].is_finite());
        bare && opens && !other && !self.opens(verb + 1, &["by"])
    }

    /// Is a bare past form, or "is opposed to", told of its subject?
    pub(super) fn is_active(&self, verb: usize, kind: &str) -> bool {
        let bare = self.phrase(verb) == Some(Phrase::Verb(Form::Participle)) && self.sentence.chunks[verb].range.len() == 1;
        let opposed = kind == "REJECT" && !self.phrase(verb).is_some_and(|it| it == Phrase::Verb(Form::Participle));
        self.tells_itself(verb) || bare && self.has_subject(verb) || opposed && self.opens(verb + 1, &["to"])
    }

    /// Is somebody accused, or a deed looked into? Then whoever did it stands behind "by".
    pub(super) fn accuses(&self, verb: usize, object: Option<&Range<usize>>) -> bool {
        let noun = || object.and_then(|it| self.noun(it)).is_some_and(|(kind, _)| kind == "ACCUSE");
        !self.passive(verb) && (event_verbs(&self.lower(self.main(verb))).iter().any(|it| it.kind == "ACCUSE") || noun())
    }

    /// "is", "has": a verb that says nothing by itself.
    pub(super) fn is_auxiliary(&self, verb: usize) -> bool {
        let main = self.main(verb);
        self.setting.text.tokens.is_any(main, &BE) || self.setting.text.tokens.is_any(main, &["has", "have", "had"])
    }
}
