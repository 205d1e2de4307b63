//! Ties a time expression to days. A weekday in the past is the nearest on or before the anchor, the
//! same day included; in the future the nearest after it (DESIGN section 4).

use armistice_types::time::{Day, Edtf};
use jiff::civil::Date;

use super::find::reach;
use super::meaning::{Meaning, Which};
use super::words::{self, Festival, Part, Unit};

/// Which way a weekday or a day without a year points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    /// "Talks resume on Monday": today, or the nearest after it.
    Present,
    Future,
}

/// `None` where the expression names no day, or the calendar has none such.
pub(crate) fn resolve(meaning: &Meaning, anchor: Day, tense: Tense) -> Option<Edtf> {
    match meaning {
        Meaning::Day(days) => Some(Edtf::day(anchor.plus(*days))),
        Meaning::Weekday(weekday, offset) => Some(Edtf::day(nearest(*weekday, *offset, anchor, tense))),
        Meaning::Date(year, month, day) => date(*year, *month, *day, anchor, tense).map(Edtf::day),
        Meaning::Month(which, month) => by_tense(*which, anchor, tense, &|year| month_of(year, *month)),
        Meaning::Season(which, season) => by_tense(*which, anchor, tense, &|year| season_of(year, *season)),
        Meaning::Festival(which, festival) => by_tense(*which, anchor, tense, &|year| day_of(*festival, year).map(Edtf::day)),
        Meaning::Year(year) => years(*year, *year),
        Meaning::Days(days) => Some(*days),
        Meaning::From(unit, offset) => unit_at(*unit, anchor, i32::from(*offset)),
        Meaning::Weekend(offset) => Some(weekend(*offset, anchor, tense)),
        Meaning::Within(days) => Some(Edtf::range(anchor, anchor.plus(*days))),
        Meaning::Ago(n, unit) => ago(*n, *unit, anchor),
        Meaning::DayOf(day) => {
            let around = [-1, 0, 1].into_iter().filter_map(|n| shifted(anchor.0.first_of_month(), n));
            let mut around = around.filter_map(|first| Day::new(first.year(), first.month(), *day));
            let found = if tense == Tense::Past { around.rfind(|it| *it <= anchor) } else { around.find(|it| *it >= anchor) };
            found.map(Edtf::day)
        }
        Meaning::Past(Some(n), unit) => Some(Edtf::range(back(anchor, *n, *unit)?, anchor)),
        Meaning::Past(None, _) => Some(Edtf { from: None, to: Some(anchor) }),
        Meaning::Shift(n, unit) => unit_at(*unit, anchor, *n),
        Meaning::Part(part, of) => resolve(of, anchor, tense).and_then(|days| part_of(*part, days)),
        Meaning::Through(first, last) => {
            let (from, to) = (resolve(first, anchor, tense)?.from?, resolve(last, anchor, tense)?.to?);
            // "November – February 2031"
            Some(Edtf::range(if from > to { back(from, 1, Unit::Year)? } else { from }, to))
        }
        Meaning::Until(end) => resolve(end, anchor, tense)?.to.map(|to| Edtf::range(anchor, to)),
        Meaning::Before(end) => resolve(end, anchor, tense)?.from.map(|day| Edtf::range(anchor, day.plus(-1).max(anchor))),
        Meaning::Unresolved | Meaning::Seasons(_) => None,
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
        (0, Tense::Present) if back == 0 => anchor,
        (1, _) | (0, Tense::Future | Tense::Present) => anchor.plus(ahead),
        _ => anchor.plus(-back),
    }
}

/// Saturday and Sunday; "this weekend" of a past tense is the last that has begun.
fn weekend(offset: i8, anchor: Day, tense: Tense) -> Edtf {
    let mut saturday = monday(anchor).plus(5 + 7 * i32::from(offset));
    if offset == 0 && tense == Tense::Past && saturday > anchor {
        saturday = saturday.plus(-7);
    }
    Edtf::range(saturday, saturday.plus(1))
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
        Tense::Present => candidates.into_iter().min_by_key(|day| days_between(*day, anchor).abs()),
        Tense::Future => candidates.into_iter().find(|day| *day >= anchor.plus(-31)),
    }
}

