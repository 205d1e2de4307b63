//! What a person enters about a case besides reports: typed entries of the ledger. An entry says what it is about by
//! words of a report or by its own terms, never by a running number, so that it survives a new reading.

mod estimates;
mod grades;
mod judgements;
mod names;
mod on;
mod same;
mod state;
mod statements;

use std::fmt;

use serde::Serialize;

pub use estimates::{Basis, Estimated, PreferenceEntry, ReservationEntry};
pub use grades::{Credibility, Grade, Graded, GradedSource, Reliability};
pub use judgements::{Confidence, Evidence, Judgement, Kept, Note, Resolve, Rested, RestedRows, Slot};
pub use names::Names;
pub use on::{On, WordsAt};
pub use same::{CaseRow, SameEntry, Sameness, SourceAnchor};
pub use state::{Changed, EntryState, Touches};
pub use statements::{OutcomeSaid, Said, SaidBy, StatementAnchor, StatementEntry, Stretch, Tie};

use crate::case::{ActorKey, IssueKey, OptionKey};
use crate::conditions::Atom;
use crate::marking::Marking;
use crate::statement::ProposalKind;
use crate::time::{Edtf, Known, Recorded};

words! {
    /// What an entry of a person is about. A new kind is a word here, a variant of [`Content`] and its stored form in the ledger.
    EnteredKind {
        /// A rule read by the program is confirmed or dropped, or another is added.
        Rule = "rule",
        /// What is known of a draft.
        Draft = "draft",
        /// An entry no longer counts.
        Retract = "retract",
        /// A statement is accepted, put right, rejected or added.
        Statement = "statement",
        /// Two are one, or are not.
        Same = "same",
        /// Free words on anything.
        Note = "note",
        /// How reliable a source is, or how credible what is told.
        Grade = "grade",
        /// What an issue is worth to a party.
        Preference = "preference",
        /// What a party has without a deal.
        Reservation = "reservation",
        /// A named analyst's judgement.
        Assessment = "assessment",
        /// A slot of the brief, as written.
        Kept = "kept",
        /// What came of an outcome.
        Resolve = "resolve",
    }
}

/// An entry of a person in a view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entered {
    /// `e` and ten hexadecimal digits, from everything it holds: the same in every copy of the ledger.
    pub id: String,
    /// From when it could be known.
    pub known: Known,
    /// When the ledger took it.
    pub recorded: Recorded,
    /// Who made it.
    pub author: String,
    /// Who may be shown it.
    pub marking: Marking,
    /// What it says.
    pub content: Content,
}

/// What an entry says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase", tag = "kind")]
pub enum Content {
    /// About a rule.
    Rule(RuleEntry),
    /// About a draft.
    Draft(DraftEntry),
    /// About another entry.
    Retract(Retract),
    /// On a statement.
    Statement(StatementEntry),
    /// On who is who.
    Same(SameEntry),
    /// On anything.
    Note(Note),
    /// Of a source, a report or a statement.
    Grade(Grade),
    /// Of a party on an issue.
    Preference(PreferenceEntry),
    /// Of a party on a track.
    Reservation(ReservationEntry),
    /// On a cell, an issue, a track or the whole.
    #[serde(rename = "assessment")]
    Judgement(Judgement),
    /// For the whole or a track.
    Kept(Kept),
    /// About an outcome of the case.
    Resolve(Resolve),
}

impl Content {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> EnteredKind {
        match self {
            Self::Rule(_) => EnteredKind::Rule,
            Self::Draft(_) => EnteredKind::Draft,
            Self::Retract(_) => EnteredKind::Retract,
            Self::Statement(_) => EnteredKind::Statement,
            Self::Same(_) => EnteredKind::Same,
            Self::Note(_) => EnteredKind::Note,
            Self::Grade(_) => EnteredKind::Grade,
            Self::Preference(_) => EnteredKind::Preference,
            Self::Reservation(_) => EnteredKind::Reservation,
            Self::Judgement(_) => EnteredKind::Assessment,
            Self::Kept(_) => EnteredKind::Kept,
            Self::Resolve(_) => EnteredKind::Resolve,
        }
    }

    /// The rows of the case and the reports that it names.
    #[must_use]
    pub fn names(&self) -> Names<'_> {
        Names::of(self)
    }

    /// Ids of the reports that it names or whose words it holds.
    #[must_use]
    pub fn reports(&self) -> Vec<&str> {
        fn of(passages: &[Passage]) -> Vec<&str> {
            passages.iter().map(|it| it.report.as_str()).collect()
        }
        match self {
            Self::Rule(RuleEntry::Confirm { rule, .. } | RuleEntry::Drop { rule, .. }) => of(&rule.passages),
            Self::Draft(it) => of(&it.paper.passages).into_iter().chain(it.parent.iter().flat_map(|it| of(&it.passages))).collect(),
            Self::Note(it) => it.about.reports(),
            Self::Judgement(it) => it.about.reports().into_iter().chain(it.evidence.reports()).collect(),
            Self::Kept(it) => it.evidence.reports(),
            Self::Grade(it) => match &it.graded {
                Graded::Credibility { of, .. } => of.reports(),
                Graded::Reliability { .. } => Vec::new(),
            },
            Self::Statement(it) => vec![it.anchor().report.as_str()],
            Self::Same(it) => it.reports(),
            Self::Rule(RuleEntry::Add { .. }) | Self::Retract(_) | Self::Preference(_) | Self::Reservation(_) | Self::Resolve(_) => {
                Vec::new()
            }
        }
    }

    /// What it rested on, where it keeps that.
    #[must_use]
    pub fn evidence(&self) -> Option<(On, &Evidence)> {
        match self {
            Self::Judgement(it) => Some((it.about.clone(), &it.evidence)),
            Self::Kept(it) => {
                let whole = || On::Whole;
                Some((it.track.clone().map_or_else(whole, |track| On::Track { track }), &it.evidence))
            }
            _ => None,
        }
    }
}

