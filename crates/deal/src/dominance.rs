//! How many pairs of a high and a low row there are in which the high one is at least the low one in every value: divide and conquer by one
//! value after the other (J. L. Bentley, "Multidimensional divide-and-conquer", Communications of the ACM 23, 1980), the last two by a merge
//! that counts.

use num_traits::PrimInt;

use crate::limit::Clock;

/// Rows of values in ascending order, one after the other, each with how many packages it stands for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Points<V> {
    pub(crate) values: Vec<V>,
    pub(crate) weights: Vec<u64>,
}

/// Most values a row may have.
pub(crate) const WIDEST: usize = 6;

/// Pairs, each as often as both stand for packages. `width` is the length of a row, at most [`WIDEST`]; the sum of each side's weights
/// must fit in eight bytes, and twice a value in its type. `None` where the time is up.
pub(crate) fn pairs<V: PrimInt>(width: usize, highs: &Points<V>, lows: &Points<V>, clock: &mut Clock<'_>) -> Option<u128> {
    match width {
        0 => Some(total(highs) * total(lows)),
        1 => Some(swept(&rows::<V, 1>(lows), &rows::<V, 1>(highs))),
        2 => Some(merged(lows.in_two(), highs.in_two(), lows.weights.len() + highs.weights.len())),
        3 => split(&rows::<V, 3>(lows), &rows::<V, 3>(highs), 2, clock),
        4 => split(&rows::<V, 4>(lows), &rows::<V, 4>(highs), 3, clock),
        5 => split(&rows::<V, 5>(lows), &rows::<V, 5>(highs), 4, clock),
        _ => split(&rows::<V, WIDEST>(lows), &rows::<V, WIDEST>(highs), 5, clock),
    }
}

impl<V: PrimInt> Points<V> {
    /// Rows of two values.
    fn in_two(&self) -> impl Iterator<Item = Row<V, 2>> {
        self.values.chunks_exact(2).zip(&self.weights).map(|(it, weight)| Row { values: [it[0], it[1]], weight: *weight })
    }
}

fn total<V>(points: &Points<V>) -> u128 {
    points.weights.iter().map(|it| u128::from(*it)).sum()
}

#[derive(Clone, Copy)]
struct Row<V, const D: usize> {
    values: [V; D],
    weight: u64,
}

fn rows<V: PrimInt, const D: usize>(points: &Points<V>) -> Vec<Row<V, D>> {
    let row = |(values, weight): (&[V], &u64)| Row { values: std::array::from_fn(|d| values[d]), weight: *weight };
    points.values.chunks_exact(D).zip(&points.weights).map(row).collect()
}

/// Up to so many comparisons it is quicker to look at every pair.
const QUICK: usize = 256;
/// Values among which the middle one is looked for.
const SAMPLE: usize = 255;

/// Pairs that are right in the values up to this one. Both lists are sorted by the first.
fn split<V: PrimInt, const D: usize>(lows: &[Row<V, D>], highs: &[Row<V, D>], at: usize, clock: &mut Clock<'_>) -> Option<u128> {
    if lows.is_empty() || highs.is_empty() {
        return Some(0);
    }
    clock.step(lows.len() + highs.len())?;
    if lows.len().saturating_mul(highs.len()) <= QUICK {
        return Some(one_by_one(lows, highs, at));
    }
    let bounds = |rows: &[Row<V, D>]| {
        rows.iter().map(|it| it.values[at]).fold((V::max_value(), V::min_value()), |(least, most), it| (least.min(it), most.max(it)))
    };
    let ((least_low, most_low), (least_high, most_high)) = (bounds(lows), bounds(highs));
    if most_high < least_low {
        return Some(0);
    }
    if most_low <= least_high {
        return if at == 1 { Some(swept(lows, highs)) } else { split(lows, highs, at - 1, clock) };
    }
    if at == 1 {
        return Some(merged(lows.iter().copied(), highs.iter().copied(), lows.len() + highs.len()));
    }
    let middle = middle(lows, highs, at, least_low.min(least_high));
    let ((lows_below, lows_above), (highs_below, highs_above)) = (parted(lows, at, middle), parted(highs, at, middle));
    let across = split(&lows_below, &highs_above, at - 1, clock)?;
    Some(across + split(&lows_below, &highs_below, at, clock)? + split(&lows_above, &highs_above, at, clock)?)
}

/// A value over the least, about as many below it as not: both parts are smaller than the whole.
fn middle<V: PrimInt, const D: usize>(lows: &[Row<V, D>], highs: &[Row<V, D>], at: usize, least: V) -> V {
    let all = || lows.iter().chain(highs).map(|it| it.values[at]);
    let mut some: Vec<V> = all().step_by(((lows.len() + highs.len()) / SAMPLE).max(1)).filter(|it| *it > least).collect();
    if some.is_empty() {
        return all().filter(|it| *it > least).min().unwrap_or(least);
    }
    let half = some.len() / 2;
    *some.select_nth_unstable(half).1
}

