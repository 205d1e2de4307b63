//! Dates that press on talks, what was to come about, and, in fictional cases, what a deal is worth to whom.

use serde::Serialize;

use super::{ActorKey, ClockKey, IssueKey, OptionKey, OutcomeKey, RowMeta, TrackKey};
use crate::entries::Estimated;
use crate::time::{Day, Known};

/// `[[clock]]`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Clock {
    /// Its id.
    pub id: ClockKey,
    /// What happens then.
    pub name: String,
    /// The day.
    pub date: Day,
    /// Tracks it presses on; all where empty.
    pub tracks: Vec<TrackKey>,
    /// Place and marking.
    pub meta: RowMeta,
}

/// `[[outcome]]`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// Its id.
    pub id: OutcomeKey,
    /// On which track.
    pub track: TrackKey,
    /// What was or was not to happen, in words.
    pub proposition: String,
    /// Phrases by which reports name it.
    pub cues: Vec<String>,
    /// By which day.
    pub by: Option<Day>,
    /// Came true, came false, or open.
    pub result: Option<bool>,
    /// The day on which the result was known.
    pub resolved: Option<Day>,
    /// The end of that day in the case's time zone: the Known of the result.
    pub resolved_known: Option<Known>,
    /// Id of the entry by which a person says so; the case file says so where null.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// Place and marking.
    pub meta: RowMeta,
}

/// `[[preference]]` of a fictional case, or an entry of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Preference {
    /// Whose.
    pub party: ActorKey,
    /// On which issue.
    pub issue: IssueKey,
    /// Weight, a decimal number as written.
    pub weight: String,
    /// Score per option, decimal numbers as written.
    pub scores: Vec<(OptionKey, String)>,
    /// Whose estimate it is, where it comes from an entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimated: Option<Estimated>,
    /// Place and marking.
    pub meta: RowMeta,
}

/// `[[reservation]]` of a fictional case, or an entry of a person: what a party has without a deal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reservation {
    /// Whose.
    pub party: ActorKey,
    /// On which track.
    pub track: TrackKey,
    /// A decimal number as written.
    pub value: String,
    /// Whose estimate it is, where it comes from an entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimated: Option<Estimated>,
    /// Place and marking.
    pub meta: RowMeta,
}
