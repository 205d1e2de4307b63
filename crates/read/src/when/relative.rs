//! Expressions that count from another day: "yesterday", "last Wednesday", "the past five years", "two weeks ago", "the year before".

use super::find::{At, Count, Finder};
use super::meaning::{Meaning, Which};
use super::words::{Class, Unit};
use crate::tags::Tag;

/// Between a time and its noun: "last uh August".
const FILLERS: [&str; 2] = ["uh", "um"];

impl Finder<'_> {
    /// Days and stretches told by their distance.
    pub(super) fn relative(&self, i: usize) -> At {
        if let Class::Day(days) = self.class(i) {
            // "USA Today"
            let name = self.tokens.capital(i) && i > 0 && self.tags[i - 1].is_proper() && self.tags[i].is_proper();
            return (!name).then(|| (Meaning::Day(days), self.daypart(i + 1)));
        }
        let over = matches!(self.before(i), "over" | "at" | "throughout" | "during" | "on" | "by" | "until" | "through");
        if over && self.is(i, &["the"]) && self.class(i + 1) == Class::Weekend && !self.tag(i + 2).is_noun() {
            return Some((Meaning::Weekend(0), i + 2));
        }
        self.two_days_off(i)
            .or_else(|| self.that(i))
            .or_else(|| self.beside(i))
            .or_else(|| self.ago(i))
            .or_else(|| self.shifted(i))
            .or_else(|| self.year_end(i))
    }

    /// One past "morning", "night", where it stands.
    pub(super) fn daypart(&self, i: usize) -> usize {
        i + usize::from(self.class(i) == Class::Daypart)
    }

    /// "the day after tomorrow", "the day before yesterday".
    fn two_days_off(&self, i: usize) -> At {
        let at = i + usize::from(self.is(i, &["the"]));
        let way = match (self.word(at), self.word(at + 1), self.word(at + 2)) {
            ("day", "after", "tomorrow") => 2,
            ("day", "before", "yesterday") => -2,
            _ => return None,
        };
        Some((Meaning::Day(way), at + 3))
    }

    /// "that day", "the same year", "that same night".
    fn that(&self, i: usize) -> At {
        let same = i + usize::from(self.is(i, &["that", "the"]));
        let at = same + usize::from(self.is(same, &["same"]));
        if at == i || at == i + 1 && !self.is(i, &["that"]) {
            return None;
        }
        match self.class(at) {
            Class::Unit(unit, false) if unit > Unit::Hour => Some((Meaning::Shift(0, unit), at + 1)),
            Class::Daypart => Some((Meaning::Shift(0, Unit::Day), at + 1)),
            Class::Weekday(n, true) => Some((Meaning::Weekday(n, 0), self.daypart(at + 1))),
            Class::Weekend => Some((Meaning::Weekend(0), at + 1)),
            Class::Month(n, true) | Class::Month(n, false) if self.tokens.capital(at) => Some((Meaning::Month(Which::Near, n), at + 1)),
            Class::Season(n, _) => Some((Meaning::Season(Which::Near, n), at + 1)),
            _ => None,
        }
    }

    /// "the year before", "the night before the vote", "the day after".
    fn beside(&self, i: usize) -> At {
        let at = i + usize::from(self.is(i, &["the"]));
        let way = match self.word(at + 1) {
            "before" | "earlier" => -1,
            "after" | "later" => 1,
            _ => return None,
        };
        let unit = match self.class(at) {
            Class::Unit(unit, false) if unit > Unit::Hour => unit,
            Class::Daypart => Unit::Day,
            _ => return None,
        };
        if at == i || matches!(self.tag(at + 2), Tag::VBG) {
            return None;
        }
        let alone = matches!(self.tag(at + 2), Tag::Punct | Tag::CC | Tag::IN | Tag::MD | Tag::TO | Tag::VBD | Tag::VBZ | Tag::WRB);
        if alone || self.is(at + 1, &["earlier", "later"]) {
            return Some((Meaning::Shift(way, unit), at + 2));
        }
        Some((Meaning::Unresolved, self.noun_phrase(at + 2).unwrap_or(at + 2)))
    }

    /// One past the noun phrase that begins here.
    pub(super) fn noun_phrase(&self, i: usize) -> Option<usize> {
        let name = |it: usize| matches!(self.tag(it), Tag::DT | Tag::PRPS | Tag::JJ | Tag::CD) || self.tag(it).is_noun();
        let last = (i..i + 6).take_while(|&it| name(it)).last();
        last.filter(|&it| self.tag(it).is_noun()).map(|it| it + 1)
    }

    /// "two weeks ago", "a few days earlier", "decades ago", "three days from now", "one year later".
    fn ago(&self, i: usize) -> At {
        let article = usize::from(self.is(i, &["a", "an"]));
        let (count, mut at) = self.count(i + article);
        let vague = matches!(count, Some(Count::Vague));
        if vague {
            at += usize::from(self.is(at, &["of"]));
        } else if count.is_some() {
            at = self.and_a_half(at);
            if self.is(at, &["hundred", "thousand", "million", "billion"]) && self.unit(at + 1).is_some() && self.is(at + 2, &["ago"]) {
                return Some((Meaning::Unresolved, at + 3));
            }
        }
        let unit = self.unit(at)?;
        let n = match count {
            Some(Count::Number(n)) => Some(n),
            None if article == 1 => Some(1),
            // "years ago" says next to nothing
            None if unit < Unit::Year && matches!(self.class(at), Class::Unit(_, true)) => None,
            Some(Count::Vague) => None,
            None => return None,
        };
        let counted = n.is_some() || vague;
        let word = self.word(at + 1);
        let past = |end: usize| Some((n.map_or(Meaning::Past(None, unit), |n| Meaning::Ago(n, unit)), end));
        let shift = |way: i32| {
            let day = unit > Unit::Hour && counted;
            day.then(|| (n.map_or(Meaning::Unresolved, |n| Meaning::Shift(way * n, unit)), at + 2))
        };
        match word {
            "ago" => past(at + 2),
            "back" if counted && !matches!(self.tag(at + 2), Tag::TO | Tag::IN | Tag::NN | Tag::RB) => past(at + 2),
            "from" if self.is(at + 2, &["now", "today"]) && counted => {
                Some((n.map_or(Meaning::Unresolved, |n| Meaning::Ago(-n, unit)), at + 3))
            }
            "later" => shift(1),
            "earlier" => shift(-1),
            "before" | "after" if counted && unit > Unit::Hour => {
                if matches!(self.tag(at + 2), Tag::Punct | Tag::CC) {
                    return shift(if word == "after" { 1 } else { -1 });
                }
                let named = matches!(self.tag(at + 2), Tag::DT | Tag::PRPS);
                let end = self.noun_phrase(at + 2).filter(|_| named)?;
                Some((Meaning::Unresolved, end))
            }
            _ => None,
        }
    }

    /// One past "and a half", "1/2".
    pub(super) fn and_a_half(&self, i: usize) -> usize {
        if self.is(i, &["and"]) && self.is(i + 1, &["a"]) && self.is(i + 2, &["half"]) {
            return i + 3;
        }
        if self.word(i) == "1" && self.word(i + 1) == "/" && self.word(i + 2) == "2" { i + 3 } else { i }
    }

    /// "last Wednesday", "next month", "the past five years", "recent weeks", "the next few hours or days".
    fn shifted(&self, i: usize) -> At {
        let the = usize::from(self.is(i, &["the", "this", "these"]) && matches!(self.class(i + 1), Class::Shift(_)));
        let first = i + the;
        let Class::Shift(offset) = self.class(first) else { return None };
        let earlier = self.word(first);
        let at = first + 1 + FILLERS.iter().filter(|it| self.word(first + 1) == **it).count();
        let this = self.is(i, &["this", "these"]);
        if let Some(found) = self.shifted_name(at, offset, earlier == "past") {
            return Some(found);
        }
        let (count, after) = self.count(at + usize::from(self.is(at, &["a"])));
        if count.is_some() || matches!(self.class(at), Class::Unit(_, true)) {
            return self.shifted_stretch(at, (count, after), offset);
        }
        let Class::Unit(unit, false) = self.class(at) else { return None };
        let end = at + 1;
        Some(match (earlier, unit) {
            ("recent" | "these", _) | (_, Unit::Hour) => return None,
            ("past", _) if !this => (Meaning::Past(Some(1), unit), end),
            ("this" | "current", Unit::Day) => (Meaning::Day(0), end),
            ("last", Unit::Day) => return None,
            ("following" | "preceding" | "previous", _) | ("next", Unit::Day) => (Meaning::Shift(i32::from(offset), unit), end),
            _ => (Meaning::From(unit, offset), end),
        })
    }

    /// Behind "last", "this", "next": a weekday, a month, a season, a festival, a part of the day.
    fn shifted_name(&self, i: usize, offset: i8, past: bool) -> At {
        let which = Which::Shift(offset);
        match self.class(i) {
            Class::Weekday(..) => self.weekday(i, offset),
            Class::Month(n, _) if self.tokens.capital(i) && !self.day_follows(i) => Some((Meaning::Month(which, n), i + 1)),
            Class::Season(n, _) => Some((Meaning::Season(which, n), i + 1)),
            Class::Weekend => Some((Meaning::Weekend(offset), i + 1)),
            Class::Daypart if offset == 0 => Some((Meaning::Day(0), i + 1)),
            Class::Daypart if offset == -1 && !past && self.is(i, &["night", "evening"]) => Some((Meaning::Day(-1), i + 1)),
            Class::Daypart if offset == 1 => Some((Meaning::Shift(1, Unit::Day), i + 1)),
            _ => self.festival(i, which),
        }
    }

    /// "the last five years", "the past few days", "coming weeks".
    fn shifted_stretch(&self, i: usize, (count, after): (Option<Count>, usize), offset: i8) -> At {
        if offset > 0 {
            let (days, _, end) = self.reach(i, true, false)?;
            return Some((Meaning::Within(days), end));
        }
        let after = self.and_a_half(after + usize::from(self.is(after, &["of"])));
        let unit = self.unit(after)?;
        if count.is_none() && unit >= Unit::Year {
            return None;
        }
        let mut end = after + 1;
        while self.is(end, &["or", "and"]) && self.unit(end + 1).is_some() {
            end += 2;
        }
        let n = if let Some(Count::Number(n)) = count { Some(n) } else { None };
        (offset < 0).then_some((Meaning::Past(n, unit), end))
    }

    /// "by year end", "at year-end".
    fn year_end(&self, i: usize) -> At {
        use super::words::Part;
        let opens = matches!(self.before(i), "by" | "at" | "before" | "until" | "till");
        let end = |unit| Meaning::Part(Part::End, Box::new(Meaning::From(unit, 0)));
        match (self.word(i), self.word(i + 1)) {
            ("year-end", _) if opens => Some((end(Unit::Year), i + 1)),
            ("month-end", _) if opens => Some((end(Unit::Month), i + 1)),
            ("year", "end") if opens => Some((end(Unit::Year), i + 2)),
            _ => None,
        }
    }
}
