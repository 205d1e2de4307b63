//! What stands round a verb: its subject, its object, the phrases behind it. Flat chunks in, chunk ranges out; who they are is left to
//! `people`, what they make of the verb to `needs` and `happenings`.

use std::ops::Range;

use super::people::{Who, owners, people};
use super::setting::Setting;
use crate::lexicon::events::is_told;
use crate::phrases::{Form, Phrase};
use crate::subjects::Sentence;
use crate::tags::Tag;

pub(super) struct Clauses<'a> {
    pub(super) setting: &'a Setting<'a>,
    pub(super) sentence: &'a Sentence<'a>,
}

/// What stands behind a verb, up to the next clause.
pub(super) struct Behind {
    /// The noun phrase that is its object, with what is listed after it.
    pub(super) object: Option<Range<usize>>,
    /// Phrases behind a preposition: chunk of the preposition, chunks of its nouns.
    pub(super) prepositions: Vec<(usize, Range<usize>)>,
    pub(super) end: usize,
}

pub(super) const CLAUSE: [&str; 14] =
    ["after", "before", "as", "because", "while", "if", "since", "although", "though", "unless", "until", "once", "whether", "than"];
pub(super) const BE: [&str; 9] = ["be", "been", "is", "are", "was", "were", "being", "'s", "’s"];

