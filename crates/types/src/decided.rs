//! What persons decided on the reports of a view, as it holds there: on statements, and on who is who.

use serde::Serialize;

use crate::entries::{CaseRow, Said};
use crate::marking::Marking;
use crate::statement::ActorId;

words! {
    /// How a statement of a view came by a person's name.
    Deed {
        /// As the reader has it.
        Accepted = "accepted",
        /// In the person's saying.
        Edited = "edited",
        /// The person's own.
        Added = "added",
    }
}

/// A person's decision on a statement that is in the view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// What was done.
    pub deed: Deed,
    /// Ids of the entries that count, the one whose saying stands first.
    pub entries: Vec<String>,
    /// Who made that one.
    pub author: String,
    /// Who may be shown that one: what it leaves out above this, its author may not have seen.
    pub marking: Marking,
    /// What it says, ties to the case included.
    pub said: Said,
}

/// A person says that a source of a report is a row of the case, or that it is not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowTie {
    /// Id of the entry.
    pub entry: String,
    /// Who made it.
    pub author: String,
    /// Is it?
    pub same: bool,
    /// The row.
    pub row: CaseRow,
}

/// Of what persons say of one source, in order, the last word on each row.
pub fn last_words(ties: &[RowTie]) -> impl Iterator<Item = &RowTie> {
    ties.iter().enumerate().filter(|(n, tie)| !ties[n + 1..].iter().any(|later| later.row == tie.row)).map(|it| it.1)
}

/// Of what persons say of one source, in order, what ties it to a row: the last word on each row counts, and of several rows the last.
#[must_use]
pub fn row_said(ties: &[RowTie]) -> Option<&RowTie> {
    ties.iter().fold(None, |is: Option<&RowTie>, tie| if tie.same { Some(tie) } else { is.filter(|it| it.row != tie.row) })
}

/// A person says that two reports go back to one origin, or that they do not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OriginTie {
    /// Id of the entry.
    pub entry: String,
    /// Who made it.
    pub author: String,
    /// Do they?
    pub same: bool,
    /// The report with the smaller number.
    pub one: usize,
    /// The report with the larger number.
    pub other: usize,
    /// Of the entry.
    pub marking: Marking,
}

/// A person says that two sources are one, or that they are not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SpeakerTie {
    /// Id of the entry.
    pub entry: String,
    /// Are they?
    pub same: bool,
    /// Report and actor.
    pub one: (usize, ActorId),
    /// Report and actor.
    pub other: (usize, ActorId),
}
