//! Every flag, and nothing else.

use std::path::PathBuf;

use armistice_types::marking::{AttributionLevel, Clearance, Marking};
use armistice_types::report::{Integrity, ReportKind};
use armistice_types::statement::ProposalKind;
use armistice_types::time::{Day, Edtf, Published};
use clap::{Parser, Subcommand, ValueEnum};

/// Reads the reporting on a negotiation and says, with sources, where the talks stand.
#[derive(Debug, Parser)]
#[command(
    name = "armistice",
    version,
    max_term_width = 100,
    after_help = "Examples:
  armistice brief cases/narrows                 where the talks stand
  armistice brief cases/narrows --as-of 2031-10-08
  armistice read article.html                   who says what in one article
  armistice new my-case && armistice add my-case *.txt --published 2031-10-03
Exit status: 0 fine, 1 a file was refused or damage found, 2 could not run."
)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start a case from a commented template, or draft it from reports
    New(New),
    /// Check a case file and show every mistake at once
    Check(Check),
    /// Take reports into a case's ledger (`-` for standard input)
    Add(Add),
    /// Show what the reader finds in files, without a case
    Read(Read),
    /// Show where the talks stand, from a case or from files alone
    Brief(Brief),
    /// Show the matrix of issues and parties
    Positions(Show),
    /// Show everything that has a day, in order, with who tells it
    Timeline(Timeline),
    /// Show every statement; with --format csv one row a statement
    Statements(Show),
    /// Show what was put forward and what came back; with --format csv one row a term
    Proposals(Show),
    /// Show who is quoted, how often, and in how many chains; with --format csv one row a source
    Sources(Show),
    /// Show what each party gives on which condition and what follows; confirm, drop or add rules under your name
    Rules(Rules),
    /// Enter what you know of a draft under your name; `proposals` and `brief` show it
    Draft(Draft),
    /// Show conflicts and denials
    Conflicts(Show),
    /// Show forecasts and what came of them; with --format csv one row a forecast
    Forecasts(Show),
    /// Find copies among many reports: files, folders, or JSON Lines with id, text, outlet and published
    Chains(Chains),
    /// Show what a cell of the matrix rests on
    Why(Why),
    /// Show what changed between two days
    Diff(Diff),
    /// Show the packages that no statement on file excludes; with preferences, what all could accept
    Deals(Deals),
    /// Check the ledger of a case for damage
    Verify(Verify),
}

/// Forms of output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For the terminal.
    #[default]
    Text,
    /// Markdown.
    Md,
    /// One page for a browser: no script, nothing from the net.
    Html,
    /// JSON.
    Json,
    /// Comma-separated values: one row a line of the page; for `statements` one row a statement.
    Csv,
    /// A plain document for word processors, with numbered endnotes.
    Docx,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal only.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How results are printed.
#[derive(Clone, Debug, clap::Args)]
pub struct Output {
    /// Form of the result; text where neither this nor the name of the output file says
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Write the result to this file; it is there as a whole or not at all
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Columns of the text form
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u16).range(40..=400))]
    pub width: u16,
    /// Colour of the text form
    #[arg(long, value_enum, default_value_t)]
    pub color: Colour,
}

/// From which moment and for whom.
#[derive(Clone, Debug, clap::Args)]
pub struct Moment {
    /// Answer as of what could be known by the end of this day, in the case's time zone
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Day>,
    /// Hand out only what this clearance may see, such as `amber` or `amber:prisoners`.
    /// It decides what is handed out; it does not protect the ledger file, which anybody who can read it can open.
    #[arg(long, value_name = "MARKING")]
    pub clearance: Option<Clearance>,
    /// Leave out what no person has reviewed
    #[arg(long)]
    pub reviewed_only: bool,
    /// Keep the ledger in memory: write nothing into the case folder
    #[arg(long)]
    pub no_write: bool,
}

/// What a file does not say of itself; it goes before what the file says.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Says {
    /// When it came out: 2031-10-03, or an instant like 2031-10-03T18:30:00+02:00
    #[arg(long, value_name = "DATE")]
    pub published: Option<Published>,
    /// Who published it
    #[arg(long)]
    pub outlet: Option<String>,
    /// Headline
    #[arg(long)]
    pub title: Option<String>,
    /// Byline
    #[arg(long)]
    pub author: Option<String>,
    /// Where it was found
    #[arg(long)]
    pub url: Option<String>,
    /// Language, as a BCP 47 tag
    #[arg(long)]
    pub language: Option<String>,
    /// news, statement, transcript, draft or note
    #[arg(long)]
    pub kind: Option<ReportKind>,
    /// original, translation, cut, "reworded copy" or unknown
    #[arg(long)]
    pub integrity: Option<Integrity>,
}

