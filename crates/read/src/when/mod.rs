//! When a statement was said, and to which days it looks. Takes the words round its cue and inside
//! its content, and the day of publication; gives dates. What names no day stays null. `document` lists every expression of a report.

mod calendar;
mod document;
mod find;
mod meaning;
mod parts;
mod relative;
mod resolve;
mod tense;
mod words;
mod years;

use std::ops::Range;

use armistice_types::problem::{Code, Problem};
use armistice_types::statement::{Act, Horizon};
use armistice_types::time::{Day, Edtf};

use crate::acts::Doing;
use crate::attribution::{Attribution, Text};
use crate::lexicon::cues::cues;
use crate::tags::Tag;
use crate::tokens::Kind;
pub(crate) use document::dates;
use find::Found;
pub(crate) use find::Places;
use meaning::{Meaning, Which};
use resolve::{Tense, resolve};
use words::Unit;

/// The times of one statement.
pub(crate) struct Times {
    pub(crate) said_on: Option<Edtf>,
    pub(crate) horizon: Option<Horizon>,
    /// Token range and problem of an expression that could not be resolved.
    pub(crate) problem: Option<(Range<usize>, Problem)>,
}

/// Without a day of publication weekdays stay unresolved, full dates do not.
pub(crate) fn times(text: &Text<'_>, it: &Attribution, doing: &Doing, published: Option<Day>) -> Times {
    let said = said_on(text, it);
    let anchor = published.or_else(|| said.as_ref().and_then(|found| absolute(&found.meaning)));
    let said_on = said.as_ref().and_then(|found| resolve(&found.meaning, anchor?, Tense::Past));
    let said_on = said_on.or_else(|| since(text, it, published.filter(|_| said.is_none())?));
    let start = said_on.and_then(Edtf::single).or(anchor);
    let looks_ahead = looks_ahead(text, it, doing);
    let found = if looks_ahead { horizon(text, it).map(|found| that_day(text, it, found)) } else { None };
    let horizon = found.as_ref().map(|found| {
        let days = start.and_then(|start| resolve(&found.meaning, start, Tense::Future));
        let text = text.tokens.words(&found.tokens).split_whitespace().collect::<Vec<_>>().join(" ");
        Horizon { from: days.and_then(|it| it.from), to: days.and_then(|it| it.to), text }
    });
    let problem = found.filter(|it| it.meaning == Meaning::Unresolved).map(|it| {
        let problem = Problem::new(Code::DateUnresolved, format!("`{}` names no day", text.tokens.words(&it.tokens)));
        (it.tokens, problem)
    });
    Times { said_on, horizon, problem }
}

/// The day of an event: of the expressions of its sentence that are allowed, the one nearest to the verb.
pub(crate) fn of_event(
    text: &Text<'_>,
    sentence: &Range<usize>,
    verb: &Range<usize>,
    published: Option<Day>,
    future: bool,
    allowed: &dyn Fn(&Range<usize>) -> bool,
) -> Option<Edtf> {
    let names_day = |found: &Found| {
        !matches!(found.meaning, Meaning::Unresolved | Meaning::Shift(..) | Meaning::Within(_) | Meaning::Until(_) | Meaning::Before(_))
    };
    let distance = |found: &Found| found.tokens.start.abs_diff(verb.start).min(found.tokens.start.abs_diff(verb.end));
    let near = (verb.start.saturating_sub(40).max(sentence.start))..(verb.end + 40).min(sentence.end);
    let all = find(text, &near);
    let found = all.into_iter().filter(|found| names_day(found) && allowed(&found.tokens)).min_by_key(distance)?;
    let tense = if future { Tense::Future } else { Tense::Past };
    resolve(&found.meaning, published.or_else(|| absolute(&found.meaning))?, tense)
}

fn find(text: &Text<'_>, range: &Range<usize>) -> Vec<Found> {
    text.times.within(text.tokens, text.tags, range).into_iter().filter(|found| tells(text, found)).collect()
}

/// Does an expression say when, for a statement or an event? A year or a stretch of the calendar only behind a preposition, "the 2031 text"
/// being a name; what counts from a day named before only as "that day".
fn tells(text: &Text<'_>, found: &Found) -> bool {
    let opens = || text.tokens.is_any(found.tokens.start.wrapping_sub(1), &["in", "since", "of", "until", "by", "from"]);
    match &found.meaning {
        Meaning::Year(_) | Meaning::Days(_) => opens(),
        Meaning::Shift(n, unit) => (*n, *unit) == (0, Unit::Day),
        Meaning::Past(..) | Meaning::Seasons(_) | Meaning::DayOf(_) => false,
        _ => true,
    }
}

/// A date that needs no anchor.
fn absolute(meaning: &Meaning) -> Option<Day> {
    match meaning {
        Meaning::Date(Some(year), month, day) => Day::new(*year, *month, *day),
        _ => None,
    }
}

/// The expression nearest to the cue in its sentence, outside the content, that names a day.
fn said_on(text: &Text<'_>, it: &Attribution) -> Option<Found> {
    let cue = it.cue.as_ref()?;
    let sentence = &text.tokens.sentences[it.sentence];
    let outside = |found: &Found| {
        !it.content.iter().chain(&it.source).any(|range| range.start < found.tokens.end && found.tokens.start < range.end)
            && !text.quotes.quoted(found.tokens.start)
    };
    let day = |found: &Found| {
        matches!(
            found.meaning,
            Meaning::Day(_)
                | Meaning::Weekday(..)
                | Meaning::Date(..)
                | Meaning::Ago(..)
                | Meaning::From(Unit::Week, _)
                | Meaning::Weekend(_)
                | Meaning::Month(..)
                | Meaning::Part(..)
                | Meaning::Festival(..)
        )
    };
    let distance = |found: &Found| found.tokens.start.abs_diff(cue.start).min(found.tokens.end.abs_diff(cue.start));
    find(text, sentence)
        .into_iter()
        .filter(|found| outside(found) && day(found) && distance(found) < 24 && !of_something_else(text, sentence, cue, &found.tokens))
        .min_by_key(distance)
}

