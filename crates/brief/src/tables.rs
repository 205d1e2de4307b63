//! The parts that single commands show: positions, statements, conflicts, why, changes, packages.

use armistice_types::assessment::{Assessment, Position};
use armistice_types::case::{ActorKey, IssueKey, RoleKind};
use armistice_types::changes::Change;
use armistice_types::coded::Coded;
use armistice_types::deal::TrackPackages;
use armistice_types::view::{StatementRef, View};

use crate::cite::{self, Cites};
use crate::clean;
use crate::outline::{Cell, Line, Outline, Section, Table};
use crate::page::head::{head, reports};
use crate::page::{actor_name, brief, option_label};

fn page(view: &View, assessment: &Assessment, title: &str, sections: Vec<Section>) -> Outline {
    let name = view.case.as_ref().map_or_else(String::new, |case| format!("   {}", clean(&case.name)));
    Outline { title: format!("{title}{name}"), head: head(view, assessment), sections, reports: reports(view) }
}

/// The matrix: issues down, parties across. "not known" is a blank that says so; it is not neutral.
#[must_use]
pub fn positions(view: &View, assessment: &Assessment) -> Outline {
    let Some(case) = &view.case else { return page(view, assessment, "POSITIONS", Vec::new()) };
    let cites = Cites::new(view);
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
            let lines = vec![clean(&issue.question), format!("[{status}]")];
            let mut row = vec![Cell::new(lines).from(cites.all(evidence))];
            row.extend(parties.iter().map(|party| cell(&cites, view, assessment, party, &issue.id)));
            row
        });
        let caption = "Own words by issue and party; others' accounts are counted only. A blank means not known, never neutral.".to_owned();
        let table = Table { caption, head, rows: rows.collect() };
        sections.push(Section { table: Some(table), ..Section::of(&clean(&track.name), Vec::new()) });
    }
    page(view, assessment, "POSITIONS", sections)
}

fn cell(cites: &Cites<'_>, view: &View, assessment: &Assessment, party: &ActorKey, issue: &IssueKey) -> Cell {
    let own: Vec<&Position> = assessment.positions.iter().filter(|it| it.actor == *party && it.issue == *issue && !it.superseded).collect();
    let told = assessment.accounts.iter().filter(|it| it.actor == *party && it.issue == *issue).count();
    let mut lines: Vec<String> = own.iter().map(|it| cell_line(view, it)).collect();
    if told > 0 {
        lines.push(format!("(+{told} by others)"));
    }
    let refs: Vec<StatementRef> = own.iter().flat_map(|it| it.evidence.iter().copied()).collect();
    Cell::new(lines).from(cites.all(&refs))
}

/// Stance, option, firmness, evidence and age. An age is counted to the moment of the view.
fn cell_line(view: &View, it: &Position) -> String {
    let label = view.case.as_ref().map_or_else(String::new, |case| option_label(case, &it.issue, it.option.as_ref()));
    let condition = if it.conditional { " IF…" } else { "" };
    let movement = if it.moves_position { "" } else { "~" };
    let day = it.day.map_or_else(String::new, |day| format!(", {day}"));
    format!("{movement}{}{condition}: {label} ({}, {}×{day})", it.stance, it.firmness, it.evidence.len())
}

