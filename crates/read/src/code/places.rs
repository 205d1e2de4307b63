//! Where a place stands in a sentence: "leave Arden" and "withdraw to Arden" name one place and two answers.

use super::kinds::is;
use super::words::{ARTICLES, Word};

/// How a word is said to be a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    From,
    To,
    Unsaid,
}

impl Place {
    /// By the word before it; articles and names between ("back to the | Arden ridge") say nothing.
    pub(super) fn of(words: &[Word], at: usize) -> Self {
        let here = words[at].sentence;
        let before = words[..at].iter().rev().take_while(|it| it.sentence == here).take(4);
        let before = before.map(|it| (it.folded.as_str(), it.capital)).find(|(word, capital)| !ARTICLES.contains(word) && !capital);
        match before {
            Some((word, _)) if is(word, "from where") => Self::From,
            Some((word, _)) if is(word, "where to") => Self::To,
            _ => Self::Unsaid,
        }
    }

    /// Can a place said so be the same answer as one said like the other?
    pub(super) fn agrees(self, other: Self) -> bool {
        self == other || self == Self::Unsaid || other == Self::Unsaid
    }
}
