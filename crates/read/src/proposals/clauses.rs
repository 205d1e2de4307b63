//! What one sentence tells of proposals: who put one forward, what it holds, who discusses, receives,
//! studies or answers it, what it replaces, through whose hands it went.

use std::ops::Range;

use armistice_types::statement::{Act, ActorId, Answer, Certainty, Custody, Event, Modality, Response};

use super::gathered::{Gathered, is_paper};
use super::{Setting, people};
use crate::acceptance;
use crate::lexicon::phrases::{deal_nouns, proposal_verbs};
use crate::phrases::{Form, Phrase};
use crate::subjects::Sentence;
use crate::tags::Tag;
use crate::when;

/// Reads one sentence into what was found before.
pub(super) fn read(setting: &Setting<'_, '_>, sentence: &Sentence<'_>, out: &mut Gathered<'_, '_, '_>) {
    let clause = Clause { setting, sentence };
    for i in 0..sentence.chunks.len() {
        if clause.paper(i) || clause.numbered(i) {
            clause.noun(i, out);
        }
        if clause.word(i, &["than"]) {
            clause.compared(i, out);
        }
        if sentence.chunks[i].is_verb() {
            clause.verb(i, out);
        }
    }
}

/// Prepositions whose phrase belongs to a term.
const OF_TERMS: [&str; 5] = ["of", "over", "for", "from", "under"];

struct Clause<'a, 's, 't> {
    setting: &'a Setting<'s, 't>,
    sentence: &'a Sentence<'a>,
}

