//! GeniusWeb JSON: a profile a party (`LinearAdditiveUtilitySpace`), each with the domain inside; a domain file beside them is not needed.
//!
//! An option gives `weight · utility` as written; numbers in a range lie on the line between the utilities of its ends. The reservation
//! value is the utility of the reservation bid, 0 without one.

use std::borrow::Cow;
use std::collections::BTreeSet;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use serde_json::Value;

use super::sound::{VALUES, bare, sound};
use super::table::{Log, Room, Row, listed, once, problem, quoted};
use super::{Source, number};
use crate::problem::{Issue, Problem, Unfit};

const SPACE: [&str; 2] = ["LinearAdditiveUtilitySpace", "linearadditiveutilityspace"];
const OTHER: [&str; 3] = ["SumOfGroupsUtilitySpace", "PartialOrdering", "DefaultPartialOrdering"];
const DISCRETE: [&str; 2] = ["DiscreteValueSetUtilities", "discreteutils"];
const NUMBERS: [&str; 2] = ["NumberValueSetUtilities", "numberutils"];

/// Do the keys that a file has say GeniusWeb?
pub(super) fn is(has: impl Fn(&str) -> bool) -> bool {
    has("issuesValues") || SPACE.iter().chain(&OTHER).any(|key| has(key))
}

fn first<'v>(from: &'v Value, keys: &[&str]) -> Option<&'v Value> {
    keys.iter().find_map(|key| from.get(*key))
}

