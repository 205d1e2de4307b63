//! What the best of all packages can be worth at most, from a price on each party's utility: at given prices the dearest package is found
//! issue by issue, and no package is dearer, so whatever is looked for is bounded by the best that so much money buys (Lagrangian
//! relaxation: M. L. Fisher, Management Science 27, 1981). Good prices are found by steps along the subgradient.
//!
//! In floating point, on gains as parts of each party's range, with room for rounding: a bound only ever says what need not be looked at,
//! and what is left is compared exactly.

use crate::problem::Problem;

/// Steps towards good prices, fewer where each looks at many numbers.
const STEPS: usize = 300;
const NUMBERS: usize = 30_000_000;
/// The same for one partial package.
const OWN_STEPS: i32 = 12;
/// Room for rounding, as a part of the sums that a bound is made of.
const ROUNDING: f64 = 1e-11;

/// What is to be as great as can be. Numbers are by party, on gains as parts of the party's range.
#[derive(Clone, Debug)]
pub(crate) enum Goal {
    /// The product of gains, each to the power of its weight; compared by its logarithm.
    Product(Vec<f64>),
    /// The least of gain ÷ number, over the parties whose number is over 0.
    Least(Vec<f64>),
    /// The sum of gain × number.
    Sum(Vec<f64>),
    /// What parties lack, together, as little as can be.
    Lack,
}

/// A problem on parts of each party's range, its reservation values as 0.
pub(crate) struct Parts {
    /// By issue, option and party.
    gives: Vec<Vec<Vec<f64>>>,
    ranges: Vec<f64>,
    reservations: Vec<i128>,
    /// What rounding may come to, by party.
    rounding: Vec<f64>,
    /// How many numbers there are in `gives`.
    pub(crate) size: usize,
}

impl Parts {
    pub(crate) fn new(problem: &Problem) -> Self {
        let ranges: Vec<f64> = problem.parties.iter().map(|it| it.range() as f64).collect();
        let gives = |issue: usize, option: usize| {
            problem.parties.iter().zip(&ranges).map(|(party, range)| party.gives[issue][option] as f64 / range).collect()
        };
        let issue = |(n, it): (usize, &crate::problem::Issue)| (0..it.options.len()).map(|option| gives(n, option)).collect();
        let size = |it: &crate::problem::Party| {
            let rows: i128 = it.gives.iter().map(|row| row.iter().map(|give| give.abs()).max().unwrap_or(0)).sum();
            rows.saturating_add(it.reservation.abs()) as f64
        };
        Self {
            gives: problem.issues.iter().enumerate().map(issue).collect(),
            rounding: problem.parties.iter().zip(&ranges).map(|(it, range)| ROUNDING * (size(it) / range + 1.0)).collect(),
            reservations: problem.parties.iter().map(|it| it.reservation).collect(),
            size: problem.issues.iter().map(|it| it.options.len()).sum::<usize>() * problem.parties.len(),
            ranges,
        }
    }

    /// A party's gain, as a part of its range.
    pub(crate) fn gain(&self, party: usize, utility: i128) -> f64 {
        (utility - self.reservations[party]) as f64 / self.ranges[party]
    }

    /// Gains of utilities.
    pub(crate) fn gains(&self, utilities: &[i128]) -> Vec<f64> {
        utilities.iter().enumerate().map(|(party, utility)| self.gain(party, *utility)).collect()
    }

    /// Can no package be worth so much that goes on from these utilities of the issues before this one? Asks it at prices of its own, from
    /// these on.
    pub(crate) fn falls_short(&self, goal: &Goal, from: &Price, issue: usize, utilities: &[i128], enough: f64) -> bool {
        let have = self.gains(utilities);
        let mut prices = from.each.clone();
        for n in 1..=OWN_STEPS {
            let gains = self.dearest(&prices, issue, &have);
            let money = |p: usize| prices[p] * (gains[p] + self.rounding[p]);
            if goal.bound(&prices, (0..prices.len()).map(money).sum()) < enough {
                return true;
            }
            prices = goal.turned(&prices, &gains, 0.5 / f64::from(n).sqrt());
        }
        false
    }

