//! What `armistice sources` shows: who is quoted, how often, and in how many chains. Named persons and bodies are followed from report to
//! report; an unnamed source belongs to its report alone, is never linked with another and never scored. In the order of the case file,
//! then by name: no ranking.

use std::collections::{BTreeMap, BTreeSet};

use armistice_types::assessment::Assessment;
use armistice_types::coded::Coded;
use armistice_types::statement::{Actor, Anonymity, Statement};
use armistice_types::time::{Day, Edtf, Published};
use armistice_types::view::{Filed, StatementRef, View};

use crate::cite::Cites;
use crate::clean;
use crate::csv::defused;
use crate::outline::{Line, Outline, Section};
use crate::tables::page;

/// One source, over all reports where it is named.
struct Row {
    name: String,
    /// Roles and affiliation as the reports state them.
    stated: BTreeSet<String>,
    /// Number of the case's actor in the file; sources of no case actor come last.
    order: usize,
    actor: String,
    anonymity: Anonymity,
    statements: Vec<StatementRef>,
    days: Vec<Day>,
    /// Who passed its words on.
    via: BTreeSet<String>,
}

/// Sources by how they are named.
#[must_use]
pub fn sources(view: &View, coded: &[Coded], assessment: &Assessment) -> Outline {
    let cites = Cites::new(view);
    let rows = rows(view, coded);
    let section = |title: &str, is: &dyn Fn(Anonymity) -> bool| {
        let lines = rows.iter().filter(|row| is(row.anonymity)).map(|row| line(&cites, assessment, row)).collect();
        Section::new(title, lines)
    };
    let mut sections = vec![
        section("NAMED", &|it| it == Anonymity::Named),
        section("OFFICES (an institution speaking as one)", &|it| it == Anonymity::Office),
        section("SEVERAL, NOT NAMED (report by report)", &|it| it == Anonymity::Collective),
        Section {
            note: Some("as described; one description in two reports may be two people: never linked by the program".to_owned()),
            ..section("UNNAMED (report by report)", &|it| it == Anonymity::Anonymous)
        },
    ];
    sections.retain(|section| !section.lines.is_empty());
    page(view, assessment, "SOURCES", sections)
}

/// One row a source.
#[must_use]
pub fn sources_csv(view: &View, coded: &[Coded], assessment: &Assessment) -> String {
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
    for row in rows(view, coded) {
        let (least, most) = chains(assessment, &row);
        let day = |it: Option<&Day>| it.map(ToString::to_string).unwrap_or_default();
        let cells = [
            row.name.clone(),
            row.actor.clone(),
            row.anonymity.to_string(),
            joined(&row.stated),
            joined(&row.via),
            row.statements.len().to_string(),
            least.to_string(),
            most.to_string(),
            day(row.days.iter().min()),
            day(row.days.iter().max()),
            reports(&row).iter().map(|number| format!("R{number}")).collect::<Vec<_>>().join(" "),
            line(&cites, assessment, &row).marking.to_string(),
        ];
        let _ = writer.write_record(cells.iter().map(|cell| defused(cell)));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// By case order, then name; unnamed ones by report.
fn rows(view: &View, coded: &[Coded]) -> Vec<Row> {
    let mut out: BTreeMap<(usize, String, usize), Row> = BTreeMap::new();
    let empty = Coded::default();
    for (n, filed) in view.reports.iter().enumerate() {
        let coded = coded.get(n).unwrap_or(&empty);
        for statement in &filed.reading.statements {
            let Some(actor) = statement.source.actor.and_then(|id| filed.reading.actor(id)) else { continue };
            let key = coded.actors.get(&actor.id).and_then(|it| it.actor.clone());
            let case = view.case.as_ref();
            let order = case.and_then(|case| case.actors.iter().position(|row| Some(&row.id) == key.as_ref())).unwrap_or(usize::MAX);
            let followed = matches!(statement.source.anonymity, Anonymity::Named | Anonymity::Office);
            let person = coded.actors.get(&actor.id).and_then(|it| it.person.clone());
            let known = person.and_then(|id| case?.persons.iter().find(|row| row.id == id)).map(|row| row.name.clone());
            let name = clean(&known.unwrap_or_else(|| actor.name.clone()));
            let place = if followed { 0 } else { filed.number };
            let row = out.entry((order, name.to_lowercase(), place)).or_insert_with(|| Row {
                name,
                stated: BTreeSet::new(),
                order,
                actor: key.map(|key| key.to_string()).unwrap_or_default(),
                anonymity: statement.source.anonymity,
                statements: Vec::new(),
                days: Vec::new(),
                via: BTreeSet::new(),
            });
            add(row, filed, statement, actor);
        }
    }
    let mut rows: Vec<Row> = out.into_values().collect();
    rows.sort_by(|a, b| {
        (a.order, a.name.to_lowercase(), a.statements.first()).cmp(&(b.order, b.name.to_lowercase(), b.statements.first()))
    });
    rows
}

fn add(row: &mut Row, filed: &Filed, statement: &Statement, actor: &Actor) {
    row.stated.extend(actor.roles.iter().map(|role| clean(role)));
    row.stated.extend(actor.affiliation.as_deref().map(clean));
    row.statements.push(StatementRef { report: filed.number, statement: statement.id });
    let published = filed.reading.report.published.map(Published::day).map(Edtf::day);
    row.days.extend(statement.said_on.or(published).and_then(|day| day.to));
    row.via.extend(statement.via.iter().filter_map(|id| filed.reading.actor(*id)).map(|it| clean(&it.name)));
    row.via.extend(statement.medium.as_deref().map(clean));
    row.anonymity = row.anonymity.min(statement.source.anonymity);
}

fn reports(row: &Row) -> BTreeSet<usize> {
    row.statements.iter().map(|it| it.report).collect()
}

/// Chains among its reports: at least where what may have one source counts once, at most.
fn chains(assessment: &Assessment, row: &Row) -> (usize, usize) {
    let of =
        |report: usize| assessment.chains.iter().find(|chain| chain.reports.contains(&report)).map_or(report, |chain| chain.reports[0]);
    let most: BTreeSet<usize> = reports(row).into_iter().map(of).collect();
    let mut least: Vec<usize> = Vec::new();
    for chain in &most {
        let joined = |other: &usize| {
            assessment.joins.iter().any(|it| [(of(it.one), of(it.other)), (of(it.other), of(it.one))].contains(&(*chain, *other)))
        };
        if !least.iter().any(joined) {
            least.push(*chain);
        }
    }
    (least.len(), most.len())
}

fn line(cites: &Cites<'_>, assessment: &Assessment, row: &Row) -> Line {
    let (least, most) = chains(assessment, row);
    let count = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let support = if least == most { count(most, "chain", "chains") } else { format!("at least {least}, at most {most} chains") };
    let days = match (row.days.iter().min(), row.days.iter().max()) {
        (Some(first), Some(last)) if first == last => format!(", {first}"),
        (Some(first), Some(last)) => format!(", {first} to {last}"),
        _ => String::new(),
    };
    let stated = if row.stated.is_empty() { String::new() } else { format!("{}; ", joined(&row.stated)) };
    let via = if row.via.is_empty() { String::new() } else { format!("; by way of {}", joined(&row.via)) };
    let text = format!("{stated}{} in {support}{days}{via}", count(row.statements.len(), "statement", "statements"));
    Line::new(row.name.clone(), text).from(cites.all(&row.statements))
}

fn joined(all: &BTreeSet<String>) -> String {
    all.iter().cloned().collect::<Vec<_>>().join(", ")
}
