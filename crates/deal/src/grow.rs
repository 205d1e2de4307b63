//! Packages by adding one issue at a time and keeping few of the partial ones: the search that frontiers, named points and blockers share.
//!
//! A partial package that another beats in every utility (under the same key, such as the exclusions that hold so far) can lead to nothing
//! that the other does not lead to and better, so it is dropped; equal ones are merged and counted: the Nemhauser–Ullmann method for
//! knapsacks (Management Science 15, 1969) with several values. What is kept beside that, and what is hopeless, each [`Course`] says. Of
//! each layer only the way back is held.

use std::cmp::Reverse;

use num_bigint::BigUint;

use crate::course::Course;
use crate::frontier::Point;
use crate::limit::{Clock, Limit, Stage};
use crate::maxima::{Rows, descending};
use crate::problem::Problem;

/// The part of what a search may hold that its ways back may fill, 8 bytes a step; the packages shown have as much.
const WAYS: usize = 4;
/// Steps of one search: a utility of a candidate, or a glance at two rows.
const STEPS: u64 = 12_000_000_000;

/// How a partial package came about: which one of the layer before, and the option added.
#[derive(Clone, Copy, Debug)]
struct Step {
    before: u32,
    option: u16,
}

/// The ways back from a layer's rows.
#[derive(Default)]
struct Back {
    /// One a row: that of the first package in the order of packages.
    first: Vec<Step>,
    /// Where they are asked for, all of each row.
    all: Vec<Vec<Step>>,
}

/// Whole packages of a search, and the way back to their options.
pub(crate) struct Grown<K> {
    last: Layer<K>,
    back: Vec<Back>,
}

impl<K: Copy + Ord> Grown<K> {
    /// The key of each point, then the point: by key, then highest first by the first party, then the next.
    pub(crate) fn points(&self) -> impl Iterator<Item = (K, Point)> {
        (0..self.last.keys.len()).map(|at| (self.last.keys[at], self.point(at)))
    }

    /// Packages behind a point, all of them or so many, where the course holds all ways.
    pub(crate) fn packages(&self, at: usize, most: usize) -> Vec<Vec<usize>> {
        let mut out = Vec::new();
        // Rows to go back from, with the options behind them.
        let mut open: Vec<(usize, usize, Vec<usize>)> = vec![(self.back.len(), at, Vec::new())];
        while let Some((issue, row, behind)) = open.pop().filter(|_| out.len() < most) {
            if issue == 0 {
                out.push(behind.into_iter().rev().collect());
                continue;
            }
            let ways = self.back[issue - 1].all[row].iter().rev();
            open.extend(ways.map(|it| (issue - 1, it.before as usize, [&behind[..], &[usize::from(it.option)]].concat())));
        }
        out.sort_unstable();
        out
    }

    fn point(&self, at: usize) -> Point {
        let mut package = vec![0; self.back.len()];
        let mut now = at;
        for (issue, back) in self.back.iter().enumerate().rev() {
            let step = back.first[now];
            package[issue] = usize::from(step.option);
            now = step.before as usize;
        }
        Point { utilities: self.last.row(at).to_vec(), package, packages: self.last.counts[at].clone() }
    }
}

/// Partial packages of so many parties that a search may look at before any is dropped: each holds utilities and a key as a candidate and
/// again where it is kept, with its step, its places in several orders, its marks and its count.
pub(crate) fn candidates<K>(width: usize, limit: &Limit<'_>) -> usize {
    let each = 2 * (width * size_of::<i128>()) + 3 * size_of::<K>() + 8 * width + 144;
    (limit.bytes - limit.bytes / WAYS) / each
}

/// Runs a search through all issues. `None` where too many partial packages would have to be kept or looked at, or the time is up.
pub(crate) fn grown<C: Course>(problem: &Problem, course: &mut C, limit: &Limit<'_>) -> Option<Grown<C::Key>> {
    let mut search = Search { problem, limit, clock: Clock::of_steps(limit, STEPS) };
    let mut layer = Layer::first(problem.parties.len(), course.begin());
    let mut back: Vec<Back> = Vec::with_capacity(problem.issues.len());
    let (mut steps, most) = (0, limit.bytes / WAYS / size_of::<Step>());
    for issue in 0..problem.issues.len() {
        if limit.over() {
            return None;
        }
        limit.watch.told(Stage::Issue(issue + 1, problem.issues.len(), layer.keys.len()));
        let (next, from) = search.extended(&layer, course, issue)?;
        steps += from.first.len() + from.all.iter().map(Vec::len).sum::<usize>();
        if steps > most {
            return None;
        }
        back.push(from);
        layer = next;
    }
    (layer.keys.len().saturating_mul(problem.issues.len()) <= most).then_some(Grown { last: layer, back })
}

/// Partial packages of the first issues: by key those that are kept, highest first.
struct Layer<K> {
    width: usize,
    values: Vec<i128>,
    keys: Vec<K>,
    counts: Vec<BigUint>,
    /// Place of each one's package in the order of packages.
    order: Vec<u32>,
}

impl<K: Copy> Layer<K> {
    fn first(width: usize, keys: Vec<K>) -> Self {
        let n = keys.len();
        Self { width, values: vec![0; width * n], keys, counts: vec![BigUint::from(1u8); n], order: vec![0; n] }
    }

    fn row(&self, at: usize) -> &[i128] {
        &self.values[at * self.width..(at + 1) * self.width]
    }

    /// These rows alone.
    fn only(&self, back: &Back, rows: &[u32]) -> (Self, Back) {
        let rows = || rows.iter().map(|at| *at as usize);
        let few = Self {
            width: self.width,
            values: rows().flat_map(|at| self.row(at).iter().copied()).collect(),
            keys: rows().map(|at| self.keys[at]).collect(),
            counts: rows().map(|at| self.counts[at].clone()).collect(),
            order: rows().map(|at| self.order[at]).collect(),
        };
        let all = if back.all.is_empty() { Vec::new() } else { rows().map(|at| back.all[at].clone()).collect() };
        (few, Back { first: rows().map(|at| back.first[at]).collect(), all })
    }
}

