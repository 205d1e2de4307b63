//! Recognises a single day, week, month or year: "12 March", "last Wednesday", "Nov. 1, 2024", "this week".

use super::find::{At, Finder, Meaning};
use crate::tokens::Kind;

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

impl Finder<'_> {
    /// A single day, week, month or year.
    pub(super) fn point(&self, i: usize) -> At {
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
        self.tokens.capital(i).then(|| i8::try_from(n + 1).ok()).flatten()
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
