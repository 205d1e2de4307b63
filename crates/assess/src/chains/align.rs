//! Comparison of two texts, sentence by sentence: how much of the one stands in the other. Quotations count apart: two desks that
//! quote the same speech copy nothing from each other.

use std::ops::Range;

use super::meeting::{Content, Meeting};
use super::path::gain_by_sentence;
use super::weights::Weights;
use super::words::Words;

/// A text prepared for comparison.
#[derive(Debug)]
pub(super) struct Side {
    /// Content words in order; those in quotation marks left out unless the text is mostly quotation.
    pub(super) content: Content,
    /// Weight of the content words of each sentence.
    pub(super) weights: Vec<f32>,
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
const WORDS: u16 = 2;
/// Least share of the shorter of two sentences, all words counted, that stands in the other in the same order.
const ORDER: f32 = 0.45;
/// What makes a copy: the share of the lighter text that stands in the other, and how its sentences follow the other's, against a bar
/// that rises with how much longer the other is: among many sentences more are alike by chance. Fitted by logistic regression on two
/// generators of copies (`bench/chains`), seed 3 of both; looked at on seeds 4 and 21.
const BY_SHARE: f32 = 4.0;
const BAR: f32 = 3.6;
const LONGER: f32 = 1.75;
/// A lighter text of which less than this stands in the other is no copy, however it follows.
const LEAST: f32 = 0.2;

impl Side {
    pub(super) fn new(words: &Words, weights: &Weights) -> Self {
        let content = |word: &u32| weights.is_content(*word);
        let sum = |quoted: bool| -> f32 {
            let all = words.sentences.iter().flat_map(|it| it.words.iter().zip(&it.quoted));
            all.filter(|(word, it)| **it == quoted && content(word)).map(|(word, _)| weights.of(*word)).sum()
        };
        let (inside, outside) = (sum(true), sum(false));
        let quotes = inside > MOSTLY * (inside + outside);
        let (mut places, mut sums) = (Vec::<(u32, u16)>::new(), Vec::new());
        for (n, sentence) in words.sentences.iter().enumerate() {
            let counted = sentence.words.iter().zip(&sentence.quoted).filter(|(word, it)| (quotes || !**it) && content(word));
            let mut own: Vec<u32> = counted.map(|(word, _)| *word).collect();
            own.sort_unstable();
            own.dedup();
            sums.push(own.iter().map(|word| weights.of(*word)).sum());
            // Behind this many sentences nothing is compared.
            let Ok(n) = u16::try_from(n) else { continue };
            places.extend(own.iter().map(|word| (*word, n)));
        }
        places.sort_unstable();
        Self { content: Content::new(&places, weights), weights: sums, quotes }
    }