/// Words of a report, whole sentences as they stand there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// Id of the report, a digest of its text.
    pub report: String,
    /// The words.
    pub words: String,
}

/// What a rule says, without where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleTerms {
    /// Whose rule.
    pub party: ActorKey,
    /// What it accepts then; one or more.
    pub gives: Vec<(IssueKey, OptionKey)>,
    /// All of these must hold.
    pub needs: Vec<Atom>,
    /// None of these may.
    pub unless: Vec<Atom>,
    /// Conditions in words that name nothing in the case.
    pub open: Vec<String>,
}

/// As a person types it: `ordany sailors.all IF halvane performs withdrawal.full UNLESS event "the vote"`. Open words
/// stand as `open "…"`, which only the program writes.
impl fmt::Display for RuleTerms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let gives: Vec<String> = self.gives.iter().map(|(issue, option)| format!("{issue}.{option}")).collect();
        write!(f, "{} {}", self.party, gives.join(", "))?;
        let open = self.open.iter().map(|words| format!("open \"{words}\""));
        let needs: Vec<String> = self.needs.iter().map(ToString::to_string).chain(open).collect();
        let unless: Vec<String> = self.unless.iter().map(ToString::to_string).collect();
        for (word, atoms) in [("IF", needs), ("UNLESS", unless)] {
            if !atoms.is_empty() {
                write!(f, " {word} {}", atoms.join(if word == "IF" { " AND " } else { " OR " }))?;
            }
        }
        Ok(())
    }
}

/// By what a rule that was read from statements is found again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleAnchor {
    /// What it said when the entry was made. A rule that says something else now is another rule.
    pub terms: RuleTerms,
    /// The words it was read from; one of them is enough.
    pub passages: Vec<Passage>,
}

/// What a person says about a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase", tag = "do")]
pub enum RuleEntry {
    /// The words say what the rule says.
    Confirm {
        /// Which.
        rule: RuleAnchor,
        /// In the person's words.
        note: Option<String>,
    },
    /// They do not: nothing follows from it any more.
    Drop {
        /// Which.
        rule: RuleAnchor,
        /// In the person's words.
        why: String,
    },
    /// A rule that the person knows of.
    Add {
        /// What it says.
        terms: RuleTerms,
        /// In the person's words.
        note: Option<String>,
    },
}

impl RuleEntry {
    /// What the rule says.
    #[must_use]
    pub fn terms(&self) -> &RuleTerms {
        match self {
            Self::Confirm { rule, .. } | Self::Drop { rule, .. } => &rule.terms,
            Self::Add { terms, .. } => terms,
        }
    }

    /// The words of reports that it was read from.
    #[must_use]
    pub fn passages(&self) -> &[Passage] {
        match self {
            Self::Confirm { rule, .. } | Self::Drop { rule, .. } => &rule.passages,
            Self::Add { .. } => &[],
        }
    }
}

/// By what a paper is found again: its words in reports, else its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// Its name, as on the page when the entry was made, or as the person gives it.
    pub name: String,
    /// The words that tell of it; none where no report does.
    pub passages: Vec<Passage>,
}

/// A paper going from hand to hand, as a person says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Handed {
    /// From whom.
    pub from: Vec<String>,
    /// To whom.
    pub to: Vec<String>,
    /// Those of them that the person meant as actors of the case: where one may not be seen, the entry may not. A name that is only typed
    /// like that of a row which its author may not see is none of these, so that nobody learns of the row by typing names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<ActorKey>,
    /// When.
    pub date: Option<Edtf>,
    /// How.
    pub how: Option<String>,
}

/// What a person knows of a draft. Whatever is left out is not said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DraftEntry {
    /// Which paper.
    pub paper: Paper,
    /// What kind of text it is.
    pub text: Option<ProposalKind>,
    /// Its version, in the person's words.
    pub version: Option<String>,
    /// The paper it was made from.
    pub parent: Option<Paper>,
    /// From whom to whom it went.
    pub custody: Option<Handed>,
    /// In the person's words.
    pub note: Option<String>,
}

/// An entry no longer counts; this one may be retracted in its turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Retract {
    /// Id of the entry.
    pub entry: String,
    /// In the person's words.
    pub why: Option<String>,
}
