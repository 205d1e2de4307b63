//! What every command that shows something takes: the form, the moment, the clearance.

use std::path::PathBuf;

use armistice_types::marking::Clearance;
use armistice_types::time::Day;
use clap::ValueEnum;

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

/// For whom something is: a clearance, or everything there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// Whoever may see all of the case.
    Top,
    /// Whoever has this clearance.
    Of(Clearance),
}

impl std::str::FromStr for Whom {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        if text.trim().eq_ignore_ascii_case("top") { Ok(Self::Top) } else { text.parse().map(Self::Of) }
    }
}

/// From which moment and for whom.
#[derive(Clone, Debug, clap::Args)]
pub struct Moment {
    /// Answer as of what could be known by the end of this day, in the case's time zone
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Day>,
    /// Hand out only what this clearance may see, such as `amber` or `amber:prisoners`; `top` is all of the case. It decides what is
    /// handed out; it does not protect the ledger file, which anybody who can read it can open unless a passphrase closes it.
    #[arg(long, value_name = "MARKING")]
    pub clearance: Option<Whom>,
    /// Leave out what no person has reviewed
    #[arg(long)]
    pub reviewed_only: bool,
    /// Keep the ledger in memory: write nothing into the case folder
    #[arg(long)]
    pub no_write: bool,
}

impl Moment {
    /// How the case is to be opened.
    #[must_use]
    pub fn asked(&self) -> crate::opening::Asked<'_> {
        crate::opening::Asked { no_write: self.no_write, clearance: self.clearance.as_ref() }
    }
}
