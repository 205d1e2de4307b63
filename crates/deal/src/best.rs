//! The best few points under one definition without the whole frontier: the search of `grow`, first along the partial packages that promise
//! most (a beam), which finds good packages, then exactly, with all dropped that cannot lead to one as good.

use crate::bound::{Goal, Parts, Price, prices};
use crate::course::{Course, Ground};
use crate::frontier::Point;
use crate::grow::{candidates, grown};
use crate::limit::{Clock, Limit};
use crate::maxima::{Rows, skyband};
use crate::points::{Judge, Rule};
use crate::problem::Problem;

/// Partial packages that the beam goes on with.
const BEAM: usize = 500;
/// Packages at its end that are bettered step by step, how often, and up to how many options by two at a time.
const CLIMBED: usize = 8;
const CLIMBS: usize = 40;
const PAIRED: usize = 200;
/// Up to so many partial packages each is gone on with.
const FEW_ROWS: usize = 200;
/// Rows, each with all numbers of the problem, that are asked at prices of their own; and numbers up to which packages are bettered.
const ASKED: usize = 200_000_000;
const BETTERED: usize = 20_000;
/// What is not worse than the best found by more than this part of it is not dropped.
const NEAR: f64 = 1e-9;

/// Of the acceptable packages' points that fewer than `band` others beat, some among which are the `k` best by a goal and all that tie with
/// one of them; in the order of the frontier. `None` where too many partial packages would have to be kept, or the time is up.
pub(crate) fn best(problem: &Problem, parts: &Parts, goal: &Goal, band: usize, k: usize, limit: &Limit<'_>) -> Option<Vec<Point>> {
    let ground = Ground::new(problem);
    let beam = Some(candidates::<u64>(problem.parties.len(), limit));
    let mut course = Bounded { ground, parts, goal, prices: prices(parts, goal), band, enough: f64::NEG_INFINITY, beam };
    // So many packages are as good, so what is worse is not among the best.
    let value = course.dearest().filter(|_| k == 1).or_else(|| {
        let beam: Vec<Point> = grown(problem, &mut course, limit).iter().flat_map(|it| it.points()).map(|it| it.1).collect();
        good_enough(problem, parts, goal, k, beam)
    });
    if let Some(value) = value.filter(|it| it.is_finite()) {
        course.enough = value - NEAR * (1.0 + value.abs());
    }
    course.beam = None;
    let found: Vec<Point> = grown(problem, &mut course, limit)?.points().map(|it| it.1).collect();
    let as_good = found.iter().filter(|it| goal.value(&parts.gains(&it.utilities)) >= course.enough).count();
    if as_good >= k || course.enough == f64::NEG_INFINITY {
        return Some(found);
    }
    // Of the packages that were as good, some are beaten by too many to be listed; what was found is the best there is all the same.
    course.enough = f64::NEG_INFINITY;
    Some(grown(problem, &mut course, limit).map_or(found, |all| all.points().map(|it| it.1).collect()))
}

