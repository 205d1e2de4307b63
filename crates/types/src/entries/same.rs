//! Who is who, as a person says: a source of a report and a row of the case, two sources, two reports and their origin.

use serde::Serialize;

use super::Stretch;
use crate::case::{ActorKey, PersonKey};

/// By what a source of a report is found again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceAnchor {
    /// Id of the report, a digest of its text.
    pub report: String,
    /// As the report names or describes it.
    pub name: String,
    /// Words that name it there.
    pub words: Option<Stretch>,
}

/// An actor or a person of the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CaseRow {
    /// An `[[actor]]`.
    Actor(ActorKey),
    /// A `[[person]]`.
    Person(PersonKey),
}

/// What is or is not the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase", tag = "of")]
pub enum Sameness {
    /// A source of a report and an actor or person of the case.
    Row {
        /// The source.
        source: SourceAnchor,
        /// The row.
        row: CaseRow,
    },
    /// Two sources. Unnamed ones are never linked by the program.
    Sources {
        /// The first.
        one: SourceAnchor,
        /// The second.
        other: SourceAnchor,
    },
    /// The origin of two reports.
    Origin {
        /// Id of the first.
        one: String,
        /// Id of the second.
        other: String,
    },
}

/// What a person says is the same, or is not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SameEntry {
    /// Is it?
    pub same: bool,
    /// What.
    pub what: Sameness,
    /// In the person's words.
    pub note: Option<String>,
}

impl SameEntry {
    /// Ids of the reports that it names.
    #[must_use]
    pub fn reports(&self) -> Vec<&str> {
        match &self.what {
            Sameness::Row { source, .. } => vec![&source.report],
            Sameness::Sources { one, other } => vec![&one.report, &other.report],
            Sameness::Origin { one, other } => vec![one, other],
        }
    }
}

impl std::fmt::Display for CaseRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Actor(key) => key.fmt(f),
            Self::Person(key) => key.fmt(f),
        }
    }
}
