//! Numbers and lengths of time in one form: "a hundred and twenty" is 120, "a fortnight", "two weeks" and "fourteen nights" are 14 days,
//! "a month" is 1 month, or 30 days where the case says so.
//!
//! ## Does not find
//! Rates ("twice a week"), and days that are counted from now ("a month ago", "in a week"): their "a" is no number.

use super::kinds::is;
use super::words::{Word, stem};

/// The words with their numbers and lengths in one form; no word gets a place of its own that it had not in the report.
/// `month`: how many days a month has in this case, if it says.
pub(super) fn measured(words: Vec<Word>, month: Option<u32>) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::with_capacity(words.len());
    let mut words = words.into_iter().peekable();
    while let Some(word) = words.next() {
        let next = words.peek().filter(|next| next.sentence == word.sentence);
        let counted = match word.folded.as_str() {
            "hundred" => count(&mut out, &word, 100),
            "thousand" => count(&mut out, &word, 1000),
            "dozen" => count(&mut out, &word, 12),
            _ => false,
        };
        if counted || added(&mut out, &word) {
            continue;
        }
        let days = match word.folded.as_str() {
            "week" => Some(7),
            "fortnight" => Some(14),
            "night" => Some(1),
            "month" => month,
            // No unit.
            _ => {
                out.push(word);
                continue;
            }
        };
        let passed = next.is_some_and(|next| is(&next.folded, "looks back"));
        match (days, amount(&out, &word).filter(|_| !passed)) {
            (Some(days), Some((n, article))) if !(article && word.folded == "night") => {
                set_last(&mut out, &n.saturating_mul(days).to_string());
                out.push(renamed(&word, "day"));
            }
            (None, Some((1, true))) if word.folded == "month" => {
                set_last(&mut out, "1");
                out.push(renamed(&word, "month"));
            }
            // "The fortnight's pause", "month-long": the unit alone is one of it.
            (days, None) if alone(&out, &word, next) => {
                out.push(renamed(&word, &days.unwrap_or(1).to_string()));
                out.push(renamed(&word, if days.is_some() { "day" } else { "month" }));
            }
            _ => out.push(word),
        }
    }
    out
}

/// "Six", "a hundred": the factor before a word of number takes it in. False where none stands there ("hundreds of men").
fn count(out: &mut [Word], word: &Word, factor: u32) -> bool {
    let Some(last) = out.last_mut().filter(|last| last.sentence == word.sentence && !last.paused) else { return false };
    let times = if last.folded == "a" { Some(1) } else { last.folded.parse::<u32>().ok().filter(|n| (1..100).contains(n)) };
    let Some(sum) = times.and_then(|times| times.checked_mul(factor)) else { return false };
    *last = joined(last, word, &sum.to_string());
    true
}

/// "A hundred and twenty", "two hundred six": what is added to a round number.
fn added(out: &mut Vec<Word>, word: &Word) -> bool {
    let Some(units) = word.folded.parse::<u32>().ok().filter(|n| (1..100).contains(n)) else { return false };
    let and = out.last().is_some_and(|last| last.folded == "and" && last.sentence == word.sentence);
    let at = out.len().checked_sub(if and { 2 } else { 1 });
    let Some(round) = at.and_then(|at| out.get(at)).filter(|it| it.sentence == word.sentence && it.spelled_round && !it.paused) else {
        return false;
    };
    let Some(sum) = round.folded.parse::<u32>().ok().and_then(|round| round.checked_add(units)) else { return false };
    let whole = joined(round, word, &sum.to_string());
    out.truncate(at.unwrap_or(0));
    out.push(Word { spelled_round: false, ..whole });
    true
}

/// The number right before a unit, and whether it is only an article: "a week", which counts nothing behind "twice" and "in".
fn amount(out: &[Word], unit: &Word) -> Option<(u32, bool)> {
    let last = out.last().filter(|last| last.sentence == unit.sentence && !last.paused)?;
    if last.folded != "a" {
        return last.folded.parse().ok().filter(|n| *n < 1000).map(|n| (n, false));
    }
    let before = out.len().checked_sub(2).and_then(|at| out.get(at)).filter(|it| it.sentence == unit.sentence);
    let rate = before.is_some_and(|it| is(&it.folded, "no length") || it.folded.parse::<f64>().is_ok());
    (!rate).then_some((1, true))
}

/// Is it a fortnight, or a unit that "long" stands behind, without a number or an article of its own?
fn alone(out: &[Word], unit: &Word, next: Option<&Word>) -> bool {
    let long = next.is_some_and(|next| next.folded == "long") && matches!(unit.folded.as_str(), "week" | "month");
    let led = out.last().is_some_and(|last| last.sentence == unit.sentence && (last.folded == "a" || last.folded.parse::<f64>().is_ok()));
    (unit.folded == "fortnight" || long) && !led
}

fn set_last(out: &mut [Word], folded: &str) {
    if let Some(last) = out.last_mut() {
        *last = renamed(last, folded);
    }
}

fn renamed(word: &Word, folded: &str) -> Word {
    Word { folded: folded.to_owned(), stem: stem(folded), ..*word }
}

/// One word over the places of two.
fn joined(first: &Word, last: &Word, folded: &str) -> Word {
    let span = armistice_types::text::Span::new(first.span.start(), last.span.end()).unwrap_or(last.span);
    Word { span, paused: last.paused, spelled_round: true, ..renamed(first, folded) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::words::all_words;

    #[track_caller]
    fn check(text: &str, month: Option<u32>, want: &str) {
        let got: Vec<String> = measured(all_words(text), month).into_iter().map(|it| it.folded).collect();
        assert_eq!(got.join(" "), want, "{text}");
    }

    #[test]
    fn numbers_and_lengths_have_one_form() {
        check("one hundred and twenty persons", None, "120 person");
        check("a hundred and twenty, provided", None, "120 provided");
        check("two hundred men and three boats", None, "200 men and 3 boat");
        check("hundreds of men, a hundred or so", None, "hundred of men 100 or so");
        check("a two-week halt", None, "a 14 day halt");
        check("a fortnight and sixty names", None, "14 day and 60 name");
        check("forty-two nights without guns", None, "42 day without gun");
        check("four at night", None, "4 at night");
        check("a truce of one month", Some(30), "a truce of 30 day");
        check("a month is enough", Some(30), "30 day is enough");
        check("a month is enough", None, "1 month is enough");
        check("twice a week", None, "twice a week");
        check("in a fortnight", None, "in a fortnight");
        check("fortnight aboard, the month-long truce", None, "14 day aboard the 1 month long truce");
        check("two weeks ago", None, "2 week ago");
        check("five percent a month", Some(30), "5 percent a month");
    }
}
