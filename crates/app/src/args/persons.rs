//! Flags of the commands by which persons note, grade, estimate, assess and resolve.

use std::path::PathBuf;

use armistice_types::entries::{Basis, Confidence, Credibility, Reliability, Slot};
use armistice_types::time::Day;
use clap::ValueEnum;

use super::{Moment, Signed};

/// `armistice note`
#[derive(Debug, clap::Args)]
pub struct Note {
    /// Folder of the case
    pub case: PathBuf,
    /// On what: R3, R3.s5, ACTOR/ISSUE, issue:ID, track:ID, actor:ID, P2 or case
    pub on: String,
    /// The note, on one line
    pub text: String,
    /// Under whose name.
    #[command(flatten)]
    pub signed: Signed,
    /// As of when, for whom the reports are numbered.
    #[command(flatten)]
    pub moment: Moment,
}

/// `armistice grade`
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("given").args(["reliability", "credibility"]).required(true).multiple(true)))]
pub struct Grade {
    /// Folder of the case
    pub case: PathBuf,
    /// What: R3 or R3.s5; for reliability alone also outlet:NAME, actor:ID, person:ID or source:NAME. The reliability of R3 is its outlet's,
    /// that of R3.s5 its speaker's; a source without a name has none
    pub on: String,
    /// Of the source: A completely, B usually, C fairly, D not usually reliable, E unreliable, F cannot be judged
    #[arg(long, value_name = "A-F")]
    pub reliability: Option<Reliability>,
    /// Of what is told: 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged; 1, confirmed by other sources, only where
    /// two independent chains tell it
    #[arg(long, value_name = "1-6")]
    pub credibility: Option<Credibility>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    /// Under whose name.
    #[command(flatten)]
    pub signed: Signed,
    /// As of when, for whom the reports are numbered.
    #[command(flatten)]
    pub moment: Moment,
}

/// `armistice preference`
#[derive(Debug, clap::Args)]
pub struct Preference {
    /// Folder of the case
    pub case: PathBuf,
    /// Id of the party
    pub party: String,
    /// Id of the issue
    pub issue: String,
    /// Weight of the issue: 0.3, a range 0.2..0.4, or {"mean": 0.3, "sd": 0.1}
    #[arg(long, value_name = "NUMBER")]
    pub weight: String,
    /// Score of an option, as OPTION=NUMBER; once for each option
    #[arg(long = "score", value_name = "OPTION=NUMBER", required = true)]
    pub scores: Vec<String>,
    /// Where it comes from: "told by the party", "told by the mediator" or "analyst's guess"
    #[arg(long, value_parser = basis)]
    pub basis: Basis,
    /// Under whose name; red where --marking is not given.
    #[command(flatten)]
    pub signed: Signed,
    /// As of when, for whom.
    #[command(flatten)]
    pub moment: Moment,
}

/// `armistice reservation`
#[derive(Debug, clap::Args)]
pub struct Reservation {
    /// Folder of the case
    pub case: PathBuf,
    /// Id of the party
    pub party: String,
    /// Id of the track
    pub track: String,
    /// What it has without a deal: 0.4, a range 0.3..0.5, or {"mean": 0.4, "sd": 0.1}
    pub value: String,
    /// Where it comes from: "told by the party", "told by the mediator" or "analyst's guess"
    #[arg(long, value_parser = basis)]
    pub basis: Basis,
    /// Under whose name; red where --marking is not given.
    #[command(flatten)]
    pub signed: Signed,
    /// As of when, for whom.
    #[command(flatten)]
    pub moment: Moment,
}

/// `armistice assess`
#[derive(Debug, clap::Args)]
pub struct Assess {
    /// Folder of the case
    pub case: PathBuf,
    /// On what: ACTOR/ISSUE, issue:ID, track:ID or case
    pub on: String,
    /// What you hold, on one line
    pub text: String,
    /// low, moderate or high
    #[arg(long)]
    pub confidence: Confidence,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub why: String,
    /// Under whose name.
    #[command(flatten)]
    pub signed: Signed,
    /// As of when, for whom: what is judged is what this view shows.
    #[command(flatten)]
    pub moment: Moment,
}

/// `armistice keep`
#[derive(Debug, clap::Args)]
pub struct Keep {
    /// Folder of the case
    pub case: PathBuf,
    /// bottom-line, implications, watch or recommendation
    #[arg(value_parser = slot)]
    pub slot: Slot,
    /// What stands there, on one line
    pub text: String,
    /// Of one track, instead of the whole
    #[arg(long, value_name = "TRACK")]
    pub track: Option<String>,
    /// Under whose name.
    #[command(flatten)]
    pub signed: Signed,
    /// As of when, for whom: it rests on what this view shows.
    #[command(flatten)]
    pub moment: Moment,
}

/// What came of an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Came {
    /// It came.
    CameTrue,
    /// It did not come.
    CameFalse,
    /// Nothing is known after all.
    Open,
}

/// `armistice resolve`
#[derive(Debug, clap::Args)]
pub struct Resolve {
    /// Folder of the case
    pub case: PathBuf,
    /// Id of the outcome
    pub outcome: String,
    /// What came of it
    #[arg(value_enum)]
    pub came: Came,
    /// The day on which it came, or on which it was known
    #[arg(long, value_name = "DATE")]
    pub on: Day,
    /// Under whose name.
    #[command(flatten)]
    pub signed: Signed,
    /// As of when, for whom.
    #[command(flatten)]
    pub moment: Moment,
}

/// `armistice retract`
#[derive(Debug, clap::Args)]
pub struct Retract {
    /// Folder of the case
    pub case: PathBuf,
    /// Id of the entry, or its beginning
    pub entry: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    /// Under whose name.
    #[command(flatten)]
    pub signed: Signed,
    /// As of when, for whom.
    #[command(flatten)]
    pub moment: Moment,
}

/// With blanks or hyphens between the words.
fn slot(text: &str) -> Result<Slot, String> {
    text.replace('-', " ").parse()
}

/// In full, or by its last word: party, mediator, guess.
fn basis(text: &str) -> Result<Basis, String> {
    let short = Basis::ALL.iter().find(|it| it.as_str().rsplit(' ').next() == Some(text));
    short.map_or_else(|| text.parse(), |it| Ok(*it))
}