/// `armistice new`
#[derive(Debug, clap::Args)]
pub struct New {
    /// Folder of the case; made where there is none
    pub dir: PathBuf,
    /// Draft the case file from these reports, which go into the case
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub from: Vec<PathBuf>,
    /// What the files do not say of themselves.
    #[command(flatten)]
    pub says: Says,
}

/// `armistice check`
#[derive(Debug, clap::Args)]
pub struct Check {
    /// Folder of the case
    pub case: PathBuf,
}

/// `armistice add`
#[derive(Debug, clap::Args)]
pub struct Add {
    /// Folder of the case
    pub case: PathBuf,
    /// Files to take in; `-` for standard input
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// What the files do not say of themselves.
    #[command(flatten)]
    pub says: Says,
    /// Who may be shown it
    #[arg(long, default_value = "clear")]
    pub marking: Marking,
    /// How its sources may be attributed
    #[arg(long, default_value = "on the record")]
    pub attribution: AttributionLevel,
}

/// `armistice read`
#[derive(Debug, clap::Args)]
pub struct Read {
    /// Files to read; `-` for standard input
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Tie actors and statements to this case
    #[arg(long, value_name = "DIR")]
    pub case: Option<PathBuf>,
    /// What the files do not say of themselves.
    #[command(flatten)]
    pub says: Says,
    /// How to print.
    #[command(flatten)]
    pub output: Output,
}

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

/// Under whose name an entry is made, and who may see it.
#[derive(Clone, Debug, clap::Args)]
pub struct Signed {
    /// Your name; the environment variable ARMISTICE_AUTHOR where it is not given
    #[arg(long, value_name = "NAME")]
    pub author: Option<String>,
    /// Who may be shown the entry; never less than what it is about
    #[arg(long, value_name = "MARKING", default_value = "clear")]
    pub marking: Marking,
    /// From which day it could be known, instead of now: pages as of an earlier day do not have it
    #[arg(long, value_name = "DATE")]
    pub known: Option<Day>,
    /// In your words
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// `armistice rules`
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("act").args(["confirm", "drop", "add", "undo"])))]
pub struct Rules {
    /// Folder of the case
    pub case: PathBuf,
    /// Say that the words do say this rule: r1, or its key
    #[arg(long, value_name = "RULE")]
    pub confirm: Option<String>,
    /// Say that they do not: nothing follows from it any more; with --why
    #[arg(long, value_name = "RULE", requires = "why")]
    pub drop: Option<String>,
    /// Add a rule: `ordany sailors.all IF halvane performs withdrawal.full`. A condition is `ACTOR commits ISSUE.OPTION`,
    /// `ACTOR performs ISSUE.OPTION` or `event "WORDS"`; several are joined by AND; UNLESS begins what must not be
    #[arg(long, value_name = "TEXT")]
    pub add: Option<String>,
    /// Take back an entry, of whatever kind: its id
    #[arg(long, value_name = "ENTRY")]
    pub undo: Option<String>,
    /// Why, with --drop or --undo
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
    /// Under whose name.
    #[command(flatten)]
    pub signed: Signed,
    /// As of when, for whom.
    #[command(flatten)]
    pub moment: Moment,
    /// How to print.
    #[command(flatten)]
    pub output: Output,
}

/// `armistice draft`
#[derive(Debug, clap::Args)]
pub struct Draft {
    /// Folder of the case
    pub case: PathBuf,
    /// The paper: P2, as `armistice proposals` numbers it, or the name of one that no report tells of
    pub paper: String,
    /// non-paper, "party draft", "mediator's text", "bridging proposal" or "agreed text"
    #[arg(long)]
    pub kind: Option<ProposalKind>,
    /// Its version, such as "second" or "2b"
    #[arg(long, value_name = "TEXT")]
    pub version: Option<String>,
    /// The paper it was made from: P1, or a name
    #[arg(long, value_name = "PAPER")]
    pub parent: Option<String>,
    /// From whom it went: ids of actors or names
    #[arg(long, value_name = "WHO")]
    pub from: Vec<String>,
    /// To whom
    #[arg(long, value_name = "WHO")]
    pub to: Vec<String>,
    /// On which date: 2031-10-03, 2031-10 or 2031-10-03/2031-10-05
    #[arg(long, value_name = "DATE")]
    pub on: Option<Edtf>,
    /// How it went: by hand, by mail, read out
    #[arg(long, value_name = "TEXT")]
    pub how: Option<String>,
    /// Under whose name.
    #[command(flatten)]
    pub signed: Signed,
    /// As of when, for whom the papers are numbered.
    #[command(flatten)]
    pub moment: Moment,
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
    pub clearance: Option<Clearance>,
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
    pub clearance: Option<Clearance>,
    /// Keep the ledger in memory: write nothing into the case folder
    #[arg(long)]
    pub no_write: bool,
    /// How to print.
    #[command(flatten)]
    pub output: Output,
}

/// `armistice verify`
#[derive(Debug, clap::Args)]
pub struct Verify {
    /// Folder of the case
    pub case: PathBuf,
}