/// One more option on each, before any is dropped.
struct Candidates<K> {
    width: usize,
    values: Vec<i128>,
    keys: Vec<K>,
    steps: Vec<Step>,
}

impl<K: Copy + Ord> Candidates<K> {
    fn rows(&self) -> Rows<'_> {
        Rows { values: &self.values, width: self.width }
    }

    /// Where a package stands in the order of packages.
    fn place(&self, before: &Layer<K>, n: u32) -> (u32, u16) {
        let step = self.steps[n as usize];
        (before.order[step.before as usize], step.option)
    }

    /// By key, then highest first, then in the order of packages.
    fn sorted(&self, before: &Layer<K>) -> Vec<u32> {
        let rows = self.rows();
        // The key and the first value stand beside each, since most comparisons end there.
        let first = |n: u32| (self.keys[n as usize], Reverse(rows.row(n as usize).first().copied().unwrap_or(0)), n);
        let mut sorted: Vec<(K, Reverse<i128>, u32)> = (0..self.steps.len() as u32).map(first).collect();
        sorted.sort_unstable_by(|(a_key, a_first, a), (b_key, b_first, b)| {
            let by_value = || descending(rows.row(*a as usize), rows.row(*b as usize));
            let by_place = || self.place(before, *a).cmp(&self.place(before, *b));
            a_key.cmp(b_key).then_with(|| a_first.cmp(b_first)).then_with(by_value).then_with(by_place)
        });
        sorted.into_iter().map(|it| it.2).collect()
    }

    /// The rows kept, with counts, as a layer.
    fn layer(&self, before: &Layer<K>, kept: &[u32], counts: Vec<BigUint>) -> Layer<K> {
        let rows = self.rows();
        let mut by_package: Vec<u32> = (0..kept.len() as u32).collect();
        by_package.sort_unstable_by_key(|at| self.place(before, kept[*at as usize]));
        let mut order = vec![0; kept.len()];
        for (rank, at) in by_package.into_iter().enumerate() {
            order[at as usize] = rank as u32;
        }
        Layer {
            width: self.width,
            values: kept.iter().flat_map(|n| rows.row(*n as usize).iter().copied()).collect(),
            keys: kept.iter().map(|n| self.keys[*n as usize]).collect(),
            counts,
            order,
        }
    }
}

struct Search<'s> {
    problem: &'s Problem,
    limit: &'s Limit<'s>,
    clock: Clock<'s>,
}

impl Search<'_> {
    fn extended<C: Course>(&mut self, layer: &Layer<C::Key>, course: &mut C, issue: usize) -> Option<(Layer<C::Key>, Back)> {
        let found = self.candidates(layer, course, issue)?;
        let rows = found.rows();
        let (mut kept, mut back) = (Vec::new(), Back::default());
        let (mut counts, mut room): (Vec<BigUint>, _) = (Vec::new(), self.limit.bytes / WAYS);
        for group in found.sorted(layer).chunk_by(|a, b| found.keys[*a as usize] == found.keys[*b as usize]) {
            let equal: Vec<&[u32]> = group.chunk_by(|a, b| rows.row(*a as usize) == rows.row(*b as usize)).collect();
            let firsts: Vec<u32> = equal.iter().map(|it| it[0]).collect();
            let best = course.keep(&rows, &firsts, &mut self.clock)?;
            let mut best = best.iter().peekable();
            for same in equal {
                if best.next_if(|it| **it == same[0]).is_none() {
                    continue;
                }
                kept.push(same[0]);
                let steps = || same.iter().map(|n| found.steps[*n as usize]);
                if course.all_ways() {
                    back.all.push(steps().collect());
                }
                let count: BigUint = steps().map(|it| &layer.counts[it.before as usize]).sum();
                room = room.checked_sub(usize::try_from(count.bits() / 8).ok()?)?;
                counts.push(count);
            }
        }
        back.first = kept.iter().map(|n| found.steps[*n as usize]).collect();
        let next = found.layer(layer, &kept, counts);
        let thin = course.thin(issue, &Rows { values: &next.values, width: next.width }, &next.keys, &mut self.clock);
        Some(thin.map(|rows| next.only(&back, &rows)).unwrap_or((next, back)))
    }

    fn candidates<C: Course>(&mut self, layer: &Layer<C::Key>, course: &C, issue: usize) -> Option<Candidates<C::Key>> {
        let (width, options) = (layer.width, self.problem.issues[issue].options.len());
        let most = candidates::<C::Key>(width, self.limit);
        let room = most.min(layer.keys.len().saturating_mul(options));
        let mut out =
            Candidates { width, values: Vec::with_capacity(room * width), keys: Vec::with_capacity(room), steps: Vec::with_capacity(room) };
        for before in 0..layer.keys.len() {
            for option in 0..options {
                self.clock.step(1 + width)?;
                let Some(key) = course.step(layer.keys[before], issue, option) else { continue };
                let start = out.values.len();
                let parties = &self.problem.parties;
                out.values.extend(layer.row(before).iter().zip(parties).map(|(have, party)| have + party.gives[issue][option]));
                if !course.hopes(key, issue, &out.values[start..]) {
                    out.values.truncate(start);
                    continue;
                }
                if out.steps.len() == most {
                    return None;
                }
                out.keys.push(key);
                out.steps.push(Step { before: u32::try_from(before).ok()?, option: u16::try_from(option).ok()? });
            }
        }
        Some(out)
    }
}
