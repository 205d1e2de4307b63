//! Every expression of time in a report, with what it says. Days are told from publication; a report without one is read from the first
//! full date in it. What counts from a day named before ("two years later", "that month", a month in a tale of another year) is told from it.

use std::ops::Range;

use armistice_types::dates::Value;
use armistice_types::time::{Day, Edtf};

use super::find::Found;
use super::meaning::{Meaning, Which, absolute, in_year, needs_year, year_in};
use super::resolve::{Tense, days_between, resolve};
use super::tense::{Spoken, spoken};
use super::words::{Part, Unit};
use crate::attribution::Text;
use crate::tags::Tag;

/// For how many sentences a date gives those that follow their year.
const REMEMBERED: usize = 8;

/// Before a year: what begins or ends with it.
const UNTIL_NOW: [&str; 6] = ["since", "until", "till", "by", "before", "after"];

/// An expression and its value.
pub(crate) type Dated = (Range<usize>, Option<Value>);

/// All of a text, in text order, none overlapping.
pub(crate) fn dates(text: &Text<'_>, published: Option<Day>) -> Vec<Dated> {
    let mut found = Vec::new();
    for (n, sentence) in text.tokens.sentences.iter().enumerate() {
        found.extend(text.times.of_sentence(text.tokens, text.tags, sentence).into_iter().map(|it| (n, it)));
    }
    let first = || {
        found.iter().find_map(|(_, it)| match it.meaning {
            Meaning::Date(Some(year), month, day) => Day::new(year, month, day),
            _ => None,
        })
    };
    let spoken: Vec<Spoken> = found.iter().map(|(n, it)| spoken(text, &text.tokens.sentences[*n], &it.tokens)).collect();
    let timeless = !found.iter().zip(&spoken).any(|((_, it), spoken)| tells_its_day(&it.meaning, *spoken));
    let behind = years_behind(text, &found);
    let mut teller = Teller { text, anchor: published.or_else(first), known: published.is_some(), timeless, last: None };
    let mut out = Vec::new();
    for (((sentence, it), behind), spoken) in found.iter().zip(behind).zip(spoken) {
        if counts(text, it, spoken) {
            // The article is no part of "the 1960s", "the summer".
            let article = text.tokens.is(it.tokens.start, "the") && calendar_names(&it.meaning);
            let tokens = it.tokens.start + usize::from(article)..it.tokens.end;
            out.push((tokens, teller.value(*sentence, it, behind, spoken)));
        }
    }
    out
}

/// Is it told by its place in the calendar, not by its distance from another day?
fn calendar_names(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Days(_) | Meaning::Season(..) | Meaning::Seasons(_) => true,
        Meaning::Part(Part::Early | Part::Mid | Part::Late, of) => calendar_names(of),
        _ => false,
    }
}

/// Does an expression show that its text is of a day: "yesterday", "on Friday", "last week"?
fn tells_its_day(meaning: &Meaning, spoken: Spoken) -> bool {
    match meaning {
        Meaning::Day(days) => *days != 0,
        Meaning::From(unit, _) | Meaning::Ago(_, unit) => *unit < Unit::Year,
        Meaning::Weekday(..) | Meaning::Weekend(_) => matches!(spoken, Spoken::Past | Spoken::Future),
        _ => false,
    }
}

/// What it is of every year, where it names none; "late April" is the month then.
fn yearly(meaning: &Meaning) -> Option<Value> {
    match meaning {
        Meaning::Seasons(season) | Meaning::Season(Which::Near, season) => Some(Value::Season(*season)),
        Meaning::Month(Which::Near, month) => Some(Value::Month(*month)),
        Meaning::Date(None, month, day) => Some(Value::MonthDay(*month, *day)),
        Meaning::Part(_, of) => yearly(of),
        _ => None,
    }
}

/// For each expression the year that stands behind it, where words join it to one that has one: "March and August 2031".
fn years_behind(text: &Text<'_>, found: &[(usize, Found)]) -> Vec<Option<i16>> {
    let mut out = vec![None; found.len()];
    for n in (0..found.len().saturating_sub(1)).rev() {
        let ((sentence, it), (other, next)) = (&found[n], &found[n + 1]);
        let between = it.tokens.end..next.tokens.start;
        let joined = sentence == other
            && between.len() <= 3
            && between
                .clone()
                .all(|i| matches!(text.tags[i], Tag::CC | Tag::IN | Tag::TO | Tag::Punct | Tag::CD) && text.tokens.word(i) != "(");
        out[n] = if joined { year_in(&next.meaning).or(out[n + 1]) } else { None };
    }
    out
}

/// "In two years he rose": a stretch told of the past is no day.
fn counts(text: &Text<'_>, it: &Found, spoken: Spoken) -> bool {
    let sentence = &text.tokens.sentences[text.tokens.sentence_of(it.tokens.start)];
    let mut near = it.tokens.start.saturating_sub(12).max(sentence.start)..(it.tokens.end + 6).min(sentence.end);
    match it.meaning {
        Meaning::Within(_) if text.tokens.is_any(it.tokens.start, &["in", "within"]) => spoken != Spoken::Past,
        // "flights every week on Monday"
        Meaning::Weekday(_, 0) => spoken == Spoken::Past || !near.any(|i| text.times.habit(i)),
        // "still in use today"
        Meaning::Day(0) if text.tokens.is(it.tokens.start, "today") => spoken != Spoken::Present || !near.any(|i| text.times.lasting(i)),
        _ => true,
    }
}

