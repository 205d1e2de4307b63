//! Which single input, if it were wrong, would change whether any package is acceptable to all, and from which value on (switching values,
//! as sensitivity analysis calls them): reservation values, exclusions, and what an option gives a party.

use armistice_types::deal::SwitchingValue;
use num_bigint::BigUint;

use crate::best::best;
use crate::bound::{Goal, Parts};
use crate::count::{Count, by_branches};
use crate::frontier::Point;
use crate::limit::Limit;
use crate::problem::{Party, Problem};
use crate::relax::Relaxed;

/// Inputs that are listed.
const LISTED: usize = 20;
/// Options over all issues and parties up to which what each gives is looked at.
const CELLS: usize = 300;
/// Packages up to which it is.
const PACKAGES: u32 = 10_000_000;
/// What may be looked at for a package without some option.
const WORK: u64 = 400_000;

/// Where none is acceptable: what would open the way by itself; and whether some of it is not found.
pub(crate) fn opening(problem: &Problem, relaxed: &Relaxed, limit: &Limit<'_>) -> (Vec<SwitchingValue>, bool) {
    let (mut out, mut missing) = (Vec::new(), false);
    for (set, point) in relaxed.sets.iter().filter(|it| it.0.size() == 1) {
        if set.parties == 0 {
            let name = problem.exclusions[set.exclusions.trailing_zeros() as usize].name.clone();
            out.push(SwitchingValue { party: None, issue: None, of: Some(name), now: None, at: None, apart: 0.0 });
        } else {
            let party = set.parties.trailing_zeros() as usize;
            out.push(reservation(problem, party, point.utilities[party]));
        }
    }
    if small(problem) {
        for (party, issue, option) in cells(problem) {
            match most_with(problem, party, issue, option, limit) {
                Some(Some(most)) => out.push(gives(problem, (party, issue, option), problem.parties[party].reservation - most)),
                Some(None) => {}
                None => missing = true,
            }
        }
    }
    (nearest_first(out), missing)
}

/// Where some are acceptable: what would close the way by itself; and whether some of it is not found. `ideals` are the greatest gains, by
/// party.
pub(crate) fn closing(problem: &Problem, frontier: &[Point], ideals: &[i128], limit: &Limit<'_>) -> (Vec<SwitchingValue>, bool) {
    let parties = || problem.parties.iter().enumerate();
    let mut out: Vec<SwitchingValue> =
        parties().map(|(n, party)| reservation(problem, n, party.reservation.saturating_add(ideals[n]))).collect();
    let (needed, missing) = if small(problem) { needed(problem, frontier, limit) } else { (Vec::new(), false) };
    for (issue, option) in needed {
        out.extend(parties().map(|(n, _)| gives(problem, (n, issue, option), -ideals[n])));
    }
    (nearest_first(out), missing)
}

/// Are the options few enough to look at what each gives?
pub(crate) fn small(problem: &Problem) -> bool {
    cells(problem).count() <= CELLS && problem.packages() <= PACKAGES.into()
}

fn cells(problem: &Problem) -> impl Iterator<Item = (usize, usize, usize)> {
    let options = |issue: usize| (0..problem.issues[issue].options.len()).map(move |option| (issue, option));
    let all = move || (0..problem.issues.len()).flat_map(options);
    (0..problem.parties.len()).flat_map(move |party| all().map(move |(issue, option)| (party, issue, option)))
}

/// Options that every acceptable package has, by issue; and whether that is not known of some.
fn needed(problem: &Problem, frontier: &[Point], limit: &Limit<'_>) -> (Vec<(usize, usize)>, bool) {
    let (mut out, mut unknown) = (Vec::new(), false);
    let Some(first) = frontier.first() else { return (out, unknown) };
    let everywhere = |issue: &usize| frontier.iter().all(|it| it.package[*issue] == first.package[*issue]);
    for issue in (0..problem.issues.len()).filter(everywhere) {
        let option = first.package[issue];
        let others: Vec<usize> = (0..problem.issues[issue].options.len()).filter(|it| *it != option).collect();
        match if others.is_empty() { Count::Exact(BigUint::ZERO) } else { by_branches(&problem.of_options(issue, &others), WORK, limit) } {
            Count::Exact(n) if n == BigUint::ZERO => out.push((issue, option)),
            Count::Between(lower, _) if lower == BigUint::ZERO => unknown = true,
            _ => {}
        }
    }
    (out, unknown)
}

