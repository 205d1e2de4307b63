//! Words of the calendar, for steps that only need to know that a word says when. What day it is,
//! is the business of `times`.

const DAYS_AND_MONTHS: [&str; 23] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "today",
    "yesterday",
    "tomorrow",
    "tonight",
    "midnight",
];
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
    DAYS_AND_MONTHS.contains(&word)
}

/// A noun for a stretch of time, which says when only with "this", "last", …; lower case.
pub(crate) fn is_stretch(word: &str) -> bool {
    STRETCHES.contains(&word)
}