    fn total(&self) -> f32 {
        self.weights.iter().sum()
    }
}

/// `None` where the texts are no copies.
pub(super) fn align(a: (&Words, &Side), b: (&Words, &Side)) -> Option<Shared> {
    let weight = (a.1.total(), b.1.total());
    if weight.0 > weight.1 {
        return align(b, a).map(Shared::turned);
    }
    let share = |it: &Covered, total: f32| if total > 0.0 { it.weight / total } else { 0.0 };
    let meeting = Meeting::new(a.1, b.1);
    // Most pairs end here: what can stand in the other text at all is too little.
    let may = (0..a.1.weights.len()).filter(|n| (0..meeting.columns).any(|there| enough(&meeting, *n, there)));
    if share(&Covered { weight: may.map(|n| a.1.weights[n]).sum(), ..Covered::default() }, weight.0) < LEAST {
        return None;
    }
    let one = covered(a, b, &meeting);
    let first = share(&one, weight.0);
    if first < LEAST {
        return None;
    }
    let longer = (b.1.weights.len() as f32 / a.1.weights.len() as f32).ln();
    if BY_SHARE * first + gain_by_sentence(a, b, &meeting) < BAR + LONGER * longer {
        return None;
    }
    let other = covered(b, a, &meeting.turned());
    let second = share(&other, weight.1);
    if one.pairs.len().min(other.pairs.len()) < 2 && (first <= 0.8 || second <= 0.8) {
        return None;
    }
    let sentences = one.pairs.iter().take(2).map(|(i, j)| (a.0.sentences[*i].bytes.clone(), b.0.sentences[*j].bytes.clone())).collect();
    Some(Shared { one: first, other: second, kept: one.kept.min(1.0), weight, scattered: (other.gaps > 1, one.gaps > 1), sentences })
}

impl Shared {
    /// The same with the texts the other way round.
    fn turned(self) -> Self {
        let swap = |(a, b)| (b, a);
        let sentences = self.sentences.into_iter().map(|(a, b)| (b, a)).collect();
        Self {
            one: self.other,
            other: self.one,
            weight: swap(self.weight),
            scattered: (self.scattered.1, self.scattered.0),
            sentences,
            ..self
        }
    }
}

#[derive(Default)]
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

/// How much of the first text, which gives the rows of `meeting`, stands in the second.
fn covered(a: (&Words, &Side), b: (&Words, &Side), meeting: &Meeting) -> Covered {
    let mut out = Covered::default();
    let (mut all, mut same) = (0.0, 0.0);
    let mut in_gap = false;
    let mut used = vec![0.0_f32; b.1.weights.len()];
    for n in (0..a.1.weights.len()).filter(|n| meeting.rows[*n] > 0.0) {
        let own = meeting.rows[n];
        let near: Vec<usize> = meeting.nearest(n, &|there| enough(meeting, n, there)).into_iter().take(4).collect();
        let order = if near.is_empty() { Vec::new() } else { plain(a, n) };
        let mut credit = 0.0;
        for there in near {
            let theirs = plain(b, there);
            let (kept, shorter) = (in_order(&order, &theirs) as f32, order.len().min(theirs.len()) as f32);
            // A sentence stands for as much as it holds, however many are like it.
            let whole = meeting.others[there];
            if kept < ORDER * shorter || used[there] > 0.6 * whole {
                continue;
            }
            used[there] += own;
            credit += if whole >= 0.5 * own { own } else { whole };
            (same, all) = (same + kept, all + shorter);
            out.pairs.push((n, there));
            if credit >= own {
                break;
            }
        }
        if credit > 0.0 {
            out.weight += (credit / own).min(1.0) * a.1.weights[n];
            in_gap = false;
        } else if !in_gap {
            (out.gaps, in_gap) = (out.gaps + 1, true);
        }
    }
    out.kept = if all > 0.0 { same / all } else { 0.0 };
    out
}

/// May a sentence of the one text stand in one of the other?
fn enough(meeting: &Meeting, here: usize, there: usize) -> bool {
    meeting.cells[here * meeting.columns + there].words >= WORDS && meeting.share(here, there) >= SENTENCE
}

/// All words of a sentence that count, in order.
pub(super) fn plain(side: (&Words, &Side), sentence: usize) -> Vec<u32> {
    let it = &side.0.sentences[sentence];
    it.words.iter().zip(&it.quoted).filter(|(_, quoted)| side.1.quotes || !**quoted).map(|(word, _)| *word).collect()
}

/// Length of the longest common subsequence of two lists, 64 of the second at a time (Hyyrö 2004, "Bit-parallel LCS-length computation
/// revisited": a bit stays set where the length does not grow).
pub(super) fn in_order<T: PartialEq>(a: &[T], b: &[T]) -> usize {
    let mut level = vec![u64::MAX; b.len().div_ceil(64)];
    for x in a {
        let mut carried = false;
        for (bits, some) in level.iter_mut().zip(b.chunks(64)) {
            let same = some.iter().rev().fold(0, |all, y| all << 1 | u64::from(x == y));
            let (sum, over) = bits.overflowing_add(*bits & same);
            let (sum, too) = sum.overflowing_add(u64::from(carried));
            (*bits, carried) = (sum | *bits & !same, over || too);
        }
    }
    // Bits behind the end of the second are never cleared.
    level.iter().map(|it| it.count_zeros() as usize).sum()
}

#[cfg(test)]
mod tests {
    use super::in_order;
    use crate::chains::words::mix;
    use crate::chains::{Text, copies};

    const ORIGIN: &str = "The harbour of Selm stayed shut on Monday after pilots refused the new roster. Dunmore, who speaks for the pilots, rejected \
        a shorter break between night shifts. The port offered twelve extra berths and a bonus for every ship brought in after dark. Traders \
        moved their grain to barges and waited upriver. A mediator from the coast guard will count the ships again at noon.";

    fn found(other: &str) -> Vec<(usize, usize)> {
        let text = |text| Text { text, outlet: None, day: None, respun: false };
        copies(&[text(ORIGIN), text(other)]).iter().map(|it| (it.one, it.other)).collect()
    }

    /// By the plain table (Hunt and Szymanski's problem).
    fn by_table(a: &[u64], b: &[u64]) -> usize {
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

    #[test]
    fn what_stands_in_order_is_what_the_table_says() {
        let mut seed = 7;
        for round in 0..2_000 {
            let mut list = |most: u64| -> Vec<u64> {
                seed = mix(seed);
                (0..seed % most).map(|n| mix(seed ^ n) % (2 + round % 9)).collect()
            };
            let (a, b) = (list(70), list(200));
            assert_eq!(in_order(&a, &b), by_table(&a, &b), "{a:?} {b:?}");
        }
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
        assert!(copies(&[text(&texts[0]), text(&texts[1])]).is_empty());
    }
}
