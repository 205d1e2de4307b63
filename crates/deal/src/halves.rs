//! How many packages every party would accept, by their halves: the issues are dealt out to two sets, the partial packages of each are made,
//! equal ones merged and hopeless ones dropped, and then the pairs are counted that together reach every reservation value. So 10^12
//! packages of many issues cost what twice 10^6 do (meeting in the middle: Horowitz and Sahni, Journal of the ACM 21, 1974).

use std::collections::BTreeMap;

use num_bigint::BigUint;
use num_traits::PrimInt;

use crate::dominance::{Points, WIDEST, pairs};
use crate::exclusion::Exclusion;
use crate::limit::{Clock, Limit};
use crate::problem::{Party, Problem};

/// Steps, roughly, that counting may cost.
const WORK: u64 = 4_000_000_000;
/// Sums under this fit in eight bytes, with room to subtract them.
const SMALL: u128 = 1 << 61;
/// Sets of exclusions that may be open in one half.
const KEYS: usize = 4_096;
/// In so many forms a half is held at a time: made, merged, as rows, parted and sorted.
const FORMS: usize = 10;

/// The packages that no exclusion forbids and every party accepts; `None` where more than six parties may be left without their reservation
/// value, the halves would be too large, or the counting too long.
pub(crate) fn acceptable(problem: &Problem, limit: &Limit<'_>) -> Option<BigUint> {
    let most = |it: &Party| it.gives.iter().flatten().chain([&it.reservation]).map(|it| it.unsigned_abs()).max().unwrap_or(0);
    let small = problem.parties.iter().all(|it| most(it) < SMALL / (problem.issues.len() as u128 + 1));
    if small { counted::<i64>(problem, limit) } else { counted::<i128>(problem, limit) }
}

fn counted<V: PrimInt>(problem: &Problem, limit: &Limit<'_>) -> Option<BigUint> {
    let (one, other) = dealt_out(problem);
    let astride = astride(problem, &one);
    // A party that every package satisfies has no say.
    let binds = |p: &usize| problem.parties[*p].least() < problem.parties[*p].reservation;
    let binding: Vec<usize> = (0..problem.parties.len()).filter(binds).collect();
    if binding.len() > WIDEST {
        return None;
    }
    let of = |issues: &[usize]| Half { problem, issues, astride, binding: &binding, limit }.partial::<V>();
    let (highs, mut lows) = (of(&one)?, of(&other)?);
    let layers = binding.len().saturating_sub(1) as u32;
    let cost = |rows: usize| 16 + rows as u64 * u64::from(rows.max(2).ilog2()).pow(layers);
    let mut work = 0;
    for (key, high) in &highs {
        let compatible = lows.iter().filter(|(against, _)| *against & key == 0);
        work += compatible.map(|(_, low)| cost(high.weights.len() + low.weights.len())).sum::<u64>();
        if work > WORK || limit.over() {
            return None;
        }
    }
    let reserved: Vec<V> = binding.iter().map(|p| V::from(problem.parties[*p].reservation)).collect::<Option<_>>()?;
    lows.values_mut().for_each(|it| asked_of_the_other(it, &reserved));
    let mut clock = Clock::new(limit);
    let mut found = BigUint::default();
    for (key, high) in &highs {
        for (_, low) in lows.iter().filter(|(against, _)| *against & key == 0) {
            found += pairs(binding.len(), high, low, &mut clock)?;
        }
    }
    Some(found)
}

/// Turns what one half gives into what the other half has to give, in ascending order again.
fn asked_of_the_other<V: PrimInt>(points: &mut Points<V>, reserved: &[V]) {
    points.weights.reverse();
    points.values.reverse();
    for row in points.values.chunks_exact_mut(reserved.len().max(1)) {
        row.reverse();
        row.iter_mut().zip(reserved).for_each(|(value, reserved)| *value = *reserved - *value);
    }
}

