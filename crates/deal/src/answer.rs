//! The whole answer to a problem.

use armistice_types::deal::{Behind, Best, Blockers, Count as Shown, Deals, Package, SwitchingValue};
use num_traits::Zero;

use crate::best::Finder;
use crate::blockers::blockers;
use crate::coarse::coarse;
use crate::count::{Count, acceptable};
use crate::estimates::Estimates;
use crate::frontier::{Point, behind, frontier};
use crate::limit::{Limit, Stage};
use crate::negmas::negmas;
use crate::points::Rule;
use crate::problem::{Issue, Problem, Unfit};
use crate::relax::relaxed;
use crate::robust::robust;
use crate::shown::{count, named, package, point};
use crate::switching::{closing, opening};
use crate::wish::Wish;

/// Points of a frontier that are listed, and bytes of names that this may take.
const LISTED: usize = 10_000;
const NAMES: usize = 64 << 20;
/// Parts of the time given by which the count, the frontier, and a coarse one in its place must be there.
const COUNTED: f64 = 0.25;
const WHOLE: f64 = 0.5;
const COARSE: f64 = 0.7;

/// The answer by the middles of what is known within bounds alone, and what holds across draws of it.
///
/// # Errors
/// As [`answer`]; numbers too long to be exact.
pub fn of_estimates(estimates: &Estimates, notes: Vec<String>, wish: &Wish<'_>) -> Result<Deals, Unfit> {
    let mut deals = answer(&estimates.middle()?, notes, wish)?;
    if estimates.unknown().is_empty() {
        return Ok(deals);
    }
    deals.notes.push("some numbers are ranges or distributions: the figures are of their middles, but for those across draws".to_owned());
    deals.robustness = robust(estimates, wish.draws, wish.seed, wish.threads.max(1), &wish.limit)?;
    if deals.robustness.is_none() && wish.draws > 0 {
        deals.notes.push("there was too little time for all draws; they are left out".to_owned());
        deals.complete = false;
    }
    Ok(deals)
}

/// Counts, frontier, named points, what single input would change the answer and, where no package is acceptable to all, what stands in the
/// way. `notes` go in front of ours.
///
/// # Errors
/// A weight for nobody, or one that is no number over 0 or has too large a ratio to another.
pub fn answer(problem: &Problem, notes: Vec<String>, wish: &Wish<'_>) -> Result<Deals, Unfit> {
    let weights = wish.of(problem)?;
    let limit = &wish.limit;
    limit.watch.told(Stage::Count);
    let acceptable = acceptable(problem, &limit.until(COUNTED));
    let front = Front::of(problem, limit);
    let finder = Finder::new(problem, &weights, front.exact.as_deref(), limit);
    let found = Rule::ALL.map(|rule| finder.shown(rule, 0, |judge, points| named(problem, &judge.best(rule, points))));
    let top = (wish.top > 0).then(|| top(problem, &finder, wish.top));
    let missing: Vec<Rule> = Rule::ALL.into_iter().zip(&found).filter(|it| it.1.is_none()).map(|it| it.0).collect();
    let complete = matches!(acceptable, Count::Exact(_)) && front.exact.is_some() && !matches!(top, Some(None));
    let mut all = notes;
    all.extend(remarks(problem, &weights, &front, &missing, wish));
    if matches!(top, Some(None)) {
        all.push("too many partial packages or comparisons, or too little time, for the best points; they are left out".to_owned());
    }
    let none = matches!(&acceptable, Count::Exact(n) if n.is_zero());
    let (blockers, switching_values) = in_the_way(problem, none, &front, &finder, &mut all, limit);
    let [nash, egalitarian, kalai_smorodinsky, utilitarian] = found.map(Option::unwrap_or_default);
    Ok(Deals {
        parties: problem.parties.iter().map(|it| it.name.clone()).collect(),
        issues: problem.issues.len(),
        packages: problem.packages().to_string(),
        frontier_points: front.count(&acceptable),
        acceptable: count(&acceptable),
        frontier: front.listed().iter().take(listed(problem)).map(|it| point(problem, it)).collect(),
        behind: behind_point(problem, &front, wish)?,
        within: front.coarse.as_ref().map(|it| it.1),
        nash,
        egalitarian,
        kalai_smorodinsky,
        utilitarian,
        top: top.flatten(),
        robustness: None,
        blockers,
        switching_values,
        complete,
        negmas: front.exact.as_deref().filter(|_| wish.negmas).map(|points| negmas(problem, points)),
        notes: all,
    })
}

/// A frontier, or where it is too large a coarse one.
struct Front {
    exact: Option<Vec<Point>>,
    /// And to within which part of each party's range.
    coarse: Option<(Vec<Point>, f64)>,
}

impl Front {
    fn of(problem: &Problem, limit: &Limit<'_>) -> Self {
        let exact = frontier(problem, &limit.until(WHOLE));
        let coarse = if exact.is_none() { coarse(problem, &limit.until(COARSE)) } else { None };
        Self { exact, coarse }
    }

