//! Words, sentences, tags, lemmas and trees against a treebank, as the CoNLL 2018 shared task counts them: F1 over spans of characters
//! other than white space; tags, lemmas and heads over aligned words. LAS compares relations without their subtype (before ":"); a second
//! line compares them whole. `--raw` starts from the running text (paragraphs by an empty line, sentences as SpaceAfter says),
//! without it the gold words of each sentence are parsed.

use std::collections::BTreeSet;

use crate::align::{Spanned, align};
use crate::conllu::{self, Document};
use crate::reader::{self, Node};

/// Counts of one measure: right, in gold, in ours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub right: usize,
    pub gold: usize,
    pub ours: usize,
}

impl Count {
    /// Harmonic mean of precision and recall, in percent.
    pub fn f1(self) -> f64 {
        200.0 * self.right as f64 / (self.gold + self.ours).max(1) as f64
    }

    fn add(&mut self, right: usize, gold: usize, ours: usize) {
        self.right += right;
        self.gold += gold;
        self.ours += ours;
    }
}

/// The measures in the order in which they are printed.
pub const NAMES: [&str; 8] = ["words", "sentences", "UPOS", "XPOS", "lemmas", "UAS", "LAS", "LAS with subtypes"];

/// One count a name.
pub type Counts = [Count; NAMES.len()];

/// Prints a table for each file.
pub fn run(args: &[String]) -> Result<(), String> {
    let raw = args.iter().any(|it| it == "--raw");
    for path in args.iter().filter(|it| !it.starts_with("--")) {
        let counts = count(&conllu::read(path)?, raw)?;
        println!("{path}: {}", if raw { "from raw text" } else { "on gold words" });
        for (name, count) in NAMES.iter().zip(counts).filter(|(_, count)| count.gold > 0) {
            println!("  {name:18} {:6.2}  (right {}, gold {}, ours {})", count.f1(), count.right, count.gold, count.ours);
        }
    }
    Ok(())
}

/// Counts over all documents.
pub fn count(documents: &[Document], raw: bool) -> Result<Counts, String> {
    let mut counts = Counts::default();
    for document in documents {
        let gold = Side::gold(document);
        let ours = if raw { Side::raw(&document.text) } else { Side::parsed(document) };
        compare(&gold, &ours, &mut counts).map_err(|err| format!("{}: {err}", document.id))?;
    }
    Ok(counts)
}

/// One analysis of a document: gold's or ours.
struct Side {
    characters: usize,
    words: Vec<Spanned>,
    /// For each word; head is an index into `words`, from 1, over the whole document. Empty without a parser.
    nodes: Vec<Node>,
    sentences: BTreeSet<(usize, usize)>,
}

impl Side {
    fn gold(document: &Document) -> Self {
        let mut out = Self { characters: 0, words: Vec::new(), nodes: Vec::new(), sentences: BTreeSet::new() };
        for sentence in &document.sentences {
            let (first, start) = (out.words.len(), out.characters);
            let mut n = 0;
            while n < sentence.words.len() {
                let token = sentence.multiword.iter().find(|it| it.words.start == n);
                let (form, words) = token.map_or((&sentence.words[n].form, n..n + 1), |it| (&it.form, it.words.clone()));
                let span = out.characters..out.characters + letters(form);
                out.characters = span.end;
                n = words.end;
                let spanned =
                    |word: &conllu::Word| Spanned { span: span.clone(), multiword: token.is_some(), form: word.form.to_lowercase() };
                out.words.extend(sentence.words[words].iter().map(spanned));
            }
            out.nodes.extend(sentence.words.iter().map(|word| within(&node(word), first)));
            out.sentences.insert((start, out.characters));
        }
        out
    }

    /// What the reader makes of the running text.
    fn raw(text: &str) -> Self {
        let mut out = Self { characters: letters(text), words: Vec::new(), nodes: Vec::new(), sentences: BTreeSet::new() };
        let (mut at, mut byte) = (0, 0);
        for sentence in reader::analyse(text) {
            let first = out.words.len();
            for bytes in &sentence.words {
                at += letters(&text[byte..bytes.start]);
                let form = &text[bytes.clone()];
                out.words.push(Spanned { span: at..at + letters(form), multiword: false, form: form.to_lowercase() });
                at += letters(form);
                byte = bytes.end;
            }
            if let (Some(from), Some(to)) = (out.words.get(first), out.words.last()) {
                out.sentences.insert((from.span.start, to.span.end));
            }
            out.nodes.extend(sentence.nodes.iter().map(|node| within(node, first)));
        }
        out
    }

