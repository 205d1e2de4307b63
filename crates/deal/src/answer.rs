//! The whole answer to a problem.

use armistice_types::deal::{Best, Blockers, Count as Shown, DealPoint, DealRelaxation, Deals, NamedPoint, NearPackage};
use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::Zero;

use crate::count::{Count, acceptable};
use crate::frontier::{Point, band, frontier};
use crate::limit::Limit;
use crate::negmas::negmas;
use crate::points::{Judge, Named, Rule};
use crate::problem::{Problem, Unfit, decimal, scaled};

/// Points of a frontier that are listed.
const LISTED: usize = 10_000;
/// Ties and near packages that are listed.
pub(crate) const FEW: usize = 5;
/// Exclusions among which smallest sets to drop are looked for.
const RELAXED: usize = 16;

/// What is asked for beside the plain answer.
#[derive(Clone, Debug, Default)]
pub struct Wish<'l> {
    /// How many of the best points under each definition; 0 for none but the best.
    pub top: usize,
    /// Weights of parties in the named points, by name, as decimal numbers; 1 for those left out.
    pub weights: Vec<(String, String)>,
    /// The named points by NegMAS's definitions too.
    pub negmas: bool,
    /// How far each search may go.
    pub limit: Limit<'l>,
}

/// The largest weight, and the smallest as its part.
const WEIGHTS: i128 = 1_000;

impl Wish<'_> {
    /// Weights by party, as whole numbers with no common factor.
    fn of(&self, problem: &Problem) -> Result<Vec<u32>, Unfit> {
        let mut given = vec![(1, 0); problem.parties.len()];
        for (name, number) in &self.weights {
            let names = || problem.parties.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join(", ");
            let at = problem.parties.iter().position(|it| it.name == *name);
            let at = at.ok_or_else(|| Unfit(format!("no party is called `{name}`; there are {}", names())))?;
            let weight = decimal(number).filter(|it| it.0 > 0);
            given[at] = weight.ok_or_else(|| Unfit(format!("the weight of `{name}` must be a number over 0, not `{number}`")))?;
        }
        let places = given.iter().map(|it| it.1).max().unwrap_or(0);
        let whole: Option<Vec<i128>> = given.iter().map(|it| scaled(*it, places)).collect();
        let whole = whole.unwrap_or_default();
        let common = whole.iter().fold(0, |all, it| all.gcd(it)).max(1);
        let fits = |it: &i128| u32::try_from(it / common).ok().filter(|it| i128::from(*it) <= WEIGHTS);
        let weights: Vec<u32> = whole.iter().filter_map(fits).collect();
        if weights.len() == problem.parties.len() {
            return Ok(weights);
        }
        Err(Unfit(format!("weights must be whole numbers from 1 to {WEIGHTS}, or have such a ratio to each other")))
    }
}

/// Counts, frontier, named points and, where no package is acceptable to all, what stands in the way. `notes` go in front of ours.
///
/// # Errors
/// A weight for nobody, or one that is no number over 0 or has too large a ratio to another.
pub fn answer(problem: &Problem, notes: Vec<String>, wish: &Wish<'_>) -> Result<Deals, Unfit> {
    let weights = wish.of(problem)?;
    let count = acceptable(problem, &wish.limit);
    let points = frontier(problem, &wish.limit);
    let complete = matches!(count, Count::Exact(_)) && points.is_some();
    let mut notes = notes;
    notes.push("acceptable: every party at or above its reservation value; points of equal utilities are one; gains are over the reservation value".to_owned());
    if points.is_none() {
        notes.push("too many partial packages, or too little time, for the frontier; it and the named points are left out".to_owned());
    }
    let none = matches!(&count, Count::Exact(n) if n.is_zero());
    let listed = points.as_deref().unwrap_or(&[]);
    if listed.len() > LISTED {
        notes.push(format!("{LISTED} of {} points of the frontier are listed", listed.len()));
    }
    if !wish.weights.is_empty() {
        let shown: Vec<String> = problem.parties.iter().zip(&weights).map(|(party, weight)| format!("{} {weight}", party.name)).collect();
        notes.push(format!("named points by weights: {}", shown.join(", ")));
    }
    let top = if wish.top > 0 { top(problem, &weights, wish) } else { None };
    if wish.top > 0 && top.is_none() {
        notes
            .push("too many partial packages, or too little time, for the best points under each definition; they are left out".to_owned());
    }
    let judge = Judge::new(problem, &weights, listed);
    let best = |rule: Rule| named(problem, &judge.best(rule, listed));
    Ok(Deals {
        parties: problem.parties.iter().map(|it| it.name.clone()).collect(),
        issues: problem.issues.len(),
        packages: problem.packages().to_string(),
        acceptable: shown(&count),
        frontier_points: match &points {
            Some(points) => Shown::Exact { exact: points.len().to_string() },
            None => Shown::Bounds { lower: "0".to_owned(), upper: problem.packages().to_string() },
        },
        frontier: listed.iter().take(LISTED).map(|it| point(problem, it)).collect(),
        nash: best(Rule::Nash),
        egalitarian: best(Rule::Egalitarian),
        kalai_smorodinsky: best(Rule::KalaiSmorodinsky),
        utilitarian: best(Rule::Utilitarian),
        top,
        robustness: None,
        blockers: if none { blockers(problem, &wish.limit) } else { Blockers::default() },
        complete,
        negmas: wish.negmas.then(|| negmas(problem, &wish.limit)).flatten(),
        notes,
    })
}

