//! What an entry of a person is about: a thing of the case, or words of a report, named so that a new reading does not change it.

use serde::Serialize;

use super::Paper;
use crate::case::{ActorKey, IssueKey, TrackKey};

/// Words of a report at their place. A report's text never changes, so they stay where they are, however it is read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct WordsAt {
    /// Id of the report, a digest of its text.
    pub report: String,
    /// The words as they stand there.
    pub words: String,
    /// Where they begin, in Unicode scalar values.
    pub start: usize,
}

/// What an entry is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase", tag = "on")]
pub enum On {
    /// The case as a whole.
    Whole,
    /// A report.
    Report {
        /// Its id, a digest of its text.
        report: String,
    },
    /// A statement, by its content.
    Statement(WordsAt),
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
    /// A proposal or draft.
    Proposal {
        /// By its words in reports, else its name.
        paper: Paper,
    },
}

impl On {
    /// Ids of the reports whose words it holds or which it names.
    #[must_use]
    pub fn reports(&self) -> Vec<&str> {
        match self {
            Self::Report { report } => vec![report],
            Self::Statement(at) => vec![&at.report],
            Self::Proposal { paper } => paper.passages.iter().map(|it| it.report.as_str()).collect(),
            Self::Whole | Self::Cell { .. } | Self::Issue { .. } | Self::Track { .. } | Self::Actor { .. } => Vec::new(),
        }
    }
}
