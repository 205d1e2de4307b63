//! What the reader gives, in the form that the measures compare. The only file that knows how the reader is called.

use std::ops::Range;

use armistice_read::syntax;

/// What the parser says of one word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    pub upos: String,
    pub xpos: String,
    pub lemma: String,
    /// 1-based number of the head within the sentence, 0 for the root.
    pub head: usize,
    pub deprel: String,
}

/// A sentence: its words as bytes of the text, and what the parser says of each (nothing without a parser).
pub struct Sentence {
    pub words: Vec<Range<usize>>,
    pub nodes: Vec<Node>,
}

impl From<&syntax::Node> for Node {
    fn from(it: &syntax::Node) -> Self {
        Self { upos: it.upos.into(), xpos: it.xpos.into(), lemma: String::new(), head: it.head, deprel: it.deprel.into() }
    }
}

/// Cuts and parses a text.
pub fn analyse(text: &str) -> Vec<Sentence> {
    let sentence = |it: Vec<(Range<usize>, syntax::Node)>| Sentence {
        nodes: it.iter().map(|(_, node)| node.into()).collect(),
        words: it.into_iter().map(|(words, _)| words).collect(),
    };
    syntax::analyse(text).into_iter().map(sentence).collect()
}

/// Parses one sentence of given words.
pub fn parse_words(words: &[&str]) -> Vec<Node> {
    syntax::parse_words(words).iter().map(Node::from).collect()
}