/// What the `k` best are worth at least: that of the `k`-th of these points and those that a change of one or two options makes of them.
fn good_enough(problem: &Problem, parts: &Parts, goal: &Goal, k: usize, points: Vec<Point>) -> Option<f64> {
    let mut ranked: Vec<(Vec<f64>, Vec<usize>, Vec<i128>)> =
        points.into_iter().map(|it| (goal.rank(&parts.gains(&it.utilities)), it.package, it.utilities)).collect();
    ranked.sort_by(|a, b| by_rank(&b.0, &a.0));
    let mut found: Vec<(f64, Vec<i128>)> = ranked.iter().map(|it| (goal.value(&parts.gains(&it.2)), it.2.clone())).collect();
    let climbs = if parts.size <= BETTERED { CLIMBED } else { 0 };
    for (_, package, utilities) in ranked.into_iter().take(climbs) {
        let top = climbed(problem, parts, goal, package, utilities);
        found.push((goal.value(&parts.gains(&top)), top));
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    found.dedup_by(|a, b| a.1 == b.1);
    found.get(k - 1).map(|it| it.0)
}

fn by_rank(a: &[f64], b: &[f64]) -> std::cmp::Ordering {
    a.iter().zip(b).map(|(a, b)| a.total_cmp(b)).find(|it| it.is_ne()).unwrap_or(std::cmp::Ordering::Equal)
}

/// The utilities of a package of which no change of one or two options makes a better one that is acceptable.
fn climbed(problem: &Problem, parts: &Parts, goal: &Goal, mut package: Vec<usize>, mut utilities: Vec<i128>) -> Vec<i128> {
    let cells: Vec<(usize, usize)> =
        problem.issues.iter().enumerate().flat_map(|(n, it)| (0..it.options.len()).map(move |option| (n, option))).collect();
    let pairs = cells.len() <= PAIRED;
    let moved = |utilities: &[i128], from: usize, (issue, to): (usize, usize)| -> Vec<i128> {
        utilities.iter().zip(&problem.parties).map(|(utility, party)| utility - party.gives[issue][from] + party.gives[issue][to]).collect()
    };
    for _ in 0..CLIMBS {
        let mut best = (goal.rank(&parts.gains(&utilities)), None);
        let mut consider = |changes: &[(usize, usize)], got: &[i128]| {
            let rank = goal.rank(&parts.gains(got));
            if by_rank(&rank, &best.0).is_gt() && problem.reached_by(got) {
                let mut changed = package.clone();
                changes.iter().for_each(|(issue, to)| changed[*issue] = *to);
                if !problem.excludes(&changed) {
                    best = (rank, Some((changed, got.to_vec())));
                }
            }
        };
        for (n, one) in cells.iter().enumerate().filter(|(_, one)| package[one.0] != one.1) {
            let got = moved(&utilities, package[one.0], *one);
            consider(&[*one], &got);
            for other in cells[n + 1..].iter().filter(|other| pairs && other.0 != one.0 && package[other.0] != other.1) {
                consider(&[*one, *other], &moved(&got, package[other.0], *other));
            }
        }
        let Some(next) = best.1 else { break };
        (package, utilities) = next;
    }
    utilities
}

struct Bounded<'p> {
    ground: Ground<'p>,
    parts: &'p Parts,
    goal: &'p Goal,
    prices: Vec<Price>,
    band: usize,
    /// What can only lead to less is dropped.
    enough: f64,
    /// On the way along the beam: candidates that there is room for.
    beam: Option<usize>,
}

impl Bounded<'_> {
    /// The most that can come of utilities up to an issue; `issue` is the next one.
    fn promise(&self, issue: usize, utilities: &[i128]) -> f64 {
        let bound = |it: &Price| it.bound(self.goal, self.parts, issue, utilities);
        // The lowest stand last.
        self.prices.iter().rev().map(bound).fold(f64::INFINITY, f64::min)
    }
}

impl Bounded<'_> {
    /// What the dearest package at some prices is worth, where it is acceptable and no package can be worth more.
    fn dearest(&self) -> Option<f64> {
        let problem = self.ground.problem;
        let most = self.promise(0, &vec![0; problem.parties.len()]);
        let worth = |it: &Price| {
            let package = it.dearest(self.parts);
            let utilities = problem.utilities(&package);
            (problem.reached_by(&utilities) && !problem.excludes(&package)).then(|| self.goal.value(&self.parts.gains(&utilities)))
        };
        self.prices.iter().rev().filter_map(worth).find(|value| value.is_finite() && most - value <= NEAR * (1.0 + value.abs()))
    }

    /// The rows that may still become good enough when each is asked at prices of its own; `None` where they are few, or too many to ask.
    fn not_short(&self, issue: usize, rows: &Rows<'_>, count: usize, clock: &mut Clock<'_>) -> Option<Vec<u32>> {
        if count <= FEW_ROWS || count.saturating_mul(self.parts.size) >= ASKED {
            return None;
        }
        let mut out = Vec::new();
        for at in 0..count as u32 {
            clock.step(self.parts.size)?;
            if !self.parts.falls_short(self.goal, self.prices.last()?, issue + 1, rows.row(at as usize), self.enough) {
                out.push(at);
            }
        }
        Some(out)
    }
}

