//! Days and months of the calendar: "12 March", "Nov. 1, 2031", "5–6 September", "Friday", "2031-10-12", "Christmas Eve".

use armistice_types::dates::Value;

use super::find::{At, Finder};
use super::meaning::{Meaning, Which};
use super::words::{Class, Festival, festivals, periods};
use crate::tags::Tag;
use crate::tokens::Kind;

/// Between the ends of a stretch.
pub(super) const DASHES: [&str; 4] = ["-", "–", "—", "to"];

impl Finder<'_> {
    /// A day, a weekday or a month.
    pub(super) fn calendar(&self, i: usize) -> At {
        self.iso(i).or_else(|| self.slashed(i)).or_else(|| self.date(i)).or_else(|| self.weekday(i, 0)).or_else(|| self.month(i))
    }

    /// A day or a stretch that has a name.
    pub(super) fn named(&self, i: usize) -> At {
        let before = if self.before(i) == "the" { self.before(i - 1) } else { self.before(i) };
        let when =
            matches!(before, "during" | "since" | "until" | "before" | "after" | "following" | "throughout" | "of" | "in" | "post" | "pre")
                || self.word(i).starts_with('9');
        if let Some((value, len)) = periods().at(self.lower(), i).filter(|&(_, len)| when && !self.word(i + len - 1).is_empty()) {
            return Some((Meaning::Days(value.parse::<Value>().ok()?.days()?), i + len));
        }
        self.festival(i, Which::Near)
    }

    /// "Christmas", "Easter Monday 2031".
    pub(super) fn festival(&self, i: usize, which: Which) -> At {
        let (rule, len) = festivals().at(self.lower(), i)?;
        let end = i + len;
        if self.word(end - 1).is_empty() || !self.tokens.capital(i) {
            return None;
        }
        let given = i > 0 && self.tags[i - 1].is_proper() && self.tokens.capital(i - 1) && !matches!(self.class(i - 1), Class::Weekday(..));
        // "Orla Christmas"; "a Christmas tree", "Easter Island"
        if which == Which::Near && given {
            return None;
        }
        if which == Which::Near && self.tag(end).is_noun() && self.year_number(end).is_none() && self.class(end) != Class::Daypart {
            return None;
        }
        let year = self.year_number(end);
        let which = year.map_or(which, Which::Of);
        Some((Meaning::Festival(which, Festival::parse(rule)?), end + usize::from(year.is_some())))
    }

    fn iso(&self, i: usize) -> At {
        let word = self.word(i).split('t').next().unwrap_or_default();
        let dotted = word.contains('.');
        let parts: Vec<i16> = word.split(['-', '.']).filter_map(|part| part.parse().ok()).collect();
        let [a, b, c] = parts[..] else { return None };
        let (year, month, day) = if dotted { (c, b, a) } else { (a, b, c) };
        matches!((year, month, day), (1000..=2200, 1..=12, 1..=31))
            .then(|| Some((Meaning::Date(Some(year), i8::try_from(month).ok()?, i8::try_from(day).ok()?), i + 1)))
            .flatten()
    }

    /// "25/12/2031", "12/25/2031"; which is the month of "3/4/2031", cannot be known.
    fn slashed(&self, i: usize) -> At {
        let number = |at: usize| if let Class::Number(n) = self.class(at) { i8::try_from(n).ok() } else { None };
        if self.word(i + 1) != "/" || self.word(i + 3) != "/" || self.before(i) == "/" {
            return None;
        }
        let (a, b, year) = (number(i)?, number(i + 2)?, self.year_number(i + 4)?);
        let meaning = match (a, b) {
            (13..=31, 1..=12) => Meaning::Date(Some(year), b, a),
            (1..=12, 13..=31) => Meaning::Date(Some(year), a, b),
            (1..=12, 1..=12) if a == b => Meaning::Date(Some(year), a, b),
            (1..=12, 1..=12) => Meaning::Unresolved,
            _ => return None,
        };
        Some((meaning, i + 5))
    }

    pub(super) fn weekday(&self, i: usize, offset: i8) -> At {
        let Class::Weekday(n, sure) = self.class(i) else { return None };
        let comma = usize::from(self.word(i + 1) == ",");
        if let Some(found) = self.date(i + 1 + comma) {
            return Some(found);
        }
        let next = self.word(i + 1);
        // "the Sunday Times": a day inside a name is no date; "a Monday", "every Friday" none that can be named.
        let in_name = self.tag(i + 1).is_proper()
            && !matches!(self.class(i + 1), Class::Month(..))
            && self.tokens.kind(i + 1) == Kind::Word
            && self.before(i) == "the";
        let any = matches!(self.before(i), "a" | "an" | "every" | "each" | "any" | "per")
            || next == "the" && matches!(self.class(i + 2), Class::Ordinal(_))
            || self.is(i + 1, &["mornings", "afternoons", "evenings", "nights"]);
        if !sure || in_name || any && offset == 0 {
            return None;
        }
        Some((Meaning::Weekday(n, offset), self.daypart(i + 1)))
    }

    /// The month's number; whether it needs no more round it.
    fn month_word(&self, i: usize) -> Option<(i8, bool)> {
        match self.class(i) {
            Class::Month(n, true) => Some((n, true)),
            Class::Month(n, false) if self.tokens.capital(i) || self.year_number(i + 1).is_some() => Some((n, false)),
            _ => None,
        }
    }

    /// Does a day stand behind the month?
    pub(super) fn day_follows(&self, i: usize) -> bool {
        self.day_number(i + 1).is_some()
    }

    /// "1 November", "Nov. 1", "November 1, 2031", "5–6 September 2031", "May 3rd to 5th", "the fifth of January".
    pub(super) fn date(&self, i: usize) -> At {
        if let Some((month, _)) = self.month_word(i) {
            let (first, last, at) = self.days(i + 1)?;
            let (year, end) = self.year_behind(at);
            return Some((through(year, month, first, last), end));
        }
        let (first, last, at) = self.days(i)?;
        let of = self.is(at, &["of"]);
        let spelled = !self.word(at - 1).starts_with(|c: char| c.is_ascii_digit());
        let (month, _) = self.month_word(at + usize::from(of)).filter(|_| of || !spelled)?;
        let (year, end) = self.year_behind(at + 1 + usize::from(of));
        Some((through(year, month, first, last), end))
    }

    /// One day of a month or two that belong together, and where they end.
    fn days(&self, i: usize) -> Option<(i8, Option<i8>, usize)> {
        if let Some((a, b)) = self.word(i).split_once('-') {
            let (a, b): (i8, i8) = (a.parse().ok()?, b.parse().ok()?);
            return (1..=31).contains(&a).then_some((a, Some(b), i + 1)).filter(|_| (a + 1..=31).contains(&b));
        }
        let first = self.day_number(i)?;
        let joined = DASHES.contains(&self.word(i + 1)) || self.is(i + 1, &["and"]);
        match self.day_number(i + 2).filter(|last| joined && *last > first) {
            Some(last) if self.word(i + 3) != "%" && !self.counted(i + 3) => Some((first, Some(last), i + 3)),
            _ => Some((first, None, i + 1)),
        }
    }

    fn day_number(&self, i: usize) -> Option<i8> {
        let n = match self.class(i) {
            Class::Number(n) if self.word(i).len() <= 2 => n,
            Class::Ordinal(n) => i32::from(n),
            _ => return None,
        };
        i8::try_from(n).ok().filter(|n| (1..=31).contains(n))
    }

    /// A year of four digits.
    pub(super) fn year_number(&self, i: usize) -> Option<i16> {
        let Class::Number(n) = self.class(i) else { return None };
        i16::try_from(n).ok().filter(|n| (1000..=2200).contains(n) && self.word(i).len() == 4)
    }

    /// The year behind a day or a month, and where it ends. Behind a comma only where no noun follows that it could count.
    pub(super) fn year_behind(&self, i: usize) -> (Option<i16>, usize) {
        let at = i + usize::from(self.is(i, &[",", "of"]));
        if let Some(year) = self.year_number(at).filter(|_| at == i || !self.counted(at + 1)) {
            return (Some(year), at + 1);
        }
        let of = self.is(i, &["of"]);
        let at = i + usize::from(of);
        let Class::Number(n @ 100..=999) = self.class(at) else { return (None, i) };
        let alone = matches!(self.tag(at + 1), Tag::Punct) && self.word(at + 1) != "%";
        if alone && (!of || self.old) { (i16::try_from(n).ok(), at + 1) } else { (None, i) }
    }

    /// Can a number before it count it?
    fn counted(&self, i: usize) -> bool {
        matches!(self.tag(i), Tag::NN | Tag::NNS) && !self.tokens.capital(i)
    }

    /// "November", "in March 2031", "January – June 2031", "May and June 2031" being two.
    fn month(&self, i: usize) -> At {
        let (month, sure) = self.month_word(i)?;
        let (year, end) = self.year_behind(i + 1);
        if let Some(year) = year {
            return Some((Meaning::Month(Which::Of(year), month), end));
        }
        let until = if DASHES[..3].contains(&self.word(i + 1)) { self.month_word(i + 2) } else { None };
        if let Some((last, _)) = until {
            let (year, end) = self.year_behind(i + 3);
            let which = year.map_or(Which::Near, Which::Of);
            let of = |month| Box::new(Meaning::Month(which, month));
            return Some((Meaning::Through(of(month), of(last)), end));
        }
        let opens = matches!(
            self.before(i),
            "in" | "since" | "until" | "till" | "by" | "of" | "from" | "to" | "through" | "during" | "late" | "early" | "mid" | "between"
        );
        // "Orla May", "June Finch": a name; "May" the modal and "March" the verb are not tagged as names.
        let neighbour = |at: Option<usize>| {
            at.is_some_and(|at| self.tag(at).is_proper() && self.tokens.capital(at) && !matches!(self.class(at), Class::Month(..)))
        };
        let name = neighbour(Some(i + 1)) || neighbour(i.checked_sub(1)) && !self.before(i).is_empty();
        let proper = self.tag(i).is_proper() && (opens || !name);
        (sure || proper && self.tokens.word(i).len() > 2).then_some((Meaning::Month(Which::Near, month), end))
    }
}

fn through(year: Option<i16>, month: i8, first: i8, last: Option<i8>) -> Meaning {
    let day = |day| Meaning::Date(year, month, day);
    last.map_or(day(first), |last| Meaning::Through(Box::new(day(first)), Box::new(day(last))))
}