/// Every statement of a view, in order.
#[must_use]
pub fn statements(view: &View, coded: &[Coded], assessment: &Assessment) -> Outline {
    let cites = Cites::new(view);
    let mut sections = Vec::new();
    for (filed, coded) in view.reports.iter().zip(coded) {
        let lines = filed.reading.statements.iter().map(|it| {
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
            Line::new(cite::deed(filed, it), format!("{}: {}{about}", cite::speaker(filed, it), cites.content(at))).from(cites.all(&[at]))
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
pub fn conflicts(view: &View, coded: &[Coded], assessment: &Assessment) -> Outline {
    let mut whole = brief(view, coded, assessment);
    whole.sections.retain(|section| section.title.starts_with("CONFLICTS") || section.title.starts_with("DENIALS"));
    page(view, assessment, "CONFLICTS AND DENIALS", whole.sections)
}

/// What a cell rests on: every statement with its words in full, superseded ones too, others' accounts apart.
#[must_use]
pub fn why(view: &View, coded: &[Coded], assessment: &Assessment, actor: &ActorKey, issue: &IssueKey) -> Outline {
    let cites = Cites::new(view);
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
                    "{} {label} | {}: {} | act {}, {}, authority {authority}{when}; matched “{}”{condition}",
                    row.stance,
                    cite::speaker(filed, statement),
                    cites.content(at),
                    statement.act,
                    statement.certainty,
                    matched.join("”, “")
                );
                let line = Line::new(format!("R{}", filed.number), text).from(cites.all(&[at]));
                if row.own_words { own.push(line) } else { told.push(line) }
            }
        }
    }
    let mut sections = Vec::new();
    for (title, lines) in [("OWN WORDS", own), ("OTHERS' ACCOUNTS", told)] {
        let empty = Line::new("", "none on file");
        sections.push(Section::new(title, if lines.is_empty() { vec![empty] } else { lines }));
    }
    let case = view.case.as_ref();
    let title = format!(
        "WHY   {} on {}",
        case.map_or_else(|| actor.to_string(), |case| actor_name(case, actor)),
        case.and_then(|case| case.issue(issue)).map_or_else(|| issue.to_string(), |row| clean(&row.question))
    );
    Outline { title, head: head(view, assessment), sections, reports: reports(view) }
}

/// What changed, as sentences; `view` is the later one.
#[must_use]
pub fn changes(view: &View, assessment: &Assessment, changes: &[Change], from: &str, to: &str) -> Outline {
    let cites = Cites::new(view);
    let mut lines: Vec<Line> =
        changes.iter().map(|it| Line::new(it.kind.clone(), clean(&it.sentence)).from(cites.all(&it.evidence))).collect();
    if lines.is_empty() {
        lines.push(Line::new("", "nothing that is on file"));
    }
    page(view, assessment, "WHAT CHANGED", vec![Section::new(format!("FROM {from} TO {to}"), lines)])
}

/// Packages that no statement on file excludes; says nothing about who would accept one.
#[must_use]
pub fn packages(view: &View, assessment: &Assessment, tracks: &[TrackPackages]) -> Outline {
    let Some(case) = &view.case else { return page(view, assessment, "PACKAGES", Vec::new()) };
    let cites = Cites::new(view);
    let mut sections = Vec::new();
    for it in tracks {
        let mut lines = vec![Line::new(
            "packages",
            format!(
                "{} of {} are not excluded by any statement on file or by the case file; that does not say that anybody would accept one",
                it.not_excluded, it.packages
            ),
        )];
        for (issue, left) in &it.standing {
            let labels: Vec<String> = left.iter().map(|option| option_label(case, issue, Some(option))).collect();
            let question = case.issue(issue).map_or_else(|| issue.to_string(), |row| clean(&row.question));
            let line = case.issue(issue).map_or(0, |row| row.meta.line);
            let shown = if labels.is_empty() { "no option is left".to_owned() } else { labels.join(" | ") };
            lines.push(Line::new("still open", format!("{question}: {shown}")).case_file(line));
        }
        for ruled in &it.ruled_out {
            let text = format!("{} rules out {}", actor_name(case, &ruled.by), option_label(case, &ruled.issue, Some(&ruled.option)));
            lines.push(Line::new("ruled out", text).from(cites.all(&ruled.evidence)));
        }
        let name = case.tracks.iter().find(|row| row.id == it.track).map_or_else(|| it.track.to_string(), |row| clean(&row.name));
        sections.push(Section::of(&name, lines));
    }
    page(view, assessment, "NOT EXCLUDED (logic only, no preferences)", sections)
}
