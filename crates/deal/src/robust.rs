//! What holds across draws of preferences that are known within bounds alone: in what share of the draws a package is acceptable to all, in
//! what share it is a named point, and which unknown number it would be worth most to ask for. Each draw is made by its own number, so any
//! number of threads gives the same.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use armistice_types::deal::{RobustPackage, Robustness, WorthAsking};
use num_bigint::BigUint;

use crate::best::Finder;
use crate::estimates::{Estimates, Unknown};
use crate::frontier::{Point, frontier};
use crate::limit::{Limit, Stage};
use crate::points::Rule;
use crate::problem::{Problem, Unfit};
use crate::shown::package;

/// Up to so many packages each is looked at in every draw; of more, those that are a named point in some draw.
const SMALL: u32 = 2_000;
/// Packages that are looked at in every draw.
const LOOKED_AT: usize = 2_000;
/// Draws that are looked at at one time, at most.
const AT_ONCE: usize = 8;
/// Packages and numbers that are listed.
const LISTED: usize = 100;
/// Values of unknown numbers that are kept, over all draws.
const KEPT: usize = 10_000_000;
/// Parts into which the draws are put by an unknown number's value.
const PARTS: usize = 10;

/// The package of each named point, the first of those that tie; `None` where nothing is acceptable to all, or it is not found within the limit.
type Points = [Option<Vec<usize>>; 4];

/// What one draw says.
struct Drawn {
    points: Points,
    /// Is it known that nothing is acceptable to all?
    nothing: bool,
    /// What the unknown numbers are, where they are kept.
    values: Vec<i128>,
}

/// What draws say; `None` where every number is known, the frontier is too large to find, or the time is up before they are all made.
///
/// # Errors
/// Numbers too long to be exact.
pub fn robust(estimates: &Estimates, draws: usize, seed: u64, threads: usize, limit: &Limit<'_>) -> Result<Option<Robustness>, Unfit> {
    let unknown = estimates.unknown();
    if unknown.is_empty() || draws == 0 {
        return Ok(None);
    }
    let middle = estimates.middle()?;
    let all = Draws { draws, threads: threads.clamp(1, AT_ONCE), limit, made: AtomicUsize::new(0) };
    let drawn = |draw: usize| estimates.drawn(&unknown, seed, draw as u64);
    let kept = unknown.len().saturating_mul(draws) <= KEPT;
    // Any number of threads must give the same, so each draw has the memory of the most.
    let part = limit.part(AT_ONCE);
    // Where the frontier of the middles is too large to find, so are those of most draws.
    let Some(of_middle) = frontier(&middle, &part).map(|it| points(&middle, Some(&it), &part)) else { return Ok(None) };
    let rows = all.each(|draw| {
        let (problem, values) = drawn(draw)?;
        let frontier = frontier(&problem, &part);
        let nothing = frontier.as_ref().is_some_and(Vec::is_empty);
        Ok(Drawn { points: points(&problem, frontier.as_deref(), &part), nothing, values: if kept { values } else { Vec::new() } })
    })?;
    let Some(rows) = rows else { return Ok(None) };
    let candidates = candidates(&middle, &of_middle, rows.iter().map(|it| &it.points));
    let acceptable = all.each(|draw| {
        let problem = drawn(draw)?.0;
        Ok(candidates.keys().map(|it| problem.reached_by(&problem.utilities(it))).collect::<Vec<bool>>())
    })?;
    let Some(acceptable) = acceptable.filter(|_| !limit.over()) else { return Ok(None) };
    let values: Vec<&[i128]> = rows.iter().map(|it| &it.values[..]).collect();
    let unknown_points = |it: &&Drawn| !it.nothing && it.points.iter().all(Option::is_none);
    Ok(Some(Robustness {
        draws,
        seed,
        nothing_acceptable: all.share(rows.iter().filter(|it| it.nothing).count()),
        not_found: all.share(rows.iter().filter(unknown_points).count()),
        packages: all.packages(&middle, &of_middle, &candidates, &acceptable),
        worth_asking: if kept { worth_asking(&unknown, &values, &acceptable) } else { Vec::new() },
    }))
}

struct Draws<'l> {
    draws: usize,
    threads: usize,
    limit: &'l Limit<'l>,
    made: AtomicUsize,
}

