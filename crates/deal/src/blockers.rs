//! What stands in the way where no package is acceptable to all: the nearest packages, who would have to come down by how much, which
//! exclusions would have to go.

use armistice_types::deal::{Blockers, Concession, DealRelaxation, NearPackage};
use num_bigint::BigInt;

use crate::best::best;
use crate::bound::{Goal, Parts};
use crate::frontier::Point;
use crate::limit::Limit;
use crate::problem::Problem;
use crate::relax::{Relaxed, Set};
use crate::shown::{FEW, package};

/// Blockers, of which `relaxed` are the smallest sets.
pub(crate) fn blockers(problem: &Problem, relaxed: &Relaxed, limit: &Limit<'_>) -> Blockers {
    let names = |set: Set| {
        let here = (0..problem.exclusions.len()).filter(|n| set.exclusions & 1 << n != 0);
        here.map(|n| problem.exclusions[n].name.clone()).collect::<Vec<String>>()
    };
    let (without, with): (Vec<_>, Vec<_>) = relaxed.sets.iter().partition(|it| it.0.parties == 0);
    let lack = Lack::new(problem);
    let mut concessions: Vec<(Set, BigInt, &Point)> = with.iter().filter_map(|it| lack.least(it)).collect();
    concessions.sort_by(|a, b| (a.0.size(), &a.1, a.0).cmp(&(b.0.size(), &b.1, b.0)));
    Blockers {
        nearest: nearest(problem, &lack, limit),
        concessions: concessions.into_iter().map(|(set, _, it)| lack.concession(names(set), it)).collect(),
        relaxations: without.into_iter().map(|it| DealRelaxation { drop: names(it.0), cost: it.0.size() as usize }).collect(),
    }
}

/// What parties lack to their reservation values, each as a share of its own range.
pub(crate) struct Lack<'p> {
    problem: &'p Problem,
    ranges: Vec<i128>,
}

impl<'p> Lack<'p> {
    pub(crate) fn new(problem: &'p Problem) -> Self {
        Self { problem, ranges: problem.parties.iter().map(|it| (it.most() - it.least()).max(1)).collect() }
    }

    fn each(&self, point: &Point) -> Vec<i128> {
        point.utilities.iter().zip(&self.problem.parties).map(|(utility, party)| (party.reservation - utility).max(0)).collect()
    }

    /// The sum of all shares, on the product of all ranges as one denominator.
    fn total(&self, point: &Point) -> BigInt {
        let (each, ranges) = (self.each(point), &self.ranges);
        let of = |p: usize| -> BigInt { (0..ranges.len()).map(|q| BigInt::from(if p == q { each[p] } else { ranges[q] })).product() };
        (0..ranges.len()).map(of).sum()
    }

    /// The point of a set at which least is lacking.
    fn least<'s>(&self, (set, points): &'s (Set, Vec<Point>)) -> Option<(Set, BigInt, &'s Point)> {
        let each = points.iter().map(|it| (*set, self.total(it), it));
        each.min_by(|a, b| a.1.cmp(&b.1).then_with(|| a.2.package.cmp(&b.2.package)))
    }

    /// Shares by party, those that lack nothing left out; and their sum.
    fn shares(&self, point: &Point) -> (Vec<(String, f64)>, f64) {
        let each = self.each(point);
        let share = |p: usize| each[p] as f64 / self.ranges[p] as f64;
        let lacking: Vec<usize> = (0..each.len()).filter(|p| each[*p] > 0).collect();
        (lacking.iter().map(|p| (self.problem.parties[*p].name.clone(), share(*p))).collect(), lacking.iter().map(|p| share(*p)).sum())
    }

    fn near(&self, it: &Point) -> NearPackage {
        let (shortfall, total) = self.shares(it);
        NearPackage { package: package(self.problem, &it.package), utilities: self.problem.shown(&it.utilities), shortfall, total }
    }

    fn concession(&self, drop: Vec<String>, it: &Point) -> Concession {
        let NearPackage { package, utilities, shortfall, total } = self.near(it);
        Concession { concede: shortfall, drop, total, package, utilities }
    }
}

/// The packages with the least sum of shares, of those that no other beats.
fn nearest(problem: &Problem, lack: &Lack<'_>, limit: &Limit<'_>) -> Vec<NearPackage> {
    let points = best(&problem.without_reservations(), &Parts::new(problem), &Goal::Lack, 1, FEW, limit).unwrap_or_default();
    let mut near: Vec<(BigInt, &Point)> = points.iter().map(|it| (lack.total(it), it)).collect();
    near.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.package.cmp(&b.1.package)));
    near.into_iter().take(FEW).map(|(_, it)| lack.near(it)).collect()
}
