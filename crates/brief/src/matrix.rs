//! The matrix: issues down, parties across.

use armistice_types::assessment::{Account, Assessment, Position};
use armistice_types::case::{ActorKey, IssueKey, RoleKind};
use armistice_types::entries::Touches;
use armistice_types::time::{Day, Edtf};
use armistice_types::view::{Place, StatementRef, View};

use crate::cite::{Cites, as_read_by, read_by};
use crate::clean;
use crate::outline::{Cell, Line, Section, Table};
use crate::page::{Page, actor_name, option_label};

/// The matrix: issues down, parties across. "not known" is a blank that says so; it is not neutral.
pub(crate) fn matrix(cites: &Cites<'_>, view: &View, assessment: &Assessment) -> Vec<Section> {
    let Some(case) = &view.case else { return Vec::new() };
    let persons = Page { view, assessment, cites: Cites::new(view) };
    let mut sections = Vec::new();
    for track in &case.tracks {
        let mut parties: Vec<ActorKey> = Vec::new();
        let speaks = |actor: &ActorKey| {
            assessment.positions.iter().any(|it| it.actor == *actor && case.issue(&it.issue).is_some_and(|issue| issue.track == track.id))
        };
        for row in case.roles.iter().filter(|row| row.track == track.id && (row.role == RoleKind::MustAssent || speaks(&row.actor))) {
            if !parties.contains(&row.actor) {
                parties.push(row.actor.clone());
            }
        }
        let mut head = vec!["Issue and status".to_owned()];
        head.extend(parties.iter().map(|it| actor_name(case, it)));
        let rows = case.issues.iter().filter(|issue| issue.track == track.id).map(|issue| {
            let state = assessment.issues.iter().find(|it| it.issue == issue.id);
            let status = state.map_or("unknown", |it| it.status.as_str());
            let evidence = state.map_or(&[][..], |it| &it.evidence);
            let read = as_read_by(view, evidence).map_or_else(String::new, |it| format!(", {it}"));
            let lines = vec![clean(&issue.question), format!("[{status}{read}]")];
            let told = state.map_or(&[][..], |it| &it.told);
            let on_issue = persons.judged("", |touches| matches!(touches, Touches::Issue { issue: it } if *it == issue.id));
            let mut row = vec![assessed(Cell::new(lines).from(cites.both(evidence, told)), on_issue)];
            row.extend(parties.iter().map(|party| {
                let here = |it: &Touches| matches!(it, Touches::Cell { actor, issue: of } if actor == party && *of == issue.id);
                assessed(cell(cites, view, assessment, party, &issue.id), persons.judged("", here))
            }));
            row
        });
        let caption = "Own words by issue and party; others' accounts are counted only. A blank means not known, never neutral.".to_owned();
        let table = Table { caption, head, rows: rows.collect() };
        sections.push(Section { table: Some(table), ..Section::of(&clean(&track.name), Vec::new()) });
    }
    sections
}

fn cell(cites: &Cites<'_>, view: &View, assessment: &Assessment, party: &ActorKey, issue: &IssueKey) -> Cell {
    let own: Vec<&Position> = assessment.positions.iter().filter(|it| it.actor == *party && it.issue == *issue && !it.superseded).collect();
    let told: Vec<&Account> = assessment.accounts.iter().filter(|it| it.actor == *party && it.issue == *issue).collect();
    let mut lines: Vec<String> = own.iter().map(|it| cell_line(view, it)).collect();
    if !told.is_empty() {
        let refs: Vec<StatementRef> = told.iter().flat_map(|it| it.evidence.iter().copied()).collect();
        let read = as_read_by(view, &refs).map_or_else(String::new, |it| format!(", {it}"));
        lines.push(format!("(+{} by others{read})", told.len()));
    }
    let evidence = own.iter().map(|it| &it.evidence).chain(told.iter().map(|it| &it.evidence));
    let refs: Vec<StatementRef> = evidence.flatten().copied().collect();
    let places: Vec<Place> = told.iter().flat_map(|it| it.told.iter().copied()).collect();
    Cell::new(lines).from(cites.both(&refs, &places))
}

/// The same cell with what persons hold of it below, said to be theirs; what is computed stays as it is.
fn assessed(mut cell: Cell, lines: Vec<Line>) -> Cell {
    if cell.lines.is_empty() && !lines.is_empty() {
        cell.lines = cell.shown();
    }
    for line in lines {
        cell.lines.push(format!("assessment: {} {}", line.text, line.shown_sources()));
        cell.marking = cell.marking.join(&line.marking);
        cell.sources.extend(line.sources);
    }
    cell
}

/// Stance, option, firmness, evidence and age. An age is counted to the moment of the view.
fn cell_line(view: &View, it: &Position) -> String {
    let label = view.case.as_ref().map_or_else(String::new, |case| option_label(case, &it.issue, it.option.as_ref()));
    let condition = if it.conditional { " IF…" } else { "" };
    let movement = if it.moves_position { "" } else { "~" };
    let day = it.day.map_or_else(String::new, |day| format!(", {day}{}", age(view, day)));
    // The first of its evidence decides it: where a person says what the words say, the cell says so.
    let read = it.evidence.first().and_then(|at| view.statement(*at)).and_then(|(filed, statement)| read_by(filed, statement));
    let read = read.map_or_else(String::new, |by| format!(", {by}"));
    format!("{movement}{}{condition}: {label} ({}, {}×{day}{read})", it.stance, it.firmness, it.evidence.len())
}

/// How old a position is at the moment of the view, from the last day it may be of.
fn age(view: &View, day: Edtf) -> String {
    let moment = view.moment.0.to_string();
    let today: Option<Day> = moment.get(..10).and_then(|day| day.parse().ok());
    let (Some(today), Some(from)) = (today, day.to) else { return String::new() };
    match (today.0 - from.0).get_days() {
        days if days < 1 => String::new(),
        1 => ", 1 day old".to_owned(),
        days => format!(", {days} days old"),
    }
}