    /// How large the range of a party is, in units of its scale.
    pub(crate) fn range(&self, party: usize) -> f64 {
        self.ranges[party]
    }

    /// The gains of the dearest package at these prices, of those that go on from these gains of the issues before this one.
    fn dearest(&self, prices: &[f64], issue: usize, gains: &[f64]) -> Vec<f64> {
        let mut gains = gains.to_vec();
        for issue in &self.gives[issue..] {
            let worth = |it: &&Vec<f64>| it.iter().zip(prices).map(|(give, price)| give * price).sum::<f64>();
            if let Some(best) = issue.iter().max_by(|a, b| worth(a).total_cmp(&worth(b))) {
                gains.iter_mut().zip(best).for_each(|(gain, give)| *gain += give);
            }
        }
        gains
    }
}

impl Goal {
    /// One party's gain, of so many parties.
    pub(crate) fn of_one(width: usize, party: usize) -> Self {
        Self::Sum((0..width).map(|p| if p == party { 1.0 } else { 0.0 }).collect())
    }

    /// The sum of gain × number; the greatest number counts 1.
    pub(crate) fn sum(factors: Vec<f64>) -> Self {
        let most = factors.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
        Self::Sum(factors.into_iter().map(|it| it / most).collect())
    }

    /// What gains are worth; `-inf` where the product is 0.
    pub(crate) fn value(&self, gains: &[f64]) -> f64 {
        match self {
            Self::Product(weights) => gains.iter().zip(weights).map(|(gain, weight)| weight * gain.max(0.0).ln()).sum(),
            Self::Least(shares) => {
                let each = gains.iter().zip(shares).filter(|(_, share)| **share > 0.0).map(|(gain, share)| gain / share);
                each.fold(f64::INFINITY, f64::min)
            }
            Self::Sum(factors) => gains.iter().zip(factors).map(|(gain, factor)| gain * factor).sum(),
            Self::Lack => gains.iter().map(|gain| gain.min(0.0)).sum(),
        }
    }

    /// What packages are compared by on the way to a good one, first to last.
    pub(crate) fn rank(&self, gains: &[f64]) -> Vec<f64> {
        let Self::Least(shares) = self else { return vec![self.value(gains)] };
        let mut each: Vec<f64> = gains.iter().zip(shares).filter(|(_, share)| **share > 0.0).map(|(gain, share)| gain / share).collect();
        each.sort_unstable_by(f64::total_cmp);
        each
    }

    /// The most that gains can be worth that together cost no more than `money`.
    fn bound(&self, prices: &[f64], money: f64) -> f64 {
        match self {
            _ if money < 0.0 && !matches!(self, Self::Lack) => f64::NEG_INFINITY,
            Self::Product(weights) => {
                let all: f64 = weights.iter().sum();
                weights.iter().zip(prices).map(|(weight, price)| weight * (weight * money / (all * price)).ln()).sum()
            }
            Self::Least(shares) => money / shares.iter().zip(prices).map(|(share, price)| share * price).sum::<f64>(),
            // A price is a factor and what is above it; the latter buys nothing, since no gain is under 0.
            Self::Sum(_) => money,
            Self::Lack => money.min(0.0),
        }
    }

    /// Prices at the start.
    fn first(&self, width: usize) -> Vec<f64> {
        match self {
            Self::Sum(factors) => factors.clone(),
            Self::Lack => vec![0.5; width],
            _ => vec![1.0; width],
        }
    }

