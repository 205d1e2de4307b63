//! Comparison of two texts, sentence by sentence: how much of the one stands in the other. Quotations count apart: two desks that
//! quote the same speech copy nothing from each other.

use std::ops::Range;

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
/// Least share of the shorter of two sentences, all words counted, that stands in the other in the same order.
const ORDER: f32 = 0.45;
/// Least share of the lighter text whose words stand in the other in the same order, where its sentences do too.
const TEXT: f32 = 0.34;
/// Added for a single pair of sentences, half of it for two, and so on: few sentences may be alike by chance.
const FEW: f32 = 0.35;
/// The same where the sentences stand in another order: two desks on one event may have sentences alike, but not in one order.
const SHUFFLED: f32 = 0.46;
/// Share of the sentences that must follow each other in both.
const FOLLOW: f32 = 0.65;

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
    let least = if one.follow().max(other.follow()) >= FOLLOW { TEXT } else { SHUFFLED } + FEW / one.pairs.len().max(1) as f32;
    if lighter * one.kept.min(other.kept) < least || !enough {
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

impl Covered {
    /// Share of the pairs that stand in the same order in both texts: the longest increasing run of sentences, by patience sorting.
    fn follow(&self) -> f32 {
        let mut tails: Vec<usize> = Vec::new();
        for (_, there) in &self.pairs {
            let at = tails.partition_point(|tail| tail < there);
            if at == tails.len() { tails.push(*there) } else { tails[at] = *there }
        }
        tails.len() as f32 / self.pairs.len().max(1) as f32
    }
}

fn covered(a: (&Words, &Side), b: (&Words, &Side), weights: &Weights) -> Covered {
    let mut out = Covered { weight: 0.0, kept: 0.0, pairs: Vec::new(), gaps: 0 };
    let (mut all, mut same) = (0.0, 0.0);
    let mut shared: Vec<(usize, f32, usize)> = Vec::new();
    let mut in_gap = false;
    let mut used = vec![0.0_f32; b.1.weights.len()];
    for (n, sentence) in a.0.sentences.iter().enumerate() {
        let own = a.1.weights[n];
        if own <= 0.0 {
            continue;
        }
        shared.clear();
        let order = plain(a, n);
        let mut words: Vec<u32> =
            sentence.words.iter().zip(&sentence.quoted).filter(|(_, quoted)| a.1.quotes || !**quoted).map(|it| *it.0).collect();
        words.retain(|word| weights.is_content(*word));
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
        let enough = |it: &&(usize, f32, usize)| it.2 >= WORDS.min(words.len().max(2)) && it.1 >= SENTENCE * own.min(b.1.weights[it.0]);
        let mut credit = 0.0;
        for (there, ..) in shared.iter().take(4).filter(enough) {
            let theirs = plain(b, *there);
            let (kept, shorter) = (in_order(&order, &theirs) as f32, order.len().min(theirs.len()) as f32);
            // A sentence stands for as much as it holds, however many are like it.
            let whole = b.1.weights[*there];
            if kept < ORDER * shorter || used[*there] > 0.6 * whole {
                continue;
            }
            used[*there] += own;
            credit += if whole >= 0.5 * own { own } else { whole };
            (same, all) = (same + kept, all + shorter);
            out.pairs.push((n, *there));
            if credit >= own {
                break;
            }
        }
        if credit > 0.0 {
            out.weight += own.min(credit);
            in_gap = false;
        } else if !in_gap {
            (out.gaps, in_gap) = (out.gaps + 1, true);
        }
    }
    out.kept = if all > 0.0 { same / all } else { 0.0 };
    out
}

/// All words of a sentence that count, in order.
fn plain(side: (&Words, &Side), sentence: usize) -> Vec<u32> {
    let it = &side.0.sentences[sentence];
    it.words.iter().zip(&it.quoted).filter(|(_, quoted)| side.1.quotes || !**quoted).map(|(word, _)| *word).collect()
}

/// Longest common subsequence of two lists (Hunt and Szymanski's problem, by the plain table: sentences are short).
pub(super) fn in_order<T: PartialEq>(a: &[T], b: &[T]) -> usize {
    let mut row = vec![0_usize; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (n, y) in b.iter().enumerate() {
            let above = row[n + 1];
            row[n + 1] = if x == y { diagonal + 1 } else { above.max(row[n]) };
            diagonal = above;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use crate::chains::{Text, copies};

    const ORIGIN: &str = "The harbour of Selm stayed shut on Monday after pilots refused the new roster. Dunmore, who speaks for the pilots, rejected \
        a shorter break between night shifts. The port offered twelve extra berths and a bonus for every ship brought in after dark. Traders \
        moved their grain to barges and waited upriver. A mediator from the coast guard will count the ships again at noon.";

    fn found(other: &str) -> Vec<(usize, usize)> {
        let text = |text| Text { text, outlet: None, day: None, respun: false };
        copies(&[text(ORIGIN), text(other)], 2).iter().map(|it| (it.one, it.other)).collect()
    }

    #[test]
    fn a_reworded_copy_with_a_paragraph_of_its_own_is_found() {
        let copy = "The port of Selm remained shut on Monday after pilots turned down the new roster. Dunmore, who speaks for the pilots, refused a \
            shorter pause between night shifts. The port offered twelve additional berths and a premium for every vessel brought in after dark. \
            Merchants moved their grain to barges and waited upriver. The council meets next week to talk about the lighthouse.";
        assert_eq!(found(copy), [(0, 1)]);
    }

    #[test]
    fn two_desks_on_one_event_copy_nothing() {
        let other = "Pilots in Selm kept ships outside the harbour on Monday, and Dunmore said they would not take a roster they had not seen. \
            Berths lay empty along the quay. One trader called the bonus an insult. The coast guard sent a mediator, who went from ship to ship.";
        assert!(found(other).is_empty());
    }

    #[test]
    fn one_quotation_in_common_is_no_copy() {
        let quoted = "“We will bring no ship past the lighthouse before the roster is withdrawn and every pilot has slept,” said Dunmore.";
        let texts = [format!("{quoted} The fish market opened late."), format!("Rain fell on the dry docks all day. {quoted}")];
        let text = |text| Text { text, outlet: None, day: None, respun: false };
        assert!(copies(&[text(&texts[0]), text(&texts[1])], 1).is_empty());
    }
}
