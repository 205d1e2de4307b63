//! What stands round a verb: its subject, its object, the phrases behind it. Flat chunks in, chunk ranges out; who they are is left to
//! `people`, what they make of the verb to `needs` and `happenings`.

use std::ops::Range;

use super::people::{Who, owners, people};
use super::setting::Setting;
use crate::lexicon::events::{event_noun, event_verbs};
use crate::lexicon::phrases;
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

    /// Is the comma one of a list that goes on?
    fn in_list(&self, comma: usize) -> bool {
        self.phrase(comma + 1) == Some(Phrase::Noun) && comma > 0 && self.phrase(comma - 1) == Some(Phrase::Noun)
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
    fn reduced(&self, verb: usize, next: usize) -> bool {
        let carried = matches!(self.phrase(verb), Some(Phrase::Verb(Form::Gerund | Form::Infinitive))) && verb > 0;
        let bare = |it: &crate::phrases::Chunk| {
            it.range.len() == 1 && matches!(self.setting.text.tags[it.range.start], Tag::VBD | Tag::VBN | Tag::VBP)
        };
        carried && self.sentence.chunks[verb - 1].is_verb() && self.sentence.chunks.get(next).is_some_and(bare)
    }

    /// The nouns behind a preposition; `None` where it opens a clause.
    fn prepositional(&self, i: usize) -> Option<Range<usize>> {
        let list = if self.phrase(i + 1) == Some(Phrase::Noun) { self.list(i + 1) } else { i + 1..i + 1 };
        if self.opens(i, &CLAUSE) && !list.is_empty() && self.subject_of_next(&list) {
            return None;
        }
        let time = matches!(self.phrase(i + 1), Some(Phrase::Time));
        (time || !list.is_empty() && !self.subject_of_next(&list) || self.phrase(i + 1) == Some(Phrase::Adjective)).then_some(list)
    }

    /// Does a finite verb follow, over adverbs and days?
    fn subject_of_next(&self, list: &Range<usize>) -> bool {
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
    fn item(&self, start: usize) -> usize {
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

    fn carried(&self, verb: usize) -> Option<Range<usize>> {
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
    fn is_term(&self, whole: &Range<usize>) -> bool {
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
    fn whole(&self, chunks: Range<usize>) -> Range<usize> {
        match self.between(chunks.start) {
            Some(noun) => noun..chunks.end,
            None => self.listed_left(chunks),
        }
    }

    /// "a truce between Selm and Dorn": from a noun of the two back to what stands between them.
    fn between(&self, noun: usize) -> Option<usize> {
        let back = (0..noun).rev().take(6).find(|&i| !matches!(self.phrase(i), Some(Phrase::Noun | Phrase::And | Phrase::Comma)))?;
        let what = back.checked_sub(1).filter(|&i| self.phrase(i) == Some(Phrase::Noun))?;
        (self.phrase(back) == Some(Phrase::Preposition) && self.opens(back, &["between", "among"])).then_some(what)
    }

    /// "Marsh, Finch and Lowe met": what is listed before the last noun of a subject, where the first of the list opens its clause.
    fn listed_left(&self, chunks: Range<usize>) -> Range<usize> {
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
        let mine = behind.prepositions.iter().filter(|(at, list)| self.opens(*at, words) && !list.is_empty() && !exchanged(*at));
        mine.map(|(_, list)| list.clone()).collect()
    }
}
