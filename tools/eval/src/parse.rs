//! The reader's tags and trees of a treebank's own words: `armistice-eval parse FILE.conllu` prints them as CoNLL-U and, on standard error,
//! the seconds that it took, without unpacking the model. For `bench/peers`.

use std::hint::black_box;
use std::time::Instant;

use armistice_read::syntax::parse_words;

use crate::conllu;

/// Parses, prints.
pub fn run(paths: &[String]) -> Result<(), String> {
    let [path] = paths else { return Err("usage: armistice-eval parse FILE.conllu".to_owned()) };
    let documents = conllu::read(path)?;
    let sentences: Vec<Vec<&str>> =
        documents.iter().flat_map(|it| &it.sentences).map(|it| it.words.iter().map(|word| word.form.as_str()).collect()).collect();
    black_box(parse_words(&["Orvan", "waits"]));
    let start = Instant::now();
    let parsed: Vec<_> = sentences.iter().map(|it| parse_words(it)).collect();
    let seconds = start.elapsed().as_secs_f64();
    for (words, nodes) in sentences.iter().zip(parsed) {
        for (n, (form, it)) in words.iter().zip(nodes).enumerate() {
            println!("{}\t{form}\t_\t{}\t{}\t_\t{}\t{}\t_\t_", n + 1, it.upos, it.xpos, it.head, it.deprel);
        }
        println!();
    }
    eprintln!("{seconds}");
    Ok(())
}
