//! What `armistice sources` shows: who is quoted, how often, and in how many chains, as ASSESS counts them.

use std::collections::BTreeSet;

use armistice_types::assessment::Assessment;
use armistice_types::entries::{Graded, GradedSource, Touches};
use armistice_types::sources::SourceState;
use armistice_types::statement::Anonymity;
use armistice_types::view::View;

use crate::cite::Cites;
use crate::clean;
use crate::csv::defused;
use crate::outline::{Line, Outline, Section};
use crate::page::Page;
use crate::page::chains::in_chains;
use crate::tables::page;

/// Sources by how they are named.
#[must_use]
pub fn sources(view: &View, assessment: &Assessment) -> Outline {
    let cites = Cites::new(view);
    let persons = Page { view, assessment, cites: Cites::new(view) };
    let section = |title: &str, is: Anonymity| {
        let rows = assessment.sources.iter().filter(|row| row.anonymity == is);
        let lines = rows.flat_map(|row| std::iter::once(line(&cites, row)).chain(grades(&persons, row))).collect();
        Section::new(title, lines)
    };
    let mut sections = vec![
        section("NAMED", Anonymity::Named),
        section("OFFICES (an institution speaking as one)", Anonymity::Office),
        section("SEVERAL, NOT NAMED (report by report)", Anonymity::Collective),
        Section {
            note: Some("as described; one description in two reports may be two people: never linked by the program".to_owned()),
            ..section("UNNAMED (report by report)", Anonymity::Anonymous)
        },
    ];
    sections.push(Section::new("OUTLETS GRADED (by persons)", outlets(&persons)));
    sections.retain(|section| !section.lines.is_empty());
    page(view, assessment, "SOURCES", sections)
}

/// What persons say of a source's reliability. An unnamed one has none.
fn grades(persons: &Page<'_>, row: &SourceState) -> Vec<Line> {
    if !matches!(row.anonymity, Anonymity::Named | Anonymity::Office) {
        return Vec::new();
    }
    let of = |graded: &Graded, touches: &Touches| {
        !matches!(graded, Graded::Reliability { of: GradedSource::Outlet { .. }, .. })
            && matches!(touches, Touches::Source { name } if *name == row.name)
    };
    persons.graded("  graded", of)
}

/// Outlets that persons graded, by name.
fn outlets(persons: &Page<'_>) -> Vec<Line> {
    let names: BTreeSet<&str> = persons.view.reports.iter().filter_map(|filed| filed.reading.report.outlet.as_deref()).collect();
    let of = |name: &str| {
        persons.graded(&clean(name), |graded, touches| {
            matches!(graded, Graded::Reliability { of: GradedSource::Outlet { .. }, .. })
                && matches!(touches, Touches::Source { name: it } if it == name)
        })
    };
    names.into_iter().flat_map(of).collect()
}

/// One row a source.
#[must_use]
pub fn sources_csv(view: &View, assessment: &Assessment) -> String {
    let cites = Cites::new(view);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = [
        "source",
        "actor",
        "anonymity",
        "stated",
        "via",
        "statements",
        "chains_at_least",
        "chains_at_most",
        "first",
        "last",
        "reports",
        "marking",
    ];
    let _ = writer.write_record(head);
    for row in &assessment.sources {
        let reports: BTreeSet<usize> = row.statements.iter().map(|it| it.report).collect();
        let cells = [
            clean(&row.name),
            row.actor.as_ref().map(ToString::to_string).unwrap_or_default(),
            row.anonymity.to_string(),
            joined(&row.stated),
            joined(&row.via),
            row.statements.len().to_string(),
            row.support.at_least.to_string(),
            row.support.at_most.to_string(),
            row.first.map(|day| day.to_string()).unwrap_or_default(),
            row.last.map(|day| day.to_string()).unwrap_or_default(),
            reports.iter().map(|number| format!("R{number}")).collect::<Vec<_>>().join(" "),
            line(&cites, row).marking.to_string(),
        ];
        let _ = writer.write_record(cells.iter().map(|cell| defused(cell)));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn line(cites: &Cites<'_>, row: &SourceState) -> Line {
    let days = match (row.first, row.last) {
        (Some(first), Some(last)) if first == last => format!(", {first}"),
        (Some(first), Some(last)) => format!(", {first} to {last}"),
        _ => String::new(),
    };
    let stated = if row.stated.is_empty() { String::new() } else { format!("{}; ", joined(&row.stated)) };
    let via = if row.via.is_empty() { String::new() } else { format!("; by way of {}", joined(&row.via)) };
    let said = if row.statements.len() == 1 { "1 statement".to_owned() } else { format!("{} statements", row.statements.len()) };
    let text = format!("{stated}{said} in {}{days}{via}", in_chains(row.support));
    Line::new(clean(&row.name), text).from(cites.all(&row.statements))
}

fn joined(all: &BTreeSet<String>) -> String {
    all.iter().map(|it| clean(it)).collect::<Vec<_>>().join(", ")
}
