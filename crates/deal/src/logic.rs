//! Logic only: which packages no statement on file and no exclusion of the case rules out, what rules out the rest, and, where none is
//! left, the smallest sets of what would have to be taken back. Knows no preferences and calls no package acceptable.

use std::collections::{BTreeMap, BTreeSet};

use armistice_types::assessment::{Assessment, Position};
use armistice_types::case::{Case, Issue, IssueKey, OptionKey, RoleKind, TrackKey};
use armistice_types::coded::Stance;
use armistice_types::deal::{Count, Opening, Ruled, TrackPackages};
use num_bigint::BigUint;

use crate::exclusion::{Exclusion, Touching};
use crate::filed::{exclusions, linked};
use crate::problem::EXCLUSIONS;

/// Sets of exclusions that may be open at one time while packages are counted; beyond it there are bounds.
const OPEN: usize = 20_000;
/// Sets of what could be taken back that are tried.
const TRIED: usize = 5_000;

/// Per track in case order, then linked tracks as one. An option is ruled out by the standing, binding own words of a party that must assent.
#[must_use]
pub fn packages(case: &Case, assessment: &Assessment) -> Vec<TrackPackages> {
    let alone = case.tracks.iter().map(|track| vec![track.id.clone()]);
    alone.chain(linked(case)).map(|tracks| of_tracks(case, assessment, tracks)).collect()
}

fn of_tracks(case: &Case, assessment: &Assessment, tracks: Vec<TrackKey>) -> TrackPackages {
    let issues: Vec<&Issue> = case.issues.iter().filter(|issue| tracks.contains(&issue.track) && !issue.options.is_empty()).collect();
    let here = |it: &&Position| issues.iter().any(|issue| issue.id == it.issue && rules_out(case, issue, it));
    let ruled_out: Vec<Ruled> = assessment.positions.iter().filter(here).filter_map(ruled).collect();
    let out: BTreeSet<(&IssueKey, &OptionKey)> = ruled_out.iter().map(|it| (&it.issue, &it.option)).collect();
    let left = |issue: &Issue| issue.options.iter().map(|row| row.id.clone()).filter(|id| !out.contains(&(&issue.id, id))).collect();
    let standing: Vec<(IssueKey, Vec<OptionKey>)> = issues.iter().map(|issue| (issue.id.clone(), left(issue))).collect();
    let space = Space::new(case, &issues);
    let count = possible(&space.without(&out), &space.exclusions);
    let stands = |pairs: &[(IssueKey, OptionKey)]| pairs.iter().all(|(issue, option)| !out.contains(&(issue, option)));
    TrackPackages {
        tracks,
        packages: issues.iter().map(|issue| BigUint::from(issue.options.len())).product::<BigUint>().to_string(),
        openings: if matches!(&count, Count::Exact { exact } if exact == "0") { openings(&space, &ruled_out) } else { Vec::new() },
        not_excluded: count,
        exclusions: space.rows.iter().copied().filter(|n| stands(&case.exclusions[*n].options)).collect(),
        closed: standing.iter().filter(|(_, left)| left.is_empty()).map(|(id, _)| id.clone()).collect(),
        standing,
        ruled_out,
    }
}

fn rules_out(case: &Case, issue: &Issue, position: &Position) -> bool {
    let party = case.roles.iter().any(|row| row.track == issue.track && row.actor == position.actor && row.role == RoleKind::MustAssent);
    party
        && position.moves_position
        && !position.superseded
        && !position.conditional
        && matches!(position.stance, Stance::Rejects | Stance::RefusesToDiscuss)
}

fn ruled(position: &Position) -> Option<Ruled> {
    Some(Ruled {
        issue: position.issue.clone(),
        option: position.option.clone()?,
        by: position.actor.clone(),
        evidence: position.evidence.clone(),
    })
}

/// The issues of some tracks with the exclusions that lie whole within them.
struct Space<'c> {
    issues: &'c [&'c Issue],
    exclusions: Vec<Exclusion>,
    /// Where each exclusion stands in the case file's list.
    rows: Vec<usize>,
}

impl<'c> Space<'c> {
    fn new(case: &Case, issues: &'c [&'c Issue]) -> Self {
        let (rows, exclusions) = exclusions(case, issues).into_iter().unzip();
        Self { issues, exclusions, rows }
    }

    /// Per issue, the places of the options that are not among those ruled out.
    fn without(&self, out: &BTreeSet<(&IssueKey, &OptionKey)>) -> Vec<Vec<usize>> {
        let left = |issue: &&Issue| {
            let row = issue.options.iter().enumerate().filter(|(_, row)| !out.contains(&(&issue.id, &row.id)));
            row.map(|(at, _)| at).collect()
        };
        self.issues.iter().map(left).collect()
    }
}

/// How many packages of these options no exclusion forbids: issue by issue, counted for each set of exclusions that still hold.
fn possible(options: &[Vec<usize>], exclusions: &[Exclusion]) -> Count {
    let most = || options.iter().map(|row| BigUint::from(row.len())).product::<BigUint>();
    let bounds = || Count::Bounds { lower: "0".to_owned(), upper: most().to_string() };
    if exclusions.len() > EXCLUSIONS {
        return bounds();
    }
    let mut open: BTreeMap<u64, BigUint> = BTreeMap::from([(0, BigUint::from(1u8))]);
    for (issue, row) in options.iter().enumerate() {
        let touching = Touching::new(exclusions, issue, row.iter().max().map_or(0, |it| it + 1));
        let (met, free): (Vec<usize>, Vec<usize>) = row.iter().partition(|option| touching.names(**option));
        let mut next: BTreeMap<u64, BigUint> = BTreeMap::new();
        for (key, count) in &open {
            // Options that no exclusion names lead to the same key.
            let many = free.first().map(|option| (*option, free.len()));
            for (option, times) in met.iter().map(|option| (*option, 1)).chain(many) {
                if let Some(key) = touching.step(*key, option) {
                    *next.entry(key).or_default() += count * times;
                }
            }
        }
        if next.len() > OPEN {
            return bounds();
        }
        open = next;
    }
    Count::Exact { exact: open.into_values().sum::<BigUint>().to_string() }
}

