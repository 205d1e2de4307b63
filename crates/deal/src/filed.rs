//! Problems from a case with preferences: track by track, and linked tracks as one.

use std::collections::BTreeSet;

use armistice_types::case::{ActorKey, Case, Issue as CaseIssue, IssueKey, OptionKey, RoleKind, TrackKey};
use armistice_types::deal::CaseDeals;

use crate::answer::answer;
use crate::problem::{Exclusion, Issue, Party, Problem, Unfit, decimal, scaled};
use crate::wish::Wish;

/// One answer a track for which every party has preferences and a reservation value; then one for each set of linked tracks that all have.
/// Empty where the case file holds none: nothing is guessed.
///
/// # Errors
/// Numbers that are none, or too long to be exact; a weight of `wish` for a party that has no part in any of the problems.
pub fn of_case(case: &Case, wish: &Wish<'_>) -> Result<Vec<CaseDeals>, Unfit> {
    let alone: Vec<Vec<TrackKey>> = case.tracks.iter().map(|it| vec![it.id.clone()]).collect();
    let mut out = Vec::new();
    let mut unused: Vec<&(String, String)> = wish.weights.iter().collect();
    for tracks in alone.into_iter().chain(linked(case)) {
        if let Some(problem) = problem(case, &tracks)? {
            let mut notes = vec!["preferences and reservation values: case file (fictional), nobody's own word".to_owned()];
            if tracks.len() > 1 {
                notes.push("linked tracks as one: what a party loses on one it may gain on the other".to_owned());
            }
            let here = |name: &str| problem.parties.iter().any(|it| it.name == name);
            unused.retain(|it| !here(&it.0));
            let weights = wish.weights.iter().filter(|it| here(&it.0)).cloned().collect();
            out.push(CaseDeals { tracks, deals: answer(&problem, notes, &Wish { weights, ..wish.clone() })? });
        }
    }
    match unused.first() {
        Some((name, _)) => Err(Unfit(format!("no party with preferences is called `{name}`"))),
        None => Ok(out),
    }
}

/// Sets of two or more tracks that the case file links, each by order in the file.
pub(crate) fn linked(case: &Case) -> Vec<Vec<TrackKey>> {
    let mut seen: BTreeSet<TrackKey> = BTreeSet::new();
    let mut out = Vec::new();
    for track in &case.tracks {
        let mut set = BTreeSet::from([track.id.clone()]);
        loop {
            let joins = |it: &&armistice_types::case::Track| {
                !set.contains(&it.id)
                    && (it.linked_to.iter().any(|id| set.contains(id))
                        || case.tracks.iter().any(|row| set.contains(&row.id) && row.linked_to.contains(&it.id)))
            };
            let Some(next) = case.tracks.iter().find(joins) else { break };
            set.insert(next.id.clone());
        }
        if set.len() > 1 && !seen.contains(&track.id) {
            seen.extend(set.iter().cloned());
            out.push(case.tracks.iter().map(|it| it.id.clone()).filter(|id| set.contains(id)).collect());
        }
    }
    out
}

