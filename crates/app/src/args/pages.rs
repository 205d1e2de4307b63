//! What the commands take that show a page: of a case, of files, or of a problem.

use std::path::PathBuf;

use armistice_types::time::Day;

use super::{Moment, Output, Says, Whom};

/// `armistice brief`
#[derive(Debug, clap::Args)]
pub struct Brief {
    /// Folder of a case, or files
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// With what the parties could agree on, where the case has preferences
    #[arg(long)]
    pub deals: bool,
    /// What the files do not say of themselves.
    #[command(flatten)]
    pub says: Says,
    /// As of when, for whom.
    #[command(flatten)]
    pub moment: Moment,
    /// How to print.
    #[command(flatten)]
    pub output: Output,
}

/// `armistice deals`
#[derive(Debug, clap::Args)]
pub struct Deals {
    /// Folder of a case; or problem files, {"issues": [{"name", "options"}], "parties": [{"name", "reservation", "weights", "scores"}]}; or a
    /// domain file with its profiles (Genius XML, GeniusWeb JSON, NegoLog JSON), or a folder of them
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// List this many of the best points under each definition too
    #[arg(long, value_name = "COUNT", value_parser = counted)]
    pub top: Option<usize>,
    /// List all packages behind this point of the frontier, as it is numbered, from 1 on
    #[arg(long, value_name = "POINT", value_parser = clap::value_parser!(u32).range(1..))]
    pub behind: Option<u32>,
    /// Weight of a party in the named points, as NAME=NUMBER; 1 for those left out. May be given several times
    #[arg(long = "weight", value_name = "PARTY=NUMBER", value_parser = weighted)]
    pub weights: Vec<(String, String)>,
    /// Stop searching after so many seconds, with bounds for what is not known by then
    #[arg(long, value_name = "SECONDS")]
    pub limit: Option<u32>,
    /// Let a search hold no more than so many megabytes
    #[arg(long, default_value_t = 384, value_name = "MEGABYTES")]
    pub memory: u32,
    /// In the terminal, the frontier as a plot too: what the first two parties get
    #[arg(long)]
    pub plot: bool,
    /// The named points by NegMAS's definitions too
    #[arg(long)]
    pub negmas: bool,
    /// How often numbers that are given as ranges or distributions are drawn; 0 for not at all
    #[arg(long, default_value_t = 1000, value_name = "COUNT", value_parser = drawn)]
    pub draws: usize,
    /// Other draws
    #[arg(long, default_value_t = 1, value_name = "NUMBER")]
    pub seed: u64,
    /// As of when, for whom.
    #[command(flatten)]
    pub moment: Moment,
    /// How to print.
    #[command(flatten)]
    pub output: Output,
}

/// A command that shows one part of a case.
#[derive(Debug, clap::Args)]
pub struct Show {
    /// Folder of the case
    pub case: PathBuf,
    /// As of when, for whom.
    #[command(flatten)]
    pub moment: Moment,
    /// How to print.
    #[command(flatten)]
    pub output: Output,
}

/// `armistice timeline`
#[derive(Debug, clap::Args)]
pub struct Timeline {
    /// Which case, as of when, in which form.
    #[command(flatten)]
    pub show: Show,
    /// Only what can lie on this day or later
    #[arg(long, value_name = "DATE")]
    pub from: Option<Day>,
    /// Only what can lie on this day or earlier; with --from or --to what has no day is left out
    #[arg(long, value_name = "DATE")]
    pub to: Option<Day>,
}

/// `armistice chains`
#[derive(Debug, clap::Args)]
pub struct Chains {
    /// Files, folders of files, case folders (the reports of their ledger), or `.jsonl` files with one report a line:
    /// {"id", "text", "outlet", "published"}
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Of a case, compare only what this clearance may see, such as `amber` or `amber:prisoners`
    #[arg(long, value_name = "MARKING")]
    pub clearance: Option<Whom>,
    /// How to print: text, json (one pair a line) or csv
    #[command(flatten)]
    pub output: Output,
}

/// `armistice why`
#[derive(Debug, clap::Args)]
pub struct Why {
    /// Folder of the case
    pub case: PathBuf,
    /// Id of the actor
    pub actor: String,
    /// Id of the issue
    pub issue: String,
    /// As of when, for whom.
    #[command(flatten)]
    pub moment: Moment,
    /// How to print.
    #[command(flatten)]
    pub output: Output,
}

/// `armistice diff`
#[derive(Debug, clap::Args)]
pub struct Diff {
    /// Folder of the case
    pub case: PathBuf,
    /// The earlier day
    #[arg(long, value_name = "DATE")]
    pub from: Day,
    /// The later day; now where not given
    #[arg(long, value_name = "DATE")]
    pub to: Option<Day>,
    /// Hand out only what this clearance may see; it does not protect the ledger file
    #[arg(long, value_name = "MARKING")]
    pub clearance: Option<Whom>,
    /// Leave out what no person has reviewed, on both days
    #[arg(long)]
    pub reviewed_only: bool,
    /// Keep the ledger in memory: write nothing into the case folder
    #[arg(long)]
    pub no_write: bool,
    /// How to print.
    #[command(flatten)]
    pub output: Output,
}

/// From 1 to 100.
fn counted(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|it| (1..=100).contains(it)).ok_or_else(|| "a whole number from 1 to 100".to_owned())
}

/// Up to 100,000.
fn drawn(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|it| *it <= 100_000).ok_or_else(|| "a whole number from 0 to 100000".to_owned())
}

fn weighted(text: &str) -> Result<(String, String), String> {
    let (name, number) = text.rsplit_once('=').ok_or("a party's name, `=` and a number, as in `Port=2`")?;
    Ok((name.to_owned(), number.to_owned()))
}
