//! What an expression of time means, before it is tied to a day.

use armistice_types::time::{Day, Edtf};

use super::words::{Festival, Part, Unit};

/// Which of the months, seasons or festivals of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// The nearest, by the tense.
    Near,
    /// That of a year.
    Of(i16),
    /// "last" is -1, "this" 0, "next" 1.
    Shift(i8),
}

/// What an expression means, before it is tied to a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// Days from the anchor: today is 0.
    Day(i32),
    /// Monday is 0; last is -1, next is 1, plain 0.
    Weekday(i8, i8),
    /// Year where stated, month, day.
    Date(Option<i16>, i8, i8),
    Month(Which, i8),
    Season(Which, i8),
    /// "summers": of every year.
    Seasons(i8),
    Festival(Which, Festival),
    Year(i16),
    /// A stretch of the calendar with settled ends: a decade, a century, a war.
    Days(Edtf),
    /// The week, month, year … so many from the anchor's.
    From(Unit, i8),
    Weekend(i8),
    /// From the anchor to so many days on.
    Within(i32),
    /// So many units before the anchor; after it where negative.
    Ago(i32, Unit),
    /// "the 7th": of the month spoken of.
    DayOf(i8),
    /// Up to the anchor: so many units of it, where said.
    Past(Option<i32>, Unit),
    /// So many units on from the day named last before: "two years later", "that day".
    Shift(i32, Unit),
    Part(Part, Box<Meaning>),
    /// From the first to the last: "5–6 September".
    Through(Box<Meaning>, Box<Meaning>),
    /// From the anchor to what is meant.
    Until(Box<Meaning>),
    /// From the anchor to the day before what is meant.
    Before(Box<Meaning>),
    /// Found, but tied to something that has no date here: "before the vote".
    Unresolved,
}

/// Is it of no year by itself: "March", "12 March"?
pub(super) fn needs_year(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Date(None, ..) | Meaning::Month(Which::Near, _) | Meaning::Season(Which::Near, _) => true,
        Meaning::Part(_, of) => needs_year(of),
        Meaning::Through(first, last) => needs_year(first) && needs_year(last),
        _ => false,
    }
}

/// The same of a year.
pub(super) fn in_year(meaning: &Meaning, year: i16) -> Meaning {
    match meaning {
        Meaning::Date(None, month, day) => Meaning::Date(Some(year), *month, *day),
        Meaning::Month(Which::Near, month) => Meaning::Month(Which::Of(year), *month),
        Meaning::Season(Which::Near, season) => Meaning::Season(Which::Of(year), *season),
        Meaning::Part(part, of) => Meaning::Part(*part, Box::new(in_year(of, year))),
        Meaning::Through(first, last) => Meaning::Through(Box::new(in_year(first, year)), Box::new(in_year(last, year))),
        other => other.clone(),
    }
}

/// The year that an expression names.
pub(super) fn year_in(meaning: &Meaning) -> Option<i16> {
    match meaning {
        Meaning::Date(year, ..) => *year,
        Meaning::Month(Which::Of(year), _) | Meaning::Season(Which::Of(year), _) | Meaning::Year(year) => Some(*year),
        Meaning::Part(_, of) | Meaning::Through(of, _) => year_in(of),
        _ => None,
    }
}

/// A day from which an expression that names its year can be told: it needs no other.
pub(super) fn absolute(meaning: &Meaning) -> Option<Day> {
    match meaning {
        Meaning::Days(days) => days.from,
        meaning => Day::new(year_in(meaning)?, 1, 1),
    }
}
