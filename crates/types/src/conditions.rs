//! Rules read from conditions, what follows from them, and what stands in the way: DESIGN section 6.

use std::fmt;

use serde::Serialize;

use crate::case::{ActorKey, IssueKey, OptionKey, TrackKey};
use crate::marking::Marking;
use crate::time::Day;
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

/// As a person types it: `ordany performs sailors.all`, `event "the vote"`.
impl fmt::Display for Atom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Commits { party, issue, option } => write!(f, "{party} commits {issue}.{option}"),
            Self::Performs { party, issue, option } => write!(f, "{party} performs {issue}.{option}"),
            Self::Event { words } => write!(f, "event \"{words}\""),
        }
    }
}

words! {
    /// Where a rule comes from.
    RuleBasis {
        /// Read from a statement by the program; a person may have confirmed it.
        Statement = "statement",
        /// Entered by a person.
        Entry = "entry",
    }
}

/// `party accepts gives IF all of needs`, under assumptions that are fixed before. Several rules of a party for the same are alternatives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// `r1`, by first statement within the view, entered ones last. A dropped rule keeps its number.
    pub id: String,
    /// Eight hexadecimal digits from what it says: the same in every view that has it.
    pub key: String,
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
    /// When it was last said, else published; none for one that a person entered.
    pub day: Option<Day>,
    /// Where it comes from.
    pub basis: RuleBasis,
    /// Has a person confirmed it?
    pub reviewed: bool,
    /// Joined from what it rests on.
    pub marking: Marking,
    /// What it rests on; none for one that a person entered.
    pub evidence: Vec<StatementRef>,
    /// Ids of the entries that confirm, drop or hold it, oldest first.
    pub entries: Vec<String>,
}

/// Something that a rule takes as not happening.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Assumption {
    /// What must not come about.
    pub atom: Atom,
    /// False once it has come about: what rests on the assumption no longer fires.
    pub holds: bool,
    /// Ids of the rules that rest on it.
    pub rules: Vec<String>,
}

/// Rules and what follows from them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Conditions {
    /// By id.
    pub rules: Vec<Rule>,
    /// Rules that a person dropped: nothing follows from them. By id.
    pub dropped: Vec<Rule>,
    /// Negative conditions, fixed before anything is computed; by atom.
    pub assumptions: Vec<Assumption>,
    /// Events of rules that have come about: a clock of the case whose day has come, an outcome that came true.
    pub happened: Vec<Atom>,
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

/// What one party stands on in one issue: dropped as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Demand {
    /// Who.
    pub party: ActorKey,
    /// On which issue.
    pub issue: IssueKey,
    /// Any of these would do.
    pub options: Vec<OptionKey>,
}

/// A set of demands whose dropping opens the way; no smaller part of it does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Relaxation {
    /// What is dropped; one or more.
    pub drop: Vec<Demand>,
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
    /// The day of the signature, where the track is told to be signed and the obstacle rests on words from before: it is no longer in the way.
    pub settled: Option<Day>,
    /// A sentence for the page; as said: what the words are about.
    pub sentence: String,
    /// For a sequence: the commitments that, exchanged at once, remove it.
    pub exchange: Vec<Atom>,
    /// For a sequence: what the exchange would need besides, in words that name nothing the parties give.
    pub besides: Vec<String>,
    /// For substance: by cost, size, id.
    pub relaxations: Vec<Relaxation>,
    /// Rules it rests on.
    pub rules: Vec<String>,
    /// Joined from what it rests on.
    pub marking: Marking,
    /// What it rests on.
    pub evidence: Vec<StatementRef>,
}
