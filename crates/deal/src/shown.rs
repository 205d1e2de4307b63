//! Answers in the words of the types that are handed over.

use armistice_types::deal::{Count as Shown, DealPoint, NamedPoint};

use crate::count::Count;
use crate::frontier::Point;
use crate::points::Named;
use crate::problem::Problem;

/// Ties and near packages that are listed.
pub(crate) const FEW: usize = 5;

pub(crate) fn count(count: &Count) -> Shown {
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

pub(crate) fn named(problem: &Problem, it: &Named<'_>) -> NamedPoint {
    let points = it.points.iter().take(FEW).map(|at| point(problem, at)).collect();
    NamedPoint { value: it.value, ties: it.points.len().to_string(), points }
}
