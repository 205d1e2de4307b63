//! A mistake in a case file: file, line, offending text, what is wrong and a hint.

use std::fmt;
use std::ops::Range;

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// 1-based.
    pub line: usize,
    /// 1-based, in characters.
    pub column: usize,
    /// The file, as typed.
    pub path: String,
    /// The line of the file.
    pub source: String,
    /// How many characters are marked.
    pub width: usize,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let gutter = self.line.to_string().len();
        writeln!(f, "error: {}", self.message)?;
        writeln!(f, "{:gutter$}--> {}:{}:{}", "", self.path, self.line, self.column)?;
        writeln!(f, "{:gutter$} |", "")?;
        writeln!(f, "{} | {}", self.line, self.source)?;
        writeln!(f, "{:gutter$} | {}{}", "", " ".repeat(self.column - 1), "^".repeat(self.width.max(1)))?;
        write!(f, "{:gutter$} = hint: {}", "", self.hint)
    }
}

/// Collects mistakes.
pub(crate) struct Log<'t> {
    path: &'t str,
    text: &'t str,
    found: Vec<Mistake>,
}

impl<'t> Log<'t> {
    pub(crate) fn new(path: &'t str, text: &'t str) -> Self {
        Self { path, text, found: Vec::new() }
    }

    /// Notes a mistake at a byte range.
    pub(crate) fn add(&mut self, span: Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        let start = self.floor(span.start);
        let line_start = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = self.text[start..].find('\n').map_or(self.text.len(), |at| start + at);
        let end = self.floor(span.end.clamp(start, line_end));
        self.found.push(Mistake {
            line: self.line(start),
            column: self.text[line_start..start].chars().count() + 1,
            path: self.path.to_owned(),
            source: self.text[line_start..line_end].trim_end().to_owned(),
            width: self.text[start..end].chars().count(),
            message: message.into(),
            hint: hint.into(),
        });
    }

    fn floor(&self, mut at: usize) -> usize {
        at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// The 1-based line of a byte.
    pub(super) fn line(&self, at: usize) -> usize {
        1 + self.text.as_bytes()[..at.min(self.text.len())].iter().filter(|&&b| b == b'\n').count()
    }

    /// In file order.
    pub(crate) fn finish(mut self) -> Vec<Mistake> {
        self.found.sort();
        self.found.dedup();
        self.found
    }
}

/// The nearest of several words, for "did you mean".
pub(crate) fn nearest<'w>(word: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let close = |other: &&str| distance(word, other) <= 2.max(word.chars().count() / 3);
    words.into_iter().filter(close).min_by_key(|other| distance(word, other))
}

fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, c) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, d) in b.iter().enumerate() {
            let next = (row[j] + 1).min(row[j + 1] + 1).min(diagonal + usize::from(c != *d));
            diagonal = std::mem::replace(&mut row[j + 1], next);
        }
    }
    row[b.len()]
}
