//! What a person writes about where things stand: assessments and the kept slots of a brief, each with the evidence it rested on when it
//! was written, so that it is flagged when that changes; and what came of an outcome.

use serde::Serialize;

use super::On;
use crate::case::{ActorKey, IssueKey, OptionKey, OutcomeKey, TrackKey};
use crate::time::Day;

words! {
    /// How sure an analyst is of a judgement.
    Confidence {
        Low = "low",
        Moderate = "moderate",
        High = "high",
    }
}

words! {
    /// A part of a brief that a person writes.
    Slot {
        BottomLine = "bottom line",
        Implications = "implications",
        Watch = "watch",
        Recommendation = "recommendation",
    }
}

/// One thing that a judgement rested on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Rested {
    /// A short digest of what it said then.
    pub digest: String,
    /// Id of the report it stands in; null for a status.
    pub report: Option<String>,
    /// Where in the report it begins.
    pub start: Option<usize>,
}

/// The rows of the case that what a judgement rested on is about. Where one may not be shown, neither may the judgement: whether it is
/// stale would tell of the row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RestedRows {
    /// Actors.
    pub actors: Vec<ActorKey>,
    /// Tracks.
    pub tracks: Vec<TrackKey>,
    /// Issues.
    pub issues: Vec<IssueKey>,
    /// Options of issues.
    pub options: Vec<(IssueKey, OptionKey)>,
}

/// What a judgement rested on when it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// Over all of it.
    pub digest: String,
    /// One by one, in order; empty where there is too much to keep.
    pub items: Vec<Rested>,
    /// What of the case all of it is about.
    pub rows: RestedRows,
}

impl RestedRows {
    /// Is it about nothing of the case?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.actors.is_empty() && self.tracks.is_empty() && self.issues.is_empty() && self.options.is_empty()
    }
}

impl Evidence {
    /// Ids of the reports it stands in.
    #[must_use]
    pub fn reports(&self) -> Vec<&str> {
        let mut out: Vec<&str> = self.items.iter().filter_map(|it| it.report.as_deref()).collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// A note: free words on anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// On what.
    pub about: On,
    /// The words.
    pub text: String,
}

/// A named analyst's assessment, shown beside what is computed and never in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Judgement {
    /// On a cell, an issue, a track or the whole.
    pub about: On,
    /// What the analyst holds.
    pub text: String,
    /// Why.
    pub why: String,
    /// How sure.
    pub confidence: Confidence,
    /// What it rested on.
    pub evidence: Evidence,
    /// In the person's words.
    pub note: Option<String>,
}

/// A slot of the brief, as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// Which.
    pub slot: Slot,
    /// Of which track; of the whole where null.
    pub track: Option<TrackKey>,
    /// The words.
    pub text: String,
    /// What it rested on.
    pub evidence: Evidence,
    /// In the person's words.
    pub note: Option<String>,
}

/// What came of an outcome of the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Resolve {
    /// Which.
    pub outcome: OutcomeKey,
    /// Came true, came false, or open again.
    pub result: Option<bool>,
    /// The day on which it came, or on which it was known that it would not.
    pub on: Day,
    /// In the person's words.
    pub note: Option<String>,
}
