//! Events of a view: what several reports tell of one meeting is one row.

use serde::Serialize;

use crate::case::{ActorKey, TrackKey};
use crate::marking::Marking;
use crate::statement::Modality;
use crate::time::Edtf;
use crate::view::Place;

/// Somebody as a report names him, and the case's actor behind the name where it is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Named {
    /// Name on the page.
    pub name: String,
    /// The case's actor that it is, or that a person belongs to.
    pub actor: Option<ActorKey>,
}

/// One event, however many reports tell it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EventState {
    /// The track whose roles its actors have, where that is one only.
    pub track: Option<TrackKey>,
    /// PLOVER event type, upper case.
    #[serde(rename = "type")]
    pub kind: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// Who acts.
    pub actors: Vec<Named>,
    /// On whom.
    pub recipients: Vec<Named>,
    /// Place, as stated.
    #[serde(rename = "where")]
    pub place: Option<String>,
    /// Date.
    pub when: Option<Edtf>,
    /// Did it take place? A planned meeting has not been held, a denied one is denied.
    pub modality: Modality,
    /// Who tells it, where that is not its own actor or somebody of its own; each once, in the order of the reports.
    pub tellers: Vec<Named>,
    /// Is it told in a report's own voice, or by its own actor, at least once?
    pub by_reporter_or_actor: bool,
    /// Joined from what it rests on.
    pub marking: Marking,
    /// The words it stands on, in every report.
    pub evidence: Vec<Place>,
}
