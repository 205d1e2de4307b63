//! Rules read from conditions, what follows from them, and what stands in the way: DESIGN section 6.

use serde::Serialize;

use crate::case::{ActorKey, IssueKey, OptionKey, TrackKey};
use crate::marking::Marking;
use crate::view::StatementRef;

/// One thing that a rule waits for, or gives.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase", tag = "atom")]
pub enum Atom {
    /// A party commits itself to an option: its word is enough.
    Commits {
        /// Who.
        party: ActorKey,
        /// To what.
        issue: IssueKey,
        /// Which.
        option: OptionKey,
    },
    /// A party has done what the option says.
    Performs {
        /// Who.
        party: ActorKey,
        /// What.
        issue: IssueKey,
        /// Which.
        option: OptionKey,
    },
    /// Something happens that is no party's option.
    Event {
        /// In the words of the report or of the case file.
        words: String,
    },
}

words! {
    /// Where a rule comes from.
    RuleBasis {
        /// Read from a statement by the program.
        Statement = "statement",
        /// Written or confirmed by a person.
        Entry = "entry",
    }
}

/// `party accepts gives IF all of needs`, under assumptions that are fixed before. Several rules of a party for the same are alternatives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// `r1`, by first statement within the view.
    pub id: String,
    /// On which track.
    pub track: TrackKey,
    /// Whose rule.
    pub party: ActorKey,
    /// What it accepts then.
    pub gives: Vec<(IssueKey, OptionKey)>,
    /// All of these must hold. Empty: it accepts without a condition.
    pub needs: Vec<Atom>,
    /// Negative atoms ("unless they …"), fixed as not happening before anything is computed.
    pub unless: Vec<Atom>,
    /// Words of a condition that could not be tied to an atom: the rule never fires by itself.
    pub open: Vec<String>,
    /// Where it comes from.
    pub basis: RuleBasis,
    /// Has a person confirmed it?
    pub reviewed: bool,
    /// Joined from what it rests on.
    pub marking: Marking,
    /// What it rests on.
    pub evidence: Vec<StatementRef>,
}

/// Rules and what follows from them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Conditions {
    /// By id.
    pub rules: Vec<Rule>,
    /// What happens if each waits for the others: the least fixed point.
    pub least: Vec<Atom>,
    /// What could stand if commitments were exchanged at once: the greatest fixed point.
    pub greatest: Vec<Atom>,
}

words! {
    /// What stands in the way of a deal.
    ObstacleKind {
        Substance = "substance",
        Sequence = "sequence",
        Guarantee = "guarantee",
        Authority = "authority",
        Process = "process",
        Unknown = "unknown",
    }
}

/// A set of demands whose dropping opens the way; no smaller part of it does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Relaxation {
    /// What is dropped, as ids of rules or `actor issue.option`.
    pub drop: Vec<String>,
    /// Number of demands dropped, unless a person gave costs.
    pub cost: u32,
}

/// One thing that stands in the way, computed from rules or as somebody says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Obstacle {
    /// Which of the six kinds.
    pub kind: ObstacleKind,
    /// On which track, where known.
    pub track: Option<TrackKey>,
    /// Computed from rules, or as said?
    pub computed: bool,
    /// Has a person confirmed every rule it rests on?
    pub reviewed: bool,
    /// A sentence for the page.
    pub sentence: String,
    /// For a sequence: the commitments that, exchanged at once, remove it.
    pub exchange: Vec<Atom>,
    /// For substance: by cost, size, id.
    pub relaxations: Vec<Relaxation>,
    /// Rules it rests on.
    pub rules: Vec<String>,
    /// Joined from what it rests on.
    pub marking: Marking,
    /// What it rests on.
    pub evidence: Vec<StatementRef>,
}
