//! `armistice draft`: what a person knows of a paper, beside what reports tell of it.

use anyhow::bail;
use armistice_types::case::ActorKey;
use armistice_types::entries::{Content, DraftEntry, Entered, Handed, Paper};
use armistice_types::marking::Marking;

use super::entering::{Entering, Made, plain};
use super::on;
use crate::args::Draft;
use crate::pipeline::Assessed;
use crate::{Outside, Status};

pub(super) fn draft(args: &Draft, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let (mut opened, it) = super::show::opened(&args.case, &args.moment, outside)?;
    let mut entering = Entering::new(&args.signed, &args.moment, outside)?;
    let (paper, mut marking) = paper(&it, "PAPER", &args.paper)?;
    let parent = args.parent.as_deref().map(|name| self::paper(&it, "--parent", name)).transpose()?;
    marking = parent.iter().fold(marking, |all, (_, more)| all.join(more));
    let some = |flag: &str, text: &Option<String>| text.as_deref().map(|text| plain(flag, text)).transpose();
    let (from, mut rows) = names(&it, "--from", &args.from)?;
    let (to, more) = names(&it, "--to", &args.to)?;
    rows.extend(more);
    let handed = Handed { from, to, rows, date: args.on, how: some("--how", &args.how)? };
    let went = !handed.from.is_empty() || !handed.to.is_empty() || handed.how.is_some();
    if handed.date.is_some() && !went {
        bail!("--on says when a paper went from hand to hand: give --from, --to or --how with it");
    }
    let name = paper.name.clone();
    let entry = DraftEntry {
        paper,
        text: args.kind,
        version: some("--version", &args.version)?,
        parent: parent.map(|(paper, _)| paper),
        custody: went.then_some(handed),
        note: some("--note", &args.signed.note)?,
    };
    if entry.text.is_none() && entry.version.is_none() && entry.parent.is_none() && entry.custody.is_none() && entry.note.is_none() {
        bail!("nothing is said of `{}`: give --kind, --version, --parent, --from, --to, --how or --note", args.paper);
    }
    let papers: Vec<Paper> = std::iter::once(&entry.paper).chain(&entry.parent).filter(|paper| on_file(&it, paper)).cloned().collect();
    let content = Content::Draft(entry);
    let made = Made::typed(content.clone()).about(&marking, None);
    let made = made.again(|it| papers.iter().all(|paper| on_file(it, paper)).then(|| content.clone()));
    let said = entering.enter(&mut opened, &it, made, outside)?;
    outside.print(&format!("entered on the draft `{name}`\n{said}\n"))?;
    Ok(opened.status)
}

/// The proposal with this id, else a paper of this name; with the marking of what is known of it.
fn paper(it: &Assessed, flag: &str, given: &str) -> anyhow::Result<(Paper, Marking)> {
    let given = plain(flag, given)?;
    let row = it.assessment.proposals.iter().find(|row| row.id.eq_ignore_ascii_case(&given));
    if let Some(row) = row {
        return Ok((armistice_assess::paper(&it.view, row), row.marking.clone()));
    }
    let number = given.strip_prefix(['P', 'p']).is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit()));
    if number {
        let ids: Vec<&str> = it.assessment.proposals.iter().map(|row| row.id.as_str()).collect();
        bail!("no proposal has the id `{given}`; there are: {}", ids.join(", "));
    }
    Ok((Paper { name: given, passages: Vec::new() }, Marking::clear()))
}

/// Does a view tell of this paper, by reports or, where none does, by what a person entered?
fn on_file(it: &Assessed, paper: &Paper) -> bool {
    let entered = |it: &Entered| matches!(&it.content, Content::Draft(of) if of.paper.name.eq_ignore_ascii_case(&paper.name));
    if paper.passages.is_empty() { it.view.entries.iter().any(entered) } else { on::paper(it, paper) }
}

/// Names of actors of the case for their ids, other names as typed; with the rows of all that are rows of the case.
fn names(it: &Assessed, flag: &str, given: &[String]) -> anyhow::Result<(Vec<String>, Vec<ActorKey>)> {
    let (mut out, mut rows) = (Vec::new(), Vec::new());
    for who in given {
        let typed = plain(flag, who)?;
        let row = it.view.case.iter().flat_map(|case| &case.actors).find(|row| row.id.0 == typed || row.name == typed);
        rows.extend(row.map(|row| row.id.clone()));
        out.push(row.map_or(typed, |row| row.name.clone()));
    }
    Ok((out, rows))
}
