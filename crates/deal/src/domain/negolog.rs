//! NegoLog JSON: a profile a party, `{"reservationValue", "issueWeights": {issue: w}, "issues": {issue: {option: utility}}}`. An option gives
//! `weight · utility` as written; issues and options are those of the first profile.

use std::collections::BTreeSet;

use num_rational::BigRational;
use num_traits::Zero;
use serde_json::Value;

use super::Source;
use super::sound::VALUES;
use super::table::{Log, Room, Row, problem};
use super::web::{numeric, options, root, strangers};
use crate::problem::{Issue, Problem, Unfit};

pub(super) fn read(files: &[Source<'_>]) -> Result<(Problem, Vec<String>), Unfit> {
    let mut log = Log::default();
    let mut left = VALUES;
    let roots: Vec<(&Source<'_>, Value)> = files.iter().filter_map(|file| Some((file, root(file, &mut left, &mut log)?))).collect();
    for (file, _) in roots.iter().filter(|(_, it)| !it["issues"].is_object()) {
        log.mistake(|| format!("{}: issues is missing, or no object: {{issue: {{option: utility}}}} is needed", file.name));
    }
    log.checked()?;
    let Some((file, Value::Object(domain))) = roots.first().map(|(file, it)| (file, &it["issues"])) else {
        return Err(Unfit("no profile with `issues` among the files".to_owned()));
    };
    let mut room = Room::new(roots.len());
    let issue = |(name, it): (&String, &Value)| {
        let options: Vec<String> = it.as_object().map(|it| it.keys().cloned().collect()).unwrap_or_default();
        let place = || format!("{}: issues.{name}", file.name);
        room.takes(name, options.len(), place, &mut log).then(|| Issue { name: name.clone(), options })
    };
    let issues: Vec<Issue> = domain.iter().filter_map(issue).collect();
    log.checked()?;
    let rows = roots.iter().map(|(file, it)| row(file, it, &issues, &mut log)).collect();
    problem(issues, rows, log)
}

fn row(file: &Source<'_>, profile: &Value, issues: &[Issue], log: &mut Log) -> Row {
    let known: BTreeSet<&str> = issues.iter().map(|it| it.name.as_str()).collect();
    if !issues.iter().any(|it| profile["issues"].get(&it.name).is_some()) {
        log.mistake(|| format!("{}: no issue of the first profile is in it: is it a profile of another domain?", file.name));
    }
    let gives = issues.iter().map(|issue| {
        let name = &issue.name;
        match profile["issueWeights"].get(name) {
            Some(weight) => {
                let weight = numeric(file, || format!("issueWeights.{name}"), weight, log);
                options(file, &format!("issues.{name}"), &profile["issues"][name], issue, &weight, log)
            }
            None => {
                log.note(|| format!("{}: issueWeights.{name} is missing: the issue counts 0", file.name));
                vec![BigRational::zero(); issue.options.len()]
            }
        }
    });
    let gives = gives.collect();
    for key in ["issueWeights", "issues"] {
        strangers(file, key, &profile[key], &known, "first profile", log);
    }
    let reservation = match profile.get("reservationValue") {
        Some(it) => numeric(file, || "reservationValue".to_owned(), it, log),
        None => BigRational::zero(),
    };
    Row { name: file.stem(), reservation, gives }
}
