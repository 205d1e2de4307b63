//! Tags the words of a treebank with harper-brill: `peer-harper FILE.conllu` prints a tag a line ("_" for none), an empty line behind
//! each sentence, and on standard error how many seconds tagging took, without loading the model.

use std::io::Write;
use std::time::Instant;

use harper_brill::{Tagger, brill_tagger};

fn main() {
    let path = std::env::args().nth(1).expect("usage: peer-harper FILE.conllu");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|err| panic!("cannot read `{path}`: {err}"));
    let words = |block: &str| -> Vec<String> {
        let lines = block.lines().filter(|line| line.split('\t').next().is_some_and(|id| id.parse::<u32>().is_ok()));
        lines.filter_map(|line| line.split('\t').nth(1).map(str::to_owned)).collect()
    };
    let sentences: Vec<Vec<String>> = text.split("\n\n").map(words).filter(|it| !it.is_empty()).collect();
    let tagger = brill_tagger();
    let start = Instant::now();
    let tags: Vec<_> = sentences.iter().map(|it| tagger.tag_sentence(it)).collect();
    let seconds = start.elapsed().as_secs_f64();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for sentence in tags {
        for tag in sentence {
            writeln!(out, "{}", tag.map_or_else(|| "_".to_owned(), |it| format!("{it:?}"))).expect("standard output");
        }
        writeln!(out).expect("standard output");
    }
    eprintln!("{seconds}");
}
