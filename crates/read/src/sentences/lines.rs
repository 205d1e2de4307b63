//! Sentences that end without a stop, where a text has lost its line ends: rulers, addresses of pages, and the stamps of a message
//! ("11/30/2000 10:52 AM") or of a report ("Sunday, May 28, 2006") behind its heading.

use std::ops::Range;

use crate::lexicon::calendar;
use crate::lexicon::time_context::beside_time;
use crate::tokens::{Kind, Tokens};

/// The line that begins at token `i`, a sentence of its own; `rest` runs from the sentence's first token to the paragraph's end.
pub(super) fn line(tokens: &Tokens<'_>, rest: Range<usize>, i: usize) -> Option<Range<usize>> {
    let first = tokens.word(i).as_bytes().first()?;
    match first {
        b'-' | b'=' | b'*' | b'_' => ruler(tokens.word(i)).then(|| i..i + 1),
        b'0'..=b'9' => stamp(tokens, &rest, i).map(|end| i..end),
        b'h' | b'w' => page(tokens, rest.end, i).map(|end| rest.start..end),
        b'A'..=b'Z' => day(tokens, &rest, i).map(|end| i..end),
        _ => None,
    }
}

/// Marks drawn in a row.
fn ruler(word: &str) -> bool {
    word.len() > 9
}

/// One past the address of a page that begins at `i`, where another address or a sentence follows it.
fn page(tokens: &Tokens<'_>, end: usize, i: usize) -> Option<usize> {
    let scheme = matches!(tokens.word(i), "http" | "https") && tokens.word(i + 1) == ":" || tokens.word(i).starts_with("www.");
    if !scheme || tokens.tokens[i].glued {
        return None;
    }
    let next = (i + 1..end).find(|&j| !tokens.tokens[j].glued)?;
    let another = tokens.word(next).starts_with("http") || tokens.word(next).starts_with("www.");
    let closed = matches!(tokens.word(next - 1), ")" | "]" | ">" | "," | ";" | ":" | "\"");
    (!closed && (another || tokens.capital(next))).then_some(next)
}

/// One past the date and time that begin at `i`, behind a name and before a word with a capital.
fn stamp(tokens: &Tokens<'_>, rest: &Range<usize>, i: usize) -> Option<usize> {
    let slashed =
        tokens.word(i + 1) == "/" && tokens.word(i + 3) == "/" && (1..5).all(|n| tokens.tokens.get(i + n).is_some_and(|it| it.glued));
    if !slashed || i + 5 >= rest.end || tokens.tokens[i].glued || tokens.kind(i + 5) != Kind::Number || !tokens.word(i + 5).contains(':') {
        return None;
    }
    let end = if tokens.is_any(i + 6, &["am", "pm"]) { i + 7 } else { i + 6 };
    let named = i > rest.start && (tokens.capital(i - 1) || matches!(tokens.word(i - 1), ">" | ")" | "\""));
    (end < rest.end && named && (tokens.capital(end) || tokens.kind(end) == Kind::Quote)).then_some(end)
}

/// One past "Sunday, May 28, 2006" at `i`, where it stands between a heading and a sentence.
fn day(tokens: &Tokens<'_>, rest: &Range<usize>, i: usize) -> Option<usize> {
    let end = i + 6;
    let dated = calendar::is_day_or_month(&tokens.lower(i))
        && tokens.word(i + 1) == ","
        && calendar::is_month(&tokens.lower(i + 2))
        && tokens.kind(i + 3) == Kind::Number
        && tokens.word(i + 4) == ","
        && tokens.kind(i + 5) == Kind::Number;
    let heading =
        i > rest.start + 2 && tokens.opens_paragraph(rest.start) && tokens.word(i - 1) != "," && !beside_time(&tokens.lower(i - 1), "on");
    (dated && heading && end < rest.end && tokens.capital(end)).then_some(end)
}