impl Clause<'_, '_, '_> {
    fn phrase(&self, i: usize) -> Option<Phrase> {
        self.sentence.chunks.get(i).map(|chunk| chunk.phrase)
    }

    fn word(&self, i: usize, words: &[&str]) -> bool {
        self.sentence.chunks.get(i).is_some_and(|chunk| self.setting.text.tokens.is_any(chunk.range.start, words))
    }

    fn paper(&self, i: usize) -> bool {
        self.phrase(i) == Some(Phrase::Noun) && is_paper(&self.setting.text.tokens.lower(self.sentence.chunks[i].head()))
    }

    /// "The first, drawn up by …": one of several papers by its number.
    fn numbered(&self, i: usize) -> bool {
        let chunk = &self.sentence.chunks[i].range;
        let tokens = self.setting.text.tokens;
        chunk.len() == 2
            && tokens.is(chunk.start, "the")
            && tokens.is_any(chunk.start + 1, &["first", "second", "third"])
            && self.phrase(i) == Some(Phrase::Noun)
            && self.participle(i).is_some_and(|(role, _)| role == "puts")
    }

    fn people(&self, ranges: &[Range<usize>]) -> Vec<ActorId> {
        people::people(self.setting, self.sentence, ranges)
    }

    /// Nouns joined by commas and "and", each with what is attached to it.
    fn items(&self, from: usize, attached: &[&str]) -> (Vec<Range<usize>>, usize) {
        let (mut out, mut i, mut and, mut first) = (Vec::new(), from, false, from);
        while self.phrase(i) == Some(Phrase::Noun) {
            let start = i;
            i += 1;
            loop {
                let noun = |j: usize| matches!(self.phrase(j), Some(Phrase::Noun | Phrase::Time));
                let over = self.word(i, &["over"]) && self.phrase(i + 1) == Some(Phrase::Verb(Form::Gerund));
                let price = self.word(i, &["in"]) && self.word(i + 1, &["exchange", "return"]);
                if self.phrase(i) == Some(Phrase::Preposition) && self.word(i, attached) && !price && (noun(i + 1) || over) {
                    i += 2;
                } else if noun(i) && self.word(i, &["over", "for"]) && self.word(i, attached) {
                    i += 1;
                } else {
                    break;
                }
            }
            out.push(start..i);
            first = if out.len() == 1 { i } else { first };
            let next = (i..).find(|&j| !matches!(self.phrase(j), Some(Phrase::Comma | Phrase::And))).unwrap_or(i);
            let finite = self.phrase(next + 1) == Some(Phrase::Verb(Form::Finite));
            and |= (i..next).any(|j| self.phrase(j) == Some(Phrase::And));
            if next == i || self.phrase(next) != Some(Phrase::Noun) || finite {
                break;
            }
            i = next;
        }
        // Commas alone list nothing: what follows is an aside.
        if !and && out.len() > 1 {
            out.truncate(1);
            i = first;
        }
        (out, i)
    }

    /// Items that can be terms: with a number, or a noun of deals, and no paper themselves.
    fn terms(&self, from: usize) -> (Vec<Range<usize>>, usize) {
        let (items, end) = self.items(from, &OF_TERMS);
        let term = |tokens: &Range<usize>| {
            let words: Vec<String> = tokens.clone().map(|t| self.setting.text.tokens.lower(t)).collect();
            let counts_paper = words.iter().any(|word| matches!(word.as_str(), "pages" | "page" | "copies" | "versions"));
            let number = !counts_paper && tokens.clone().any(|t| self.setting.text.tags[t] == Tag::CD);
            let paper = words.iter().any(|word| is_paper(word));
            !paper && (number || deal_nouns().first_in(&words).is_some_and(|(at, ..)| !matches!(words[at].as_str(), "talks" | "meeting")))
        };
        (items.iter().map(|it| self.sentence.span(it)).filter(term).collect(), end)
    }

    /// "an offer of 12 percent", "proposals put forward by A and B, including a truce in exchange for a release".
    fn noun(&self, i: usize, out: &mut Gathered<'_, '_, '_>) {
        let np = self.sentence.chunks[i].range.clone();
        if self.word(i + 1, &["of", "for"]) {
            let (terms, _) = self.terms(i + 2);
            if !terms.is_empty()
                && let Some(at) = out.refer(&np)
            {
                out.terms(at, &terms);
            }
        }
        let Some((role, verb)) = self.participle(i) else { return };
        let by =
            (verb..self.sentence.chunks.len().min(verb + 9)).find(|&j| self.word(j, &["by"]) && self.phrase(j + 1) == Some(Phrase::Noun));
        let Some(at) = out.refer(&np) else { return };
        let agents = by.map(|by| self.items(by + 1, &["of"]));
        match (role, agents) {
            ("puts", Some((agents, end))) => {
                let day = self.day(verb);
                out.sponsors(at, self.people(&agents));
                out.get(at).when = out.get(at).when.or(day);
                self.including(end, at, out);
            }
            ("passes", agents) => self.passed(at, verb, agents.map(|(it, _)| it).unwrap_or_default(), out),
            _ => {}
        }
    }

    /// The verb that follows a paper as a participle, and its role.
    fn participle(&self, i: usize) -> Option<(&'static str, usize)> {
        // "the paper for the valley, put forward by …"
        let behind = if self.word(i + 1, &["for", "on"]) && self.phrase(i + 2) == Some(Phrase::Noun) { i + 3 } else { i + 1 };
        let verb = (behind..behind + 3).find(|&j| !matches!(self.phrase(j), Some(Phrase::Comma | Phrase::Adverb)))?;
        let chunk = self.sentence.chunks.get(verb).filter(|it| it.is_verb() && it.phrase != Phrase::Verb(Form::Infinitive))?;
        let main = self.main(verb);
        let bare = chunk.range.clone().all(|t| self.setting.text.tags[t] != Tag::MD) && self.plain(verb);
        let passive = chunk.phrase == Phrase::Verb(Form::Participle)
            || chunk.range.clone().any(|t| self.setting.text.tokens.is_any(t, &["was", "were", "been", "is", "are", "being"]));
        let (role, _) = self.role(main)?;
        let by = (verb..verb + 7).any(|j| self.word(j, &["by"]));
        (bare && (passive || role == "puts" && by)).then_some((role, verb))
    }

    fn including(&self, end: usize, at: usize, out: &mut Gathered<'_, '_, '_>) {
        let start = if self.phrase(end) == Some(Phrase::Comma) { end + 1 } else { end };
        if !self.word(start, &["including"]) {
            return;
        }
        let (terms, mut next) = self.terms(start + 1);
        out.terms(at, &terms);
        // "in Gaza in exchange for the release of some hostages": two prepositional phrases at most before the price.
        for _ in 0..4 {
            let tokens = self.setting.text.tokens;
            let here = self.sentence.chunks.get(next).map_or(usize::MAX, |it| it.range.start);
            let price = tokens.is(here, "in") && tokens.is_any(here + 1, &["exchange", "return"]) && tokens.is(here + 2, "for");
            if price {
                let after = self.sentence.chunks.iter().position(|it| it.range.start > here + 2 && it.phrase == Phrase::Noun);
                let terms = after.map(|it| self.terms(it).0).unwrap_or_default();
                out.terms(at, &terms);
                return;
            }
            next += 1;
        }
    }

    fn main(&self, verb: usize) -> usize {
        let range = self.sentence.chunks[verb].range.clone();
        range.clone().rev().find(|&t| self.setting.text.tags[t].is_verb()).unwrap_or(range.start)
    }

    /// What the verb at a token does with a proposal, and how many words say so.
    fn role(&self, main: usize) -> Option<(&'static str, usize)> {
        let words: Vec<String> = (main..main + 4).map(|t| self.setting.text.tokens.lower(t)).collect();
        proposal_verbs().at(&words, 0)
    }

    /// No negation, modal, condition or question round the verb: what is told has been done.
    fn plain(&self, verb: usize) -> bool {
        let tokens = self.setting.text.tokens;
        let chunk = &self.sentence.chunks[verb];
        let mut own = chunk.range.clone();
        let back = (0..verb).rev().take_while(|&i| !matches!(self.sentence.chunks[i].phrase, Phrase::Comma | Phrase::Mark | Phrase::That));
        let open = ["if", "unless", "whether", "should", "until", "before", "nobody", "none", "neither", "no"];
        !own.any(|t| self.setting.text.tags[t] == Tag::MD || tokens.is_any(t, &["not", "n't", "n’t", "never"]))
            && !back.take(6).any(|i| tokens.is_any(self.sentence.chunks[i].range.start, &open))
            && !self.sentence.range.clone().any(|t| tokens.is(t, "?"))
    }

    fn day(&self, verb: usize) -> Option<armistice_types::time::Edtf> {
        let own = &self.sentence.chunks[verb].range;
        let between = |tokens: &Range<usize>| if tokens.start < own.start { tokens.end..own.start } else { own.end..tokens.start };
        let same_clause = |tokens: &Range<usize>| {
            let between = between(tokens);
            !self.sentence.chunks.iter().any(|it| between.contains(&it.range.start) && it.is_finite())
        };
        when::of_event(self.setting.text, &self.sentence.range, own, self.setting.published, false, &same_clause)
    }

    fn verb(&self, verb: usize, out: &mut Gathered<'_, '_, '_>) {
        let main = self.main(verb);
        let object = (verb + 1..verb + 3).find(|&j| self.phrase(j) == Some(Phrase::Noun));
        let split = object.map(|j| self.sentence.chunks[j].range.end).and_then(|end| {
            let words = [self.setting.text.tokens.lower(main), self.setting.text.tokens.lower(end)];
            proposal_verbs().at(&words, 0).filter(|(_, len)| *len == 2)
        });
        let Some((role, len)) = split.or_else(|| self.role(main)) else { return };
        // Behind a particle ("put forward a plan") the object stands after it.
        let object = if split.is_some() { object } else { (verb + 1..verb + 4).find(|&j| self.chunk_after(j, main + len)) };
        let subject = self.sentence.subject_left(verb).map(|it| it.chunks);
        if !self.plain(verb) && role != "replaces" {
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
            "puts" => self.puts(verb, subject, object, out),
            "moves" => self.moves(verb, subject, object, out),
            "passes" => {
                if let Some(at) = object.filter(|&j| self.paper(j)).and_then(|j| out.refer(&self.sentence.chunks[j].range)) {
                    self.passed(at, verb, subject.into_iter().collect(), out);
                }
            }
            role => self.answered(role, verb, subject, object, out),
        }
    }

    fn chunk_after(&self, j: usize, token: usize) -> bool {
        self.phrase(j) == Some(Phrase::Noun) && self.sentence.chunks[j].range.start >= token
    }

    fn subject_paper(&self, verb: usize, subject: Option<Range<usize>>, out: &mut Gathered<'_, '_, '_>) -> Option<usize> {
        let subject = subject?;
        let first = self.sentence.chunks[subject.start].range.clone();
        if self.paper(subject.start) || self.numbered(subject.start) {
            return out.refer(&first);
        }
        // "The previous one, known as the Selm paper, foresaw …"
        let known_as = (subject.start + 1..verb).rev().find(|&i| self.paper(i)).filter(|&i| self.word(i - 1, &["as"]));
        if let Some(i) = known_as {
            return out.refer(&self.sentence.chunks[i].range);
        }
        (self.setting.text.tokens.is(first.start, "it") && first.start == self.sentence.range.start).then(|| out.it(first.start))?
    }

    fn replaces(&self, verb: usize, subject: Option<Range<usize>>, object: Option<usize>, out: &mut Gathered<'_, '_, '_>) {
        let Some(j) = object.filter(|&j| self.paper(j)) else { return };
        let before = (0..j).rev().find(|&i| self.paper(i)).map(|i| i..i + 1);
        let Some(new) = self.subject_paper(verb, subject, out).or_else(|| self.subject_paper(verb, before, out)) else { return };
        let Some(old) = out.refer(&self.sentence.chunks[j].range).filter(|old| *old != new) else { return };
        let id = out.get(old).id;
        out.get(new).earlier = Some(id);
        out.in_focus(new, self.sentence.range.start);
    }

    /// "The truce would be shorter than the six-week first phase that had been discussed": the proposal with that truce came after it.
    fn compared(&self, than: usize, out: &mut Gathered<'_, '_, '_>) {
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

    fn contains(&self, verb: usize, after: usize, subject: Option<Range<usize>>, out: &mut Gathered<'_, '_, '_>) {
        let Some(from) = (verb + 1..verb + 4).find(|&j| self.chunk_after(j, after)) else { return };
        // What a paper is said to provide for is a term, whatever it is.
        let attached: Vec<&str> = OF_TERMS.into_iter().chain(["in"]).collect();
        let terms: Vec<Range<usize>> = self.items(from, &attached).0.iter().map(|it| self.sentence.span(it)).collect();
        if let Some(at) = self.subject_paper(verb, subject, out) {
            out.terms(at, &terms);
        }
    }

    fn puts(&self, verb: usize, subject: Option<Range<usize>>, object: Option<usize>, out: &mut Gathered<'_, '_, '_>) {
        let (Some(subject), Some(object)) = (subject, object) else { return };
        // "envoys whose governments drafted the text": whose they are is not resolved.
        if self.word(subject.start, &["whose"]) || self.word(subject.start.wrapping_sub(1), &["whose"]) {
            return;
        }
        let (mut terms, end) = self.terms(object);
        if terms.is_empty() && !self.paper(object) {
            return;
        }
        terms.extend(self.with(end));
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

    /// "a contract with raises totaling 15 percent".
    fn with(&self, at: usize) -> Option<Range<usize>> {
        if !self.word(at, &["with"]) || self.phrase(at + 1) != Some(Phrase::Noun) {
            return None;
        }
        let joined = self.phrase(at + 2) == Some(Phrase::Verb(Form::Gerund)) && self.phrase(at + 3) == Some(Phrase::Noun);
        let tokens = self.sentence.span(&(at + 1..if joined { at + 4 } else { at + 2 }));
        tokens.clone().any(|t| self.setting.text.tags[t] == Tag::CD).then_some(tokens)
    }

    /// "raised their offer to 12 percent over four years, from 9 over five": a new one, and the one before.
    fn moves(&self, verb: usize, subject: Option<Range<usize>>, object: Option<usize>, out: &mut Gathered<'_, '_, '_>) {
        let (Some(subject), Some(object)) = (subject, object.filter(|&j| self.paper(j))) else { return };
        let sponsors = self.people(&[subject]);
        if !self.word(object + 1, &["to"]) || sponsors.is_empty() {
            return;
        }
        let (terms, end) = self.terms(object + 2);
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
        out.get(at).earlier = earlier;
        out.get(at).when = self.day(verb);
    }

    fn passed(&self, at: usize, verb: usize, agents: Vec<Range<usize>>, out: &mut Gathered<'_, '_, '_>) {
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

    fn answered(&self, role: &str, verb: usize, subject: Option<Range<usize>>, object: Option<usize>, out: &mut Gathered<'_, '_, '_>) {
        let it = |j: &usize| self.is_it(*j) && matches!(role, "rejected" | "comments" | "received");
        let (Some(subject), Some(object)) = (subject, object.filter(|j| self.paper(*j) || it(j))) else { return };
        // "received a paper": without terms, one like it is delivered every morning.
        if self.word(object, &["a", "an", "some"]) && role != "discusses" && !self.word(object + 1, &["of", "for"]) {
            return;
        }
        let by = self.people(&[subject]);
        let response: Option<Response> = role.parse().ok();
        let accepts = matches!(response, Some(Response::Accepted | Response::AcceptedAdReferendum));
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

    /// Accepted, and not nearly, reportedly, in part, in principle or on a condition.
    fn whole(&self, verb: usize) -> bool {
        let (text, sentence) = (self.setting.text, &self.sentence.range);
        !acceptance::qualified(text, sentence, &self.sentence.chunks[verb].range) && !acceptance::partly(text, sentence)
    }

    fn is_it(&self, j: usize) -> bool {
        let range = &self.sentence.chunks[j].range;
        range.len() == 1 && self.setting.text.tokens.is(range.start, "it")
    }

    /// An event that took place, in the report's own voice or in the accepting side's own plain statement; never by hearsay, in a hope or on a condition.
    fn may_accept(&self, verb: usize, by: &[ActorId]) -> bool {
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
