//! Which of many points no other beats: the maxima of Kung, Luccio and Preparata (Journal of the ACM 22, 1975). One and two values by a
//! sweep, three by a sweep over a staircase, more by comparison with those kept, highest sums first (Chomicki, Godfrey, Gryz and Liang, ICDE
//! 2003).

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::limit::Clock;

/// Steps of the clock that a comparison of two rows counts; a glance at a mark is one.
const ROW: usize = 8;

/// Marks that are compared at one glance.
const GLANCE: usize = 32;

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
/// `None` where that would take too many steps, or the time is up.
pub(crate) fn maxima(rows: &Rows<'_>, sorted: &[u32], clock: &mut Clock<'_>) -> Option<Vec<u32>> {
    match rows.width {
        0 | 1 => Some(sorted.iter().take(1).copied().collect()),
        2 => Some(two(rows, sorted)),
        3 => Some(three(rows, sorted)),
        _ => many(rows, sorted, clock),
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

/// A row's marks: of each value a few bits, the first so many of them set as parts of all rows have a lower one. What beats a row has its
/// marks and more, so that one glance tells of most pairs that neither beats the other.
type Mark = [u32; 2];

fn lacks(mark: Mark, theirs: Mark) -> u32 {
    (mark[0] & !theirs[0]) | (mark[1] & !theirs[1])
}

fn mark(places: &[u32], rows: usize) -> Mark {
    let bits = (u32::BITS as usize / places.len()).max(1);
    let mut out = [0; 2];
    for (n, place) in places.iter().take(u32::BITS as usize).enumerate() {
        let level = *place as usize * (2 * bits + 1) / rows;
        for (half, mark) in out.iter_mut().enumerate() {
            *mark |= ((1 << ((level + half) / 2)) - 1) << (n * bits);
        }
    }
    out
}

/// Rows that none of those before them beats.
struct Kept<'r> {
    width: usize,
    /// `width` places a row.
    places: &'r [u32],
    marks: Vec<Mark>,
    rows: Vec<u32>,
}

impl Kept<'_> {
    fn row(&self, at: u32) -> &[u32] {
        &self.places[at as usize * self.width..(at as usize + 1) * self.width]
    }

    /// Is there one that beats this? It is found sooner next time.
    fn beats(&mut self, mark: Mark, at: u32) -> bool {
        let own = self.row(at);
        let full =
            |n: &usize| lacks(mark, self.marks[*n]) == 0 && self.row(self.rows[*n]).iter().zip(own).all(|(theirs, own)| theirs >= own);
        let glance = |(n, chunk): (usize, &[Mark])| {
            let any = chunk.iter().fold(false, |any, theirs| any | (lacks(mark, *theirs) == 0));
            if any { (n * GLANCE..n * GLANCE + chunk.len()).find(full) } else { None }
        };
        let found = self.marks.chunks(GLANCE).enumerate().find_map(glance);
        if let Some(found) = found {
            self.marks.swap(found, found / 2);
            self.rows.swap(found, found / 2);
        }
        found.is_some()
    }
}

/// Highest sums of places first: what beats a row has a higher sum, and a row of a high sum beats many.
fn many(rows: &Rows<'_>, sorted: &[u32], clock: &mut Clock<'_>) -> Option<Vec<u32>> {
    let (width, places) = (rows.width, places(rows, sorted));
    let mut order: Vec<(u64, u32)> =
        places.chunks_exact(width).zip(0..).map(|(row, at)| (row.iter().map(|it| u64::from(*it)).sum(), at)).collect();
    order.sort_unstable_by_key(|it| (std::cmp::Reverse(it.0), it.1));
    let mut kept = Kept { width, places: &places, marks: Vec::new(), rows: Vec::new() };
    for (_, at) in order {
        clock.step(1 + kept.rows.len())?;
        let mark = mark(kept.row(at), sorted.len());
        if !kept.beats(mark, at) {
            kept.marks.push(mark);
            kept.rows.push(at);
        }
    }
    kept.rows.sort_unstable();
    Some(kept.rows.into_iter().map(|at| sorted[at as usize]).collect())
}

/// Of rows in descending order, no two equal, those that fewer than `k` others beat; in that order. What is beaten by `k` is beaten by `k`
/// of those kept. `None` where that would take too many steps, or the time is up.
pub(crate) fn skyband(rows: &Rows<'_>, sorted: &[u32], k: usize, clock: &mut Clock<'_>) -> Option<Vec<u32>> {
    if k <= 1 {
        return maxima(rows, sorted, clock);
    }
    if rows.width <= 2 {
        return Some(highest(rows, sorted, k));
    }
    let mut out: Vec<u32> = Vec::new();
    for n in sorted {
        clock.step(1 + ROW * out.len())?;
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

/// Of each value, how many rows have a lower one in its column, in the order of `sorted`.
fn places(rows: &Rows<'_>, sorted: &[u32]) -> Vec<u32> {
    let mut out = vec![0; sorted.len() * rows.width];
    let mut column: Vec<(i128, usize)> = Vec::with_capacity(sorted.len());
    for party in 0..rows.width {
        column.clear();
        column.extend(sorted.iter().enumerate().map(|(at, n)| (rows.row(*n as usize)[party], at)));
        column.sort_unstable();
        let mut lower = 0;
        for (n, (value, at)) in column.iter().enumerate() {
            if n > 0 && column[n - 1].0 != *value {
                lower = n as u32;
            }
            out[at * rows.width + party] = lower;
        }
    }
    out
}

/// Highest first by the first value, then the next.
pub(crate) fn descending(a: &[i128], b: &[i128]) -> Ordering {
    b.cmp(a)
}