/// Days from the second to the first.
pub(super) fn days_between(day: Day, anchor: Day) -> i32 {
    anchor.0.until(day.0).map_or(0, |span| span.get_days())
}

/// What comes round every year: that of its year; else the last that has begun, or the next that has not ended.
fn by_tense(which: Which, anchor: Day, tense: Tense, of: &dyn Fn(i16) -> Option<Edtf>) -> Option<Edtf> {
    let here = anchor.0.year();
    let begun = |it: &Edtf| it.from.is_some_and(|from| from <= anchor);
    let ended = |it: &Edtf| it.to.is_some_and(|to| to < anchor);
    let mut around = [here - 1, here, here + 1].into_iter().filter_map(of);
    match (which, tense) {
        (Which::Of(year), _) => of(year),
        (Which::Shift(-1), _) => around.filter(ended).last(),
        (Which::Shift(1), _) => around.find(|it| !begun(it)),
        (Which::Near | Which::Shift(0), Tense::Past) => around.filter(begun).last(),
        (Which::Near, _) => around.find(|it| !ended(it)),
        (Which::Shift(_), _) => of(here),
    }
}

fn month_of(year: i16, month: i8) -> Option<Edtf> {
    let first = Day::new(year, month, 1)?;
    Some(Edtf::range(first, Day(first.0.last_of_month())))
}

/// Three months of a year; a winter begins in December of its year.
fn season_of(year: i16, season: i8) -> Option<Edtf> {
    let first = Day::new(year, 3 * season, 1)?;
    Some(Edtf::range(first, Day(shifted(first.0, 2)?.last_of_month())))
}

