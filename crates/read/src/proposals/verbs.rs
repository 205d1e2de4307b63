//! What a verb does with a proposal: puts it forward, moves a price, replaces a paper, passes it on.

use std::ops::Range;

use armistice_types::statement::Custody;

use super::clauses::Clause;
use super::gathered::Gathered;
use crate::lexicon::phrases::proposal_verbs;
use crate::phrases::{Form, Phrase};
use crate::tags::Tag;

impl Clause<'_, '_, '_> {
    pub(super) fn verb(&self, verb: usize, out: &mut Gathered<'_, '_, '_>) {
        let main = self.main(verb);
        let object = (verb + 1..verb + 3).find(|&j| self.phrase(j) == Some(Phrase::Noun));
        let split = object.map(|j| self.sentence.chunks[j].range.end).and_then(|end| {
            let words = [self.setting.text.tokens.lower(main), self.setting.text.tokens.lower(end)];
            proposal_verbs().at(&words, 0).filter(|(_, len)| *len == 2)
        });
        let split = split.or_else(|| object.and_then(|j| self.particle_behind(main, j)));
        let Some((role, len)) = split.or_else(|| self.role(main)) else {
            if self.one_in_its_place(verb, object, out) {
                return;
            }
            let subject = self.sentence.subject_left(verb).map(|it| it.chunks);
            self.goes_on(verb, false, subject, out);
            return;
        };
        // Behind a particle ("put forward a plan") the object stands after it.
        let object = if split.is_some() { object } else { (verb + 1..verb + 4).find(|&j| self.chunk_after(j, main + len)) };
        let subject = self.sentence.subject_left(verb).map(|it| it.chunks);
        if self.one_in_its_place(verb, object, out) {
            return;
        }
        if matches!(role, "effect" | "moves") || role == "contains" && !self.plain(verb) {
            self.goes_on(verb, true, subject.clone(), out);
        }
        if role == "effect" || !self.plain(verb) && role != "replaces" {
            return;
        }
        let form = self.phrase(verb);
        // "the mediator on Monday proposed a contract": a participle with an object of its own is a past tense.
        let past = form == Some(Phrase::Verb(Form::Participle)) && object == Some(verb + 1) && subject.is_some();
        let finite = past || !matches!(form, Some(Phrase::Verb(Form::Infinitive | Form::Base | Form::Participle)));
        match role {
            "replaces" => self.replaces(verb, subject, object, out),
            _ if !finite => {}
            "contains" => self.contains(verb, main + len, subject, out),
            "describes" => self.described(verb, object, out),
            // "The paper proposes five percent": it holds it.
            "puts" | "demands" if object == Some(verb + 1) && subject.as_ref().is_some_and(|it| self.paper(it.start)) => {
                self.contains(verb, main + len, subject, out)
            }
            "puts" if self.phrase(verb + 1) == Some(Phrase::That) => self.proposed_that(verb, subject, out),
            "puts" => {
                let with = object.and_then(|j| self.paper_from(j)).filter(|&j| self.word(j - 1, &["with"]));
                self.puts(verb, subject, with.or(object), 1, out);
            }
            // "Has handed the league and the province a plan", "presented both with a paper": the paper behind those who get it.
            "makes" => {
                let paper = object.and_then(|j| self.paper_from(j));
                if paper.is_some() {
                    self.puts(verb, subject, paper, 1, out);
                }
            }
            // One demand alone is a position; several at once are terms put forward.
            "demands" => self.puts(verb, subject, object, 2, out),
            "moves" => self.moves(verb, subject, object, out),
            "passes" => {
                if let Some(at) = object.filter(|&j| self.paper(j)).and_then(|j| out.refer(&self.sentence.chunks[j].range)) {
                    self.passed(at, verb, subject.into_iter().collect(), out);
                }
            }
            role => self.answered(role, verb, subject, object, out),
        }
    }

    /// "put a paper of two pages to the union": the words of the verb that stand behind its object, and how many they are with it.
    fn particle_behind(&self, main: usize, object: usize) -> Option<(&'static str, usize)> {
        (object + 1..self.sentence.chunks.len().min(object + 5)).find_map(|j| {
            let from = self.sentence.chunks[j].range.start;
            let words: Vec<String> = std::iter::once(main).chain(from..from + 3).map(|t| self.setting.text.tokens.lower(t)).collect();
            proposal_verbs().at(&words, 0).filter(|(role, len)| *len > 1 && (*role != "makes" || self.paper(object)))
        })
    }

    /// The first paper from a chunk on, over nouns joined by "and" and a "with".
    fn paper_from(&self, object: usize) -> Option<usize> {
        let with = |j: usize| self.word(j, &["with"]) && self.phrase(j) == Some(Phrase::Preposition);
        // "the Front of the Upper Valleys": one who gets it; "ground on one of the points of the paper" gives no paper.
        let of =
            |j: usize| self.word(j, &["of"]) && self.setting.text.tokens.capital(self.sentence.chunks.get(j + 1).map_or(0, |it| it.head()));
        let passed = |j: &usize| matches!(self.phrase(*j), Some(Phrase::Noun | Phrase::And)) || with(*j) || of(*j);
        (object..object + 7).take_while(passed).find(|&j| self.paper(j))
    }

    pub(super) fn chunk_after(&self, j: usize, token: usize) -> bool {
        self.phrase(j) == Some(Phrase::Noun) && self.sentence.chunks[j].range.start >= token
    }

    pub(super) fn subject_paper(&self, verb: usize, subject: Option<Range<usize>>, out: &mut Gathered<'_, '_, '_>) -> Option<usize> {
        let subject = subject?;
        let first = self.sentence.chunks[subject.start].range.clone();
        if let Some(at) = self.the_agreed(subject.start, out) {
            return Some(at);
        }
        if self.paper(subject.start) || self.numbered(subject.start) {
            return out.refer(&first);
        }
        // "A paper by A and B calls for …": the paper before its authors.
        let by = (0..subject.start)
            .rev()
            .take_while(|&i| matches!(self.phrase(i), Some(Phrase::Noun | Phrase::Comma | Phrase::And | Phrase::Preposition)));
        if let Some(i) = by.filter(|&i| self.word(i, &["by"])).last().filter(|&i| i > 0 && self.paper(i - 1)) {
            return out.refer(&self.sentence.chunks[i - 1].range);
        }
        // "The previous one, known as the Selm paper, foresaw …"
        let known_as = (subject.start + 1..verb).rev().find(|&i| self.paper(i)).filter(|&i| self.word(i - 1, &["as"]));
        if let Some(i) = known_as {
            return out.refer(&self.sentence.chunks[i].range);
        }
        (self.setting.text.tokens.is(first.start, "it") && first.start == self.sentence.range.start).then(|| out.it(first.start))?
    }

    pub(super) fn replaces(&self, verb: usize, subject: Option<Range<usize>>, object: Option<usize>, out: &mut Gathered<'_, '_, '_>) {
        let Some(j) = object.filter(|&j| self.paper(j) || self.is_it(j)) else { return };
        let words = self.sentence.chunks[j].range.clone();
        // "The plan replaces the province's offer": what "the plan" is, was told before the offer is named.
        let first = subject.clone().filter(|_| !self.is_it(j)).and_then(|it| self.subject_paper(verb, Some(it), out));
        let Some(old) = (if self.is_it(j) { out.just_before(words.start) } else { out.refer(&words) }) else { return };
        let before = (0..j).rev().find(|&i| self.paper(i)).map(|i| i..i + 1);
        // "The new one replaces it": the other of two.
        let other = subject.as_ref().filter(|it| self.the_new_one(it.start)).and_then(|_| out.the_other(old));
        let new = first.or_else(|| self.subject_paper(verb, subject, out)).or_else(|| self.subject_paper(verb, before, out)).or(other);
        let Some(new) = new.filter(|new| *new != old) else { return };
        let id = out.get(old).id;
        out.get(new).earlier = Some(id);
        // "A text that is to replace the old one" has not done so yet.
        let chunk = &self.sentence.chunks[verb];
        let planned = chunk.phrase == Phrase::Verb(Form::Infinitive) || chunk.range.clone().any(|t| self.setting.text.tags[t] == Tag::MD);
        out.get(new).earlier_told |= !planned;
        out.in_focus(new, self.sentence.range.start);
    }

    /// "proposed that the company announce the hand and the union the five percent": the clause is the term.
    fn proposed_that(&self, verb: usize, subject: Option<Range<usize>>, out: &mut Gathered<'_, '_, '_>) {
        let sponsors = subject.map(|it| self.people(&[it])).unwrap_or_default();
        let end = (verb + 2..self.sentence.chunks.len())
            .find(|&j| matches!(self.phrase(j), Some(Phrase::Comma | Phrase::Mark | Phrase::Quote)))
            .unwrap_or(self.sentence.chunks.len());
        let term = self.sentence.span(&(verb + 2..end));
        if sponsors.is_empty() || term.is_empty() || !self.of_deals(&term) {
            return;
        }
        let at = out.add(None, &term);
        out.terms(at, &[term]);
        out.sponsors(at, sponsors);
        let day = self.day(verb);
        out.get(at).when = day;
    }

    /// "took back the plan and put a shorter one in its place": another paper by the same, and what it replaces.
    pub(super) fn one_in_its_place(&self, verb: usize, object: Option<usize>, out: &mut Gathered<'_, '_, '_>) -> bool {
        let tokens = self.setting.text.tokens;
        let Some(object) = object.filter(|&j| tokens.is(self.sentence.chunks[j].head(), "one")) else { return false };
        let place = (object + 1..object + 4)
            .any(|j| self.sentence.chunks.get(j).is_some_and(|it| tokens.is_any(it.head(), &["place", "instead", "stead"])));
        let old = (0..object).rev().find(|&j| self.paper(j)).filter(|_| place && self.plain(verb));
        let Some(old) = old.and_then(|j| out.refer(&self.sentence.chunks[j].range.clone())) else { return false };
        let subjects = (0..=verb).rev().filter(|&j| self.sentence.chunks[j].is_finite()).filter_map(|j| self.sentence.subject_left(j));
        let sponsors = subjects.map(|it| self.sides_of(it.chunks, verb)).find(|it| !it.is_empty()).unwrap_or_default();
        if sponsors.is_empty() {
            return false;
        }
        let at = out.add(None, &self.sentence.chunks[object].range.clone());
        out.sponsors(at, sponsors);
        let colon = (object + 1..object + 6).find(|&j| self.sentence.chunks.get(j).is_some_and(|it| tokens.is(it.range.start, ":")));
        out.terms(at, &colon.map(|j| self.list_behind(j)).unwrap_or_default());
        let (id, day) = (out.get(old).id, self.day(verb));
        out.get(at).earlier = Some(id);
        out.get(at).earlier_told = true;
        out.get(at).when = day;
        true
    }

    fn the_new_one(&self, i: usize) -> bool {
        let words = &self.sentence.chunks[i].range;
        let tokens = self.setting.text.tokens;
        words.len() == 3
            && tokens.is_any(words.start + 1, &["new", "newer", "second", "revised", "latest"])
            && tokens.is(words.start + 2, "one")
    }

    /// "The truce would be shorter than the six-week first phase that had been discussed": the proposal with that truce came after it.
    pub(super) fn compared(&self, than: usize, out: &mut Gathered<'_, '_, '_>) {
        let tokens = self.setting.text.tokens;
        let comparative = than > 0 && self.setting.text.tags[self.sentence.chunks[than].range.start - 1] == Tag::JJR;
        let told = matches!(self.phrase(than + 2), Some(Phrase::That | Phrase::Wh))
            && self.sentence.chunks.get(than + 3).is_some_and(|it| it.is_verb());
        if !comparative || !told || self.phrase(than + 1) != Some(Phrase::Noun) {
            return;
        }
        let past = matches!(self.role(self.main(than + 3)), Some(("discusses" | "puts", _))) && self.plain(than + 3);
        let verb = (0..than).rev().find(|&i| self.sentence.chunks[i].is_finite());
        let subject = verb.and_then(|verb| self.sentence.subject_left(verb)).map(|it| tokens.lower(self.sentence.chunks[it.core].head()));
        let Some(new) = subject.filter(|_| past).and_then(|head| out.with_term(&head)) else { return };
        let np = self.sentence.chunks[than + 1].range.clone();
        let old = out.add(None, &np);
        out.terms(old, &[np]);
        let id = out.get(old).id;
        out.get(new).earlier = Some(id);
    }

    pub(super) fn puts(
        &self,
        verb: usize,
        subject: Option<Range<usize>>,
        object: Option<usize>,
        least: usize,
        out: &mut Gathered<'_, '_, '_>,
    ) {
        let (Some(subject), Some(object)) = (subject, object) else { return };
        // "envoys whose governments drafted the text": whose they are is not resolved.
        if self.word(subject.start, &["whose"]) || self.word(subject.start.wrapping_sub(1), &["whose"]) {
            return;
        }
        let (mut terms, end) = self.terms(object);
        terms.extend(self.with(end));
        terms.extend(self.and_would(end).filter(|_| !terms.is_empty()));
        if terms.len() < least && !self.paper(object) || least > 1 && self.paper(object) {
            return;
        }
        let mut sponsors = self.people(&[subject]);
        let tokens = self.sentence.chunks[verb].range.start..self.sentence.chunks[end - 1].range.end;
        let at = if self.paper(object) {
            let with = (object + 1..object + 6).find(|&j| self.word(j, &["with"]) && self.word(j.saturating_sub(1), &["together"]));
            sponsors.extend(with.map(|j| self.people(&self.items(j + 1, &["of"]).0)).unwrap_or_default());
            out.refer(&self.sentence.chunks[object].range)
        } else if !sponsors.is_empty() {
            Some(out.add(None, &tokens))
        } else {
            None
        };
        let Some(at) = at else { return };
        out.sponsors(at, sponsors);
        out.terms(at, &terms);
        let day = self.day(verb);
        out.get(at).when = out.get(at).when.or(day);
    }

    /// "a contract with raises totaling 15 percent", "put a paper before both sides, with a truce of 40 days and monitors on the road".
    fn with(&self, at: usize) -> Vec<Range<usize>> {
        let clause = (at..self.sentence.chunks.len().min(at + 7)).take_while(|&j| !self.sentence.chunks[j].is_finite());
        let mut all = clause.filter(|&j| self.word(j, &["with", "including"]) && self.phrase(j + 1) == Some(Phrase::Noun));
        let Some(j) = all.next().filter(|&j| !self.word(j.wrapping_sub(1), &["together"])) else { return Vec::new() };
        let parts = self.parts(j + 1, false);
        if parts.iter().any(|it| self.of_deals(it)) { parts } else { Vec::new() }
    }

    /// "offered 9 percent over five years and would bring in cranes as they saw fit": what the same would do beside it.
    fn and_would(&self, end: usize) -> Option<Range<usize>> {
        let verb = end + 1;
        let would = self.sentence.chunks.get(verb).filter(|it| it.is_finite() && self.phrase(end) == Some(Phrase::And))?;
        let tokens = self.setting.text.tokens;
        let plain = !would.range.clone().any(|t| tokens.is_any(t, &["not", "n't", "never", "have", "be"]));
        let last = self.parts(verb + 1, true).first().map(|it| it.end)?;
        (plain && tokens.is_any(would.range.start, &["would", "will"])).then(|| self.main(verb)..last)
    }

    /// "raised their offer to 12 percent over four years, from 9 over five": a new one, and the one before.
    pub(super) fn moves(&self, verb: usize, subject: Option<Range<usize>>, object: Option<usize>, out: &mut Gathered<'_, '_, '_>) {
        // "came down to 14 percent": no paper is named; the figure is the object.
        let to = object
            .and_then(|j| if self.paper(j) { self.word(j + 1, &["to"]).then_some(j + 2) } else { self.word(j - 1, &["to"]).then_some(j) });
        let (Some(subject), Some(to)) = (subject, to) else { return };
        let sponsors = self.people(&[subject]);
        if sponsors.is_empty() {
            return;
        }
        let (terms, end) = self.terms(to);
        let from = (end..self.sentence.chunks.len().min(end + 6)).find(|&j| self.word(j, &["from"]));
        let old = from.map(|j| self.terms(j + 1).0).filter(|it| !it.is_empty());
        if terms.is_empty() {
            return;
        }
        let earlier = old.map(|old| {
            let at = out.add(None, &old[0]);
            out.terms(at, &old);
            out.sponsors(at, sponsors.clone());
            out.get(at).id
        });
        let tokens = self.sentence.chunks[verb].range.start..self.sentence.chunks[end - 1].range.end;
        let at = out.add(None, &tokens);
        out.terms(at, &terms);
        out.sponsors(at, sponsors);
        out.get(at).earlier_told = earlier.is_some();
        out.get(at).earlier = earlier;
        out.get(at).when = self.day(verb);
    }

    pub(super) fn passed(&self, at: usize, verb: usize, agents: Vec<Range<usize>>, out: &mut Gathered<'_, '_, '_>) {
        let main = self.main(verb);
        let how = self.setting.text.tokens.lower(main);
        let end = self.sentence.chunks.len().min(verb + 5);
        let with = (verb + 1..end).find(|&j| self.word(j, &["with", "to"]) && self.phrase(j + 1) == Some(Phrase::Noun));
        let to = with.map(|j| self.people(&self.items(j + 1, &["of"]).0)).unwrap_or_default();
        let agents = self.people(&agents);
        let (from, to) = if how == "seen" { (to, agents) } else { (agents, to) };
        let span = out.span(&self.sentence.chunks[verb].range);
        let when = self.day(verb);
        out.get(at).custody.push(Custody { from, to, when, how: Some(how), span });
    }
}
