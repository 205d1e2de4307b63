//! How much a word says about copying: little where most reports of the set have it, little where English has it anyway.

use super::words::{Words, hash};

/// Words that nearly every English text has; `data/function-words.txt`.
const FUNCTION_WORDS: &str = include_str!("../../../../data/function-words.txt");

const SLOTS: usize = 1 << 20;
/// Weight of general English beside the set: a set of two reports says little about what is rare.
const PRIOR: f32 = 50.0;
/// In how many texts of general English a word stands that is no function word.
const RARE: f32 = 0.01;
/// Below this a word is no content word.
const CONTENT: f32 = 0.7;

/// Weights by word.
pub(super) struct Weights {
    /// By the low bits of the hash. Words that share a slot share a weight: the lower one.
    slots: Vec<f32>,
}

impl Weights {
    /// Counts in how many texts each word stands.
    pub(super) fn new(texts: &[Words]) -> Self {
        let mut counts = vec![0_u32; SLOTS];
        let mut last = vec![u32::MAX; SLOTS];
        for (n, text) in texts.iter().enumerate() {
            let n = u32::try_from(n).unwrap_or(u32::MAX);
            for word in text.all() {
                let slot = slot(word);
                if last[slot] != n {
                    last[slot] = n;
                    counts[slot] += 1;
                }
            }
        }
        let mut expected = vec![RARE; SLOTS];
        for word in FUNCTION_WORDS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            expected[slot(hash(word))] = 0.9;
        }
        let all = texts.len() as f32 + PRIOR;
        let weigh = |count: u32, expected: f32| (all / (count as f32 + PRIOR * expected)).ln().max(0.0);
        // Nearly all slots are of words that stand in no text: one logarithm for all of them.
        let absent = weigh(0, RARE);
        let weight = |(count, expected): (&u32, &f32)| if *count == 0 && *expected == RARE { absent } else { weigh(*count, *expected) };
        Self { slots: counts.iter().zip(&expected).map(weight).collect() }
    }

    pub(super) fn of(&self, word: u32) -> f32 {
        self.slots[slot(word)]
    }

    pub(super) fn is_content(&self, word: u32) -> bool {
        self.of(word) >= CONTENT
    }
}

fn slot(word: u32) -> usize {
    word as usize & (SLOTS - 1)
}
