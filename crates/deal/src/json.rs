//! Our own JSON of a problem: `{"issues": [{"name", "options": []}], "parties": [{"name", "reservation", "weights": {issue: w}, "scores":
//! {issue: {option: s}}}]}`, and `"exclusions": [{issue: option, …}]` beside it. Numbers are taken as written, not by way of floating point.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::estimates::{Estimate, Estimates, Number};
use crate::problem::{Exclusion, Issue, Problem, Unfit};

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

/// A problem from our own JSON: the middles, where numbers are given as ranges or distributions.
///
/// # Errors
/// As [`estimates`].
pub fn from_json(text: &str) -> Result<Problem, Unfit> {
    estimates(text)?.middle()
}

/// Preferences from our own JSON. A number may be a range, `[low, high]`, or a distribution, `{"mean": m, "sd": s}`. A weight that is left
/// out is 1, a score 0, a reservation 0.
///
/// # Errors
/// What is wrong, with line and column where the JSON itself is, and by name where it names what is not there.
pub fn estimates(text: &str) -> Result<Estimates, Unfit> {
    let file: File<'_> = serde_json::from_str(text).map_err(|err| Unfit(err.to_string()))?;
    let issues: Vec<Issue> = file.issues.iter().map(|it| Issue { name: it.name.clone(), options: it.options.clone() }).collect();
    file.parties.iter().try_for_each(|it| known(&issues, it))?;
    let parties = file.parties.iter().map(|it| estimate(&issues, it)).collect::<Result<Vec<_>, _>>()?;
    let exclusions = file.exclusions.iter().enumerate().map(|(n, it)| exclusion(&issues, n, it)).collect::<Result<Vec<_>, _>>()?;
    Ok(Estimates { issues, parties, exclusions })
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

fn number(raw: &RawValue) -> Result<Number, Unfit> {
    Number::of(raw.get())
}

fn estimate(issues: &[Issue], it: &PartyRow<'_>) -> Result<Estimate, Unfit> {
    let weight = |issue: &Issue| it.weights.get(&issue.name).map_or(Ok(Number::Exact((1, 0))), |it| number(it));
    let score = |issue: &Issue, option: &String| {
        it.scores.get(&issue.name).and_then(|scores| scores.get(option)).map_or(Ok(Number::Exact((0, 0))), |it| number(it))
    };
    let scores = issues.iter().map(|issue| issue.options.iter().map(|option| score(issue, option)).collect::<Result<Vec<_>, _>>());
    Ok(Estimate {
        name: it.name.clone(),
        reservation: vec![("reservation value".to_owned(), it.reservation.map_or(Ok(Number::Exact((0, 0))), number)?)],
        weights: issues.iter().map(weight).collect::<Result<_, _>>()?,
        scores: scores.collect::<Result<_, _>>()?,
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
