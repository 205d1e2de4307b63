//! Which pairs of texts are worth comparing: those that share several pairs of neighbouring content words that few other texts have.
//!
//! An inverted index over a consistent sample of the word pairs (Broder 1997, "On the resemblance and containment of documents": a sample by
//! hash value keeps containment, so a short cut copy is found as well as a whole one). Word pairs, of which half survive where three words
//! in ten are changed; and three words in a row, of which a third do, since in a large set on few topics most pairs stand in a crowd.

use armistice_cores::each_with;

use super::counts::Counts;
use super::weights::Weights;
use super::words::{Words, mix};

/// Word pairs looked up in all; above it a sample of them by hash value.
const MOST: usize = 12_000_000;
/// A word pair in more texts than this tells little; there, each text is paired with its nearest neighbours only, so that the hundredth
/// copy of one agency report is still found.
const CROWD: usize = 48;
const NEIGHBOURS: usize = 10;
/// Shared word pairs that make a candidate.
const SHARED: u16 = 2;
/// Candidates compared for each text, those that share most first.
const COMPARED: usize = 80;

/// For each text, earlier texts to compare it with. The same for any number of threads.
pub(super) fn candidates(texts: &[Words], weights: &Weights) -> Vec<Vec<u32>> {
    let index = Index::new(texts, weights);
    each_with(texts, super::FEW, || Counts::new(texts.len()), |counts, n, _| index.before(n, counts))
}

struct Index {
    /// (word pair, text), sorted.
    postings: Vec<(u32, u32)>,
    /// Places in `postings` by text: where each of its pairs stands.
    places: Vec<u32>,
    /// Where the places of each text begin.
    starts: Vec<usize>,
}

impl Index {
    fn new(texts: &[Words], weights: &Weights) -> Self {
        let words: usize = texts.iter().map(|it| it.all().count()).sum();
        let step = u32::try_from(words / MOST + 1).unwrap_or(u32::MAX);
        let mut postings: Vec<(u32, u32)> = Vec::new();
        let mut own: Vec<u32> = Vec::new();
        for (n, text) in texts.iter().enumerate() {
            let n = u32::try_from(n).unwrap_or(u32::MAX);
            own.clear();
            // In a large set three words tell more than two, of which most stand in a crowd: more of them are looked up.
            shingles(text, weights, |pair, three| {
                if pair.is_multiple_of(if three { step.div_ceil(3) } else { 2 * step - 1 }) {
                    own.push(pair);
                }
            });
            own.sort_unstable();
            own.dedup();
            postings.extend(own.iter().map(|pair| (*pair, n)));
        }
        postings.sort_unstable();
        let mut starts = vec![0_usize; texts.len() + 1];
        for (_, text) in &postings {
            starts[*text as usize + 1] += 1;
        }
        for n in 0..texts.len() {
            starts[n + 1] += starts[n];
        }
        let mut next = starts.clone();
        let mut places = vec![0_u32; postings.len()];
        for (at, (_, text)) in postings.iter().enumerate() {
            places[next[*text as usize]] = u32::try_from(at).unwrap_or(u32::MAX);
            next[*text as usize] += 1;
        }
        Self { postings, places, starts }
    }

    /// Earlier texts that share enough with text `n`, those that share most first, then by number.
    fn before(&self, n: usize, counts: &mut Counts) -> Vec<u32> {
        for place in &self.places[self.starts[n]..self.starts[n + 1]] {
            let at = *place as usize;
            let pair = self.postings[at].0;
            let earlier = self.postings[..at].iter().rev().take_while(|it| it.0 == pair).take(CROWD + 1);
            let behind = self.postings[at + 1..].iter().take_while(|it| it.0 == pair).take(CROWD + 1).count();
            let before = earlier.clone().count();
            let most = if before + behind >= CROWD { NEIGHBOURS } else { CROWD };
            for (_, text) in earlier.take(most) {
                counts.add(*text);
            }
        }
        let shared = counts.taken().into_iter().filter(|(_, count)| *count >= SHARED);
        let mut found: Vec<(std::cmp::Reverse<u16>, u32)> = shared.map(|(text, count)| (std::cmp::Reverse(count), text)).collect();
        found.sort_unstable();
        found.truncate(COMPARED);
        found.into_iter().map(|(_, text)| text).collect()
    }
}

/// Pairs of content words next to each other, or with one between them, whichever stands first; and three in a row.
fn shingles(text: &Words, weights: &Weights, mut give: impl FnMut(u32, bool)) {
    for sentence in &text.sentences {
        let (mut one, mut two) = (None, None);
        for word in sentence.words.iter().copied().filter(|word| weights.is_content(*word)) {
            for before in [one, two].into_iter().flatten() {
                give(pair(before, word), false);
            }
            if let (Some(first), Some(second)) = (one, two) {
                give(pair(pair(first, second), word), true);
            }
            (one, two) = (two, Some(word));
        }
    }
}

/// The same whichever of the two stands first.
fn pair(a: u32, b: u32) -> u32 {
    mix((u64::from(a.min(b)) << 32) | u64::from(a.max(b))) as u32
}
