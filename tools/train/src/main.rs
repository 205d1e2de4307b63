//! Fits the models of `data/models` from open corpora given by path. The same files give the same bytes.

mod net;
mod network;
mod score;
mod tagged;
mod tagger;
mod treebank;

use std::process::ExitCode;

use clap::Parser;

/// Fits a model from files given by path.
#[derive(Parser)]
enum Command {
    /// Tags, trees and names: `reader.bin`
    Network(network::Args),
    /// Penn tags of tokens: `tags.bin`
    Tagger(tagger::Args),
    /// How good a network is, and how fast
    Score(score::Args),
}

fn main() -> ExitCode {
    let done = match Command::parse() {
        Command::Network(args) => network::run(&args),
        Command::Tagger(args) => tagger::run(&args),
        Command::Score(args) => score::run(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(err) => {
            eprintln!("armistice-train: {err}");
            ExitCode::from(2)
        }
    }
}
