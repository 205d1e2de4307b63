//! Seasons, years, decades and centuries: "the summer of 2031", "the 1980s", "the 19th century", "400 BCE".

use armistice_types::time::{Day, Edtf};

use super::calendar::DASHES;
use super::find::{At, Finder};
use super::meaning::{Meaning, Which};
use super::words::{Class, Unit, Words};
use crate::lexicon::time_context::beside_time;
use crate::tags::Tag;

/// Does the text tell of times when years had three digits: an era, or a century before the thirteenth?
pub(super) fn of_old(words: &Words) -> bool {
    let number = |i: usize| matches!(words.class.get(i), Some(Class::Number(_)));
    let era = |i: usize| matches!(words.class[i], Class::Era(_)) && (number(i + 1) || i > 0 && number(i - 1));
    let century = |i: usize| {
        matches!(words.class[i], Class::Ordinal(1..=12)) && matches!(words.class.get(i + 1), Some(Class::Unit(Unit::Century, _)))
    };
    let life = |i: usize| {
        let before = i.checked_sub(1).map_or("", |at| words.lower[at].as_str());
        let next = matches!(words.class.get(i + 2), Some(Class::Number(100..=999)));
        let dash = words.lower.get(i + 1).is_some_and(|it| DASHES[..3].contains(&it.as_str()));
        matches!(words.class[i], Class::Number(100..=999)) && dash && next && matches!(before, "(" | "." | "c.")
            || before == "year" && matches!(words.class[i], Class::Number(1..=999))
    };
    let day = |i: usize| {
        matches!(words.class[i], Class::Month(..))
            && matches!(words.class.get(i + 1), Some(Class::Number(100..=999)))
            && i > 0
            && number(i - 1)
    };
    (0..words.class.len()).any(|i| era(i) || century(i) || day(i) || life(i))
}

/// The first to the last day of some years.
fn stretch(first: i16, last: i16) -> Option<Meaning> {
    Some(Meaning::Days(Edtf::range(Day::new(first, 1, 1)?, Day::new(last, 12, 31)?)))
}

