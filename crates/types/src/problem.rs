//! Something noticed in a document: a value, collected and shown, never an `Err`.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::text::Span;

words! {
    /// What kind of thing was noticed. Fixed: scripts and tests rely on the words.
    Code {
        /// A quotation mark opens or closes alone.
        UnbalancedQuote = "unbalanced-quote",
        /// A sentence that stops or starts in the middle.
        CutSentence = "cut-sentence",
        /// Two sentences, or a list, run together.
        RunOnSentence = "run-on-sentence",
        /// A quotation that nobody is said to have spoken.
        QuoteWithoutSpeaker = "quote-without-speaker",
        /// A name spelled unlike a known one.
        NameVariant = "name-variant",
        /// Wording that reads machine-reworded.
        MachineReworded = "machine-reworded",
        /// A time expression that could be two dates.
        DateUnclear = "date-unclear",
        /// A time expression that could not be resolved.
        DateUnresolved = "date-unresolved",
        /// The report gives no publication date.
        NoDate = "no-date",
        /// Bytes that are no text in the encoding found.
        BadEncoding = "bad-encoding",
        /// The language is not one the reader knows.
        UnsupportedLanguage = "unsupported-language",
        /// A header line that says nothing usable.
        BadHeader = "bad-header",
        /// Nothing to read.
        EmptyText = "empty-text",
        /// A pronoun or nominal whose referent is doubtful.
        SourceUnclear = "source-unclear",
    }
}

/// Damaged or doubtful text, with its place where it has one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// What kind of thing.
    pub code: Code,
    /// Where; `None` for the document as a whole.
    pub span: Option<Span>,
    /// Lower case, no full stop, names the thing.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Problem {
    /// A problem of the document as a whole, without a hint.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, span: None, message: message.into(), hint: None }
    }

    /// The same with a place.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl Serialize for Problem {
    /// `{"code", "start", "end", "message", "hint"}`; `start` and `end` are null without a place.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Problem", 5)?;
        out.serialize_field("code", &self.code)?;
        out.serialize_field("start", &self.span.map(Span::start))?;
        out.serialize_field("end", &self.span.map(Span::end))?;
        out.serialize_field("message", &self.message)?;
        out.serialize_field("hint", &self.hint)?;
        out.end()
    }
}