/// Two sets of issues with about as many partial packages: the issue with most options left to the set that has fewer.
fn dealt_out(problem: &Problem) -> (Vec<usize>, Vec<usize>) {
    let options = |issue: &usize| problem.issues[*issue].options.len();
    let mut order: Vec<usize> = (0..problem.issues.len()).collect();
    order.sort_by_key(|issue| std::cmp::Reverse(options(issue)));
    let mut sets = [(BigUint::from(1u8), Vec::new()), (BigUint::from(1u8), Vec::new())];
    for issue in order {
        let set = &mut sets[usize::from(sets[1].0 < sets[0].0)];
        set.0 *= options(&issue);
        set.1.push(issue);
    }
    let [(_, mut one), (_, mut other)] = sets;
    one.sort_unstable();
    other.sort_unstable();
    (one, other)
}

/// The exclusions that meet issues of this set and others, as bits.
fn astride(problem: &Problem, set: &[usize]) -> u64 {
    let across = |it: &Exclusion| it.parts.iter().any(|it| set.contains(&it.0)) && !it.parts.iter().all(|it| set.contains(&it.0));
    problem.exclusions.iter().enumerate().filter(|(_, it)| across(it)).map(|(n, _)| 1 << n).sum()
}

struct Half<'p> {
    problem: &'p Problem,
    issues: &'p [usize],
    /// Exclusions that meet both halves.
    astride: u64,
    /// Parties that some package leaves without their reservation value.
    binding: &'p [usize],
    limit: &'p Limit<'p>,
}

impl Half<'_> {
    /// Partial packages by which exclusions that meet both halves hold in all that this half has of them.
    fn partial<V: PrimInt>(&self) -> Option<BTreeMap<u64, Points<V>>> {
        let width = self.binding.len();
        let most = |issue: usize, p: usize| self.problem.parties[p].gives[issue].iter().copied().max().unwrap_or(0);
        // The most that what is still open can give, this half's issues and the other's.
        let mut open: Vec<i128> = self.binding.iter().map(|&p| (0..self.problem.issues.len()).map(|issue| most(issue, p)).sum()).collect();
        let start = Points { values: vec![V::zero(); width], weights: vec![1] };
        let mut layer = BTreeMap::from([(self.astride, start)]);
        for &issue in self.issues {
            self.binding.iter().zip(&mut open).for_each(|(&p, open)| *open -= most(issue, p));
            layer = self.extended(&layer, issue, &open)?;
        }
        Some(layer)
    }

    fn extended<V: PrimInt>(&self, layer: &BTreeMap<u64, Points<V>>, issue: usize, open: &[i128]) -> Option<BTreeMap<u64, Points<V>>> {
        let touching = self.problem.touching(issue);
        let (across, inside) = (touching.only(self.astride), touching.only(!self.astride));
        let mut next: BTreeMap<u64, Points<V>> = BTreeMap::new();
        // What each party still lacks behind this issue at most, to be gone on with.
        let lacks = |(p, open): (&usize, &i128)| V::from(self.problem.parties[*p].reservation - open);
        let least: Vec<V> = self.binding.iter().zip(open).map(lacks).collect::<Option<_>>()?;
        let most = self.limit.bytes / (FORMS * (self.binding.len() * size_of::<V>() + size_of::<u64>()));
        let mut held = 0;
        let mut row = Vec::with_capacity(self.binding.len());
        for (key, points) in layer {
            for option in 0..self.problem.issues[issue].options.len() {
                if held + points.weights.len() > most || next.len() > KEYS || self.limit.over() {
                    return None;
                }
                let Some(key) = inside.step(*key, option) else { continue };
                let to = next.entry(key & !across.ended(option)).or_insert_with(|| Points { values: Vec::new(), weights: Vec::new() });
                let gives: Vec<V> =
                    self.binding.iter().map(|p| V::from(self.problem.parties[*p].gives[issue][option])).collect::<Option<_>>()?;
                for (n, weight) in points.weights.iter().enumerate() {
                    let own = &points.values[n * self.binding.len()..(n + 1) * self.binding.len()];
                    row.clear();
                    row.extend(own.iter().zip(&gives).map(|(have, gives)| *have + *gives));
                    if row.iter().zip(&least).all(|(have, least)| have >= least) {
                        held += 1;
                        to.values.extend_from_slice(&row);
                        to.weights.push(*weight);
                    }
                }
            }
        }
        next.into_iter().map(|(key, points)| Some((key, merged(&points, self.binding.len())?))).collect()
    }
}

