//! Named points of a frontier, and the best points under each definition. Gains are over the reservation. All comparisons are exact.
//!
//! - Nash: the greatest product of gains (J. F. Nash, "The bargaining problem", Econometrica 18, 1950); weighted, each gain to the power of
//!   its party's weight (J. C. Harsanyi and R. Selten, Management Science 18, 1972).
//! - Egalitarian: the smallest gain as great as can be, then the next smallest, and so on (lexicographic max-min; E. Kalai, Econometrica 45,
//!   1977); weighted, each gain divided by its party's weight.
//! - Kalai–Smorodinsky: the same with each gain divided by the greatest gain the party can have among acceptable packages (E. Kalai and
//!   M. Smorodinsky, Econometrica 43, 1975); a party that can gain nothing is left out.
//! - Utilitarian: the greatest sum of utilities; weighted, each times its party's weight.
//!
//! A point that beats another is never worse under any of them, so looking at the frontier is enough; where a party's gain is 0 at every
//! acceptable package, the product is 0 everywhere and all points of the frontier tie. For the `k` best points, those that fewer than `k`
//! others beat are enough.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_integer::Integer;

use crate::frontier::Point;
use crate::problem::Problem;

/// A definition of the best point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Greatest product of gains.
    Nash,
    /// Greatest least gain, then the next.
    Egalitarian,
    /// The same of shares of the ideal gain.
    KalaiSmorodinsky,
    /// Greatest sum.
    Utilitarian,
}

impl Rule {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Nash, Self::Egalitarian, Self::KalaiSmorodinsky, Self::Utilitarian];

    /// As it is called on a page.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Nash => "Nash",
            Self::Egalitarian => "egalitarian",
            Self::KalaiSmorodinsky => "Kalai–Smorodinsky",
            Self::Utilitarian => "utilitarian",
        }
    }
}

/// The best points under one definition, in the order of the frontier, and their value as a number to show.
#[derive(Clone, Debug, PartialEq)]
pub struct Named<'f> {
    /// Points that tie.
    pub points: Vec<&'f Point>,
    /// Product, least gain, least share, or sum; with weights as parts of their mean.
    pub value: f64,
}

/// A number as a fraction with a positive denominator.
type Fraction = (i128, BigInt);

fn fraction(a: &Fraction, b: &Fraction) -> Ordering {
    if a.1 == b.1 { a.0.cmp(&b.0) } else { (&b.1 * a.0).cmp(&(&a.1 * b.0)) }
}

/// What points are compared by.
enum Key {
    Whole(BigInt),
    /// Least first, so that a comparison one by one is lexicographic max-min.
    Fractions(Vec<Fraction>),
}

impl Key {
    fn fractions(mut of: Vec<Fraction>) -> Self {
        of.sort_by(fraction);
        Self::Fractions(of)
    }

    fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Whole(a), Self::Whole(b)) => a.cmp(b),
            (Self::Fractions(a), Self::Fractions(b)) => {
                a.iter().zip(b).map(|(a, b)| fraction(a, b)).find(|it| *it != Ordering::Equal).unwrap_or(Ordering::Equal)
            }
            (Self::Whole(_), Self::Fractions(_)) => Ordering::Less,
            (Self::Fractions(_), Self::Whole(_)) => Ordering::Greater,
        }
    }
}

/// Compares points of one problem.
pub struct Judge<'p> {
    problem: &'p Problem,
    /// By party, 1 or more.
    weights: &'p [u32],
    /// By party: the greatest gain of any acceptable package.
    ideals: Vec<i128>,
    /// By party: what a unit of its scale is on the common one.
    factors: Vec<BigInt>,
}

impl<'p> Judge<'p> {
    /// `points` are the frontier, or more of the acceptable packages' points; `weights` one for each party.
    #[must_use]
    pub fn new(problem: &'p Problem, weights: &'p [u32], points: &[Point]) -> Self {
        let ideal = |p: usize| points.iter().map(|it| it.utilities[p]).max().unwrap_or(0) - problem.parties[p].reservation;
        Self::with(problem, weights, (0..problem.parties.len()).map(ideal).collect())
    }

