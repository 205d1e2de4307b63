//! Which pairs of texts are worth comparing: those that share several pairs of neighbouring content words that few other texts have.
//!
//! An inverted index over a consistent sample of the word pairs (Broder 1997, "On the resemblance and containment of documents": a sample by
//! hash value keeps containment, so a short cut copy is found as well as a whole one). Word pairs, of which half survive where three words
//! in ten are changed; and three words in a row, of which a third do, since in a large set on few topics most pairs stand in a crowd.

use armistice_cores::{each, each_with};

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

/// Which texts have which word pair.
struct Index {
    /// The texts that have a pair, in order; pair by pair.
    texts: Vec<u32>,
    /// Where in `texts` those of each pair begin, and where the last end.
    pairs: Vec<u32>,
    /// The pairs of each text, text by text: which it is, and where in `texts` this text stands for it.
    places: Vec<(u32, u32)>,
    /// Where the places of each text begin.
    starts: Vec<usize>,
}

impl Index {
    fn new(texts: &[Words], weights: &Weights) -> Self {
        let words: usize = texts.iter().map(|it| it.all().count()).sum();
        let step = u32::try_from(words / MOST + 1).unwrap_or(u32::MAX);
        let own: Vec<Vec<u32>> = each(texts, super::FEW, |_, text| sampled(text, weights, step));
        let mut starts = vec![0_usize; texts.len() + 1];
        for (n, own) in own.iter().enumerate() {
            starts[n + 1] = starts[n] + own.len();
        }
        let postings = by_pair(own);
        let all = *starts.last().unwrap_or(&0);
        let mut out = Self { texts: Vec::with_capacity(all), pairs: vec![0], places: vec![(0, 0); all], starts };
        let mut next = out.starts.clone();
        for run in postings.iter().flat_map(|part| part.chunk_by(|a, b| a.0 == b.0)) {
            let pair = place(out.pairs.len() - 1);
            for (_, text) in run {
                let at = &mut next[*text as usize];
                out.places[*at] = (pair, place(out.texts.len()));
                *at += 1;
                out.texts.push(*text);
            }
            out.pairs.push(place(out.texts.len()));
        }
        out
    }

    /// Earlier texts that share enough with text `n`, those that share most first, then by number.
    fn before(&self, n: usize, counts: &mut Counts) -> Vec<u32> {
        for (pair, at) in &self.places[self.starts[n]..self.starts[n + 1]] {
            let (begin, end) = (self.pairs[*pair as usize], self.pairs[*pair as usize + 1]);
            let earlier = &self.texts[begin as usize..*at as usize];
            let behind = (end - at - 1) as usize;
            let most = if earlier.len() + behind >= CROWD { NEIGHBOURS } else { CROWD };
            for text in earlier.iter().rev().take(most) {
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

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The word pairs of a text that are looked up, in order. In a large set three words tell more than two, of which most stand in a crowd:
/// more of them are.
fn sampled(text: &Words, weights: &Weights, step: u32) -> Vec<u32> {
    let mut own = Vec::new();
    shingles(text, weights, |pair, three| {
        if pair.is_multiple_of(if three { step.div_ceil(3) } else { 2 * step - 1 }) {
            own.push(pair);
        }
    });
    own.sort_unstable();
    own.dedup();
    own
}

/// (word pair, text) of all texts in order, cut into parts by the highest bits of the pair; `own` are the pairs of each text, in order.
fn by_pair(own: Vec<Vec<u32>>) -> Vec<Vec<(u32, u32)>> {
    const BITS: u32 = 4;
    let parts: Vec<u32> = (0..1 << BITS).collect();
    let above = |pair: u32| pair >> (u32::BITS - BITS);
    each(&parts, 1, |_, part| {
        let within = |own: &Vec<u32>| {
            let begin = own.partition_point(|pair| above(*pair) < *part);
            begin..begin + own[begin..].partition_point(|pair| above(*pair) == *part)
        };
        let mut out: Vec<(u32, u32)> = Vec::new();
        for (n, own) in own.iter().enumerate() {
            out.extend(own[within(own)].iter().map(|pair| (*pair, place(n))));
        }
        out.sort_unstable();
        out
    })
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
