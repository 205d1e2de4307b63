//! What an entry is on, as a person types it: `R3`, `R3.s5`, `ACTOR/ISSUE`, `issue:ID`, `track:ID`, `actor:ID`, `P2` or `case`. Numbers are
//! those of the view; the entry keeps words and ids in their place. What is wrong names what there is.

use anyhow::{Context, bail};
use armistice_types::case::{ActorKey, Case, IssueKey, TrackKey};
use armistice_types::entries::{On, Paper, WordsAt};
use armistice_types::marking::Marking;
use armistice_types::statement::StatementId;
use armistice_types::time::Known;
use armistice_types::view::{Filed, StatementRef};

use crate::pipeline::Assessed;

/// The forms, for hints.
const FORMS: &str = "R3, R3.s5, ACTOR/ISSUE, issue:ID, track:ID, actor:ID, P2 or case";

/// What an entry is on, with what decides who may be shown it and from when.
pub(super) struct Subject {
    pub(super) on: On,
    /// The marking of what it is on, rows of the case not counted.
    pub(super) least: Marking,
    /// From when that could be known.
    pub(super) earliest: Option<Known>,
}

/// Finds what a person means.
pub(super) fn subject(it: &Assessed, given: &str) -> anyhow::Result<Subject> {
    let given = given.trim();
    let row = |on: On| Ok(Subject { on, least: Marking::clear(), earliest: None });
    if given == "case" {
        return row(On::Whole);
    }
    if let Some((filed, statement)) = place(it, given)? {
        let on = match statement {
            None => On::Report { report: filed.reading.report.id.clone() },
            Some(statement) => {
                let at = StatementRef { report: filed.number, statement };
                let words = armistice_assess::words_at(&it.view, at);
                On::Statement(words.with_context(|| format!("{given} has no words of its own: take the report, R{}", filed.number))?)
            }
        };
        let least = statement.map_or(&filed.marking, |id| filed.marking_at(id)).clone();
        return Ok(Subject { on, least, earliest: Some(filed.known) });
    }
    if number(given, ['P', 'p']).is_some() {
        return proposal(it, given);
    }
    let case = case(it)?;
    match given.split_once(':') {
        Some(("issue", id)) => return row(On::Issue { issue: issue(case, id)? }),
        Some(("track", id)) => return row(On::Track { track: track(case, id)? }),
        Some(("actor", id)) => return row(On::Actor { actor: actor(case, id)? }),
        _ => {}
    }
    match given.split_once('/') {
        Some((who, on)) => row(On::Cell { actor: actor(case, who)?, issue: issue(case, on)? }),
        None => bail!("`{given}` is nothing that an entry can be on: give {FORMS}"),
    }
}

/// A report, or a statement of one, by the numbers of the view; `None` for what has another form.
pub(super) fn place<'a>(it: &'a Assessed, given: &str) -> anyhow::Result<Option<(&'a Filed, Option<StatementId>)>> {
    let (report, statement) = given.split_once('.').map_or((given, None), |(report, rest)| (report, Some(rest)));
    let Some(n) = number(report, ['R', 'r']) else { return Ok(None) };
    let Some(filed) = it.view.report(n) else {
        bail!("there is no {report} in this view; it has {}", reports(it));
    };
    let Some(statement) = statement else { return Ok(Some((filed, None))) };
    let all = &filed.reading.statements;
    let last = all.last().map_or_else(|| "none".to_owned(), |it| format!("s1 to {}", it.id));
    let found = statement.parse().ok().filter(|id| filed.reading.statement(*id).is_some());
    let id: StatementId = found.with_context(|| format!("{report} has no statement `{statement}`; it has {last}"))?;
    Ok(Some((filed, Some(id))))
}

fn reports(it: &Assessed) -> String {
    match it.view.reports.len() {
        0 => "no reports".to_owned(),
        1 => "R1 alone".to_owned(),
        n => format!("R1 to R{n}"),
    }
}

