//! GeniusWeb JSON: a profile a party (`LinearAdditiveUtilitySpace`), each with the domain inside; a domain file beside them is not needed.
//!
//! An option gives `weight · utility` as written; numbers in a range lie on the line between the utilities of its ends. The reservation
//! value is the utility of the reservation bid, 0 without one.

use num_rational::BigRational;
use num_traits::{Signed, Zero};
use serde_json::{Map, Value};

use super::table::{Log, OPTIONS, Row, fits, problem};
use super::{Source, number};
use crate::problem::{Issue, Problem, Unfit};

const SPACE: [&str; 2] = ["LinearAdditiveUtilitySpace", "linearadditiveutilityspace"];
const OTHER: [&str; 3] = ["SumOfGroupsUtilitySpace", "PartialOrdering", "DefaultPartialOrdering"];
const DISCRETE: [&str; 2] = ["DiscreteValueSetUtilities", "discreteutils"];
const NUMBERS: [&str; 2] = ["NumberValueSetUtilities", "numberutils"];

/// Do the keys say GeniusWeb?
pub(super) fn is(root: &Map<String, Value>) -> bool {
    root.contains_key("issuesValues") || SPACE.iter().chain(&OTHER).any(|key| root.contains_key(*key))
}

fn first<'v>(from: &'v Value, keys: &[&str]) -> Option<&'v Value> {
    keys.iter().find_map(|key| from.get(*key))
}

