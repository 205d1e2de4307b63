//! Ties a time expression to days. A weekday in the past is the nearest on or before the anchor, the
//! same day included; in the future the nearest after it (DESIGN section 4).

use armistice_types::time::{Day, Edtf};
use jiff::civil::Date;

use super::find::Meaning;

/// Which way a weekday or a day without a year points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Future,
}

/// `None` where the expression names no day, or the calendar has none such.
pub(crate) fn resolve(meaning: &Meaning, anchor: Day, tense: Tense) -> Option<Edtf> {
    match meaning {
        Meaning::Day(days) => Some(Edtf::day(anchor.plus(*days))),
        Meaning::Weekday(weekday, offset) => Some(Edtf::day(nearest(*weekday, *offset, anchor, tense))),
        Meaning::Date(year, month, day) => date(*year, *month, *day, anchor, tense).map(Edtf::day),
        Meaning::Month(year, month) => month_of(*year, *month, anchor, tense),
        Meaning::Year(year) => Some(Edtf::range(Day::new(*year, 1, 1)?, Day::new(*year, 12, 31)?)),
        Meaning::Week(offset) => {
            let monday = monday(anchor).plus(7 * i32::from(*offset));
            Some(Edtf::range(monday, monday.plus(6)))
        }
        Meaning::Weekend(offset) => {
            let saturday = monday(anchor).plus(5 + 7 * i32::from(*offset));
            Some(Edtf::range(saturday, saturday.plus(1)))
        }
        Meaning::MonthFrom(offset) => {
            let first = shifted(anchor.0.first_of_month(), *offset)?;
            Some(Edtf::range(Day(first), Day(first.last_of_month())))
        }
        Meaning::YearFrom(offset) => {
            let year = anchor.0.year().checked_add(i16::from(*offset))?;
            Some(Edtf::range(Day::new(year, 1, 1)?, Day::new(year, 12, 31)?))
        }
        Meaning::Within(days) => Some(Edtf::range(anchor, anchor.plus(*days))),
        Meaning::Ago(days) => Some(Edtf::day(anchor.plus(-days))),
        Meaning::Until(end) => resolve(end, anchor, tense)?.to.map(|to| Edtf::range(anchor, to)),
        Meaning::Before(end) => resolve(end, anchor, tense)?.from.map(|day| Edtf::range(anchor, day.plus(-1).max(anchor))),
        Meaning::Unresolved | Meaning::ThatDay => None,
    }
}

fn monday(day: Day) -> Day {
    day.plus(-i32::from(day.0.weekday().to_monday_zero_offset()))
}

fn nearest(weekday: i8, offset: i8, anchor: Day, tense: Tense) -> Day {
    let today = anchor.0.weekday().to_monday_zero_offset();
    let back = i32::from((today - weekday).rem_euclid(7));
    let ahead = i32::from((weekday - today - 1).rem_euclid(7)) + 1;
    match (offset, tense) {
        (-1, _) => anchor.plus(-(if back == 0 { 7 } else { back })),
        (1, _) | (0, Tense::Future) => anchor.plus(ahead),
        _ => anchor.plus(-back),
    }
}

/// Without a year: the nearest such day in the direction of the tense, half a year aside.
fn date(year: Option<i16>, month: i8, day: i8, anchor: Day, tense: Tense) -> Option<Day> {
    if let Some(year) = year {
        return Day::new(year, month, day);
    }
    let here = anchor.0.year();
    let candidates: Vec<Day> = [here - 1, here, here + 1].into_iter().filter_map(|year| Day::new(year, month, day)).collect();
    match tense {
        Tense::Past => candidates.into_iter().rev().find(|day| *day <= anchor.plus(31)),
        Tense::Future => candidates.into_iter().find(|day| *day >= anchor.plus(-31)),
    }
}

fn month_of(year: Option<i16>, month: i8, anchor: Day, tense: Tense) -> Option<Edtf> {
    let first = match year {
        Some(year) => Day::new(year, month, 1)?,
        None => {
            let here = Day::new(anchor.0.year(), month, 1)?;
            let this = here.0.month() == anchor.0.month();
            match tense {
                Tense::Past if here > anchor => Day::new(anchor.0.year() - 1, month, 1)?,
                Tense::Future if here < anchor && !this => Day::new(anchor.0.year() + 1, month, 1)?,
                _ => here,
            }
        }
    };
    Some(Edtf::range(first, Day(first.0.last_of_month())))
}

fn shifted(first: Date, months: i8) -> Option<Date> {
    let month = i16::from(first.month()) - 1 + i16::from(months);
    Date::new(first.year() + month.div_euclid(12), i8::try_from(month.rem_euclid(12) + 1).ok()?, 1).ok()
}
