//! The whole answer to a problem.

use armistice_types::deal::{Behind, Best, Blockers, Count as Shown, DealPoint, Deals, NamedPoint, Package, SwitchingValue};
use num_bigint::BigUint;
use num_traits::Zero;

use crate::best::Finder;
use crate::blockers::{blockers, nearest};
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
use crate::switching::{closing, opening, small};
use crate::wish::Wish;

/// Points of a frontier that are listed, and bytes of names that this may take.
const LISTED: usize = 10_000;
const NAMES: usize = 64 << 20;
/// Parts of the time given by which the count, the frontier, and a coarse one in its place must be there.
const COUNTED: f64 = 0.25;
const WHOLE: f64 = 0.45;
const COARSE: f64 = 0.6;
/// And the nearest packages and what to relax, where nothing is acceptable.
const NEAR: f64 = 0.8;
const RELAXED: f64 = 0.9;
/// Sets to relax of each kind that are listed.
const SETS: usize = 100;

const ACCEPTABLE: &str =
    "acceptable: every party at or above its reservation value; points of equal utilities are one; gains are over the reservation value";

/// The answer by the middles of what is known within bounds alone, and what holds across draws of it.
///
/// # Errors
/// As [`answer`]; numbers too long to be exact.
pub fn of_estimates(estimates: &Estimates, notes: Vec<String>, wish: &Wish<'_>) -> Result<Deals, Unfit> {
    let mut deals = answer(&estimates.middle()?, notes, wish)?;
    if estimates.unknown().is_empty() {
        return Ok(deals);
    }
    deals.notes.push("some numbers are ranges or distributions: the figures are of their middles".to_owned());
    if wish.draws > 0 {
        deals.robustness = robust(estimates, wish.draws, wish.seed, wish.threads.max(1), &wish.limit)?;
        let made = if deals.robustness.is_some() {
            "; what holds over all their draws stands under \"across draws\""
        } else {
            "; there was too little time for draws of them, or too much to search"
        };
        deals.notes.last_mut().into_iter().for_each(|it| it.push_str(made));
        deals.complete &= deals.robustness.is_some();
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
    let counted = acceptable(problem, &limit.until(COUNTED));
    let front = Front::of(problem, limit);
    let acceptable = front.counted(counted);
    let finder = Finder::new(problem, &weights, front.exact.as_deref(), limit);
    let mut said = Said { notes, left_out: false };
    said.notes.push(ACCEPTABLE.to_owned());
    said.of_front(problem, &front, wish);
    let [nash, egalitarian, kalai_smorodinsky, utilitarian] = named_points(problem, &finder, &mut said);
    let top = if wish.top > 0 { top(problem, &finder, wish.top, &mut said) } else { None };
    said.of_weights(problem, &weights, wish);
    let (blockers, switching_values) = in_the_way(problem, &acceptable, &front, &finder, &mut said, limit);
    Ok(Deals {
        parties: problem.parties.iter().map(|it| it.name.clone()).collect(),
        issues: problem.issues.len(),
        packages: problem.packages().to_string(),
        frontier_points: front.count(&acceptable),
        frontier: front.listed().iter().take(listed(problem)).map(|it| point(problem, it)).collect(),
        behind: behind_point(problem, &front, wish, &mut said),
        within: front.coarse.as_ref().map(|it| it.1),
        nash,
        egalitarian,
        kalai_smorodinsky,
        utilitarian,
        top,
        robustness: None,
        blockers,
        switching_values,
        complete: matches!(acceptable, Count::Exact(_)) && front.exact.is_some() && !said.left_out,
        acceptable: count(&acceptable),
        negmas: front.exact.as_deref().filter(|_| wish.negmas).map(|points| negmas(problem, points)),
        notes: said.notes,
    })
}

/// Notes, and whether they say that something was left out.
struct Said {
    notes: Vec<String>,
    left_out: bool,
}

impl Said {
    fn left_out(&mut self, what: &str) {
        self.notes.push(format!("too much to search, or too little time, for {what}; left out"));
        self.left_out = true;
    }

    fn of_front(&mut self, problem: &Problem, front: &Front, wish: &Wish<'_>) {
        match (&front.exact, &front.coarse) {
            (Some(_), _) => {}
            (None, Some((_, within))) => self.notes.push(format!(
                "the whole frontier is too large to search, or there was too little time: the points listed stand for it. Take any package \
                 that leaves every party at least {0:.6} of its range over its reservation value: one of these points gives no party less \
                 than it does by more than {0:.6} of its range. Behind a point may stand more packages than are counted",
                rounded_up(*within, 6)
            )),
            (None, None) => self.left_out("the frontier"),
        }
        let (found, most) = (front.listed().len(), listed(problem));
        if found > most {
            self.notes.push(format!("{most} of {found} points are listed"));
        }
        if wish.negmas && front.exact.is_none() {
            self.left_out("NegMAS's points, which are looked for on the whole frontier");
        }
    }

    /// Is it `missing` which options would change the answer?
    fn of_options(&mut self, missing: bool) {
        if missing {
            self.left_out("some options that would change whether there is a deal if they gave a party more or less");
        }
    }

    fn of_weights(&mut self, problem: &Problem, weights: &[u32], wish: &Wish<'_>) {
        if !wish.weights.is_empty() {
            let shown: Vec<String> =
                problem.parties.iter().zip(weights).map(|(party, weight)| format!("{} {weight}", party.name)).collect();
            let negmas = if wish.negmas { "; NegMAS's points take none" } else { "" };
            self.notes.push(format!("named points by weights: {}{negmas}", shown.join(", ")));
        }
    }
}

/// Up to so many places behind the point.
fn rounded_up(value: f64, places: i32) -> f64 {
    let whole = 10_f64.powi(places);
    (value * whole).ceil() / whole
}

/// By definition, in the order of [`Rule::ALL`]; empty where they are not found.
fn named_points(problem: &Problem, finder: &Finder<'_>, said: &mut Said) -> [NamedPoint; 4] {
    let found = Rule::ALL.map(|rule| finder.shown(rule, 0, |judge, points| named(problem, &judge.best(rule, points))));
    let missing: Vec<&str> = Rule::ALL.into_iter().zip(&found).filter(|it| it.1.is_none()).map(|it| it.0.name()).collect();
    if !missing.is_empty() {
        said.left_out(&format!("named points: {}", missing.join(", ")));
    }
    found.map(|it| it.unwrap_or_else(|| NamedPoint { ties: "0".to_owned(), ..NamedPoint::default() }))
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

    /// How many packages are acceptable, with what the frontier says of that.
    fn counted(&self, counted: Count) -> Count {
        match (&self.exact, counted) {
            (Some(points), Count::Between(..)) if points.is_empty() => Count::Exact(BigUint::ZERO),
            (Some(points), Count::Between(lower, upper)) => Count::Between(lower.max(points.iter().map(|it| &it.packages).sum()), upper),
            (_, counted) => counted,
        }
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
fn behind_point(problem: &Problem, front: &Front, wish: &Wish<'_>, said: &mut Said) -> Option<Behind> {
    let number = wish.behind?;
    let Some(points) = &front.exact else {
        said.left_out("packages behind a point, which are looked for on the whole frontier");
        return None;
    };
    let Some(point) = number.checked_sub(1).and_then(|at| points.get(at)) else {
        said.notes.push(format!("there is no point {number}: the frontier has {}", points.len()));
        return None;
    };
    let Some(found) = behind(problem, number - 1, listed(problem), &wish.limit) else {
        said.left_out(&format!("packages behind point {number}"));
        return None;
    };
    let packages = found.iter().map(|it| Package(package(problem, it))).collect();
    Some(Behind { point: number, of: point.packages.to_string(), packages })
}

/// What stands in the way, and which single input would change that.
fn in_the_way(
    problem: &Problem,
    acceptable: &Count,
    front: &Front,
    finder: &Finder<'_>,
    said: &mut Said,
    limit: &Limit<'_>,
) -> (Blockers, Vec<SwitchingValue>) {
    let none = matches!(acceptable, Count::Exact(n) if n.is_zero());
    let of_options = if small(problem) { None } else { Some("; what single options give was not looked at, there are too many") };
    if !none {
        let Some(ideals) = finder.ideals().filter(|_| !front.listed().is_empty()) else { return Default::default() };
        let (found, missing) = closing(problem, front.listed(), ideals, limit);
        said.of_options(missing);
        said.notes.extend(of_options.map(|it| format!("single inputs that would change the answer: reservation values{it}")));
        return (Blockers::default(), found);
    }
    let near = nearest(problem, &limit.until(NEAR));
    if near.is_none() {
        said.left_out("the nearest packages");
    }
    let relaxed = relaxed(problem, &limit.until(RELAXED));
    match relaxed.up_to {
        None => {}
        Some(0) => said.left_out("what would have to give way"),
        Some(1) => said.left_out("what would have to give way together, beyond one party or exclusion"),
        Some(n) => said.left_out(&format!("what would have to give way together, beyond sets of {n} parties or exclusions")),
    }
    said.notes.extend(of_options.map(|it| format!("single inputs that would change the answer: reservation values and exclusions{it}")));
    let most = listed(problem).min(SETS);
    let (blockers, cut) = blockers(problem, &relaxed, near.unwrap_or_default(), most);
    if cut {
        said.notes.push(format!("of what would have to give way, {most} sets of each kind are listed"));
    }
    let (values, missing) = opening(problem, &relaxed, limit);
    said.of_options(missing);
    (blockers, values)
}

/// The best points under each definition; `None` where they are not found.
fn top(problem: &Problem, finder: &Finder<'_>, k: usize, said: &mut Said) -> Option<Best> {
    let most = k.min(listed(problem));
    if most < k {
        said.notes.push(format!("of {k} best points asked for, {most} are listed"));
    }
    let of = |rule: Rule| {
        let few =
            finder.shown(rule, most, |judge, points| judge.top(rule, points, most).into_iter().map(|it| point(problem, it)).collect());
        few as Option<Vec<DealPoint>>
    };
    let [nash, egalitarian, kalai_smorodinsky, utilitarian] = Rule::ALL.map(of);
    let found = nash.zip(egalitarian).zip(kalai_smorodinsky.zip(utilitarian));
    if found.is_none() {
        said.left_out("the best points");
    }
    let ((nash, egalitarian), (kalai_smorodinsky, utilitarian)) = found?;
    Some(Best { nash, egalitarian, kalai_smorodinsky, utilitarian })
}