struct Teller<'a> {
    text: &'a Text<'a>,
    anchor: Option<Day>,
    /// Is the anchor the day of publication?
    known: bool,
    /// Does nothing in the text show that it is of a day?
    timeless: bool,
    /// The sentence and the days of what was named last, and whether its month is known.
    last: Option<(usize, Edtf, bool)>,
}

impl Teller<'_> {
    fn value(&mut self, sentence: usize, it: &Found, behind: Option<i16>, spoken: Spoken) -> Option<Value> {
        if let Some(every) = self.every(it, spoken) {
            return Some(every);
        }
        let meaning = self.with_year(sentence, it, behind, spoken);
        let tense = self.tense(it, spoken);
        let days = match &meaning {
            // "for the next five years he served"
            Meaning::Within(days) if spoken == Spoken::Past && self.last.is_some_and(|(.., days, _)| days.from < self.anchor) => {
                self.last.and_then(|(_, last, _)| last.from).map(|from| Edtf::range(from, from.plus(*days)))
            }
            Meaning::Shift(n, unit) => self.shifted(*n, *unit),
            Meaning::DayOf(day) => self.day_of(sentence, *day).or_else(|| resolve(&meaning, self.anchor?, tense)),
            meaning => resolve(meaning, self.anchor.or_else(|| absolute(meaning))?, tense),
        };
        // "In 2029 he left" is a tale of that year, "since 2029" is none.
        let aside = matches!(meaning, Meaning::Year(_)) && self.text.tokens.is_any(it.tokens.start.wrapping_sub(1), &UNTIL_NOW);
        let exact = !aside && !matches!(meaning, Meaning::Past(..) | Meaning::Within(_) | Meaning::Days(_) | Meaning::Part(..));
        if let (true, Some(days)) = (exact, days) {
            let month = days.from.zip(days.to).is_some_and(|(from, to)| days_between(to, from) < 32);
            self.last = Some((sentence, days, month));
        }
        days.map(Value::Days)
    }

    /// "by Friday" looks ahead, unless it is told of the past.
    fn tense(&self, it: &Found, spoken: Spoken) -> Tense {
        let ahead = self.text.tokens.is_any(it.tokens.start.wrapping_sub(1), &["by", "until", "till", "before"]);
        if ahead && spoken != Spoken::Past { Tense::Future } else { spoken.tense() }
    }

    /// "on the 7th": of the month that was named last.
    fn day_of(&self, sentence: usize, day: i8) -> Option<Edtf> {
        let (at, days, month) = self.last?;
        let first = days.from.filter(|_| month && sentence - at <= REMEMBERED)?;
        Day::new(first.year(), first.0.month(), day).map(Edtf::day)
    }

    /// "two years later", "that day", "the previous month": from what was named last, else from publication.
    fn shifted(&self, n: i32, unit: Unit) -> Option<Edtf> {
        let from = self.last.and_then(|(_, days, _)| if n < 0 { days.from } else { days.from.or(days.to) });
        let days = resolve(&Meaning::Shift(n, unit), from.or(self.anchor)?, Tense::Past)?;
        // A day of which only the year is known, is not known.
        let coarse = self.last.and_then(|(_, days, _)| days.from.zip(days.to)).is_some_and(|(from, to)| match unit {
            Unit::Hour | Unit::Day => from != to,
            Unit::Week | Unit::Fortnight => days_between(to, from) > 6,
            Unit::Month => days_between(to, from) > 31,
            _ => false,
        });
        (!coarse).then_some(days)
    }

    /// What is of every year: "summers", "usually in July", "from October to April".
    fn every(&self, it: &Found, spoken: Spoken) -> Option<Value> {
        let value = yearly(&it.meaning)?;
        if matches!(it.meaning, Meaning::Seasons(_)) {
            return Some(value);
        }
        let start = it.tokens.start;
        let sentence_at = self.text.tokens.sentence_of(start);
        let sentence = &self.text.tokens.sentences[sentence_at];
        let mut near = start.saturating_sub(12).max(sentence.start)..(it.tokens.end + 6).min(sentence.end);
        let habit = near.any(|i| self.text.times.habit(i));
        let through = self.text.tokens.is_any(start.saturating_sub(1), &["from", "to", "between", "through"]);
        let now = matches!(spoken, Spoken::Present | Spoken::Nothing);
        let between = through && now && !matches!(it.meaning, Meaning::Date(..));
        // A guide, not a report: no day of its own, and nothing in the past.
        let open = self.timeless && spoken != Spoken::Past && !matches!(it.meaning, Meaning::Date(..));
        let guide = open && self.last.is_none_or(|(at, ..)| sentence_at > at + 1);
        ((habit && spoken != Spoken::Past) || between || guide).then_some(value)
    }

    /// "March and August 2031": the year stands behind; or a tale of another year goes on.
    fn with_year(&self, sentence: usize, it: &Found, behind: Option<i16>, spoken: Spoken) -> Meaning {
        if !needs_year(&it.meaning) {
            return it.meaning.clone();
        }
        behind.or_else(|| self.remembered(sentence, spoken)).map_or_else(|| it.meaning.clone(), |year| in_year(&it.meaning, year))
    }

    /// The year that was spoken of, where it is another than that of publication.
    fn remembered(&self, sentence: usize, spoken: Spoken) -> Option<i16> {
        let (at, days, month) = self.last?;
        let year = days.from?.year();
        let near = sentence - at <= if month { REMEMBERED } else { 1 } || !self.known;
        let anchor = self.anchor?;
        let other = year < anchor.year() - 1 || year > anchor.year() || !self.known;
        (near && other && !matches!(spoken, Spoken::Future)).then_some(year)
    }
}