    /// What the parser makes of the gold words.
    fn parsed(document: &Document) -> Self {
        let mut out = Self { nodes: Vec::new(), ..Self::gold(document) };
        let mut first = 0;
        for sentence in &document.sentences {
            let words: Vec<&str> = sentence.words.iter().map(|it| it.form.as_str()).collect();
            out.nodes.extend(reader::parse_words(&words).iter().map(|node| within(node, first)));
            first += words.len();
        }
        out
    }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

fn node(word: &conllu::Word) -> Node {
    let [upos, xpos, lemma, deprel] = [&word.upos, &word.xpos, &word.lemma, &word.deprel].map(Clone::clone);
    Node { upos, xpos, lemma, head: word.head, deprel }
}

/// The node with its head counted from the document's first word.
fn within(node: &Node, first: usize) -> Node {
    Node { head: if node.head == 0 { 0 } else { node.head + first }, ..node.clone() }
}

fn compare(gold: &Side, ours: &Side, counts: &mut Counts) -> Result<(), String> {
    if gold.characters != ours.characters {
        return Err(format!("{} characters, not {}", ours.characters, gold.characters));
    }
    let pairs = align(&gold.words, &ours.words);
    counts[0].add(pairs.len(), gold.words.len(), ours.words.len());
    counts[1].add(gold.sentences.intersection(&ours.sentences).count(), gold.sentences.len(), ours.sentences.len());
    if ours.nodes.len() != ours.words.len() {
        return if ours.nodes.is_empty() { Ok(()) } else { Err("words and nodes differ in number".to_owned()) };
    }
    let mut to_gold = vec![0; ours.words.len() + 1];
    for (g, o) in &pairs {
        to_gold[o + 1] = g + 1;
    }
    let mut right = [0; NAMES.len()];
    for (g, o) in &pairs {
        let (a, b) = (&gold.nodes[*g], &ours.nodes[*o]);
        let head = if a.head == 0 { b.head == 0 } else { to_gold[b.head] == a.head };
        let plain = |relation: &str| relation.split(':').next().unwrap_or_default().to_owned();
        let lemma = a.lemma == "_" || a.lemma == b.lemma;
        let held =
            [a.upos == b.upos, a.xpos == b.xpos, lemma, head, head && plain(&a.deprel) == plain(&b.deprel), head && a.deprel == b.deprel];
        for (n, it) in held.iter().enumerate() {
            right[n + 2] += usize::from(*it);
        }
    }
    for (n, count) in counts.iter_mut().enumerate().skip(2) {
        count.add(right[n], gold.words.len(), ours.words.len());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLD: &str = "# newdoc id = d\n# newpar\n# text = Rill can't go.\n1\tRill\tRill\tPROPN\tNNP\t_\t4\tnsubj\t_\t_\n\
        2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_\n2\tca\tcan\tAUX\tMD\t_\t4\taux\t_\t_\n3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n\
        4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n# text = Selm waits\n\
        1\tSelm\tSelm\tPROPN\tNNP\t_\t2\tnsubj:x\t_\t_\n2\twaits\twait\tVERB\tVBZ\t_\t0\troot\t_\t_\n";

    fn sides() -> (Side, Side) {
        let documents = conllu::parse(GOLD).unwrap();
        (Side::gold(&documents[0]), Side::gold(&documents[0]))
    }

    #[test]
    fn gold_against_itself_is_all_right() {
        let (gold, ours) = sides();
        let mut counts = Counts::default();
        compare(&gold, &ours, &mut counts).unwrap();
        assert!(
            counts
                .iter()
                .enumerate()
                .all(|(n, it)| *it == if n == 1 { Count { right: 2, gold: 2, ours: 2 } } else { Count { right: 7, gold: 7, ours: 7 } })
        );
    }

    #[test]
    fn a_head_counts_only_where_it_is_aligned() {
        let (gold, mut ours) = sides();
        ours.nodes[5].deprel = "nsubj".to_owned();
        ours.nodes[0].head = 3;
        ours.nodes[1].lemma = "ca".to_owned();
        let mut counts = Counts::default();
        compare(&gold, &ours, &mut counts).unwrap();
        assert_eq!(counts.map(|it| it.right), [7, 2, 7, 7, 6, 6, 6, 5]);
        // Without the verb, neither it nor the heads of its children are right.
        ours.words[3].span = 6..9;
        ours.words.remove(4);
        ours.nodes.remove(4);
        ours.nodes[4].head = 6;
        let mut counts = Counts::default();
        compare(&gold, &ours, &mut counts).unwrap();
        assert_eq!((counts[0].right, counts[5].right, counts[6].right), (5, 2, 2));
    }

    #[test]
    fn raw_text_has_our_words_and_sentences() {
        let counts = count(&conllu::parse(GOLD).unwrap(), true).unwrap();
        assert_eq!((counts[0], counts[1].right), (Count { right: 7, gold: 7, ours: 7 }, 2));
    }
}
