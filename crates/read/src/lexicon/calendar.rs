//! Words of the calendar, for steps that only need to know that a word says when. What day it is,
//! is the business of `times`.

const DAYS: [&str; 12] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tomorrow", "tonight", "midnight"];
/// Without "may", which is a modal more often.
const MONTHS: [&str; 11] =
    ["january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december"];
const STRETCHES: [&str; 20] = [
    "morning",
    "afternoon",
    "evening",
    "night",
    "day",
    "days",
    "week",
    "weeks",
    "weekend",
    "month",
    "months",
    "year",
    "years",
    "hour",
    "hours",
    "minute",
    "minutes",
    "noon",
    "decade",
    "moment",
];

/// A weekday, a month, or a word like "today"; lower case.
pub(crate) fn is_day_or_month(word: &str) -> bool {
    DAYS.contains(&word) || MONTHS.contains(&word)
}

/// A month's name; lower case. "May" is one here: a number behind it is a day.
pub(crate) fn is_month(word: &str) -> bool {
    word == "may" || MONTHS.contains(&word)
}

/// A noun for a stretch of time, which says when only with "this", "last", …; lower case.
pub(crate) fn is_stretch(word: &str) -> bool {
    STRETCHES.contains(&word)
}
