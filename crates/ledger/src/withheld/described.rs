//! Background as described: persons are who the report says they are, never who they are by name.

use std::collections::BTreeSet;

use armistice_types::case::Case;
use armistice_types::problem::Problem;
use armistice_types::report::{Report, ReportKind};
use armistice_types::statement::{Actor, ActorId, ActorKind, Anonymity, Event, Reading};

use super::cut::Cut;
use super::names::Names;
use super::people;
use super::plain::Moved;
use super::suspects::Suspects;

/// Stands for a name in a text.
pub(super) const MARKER: &str = "[name withheld]";

/// The reading without the names of persons.
pub(super) fn described(reading: Reading, case: Option<&Case>) -> Reading {
    let speak = people::sources(&reading);
    let index = reading.report.text.index();
    let suspects = Suspects::new(&reading, &index, case);
    let persons = people::persons(&reading, &suspects);
    let mut names = people::names(&reading, &index, &persons, &suspects);
    byline(&reading.report, &mut names);
    let found = names.found(&reading.report.text).into_iter().chain(suspects.places);
    let cut = Cut::new(&reading.report.text, found.collect(), &|_| MARKER);
    drop(index);
    let masked = |text: &str| names.masked(text, MARKER);
    let moved = Moved { cut: &cut, string: &|text| Some(masked(text)), marker: MARKER };
    let actor = |it: Actor| -> Actor {
        let it = Actor { mentions: moved.spans(&it.mentions), ..it };
        let (person, speaks) = (persons.contains(&it.id), speak.contains(&it.id));
        if person { described_actor(it, &masked, speaks) } else { other_actor(it, &masked) }
    };
    let problem = |it: Problem| Problem {
        span: it.span.map(|span| cut.span(span)),
        message: masked(&it.message),
        hint: it.hint.as_deref().map(masked),
        code: it.code,
    };
    let title = reading.report.title.as_deref().map(|title| {
        let places = names.found(title).into_iter().chain(suspects.headline);
        Cut::new(title, places.collect(), &|_| MARKER).text.into_string()
    });
    let report = Report { title, ..report(&reading.report, &masked, cut.text.to_string()) };
    Reading {
        schema: reading.schema,
        sentences: moved.spans(&reading.sentences),
        actors: reading.actors.into_iter().map(actor).collect(),
        statements: reading.statements.into_iter().map(|it| anonymous(moved.statement(it), &persons)).collect(),
        events: reading
            .events
            .into_iter()
            .map(|it| Event { place: it.place.as_deref().map(masked), span: cut.span(it.span), ..it })
            .collect(),
        proposals: reading.proposals.into_iter().map(|it| moved.proposal(it)).collect(),
        dates: reading.dates.into_iter().map(|it| moved.date(it)).collect(),
        problems: reading.problems.into_iter().map(problem).collect(),
        report,
    }
}

/// Who signs what is no news report may be who speaks in it.
fn byline(report: &Report, names: &mut Names) {
    if report.kind != ReportKind::News
        && let Some(author) = &report.author
    {
        names.person(author, &[]);
    }
}

/// Without the path and the address: a name stands in them in any spelling, and nothing else of them is missed.
fn report(report: &Report, masked: &dyn Fn(&str) -> String, text: String) -> Report {
    let news = report.kind == ReportKind::News;
    let signs = |it: &Option<String>| it.as_deref().filter(|_| news).map(masked);
    Report { outlet: signs(&report.outlet), author: signs(&report.author), text: text.into(), ..super::anonymous(report) }
}

fn anonymous(mut it: armistice_types::statement::Statement, persons: &BTreeSet<ActorId>) -> armistice_types::statement::Statement {
    if it.source.actor.is_some_and(|id| persons.contains(&id)) {
        it.source.anonymity = Anonymity::Anonymous;
    }
    it
}

/// The brackets keep a role or an affiliation from being taken for the name of a party that it ends with.
fn described_actor(it: Actor, masked: &dyn Fn(&str) -> String, speaks: bool) -> Actor {
    let roles: Vec<String> = it.roles.iter().map(|role| masked(role)).collect();
    let affiliation = it.affiliation.as_deref().map(masked);
    let mut says = roles.clone();
    says.extend(affiliation.clone().filter(|own| !roles.iter().any(|role| role.to_lowercase().contains(&own.to_lowercase()))));
    let word = if speaks { "source" } else { "person" };
    let name = if says.is_empty() { format!("a {word}") } else { format!("{word} ({})", says.join(", ")) };
    Actor { name, kind: ActorKind::Unnamed, roles, affiliation, case_id: None, ..it }
}

fn other_actor(it: Actor, masked: &dyn Fn(&str) -> String) -> Actor {
    Actor {
        name: masked(&it.name),
        roles: it.roles.iter().map(|role| masked(role)).collect(),
        affiliation: it.affiliation.as_deref().map(masked),
        ..it
    }
}