impl Finder<'_> {
    /// A season, a decade, a century or a year.
    pub(super) fn years(&self, i: usize) -> At {
        self.season(i).or_else(|| self.decade(i)).or_else(|| self.century(i)).or_else(|| self.era(i)).or_else(|| self.year(i))
    }

    /// "the summer of 2031", "fall 2031", "in winter", "summers".
    fn season(&self, i: usize) -> At {
        let the = i + usize::from(self.is(i, &["the"]));
        let (season, sure) = match self.class(the) {
            Class::Season(season, sure) => (season, sure),
            Class::Seasons(season) => return Some((Meaning::Seasons(season), the + 1)),
            _ => return None,
        };
        let (mut year, mut end) = self.year_behind(the + 1);
        let at = the + 1 + usize::from(self.is(the + 1, &["of"]));
        if let (None, Some((first, _))) = (year, self.two_years(at)) {
            (year, end) = (Some(first), at + 1);
        }
        if let Some(year) = year {
            // "the winter of 1776–77"
            let short = DASHES.contains(&self.word(end)) && matches!(self.class(end + 1), Class::Number(0..=2200));
            return Some((Meaning::Season(Which::Of(year), season), if short { end + 2 } else { end }));
        }
        let opens = matches!(
            self.before(i),
            "in" | "during" | "since" | "until" | "by" | "over" | "through" | "throughout" | "and" | "or" | "of" | "for"
        );
        let noun = matches!(self.tag(the), Tag::NN | Tag::NNP);
        // "winter wheat", "the Summer Institute"
        let names = self.tag(the + 1).is_noun() || self.tokens.capital(the) && the > 0 && !self.before(the).is_empty();
        let bare = sure || the > i && !self.is(the + 1, &["of"]);
        (noun && !names && opens && bare).then_some((Meaning::Season(Which::Near, season), the + 1))
    }

    /// "the 1960s", "1930's", "the sixties", "1920s and '30s".
    fn decade(&self, i: usize) -> At {
        let the = i + usize::from(self.is(i, &["the"]));
        let quote = usize::from(self.is(the, &["'", "‘"]));
        let at = the + quote;
        let apostrophe = self.is(at + 1, &["'s"]) && self.year_number(at).is_some_and(|year| year % 10 == 0);
        let dated = (the > i || matches!(self.before(i), "the" | "early" | "late" | "mid" | "in" | "and")) && apostrophe;
        if let (true, Some(first)) = (dated, self.year_number(at)) {
            return Some((decade(first)?, at + 2));
        }
        let Class::Decade(first) = self.class(at) else { return None };
        let late = matches!(self.before(i), "early" | "late" | "mid" | "later");
        let listed = i > 1 && matches!(self.before(i), "and" | "or" | "to" | "–" | "-") && matches!(self.class(i - 2), Class::Decade(_));
        let named = self.word(at).starts_with(|c: char| c.is_ascii_digit()) && first >= 1000;
        let spelled = first >= 1000 && (the > i || late || listed || self.before(i) == "the");
        (named || spelled || quote == 1 || listed).then_some((decade(first)?, at + 1))
    }

    /// "the 19th century", "15th and 19th centuries", "twentieth-century", "third century BC".
    fn century(&self, i: usize) -> At {
        let the = i + usize::from(self.is(i, &["the"]));
        let era = |at: usize| if let Class::Era(sign) = self.class(at) { (sign, at + 1) } else { (1, at) };
        if let Some(n) = self.word(the).strip_suffix("-century") {
            return Some((century(ordinal(n)?, 1)?, the + 1));
        }
        let Class::Ordinal(n) = self.class(the) else { return None };
        let dash = usize::from(self.is(the + 1, &["-"]));
        if self.unit(the + 1 + dash) == Some(Unit::Century) {
            let (sign, end) = era(the + 2 + dash);
            return Some((century(n, sign)?, end));
        }
        let joined = DASHES.contains(&self.word(the + 1)) || self.is(the + 1, &["and", "or"]);
        let next = the + 2 + usize::from(self.is(the + 2, &["the", "early", "late"]));
        let listed = joined && matches!(self.class(next), Class::Ordinal(_)) && self.unit(next + 1) == Some(Unit::Century);
        if listed { Some((century(n, 1)?, the + 1)) } else { None }
    }

    /// "400 BCE", "AD 842", "347 AD".
    fn era(&self, i: usize) -> At {
        let number = |at: usize| if let Class::Number(n) = self.class(at) { i16::try_from(n).ok() } else { None };
        let written = |at: usize| self.tokens.word(at).chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        if let (Class::Era(1), Some(year)) = (self.class(i), number(i + 1))
            && written(i)
        {
            return Some((Meaning::Year(year), i + 2));
        }
        let year = number(i).filter(|year| *year > 0)?;
        let Class::Era(sign) = self.class(i + 1) else { return None };
        written(i + 1).then_some((Meaning::Year(if sign < 0 { 1 - year } else { year }), i + 2))
    }

    /// "1776-77" in one token.
    fn two_years(&self, i: usize) -> Option<(i16, i16)> {
        let (first, last) = self.word(i).split_once('-')?;
        if !(3..=4).contains(&first.len()) || !matches!(last.len(), 2..=4) {
            return None;
        }
        let (first, last) = (first.parse::<i16>().ok()?, last.parse::<i16>().ok()?);
        let last = if last < 100 { first - first % 100 + last } else { last };
        (first < last && last - first < 200 && (100..=2200).contains(&first)).then_some((first, last))
    }

    /// The word before, in its sentence; what stands before the stop of "c. 1580" or "d. 1640".
    fn opener(&self, i: usize) -> &str {
        let first = self.tokens.sentences.get(self.tokens.sentence_of(i)).is_some_and(|sentence| sentence.start == i);
        match self.before(i) {
            _ if first => "",
            "." if i > 1 => self.before(i - 1),
            before => before,
        }
    }

    /// "2031", "the year 2031", where it counts nothing.
    fn year(&self, i: usize) -> At {
        if self.is(i, &["the"]) && self.is(i + 1, &["year"]) {
            return self.year_number(i + 2).map(|year| (Meaning::Year(year), i + 3));
        }
        let Class::Number(n) = self.class(i) else { return self.years_as_one(i) };
        let year = i16::try_from(n).ok().filter(|year| (1..=2200).contains(year))?;
        let before = self.opener(i);
        let numbered = i > 0 && self.tags[i - 1].is_noun() && self.tokens.capital(i - 1) && self.class(i - 1) == Class::Numbered;
        let glued = self.tokens.tokens[i].glued && !["(", "[", "-", "–", "—", "'", "\"", "“", "‘", ","].contains(&self.before(i));
        let no_year = |word: &str| word == "#" || beside_time(word, "no year");
        let page = no_year(before) || no_year(self.before(i)) || i > 1 && self.before(i) == "." && no_year(self.before(i - 1));
        if glued || page || numbered || self.tag(i + 1) == Tag::SYM || self.is(i + 1, &["%", "/", "°"]) {
            return None;
        }
        let life = || self.life(i, year).map(|year| (Meaning::Year(year), i + 1));
        if life().is_some() {
            return life();
        }
        let digits = self.word(i).len();
        let is_year = match year {
            1900..=2049 if digits == 4 => self.recent(i, before),
            1000..=2200 if digits == 4 => self.remote(i, before),
            100..=999 => {
                self.old
                    && digits == 3
                    && beside_time(before, "opens year")
                    && !DASHES.contains(&before)
                    && !self.counts(i)
                    && self.no_noun(i, before)
            }
            1..=99 => before == "year" && i > 1 && self.is(i - 2, &["the"]),
            _ => false,
        };
        is_year.then_some((Meaning::Year(year), i + 1))
    }

    /// "2023-24"
    fn years_as_one(&self, i: usize) -> At {
        let (first, last) = self.two_years(i)?;
        (first >= 1000 && self.opener(i) != ":").then(|| stretch(first, last).map(|it| (it, i + 1))).flatten()
    }

    /// Does the number count what follows?
    fn counts(&self, i: usize) -> bool {
        matches!(self.tag(i + 1), Tag::NNS | Tag::CD) || self.unit(i + 1).is_some()
    }

    fn no_noun(&self, i: usize, before: &str) -> bool {
        let next = self.tag(i + 1);
        !matches!(next, Tag::NN | Tag::NNS) && (before == "in" || !next.is_proper())
    }

    /// A year of our time: most numbers of that size are one.
    fn recent(&self, i: usize, before: &str) -> bool {
        let verb = i > 0 && self.tags[i - 1].is_verb() && !before.is_empty();
        let measured = beside_time(before, "measures");
        let unit = self.unit(i + 1).is_some() || self.tag(i + 1) == Tag::CD;
        let named = i > 0 && matches!(self.tags[i - 1], Tag::DT | Tag::PRPS | Tag::POS | Tag::JJ | Tag::IN) || before.is_empty();
        let named = named || matches!(before, "and" | "or") && i > 1 && self.year_number(i - 2).is_some();
        !(self.counts(i) && (verb || measured || unit || !named))
    }

    /// A year of other times: only where a word before it says so.
    fn remote(&self, i: usize, before: &str) -> bool {
        let next = self.tag(i + 1);
        let of_its_noun =
            matches!(before, "the" | "this" | "that" | "'s" | "its" | "his" | "her" | "their") && matches!(next, Tag::NN | Tag::JJ);
        let alone = (before.is_empty() || before == "," && self.year_number(i) < Some(1900)) && next == Tag::Punct;
        let dash = DASHES[..3].contains(&before);
        let number = i > 1 && matches!(self.class(i - 2), Class::Number(_));
        let page = dash && if number { self.before(i - 2) == ":" } else { next != Tag::Punct };
        !self.counts(i) && (of_its_noun || alone || beside_time(before, "opens year") && self.no_noun(i, before) && !page)
    }

    /// The ends of "(837 – 908)", "1892–94".
    fn life(&self, i: usize, year: i16) -> Option<i16> {
        let number = |at: usize| if let Class::Number(n @ 100..=2200) = self.class(at) { i16::try_from(n).ok() } else { None };
        let closes = |at: usize| self.is(at, &[")", ";", ","]);
        let opens = |at: usize| {
            let circa = at > 1 && self.before(at) == "." && matches!(self.before(at - 1), "c" | "ca" | "r" | "fl" | "b");
            self.before(at) == "(" || circa || beside_time(self.before(at), "lifetime")
        };
        if DASHES[..3].contains(&self.word(i + 1)) {
            return number(i + 2).filter(|last| opens(i) && year < *last && closes(i + 3) && year >= 100).map(|_| year);
        }
        if i < 2 || !DASHES[..3].contains(&self.word(i - 1)) {
            return None;
        }
        let first = number(i - 2)?;
        let whole = if year < 100 && first >= 1000 { first - first % 100 + year } else { year };
        let two = year < 100 && first >= 1000 && self.word(i).len() == 2 && self.tokens.tokens[i].glued;
        (first < whole && (two || opens(i - 2) && closes(i + 1))).then_some(whole)
    }
}

pub(super) fn ordinal(word: &str) -> Option<i16> {
    if let Class::Ordinal(n) = Class::of(word) { Some(n) } else { None }
}

/// The decade that begins with this year; "the 1800s" are a century. Two digits are of the twentieth.
pub(super) fn decade(first: i16) -> Option<Meaning> {
    match first {
        0..=99 => stretch(1900 + first, 1909 + first),
        _ if first % 100 == 0 && first < 2000 => stretch(first, first + 99),
        _ => stretch(first, first + 9),
    }
}

/// The nth century as most writers mean it, from a year with two noughts.
pub(super) fn century(n: i16, sign: i8) -> Option<Meaning> {
    if sign < 0 {
        return stretch(1 - n * 100, -(n - 1) * 100);
    }
    (1..=30).contains(&n).then(|| stretch((n - 1) * 100, n * 100 - 1)).flatten()
}
