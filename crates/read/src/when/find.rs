//! Finds time expressions in tokens: deadlines and stretches here, single days, months and years in `point`. Pure recognition: what day they
//! are, is left to `resolve`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use armistice_types::numbers::spelled;

use crate::lexicon::table::rows;
use crate::tags::Tag;
use crate::tokens::Tokens;

/// What an expression means, before it is tied to a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Days from the anchor: today is 0.
    Day(i32),
    /// Monday is 0; last is -1, next is 1, plain 0.
    Weekday(i8, i8),
    /// Year where stated, month, day.
    Date(Option<i16>, i8, i8),
    /// Year where stated, month.
    Month(Option<i16>, i8),
    Year(i16),
    /// Weeks, months or years from the anchor's.
    Week(i8),
    MonthFrom(i8),
    YearFrom(i8),
    Weekend(i8),
    /// From the anchor to so many days on.
    Within(i32),
    /// So many days before the anchor.
    Ago(i32),
    /// From the anchor to what is meant.
    Until(Box<Meaning>),
    /// From the anchor to the day before what is meant.
    Before(Box<Meaning>),
    /// "That day": the day named last before.
    ThatDay,
    /// Found, but tied to something that has no date here: "before the vote".
    Unresolved,
}

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
}

impl Places {
    /// All that begin at any token, however far they reach.
    pub(crate) fn new(tokens: &Tokens<'_>, tags: &[Tag]) -> Self {
        let finder = Finder { tokens, tags, end: tokens.tokens.len() };
        let at = |i: usize| finder.at(i).map(|(meaning, end)| Found { tokens: i..end, meaning });
        Self { all: (0..tokens.tokens.len()).filter_map(at).collect() }
    }

    /// The expressions that start inside the range, in text order, none overlapping. One that would reach over its end is cut: only words of
    /// the range count.
    pub(crate) fn within(&self, tokens: &Tokens<'_>, tags: &[Tag], range: &Range<usize>) -> Vec<Found> {
        let finder = Finder { tokens, tags, end: range.end };
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
}

/// The same without looking anything up: what `within` gives, in slow.
#[cfg(test)]
pub(super) fn one_by_one(tokens: &Tokens<'_>, tags: &[Tag], range: &Range<usize>) -> Vec<Found> {
    let finder = Finder { tokens, tags, end: range.end };
    let mut out: Vec<Found> = Vec::new();
    for i in range.clone() {
        if out.last().is_none_or(|it| it.tokens.end <= i) {
            out.extend(finder.at(i).map(|(meaning, end)| Found { tokens: i..end, meaning }));
        }
    }
    out
}

/// No expression is told from another by words further on than this, but by those of a list of units, which it then holds.
const AHEAD: usize = 16;

pub(super) struct Finder<'a> {
    pub(super) tokens: &'a Tokens<'a>,
    pub(super) tags: &'a [Tag],
    end: usize,
}

/// What an expression means, and one past its last token.
pub(super) type At = Option<(Meaning, usize)>;

