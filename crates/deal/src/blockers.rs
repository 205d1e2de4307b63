//! What stands in the way where no package is acceptable to all: the nearest packages, who would have to come down by how much, which
//! exclusions would have to go.

use armistice_types::deal::{Blockers, Concession, DealRelaxation, NearPackage};

use crate::best::best;
use crate::bound::{Goal, Parts};
use crate::frontier::Point;
use crate::lack::Lack;
use crate::limit::Limit;
use crate::problem::Problem;
use crate::relax::{Relaxed, Set};
use crate::shown::{FEW, package};

/// Blockers, of which `relaxed` are the smallest sets; of each kind so many at most, and whether there are more.
pub(crate) fn blockers(problem: &Problem, relaxed: &Relaxed, nearest: Vec<NearPackage>, most: usize) -> (Blockers, bool) {
    let names = |set: Set| {
        let here = (0..problem.exclusions.len()).filter(|n| set.exclusions & 1 << n != 0);
        here.map(|n| problem.exclusions[n].name.clone()).collect::<Vec<String>>()
    };
    let (without, mut with): (Vec<_>, Vec<_>) = relaxed.sets.iter().partition(|it| it.0.parties == 0);
    let lack = Lack::new(problem);
    with.sort_by_cached_key(|(set, point)| (set.size(), lack.order(point).0, *set));
    let cut = with.len() > most || without.len() > most;
    let blockers = Blockers {
        nearest,
        concessions: with.into_iter().take(most).map(|(set, it)| concession(problem, &lack, names(*set), it)).collect(),
        relaxations: without.into_iter().take(most).map(|it| DealRelaxation { drop: names(it.0), cost: it.0.size() as usize }).collect(),
    };
    (blockers, cut)
}

fn near(problem: &Problem, lack: &Lack<'_>, it: &Point) -> NearPackage {
    let (shortfall, total) = lack.shares(it);
    NearPackage { package: package(problem, &it.package), utilities: problem.shown(&it.utilities), shortfall, total }
}

fn concession(problem: &Problem, lack: &Lack<'_>, drop: Vec<String>, it: &Point) -> Concession {
    let NearPackage { package, utilities, shortfall, total } = near(problem, lack, it);
    Concession { concede: shortfall, drop, total, package, utilities }
}

/// The packages with the least sum of shares, of those that no other beats; `None` where they are not found.
pub(crate) fn nearest(problem: &Problem, limit: &Limit<'_>) -> Option<Vec<NearPackage>> {
    let lack = Lack::new(problem);
    let mut points = best(&problem.without_reservations(), &Parts::new(problem), &Goal::Lack, 1, FEW, limit)?;
    points.sort_by_cached_key(|it| lack.order(it));
    Some(points.iter().take(FEW).map(|it| near(problem, &lack, it)).collect())
}
