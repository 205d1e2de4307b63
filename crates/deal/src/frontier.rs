//! The Pareto frontier, exactly, by adding one issue at a time and dropping what is beaten.
//!
//! A partial package that another beats in every utility (with the same open exclusions) can lead to nothing that the other does not lead
//! to and better, so it is dropped; equal ones are merged and counted. Kung, Luccio and Preparata's maxima problem (Journal of the ACM 22,
//! 1975), solved issue by issue as in the Nemhauser–Ullmann method for knapsacks (Management Science 15, 1969).
//! Reservations are applied at the end: what beats an acceptable package is acceptable itself.

use std::collections::BTreeMap;

use num_bigint::BigUint;

use crate::problem::{Problem, step};

/// A point of the frontier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Utilities by party, in units of the problem's scale.
    pub utilities: Vec<i128>,
    /// One package behind it, an option per issue: the first in order of the options.
    pub package: Vec<usize>,
    /// How many packages give these utilities.
    pub packages: BigUint,
}

/// Most partial packages that are kept: beyond it the frontier is not computed.
const MOST: usize = 2_000_000;

/// The points of the frontier of acceptable packages, highest first by the first party, then the next. `None` where too many partial
/// packages would have to be kept.
#[must_use]
pub fn frontier(problem: &Problem) -> Option<Vec<Point>> {
    let start = Point { utilities: vec![0; problem.parties.len()], package: Vec::new(), packages: BigUint::from(1u8) };
    let mut partial: BTreeMap<u64, Vec<Point>> = BTreeMap::from([(0, vec![start])]);
    for issue in 0..problem.issues.len() {
        partial = extended(problem, issue, &partial)?;
    }
    let acceptable = |point: &Point| point.utilities.iter().zip(&problem.parties).all(|(utility, party)| *utility >= party.reservation);
    let all: Vec<Point> = partial.into_values().flatten().filter(acceptable).collect();
    Some(maxima(all))
}

fn extended(problem: &Problem, issue: usize, partial: &BTreeMap<u64, Vec<Point>>) -> Option<BTreeMap<u64, Vec<Point>>> {
    let touching = problem.touching(issue);
    let mut next: BTreeMap<u64, Vec<Point>> = BTreeMap::new();
    let mut kept = 0;
    for (key, points) in partial {
        for option in 0..problem.issues[issue].options.len() {
            let Some(key) = step(*key, &touching, option) else { continue };
            kept += points.len();
            if kept > MOST {
                return None;
            }
            let row = next.entry(key).or_default();
            row.extend(points.iter().map(|point| added(problem, point, issue, option)));
        }
    }
    Some(next.into_iter().map(|(key, points)| (key, maxima(points))).collect())
}

fn added(problem: &Problem, point: &Point, issue: usize, option: usize) -> Point {
    let utilities = point.utilities.iter().zip(&problem.parties).map(|(utility, party)| utility + party.gives[issue][option]).collect();
    let mut package = Vec::with_capacity(problem.issues.len());
    package.extend_from_slice(&point.package);
    package.push(option);
    Point { utilities, package, packages: point.packages.clone() }
}

/// The points that no other beats, equal ones merged; highest first.
pub(crate) fn maxima(mut points: Vec<Point>) -> Vec<Point> {
    points.sort_by(|a, b| b.utilities.cmp(&a.utilities).then_with(|| a.package.cmp(&b.package)));
    let mut merged: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        match merged.last_mut() {
            Some(last) if last.utilities == point.utilities => last.packages += point.packages,
            _ => merged.push(point),
        }
    }
    match merged.first().map_or(0, |it| it.utilities.len()) {
        0 | 1 => merged.into_iter().take(1).collect(),
        2 => two(merged),
        _ => many(merged),
    }
}

/// With two parties one sweep is enough: sorted by the first, only a rise of the second is a new point.
fn two(points: Vec<Point>) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::new();
    for point in points {
        if out.last().is_none_or(|last| point.utilities[1] > last.utilities[1]) {
            out.push(point);
        }
    }
    out
}

/// In lexicographic order nothing behind a point beats it; so each is compared with those kept.
fn many(points: Vec<Point>) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::new();
    for point in points {
        let beaten = out.iter().any(|other| other.utilities.iter().zip(&point.utilities).all(|(theirs, own)| theirs >= own));
        if !beaten {
            out.push(point);
        }
    }
    out
}
