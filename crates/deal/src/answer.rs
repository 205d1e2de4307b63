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

/// The greatest weight, as a whole number beside the others.
const WEIGHTS: i128 = 100;
/// Points among which the best few are looked for.
const RANKED: usize = 200_000;

impl Wish<'_> {
    /// Weights by party, as whole numbers with no common factor.
    fn of(&self, problem: &Problem) -> Result<Vec<u32>, Unfit> {
        let mut given = vec![(1, 0); problem.parties.len()];
        for (n, (name, number)) in self.weights.iter().enumerate() {
            if self.weights[..n].iter().any(|it| it.0 == *name) {
                return Err(Unfit(format!("`{name}` is given a weight twice")));
            }
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
        let shown: Vec<String> = self.weights.iter().map(|(name, number)| format!("{name} {number}")).collect();
        let shown = shown.join(", ");
        Err(Unfit(format!(
            "the weights ({shown}, 1 for others) must be as whole numbers from 1 to {WEIGHTS}: write 1 and 2, not 0.33333 and 0.66667"
        )))
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
    let none = matches!(&count, Count::Exact(n) if n.is_zero());
    let listed = points.as_deref().unwrap_or(&[]);
    let top = if wish.top > 0 { top(problem, &weights, wish) } else { None };
    let complete = matches!(count, Count::Exact(_)) && points.is_some() && (wish.top == 0 || top.is_some());
    let mut notes = notes;
    notes.extend(remarks(problem, &weights, points.as_deref(), top.as_ref(), wish));
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
        negmas: points.as_deref().filter(|_| wish.negmas).map(|points| negmas(problem, points)),
        notes,
    })
}

/// Definitions, and what was left out.
fn remarks(problem: &Problem, weights: &[u32], points: Option<&[Point]>, top: Option<&Best>, wish: &Wish<'_>) -> Vec<String> {
    let acceptable = "acceptable: every party at or above its reservation value; points of equal utilities are one; gains are over the reservation value";
    let mut out = vec![acceptable.to_owned()];
    match points {
        None => {
            out.push("too many partial packages, or too little time, for the frontier; it and the named points are left out".to_owned())
        }
        Some(points) if points.len() > LISTED => out.push(format!("{LISTED} of {} points of the frontier are listed", points.len())),
        Some(_) => {}
    }
    if !wish.weights.is_empty() {
        let shown: Vec<String> = problem.parties.iter().zip(weights).map(|(party, weight)| format!("{} {weight}", party.name)).collect();
        let negmas = if wish.negmas { "; NegMAS's points take none" } else { "" };
        out.push(format!("named points by weights: {}{negmas}", shown.join(", ")));
    }
    if wish.top > 0 && top.is_none() {
        out.push("too many partial packages or comparisons, or too little time, for the best points; they are left out".to_owned());
    }
    out
}

/// The best points under each definition; `None` where too many would have to be kept.
fn top(problem: &Problem, weights: &[u32], wish: &Wish<'_>) -> Option<Best> {
    let points = band(problem, wish.top, &wish.limit).filter(|it| it.len() <= RANKED)?;
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
        match acceptable(&without, limit) {
            Count::Exact(n) | Count::Between(n, _) => n > BigUint::zero(),
        }
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
