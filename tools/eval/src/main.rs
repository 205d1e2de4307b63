//! Measures the reader against annotated corpora; a module a measure, each with its conventions at its top.
//!
//! usage: armistice-eval dates [--list] GUM.conllu…
//!        armistice-eval ud [--raw] TREEBANK.conllu…
//!        armistice-eval names [--list] NAMES.iob2…
//!        armistice-eval parse TREEBANK.conllu
//!        armistice-eval speed [--runs N] PATH…
//!        armistice-eval report --data PATH --tools PATH --binary PATH [--part dev|test] -o docs/EVALUATION.md
#![allow(missing_docs)]

mod align;
mod attribution;
mod conllu;
mod dates;
mod names;
mod parse;
mod reader;
mod report;
mod resample;
mod speed;
mod texts;
mod ud;

use std::process::ExitCode;

const USAGE: &str = "usage: armistice-eval dates [--list] GUM.conllu… | ud [--raw] TREEBANK.conllu… | names [--list] NAMES.iob2… | parse TREEBANK.conllu | speed [--runs N] PATH… | report --data PATH --tools PATH --binary PATH [--part dev|test] -o FILE";

/// As in the product, so that speed measured here is its speed.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (measure, paths) = args.split_first().map_or(("", &args[..]), |(measure, paths)| (measure.as_str(), paths));
    let done = match measure {
        "dates" => dates::run(paths),
        "ud" => ud::run(paths),
        "names" => names::run(paths),
        "parse" => parse::run(paths),
        "speed" => speed::run(paths),
        "report" => report::run(paths),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(err) => {
            eprintln!("armistice-eval: {err}");
            ExitCode::from(2)
        }
    }
}
