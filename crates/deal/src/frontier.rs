//! The Pareto frontier, exactly: the search of `grow`, with what cannot reach a reservation value any more dropped.

use num_bigint::BigUint;

use crate::course::{Course, Ground};
use crate::grow::grown;
use crate::limit::{Clock, Limit};
use crate::maxima::{Rows, skyband};
use crate::problem::Problem;

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
    let found = grown(problem, &mut Band { ground: Ground::new(problem), k, all_ways: false }, limit)?;
    // Behind the last issue every exclusion is closed, so all stand under one key and none that is beaten too often is left.
    Some(found.points().map(|it| it.1).collect())
}

/// The packages behind the `at`-th point of the frontier, in the order of options: all of them, or `most`. `None` where there is no such
/// point, or as for [`frontier`].
#[must_use]
pub fn behind(problem: &Problem, at: usize, most: usize, limit: &Limit<'_>) -> Option<Vec<Vec<usize>>> {
    let found = grown(problem, &mut Band { ground: Ground::new(problem), k: 1, all_ways: true }, limit)?;
    (at < found.points().count()).then(|| found.packages(at, most))
}

struct Band<'p> {
    ground: Ground<'p>,
    /// How many others a point is beaten by that is left out.
    k: usize,
    all_ways: bool,
}

impl Course for Band<'_> {
    /// Which exclusions hold so far.
    type Key = u64;

    fn begin(&self) -> Vec<u64> {
        vec![0]
    }

    fn step(&self, key: u64, issue: usize, option: usize) -> Option<u64> {
        self.ground.step(key, issue, option)
    }

    fn hopes(&self, _: u64, issue: usize, utilities: &[i128]) -> bool {
        self.ground.all_reach(issue, utilities)
    }

    fn keep(&self, rows: &Rows<'_>, sorted: &[u32], clock: &mut Clock<'_>) -> Option<Vec<u32>> {
        skyband(rows, sorted, self.k, clock)
    }

    fn all_ways(&self) -> bool {
        self.all_ways
    }
}
