//! Support: in how many chains something is told.

use std::collections::BTreeSet;

use armistice_types::chains::Support;
use armistice_types::view::StatementRef;

/// As many as one chain, or one a report, as long as nothing says which reports are copies.
pub(crate) fn support(evidence: &[StatementRef]) -> Support {
    let reports: BTreeSet<usize> = evidence.iter().map(|at| at.report).collect();
    Support { at_least: reports.len().min(1), at_most: reports.len() }
}
