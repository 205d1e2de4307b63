//! A profile of Genius XML: what each option of the domain gives one party.

use std::collections::{BTreeMap, BTreeSet};

use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use roxmltree::Node;

use super::genius::{File, Range};
use super::number;
use super::table::{Log, Row, quoted};
use crate::problem::Issue;

pub(super) fn profile(file: &File<'_>, ranges: &[Range], log: &mut Log) -> Row {
    let own = issues(file, ranges, log);
    let weights = weights(file, &own, ranges, log);
    let mut gives = Vec::new();
    let mut sum = BigRational::zero();
    for range in ranges {
        let name = &range.issue.name;
        let zero = || vec![BigRational::zero(); range.issue.options.len()];
        let Some(node) = own.get(name.as_str()) else {
            log.note(|| format!("{}: nothing on issue `{name}`, which counts 0", file.source.name));
            gives.push(zero());
            continue;
        };
        let Some(weight) = weights.get(node.attribute("index").unwrap_or(&range.index)) else {
            log.note(|| format!("{}: issue `{name}` has no weight and counts 0", file.place(*node)));
            gives.push(zero());
            continue;
        };
        sum += weight;
        let scores = match range.bounds {
            Some(bounds) => integers(file, *node, bounds, log),
            None => items(file, *node, &range.issue, log),
        };
        gives.push(scores.into_iter().map(|score| score * weight).collect());
    }
    let off = (&sum - BigRational::one()) * BigRational::from_integer(1_000_000_000.into());
    if off.abs() > BigRational::one() {
        let place = file.named("weight").find(|it| it.has_attribute("index")).map_or(file.source.name.to_owned(), |it| file.place(it));
        log.note(|| {
            let shown = num_traits::ToPrimitive::to_f64(&sum).unwrap_or(f64::NAN);
            format!("{place}: weights add up to {shown}, not 1; they are used as written")
        });
    }
    Row { name: file.source.stem(), reservation: reservation(file, log), gives }
}

/// The profile's issues that the domain has, by name.
fn issues<'f>(file: &'f File<'_>, ranges: &[Range], log: &mut Log) -> BTreeMap<&'f str, Node<'f, 'f>> {
    let known: BTreeSet<&str> = ranges.iter().map(|it| it.issue.name.as_str()).collect();
    let mut own = BTreeMap::new();
    for node in file.named("issue") {
        let name = node.attribute("name").unwrap_or_default();
        if !known.contains(name) {
            log.note(|| format!("{}: issue `{name}` is not in the domain and counts nothing", file.place(node)));
        } else if own.contains_key(name) {
            log.note(|| format!("{}: issue `{name}` stands twice, the first counts", file.place(node)));
        } else {
            own.insert(name, node);
        }
    }
    if own.is_empty() {
        log.mistake(|| format!("{}: no issue of the domain is in it: is it a profile of another domain?", file.source.name));
    }
    own
}

/// Weights by the index of their issue.
fn weights<'f>(file: &'f File<'_>, own: &BTreeMap<&str, Node<'_, '_>>, ranges: &[Range], log: &mut Log) -> BTreeMap<&'f str, BigRational> {
    let indices: BTreeSet<&str> =
        own.values().filter_map(|it| it.attribute("index")).chain(ranges.iter().map(|it| it.index.as_str())).collect();
    let mut weights = BTreeMap::new();
    // Other measures (similarity functions) have weights of their own, without an index.
    for node in file.named("weight").filter(|it| it.has_attribute("index")) {
        let index = node.attribute("index").unwrap_or_default();
        let Some(weight) = value(file, node, "value", log) else { continue };
        if !indices.contains(index) {
            log.note(|| format!("{}: no issue has index `{index}`: its weight counts nothing", file.place(node)));
        }
        if weights.insert(index, weight).is_some() {
            log.note(|| format!("{}: index `{index}` has two weights, the last counts", file.place(node)));
        }
    }
    weights
}

fn reservation(file: &File<'_>, log: &mut Log) -> BigRational {
    let Some(node) = file.named("reservation").next() else { return BigRational::zero() };
    if !node.has_attribute("value") {
        log.note(|| format!("{}: a reservation without value counts 0", file.place(node)));
    }
    value(file, node, "value", log).unwrap_or_else(BigRational::zero)
}

/// The number in an attribute. `None`, and a mistake, where it is none.
fn value(file: &File<'_>, node: Node<'_, '_>, attribute: &str, log: &mut Log) -> Option<BigRational> {
    let text = node.attribute(attribute)?;
    let found = number::number(text);
    if found.is_none() {
        log.mistake(|| format!("{}: {attribute} `{}` is not a number of at most 30 digits", file.place(node), quoted(text)));
    }
    found
}

/// `evaluation / greatest evaluation`, an option.
fn items(file: &File<'_>, node: Node<'_, '_>, issue: &Issue, log: &mut Log) -> Vec<BigRational> {
    let known: BTreeSet<&str> = issue.options.iter().map(String::as_str).collect();
    let mut found: BTreeMap<&str, BigRational> = BTreeMap::new();
    for item in node.children().filter(|it| it.has_tag_name("item")) {
        let Some(evaluation) = value(file, item, "evaluation", log) else { continue };
        let option = item.attribute("value").unwrap_or_default();
        if found.insert(option, evaluation).is_some() {
            log.note(|| format!("{}: option `{option}` stands twice, the last counts", file.place(item)));
        }
        if !known.contains(option) {
            log.note(|| format!("{}: option `{option}` is not in the domain and counts nothing", file.place(item)));
        }
    }
    let most = found.values().max().cloned().unwrap_or_else(BigRational::zero);
    if most.is_negative() {
        log.note(|| format!("{}, issue `{}`: no evaluation is over 0, and all count 0", file.place(node), issue.name));
    }
    let score = |option: &String| match found.get(option.as_str()) {
        Some(evaluation) if most.is_positive() => evaluation / &most,
        Some(_) => BigRational::zero(),
        None => {
            log.note(|| format!("{}, issue `{}`: option `{option}` has no evaluation and counts 0", file.place(node), issue.name));
            BigRational::zero()
        }
    };
    issue.options.iter().map(score).collect()
}

/// `offset + slope · (value − lowest)` between 0 and 1, a value.
fn integers(file: &File<'_>, node: Node<'_, '_>, (low, high): (i64, i64), log: &mut Log) -> Vec<BigRational> {
    let Some(evaluator) = node.children().find(|it| it.has_tag_name("evaluator")) else {
        log.note(|| format!("{}: an integer issue without evaluator counts 0", file.place(node)));
        return (low..=high).map(|_| BigRational::zero()).collect();
    };
    if let Some(other) = evaluator.attribute("ftype").filter(|it| *it != "linear") {
        log.mistake(|| format!("{}: evaluators of type `{other}` are not worked on, only linear", file.place(evaluator)));
    }
    let mut of = |name: &str| {
        if !evaluator.has_attribute(name) {
            log.note(|| format!("{}: {name} is missing and counts 0", file.place(evaluator)));
        }
        value(file, evaluator, name, log).unwrap_or_else(BigRational::zero)
    };
    let (offset, slope) = (of("offset"), of("slope"));
    let score = |n: i64| (&offset + &slope * BigRational::from_integer((n - low).into())).clamp(BigRational::zero(), BigRational::one());
    (low..=high).map(score).collect()
}