impl Draws<'_> {
    fn share(&self, n: usize) -> f64 {
        n as f64 / self.draws as f64
    }

    /// Something of each draw, in their order; `None` where the time is up.
    fn each<T: Send>(&self, of: impl Fn(usize) -> Result<T, Unfit> + Sync) -> Result<Option<Vec<T>>, Unfit> {
        let size = self.draws.div_ceil(self.threads);
        let part = |from: usize| {
            let mut out = Vec::with_capacity(size);
            for draw in from..(from + size).min(self.draws) {
                if self.limit.over() {
                    return Ok(None);
                }
                out.push(of(draw)?);
                self.limit.watch.told(Stage::Draws(self.made.fetch_add(1, Ordering::Relaxed) / 2, self.draws));
            }
            Ok(Some(out))
        };
        std::thread::scope(|scope| {
            let part = &part;
            let running: Vec<_> = (0..self.draws).step_by(size).map(|from| scope.spawn(move || part(from))).collect();
            let mut out = Some(Vec::with_capacity(self.draws));
            for it in running {
                let found = it.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
                out = out.zip(found).map(|(all, more)| [all, more].into_iter().flatten().collect());
            }
            Ok(out)
        })
    }

    /// Those acceptable in most draws first, of these those most often a named point; and the named points of the middles.
    fn packages(
        &self,
        middle: &Problem,
        of_middle: &Points,
        candidates: &BTreeMap<Vec<usize>, [usize; 4]>,
        acceptable: &[Vec<bool>],
    ) -> Vec<RobustPackage> {
        let is = |chosen: &Vec<usize>| {
            let here = Rule::ALL.iter().zip(of_middle).filter(|(_, it)| it.as_ref() == Some(chosen));
            here.map(|(rule, _)| rule.name().to_owned()).collect()
        };
        let row = |(n, (chosen, named)): (usize, (&Vec<usize>, &[usize; 4]))| RobustPackage {
            package: package(middle, chosen),
            utilities: middle.shown(&middle.utilities(chosen)),
            acceptable: self.share(acceptable.iter().filter(|it| it[n]).count()),
            is: is(chosen),
            named: Rule::ALL.iter().zip(named).map(|(rule, times)| (rule.name().to_owned(), self.share(*times))).collect(),
        };
        let mut packages: Vec<RobustPackage> = candidates.iter().enumerate().map(row).collect();
        let first = |it: &RobustPackage| it.named.iter().map(|it| it.1).fold(0.0, f64::max);
        packages.sort_by(|a, b| b.acceptable.total_cmp(&a.acceptable).then_with(|| first(b).total_cmp(&first(a))));
        packages.into_iter().enumerate().filter(|(n, it)| *n < LISTED || !it.is.is_empty()).map(|it| it.1).collect()
    }
}

/// The first package of each named point.
fn points(problem: &Problem, frontier: Option<&[Point]>, limit: &Limit<'_>) -> Points {
    let weights = vec![1; problem.parties.len()];
    let finder = Finder::new(problem, &weights, frontier, limit);
    let first = |rule: Rule| finder.shown(rule, 0, |judge, points| judge.best(rule, points).points.first().map(|it| it.package.clone()));
    Rule::ALL.map(|rule| first(rule).flatten())
}

/// The packages that are looked at, with how often each is a named point.
fn candidates<'r>(middle: &Problem, of_middle: &Points, rows: impl Iterator<Item = &'r Points>) -> BTreeMap<Vec<usize>, [usize; 4]> {
    let mut found: BTreeMap<Vec<usize>, [usize; 4]> = BTreeMap::new();
    for row in rows {
        for (n, chosen) in row.iter().enumerate() {
            if let Some(chosen) = chosen {
                found.entry(chosen.clone()).or_default()[n] += 1;
            }
        }
    }
    let mut order: Vec<(usize, Vec<usize>)> = found.iter().map(|(chosen, times)| (times.iter().sum(), chosen.clone())).collect();
    order.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let few: BTreeSet<Vec<usize>> = order.into_iter().take(LOOKED_AT).map(|it| it.1).chain(of_middle.iter().flatten().cloned()).collect();
    let all = if middle.packages() <= BigUint::from(SMALL) { all(middle) } else { Vec::new() };
    few.into_iter().chain(all).map(|it| (found.get(&it).copied().unwrap_or_default(), it)).map(|(times, it)| (it, times)).collect()
}

/// Every package that no exclusion forbids.
fn all(problem: &Problem) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = vec![Vec::new()];
    for issue in &problem.issues {
        out = out.iter().flat_map(|it| (0..issue.options.len()).map(move |option| [&it[..], &[option]].concat())).collect();
    }
    out.retain(|it| !problem.excludes(it));
    out
}

/// By how much the share of draws in which the best package is acceptable would rise if a number were known (to a tenth of its draws): the expected value of
/// partial perfect information. A package is chosen on half of the draws and counted on the others, so that luck is not taken for worth.
fn worth_asking(unknown: &[Unknown], values: &[&[i128]], acceptable: &[Vec<bool>]) -> Vec<WorthAsking> {
    let draws: Vec<usize> = (0..acceptable.len()).collect();
    let without = chosen(&draws, acceptable);
    let gain = |n: usize| {
        let mut order = draws.clone();
        order.sort_by_key(|draw| (values[*draw][n], *draw));
        let known: usize = order.chunks(draws.len().div_ceil(PARTS)).map(|part| chosen(part, acceptable)).sum();
        known.saturating_sub(without) as f64 / draws.len() as f64
    };
    let mut out: Vec<WorthAsking> =
        unknown.iter().enumerate().map(|(n, it)| WorthAsking { input: it.name.clone(), gain: gain(n) }).collect();
    out.retain(|it| it.gain > 0.0);
    out.sort_by(|a, b| b.gain.total_cmp(&a.gain));
    out.truncate(LISTED);
    out
}

/// In how many of the draws the package chosen is acceptable: on the draws with an even number for those with an odd one, and the other way round.
fn chosen(draws: &[usize], acceptable: &[Vec<bool>]) -> usize {
    let half = |odd: bool| draws.iter().filter(move |draw| (*draw % 2 == 1) == odd);
    let count = |odd: bool| {
        let mut counts = vec![0usize; acceptable.first().map_or(0, Vec::len)];
        half(odd).for_each(|draw| counts.iter_mut().zip(&acceptable[*draw]).for_each(|(count, is)| *count += usize::from(*is)));
        counts
    };
    let counts = [count(false), count(true)];
    let best = |counts: &[usize]| (0..counts.len()).rev().max_by_key(|n| counts[*n]);
    let on = |from: usize, to: usize| best(&counts[from]).map_or(0, |n| counts[to][n]);
    on(0, 1) + on(1, 0)
}
