//! `armistice expunge`: what must go goes for good.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, bail};
use armistice_ledger::{EntryKind, Expunge as Destroyed, Head, Ledger, Sqlite, joined};
use armistice_types::case::Case;

use super::entering::plain;
use super::keeping;
use crate::args::Expunge;
use crate::aside::{self, Aside};
use crate::opening::{self, Asked};
use crate::{Outside, Status};

pub(super) fn expunge(args: &Expunge, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let does = "`expunge` may reach everything";
    keeping::of_the_top(does, args.clearance.as_ref())?;
    let author = args.author.clone().or_else(|| outside.author.clone()).unwrap_or_default();
    if author.trim().is_empty() {
        bail!("an expunge stands under a name: give --author NAME, or set ARMISTICE_AUTHOR");
    }
    let (author, why) = (plain("--author", &author)?, plain("--why", &args.why)?);
    let why_below = args.why_below.as_deref().map(|it| plain("--why-below", it)).transpose()?;
    let mut ledger = keeping::opened_at_the_top(does, &args.case, args.clearance.as_ref(), outside)?;
    let ids = named(args, &ledger, outside)?;
    let going = ledger.going(&ids)?;
    if going.is_empty() {
        bail!("nothing of this is left to destroy");
    }
    if let [back, ..] = &ledger.brought_back(&going)[..] {
        bail!("this would bring entry {back} back, which one of them retracts: give {back}, too, or leave the retraction");
    }
    let files = files_of(&args.case, &going, outside)?;
    // What must go goes, whatever the case file looks like; its mistakes are told.
    let case = opening::case(&args.case, outside).ok();
    let list = told(&ledger, case.as_ref(), &going, &files);
    if !args.yes {
        outside.print(&list)?;
        bail!("nothing was destroyed: this cannot be undone. To do it, give the ids with --yes: {} --yes", ids.join(" "));
    }
    let aside = Aside::put(&args.case, &files)?;
    let what = Destroyed { heads: &going, case: case.as_ref(), author: &author, why: &why, why_below: why_below.as_deref() };
    let shown_at = ledger.shown_at(&going, case.as_ref());
    let now = outside.now;
    let made = match ledger.destroy(&what, now, outside.random) {
        Ok(made) => made,
        Err(err) => {
            aside.back().with_context(|| err.to_string())?;
            return Err(err.into());
        }
    };
    // Before the file is written anew, which takes as long as somebody else reads it: nobody may think that nothing was done.
    aside.removed(outside);
    let marking = joined(&shown_at);
    let entries = if let [one] = &made[..] { format!("entry {one}") } else { format!("entries {}, the last", made.join(", ")) };
    let said = outside.print(&format!("{list}destroyed by {author}; {entries} with the reason at marking {marking}\n"));
    if let Some(below) = shown_at.iter().find(|it| **it != marking && why_below.is_none()) {
        outside.tell(&format!(
            "note: at {below} it shows that {author} destroyed something, and no reason: whoever sees that can tell that more went"
        ));
    }
    keeping::owed(ledger.wipe()?, outside);
    said.context("it was destroyed; only the word of it could not be printed")?;
    Ok(Status::Fine)
}

/// Ids of entries for what was typed: reports by their number in the view of the top, or entries by id. Numbers shift when a report comes in,
/// so that with `--yes` only ids count.
fn named(args: &Expunge, ledger: &Ledger<Sqlite>, outside: &mut Outside<'_>) -> anyhow::Result<Vec<String>> {
    let numbers: Vec<&String> = args.what.iter().filter(|it| number(it).is_some()).collect();
    if let (true, Some(first)) = (args.yes, numbers.first()) {
        bail!("with --yes give ids of entries, not {first}: without it the command shows them, and which report each is");
    }
    let reports: Vec<String> = if numbers.is_empty() {
        Vec::new()
    } else {
        let asked = Asked { no_write: true, clearance: args.clearance.as_ref() };
        let view = opening::open(&args.case, asked, outside)?.view(None)?;
        view.reports.iter().map(|it| it.reading.report.id.clone()).collect()
    };
    let mut out = Vec::new();
    for it in &args.what {
        let found: Vec<&Head> = match number(it) {
            Some(n) => {
                let id = n.checked_sub(1).and_then(|n| reports.get(n));
                let id = id.with_context(|| format!("there is no report {it}; there are {}", reports.len()))?;
                let taken = |head: &&Head| head.kind == EntryKind::ReportTaken && head.subject.as_ref() == Some(id);
                ledger.heads().iter().filter(taken).collect()
            }
            None => ledger.heads().iter().filter(|head| head.id == *it).collect(),
        };
        if found.is_empty() {
            bail!("no entry has the id `{it}`; `armistice entries` and `armistice export --format csv` list them");
        }
        if let Some(gone) = found.iter().find(|head| head.expunged() || head.kind == EntryKind::Expunged) {
            bail!("entry {} is a tombstone or an expunge: there is nothing to destroy", gone.id);
        }
        out.extend(found.into_iter().map(|head| head.id.clone()));
    }
    Ok(out)
}

fn number(what: &str) -> Option<usize> {
    what.strip_prefix(['R', 'r'])?.parse().ok()
}

/// The files of `reports/` that hold a report that goes.
fn files_of(case: &Path, going: &[Head], outside: &mut Outside<'_>) -> anyhow::Result<Vec<aside::Going>> {
    let reports: BTreeSet<&str> =
        going.iter().filter(|it| it.kind == EntryKind::ReportTaken).filter_map(|it| it.subject.as_deref()).collect();
    if reports.is_empty() {
        return Ok(Vec::new());
    }
    aside::files_of(case, &|it| reports.contains(it), outside)
}

/// What goes, in a line each; of a report its headline as pages show it, so that nobody destroys another than was meant.
fn told(ledger: &Ledger<Sqlite>, case: Option<&Case>, going: &[Head], files: &[aside::Going]) -> String {
    let mut out = String::new();
    for it in going {
        // One that is damaged has no headline, and goes all the same.
        let report = it.subject.as_deref().filter(|_| it.kind == EntryKind::ReportTaken).and_then(|id| ledger.shown(id, case).ok());
        let title = report.map_or_else(String::new, |report| {
            let outlet = report.outlet.map_or_else(String::new, |outlet| format!("{outlet}: "));
            format!(" ({})", armistice_brief::clean(&format!("{outlet}{}", report.title.unwrap_or(report.path))))
        });
        out.push_str(&format!(
            "entry {}: {}{title}, by {}, recorded {}, marking {}\n",
            it.id,
            it.kind.as_str(),
            armistice_brief::clean(&it.author),
            it.recorded,
            it.marking
        ));
    }
    out.extend(files.iter().map(|it| format!("file {}\n", it.file.display())));
    out
}
