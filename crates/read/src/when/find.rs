//! Finds time expressions in tokens. Pure recognition: what day they are, is left to `resolve`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use armistice_types::numbers::spelled;

use crate::lexicon::table::rows;
use crate::tags::Tag;
use crate::tokens::{Kind, Tokens};

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

const WEEKDAYS: [(&str, &str); 7] = [
    ("monday", "mon."),
    ("tuesday", "tue."),
    ("wednesday", "wed."),
    ("thursday", "thu."),
    ("friday", "fri."),
    ("saturday", "sat."),
    ("sunday", "sun."),
];
const MONTHS: [(&str, &str); 12] = [
    ("january", "jan."),
    ("february", "feb."),
    ("march", "mar."),
    ("april", "apr."),
    ("may", "may."),
    ("june", "jun."),
    ("july", "jul."),
    ("august", "aug."),
    ("september", "sept."),
    ("october", "oct."),
    ("november", "nov."),
    ("december", "dec."),
];

/// The expressions that start inside the range, in text order, none overlapping.
pub(crate) fn find(tokens: &Tokens<'_>, tags: &[Tag], range: &Range<usize>) -> Vec<Found> {
    let finder = Finder { tokens, tags, end: range.end };
    let mut out = Vec::new();
    let mut i = range.start;
    while i < range.end {
        match finder.at(i) {
            Some((meaning, end)) => {
                out.push(Found { tokens: i..end, meaning });
                i = end;
            }
            None => i += 1,
        }
    }
    out
}

struct Finder<'a> {
    tokens: &'a Tokens<'a>,
    tags: &'a [Tag],
    end: usize,
}

type At = Option<(Meaning, usize)>;

impl Finder<'_> {
    fn word(&self, i: usize) -> String {
        if i < self.end { self.tokens.lower(i) } else { String::new() }
    }

    fn is(&self, i: usize, words: &[&str]) -> bool {
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

    fn this(&self, i: usize) -> Option<Meaning> {
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

    /// A single day, week, month or year.
    fn point(&self, i: usize) -> At {
        let word = self.word(i);
        if word == "that" && self.is(i + 1, &["day", "night"]) {
            return Some((Meaning::ThatDay, i + 2));
        }
        let day = |days| Some((Meaning::Day(days), i + 1));
        match word.as_str() {
            "today" | "tonight" => return day(0),
            "yesterday" => return day(-1),
            "tomorrow" => return day(1),
            _ => {}
        }
        self.iso(i)
            .or_else(|| self.calendar_date(i))
            .or_else(|| self.relative(i))
            .or_else(|| self.weekday(i, 0))
            .or_else(|| self.month(i))
            .or_else(|| self.year(i))
    }

    fn iso(&self, i: usize) -> At {
        let parts: Vec<i16> = self.tokens.word(i).split('-').filter_map(|part| part.parse().ok()).collect();
        match parts[..] {
            [year @ 1900..=2200, month @ 1..=12, day @ 1..=31] => {
                Some((Meaning::Date(Some(year), i8::try_from(month).ok()?, i8::try_from(day).ok()?), i + 1))
            }
            _ => None,
        }
    }

    /// "last Wednesday", "next month", "this week", "earlier this year".
    fn relative(&self, i: usize) -> At {
        let i = i + usize::from(self.is(i, &["late", "early", "earlier", "later"]) && self.is(i + 1, &["last", "next", "this"]));
        let offset = match self.word(i).as_str() {
            "last" => -1,
            "next" | "coming" => 1,
            "this" => 0,
            _ => return None,
        };
        if let Some(found) = self.weekday(i + 1, offset) {
            return Some(found);
        }
        let meaning = match self.word(i + 1).as_str() {
            "week" => Meaning::Week(offset),
            "month" => Meaning::MonthFrom(offset),
            "year" => Meaning::YearFrom(offset),
            "weekend" => Meaning::Weekend(offset),
            "morning" | "afternoon" | "evening" if offset == 0 => Meaning::Day(0),
            "night" if offset == -1 => Meaning::Day(-1),
            _ => return None,
        };
        Some((meaning, i + 2))
    }

    fn weekday(&self, i: usize, offset: i8) -> At {
        let word = self.word(i);
        let n = WEEKDAYS.iter().position(|(full, short)| *full == word || *short == word)?;
        // "the Sunday Times": a day inside a name is no date.
        let in_name = self.tags.get(i + 1).is_some_and(|tag| tag.is_proper())
            && self.month_number(i + 1).is_none()
            && self.tokens.kind(i + 1) == Kind::Word
            && self.is(i.wrapping_sub(1), &["the"]);
        if in_name {
            return None;
        }
        let comma = usize::from(self.word(i + 1) == ",");
        if let Some((date, end)) = self.calendar_date(i + 1 + comma) {
            return Some((date, end));
        }
        let part = usize::from(self.is(i + 1, &["morning", "afternoon", "evening", "night"]));
        Some((Meaning::Weekday(i8::try_from(n).ok()?, offset), i + 1 + part))
    }

    fn month_number(&self, i: usize) -> Option<i8> {
        let word = self.word(i);
        let n = MONTHS.iter().position(|(full, short)| *full == word || *short == word)?;
        (self.tokens.capital(i) && i < self.end).then(|| i8::try_from(n + 1).ok()).flatten()
    }

    /// "1 November", "Nov. 1", "November 1, 2024".
    fn calendar_date(&self, i: usize) -> At {
        if let Some(month) = self.month_number(i) {
            let day = self.day_number(i + 1)?;
            let (year, end) = self.year_behind(i + 2);
            return Some((Meaning::Date(year, month, day), end));
        }
        let day = self.day_number(i)?;
        let of = i + 1 + usize::from(self.is(i + 1, &["of"]));
        let month = self.month_number(of)?;
        let (year, end) = self.year_behind(of + 1);
        Some((Meaning::Date(year, month, day), end))
    }

    fn day_number(&self, i: usize) -> Option<i8> {
        let word = self.word(i);
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
        let suffix = &word[digits.len()..];
        let day: i8 = digits.parse().ok()?;
        ((1..=31).contains(&day) && matches!(suffix, "" | "st" | "nd" | "rd" | "th")).then_some(day)
    }

    fn year_behind(&self, i: usize) -> (Option<i16>, usize) {
        let at = i + usize::from(self.word(i) == ",");
        match self.word(at).parse::<i16>() {
            Ok(year @ 1900..=2200) => (Some(year), at + 1),
            _ => (None, i),
        }
    }

    fn month(&self, i: usize) -> At {
        let at = i + usize::from(self.is(i, &["late", "early", "mid"]));
        let month = self.month_number(at)?;
        // "May" the modal and "March" the verb are not tagged as names.
        if !self.tags[at].is_proper() {
            return None;
        }
        let (year, end) = self.year_behind(at + 1);
        Some((Meaning::Month(year, month), end))
    }

    fn year(&self, i: usize) -> At {
        let year: i16 = self.word(i).parse().ok().filter(|year| (1900..=2200).contains(year))?;
        self.is(i.wrapping_sub(1), &["in", "since", "of", "until", "by", "from"]).then_some((Meaning::Year(year), i + 1))
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
