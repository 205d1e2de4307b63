//! What one sentence tells of proposals: who put one forward, what it holds, who discusses, receives,
//! studies or answers it, what it replaces, through whose hands it went.

use std::ops::Range;

use armistice_types::statement::ActorId;

use super::gathered::{Gathered, is_paper};
use super::{Setting, people};
use crate::lexicon::phrases::{deal_nouns, proposal_verbs};
use crate::phrases::{Chunk, Form, Phrase};
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
        if clause.word(i, &["under"]) {
            clause.under(i, out);
        }
        if let Some(at) = clause.the_agreed(i, out) {
            out.in_focus(at, sentence.chunks[i].range.start);
        }
        if sentence.chunks[i].is_verb() {
            clause.verb(i, out);
            clause.agreed(i, out);
            clause.floated(i, out);
        }
    }
    for i in (0..sentence.chunks.len()).filter(|&i| clause.paper(i)) {
        clause.possessor(i, out);
    }
}

/// Prepositions whose phrase belongs to a term.
pub(super) const OF_TERMS: [&str; 5] = ["of", "over", "for", "from", "under"];

pub(super) struct Clause<'a, 's, 't> {
    pub(super) setting: &'a Setting<'s, 't>,
    pub(super) sentence: &'a Sentence<'a>,
}

