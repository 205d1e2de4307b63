//! One function per subcommand: arguments to calls, results to standard output.

mod chains;
mod deals;
mod deciding;
mod draft;
mod entering;
pub mod new;
mod proposals;
mod reads;
mod rules;
mod same;
mod show;
mod take;
mod watch;

use crate::Status;
use crate::args::{Args, Command};

/// Runs a command.
///
/// # Errors
/// Where it could not run at all.
pub fn run(args: &Args) -> anyhow::Result<Status> {
    match &args.command {
        Command::New(args) => new::new(args),
        Command::Check(args) => new::check(args),
        Command::Add(args) => take::add(args),
        Command::Read(args) => take::read(args),
        Command::Brief(args) => show::brief(args),
        Command::Positions(args) => show::positions(args),
        Command::Timeline(args) => show::timeline(args),
        Command::Statements(args) => show::statements(args),
        Command::Proposals(args) => proposals::proposals(args),
        Command::Sources(args) => show::sources(args),
        Command::Rules(args) => rules::rules(args),
        Command::Draft(args) => draft::draft(args),
        Command::Accept(args) => deciding::accept(args),
        Command::Reject(args) => deciding::reject(args),
        Command::Edit(args) => deciding::edit(args),
        Command::State(args) => deciding::state(args),
        Command::SameAs(args) => same::same(args, true),
        Command::NotSameAs(args) => same::same(args, false),
        Command::Conflicts(args) => show::conflicts(args),
        Command::Forecasts(args) => show::forecasts(args),
        Command::Chains(args) => chains::chains(args),
        Command::Why(args) => show::why(args),
        Command::Diff(args) => show::diff(args),
        Command::Deals(args) => deals::deals(args),
        Command::Verify(args) => show::verify(args),
    }
}
