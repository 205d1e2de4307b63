//! Words that start with a digit: numbers, dates, telephone numbers; units are words of their own, endings are not.

use super::cut::APOSTROPHES;
use crate::lexicon::word_forms::{self, Class};

/// The length of the word at the start of `rest`.
pub(super) fn len(rest: &str) -> usize {
    let run = &rest[..rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '/' | '-')).unwrap_or(rest.len())];
    let run = run.trim_end_matches(['/', '-']);
    if (is_date(run) || is_call_number(run)) && !rest[run.len()..].starts_with(char::is_alphanumeric) {
        return run.len();
    }
    let digits = plain(rest);
    digits + ending(&rest[digits..], &rest[..digits])
}

/// Digits, with points, colons and the commas of thousands between them.
fn plain(rest: &str) -> usize {
    let mut len = 0;
    let bytes = rest.as_bytes();
    while let Some(c) = bytes.get(len) {
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let thousands = digit(len + 2) && (digit(len + 3) && !digit(len + 4) || bytes.get(len + 3) == Some(&b','));
        let inner = digit(len + 1) && (matches!(c, b'.' | b':') || *c == b',' && thousands);
        if !c.is_ascii_digit() && !inner {
            break;
        }
        len += 1;
    }
    len
}

/// The letters behind a number that belong to it: "21st", "1990s", "60's", "4G"; not "5|pm".
fn ending(behind: &str, number: &str) -> usize {
    let decade = number.ends_with('0') && number.len() <= 4 && !number.contains(['.', ',']);
    for apostrophe in APOSTROPHES {
        if let Some(after) = behind.strip_prefix(apostrophe) {
            let s = decade && after.starts_with(['s', 'S']) && !after[1..].starts_with(char::is_alphanumeric);
            return if s { behind.len() - after.len() + 1 } else { 0 };
        }
    }
    let letters = behind.find(|c: char| !c.is_alphabetic()).unwrap_or(behind.len());
    if letters == 0 || behind[letters..].starts_with(|c: char| c.is_ascii_digit()) && letters > 1 {
        return behind.find(|c: char| !c.is_alphanumeric()).unwrap_or(behind.len());
    }
    let lower = behind[..letters].to_lowercase();
    if word_forms::is(Class::Unit, &lower) {
        return 0;
    }
    behind.find(|c: char| !c.is_alphanumeric()).unwrap_or(behind.len())
}

/// "9/11", "11/28/2000": not "3/4", which is a fraction, nor "20/20".
fn is_date(run: &str) -> bool {
    let parts: Vec<&str> = run.split('/').collect();
    let at_most = |part: &str, most: u32| (1..=2).contains(&part.len()) && part.parse::<u32>().is_ok_and(|n| (1..=most).contains(&n));
    match parts[..] {
        [a, b] => at_most(a, 12) && at_most(b, 31) && a.len() + b.len() > 2,
        [a, b, c] => at_most(a, 31) && at_most(b, 31) && matches!(c.len(), 2 | 4),
        _ => false,
    }
}

/// Numbers to call, and dates with hyphens: "555-0134", "1-800-555-0134", "77030-2707", "2004-11-02".
fn is_call_number(run: &str) -> bool {
    let lengths: Vec<usize> = run.split(['-', '/']).map(str::len).collect();
    match lengths[..] {
        [3, 4] | [5, 4] => run.contains('-'),
        [_, _, _] | [_, _, _, _] => !lengths.contains(&0) && run.contains('-') && lengths.iter().sum::<usize>() > 5,
        _ => false,
    }
}
