//! What a deal is worth to a party, as somebody has it from somewhere: preferences and reservation values of cases that are not invented.

use serde::Serialize;

use crate::case::{ActorKey, IssueKey, OptionKey, TrackKey};

words! {
    /// Where an estimate comes from.
    Basis {
        Party = "told by the party",
        Mediator = "told by the mediator",
        Guess = "analyst's guess",
    }
}

/// What an issue is worth to a party. Numbers are written as in a case file: `0.3`, a range `[0.2, 0.4]`, or `{"mean": 0.3, "sd": 0.1}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PreferenceEntry {
    /// Whose.
    pub party: ActorKey,
    /// On which issue.
    pub issue: IssueKey,
    /// Its weight.
    pub weight: String,
    /// Score per option.
    pub scores: Vec<(OptionKey, String)>,
    /// Where it comes from.
    pub basis: Basis,
    /// In the person's words.
    pub note: Option<String>,
}

/// What a party has without a deal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReservationEntry {
    /// Whose.
    pub party: ActorKey,
    /// On which track.
    pub track: TrackKey,
    /// A number, written as in a case file.
    pub value: String,
    /// Where it comes from.
    pub basis: Basis,
    /// In the person's words.
    pub note: Option<String>,
}

/// Whose estimate a row of the case is that comes from an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Estimated {
    /// Id of the entry.
    pub entry: String,
    /// Who entered it.
    pub author: String,
    /// Where it comes from.
    pub basis: Basis,
}
