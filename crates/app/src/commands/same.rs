//! `armistice same-as` and `not-same-as`: who is who, as a person says.

use anyhow::{Context, bail};
use armistice_ledger::stretch;
use armistice_types::case::{ActorKey, PersonKey};
use armistice_types::entries::{CaseRow, Content, SameEntry, Sameness, SourceAnchor};
use armistice_types::view::Filed;

use super::deciding::{note, opened, report};
use super::entering::{Entering, Made};
use super::on;
use super::reads;
use crate::args::Same;
use crate::pipeline::Assessed;
use crate::{Outside, Status};

/// What is named on the command line.
enum Named<'a> {
    Report(&'a Filed),
    Source(&'a Filed, SourceAnchor),
    Row(CaseRow),
}

pub(super) fn same(args: &Same, same: bool, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let (mut opened, it) = opened(&args.case, &args.moment, outside)?;
    let mut entering = Entering::new(&args.signed, &args.moment, outside)?;
    let note = note(&args.signed.note)?;
    let (one, other) = (named(&it, &args.one)?, named(&it, &args.other)?);
    let (what, reports) = match (one, other) {
        (Named::Source(filed, source), Named::Row(row)) | (Named::Row(row), Named::Source(filed, source)) => {
            (Sameness::Row { source, row }, vec![filed])
        }
        (Named::Source(a, one), Named::Source(b, other)) => (Sameness::Sources { one, other }, vec![a, b]),
        (Named::Report(a), Named::Report(b)) => {
            let (one, other) = (a.reading.report.id.clone(), b.reading.report.id.clone());
            (Sameness::Origin { one, other }, vec![a, b])
        }
        _ => bail!("give a source (R3.NAME) and an actor or person of the case, two sources, or two reports (R3 R5)"),
    };
    if let Sameness::Sources { one, other } = &what
        && one == other
    {
        bail!("both are the same source of the same report");
    }
    if let [a, b] = reports[..]
        && a.number == b.number
        && matches!(what, Sameness::Origin { .. })
    {
        bail!("both are the same report");
    }
    let content = Content::Same(SameEntry { same, what, note });
    let bears = reports.iter().fold(armistice_types::marking::Marking::clear(), |all, it| all.join(&it.marking));
    let earliest = reports.iter().map(|it| it.known).max();
    let made = Made::typed(content.clone()).about(&bears, earliest).again(|it| there(it, &content).then(|| content.clone()));
    let done = entering.enter(&mut opened, &it, made, outside)?;
    let is = if same { "is the same as" } else { "is not the same as" };
    outside.print(&format!("entered: {} {is} {}\n{done}\n", args.one, args.other))?;
    Ok(opened.status)
}

fn named<'a>(it: &'a Assessed, text: &str) -> anyhow::Result<Named<'a>> {
    let number =
        |text: &str| text.strip_prefix(['R', 'r']).is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit()));
    if number(text) {
        return Ok(Named::Report(report(it, text)?));
    }
    if let Some((first, who)) = text.split_once('.').filter(|(first, _)| number(first)) {
        let filed = report(it, first)?;
        return Ok(Named::Source(filed, source(filed, who)?));
    }
    let case = it.view.case.as_ref().context("this needs a case")?;
    if case.actor(&ActorKey::from(text)).is_some() {
        return Ok(Named::Row(CaseRow::Actor(ActorKey::from(text))));
    }
    if case.persons.iter().any(|row| row.id.0 == text) {
        return Ok(Named::Row(CaseRow::Person(PersonKey::from(text))));
    }
    let actors = case.actors.iter().map(|it| it.id.0.as_str());
    let all: Vec<&str> = actors.chain(case.persons.iter().map(|it| it.id.0.as_str())).collect();
    bail!("`{text}` is no report (R3), no source of one (R3.NAME), and no actor or person of the case; there are: {}", all.join(", "))
}

/// Does the view have the reports that are one, or the sources by these names and words?
fn there(it: &Assessed, content: &Content) -> bool {
    let source = |at: &SourceAnchor| on::report(it, &at.report).and_then(|it| source(it, &at.name).ok()).as_ref() == Some(at);
    match content {
        Content::Same(SameEntry { what: Sameness::Row { source: one, .. }, .. }) => source(one),
        Content::Same(SameEntry { what: Sameness::Sources { one, other }, .. }) => source(one) && source(other),
        Content::Same(SameEntry { what: Sameness::Origin { one, other }, .. }) => {
            [one, other].iter().all(|id| on::report(it, id).is_some())
        }
        _ => false,
    }
}

fn source(filed: &Filed, who: &str) -> anyhow::Result<SourceAnchor> {
    let report = &filed.reading.report;
    let all: Vec<&str> = filed.reading.actors.iter().map(|it| it.name.as_str()).collect();
    let actor =
        reads::actor(filed, who).with_context(|| format!("R{} names nobody `{who}`; it names: {}", filed.number, all.join(", ")))?;
    let words = actor.mentions.first().and_then(|span| stretch(report, *span));
    Ok(SourceAnchor { report: report.id.clone(), name: actor.name.clone(), words })
}
