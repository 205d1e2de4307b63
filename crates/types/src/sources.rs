//! Who is quoted, and how often.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::case::ActorKey;
use crate::chains::Support;
use crate::statement::Anonymity;
use crate::time::Day;
use crate::view::StatementRef;

/// A source, over all reports where it is named; an unnamed one belongs to its report alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceState {
    /// A person as the case names it, all others as the reports do.
    pub name: String,
    /// The case's actor, where known.
    pub actor: Option<ActorKey>,
    /// How it is named, at its clearest.
    pub anonymity: Anonymity,
    /// Roles and affiliations as the reports state them.
    pub stated: BTreeSet<String>,
    /// Who passed its words on.
    pub via: BTreeSet<String>,
    /// The first day on which it is told to have spoken, else the day of its report.
    pub first: Option<Day>,
    /// The last.
    pub last: Option<Day>,
    /// In how many chains.
    pub support: Support,
    /// Its statements.
    pub statements: Vec<StatementRef>,
}
