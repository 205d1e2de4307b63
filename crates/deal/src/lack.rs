//! What parties lack to what they have without a deal.

use num_bigint::BigInt;

use crate::frontier::Point;
use crate::problem::{Party, Problem};

/// What parties lack to their reservation values, each as a share of its own range.
pub(crate) struct Lack<'p> {
    problem: &'p Problem,
    ranges: Vec<i128>,
}

impl<'p> Lack<'p> {
    pub(crate) fn new(problem: &'p Problem) -> Self {
        Self { problem, ranges: problem.parties.iter().map(Party::range).collect() }
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

    /// How a point stands among others: by the sum of all shares, then in the order of packages.
    pub(crate) fn order(&self, point: &Point) -> (BigInt, Vec<usize>) {
        (self.total(point), point.package.clone())
    }

    /// Shares by party, those that lack nothing left out; and their sum.
    pub(crate) fn shares(&self, point: &Point) -> (Vec<(String, f64)>, f64) {
        let each = self.each(point);
        let share = |p: usize| each[p] as f64 / self.ranges[p] as f64;
        let lacking: Vec<usize> = (0..each.len()).filter(|p| each[*p] > 0).collect();
        (lacking.iter().map(|p| (self.problem.parties[*p].name.clone(), share(*p))).collect(), lacking.iter().map(|p| share(*p)).sum())
    }
}
