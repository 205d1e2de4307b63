//! What lies beside the place of a ledger: journals that other ledgers have left, parts of killed processes, and what is no file.

use std::fs;
use std::path::Path;

use armistice_ledger::{Error, Ledger, NewReport, Sqlite};
use armistice_types::marking::{AttributionLevel, Marking};
use tempfile::TempDir;

use super::made::random;
use super::{at, file, opened, reading, report};

/// A ledger of so many reports, open.
fn filled(path: &Path, reports: std::ops::RangeInclusive<i8>) -> Ledger<Sqlite> {
    let mut ledger = Ledger::new(opened(path)).unwrap();
    for n in reports {
        let (report, reading) = (report(n), reading(n));
        let new = NewReport { report: &report, known: Some(at(n)), marking: Marking::clear(), attribution: AttributionLevel::OnTheRecord };
        file(&mut ledger, &new, &reading, "rules/1.0.0", at(20));
    }
    ledger
}

fn is_refused(path: &Path) -> bool {
    let open = Sqlite::open(path, None, &mut random(2)).map(drop);
    let read = Sqlite::open_read_only(path, None, &mut random(2)).map(drop);
    matches!((open, read), (Err(Error::Journal { .. }), Err(Error::Journal { .. })))
}

#[test]
fn no_ledger_is_made_beside_a_journal_of_one_that_is_gone() {
    for end in ["-wal", "-shm", "-journal"] {
        let dir = TempDir::new().unwrap();
        let path = dir.path().join("armistice.db");
        let journal = dir.path().join(format!("armistice.db{end}"));
        fs::write(&journal, "left by a crash").unwrap();
        assert!(matches!(Sqlite::open(&path, None, &mut random(1)), Err(Error::Journal { path }) if path.ends_with(end)));
        let beside = Sqlite::made_beside(&path, &mut random(1), |_, _| Ok(()));
        assert!(matches!(beside, Err(Error::Journal { .. })) && !path.exists(), "an import");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing is left");
        fs::remove_file(&journal).unwrap();
        drop(filled(&path, 1..=1));
    }
}

/// The journal holds pages of the ledger of before; over a backup they would be written as if they were its own.
#[test]
fn a_backup_put_in_the_place_of_a_ledger_whose_journal_lies_there_is_refused_until_that_is_removed() {
    let dir = TempDir::new().unwrap();
    let (path, backup) = (dir.path().join("armistice.db"), dir.path().join("backup"));
    let mut ledger = filled(&path, 1..=2);
    ledger.store().back_up(&backup).unwrap();
    // What a crash leaves: the file, and a journal with what came after the backup.
    drop(ledger);
    let ledger = filled(&path, 3..=3);
    assert_eq!(Ledger::new(opened(&path)).unwrap().heads().len(), 6, "it has its own journal");
    let (crashed, wal) = (dir.path().join("crashed.db"), dir.path().join("crashed.db-wal"));
    fs::copy(&path, &crashed).unwrap();
    fs::copy(dir.path().join("armistice.db-wal"), &wal).unwrap();
    drop(ledger);
    assert_eq!(Ledger::new(opened(&crashed)).unwrap().heads().len(), 6);
    fs::copy(&path, &crashed).unwrap();
    fs::write(&wal, "of another").unwrap();
    assert_eq!(Ledger::new(opened(&crashed)).unwrap().heads().len(), 6, "a journal that says nothing is none");
    fs::write(&wal, "of another").unwrap();
    fs::copy(&backup, &crashed).unwrap();
    assert!(is_refused(&crashed));
    fs::remove_file(&wal).unwrap();
    assert_eq!(Ledger::new(opened(&crashed)).unwrap().heads().len(), 4);
}

#[test]
fn what_killed_processes_left_goes_and_what_others_make_stays() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("armistice.db");
    let part = |process: &str, end: &str| dir.path().join(format!(".armistice.db.{process}.part{end}"));
    let leave = || ["", "-journal"].into_iter().for_each(|end| fs::write(part("4294967295", end), "a whole ledger").unwrap());
    leave();
    let mut ledger = filled(&path, 1..=1);
    assert!(!part("4294967295", "").exists() && !part("4294967295", "-journal").exists());
    leave();
    drop(opened(&path));
    assert!(!part("4294967295", "").exists() && !part("4294967295", "-journal").exists());
    let copies = [dir.path().join(".copy.4294967295.part"), dir.path().join(".other.4294967295.part")];
    for it in &copies {
        fs::write(it, "a whole ledger").unwrap();
    }
    ledger.store().back_up(&dir.path().join("copy")).unwrap();
    assert!(!copies[0].exists() && copies[1].exists(), "of that place only");
    #[cfg(target_os = "linux")]
    {
        let alive = part(&std::os::unix::process::parent_id().to_string(), "");
        fs::write(&alive, "being made").unwrap();
        drop(opened(&path));
        assert!(alive.exists());
    }
}

#[test]
fn what_is_no_file_is_named_and_not_waited_for() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("armistice.db");
    let is = |what: &str| {
        let open = Sqlite::open(&path, None, &mut random(2)).map(drop).unwrap_err().to_string();
        let read = Sqlite::open_read_only(&path, None, &mut random(2)).map(drop).unwrap_err().to_string();
        assert!(open.contains(what) && read.contains(what), "{open} / {read}");
    };
    fs::create_dir(&path).unwrap();
    is("is a folder");
    fs::remove_dir(&path).unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(dir.path().join("nowhere"), &path).unwrap();
        is("a link to what is not there");
        fs::remove_file(&path).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
        is("a pipe or a device");
    }
}
