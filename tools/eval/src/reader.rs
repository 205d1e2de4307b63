//! What the reader gives, in the form that the measures compare. The only file that knows how the reader is called.

use std::ops::Range;

use armistice_read::{lemmas, syntax};

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

impl Node {
    fn new(form: &str, it: &syntax::Node) -> Self {
        let lemma = lemmas::lemma(form, it.upos, it.xpos);
        Self { upos: it.upos.into(), xpos: it.xpos.into(), lemma, head: it.head, deprel: it.deprel.into() }
    }
}

/// Cuts and parses a text.
pub fn analyse(text: &str) -> Vec<Sentence> {
    let sentence = |it: Vec<(Range<usize>, syntax::Node)>| Sentence {
        nodes: it.iter().map(|(bytes, node)| Node::new(&text[bytes.clone()], node)).collect(),
        words: it.into_iter().map(|(words, _)| words).collect(),
    };
    syntax::analyse(text).into_iter().map(sentence).collect()
}

/// Parses one sentence of given words.
pub fn parse_words(words: &[&str]) -> Vec<Node> {
    words.iter().zip(&syntax::parse_words(words)).map(|(form, node)| Node::new(form, node)).collect()
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Person,
    Place,
    Organisation,
}

impl Kind {
    /// As printed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "persons",
            Self::Place => "places",
            Self::Organisation => "organisations",
        }
    }
}

/// The names in one sentence of given words.
pub fn names(words: &[&str]) -> Vec<(Range<usize>, Kind)> {
    let kind = |it| match it {
        syntax::Kind::Person => Kind::Person,
        syntax::Kind::Place => Kind::Place,
        syntax::Kind::Organisation => Kind::Organisation,
    };
    syntax::names(words).into_iter().map(|(words, it)| (words, kind(it))).collect()
}