fn day_of(festival: Festival, year: i16) -> Option<Day> {
    match festival {
        Festival::Fixed(month, day) => Day::new(year, month, day),
        Festival::Nth(month, weekday, which) => {
            let first = Day::new(year, month, 1)?;
            let ahead = i32::from((weekday - first.0.weekday().to_monday_zero_offset()).rem_euclid(7));
            let days: Vec<Day> = (0..5).map(|week| first.plus(ahead + 7 * week)).filter(|day| day.0.month() == first.0.month()).collect();
            if which < 0 { days.last().copied() } else { days.get(usize::try_from(which - 1).ok()?).copied() }
        }
        Festival::Easter(days) => easter(year).map(|day| day.plus(days)),
        Festival::Moving => None,
    }
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
fn easter(year: i16) -> Option<Day> {
    let year32 = i32::from(year);
    let (a, b, c) = (year32 % 19, year32 / 100, year32 % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Day::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

pub(super) fn years(first: i16, last: i16) -> Option<Edtf> {
    Some(Edtf::range(Day::new(first, 1, 1)?, Day::new(last, 12, 31)?))
}

/// The week, month, year … that lies so many from the anchor's.
fn unit_at(unit: Unit, anchor: Day, offset: i32) -> Option<Edtf> {
    let month = |months: i32| shifted(anchor.0.first_of_month(), months);
    let year = i32::from(anchor.0.year());
    let of_years = |len: i32| {
        let first = (year.div_euclid(len) + offset) * len;
        years(i16::try_from(first).ok()?, i16::try_from(first + len - 1).ok()?)
    };
    match unit {
        Unit::Hour | Unit::Day => Some(Edtf::day(anchor.plus(offset))),
        Unit::Week | Unit::Fortnight => {
            let weeks = if unit == Unit::Week { offset } else { 2 * offset };
            let monday = monday(anchor).plus(weeks.saturating_mul(7));
            Some(Edtf::range(monday, monday.plus(6)))
        }
        Unit::Month => {
            let first = month(offset)?;
            Some(Edtf::range(Day(first), Day(first.last_of_month())))
        }
        Unit::Quarter => {
            let first = month(3 * offset - i32::from((anchor.0.month() - 1) % 3))?;
            Some(Edtf::range(Day(first), Day(shifted(first, 2)?.last_of_month())))
        }
        Unit::Year => of_years(1),
        Unit::Decade => of_years(10),
        Unit::Century => of_years(100),
    }
}

/// "two weeks ago" is a day, "two months ago" a month, "two decades ago" a year.
fn ago(n: i32, unit: Unit, anchor: Day) -> Option<Edtf> {
    match unit {
        Unit::Hour => Some(Edtf::range(anchor.plus(-reach(unit, n)), anchor)),
        Unit::Day | Unit::Week | Unit::Fortnight => Some(Edtf::day(anchor.plus(-reach(unit, n)))),
        Unit::Month => unit_at(Unit::Month, anchor, -n),
        Unit::Quarter => unit_at(Unit::Month, anchor, n.checked_mul(-3)?),
        Unit::Year => unit_at(Unit::Year, anchor, -n),
        Unit::Decade => unit_at(Unit::Year, anchor, n.checked_mul(-10)?),
        Unit::Century => unit_at(Unit::Year, anchor, n.checked_mul(-100)?),
    }
}

/// The day so many units before.
fn back(anchor: Day, n: i32, unit: Unit) -> Option<Day> {
    let months = match unit {
        Unit::Month => 1,
        Unit::Quarter => 3,
        Unit::Year => 12,
        Unit::Decade => 120,
        Unit::Century => 1200,
        _ => return Some(anchor.plus(-reach(unit, n))),
    };
    let first = shifted(anchor.0.first_of_month(), n.checked_mul(-months)?)?;
    let day = anchor.0.day().min(first.days_in_month());
    Day::new(first.year(), first.month(), day)
}

/// Part of a stretch, by `data/time-parts.tsv`; the stretch itself where its kind has no such part.
fn part_of(part: Part, days: Edtf) -> Option<Edtf> {
    let (Some(first), Some(last)) = (days.from, days.to) else { return Some(days) };
    let long = days_between(last, first) + 1;
    let by_years = |unit: Unit, part: Part| {
        let (a, b) = words::part(unit, part)?;
        years(first.0.year() + i16::from(a), first.0.year() + i16::from(b))
    };
    match (part, long) {
        (Part::Start, ..=366) => return Some(Edtf::day(first)),
        (Part::End, ..=366) => return Some(Edtf::day(last)),
        _ => {}
    }
    let named = match part {
        Part::Start => Part::Early,
        Part::End => Part::Late,
        part => part,
    };
    let within = match long {
        7 => words::part(Unit::Week, named).map(|(a, b)| Edtf::range(first.plus(i32::from(a) - 1), first.plus(i32::from(b) - 1))),
        28..=31 => {
            words::part(Unit::Month, named).map(|(a, b)| Edtf::range(first.plus(i32::from(a) - 1), first.plus(i32::from(b) - 1).min(last)))
        }
        365 | 366 => words::part(Unit::Year, named).and_then(|(a, b)| {
            let (from, to) = (month_of(first.0.year(), a)?, month_of(first.0.year(), b)?);
            Some(Edtf { from: from.from, to: to.to })
        }),
        3652 | 3653 => by_years(Unit::Decade, named),
        36524 | 36525 => by_years(Unit::Century, named),
        _ => None,
    };
    Some(within.unwrap_or(days))
}

fn shifted(first: Date, months: i32) -> Option<Date> {
    let month = (i32::from(first.year()) * 12 + i32::from(first.month()) - 1).checked_add(months)?;
    let year = i16::try_from(month.div_euclid(12)).ok()?;
    Date::new(year, i8::try_from(month.rem_euclid(12) + 1).ok()?, 1).ok()
}