pub(super) fn read(files: &[Source<'_>]) -> Result<(Problem, Vec<String>), Unfit> {
    let mut log = Log::default();
    let mut left = VALUES;
    let roots: Vec<(&Source<'_>, Value)> = files.iter().filter_map(|file| Some((file, root(file, &mut left, &mut log)?))).collect();
    for (file, _) in roots.iter().filter(|(_, it)| first(it, &OTHER).is_some()) {
        log.mistake(|| format!("{}: preferences that are not additive are not solved yet", file.name));
    }
    log.checked()?;
    let profiles: Vec<(&Source<'_>, &Value)> = roots.iter().filter_map(|(file, it)| Some((*file, first(it, &SPACE)?))).collect();
    let Some((first_file, profile)) = profiles.first() else {
        let names = listed(roots.iter().map(|it| it.0.name));
        return Err(Unfit(format!("no profile (LinearAdditiveUtilitySpace) among {names}: one a party is needed")));
    };
    let inside = profile.pointer("/domain/issuesValues").map(|it| (*first_file, "domain.issuesValues", it));
    let beside: Vec<_> = roots.iter().filter_map(|(file, it)| Some((*file, "issuesValues", it.get("issuesValues")?))).collect();
    if let (None, [_, _, ..]) = (inside, &beside[..]) {
        let names = listed(beside.iter().map(|it| it.0.name));
        return Err(Unfit(format!("{names} hold issues without weights: which is the domain? Leave one")));
    }
    let Some((file, at, domain)) = inside.or_else(|| beside.first().copied()) else {
        return Err(Unfit(format!("{}: domain.issuesValues is missing, and there is no domain file", first_file.name)));
    };
    let Value::Object(domain) = domain else {
        return Err(Unfit(format!("{}: {at} is no object: {{issue: {{\"values\": [option]}}}} is needed", file.name)));
    };
    let mut room = Room::new(profiles.len());
    let issue = |(name, it): (&String, &Value)| issue(file, &format!("{at}.{name}"), name, it, &mut room, &mut log);
    let issues: Vec<Issue> = domain.iter().filter_map(issue).collect();
    log.checked()?;
    let rows = profiles.iter().map(|(file, it)| row(file, it, &issues, &mut log)).collect();
    problem(issues, rows, log)
}

/// A file as JSON; a mistake with line and column where it is none, or one that is too large.
pub(super) fn root(file: &Source<'_>, left: &mut usize, log: &mut Log) -> Option<Value> {
    let text = bare(file.text);
    let found = sound(text, left).and_then(|()| serde_json::from_str(text));
    found.map_err(|err| log.mistake(|| format!("{}: {err}", file.name))).ok()
}

/// A number at a place in a file; 0 and a mistake where it is none.
pub(super) fn numeric(file: &Source<'_>, place: impl FnOnce() -> String, it: &Value, log: &mut Log) -> BigRational {
    let found = match it {
        Value::Number(it) => number::number(&it.to_string()),
        Value::String(it) => number::number(it),
        _ => None,
    };
    found.unwrap_or_else(|| {
        log.mistake(|| format!("{}: {}: {} is not a number of at most 30 digits", file.name, place(), quoted(&it.to_string())));
        BigRational::zero()
    })
}

/// An option's name: a text, or a number as written.
fn text(it: &Value) -> Cow<'_, str> {
    it.as_str().map_or_else(|| it.to_string().into(), Cow::Borrowed)
}

fn issue(file: &Source<'_>, at: &str, name: &str, it: &Value, room: &mut Room, log: &mut Log) -> Option<Issue> {
    let place = || format!("{}: {at}", file.name);
    if let Some(Value::Array(values)) = it.get("values") {
        let options = once(values.iter().map(text), |n| format!("{}: {at}.values[{n}]", file.name), log);
        return room.takes(name, options.len(), place, log).then(|| Issue { name: name.to_owned(), options });
    }
    let Some(Value::Array(range)) = it.get("range") else {
        log.mistake(|| format!("{}: `values`, a list of options, or `range` [low, high, step] is needed", place()));
        return None;
    };
    let numbers: Vec<BigRational> = range.iter().take(4).map(|it| numeric(file, || format!("{at}.range"), it, log)).collect();
    let Some(steps) = Steps::of(&numbers) else {
        log.mistake(|| format!("{}.range: [low, high, step] is needed: three numbers, the step over 0, low at most high", place()));
        return None;
    };
    let count = steps.count.to_usize().unwrap_or(usize::MAX);
    room.takes(name, count, place, log).then(|| Issue { name: name.to_owned(), options: (0..count).map(|n| steps.option(n)).collect() })
}

/// A range [low, high, step] on one denominator, and how many values it has.
struct Steps {
    low: BigInt,
    step: BigInt,
    denominator: BigInt,
    count: BigInt,
}

impl Steps {
    fn of(range: &[BigRational]) -> Option<Self> {
        let [low, high, step] = range else { return None };
        if !step.is_positive() || low > high {
            return None;
        }
        let denominator = low.denom().lcm(step.denom());
        let whole = |it: &BigRational| (it * &denominator).to_integer();
        Some(Self { low: whole(low), step: whole(step), count: ((high - low) / step).to_integer() + 1, denominator })
    }

    /// A value as a decimal.
    fn option(&self, n: usize) -> String {
        let at = &self.low + &self.step * n;
        if (&at % &self.denominator).is_zero() {
            return (at / &self.denominator).to_string();
        }
        BigRational::new(at, self.denominator.clone()).to_f64().map_or_else(String::new, |it| it.to_string())
    }
}

fn row(file: &Source<'_>, profile: &Value, issues: &[Issue], log: &mut Log) -> Row {
    let known: BTreeSet<&str> = issues.iter().map(|it| it.name.as_str()).collect();
    for key in ["issueWeights", "issueUtilities"] {
        strangers(file, key, profile.get(key).unwrap_or(&Value::Null), &known, "domain", log);
    }
    if !issues.iter().any(|it| profile.get("issueUtilities").is_some_and(|row| row.get(&it.name).is_some())) {
        log.mistake(|| format!("{}: issueUtilities has no issue of the domain: is it a profile of another domain?", file.name));
    }
    let gives: Vec<Vec<BigRational>> = issues.iter().map(|issue| contributions(file, profile, issue, log)).collect();
    let bid = profile.get("reservationBid").and_then(|it| first(it, &["issuevalues", "issuesValues", "issueValues"]));
    let bid = bid.unwrap_or(&Value::Null);
    strangers(file, "reservationBid", bid, &known, "domain", log);
    let mut reservation = BigRational::zero();
    for (issue, gives) in issues.iter().zip(&gives) {
        let Some(value) = bid.get(&issue.name) else { continue };
        match issue.options.iter().position(|it| *it == text(value)) {
            Some(at) => reservation += &gives[at],
            None => log.mistake(|| {
                let value = value.to_string();
                format!("{}: reservationBid: issue `{}` has no option {}", file.name, issue.name, quoted(&value))
            }),
        }
    }
    Row { name: file.stem(), reservation, gives }
}

/// Names the keys of an object that nobody asks for.
pub(super) fn strangers(file: &Source<'_>, place: &str, map: &Value, known: &BTreeSet<&str>, of: &str, log: &mut Log) {
    for name in map.as_object().into_iter().flatten().map(|it| it.0).filter(|name| !known.contains(name.as_str())) {
        log.note(|| format!("{}: {place}.{name} is not in the {of} and counts nothing", file.name));
    }
}

fn contributions(file: &Source<'_>, profile: &Value, issue: &Issue, log: &mut Log) -> Vec<BigRational> {
    let name = &issue.name;
    let zero = || vec![BigRational::zero(); issue.options.len()];
    let Some(weight) = profile.get("issueWeights").and_then(|it| it.get(name)) else {
        log.note(|| format!("{}: issueWeights.{name} is missing: the issue counts 0", file.name));
        return zero();
    };
    let weight = numeric(file, || format!("issueWeights.{name}"), weight, log);
    let utilities = profile.get("issueUtilities").and_then(|it| it.get(name));
    let Some(utilities) = utilities else {
        log.note(|| format!("{}: issueUtilities.{name} is missing: the issue counts 0", file.name));
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
    let known: BTreeSet<&str> = issue.options.iter().map(String::as_str).collect();
    strangers(file, place, values, &known, "issue", log);
    let score = |option: &String| match values.get(option) {
        Some(it) => numeric(file, || format!("{place}.{option}"), it, log) * weight,
        None => {
            log.note(|| format!("{}: {place}.{option} is missing and counts 0", file.name));
            BigRational::zero()
        }
    };
    issue.options.iter().map(score).collect()
}

/// On the line from the utility of the lowest value to that of the highest.
fn line(file: &Source<'_>, found: &Value, issue: &Issue, weight: &BigRational, log: &mut Log) -> Vec<BigRational> {
    let place = |key: &str| format!("issueUtilities.{}.{key}", issue.name);
    let mut of = |key: &str| numeric(file, || place(key), found.get(key).unwrap_or(&Value::Null), log);
    let (low, high) = (of("lowValue"), of("highValue"));
    let (least, most) = (of("lowUtility"), of("highUtility"));
    let width = &high - &low;
    let score = |option: &String| {
        let at = number::number(option).unwrap_or_else(|| {
            let issue = &issue.name;
            log.mistake(|| {
                format!(
                    "{}: issueUtilities.{issue}: option `{option}` is no number, and has no place between lowValue and highValue",
                    file.name
                )
            });
            low.clone()
        });
        if width.is_zero() { &least * weight } else { (&least + (&most - &least) * (at - &low) / &width) * weight }
    };
    issue.options.iter().map(score).collect()
}