/// `None` where a party lacks its reservation value on a track, or has preferences on none of its issues.
fn problem(case: &Case, tracks: &[TrackKey]) -> Result<Option<Problem>, Unfit> {
    let issues: Vec<&CaseIssue> = case.issues.iter().filter(|it| tracks.contains(&it.track) && !it.options.is_empty()).collect();
    let mut parties: Vec<(ActorKey, Vec<TrackKey>)> = Vec::new();
    for row in case.roles.iter().filter(|row| row.role == RoleKind::MustAssent && tracks.contains(&row.track)) {
        match parties.iter_mut().find(|it| it.0 == row.actor) {
            Some(it) if !it.1.contains(&row.track) => it.1.push(row.track.clone()),
            Some(_) => {}
            None => parties.push((row.actor.clone(), vec![row.track.clone()])),
        }
    }
    let prefers = |party: &ActorKey| case.preferences.iter().any(|row| row.party == *party && issues.iter().any(|it| it.id == row.issue));
    let reserved = |party: &ActorKey, track: &TrackKey| case.reservations.iter().any(|row| row.party == *party && row.track == *track);
    let whole = parties.iter().all(|(party, on)| prefers(party) && on.iter().all(|track| reserved(party, track)));
    if issues.is_empty() || parties.is_empty() || !whole {
        return Ok(None);
    }
    let places = places(case)?;
    let too_long = || Unfit("preferences are too long to be exact: use fewer digits".to_owned());
    let one = 10_i128.checked_pow(places).ok_or_else(too_long)?;
    let mut rows = Vec::new();
    for (party, on) in &parties {
        let gives = issues.iter().map(|issue| gives(case, party, issue, places)).collect::<Option<Vec<_>>>().ok_or_else(too_long)?;
        let values = case.reservations.iter().filter(|row| row.party == *party && on.contains(&row.track));
        let reservation = values.map(|row| scaled(decimal(&row.value)?, places)).sum::<Option<i128>>().ok_or_else(too_long)?;
        rows.push(Party {
            name: case.actor(party).map_or_else(|| party.to_string(), |row| row.name.clone()),
            reservation,
            gives,
            scale: one,
        });
    }
    let named = |it: &CaseIssue| Issue { name: it.question.clone(), options: it.options.iter().map(|row| row.label.clone()).collect() };
    let exclusions = exclusions(case, &issues);
    let problem = Problem { parties: rows, issues: issues.iter().map(|it| named(it)).collect(), exclusions };
    problem.checked().map(Some)
}

/// Places behind the point that every product of a weight and a score needs, and every reservation value.
fn places(case: &Case) -> Result<u32, Unfit> {
    let of =
        |text: &str| decimal(text).map(|it| it.1).ok_or_else(|| Unfit(format!("`{text}` is not a number that can be worked on exactly")));
    let mut most = 0;
    for row in &case.preferences {
        let weight = of(&row.weight)?;
        for (_, score) in &row.scores {
            most = most.max(weight + of(score)?);
        }
    }
    for row in &case.reservations {
        most = most.max(of(&row.value)?);
    }
    Ok(most)
}

/// What the options of an issue give a party; nothing where it has no preference on it.
fn gives(case: &Case, party: &ActorKey, issue: &CaseIssue, places: u32) -> Option<Vec<i128>> {
    let row = case.preferences.iter().find(|row| row.party == *party && row.issue == issue.id);
    let of = |option: &OptionKey| -> Option<i128> {
        let Some(row) = row else { return Some(0) };
        let Some((_, score)) = row.scores.iter().find(|(id, _)| id == option) else { return Some(0) };
        let (weight, score) = (decimal(&row.weight)?, decimal(score)?);
        let product = scaled((weight.0.checked_mul(score.0)?, weight.1 + score.1), places)?;
        (product.unsigned_abs() < 10_u128.pow(30)).then_some(product)
    };
    issue.options.iter().map(|row| of(&row.id)).collect()
}

/// Exclusions whose every option stands on these issues, by their reason or their options.
fn exclusions(case: &Case, issues: &[&CaseIssue]) -> Vec<Exclusion> {
    let place = |(issue, option): &(IssueKey, OptionKey)| {
        let at = issues.iter().position(|it| it.id == *issue)?;
        Some((at, issues[at].options.iter().position(|row| row.id == *option)?))
    };
    let row = |it: &armistice_types::case::Exclusion| {
        let mut pairs = it.options.iter().map(place).collect::<Option<Vec<_>>>()?;
        pairs.sort_unstable();
        let names: Vec<String> = it.options.iter().map(|(issue, option)| format!("{issue}.{option}")).collect();
        Some((names.join(" with "), pairs))
    };
    case.exclusions.iter().filter_map(row).collect()
}
