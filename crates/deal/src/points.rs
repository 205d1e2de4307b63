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
use num_integer::Integer;

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

/// A number as a fraction with a positive denominator.
type Fraction = (i128, i128);

/// Gains of a point, by party, each on its party's scale.
fn gains(problem: &Problem, point: &Point) -> Vec<Fraction> {
    point.utilities.iter().zip(&problem.parties).map(|(utility, party)| (utility - party.reservation, party.scale)).collect()
}

fn shown((numerator, denominator): Fraction) -> f64 {
    numerator as f64 / denominator as f64
}

fn fraction(a: &Fraction, b: &Fraction) -> Ordering {
    if a.1 == b.1 { a.0.cmp(&b.0) } else { (BigInt::from(a.0) * b.1).cmp(&(BigInt::from(b.0) * a.1)) }
}

/// Least first, so that a comparison one by one is lexicographic max-min.
fn least_first(mut of: Vec<Fraction>) -> Vec<Fraction> {
    of.sort_by(fraction);
    of
}

fn lexicographic(a: &[Fraction], b: &[Fraction]) -> Ordering {
    a.iter().zip(b).map(|(a, b)| fraction(a, b)).find(|it| *it != Ordering::Equal).unwrap_or(Ordering::Equal)
}

/// The points whose key is greatest, and that key.
fn best<K>(points: &[Point], key: impl Fn(&Point) -> K, compare: impl Fn(&K, &K) -> Ordering) -> (Vec<&Point>, Option<K>) {
    let (mut out, mut greatest): (Vec<&Point>, Option<K>) = (Vec::new(), None);
    for point in points {
        let own = key(point);
        match greatest.as_ref().map(|it| compare(&own, it)) {
            None | Some(Ordering::Greater) => (out, greatest) = (vec![point], Some(own)),
            Some(Ordering::Equal) => out.push(point),
            Some(Ordering::Less) => {}
        }
    }
    (out, greatest)
}

/// The Nash point.
#[must_use]
pub fn nash<'f>(problem: &Problem, points: &'f [Point]) -> Named<'f> {
    let product = |point: &Point| gains(problem, point).into_iter().map(|it| BigInt::from(it.0)).product::<BigInt>();
    let (points, _) = best(points, product, BigInt::cmp);
    let value = points.first().map_or(0.0, |it| gains(problem, it).into_iter().map(shown).product());
    Named { value, points }
}

/// The utilitarian point.
#[must_use]
pub fn utilitarian<'f>(problem: &Problem, points: &'f [Point]) -> Named<'f> {
    let scales: BigInt = problem.parties.iter().fold(BigInt::from(1), |all, it| all.lcm(&it.scale.into()));
    let factors: Vec<BigInt> = problem.parties.iter().map(|it| &scales / it.scale).collect();
    let sum = |point: &Point| point.utilities.iter().zip(&factors).map(|(utility, factor)| factor * utility).sum::<BigInt>();
    let (points, _) = best(points, sum, BigInt::cmp);
    Named { value: points.first().map_or(0.0, |it| problem.shown(&it.utilities).iter().sum()), points }
}

/// The egalitarian point.
#[must_use]
pub fn egalitarian<'f>(problem: &Problem, points: &'f [Point]) -> Named<'f> {
    let (points, key) = best(points, |point| least_first(gains(problem, point)), |a, b| lexicographic(a, b));
    Named { value: key.and_then(|it| it.first().copied()).map_or(0.0, shown), points }
}

/// The Kalai–Smorodinsky point.
#[must_use]
pub fn kalai_smorodinsky<'f>(problem: &Problem, points: &'f [Point]) -> Named<'f> {
    let ideal = |p: usize| points.iter().map(|it| it.utilities[p]).max().unwrap_or(0) - problem.parties[p].reservation;
    let ideals: Vec<i128> = (0..problem.parties.len()).map(ideal).collect();
    // The party's scale cancels out.
    let shares = |point: &Point| {
        let of = gains(problem, point).into_iter().zip(&ideals).filter(|(_, ideal)| **ideal > 0);
        least_first(of.map(|(gain, ideal)| (gain.0, *ideal)).collect())
    };
    let (points, key) = best(points, shares, |a, b| lexicographic(a, b));
    Named { value: key.and_then(|it| it.first().copied()).map_or(0.0, shown), points }
}