/// Equal rows as one, in ascending order; `None` where there are more packages than eight bytes count.
fn merged<V: PrimInt>(points: &Points<V>, width: usize) -> Option<Points<V>> {
    let row = |n: u32| &points.values[n as usize * width..(n as usize + 1) * width];
    let mut order: Vec<u32> = (0..u32::try_from(points.weights.len()).ok()?).collect();
    order.sort_unstable_by(|a, b| row(*a).cmp(row(*b)));
    let mut out = Points { values: Vec::with_capacity(points.values.len()), weights: Vec::with_capacity(points.weights.len()) };
    let mut all: u64 = 0;
    for same in order.chunk_by(|a, b| row(*a) == row(*b)) {
        let weight = same.iter().try_fold(0u64, |sum, n| sum.checked_add(points.weights[*n as usize]))?;
        all = all.checked_add(weight)?;
        out.values.extend_from_slice(row(same[0]));
        out.weights.push(weight);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::{Count, by_branches};
    use crate::problem::{Issue, Party};
    use crate::random::{Random, problem};

    /// 10 x 3 x 2^124 packages: more than sixteen bytes count.
    #[test]
    fn more_packages_than_sixteen_bytes_count_are_counted() {
        let options: Vec<usize> = [vec![10, 3], vec![2; 124]].concat();
        let gives = options.iter().map(|it| (0..*it).map(|k| if *it == 2 { k as i128 } else { 0 }).collect()).collect();
        let exclusions = (0..3).map(|k| Exclusion::of_pairs(format!("e{k}"), &[(0, k), (1, k)])).collect();
        let issues = options.iter().map(|it| Issue { name: "i".to_owned(), options: vec!["o".to_owned(); *it] }).collect();
        let party = Party { name: "p".to_owned(), reservation: 57, gives, scale: 1 };
        let problem = Problem { parties: vec![party], issues, exclusions }.checked().unwrap();
        let found = acceptable(&problem, &Limit::default()).unwrap().to_string();
        assert_eq!(found, "481417812581748337910590471927491814035");
    }

    /// Sixty thousand options on many rows: more than there is room for, and no room is made for them.
    #[test]
    fn what_does_not_fit_is_not_held() {
        let options: Vec<usize> = [vec![2; 28], vec![60_000]].concat();
        let gives = |(issue, options): (usize, &usize)| (0..*options).map(|k| if k == 1 { 1 << issue } else { 0 }).collect();
        let party = Party { name: "p".to_owned(), reservation: 1 << 27, gives: options.iter().enumerate().map(gives).collect(), scale: 1 };
        let issues = options.iter().map(|it| Issue { name: "i".to_owned(), options: vec!["o".to_owned(); *it] }).collect();
        let problem = Problem { parties: vec![party], issues, exclusions: Vec::new() }.checked().unwrap();
        assert_eq!(acceptable(&problem, &Limit::new(1 << 20, Limit::default().watch)), None);
    }

    #[test]
    fn halves_count_what_branches_count() {
        let (mut random, mut counted) = (Random::new(7), 0);
        for round in 0..1_000 {
            let problem = problem(&mut random, 7, 7);
            let Some(found) = acceptable(&problem, &Limit::default()) else { continue };
            counted += 1;
            assert_eq!(Count::Exact(found), by_branches(&problem, u64::MAX, &Limit::default()), "round {round}: {problem:?}");
        }
        assert!(counted > 900, "{counted}");
    }
}
