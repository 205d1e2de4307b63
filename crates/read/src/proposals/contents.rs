//! What a paper is said to hold: in the clause of its noun ("the plan provides for …"), in a sentence that goes on about it ("it would also
//! …", "under the plan, …"), and as somebody describes it.

use std::ops::Range;

use super::clauses::Clause;
use super::gathered::Gathered;
use crate::lexicon::phrases::deal_nouns;
use crate::phrases::{Form, Phrase};
use crate::tags::Tag;

impl Clause<'_, '_, '_> {
    /// "It provides for a truce, the departure of all marines and a watch over shipping": what a paper is said to provide for is a term,
    /// whatever it is.
    pub(super) fn contains(&self, verb: usize, after: usize, subject: Option<Range<usize>>, out: &mut Gathered<'_, '_, '_>) {
        let Some(from) = (verb + 1..verb + 4).find(|&j| self.opens(j) && self.sentence.chunks[j].range.start >= after) else { return };
        let terms = self.parts(from, false);
        if let Some(at) = self.subject_paper(verb, subject, out) {
            out.terms(at, &terms);
        }
    }

    /// "It would also raise pay by 15 percent", "the draft has the union taking ten days": the verb belongs to the term.
    pub(super) fn goes_on(&self, verb: usize, effect: bool, subject: Option<Range<usize>>, out: &mut Gathered<'_, '_, '_>) {
        let tokens = self.setting.text.tokens;
        let own = self.sentence.chunks[verb].range.clone();
        let would =
            own.clone().any(|t| tokens.is_any(t, &["would", "will"])) && !own.clone().any(|t| tokens.is_any(t, &["not", "never", "be"]));
        let has = own.len() == 1 && tokens.is_any(own.start, &["has", "had"]) && self.phrase(verb + 2) == Some(Phrase::Verb(Form::Gerund));
        if !(would || has) || !self.settled(verb) {
            return;
        }
        let parts = self.parts(verb + 1, true);
        let Some(first) = parts.first() else { return };
        let terms: Vec<Range<usize>> =
            std::iter::once(if has { first.clone() } else { self.main(verb)..first.end }).chain(parts.iter().skip(1).cloned()).collect();
        let said = has || effect || terms.iter().any(|it| self.of_deals(it));
        let Some(at) = said.then(|| self.subject_paper(verb, subject, out)).flatten() else { return };
        out.terms(at, &terms);
    }

    /// "Under the plan, the company would hire 40": the clause is the term.
    pub(super) fn under(&self, i: usize, out: &mut Gathered<'_, '_, '_>) {
        let start = self.sentence.chunks[i].range.start;
        let it = self.phrase(i + 1) == Some(Phrase::Noun) && self.is_it(i + 1);
        if start != self.sentence.range.start || !self.word(i, &["under"]) || !(self.paper(i + 1) || it) {
            return;
        }
        // "under the plan put forward by the company, …"
        let comma = (i + 2..i + 9).take_while(|&j| !self.sentence.chunks.get(j).is_none_or(|it| it.is_finite()));
        let from = comma.filter(|&j| self.phrase(j) == Some(Phrase::Comma)).map(|j| j + 1).next().unwrap_or(i + 2);
        let Some(verb) = (from..from + 6).find(|&j| self.sentence.chunks.get(j).is_some_and(|it| it.is_finite())) else { return };
        let mut own = self.sentence.chunks[verb].range.clone();
        let told = own.any(|t| self.setting.text.tokens.is_any(t, &["would", "will", "must", "get", "gets"]));
        let Some(first) = self.parts(verb + 1, true).first().cloned() else { return };
        let whole = self.sentence.chunks[from].range.start..first.end;
        if !told || !self.settled(verb) || self.phrase(from) != Some(Phrase::Noun) {
            return;
        }
        let np = self.sentence.chunks[i + 1].range.clone();
        let Some(at) = (if it { out.it(start) } else { out.refer(&np) }) else { return };
        let rest: Vec<Range<usize>> = self.parts(verb + 1, true).into_iter().skip(1).collect();
        out.terms(at, &[whole]);
        out.terms(at, &rest);
    }

    /// "Both officials described a pause of 14 days, with the guns ten kilometres back": of the paper that the sentence before spoke of.
    pub(super) fn described(&self, verb: usize, object: Option<usize>, out: &mut Gathered<'_, '_, '_>) {
        let Some(from) = object.filter(|j| !self.paper(*j)) else { return };
        let parts = self.parts(from, false);
        if !parts.first().is_some_and(|it| self.of_deals(it)) {
            return;
        }
        if let Some(at) = out.just_before(self.sentence.chunks[verb].range.start) {
            out.terms(at, &parts);
        }
    }

    /// A stretch with a number, or a noun of deals.
    pub(super) fn of_deals(&self, tokens: &Range<usize>) -> bool {
        let words: Vec<String> = tokens.clone().map(|t| self.setting.text.tokens.lower(t)).collect();
        tokens.clone().any(|t| self.setting.text.tags[t] == Tag::CD) || deal_nouns().first_in(&words).is_some()
    }

    /// No negation, condition or question round a verb that may have a modal.
    fn settled(&self, verb: usize) -> bool {
        let tokens = self.setting.text.tokens;
        let open = ["if", "unless", "whether", "should", "until", "before", "nobody", "none", "neither", "no"];
        let back = (0..verb).rev().take_while(|&i| !matches!(self.sentence.chunks[i].phrase, Phrase::Comma | Phrase::Mark));
        !self.sentence.chunks[verb].range.clone().any(|t| tokens.is_any(t, &["not", "n't", "n’t", "never"]))
            && !back.take(6).any(|i| tokens.is_any(self.sentence.chunks[i].range.start, &open))
            && !self.sentence.range.clone().any(|t| tokens.is(t, "?"))
    }

    fn opens(&self, j: usize) -> bool {
        matches!(self.phrase(j), Some(Phrase::Noun | Phrase::Time | Phrase::Verb(Form::Gerund))) && !self.word(j, &["according"])
    }

    /// What a list names: its parts, divided by commas, "and" and "with", each with what hangs on it, up to the next clause. Commas alone
    /// divide nothing: what follows is an aside. With `verbs`, a part may be a verb with what it does ("and set up a panel").
    pub(super) fn parts(&self, from: usize, verbs: bool) -> Vec<Range<usize>> {
        let (mut out, mut start, mut i, mut and) = (Vec::new(), from, from, false);
        // "would raise pay": a noun that looks like a verb.
        if verbs && self.phrase(i) == Some(Phrase::Verb(Form::Base)) {
            i += 1;
        }
        let clause = |j: usize| (j + 1..j + 3).any(|k| self.sentence.chunks.get(k).is_some_and(|it| it.is_finite()));
        loop {
            match self.phrase(i) {
                Some(Phrase::Comma | Phrase::And) => {
                    let next = (i..i + 3).find(|&j| !matches!(self.phrase(j), Some(Phrase::Comma | Phrase::And))).unwrap_or(i);
                    let with = self.word(next, &["with", "plus", "including"]) && self.phrase(i) == Some(Phrase::Comma);
                    let next = if with { next + 1 } else { next };
                    and |= with || (i..next).any(|j| self.phrase(j) == Some(Phrase::And));
                    out.push(self.sentence.span(&(start..i)));
                    let joined = verbs && matches!(self.phrase(next), Some(Phrase::Verb(Form::Base | Form::Participle)));
                    if !(self.opens(next) || joined) || clause(next) {
                        break;
                    }
                    (start, i) = (next, next + 1);
                }
                Some(Phrase::Noun | Phrase::Time | Phrase::Adverb | Phrase::Adjective) => i += 1,
                Some(Phrase::Preposition)
                    if !self.word(i, &["according", "as", "if", "unless", "because", "while", "although", "though"]) =>
                {
                    i += 1
                }
                Some(Phrase::Verb(Form::Gerund | Form::Participle | Form::Infinitive)) => i += 1,
                _ => {
                    out.push(self.sentence.span(&(start..i)));
                    break;
                }
            }
        }
        if !and {
            out.truncate(1);
        }
        out.retain(|it| !it.is_empty());
        out
    }
}