/// The most that a party gets with an option, every other party content; `Some(None)` where there is no such package, `None` where it is not
/// found.
fn most_with(problem: &Problem, party: usize, issue: usize, option: usize, limit: &Limit<'_>) -> Option<Option<i128>> {
    let mut with = problem.of_options(issue, &[option]);
    with.parties[party].reservation = with.parties[party].least();
    let goal = Goal::of_one(with.parties.len(), party);
    let points = best(&with, &Parts::new(&with), &goal, 1, 1, limit)?;
    Some(points.iter().map(|it| it.utilities[party]).max())
}

fn reservation(problem: &Problem, party: usize, at: i128) -> SwitchingValue {
    value(&problem.parties[party], None, problem.parties[party].reservation, at)
}

fn gives(problem: &Problem, (party, issue, option): (usize, usize, usize), by: i128) -> SwitchingValue {
    let (it, named) = (&problem.parties[party], &problem.issues[issue]);
    let now = it.gives[issue][option];
    value(it, Some((named.name.clone(), named.options[option].clone())), now, now.saturating_add(by))
}

fn value(party: &Party, of: Option<(String, String)>, now: i128, at: i128) -> SwitchingValue {
    let (issue, of) = of.unzip();
    let apart = now.abs_diff(at) as f64 / party.range() as f64;
    SwitchingValue { party: Some(party.name.clone()), issue, of, now: Some(party.shown(now)), at: Some(party.shown(at)), apart }
}

fn nearest_first(mut all: Vec<SwitchingValue>) -> Vec<SwitchingValue> {
    all.sort_by(|a, b| a.apart.total_cmp(&b.apart).then_with(|| a.party.cmp(&b.party)));
    all.truncate(LISTED);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::answer;
    use crate::random::{Random, all, problem, rounds};
    use crate::wish::Wish;

    fn possible(problem: &Problem) -> bool {
        all(problem).iter().any(|it| it.is_acceptable(problem))
    }

    /// The problem with one input changed by so much.
    fn changed(problem: &Problem, input: &SwitchingValue, by: i128) -> Problem {
        let mut out = problem.clone();
        let place = |name: &Option<String>| name.as_ref().map(|it| it[1..].parse::<usize>().unwrap());
        match (place(&input.party), place(&input.issue), place(&input.of)) {
            (Some(party), Some(issue), Some(option)) => out.parties[party].gives[issue][option] += by,
            (Some(party), ..) => out.parties[party].reservation += by,
            _ => out.exclusions.retain(|it| input.of.as_ref() != Some(&it.name)),
        }
        out
    }

    /// Each input listed changes the answer at its value and not a step before; and no input that is nearer is left out.
    #[test]
    fn an_input_changes_the_answer_where_it_is_said_to() {
        let (mut random, mut seen) = (Random::new(23), [0; 2]);
        for round in 0..rounds(300) {
            let mut problem = problem(&mut random, 3, 3);
            problem.parties.iter_mut().for_each(|it| it.scale = 1);
            let before = possible(&problem);
            let found = answer(&problem, Vec::new(), &Wish::default()).unwrap().switching_values;
            for it in &found {
                seen[usize::from(before)] += 1;
                let by = it.now.zip(it.at).map_or(0, |(now, at)| (at - now) as i128);
                let step = by.signum();
                // Where some are acceptable, some still are at the value, and none is beyond it.
                let (still, other) = if before { (by, by + if it.of.is_none() { 1 } else { -1 }) } else { (by - step, by) };
                assert_ne!(possible(&changed(&problem, it, other)), before, "round {round}, {it:?}: {problem:?}");
                assert!(it.now.is_none() || possible(&changed(&problem, it, still)) == before, "round {round}, {it:?}: {problem:?}");
            }
            for party in problem.parties.iter().filter(|_| found.len() < LISTED) {
                let input = value(party, None, 0, 0);
                let changes = (-60..60).any(|by| possible(&changed(&problem, &input, by)) != before);
                let listed = found.iter().any(|it| it.party == input.party && it.of.is_none());
                assert_eq!(listed, changes, "round {round}, {}: {problem:?}", party.name);
            }
        }
        assert!(seen.iter().all(|it| *it > 200), "{seen:?}");
    }
}
