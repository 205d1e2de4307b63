//! Numbers of the case: values with their units, bare values that one option alone has, and how many days a month has.

use armistice_types::case::{Case, Issue, IssueKey, IssueOption, OptionKey};

use super::measures;
use super::words::{all_words, folded_words};
use crate::lexicon::table::Map;

/// How many days a month has, where the case calls one option both "30 days" and "one month"; `None` where its options do not agree.
pub(super) fn month(case: &Case) -> Option<u32> {
    let length = |option: &IssueOption, unit: &str| {
        let texts = std::iter::once(&option.label).chain(&option.cues).map(|text| measures::measured(all_words(text), None));
        let found = texts.filter_map(|words| {
            let at = words.iter().position(|word| word.folded == unit)?;
            words[at.checked_sub(1)?].folded.parse::<u32>().ok()
        });
        found.collect::<Vec<_>>().first().copied().filter(|n| *n > 0)
    };
    let options = case.issues.iter().flat_map(|issue| &issue.options);
    let said: Vec<u32> = options
        .filter_map(|it| Some((length(it, "day")?, length(it, "month")?)))
        .filter(|(days, months)| days % months == 0)
        .map(|(days, months)| days / months)
        .collect();
    said.first().copied().filter(|first| said.iter().all(|it| it == first))
}

/// "60 days": the value with the unit of its issue, where no other issue with that unit has the value.
pub(super) fn measured(case: &Case, issue: &Issue, value: Option<&str>) -> Option<String> {
    let (unit, value) = (issue.unit.as_deref()?, value?);
    let alike = |other: &&Issue| other.unit.as_deref() == Some(unit) && other.options.iter().any(|row| row.value.as_deref() == Some(value));
    (case.issues.iter().filter(alike).count() == 1).then(|| format!("{value} {unit}"))
}

/// The values of options that no other option of the case has, as given or as every label of the issue begins ("15 percent", "Four
/// years"); small counts are no values. Where other options are no numbers ("120 prisoners", "All prisoners"), only values of ten and more.
pub(super) fn numbers(case: &Case) -> Map<String, (IssueKey, OptionKey)> {
    let value = |row: &IssueOption| {
        row.value.clone().or_else(|| folded_words(&row.label).into_iter().next()).filter(|it| it.parse::<f64>().is_ok())
    };
    let count = |issue: &Issue| issue.options.iter().filter(|row| value(row).is_some()).count();
    let numeric = case.issues.iter().filter(|issue| count(issue) > 1);
    let least = |issue: &Issue| if count(issue) == issue.options.len() { 3.0 } else { 10.0 };
    let large = |issue: &Issue, value: &String| value.parse::<f64>().is_ok_and(|it| it >= least(issue));
    let rows = numeric.flat_map(|issue| {
        let rows = issue.options.iter().filter_map(|row| Some((value(row)?, row.id.clone())));
        rows.map(move |(value, option)| (large(issue, &value), value, issue.id.clone(), option))
    });
    let all: Vec<(bool, String, IssueKey, OptionKey)> = rows.collect();
    let once = |value: &String| all.iter().filter(|(_, other, ..)| other == value).count() == 1;
    let kept = all.iter().filter(|(large, value, ..)| *large && once(value));
    kept.map(|(_, value, issue, option)| (value.clone(), (issue.clone(), option.clone()))).collect()
}
