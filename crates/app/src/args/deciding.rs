//! Flags of the commands by which persons decide on statements, and say who is who.

use std::path::PathBuf;

use armistice_types::statement::{Act, Certainty, Quote};
use armistice_types::time::Edtf;

use super::{Moment, Signed};

/// `armistice accept`
#[derive(Debug, clap::Args)]
pub struct Accept {
    /// Folder of the case
    pub case: PathBuf,
    /// Statements, as `armistice statements` numbers them: R3.s5
    #[arg(value_name = "STATEMENT", required_unless_present = "report")]
    pub statements: Vec<String>,
    /// With --all: every statement of this report that nobody has reviewed; each is printed
    #[arg(long, value_name = "REPORT", requires = "all", conflicts_with = "statements")]
    pub report: Vec<String>,
    /// With --report
    #[arg(long, requires = "report")]
    pub all: bool,
    /// Under whose name.
    #[command(flatten)]
    pub signed: Signed,
    /// As of when, for whom the statements are numbered.
    #[command(flatten)]
    pub moment: Moment,
}

/// `armistice reject`
#[derive(Debug, clap::Args)]
pub struct Reject {
    /// Folder of the case
    pub case: PathBuf,
    /// Statements, as `armistice statements` numbers them: R3.s5
    #[arg(value_name = "STATEMENT", required = true)]
    pub statements: Vec<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub why: String,
    /// Under whose name.
    #[command(flatten)]
    pub signed: Signed,
    /// As of when, for whom the statements are numbered.
    #[command(flatten)]
    pub moment: Moment,
}

/// What words say, as a person reads them. What is left out stays as it is read.
#[derive(Clone, Debug, clap::Args)]
pub struct Reads {
    /// Who said it: a name of the report, its words for somebody, or `none`
    #[arg(long, value_name = "WHO")]
    pub source: Option<String>,
    /// What is done by saying it: assert, propose, offer, accept, reject, demand, condition, promise, threaten, deny, confirm, predict, hope,
    /// doubt, appeal, criticise, praise, ask or no-comment
    #[arg(long)]
    pub act: Option<Act>,
    /// certain, probable, possible or unlikely
    #[arg(long)]
    pub certainty: Option<Certainty>,
    /// Are the words negated? `--negated=false` says that they are not
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", value_name = "BOOL")]
    pub negated: Option<bool>,
    /// direct, indirect or mixed; direct only where the report has the words in quotation marks
    #[arg(long)]
    pub quote: Option<Quote>,
    /// When it was said: 2031-10-03, 2031-10 or 2031-10-03/2031-10-05
    #[arg(long, value_name = "DATE")]
    pub said_on: Option<Edtf>,
    /// Words of the report on which it depends; `none` takes conditions away. May be given several times
    #[arg(long, value_name = "WORDS")]
    pub condition: Vec<String>,
    /// Whose stance it gives: "ordany rejects withdrawal.full"; with "(account)" behind it where another tells it; `none` for nobody's.
    /// May be given several times. Without it the program ties what you say, and the entry keeps these ties
    #[arg(long, value_name = "PARTY STANCE ISSUE.OPTION")]
    pub stance: Vec<String>,
}

/// `armistice edit`
#[derive(Debug, clap::Args)]
pub struct Edit {
    /// Folder of the case
    pub case: PathBuf,
    /// The statement, as `armistice statements` numbers it: R3.s5
    pub statement: String,
    /// What it says.
    #[command(flatten)]
    pub reads: Reads,
    /// Under whose name.
    #[command(flatten)]
    pub signed: Signed,
    /// As of when, for whom the statements are numbered.
    #[command(flatten)]
    pub moment: Moment,
}

/// `armistice state`
#[derive(Debug, clap::Args)]
pub struct State {
    /// Folder of the case
    pub case: PathBuf,
    /// The report: R3
    pub report: String,
    /// What was said, as it stands in the report, without outer quotation marks
    #[arg(long, value_name = "WORDS")]
    pub words: String,
    /// Which of several places where the words stand, from 1 on
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u32).range(1..))]
    pub nth: Option<u32>,
    /// What it says.
    #[command(flatten)]
    pub reads: Reads,
    /// Under whose name.
    #[command(flatten)]
    pub signed: Signed,
    /// As of when, for whom the reports are numbered.
    #[command(flatten)]
    pub moment: Moment,
}

/// `armistice same-as` and `armistice not-same-as`
#[derive(Debug, clap::Args)]
pub struct Same {
    /// Folder of the case
    pub case: PathBuf,
    /// A source of a report, R3.NAME; or a report, R3
    pub one: String,
    /// Id of an actor or person of the case; or another source, R5.NAME; or, for reports that go back to one origin, R5
    pub other: String,
    /// Under whose name.
    #[command(flatten)]
    pub signed: Signed,
    /// As of when, for whom the reports are numbered.
    #[command(flatten)]
    pub moment: Moment,
}