impl Course for Bounded<'_> {
    /// Which exclusions hold so far.
    type Key = u64;

    fn begin(&self) -> Vec<u64> {
        vec![0]
    }

    fn step(&self, key: u64, issue: usize, option: usize) -> Option<u64> {
        self.ground.step(key, issue, option)
    }

    fn hopes(&self, _: u64, issue: usize, utilities: &[i128]) -> bool {
        let bound = |it: &Price| it.bound(self.goal, self.parts, issue + 1, utilities);
        let each_its_best = || {
            let most = |(p, have): (usize, &i128)| self.parts.gain(p, have + self.ground.highest[p][issue + 1]);
            self.goal.value(&utilities.iter().enumerate().map(most).collect::<Vec<f64>>())
        };
        self.ground.all_reach(issue, utilities)
            && each_its_best() >= self.enough
            && !self.prices.iter().rev().any(|it| bound(it) < self.enough)
    }

    fn keep(&self, rows: &Rows<'_>, sorted: &[u32], clock: &mut Clock<'_>) -> Option<Vec<u32>> {
        skyband(rows, sorted, self.band, clock)
    }

    fn thin(&mut self, issue: usize, rows: &Rows<'_>, keys: &[u64], clock: &mut Clock<'_>) -> Option<Vec<u32>> {
        let Some(room) = self.beam else { return self.not_short(issue, rows, keys.len(), clock) };
        let next = self.ground.problem.issues.get(issue + 1).map_or(1, |it| it.options.len());
        let most = BEAM.min(room / next).max(1);
        if keys.len() <= most {
            return None;
        }
        let promise = |at: u32| self.promise(issue + 1, rows.row(at as usize));
        let mut order: Vec<(f64, u32)> = (0..keys.len() as u32).map(|at| (promise(at), at)).collect();
        order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut left: Vec<u32> = order.into_iter().take(most).map(|it| it.1).collect();
        left.sort_unstable();
        Some(left)
    }
}

/// The best points under each definition, from the frontier where there is one, and else each by a search of its own.
pub(crate) struct Finder<'p> {
    problem: &'p Problem,
    weights: &'p [u32],
    parts: Parts,
    frontier: Option<&'p [Point]>,
    /// The greatest gain of each party; `None` where it is not known.
    ideals: Option<Vec<i128>>,
    limit: Limit<'p>,
}

impl<'p> Finder<'p> {
    pub(crate) fn new(problem: &'p Problem, weights: &'p [u32], frontier: Option<&'p [Point]>, limit: &Limit<'p>) -> Self {
        let parts = Parts::new(problem);
        let width = problem.parties.len();
        let greatest =
            |p: usize, points: &[Point]| points.iter().map(|it| it.utilities[p] - problem.parties[p].reservation).max().unwrap_or(0);
        let alone = |p: usize| Some(greatest(p, &best(problem, &parts, &Goal::of_one(width, p), 1, 1, limit)?));
        let ideals = match frontier {
            Some(points) => Some((0..width).map(|p| greatest(p, points)).collect()),
            None => (0..width).map(alone).collect(),
        };
        Self { problem, weights, parts, frontier, ideals, limit: *limit }
    }

    /// The greatest gains, by party, where they are known.
    pub(crate) fn ideals(&self) -> Option<&[i128]> {
        self.ideals.as_deref()
    }

    fn goal(&self, rule: Rule) -> Option<Goal> {
        let weight = |p: usize| f64::from(self.weights[p]);
        let of = |each: &dyn Fn(usize) -> f64| (0..self.weights.len()).map(each).collect();
        let scale = |p: usize| self.problem.parties[p].scale as f64;
        Some(match rule {
            Rule::Nash => Goal::Product(of(&weight)),
            Rule::Egalitarian => Goal::Least(of(&|p| scale(p) * weight(p) / self.parts.range(p))),
            Rule::KalaiSmorodinsky => {
                let ideals = self.ideals.as_ref()?;
                Goal::Least(of(&|p| ideals[p] as f64 * weight(p) / self.parts.range(p)))
            }
            Rule::Utilitarian => Goal::sum(of(&|p| weight(p) * self.parts.range(p) / scale(p))),
        })
    }

