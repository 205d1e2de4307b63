//! Expressions of time as a report has them, each with what it says: days of the calendar, or days of every year.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::text::Span;
use crate::time::{Day, Edtf};

/// An expression of time in a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DateMention {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// Its words.
    pub text: String,
    /// What it says; `None` where the words name no day that can be known from the text.
    pub edtf: Option<Value>,
}

/// What an expression of time says, printed as EDTF. Years and months stay years and months: `1960/1969`, `2031-06/2031-08`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// One day or a stretch of days.
    Days(Edtf),
    /// This month of every year: `XXXX-07`.
    Month(i8),
    /// This month and day of every year: `XXXX-07-04`.
    MonthDay(i8, i8),
    /// This season of every year, spring to winter: `XXXX-21` to `XXXX-24`.
    Season(i8),
}

impl Value {
    /// The days, where it is of one year.
    #[must_use]
    pub fn days(self) -> Option<Edtf> {
        if let Self::Days(days) = self { Some(days) } else { None }
    }
}

/// A year in four digits; before the year 0 with a sign.
fn year(date: Date) -> String {
    let year = date.year();
    if year < 0 { format!("-{:04}", -i32::from(year)) } else { format!("{year:04}") }
}

fn month(date: Date) -> String {
    format!("{}-{:02}", year(date), date.month())
}

fn day(date: Date) -> String {
    format!("{}-{:02}", month(date), date.day())
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = match self {
            Self::Days(days) => days,
            Self::Month(month) => return write!(f, "XXXX-{month:02}"),
            Self::MonthDay(month, day) => return write!(f, "XXXX-{month:02}-{day:02}"),
            Self::Season(season) => return write!(f, "XXXX-{}", 20 + season),
        };
        let (Some(from), Some(to)) = (days.from, days.to) else {
            let end = |it: Option<Day>| it.map_or_else(|| "..".to_owned(), |it| day(it.0));
            return write!(f, "{}/{}", end(days.from), end(days.to));
        };
        let (a, b) = (from.0, to.0);
        let show = match () {
            () if a == b => day,
            () if a == a.first_of_year() && b == b.last_of_year() => year,
            () if a == a.first_of_month() && b == b.last_of_month() => month,
            () => day,
        };
        let (a, b) = (show(a), show(b));
        if a == b { f.write_str(&a) } else { write!(f, "{a}/{b}") }
    }
}

/// First and last day of `2031`, `-0044`, `2031-06` or `2031-06-01`.
fn ends(text: &str) -> Option<(Day, Day)> {
    let (sign, rest) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let parts: Vec<&str> = rest.split('-').collect();
    let widths = [4, 2, 2];
    if parts.len() > 3 || parts.iter().zip(widths).any(|(part, width)| part.len() != width || !part.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let number = |n: usize| parts.get(n).and_then(|part| part.parse::<i8>().ok());
    let year = sign * parts[0].parse::<i16>().ok()?;
    Some(match (number(1), number(2)) {
        (None, _) => (Day::new(year, 1, 1)?, Day::new(year, 12, 31)?),
        (Some(month), None) => {
            let first = Day::new(year, month, 1)?;
            (first, Day(first.0.last_of_month()))
        }
        (Some(month), Some(day)) => (Day::new(year, month, day)?, Day::new(year, month, day)?),
    })
}

impl FromStr for Value {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a date like 2031-10-30, 1960/1969, ../2031-10-30 or XXXX-07");
        if let Some(every) = text.strip_prefix("XXXX-") {
            let number = |it: &str| it.parse::<i8>().map_err(|_| wrong());
            return match every.split_once('-') {
                Some((month, day)) => Ok(Self::MonthDay(number(month)?, number(day)?)),
                None => Ok(match number(every)? {
                    season @ 21..=24 => Self::Season(season - 20),
                    month @ 1..=12 => Self::Month(month),
                    _ => return Err(wrong()),
                }),
            };
        }
        let days = match text.split_once('/') {
            None => ends(text).map(|(from, to)| Edtf { from: Some(from), to: Some(to) }).ok_or_else(wrong)?,
            Some((from, to)) => {
                let end = |part: &str| if part == ".." { Ok(None) } else { ends(part).map(Some).ok_or_else(wrong) };
                Edtf { from: end(from)?.map(|it| it.0), to: end(to)?.map(|it| it.1) }
            }
        };
        Ok(Self::Days(days))
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_what_they_print() {
        for text in [
            "2031-10-30",
            "2031-02",
            "0314",
            "-0399",
            "1960/1969",
            "2031-06/2031-08",
            "2031-10-27/2031-10-31",
            "../2031-10-30",
            "2031-10-30/..",
            "XXXX-07",
            "XXXX-07-04",
            "XXXX-22",
        ] {
            assert_eq!(text.parse::<Value>().unwrap().to_string(), text);
        }
        for text in ["", "2031-13", "2031-2-3", "XXXX-31", "31", "today"] {
            assert!(text.parse::<Value>().is_err(), "{text}");
        }
    }
}
