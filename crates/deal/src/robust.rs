//! What holds across draws of preferences that are known within bounds alone: in what share of the draws everybody accepts a package, in
//! what share it is a named point, and which unknown number it would be worth most to ask for. Each draw is made by its own number, so any
//! number of threads gives the same.

use std::collections::{BTreeMap, BTreeSet};

use armistice_types::deal::{RobustPackage, Robustness, WorthAsking};
use num_bigint::BigUint;

use crate::estimates::{Estimates, Unknown};
use crate::frontier::frontier;
use crate::limit::Limit;
use crate::points::{Judge, Rule};
use crate::problem::{Problem, Unfit};
use crate::shown::package;

/// Up to so many packages each is looked at in every draw; of more, those that are a named point in some draw.
const SMALL: u32 = 2_000;
/// Packages that are looked at in every draw.
const LOOKED_AT: usize = 2_000;
/// Packages and numbers that are listed.
const LISTED: usize = 100;
/// Values of unknown numbers that are kept, over all draws.
const KEPT: usize = 10_000_000;
/// Parts into which the draws are put by an unknown number's value.
const PARTS: usize = 10;

/// The package of each named point, the first of those that tie; `None` where nothing is acceptable to all or the frontier is too large.
type Points = [Option<Vec<usize>>; 4];

/// What draws say; `None` where every number is known, or the time is up before they are all made.
///
/// # Errors
/// Numbers too long to be exact.
pub fn robust(estimates: &Estimates, draws: usize, seed: u64, threads: usize, limit: &Limit<'_>) -> Result<Option<Robustness>, Unfit> {
    let unknown = estimates.unknown();
    if unknown.is_empty() || draws == 0 {
        return Ok(None);
    }
    let middle = estimates.middle()?;
    let drawn = |draw: usize| estimates.drawn(&unknown, seed, draw as u64);
    let kept = unknown.len().saturating_mul(draws) <= KEPT;
    let rows = each(draws, threads, |draw| {
        let (problem, values) = drawn(draw)?;
        Ok((points(&problem, limit), if kept { values } else { Vec::new() }))
    })?;
    let of_middle = points(&middle, limit);
    let candidates = candidates(&middle, &of_middle, rows.iter().map(|it| &it.0));
    let accepted = each(draws, threads, |draw| {
        let problem = drawn(draw)?.0;
        Ok(candidates.keys().map(|it| accepts(&problem, it)).collect::<Vec<bool>>())
    })?;
    if limit.over() {
        return Ok(None);
    }
    let share = |n: usize| n as f64 / draws as f64;
    let mut packages: Vec<RobustPackage> = candidates
        .iter()
        .enumerate()
        .map(|(n, (chosen, named))| RobustPackage {
            package: package(&middle, chosen),
            utilities: middle.shown(&utilities(&middle, chosen)),
            accepted: share(accepted.iter().filter(|it| it[n]).count()),
            is: Rule::ALL
                .iter()
                .zip(&of_middle)
                .filter(|(_, it)| it.as_ref() == Some(chosen))
                .map(|(rule, _)| rule.name().to_owned())
                .collect(),
            named: Rule::ALL.iter().zip(named).map(|(rule, times)| (rule.name().to_owned(), share(*times))).collect(),
        })
        .collect();
    let first = |it: &RobustPackage| it.named.iter().map(|it| it.1).fold(0.0, f64::max);
    packages.sort_by(|a, b| b.accepted.total_cmp(&a.accepted).then_with(|| first(b).total_cmp(&first(a))));
    let listed = packages.iter().enumerate().filter(|(n, it)| *n < LISTED || !it.is.is_empty()).map(|(_, it)| it.clone()).collect();
    let values: Vec<&[i128]> = rows.iter().map(|it| &it.1[..]).collect();
    Ok(Some(Robustness {
        draws,
        seed,
        nothing_acceptable: share(rows.iter().filter(|it| it.0.iter().all(Option::is_none)).count()),
        packages: listed,
        worth_asking: if kept { worth_asking(&unknown, &values, &accepted) } else { Vec::new() },
    }))
}

/// Something of each draw, in their order.
fn each<T: Send>(draws: usize, threads: usize, of: impl Fn(usize) -> Result<T, Unfit> + Sync) -> Result<Vec<T>, Unfit> {
    let size = draws.div_ceil(threads.max(1));
    std::thread::scope(|scope| {
        let of = &of;
        let parts: Vec<_> = (0..draws).step_by(size.max(1)).map(|from| from..(from + size).min(draws)).collect();
        let running: Vec<_> = parts.into_iter().map(|part| scope.spawn(move || part.map(of).collect::<Result<Vec<T>, Unfit>>())).collect();
        let mut out = Vec::with_capacity(draws);
        for it in running {
            out.extend(it.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
        }
        Ok(out)
    })
}

fn points(problem: &Problem, limit: &Limit<'_>) -> Points {
    let points = frontier(problem, limit).unwrap_or_default();
    let weights = vec![1; problem.parties.len()];
    let judge = Judge::new(problem, &weights, &points);
    Rule::ALL.map(|rule| judge.best(rule, &points).points.first().map(|it| it.package.clone()))
}

fn utilities(problem: &Problem, package: &[usize]) -> Vec<i128> {
    problem.parties.iter().map(|party| party.gives.iter().zip(package).map(|(row, option)| row[*option]).sum()).collect()
}

fn accepts(problem: &Problem, package: &[usize]) -> bool {
    utilities(problem, package).iter().zip(&problem.parties).all(|(utility, party)| *utility >= party.reservation)
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

/// By how much the best package's share of acceptance would rise if a number were known (to a tenth of its draws): the expected value of
/// partial perfect information. A package is chosen on half of the draws and counted on the others, so that luck is not taken for worth.
fn worth_asking(unknown: &[Unknown], values: &[&[i128]], accepted: &[Vec<bool>]) -> Vec<WorthAsking> {
    let draws: Vec<usize> = (0..accepted.len()).collect();
    let without = chosen(&draws, accepted);
    let gain = |n: usize| {
        let mut order = draws.clone();
        order.sort_by_key(|draw| (values[*draw][n], *draw));
        let known: usize = order.chunks(draws.len().div_ceil(PARTS)).map(|part| chosen(part, accepted)).sum();
        known.saturating_sub(without) as f64 / draws.len() as f64
    };
    let mut out: Vec<WorthAsking> =
        unknown.iter().enumerate().map(|(n, it)| WorthAsking { input: it.name.clone(), gain: gain(n) }).collect();
    out.retain(|it| it.gain > 0.0);
    out.sort_by(|a, b| b.gain.total_cmp(&a.gain));
    out.truncate(LISTED);
    out
}

/// How many of the draws accept the package chosen: on the draws with an even number for those with an odd one, and the other way round.
fn chosen(draws: &[usize], accepted: &[Vec<bool>]) -> usize {
    let half = |odd: bool| draws.iter().filter(move |draw| (*draw % 2 == 1) == odd);
    let count = |odd: bool| {
        let mut counts = vec![0usize; accepted.first().map_or(0, Vec::len)];
        half(odd).for_each(|draw| counts.iter_mut().zip(&accepted[*draw]).for_each(|(count, accepts)| *count += usize::from(*accepts)));
        counts
    };
    let counts = [count(false), count(true)];
    let best = |counts: &[usize]| (0..counts.len()).rev().max_by_key(|n| counts[*n]);
    let on = |from: usize, to: usize| best(&counts[from]).map_or(0, |n| counts[to][n]);
    on(0, 1) + on(1, 0)
}
