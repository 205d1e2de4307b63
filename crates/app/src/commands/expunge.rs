//! `armistice expunge`: what must go goes for good.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use armistice_ledger::{EntryKind, Expunge as Destroyed, Head, Ledger, Sqlite};
use armistice_read::intake::{Given, report_id, take};
use armistice_types::marking::Marking;

use super::entering::plain;
use super::keeping;
use crate::args::Expunge;
use crate::opening::{self, Asked, LEDGER};
use crate::{Outside, Status, pipeline};

pub(super) fn expunge(args: &Expunge, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let does = "`expunge` may reach everything";
    keeping::of_the_top(does, args.clearance.as_ref())?;
    let author = args.author.clone().or_else(|| outside.author.clone()).unwrap_or_default();
    if author.trim().is_empty() {
        bail!("an expunge stands under a name: give --author NAME, or set ARMISTICE_AUTHOR");
    }
    let (author, why) = (plain("--author", &author)?, plain("--why", &args.why)?);
    let ids = named(args, outside)?;
    let mut ledger = keeping::opened_at_the_top(does, &args.case, args.clearance.as_ref(), outside)?;
    let going = ledger.going(&ids)?;
    if going.is_empty() {
        bail!("nothing of this is left to destroy");
    }
    let files = files_of(&args.case, &going, outside);
    let list = told(&ledger, &going, &files)?;
    if !args.yes {
        outside.print(&list)?;
        bail!("nothing was destroyed: this cannot be undone; say --yes to do it");
    }
    // The files first: a report whose file stays would come in again with the next command.
    for file in &files {
        fs::remove_file(file).with_context(|| format!("cannot remove `{}`; nothing was destroyed", file.display()))?;
    }
    let what = Destroyed { heads: &going, author: &author, why: &why };
    let now = outside.now;
    let (made, wiped) = ledger.expunge(&what, now, outside.random)?;
    leftovers(&args.case);
    let marking = going.iter().fold(Marking::clear(), |all, it| all.join(&it.marking));
    outside.print(&format!("{list}destroyed by {author}; entry {}, marking {marking}\n", made.join(", ")))?;
    keeping::owed(wiped, outside);
    Ok(Status::Fine)
}

/// Ids of entries for what was typed: reports by their number in the view of the top, or entries by id.
fn named(args: &Expunge, outside: &mut Outside<'_>) -> anyhow::Result<Vec<String>> {
    let numbers = args.what.iter().any(|it| number(it).is_some());
    let reports: Vec<String> = if numbers {
        let asked = Asked { no_write: true, clearance: args.clearance.as_ref() };
        let view = opening::open(&args.case, asked, outside)?.view(None)?;
        view.reports.iter().map(|it| it.reading.report.id.clone()).collect()
    } else {
        Vec::new()
    };
    let ledger: Ledger<Sqlite> = Ledger::new(keeping::ledger_of(&args.case, outside)?)?;
    let mut out = Vec::new();
    for it in &args.what {
        let found: Vec<&Head> = match number(it) {
            Some(n) => {
                let id = n
                    .checked_sub(1)
                    .and_then(|n| reports.get(n))
                    .with_context(|| format!("there is no report {it}; there are {}", reports.len()))?;
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
fn files_of(case: &Path, going: &[Head], outside: &mut Outside<'_>) -> Vec<PathBuf> {
    let goes = |id: &str| going.iter().any(|it| it.kind == EntryKind::ReportTaken && it.subject.as_deref() == Some(id));
    let holds = |path: &Path, outside: &mut Outside<'_>| {
        let bytes = pipeline::bytes(path, outside.stdin).ok();
        let document = bytes.and_then(|bytes| take(&bytes, &path.display().to_string(), &Given::default()).ok());
        document.is_some_and(|it| goes(&report_id(&it)))
    };
    let mut files: Vec<PathBuf> = fs::read_dir(case.join("reports")).into_iter().flatten().filter_map(|it| Some(it.ok()?.path())).collect();
    files.retain(|it| it.is_file() && holds(it, outside));
    files.sort();
    files
}

/// What goes, in a line each; of a report its headline, so that nobody destroys another than was meant.
fn told(ledger: &Ledger<Sqlite>, going: &[Head], files: &[PathBuf]) -> anyhow::Result<String> {
    let mut out = String::new();
    for it in going {
        let title = if it.kind == EntryKind::ReportTaken {
            let report = ledger.report(it)?;
            let outlet = report.outlet.map_or_else(String::new, |outlet| format!("{outlet}: "));
            format!(" ({})", armistice_brief::clean(&format!("{outlet}{}", report.title.unwrap_or(report.path))))
        } else {
            String::new()
        };
        out.push_str(&format!(
            "entry {}: {}{title}, by {}, recorded {}, marking {}\n",
            it.id,
            it.kind.as_str(),
            armistice_brief::clean(&it.author),
            it.recorded,
            it.marking
        ));
    }
    out.extend(files.iter().map(|it| format!("file {}\n", it.display())));
    Ok(out)
}

/// Files that an interrupted command left beside the ledger.
fn leftovers(case: &Path) {
    let ours = |name: &str| name.starts_with(&format!(".{LEDGER}.")) && name.ends_with(".part");
    for file in fs::read_dir(case).into_iter().flatten().filter_map(Result::ok) {
        if file.file_name().to_str().is_some_and(ours) {
            let _ = fs::remove_file(file.path());
        }
    }
}
