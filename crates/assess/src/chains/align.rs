//! Comparison of two texts, sentence by sentence: how much of the one stands in the other. Quotations count apart: two desks that
//! quote the same speech copy nothing from each other.

use std::ops::Range;

use super::candidates::pair;
use super::weights::Weights;
use super::words::Words;

/// A text prepared for comparison.
#[derive(Debug)]
pub(super) struct Side {
    /// (content word, sentence), sorted.
    places: Vec<(u32, u16)>,
    /// Weight of the content words of each sentence, those in quotation marks left out unless the text is mostly quotation.
    weights: Vec<f32>,
    /// Are quoted words counted?
    quotes: bool,
}

/// What two texts share.
#[derive(Debug)]
pub(super) struct Shared {
    /// Share of the first that stands in the second, by weight.
    pub(super) one: f32,
    /// Share of the second that stands in the first.
    pub(super) other: f32,
    /// Share of words kept in the sentences that both have.
    pub(super) kept: f32,
    /// Weight of either.
    pub(super) weight: (f32, f32),
    /// Does what is missing from the first stand in several places of the second, and the other way round?
    pub(super) scattered: (bool, bool),
    /// Sentences that both have.
    pub(super) sentences: Vec<(Range<usize>, Range<usize>)>,
}

/// A text of which more than this is quotation is compared with its quotations.
const MOSTLY: f32 = 0.8;
/// Least share of the lighter of two sentences that both must have.
const SENTENCE: f32 = 0.45;
/// Least number of content words that two sentences must share.
const WORDS: usize = 3;
/// Least share of the lighter text.
const TEXT: f32 = 0.30;

impl Side {
    pub(super) fn new(words: &Words, weights: &Weights) -> Self {
        let content = |word: &u32| weights.is_content(*word);
        let sum = |quoted: bool| -> f32 {
            let all = words.sentences.iter().flat_map(|it| it.words.iter().zip(&it.quoted));
            all.filter(|(word, it)| **it == quoted && content(word)).map(|(word, _)| weights.of(*word)).sum()
        };
        let (inside, outside) = (sum(true), sum(false));
        let quotes = inside > MOSTLY * (inside + outside);
        let (mut places, mut sums) = (Vec::new(), Vec::new());
        for (n, sentence) in words.sentences.iter().enumerate() {
            let counted = sentence.words.iter().zip(&sentence.quoted).filter(|(word, it)| (quotes || !**it) && content(word));
            let mut own: Vec<u32> = counted.map(|(word, _)| *word).collect();
            own.sort_unstable();
            own.dedup();
            sums.push(own.iter().map(|word| weights.of(*word)).sum());
            places.extend(own.iter().map(|word| (*word, u16::try_from(n).unwrap_or(u16::MAX))));
        }
        places.sort_unstable();
        Self { places, weights: sums, quotes }
    }

    fn sentences_with(&self, word: u32) -> impl Iterator<Item = usize> {
        let from = self.places.partition_point(|it| it.0 < word);
        self.places[from..].iter().take_while(move |it| it.0 == word).map(|it| it.1 as usize)
    }

    fn total(&self) -> f32 {
        self.weights.iter().sum()
    }
}

/// `None` where the texts are no copies.
pub(super) fn align(a: (&Words, &Side), b: (&Words, &Side), weights: &Weights) -> Option<Shared> {
    let one = covered(a, b, weights);
    let other = covered(b, a, weights);
    let weight = (a.1.total(), b.1.total());
    let share = |it: &Covered, total: f32| if total > 0.0 { it.weight / total } else { 0.0 };
    let (first, second) = (share(&one, weight.0), share(&other, weight.1));
    let lighter = if weight.0 <= weight.1 { first } else { second };
    let enough = one.pairs.len().min(other.pairs.len()) >= 2 || (first > 0.8 && second > 0.8);
    if lighter < TEXT || !enough {
        return None;
    }
    let sentences = one.pairs.iter().take(2).map(|(i, j)| (a.0.sentences[*i].bytes.clone(), b.0.sentences[*j].bytes.clone())).collect();
    Some(Shared { one: first, other: second, kept: one.kept.min(1.0), weight, scattered: (other.gaps > 1, one.gaps > 1), sentences })
}

struct Covered {
    /// Weight of what stands in the other text too.
    weight: f32,
    /// Share of words kept in it.
    kept: f32,
    /// Sentence here, sentence there.
    pairs: Vec<(usize, usize)>,
    /// Stretches of sentences here that the other text does not have.
    gaps: usize,
}

fn covered(a: (&Words, &Side), b: (&Words, &Side), weights: &Weights) -> Covered {
    let mut out = Covered { weight: 0.0, kept: 0.0, pairs: Vec::new(), gaps: 0 };
    let (mut all, mut same) = (0.0, 0.0);
    let mut shared: Vec<(usize, f32, usize)> = Vec::new();
    let mut in_gap = false;
    for (n, sentence) in a.0.sentences.iter().enumerate() {
        let own = a.1.weights[n];
        if own <= 0.0 {
            continue;
        }
        shared.clear();
        let mut words: Vec<u32> =
            sentence.words.iter().zip(&sentence.quoted).filter(|(_, quoted)| a.1.quotes || !**quoted).map(|it| *it.0).collect();
        words.retain(|word| weights.is_content(*word));
        let order = words.clone();
        words.sort_unstable();
        words.dedup();
        for word in &words {
            for there in b.1.sentences_with(*word) {
                match shared.iter_mut().find(|it| it.0 == there) {
                    Some(it) => (it.1, it.2) = (it.1 + weights.of(*word), it.2 + 1),
                    None => shared.push((there, weights.of(*word), 1)),
                }
            }
        }
        shared.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
        let fits = |it: &&(usize, f32, usize)| {
            it.2 >= WORDS.min(words.len().max(2))
                && it.1 >= SENTENCE * own.min(b.1.weights[it.0])
                && in_order(&order, &b.0.sentences[it.0].words, weights)
        };
        let mut credit = 0.0;
        for (there, weight, _) in shared.iter().take(4).filter(fits) {
            credit += if b.1.weights[*there] >= 0.5 * own { own } else { b.1.weights[*there] };
            same += weight;
            out.pairs.push((n, *there));
            if credit >= own {
                break;
            }
        }
        if credit > 0.0 {
            all += own.min(credit);
            out.weight += own.min(credit);
            in_gap = false;
        } else if !in_gap {
            (out.gaps, in_gap) = (out.gaps + 1, true);
        }
    }
    out.kept = if all > 0.0 { same / all } else { 0.0 };
    out
}

/// Do two sentences share a pair of neighbouring content words? Words of one topic alone do not make a copy.
fn in_order(words: &[u32], there: &[u32], weights: &Weights) -> bool {
    let there: Vec<u32> = there.iter().copied().filter(|word| weights.is_content(*word)).collect();
    let near = |list: &[u32], give: &mut dyn FnMut(u32)| {
        for n in 1..list.len() {
            for back in 1..=2.min(n) {
                give(pair(list[n - back], list[n]));
            }
        }
    };
    let mut pairs = Vec::new();
    near(&there, &mut |it| pairs.push(it));
    pairs.sort_unstable();
    let mut found = 0;
    near(words, &mut |it| found += usize::from(pairs.binary_search(&it).is_ok()));
    found >= 1
}
