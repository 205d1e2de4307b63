//! Flags of the commands by which persons enter what they know.

use std::path::PathBuf;

use armistice_types::marking::Marking;
use armistice_types::statement::ProposalKind;
use armistice_types::time::{Day, Edtf};

use super::{Moment, Output};

/// Under whose name an entry is made, and who may see it.
#[derive(Clone, Debug, clap::Args)]
pub struct Signed {
    /// Your name; the environment variable ARMISTICE_AUTHOR where it is not given
    #[arg(long, value_name = "NAME")]
    pub author: Option<String>,
    /// Who may be shown the entry: clear where not given, red for preferences and reservation values; never less than what it is about and what the program used to make it
    #[arg(long, value_name = "MARKING")]
    pub marking: Option<Marking>,
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