    /// `ideals` are the greatest gains of any acceptable package, by party.
    pub(crate) fn with(problem: &'p Problem, weights: &'p [u32], ideals: Vec<i128>) -> Self {
        let scales: BigInt = problem.parties.iter().fold(BigInt::from(1), |all, it| all.lcm(&it.scale.into()));
        Self { problem, weights, ideals, factors: problem.parties.iter().map(|it| &scales / it.scale).collect() }
    }

    /// The best under a definition, all that tie.
    #[must_use]
    pub fn best<'f>(&self, rule: Rule, points: &'f [Point]) -> Named<'f> {
        let (mut out, mut greatest): (Vec<&Point>, Option<Key>) = (Vec::new(), None);
        for point in points {
            let own = self.key(rule, point);
            match greatest.as_ref().map(|it| own.compare(it)) {
                None | Some(Ordering::Greater) => (out, greatest) = (vec![point], Some(own)),
                Some(Ordering::Equal) => out.push(point),
                Some(Ordering::Less) => {}
            }
        }
        Named { value: out.first().map_or(0.0, |it| self.value(rule, it)), points: out }
    }

    /// The `k` best under a definition, best first; those that tie in the order given. Every point that fewer than `k` others beat must be
    /// among `points`.
    #[must_use]
    pub fn top<'f>(&self, rule: Rule, points: &'f [Point], k: usize) -> Vec<&'f Point> {
        let mut keyed: Vec<(Key, &Point)> = points.iter().map(|it| (self.key(rule, it), it)).collect();
        keyed.sort_by(|a, b| b.0.compare(&a.0));
        keyed.into_iter().take(k).map(|it| it.1).collect()
    }

    /// Gains of a point, by party, each on its party's scale.
    fn gains<'s>(&'s self, point: &'s Point) -> impl Iterator<Item = i128> + 's {
        point.utilities.iter().zip(&self.problem.parties).map(|(utility, party)| utility - party.reservation)
    }

    fn key(&self, rule: Rule, point: &Point) -> Key {
        match rule {
            Rule::Nash => Key::Whole(self.gains(point).zip(self.weights).map(|(gain, weight)| BigInt::from(gain).pow(*weight)).product()),
            Rule::Utilitarian => {
                let parts = point.utilities.iter().zip(&self.factors).zip(self.weights);
                Key::Whole(parts.map(|((utility, factor), weight)| factor * *utility * *weight).sum())
            }
            Rule::Egalitarian | Rule::KalaiSmorodinsky => Key::fractions(self.shares(rule, point)),
        }
    }

    /// Gains, or shares of the ideal gain, over the weight.
    fn shares(&self, rule: Rule, point: &Point) -> Vec<Fraction> {
        let whole = |p: usize| if rule == Rule::Egalitarian { self.problem.parties[p].scale } else { self.ideals[p] };
        let of = self.gains(point).enumerate().filter(|(p, _)| whole(*p) > 0);
        of.map(|(p, gain)| (gain, BigInt::from(whole(p)) * self.weights[p])).collect()
    }

    /// The value of a point to show: product, least gain or share, sum; with weights as parts of their mean.
    fn value(&self, rule: Rule, point: &Point) -> f64 {
        let mean = self.weights.iter().map(|it| f64::from(*it)).sum::<f64>() / self.weights.len() as f64;
        let weight = |p: usize| f64::from(self.weights[p]) / mean;
        let whole = |p: usize| if rule == Rule::KalaiSmorodinsky { self.ideals[p] } else { self.problem.parties[p].scale };
        let gains = self.gains(point).enumerate().filter(|(p, _)| whole(*p) > 0).map(|(p, gain)| (p, gain as f64 / whole(p) as f64));
        match rule {
            Rule::Nash => gains.map(|(p, gain)| gain.powf(weight(p))).product(),
            Rule::Utilitarian => self.problem.shown(&point.utilities).iter().zip(0..).map(|(utility, p)| utility * weight(p)).sum(),
            Rule::Egalitarian | Rule::KalaiSmorodinsky => {
                let least = gains.map(|(p, gain)| gain / weight(p)).fold(f64::INFINITY, f64::min);
                if least.is_finite() { least } else { 0.0 }
            }
        }
    }
}
