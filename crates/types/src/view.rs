//! What LEDGER hands over: reports and their readings as known at a moment, to one clearance.

use serde::Serialize;

use crate::case::Case;
use crate::marking::{Clearance, Marking};
use crate::statement::{Reading, Statement, StatementId};
use crate::text::Span;
use crate::time::{Known, Recorded};

/// One report in a view, with the newest reader's reading of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Filed {
    /// 1-based within the view, by (known, report id): `R3` on the page. Depends on nothing the view does not show.
    pub number: usize,
    /// When the report could be known.
    pub known: Known,
    /// When the ledger took it.
    pub recorded: Recorded,
    /// Who may be shown it.
    pub marking: Marking,
    /// Has a person reviewed what the reader found?
    pub reviewed: bool,
    /// Name and version of the reader.
    pub reader: String,
    /// The reading.
    pub reading: Reading,
}

/// A function of (entries, case revision, moment, clearance).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct View {
    /// Nothing known later is in the view.
    pub moment: Known,
    /// Nothing above this is in the view.
    pub clearance: Clearance,
    /// The case, filtered the same way; `None` for reports read without a case.
    pub case: Option<Case>,
    /// By (known, report id).
    pub reports: Vec<Filed>,
}

/// A statement of a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct StatementRef {
    /// [`Filed::number`].
    pub report: usize,
    /// Within the report.
    pub statement: StatementId,
}

/// A stretch of one report of a view: what a line rests on where that is no statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    /// [`Filed::number`].
    pub report: usize,
    /// In its text.
    #[serde(flatten)]
    pub span: Span,
}

impl View {
    /// The report with this number.
    #[must_use]
    pub fn report(&self, number: usize) -> Option<&Filed> {
        number.checked_sub(1).and_then(|i| self.reports.get(i))
    }

    /// The report and statement a reference points to.
    #[must_use]
    pub fn statement(&self, at: StatementRef) -> Option<(&Filed, &Statement)> {
        let filed = self.report(at.report)?;
        Some((filed, filed.reading.statement(at.statement)?))
    }
}
