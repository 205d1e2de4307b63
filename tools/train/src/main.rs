//! Fits the models of `data/models` from open corpora given by path. The same files give the same bytes.

mod net;
mod treebank;

use std::collections::BTreeSet;
use std::process::ExitCode;

use armistice_net::layout::Sizes;
use armistice_net::model::pack;
use clap::Parser;
use net::fit::{Plan, classes, counts, examples, fit};
use net::Dropout;
use treebank::Sentence;

/// Fits the reader's network: tags, trees and names.
#[derive(Parser)]
struct Args {
    /// The model's file
    #[arg(long)]
    out: String,
    /// Treebanks to fit on, CoNLL-U
    #[arg(long, num_args = 1.., required = true)]
    trees: Vec<String>,
    /// Words with names to fit on: IOB files
    #[arg(long, num_args = 1..)]
    names: Vec<String>,
    /// Treebanks and IOB files to look at meanwhile
    #[arg(long, num_args = 1..)]
    dev: Vec<String>,
    /// JSON Lines whose `doc` names documents to leave out
    #[arg(long)]
    without: Option<String>,
    #[arg(long, default_value_t = 96)]
    word: usize,
    #[arg(long, default_value_t = 128)]
    dim: usize,
    #[arg(long, default_value_t = 3)]
    layers: usize,
    #[arg(long, default_value_t = 96)]
    arc: usize,
    #[arg(long, default_value_t = 64)]
    label: usize,
    #[arg(long, default_value_t = 25)]
    epochs: usize,
    #[arg(long, default_value_t = 1000)]
    batch: usize,
    #[arg(long, default_value_t = 0.003)]
    rate: f32,
    #[arg(long, default_value_t = 0.5)]
    rare: f32,
    #[arg(long, default_value_t = 0.15)]
    word_dropout: f32,
    #[arg(long, default_value_t = 0.25)]
    layer_dropout: f32,
    #[arg(long, default_value_t = 0.33)]
    head_dropout: f32,
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(err) => {
            eprintln!("armistice-train: {err}");
            ExitCode::from(2)
        }
    }
}

fn read(path: &str) -> Result<Vec<Sentence>, String> {
    if path.ends_with(".conllu") { treebank::conllu(path) } else { treebank::iob(path) }
}

fn run(args: &Args) -> Result<(), String> {
    let without = args.without.as_deref().map_or(Ok(BTreeSet::new()), documents)?;
    let mut train = Vec::new();
    for path in args.trees.iter().chain(&args.names) {
        train.extend(read(path)?.into_iter().filter(|it| !without.contains(&it.doc)));
    }
    let (classes, counts) = (classes(&train), counts(&train));
    let sizes = Sizes {
        word: args.word,
        dim: args.dim,
        layers: args.layers,
        arc: args.arc,
        label: args.label,
        upos: classes.upos.len(),
        xpos: classes.xpos.len(),
        relations: classes.relations.len(),
        names: 7,
    };
    let dropout = Dropout { rare: args.rare, word: args.word_dropout, layer: args.layer_dropout, head: args.head_dropout };
    let plan = Plan { sizes, epochs: args.epochs, batch: args.batch, rate: args.rate, dropout, seed: args.seed };
    let mut dev = Vec::new();
    for path in &args.dev {
        let name = path.rsplit('/').next().unwrap_or(path).split(['.', '-']).next().unwrap_or(path);
        dev.push((name.to_owned(), examples(&read(path)?, &classes, &counts)));
    }
    let train = examples(&train, &classes, &counts);
    let words: usize = train.iter().map(|it| it.rows.len()).sum();
    eprintln!("{} sentences, {words} words; {plan:?}", train.len());
    let net = fit(&plan, &train, &dev);
    let bytes = pack(&plan.sizes, &classes, &net.weights, &net.words);
    eprintln!("{}: {} bytes, {} weights besides the words'", args.out, bytes.len(), net.weights.len());
    std::fs::write(&args.out, bytes).map_err(|err| format!("cannot write `{}`: {err}", args.out))
}

/// The `doc` of every line.
fn documents(path: &str) -> Result<BTreeSet<String>, String> {
    let text = std::fs::read_to_string(path).map_err(|err| format!("cannot read `{path}`: {err}"))?;
    text.lines()
        .map(|line| {
            let value: serde_json::Value = serde_json::from_str(line).map_err(|err| format!("{path}: {err}"))?;
            value["doc"].as_str().map(str::to_owned).ok_or_else(|| format!("{path}: a line without `doc`"))
        })
        .collect()
}
