//! What a report tells as having happened, or as planned, hoped or denied.

use serde::Serialize;

use crate::statement::{ActorId, EventId};
use crate::text::Span;
use crate::time::Edtf;

words! {
    /// Whether an event took place.
    Modality {
        Actual = "actual",
        Planned = "planned",
        Hypothetical = "hypothetical",
        Denied = "denied",
        Historical = "historical",
    }
}

/// Is a PLOVER type one by which somebody says yes? No event of these is told without a source that says so.
#[must_use]
pub fn is_a_yes(kind: &str) -> bool {
    matches!(kind, "AGREE" | "SUPPORT" | "CONCEDE")
}

/// A dated interaction in PLOVER types.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Event {
    /// Within this report.
    pub id: EventId,
    /// PLOVER event type, upper case.
    #[serde(rename = "type")]
    pub kind: String,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// Who acts.
    pub actors: Vec<ActorId>,
    /// On whom.
    pub recipients: Vec<ActorId>,
    /// Place, as stated.
    #[serde(rename = "where")]
    pub place: Option<String>,
    /// Date.
    pub when: Option<Edtf>,
    /// Did it take place?
    pub modality: Modality,
    /// Who tells it, where it stands in somebody's words; null in the report's own voice, or where nobody is named for it.
    pub told_by: Option<ActorId>,
    /// The words it stands on.
    pub span: Span,
}