    /// Prices after a step that lowers the bound, if the step is short enough. `gains` are those of the dearest package.
    fn turned(&self, prices: &[f64], gains: &[f64], length: f64) -> Vec<f64> {
        let money: f64 = prices.iter().zip(gains).map(|(price, gain)| price * gain).sum();
        let turn = |(p, price): (usize, &f64)| match self {
            Self::Product(weights) => {
                let spent = if money > 0.0 { price * gains[p] / money } else { gains[p].clamp(-1.0, 1.0) };
                price * (-length * (spent - weights[p] / weights.iter().sum::<f64>())).exp()
            }
            Self::Least(shares) => {
                let least = money / shares.iter().zip(prices).map(|(share, price)| share * price).sum::<f64>();
                price * (-length * (gains[p] - least * shares[p]).clamp(-1.0, 1.0)).exp()
            }
            Self::Sum(factors) => (price - length * gains[p]).max(factors[p]),
            Self::Lack => (price - length * gains[p]).clamp(0.0, 1.0),
        };
        prices.iter().enumerate().map(turn).collect()
    }
}

/// Prices at which no package is worth much more than the best one, and what the dearest rest costs at them.
pub(crate) struct Price {
    each: Vec<f64>,
    /// By issue: the dearest from there to the end, rounding and reservation values counted in.
    rest: Vec<f64>,
}

impl Price {
    pub(crate) fn new(parts: &Parts, each: &[f64]) -> Self {
        let worth = |it: &Vec<f64>| it.iter().zip(each).map(|(give, price)| give * price).sum::<f64>();
        let dearest: Vec<f64> = parts.gives.iter().map(|issue| issue.iter().map(worth).fold(f64::NEG_INFINITY, f64::max)).collect();
        let reserved: f64 = (0..each.len()).map(|p| each[p] * (parts.gain(p, 0) + parts.rounding[p])).sum();
        let mut rest = vec![reserved];
        for value in dearest.iter().rev() {
            rest.push(rest.last().copied().unwrap_or(0.0) + value);
        }
        rest.reverse();
        Self { each: each.to_vec(), rest }
    }

    /// The options of the dearest package.
    pub(crate) fn dearest(&self, parts: &Parts) -> Vec<usize> {
        let worth = |it: &Vec<f64>| it.iter().zip(&self.each).map(|(give, price)| give * price).sum::<f64>();
        let best = |options: &Vec<Vec<f64>>| {
            (0..options.len()).rev().max_by(|a, b| worth(&options[*a]).total_cmp(&worth(&options[*b]))).unwrap_or(0)
        };
        parts.gives.iter().map(best).collect()
    }

    /// What any package is worth at most that goes on from these utilities of the issues before this one.
    pub(crate) fn bound(&self, goal: &Goal, parts: &Parts, issue: usize, utilities: &[i128]) -> f64 {
        let have: f64 =
            utilities.iter().zip(&parts.ranges).zip(&self.each).map(|((have, range), price)| *have as f64 / range * price).sum();
        goal.bound(&self.each, have + self.rest[issue])
    }
}

/// A few lists of prices with low bounds, the lowest last.
pub(crate) fn prices(parts: &Parts, goal: &Goal) -> Vec<Price> {
    let mut now = goal.first(parts.ranges.len());
    let (mut least, mut best) = (f64::INFINITY, now.clone());
    let mut out: Vec<Vec<f64>> = vec![now.clone()];
    let nothing = parts.gains(&vec![0; parts.ranges.len()]);
    for n in 1..=STEPS.min(NUMBERS / parts.size.max(1)).max(10) as i32 {
        let gains = parts.dearest(&now, 0, &nothing);
        let bound = goal.bound(&now, now.iter().zip(&gains).map(|(price, gain)| price * gain).sum());
        if bound < least {
            (least, best) = (bound, now.clone());
        }
        if n.count_ones() == 1 && n > 4 && out.last() != Some(&best) {
            out.push(best.clone());
        }
        now = goal.turned(&now, &gains, 1.0 / f64::from(n).sqrt());
    }
    if out.last() != Some(&best) {
        out.push(best);
    }
    out.iter().map(|it| Price::new(parts, it)).collect()
}
