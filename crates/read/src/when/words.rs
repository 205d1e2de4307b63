//! The words from which expressions of time are made: `data/time-words.tsv` and its neighbours. Every token is looked up once.

use std::sync::OnceLock;

use armistice_types::numbers::spelled;

use crate::lexicon::phrases::Phrases;
use crate::lexicon::table::{Map, rows};
use crate::tokens::Tokens;

/// How long a named stretch of time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    const ALL: [(&str, Self); 9] = [
        ("hour", Self::Hour),
        ("day", Self::Day),
        ("week", Self::Week),
        ("fortnight", Self::Fortnight),
        ("month", Self::Month),
        ("quarter", Self::Quarter),
        ("year", Self::Year),
        ("decade", Self::Decade),
        ("century", Self::Century),
    ];

    fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(it, _)| *it == name).map(|(_, unit)| *unit)
    }

    /// As `data/horizons.tsv` writes it.
    pub(super) fn plural(self) -> &'static str {
        match self {
            Self::Hour => "hours",
            Self::Day => "days",
            Self::Week | Self::Fortnight => "weeks",
            Self::Month | Self::Quarter => "months",
            _ => "years",
        }
    }
}

/// Which part of a longer stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Early,
    Mid,
    Late,
    /// Its halves.
    First,
    Second,
    /// Its first day.
    Start,
    /// Its last day.
    End,
}

impl Part {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "early" => Self::Early,
            "mid" => Self::Mid,
            "late" => Self::Late,
            "first" => Self::First,
            "second" => Self::Second,
            _ => return None,
        })
    }
}

/// What a word can be in an expression of time. `bool`: is it one without more round it?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Other,
    Weekday(i8, bool),
    Month(i8, bool),
    Season(i8, bool),
    /// "summers": of every year.
    Seasons(i8),
    /// One, or (`true`) several of them.
    Unit(Unit, bool),
    /// Days from now: "yesterday".
    Day(i32),
    Daypart,
    Weekend,
    /// "last" is -1, "next" is 1.
    Shift(i8),
    Part(Part),
    Number(i32),
    Vague,
    /// "1960s": its first year. Below 100 where no century is named: "60s".
    Decade(i16),
    Ordinal(i16),
    Era(i8),
    Habit,
    /// By which "today" means these days.
    Lasting,
    /// "Rule 2016": its number is a name.
    Numbered,
}

impl Class {
    fn parse(row: &[&'static str]) -> Option<(&'static str, Self)> {
        let &[word, kind, value] = row else { return None };
        let number = || value.parse::<i8>().ok();
        let sure = !kind.ends_with('?');
        let class = match kind.trim_end_matches('?') {
            "weekday" => Self::Weekday(number()?, sure),
            "month" => Self::Month(number()?, sure),
            "season" => Self::Season(number()?, sure),
            "seasons" => Self::Seasons(number()?),
            "unit" => Self::Unit(Unit::named(value)?, false),
            "units" => Self::Unit(Unit::named(value)?, true),
            "day" => Self::Day(value.parse().ok()?),
            "daypart" => Self::Daypart,
            "weekend" => Self::Weekend,
            "shift" => Self::Shift(number()?),
            "vague" => Self::Vague,
            "part" => Self::Part(Part::named(value)?),
            "decades" => Self::Decade(value.parse().ok()?),
            "ordinal" => Self::Ordinal(value.parse().ok()?),
            "era" => Self::Era(number()?),
            "habit" => Self::Habit,
            "lasting" => Self::Lasting,
            "numbered" => Self::Numbered,
            _ => return None,
        };
        Some((word, class))
    }

    /// What a lower-case word is.
    pub(super) fn of(word: &str) -> Self {
        static CELL: OnceLock<Map<&str, Class>> = OnceLock::new();
        let table =
            CELL.get_or_init(|| rows(include_str!("../../../../data/time-words.tsv")).filter_map(|(_, row)| Self::parse(&row)).collect());
        if let Some(class) = table.get(word) {
            return *class;
        }
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return digits(word);
        }
        spelled(word).and_then(|n| i32::try_from(n).ok()).map_or(Self::Other, Self::Number)
    }
}

/// "48", "12th", "1960s".
fn digits(word: &str) -> Class {
    let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    let Ok(number) = word[..end].parse::<i32>() else { return Class::Other };
    match (&word[end..], i16::try_from(number)) {
        ("", _) => Class::Number(number),
        ("s" | "'s", Ok(year)) if year % 10 == 0 && matches!(end, 2 | 4) => Class::Decade(year),
        ("st" | "nd" | "rd" | "th", Ok(n)) if n <= 100 => Class::Ordinal(n),
        _ => Class::Other,
    }
}

/// The words of a text in lower case, with straight apostrophes, and what each can be.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) lower: Vec<String>,
    pub(super) class: Vec<Class>,
}

