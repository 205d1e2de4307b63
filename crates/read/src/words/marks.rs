//! Words that start with a mark: runs of stops and dashes, faces, clitics behind a mark, years with an apostrophe.

use super::cut::{APOSTROPHES, is_clitic};
use crate::lexicon::word_forms::{self, Class};

/// The length of the word at the start of `rest`, which starts with no letter or digit; `before` is what it touches.
pub(super) fn len(rest: &str, before: Option<char>) -> usize {
    let Some(first) = rest.chars().next() else { return 0 };
    let one = first.len_utf8();
    if APOSTROPHES.contains(&first) {
        return apostrophe(rest, before);
    }
    before_name(rest, before).or_else(|| face(rest, before)).or_else(|| rule(rest)).unwrap_or_else(|| run(rest, first).max(one))
}

/// "#harbour", "@ofinch", "+44", ".265", and ".doc" behind a bracket: the mark belongs to what follows it.
fn before_name(rest: &str, before: Option<char>) -> Option<usize> {
    let first = *rest.as_bytes().first()?;
    let behind = rest.get(1..)?;
    let len = behind.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(behind.len());
    let digit = behind.starts_with(|c: char| c.is_ascii_digit());
    let fits = match first {
        b'#' | b'@' => before.is_none() && behind.starts_with(char::is_alphabetic),
        b'+' => before.is_none() && digit,
        b'.' if digit => !before.is_some_and(char::is_alphanumeric) && behind[..len].chars().all(|c| c.is_ascii_digit()),
        b'.' => before.is_some_and(|c| !c.is_alphanumeric() && c != '.') && word_forms::is(Class::Ending, &behind[..len].to_lowercase()),
        _ => false,
    };
    fits.then_some(1 + len)
}

/// "’72", "'em", "'s" behind a closing mark.
fn apostrophe(rest: &str, before: Option<char>) -> usize {
    let first = rest.chars().next().map_or(0, char::len_utf8);
    let behind = &rest[first..];
    if behind.starts_with(APOSTROPHES) && behind.chars().next() == rest.chars().next() {
        return first * 2;
    }
    let letters = behind.find(|c: char| !c.is_alphanumeric()).unwrap_or(behind.len());
    let digits = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
    if before.is_none() && digits == 2 && (letters == 2 || letters == 3 && behind[2..].starts_with('s')) {
        return first + letters;
    }
    if before != Some('(') && letters < 3 && is_clitic(&behind[..letters].to_lowercase()) {
        return first + letters;
    }
    let straight = format!("'{}", behind[..letters].to_lowercase());
    if before.is_none() && letters > 0 && letters < 7 && word_forms::is(Class::Apostrophe, &straight) { first + letters } else { first }
}

/// A face that nothing but a mark follows.
fn face(rest: &str, before: Option<char>) -> Option<usize> {
    let len = word_forms::longest(Class::Face, rest)?;
    let free = !before.is_some_and(|c| c.is_ascii_digit() || matches!(c, ':' | '/'));
    (free && !rest[len..].starts_with(|c: char| c.is_alphanumeric() || c == '/')).then_some(len)
}

/// A line drawn with marks: four or more of several kinds.
fn rule(rest: &str) -> Option<usize> {
    let len = rest.find(|c: char| !matches!(c, '=' | '-' | '+' | '*' | '~' | '_' | '<' | '>' | '{' | '}' | '^')).unwrap_or(rest.len());
    (len > 4).then_some(len)
}

/// A run of the same mark, or of stops.
fn run(rest: &str, first: char) -> usize {
    let same = rest.len() - rest.trim_start_matches(first).len();
    match first {
        '!' | '?' => rest.len() - rest.trim_start_matches(['!', '?']).len(),
        '‘' if rest[first.len_utf8()..].starts_with(['‘', '’']) => first.len_utf8() * 2,
        '…' => rest.len() - rest.trim_start_matches(['…', '.']).len(),
        '.' if same == 1 && rest[1..].starts_with(['!', '?']) => rest.len() - rest.trim_start_matches(['.', '!', '?']).len(),
        '.' | '-' | '*' | '_' | '=' | '+' | '~' | '<' | '>' => same,
        _ => first.len_utf8(),
    }
}