/// `said it was "close" after meeting Finch on Thursday`: on that day or later. Only right behind quoted words, where what follows is the
/// report's own; elsewhere the day may be that of what is said.
fn since(text: &Text<'_>, it: &Attribution, published: Day) -> Option<Edtf> {
    let tokens = text.tokens;
    let end = tokens.sentences[it.sentence].end;
    let closed = |t: usize| t > 1 && tokens.kind(t - 1) == Kind::Quote && text.quotes.quoted(t - 2);
    let behind =
        it.content.iter().cloned().flatten().find(|&t| tokens.is(t, "after") && text.tags.get(t + 1) == Some(&Tag::VBG) && closed(t))?;
    let near = behind..(behind + 12).min(end);
    let day = |found: &Found| matches!(found.meaning, Meaning::Day(..=0) | Meaning::Weekday(_, ..=0) | Meaning::Date(..));
    let found = find(text, &near).into_iter().find(day)?;
    let first = resolve(&found.meaning, published, Tense::Past)?.single().filter(|first| *first <= published)?;
    Some(Edtf::range(first, published))
}

/// "the August paper", "since June", "said Marsh, who faces a vote on Sunday": the day of something else than the saying.
fn of_something_else(text: &Text<'_>, sentence: &Range<usize>, cue: &Range<usize>, day: &Range<usize>) -> bool {
    let tokens = text.tokens;
    let since = day.start > sentence.start && tokens.is_any(day.start - 1, &["since", "until", "till", "by"]);
    let names = day.start > sentence.start
        && matches!(text.tags[day.start - 1], Tag::DT | Tag::PRPS)
        && day.end < sentence.end
        && text.tags[day.end].is_noun()
        && !tokens.is_any(day.end, &["morning", "afternoon", "evening", "night"]);
    // Behind the cue, in a clause of its own: a comma, then "who" or "giving ground".
    let opens = |t: usize| {
        let relative = matches!(text.tags[t], Tag::WP | Tag::WDT | Tag::WPS);
        let gerund = text.tags[t] == Tag::VBG && cues(&tokens.lower(t)).next().is_none() && !tokens.is_any(t, &["speaking", "talking"]);
        tokens.is(t - 1, ",") && (relative || gerund)
    };
    let aside = cue.end < day.start && (cue.end + 1..day.start).any(opens);
    since || names || aside
}

/// Can the content be about what is to come?
fn looks_ahead(text: &Text<'_>, it: &Attribution, doing: &Doing) -> bool {
    let acts = matches!(
        doing.act,
        Act::Hope
            | Act::Predict
            | Act::Doubt
            | Act::Promise
            | Act::Threaten
            | Act::Offer
            | Act::Demand
            | Act::Appeal
            | Act::Condition
            | Act::Propose
            | Act::Reject
    );
    let modal = || {
        it.content.iter().cloned().flatten().any(|i| {
            text.tokens.is_any(
                i,
                &[
                    "will",
                    "would",
                    "could",
                    "may",
                    "might",
                    "shall",
                    "'ll",
                    "’ll",
                    "chance",
                    "chances",
                    "odds",
                    "probability",
                    "likelihood",
                ],
            )
        })
    };
    acts || modal()
}

fn horizon(text: &Text<'_>, it: &Attribution) -> Option<Found> {
    let ahead = |found: &Found| looks_on(&found.meaning);
    let all: Vec<Found> = it.content.iter().flat_map(|range| find(text, range)).filter(ahead).collect();
    // "within days, and by Sunday at the latest"
    let deadline = |found: &&Found| matches!(found.meaning, Meaning::Until(_) | Meaning::Before(_));
    let first = all.first()?;
    let vague = matches!(first.meaning, Meaning::Within(_));
    let sooner = all.get(1).filter(|it| vague && it.tokens.start <= first.tokens.end + 4).filter(deadline);
    Some(sooner.unwrap_or(first).clone())
}

/// Can it lie ahead?
fn looks_on(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Day(days) => *days >= 0,
        Meaning::Ago(n, _) => *n < 0,
        Meaning::Weekday(_, offset) | Meaning::From(_, offset) | Meaning::Weekend(offset) => *offset >= 0,
        Meaning::Month(Which::Shift(offset), _) | Meaning::Season(Which::Shift(offset), _) | Meaning::Festival(Which::Shift(offset), _) => {
            *offset >= 0
        }
        Meaning::Part(_, of) => looks_on(of),
        Meaning::Days(_) => false,
        _ => true,
    }
}

/// "That day" means what the day named last before does: in its sentence, else in the one before.
fn that_day(text: &Text<'_>, it: &Attribution, found: Found) -> Found {
    if found.meaning != Meaning::Shift(0, Unit::Day) {
        return found;
    }
    let sentences = &text.tokens.sentences;
    let from = sentences[it.sentence.saturating_sub(1)].start;
    let day = |it: &Found| matches!(it.meaning, Meaning::Day(_) | Meaning::Weekday(..) | Meaning::Date(..));
    let before = find(text, &(from..found.tokens.start)).into_iter().rev().find(day);
    Found { meaning: before.map_or(Meaning::Unresolved, |it| it.meaning), ..found }
}

#[cfg(test)]
mod tests;
