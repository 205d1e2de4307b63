//! The parts of a source's noun phrase: determiner, owner, modifiers, head and what follows it. Takes
//! tokens and tags, gives token positions; whom the phrase points to is left to `nominals`.

use std::ops::Range;

use armistice_types::numbers::spelled;

use super::gazetteer::{Nominal, gazetteer};
use super::names::Name;
use crate::tags::Tag;
use crate::tokens::{Kind, Tokens};

/// How a phrase points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Points {
    /// "the", "that", "its": to something known.
    Definite,
    /// "a", "two", "another": to something new.
    Indefinite,
    /// No determiner.
    Bare,
}

/// A noun phrase that is no name.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub(super) range: Range<usize>,
    pub(super) points: Points,
    /// The possessor's words: "the union" in "the union's president"; or a possessive pronoun.
    pub(super) owner: Option<Range<usize>>,
    /// Between determiner or owner and head.
    pub(super) modifiers: Range<usize>,
    pub(super) head: usize,
    pub(super) plural: bool,
    pub(super) count: Option<u32>,
    /// "one of the sources": what it is part of.
    pub(super) whole: Option<Range<usize>>,
}

/// Cuts noun phrases.
pub(super) struct Parser<'a> {
    pub(super) tokens: &'a Tokens<'a>,
    pub(super) tags: &'a [Tag],
    pub(super) names: &'a [Name],
}

/// A number in words or digits.
pub(super) fn number(word: &str) -> Option<u32> {
    let lower = word.to_lowercase();
    spelled(&lower).filter(|n| *n > 0).or_else(|| lower.replace(',', "").parse().ok())
}

impl<'a> Parser<'a> {
    /// The name that covers a token.
    fn name_at(&self, i: usize) -> Option<&'a Name> {
        let after = self.names.partition_point(|name| name.range.start <= i);
        after.checked_sub(1).map(|n| &self.names[n]).filter(|name| name.range.contains(&i))
    }

    /// The end of the base noun phrase: before a preposition, a comma, a clause.
    pub(super) fn base_end(&self, range: &Range<usize>) -> usize {
        let mut i = range.start;
        let mut noun = false;
        while i < range.end {
            if let Some(name) = self.name_at(i) {
                i = name.range.end.min(range.end);
                noun = true;
                continue;
            }
            let mark = matches!(self.tokens.word(i), "," | "(" | ";" | ":" | "—" | "–" | "[");
            let tag = self.tags[i];
            let stops = match tag {
                Tag::IN | Tag::TO | Tag::WDT | Tag::WP | Tag::WRB | Tag::WPS => !self.tokens.is(i, "about") || noun,
                Tag::VBD | Tag::VBZ | Tag::VBP | Tag::MD | Tag::VB => noun,
                Tag::VBG | Tag::VBN => noun && !self.tags.get(i + 1).is_some_and(|next| next.is_noun()),
                Tag::JJ => noun && self.tokens.is_any(i, &["familiar", "close", "present", "aware", "such"]),
                Tag::RB => noun,
                Tag::CC => false,
                _ => false,
            };
            if mark || stops && i > range.start {
                break;
            }
            noun |= tag.is_noun();
            i += 1;
        }
        i.max(range.start + 1).min(range.end)
    }

    /// Cuts a phrase.
    pub(super) fn phrase(&self, range: &Range<usize>) -> Phrase {
        let end = self.base_end(range);
        let whole = self.whole(range, end);
        let mut start = range.start;
        let mut points = Points::Bare;
        let mut count = None;
        while start + 1 < end {
            let word = self.tokens.lower(start);
            match self.tags[start] {
                _ if matches!(word.as_str(), "the" | "this" | "that" | "these" | "those" | "both") => points = Points::Definite,
                _ if matches!(
                    word.as_str(),
                    "a" | "an" | "another" | "some" | "any" | "several" | "many" | "most" | "each" | "every" | "no" | "few" | "all"
                ) =>
                {
                    points = Points::Indefinite
                }
                Tag::PRPS => break,
                Tag::CD => {
                    count = number(&word);
                    if points == Points::Bare {
                        points = Points::Indefinite;
                    }
                }
                Tag::DT | Tag::PDT => points = Points::Definite,
                Tag::RB | Tag::RBR | Tag::IN if points == Points::Bare => {}
                _ => break,
            }
            start += 1;
        }
        let mut owner = None;
        if self.tags.get(start) == Some(&Tag::PRPS) && start + 1 < end {
            owner = Some(start..start + 1);
            start += 1;
        } else if let Some(pos) = (start + 1..end.saturating_sub(1)).rev().find(|&i| self.owns(i)) {
            owner = Some(range.start..pos);
            start = pos + 1;
        }
        if owner.is_some() {
            points = Points::Definite;
        }
        let head = (start..end).rev().find(|&i| self.tags[i].is_noun() || self.tags[i] == Tag::CD).unwrap_or(end - 1);
        let plural = self.plural(head) || count.is_some_and(|count| count > 1);
        if self.tokens.is(range.start, "one") && !plural {
            count = Some(1);
        }
        Phrase { range: range.clone(), points, owner, modifiers: start..head, head, plural, count, whole }
    }

    /// A possessive mark outside a name.
    fn owns(&self, i: usize) -> bool {
        let mark = self.tags[i] == Tag::POS || matches!(self.tokens.word(i), "'s" | "’s");
        let plural = matches!(self.tokens.word(i), "'" | "’") && self.tokens.kind(i) == Kind::Quote && self.tokens.tokens[i].glued;
        (mark || plural) && self.name_at(i).is_none()
    }

    /// The noun after "of" when the words before it only count: "one of the sources".
    fn whole(&self, range: &Range<usize>, end: usize) -> Option<Range<usize>> {
        let of = (range.start + 1..range.end.min(range.start + 4)).find(|&i| self.tokens.is(i, "of"))?;
        let counts = (range.start..of).all(|i| {
            matches!(self.tags[i], Tag::CD | Tag::DT | Tag::JJS | Tag::RB | Tag::RBR | Tag::IN)
                || self
                    .tokens
                    .is_any(i, &["one", "some", "many", "most", "several", "both", "each", "none", "few", "all", "more", "another", "any"])
        });
        (counts && of + 1 < range.end && end <= of).then_some(of + 1..range.end)
    }

    /// Is the noun plural?
    pub(super) fn plural(&self, head: usize) -> bool {
        let word = self.tokens.word(head);
        let listed = gazetteer().nominal(word);
        matches!(self.tags[head], Tag::NNS | Tag::NNPS) && listed.is_none_or(|it| it.plural) || listed.is_some_and(|it| it.plural)
    }

    /// What the tables say of the head; two-word nouns first.
    pub(super) fn nominal(&self, phrase: &Phrase) -> Option<&'static Nominal> {
        let two = (phrase.head > phrase.modifiers.start)
            .then(|| format!("{} {}", self.tokens.word(phrase.head - 1), self.tokens.word(phrase.head)));
        let hyphen = self.tokens.word(phrase.head).rsplit_once('-').map(|(_, last)| last);
        two.and_then(|two| gazetteer().nominal(&two))
            .or_else(|| gazetteer().nominal(self.tokens.word(phrase.head)))
            .or_else(|| gazetteer().nominal(hyphen?))
    }
}
