//! `armistice verify`, `backup` and `passphrase`: a ledger looked over, copied and closed.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use armistice_ledger::{Error, Ledger, Sqlite, Wiped};
use armistice_types::marking::Marking;

use crate::args::{Backup, Passphrase, Verify, Whom};
use crate::opening::{self, LEDGER};
use crate::{Outside, Status, aside, place};

/// Has the case a ledger?
pub(super) fn ledger_there(case: &Path) -> anyhow::Result<()> {
    if !opening::has_ledger(case) {
        bail!("`{}` has no ledger yet; any command that shows the case makes one", case.display());
    }
    Ok(())
}

/// Refuses whoever may not see all: what reads everything says nothing at a lower clearance, whatever there is.
pub(super) fn of_the_top(does: &str, clearance: Option<&Whom>) -> anyhow::Result<()> {
    match clearance {
        Some(Whom::Of(_)) => bail!("{does}: it needs --clearance top"),
        Some(Whom::Top) | None => Ok(()),
    }
}

/// The ledger opened, for somebody who may see all of it.
pub(super) fn opened_at_the_top(
    does: &str,
    case: &Path,
    clearance: Option<&Whom>,
    outside: &mut Outside<'_>,
) -> anyhow::Result<Ledger<Sqlite>> {
    let left = aside::left(case);
    let ledger = opened_by(opening::ledger_file, does, case, clearance, outside)?;
    aside::settle(&left, &ledger, &ledger.highest(), outside);
    Ok(ledger)
}

type Open = fn(&Path, &mut Outside<'_>) -> anyhow::Result<Sqlite>;

fn opened_by(open: Open, does: &str, case: &Path, clearance: Option<&Whom>, outside: &mut Outside<'_>) -> anyhow::Result<Ledger<Sqlite>> {
    of_the_top(does, clearance)?;
    let ledger = Ledger::new(ledger_there(case).and_then(|()| open(case, outside))?)?;
    if clearance.is_none() && ledger.highest() != Marking::clear() {
        bail!("{does}, and the case holds entries above `clear`: it needs --clearance top");
    }
    Ok(ledger)
}

pub(super) fn verify(args: &Verify, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let does = "`verify` reads everything";
    of_the_top(does, args.clearance.as_ref())?;
    let store = match ledger_there(&args.case).and_then(|()| opening::ledger_to_read(&args.case, outside)) {
        Ok(store) => store,
        Err(err) if err.downcast_ref().is_some_and(damaged) => {
            outside.print(&format!("the ledger cannot be opened: {err}\n"))?;
            return Ok(Status::Refused);
        }
        Err(err) => return Err(err),
    };
    let (n, damage) = store.verify()?;
    match Ledger::new(store) {
        Ok(ledger) if args.clearance.is_none() && ledger.highest() != Marking::clear() => {
            bail!("{does}, and the case holds entries above `clear`: it needs --clearance top")
        }
        // What cannot be read is what was asked for.
        _ => {}
    }
    for it in &damage {
        let of = if it.seq == 0 { "ledger".to_owned() } else { format!("entry {}", it.seq) };
        outside.print(&format!("{of}: {}\n", it.what))?;
    }
    let entries = if n == 1 { "entry" } else { "entries" };
    outside.print(&format!("{n} {entries}, {} damaged\n", damage.len()))?;
    Ok(if damage.is_empty() { Status::Fine } else { Status::Refused })
}

/// Does the error speak of damage?
fn damaged(err: &Error) -> bool {
    matches!(err, Error::Corrupt { .. } | Error::Damaged { .. } | Error::NotALedger { .. } | Error::Journal { .. })
}

pub(super) fn backup(args: &Backup, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let open: Open = |case, outside| match opening::ledger_file(case, outside) {
        // It can be copied from where it may not be written.
        Err(err) if matches!(err.downcast_ref(), Some(Error::ReadOnly | Error::Open { .. })) => opening::ledger_to_read(case, outside),
        other => other,
    };
    let mut ledger = opened_by(open, "`backup` copies everything", &args.case, args.clearance.as_ref(), outside)?;
    free(&args.file).with_context(|| format!("cannot write `{}`", args.file.display()))?;
    ledger.store().back_up(&args.file)?;
    let size = fs::metadata(&args.file).with_context(|| format!("cannot read `{}`", args.file.display()))?.len();
    let closed = if ledger.store().is_closed()? { ", closed by the same passphrase" } else { "" };
    outside.print(&format!(
        "{}: {} entries, {size} bytes, marking {}{closed}\n",
        args.file.display(),
        ledger.heads().len(),
        ledger.highest()
    ))?;
    Ok(Status::Fine)
}

/// A backup may come into the place of a ledger that is not there, and into no other of a case.
fn free(file: &Path) -> anyhow::Result<()> {
    if file.symlink_metadata().is_ok() {
        bail!("it is there already, and a backup is a new file; nothing was changed");
    }
    if file.file_name().is_none_or(|it| it != LEDGER) {
        place::no_source(&std::path::absolute(file)?)?;
    }
    Ok(())
}

pub(super) fn passphrase(args: &Passphrase, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let mut ledger = opened_at_the_top("`passphrase` seals everything anew", &args.case, args.clearance.as_ref(), outside)?;
    let closed = ledger.store().is_closed()?;
    match (closed, args.close) {
        (true, true) => bail!("the ledger is closed already: --change gives it another passphrase, --open opens it"),
        (false, false) => bail!("the ledger is open: --close closes it"),
        _ => {}
    }
    let new = if args.open { None } else { Some(new_passphrase(outside)?) };
    let wiped = ledger.store().close_by(new.as_deref(), outside.random)?;
    outside.print(if args.open {
        "The ledger is open: whoever can read the file can read all of it.\n"
    } else {
        "The ledger is closed. Without the passphrase nobody can open it again; there is no other way in. The case file and the files in reports/ are not encrypted.\n"
    })?;
    owed(wiped, outside);
    Ok(Status::Fine)
}

/// Says where remains may be left.
pub(super) fn owed(wiped: Wiped, outside: &mut Outside<'_>) {
    if wiped == Wiped::Owed {
        outside.tell("note: remains may still be in the file or its journal: another process has the ledger open, or there was no room to write it anew. The next command that writes to this ledger removes them; `armistice verify` says whether they are gone");
    }
}

fn new_passphrase(outside: &mut Outside<'_>) -> anyhow::Result<String> {
    let new = match outside.new_passphrase.clone() {
        Some(new) => new,
        None if outside.ask.is_none() => bail!("no new passphrase: run this at a terminal, or give it in ARMISTICE_NEW_PASSPHRASE"),
        None => {
            let new = outside.ask_for("New passphrase: ")?;
            if outside.ask_for("The same again: ")? != new {
                bail!("the two are not the same; nothing was changed");
            }
            new
        }
    };
    if new.chars().count() < 8 {
        bail!("the new passphrase has fewer than 8 characters; several words are easier to keep and harder to guess. Nothing was changed");
    }
    Ok(new)
}
