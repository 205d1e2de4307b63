//! The program: command line, case files, and the order of the rooms. The only crate that knows all
//! rooms, opens files and has a clock.

pub mod args;
pub mod casefile;
pub mod commands;
mod decided;
mod draft;
pub mod output;
pub mod pipeline;
mod reviewed;
pub mod ruletext;

use std::process::ExitCode;

use clap::Parser;

/// How a command ended, where nothing kept it from running.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Everything was done.
    Fine,
    /// A file was refused, or damage found; the rest was done.
    Refused,
}

/// Runs the program on the process's arguments.
#[must_use]
pub fn run() -> ExitCode {
    let args = match args::Args::try_parse() {
        Ok(args) => args,
        Err(err) => {
            let _ = err.print();
            return ExitCode::from(if err.use_stderr() { 2 } else { 0 });
        }
    };
    match commands::run(&args) {
        Ok(Status::Fine) => ExitCode::SUCCESS,
        Ok(Status::Refused) => ExitCode::from(1),
        Err(err) if output::is_closed_pipe(&err) => ExitCode::SUCCESS,
        Err(err) => {
            // Names from files may stand in it.
            let shown: String = format!("{err:#}").chars().filter(|c| !c.is_control() || *c == '\n').collect();
            eprintln!("armistice: {shown}");
            ExitCode::from(2)
        }
    }
}