impl Words {
    pub(super) fn new(tokens: &Tokens<'_>) -> Self {
        let lower: Vec<String> = (0..tokens.tokens.len()).map(|i| tokens.lower(i).replace('’', "'")).collect();
        let class = lower.iter().map(|word| Class::of(word)).collect();
        Self { lower, class }
    }
}

/// How a day with a name is reckoned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Festival {
    /// Month and day.
    Fixed(i8, i8),
    /// Month, weekday and which of them; -1 is the last.
    Nth(i8, i8, i8),
    /// Days from Western Easter.
    Easter(i32),
    /// By a calendar not kept here.
    Moving,
}

impl Festival {
    pub(super) fn parse(rule: &str) -> Option<Self> {
        if rule == "?" {
            return Some(Self::Moving);
        }
        if let Some(days) = rule.strip_prefix("easter ") {
            return days.parse().ok().map(Self::Easter);
        }
        if let Some((month, day)) = rule.split_once('-').filter(|_| !rule.contains(' ')) {
            return Some(Self::Fixed(month.parse().ok()?, day.parse().ok()?));
        }
        let numbers: Vec<i8> = rule.split(' ').filter_map(|it| it.parse().ok()).collect();
        if let [month, weekday, which] = numbers[..] { Some(Self::Nth(month, weekday, which)) } else { None }
    }
}

/// Days with names.
pub(super) fn festivals() -> &'static Phrases {
    static CELL: OnceLock<Phrases> = OnceLock::new();
    CELL.get_or_init(|| Phrases::parse(include_str!("../../../../data/festivals.tsv")))
}

/// Stretches of history with names.
pub(super) fn periods() -> &'static Phrases {
    static CELL: OnceLock<Phrases> = OnceLock::new();
    CELL.get_or_init(|| Phrases::parse(include_str!("../../../../data/periods.tsv")))
}

/// Nouns of what happens once.
pub(super) fn events() -> &'static Phrases {
    static CELL: OnceLock<Phrases> = OnceLock::new();
    CELL.get_or_init(|| Phrases::parse(include_str!("../../../../data/time-events.tsv")))
}

/// First and last of a part: of the days of a month, the months of a year, the years of a decade or a century.
pub(super) fn part(unit: Unit, part: Part) -> Option<(i8, i8)> {
    static CELL: OnceLock<Vec<(Unit, Part, i8, i8)>> = OnceLock::new();
    let parse = |row: Vec<&str>| {
        let &[unit, part, first, last] = &row[..] else { return None };
        Some((Unit::named(unit)?, Part::named(part)?, first.parse().ok()?, last.parse().ok()?))
    };
    let table = CELL.get_or_init(|| rows(include_str!("../../../../data/time-parts.tsv")).filter_map(|(_, row)| parse(row)).collect());
    table.iter().find(|it| (it.0, it.1) == (unit, part)).map(|it| (it.2, it.3))
}

/// Days that a vague stretch of the future reaches.
pub(super) fn vague(unit: Unit, count: &str) -> Option<i32> {
    static CELL: OnceLock<Map<(&str, &str), i32>> = OnceLock::new();
    let table = CELL.get_or_init(|| {
        let row = |(_, row): (usize, Vec<&'static str>)| Some(((*row.first()?, *row.get(1)?), row.get(2)?.parse().ok()?));
        rows(include_str!("../../../../data/horizons.tsv")).filter_map(row).collect()
    });
    table.get(&(unit.plural(), count)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_is_understood() {
        for (n, row) in rows(include_str!("../../../../data/time-words.tsv")) {
            assert!(Class::parse(&row).is_some(), "time-words.tsv line {n}");
        }
        for (n, row) in rows(include_str!("../../../../data/festivals.tsv")) {
            assert!(row.len() == 2 && Festival::parse(row[1]).is_some(), "festivals.tsv line {n}");
        }
        for (n, row) in rows(include_str!("../../../../data/periods.tsv")) {
            assert!(row.len() == 2 && row[1].parse::<armistice_types::dates::Value>().is_ok(), "periods.tsv line {n}");
        }
        for (n, row) in rows(include_str!("../../../../data/time-parts.tsv")) {
            let (unit, which) = (Unit::named(row[0]), Part::named(row[1]));
            assert!(unit.zip(which).is_some_and(|(unit, which)| part(unit, which).is_some()), "time-parts.tsv line {n}");
        }
        for (n, row) in rows(include_str!("../../../../data/horizons.tsv")) {
            assert!(row.len() == 3 && row[2].parse::<i32>().is_ok(), "horizons.tsv line {n}");
        }
    }

    #[test]
    fn the_tables_are_sorted() {
        for table in [
            include_str!("../../../../data/time-words.tsv"),
            include_str!("../../../../data/festivals.tsv"),
            include_str!("../../../../data/periods.tsv"),
            include_str!("../../../../data/time-events.tsv"),
        ] {
            let words: Vec<&str> = rows(table).map(|(_, row)| row[0]).collect();
            assert!(words.is_sorted(), "{words:?}");
        }
    }
}
