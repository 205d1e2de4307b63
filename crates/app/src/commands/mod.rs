//! One function per subcommand: arguments to calls, results to standard output.

mod chains;
mod deals;
mod deciding;
mod draft;
mod entering;
mod entries;
mod estimates;
mod expunge;
mod judgements;
mod keeping;
pub mod new;
mod notes;
mod on;
mod reads;
mod rules;
mod same;
mod search;
mod show;
mod take;
mod travel;
mod watch;

use crate::args::{Args, Command};
use crate::outside::Unprinted;
use crate::{Outside, Status, output};

/// Runs a command.
///
/// # Errors
/// Where it could not run at all, or not say what came of it.
pub fn run(args: &Args, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let ran = command(&args.command, outside);
    match ran {
        // Whoever is told no more than that it failed would do it twice.
        Err(err) if says_only_what_is_done(&args.command) && Unprinted::is(&err) && !output::is_closed_pipe(&err) => Err(err.context(DONE)),
        ran => ran,
    }
}

/// What is said where no more than the word of it fails.
const DONE: &str = "this was done and is kept; only the word of it could not be printed";

/// Does the command print nothing before what it does is on disk?
fn says_only_what_is_done(command: &Command) -> bool {
    match command {
        Command::Rules(args) => args.confirm.is_some() || args.drop.is_some() || args.add.is_some() || args.undo.is_some(),
        Command::New(_) | Command::Add(_) | Command::Draft(_) | Command::Import(_) | Command::Backup(_) | Command::Passphrase(_) => true,
        Command::Accept(_) | Command::Reject(_) | Command::Edit(_) | Command::State(_) | Command::SameAs(_) | Command::NotSameAs(_) => true,
        Command::Note(_) | Command::Grade(_) | Command::Preference(_) | Command::Reservation(_) | Command::Assess(_) => true,
        Command::Keep(_) | Command::Resolve(_) | Command::Retract(_) => true,
        _ => false,
    }
}

fn command(command: &Command, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    match command {
        Command::New(args) => new::new(args, outside),
        Command::Check(args) => new::check(args, outside),
        Command::Add(args) => take::add(args, outside),
        Command::Read(args) => take::read(args, outside),
        Command::Brief(args) => show::brief(args, outside),
        Command::Positions(args) => show::positions(args, outside),
        Command::Timeline(args) => show::timeline(args, outside),
        Command::Statements(args) => show::statements(args, outside),
        Command::Proposals(args) => show::proposals(args, outside),
        Command::Sources(args) => show::sources(args, outside),
        Command::Rules(args) => rules::rules(args, outside),
        Command::Draft(args) => draft::draft(args, outside),
        Command::Accept(args) => deciding::accept(args, outside),
        Command::Reject(args) => deciding::reject(args, outside),
        Command::Edit(args) => deciding::edit(args, outside),
        Command::State(args) => deciding::state(args, outside),
        Command::SameAs(args) => same::same(args, true, outside),
        Command::NotSameAs(args) => same::same(args, false, outside),
        Command::Conflicts(args) => show::conflicts(args, outside),
        Command::Forecasts(args) => show::forecasts(args, outside),
        Command::Chains(args) => chains::chains(args, outside),
        Command::Why(args) => show::why(args, outside),
        Command::Diff(args) => show::diff(args, outside),
        Command::Deals(args) => deals::deals(args, outside),
        Command::Note(args) => notes::note(args, outside),
        Command::Grade(args) => notes::grade(args, outside),
        Command::Preference(args) => estimates::preference(args, outside),
        Command::Reservation(args) => estimates::reservation(args, outside),
        Command::Assess(args) => judgements::assess(args, outside),
        Command::Keep(args) => judgements::keep(args, outside),
        Command::Resolve(args) => judgements::resolve(args, outside),
        Command::Retract(args) => entries::retract(args, outside),
        Command::Entries(args) => entries::entries(args, outside),
        Command::Search(args) => search::search(args, outside),
        Command::Verify(args) => keeping::verify(args, outside),
        Command::Export(args) => travel::export(args, outside),
        Command::Import(args) => travel::import(args, outside),
        Command::Backup(args) => keeping::backup(args, outside),
        Command::Expunge(args) => expunge::expunge(args, outside),
        Command::Passphrase(args) => keeping::passphrase(args, outside),
    }
}
