//! Trees in the form that treebanks and their tools share: <https://universaldependencies.org/format.html>.

use std::fmt::Write;

use super::{Kind, Parse};
use crate::lemmas::lemma;
use crate::tokens::tokens;

/// A text's sentences as CoNLL-U: words as the treebanks cut them, lemma, tags, head and relation; names in the last column as
/// `Name=B-PER`. Nothing for a text without words.
#[must_use]
pub fn conllu(text: &str) -> String {
    let tokens = tokens(text);
    let parse = Parse::new(&tokens);
    let mut marks = vec![""; parse.words.all.len()];
    for (range, kind) in &parse.names {
        let (begins, inside) = match kind {
            Kind::Person => ("B-PER", "I-PER"),
            Kind::Place => ("B-LOC", "I-LOC"),
            Kind::Organisation => ("B-ORG", "I-ORG"),
        };
        marks[range.clone()].fill(inside);
        marks[range.start] = begins;
    }
    let mut out = String::new();
    for (n, (words, nodes)) in parse.sentences().enumerate() {
        let bytes = |word: usize| parse.words.all[word].bytes.clone();
        let whole = &text[bytes(words.start).start..bytes(words.end - 1).end];
        let _ = writeln!(out, "# sent_id = {}\n# text = {}", n + 1, whole.split_whitespace().collect::<Vec<_>>().join(" "));
        for (i, node) in nodes.iter().enumerate() {
            let word = words.start + i;
            let form = &text[bytes(word)];
            let glued = word + 1 < words.end && bytes(word).end == bytes(word + 1).start;
            let misc = [(!marks[word].is_empty()).then(|| format!("Name={}", marks[word])), glued.then(|| "SpaceAfter=No".to_owned())];
            let misc = misc.into_iter().flatten().collect::<Vec<_>>().join("|");
            let misc = if misc.is_empty() { "_" } else { &misc };
            let lemma = lemma(form, node.upos, node.xpos);
            let _ = writeln!(out, "{}\t{form}\t{lemma}\t{}\t{}\t_\t{}\t{}\t_\t{misc}", i + 1, node.upos, node.xpos, node.head, node.deprel);
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_a_block_of_ten_columns() {
        let found = conllu("Ada Marsh doesn't \u{a0}wait. \u{7}");
        let lines: Vec<&str> = found.lines().collect();
        assert_eq!(lines[..2], ["# sent_id = 1", "# text = Ada Marsh doesn't wait."]);
        assert!(lines[2].starts_with("1\tAda\tAda\tPROPN\tNNP\t_\t"), "{}", lines[2]);
        assert!(lines[4].starts_with("3\tdoes\tdo\tAUX\tVBZ\t_\t") && lines[4].ends_with("SpaceAfter=No"), "{}", lines[4]);
        assert!(lines.iter().filter(|it| !it.is_empty() && !it.starts_with('#')).all(|it| it.split('\t').count() == 10));
        assert_eq!(conllu(" \n"), "");
        let names: Vec<String> = conllu("Foreign Minister Otto Rask spoke in Selm.")
            .lines()
            .filter(|it| it.contains("Name="))
            .map(|it| it.split('\t').nth(1).unwrap_or("").to_owned())
            .collect();
        assert!(names.join(" ").contains("Otto Rask"), "{names:?}");
    }
}
