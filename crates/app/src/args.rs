//! Every flag, and nothing else: how to print and as of when in `shown`, what persons enter in `entering`, `deciding` and `persons`, what
//! keeps a ledger in `keeping`.

mod deciding;
mod entering;
mod keeping;
mod pages;
mod persons;
mod shown;

use std::path::PathBuf;

use armistice_types::marking::{AttributionLevel, Marking};
use armistice_types::report::{Integrity, ReportKind};
use armistice_types::time::Published;
use clap::{Parser, Subcommand};
pub use deciding::{Accept, Edit, Reads, Reject, Same, State};
pub use entering::{Draft, Rules, Signed};
pub use keeping::{Backup, Export, ExportForm, Expunge, Import, Passphrase, Search, Verify};
pub use pages::{Brief, Chains, Deals, Diff, Show, Timeline, Why};
pub use persons::{Assess, Came, Grade, Keep, Note, Preference, Reservation, Resolve, Retract};
pub use shown::{Colour, Format, Moment, Output, Whom};

/// Columns of help, at most.
pub(crate) const WIDEST: usize = 100;

/// Reads the reporting on a negotiation and says, with sources, where the talks stand.
#[derive(Debug, Parser)]
#[command(
    name = "armistice",
    version,
    max_term_width = WIDEST,
    after_help = "Examples:
  armistice brief cases/narrows                 where the talks stand
  armistice brief cases/narrows --as-of 2031-10-08
  armistice read article.html                   who says what in one article
  armistice new my-case && armistice add my-case *.txt --published 2031-10-03
Environment:
  ARMISTICE_AUTHOR           under whose name entries are made that give none
  ARMISTICE_PASSPHRASE       what opens a closed ledger; ARMISTICE_NEW_PASSPHRASE what is to close it
  ARMISTICE_THREADS          how many threads work; it changes no result
  NO_COLOR                   no colours on a terminal
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
    /// Say under your name that statements are read as they were said, ties to the case included
    Accept(Accept),
    /// Say under your name that the words of statements say no such thing: nothing follows from them any more
    Reject(Reject),
    /// Say under your name what the words of a statement say; pages show it as read by you
    Edit(Edit),
    /// Add a statement by its words in a report; pages show it as read by you
    State(State),
    /// Say that a source of a report is an actor or person of the case, that two sources are one, or that two reports have one origin
    SameAs(Same),
    /// Say that it is not so
    NotSameAs(Same),
    /// Note something on a report, a statement, a cell, an issue, a track, an actor, a proposal or the whole
    Note(Note),
    /// Grade how reliable a source is, how credible what is told (STANAG 2511)
    Grade(Grade),
    /// Enter what an issue is worth to a party; `deals` then says what all could accept
    Preference(Preference),
    /// Enter what a party has without a deal
    Reservation(Reservation),
    /// Enter what you hold of a cell, an issue, a track or the whole; shown beside what is computed
    Assess(Assess),
    /// Write a slot of the brief: bottom line, implications, watch, recommendation
    Keep(Keep),
    /// Enter what came of an outcome of the case
    Resolve(Resolve),
    /// Take an entry back, of whatever kind, by another
    Retract(Retract),
    /// Show everything that persons entered and what came of it; with --format csv one row an entry
    Entries(Show),
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
    /// Find words in everything that may be shown: reports and entries
    Search(Search),
    /// Check the ledger of a case for damage
    Verify(Verify),
    /// Write the ledger's entries as JSON Lines, which `import` takes back, or as CSV
    Export(Export),
    /// Take an export into a case that has no ledger yet
    Import(Import),
    /// Copy the ledger into a new file, while others use it
    Backup(Backup),
    /// Destroy the content of entries for good; what they were stays as a tombstone
    Expunge(Expunge),
    /// Close the ledger file by a passphrase, change it, or open the file again
    Passphrase(Passphrase),
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
    /// For whom this is done: a report above it is not "there already"
    #[arg(long, value_name = "MARKING")]
    pub clearance: Option<Whom>,
    /// How its sources may be attributed; governs every output.
    /// "on the record": by name. "background as described": persons by role and affiliation, their names withheld. "not for attribution":
    /// what was said, with "source withheld" for who said it, and without the words that tell who it was. "off the record": that there is
    /// such a report, and none of its words. The ledger keeps the whole text, and whoever can open the ledger file can read it
    #[arg(long, default_value = "on the record", value_name = "LEVEL")]
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
    /// Tie them to those rows of the case file only that this clearance may see; `top` is all of them
    #[arg(long, value_name = "MARKING", requires = "case")]
    pub clearance: Option<Whom>,
    /// Words, lemmas, tags, trees and names instead, as CoNLL-U
    #[arg(long, conflicts_with_all = ["case", "format"])]
    pub trees: bool,
    /// What the files do not say of themselves.
    #[command(flatten)]
    pub says: Says,
    /// How to print.
    #[command(flatten)]
    pub output: Output,
}
