//! NegoLog JSON: a profile a party, `{"reservationValue", "issueWeights": {issue: w}, "issues": {issue: {option: utility}}}`. An option gives
//! `weight · utility` as written; issues and options are those of the first profile.

use num_rational::BigRational;
use num_traits::Zero;
use serde_json::Value;

use super::Source;
use super::table::{Log, OPTIONS, Row, fits, problem};
use super::web::{numeric, options, root};
use crate::problem::{Issue, Problem, Unfit};

pub(super) fn read(files: &[Source<'_>]) -> Result<(Problem, Vec<String>), Unfit> {
    let mut log = Log::default();
    let roots: Vec<(&Source<'_>, Value)> = files.iter().filter_map(|file| Some((file, root(file, &mut log)?))).collect();
    log.checked()?;
    let Some((file, Value::Object(domain))) = roots.first().map(|(file, it)| (file, &it["issues"])) else {
        return Err(Unfit("no profile with `issues` among the files".to_owned()));
    };
    let issue = |(name, it): (&String, &Value)| {
        let options: Vec<String> = it.as_object().map(|it| it.keys().cloned().collect()).unwrap_or_default();
        if options.is_empty() || options.len() > OPTIONS {
            log.mistake(format!("{}: issues.{name} has {} options; 1 to {OPTIONS} are worked on", file.name, options.len()));
        }
        Issue { name: name.clone(), options }
    };
    let issues: Vec<Issue> = domain.iter().map(issue).collect();
    log.checked()?;
    fits(&issues, roots.len())?;
    let rows = roots.iter().map(|(file, it)| row(file, it, &issues, &mut log)).collect();
    problem(issues, rows, log)
}

fn row(file: &Source<'_>, profile: &Value, issues: &[Issue], log: &mut Log) -> Row {
    let gives = issues.iter().map(|issue| {
        let name = &issue.name;
        match profile["issueWeights"].get(name) {
            Some(weight) => {
                let weight = numeric(file, &format!("issueWeights.{name}"), weight, log);
                options(file, &format!("issues.{name}"), &profile["issues"][name], issue, &weight, log)
            }
            None => {
                log.note(format!("{}: issueWeights.{name} is missing: the issue counts 0", file.name));
                vec![BigRational::zero(); issue.options.len()]
            }
        }
    });
    let gives = gives.collect();
    let strangers = profile["issues"].as_object().into_iter().flatten().filter(|(name, _)| !issues.iter().any(|it| it.name == **name));
    for (name, _) in strangers {
        log.note(format!("{}: issues.{name} is not in the first profile and counts nothing", file.name));
    }
    let reservation = match profile.get("reservationValue") {
        Some(it) => numeric(file, "reservationValue", it, log),
        None => BigRational::zero(),
    };
    Row { name: file.stem(), reservation, gives }
}
