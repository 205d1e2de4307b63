//! The trees of a whole text, seen from its tokens: what a token depends on, and how.

use std::ops::Range;

use armistice_net::Said;

use super::{Kind, Node, network, spans};
use crate::tags::Tag;
use crate::tokens::Tokens;
use crate::words::{self, Words};

/// A sentence with more words is parsed in pieces: no tree is that large, and heads take the square of the words.
const LONGEST: usize = 256;

/// A text's words with their trees and names. Numbers of words count through the text.
pub(crate) struct Parse {
    pub(crate) words: Words,
    nodes: Vec<Word>,
    /// For each token its word that depends on a word of another token.
    top: Vec<usize>,
    /// Names as ranges of words, in order, none within another.
    pub(crate) names: Vec<(Range<usize>, Kind)>,
}

/// A word in its tree.
#[derive(Clone, Copy, Debug)]
struct Word {
    upos: u8,
    xpos: u8,
    relation: u8,
    /// `None` for the root of its sentence.
    head: Option<usize>,
}

impl Parse {
    /// Cuts and parses every sentence.
    pub(crate) fn new(tokens: &Tokens<'_>) -> Self {
        let words = words::words(tokens);
        let pieces: Vec<Range<usize>> = words.sentences.iter().flat_map(|it| pieces(it.clone())).collect();
        let forms = |piece: &Range<usize>| words.all[piece.clone()].iter().map(|it| &tokens.text[it.bytes.clone()]).collect();
        let said = network().say(pieces.iter().map(forms));
        let (mut nodes, mut names): (Vec<Word>, _) = (Vec::with_capacity(words.all.len()), Vec::new());
        for (piece, said) in pieces.iter().zip(&said) {
            let sentence = words.sentences.partition_point(|it| it.end <= piece.start);
            let first = words.sentences[sentence].start;
            let root = (first < piece.start).then(|| (first..piece.start).find(|&word| nodes[word].head.is_none())).flatten();
            nodes.extend((0..piece.len()).map(|i| Word::new(said, i, piece.start, root)));
            names.extend(spans(&said.names).into_iter().map(|(it, kind)| (it.start + piece.start..it.end + piece.start, kind)));
        }
        let outside = |of: &Range<usize>| of.clone().find(|&word| nodes[word].head.is_none_or(|head| !of.contains(&head)));
        let top = words.of_token.iter().map(|of| outside(of).unwrap_or(of.start)).collect();
        Self { words, nodes, top, names }
    }

    /// The token that a token depends on; `None` for the root of a sentence.
    pub(crate) fn head(&self, token: usize) -> Option<usize> {
        Some(self.words.all[self.nodes[self.top[token]].head?].tokens.start)
    }

    /// The tag of a token that is one word.
    pub(crate) fn tag(&self, token: usize) -> Option<Tag> {
        let words = self.words.of_token.get(token).filter(|it| it.len() == 1)?;
        Some(Tag::from_name(&network().model.classes.xpos[usize::from(self.nodes[words.start].xpos)]))
    }

    /// How it depends on it: a universal relation with its subtype.
    pub(crate) fn relation(&self, token: usize) -> &'static str {
        &network().model.classes.relations[usize::from(self.nodes[self.top[token]].relation)]
    }

    /// Each sentence's words in their trees; heads count from 1 in the sentence.
    pub(super) fn sentences(&self) -> impl Iterator<Item = (Range<usize>, Vec<Node>)> {
        let classes = &network().model.classes;
        self.words.sentences.iter().map(|sentence| {
            let node = |word: &Word| Node {
                upos: &classes.upos[usize::from(word.upos)],
                xpos: &classes.xpos[usize::from(word.xpos)],
                head: word.head.map_or(0, |head| head + 1 - sentence.start),
                deprel: &classes.relations[usize::from(word.relation)],
            };
            (sentence.clone(), self.nodes[sentence.clone()].iter().map(node).collect())
        })
    }
}

impl Word {
    /// The word at `i` of a piece that begins at `start`; the root of a later piece follows that of the first.
    fn new(said: &Said, i: usize, start: usize, first: Option<usize>) -> Self {
        let own = said.heads[i].checked_sub(1).map(|head| head + start);
        let relation = if own.is_none() && first.is_some() { parataxis() } else { said.relations[i] };
        Self { upos: said.upos[i], xpos: said.xpos[i], relation, head: own.or(first) }
    }
}

/// The number of the relation of what only follows.
fn parataxis() -> u8 {
    let relations = &network().model.classes.relations;
    relations.iter().position(|it| it == "parataxis").and_then(|at| u8::try_from(at).ok()).unwrap_or(0)
}

/// A sentence in pieces of at most [`LONGEST`] words.
fn pieces(sentence: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    sentence.clone().step_by(LONGEST).map(move |start| start..(start + LONGEST).min(sentence.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokens;

    #[test]
    fn a_token_of_several_words_depends_on_what_its_last_word_depends_on() {
        let text = "Guards met the six-member panel on Friday.";
        let tokens = tokens(text);
        let parse = Parse::new(&tokens);
        assert_eq!(parse.words.all.len(), 10);
        assert_eq!((tokens.word(3), parse.head(3), parse.head(4), parse.head(1)), ("six-member", Some(4), Some(1), None));
        assert_eq!(parse.relation(4), "obj");
    }

    #[test]
    fn what_is_no_sentence_is_parsed_in_pieces() {
        let text = "guards wait ".repeat(400);
        let parse = Parse::new(&tokens(&text));
        let nodes: Vec<Node> = parse.sentences().flat_map(|it| it.1).collect();
        assert_eq!((nodes.len(), parse.words.sentences.len()), (800, 2));
        assert_eq!(nodes.iter().filter(|it| it.head == 0).count(), 2);
    }
}
