//! One reading as text: what `armistice read FILE` prints.

use armistice_types::marking::{AttributionLevel, Marking};
use armistice_types::statement::{Actor, ActorId, Reading, Statement};
use armistice_types::text::{CharIndex, Span};
use armistice_types::time::{Known, Recorded};
use armistice_types::view::Filed;

use crate::cite;
use crate::clean;
use crate::outline::{Head, Line, Outline, Section};

/// Head, statements in text order, actors, dates, problems.
#[must_use]
pub fn reading(reading: &Reading) -> Outline {
    let report = &reading.report;
    let filed = Filed {
        number: 1,
        known: Known(Default::default()),
        recorded: Recorded(Default::default()),
        marking: Marking::clear(),
        attribution: AttributionLevel::OnTheRecord,
        reviewed: false,
        reader: String::new(),
        reading: reading.clone(),
        decisions: Default::default(),
        marked: Default::default(),
        rows: Default::default(),
        struck: 0,
    };
    let index = report.text.index();
    let words = |span: Span| clean(index.quote(span).unwrap_or(""));
    let part = |it: &Option<String>| it.as_deref().map(clean).unwrap_or_default();
    let published = report.published.map_or_else(|| "no date".to_owned(), |it| it.day().to_string());
    let mut head = vec![format!(
        "{} | {} | {} | {} | {}",
        if part(&report.outlet).is_empty() { "no outlet".to_owned() } else { part(&report.outlet) },
        published,
        report.kind,
        report.integrity,
        clean(&report.path)
    )];
    head.push(format!(
        "{} sentences, {} actors, {} statements, {} problems. L5 = line 5.",
        reading.sentences.len(),
        reading.actors.len(),
        reading.statements.len(),
        reading.problems.len()
    ));
    let statements = reading.statements.iter().map(|it| statement_line(&filed, it, &index, &words)).collect();
    let actors = reading.actors.iter().filter(|actor| speaks_or_acts(reading, actor.id)).map(actor_line).collect();
    let dates = reading.dates.iter().map(|it| {
        let says = it.edtf.map_or_else(|| "no day that can be known".to_owned(), |it| it.to_string());
        Line::new(format!("L{}", index.line(it.span.start())), format!("{}: {says}", clean(&it.text)))
    });
    let dates = dates.collect::<Vec<_>>();
    let problems = reading.problems.iter().map(|it| {
        let place = it.span.map_or_else(String::new, |span| format!("L{}", index.line(span.start())));
        let shown = it.span.map(|span| format!(": {}", cite::shortened(&words(span), 60))).unwrap_or_default();
        Line::new(place, format!("{}{shown} ({})", it.message, it.code))
    });
    let mut sections = Vec::new();
    for (title, lines) in [("STATEMENTS", statements), ("ACTORS", actors), ("DATES", dates), ("PROBLEMS", problems.collect::<Vec<_>>())] {
        if !lines.is_empty() {
            sections.push(Section::new(title, lines));
        }
    }
    let title = part(&report.title);
    let head = Head { lines: head, ..Head::default() };
    Outline { title: if title.is_empty() { clean(&report.path) } else { title }, head, sections, reports: Vec::new() }
}

fn speaks_or_acts(reading: &Reading, id: ActorId) -> bool {
    use armistice_types::statement::ActorKind;
    let spoken = reading.statements.iter().any(|it| it.source.actor == Some(id));
    spoken || reading.actor(id).is_some_and(|it| it.kind == ActorKind::Person || it.mentions.len() > 1)
}

fn statement_line(filed: &Filed, it: &Statement, index: &CharIndex<'_>, words: &dyn Fn(Span) -> String) -> Line {
    let place = it.cue.or(it.content.first().copied()).map_or(0, Span::start);
    let cue = it.cue.map(words).unwrap_or_default();
    let via: Vec<String> = it.via.iter().filter_map(|id| filed.reading.actor(*id)).map(|it| clean(&it.name)).collect();
    let mut notes = vec![cite::deed(filed, it)];
    if !via.is_empty() {
        notes.push(format!("via {}", via.join(", ")));
    }
    notes.extend(it.medium.iter().map(|it| clean(it)));
    notes.extend(it.said_on.map(|it| it.to_string()));
    if let Some(horizon) = &it.horizon {
        notes.push(match horizon.to {
            Some(to) => format!("looks to {to} ({})", clean(&horizon.text)),
            None => format!("looks to {}", clean(&horizon.text)),
        });
    }
    if !it.conditions.is_empty() {
        notes.push(format!("condition: {}", it.conditions.iter().map(|span| words(*span)).collect::<Vec<_>>().join("; ")));
    }
    if let Some(denies) = &it.denies {
        notes.push(format!("denies ({}): {}", denies.scope, cite::shortened(&clean(&denies.of), 60)));
    }
    let text = format!("{} | {cue} | {} [{}]", cite::speaker(filed, it), cite::content(filed, it, words), notes.join("; "));
    Line::new(format!("L{}", index.line(place)), text)
}

fn actor_line(actor: &Actor) -> Line {
    let mut notes: Vec<String> = actor.roles.iter().map(|it| clean(it)).collect();
    notes.extend(actor.affiliation.as_deref().map(clean));
    notes.extend(actor.count.filter(|&n| n > 1).map(|n| format!("{n} of them")));
    let kind = actor.kind;
    let notes = if notes.is_empty() { String::new() } else { format!(": {}", notes.join(", ")) };
    Line::new(kind.to_string(), format!("{}{notes} ({} mentions)", clean(&actor.name), actor.mentions.len()))
}
