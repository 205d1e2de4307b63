//! What one use of the search over packages asks of partial ones, and what every use needs of a problem.

use crate::exclusion::Touching;
use crate::limit::Clock;
use crate::maxima::{Rows, maxima};
use crate::problem::{Problem, suffix};

/// What one search asks of partial packages.
pub(crate) trait Course {
    /// What two partial packages must share to be compared.
    type Key: Copy + Ord;

    /// The keys before any issue.
    fn begin(&self) -> Vec<Self::Key>;

    /// The key behind one more option; `None` where no package goes on from there.
    fn step(&self, key: Self::Key, issue: usize, option: usize) -> Option<Self::Key>;

    /// May utilities up to and with this issue lead to anything that is looked for?
    fn hopes(&self, key: Self::Key, issue: usize, utilities: &[i128]) -> bool;

    /// Of rows of one key in descending order, no two equal, those to keep, in that order; `None` where the limit is reached.
    fn keep(&self, rows: &Rows<'_>, sorted: &[u32], clock: &mut Clock<'_>) -> Option<Vec<u32>> {
        maxima(rows, sorted, clock)
    }

    /// Shall the ways back of all equal rows be held, not of the first alone?
    fn all_ways(&self) -> bool {
        false
    }

    /// Which of a layer's rows to go on with, where not all, each with its key: places in order.
    fn thin(&mut self, _issue: usize, _rows: &Rows<'_>, _keys: &[Self::Key], _clock: &mut Clock<'_>) -> Option<Vec<u32>> {
        None
    }
}

/// A problem with what every course needs of it: where exclusions stand, and the most that the issues still open can give.
pub(crate) struct Ground<'p> {
    pub(crate) problem: &'p Problem,
    touching: Vec<Touching>,
    /// By party and issue: the most from there to the end.
    pub(crate) highest: Vec<Vec<i128>>,
}

impl<'p> Ground<'p> {
    pub(crate) fn new(problem: &'p Problem) -> Self {
        let most = |row: &Vec<i128>| *row.iter().max().unwrap_or(&0);
        Self {
            problem,
            touching: (0..problem.issues.len()).map(|issue| problem.touching(issue)).collect(),
            highest: problem.parties.iter().map(|it| suffix(it.gives.iter().map(most))).collect(),
        }
    }

    /// Which exclusions hold behind one more option; `None` where one holds whole.
    pub(crate) fn step(&self, key: u64, issue: usize, option: usize) -> Option<u64> {
        self.touching[issue].step(key, option)
    }

    /// The same, and the exclusions that hold whole.
    pub(crate) fn met(&self, key: u64, issue: usize, option: usize) -> (u64, u64) {
        self.touching[issue].met(key, option)
    }

    /// Can this party still get what it has without a deal?
    pub(crate) fn reaches(&self, party: usize, issue: usize, utilities: &[i128]) -> bool {
        utilities[party] + self.highest[party][issue + 1] >= self.problem.parties[party].reservation
    }

    /// Can every party? What beats an acceptable package is acceptable itself, so what cannot may be dropped.
    pub(crate) fn all_reach(&self, issue: usize, utilities: &[i128]) -> bool {
        (0..utilities.len()).all(|party| self.reaches(party, issue, utilities))
    }
}
