//! Whose verb it is, with all who are listed with him: the subject of a verb group or of what carries it, and lists of nouns.

use std::ops::Range;

use super::clauses::Clauses;
use crate::lexicon::events::{event_noun, event_verbs};
use crate::lexicon::phrases;
use crate::phrases::{Form, Phrase};

impl Clauses<'_> {
    /// Is the comma one of a list that goes on?
    pub(super) fn in_list(&self, comma: usize) -> bool {
        self.phrase(comma + 1) == Some(Phrase::Noun) && comma > 0 && self.phrase(comma - 1) == Some(Phrase::Noun)
    }

    /// Does a finite verb follow, over adverbs and days?
    pub(super) fn subject_of_next(&self, list: &Range<usize>) -> bool {
        let mut i = list.end;
        while matches!(self.phrase(i), Some(Phrase::Adverb | Phrase::Time)) {
            i += 1;
        }
        self.phrase(i) == Some(Phrase::Verb(Form::Finite))
    }

    /// "the port and the union", "Marsh, Finch and Lowe": nouns joined by "and", and by commas where an "and" comes; "of" and "from" inside.
    pub(super) fn list(&self, start: usize) -> Range<usize> {
        let mut end = self.item(start);
        let mut i = end;
        // Commas count only once an "and" is reached.
        while i < start + 40 {
            let and = self.phrase(i) == Some(Phrase::And) && self.opens(i, &["and", "or", "&"]);
            let comma = self.phrase(i) == Some(Phrase::Comma);
            let serial = comma && self.phrase(i + 1) == Some(Phrase::And);
            let next = if serial { i + 2 } else { i + 1 };
            if !(and || comma) || self.phrase(next) != Some(Phrase::Noun) {
                break;
            }
            let item = self.item(next);
            if self.subject_of_next(&(next..item)) {
                break;
            }
            i = item;
            if and || serial {
                end = item;
            }
        }
        start..end
    }

    /// One noun with what hangs on to it by "of" and "from".
    pub(super) fn item(&self, start: usize) -> usize {
        let mut end = start + 1;
        while self.phrase(end) == Some(Phrase::Preposition)
            && self.opens(end, &["of", "from"])
            && self.phrase(end + 1) == Some(Phrase::Noun)
        {
            end += 2;
        }
        end
    }

    /// The subject of a verb group, of what carries it where it has none of its own ("was expected to meet", "after meeting").
    pub(super) fn subject(&self, verb: usize) -> Option<Range<usize>> {
        match self.phrase(verb)? {
            Phrase::Verb(Form::Infinitive | Form::Base | Form::Gerund) => self.carried(verb),
            _ => self.sentence.subject_left(verb).map(|it| self.whole(it.chunks)),
        }
    }

    pub(super) fn carried(&self, verb: usize) -> Option<Range<usize>> {
        let mut i = verb;
        while let Some(before) = i.checked_sub(1).filter(|_| verb - i < 80) {
            match self.sentence.chunks[before].phrase {
                Phrase::Verb(Form::Finite | Form::Participle) => {
                    return self.sentence.subject_left(before).map(|it| self.whole(it.chunks));
                }
                Phrase::Verb(_) | Phrase::Adverb | Phrase::Adjective => i = before,
                // "urged the guards to leave": those urged; but "flew to Selm to meet …": those who flew.
                Phrase::Noun if self.phrase(verb) == Some(Phrase::Verb(Form::Infinitive)) => {
                    let governor = (0..before).rev().take(80).find(|&k| self.sentence.chunks[k].is_verb())?;
                    let main = self.main(governor);
                    let bids =
                        event_verbs(&self.lower(main)).iter().any(|it| it.particle.is_none() && it.needs().any(|need| need == "bid"));
                    let active = !self.passive(governor);
                    if bids && active && governor + 1 == self.start_of_noun(before) {
                        return Some(self.start_of_noun(before)..before + 1);
                    }
                    return self.subject(governor).filter(|_| governor < verb);
                }
                // "after meeting Finch, Marsh said": the subject of the clause it hangs on.
                _ => {
                    return self.host(before, verb);
                }
            }
        }
        None
    }

    /// The subject of the nearest clause, leftwards first. "Vasch spoke after shells hit the harbour, killing two": shells take no part in
    /// anything, and nobody further left did it.
    pub(super) fn host(&self, left: usize, right: usize) -> Option<Range<usize>> {
        let finite = |&k: &usize| self.sentence.chunks[k].is_finite();
        let before = (0..left).rev().take(80).filter(finite).take(4);
        let behind = (right + 1..self.sentence.chunks.len()).take(80).filter(finite).take(1);
        let subjects = before.chain(behind).filter_map(|k| Some((k, self.sentence.subject_left(k)?)));
        for (verb, subject) in subjects {
            let core = self.sentence.chunks[subject.core].range.clone();
            let whole = self.whole(subject.chunks);
            let thing = self.is_term(&whole);
            if !thing && !self.people(std::slice::from_ref(&whole)).is_empty() {
                return Some(whole);
            }
            // "said a truce between A and B could be signed after meeting Finch": nobody who signs is told, so it is who said it.
            if thing && self.passive(verb) && subject.core < left {
                continue;
            }
            if core.clone().all(|t| self.setting.text.tags[t].is_noun()) && subject.core < left {
                return None;
            }
        }
        None
    }

    /// "a truce between Selm and Dorn": a thing that the talks are about, whoever is named behind it.
    pub(super) fn is_term(&self, whole: &Range<usize>) -> bool {
        let Some(first) = whole.clone().find(|&i| self.phrase(i) == Some(Phrase::Noun)) else { return false };
        let head = self.head(first);
        let meeting = event_noun(&head).is_some_and(|(kind, _)| kind == "CONSULT");
        !meeting && phrases::deal_nouns().first_in(&[head]).is_some() && self.people(std::slice::from_ref(&(first..first + 1))).is_empty()
    }

    /// Back from a noun over "of" and "and" to the first noun of its list.
    pub(super) fn start_of_noun(&self, noun: usize) -> usize {
        let mut start = noun;
        while start >= 2
            && self.phrase(start - 2) == Some(Phrase::Noun)
            && (self.phrase(start - 1) == Some(Phrase::And)
                || self.opens(start - 1, &["of", "from"]) && self.phrase(start - 1) == Some(Phrase::Preposition))
        {
            start -= 2;
        }
        start
    }

    /// All of a subject: what is listed before its last noun, and the noun before "between".
    pub(super) fn whole(&self, chunks: Range<usize>) -> Range<usize> {
        match self.between(chunks.start) {
            Some(noun) => noun..chunks.end,
            None => self.listed_left(chunks),
        }
    }

    /// "a truce between Selm and Dorn": from a noun of the two back to what stands between them.
    pub(super) fn between(&self, noun: usize) -> Option<usize> {
        let back = (0..noun).rev().take(6).find(|&i| !matches!(self.phrase(i), Some(Phrase::Noun | Phrase::And | Phrase::Comma)))?;
        let what = back.checked_sub(1).filter(|&i| self.phrase(i) == Some(Phrase::Noun))?;
        (self.phrase(back) == Some(Phrase::Preposition) && self.opens(back, &["between", "among"])).then_some(what)
    }

    /// "Marsh, Finch and Lowe met": what is listed before the last noun of a subject, where the first of the list opens its clause.
    pub(super) fn listed_left(&self, chunks: Range<usize>) -> Range<usize> {
        let mut start = chunks.start;
        let mut seen_and = false;
        // The furthest start that opens the clause: in "In the meantime, Marsh and Finch met" the meantime takes no part.
        let mut whole = chunks.clone();
        while start >= 2 && self.phrase(start - 2) == Some(Phrase::Noun) {
            let and = self.phrase(start - 1) == Some(Phrase::And) && self.opens(start - 1, &["and"]);
            // "the union of the crews and the port": over "of", once an "and" is reached.
            let of = seen_and && self.phrase(start - 1) == Some(Phrase::Preposition) && self.opens(start - 1, &["of", "from"]);
            if !(and || of || seen_and && self.phrase(start - 1) == Some(Phrase::Comma)) {
                break;
            }
            seen_and |= and;
            start -= 2;
            if self.opens_clause(start) && !self.people(std::slice::from_ref(&(start..start + 1))).is_empty() {
                whole = start..chunks.end;
            }
        }
        whole
    }
}
