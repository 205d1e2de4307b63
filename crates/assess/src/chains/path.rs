//! Do the sentences of a text follow those of another? The best way through the table of their sentences: a sentence that is like one of
//! the other text gains, the more so when that one stands where the sentences before lead; one that is like none loses. Chance finds a like
//! sentence now and then, seldom several that follow each other. (Viterbi 1967, the decoder; a beam keeps the best few ways.)

use super::align::{in_order, plain};
use super::meeting::Meeting;
use super::words::Words;

/// Gain for each point of likeness above `LIKE`, and the most that one sentence gains; a sentence less like than `UNLIKE` is none.
const STEEP: f32 = 14.0;
const LIKE: f32 = 0.4;
const MOST: f32 = 4.0;
const UNLIKE: f32 = -1.0;
/// Loss for a sentence that is like none.
const ALONE: f32 = 0.7;
/// Loss for one that stands elsewhere than the sentence before leads, and how far "there" reaches.
const ELSEWHERE: f32 = 0.7;
const NEAR: i64 = 2;
/// Sentences of the other text looked at for each of this, and ways kept.
const LOOKED_AT: usize = 5;
const BEAM: usize = 12;

/// A way so far: gain, and the last pair on it.
type Way = (f32, Option<(i64, i64)>);

/// Gain of the best way for each sentence of the first text, which gives the rows of `meeting`. Zero where no sentence has content.
pub(super) fn gain_by_sentence(a: (&Words, &super::align::Side), b: (&Words, &super::align::Side), meeting: &Meeting) -> f32 {
    let sum: f32 = a.1.weights.iter().sum();
    let n = a.1.weights.len().max(1) as f32;
    let expected = (sum / n).max(f32::MIN_POSITIVE);
    let follows = (meeting.columns as f32 / (2 * NEAR + 1) as f32).max(1.0).ln() / 2.0;
    let mut ways: Vec<Way> = vec![(0.0, None)];
    for (row, weight) in a.1.weights.iter().enumerate() {
        let heavy = (weight / expected).min(2.0);
        let mut next: Vec<Way> = ways.iter().map(|(gain, last)| (gain - ALONE * heavy, *last)).collect();
        let order = plain(a, row);
        for column in meeting.nearest(row, &|_| true).into_iter().take(LOOKED_AT) {
            let theirs = plain(b, column);
            let kept = in_order(&order, &theirs) as f32 / order.len().min(theirs.len()).max(1) as f32;
            let like = (meeting.share(row, column) + kept) / 2.0;
            let own = (STEEP * (like - LIKE)).min(MOST) * heavy;
            if own <= UNLIKE {
                continue;
            }
            let at = (row as i64, column as i64);
            let step = |last: &Option<(i64, i64)>| match last {
                None => 0.0,
                Some((i, j)) if (at.1 - j - (at.0 - i)).abs() <= NEAR || (at.1 - j).abs() <= NEAR => follows,
                Some(_) => -ELSEWHERE,
            };
            let best = ways.iter().map(|(gain, last)| gain + step(last)).fold(f32::NEG_INFINITY, f32::max);
            next.push((best + own, Some(at)));
        }
        next.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        next.truncate(BEAM);
        ways = next;
    }
    ways.first().map_or(0.0, |(gain, _)| gain / n)
}
