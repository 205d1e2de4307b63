//! Cuts one stretch without white space into words: addresses whole, words at hyphens and clitics. Numbers and marks have files of
//! their own.

use std::ops::Range;

use super::{marks, numbers};
use crate::lexicon::abbreviations;
use crate::lexicon::word_forms::{self, Class};

pub(super) const APOSTROPHES: [char; 3] = ['\'', '’', '`'];

/// What follows a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Behind {
    /// The sentence ends.
    Nothing,
    Number,
    Other,
}

/// How far a word can run, in bytes, so that cutting takes time in proportion to the text.
const LONGEST: usize = 512;

/// Cuts the stretch.
pub(super) fn cut(text: &str, stretch: Range<usize>, behind: Behind, out: &mut Vec<Range<usize>>) {
    let mut at = stretch.start;
    while at < stretch.end {
        let rest = &text[at..stretch.end.min(text.ceil_char_boundary(at + LONGEST))];
        let before = text[stretch.start..at].chars().next_back();
        let closes = behind == Behind::Nothing && rest.ends_with('!');
        if let Some(len) = whole(rest, before).filter(|len| !closes || *len < rest.len()) {
            out.push(at..at + len);
            at += len;
        } else if rest.starts_with(char::is_alphanumeric) {
            at = word(rest, at, behind, out);
        } else {
            let len = marks::len(rest, before);
            out.push(at..at + len);
            at += len;
        }
    }
}

/// The length of what is one word whatever is in it: an address, a file name, a form of the table.
fn whole(rest: &str, before: Option<char>) -> Option<usize> {
    if before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    if rest.contains(['/', '-', '!']) && rest.starts_with(char::is_alphabetic) {
        let known = word_forms::longest(Class::Whole, rest).filter(|len| !rest[*len..].starts_with(char::is_alphanumeric));
        if known.is_some() {
            return known;
        }
    }
    rest.contains(['.', '@', ':']).then(|| address(rest)).flatten()
}

const SCHEMES: [&str; 5] = ["http://", "https://", "ftp://", "www.", "mailto:"];

/// The length of the address or file name at the start.
fn address(rest: &str) -> Option<usize> {
    let lower = |len: usize| rest.get(..len).map(str::to_ascii_lowercase);
    if SCHEMES.iter().any(|it| rest.len() > it.len() && lower(it.len()).as_deref() == Some(it)) {
        let end = rest.find(['<', '>', '"', '”', '“', '|', '{', '}']).unwrap_or(rest.len());
        return Some(trimmed(&rest[..end]));
    }
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '~' | '%' | '+' | '#' | '@' | '!');
    let run = &rest[..rest.find(|c| !inside(c)).unwrap_or(rest.len())];
    let run = &run[..trimmed(run)];
    if !run.starts_with(|c: char| c.is_alphanumeric() || c == '-') {
        return None;
    }
    if let Some((name, host)) = run.split_once('@') {
        let written = |it: &str| it.contains(|c: char| c.is_alphanumeric());
        return (written(name) && written(host)).then_some(run.len());
    }
    let (stem, ending) = run.rsplit_once('.')?;
    let known = word_forms::is(Class::Ending, &ending.to_ascii_lowercase()) && stem.contains(char::is_alphanumeric);
    let group = stem.contains('.') && run.split('.').all(|it| it.len() > 1 && it.chars().all(|c| c.is_ascii_lowercase() || c == '-'));
    if !known && !group || initials(stem) {
        return None;
    }
    // A path behind the name of a host.
    let path = rest[run.len()..].starts_with('/') && known;
    Some(if path { trimmed(&rest[..rest.find(['<', '>', '"', ')', '”']).unwrap_or(rest.len())]) } else { run.len() })
}

/// Without the marks that close a sentence or a bracket round an address.
fn trimmed(address: &str) -> usize {
    let open = address.contains('(');
    address.trim_end_matches(|c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '-' | ']') || c == ')' && !open).len()
}

/// "U.S", "a.m": letters one by one.
fn initials(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|piece| piece.chars().count() == 1 && piece.chars().all(char::is_alphabetic))
}

/// "Ph.D", "U.S": pieces of one or two letters, the first a capital where one has two.
fn short_pieces(word: &str) -> bool {
    let short =
        word.contains('.') && word.split('.').all(|it| (1..=2).contains(&it.chars().count()) && it.chars().all(char::is_alphabetic));
    short && (word.starts_with(char::is_uppercase) || initials(word))
}

