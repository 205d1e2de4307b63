//! `armistice-train network`: tags, trees and names. Where a treebank has no names, a first network, fitted without them, says what its
//! proper nouns are names of; the network that is kept is fitted on that too (self-training).

use std::collections::BTreeSet;

use armistice_net::layout::Sizes;
use armistice_net::model::{Classes, pack};
use armistice_net::names::follows;

use crate::net::fit::{Plan, classes, counts, examples, fit};
use crate::net::{Dropout, Example, say};
use crate::treebank::{self, Sentence};

/// Fits the reader's network: tags, trees and names.
#[derive(clap::Args)]
pub struct Args {
    /// The model's file
    #[arg(long)]
    out: String,
    /// Treebanks to fit on, CoNLL-U
    #[arg(long, num_args = 1.., required = true)]
    trees: Vec<String>,
    /// Words with names to fit on: IOB files
    #[arg(long, num_args = 1..)]
    names: Vec<String>,
    /// An IOB file whose even documents are fitted on, while the odd ones are looked at
    #[arg(long)]
    halved: Option<String>,
    /// Epochs of the network that names what the treebanks do not; 0 for none
    #[arg(long, default_value_t = 12)]
    teacher: usize,
    /// How likely what that network says of a sentence must be to be fitted on
    #[arg(long, default_value_t = 0.5)]
    sure: f64,
    /// Treebanks and IOB files to look at meanwhile
    #[arg(long, num_args = 1..)]
    dev: Vec<String>,
    /// JSON Lines whose `doc` names documents to leave out
    #[arg(long)]
    without: Option<String>,
    #[arg(long, default_value_t = 96)]
    word: usize,
    #[arg(long, default_value_t = 192)]
    dim: usize,
    #[arg(long, default_value_t = 3)]
    layers: usize,
    #[arg(long, default_value_t = 128)]
    arc: usize,
    #[arg(long, default_value_t = 64)]
    label: usize,
    #[arg(long, default_value_t = 40)]
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

fn read(path: &str) -> Result<Vec<Sentence>, String> {
    if path.ends_with(".conllu") { treebank::conllu(path) } else { treebank::iob(path) }
}

/// Reads, fits, writes.
pub fn run(args: &Args) -> Result<(), String> {
    let without = args.without.as_deref().map_or(Ok(BTreeSet::new()), documents)?;
    let mut train = Vec::new();
    for path in args.trees.iter().chain(&args.names) {
        train.extend(read(path)?.into_iter().filter(|it| !without.contains(&it.doc)));
    }
    let mut dev = Vec::new();
    for path in &args.dev {
        dev.push((path.rsplit('/').next().unwrap_or(path).to_owned(), read(path)?));
    }
    if let Some(path) = &args.halved {
        let (even, odd) = halves(read(path)?);
        train.extend(even);
        dev.push(("the other half".to_owned(), odd));
    }
    let (classes, counts) = (classes(&train), counts(&train));
    let dev: Vec<_> = dev.into_iter().map(|(name, dev)| (name, examples(&dev, &classes, &counts))).collect();
    let plan = plan(args, &classes);
    let mut seen = examples(&train, &classes, &counts);
    let words: usize = seen.iter().map(|it| it.rows.len()).sum();
    eprintln!("{} sentences, {words} words; {plan:?}", seen.len());
    if args.teacher > 0 {
        let teacher = fit(&Plan { epochs: args.teacher, ..plan.clone() }, &seen, &dev);
        for (example, sentence) in seen.iter_mut().zip(&train).filter(|(example, _)| example.names.is_none()) {
            example.names = taught(&teacher, example, sentence, args.sure);
        }
    }
    let net = fit(&plan, &seen, &dev);
    let bytes = pack(&plan.sizes, &classes, &net.weights, &net.words);
    eprintln!("{}: {} bytes, {} weights besides the words'", args.out, bytes.len(), net.weights.len());
    std::fs::write(&args.out, bytes).map_err(|err| format!("cannot write `{}`: {err}", args.out))
}

fn plan(args: &Args, classes: &Classes) -> Plan {
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
    Plan { sizes, epochs: args.epochs, batch: args.batch, rate: args.rate, dropout, seed: args.seed }
}

/// Sentences of even and of odd documents, in the order of the file.
fn halves(sentences: Vec<Sentence>) -> (Vec<Sentence>, Vec<Sentence>) {
    let (mut even, mut odd, mut number, mut doc) = (Vec::new(), Vec::new(), 0, String::new());
    for sentence in sentences {
        if sentence.doc != doc {
            doc.clone_from(&sentence.doc);
            number += 1;
        }
        if number % 2 == 0 { even.push(sentence) } else { odd.push(sentence) }
    }
    (even, odd)
}

/// What the teacher says of the words that the tree has as proper nouns; nothing else is a name. Where it is less sure than so, nothing.
fn taught(teacher: &crate::net::Net, example: &Example, sentence: &Sentence, sure: f64) -> Option<Vec<u8>> {
    let said = say(teacher, &[example]).pop().expect("one sentence, one answer");
    if said.sure < sure {
        return None;
    }
    let proper = |i: usize| sentence.tree.as_ref().is_some_and(|tree| tree.xpos[i].starts_with("NNP"));
    let mut before = 0;
    let mut mark = |i: usize| {
        let said = if proper(i) { said.names[i] } else { 0 };
        // What was cut in two begins again.
        before = if follows(said, before) { said } else { said - 1 };
        u8::try_from(before).unwrap_or(0)
    };
    Some((0..sentence.words.len()).map(&mut mark).collect())
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