/// Something that could be taken back.
#[derive(Clone, Copy)]
enum Item<'r> {
    Option(&'r IssueKey, &'r OptionKey, usize),
    Exclusion(usize),
}

/// Sets of one, two, three and more of what rules packages out, none part of another, after which a package is left; as far as the tries go.
fn openings(space: &Space<'_>, ruled_out: &[Ruled]) -> Vec<Opening> {
    let mut by: BTreeMap<(&IssueKey, &OptionKey), usize> = BTreeMap::new();
    for it in ruled_out {
        *by.entry((&it.issue, &it.option)).or_default() += 1;
    }
    let mut items: Vec<Item<'_>> = by.iter().map(|((issue, option), parties)| Item::Option(issue, option, *parties)).collect();
    items.extend((0..space.exclusions.len()).map(Item::Exclusion));
    let (mut found, mut tried): (Vec<Vec<usize>>, usize) = (Vec::new(), 0);
    let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
    while !sets.is_empty() && tried < TRIED {
        let larger = |set: &Vec<usize>| {
            let set = set.clone();
            (set.last().map_or(0, |it| it + 1)..items.len()).map(move |next| [set.clone(), vec![next]].concat())
        };
        let all: Vec<Vec<usize>> = sets.iter().flat_map(larger).take(TRIED - tried).collect();
        tried += all.len();
        let fresh = all.into_iter().filter(|set| !found.iter().any(|smaller| smaller.iter().all(|it| set.contains(it))));
        let (open, shut): (Vec<_>, Vec<_>) = fresh.collect::<Vec<_>>().into_iter().partition(|set| opens(space, &by, &items, set));
        found.extend(open);
        sets = shut;
    }
    let mut out: Vec<Opening> = found.iter().map(|set| opening(space, &items, set)).collect();
    out.sort_by_key(|it| (it.cost, it.options.len() + it.exclusions.len()));
    out
}

fn opens(space: &Space<'_>, by: &BTreeMap<(&IssueKey, &OptionKey), usize>, items: &[Item<'_>], set: &[usize]) -> bool {
    let mut out: BTreeSet<(&IssueKey, &OptionKey)> = by.keys().copied().collect();
    let mut dropped = BTreeSet::new();
    for at in set {
        match items[*at] {
            Item::Option(issue, option, _) => drop(out.remove(&(issue, option))),
            Item::Exclusion(n) => drop(dropped.insert(n)),
        }
    }
    let kept = space.exclusions.iter().enumerate().filter(|(n, _)| !dropped.contains(n)).map(|(_, it)| it.clone());
    match possible(&space.without(&out), &kept.collect::<Vec<_>>()) {
        Count::Exact { exact } => exact != "0",
        Count::Bounds { .. } => false,
    }
}

fn opening(space: &Space<'_>, items: &[Item<'_>], set: &[usize]) -> Opening {
    let mut out = Opening { options: Vec::new(), exclusions: Vec::new(), cost: 0 };
    for at in set {
        match items[*at] {
            Item::Option(issue, option, parties) => {
                out.options.push((issue.clone(), option.clone()));
                out.cost += parties;
            }
            Item::Exclusion(n) => {
                out.exclusions.push(space.rows[n]);
                out.cost += 1;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(options: &[usize], exclusions: &[&[(usize, usize)]]) -> String {
        let options: Vec<Vec<usize>> = options.iter().map(|n| (0..*n).collect()).collect();
        let exclusions: Vec<Exclusion> = exclusions.iter().map(|pairs| Exclusion::of_pairs("", pairs)).collect();
        match possible(&options, &exclusions) {
            Count::Exact { exact } => exact,
            Count::Bounds { lower, upper } => format!("{lower} to {upper}"),
        }
    }

    #[test]
    fn packages_are_counted_exactly_beyond_any_word() {
        assert_eq!(exact(&[3, 3], &[]), "9");
        assert_eq!(exact(&[3, 3], &[&[(0, 1), (1, 2)]]), "8");
        assert_eq!(exact(&[3, 3, 2], &[&[(0, 1), (1, 2)], &[(1, 2), (2, 0)]]), "14");
        assert_eq!(exact(&[3, 0], &[]), "0");
        assert_eq!(exact(&[10; 50], &[]), format!("1{}", "0".repeat(50)));
        // One package in a hundred has both.
        assert_eq!(exact(&[10; 50], &[&[(0, 0), (49, 9)]]), format!("99{}", "0".repeat(48)));
    }

    #[test]
    fn too_many_exclusions_at_one_time_give_bounds() {
        let pairs: Vec<Vec<(usize, usize)>> = (0..20).map(|n| vec![(n, 0), (39 - n, 0)]).collect();
        let pairs: Vec<&[(usize, usize)]> = pairs.iter().map(Vec::as_slice).collect();
        assert_eq!(exact(&[2; 40], &pairs), format!("0 to {}", 1_u64 << 40));
    }
}
