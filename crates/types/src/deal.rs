//! What DEAL hands over: which packages no statement on file excludes, and what excludes the rest.

use serde::{Serialize, Serializer};

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

/// The packages of one track, or of linked tracks as one space, logic only: nothing here says that anyone would accept one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TrackPackages {
    /// Which tracks: one, or those that the case file links.
    pub tracks: Vec<TrackKey>,
    /// Packages in all, a decimal number (may exceed 64 bits).
    pub packages: String,
    /// Packages that no statement on file and no exclusion of the case rules out.
    pub not_excluded: Count,
    /// Per issue, the options still standing.
    pub standing: Vec<(IssueKey, Vec<OptionKey>)>,
    /// What rules out the rest: own words of parties.
    pub ruled_out: Vec<Ruled>,
    /// And exclusions of the case file whose options all stand: places in its list.
    pub exclusions: Vec<usize>,
    /// Issues with no option standing: where the statements on file leave no package.
    pub closed: Vec<IssueKey>,
    /// Where no package is left: the smallest sets of what would have to be taken back, fewest first.
    pub openings: Vec<Opening>,
}

/// What would have to be taken back so that some package is left; no part of it would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Opening {
    /// Options that parties rule out.
    pub options: Vec<(IssueKey, OptionKey)>,
    /// Exclusions of the case file: places in its list.
    pub exclusions: Vec<usize>,
    /// How many parties would have to take back a word, counted once an option, and exclusions.
    pub cost: usize,
}

/// Pairs as a JSON object, in their order.
fn as_map<S: Serializer, V: Serialize>(pairs: &[(String, V)], to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(pairs.iter().map(|(key, value)| (key, value)))
}

/// A count, exactly or between bounds; decimal numbers, as they may exceed 64 bits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Count {
    /// Exactly.
    Exact {
        /// The number.
        exact: String,
    },
    /// Where the search was stopped.
    Bounds {
        /// At least.
        lower: String,
        /// At most.
        upper: String,
    },
}

/// A package with what it gives each party.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DealPoint {
    /// By party, in the order of [`Deals::parties`]. Worked out exactly, shown rounded.
    pub utilities: Vec<f64>,
    /// Issue to option, by name, in the order of the issues.
    #[serde(serialize_with = "as_map")]
    pub package: Vec<(String, String)>,
    /// How many packages give these utilities.
    pub packages: String,
}

/// Issue to option, by name, in the order of the issues.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Package(#[serde(serialize_with = "as_map")] pub Vec<(String, String)>);

/// The packages behind a point of the frontier.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Behind {
    /// Which, from 1 on.
    pub point: usize,
    /// How many packages give its utilities.
    pub of: String,
    /// All, in the order of options; or some ten thousand of them, fewer where names are long.
    pub packages: Vec<Package>,
}

/// The best points under one definition.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NamedPoint {
    /// What is greatest there: product of gains, least gain, least share of the ideal gain, or sum.
    pub value: f64,
    /// How many points tie.
    pub ties: String,
    /// Five of them at most.
    pub points: Vec<DealPoint>,
}

/// A package that is near where none is acceptable to all.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NearPackage {
    /// Issue to option, by name.
    #[serde(serialize_with = "as_map")]
    pub package: Vec<(String, String)>,
    /// By party.
    pub utilities: Vec<f64>,
    /// What each party lacks to its reservation value, as a share of its own range; those that lack nothing are left out.
    #[serde(serialize_with = "as_map")]
    pub shortfall: Vec<(String, f64)>,
    /// Sum of the shortfalls.
    pub total: f64,
}

/// A smallest set of exclusions without which a package is acceptable to all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DealRelaxation {
    /// Names of the exclusions.
    pub drop: Vec<String>,
    /// How many.
    pub cost: usize,
}

/// The least by which parties would have to come down so that a package is acceptable to all.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Concession {
    /// By how much each would have to lower its reservation value, as a share of its own range.
    #[serde(serialize_with = "as_map")]
    pub concede: Vec<(String, f64)>,
    /// Names of exclusions that would have to go too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub drop: Vec<String>,
    /// Sum of the shares.
    pub total: f64,
    /// The package that would open: issue to option, by name.
    #[serde(serialize_with = "as_map")]
    pub package: Vec<(String, String)>,
    /// By party.
    pub utilities: Vec<f64>,
}

/// An input that would change whether any package is acceptable to all, if it were wrong by so much.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SwitchingValue {
    /// Whose; `None` for an exclusion.
    pub party: Option<String>,
    /// The issue, where it is what one of its options gives the party.
    pub issue: Option<String>,
    /// The option, or the name of the exclusion; `None` for the party's reservation value.
    pub of: Option<String>,
    /// What it is; `None` for an exclusion, which would have to go.
    pub now: Option<f64>,
    /// Where none is acceptable: from here on some package is. Where some are: beyond here none is.
    pub at: Option<f64>,
    /// How far that is, as a share of the party's range.
    pub apart: f64,
}

