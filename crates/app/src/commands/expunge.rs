//! `armistice expunge`: what must go goes for good.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use armistice_ledger::{EntryKind, Error, Expunge as Destroyed, Head, Ledger, Sqlite, joined};
use armistice_read::intake::{Given, report_id, take};
use armistice_types::case::Case;

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
    let files = files_of(&args.case, &going, outside);
    // Where the case file has mistakes, what must go goes all the same.
    let case = opening::case(&args.case, outside).ok();
    let list = told(&ledger, case.as_ref(), &going, &files);
    if !args.yes {
        outside.print(&list)?;
        bail!("nothing was destroyed: this cannot be undone. To do it, give the ids with --yes: {} --yes", ids.join(" "));
    }
    let aside = put_aside(&files)?;
    // What must go goes, whatever the case file looks like; its mistakes are told.
    let case = opening::case(&args.case, outside).ok();
    let what = Destroyed { heads: &going, case: case.as_ref(), author: &author, why: &why, why_below: why_below.as_deref() };
    let shown_at = ledger.shown_at(&going, case.as_ref());
    let now = outside.now;
    let (made, wiped) = match ledger.expunge(&what, now, outside.random) {
        Err(err) if !matches!(err, Error::Unread { .. }) => {
            // A report that is still in the ledger keeps its file.
            for (file, hidden) in &aside {
                fs::rename(hidden, file).with_context(|| format!("{err}; `{}` is now `{}`", file.display(), hidden.display()))?;
            }
            return Err(err.into());
        }
        other => other?,
    };
    removed(&args.case, &aside, outside);
    let marking = joined(&shown_at);
    let entries = if let [one] = &made[..] { format!("entry {one}") } else { format!("entries {}, the last", made.join(", ")) };
    outside.print(&format!("{list}destroyed by {author}; {entries} with the reason at marking {marking}\n"))?;
    if let Some(below) = shown_at.iter().find(|it| **it != marking && why_below.is_none()) {
        outside.tell(&format!(
            "note: at {below} it shows that {author} destroyed something, and no reason: whoever sees that can tell that more went"
        ));
    }
    keeping::owed(wiped, outside);
    Ok(Status::Fine)
}

/// Files that are to go under names that no command takes in: a report whose file stays would come in again.
fn put_aside(files: &[PathBuf]) -> anyhow::Result<Vec<(PathBuf, PathBuf)>> {
    let mut out: Vec<(PathBuf, PathBuf)> = Vec::new();
    for file in files {
        let name = file.file_name().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
        let hidden = file.with_file_name(format!(".{name}.expunged"));
        if let Err(err) = fs::rename(file, &hidden) {
            for (file, hidden) in &out {
                let _ = fs::rename(hidden, file);
            }
            return Err(err).with_context(|| format!("cannot remove `{}`; nothing was destroyed", file.display()));
        }
        out.push((file.clone(), hidden));
    }
    Ok(out)
}

/// Removes the files put aside, and what an interrupted command left beside the ledger.
fn removed(case: &Path, aside: &[(PathBuf, PathBuf)], outside: &mut Outside<'_>) {
    for (_, hidden) in aside {
        if let Err(err) = fs::remove_file(hidden) {
            outside
                .tell(&format!("note: `{}` could not be removed ({err}); it is not taken in again, remove it by hand", hidden.display()));
        }
    }
    let _ = fs::File::open(case.join("reports")).and_then(|it| it.sync_all());
    leftovers(case);
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
fn files_of(case: &Path, going: &[Head], outside: &mut Outside<'_>) -> Vec<PathBuf> {
    let goes = |id: &str| going.iter().any(|it| it.kind == EntryKind::ReportTaken && it.subject.as_deref() == Some(id));
    let mut files: Vec<PathBuf> = fs::read_dir(case.join("reports")).into_iter().flatten().filter_map(|it| Some(it.ok()?.path())).collect();
    files.sort();
    let mut out = Vec::new();
    for file in files.into_iter().filter(|it| it.is_file()) {
        let Ok(bytes) = pipeline::bytes(&file, outside.stdin) else {
            outside.tell(&format!("note: `{}` cannot be read: whether it is a report that goes is not known", file.display()));
            continue;
        };
        if take(&bytes, &file.display().to_string(), &Given::default()).is_ok_and(|it| goes(&report_id(&it))) {
            out.push(file);
        }
    }
    out
}

/// What goes, in a line each; of a report its headline as pages show it, so that nobody destroys another than was meant.
fn told(ledger: &Ledger<Sqlite>, case: Option<&Case>, going: &[Head], files: &[PathBuf]) -> String {
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
    out.extend(files.iter().map(|it| format!("file {}\n", it.display())));
    out
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
