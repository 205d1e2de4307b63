//! Finds time expressions in tokens: what one means and where it ends; deadlines and stretches ahead here, the rest in `relative`,
//! `calendar` and `years`. Pure recognition: what day they are, is left to `resolve`.

use std::ops::Range;

use super::meaning::Meaning;
use super::words::{Class, Unit, Words, events, vague};
use crate::tags::Tag;
use crate::tokens::Tokens;

/// A time expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) tokens: Range<usize>,
    pub(crate) meaning: Meaning,
}

/// The expressions that stand in a text, found once: every statement looks for those of its content, and contents nest.
#[derive(Debug)]
pub(crate) struct Places {
    /// By their first token; they may overlap.
    all: Vec<Found>,
    words: Words,
    old: bool,
}

impl Places {
    /// All that begin at any token, however far they reach.
    pub(crate) fn new(tokens: &Tokens<'_>, tags: &[Tag]) -> Self {
        let words = Words::new(tokens);
        let mut out = Self { all: Vec::new(), old: super::years::of_old(&words), words };
        let finder = out.finder(tokens, tags, tokens.tokens.len());
        let at = |i: usize| finder.at(i).map(|(meaning, end)| Found { tokens: i..end, meaning });
        out.all = (0..tokens.tokens.len()).filter_map(at).collect();
        out
    }

    fn finder<'a>(&'a self, tokens: &'a Tokens<'a>, tags: &'a [Tag], end: usize) -> Finder<'a> {
        Finder { tokens, tags, words: &self.words, old: self.old, end }
    }

    /// Every expression of a sentence by itself, in text order, none overlapping: without the word that makes a day a deadline.
    pub(super) fn of_sentence(&self, tokens: &Tokens<'_>, tags: &[Tag], sentence: &Range<usize>) -> Vec<Found> {
        let finder = self.finder(tokens, tags, sentence.end);
        let mut out = Vec::new();
        let mut i = sentence.start;
        while i < sentence.end {
            let found = finder.expression(i);
            i = found.as_ref().map_or(i + 1, |it| it.tokens.end);
            out.extend(found);
        }
        out
    }

    /// Is the token one that makes what stands beside it a thing of every year?
    pub(super) fn habit(&self, i: usize) -> bool {
        self.words.class.get(i) == Some(&Class::Habit)
    }

    /// Is the token one by which "today" means these days: "still", "known"?
    pub(super) fn lasting(&self, i: usize) -> bool {
        self.words.class.get(i) == Some(&Class::Lasting)
    }

    /// The expressions that start inside the range, in text order, none overlapping. One that would reach over its end is cut: only words of
    /// the range count.
    pub(crate) fn within(&self, tokens: &Tokens<'_>, tags: &[Tag], range: &Range<usize>) -> Vec<Found> {
        let finder = self.finder(tokens, tags, range.end);
        let mut out = Vec::new();
        let mut i = range.start;
        while i < range.end {
            let next = self.all.get(self.all.partition_point(|it| it.tokens.start < i));
            let start = next.map_or(usize::MAX, |it| it.tokens.start);
            let found = if start.saturating_add(AHEAD) < range.end && next.is_some_and(|it| it.tokens.end <= range.end) {
                next.cloned()
            } else {
                // What begins here was found with the words behind the range.
                i = i.max(start.min(range.end.saturating_sub(AHEAD)));
                finder.at(i).map(|(meaning, end)| Found { tokens: i..end, meaning })
            };
            i = found.as_ref().map_or(i + 1, |it| it.tokens.end);
            out.extend(found);
        }
        out
    }

    /// The same without looking anything up: what `within` gives, in slow.
    #[cfg(test)]
    pub(super) fn one_by_one(&self, tokens: &Tokens<'_>, tags: &[Tag], range: &Range<usize>) -> Vec<Found> {
        let finder = self.finder(tokens, tags, range.end);
        let mut out: Vec<Found> = Vec::new();
        for i in range.clone() {
            if out.last().is_none_or(|it| it.tokens.end <= i) {
                out.extend(finder.at(i).map(|(meaning, end)| Found { tokens: i..end, meaning }));
            }
        }
        out
    }
}

