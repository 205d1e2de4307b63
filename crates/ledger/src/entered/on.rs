//! The stored form of what an entry is about.

use armistice_types::case::{ActorKey, IssueKey, TrackKey};
use armistice_types::entries::{On, WordsAt};
use serde::Deserialize;

use super::PaperRow;

#[derive(Deserialize)]
#[serde(tag = "on", rename_all = "lowercase")]
pub(super) enum OnRow {
    Whole,
    Report { report: String },
    Statement { report: String, words: String, start: usize },
    Cell { actor: String, issue: String },
    Issue { issue: String },
    Track { track: String },
    Actor { actor: String },
    Proposal { paper: PaperRow },
}

impl OnRow {
    pub(super) fn on(self) -> On {
        match self {
            Self::Whole => On::Whole,
            Self::Report { report } => On::Report { report },
            Self::Statement { report, words, start } => On::Statement(WordsAt { report, words, start }),
            Self::Cell { actor, issue } => On::Cell { actor: ActorKey(actor), issue: IssueKey(issue) },
            Self::Issue { issue } => On::Issue { issue: IssueKey(issue) },
            Self::Track { track } => On::Track { track: TrackKey(track) },
            Self::Actor { actor } => On::Actor { actor: ActorKey(actor) },
            Self::Proposal { paper } => On::Proposal { paper: paper.paper() },
        }
    }
}
