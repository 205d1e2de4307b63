//! Prints `data/models/lemmas.tsv`, fitted to the CoNLL-U files given by path.

#[path = "../lemmas.rs"]
mod lemmas;

use std::process::ExitCode;

fn main() -> ExitCode {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    match lemmas::fit(&paths) {
        Ok(table) => print!("{table}"),
        Err(err) => {
            eprintln!("lemmas: {err}");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}
