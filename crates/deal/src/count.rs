//! How many packages every party would accept. First by branch and bound: a branch in which somebody cannot reach its reservation any more
//! counts nothing, one in which everybody has it already counts whole. Where that takes long, by halves (`halves`); where these are too
//! large, bounds from more branches.

use num_bigint::BigUint;
use num_traits::Zero;

use crate::exclusion::Touching;
use crate::halves;
use crate::limit::{Clock, Limit};
use crate::problem::{Problem, suffix};

/// A number, or bounds where the search was stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Count {
    /// Exactly.
    Exact(BigUint),
    /// At least, at most.
    Between(BigUint, BigUint),
}

/// What may be looked at before halves are tried, and before the search gives bounds: with each option the utility of every party.
const SOON: u64 = 800_000;
const BRANCHES: u64 = 160_000_000;

/// The packages of a problem that no exclusion forbids and every party accepts.
#[must_use]
pub fn acceptable(problem: &Problem, limit: &Limit<'_>) -> Count {
    in_turn(problem, SOON, limit)
}

/// First branches, up to so much looked at, then halves, then more branches.
fn in_turn(problem: &Problem, soon: u64, limit: &Limit<'_>) -> Count {
    let first = by_branches(problem, soon, limit);
    let Count::Between(lower, upper) = &first else { return first };
    if let Some(exact) = halves::acceptable(problem, limit) {
        return Count::Exact(exact);
    }
    // Where the time is up soon, the first bounds may be the closer ones.
    match by_branches(problem, BRANCHES, limit) {
        Count::Between(low, up) => Count::Between(low.max(lower.clone()), up.min(upper.clone())),
        exact => exact,
    }
}

/// Up to so much looked at.
pub(crate) fn by_branches<'p>(problem: &'p Problem, work: u64, limit: &Limit<'p>) -> Count {
    let n = problem.issues.len();
    let bounds = |best: fn(&[i128]) -> i128| -> Vec<Vec<i128>> {
        problem.parties.iter().map(|party| suffix(party.gives.iter().map(|row| best(row)))).collect()
    };
    let mut packages = vec![BigUint::from(1u8); n + 1];
    for issue in (0..n).rev() {
        packages[issue] = &packages[issue + 1] * problem.issues[issue].options.len();
    }
    let touching: Vec<_> = (0..n).map(|issue| problem.touching(issue)).collect();
    // Behind the last issue that an exclusion touches, whole branches can be counted.
    let free = touching.iter().rposition(Touching::any).map_or(0, |at| at + 1);
    let highest = bounds(|row| row.iter().copied().max().unwrap_or(0));
    let lowest = bounds(|row| row.iter().copied().min().unwrap_or(0));
    let mut search = Search {
        problem,
        touching,
        highest,
        lowest,
        packages,
        free,
        left: work,
        clock: Clock::new(limit),
        found: BigUint::zero(),
        open: BigUint::zero(),
    };
    search.branch(0, 0, &mut vec![0; problem.parties.len()]);
    if search.open.is_zero() { Count::Exact(search.found) } else { Count::Between(search.found.clone(), search.found + search.open) }
}

struct Search<'p> {
    problem: &'p Problem,
    touching: Vec<Touching>,
    highest: Vec<Vec<i128>>,
    lowest: Vec<Vec<i128>>,
    packages: Vec<BigUint>,
    free: usize,
    left: u64,
    clock: Clock<'p>,
    found: BigUint,
    open: BigUint,
}

impl Search<'_> {
    fn branch(&mut self, issue: usize, key: u64, have: &mut Vec<i128>) {
        let reaches = |rest: &[Vec<i128>], p: usize| have[p] + rest[p][issue] >= self.problem.parties[p].reservation;
        if !(0..have.len()).all(|p| reaches(&self.highest, p)) {
            return;
        }
        if issue >= self.free && (0..have.len()).all(|p| reaches(&self.lowest, p)) {
            self.found += &self.packages[issue];
            return;
        }
        if self.left == 0 {
            self.open += &self.packages[issue];
            return;
        }
        for option in 0..self.problem.issues[issue].options.len() {
            self.left = if self.clock.step(1).is_some() { self.left.saturating_sub(1 + have.len() as u64) } else { 0 };
            let Some(key) = self.touching[issue].step(key, option) else { continue };
            for (p, party) in self.problem.parties.iter().enumerate() {
                have[p] += party.gives[issue][option];
            }
            self.branch(issue + 1, key, have);
            for (p, party) in self.problem.parties.iter().enumerate() {
                have[p] -= party.gives[issue][option];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Random, all, problem, rounds};

    /// However few branches are looked at, the number stands between the bounds; and what halves cannot hold, branches count.
    #[test]
    fn bounds_hold_and_one_way_takes_over_from_another() {
        let (mut random, mut bounded) = (Random::new(17), 0);
        for round in 0..rounds(300) {
            let problem = problem(&mut random, 6, 4);
            let count = BigUint::from(all(&problem).iter().filter(|it| it.is_acceptable(&problem)).count());
            for work in [0, 1, 20, 160] {
                let (lower, upper) = match by_branches(&problem, work, &Limit::default()) {
                    Count::Exact(n) => (n.clone(), n),
                    Count::Between(lower, upper) => (lower, upper),
                };
                bounded += usize::from(lower < upper);
                assert!((&lower..=&upper).contains(&&count), "round {round}, {work}: {lower} {count} {upper}: {problem:?}");
            }
            for (soon, bytes) in [(0, 1 << 20), (0, 500), (40, 500)] {
                let limit = Limit::new(bytes, Limit::default().watch);
                assert_eq!(in_turn(&problem, soon, &limit), Count::Exact(count.clone()), "round {round}, {soon}, {bytes}: {problem:?}");
            }
        }
        assert!(bounded > 100, "{bounded}");
    }
}
