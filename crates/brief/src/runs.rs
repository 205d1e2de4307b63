//! A line as runs: plain words, and words that are quoted or stand in a script of another direction. Quotations keep
//! their language and direction; a page isolates each run, so that none turns what stands beside it.

use serde::Serialize;

/// Which way a script runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// A stretch of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase", tag = "run")]
pub enum Run {
    /// The page's own words.
    Plain {
        /// The words.
        text: String,
    },
    /// Words in quotation marks, marks included, or words in a right-to-left script, without.
    Quote {
        /// The words.
        text: String,
        /// BCP 47 tag of the report or, failing that, of the script; none where neither is known.
        language: Option<String>,
        /// By its first strong letter.
        direction: Direction,
    },
}

/// Opening and closing marks. Straight marks and apostrophes are left alone: which is which cannot be told.
const MARKS: [(char, char); 3] = [('“', '”'), ('«', '»'), ('„', '“')];

/// Splits a line. `language` is that of the reports quoted.
#[must_use]
pub(crate) fn runs(text: &str, language: Option<&str>) -> Vec<Run> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((start, end)) = quoted(rest) {
        plain(&mut out, &rest[..start], language);
        match quote(&rest[start..end], language) {
            // The marks are the page's: they stand round the words, on the side where the page reads.
            Run::Quote { direction: Direction::Rtl, language, .. } => {
                let (open, close) = (width(&rest[start..]), rest[..end].chars().next_back().map_or(0, char::len_utf8));
                push_plain(&mut out, &rest[start..start + open]);
                out.push(Run::Quote { text: rest[start + open..end - close].to_owned(), language, direction: Direction::Rtl });
                push_plain(&mut out, &rest[end - close..end]);
            }
            run => out.push(run),
        }
        rest = &rest[end..];
    }
    plain(&mut out, rest, language);
    out
}

fn width(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// The first quotation of a text, marks included, as bytes; one that is never closed is none.
fn quoted(text: &str) -> Option<(usize, usize)> {
    text.char_indices().find_map(|(start, c)| {
        let (_, close) = MARKS.iter().find(|(open, _)| *open == c)?;
        let inner = start + c.len_utf8();
        let end = text[inner..].find(*close)?;
        Some((start, inner + end + close.len_utf8()))
    })
}

/// Plain words; stretches in a right-to-left script among them become runs of their own.
fn plain(out: &mut Vec<Run>, text: &str, language: Option<&str>) {
    let mut rest = text;
    while let Some(start) = rest.find(|c| strong(c) == Some(Direction::Rtl)) {
        // As far as the last right-to-left letter before one of the other direction.
        let mut end = start;
        for (at, c) in rest[start..].char_indices() {
            match strong(c) {
                Some(Direction::Rtl) => end = start + at + c.len_utf8(),
                Some(Direction::Ltr) => break,
                None => {}
            }
        }
        push_plain(out, &rest[..start]);
        out.push(quote(&rest[start..end], language));
        rest = &rest[end..];
    }
    push_plain(out, rest);
}

fn push_plain(out: &mut Vec<Run>, text: &str) {
    if !text.is_empty() {
        out.push(Run::Plain { text: text.to_owned() });
    }
}

fn quote(text: &str, language: Option<&str>) -> Run {
    let first = text.chars().find(|&c| strong(c).is_some());
    let direction = first.and_then(strong).unwrap_or(Direction::Ltr);
    let fits = |tag: &&str| (direction == Direction::Rtl) == writes_right_to_left(tag);
    let language = language.filter(fits).or_else(|| first.and_then(script_language)).map(str::to_owned);
    Run::Quote { text: text.to_owned(), language, direction }
}

/// Does a language write from right to left?
fn writes_right_to_left(tag: &str) -> bool {
    matches!(tag.split('-').next().unwrap_or(tag), "ar" | "he" | "fa" | "ur" | "yi" | "ps" | "sd" | "ug" | "ckb" | "dv" | "syr")
}

/// Where only one of the languages we expect writes so.
fn script_language(c: char) -> Option<&'static str> {
    match c {
        '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}' => Some("he"),
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' => {
            Some("ar")
        }
        _ => None,
    }
}

/// Letters have a direction; digits, marks and spaces take that of their neighbours.
fn strong(c: char) -> Option<Direction> {
    let rtl = matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    c.is_alphabetic().then_some(if rtl { Direction::Rtl } else { Direction::Ltr })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, language: Option<&str>, expect: &[&str]) {
        let found = runs(text, language);
        let shown: Vec<String> = found
            .iter()
            .map(|it| match it {
                Run::Plain { text } => text.clone(),
                Run::Quote { text, language, direction } => {
                    format!("<{text}|{}|{}>", language.as_deref().unwrap_or("?"), if *direction == Direction::Rtl { "rtl" } else { "ltr" })
                }
            })
            .collect();
        assert_eq!(shown, expect, "{text}");
    }

    #[test]
    fn quotations_and_other_scripts_stand_apart() {
        check("REJECTS: “We will not sign” on Friday", Some("en"), &["REJECTS: ", "<“We will not sign”|en|ltr>", " on Friday"]);
        check("says “לא נחתום”, again", Some("he"), &["says ", "“", "<לא נחתום|he|rtl>", "”", ", again"]);
        check("Foreign ministry (وزارة الخارجية 12) said", None, &["Foreign ministry (", "<وزارة الخارجية|ar|rtl>", " 12) said"]);
        check("an Arabic report that quotes “yes”", Some("ar"), &["an Arabic report that quotes ", "<“yes”|?|ltr>"]);
        check("“left open", Some("en"), &["“left open"]);
        check("", None, &[]);
    }

    #[test]
    fn nothing_is_lost() {
        for text in ["a “b” c «d» e", "““”” x", "”“", "א b ג", "„so“ und „so“"] {
            let joined: String = runs(text, None)
                .into_iter()
                .map(|it| match it {
                    Run::Plain { text } | Run::Quote { text, .. } => text,
                })
                .collect();
            assert_eq!(joined, text);
        }
    }
}
