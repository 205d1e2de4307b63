//! What changed between two moments.

use serde::Serialize;

use crate::case::{ActorKey, IssueKey};
use crate::view::StatementRef;

/// A change between two moments, as a sentence with evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Short word for the kind of change: `new position`, `moved position`, `reported movement`, `status`, `new denial`, `new conflict`, `heard`.
    pub kind: String,
    /// The actor, where it is one's.
    pub actor: Option<ActorKey>,
    /// The issue, where it is on one.
    pub issue: Option<IssueKey>,
    /// A sentence for the page.
    pub sentence: String,
    /// References into the later view.
    pub evidence: Vec<StatementRef>,
}
