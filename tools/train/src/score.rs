//! `armistice-train score`: how good a fitted network is, and how fast, as the reader uses it: for the choice of its size.

use std::time::Instant;

use armistice_net::{Network, model};

use crate::net::fit::{Names, Span, spans};
use crate::treebank::{self, Sentence};

/// Scores a network on treebanks, words as they are cut there.
#[derive(clap::Args)]
pub struct Args {
    /// The model's file
    model: String,
    /// Treebanks, CoNLL-U, and IOB files of names
    #[arg(required = true)]
    trees: Vec<String>,
    /// Print the names that were missed, and what was said that is none
    #[arg(long)]
    wrong: bool,
}

/// One line a treebank: shares of a hundred words, and words a second of one core, the best of five.
pub fn run(args: &Args) -> Result<(), String> {
    let bytes = std::fs::read(&args.model).map_err(|err| format!("cannot read `{}`: {err}", args.model))?;
    let network = Network::new(model::unpack(&bytes).ok_or_else(|| format!("`{}` is no model", args.model))?);
    for path in &args.trees {
        if !path.ends_with(".conllu") {
            println!("{path}: {}", names(&network, &treebank::iob(path)?, args.wrong));
            continue;
        }
        let sentences = treebank::conllu(path)?;
        if sentences.iter().any(|it| it.names.is_some()) {
            println!("{path}: {}", names(&network, &sentences, args.wrong));
        }
        let forms = || sentences.iter().map(|it| it.words.iter().map(String::as_str).collect());
        let words: usize = sentences.iter().map(|it| it.words.len()).sum();
        let mut seconds = f64::INFINITY;
        let mut said = Vec::new();
        for _ in 0..5 {
            let begun = Instant::now();
            said = network.say(forms());
            seconds = seconds.min(begun.elapsed().as_secs_f64());
        }
        let classes = &network.model.classes;
        let (mut upos, mut xpos, mut heads, mut both) = (0, 0, 0, 0);
        for (said, gold) in said.iter().zip(&sentences) {
            let tree = gold.tree.as_ref().expect("a treebank");
            for i in 0..gold.words.len() {
                upos += usize::from(classes.upos[usize::from(said.upos[i])] == tree.upos[i]);
                xpos += usize::from(classes.xpos[usize::from(said.xpos[i])] == tree.xpos[i]);
                let universal = |relation: &str| relation.split(':').next().map(str::to_owned);
                let relation = universal(&classes.relations[usize::from(said.relations[i])]) == universal(&tree.relations[i]);
                heads += usize::from(said.heads[i] == tree.heads[i]);
                both += usize::from(said.heads[i] == tree.heads[i] && relation);
            }
        }
        let percent = |n: usize| 100.0 * n as f64 / words as f64;
        println!(
            "{path}: upos {:.2} xpos {:.2} uas {:.2} las {:.2}; {:.0} words/s",
            percent(upos),
            percent(xpos),
            percent(heads),
            percent(both),
            words as f64 / seconds
        );
    }
    Ok(())
}

/// Names found right, as the reader spells them; what is wrong is printed, a line a sentence.
fn names(network: &Network, sentences: &[Sentence], wrong: bool) -> String {
    let said = network.say(sentences.iter().map(|it| it.words.iter().map(String::as_str).collect()));
    let mut out = Names::default();
    for (said, sentence) in said.iter().zip(sentences) {
        let Some(marks) = &sentence.names else { continue };
        let gold = spans(&marks.iter().map(|it| usize::from(it.number())).collect::<Vec<_>>());
        let said = spans(&said.names.iter().map(|it| usize::from(*it)).collect::<Vec<_>>());
        out.count(&gold, &said);
        if wrong && gold != said {
            let shown = |all: &[Span], other: &[Span]| {
                let only = all.iter().filter(|it| !other.contains(it));
                only.map(|it| format!("{}:{}", ["PER", "LOC", "ORG"][it.2 - 1], sentence.words[it.0..it.1].join(" "))).collect::<Vec<_>>()
            };
            println!("missed {:?} said {:?} in: {}", shown(&gold, &said), shown(&said, &gold), sentence.words.join(" "));
        }
    }
    out.shown()
}
