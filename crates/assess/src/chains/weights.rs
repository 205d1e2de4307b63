//! How much a word says about copying: little where most reports of the set have it, little where English has it anyway.

use std::collections::BTreeSet;

use super::words::{Words, hash};

/// Words that nearly every English text has; `data/function-words.txt`.
const FUNCTION_WORDS: &str = include_str!("../../../../data/function-words.txt");

/// Bits of a slot.
const BITS: u32 = 20;
/// Weight of general English beside the set: a set of two reports says little about what is rare.
const PRIOR: f32 = 50.0;
/// In how many texts of general English a word stands that is no function word.
const RARE: f32 = 0.01;
/// In how many a function word does.
const EVERYWHERE: f32 = 0.9;
/// Below this a word is no content word.
const CONTENT: f32 = 0.7;

/// Weights by word, of the words that stand in a text.
pub(super) struct Weights {
    /// By the low bits of the hash, in order. Words that share a slot share a weight.
    slots: Vec<(u32, f32)>,
    /// Where in `slots` those begin whose slot has these highest bits: hashes are spread evenly, so about one a place.
    starts: Vec<u32>,
    /// Bits of a slot below the highest.
    below: u32,
}

impl Weights {
    /// Counts in how many texts each word stands.
    pub(super) fn new(texts: &[Words]) -> Self {
        let expected: BTreeSet<u32> =
            FUNCTION_WORDS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|word| slot(hash(word))).collect();
        let all = texts.len() as f32 + PRIOR;
        let weigh = |slot: u32, texts: usize| {
            let expected = if expected.contains(&slot) { EVERYWHERE } else { RARE };
            (slot, (all / (texts as f32 + PRIOR * expected)).ln().max(0.0))
        };
        let slots: Vec<(u32, f32)> = in_texts(texts).chunk_by(|a, b| a == b).map(|run| weigh(run[0], run.len())).collect();
        let below = BITS.saturating_sub(slots.len().max(1).ilog2());
        let mut starts = vec![0; (1 << (BITS - below)) + 1];
        slots.iter().for_each(|(slot, _)| starts[(slot >> below) as usize + 1] += 1);
        for n in 1..starts.len() {
            starts[n] += starts[n - 1];
        }
        Self { slots, starts, below }
    }

    /// Nothing for a word that stands in no text.
    pub(super) fn of(&self, word: u32) -> f32 {
        let slot = slot(word);
        let at = (slot >> self.below) as usize;
        let near = &self.slots[self.starts[at] as usize..self.starts[at + 1] as usize];
        near.iter().find(|it| it.0 == slot).map_or(0.0, |it| it.1)
    }

    pub(super) fn is_content(&self, word: u32) -> bool {
        self.of(word) >= CONTENT
    }
}

/// The slot of every word of every text, once for each text, in order: four bytes for each word of a text while they are counted.
fn in_texts(texts: &[Words]) -> Vec<u32> {
    let mut out = Vec::new();
    for text in texts {
        let mut own: Vec<u32> = text.all().map(slot).collect();
        own.sort_unstable();
        own.dedup();
        out.extend(own);
    }
    out.sort_unstable();
    out
}

fn slot(word: u32) -> u32 {
    word & ((1 << BITS) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_weighs_less_the_more_texts_have_it() {
        for n in [1_u8, 3, 200] {
            let text = |n: u8| format!("The pilots of pier {n} met. The pilots wait{}", if n == 0 { " at dusk." } else { "." });
            let texts: Vec<Words> = (0..n).map(|it| Words::new(&text(it))).collect();
            let weights = Weights::new(&texts);
            let of = |word: &str| weights.of(hash(word));
            let by_hand = |texts: u8, expected: f32| ((f32::from(n) + 50.0) / (f32::from(texts) + 50.0 * expected)).ln().max(0.0);
            assert_eq!((of("pilots"), of("pilot"), of("dusk")), (by_hand(n, 0.01), by_hand(n, 0.01), by_hand(1, 0.01)));
            assert_eq!((of("the"), of("lantern")), (by_hand(n, 0.9), 0.0));
        }
    }
}
