//! Our own JSON of a problem: `{"issues": [{"name", "options": []}], "parties": [{"name", "reservation", "weights": {issue: w}, "scores":
//! {issue: {option: s}}}]}`, and `"exclusions": [{issue: option, …}]` beside it. Numbers are taken as written, not by way of floating point.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::problem::{Exclusion, Issue, Party, Problem, Unfit, decimal, scaled};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<'a> {
    issues: Vec<IssueRow>,
    #[serde(borrow)]
    parties: Vec<PartyRow<'a>>,
    #[serde(default)]
    exclusions: Vec<BTreeMap<String, String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IssueRow {
    name: String,
    options: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PartyRow<'a> {
    name: String,
    #[serde(borrow, default)]
    reservation: Option<&'a RawValue>,
    #[serde(borrow)]
    weights: BTreeMap<String, &'a RawValue>,
    #[serde(borrow)]
    scores: BTreeMap<String, BTreeMap<String, &'a RawValue>>,
}

/// A problem from our own JSON. A weight that is left out is 1, a score 0, a reservation 0.
///
/// # Errors
/// What is wrong, with line and column where the JSON itself is, and by name where it names what is not there.
pub fn from_json(text: &str) -> Result<Problem, Unfit> {
    let file: File<'_> = serde_json::from_str(text).map_err(|err| Unfit(err.to_string()))?;
    let issues: Vec<Issue> = file.issues.iter().map(|it| Issue { name: it.name.clone(), options: it.options.clone() }).collect();
    let mut places = 0;
    for party in &file.parties {
        known(&issues, party)?;
        for (issue, scores) in &party.scores {
            let weight = party.weights.get(issue).map_or(Ok((1, 0)), |it| number(it))?;
            for score in scores.values() {
                places = places.max(weight.1 + number(score)?.1);
            }
        }
        places = places.max(party.reservation.map_or(Ok((0, 0)), number)?.1);
    }
    let too_long = || Unfit("numbers are too long to be exact: use fewer digits".to_owned());
    let scale = 10_i128.checked_pow(places).ok_or_else(too_long)?;
    let parties = file.parties.iter().map(|it| party(&issues, it, places, scale)).collect::<Result<Vec<_>, _>>()?;
    let exclusions = file.exclusions.iter().enumerate().map(|(n, it)| exclusion(&issues, n, it)).collect::<Result<Vec<_>, _>>()?;
    Problem { parties, issues, exclusions }.checked()
}

/// Does every issue and option that a party names exist?
fn known(issues: &[Issue], party: &PartyRow<'_>) -> Result<(), Unfit> {
    let find = |name: &str| {
        issues.iter().find(|it| it.name == name).ok_or_else(|| Unfit(format!("party `{}`: no issue is called `{name}`", party.name)))
    };
    for name in party.weights.keys() {
        find(name)?;
    }
    for (name, scores) in &party.scores {
        let issue = find(name)?;
        if let Some(option) = scores.keys().find(|it| !issue.options.contains(it)) {
            return Err(Unfit(format!(
                "party `{}`: issue `{name}` has no option `{option}`; it has {}",
                party.name,
                issue.options.join(", ")
            )));
        }
    }
    Ok(())
}

fn number(raw: &RawValue) -> Result<(i128, u32), Unfit> {
    decimal(raw.get().trim_matches('"')).ok_or_else(|| Unfit(format!("{} is not a number of at most 30 digits", raw.get())))
}

fn party(issues: &[Issue], it: &PartyRow<'_>, places: u32, scale: i128) -> Result<Party, Unfit> {
    let too_long = || Unfit(format!("party `{}`: numbers are too long to be exact", it.name));
    let gives = |issue: &Issue, option: &String| -> Result<i128, Unfit> {
        let weight = it.weights.get(&issue.name).map_or(Ok((1, 0)), |it| number(it))?;
        let score = it.scores.get(&issue.name).and_then(|scores| scores.get(option)).map_or(Ok((0, 0)), |it| number(it))?;
        let product = weight.0.checked_mul(score.0).and_then(|digits| scaled((digits, weight.1 + score.1), places)).ok_or_else(too_long)?;
        if product.unsigned_abs() < 10_u128.pow(30) { Ok(product) } else { Err(too_long()) }
    };
    let rows = issues.iter().map(|issue| issue.options.iter().map(|option| gives(issue, option)).collect::<Result<Vec<_>, _>>());
    let reservation = it.reservation.map_or(Ok((0, 0)), number)?;
    Ok(Party {
        name: it.name.clone(),
        reservation: scaled(reservation, places).ok_or_else(too_long)?,
        gives: rows.collect::<Result<_, _>>()?,
        scale,
    })
}

fn exclusion(issues: &[Issue], n: usize, it: &BTreeMap<String, String>) -> Result<Exclusion, Unfit> {
    let mut pairs = Vec::new();
    for (issue, option) in it {
        let at = issues.iter().position(|row| row.name == *issue);
        let place = at.and_then(|at| Some((at, issues[at].options.iter().position(|row| row == option)?)));
        pairs.push(place.ok_or_else(|| Unfit(format!("exclusion {}: `{issue}` has no option `{option}`", n + 1)))?);
    }
    pairs.sort_unstable();
    let names: Vec<String> = it.iter().map(|(issue, option)| format!("{issue}: {option}")).collect();
    Ok((names.join(" with "), pairs))
}
