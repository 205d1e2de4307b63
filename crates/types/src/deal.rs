//! What DEAL hands over: which packages no statement on file excludes, and what excludes the rest.

use serde::Serialize;

use crate::case::{ActorKey, IssueKey, OptionKey, TrackKey};
use crate::view::StatementRef;

/// Why an option is out of every package, as far as statements on file go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ruled {
    /// On which issue.
    pub issue: IssueKey,
    /// The option ruled out.
    pub option: OptionKey,
    /// The party that rules it out in its own words.
    pub by: ActorKey,
    /// The statements.
    pub evidence: Vec<StatementRef>,
}

/// The packages of one track, logic only: nothing here says that anyone would accept one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TrackPackages {
    /// Which track.
    pub track: TrackKey,
    /// Packages in all, a decimal number (may exceed 64 bits).
    pub packages: String,
    /// Packages that no statement on file and no exclusion of the case rules out.
    pub not_excluded: String,
    /// Per issue, the options still standing.
    pub standing: Vec<(IssueKey, Vec<OptionKey>)>,
    /// What rules out the rest.
    pub ruled_out: Vec<Ruled>,
    /// Issues with no option standing: where the statements on file leave no package.
    pub closed: Vec<IssueKey>,
}
