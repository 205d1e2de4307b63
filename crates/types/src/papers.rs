//! Terms put forward, the papers that hold them, where these went and what came back, as one report tells it.

use serde::Serialize;

use crate::statement::{ActorId, ProposalId};
use crate::text::Span;
use crate::time::Edtf;

words! {
    /// What a text of terms is, as far as the report says.
    ProposalKind {
        NonPaper = "non-paper",
        PartyDraft = "party draft",
        MediatorsText = "mediator's text",
        Bridging = "bridging proposal",
        AgreedText = "agreed text",
    }
}

words! {
    /// What came back on a proposal. Studying or welcoming it is never accepting it.
    Response {
        None = "none",
        Received = "received",
        Studying = "studying",
        Comments = "comments",
        AcceptedAdReferendum = "accepted ad referendum",
        Accepted = "accepted",
        Rejected = "rejected",
    }
}

/// One term of a proposal, in the report's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Term {
    /// The words.
    pub text: String,
    /// Their place.
    #[serde(flatten)]
    pub span: Span,
}

/// What an actor did with a proposal, as this report tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// Who answers.
    pub by: ActorId,
    /// What came back.
    pub response: Response,
    /// When.
    pub when: Option<Edtf>,
    /// The words it stands on.
    pub span: Span,
}

/// A paper going from hand to hand, as this report tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Custody {
    /// From whom.
    pub from: Vec<ActorId>,
    /// To whom.
    pub to: Vec<ActorId>,
    /// When.
    pub when: Option<Edtf>,
    /// How, in the report's words ("leaked", "in a sealed envelope").
    pub how: Option<String>,
    /// The words it stands on.
    pub span: Span,
}

/// Terms put forward, or a paper that holds them. A paper in circulation whose terms and sponsors the report does
/// not give is one too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// Within this report.
    pub id: ProposalId,
    /// The words that name it ("the Selm paper", "a draft seen by this paper").
    pub name: Option<String>,
    /// What kind of text it is, where the report says.
    pub kind: Option<ProposalKind>,
    /// Its version, in the report's words ("a second draft").
    pub version: Option<String>,
    /// Who put it forward. Never read as accepting it.
    pub sponsors: Vec<ActorId>,
    /// Who is said to discuss it.
    pub discussed_by: Vec<ActorId>,
    /// Its terms.
    pub terms: Vec<Term>,
    /// The earlier proposal it replaces.
    pub earlier: Option<ProposalId>,
    /// Does the report say that it takes the earlier one's place? Else the two are only compared.
    pub earlier_told: bool,
    /// When it was put forward.
    pub when: Option<Edtf>,
    /// What came back on it.
    pub answers: Vec<Answer>,
    /// From whom to whom it went.
    pub custody: Vec<Custody>,
    /// The words it stands on.
    pub span: Span,
    /// Every place that speaks of it, the first included.
    pub mentions: Vec<Span>,
}
