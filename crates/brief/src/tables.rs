//! The parts that single commands show: positions, statements, conflicts, why.

use armistice_types::assessment::Assessment;
use armistice_types::case::{ActorKey, IssueKey};
use armistice_types::coded::Coded;
use armistice_types::entries::Touches;
use armistice_types::view::{StatementRef, View};

use crate::cite::{self, Cites};
use crate::clean;
use crate::matrix::matrix;
use crate::outline::{Line, Outline, Section};
use crate::page::head::{head, reports};
use crate::page::{Page, actor_name, clashes, option_label};

pub(crate) fn page(view: &View, assessment: &Assessment, title: &str, sections: Vec<Section>) -> Outline {
    let name = view.case.as_ref().map_or_else(String::new, |case| format!("   {}", clean(&case.name)));
    Outline { title: format!("{title}{name}"), head: head(view, assessment), sections, reports: reports(view, assessment) }
}

/// The matrix alone.
#[must_use]
pub fn positions(view: &View, assessment: &Assessment) -> Outline {
    page(view, assessment, "POSITIONS", matrix(&Cites::new(view), view, assessment))
}

/// Every statement of a view, in order.
#[must_use]
pub fn statements(view: &View, coded: &[Coded], assessment: &Assessment) -> Outline {
    let cites = Cites::new(view);
    let persons = Page { view, assessment, cites: Cites::new(view) };
    let mut sections = Vec::new();
    for (filed, coded) in view.reports.iter().zip(coded) {
        let lines = filed.reading.statements.iter().flat_map(|it| {
            let at = StatementRef { report: filed.number, statement: it.id };
            let about: Vec<String> = coded
                .about
                .get(&it.id)
                .into_iter()
                .flatten()
                .map(|row| {
                    let option = row.option.as_ref().map_or_else(String::new, |option| format!(".{option}"));
                    format!("{} {} {}{option}{}", row.holder, row.stance, row.issue, if row.own_words { "" } else { " (account)" })
                })
                .collect();
            let about = if about.is_empty() { String::new() } else { format!(" → {}", about.join("; ")) };
            let text = format!("{}: {}{about}", cite::speaker(filed, it), cites.content(at));
            let label = format!("R{}.{} {}", filed.number, it.id, cite::deed(filed, it));
            let line = Line::new(label, text).from(cites.all(&[at]));
            let graded = persons.graded("  graded", |_, touches| *touches == Touches::Statement(at));
            std::iter::once(line).chain(graded).collect::<Vec<_>>()
        });
        let title = filed.reading.report.title.as_deref().map_or_else(|| clean(&filed.reading.report.path), clean);
        let section = Section::new(format!("R{} {title}", filed.number), lines.collect());
        if !section.lines.is_empty() {
            sections.push(section);
        }
    }
    page(view, assessment, "STATEMENTS", sections)
}

/// Conflicts and denials alone.
#[must_use]
pub fn conflicts(view: &View, assessment: &Assessment) -> Outline {
    page(view, assessment, "CONFLICTS AND DENIALS", clashes(view, assessment))
}

/// What a cell rests on: every statement with its words in full, superseded ones too, others' accounts apart.
#[must_use]
pub fn why(view: &View, coded: &[Coded], assessment: &Assessment, actor: &ActorKey, issue: &IssueKey) -> Outline {
    let cites = Cites::new(view);
    let persons = Page { view, assessment, cites: Cites::new(view) };
    let mut own = Vec::new();
    let mut told = Vec::new();
    for (filed, coded) in view.reports.iter().zip(coded) {
        for (id, rows) in &coded.about {
            for row in rows.iter().filter(|row| row.holder == *actor && row.issue == *issue) {
                let at = StatementRef { report: filed.number, statement: *id };
                let Some((_, statement)) = view.statement(at) else { continue };
                let matched: Vec<String> = row.matched.iter().map(|span| cites.words(filed.number, *span)).collect();
                let authority = statement.source.actor.and_then(|id| coded.actors.get(&id)).map_or("unknown", |it| it.authority.as_str());
                let label = view.case.as_ref().map_or_else(String::new, |case| option_label(case, issue, row.option.as_ref()));
                let conditions: Vec<String> = statement.conditions.iter().map(|span| cites.words(filed.number, *span)).collect();
                let condition = if conditions.is_empty() { String::new() } else { format!("; condition: {}", conditions.join("; ")) };
                let when = statement.said_on.map_or_else(String::new, |day| format!(", said {day}"));
                let text = format!(
                    "{} {label} | {}: {} | act {}, {}, authority {authority}{when}; matched: {}{condition}",
                    row.stance,
                    cite::speaker(filed, statement),
                    cites.content(at),
                    statement.act,
                    statement.certainty,
                    matched.join("; ")
                );
                let line = Line::new(format!("R{}", filed.number), text).from(cites.all(&[at]));
                let graded = persons.graded("  graded", |_, touches| *touches == Touches::Statement(at));
                if row.own_words { &mut own } else { &mut told }.extend(std::iter::once(line).chain(graded));
            }
        }
    }
    let mut sections = Vec::new();
    for (title, lines) in [("OWN WORDS", own), ("OTHERS' ACCOUNTS", told)] {
        let empty = Line::new("", "none on file");
        sections.push(Section::new(title, if lines.is_empty() { vec![empty] } else { lines }));
    }
    let here = |touches: &Touches| match touches {
        Touches::Cell { actor: who, issue: on } => who == actor && on == issue,
        Touches::Issue { issue: on } => on == issue,
        _ => false,
    };
    for (title, lines) in [("ASSESSMENTS (by persons)", persons.judged("assessment", here)), ("NOTES (by persons)", persons.noted(here))] {
        if !lines.is_empty() {
            sections.push(Section::new(title, lines));
        }
    }
    let case = view.case.as_ref();
    let title = format!(
        "WHY   {} on {}",
        case.map_or_else(|| actor.to_string(), |case| actor_name(case, actor)),
        case.and_then(|case| case.issue(issue)).map_or_else(|| issue.to_string(), |row| clean(&row.question))
    );
    Outline { title, head: head(view, assessment), sections, reports: reports(view, assessment) }
}
