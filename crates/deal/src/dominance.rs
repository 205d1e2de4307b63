//! How many pairs of a high and a low row there are in which the high one is at least the low one in every value: divide and conquer by one
//! value after the other (J. L. Bentley, "Multidimensional divide-and-conquer", Communications of the ACM 23, 1980).

use crate::limit::Clock;

/// Rows of values, one after the other, each with how many packages it stands for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Points {
    pub(crate) values: Vec<i128>,
    pub(crate) weights: Vec<u64>,
}

/// Most values a row may have.
pub(crate) const WIDEST: usize = 6;

/// Pairs, each as often as both stand for packages. `width` is the length of a row, at most [`WIDEST`]; the sum of each side's weights
/// must fit in eight bytes. `None` where the time is up.
pub(crate) fn pairs(width: usize, highs: &Points, lows: &Points, clock: &mut Clock<'_>) -> Option<u128> {
    match width {
        0 => Some(total(highs) * total(lows)),
        1 => Sides::<1>::of(highs, lows).pairs(clock),
        2 => Sides::<2>::of(highs, lows).pairs(clock),
        3 => Sides::<3>::of(highs, lows).pairs(clock),
        4 => Sides::<4>::of(highs, lows).pairs(clock),
        5 => Sides::<5>::of(highs, lows).pairs(clock),
        _ => Sides::<WIDEST>::of(highs, lows).pairs(clock),
    }
}

fn total(points: &Points) -> u128 {
    points.weights.iter().map(|it| u128::from(*it)).sum()
}

/// Values as places in the order of the low ones: odd for a low row, even for a high one, so that no two of them are equal.
#[derive(Clone, Copy)]
struct Row<const D: usize> {
    places: [u32; D],
    weight: u64,
}

struct Sides<const D: usize> {
    highs: Vec<Row<D>>,
    lows: Vec<Row<D>>,
}

/// Up to so many comparisons it is quicker to look at every pair.
const QUICK: usize = 256;

impl<const D: usize> Sides<D> {
    fn of(highs: &Points, lows: &Points) -> Self {
        let column = |d: usize| {
            let mut column: Vec<i128> = lows.values.iter().skip(d).step_by(D).copied().collect();
            column.sort_unstable();
            column.dedup();
            column
        };
        let columns: [Vec<i128>; D] = std::array::from_fn(column);
        let rows = |points: &Points, place: &dyn Fn(&[i128], i128) -> u32| -> Vec<Row<D>> {
            let row =
                |(values, weight): (&[i128], &u64)| Row { places: std::array::from_fn(|d| place(&columns[d], values[d])), weight: *weight };
            let mut out: Vec<Row<D>> = points.values.chunks_exact(D).zip(&points.weights).map(row).collect();
            // What is below every low value in some respect is in no pair.
            out.retain(|it| it.places.iter().all(|place| *place > 0));
            out.sort_unstable_by_key(|it| it.places[0]);
            out
        };
        let high = |column: &[i128], value: i128| 2 * column.partition_point(|it| *it <= value) as u32;
        let low = |column: &[i128], value: i128| 2 * column.partition_point(|it| *it < value) as u32 + 1;
        Self { highs: rows(highs, &high), lows: rows(lows, &low) }
    }

    fn pairs(&self, clock: &mut Clock<'_>) -> Option<u128> {
        split(&self.lows, &self.highs, D - 1, clock)
    }
}

/// Pairs that are right in the values up to this one. Both lists are sorted by the first.
fn split<const D: usize>(lows: &[Row<D>], highs: &[Row<D>], at: usize, clock: &mut Clock<'_>) -> Option<u128> {
    if lows.is_empty() || highs.is_empty() {
        return Some(0);
    }
    clock.step(lows.len() + highs.len())?;
    if at == 0 {
        return Some(swept(lows, highs));
    }
    if lows.len().saturating_mul(highs.len()) <= QUICK {
        return Some(one_by_one(lows, highs, at));
    }
    let place = |it: &Row<D>| it.places[at];
    let bounds = |rows: &[Row<D>]| rows.iter().map(place).fold((u32::MAX, 0), |(least, most), it| (least.min(it), most.max(it)));
    let ((least_low, most_low), (least_high, most_high)) = (bounds(lows), bounds(highs));
    if most_high < least_low {
        return Some(0);
    }
    if most_low < least_high {
        return split(lows, highs, at - 1, clock);
    }
    let mut places: Vec<u32> = lows.iter().chain(highs).map(place).collect();
    let middle = places.len() / 2;
    let middle = *places.select_nth_unstable(middle).1;
    // Both parts must be smaller than the whole.
    let least = least_low.min(least_high);
    let middle = if middle > least { middle } else { places.iter().copied().filter(|it| *it > least).min().unwrap_or(middle) };
    let parted = |rows: &[Row<D>]| rows.iter().partition::<Vec<Row<D>>, _>(|it| place(it) < middle);
    let ((lows_below, lows_above), (highs_below, highs_above)) = (parted(lows), parted(highs));
    let across = split(&lows_below, &highs_above, at - 1, clock)?;
    Some(across + split(&lows_below, &highs_below, at, clock)? + split(&lows_above, &highs_above, at, clock)?)
}

fn swept<const D: usize>(lows: &[Row<D>], highs: &[Row<D>]) -> u128 {
    let (mut below, mut next, mut found) = (0, 0, 0);
    for high in highs {
        while next < lows.len() && lows[next].places[0] < high.places[0] {
            below += u128::from(lows[next].weight);
            next += 1;
        }
        found += below * u128::from(high.weight);
    }
    found
}

fn one_by_one<const D: usize>(lows: &[Row<D>], highs: &[Row<D>], at: usize) -> u128 {
    let mut found = 0;
    for high in highs {
        let beaten = lows.iter().filter(|low| low.places[..=at].iter().zip(&high.places).all(|(low, high)| low < high));
        found += beaten.map(|low| u128::from(low.weight)).sum::<u128>() * u128::from(high.weight);
    }
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
                let mut points = |n: usize| Points {
                    values: (0..n * width).map(|_| i128::from(below(different))).collect(),
                    weights: (0..n).map(|_| 1 + below(3)).collect(),
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
