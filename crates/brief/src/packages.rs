//! What no statement on file and no exclusion of the case file rules out, logic only: nothing here says that anybody would accept anything.

use armistice_types::assessment::Assessment;
use armistice_types::case::{Case, IssueKey, OptionKey, Track};
use armistice_types::deal::{Count, Opening, Ruled, TrackPackages};
use armistice_types::view::{StatementRef, View};

use crate::cite::Cites;
use crate::clean;
use crate::outline::{Line, Outline, Section};
use crate::page::{actor_name, option_label};
use crate::tables::page;

/// Packages that no statement on file excludes; says nothing about who would accept one.
#[must_use]
pub(crate) fn packages(view: &View, assessment: &Assessment, tracks: &[TrackPackages]) -> Outline {
    let Some(case) = &view.case else { return page(view, assessment, "PACKAGES", Vec::new()) };
    let cites = Cites::new(view);
    let mut sections = Vec::new();
    for it in tracks {
        sections.push(track_packages(case, &cites, it));
    }
    page(view, assessment, "NOT EXCLUDED (logic only, no preferences)", sections)
}

/// One track, or linked tracks as one: how many packages nothing rules out, what is open, what rules out the rest, what would open it.
fn track_packages(case: &Case, cites: &Cites<'_>, it: &TrackPackages) -> Section {
    let rows: Vec<&Track> = case.tracks.iter().filter(|row| it.tracks.contains(&row.id)).collect();
    let refs: Vec<StatementRef> = it.ruled_out.iter().flat_map(|ruled| ruled.evidence.iter().copied()).collect();
    let count = match &it.not_excluded {
        Count::Exact { exact } => exact.clone(),
        Count::Bounds { lower, upper } => format!("between {lower} and {upper}"),
    };
    let text = format!(
        "{count} of {} are not excluded by any statement on file or by the case file; that does not say that anybody would accept one",
        it.packages
    );
    let mut lines = vec![rows.iter().fold(Line::new("packages", text).from(cites.all(&refs)), |line, row| line.case_file(row.meta.line))];
    let name = rows.iter().map(|row| clean(&row.name)).collect::<Vec<_>>().join(" and ");
    // What is open and what is ruled out stands under each track already.
    if it.tracks.len() == 1 {
        lines.extend(it.standing.iter().map(|(issue, left)| still_open(case, issue, left)));
        lines.extend(it.ruled_out.iter().map(|ruled| {
            let text = format!("{} rules out {}", actor_name(case, &ruled.by), option_label(case, &ruled.issue, Some(&ruled.option)));
            Line::new("ruled out", text).from(cites.all(&ruled.evidence))
        }));
    }
    lines.extend(it.exclusions.iter().filter_map(|n| case.exclusions.get(*n)).map(|row| {
        let reason = row.reason.as_ref().map_or_else(String::new, |it| format!(": {}", clean(it)));
        Line::new("not together", format!("{}{reason}", together(case, &row.options))).case_file(row.meta.line)
    }));
    lines.extend(it.openings.iter().map(|opening| would_open(case, cites, it, opening)));
    let section = Section::of(&name, lines);
    if it.tracks.len() > 1 {
        return Section { note: Some("linked tracks taken as one: the case file links them".to_owned()), ..section };
    }
    section
}

fn still_open(case: &Case, issue: &IssueKey, left: &[OptionKey]) -> Line {
    let labels: Vec<String> = left.iter().map(|option| option_label(case, issue, Some(option))).collect();
    let row = case.issue(issue);
    let question = row.map_or_else(|| issue.to_string(), |row| clean(&row.question));
    let shown = if labels.is_empty() { "no option is left".to_owned() } else { labels.join(" | ") };
    Line::new("still open", format!("{question}: {shown}")).case_file(row.map_or(0, |row| row.meta.line))
}

fn together(case: &Case, options: &[(IssueKey, OptionKey)]) -> String {
    options.iter().map(|(issue, option)| option_label(case, issue, Some(option))).collect::<Vec<_>>().join(" with ")
}

fn would_open(case: &Case, cites: &Cites<'_>, it: &TrackPackages, opening: &Opening) -> Line {
    let (mut words, mut refs) = (Vec::new(), Vec::new());
    for (issue, option) in &opening.options {
        let rulings: Vec<&Ruled> = it.ruled_out.iter().filter(|row| row.issue == *issue && row.option == *option).collect();
        let names: Vec<String> = rulings.iter().map(|row| actor_name(case, &row.by)).collect();
        words.push(format!("{} no longer ruled out {}", names.join(" and "), option_label(case, issue, Some(option))));
        refs.extend(rulings.iter().flat_map(|row| row.evidence.iter().copied()));
    }
    let exclusions = opening.exclusions.iter().filter_map(|n| case.exclusions.get(*n));
    words.extend(exclusions.clone().map(|row| format!("{} could stand together", together(case, &row.options))));
    let line = Line::new("would open it", format!("a package would be left if {}", words.join(", and "))).from(cites.all(&refs));
    exclusions.fold(line, |line, row| line.case_file(row.meta.line))
}