/// Rows below a value and others, in their order.
fn parted<V: PrimInt, const D: usize>(rows: &[Row<V, D>], at: usize, middle: V) -> (Vec<Row<V, D>>, Vec<Row<V, D>>) {
    let below = rows.iter().filter(|it| it.values[at] < middle).count();
    let (mut first, mut second) = (Vec::with_capacity(below), Vec::with_capacity(rows.len() - below));
    for row in rows {
        if row.values[at] < middle {
            first.push(*row);
        } else {
            second.push(*row);
        }
    }
    (first, second)
}

/// Pairs by the first value alone.
fn swept<V: PrimInt, const D: usize>(lows: &[Row<V, D>], highs: &[Row<V, D>]) -> u128 {
    let (mut below, mut next, mut found) = (0, 0, 0);
    for high in highs {
        while next < lows.len() && lows[next].values[0] <= high.values[0] {
            below += u128::from(lows[next].weight);
            next += 1;
        }
        found += below * u128::from(high.weight);
    }
    found
}

fn one_by_one<V: PrimInt, const D: usize>(lows: &[Row<V, D>], highs: &[Row<V, D>], at: usize) -> u128 {
    let mut found = 0;
    for high in highs {
        let beaten = lows.iter().filter(|low| low.values[..=at].iter().zip(&high.values).all(|(low, high)| low <= high));
        found += beaten.map(|low| u128::from(low.weight)).sum::<u128>() * u128::from(high.weight);
    }
    found
}

/// A row by its second value.
#[derive(Clone, Copy)]
struct Item<V> {
    /// Twice the value of a low row, one more than that of a high one: in such an order none of both are equal.
    place: V,
    weight: u64,
}

impl<V: PrimInt> Item<V> {
    fn is_high(&self) -> bool {
        self.place & V::one() == V::one()
    }
}

/// Pairs by the first two values: in the order of the first, low rows before high ones, every low row that stands before a high one and is
/// not above it by the second. `rows` are there in all.
fn merged<V: PrimInt, const D: usize>(lows: impl Iterator<Item = Row<V, D>>, highs: impl Iterator<Item = Row<V, D>>, rows: usize) -> u128 {
    let mut items = Vec::with_capacity(rows);
    let mut lows = lows.peekable();
    let item = |row: &Row<V, D>, more: V| Item { place: row.values[1] + row.values[1] + more, weight: row.weight };
    for high in highs {
        while let Some(low) = lows.next_if(|low| low.values[0] <= high.values[0]) {
            items.push(item(&low, V::zero()));
        }
        items.push(item(&high, V::one()));
    }
    let mut other = items.clone();
    sorted(&mut items, &mut other)
}

/// Up to so many items are sorted one by one.
const FEW: usize = 12;

/// Sorts by value, and counts the pairs of a low item and a high one behind it that is not lower.
fn sorted<V: PrimInt>(items: &mut [Item<V>], other: &mut [Item<V>]) -> u128 {
    let mut found = 0;
    if items.len() <= FEW {
        for at in 1..items.len() {
            let (before, it) = (&items[..at], items[at]);
            if it.is_high() {
                let lows = before.iter().filter(|low| !low.is_high() && low.place < it.place);
                found += u128::from(it.weight) * lows.map(|low| u128::from(low.weight)).sum::<u128>();
            }
        }
        items.sort_unstable_by_key(|it| it.place);
        return found;
    }
    let half = items.len() / 2;
    found += sorted(&mut items[..half], &mut other[..half]) + sorted(&mut items[half..], &mut other[half..]);
    let (left, right) = items.split_at(half);
    let (mut from, mut below) = (0, 0u64);
    let mut to = other.iter_mut();
    for it in right {
        while from < left.len() && left[from].place < it.place {
            below += if left[from].is_high() { 0 } else { left[from].weight };
            if let Some(to) = to.next() {
                *to = left[from];
            }
            from += 1;
        }
        found += if it.is_high() { u128::from(below) * u128::from(it.weight) } else { 0 };
        if let Some(to) = to.next() {
            *to = *it;
        }
    }
    to.zip(&left[from..]).for_each(|(to, it)| *to = *it);
    items.copy_from_slice(other);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limit::Limit;

    #[test]
    fn pairs_are_those_of_every_pair_looked_at() {
        let mut state = 5u64;
        let mut below = |n: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % n
        };
        for width in 1..=WIDEST {
            for different in [2, 3, 40, 1_000] {
                let mut points = |n: usize| {
                    let mut rows: Vec<Vec<i64>> = (0..n).map(|_| (0..width).map(|_| below(different) as i64).collect()).collect();
                    rows.sort();
                    Points { values: rows.concat(), weights: (0..n).map(|_| 1 + below(3)).collect() }
                };
                let (highs, lows) = (points(150), points(130));
                let mut found = 0;
                for (high, weight) in highs.values.chunks_exact(width).zip(&highs.weights) {
                    for (low, times) in lows.values.chunks_exact(width).zip(&lows.weights) {
                        let above = high.iter().zip(low).all(|(high, low)| high >= low);
                        found += if above { u128::from(weight * times) } else { 0 };
                    }
                }
                assert_eq!(pairs(width, &highs, &lows, &mut Clock::new(&Limit::default())), Some(found), "{width} {different}");
            }
        }
    }
}