fn number(text: &str, prefix: [char; 2]) -> Option<usize> {
    text.strip_prefix(prefix)
        .filter(|rest| !rest.is_empty() && rest.bytes().all(|it| it.is_ascii_digit()))
        .and_then(|rest| rest.parse().ok())
}

fn proposal(it: &Assessed, given: &str) -> anyhow::Result<Subject> {
    let all = &it.assessment.proposals;
    let Some(row) = all.iter().find(|row| row.id.eq_ignore_ascii_case(given)) else {
        bail!("no proposal has the id `{given}`; {}", there_are(all.iter().map(|row| row.id.as_str())));
    };
    let earliest = row.evidence.iter().filter_map(|at| it.view.report(at.report)).map(|filed| filed.known).min();
    Ok(Subject { on: On::Proposal { paper: armistice_assess::paper(&it.view, row) }, least: row.marking.clone(), earliest })
}

/// Does the view have this paper as a proposal?
pub(super) fn paper(it: &Assessed, paper: &Paper) -> bool {
    it.assessment.proposals.iter().any(|row| armistice_assess::paper(&it.view, row) == *paper)
}

/// The report with this id.
pub(super) fn report<'a>(it: &'a Assessed, id: &str) -> Option<&'a Filed> {
    it.view.reports.iter().find(|filed| filed.reading.report.id == id)
}

/// The first statement with these words.
pub(super) fn statement<'a>(it: &'a Assessed, words: &WordsAt) -> Option<(&'a Filed, StatementId)> {
    let filed = report(it, &words.report)?;
    let at = |id: StatementId| armistice_assess::words_at(&it.view, StatementRef { report: filed.number, statement: id });
    filed.reading.statements.iter().map(|it| it.id).find(|id| at(*id).as_ref() == Some(words)).map(|id| (filed, id))
}

/// Does the view have what an entry is on, rows of the case aside?
pub(super) fn there(it: &Assessed, on: &On) -> bool {
    match on {
        On::Report { report: id } => report(it, id).is_some(),
        On::Statement(words) => statement(it, words).is_some(),
        On::Proposal { paper: of } => paper(it, of),
        On::Whole | On::Cell { .. } | On::Issue { .. } | On::Track { .. } | On::Actor { .. } => true,
    }
}

/// The case of a view.
pub(super) fn case(it: &Assessed) -> anyhow::Result<&Case> {
    it.view.case.as_ref().context("this needs a case")
}

/// The actor with this id.
pub(super) fn actor(case: &Case, id: &str) -> anyhow::Result<ActorKey> {
    let key = ActorKey::from(id);
    if case.actor(&key).is_none() {
        bail!("no actor has the id `{id}`; {}", there_are(case.actors.iter().map(|row| row.id.0.as_str())));
    }
    Ok(key)
}

/// The issue with this id.
pub(super) fn issue(case: &Case, id: &str) -> anyhow::Result<IssueKey> {
    let key = IssueKey::from(id);
    if case.issue(&key).is_none() {
        bail!("no issue has the id `{id}`; {}", there_are(case.issues.iter().map(|row| row.id.0.as_str())));
    }
    Ok(key)
}

/// The track with this id.
pub(super) fn track(case: &Case, id: &str) -> anyhow::Result<TrackKey> {
    let found = case.tracks.iter().find(|row| row.id.0 == id).map(|row| row.id.clone());
    found.with_context(|| format!("no track has the id `{id}`; {}", there_are(case.tracks.iter().map(|row| row.id.0.as_str()))))
}

/// "there are: a, b", or that there are none.
pub(super) fn there_are<'w>(ids: impl Iterator<Item = &'w str>) -> String {
    let list = ids.collect::<Vec<_>>().join(", ");
    if list.is_empty() { "there are none in this view".to_owned() } else { format!("there are: {list}") }
}
