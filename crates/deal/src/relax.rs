//! The smallest sets of what stands in the way of a deal: exclusions that would have to go, parties that would have to come down. Every
//! package breaks some exclusions and leaves some parties short, and a set opens the way where a package breaks nothing beyond it; so the
//! smallest sets are the smallest that packages break (minimal correction sets: Liffiton and Sakallah, Journal of Automated Reasoning 40,
//! 2008). Found by the search of `grow` with sets of one thing, then two, and so on, until none is left that a larger one could add.

use std::cell::Cell;
use std::collections::BTreeMap;

use num_bigint::BigInt;

use crate::course::{Course, Ground};
use crate::frontier::Point;
use crate::grow::grown;
use crate::lack::Lack;
use crate::limit::{Limit, Stage};
use crate::problem::Problem;

/// Sets of parties that are tried at one time, and sets that are found.
const STARTS: usize = 1_000;
const FOUND: usize = 200;

/// What stands in the way: exclusions and parties as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Set {
    pub(crate) parties: u64,
    pub(crate) exclusions: u64,
}

impl Set {
    pub(crate) fn size(self) -> u32 {
        self.parties.count_ones() + self.exclusions.count_ones()
    }

    fn holds(self, other: Self) -> bool {
        other.parties & !self.parties == 0 && other.exclusions & !self.exclusions == 0
    }
}

/// Smallest sets, each with the point that it opens at which parties lack least; and up to what size all sets are known, where not all are.
pub(crate) struct Relaxed {
    pub(crate) sets: Vec<(Set, Point)>,
    pub(crate) up_to: Option<u32>,
}

/// All smallest sets, by size, then parties, then exclusions, in their order.
pub(crate) fn relaxed(problem: &Problem, limit: &Limit<'_>) -> Relaxed {
    let (mut out, lack) = (Relaxed { sets: Vec::new(), up_to: None }, Lack::new(problem));
    for most in 1..=(problem.parties.len() + problem.exclusions.len()) as u32 {
        limit.watch.told(Stage::Sets(most as usize));
        let known: Vec<Set> = out.sets.iter().map(|it| it.0).collect();
        let Some(starts) = starts(problem.parties.len(), most, &known) else {
            out.up_to = Some(most - 1);
            break;
        };
        let more = Cell::new((most as usize) < problem.parties.len());
        let mut course = Relaxing { ground: Ground::new(problem), most, known: &known, starts, more: &more };
        let Some(found) = grown(problem, &mut course, limit) else {
            out.up_to = Some(most - 1);
            break;
        };
        let mut least: BTreeMap<Set, ((BigInt, Vec<usize>), Point)> = BTreeMap::new();
        for (key, point) in found.points() {
            if least.len() >= FOUND && !least.contains_key(&key.broken) {
                out.up_to = Some(most - 1);
                continue;
            }
            let order = lack.order(&point);
            if least.get(&key.broken).is_none_or(|it| order < it.0) {
                least.insert(key.broken, (order, point));
            }
        }
        out.sets.extend(least.into_iter().map(|(set, (_, point))| (set, point)));
        if !more.get() {
            break;
        }
        if out.up_to.is_some() || out.sets.len() > FOUND {
            out.up_to = out.up_to.or(Some(most));
            break;
        }
    }
    out
}

/// Sets of so many parties at most that hold no known set; `None` where there are too many.
fn starts(parties: usize, most: u32, known: &[Set]) -> Option<Vec<u64>> {
    let (mut out, mut last) = (vec![0u64], vec![0u64]);
    for _ in 0..most {
        let larger = |set: &u64| {
            let (set, from) = (*set, u64::BITS - set.leading_zeros());
            (from as usize..parties).map(move |party| set | 1 << party)
        };
        last = last.iter().flat_map(larger).collect();
        last.retain(|set| !known.iter().any(|it| Set { parties: *set, exclusions: 0 }.holds(*it)));
        out.extend(&last);
        if out.len() > STARTS {
            return None;
        }
    }
    Some(out)
}

/// What is broken so far, and which exclusions hold so far.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    broken: Set,
    open: u64,
}

struct Relaxing<'p> {
    ground: Ground<'p>,
    /// Things in a set.
    most: u32,
    /// Sets that no other need hold.
    known: &'p [Set],
    /// Sets of parties that are let go short.
    starts: Vec<u64>,
    /// Could larger sets open the way too?
    more: &'p Cell<bool>,
}

impl Course for Relaxing<'_> {
    type Key = Key;

    fn begin(&self) -> Vec<Key> {
        self.starts.iter().map(|parties| Key { broken: Set { parties: *parties, exclusions: 0 }, open: 0 }).collect()
    }

    fn step(&self, key: Key, issue: usize, option: usize) -> Option<Key> {
        let (open, whole) = self.ground.met(key.open, issue, option);
        let broken = Set { exclusions: key.broken.exclusions | whole, ..key.broken };
        if whole != 0 && self.known.iter().any(|it| broken.holds(*it)) {
            return None;
        }
        if broken.size() > self.most {
            self.more.set(true);
            return None;
        }
        Some(Key { broken, open })
    }

    fn hopes(&self, key: Key, issue: usize, utilities: &[i128]) -> bool {
        (0..utilities.len()).all(|party| key.broken.parties & 1 << party != 0 || self.ground.reaches(party, issue, utilities))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Random, all, problem, rounds};

    #[test]
    fn sets_are_the_smallest_that_packages_break() {
        let (mut random, mut several) = (Random::new(5), 0);
        for round in 0..rounds(600) {
            let mut problem = problem(&mut random, 4, 4);
            problem.parties.iter_mut().for_each(|it| it.reservation += 6);
            let packages = all(&problem);
            if packages.iter().any(|it| it.is_acceptable(&problem)) {
                continue;
            }
            let broken = |it: &crate::random::Package| Set { parties: it.short(&problem), exclusions: it.breaks };
            let every: Vec<Set> = packages.iter().map(broken).collect();
            let mut want: Vec<Set> =
                every.iter().copied().filter(|it| !every.iter().any(|other| other != it && it.holds(*other))).collect();
            want.sort_by_key(|it| (it.size(), *it));
            want.dedup();
            several += usize::from(want.len() > 1 && want.iter().any(|it| it.size() > 1));
            let found = relaxed(&problem, &Limit::default());
            let sets: Vec<Set> = found.sets.iter().map(|it| it.0).collect();
            assert_eq!((sets, found.up_to), (want, None), "round {round}: {problem:?}");
            let lack = Lack::new(&problem);
            for (set, point) in &found.sets {
                let opened = packages.iter().filter(|it| set.holds(broken(it)));
                let as_point = |it: &crate::random::Package| Point {
                    utilities: it.utilities.clone(),
                    package: it.options.clone(),
                    packages: 1u8.into(),
                };
                let least = opened.map(as_point).min_by_key(|it| lack.order(it)).unwrap();
                assert_eq!(lack.order(&least).0, lack.order(point).0, "round {round}: {problem:?}");
                assert!(packages.iter().any(|it| it.options == point.package && it.utilities == point.utilities), "round {round}");
            }
        }
        assert!(several > 50, "{several}");
    }
}