impl Clauses<'_> {
    pub(super) fn phrase(&self, i: usize) -> Option<Phrase> {
        self.sentence.chunks.get(i).map(|chunk| chunk.phrase)
    }

    pub(super) fn lower(&self, token: usize) -> String {
        self.setting.text.tokens.lower(token)
    }

    pub(super) fn head(&self, chunk: usize) -> String {
        self.lower(self.sentence.chunks[chunk].head())
    }

    /// Does the chunk open with one of these words?
    pub(super) fn opens(&self, chunk: usize, words: &[&str]) -> bool {
        self.sentence.chunks.get(chunk).is_some_and(|it| self.setting.text.tokens.is_any(it.range.start, words))
    }

    pub(super) fn people(&self, ranges: &[Range<usize>]) -> Vec<Who> {
        people(self.setting, self.sentence, ranges)
    }

    /// Those who take part; for a thing, whose it is.
    pub(super) fn people_or_owners(&self, ranges: &[Range<usize>], owned: bool) -> Vec<Who> {
        let found = self.people(ranges);
        if found.is_empty() && owned { owners(self.setting, self.sentence, ranges) } else { found }
    }

    /// The main verb of a group.
    pub(super) fn main(&self, verb: usize) -> usize {
        let range = self.sentence.chunks[verb].range.clone();
        range.clone().rev().find(|&t| self.setting.text.tags[t].is_verb()).unwrap_or(range.start)
    }

    pub(super) fn passive(&self, verb: usize) -> bool {
        let range = self.sentence.chunks[verb].range.clone();
        let main = self.main(verb);
        let participle = matches!(self.setting.text.tags[main], Tag::VBN | Tag::VBD);
        participle && (range.start..main).any(|t| self.setting.text.tokens.is_any(t, &BE))
            || self.phrase(verb) == Some(Phrase::Verb(Form::Participle))
    }

    /// What hangs on a noun: up to the first comma.
    pub(super) fn directly_behind(&self, noun: usize) -> Behind {
        let mut behind = self.behind(noun);
        let comma = (noun + 1..behind.end).find(|&i| self.phrase(i) == Some(Phrase::Comma) && !self.in_list(i));
        if let Some(comma) = comma {
            behind.prepositions.retain(|(at, _)| *at < comma);
            behind.end = comma;
        }
        behind
    }

    /// What follows a verb up to the next clause.
    pub(super) fn behind(&self, verb: usize) -> Behind {
        let mut out = Behind { object: None, prepositions: Vec::new(), end: verb + 1 };
        let mut i = verb + 1;
        while let Some(phrase) = self.phrase(i) {
            i = match phrase {
                Phrase::Noun => {
                    let list = self.list(i);
                    if self.subject_of_next(&list) && !(i == verb + 1 && self.reduced(verb, list.end)) {
                        break;
                    }
                    if out.object.is_none() && out.prepositions.is_empty() {
                        out.object = Some(list.clone());
                    }
                    list.end
                }
                Phrase::Preposition => match self.prepositional(i) {
                    Some(list) => {
                        out.prepositions.push((i, list.clone()));
                        list.end.max(i + 1)
                    }
                    None => break,
                },
                Phrase::Time | Phrase::Adverb | Phrase::Adjective => i + 1,
                // "a $200 million loan": an article before a sign.
                Phrase::Other if self.phrase(i + 1) == Some(Phrase::Noun) => i + 1,
                // "on Tuesday, including a meeting with …": a comma before what goes on with a preposition or a day.
                Phrase::Comma if matches!(self.phrase(i + 1), Some(Phrase::Preposition | Phrase::Time)) && !self.opens(i + 1, &CLAUSE) => {
                    i + 1
                }
                Phrase::Verb(Form::Gerund) if self.opens(i, &["including"]) => i + 1,
                // "investigated alleged raids", "raids committed by the guards"
                Phrase::Verb(Form::Participle) if i == verb + 1 && self.phrase(i + 1) == Some(Phrase::Noun) && !self.is_auxiliary(verb) => {
                    i + 1
                }
                Phrase::Verb(Form::Participle) if self.opens(i + 1, &["by"]) && self.accuses(verb, out.object.as_ref()) => i + 1,
                Phrase::Comma if self.opens(i + 1, &["including"]) => i + 1,
                _ => break,
            };
            out.end = i;
        }
        out
    }

    /// "to continue discussing proposals put forward by …": behind a verb without tense a bare past form is no verb of a new clause.
    pub(super) fn reduced(&self, verb: usize, next: usize) -> bool {
        let carried = matches!(self.phrase(verb), Some(Phrase::Verb(Form::Gerund | Form::Infinitive))) && verb > 0;
        let bare = |it: &crate::phrases::Chunk| {
            it.range.len() == 1 && matches!(self.setting.text.tags[it.range.start], Tag::VBD | Tag::VBN | Tag::VBP)
        };
        carried && self.sentence.chunks[verb - 1].is_verb() && self.sentence.chunks.get(next).is_some_and(bare)
    }

    /// The nouns behind a preposition; `None` where it opens a clause.
    pub(super) fn prepositional(&self, i: usize) -> Option<Range<usize>> {
        let list = if self.phrase(i + 1) == Some(Phrase::Noun) { self.list(i + 1) } else { i + 1..i + 1 };
        if self.opens(i, &CLAUSE) && !list.is_empty() && self.subject_of_next(&list) {
            return None;
        }
        let time = matches!(self.phrase(i + 1), Some(Phrase::Time));
        (time || !list.is_empty() && !self.subject_of_next(&list) || self.phrase(i + 1) == Some(Phrase::Adjective)).then_some(list)
    }

    /// Does a clause begin with the noun at this chunk?
    pub(super) fn opens_clause(&self, start: usize) -> bool {
        match start.checked_sub(1).and_then(|i| self.phrase(i)) {
            None | Some(Phrase::Comma | Phrase::Mark | Phrase::That | Phrase::Quote | Phrase::Adverb | Phrase::Time) => true,
            Some(Phrase::Preposition) => self.opens(start - 1, &CLAUSE),
            _ => false,
        }
    }

    /// The phrases behind one of these prepositions.
    pub(super) fn after(&self, behind: &Behind, words: &[&str]) -> Vec<Range<usize>> {
        // "in exchange for the pilots": they are what is exchanged.
        let exchanged = |at: usize| at > 0 && self.opens(at, &["for"]) && matches!(self.head(at - 1).as_str(), "exchange" | "return");
        // "according to the crew", "by way of the port": the word before says that they are beside the matter.
        let first = |at: usize| self.sentence.chunks[at].range.start;
        let beside = |at: usize| self.opens(at, &["to"]) && first(at) > 0 && is_told(&self.lower(first(at) - 1), "before to");
        let mine =
            behind.prepositions.iter().filter(|(at, list)| self.opens(*at, words) && !list.is_empty() && !exchanged(*at) && !beside(*at));
        mine.map(|(_, list)| list.clone()).collect()
    }
}
