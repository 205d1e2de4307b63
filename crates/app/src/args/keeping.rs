//! Flags of the commands that keep a ledger: what is searched, checked, copied, moved, destroyed and closed.

use std::path::PathBuf;

use clap::ValueEnum;

use super::{Moment, Output, Whom};

/// `armistice search`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Every word must stand in the report or entry, in any form of case and accent; \"two words\" in quotation marks stand together; wor* begins a word. The index is made in memory for one search, of what the clearance may see and nothing else."
)]
pub struct Search {
    /// Folder of the case
    pub case: PathBuf,
    /// Words to find
    #[arg(required = true)]
    pub words: Vec<String>,
    /// Show no more than so many reports and entries
    #[arg(long, default_value_t = 20, value_name = "COUNT")]
    pub limit: usize,
    /// As of when, for whom.
    #[command(flatten)]
    pub moment: Moment,
    /// How to print.
    #[command(flatten)]
    pub output: Output,
}

/// `armistice verify`
#[derive(Debug, clap::Args)]
pub struct Verify {
    /// Folder of the case
    pub case: PathBuf,
    /// It reads everything: where a case holds anything above clear, say `--clearance top`
    #[arg(long, value_name = "MARKING")]
    pub clearance: Option<Whom>,
}

/// Forms of an export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ExportForm {
    /// JSON Lines, which `armistice import` takes back.
    #[default]
    Jsonl,
    /// Comma-separated values: one row an entry.
    Csv,
}

/// `armistice export`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "With --clearance top it is the whole ledger, and importing it gives the same ledger back, ids and digests included. At a lower clearance it holds what that clearance may see, numbered and chained anew; reports that are not on the record stay behind, with all that rests on them. An export is not encrypted, whatever closes the ledger."
)]
pub struct Export {
    /// Folder of the case
    pub case: PathBuf,
    /// For whom: `top` for all of the ledger
    #[arg(long, value_name = "MARKING")]
    pub clearance: Option<Whom>,
    /// Form of the export
    #[arg(long, value_enum, default_value_t)]
    pub format: ExportForm,
    /// Write it to this file; it is there as a whole or not at all
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `armistice import`
#[derive(Debug, clap::Args)]
pub struct Import {
    /// Folder of the case; made where there is none. A case file that it lacks is written from the export
    pub case: PathBuf,
    /// The export; `-` for standard input
    pub file: PathBuf,
}

/// `armistice backup`
#[derive(Debug, clap::Args)]
pub struct Backup {
    /// Folder of the case
    pub case: PathBuf,
    /// The copy, which must not be there yet; a ledger file itself, closed by the same passphrase if the ledger is closed
    pub file: PathBuf,
    /// It copies everything: where a case holds anything above clear, say `--clearance top`
    #[arg(long, value_name = "MARKING")]
    pub clearance: Option<Whom>,
}

/// `armistice expunge`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "What goes: the content, its key, and every trace of both in the file and its journal. With a report go its readings, its file in reports/, and every entry that is about it or keeps words under its name. What repeats its words otherwise is for you to name: the same text under another outlet or day, notes that quote it, revisions of the case file. What stays: that there was an entry, of which kind, by whom, when, with which marking, and who expunged it; why, for whoever may see all that went.
What it cannot reach: backups and exports made before, copies of the file, snapshots of the file system, and blocks that a disk keeps of deleted files. It cannot be undone."
)]
pub struct Expunge {
    /// Folder of the case
    pub case: PathBuf,
    /// What is to go: reports as R3, as pages at `--clearance top` number them, or ids of entries; with --yes ids alone
    #[arg(required = true)]
    pub what: Vec<String>,
    /// Why; these words stay, for whoever may see all that goes
    #[arg(long, value_name = "TEXT")]
    pub why: String,
    /// Why, for those who may see only a part of what goes; with no reason there, they can tell that more went
    #[arg(long, value_name = "TEXT")]
    pub why_below: Option<String>,
    /// Your name; the environment variable ARMISTICE_AUTHOR where it is not given
    #[arg(long, value_name = "NAME")]
    pub author: Option<String>,
    /// Do it, to entries given by their ids; without this the command only says what would go
    #[arg(long)]
    pub yes: bool,
    /// It may reach everything: where a case holds anything above clear, say `--clearance top`
    #[arg(long, value_name = "MARKING")]
    pub clearance: Option<Whom>,
}

/// `armistice passphrase`
#[derive(Debug, clap::Args)]
#[command(
    group(clap::ArgGroup::new("act").required(true).args(["close", "change", "open"])),
    after_help = "A closed ledger is encrypted as a whole: without the passphrase it tells how many entries there are and how long each is, how many pages are kept and roughly how long, and nothing else. The passphrase is asked for at the terminal, or taken from ARMISTICE_PASSPHRASE, the new one from ARMISTICE_NEW_PASSPHRASE. There is no way back without it: nobody can recover a forgotten passphrase. The case file and the files in reports/ are not encrypted, nor are exports, pages, and backups made before."
)]
pub struct Passphrase {
    /// Folder of the case
    pub case: PathBuf,
    /// Close an open ledger
    #[arg(long)]
    pub close: bool,
    /// Close a closed ledger by another passphrase
    #[arg(long)]
    pub change: bool,
    /// Open a closed ledger for everybody who can read the file
    #[arg(long)]
    pub open: bool,
    /// It seals everything anew: where a case holds anything above clear, say `--clearance top`
    #[arg(long, value_name = "MARKING")]
    pub clearance: Option<Whom>,
}
