//! Which of many points no other beats: the maxima of Kung, Luccio and Preparata (Journal of the ACM 22, 1975). One and two values by a
//! sweep, three by a sweep over a staircase, more by comparison with those kept.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::limit::{Clock, Limit};

/// Comparisons of rows that one call of [`skyband`] may cost.
const COMPARED: usize = 500_000_000;

/// Points as rows of `width` values, one after the other.
pub(crate) struct Rows<'v> {
    pub(crate) values: &'v [i128],
    pub(crate) width: usize,
}

impl Rows<'_> {
    pub(crate) fn row(&self, n: usize) -> &[i128] {
        &self.values[n * self.width..(n + 1) * self.width]
    }
}

/// Of rows in descending order, no two equal, those that no other beats; in that order. In such an order nothing behind a row beats it.
/// `None` where the time is up.
pub(crate) fn maxima(rows: &Rows<'_>, sorted: &[u32], limit: &Limit<'_>) -> Option<Vec<u32>> {
    match rows.width {
        0 | 1 => Some(sorted.iter().take(1).copied().collect()),
        2 => Some(two(rows, sorted)),
        3 => Some(three(rows, sorted)),
        _ => many(rows, sorted, limit),
    }
}

fn two(rows: &Rows<'_>, sorted: &[u32]) -> Vec<u32> {
    let mut highest = None;
    let rises = |n: &&u32| {
        let second = rows.row(**n as usize)[1];
        let rises = highest.is_none_or(|it| second > it);
        highest = highest.max(Some(second));
        rises
    };
    sorted.iter().filter(rises).copied().collect()
}

/// Second to third value of what was kept: a rise of one is a fall of the other, so the next higher second has the highest third.
fn three(rows: &Rows<'_>, sorted: &[u32]) -> Vec<u32> {
    let mut stairs: BTreeMap<i128, i128> = BTreeMap::new();
    let mut out = Vec::new();
    for n in sorted {
        let row = rows.row(*n as usize);
        let (second, third) = (row[1], row[2]);
        if stairs.range(second..).next().is_some_and(|(_, highest)| *highest >= third) {
            continue;
        }
        while let Some((below, _)) = stairs.range(..=second).next_back().filter(|(_, it)| **it <= third) {
            let below = *below;
            stairs.remove(&below);
        }
        stairs.insert(second, third);
        out.push(*n);
    }
    out
}

/// On ranks instead of values; a row that beat another is asked first next time.
fn many(rows: &Rows<'_>, sorted: &[u32], limit: &Limit<'_>) -> Option<Vec<u32>> {
    let width = rows.width;
    let ranks = ranks(rows, sorted);
    let (mut out, mut asked): (Vec<u32>, Vec<u32>) = (Vec::new(), Vec::new());
    let mut clock = Clock::new(limit);
    for (at, n) in sorted.iter().enumerate() {
        clock.step(1 + asked.len())?;
        let own = &ranks[at * width..(at + 1) * width];
        let beats = |other: &u32| {
            let theirs = &ranks[*other as usize * width..(*other as usize + 1) * width];
            theirs.iter().zip(own).all(|(theirs, own)| theirs >= own)
        };
        match asked.iter().position(beats) {
            Some(found) => asked.swap(found, found / 2),
            None => {
                asked.push(at as u32);
                out.push(*n);
            }
        }
    }
    Some(out)
}

/// Of rows in descending order, no two equal, those that fewer than `k` others beat; in that order. What is beaten by `k` is beaten by `k`
/// of those kept. `None` where that would take too many comparisons.
pub(crate) fn skyband(rows: &Rows<'_>, sorted: &[u32], k: usize, limit: &Limit<'_>) -> Option<Vec<u32>> {
    if rows.width <= 2 {
        return Some(highest(rows, sorted, k));
    }
    let mut out: Vec<u32> = Vec::new();
    let mut compared = 0;
    let mut clock = Clock::new(limit);
    for n in sorted {
        compared += out.len();
        clock.step(1 + out.len())?;
        if compared > COMPARED {
            return None;
        }
        let own = rows.row(*n as usize);
        let beats = |other: &&u32| rows.row(**other as usize).iter().zip(own).all(|(theirs, own)| theirs >= own);
        if out.iter().filter(beats).take(k).count() < k {
            out.push(*n);
        }
    }
    Some(out)
}

/// The same of one or two values: what stands before a row is at least as high by the first, so the `k` highest seconds before it tell.
fn highest(rows: &Rows<'_>, sorted: &[u32], k: usize) -> Vec<u32> {
    let mut seconds: Vec<i128> = Vec::with_capacity(k + 1);
    let mut kept = |n: &&u32| {
        let second = rows.row(**n as usize).get(1).copied().unwrap_or(0);
        let at = seconds.partition_point(|it| *it >= second);
        if at < k {
            seconds.insert(at, second);
            seconds.truncate(k);
        }
        at < k
    };
    sorted.iter().filter(|n| kept(n)).copied().collect()
}

/// Each value as its place among the different values of its column, in the order of `sorted`.
fn ranks(rows: &Rows<'_>, sorted: &[u32]) -> Vec<u32> {
    let mut out = vec![0; sorted.len() * rows.width];
    let mut column: Vec<(i128, usize)> = Vec::with_capacity(sorted.len());
    for party in 0..rows.width {
        column.clear();
        column.extend(sorted.iter().enumerate().map(|(at, n)| (rows.row(*n as usize)[party], at)));
        column.sort_unstable();
        let (mut rank, mut before) = (0, None);
        for (value, at) in &column {
            if before.is_some_and(|it| it != *value) {
                rank += 1;
            }
            before = Some(*value);
            out[at * rows.width + party] = rank;
        }
    }
    out
}

/// Highest first by the first value, then the next.
pub(crate) fn descending(a: &[i128], b: &[i128]) -> Ordering {
    b.cmp(a)
}
