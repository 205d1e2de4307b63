//! A frontier to within a stated distance, where the whole one is too large: whenever a layer of the search grows too large, the partial
//! packages are put into cells of equal sides, one is kept for each cell, and none for a cell that another cell beats (an epsilon-Pareto
//! set: Papadimitriou and Yannakakis, FOCS 2000). Each time what is dropped is beaten to within a side, so the sides add up to the distance.

use std::collections::BTreeMap;

use crate::course::{Course, Ground};
use crate::frontier::Point;
use crate::grow::{candidates, grown};
use crate::limit::{Clock, Limit};
use crate::maxima::{Rows, descending, maxima};
use crate::problem::{Party, Problem};

/// Partial packages to go on with: what beats what takes a sweep for two parties, a staircase for three, comparisons for more.
const SWEPT: usize = 200_000;
const COMPARED: usize = 5_000;
/// The same of candidates for the next layer.
const CANDIDATES: usize = 100_000;
/// Halvings of a party's range that make the finest cells.
const FINEST: i32 = 14;

/// Points of acceptable packages, none beating another, and a distance as a part of each party's range: whatever package leaves every party
/// at least that much over its reservation value, a point of these gives nobody less by more than that. `None` where the time is up, or the
/// distance would be the whole range.
pub(crate) fn coarse(problem: &Problem, limit: &Limit<'_>) -> Option<(Vec<Point>, f64)> {
    let most = if problem.parties.len() <= 3 { SWEPT } else { COMPARED };
    of_most(problem, most, limit)
}

/// The same with at most so many partial packages to go on with.
fn of_most(problem: &Problem, most: usize, limit: &Limit<'_>) -> Option<(Vec<Point>, f64)> {
    let ranges: Vec<i128> = problem.parties.iter().map(Party::range).collect();
    let spent = vec![0; ranges.len()];
    let mut course = Coarse { ground: Ground::new(problem), limit, most, ranges, halvings: FINEST, spent };
    let found = grown(problem, &mut course, limit)?;
    // Rounded up: never nearer than it is.
    let share =
        |(spent, range): (&i128, &i128)| if *spent == 0 { 0.0 } else { (*spent as f64 / *range as f64) * (1.0 + 4.0 * f64::EPSILON) };
    let within = course.spent.iter().zip(&course.ranges).map(share).fold(0.0, f64::max);
    (within < 1.0).then(|| (found.points().map(|it| it.1).collect(), within))
}

struct Coarse<'p> {
    ground: Ground<'p>,
    limit: &'p Limit<'p>,
    most: usize,
    /// What the best package gives each party over the worst.
    ranges: Vec<i128>,
    /// Of the cells' last sides.
    halvings: i32,
    /// By party: by how much less what was kept may give than what was dropped.
    spent: Vec<i128>,
}

impl Coarse<'_> {
    /// How many rows may go on from an issue.
    fn most(&self, issue: usize) -> usize {
        let width = self.ground.problem.parties.len();
        let next = self.ground.problem.issues.get(issue + 1).map_or(1, |it| it.options.len());
        let most = if width <= 3 { self.most } else { self.most.min(CANDIDATES / next) };
        most.min(candidates::<u64>(width, self.limit) / next).max(1)
    }

    /// The sides of cells: how many utilities stand in one.
    fn sides(&self) -> Vec<i128> {
        self.ranges.iter().map(|range| (range >> self.halvings).max(1)).collect()
    }

    /// One row for each cell that no other beats, of one key: the first in order of each.
    fn of_cells(&self, rows: &Rows<'_>, group: &[u32], sides: &[i128], clock: &mut Clock<'_>) -> Option<Vec<u32>> {
        let mut cells: BTreeMap<Vec<i128>, u32> = BTreeMap::new();
        for n in group {
            let cell = rows.row(*n as usize).iter().zip(sides).map(|(value, side)| value.div_euclid(*side));
            cells.entry(cell.collect()).or_insert(*n);
        }
        let values: Vec<i128> = cells.keys().flatten().copied().collect();
        let cells: Vec<u32> = cells.into_values().collect();
        let of_cells = Rows { values: &values, width: rows.width };
        let mut sorted: Vec<u32> = (0..cells.len() as u32).collect();
        sorted.sort_unstable_by(|a, b| descending(of_cells.row(*a as usize), of_cells.row(*b as usize)));
        Some(maxima(&of_cells, &sorted, clock)?.into_iter().map(|at| cells[at as usize]).collect())
    }
}

impl Course for Coarse<'_> {
    /// Which exclusions hold so far.
    type Key = u64;

    fn begin(&self) -> Vec<u64> {
        vec![0]
    }

    fn step(&self, key: u64, issue: usize, option: usize) -> Option<u64> {
        self.ground.step(key, issue, option)
    }

    fn hopes(&self, _: u64, issue: usize, utilities: &[i128]) -> bool {
        self.ground.all_reach(issue, utilities)
    }

    fn thin(&mut self, issue: usize, rows: &Rows<'_>, keys: &[u64], clock: &mut Clock<'_>) -> Option<Vec<u32>> {
        if keys.len() <= self.most(issue) {
            return None;
        }
        let all: Vec<u32> = (0..keys.len() as u32).collect();
        let groups: Vec<&[u32]> = all.chunk_by(|a, b| keys[*a as usize] == keys[*b as usize]).collect();
        while self.halvings > 0 {
            let sides = self.sides();
            let cells: Option<Vec<Vec<u32>>> = groups.iter().map(|it| self.of_cells(rows, it, &sides, clock)).collect();
            let mut left = cells?.concat();
            if left.len() <= self.most(issue) {
                left.sort_unstable();
                self.spent.iter_mut().zip(&sides).for_each(|(spent, side)| *spent += side - 1);
                return Some(left);
            }
            self.halvings -= 1;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Random, all, problem, rounds};

    /// What is said of the distance, of every package.
    #[test]
    fn a_point_is_as_near_as_is_said() {
        let (mut random, mut thinned) = (Random::new(3), 0);
        for round in 0..rounds(300) {
            let mut problem = problem(&mut random, 6, 4);
            // Now and then numbers that are large beside what packages differ by.
            let large = if random.below(2) == 0 { 10_i128.pow(30) } else { 0 };
            for party in &mut problem.parties {
                party.reservation += large - 8;
                party.gives[0].iter_mut().for_each(|it| *it += large);
            }
            let Some((points, within)) = of_most(&problem, 2 + random.below(5), &Limit::default()) else { continue };
            thinned += usize::from(within > 0.0);
            let room: Vec<i128> = problem.parties.iter().map(|it| (within * it.range() as f64) as i128).collect();
            let packages = all(&problem);
            for package in packages.iter().filter(|it| it.breaks == 0) {
                let gains = || package.utilities.iter().zip(&problem.parties).map(|(utility, party)| utility - party.reservation);
                let near = |it: &Point| it.utilities.iter().zip(&package.utilities).zip(&room).all(|((a, b), room)| a + room >= *b);
                if gains().zip(&room).all(|(gain, room)| gain >= *room) {
                    assert!(points.iter().any(near), "round {round}, within {within}: {problem:?}");
                }
            }
            let acceptable = |it: &Point| packages.iter().any(|other| other.options == it.package && other.is_acceptable(&problem));
            assert!(points.iter().all(acceptable), "round {round}");
        }
        assert!(thinned > 30, "{thinned}");
    }
}
