//! The Pareto frontier, exactly, by adding one issue at a time and dropping what is beaten.
//!
//! A partial package that another beats in every utility (with the same open exclusions) can lead to nothing that the other does not lead
//! to and better, so it is dropped; equal ones are merged and counted: the Nemhauser–Ullmann method for knapsacks (Management Science 15,
//! 1969) with several values. What cannot reach a reservation value any more is dropped too: what beats an acceptable package is
//! acceptable itself. Of each layer only the way back is kept.

use num_bigint::BigUint;

use crate::limit::Limit;
use crate::maxima::{Rows, descending, maxima, skyband};
use crate::problem::{Problem, step, suffix};

/// A point of the frontier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Utilities by party, each in units of the party's scale.
    pub utilities: Vec<i128>,
    /// One package behind it, an option per issue: the first in order of the options.
    pub package: Vec<usize>,
    /// How many packages give these utilities.
    pub packages: BigUint,
}

/// Steps back that are kept over all issues, and options of the packages shown (8 bytes each).
const STEPS: usize = 40_000_000;

/// The points of the frontier of acceptable packages, highest first by the first party, then the next. `None` where too many partial
/// packages would have to be kept, or the time is up.
#[must_use]
pub fn frontier(problem: &Problem, limit: &Limit<'_>) -> Option<Vec<Point>> {
    band(problem, 1, limit)
}

/// The points of acceptable packages that fewer than `k` other points beat (the `k`-skyband: Papadias, Tao, Fu and Seeger, ACM Transactions
/// on Database Systems 30, 2005), in the same order; the frontier for 1.
#[must_use]
pub fn band(problem: &Problem, k: usize, limit: &Limit<'_>) -> Option<Vec<Point>> {
    let mut layer = Layer::first(problem.parties.len());
    let mut back: Vec<Vec<Step>> = Vec::with_capacity(problem.issues.len());
    let highest: Vec<Vec<i128>> =
        problem.parties.iter().map(|it| suffix(it.gives.iter().map(|row| *row.iter().max().unwrap_or(&0)))).collect();
    let mut steps = 0;
    for issue in 0..problem.issues.len() {
        if (limit.over)() {
            return None;
        }
        let (next, from) = layer.extended(problem, issue, &highest, k, limit)?;
        steps += from.len();
        if steps > STEPS {
            return None;
        }
        back.push(from);
        layer = next;
    }
    if layer.keys.len().saturating_mul(problem.issues.len()) > STEPS {
        return None;
    }
    // Behind the last issue every exclusion is closed, so all stand under one key and none that is beaten too often is left.
    Some((0..layer.keys.len()).map(|at| layer.point(at, &back)).collect())
}

/// How a partial package came about: which one of the layer before, and the option added.
#[derive(Clone, Copy, Debug)]
struct Step {
    before: u32,
    option: u16,
}

/// Partial packages of the first issues: of each key (which exclusions hold so far) those that no other beats, highest first.
struct Layer {
    width: usize,
    values: Vec<i128>,
    keys: Vec<u64>,
    counts: Vec<BigUint>,
    /// Place of each one's package in the order of packages.
    order: Vec<u32>,
}

/// One more option on each, before any is dropped.
struct Candidates {
    values: Vec<i128>,
    keys: Vec<u64>,
    steps: Vec<Step>,
}

impl Layer {
    fn first(width: usize) -> Self {
        Self { width, values: vec![0; width], keys: vec![0], counts: vec![BigUint::from(1u8)], order: vec![0] }
    }

    fn row(&self, at: usize) -> &[i128] {
        &self.values[at * self.width..(at + 1) * self.width]
    }

    fn extended(&self, problem: &Problem, issue: usize, highest: &[Vec<i128>], k: usize, limit: &Limit<'_>) -> Option<(Self, Vec<Step>)> {
        let found = self.candidates(problem, issue, highest, limit)?;
        let rows = Rows { values: &found.values, width: self.width };
        let place = |n: &u32| {
            let step = found.steps[*n as usize];
            (self.order[step.before as usize], step.option)
        };
        let mut sorted: Vec<u32> = (0..found.steps.len() as u32).collect();
        sorted.sort_unstable_by(|a, b| {
            let by_key = found.keys[*a as usize].cmp(&found.keys[*b as usize]);
            by_key.then_with(|| descending(rows.row(*a as usize), rows.row(*b as usize))).then_with(|| place(a).cmp(&place(b)))
        });
        let mut kept: Vec<u32> = Vec::new();
        let mut counts: Vec<BigUint> = Vec::new();
        for group in sorted.chunk_by(|a, b| found.keys[*a as usize] == found.keys[*b as usize]) {
            let equal: Vec<&[u32]> = group.chunk_by(|a, b| rows.row(*a as usize) == rows.row(*b as usize)).collect();
            let firsts: Vec<u32> = equal.iter().map(|it| it[0]).collect();
            let best = if k <= 1 { maxima(&rows, &firsts, limit)? } else { skyband(&rows, &firsts, k, limit)? };
            let mut best = best.iter().peekable();
            for same in equal {
                if best.next_if(|it| **it == same[0]).is_some() {
                    kept.push(same[0]);
                    counts.push(same.iter().map(|n| &self.counts[found.steps[*n as usize].before as usize]).sum());
                }
            }
        }
        let steps: Vec<Step> = kept.iter().map(|n| found.steps[*n as usize]).collect();
        let mut by_package: Vec<u32> = (0..kept.len() as u32).collect();
        by_package.sort_unstable_by_key(|at| place(&kept[*at as usize]));
        let mut order = vec![0; kept.len()];
        for (rank, at) in by_package.into_iter().enumerate() {
            order[at as usize] = rank as u32;
        }
        let next = Self {
            width: self.width,
            values: kept.iter().flat_map(|n| rows.row(*n as usize).iter().copied()).collect(),
            keys: kept.iter().map(|n| found.keys[*n as usize]).collect(),
            counts,
            order,
        };
        Some((next, steps))
    }

    fn candidates(&self, problem: &Problem, issue: usize, highest: &[Vec<i128>], limit: &Limit<'_>) -> Option<Candidates> {
        let touching = problem.touching(issue);
        let mut out = Candidates { values: Vec::new(), keys: Vec::new(), steps: Vec::new() };
        let reachable = |row: &[i128]| (0..self.width).all(|p| row[p] + highest[p][issue + 1] >= problem.parties[p].reservation);
        for before in 0..self.keys.len() {
            for option in 0..problem.issues[issue].options.len() {
                let Some(key) = step(self.keys[before], &touching, option) else { continue };
                let start = out.values.len();
                out.values.extend(self.row(before).iter().zip(&problem.parties).map(|(have, party)| have + party.gives[issue][option]));
                if !reachable(&out.values[start..]) {
                    out.values.truncate(start);
                    continue;
                }
                if out.values.len() > limit.held {
                    return None;
                }
                out.keys.push(key);
                out.steps.push(Step { before: u32::try_from(before).ok()?, option: u16::try_from(option).ok()? });
            }
        }
        Some(out)
    }

    fn point(&self, at: usize, back: &[Vec<Step>]) -> Point {
        let mut package = vec![0; back.len()];
        let mut now = at;
        for (issue, steps) in back.iter().enumerate().rev() {
            let step = steps[now];
            package[issue] = usize::from(step.option);
            now = step.before as usize;
        }
        Point { utilities: self.row(at).to_vec(), package, packages: self.counts[at].clone() }
    }
}
