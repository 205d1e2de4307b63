//! Words to tags, trees and names: a small network (`armistice-net`) over all words of a sentence, fitted by `tools/train` on open treebanks; its card
//! is `data/models/reader.md`. Takes words as the treebanks cut them; knows no sources, no statements and no case.
//!
//! Public for the tools that fit it and measure it.

mod conllu;
mod parse;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use armistice_net::{Network, Said, model};
pub use conllu::conllu;
pub(crate) use parse::Parse;

/// The fitted weights: about 500,000 numbers and the vectors of words.
const MODEL: &[u8] = include_bytes!("../../../../data/models/reader.bin");

fn network() -> &'static Network {
    static CELL: OnceLock<Network> = OnceLock::new();
    CELL.get_or_init(|| Network::new(model::unpack(MODEL).expect("a test reads the model that is compiled in")))
}

/// A word of a tree, as in CoNLL-U.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Universal tag.
    pub upos: &'static str,
    /// Penn tag.
    pub xpos: &'static str,
    /// Which word of the sentence it depends on, counted from 1; 0 is the root.
    pub head: usize,
    /// How: a universal relation, with its subtype.
    pub deprel: &'static str,
}

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A person.
    Person,
    /// A place, a state or another body with a territory.
    Place,
    /// Any other body.
    Organisation,
}

/// The tree over the words of one sentence, cut as the treebanks cut them. Exactly one word has head 0.
#[must_use]
pub fn parse_words(words: &[&str]) -> Vec<Node> {
    nodes(&say(words))
}

/// The names in one sentence: ranges of words, none within another.
#[must_use]
pub fn names(words: &[&str]) -> Vec<(Range<usize>, Kind)> {
    spans(&say(words).names)
}

/// A text's sentences: each word's bytes in the text, and its place in the tree. A sentence of
/// over 256 words is parsed in pieces that follow the first (`parataxis`).
#[must_use]
pub fn analyse(text: &str) -> Vec<Vec<(Range<usize>, Node)>> {
    let tokens = crate::tokens::tokens(text);
    let parse = Parse::new(&tokens);
    let bytes = |words: Range<usize>| parse.words.all[words].iter().map(|it| it.bytes.clone());
    parse.sentences().map(|(words, nodes)| bytes(words).zip(nodes).collect()).collect()
}

/// Trees of the sentences of a text: each word's bytes in it, and its place in the tree.
pub(crate) type Trees = Vec<Vec<(Range<usize>, Node)>>;

/// What was analysed last, by its text.
struct Known {
    trees: BTreeMap<Box<str>, Arc<Trees>>,
    /// Of all texts together.
    bytes: usize,
}

/// So many bytes of texts are known at a time; their trees take some fifteen times as much.
const MOST: usize = 1 << 20;
static KNOWN: Mutex<Known> = Mutex::new(Known { trees: BTreeMap::new(), bytes: 0 });

/// The same as [`analyse`], without doing it again for what was asked a moment ago: a view is often coded twice (as of two days, with what
/// persons tie and without), and trees take nearly all of that.
pub(crate) fn analysed(text: &str) -> Arc<Trees> {
    let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(there) = known().trees.get(text) {
        return Arc::clone(there);
    }
    let trees = Arc::new(analyse(text));
    let mut known = known();
    if known.bytes + text.len() > MOST {
        *known = Known { trees: BTreeMap::new(), bytes: 0 };
    }
    if text.len() <= MOST && known.trees.insert(text.into(), Arc::clone(&trees)).is_none() {
        known.bytes += text.len();
    }
    trees
}

fn say(words: &[&str]) -> Said {
    network().say(std::iter::once(words.to_vec())).pop().unwrap_or_default()
}

fn nodes(said: &Said) -> Vec<Node> {
    let classes = &network().model.classes;
    let node = |i: usize| Node {
        upos: &classes.upos[usize::from(said.upos[i])],
        xpos: &classes.xpos[usize::from(said.xpos[i])],
        head: said.heads[i],
        deprel: &classes.relations[usize::from(said.relations[i])],
    };
    (0..said.heads.len()).map(node).collect()
}

fn spans(marks: &[u8]) -> Vec<(Range<usize>, Kind)> {
    let mut out: Vec<(Range<usize>, Kind)> = Vec::new();
    for (i, &mark) in marks.iter().enumerate().filter(|(_, mark)| **mark > 0) {
        match out.last_mut().filter(|_| mark % 2 == 0) {
            Some(last) => last.0.end = i + 1,
            None => out.push((i..i + 1, [Kind::Person, Kind::Place, Kind::Organisation][usize::from(mark - 1) / 2])),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_sentence_has_its_tree() {
        let words = ["The", "envoy", "of", "Lusmark", "said", "that", "guards", "would", "leave", "."];
        let found: Vec<String> = parse_words(&words).iter().map(|it| format!("{}/{}/{}", it.upos, it.head, it.deprel)).collect();
        assert_eq!(
            found.join(" "),
            "DET/2/det NOUN/5/nsubj ADP/4/case PROPN/2/nmod VERB/0/root SCONJ/9/mark NOUN/9/nsubj AUX/9/aux VERB/5/ccomp PUNCT/5/punct"
        );
    }

    #[test]
    fn the_card_gives_the_digest_of_the_model() {
        use sha2::{Digest, Sha256};
        let digest: String = Sha256::digest(MODEL).iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(include_str!("../../../../data/models/reader.md").contains(&digest), "{digest}");
    }
}