    fn listed(&self) -> &[Point] {
        self.exact.as_deref().or(self.coarse.as_ref().map(|it| &it.0[..])).unwrap_or(&[])
    }

    fn count(&self, acceptable: &Count) -> Shown {
        let some = u8::from(!self.listed().is_empty());
        match (&self.exact, acceptable) {
            (Some(points), _) => Shown::Exact { exact: points.len().to_string() },
            (None, Count::Exact(most) | Count::Between(_, most)) => Shown::Bounds { lower: some.to_string(), upper: most.to_string() },
        }
    }
}

/// How many packages are listed.
fn listed(problem: &Problem) -> usize {
    let longest = |it: &Issue| it.name.len() + it.options.iter().map(String::len).max().unwrap_or(0) + 2 * size_of::<String>();
    let each: usize = problem.issues.iter().map(longest).sum();
    (NAMES / each).clamp(1, LISTED)
}

/// The packages behind a point of the frontier, where they are asked for.
fn behind_point(problem: &Problem, front: &Front, wish: &Wish<'_>) -> Result<Option<Behind>, Unfit> {
    let Some(number) = wish.behind else { return Ok(None) };
    let Some(points) = &front.exact else {
        return Err(Unfit("packages behind points are listed where the whole frontier is found; it is not".to_owned()));
    };
    let point = number
        .checked_sub(1)
        .and_then(|at| points.get(at))
        .ok_or_else(|| Unfit(format!("there is no point {number}: the frontier has {}", points.len())))?;
    let found = behind(problem, number - 1, listed(problem), &wish.limit)
        .ok_or_else(|| Unfit(format!("point {number} has too many packages behind it, or there was too little time")))?;
    let packages = found.iter().map(|it| Package(package(problem, it))).collect();
    Ok(Some(Behind { point: number, of: point.packages.to_string(), packages }))
}

/// What stands in the way, and which single input would change that.
fn in_the_way(
    problem: &Problem,
    none: bool,
    front: &Front,
    finder: &Finder<'_>,
    notes: &mut Vec<String>,
    limit: &Limit<'_>,
) -> (Blockers, Vec<SwitchingValue>) {
    if !none {
        let known = finder.ideals().filter(|_| !front.listed().is_empty());
        return (Blockers::default(), known.map(|ideals| closing(problem, front.listed(), ideals, limit)).unwrap_or_default());
    }
    let relaxed = relaxed(problem, limit);
    notes.extend(relaxed.up_to.map(|n| format!("of what stands in the way, sets of up to {n} were looked at")));
    (blockers(problem, &relaxed, limit), opening(problem, &relaxed, limit))
}

/// Definitions, and what was left out.
fn remarks(problem: &Problem, weights: &[u32], front: &Front, missing: &[Rule], wish: &Wish<'_>) -> Vec<String> {
    let acceptable = "acceptable: every party at or above its reservation value; points of equal utilities are one; gains are over the reservation value";
    let mut out = vec![acceptable.to_owned()];
    match (&front.exact, &front.coarse) {
        (Some(_), _) => {}
        (None, Some((_, within))) => out.push(format!(
            "too many partial packages, or too little time, for the whole frontier: of every package that leaves each party {within:.6} of \
             its range over its reservation value, a listed point gives nobody less by more than that; packages behind points are counted \
             as far as they were kept"
        )),
        (None, None) => out.push("too many partial packages, or too little time, for the frontier; it is left out".to_owned()),
    }
    let (found, most) = (front.listed().len(), listed(problem));
    if found > most {
        out.push(format!("{most} of {found} points are listed"));
    }
    if !missing.is_empty() {
        let names: Vec<&str> = missing.iter().map(|it| it.name()).collect();
        out.push(format!("too many partial packages, or too little time, for {}; left out", names.join(", ")));
    }
    if wish.negmas && front.exact.is_none() {
        out.push("NegMAS's points are looked for on the whole frontier alone; they are left out".to_owned());
    }
    if !wish.weights.is_empty() {
        let shown: Vec<String> = problem.parties.iter().zip(weights).map(|(party, weight)| format!("{} {weight}", party.name)).collect();
        let negmas = if wish.negmas { "; NegMAS's points take none" } else { "" };
        out.push(format!("named points by weights: {}{negmas}", shown.join(", ")));
    }
    out
}

/// The best points under each definition; `None` where they are not found.
fn top(problem: &Problem, finder: &Finder<'_>, k: usize) -> Option<Best> {
    let of = |rule: Rule| {
        finder.shown(rule, k, |judge, points| judge.top(rule, points, k).into_iter().map(|it| point(problem, it)).collect::<Vec<_>>())
    };
    Some(Best {
        nash: of(Rule::Nash)?,
        egalitarian: of(Rule::Egalitarian)?,
        kalai_smorodinsky: of(Rule::KalaiSmorodinsky)?,
        utilitarian: of(Rule::Utilitarian)?,
    })
}