    /// The `k` best under a definition, best first, or for 0 the best with all that tie. `None` where they are not found.
    pub(crate) fn shown<T>(&self, rule: Rule, k: usize, of: impl Fn(&Judge<'_>, &[Point]) -> T) -> Option<T> {
        let judge = Judge::with(self.problem, self.weights, self.ideals.clone().unwrap_or_else(|| vec![0; self.weights.len()]));
        if let Some(points) = self.frontier.filter(|_| k <= 1) {
            return Some(of(&judge, points));
        }
        let k = k.max(1);
        Some(of(&judge, &best(self.problem, &self.parts, &self.goal(rule)?, k, k, &self.limit)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frontier::{band, frontier};
    use crate::random::{Random, problem, rounds};

    /// A package that gives somebody just its reservation value is worth nothing by the product, and no reason to stop looking.
    #[test]
    fn a_product_of_nothing_ends_no_search() {
        let mut random = Random::new(29);
        for round in 0..rounds(150) {
            let mut problem = problem(&mut random, 5, 4);
            let parts = Parts::new(&problem);
            let dearest = Price::new(&parts, &vec![1.0; problem.parties.len()]).dearest(&parts);
            let party = &mut problem.parties[0];
            party.reservation = party.gives.iter().zip(&dearest).map(|(row, option)| row[*option]).sum();
            let (limit, weights) = (Limit::default(), vec![1; problem.parties.len()]);
            let points = frontier(&problem, &limit).unwrap();
            let value = |judge: &Judge<'_>, points: &[Point]| judge.best(Rule::Nash, points).value.to_bits();
            let with = Finder::new(&problem, &weights, Some(&points), &limit).shown(Rule::Nash, 0, value);
            assert_eq!(Finder::new(&problem, &weights, None, &limit).shown(Rule::Nash, 0, value), with, "round {round}: {problem:?}");
            let parts = Parts::new(&problem);
            let (goal, ground) = (Goal::Product(vec![1.0; problem.parties.len()]), Ground::new(&problem));
            let prices = prices(&parts, &goal);
            let course = Bounded { ground, parts: &parts, goal: &goal, prices, band: 1, enough: 0.0, beam: None };
            assert!(course.dearest().is_none_or(f64::is_finite), "round {round}: {problem:?}");
        }
    }

    /// Each named point, and the best few, without the frontier as with it.
    #[test]
    fn points_are_found_without_the_frontier() {
        let mut random = Random::new(11);
        for round in 0..rounds(150) {
            let problem = problem(&mut random, 5, 5);
            let weights: Vec<u32> = problem.parties.iter().map(|_| 1 + random.below(3) as u32).collect();
            let limit = Limit::default();
            let points = frontier(&problem, &limit).unwrap();
            let (with, without) = (Finder::new(&problem, &weights, Some(&points), &limit), Finder::new(&problem, &weights, None, &limit));
            let k = 1 + random.below(5);
            let more = band(&problem, k, &limit).unwrap();
            for rule in Rule::ALL {
                let all = |judge: &Judge<'_>, points: &[Point]| {
                    let best = judge.best(rule, points);
                    (best.value.to_bits(), best.points.into_iter().cloned().collect::<Vec<Point>>())
                };
                assert_eq!(without.shown(rule, 0, all), with.shown(rule, 0, all), "round {round}, {rule:?}: {problem:?}");
                let few = |judge: &Judge<'_>, points: &[Point]| judge.top(rule, points, k).into_iter().cloned().collect::<Vec<Point>>();
                let want = few(&Judge::new(&problem, &weights, &more), &more);
                assert_eq!(without.shown(rule, k, few), Some(want), "round {round}, {rule:?}, {k}: {problem:?}");
            }
        }
    }
}
