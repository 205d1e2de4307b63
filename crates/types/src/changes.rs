//! What moved: shifts within one view, and what changed between two moments.

use serde::Serialize;

use crate::case::{ActorKey, IssueKey, OptionKey, TrackKey};
use crate::coded::Stance;
use crate::marking::Marking;
use crate::time::Edtf;
use crate::view::{Place, StatementRef};

words! {
    /// How a position moved.
    ShiftKind {
        /// It wants another option than before.
        Moved = "moved position",
        /// More against, or more insistent, or with a condition that was not there.
        Hardened = "hardened",
        /// Less against, or less insistent, or without a condition that was there.
        Softened = "softened",
        /// A yes or an offer taken back.
        Withdrawn = "withdrawn",
        /// Said below the authorised speaker: it moves no position.
        ReportedMovement = "reported movement",
    }
}

words! {
    /// What kind of change lies between two moments.
    ChangeKind {
        Outcome = "outcome",
        TrackStatus = "track status",
        NewProposal = "new proposal",
        ProposalSuperseded = "proposal superseded",
        Answered = "answered",
        Status = "status",
        MovedPosition = "moved position",
        Hardened = "hardened",
        Softened = "softened",
        Withdrawn = "withdrawn",
        NewPosition = "new position",
        ReportedMovement = "reported movement",
        NewAccount = "new account",
        GoneSilent = "gone silent",
        NewDenial = "new denial",
        NewConflict = "new conflict",
        ResolvedForecast = "resolved forecast",
        HorizonPassed = "horizon passed",
        Heard = "heard",
    }
}

/// What an actor held on an issue at one time, by its own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Held {
    /// On which option.
    pub option: Option<OptionKey>,
    /// The stance.
    pub stance: Stance,
    /// Only on a condition?
    pub conditional: bool,
    /// When it was said, else published.
    pub day: Option<Edtf>,
    /// What it rests on.
    pub evidence: Vec<StatementRef>,
}

/// A dated move of one actor on one issue: from what it held to what it holds, in own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shift {
    /// How it moved.
    pub kind: ShiftKind,
    /// Who.
    pub actor: ActorKey,
    /// On which issue.
    pub issue: IssueKey,
    /// Held before.
    pub before: Held,
    /// Held after; its day is the day of the shift.
    pub after: Held,
    /// A sentence for the page.
    pub sentence: String,
    /// Joined from both sides.
    pub marking: Marking,
}

/// What stood, or stands, on one side of a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Side {
    /// A stance, a status, an answer, or what became of a forecast.
    pub word: String,
    /// On which option, or which option a status names.
    pub option: Option<OptionKey>,
    /// Only on a condition?
    pub conditional: bool,
    /// When it was said, else published; none for what is computed.
    pub day: Option<Edtf>,
}

impl Side {
    /// A word that is about no option.
    #[must_use]
    pub fn word(word: &str) -> Self {
        Self { word: word.to_owned(), option: None, conditional: false, day: None }
    }
}

impl From<&Held> for Side {
    fn from(held: &Held) -> Self {
        Self { word: held.stance.to_string(), option: held.option.clone(), conditional: held.conditional, day: held.day }
    }
}

/// A change between two moments, as a sentence with evidence. All references are into the later view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What kind.
    pub kind: ChangeKind,
    /// The track, where it is on one.
    pub track: Option<TrackKey>,
    /// The issue, where it is on one.
    pub issue: Option<IssueKey>,
    /// The actor, where it is one's.
    pub actor: Option<ActorKey>,
    /// What stood before, where one word tells it.
    pub from: Option<Side>,
    /// What stands now, where one word tells it.
    pub to: Option<Side>,
    /// When it was said or happened.
    pub day: Option<Edtf>,
    /// A sentence for the page.
    pub sentence: String,
    /// What the earlier state rests on.
    pub before: Vec<StatementRef>,
    /// What the later state rests on.
    pub evidence: Vec<StatementRef>,
    /// Words that are no statement.
    pub places: Vec<Place>,
    /// Id of the entry that says so, where a person does and not the case file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// Line of the case file that it rests on.
    pub line: Option<u32>,
    /// Joined from what it rests on.
    pub marking: Marking,
}

impl From<ShiftKind> for ChangeKind {
    fn from(kind: ShiftKind) -> Self {
        match kind {
            ShiftKind::Moved => Self::MovedPosition,
            ShiftKind::Hardened => Self::Hardened,
            ShiftKind::Softened => Self::Softened,
            ShiftKind::Withdrawn => Self::Withdrawn,
            ShiftKind::ReportedMovement => Self::ReportedMovement,
        }
    }
}
