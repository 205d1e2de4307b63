//! What words on file say against a package, and what would have to be for them, or an exclusion, to go.

use armistice_types::case::Case;
use armistice_types::deal::Ruled;
use armistice_types::marking::Marking;
use armistice_types::view::StatementRef;

use crate::cite::Cites;
use crate::clean;
use crate::page::{actor_name, option_label};
use crate::source::Source;

/// Words against a package, and where they stand.
#[derive(Default)]
pub(super) struct Against {
    pub(super) text: String,
    pub(super) sources: Option<(Vec<Source>, Marking)>,
}

/// Which parties rule out an option of a package in their own words.
pub(super) fn against(case: &Case, cites: &Cites<'_>, ruled: &[&Ruled], package: &[(String, String)]) -> Against {
    let holds = |it: &&&Ruled| {
        let issue = case.issue(&it.issue);
        let label = issue.and_then(|row| row.options.iter().find(|option| option.id == it.option)).map(|row| row.label.as_str());
        package.iter().any(|(name, option)| issue.is_some_and(|row| row.question == *name) && label == Some(option))
    };
    let found: Vec<&&Ruled> = ruled.iter().filter(holds).collect();
    let says = |it: &&&Ruled| format!("{} rules out {}", actor_name(case, &it.by), option_label(case, &it.issue, Some(&it.option)));
    let words: Vec<String> = found.iter().map(says).collect();
    let refs: Vec<StatementRef> = found.iter().flat_map(|it| it.evidence.iter().copied()).collect();
    let text = if words.is_empty() { String::new() } else { format!(" (on file: {})", words.join("; ")) };
    Against { text, sources: (!refs.is_empty()).then(|| cites.all(&refs)) }
}

/// What would have to change for an exclusion to go, by the labels of the case: `issue.option with issue.option` is one of the case file,
/// `issue.option` the words of those who rule it out.
pub(super) fn dropped(case: &Case, ruled: &[&Ruled], name: &str) -> String {
    let label = |id: &str| {
        let (issue, option) = id.split_once('.')?;
        let row = case.issues.iter().find(|row| row.id.0 == issue)?;
        row.options.iter().find(|row| row.id.0 == option).map(|row| clean(&row.label))
    };
    let labels: Vec<String> = name.split(" with ").map(|id| label(id).unwrap_or_else(|| clean(id))).collect();
    let of_option = |it: &&&Ruled| name.split_once('.').is_some_and(|(issue, option)| it.issue.0 == issue && it.option.0 == option);
    let mut by: Vec<String> = ruled.iter().filter(of_option).map(|it| actor_name(case, &it.by)).collect();
    by.dedup();
    match &by[..] {
        [] => format!("{} could stand together", labels.join(" and ")),
        by => format!("{} no longer ruled out {}", by.join(" and "), labels.join(" and ")),
    }
}

/// What would have to be for an exclusion or a condition of a file to go.
pub(super) fn gone(name: &str) -> String {
    if name.starts_with("if ") && name.contains(" then ") {
        format!("it no longer held that {}", clean(name))
    } else {
        format!("{} could stand together", clean(name))
    }
}