/// What stands in the way of a deal.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Blockers {
    /// Five at most, nearest first.
    pub nearest: Vec<NearPackage>,
    /// Of every smallest set of parties, with exclusions where these must go too, the least that would do: fewest first, then the least sum.
    pub concessions: Vec<Concession>,
    /// Smallest first; none of several that would do with fewer.
    pub relaxations: Vec<DealRelaxation>,
}

/// The answer to a problem with preferences. Whose preferences they are stands in `notes`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Deals {
    /// In the order of the case or of the file names.
    pub parties: Vec<String>,
    /// Number of issues.
    pub issues: usize,
    /// Number of packages, those of exclusions too.
    pub packages: String,
    /// Packages that give every party at least its reservation value.
    pub acceptable: Count,
    /// Points that no other beats, among acceptable packages.
    pub frontier_points: Count,
    /// Highest first by the first party, then the next; ten thousand at most, fewer where names are long.
    pub frontier: Vec<DealPoint>,
    /// Where asked for: all packages behind a point.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub behind: Option<Behind>,
    /// Where the whole frontier is too large: `frontier` holds points such that whatever package leaves every party this share of its range
    /// over its reservation value, one of them gives nobody less by more than that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<f64>,
    /// The greatest product of gains.
    pub nash: NamedPoint,
    /// The greatest least gain, then the next.
    pub egalitarian: NamedPoint,
    /// The same of shares of the ideal gain.
    pub kalai_smorodinsky: NamedPoint,
    /// The greatest sum.
    pub utilitarian: NamedPoint,
    /// Where asked for: the best points under each definition, best first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub top: Option<Best>,
    /// Where numbers are given as ranges or distributions: what holds across draws of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub robustness: Option<Robustness>,
    /// Where no package is acceptable to all.
    pub blockers: Blockers,
    /// The single inputs that would change whether any package is acceptable to all; the nearest first, twenty at most.
    pub switching_values: Vec<SwitchingValue>,
    /// Is every number exact?
    pub complete: bool,
    /// Where asked for: the same by NegMAS's definitions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub negmas: Option<NegmasPoints>,
    /// Definitions and whose estimates they are.
    pub notes: Vec<String>,
}

/// The best points under each definition, best first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Best {
    /// By product of gains.
    pub nash: Vec<DealPoint>,
    /// By least gain, then the next.
    pub egalitarian: Vec<DealPoint>,
    /// By least share of the ideal gain.
    pub kalai_smorodinsky: Vec<DealPoint>,
    /// By sum.
    pub utilitarian: Vec<DealPoint>,
}

/// What holds across draws of preferences.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Robustness {
    /// How many.
    pub draws: usize,
    /// By which they are made again.
    pub seed: u64,
    /// Share of the draws in which no package is acceptable to all.
    pub nothing_acceptable: f64,
    /// Share of the draws of which too much would have to be searched to say.
    pub not_found: f64,
    /// Those acceptable in most draws first, of these those most often a named point; a hundred, and the named points of the middles.
    pub packages: Vec<RobustPackage>,
    /// The unknown numbers that it would be worth most to know; those that would change nothing are left out.
    pub worth_asking: Vec<WorthAsking>,
}

/// A package across draws.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RobustPackage {
    /// Issue to option, by name.
    #[serde(serialize_with = "as_map")]
    pub package: Vec<(String, String)>,
    /// By party, with the middles of all numbers.
    pub utilities: Vec<f64>,
    /// Share of the draws in which it gives every party at least its reservation value; nobody has accepted anything.
    pub acceptable: f64,
    /// The named points that it is with the middles.
    pub is: Vec<String>,
    /// Share of the draws in which it is each named point.
    #[serde(serialize_with = "as_map")]
    pub named: Vec<(String, f64)>,
}

/// A number that is not known exactly.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WorthAsking {
    /// Whose and which.
    pub input: String,
    /// By how much the share of draws in which the best package is acceptable would rise, expected, if it were known.
    pub gain: f64,
}

/// Named points by the definitions of NegMAS 0.16, over the frontier of acceptable packages.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NegmasPoints {
    /// Points that no other beats, among acceptable packages.
    pub frontier_points: String,
    /// Greatest product of gains over the disagreement point.
    pub nash: NamedPoint,
    /// Greatest least gain.
    pub kalai: NamedPoint,
    /// Smallest spread of gains, each as a share of the party's greatest; the value is the spread.
    pub ks: NamedPoint,
    /// Greatest sum.
    pub max_welfare: NamedPoint,
    /// Greatest sum of what is over the worst, each as a share of the party's greatest gain.
    pub max_relative_welfare: NamedPoint,
    /// By party: the reservation value or the worst utility, whichever is more.
    pub disagreement_used: Vec<f64>,
}

/// A problem from a case: one track, or linked tracks as one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CaseDeals {
    /// The tracks.
    pub tracks: Vec<TrackKey>,
    /// The answer.
    #[serde(flatten)]
    pub deals: Deals,
    /// The answer without the options that a party rules out in its own words; its exclusions are these words too. `None` where there are
    /// none, or too many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without_ruled_out: Option<Deals>,
}
