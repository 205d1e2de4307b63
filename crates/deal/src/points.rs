//! Named points of a frontier. Gains are over the reservation. All comparisons are exact.
//!
//! - Nash: the greatest product of gains (J. F. Nash, "The bargaining problem", Econometrica 18, 1950).
//! - Egalitarian: the smallest gain as great as can be, then the next smallest, and so on (lexicographic max-min; E. Kalai, Econometrica 45, 1977).
//! - Kalai–Smorodinsky: the same with each gain divided by the greatest gain the party can have among acceptable packages (E. Kalai and
//!   M. Smorodinsky, Econometrica 43, 1975); a party that can gain nothing is left out.
//! - Utilitarian: the greatest sum of utilities.
//!
//! A point that beats another is never worse under any of them, so looking at the frontier is enough; where a party's gain is 0 at every
//! acceptable package, the product is 0 everywhere and all points of the frontier tie.

use std::cmp::Ordering;

use num_bigint::BigInt;

use crate::frontier::Point;
use crate::problem::Problem;

/// The best points under one definition, in the order of the frontier, and their value as a number to show.
#[derive(Clone, Debug, PartialEq)]
pub struct Named<'f> {
    /// Points that tie.
    pub points: Vec<&'f Point>,
    /// Product, least gain, least share, or sum.
    pub value: f64,
}

/// Gains of a point, by party.
fn gains(problem: &Problem, point: &Point) -> Vec<i128> {
    point.utilities.iter().zip(&problem.parties).map(|(utility, party)| utility - party.reservation).collect()
}

fn best(points: &[Point], compare: impl Fn(&Point, &Point) -> Ordering) -> Vec<&Point> {
    let mut out: Vec<&Point> = Vec::new();
    for point in points {
        match out.first().map(|best| compare(point, best)) {
            None | Some(Ordering::Greater) => out = vec![point],
            Some(Ordering::Equal) => out.push(point),
            Some(Ordering::Less) => {}
        }
    }
    out
}

/// The Nash point.
#[must_use]
pub fn nash<'f>(problem: &Problem, points: &'f [Point]) -> Named<'f> {
    let product = |point: &Point| gains(problem, point).into_iter().map(BigInt::from).product::<BigInt>();
    let best = best(points, |a, b| product(a).cmp(&product(b)));
    let shown = |point: &Point| gains(problem, point).into_iter().map(|gain| problem.shown(gain)).product();
    Named { value: best.first().map_or(0.0, |it| shown(it)), points: best }
}

/// The utilitarian point.
#[must_use]
pub fn utilitarian<'f>(problem: &Problem, points: &'f [Point]) -> Named<'f> {
    let sum = |point: &Point| point.utilities.iter().copied().map(BigInt::from).sum::<BigInt>();
    let best = best(points, |a, b| sum(a).cmp(&sum(b)));
    let shown = |point: &Point| point.utilities.iter().map(|it| problem.shown(*it)).sum();
    Named { value: best.first().map_or(0.0, |it| shown(it)), points: best }
}

/// The egalitarian point.
#[must_use]
pub fn egalitarian<'f>(problem: &Problem, points: &'f [Point]) -> Named<'f> {
    let sorted = |point: &Point| {
        let mut gains = gains(problem, point);
        gains.sort_unstable();
        gains
    };
    let best = best(points, |a, b| sorted(a).cmp(&sorted(b)));
    Named { value: best.first().map_or(0.0, |it| sorted(it).first().map_or(0.0, |gain| problem.shown(*gain))), points: best }
}

/// The Kalai–Smorodinsky point.
#[must_use]
pub fn kalai_smorodinsky<'f>(problem: &Problem, points: &'f [Point]) -> Named<'f> {
    let ideal = |p: usize| points.iter().map(|it| it.utilities[p]).max().unwrap_or(0) - problem.parties[p].reservation;
    let ideals: Vec<i128> = (0..problem.parties.len()).map(ideal).collect();
    // Shares (gain, ideal) as fractions with positive denominators, least first.
    let shares = |point: &Point| {
        let mut out: Vec<(i128, i128)> =
            gains(problem, point).into_iter().zip(ideals.iter().copied()).filter(|(_, ideal)| *ideal > 0).collect();
        out.sort_by(|a, b| fraction(*a, *b));
        out
    };
    let compare = |a: &Point, b: &Point| {
        let pairs = shares(a).into_iter().zip(shares(b));
        pairs.map(|(a, b)| fraction(a, b)).find(|it| *it != Ordering::Equal).unwrap_or(Ordering::Equal)
    };
    let best = best(points, compare);
    let least = |point: &Point| shares(point).first().map_or(0.0, |(gain, ideal)| *gain as f64 / *ideal as f64);
    Named { value: best.first().map_or(0.0, |it| least(it)), points: best }
}

fn fraction(a: (i128, i128), b: (i128, i128)) -> Ordering {
    (BigInt::from(a.0) * BigInt::from(b.1)).cmp(&(BigInt::from(b.0) * BigInt::from(a.1)))
}
