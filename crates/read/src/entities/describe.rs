//! Titles, appositions and what they say: "Israeli Defense Minister", "the union's president", "counsel to
//! the port". Takes the words of a title, gives the role, the words of the body it belongs to, and
//! gender; which actor those words mean is left to `clusters`.

use std::ops::Range;

use super::Gender;
use super::gazetteer::{Class, TitleWord, gazetteer};
use super::names::{Cutter, Name, Sort};
use super::shown;
use crate::tags::Tag;
use crate::tokens::Kind;

/// Words between a title and the body it belongs to.
pub(super) const LINKS: [&str; 8] = ["of", "for", "to", "at", "from", "with", "in", "on"];

/// What a title belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    State(&'static str),
    /// Words that name or describe it.
    Words(Range<usize>),
    /// "its", "their".
    Pronoun(usize),
}

/// What a title says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Described {
    pub(super) role: String,
    pub(super) owner: Option<Owner>,
    pub(super) gender: Option<Gender>,
    /// The whole phrase.
    pub(super) range: Range<usize>,
}

impl Cutter<'_> {
    fn is_title(&self, i: usize) -> bool {
        let word = self.tokens.word(i);
        let person = gazetteer().nominal(word).is_some_and(|nominal| nominal.class == Class::Person && !nominal.plural);
        gazetteer().title(word).head || person && !self.tokens.capital(i)
    }

    fn possessive(&self, i: usize) -> bool {
        self.tags.get(i) == Some(&Tag::POS) || matches!(self.tokens.word(i), "'s" | "’s")
    }

    /// The title directly before a person, which may start in lower case left of the run.
    pub(super) fn title_before(&self, name: &Name) -> Option<Described> {
        let head = name.title.as_ref().map_or(name.range.start, |title| title.start);
        let titled = name.title.is_some();
        if !(titled || head > 0 && self.is_title(head - 1) && self.word_like(head - 1)) {
            return None;
        }
        let start = self.left(head);
        self.describe(start..name.range.start)
    }

    /// The apostrophe of "the workers' union".
    fn plural_owner(&self, i: usize) -> bool {
        matches!(self.tokens.word(i), "'" | "’") && self.tokens.tokens[i].glued && self.tokens.word(i - 1).ends_with('s')
    }

    fn word_like(&self, i: usize) -> bool {
        self.tokens.kind(i) == Kind::Word
    }

    /// The start of the noun phrase that goes on at `at`.
    fn left(&self, mut at: usize) -> usize {
        let sentence = self.tokens.sentences[self.tokens.sentence_of(at)].start;
        while at > sentence {
            let i = at - 1;
            let inside = match self.tags[i] {
                Tag::NN | Tag::NNS | Tag::NNP | Tag::NNPS | Tag::JJ | Tag::POS | Tag::VBN | Tag::JJR | Tag::JJS => {
                    !matches!(self.tokens.word(i), "and" | "&")
                }
                Tag::DT | Tag::PRPS | Tag::CD => {
                    at = i;
                    break;
                }
                Tag::RB => self.tokens.is_any(i, &["then", "now"]),
                // "the Council for Trade campaigner Ada Marsh"
                Tag::IN => {
                    self.tokens.is_any(i, &["of", "for"])
                        && i > sentence
                        && gazetteer().head(self.tokens.word(i - 1)).is_some()
                        && self.tokens.capital(i - 1)
                }
                _ => false,
            };
            if !inside || !self.word_like(i) && self.tags[i] != Tag::POS {
                break;
            }
            at = i;
        }
        at
    }

    /// The apposition that follows a person: ", the union's president,"; or ", president of the union".
    pub(super) fn title_after(&self, name: &Name, names: &[Name]) -> Option<Described> {
        let comma = name.range.end;
        if !self.tokens.is(comma, ",") {
            return None;
        }
        let mut from = comma + 1;
        // "Ada Marsh, 71, president of the union"
        if self.tokens.kind(from) == Kind::Number && self.tokens.is(from + 1, ",") {
            from += 2;
        }
        let end = self.phrase_end(from);
        let sentence = self.tokens.sentences[self.tokens.sentence_of(comma)].end;
        let head = (from..end).find(|&i| {
            self.is_title(i) && !(i + 1 < end && (self.is_title(i + 1) || gazetteer().title(self.tokens.word(i + 1)).modifier))
        })?;
        let first = self.tags[from];
        let opens = matches!(first, Tag::DT | Tag::PRPS | Tag::NN | Tag::NNP | Tag::JJ | Tag::RB | Tag::VBN);
        let near = names.partition_point(|it| it.range.start < from)..names.partition_point(|it| it.range.start <= end);
        let named = names.get(near).unwrap_or_default().iter().any(|it| {
            it.sort == Sort::Person
                && (it.range.start == head + 1 || it.title.as_ref().is_some_and(|title| title.start >= from && title.end <= end))
        });
        let listed = (from..head).any(|i| self.tokens.is_any(i, &["and", "or"]) && !gazetteer().title(self.tokens.word(i + 1)).head);
        // "In Linden House, the envoy warned": a subject of its own.
        let closed = end >= sentence || !self.tags[end].is_verb() && self.tags[end] != Tag::MD;
        (opens && !named && !listed && closed).then(|| self.describe(from..end)).flatten()
    }

    /// Where a verbless phrase stops.
    fn phrase_end(&self, from: usize) -> usize {
        let sentence = self.tokens.sentences[self.tokens.sentence_of(from.min(self.tokens.tokens.len().saturating_sub(1)))].end;
        let stops = |i: usize| {
            self.tokens.is_any(i, &[",", ";", ":", "(", "—", "–", "who", "which"])
                || self.tokens.kind(i) == Kind::Quote && !self.plural_owner(i)
                || matches!(self.tags[i], Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD | Tag::PRP)
                || matches!(self.tokens.word(i), "." | "!" | "?")
        };
        (from..sentence).find(|&i| stops(i)).unwrap_or(sentence)
    }

    /// The apposition that a person follows: "Its chairman, Ada Marsh,".
    pub(super) fn title_further_before(&self, name: &Name) -> Option<Described> {
        let comma = name.range.start.checked_sub(1)?;
        if name.title.is_some() || !self.tokens.is(comma, ",") {
            return None;
        }
        let sentence = self.tokens.sentences[self.tokens.sentence_of(comma)].start;
        let mut start = comma;
        while start > sentence
            && !self.tokens.is_any(start - 1, &[",", ";", ":", "("])
            && self.tokens.kind(start - 1) != Kind::Quote
            && !self.tags[start - 1].is_verb()
            && self.tags[start - 1] != Tag::CC
        {
            start -= 1;
        }
        let definite = |i: usize| self.tokens.is_any(i, &["the", "its", "their", "his", "her"]);
        let owned = |mut range: Range<usize>| range.any(|i| self.possessive(i));
        let from = (start..comma).find(|&i| definite(i)).or_else(|| owned(start..comma).then_some(start))?;
        let head = (from..comma).find(|&i| self.is_title(i) && (i + 1 == comma || self.tokens.is_any(i + 1, &LINKS)))?;
        let described = self.describe(from..comma)?;
        (head > from).then_some(described)
    }

    /// Role and owner in the words of a title.
    pub(super) fn describe(&self, range: Range<usize>) -> Option<Described> {
        let last = range.end.checked_sub(1)?;
        let link = |i: usize| i < range.end && self.tokens.is_any(i, &LINKS);
        let head = range.clone().find(|&i| self.is_title(i) && link(i + 1)).or_else(|| range.clone().rev().find(|&i| self.is_title(i)));
        let Some(head) = head else { return self.honorific(range) };
        let head = if self.is_title(last) && !range.clone().any(|i| self.is_title(i) && link(i + 1)) { last } else { head };
        let mut start = head;
        while start > range.start && self.belongs(start - 1) {
            start -= 1;
        }
        let before = range.start..start;
        let (mut owner, kept) = self.owner_before(before);
        let mut role = self.role(kept..head + 1);
        if link(head + 1) && head + 2 < range.end {
            let mut complement = head + 2..range.end;
            if self.tokens.is(complement.start, "the") {
                complement.start += 1;
            }
            if complement.clone().all(|i| gazetteer().title(self.tokens.word(i)).portfolio || self.tokens.is_any(i, &["and", "staff"])) {
                role = format!("{role} {}", self.role(head + 1..range.end));
            } else if let Some(words) = self.complement(complement) {
                owner = owner.or(Some(words));
            }
        }
        let gender = (kept..head + 1).find_map(|i| gazetteer().title(self.tokens.word(i)).gender);
        (!role.is_empty()).then_some(Described { role, owner, gender, range })
    }

    /// The owner behind a link: up to a person or a further phrase.
    fn complement(&self, range: Range<usize>) -> Option<Owner> {
        let mut end = range.end;
        if let Some((stop, sort)) = self.known(range.start, range.end) {
            match sort {
                Sort::Place(place) if stop == end || !self.tokens.capital(stop) => return place.state.map(Owner::State),
                _ => {}
            }
        }
        if let Some(stop) = range.clone().skip(1).find(|&i| self.tokens.is_any(i, &["in", "at", "and", "on", "charge"])) {
            end = stop;
        }
        (range.start < end).then_some(Owner::Words(range.start..end))
    }

    fn honorific(&self, range: Range<usize>) -> Option<Described> {
        let gender = range.clone().find_map(|i| gazetteer().title(self.tokens.word(i)).gender);
        gender.map(|gender| Described { role: String::new(), owner: None, gender: Some(gender), range })
    }

    /// Does a word stand before the head as part of the role?
    fn belongs(&self, i: usize) -> bool {
        let title = gazetteer().title(self.tokens.word(i));
        // "the Round House spokesman": a word of titles inside a name.
        let before =
            i.checked_sub(1).map(|before| self.tokens.word(before)).filter(|_| self.tokens.capital(i) && self.tokens.capital(i - 1));
        if before.is_some_and(|word| gazetteer().title(word) == TitleWord::default() && gazetteer().place(word).is_none())
            && !title.head
            && !title.portfolio
        {
            return false;
        }
        let body = gazetteer().nominal(self.tokens.word(i)).is_some_and(|it| it.class == Class::Body);
        (title.modifier || title.portfolio || title.head) && !(body && !self.tokens.capital(i) && !title.portfolio)
    }

    /// Whose title it is, from the words before the role; and where the rest of the role starts.
    fn owner_before(&self, before: Range<usize>) -> (Option<Owner>, usize) {
        let start = before.end;
        let mut words = before;
        if words.is_empty() {
            return (None, start);
        }
        if self.tags[words.start] == Tag::PRPS {
            let owner = self.tokens.is_any(words.start, &["its", "their"]).then_some(Owner::Pronoun(words.start));
            return (owner, words.start + 1);
        }
        if matches!(self.tags[words.start], Tag::DT | Tag::CD) {
            words.start += 1;
        }
        if let Some(pos) = words.clone().rev().find(|&i| self.possessive(i)) {
            // "the day by which Arland's president": the owner starts behind the last link that is in no name.
            let link = |&i: &usize| {
                matches!(self.tags[i], Tag::IN | Tag::TO | Tag::WDT | Tag::WP | Tag::WRB)
                    && !(self.tokens.capital(i - 1) && self.tokens.capital(i + 1))
            };
            words.start = (words.start + 1..pos).rfind(link).map_or(words.start, |i| i + 1);
            let place = self.known(words.start, pos).filter(|(stop, _)| *stop == pos);
            return match place {
                Some((_, Sort::Place(place))) => (place.state.map(Owner::State), pos + 1),
                _ => (Some(Owner::Words(words.start..pos)), pos + 1),
            };
        }
        let known: Vec<(Range<usize>, Sort)> =
            words.clone().filter_map(|i| self.known(i, words.end).map(|(stop, sort)| (i..stop, sort))).collect();
        if let Some((range, _)) = known.iter().find(|(_, sort)| matches!(sort, Sort::Body(_))) {
            return (Some(Owner::Words(range.clone())), range.end);
        }
        let capital = words.clone().any(|i| {
            self.tokens.capital(i) && gazetteer().place(self.tokens.word(i)).is_none() && !gazetteer().title(self.tokens.word(i)).honorific
        });
        let head = words.clone().last().is_some_and(|i| gazetteer().head(self.tokens.word(i)).is_some());
        if let Some((range, Sort::Place(place))) = known.first()
            && !(capital && head)
            && let Some(state) = place.state
        {
            return (Some(Owner::State(state)), range.end);
        }
        let body = words.clone().last().is_some_and(|i| gazetteer().nominal(self.tokens.word(i)).is_some_and(|it| it.class == Class::Body));
        if capital && head || body || capital && !words.clone().any(|i| gazetteer().title(self.tokens.word(i)).honorific) {
            return (Some(Owner::Words(words)), start);
        }
        (None, words.start)
    }

    /// The words of a role: lower case unless proper.
    fn role(&self, range: Range<usize>) -> String {
        let words: Vec<String> = range
            .filter(|&i| !matches!(self.tags[i], Tag::DT | Tag::PRPS | Tag::POS) || self.tokens.kind(i) == Kind::Number)
            .map(|i| {
                let word = self.tokens.word(i);
                let title = gazetteer().title(word);
                let common = title.head || title.modifier || title.portfolio;
                let acronym = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
                if common && !acronym { word.to_lowercase() } else { shown(self.tokens, &(i..i + 1)) }
            })
            .collect();
        words.join(" ")
    }
}
