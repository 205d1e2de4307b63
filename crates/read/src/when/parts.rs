//! Parts of longer stretches: "late last month", "mid-1980s", "the end of the year", "the second quarter of 2031", "on the 7th".

use armistice_types::time::{Day, Edtf};

use super::find::{At, Finder};
use super::meaning::{Meaning, Which};
use super::words::{Class, Part, Unit};
use super::years::{century, decade, ordinal};
use crate::tags::Tag;

impl Finder<'_> {
    /// "late last month", "early 1980s", "mid-August", "the end of the year", "the first half of 2031".
    pub(super) fn part(&self, i: usize) -> At {
        let the = i + usize::from(self.is(i, &["the"]));
        if let Class::Part(part) = self.class(the) {
            let at = the + 1 + usize::from(self.is(the + 1, &["-"]));
            return self.part_of(part, at);
        }
        if self.is(the, &["earlier"]) {
            return self.relative(the + 1).filter(|(meaning, _)| matches!(meaning, Meaning::From(..) | Meaning::Day(_)));
        }
        if let Some(found) = self.hyphened(the) {
            return Some(found);
        }
        let (part, len) = match (self.word(the), self.word(the + 1)) {
            ("end" | "close", "of") => (Part::End, 2),
            ("start" | "beginning", "of") => (Part::Start, 2),
            ("middle", "of") => (Part::Mid, 2),
            ("first" | "second", "half") if self.is(the + 2, &["of"]) => {
                let half = if self.is(the, &["first"]) { Part::First } else { Part::Second };
                return self.part_of(half, the + 3).filter(|(meaning, _)| short(meaning));
            }
            _ => return self.quarter(the),
        };
        let at = the + len;
        let unit = if self.is(at, &["the", "this"]) { self.this(at + 1).map(|it| (it, at + 2)) } else { None };
        let (of, end) = unit.or_else(|| self.part_of(part, at))?;
        let of = if let Meaning::Part(_, of) = of { of } else { Box::new(of) };
        Some((Meaning::Part(part, of), end))
    }

    /// What can have parts.
    fn part_of(&self, part: Part, i: usize) -> At {
        let at = i + usize::from(self.is(i, &["the"]));
        let (of, end) = self.relative(at).or_else(|| self.calendar(at)).or_else(|| self.years(at))?;
        Some(match of {
            Meaning::Month(..) | Meaning::Year(_) | Meaning::Days(_) | Meaning::From(..) | Meaning::Season(..) => {
                (Meaning::Part(part, Box::new(of)), end)
            }
            Meaning::Weekday(..) | Meaning::Day(_) => (of, end),
            _ => return None,
        })
    }

    /// "mid-1980s", "late-March", "mid-19th-century", "pre-1967": one token.
    fn hyphened(&self, i: usize) -> At {
        let (first, rest) = self.word(i).split_once('-')?;
        if let ("pre" | "post", Some(year)) = (first, rest.parse::<i16>().ok().filter(|year| (1000..=2200).contains(year))) {
            let day = |year, month, day| Day::new(year, month, day);
            let before = || Edtf { from: None, to: day(year - 1, 12, 31) };
            let days = if first == "pre" { before() } else { Edtf { from: day(year + 1, 1, 1), to: None } };
            return Some((Meaning::Days(days), i + 1));
        }
        let Class::Part(part) = Class::of(first) else { return None };
        let year = rest.parse().ok().filter(|year| (1000..=2200).contains(year));
        let of = match Class::of(rest) {
            Class::Month(month, _) => {
                let (year, end) = self.year_behind(i + 1);
                return Some((Meaning::Part(part, Box::new(Meaning::Month(year.map_or(Which::Near, Which::Of), month))), end));
            }
            Class::Decade(first) => decade(first)?,
            Class::Ordinal(n) if self.unit(i + 1) == Some(Unit::Century) => {
                return Some((Meaning::Part(part, Box::new(century(n, 1)?)), i + 2));
            }
            _ => match rest.strip_suffix("-century") {
                Some(n) => century(ordinal(n)?, 1)?,
                None => Meaning::Year(year?),
            },
        };
        Some((Meaning::Part(part, Box::new(of)), i + 1))
    }

    /// "the second quarter of 2031", "Q3 2031".
    fn quarter(&self, i: usize) -> At {
        let spelled =
            if let (Class::Ordinal(n @ 1..=4), Some(Unit::Quarter)) = (self.class(i), self.unit(i + 1)) { Some((n, i + 2)) } else { None };
        let short = || self.word(i).strip_prefix('q')?.parse::<i16>().ok().filter(|n| (1..=4).contains(n)).map(|n| (n, i + 1));
        let (n, at) = spelled.or_else(short)?;
        let year = self.year_behind(at);
        let (Some(year), end) = year else { return None };
        let month = |month: i16| i8::try_from(month).ok().map(|month| Box::new(Meaning::Month(Which::Of(year), month)));
        Some((Meaning::Through(month(3 * n - 2)?, month(3 * n)?), end))
    }

    /// "on the 7th"
    pub(super) fn day_of_month(&self, i: usize) -> At {
        let Class::Ordinal(n @ 1..=31) = self.class(i + 1) else { return None };
        let opens = matches!(self.before(i), "on" | "by" | "until" | "before" | "since" | "from");
        let digits = self.word(i + 1).starts_with(|c: char| c.is_ascii_digit());
        let next = self.tag(i + 2);
        let list = self.is(i + 2, &["or", "and", "to", "of", "-"]);
        let alone = matches!(next, Tag::Punct | Tag::CC) || digits && matches!(next, Tag::IN | Tag::MD | Tag::VBD | Tag::WDT);
        (opens && self.is(i, &["the"]) && alone && !list).then_some((Meaning::DayOf(i8::try_from(n).ok()?), i + 2))
    }
}

/// Halves are told of months and years; "the second half of the 19th century" is a matter of taste.
fn short(meaning: &Meaning) -> bool {
    matches!(meaning, Meaning::Part(_, of) if !matches!(**of, Meaning::Days(_)))
}
