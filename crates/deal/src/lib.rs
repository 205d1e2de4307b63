//! DEAL. Logic only, from statements: which packages nothing on file excludes, and what excludes the rest; that never calls a package
//! acceptable. With preferences, from a fictional case or a domain file: what all could accept, exactly (`answer`).
#![deny(clippy::disallowed_methods)]

mod answer;
mod count;
mod domain;
mod filed;
mod frontier;
mod json;
mod maxima;
mod points;
mod problem;

pub use answer::answer;
pub use count::{Count, acceptable};
pub use domain::{Kind, Source, from_files, kind};
pub use filed::of_case;
pub use frontier::{Point, frontier};
pub use json::from_json;
pub use points::{Named, egalitarian, kalai_smorodinsky, nash, utilitarian};
pub use problem::{Exclusion, Issue, Party, Problem, Unfit, decimal, scaled};

use armistice_types::assessment::{Assessment, Position};
use armistice_types::case::{Case, Issue as CaseIssue, IssueKey, OptionKey, RoleKind, Track};
use armistice_types::coded::Stance;
use armistice_types::deal::{Ruled, TrackPackages};

/// Per track, in case order. An option is ruled out by the standing, binding own words of a party that must assent.
#[must_use]
pub fn packages(case: &Case, assessment: &Assessment) -> Vec<TrackPackages> {
    case.tracks.iter().map(|track| of_track(case, assessment, track)).collect()
}

fn of_track(case: &Case, assessment: &Assessment, track: &Track) -> TrackPackages {
    let issues: Vec<&CaseIssue> = case.issues.iter().filter(|issue| issue.track == track.id && !issue.options.is_empty()).collect();
    let ruled_out: Vec<Ruled> = assessment.positions.iter().filter(|it| rules_out(case, track, it)).filter_map(ruled).collect();
    let standing: Vec<(IssueKey, Vec<OptionKey>)> = issues
        .iter()
        .map(|issue| {
            let left = issue
                .options
                .iter()
                .map(|row| row.id.clone())
                .filter(|id| !ruled_out.iter().any(|it| it.issue == issue.id && it.option == *id));
            (issue.id.clone(), left.collect())
        })
        .collect();
    let all = issues.iter().map(|issue| issue.options.len() as u128).product::<u128>();
    let closed = standing.iter().filter(|(_, left)| left.is_empty()).map(|(id, _)| id.clone()).collect();
    let not_excluded = count(case, &standing);
    TrackPackages {
        track: track.id.clone(),
        packages: all.to_string(),
        not_excluded: not_excluded.to_string(),
        standing,
        ruled_out,
        closed,
    }
}

fn rules_out(case: &Case, track: &Track, position: &Position) -> bool {
    let party = case.roles.iter().any(|row| row.track == track.id && row.actor == position.actor && row.role == RoleKind::MustAssent);
    let here = case.issue(&position.issue).is_some_and(|issue| issue.track == track.id);
    party
        && here
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

/// Packages of standing options that no exclusion of the case forbids: issues that exclusions touch are enumerated, the others multiply.
fn count(case: &Case, standing: &[(IssueKey, Vec<OptionKey>)]) -> u128 {
    let here = |issue: &IssueKey| standing.iter().any(|(id, _)| id == issue);
    let exclusions: Vec<&[(IssueKey, OptionKey)]> =
        case.exclusions.iter().map(|row| row.options.as_slice()).filter(|pairs| pairs.iter().all(|(issue, _)| here(issue))).collect();
    let touched = |issue: &IssueKey| exclusions.iter().any(|pairs| pairs.iter().any(|(it, _)| it == issue));
    let free: u128 = standing.iter().filter(|(issue, _)| !touched(issue)).map(|(_, left)| left.len() as u128).product();
    let bound: Vec<&(IssueKey, Vec<OptionKey>)> = standing.iter().filter(|(issue, _)| touched(issue)).collect();
    free * combinations(&bound, &exclusions, &mut Vec::new())
}

fn combinations<'a>(
    left: &[&'a (IssueKey, Vec<OptionKey>)],
    exclusions: &[&[(IssueKey, OptionKey)]],
    chosen: &mut Vec<(&'a IssueKey, &'a OptionKey)>,
) -> u128 {
    let forbidden = |pairs: &&&[(IssueKey, OptionKey)]| {
        pairs.iter().all(|(issue, option)| chosen.iter().any(|(it, picked)| *it == issue && *picked == option))
    };
    if exclusions.iter().any(|pairs| forbidden(&pairs)) {
        return 0;
    }
    let Some((first, rest)) = left.split_first() else { return 1 };
    let mut total = 0;
    for option in &first.1 {
        chosen.push((&first.0, option));
        total += combinations(rest, exclusions, chosen);
        chosen.pop();
    }
    total
}
