//! Several processes with one ledger: each as it would be alone, and a healthy file is never called damaged.

use std::path::Path;
use std::thread;

use armistice_ledger::{Error, Ledger, NewReport, Sqlite, Store as _, Taken, Taking, Unwritten};
use armistice_types::marking::{AttributionLevel, Marking};
use armistice_types::time::Recorded;
use tempfile::TempDir;

use super::made::random;
use super::{at, opened, reading, report};

const PASSPHRASE: &str = "four tall ships";

fn ledger(path: &Path) -> Ledger<Sqlite> {
    Ledger::new(opened(path)).unwrap()
}

/// Takes a report in as this process sees the ledger, and the case file with it.
fn take(ledger: &mut Ledger<Sqlite>, n: i8, marking: &str, seed: u64) -> Taken {
    let (report, reading) = (report(n), reading(n));
    let (marking, clearance): (Marking, Marking) = (marking.parse().unwrap(), "red".parse().unwrap());
    ledger.revise("a case", &Marking::clear(), &clearance, Recorded(at(20).0), &mut random(seed)).unwrap();
    let new = NewReport { report: &report, known: Some(at(n)), marking, attribution: AttributionLevel::OnTheRecord };
    let by = Taking { clearance: &clearance, reader: "rules/1.0.0", now: Recorded(at(20).0), random: &mut random(seed + 1) };
    ledger.file(&[(new, &reading)], by).unwrap().pop().unwrap()
}

#[test]
fn what_several_take_in_at_once_is_there_once() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("armistice.db");
    // All have looked at the ledger before any of them writes.
    let mut all = [ledger(&path), ledger(&path), ledger(&path)];
    let took: Vec<Taken> =
        all.iter_mut().zip([("amber", 10), ("red", 20), ("amber", 30)]).map(|(it, (marking, seed))| take(it, 1, marking, seed)).collect();
    let there = || Taken::AlreadyThere("amber".parse().unwrap());
    assert_eq!(took, [Taken::New, there(), there()]);
    assert_eq!(take(&mut all[1], 2, "red", 40), Taken::New);
    assert_eq!(take(&mut all[0], 2, "red", 50), Taken::AlreadyThere("red".parse().unwrap()));
    let kinds: Vec<&str> = ledger(&path).heads().iter().map(|it| it.kind.as_str()).collect();
    assert_eq!(kinds, ["case revised", "report taken in", "reading made", "report taken in", "reading made"]);
    assert_eq!(opened(&path).verify().unwrap().1, []);
}

/// Whoever has it open while it is closed anew is told so; whoever opens it meanwhile has it, or is told so.
#[test]
fn a_ledger_whose_passphrase_changes_is_not_called_damaged() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("armistice.db");
    let mut late = ledger(&path);
    take(&mut late, 1, "clear", 1);
    let head = late.heads()[0].clone();
    opened(&path).close_by(Some(PASSPHRASE), &mut random(2)).unwrap();
    let open = || Sqlite::open_read_only(&path, Some(PASSPHRASE), &mut random(3));
    let stale = open().unwrap();
    thread::scope(|scope| {
        let changes = scope.spawn(|| {
            let mut store = Sqlite::open(&path, Some(PASSPHRASE), &mut random(4)).unwrap();
            for seed in 5..9 {
                store.close_by(Some(PASSPHRASE), &mut random(seed)).unwrap();
            }
        });
        while !changes.is_finished() {
            let store = open().unwrap();
            match store.verify() {
                Ok((_, damage)) => assert!(damage.iter().all(|it| it.what.contains("remains")), "{damage:?}"),
                Err(err) => assert!(matches!(err, Error::ClosedAnew), "{err}"),
            }
            let looked = Ledger::new(store).and_then(|it| it.whole(&head));
            assert!(matches!(looked, Ok(_) | Err(Error::ClosedAnew)), "{looked:?}");
        }
    });
    assert!(matches!(Unwritten::new(Some(stale), &mut random(10)), Err(Error::ClosedAnew)));
    for told in [late.whole(&head).err(), late.content(&head).err(), late.store().verify().err(), late.store().heads().err()] {
        assert!(matches!(told, Some(Error::ClosedAnew)), "{told:?}");
    }
    assert_eq!(open().unwrap().verify().unwrap().1, []);
}
