//! The words of a phrase of the case in a text: in their order, in another, or as a noun with its verb ("a panel that only advises").

use super::kinds::is;
use super::near::general;
use super::phrase::{Between, Room, places};
use super::words::{ARTICLES, Word, is_verb};

/// The stems of a phrase, and how they may stand in a text. However they stand, all of them do.
pub(super) struct Stems {
    stems: Vec<String>,
    /// May no other word stand between?
    tight: bool,
    /// May they stand in another order?
    any_order: bool,
    /// Is it a noun with what a verb can say of it?
    clause: bool,
}

impl Stems {
    pub(super) fn new(stems: Vec<String>) -> Self {
        let digits = stems.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        let long = stems.iter().all(|word| word.chars().count() > 3);
        Self {
            // "All the blame for the fishermen" is not "all fishermen".
            tight: digits || stems.len() < 2 || stems.len() == 2 && general(&stems[0]),
            // Phrases with numbers, and phrases of fewer than three words, are only matched in their own order.
            any_order: stems.len() > 2 && long && !digits,
            clause: stems.len() == 2 && long && stems[0] != stems[1],
            stems,
        }
    }

    /// In the order of the phrase.
    pub(super) fn all(&self) -> &[String] {
        &self.stems
    }

    /// The words of the text that the phrase takes from `at` on, in whichever way.
    pub(super) fn at(&self, words: &[Word], at: usize) -> Option<Vec<usize>> {
        let stem = &words.get(at)?.stem;
        let ordered = if self.stems.first() == Some(stem) { self.in_order(words, at) } else { None };
        ordered
            .or_else(|| if self.any_order && self.stems.contains(stem) { self.in_any_order(words, at) } else { None })
            .or_else(|| if self.clause && self.stems.get(1) == Some(stem) { self.as_clause(words, at) } else { None })
    }

    /// In the phrase's order. Articles and "its" may stand between; of phrases without numbers, up to three other words of the sentence
    /// that begin nothing new.
    fn in_order(&self, words: &[Word], at: usize) -> Option<Vec<usize>> {
        let phrase = &self.stems;
        let room = Room { each: if self.tight { 0 } else { 3 }, all: usize::MAX };
        let here = |i: usize| words[i].sentence == words[at].sentence;
        let between = |i: usize| match &words[i] {
            word if !here(i) || words[i - 1].paused || is(&word.folded, "bars") => Between::Bar,
            word if PASSED.contains(&word.folded.as_str()) => Between::Passed,
            _ => Between::Other,
        };
        places(words.len(), at, phrase.len(), room, |i, n| words[i].stem == phrase[n] && here(i), between)
    }

    /// The same words in another order within a short stretch: "joint panel consent" in "consent of a joint panel".
    fn in_any_order(&self, words: &[Word], at: usize) -> Option<Vec<usize>> {
        let here = |i: &usize| words[*i].sentence == words[at].sentence;
        let reach = words.len().min(at + self.stems.len() + 3);
        let place = |want: &String| (at..reach).filter(here).find(|&i| words[i].stem == *want);
        let mut found = self.stems.iter().map(place).collect::<Option<Vec<usize>>>()?;
        found.sort_unstable();
        Some(found)
    }

    /// "A panel that only advises" for "advisory panel": of two words the second with the verb of the first right behind it, or with "of".
    fn as_clause(&self, words: &[Word], at: usize) -> Option<Vec<usize>> {
        let (first, noun) = (self.stems.first()?, words.get(at)?);
        if noun.paused {
            return None;
        }
        // "A mission of the Council" for "Council mission".
        let of = words[at + 1..]
            .iter()
            .take(5)
            .take_while(|word| word.sentence == noun.sentence && !word.paused)
            .position(|word| word.stem == *first);
        if let Some(gap) = of
            .filter(|gap| *gap > 0 && words[at + 1].folded == "of" && !words[at + 1..at + 1 + gap].iter().any(|it| is(&it.folded, "bars")))
        {
            return Some(vec![at, at + gap + 1]);
        }
        let rest = words[at + 1..].iter().take(5).take_while(|word| word.sentence == noun.sentence);
        let passed = rest.take_while(|word| BEFORE_VERB.contains(&word.folded.as_str())).count();
        let verb = words.get(at + 1 + passed).filter(|word| word.sentence == noun.sentence && word.stem == *first)?;
        // "the panel, advisory and small": made of the verb, and no verb.
        is_verb(&verb.folded).then(|| vec![at, at + passed + 1])
    }
}

/// Between a noun and its verb.
const BEFORE_VERB: [&str; 12] = ["that", "which", "who", "only", "merely", "just", "would", "will", "can", "could", "may", "to"];
const PASSED: [&str; 10] = [ARTICLES[0], ARTICLES[1], ARTICLES[2], "any", "its", "of", "our", "their", "full", "total"];
