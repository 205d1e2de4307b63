//! The program: command line, case files, and the order of the rooms. The only crate that knows all
//! rooms, opens files and has a clock.

pub mod args;
mod aside;
pub mod casefile;
pub mod commands;
mod decided;
mod draft;
pub mod opening;
pub mod output;
mod outside;
pub mod pipeline;
mod place;
mod reviewed;
pub mod ruletext;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _};
pub use outside::{Ask, Bars, Outside, Terminal};

/// How a command ended, where nothing kept it from running.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Everything was done.
    Fine,
    /// A file was refused, or damage found; the rest was done.
    Refused,
}

/// Runs the program on the process's arguments, streams and environment.
#[must_use]
pub fn run() -> ExitCode {
    match outside::real(run_with) {
        Ok(status) => ExitCode::from(status),
        Err(err) => {
            outside::last_word(&told(&err));
            ExitCode::from(2)
        }
    }
}

/// Runs the program on arguments, the first of which is its own name, and gives its exit status: 0 fine, 1 a file was refused or damage
/// found, 2 could not run. It touches files and what is handed in, and nothing else: two runs that are handed the same do the same.
pub fn run_with(args: impl IntoIterator<Item = OsString>, outside: &mut Outside<'_>) -> u8 {
    let args = match parsed(args, outside.terminal) {
        Ok(args) => args,
        Err(err) => return refused(&err, outside),
    };
    match commands::run(&args, outside) {
        Ok(Status::Fine) => 0,
        Ok(Status::Refused) => 1,
        Err(err) if output::is_closed_pipe(&err) => 0,
        Err(err) => {
            outside.tell(&told(&err));
            2
        }
    }
}

/// Why the program could not run, in one line. Names from files may stand in it.
fn told(err: &anyhow::Error) -> String {
    let shown: String = output::in_full(err).chars().filter(|c| !c.is_control() || *c == '\n').collect();
    format!("armistice: {shown}")
}

/// What the user typed. Help is as wide as the terminal; the widest that it ever is where there is none.
fn parsed(args: impl IntoIterator<Item = OsString>, terminal: Terminal) -> Result<args::Args, clap::Error> {
    let mut command = args::Args::command();
    if !terminal.out && !terminal.err {
        command = command.term_width(args::WIDEST);
    }
    let mut matches = command.try_get_matches_from_mut(args)?;
    args::Args::from_arg_matches_mut(&mut matches).map_err(|err| err.format(&mut command))
}

/// Help that was asked for, or why the arguments are none.
fn refused(err: &clap::Error, outside: &mut Outside<'_>) -> u8 {
    let terminal = outside.terminal;
    let stream = if err.use_stderr() { terminal.err } else { terminal.out };
    let text = err.render();
    let text = if stream && terminal.colour { text.ansi().to_string() } else { text.to_string() };
    let to: &mut dyn std::io::Write = if err.use_stderr() { outside.err } else { outside.out };
    let _ = to.write_all(text.as_bytes()).and_then(|()| to.flush());
    if err.use_stderr() { 2 } else { 0 }
}