/// The best points under each definition; `None` where too many would have to be kept.
fn top(problem: &Problem, weights: &[u32], wish: &Wish<'_>) -> Option<Best> {
    let points = band(problem, wish.top, &wish.limit)?;
    let judge = Judge::new(problem, weights, &points);
    let of = |rule: Rule| judge.top(rule, &points, wish.top).into_iter().map(|it| point(problem, it)).collect();
    Some(Best {
        nash: of(Rule::Nash),
        egalitarian: of(Rule::Egalitarian),
        kalai_smorodinsky: of(Rule::KalaiSmorodinsky),
        utilitarian: of(Rule::Utilitarian),
    })
}

fn shown(count: &Count) -> Shown {
    match count {
        Count::Exact(n) => Shown::Exact { exact: n.to_string() },
        Count::Between(lower, upper) => Shown::Bounds { lower: lower.to_string(), upper: upper.to_string() },
    }
}

pub(crate) fn package(problem: &Problem, package: &[usize]) -> Vec<(String, String)> {
    problem.issues.iter().zip(package).map(|(issue, option)| (issue.name.clone(), issue.options[*option].clone())).collect()
}

pub(crate) fn point(problem: &Problem, it: &Point) -> DealPoint {
    DealPoint { utilities: problem.shown(&it.utilities), package: package(problem, &it.package), packages: it.packages.to_string() }
}

fn named(problem: &Problem, it: &Named<'_>) -> NamedPoint {
    let points = it.points.iter().take(FEW).map(|at| point(problem, at)).collect();
    NamedPoint { value: it.value, ties: it.points.len().to_string(), points }
}

fn blockers(problem: &Problem, limit: &Limit<'_>) -> Blockers {
    Blockers { nearest: nearest(problem, limit), relaxations: relaxations(problem, limit) }
}

/// The packages with the least sum of shortfalls, each as a share of the party's own range. None beaten by another is nearer, so the
/// frontier without reservations is enough.
fn nearest(problem: &Problem, limit: &Limit<'_>) -> Vec<NearPackage> {
    let points = frontier(&problem.without_reservations(), limit).unwrap_or_default();
    let ranges: Vec<i128> = problem.parties.iter().map(|it| (it.most() - it.least()).max(1)).collect();
    let lacks = |point: &Point| -> Vec<i128> {
        point.utilities.iter().zip(&problem.parties).map(|(utility, party)| (party.reservation - utility).max(0)).collect()
    };
    // On the product of all ranges as one denominator.
    let total = |point: &Point| -> BigInt {
        let lacks = lacks(point);
        let of = |p: usize| -> BigInt { (0..ranges.len()).map(|q| BigInt::from(if p == q { lacks[p] } else { ranges[q] })).product() };
        (0..ranges.len()).map(of).sum()
    };
    let mut near: Vec<(BigInt, &Point)> = points.iter().map(|it| (total(it), it)).collect();
    near.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.package.cmp(&b.1.package)));
    near.into_iter().take(FEW).map(|(_, it)| near_package(problem, it, &lacks(it), &ranges)).collect()
}

fn near_package(problem: &Problem, it: &Point, lacks: &[i128], ranges: &[i128]) -> NearPackage {
    let share = |p: usize| lacks[p] as f64 / ranges[p] as f64;
    let lacking: Vec<usize> = (0..lacks.len()).filter(|p| lacks[*p] > 0).collect();
    NearPackage {
        package: package(problem, &it.package),
        utilities: problem.shown(&it.utilities),
        shortfall: lacking.iter().map(|p| (problem.parties[*p].name.clone(), share(*p))).collect(),
        total: lacking.iter().map(|p| share(*p)).sum(),
    }
}

/// Every smallest set of exclusions without which some package is acceptable to all, by size, then order.
fn relaxations(problem: &Problem, limit: &Limit<'_>) -> Vec<DealRelaxation> {
    let n = problem.exclusions.len();
    if n == 0 || n > RELAXED {
        return Vec::new();
    }
    let opens = |set: u32| {
        let exclusions = problem.exclusions.iter().enumerate().filter(|(k, _)| set & (1 << k) == 0).map(|(_, it)| it.clone()).collect();
        let without = Problem { exclusions, ..problem.clone() };
        !matches!(acceptable(&without, limit), Count::Exact(n) if n == BigUint::zero())
    };
    let mut sets: Vec<u32> = (1..1_u32 << n).collect();
    sets.sort_by_key(|set| (set.count_ones(), *set));
    let mut found: Vec<u32> = Vec::new();
    for set in sets {
        if !found.iter().any(|smaller| smaller & set == *smaller) && opens(set) {
            found.push(set);
        }
    }
    let name = |set: u32| (0..n).filter(|k| set & (1 << k) != 0).map(|k| problem.exclusions[k].0.clone()).collect::<Vec<_>>();
    found.into_iter().map(|set| DealRelaxation { drop: name(set), cost: set.count_ones() as usize }).collect()
}
