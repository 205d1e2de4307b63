//! What came of an entry in a view.

use serde::Serialize;

use crate::view::StatementRef;

/// What an entry touches in a view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase", tag = "on")]
pub enum Touches {
    /// A rule, by its id in the view.
    Rule {
        /// `r1`.
        id: String,
    },
    /// A proposal, by its id in the view.
    Proposal {
        /// `P1`.
        id: String,
    },
    /// A paper of which no report tells.
    Paper,
    /// Another entry.
    Entry {
        /// Its id.
        id: String,
    },
    /// A statement. One that was rejected has the number that it had in the reading.
    Statement(StatementRef),
    /// A source of a report, by its name there.
    Speaker {
        /// Number of the report in the view.
        report: usize,
        /// Its name there.
        name: String,
    },
    /// Two reports, by their numbers in the view.
    Reports {
        /// The first.
        one: usize,
        /// The second.
        other: usize,
    },
    /// Nothing: it stands on file and is listed, and nothing follows from it.
    Nothing {
        /// Why.
        because: String,
    },
}

/// An entry of a view, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntryState {
    /// [`super::Entered::id`].
    pub id: String,
    /// What it touches.
    pub touches: Touches,
    /// What else came of it, in words: what is read otherwise now, what went with it, what still rests on its words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub besides: Vec<String>,
}

impl EntryState {
    /// An entry with what it touches.
    #[must_use]
    pub fn new(id: &str, touches: Touches) -> Self {
        Self { id: id.to_owned(), touches, besides: Vec::new() }
    }

    /// An entry from which nothing follows.
    #[must_use]
    pub fn nothing(id: &str, because: impl Into<String>) -> Self {
        Self::new(id, Touches::Nothing { because: because.into() })
    }
}