/// Cuts the word at the start of `rest`, which stands at `at`; gives where it ends.
fn word(rest: &str, at: usize, behind: Behind, out: &mut Vec<Range<usize>>) -> usize {
    let digits = rest.starts_with(|c: char| c.is_ascii_digit());
    let len = if digits { numbers::len(rest) } else { letters(rest) };
    let mut end = at + len;
    let stop = rest[len..].starts_with('.');
    let numbered = behind == Behind::Number && rest.len() == len + 1 && word_forms::is(Class::BeforeNumber, &rest[..len]);
    if stop && (abbreviations::is_abbreviation(&rest[..len]) || short_pieces(&rest[..len]) || numbered) {
        let closes = rest[len + 1..].chars().all(|c| matches!(c, ')' | ']' | '"' | '”' | '\'' | '’'));
        let cut_off = behind == Behind::Nothing && closes && abbreviations::may_end(&rest[..=len]);
        end += usize::from(!cut_off);
    }
    if digits || end > at + len {
        out.push(at..end);
    } else {
        pieces(&rest[..len], at, out);
    }
    end
}

/// The length of the word that starts with a letter, with what belongs inside it.
fn letters(rest: &str) -> usize {
    let mut len = 0;
    let mut piece = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, c)| c);
        let letter_next = next.is_some_and(char::is_alphanumeric);
        let inside = match c {
            _ if c.is_alphanumeric() || is_joiner(c) => true,
            '-' | '‑' => letter_next && joined(&rest[piece..at], &rest[at + c.len_utf8()..]),
            '_' => letter_next,
            '\'' | '’' | '`' => next.is_some_and(char::is_alphabetic),
            '&' => letter_next && rest[..at].split('&').all(|it| it.len() == 1 || it.chars().all(char::is_uppercase)),
            '.' => letter_next && inside_initials(rest, at),
            '$' => matches!(&rest[..at], "US" | "U" | "C" | "A" | "NZ" | "HK" | "CA" | "AU"),
            _ => false,
        };
        if !inside {
            break;
        }
        if matches!(c, '-' | '‑') {
            piece = at + c.len_utf8();
        }
        len = at + c.len_utf8();
        if c == '$' {
            break;
        }
    }
    len
}

/// Combining marks and joiners belong to the letter before.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{64b}'..='\u{65f}' | '\u{200c}' | '\u{200d}' | '\u{2060}')
}

/// Is the point at `at` inside "U.S" or "Ph.D"?
fn inside_initials(rest: &str, at: usize) -> bool {
    let end = rest[at + 1..].find(|c: char| !c.is_alphanumeric()).map_or(rest.len(), |it| at + 1 + it);
    short_pieces(&rest[..end])
}

/// Does the hyphen between two pieces belong to one word? "co-founder" and "clock-wise" do, "six-member" does not.
fn joined(before: &str, behind: &str) -> bool {
    let end = behind.find(|c: char| !c.is_alphanumeric()).unwrap_or(behind.len());
    let alone = !behind[end..].starts_with(['-', '‑']);
    before.len() <= 7 && word_forms::is(Class::Prefix, &before.to_lowercase())
        || alone && end <= 7 && word_forms::is(Class::Suffix, &behind[..end].to_lowercase())
}

/// Cuts the clitic off a word, and what is written together.
fn pieces(word: &str, at: usize, out: &mut Vec<Range<usize>>) {
    let lower = word.to_lowercase();
    if lower.len() != word.len() {
        out.push(at..at + word.len());
        return;
    }
    let split = clitic(&lower);
    let lengths = if split < word.len() || word.len() > 8 { &[][..] } else { word_forms::pieces(&lower) };
    let mut start = at;
    for len in lengths {
        out.push(start..start + len);
        start += len;
    }
    if lengths.is_empty() {
        out.push(at..at + split);
        if split < word.len() {
            out.push(at + split..at + word.len());
        }
    }
}

/// Where the clitic of a word in lower case starts; the word's length when it has none.
fn clitic(lower: &str) -> usize {
    for apostrophe in APOSTROPHES {
        let Some(at) = lower.rfind(apostrophe) else { continue };
        let behind = &lower[at + apostrophe.len_utf8()..];
        if behind == "t" && lower[..at].ends_with('n') && at > 1 {
            return at - 1;
        }
        if at > 0 && is_clitic(behind) {
            return at;
        }
    }
    lower.len()
}

/// Is this, behind an apostrophe, a clitic?
pub(super) fn is_clitic(lower: &str) -> bool {
    matches!(lower, "s" | "re" | "ve" | "ll" | "d" | "m")
}
