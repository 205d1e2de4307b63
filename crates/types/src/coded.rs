//! What `code` hands over: the ties of one reading to a case.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::case::{ActorKey, IssueKey, OptionKey, OutcomeKey, PersonKey};
use crate::conditions::Atom;
use crate::statement::{ActorId, ProposalId, StatementId};
use crate::text::Span;

words! {
    /// An actor's stance on an option, in its own or another's words.
    Stance {
        Accepts = "accepts",
        AcceptsInPrinciple = "accepts in principle",
        AcceptsWithReservations = "accepts with reservations",
        DoesNotObject = "does not object",
        HasNotRuledOut = "has not ruled out",
        Studying = "studying",
        Prefers = "prefers",
        Offers = "offers",
        Demands = "demands",
        Rejects = "rejects",
        RefusesToDiscuss = "refuses to discuss",
        NoComment = "no comment",
        Silent = "silent",
    }
}

impl Stance {
    /// A yes to its option, whole or with something left open.
    #[must_use]
    pub fn is_yes(self) -> bool {
        matches!(self, Self::Accepts | Self::AcceptsInPrinciple | Self::AcceptsWithReservations)
    }

    /// Does it want its option, so that another option in its place is a move?
    #[must_use]
    pub fn wants(self) -> bool {
        self.is_yes() || matches!(self, Self::Offers | Self::Demands | Self::Prefers)
    }
}

words! {
    /// Whether a speaker can bind the actor he speaks for, lowest first.
    Authority {
        /// An unnamed member of it.
        Unnamed = "unnamed",
        /// A named member who is not known to speak for it.
        Member = "member",
        /// A person whom the case or the report names as its head, negotiator or spokesperson.
        Spokesperson = "spokesperson",
        /// The actor itself, speaking as one.
        Body = "body",
    }
}

impl Authority {
    /// Can this speaker move the position of the actor, or only report movement?
    #[must_use]
    pub fn binds(self) -> bool {
        self >= Self::Spokesperson
    }
}

/// An actor of a report tied to the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CodedActor {
    /// The case's person, where it is one.
    pub person: Option<PersonKey>,
    /// The case's actor that it is, or that it belongs to.
    pub actor: Option<ActorKey>,
    /// With what authority it speaks for that actor.
    pub authority: Authority,
    /// The words of the report that matched, as written there.
    pub matched: String,
}

impl CodedActor {
    /// The id shown as `case_id`: the person's where there is one, else the actor's.
    #[must_use]
    pub fn case_id(&self) -> Option<&str> {
        self.person.as_ref().map(|key| key.0.as_str()).or(self.actor.as_ref().map(|key| key.0.as_str()))
    }
}

/// One issue that a statement is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct About {
    /// Whose stance it is: the speaker's own actor, or another actor on whom the speaker gives an account.
    pub holder: ActorKey,
    /// The issue.
    pub issue: IssueKey,
    /// The option; null when only the issue is touched.
    pub option: Option<OptionKey>,
    /// The stance.
    pub stance: Stance,
    /// Does the holder speak for itself here?
    pub own_words: bool,
    /// The words that matched a cue phrase of the case.
    pub matched: Vec<Span>,
}

/// What the words of one statement make their holder's yes depend on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tied {
    /// Whose yes it is.
    pub holder: ActorKey,
    /// Does the holder speak for itself here?
    pub own_words: bool,
    /// With what authority.
    pub authority: Authority,
    /// What it says yes to then; empty where no option is named.
    pub gives: Vec<(IssueKey, OptionKey)>,
    /// What must be committed to, performed or happen.
    pub needs: Vec<Atom>,
    /// What must not ("unless …").
    pub unless: Vec<Atom>,
    /// Conditions that no option, clock or outcome of the case could be tied to, in the report's words.
    pub open: Vec<String>,
}

words! {
    /// What ties a statement to an outcome of the case.
    TiedBy {
        /// A cue phrase of the outcome.
        Cue = "cue",
        /// The words of the outcome's proposition, with nothing else beside them.
        Proposition = "proposition",
        /// A person's entry on the statement.
        Entry = "entry",
    }
}

/// An outcome of the case that a statement speaks of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct OutcomeTie {
    /// The outcome.
    pub outcome: OutcomeKey,
    /// Do the words say that it comes about, or that it does not ("there would be no strike")? Who hopes or doubts them is not in it.
    pub comes: bool,
    /// By what it is tied.
    pub by: TiedBy,
    /// The words that matched.
    pub matched: Vec<Span>,
}

/// An option of the case that a term of a proposal names. It is nobody's stance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TermTie {
    /// Index of the term within the proposal.
    pub term: usize,
    /// The issue.
    pub issue: IssueKey,
    /// The option.
    pub option: OptionKey,
    /// The words that matched.
    pub matched: Span,
}

/// The ties of one reading to a case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Coded {
    /// Actors of the report that the case knows.
    pub actors: BTreeMap<ActorId, CodedActor>,
    /// Statements that touch an issue of the case.
    pub about: BTreeMap<StatementId, Vec<About>>,
    /// Statements that give something on a condition.
    pub conditions: BTreeMap<StatementId, Tied>,
    /// Statements that speak of an outcome of the case.
    pub outcomes: BTreeMap<StatementId, Vec<OutcomeTie>>,
    /// Options that terms of proposals name.
    pub proposals: BTreeMap<ProposalId, Vec<TermTie>>,
}