/// No expression is told from another by words further on than this, but by those of a list of units, which it then holds.
const AHEAD: usize = 16;

pub(super) struct Finder<'a> {
    pub(super) tokens: &'a Tokens<'a>,
    pub(super) tags: &'a [Tag],
    words: &'a Words,
    /// Does the text tell of times when years had three digits?
    pub(super) old: bool,
    end: usize,
}

/// What an expression means, and one past its last token.
pub(super) type At = Option<(Meaning, usize)>;

impl Finder<'_> {
    /// In lower case; empty outside the range.
    pub(super) fn word(&self, i: usize) -> &str {
        if i < self.end { self.words.lower.get(i).map_or("", String::as_str) } else { "" }
    }

    pub(super) fn class(&self, i: usize) -> Class {
        if i < self.end { self.words.class.get(i).copied().unwrap_or(Class::Other) } else { Class::Other }
    }

    pub(super) fn is(&self, i: usize, words: &[&str]) -> bool {
        words.contains(&self.word(i))
    }

    pub(super) fn tag(&self, i: usize) -> Tag {
        if i < self.end { self.tags.get(i).copied().unwrap_or(Tag::Punct) } else { Tag::Punct }
    }

    pub(super) fn lower(&self) -> &[String] {
        &self.words.lower
    }

    /// The word before; empty at the start of the text.
    pub(super) fn before(&self, i: usize) -> &str {
        i.checked_sub(1).and_then(|at| self.words.lower.get(at)).map_or("", String::as_str)
    }

    fn at(&self, i: usize) -> At {
        self.deadline(i).or_else(|| self.stretch(i)).or_else(|| self.point(i))
    }

    /// One expression for the list of a document: a deadline's own day, and a stretch without a preposition that adds nothing.
    fn expression(&self, i: usize) -> Option<Found> {
        let adds = self.is(i, &["in", "within"]) && !self.is(i + 1, &["the"]) && !matches!(self.class(i + 1), Class::Shift(_));
        let adds = adds || self.is(i, &["within"]);
        let stretch = if adds { self.stretch(i) } else { None };
        // "until the beginning of the twentieth century" has a date in it.
        let dated = |end: usize| (i + 1..end).any(|at| self.point(at).is_some());
        let event = || self.event(i, &["since", "before", "until", "till"]).filter(|(_, end)| !dated(*end));
        let (meaning, end) = stretch.or_else(|| self.point(i)).or_else(event)?;
        Some(Found { tokens: i..end, meaning })
    }

    /// A single day, week, month, year, or a stretch that the calendar knows.
    pub(super) fn point(&self, i: usize) -> At {
        self.part(i)
            .or_else(|| self.relative(i))
            .or_else(|| self.named(i))
            .or_else(|| self.calendar(i))
            .or_else(|| self.years(i))
            .or_else(|| self.day_of_month(i))
    }

    /// "by Friday", "until 12 March", "before the end of the year", "before the vote".
    fn deadline(&self, i: usize) -> At {
        if !self.is(i, &["by", "until", "till", "before"]) {
            return None;
        }
        let at = i + 1;
        let this = at + usize::from(self.is(at, &["the", "this"]));
        if this > at
            && let Some(meaning) = self.this(this)
        {
            return Some((Meaning::Until(Box::new(meaning)), this + 1));
        }
        if let Some((meaning, end)) = self.point(at) {
            let day = matches!(meaning, Meaning::Day(_) | Meaning::Weekday(..) | Meaning::Date(..));
            let before = day && self.is(i, &["before"]);
            return Some((if before { Meaning::Before(Box::new(meaning)) } else { Meaning::Until(Box::new(meaning)) }, end));
        }
        self.event(i, &["before"])
    }

    /// "before the long awaited vote", "since the death of Orla Marsh".
    fn event(&self, i: usize, openers: &[&str]) -> At {
        // "Until the End of the World" is a title.
        let title = self.tokens.capital(i) && self.tokens.capital(i + 2);
        if !self.is(i, openers) || self.tag(i + 1) != Tag::DT || title {
            return None;
        }
        let noun = (i + 2..i + 6)
            .take_while(|&at| !matches!(self.tag(at), Tag::Punct | Tag::IN))
            .find(|&at| self.word(at).chars().next().is_some() && events().at(self.lower(), at).is_some() && !self.tag(at + 1).is_noun())?;
        // What it is the death or the start of.
        let mut end = noun + 1;
        if self.is(end, &["of"]) {
            end = self.noun_phrase(end + 1).unwrap_or(end);
        }
        Some((Meaning::Unresolved, end))
    }

    /// "the week", "this weekend": the unit alone.
    pub(super) fn this(&self, i: usize) -> Option<Meaning> {
        match self.class(i) {
            Class::Unit(unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade | Unit::Century), false) => {
                Some(Meaning::From(unit, 0))
            }
            Class::Weekend => Some(Meaning::Weekend(0)),
            _ => None,
        }
    }

    /// "in the next few hours or days", "within 48 hours", "in the coming weeks", "in three days".
    fn stretch(&self, i: usize) -> At {
        if !self.is(i, &["in", "within", "over", "during", "for"]) {
            return None;
        }
        let within = self.is(i, &["within"]);
        let mut at = i + 1 + usize::from(self.is(i + 1, &["the"]));
        let coming = self.class(at) == Class::Shift(1);
        at += usize::from(coming);
        let (days, exact, end) = self.reach(at, coming, within)?;
        (coming || within || exact && self.is(i, &["in"])).then_some((Meaning::Within(days), end))
    }

    /// How many days "48 hours", "a few hours or days", "a couple of weeks" reach; whether they are counted, and where the words end.
    /// Without a count only where they are coming, or within "days".
    pub(super) fn reach(&self, i: usize, coming: bool, within: bool) -> Option<(i32, bool, usize)> {
        let at = i + usize::from(self.is(i, &["a"]));
        let (count, counted) = self.count(at);
        let after = self.and_a_half(counted);
        let half = after > counted;
        let mut unit_at = after + usize::from(self.is(after, &["of"]));
        let mut unit = self.unit(unit_at)?;
        while self.is(unit_at + 1, &["or", "and"]) && self.unit(unit_at + 2).is_some() {
            unit_at += 2;
            unit = self.unit(unit_at)?;
        }
        let days = match &count {
            Some(Count::Number(n)) => reach(unit, *n) + if half { reach(unit, 1) / 2 } else { 0 },
            Some(Count::Vague) => vague(unit, self.word(at)).or_else(|| vague(unit, "several"))?,
            None if coming => vague(unit, "coming")?,
            None if within && at > i => reach(unit, 1),
            None if within && matches!(self.class(unit_at), Class::Unit(_, true)) => vague(unit, "few")?,
            None => return None,
        };
        Some((days, matches!(count, Some(Count::Number(_))), unit_at + 1))
    }

    pub(super) fn count(&self, i: usize) -> (Option<Count>, usize) {
        match self.class(i) {
            Class::Number(n) if (1..=1000).contains(&n) => (Some(Count::Number(n)), i + 1),
            Class::Vague => (Some(Count::Vague), i + 1),
            _ => (None, i),
        }
    }

    pub(super) fn unit(&self, i: usize) -> Option<Unit> {
        if let Class::Unit(unit, _) = self.class(i) { Some(unit) } else { None }
    }
}

/// How many there are of a unit.
pub(super) enum Count {
    Number(i32),
    Vague,
}

/// Days that so many units take, hours rounded up.
pub(super) fn reach(unit: Unit, n: i32) -> i32 {
    match unit {
        Unit::Hour => (n + 23) / 24,
        Unit::Day => n,
        Unit::Week => 7 * n,
        Unit::Fortnight => 14 * n,
        Unit::Month => 31 * n,
        Unit::Quarter => 92 * n,
        Unit::Year => 366 * n,
        Unit::Decade => 3653 * n,
        Unit::Century => 36525 * n,
    }
}
