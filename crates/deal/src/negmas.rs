//! Named points as NegMAS 0.16 defines them (`negmas.preferences.ops`), to hold its answers against ours. They differ from `points`: the
//! disagreement point is the reservation value or the worst utility, whichever is more; Kalai–Smorodinsky is the smallest spread of
//! normalised gains; and all is compared in floating point with its tolerance of 10^-12. The frontier is that of acceptable packages, as
//! there; points that only rounding parts, which NegMAS keeps as two, are one.

use armistice_types::deal::{NamedPoint, NegmasPoints};

use crate::frontier::Point;
use crate::problem::Problem;
use crate::shown::{FEW, point};

const EPS: f64 = 1e-12;

/// The points of a frontier.
#[must_use]
pub fn negmas(problem: &Problem, frontier: &[Point]) -> NegmasPoints {
    let ranges: Vec<(f64, f64)> = problem.parties.iter().map(|it| (it.shown(it.least()), it.shown(it.most()))).collect();
    let reserved = problem.parties.iter().map(|it| it.shown(it.reservation));
    let disagreement: Vec<f64> = reserved.zip(&ranges).map(|(own, (worst, _))| own.max(*worst)).collect();
    let spread: Vec<f64> = ranges.iter().zip(&disagreement).map(|((_, best), own)| best - own).collect();
    let of = |value: &dyn Fn(&[f64]) -> f64, flat: bool| named(problem, frontier, value, flat);
    let gains = |u: &[f64]| u.iter().zip(&disagreement).map(|(u, own)| u - own).collect::<Vec<f64>>();
    let flat = spread.iter().any(|it| *it <= EPS);
    let flat_range = ranges.iter().any(|(worst, best)| best - worst <= EPS);
    let share = |(gain, most): (f64, &f64)| if *most == 0.0 { gain } else { gain / most };
    let shares = |u: &[f64]| gains(u).into_iter().zip(&spread).map(share).collect::<Vec<f64>>();
    let relative = |u: &[f64]| u.iter().zip(&ranges).map(|(u, (worst, _))| u - worst).zip(&spread).map(share).sum::<f64>();
    NegmasPoints {
        frontier_points: frontier.len().to_string(),
        nash: of(&|u| gains(u).iter().product(), flat),
        kalai: of(&|u| least(&gains(u)), flat),
        ks: negated(of(&|u| least(&shares(u)) - most(&shares(u)), flat)),
        max_welfare: of(&|u| u.iter().sum(), flat_range),
        max_relative_welfare: of(&relative, flat_range),
        disagreement_used: disagreement,
    }
}

fn least(of: &[f64]) -> f64 {
    of.iter().copied().fold(f64::INFINITY, f64::min)
}

fn most(of: &[f64]) -> f64 {
    of.iter().copied().fold(f64::NEG_INFINITY, f64::max)
}

fn negated(it: NamedPoint) -> NamedPoint {
    NamedPoint { value: 0.0 - it.value, ..it }
}

/// The points with the greatest value, within the tolerance; all of them where a party's range is flat.
fn named(problem: &Problem, frontier: &[Point], value: &dyn Fn(&[f64]) -> f64, flat: bool) -> NamedPoint {
    let values: Vec<f64> = frontier.iter().map(|it| value(&problem.shown(&it.utilities))).collect();
    let best = most(&values);
    let found: Vec<&Point> = frontier.iter().zip(&values).filter(|(_, own)| flat || **own >= best - EPS).map(|(it, _)| it).collect();
    let value = if found.is_empty() { 0.0 } else { best };
    NamedPoint { value, ties: found.len().to_string(), points: found.iter().take(FEW).map(|it| point(problem, it)).collect() }
}
