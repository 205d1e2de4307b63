//! What came of an entry in a view.

use serde::Serialize;

use crate::case::{ActorKey, IssueKey, OutcomeKey, TrackKey};
use crate::marking::Marking;
use crate::view::{Place, StatementRef};

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
    /// A report.
    Report {
        /// Its number in the view.
        report: usize,
    },
    /// A statement. One that was rejected has the number that it had in the reading.
    Statement(StatementRef),
    /// A cell of the matrix.
    Cell {
        /// Whose.
        actor: ActorKey,
        /// On which issue.
        issue: IssueKey,
    },
    /// An issue.
    Issue {
        /// Which.
        issue: IssueKey,
    },
    /// A track.
    Track {
        /// Which.
        track: TrackKey,
    },
    /// An actor of the case.
    Actor {
        /// Who.
        actor: ActorKey,
    },
    /// A named source, an outlet included.
    Source {
        /// As the page names it.
        name: String,
    },
    /// What a party has without a deal on a track.
    Reservation {
        /// Whose.
        actor: ActorKey,
        /// On which track.
        track: TrackKey,
    },
    /// An outcome of the case.
    Outcome {
        /// Which.
        outcome: OutcomeKey,
    },
    /// The case as a whole.
    Whole,
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

/// How the evidence of a judgement differs in this view from what it rested on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// What it did not rest on.
    pub new: Vec<Place>,
    /// What it rested on and is no longer so, where that stood in a report of the view.
    pub gone: Vec<Place>,
    /// A status, or a response to a proposal, is another.
    pub status: bool,
}

/// An entry of a view, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntryState {
    /// [`super::Entered::id`].
    pub id: String,
    /// What it touches.
    pub touches: Touches,
    /// Id of the later entry that counts in its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead: Option<String>,
    /// For a judgement: what of its evidence is no longer as it was; null where all is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed: Option<Changed>,
    /// What else came of it, in words: what is read otherwise now, what went with it, what still rests on its words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub besides: Vec<String>,
    /// Of the other entries by which it came so.
    pub marking: Marking,
}

impl EntryState {
    /// An entry that counts, with what it touches.
    #[must_use]
    pub fn new(id: &str, touches: Touches) -> Self {
        Self { id: id.to_owned(), touches, instead: None, changed: None, besides: Vec::new(), marking: Marking::clear() }
    }

    /// An entry from which nothing follows.
    #[must_use]
    pub fn nothing(id: &str, because: impl Into<String>) -> Self {
        Self::new(id, Touches::Nothing { because: because.into() })
    }
}