impl Clause<'_, '_, '_> {
    pub(super) fn phrase(&self, i: usize) -> Option<Phrase> {
        self.sentence.chunks.get(i).map(|chunk| chunk.phrase)
    }

    pub(super) fn word(&self, i: usize, words: &[&str]) -> bool {
        self.sentence.chunks.get(i).is_some_and(|chunk| self.setting.text.tokens.is_any(chunk.range.start, words))
    }

    pub(super) fn paper(&self, i: usize) -> bool {
        let tokens = self.setting.text.tokens;
        let head = |chunk: &Chunk| is_paper(&tokens.lower(chunk.head())) || self.lettered(&chunk.range);
        self.phrase(i) == Some(Phrase::Noun) && self.sentence.chunks.get(i).is_some_and(head) || self.tentative(i)
    }

    /// "Draft C", "Version 3".
    fn lettered(&self, np: &Range<usize>) -> bool {
        let tokens = self.setting.text.tokens;
        let head = tokens.words(&(np.end - 1..np.end));
        let short = head.chars().count() == 1 && head.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
        np.len() > 1 && short && is_paper(&tokens.lower(np.end - 2)) && tokens.capital(np.end - 2)
    }

    /// "The company's second offer", "the mediators' proposal": whose an offer is, put it forward. A text or draft may only be in somebody's hands.
    fn possessor(&self, i: usize, out: &mut Gathered<'_, '_, '_>) {
        let np = self.sentence.chunks[i].range.clone();
        let tokens = self.setting.text.tokens;
        let made = tokens.is_any(np.end - 1, &["offer", "proposal", "proposals", "counteroffer"]);
        let of = np.clone().find(|&t| self.setting.text.tags[t] == Tag::POS);
        let (Some(of), Some(at)) = (of.filter(|_| made), out.referred(np.start)) else { return };
        if out.get(at).sponsors.is_empty() {
            let by = people::named(self.setting, np.start..of);
            out.sponsors(at, by);
        }
    }

    /// "The first, drawn up by …": one of several papers by its number.
    pub(super) fn numbered(&self, i: usize) -> bool {
        let chunk = &self.sentence.chunks[i].range;
        let tokens = self.setting.text.tokens;
        chunk.len() == 2
            && tokens.is(chunk.start, "the")
            && tokens.is_any(chunk.start + 1, &["first", "second", "third"])
            && self.phrase(i) == Some(Phrase::Noun)
            && self.participle(i).is_some_and(|(role, _)| role == "puts")
    }

    pub(super) fn people(&self, ranges: &[Range<usize>]) -> Vec<ActorId> {
        people::people(self.setting, self.sentence, ranges)
    }

    /// Nouns joined by commas and "and", each with what is attached to it.
    pub(super) fn items(&self, from: usize, attached: &[&str]) -> (Vec<Range<usize>>, usize) {
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
    pub(super) fn terms(&self, from: usize) -> (Vec<Range<usize>>, usize) {
        let (items, end) = self.items(from, &OF_TERMS);
        let term = |tokens: &Range<usize>| {
            let words: Vec<String> = tokens.clone().map(|t| self.setting.text.tokens.lower(t)).collect();
            let counts_paper = words.iter().any(|word| matches!(word.as_str(), "pages" | "page" | "copies" | "versions"));
            let number = !counts_paper && tokens.clone().any(|t| self.counted(t));
            let paper = words.iter().any(|word| is_paper(word));
            !paper && (number || deal_nouns().first_in(&words).is_some_and(|(at, ..)| !matches!(words[at].as_str(), "talks" | "meeting")))
        };
        let all: Vec<Range<usize>> = items.iter().map(|it| self.sentence.span(it)).collect();
        // What stands in one list with terms is one.
        let listed = all.len() > 2 && all.iter().filter(|it| term(it)).count() * 2 > all.len();
        (all.into_iter().filter(|it| listed || term(it)).collect(), end)
    }

    /// "an offer of 12 percent", "proposals put forward by A and B, including a truce in exchange for a release".
    pub(super) fn noun(&self, i: usize, out: &mut Gathered<'_, '_, '_>) {
        let np = self.sentence.chunks[i].range.clone();
        // "Draft C", "the older paper": spoken of, whatever is told of it.
        let other = np.clone().any(|t| self.setting.text.tokens.is_any(t, &["older", "old", "earlier", "previous", "former"]));
        if self.lettered(&np) || other {
            let _ = out.refer(&np);
        }
        let (mut terms, mut end) = (Vec::new(), i + 1);
        if self.word(i + 1, &["of", "for"]) {
            (terms, end) = self.terms(i + 2);
        }
        terms.extend(self.in_which(end));
        terms.extend(self.listed(i));
        if !terms.is_empty()
            && let Some(at) = out.refer(&np)
        {
            out.terms(at, &terms);
        }
        // "a paper by the harbour office and the board"
        let nobody = self.word(i + 2, &["either", "neither", "any", "each", "no", "nobody"]);
        if self.word(i + 1, &["by"]) && self.phrase(i + 2) == Some(Phrase::Noun) && !nobody {
            let (mut authors, end) = self.items(i + 2, &["of"]);
            // "A paper by A and B calls for …": the last author stands before the verb.
            if self.phrase(end) == Some(Phrase::And) && self.phrase(end + 1) == Some(Phrase::Noun) {
                authors.push(end + 1..end + 2);
            }
            let people = self.people(&authors);
            // "an offer by the governor of a two-week halt"
            let of = (i + 3..end + 1)
                .filter(|&k| self.word(k, &["of", "for"]))
                .map(|k| self.terms(k + 1).0)
                .find(|it| !it.is_empty())
                .unwrap_or_default();
            if let Some(at) = out.refer(&np).or_else(|| (!people.is_empty()).then(|| out.add(Some(&np), &np))) {
                out.sponsors(at, people);
                out.terms(at, &of);
            }
        }
        let Some((role, verb)) = self.participle(i) else { return };
        let by =
            (verb..self.sentence.chunks.len().min(verb + 9)).find(|&j| self.word(j, &["by"]) && self.phrase(j + 1) == Some(Phrase::Noun));
        // Of several, who put it forward tells which.
        let anew = role == "puts" && by.is_some() && self.setting.text.tokens.is(np.start, "the");
        let Some(at) = out.refer(&np).or_else(|| anew.then(|| out.add(Some(&np), &np))) else { return };
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
    pub(super) fn participle(&self, i: usize) -> Option<(&'static str, usize)> {
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

    pub(super) fn including(&self, end: usize, at: usize, out: &mut Gathered<'_, '_, '_>) {
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

    pub(super) fn main(&self, verb: usize) -> usize {
        let range = self.sentence.chunks[verb].range.clone();
        range.clone().rev().find(|&t| self.setting.text.tags[t].is_verb()).unwrap_or(range.start)
    }

    /// What the verb at a token does with a proposal, and how many words say so.
    pub(super) fn role(&self, main: usize) -> Option<(&'static str, usize)> {
        let words: Vec<String> = (main..main + 4).map(|t| self.setting.text.tokens.lower(t)).collect();
        proposal_verbs().at(&words, 0)
    }

    /// No negation, modal, condition or question round the verb: what is told has been done.
    pub(super) fn plain(&self, verb: usize) -> bool {
        let tokens = self.setting.text.tokens;
        let chunk = &self.sentence.chunks[verb];
        let mut own = chunk.range.clone();
        let back = (0..verb).rev().take_while(|&i| !matches!(self.sentence.chunks[i].phrase, Phrase::Comma | Phrase::Mark | Phrase::That));
        let open = ["if", "unless", "whether", "should", "until", "before", "nobody", "none", "neither", "no"];
        !own.any(|t| self.setting.text.tags[t] == Tag::MD || tokens.is_any(t, &["not", "n't", "n’t", "never"]))
            && !back.take(6).any(|i| tokens.is_any(self.sentence.chunks[i].range.start, &open))
            && !self.sentence.range.clone().any(|t| tokens.is(t, "?"))
    }

    pub(super) fn day(&self, verb: usize) -> Option<armistice_types::time::Edtf> {
        let own = &self.sentence.chunks[verb].range;
        let between = |tokens: &Range<usize>| if tokens.start < own.start { tokens.end..own.start } else { own.end..tokens.start };
        let same_clause = |tokens: &Range<usize>| {
            let between = between(tokens);
            !self.sentence.chunks.iter().any(|it| between.contains(&it.range.start) && it.is_finite())
        };
        when::of_event(self.setting.text, &self.sentence.range, own, self.setting.published, false, &same_clause)
    }
}