pub(super) fn read(files: &[Source<'_>]) -> Result<(Problem, Vec<String>), Unfit> {
    let mut log = Log::default();
    let roots: Vec<(&Source<'_>, Value)> = files.iter().filter_map(|file| Some((file, root(file, &mut log)?))).collect();
    for (file, _) in roots.iter().filter(|(_, it)| first(it, &OTHER).is_some()) {
        log.mistake(format!("{}: preferences that are not additive are not solved yet", file.name));
    }
    log.checked()?;
    let profiles: Vec<(&Source<'_>, &Value)> = roots.iter().filter_map(|(file, it)| Some((*file, first(it, &SPACE)?))).collect();
    let Some((file, profile)) = profiles.first() else {
        return Err(Unfit("no profile (LinearAdditiveUtilitySpace) among the files: one a party is needed".to_owned()));
    };
    let domain = profile.pointer("/domain/issuesValues").or_else(|| roots.iter().find_map(|(_, it)| it.get("issuesValues")));
    let Some(Value::Object(domain)) = domain else {
        return Err(Unfit(format!("{}: domain.issuesValues is missing, and there is no domain file", file.name)));
    };
    let issues: Vec<Issue> = domain.iter().filter_map(|(name, it)| issue(file, name, it, &mut log)).collect();
    log.checked()?;
    fits(&issues, profiles.len())?;
    let rows = profiles.iter().map(|(file, it)| row(file, it, &issues, &mut log)).collect();
    problem(issues, rows, log)
}

/// A file as JSON; a mistake with line and column where it is none.
pub(super) fn root(file: &Source<'_>, log: &mut Log) -> Option<Value> {
    let found = serde_json::from_str(file.text.trim_start_matches('\u{feff}'));
    found.map_err(|err| log.mistake(format!("{}: {err}", file.name))).ok()
}

/// A number at a place in a file; 0 and a mistake where it is none.
pub(super) fn numeric(file: &Source<'_>, place: &str, it: &Value, log: &mut Log) -> BigRational {
    let text = match it {
        Value::Number(it) => it.to_string(),
        Value::String(it) => it.clone(),
        other => other.to_string(),
    };
    number::number(&text).unwrap_or_else(|| {
        log.mistake(format!("{}: {place}: {it} is not a number of at most 30 digits", file.name));
        BigRational::zero()
    })
}

/// An option's name: a text, or a number as written.
fn text(it: &Value) -> String {
    it.as_str().map_or_else(|| it.to_string(), str::to_owned)
}

fn issue(file: &Source<'_>, name: &str, it: &Value, log: &mut Log) -> Option<Issue> {
    let options: Vec<String> = if let Some(Value::Array(values)) = it.get("values") {
        values.iter().map(text).collect()
    } else if let Some(Value::Array(range)) = it.get("range") {
        let numbers: Vec<BigRational> = range.iter().map(|it| numeric(file, &format!("range of `{name}`"), it, log)).collect();
        steps(&numbers)
    } else {
        Vec::new()
    };
    if options.is_empty() || options.len() > OPTIONS {
        log.mistake(format!("{}: issue `{name}` needs `values` or `range` [low, high, step] with 1 to {OPTIONS} options", file.name));
        return None;
    }
    Some(Issue { name: name.to_owned(), options })
}

/// The values of a range [low, high, step]; none where it is not one, or too long.
fn steps(range: &[BigRational]) -> Vec<String> {
    let [low, high, step] = range else { return Vec::new() };
    if !step.is_positive() || high < low || (high - low) / step >= BigRational::from_integer(OPTIONS.into()) {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut at = low.clone();
    while at <= *high {
        out.push(shown(&at));
        at += step;
    }
    out
}

/// A fraction of a power of ten as a decimal.
fn shown(it: &BigRational) -> String {
    if it.is_integer() {
        it.to_integer().to_string()
    } else {
        num_traits::ToPrimitive::to_f64(it).map_or_else(String::new, |it| it.to_string())
    }
}

fn row(file: &Source<'_>, profile: &Value, issues: &[Issue], log: &mut Log) -> Row {
    let gives: Vec<Vec<BigRational>> = issues.iter().map(|issue| contributions(file, profile, issue, log)).collect();
    let mut reservation = BigRational::zero();
    if let Some(Value::Object(bid)) =
        profile.get("reservationBid").and_then(|it| first(it, &["issuevalues", "issuesValues", "issueValues"]))
    {
        for (issue, gives) in issues.iter().zip(&gives) {
            let Some(value) = bid.get(&issue.name) else { continue };
            match issue.options.iter().position(|it| *it == text(value)) {
                Some(at) => reservation += &gives[at],
                None => log.mistake(format!("{}: reservationBid: issue `{}` has no option {value}", file.name, issue.name)),
            }
        }
    }
    Row { name: file.stem(), reservation, gives }
}

fn contributions(file: &Source<'_>, profile: &Value, issue: &Issue, log: &mut Log) -> Vec<BigRational> {
    let name = &issue.name;
    let zero = || vec![BigRational::zero(); issue.options.len()];
    let Some(weight) = profile.get("issueWeights").and_then(|it| it.get(name)) else {
        log.note(format!("{}: issueWeights.{name} is missing: the issue counts 0", file.name));
        return zero();
    };
    let weight = numeric(file, &format!("issueWeights.{name}"), weight, log);
    let utilities = profile.get("issueUtilities").and_then(|it| it.get(name));
    let Some(utilities) = utilities else {
        log.note(format!("{}: issueUtilities.{name} is missing: the issue counts 0", file.name));
        return zero();
    };
    if let Some(found) = first(utilities, &NUMBERS) {
        return line(file, found, issue, &weight, log);
    }
    let values = first(utilities, &DISCRETE).unwrap_or(utilities);
    let values = values.get("valueUtilities").unwrap_or(values);
    options(file, &format!("issueUtilities.{name}"), values, issue, &weight, log)
}

/// `weight · utility`, an option; the place is that of the map from option to utility.
pub(super) fn options(
    file: &Source<'_>,
    place: &str,
    values: &Value,
    issue: &Issue,
    weight: &BigRational,
    log: &mut Log,
) -> Vec<BigRational> {
    let score = |option: &String| match values.get(option) {
        Some(it) => numeric(file, &format!("{place}.{option}"), it, log) * weight,
        None => {
            log.note(format!("{}: {place}.{option} is missing and counts 0", file.name));
            BigRational::zero()
        }
    };
    issue.options.iter().map(score).collect()
}

/// On the line from the utility of the lowest value to that of the highest.
fn line(file: &Source<'_>, found: &Value, issue: &Issue, weight: &BigRational, log: &mut Log) -> Vec<BigRational> {
    let place = |key: &str| format!("issueUtilities.{}.{key}", issue.name);
    let mut of = |key: &str| numeric(file, &place(key), found.get(key).unwrap_or(&Value::Null), log);
    let (low, high) = (of("lowValue"), of("highValue"));
    let (least, most) = (of("lowUtility"), of("highUtility"));
    let width = &high - &low;
    let score = |option: &String| {
        let at = number::number(option).unwrap_or_else(|| low.clone());
        if width.is_zero() { &least * weight } else { (&least + (&most - &least) * (at - &low) / &width) * weight }
    };
    issue.options.iter().map(score).collect()
}