impl Finder<'_> {
    pub(super) fn word(&self, i: usize) -> String {
        if i < self.end { self.tokens.lower(i) } else { String::new() }
    }

    pub(super) fn is(&self, i: usize, words: &[&str]) -> bool {
        i < self.end && self.tokens.is_any(i, words)
    }

    fn at(&self, i: usize) -> At {
        self.deadline(i).or_else(|| self.stretch(i)).or_else(|| self.ago(i)).or_else(|| self.point(i))
    }

    /// "by Friday", "until 12 March", "before the end of the year", "before the vote".
    fn deadline(&self, i: usize) -> At {
        if !self.is(i, &["by", "until", "till", "before"]) {
            return None;
        }
        let mut at = i + 1;
        if self.is(at, &["the"]) && self.is(at + 1, &["end"]) && self.is(at + 2, &["of"]) {
            at += 3;
        }
        let at_point = at + usize::from(self.is(at, &["the", "this"]) && self.is(at + 1, &["month", "year", "week", "weekend"]));
        if at_point > at {
            let meaning = self.this(at_point)?;
            return Some((Meaning::Until(Box::new(meaning)), at_point + 1));
        }
        if let Some((meaning, end)) = self.point(at) {
            let day = matches!(meaning, Meaning::Day(_) | Meaning::Weekday(..) | Meaning::Date(..));
            let before = day && at == i + 1 && self.is(i, &["before"]);
            return Some((if before { Meaning::Before(Box::new(meaning)) } else { Meaning::Until(Box::new(meaning)) }, end));
        }
        let event = self.is(i, &["before"]) && self.is(i + 1, &["the"]);
        let noun = (i + 2..self.end.min(i + 6))
            .find(|&at| self.is(at, &["election", "vote", "deadline", "summit", "referendum", "elections", "inauguration"]));
        noun.filter(|_| event).map(|noun| (Meaning::Unresolved, noun + 1))
    }

    pub(super) fn this(&self, i: usize) -> Option<Meaning> {
        Some(match self.word(i).as_str() {
            "week" => Meaning::Week(0),
            "month" => Meaning::MonthFrom(0),
            "year" => Meaning::YearFrom(0),
            "weekend" => Meaning::Weekend(0),
            _ => return None,
        })
    }

    /// "in the next few hours or days", "within 48 hours", "in the coming weeks", "in three days".
    fn stretch(&self, i: usize) -> At {
        if !self.is(i, &["in", "within", "over", "during", "for"]) {
            return None;
        }
        let within = self.is(i, &["within"]);
        let mut at = i + 1 + usize::from(self.is(i + 1, &["the"]));
        let coming = self.is(at, &["next", "coming", "following"]);
        at += usize::from(coming);
        at += usize::from(self.is(at, &["a"]));
        let (count, after) = self.count(at);
        let mut unit_at = after + usize::from(self.is(after, &["of"]));
        let mut unit = self.unit(unit_at)?;
        while self.is(unit_at + 1, &["or", "and"]) && self.unit(unit_at + 2).is_some() {
            unit_at += 2;
            unit = self.unit(unit_at)?;
        }
        let days = match &count {
            Some(Count::Number(n)) => reach(unit, *n),
            Some(Count::Vague(word)) => vague(unit, word)?,
            None if coming => vague(unit, "coming")?,
            None => return None,
        };
        let exact = matches!(count, Some(Count::Number(_)));
        (coming || within || exact && self.is(i, &["in"])).then_some((Meaning::Within(days), unit_at + 1))
    }

    fn count(&self, i: usize) -> (Option<Count>, usize) {
        let word = self.word(i);
        if let Some(n) = number(&word) {
            return (Some(Count::Number(n)), i + 1);
        }
        match word.as_str() {
            "few" | "couple" | "several" => (Some(Count::Vague(word)), i + 1),
            _ => (None, i),
        }
    }

    fn unit(&self, i: usize) -> Option<&'static str> {
        Some(match self.word(i).as_str() {
            "hour" | "hours" => "hours",
            "day" | "days" => "days",
            "week" | "weeks" => "weeks",
            "month" | "months" => "months",
            "year" | "years" => "years",
            _ => return None,
        })
    }

    /// "two weeks ago", "three days earlier".
    fn ago(&self, i: usize) -> At {
        let (Some(Count::Number(n)), after) = self.count(i + usize::from(self.is(i, &["a"]))) else { return None };
        let unit = self.unit(after)?;
        self.is(after + 1, &["ago", "earlier"]).then(|| (Meaning::Ago(reach(unit, n)), after + 2))
    }
}

enum Count {
    Number(i32),
    Vague(String),
}

fn number(word: &str) -> Option<i32> {
    let spelled = spelled(word).and_then(|n| i32::try_from(n).ok());
    spelled.or_else(|| word.parse().ok().filter(|n| (1..=1000).contains(n)))
}

/// Days that so many units take, hours rounded up.
fn reach(unit: &str, n: i32) -> i32 {
    match unit {
        "hours" => (n + 23) / 24,
        "weeks" => 7 * n,
        "months" => 31 * n,
        "years" => 366 * n,
        _ => n,
    }
}

fn vague(unit: &str, count: &str) -> Option<i32> {
    static CELL: OnceLock<BTreeMap<(&str, &str), i32>> = OnceLock::new();
    let table = CELL.get_or_init(|| {
        let row = |(_, row): (usize, Vec<&'static str>)| Some(((*row.first()?, *row.get(1)?), row.get(2)?.parse().ok()?));
        rows(include_str!("../../../../data/horizons.tsv")).filter_map(row).collect()
    });
    table.get(&(unit, count)).copied()
}
