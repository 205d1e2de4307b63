//! Places in a text. Offsets count Unicode scalar values, end exclusive, as in the public schema;
//! rooms that work on bytes convert at their border with [`CharIndex`].

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::OnceLock;

use serde::{Serialize, Serializer};

/// A stretch of one report's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// `None` when `end` lies before `start`. Empty spans are allowed.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Option<Self> {
        (start <= end).then_some(Self { start, end })
    }

    /// First scalar value of the span.
    #[must_use]
    pub fn start(self) -> usize {
        self.start
    }

    /// One past the last scalar value.
    #[must_use]
    pub fn end(self) -> usize {
        self.end
    }

    /// Do the two share at least one scalar value?
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// The text of a report, with its index, which is made when it is first asked for and then kept. Serialised as a string.
#[derive(Clone, Default)]
pub struct Text {
    text: String,
    marks: OnceLock<Marks>,
}

impl Text {
    /// Finds places in the text; made once.
    #[must_use]
    pub fn index(&self) -> CharIndex<'_> {
        CharIndex { text: &self.text, marks: Cow::Borrowed(self.marks.get_or_init(|| Marks::of(&self.text))) }
    }

    /// The text alone.
    #[must_use]
    pub fn into_string(self) -> String {
        self.text
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self { text, marks: OnceLock::new() }
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Text {}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.text.fmt(f)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.text.serialize(serializer)
    }
}

/// Places in a text that are known without counting.
#[derive(Clone, Debug)]
struct Marks {
    /// Byte offset of every 64th scalar value.
    scalars: Vec<usize>,
    /// Byte offset of every line end.
    lines: Vec<usize>,
}

impl Marks {
    fn of(text: &str) -> Self {
        let scalars = text.char_indices().step_by(STEP).map(|(at, _)| at).collect();
        let lines = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at).collect();
        Self { scalars, lines }
    }
}

/// Finds bytes for scalar-value offsets and back, in one text, in logarithmic time.
#[derive(Debug)]
pub struct CharIndex<'t> {
    text: &'t str,
    marks: Cow<'t, Marks>,
}

const STEP: usize = 64;

impl<'t> CharIndex<'t> {
    /// One pass over `text`.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { text, marks: Cow::Owned(Marks::of(text)) }
    }

    /// The byte offset of the `n`-th scalar value; the text's length for its end; `None` beyond.
    #[must_use]
    pub fn byte(&self, n: usize) -> Option<usize> {
        let Some(&mark) = self.marks.scalars.get(n / STEP) else {
            return (n.is_multiple_of(STEP) && n / STEP == self.marks.scalars.len() && self.text.chars().count() == n)
                .then_some(self.text.len());
        };
        let rest = &self.text[mark..];
        let ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
        ends.take(STEP + 1).nth(n % STEP).map(|at| mark + at)
    }

    /// The scalar-value offset of a byte offset, which must lie on a character.
    #[must_use]
    pub fn scalar(&self, byte: usize) -> usize {
        let block = self.marks.scalars.partition_point(|&mark| mark <= byte).saturating_sub(1);
        let from = self.marks.scalars.get(block).copied().unwrap_or(0);
        block * STEP + self.text[from..byte].chars().count()
    }

    /// The words a span stands on; `None` when it reaches outside the text.
    #[must_use]
    pub fn quote(&self, span: Span) -> Option<&'t str> {
        self.text.get(self.byte(span.start)?..self.byte(span.end)?)
    }

    /// The span of a byte range, whose ends must lie on characters.
    #[must_use]
    pub fn span(&self, bytes: std::ops::Range<usize>) -> Span {
        Span { start: self.scalar(bytes.start), end: self.scalar(bytes.end) }
    }

    /// The 1-based line on which a scalar value stands.
    #[must_use]
    pub fn line(&self, n: usize) -> usize {
        let end = self.byte(n).unwrap_or(self.text.len());
        1 + self.marks.lines.partition_point(|&at| at < end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_go_there_and_back_on_every_character() {
        for text in ["", "abc", "“naïve” — ceasefire", &"é".repeat(64), &"aé漢🙂".repeat(100)] {
            let index = CharIndex::new(text);
            let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            for (n, byte) in ends.enumerate() {
                assert_eq!(index.byte(n), Some(byte), "{text} {n}");
                assert_eq!(index.scalar(byte), n, "{text} {byte}");
            }
            assert_eq!(index.byte(text.chars().count() + 1), None);
        }
    }

    #[test]
    fn a_backward_span_cannot_exist() {
        assert_eq!(Span::new(3, 2), None);
    }
}
