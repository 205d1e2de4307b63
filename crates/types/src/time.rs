//! The three times of DESIGN section 2, kept apart by type, and dates as EDTF.
//! Time zones are the caller's business: this module holds instants and civil days.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::{Serialize, Serializer};

/// A day in the world: when something was said, or holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub Date);

/// The instant from which a thing could be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Known(pub Timestamp);

/// The instant at which the ledger took a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Recorded(pub Timestamp);

/// When a report came out: a day, or an instant where the report gives one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Published {
    /// Only the day is known.
    Day(Day),
    /// The instant, and the civil day it fell on where the report was issued.
    Instant(Timestamp, Day),
}

impl Published {
    /// The civil day of publication.
    #[must_use]
    pub fn day(self) -> Day {
        match self {
            Self::Day(day) | Self::Instant(_, day) => day,
        }
    }
}

impl Day {
    /// `None` for a day that the calendar does not have.
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self)
    }

    /// Its year in the calendar.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The day `n` days later (earlier for negative `n`); stops at the ends of the calendar.
    #[must_use]
    pub fn plus(self, n: i32) -> Self {
        Self(self.0.saturating_add(n.days()))
    }
}

macro_rules! shown_as_inner {
    ($($name:ident($inner:ty)),+) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        impl FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, String> {
                text.parse::<$inner>().map(Self).map_err(|err| err.to_string())
            }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> { serializer.collect_str(self) }
        }
    )+};
}
shown_as_inner!(Known(Timestamp), Recorded(Timestamp));

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Day {
    type Err = String;
    /// ISO 8601 only: `2024-11-01`.
    fn from_str(text: &str) -> Result<Self, String> {
        let shape =
            text.len() == 10 && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
        let wrong = || format!("`{text}` is not a day like 2024-11-01");
        if shape { text.parse().map(Self).map_err(|_| wrong()) } else { Err(wrong()) }
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Instant(at, _) => at.fmt(f),
        }
    }
}

impl FromStr for Published {
    type Err = String;
    /// `2024-11-01`, or an instant with its offset: `2024-11-01T18:30:00+02:00`.
    fn from_str(text: &str) -> Result<Self, String> {
        if let Ok(day) = text.parse() {
            return Ok(Self::Day(day));
        }
        let wrong = || format!("`{text}` is not a day like 2024-11-01 or an instant like 2024-11-01T18:30:00Z");
        let at: Timestamp = text.parse().map_err(|_| wrong())?;
        let day = text.get(..10).and_then(|day| day.parse().ok()).ok_or_else(wrong)?;
        Ok(Self::Instant(at, day))
    }
}

impl Serialize for Published {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A date or a stretch of days, printed as EDTF: `2024-10-30`, `2024-10`, `2024`,
/// `2024-10-27/2024-10-31`, open ends as `..`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edtf {
    /// First day; `None` for an open start.
    pub from: Option<Day>,
    /// Last day, included; `None` for an open end.
    pub to: Option<Day>,
}

impl Edtf {
    /// One day.
    #[must_use]
    pub fn day(day: Day) -> Self {
        Self { from: Some(day), to: Some(day) }
    }

    /// `from` to `to`, both included; the other way round is put right.
    #[must_use]
    pub fn range(from: Day, to: Day) -> Self {
        Self { from: Some(from.min(to)), to: Some(from.max(to)) }
    }

    /// The single day it stands for, if it is one.
    #[must_use]
    pub fn single(self) -> Option<Day> {
        self.from.filter(|_| self.from == self.to)
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Some(from), Some(to)) = (self.from, self.to) else {
            let end = |day: Option<Day>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
            return write!(f, "{}/{}", end(self.from), end(self.to));
        };
        let (a, b) = (from.0, to.0);
        if from == to {
            from.fmt(f)
        } else if a == a.first_of_year() && b == a.last_of_year() {
            write!(f, "{:04}", a.year())
        } else if a == a.first_of_month() && b == a.last_of_month() {
            write!(f, "{:04}-{:02}", a.year(), a.month())
        } else {
            write!(f, "{from}/{to}")
        }
    }
}

impl FromStr for Edtf {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a date like 2024-10-30, 2024-10, 2024 or 2024-10-27/2024-10-31");
        if let Some((from, to)) = text.split_once('/') {
            let end = |part: &str| {
                if part == ".." { Ok(None) } else { part.parse().map(Some) }
            };
            return Ok(Self { from: end(from)?, to: end(to)? });
        }
        let first = |year: &str, month: &str| Day::new(year.parse().ok()?, month.parse().ok()?, 1);
        match text.len() {
            10 => text.parse().map(Self::day),
            7 => {
                let (year, month) = text.split_once('-').ok_or_else(wrong)?;
                let day = first(year, month).ok_or_else(wrong)?;
                Ok(Self::range(day, Day(day.0.last_of_month())))
            }
            4 => {
                let day = first(text, "1").ok_or_else(wrong)?;
                Ok(Self::range(day, Day(day.0.last_of_year())))
            }
            _ => Err(wrong()),
        }
    }
}

impl Serialize for Edtf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edtf_reads_what_it_prints() {
        for text in ["2024-10-30", "2024-02", "2024", "2024-10-27/2024-10-31", "2024-10-30/..", "../2024-10-30"] {
            assert_eq!(text.parse::<Edtf>().unwrap().to_string(), text);
        }
        for text in ["", "2024-13", "2024-02-30", "yesterday", "24"] {
            assert!(text.parse::<Edtf>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_instant_keeps_the_day_of_its_own_zone() {
        let published: Published = "2024-11-01T00:30:00+02:00".parse().unwrap();
        assert_eq!(published.day(), Day::new(2024, 11, 1).unwrap());
        assert_eq!(published.to_string(), "2024-10-31T22:30:00Z");
    }
}
