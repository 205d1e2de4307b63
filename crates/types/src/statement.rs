//! What READ hands over: the reading of one report. Spans count in `report.text`.

use serde::Serialize;

use crate::coded::About;
use crate::dates::DateMention;
pub use crate::happened::{Event, Modality, is_a_yes};
pub use crate::papers::{Answer, Custody, Proposal, ProposalKind, Response, Term};
use crate::problem::Problem;
use crate::report::Report;
use crate::text::Span;
use crate::time::{Day, Edtf};

numbered!(
    /// An actor within one report.
    ActorId, "a");
numbered!(
    /// A statement within one report.
    StatementId, "s");
numbered!(
    /// An event within one report.
    EventId, "e");
numbered!(
    /// A proposal within one report.
    ProposalId, "p");

words! {
    /// What an actor is.
    ActorKind {
        Person = "person",
        State = "state",
        GovernmentBody = "government body",
        Organisation = "organisation",
        ArmedGroup = "armed group",
        Outlet = "outlet",
        Group = "group",
        /// An unnamed source, as described.
        Unnamed = "unnamed",
    }
}

words! {
    /// How much of its source a statement gives.
    Anonymity {
        Named = "named",
        /// An institution speaking as one.
        Office = "office",
        /// Officials, protesters.
        Collective = "collective",
        Anonymous = "anonymous",
        /// No source expressed: actor and span are null.
        None = "none",
    }
}

words! {
    /// How the words are reported.
    Quote {
        Direct = "direct",
        Indirect = "indirect",
        Mixed = "mixed",
    }
}

words! {
    /// What is done by saying it.
    Act {
        Assert = "assert",
        Propose = "propose",
        Offer = "offer",
        Accept = "accept",
        Reject = "reject",
        Demand = "demand",
        Condition = "condition",
        Promise = "promise",
        Threaten = "threaten",
        Deny = "deny",
        Confirm = "confirm",
        Predict = "predict",
        Hope = "hope",
        Doubt = "doubt",
        Appeal = "appeal",
        Criticise = "criticise",
        Praise = "praise",
        Ask = "ask",
        NoComment = "no-comment",
    }
}

words! {
    /// How sure the source is, in its own words.
    Certainty {
        Unlikely = "unlikely",
        Possible = "possible",
        Probable = "probable",
        Certain = "certain",
    }
}

words! {
    /// What a denial denies of the thing: DESIGN section 1.
    DenialScope {
        Exists = "exists",
        Authentic = "authentic",
        Current = "current",
        Authorship = "authorship",
        Content = "content",
        Intent = "intent",
        Said = "said",
    }
}

/// The reading of one report: the public JSON object of `armistice read`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// [`crate::SCHEMA`].
    pub schema: u32,
    /// The report that was read.
    pub report: Report,
    /// Sentences in text order.
    pub sentences: Vec<Span>,
    /// Actors in order of first mention.
    pub actors: Vec<Actor>,
    /// Statements in order of their first span.
    pub statements: Vec<Statement>,
    /// Dated interactions.
    pub events: Vec<Event>,
    /// Terms put forward, and the papers that hold them.
    pub proposals: Vec<Proposal>,
    /// Expressions of time, in text order.
    pub dates: Vec<DateMention>,
    /// What was noticed.
    pub problems: Vec<Problem>,
}

impl Reading {
    /// The actor with this id.
    #[must_use]
    pub fn actor(&self, id: ActorId) -> Option<&Actor> {
        self.actors.iter().find(|actor| actor.id == id)
    }

    /// The statement with this id.
    #[must_use]
    pub fn statement(&self, id: StatementId) -> Option<&Statement> {
        self.statements.iter().find(|statement| statement.id == id)
    }
}

/// Anyone who speaks or acts in one report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Actor {
    /// Within this report.
    pub id: ActorId,
    /// The fullest form in the text; unnamed sources as described.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// Titles and roles as stated.
    pub roles: Vec<String>,
    /// The state, body or group it is said to belong to.
    pub affiliation: Option<String>,
    /// How many, where the text says so.
    pub count: Option<u32>,
    /// Where it is mentioned, pronouns resolved to it included.
    pub mentions: Vec<Span>,
    /// The actor or person of the case, with a case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case_id: Option<String>,
}

/// The source of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Who; null only with [`Anonymity::None`].
    pub actor: Option<ActorId>,
    /// The words that name the source here; without an actor, a pronoun that may mean several.
    pub span: Option<Span>,
    /// How much of the source is given.
    pub anonymity: Anonymity,
    /// How many of the actor speak, where the text takes some of them ("one of the sources": 1).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}

/// The days a statement about the future looks to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Horizon {
    /// First day.
    pub from: Option<Day>,
    /// Last day, included.
    pub to: Option<Day>,
    /// The words.
    pub text: String,
}

/// What a denial denies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Denies {
    /// What of the thing.
    pub scope: DenialScope,
    /// The thing, in the report's words.
    pub of: String,
}

/// Who said what: the atom of everything. See DESIGN section 4.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// Within this report.
    pub id: StatementId,
    /// Who said it.
    pub source: Source,
    /// Who relayed it, nearest first.
    pub via: Vec<ActorId>,
    /// The words that report the saying.
    pub cue: Option<Span>,
    /// What was said, in one or more stretches, outer quotation marks left out.
    pub content: Vec<Span>,
    /// How the words are reported.
    pub quote: Quote,
    /// To whom.
    pub addressees: Vec<ActorId>,
    /// Where it was said or printed.
    pub medium: Option<String>,
    /// When it was said; null where the text gives no day.
    pub said_on: Option<Edtf>,
    /// What is done by saying it.
    pub act: Act,
    /// Is the content, or the cue, negated?
    pub negated: bool,
    /// How sure the source is.
    pub certainty: Certainty,
    /// The statement this one is nested in.
    pub within: Option<StatementId>,
    /// The words of conditions on it.
    pub conditions: Vec<Span>,
    /// The days it looks to.
    pub horizon: Option<Horizon>,
    /// What it denies, for denials.
    pub denies: Option<Denies>,
    /// Issues, options and stances of the case, with a case.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<About>,
}
