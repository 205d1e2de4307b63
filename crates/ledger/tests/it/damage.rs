//! Damaged copies of a ledger file: an error, or a found damage, or no difference; never a panic, never a silent change.

use std::fs;
use std::path::Path;

use armistice_ledger::{EntryKind, Error, Expunge, Ledger, NewEntry, NewReport, Question, Sqlite, Store as _};
use armistice_types::entries::EnteredKind;
use armistice_types::marking::{AttributionLevel, Marking};
use armistice_types::time::Recorded;
use tempfile::TempDir;

use super::made::{next, random, times};
use super::{at, file, opened, reading, report, view};

const PAGE: usize = 4096;
const PAGE_KEPT: &[u8] = b"a page of the ferry";

/// A ledger with reports, one of them expunged; closed by a passphrase where one is given.
pub(crate) fn made(path: &Path, passphrase: Option<&str>) -> Ledger<Sqlite> {
    let mut ledger = Ledger::new(opened(path)).unwrap();
    for n in 1..=5 {
        let report = report(n);
        let new = NewReport { report: &report, known: Some(at(n)), marking: Marking::clear(), attribution: AttributionLevel::OnTheRecord };
        file(&mut ledger, &new, &reading(n), "rules/1.0.0", at(20));
    }
    let gone = ledger.going(&[ledger.heads()[2].id.clone()]).unwrap();
    let what = Expunge { heads: &gone, case: None, author: "Ada Penn", why: "asked for", why_below: None };
    ledger.expunge(&what, Recorded(at(21).0), &mut random(9)).unwrap();
    if passphrase.is_some() {
        ledger.store().close_by(passphrase, &mut random(10)).unwrap();
    }
    let question = question(&ledger);
    ledger.keep_page(&question, PAGE_KEPT, &mut random(11));
    ledger
}

/// What the page that is kept answers.
fn question(ledger: &Ledger<Sqlite>) -> Question {
    ledger.question(at(30), &Marking::clear(), &["positions"])
}

/// One damage of each kind in turn, at a place drawn.
fn damaged(bytes: &[u8], n: u64, seed: &mut u64) -> (String, Vec<u8>) {
    let mut out = bytes.to_vec();
    let place = usize::try_from(next(seed)).unwrap_or(0) % out.len();
    let pages = out.len() / PAGE;
    let what = match n % 5 {
        0 => {
            out[place] ^= 1 << (next(seed) % 8);
            format!("bit of byte {place} flipped")
        }
        1 => {
            out.truncate(place);
            format!("cut at {place}")
        }
        2 => {
            let end = (place + 1 + usize::try_from(next(seed) % 600).unwrap()).min(out.len());
            out[place..end].fill(0);
            format!("{place}..{end} zeroed")
        }
        3 => {
            let (a, b) = (place / PAGE % pages, usize::try_from(next(seed)).unwrap_or(0) % pages);
            for at in 0..PAGE {
                out.swap(a * PAGE + at, b * PAGE + at);
            }
            format!("pages {a} and {b} swapped")
        }
        _ => {
            let from = usize::try_from(next(seed)).unwrap_or(0) % out.len();
            let length = (1 + usize::try_from(next(seed) % 200).unwrap()).min(out.len() - from.max(place));
            out.copy_within(from..from + length, place);
            format!("{from} written over {place}, {length} bytes")
        }
    };
    (what, out)
}

/// What a copy gives: its view where nothing is found, `None` where the damage is.
fn looked_at(copy: &Path, passphrase: Option<&str>) -> Option<String> {
    let store = Sqlite::open(copy, passphrase, &mut random(3)).ok()?;
    let (_, found) = store.verify().ok()?;
    let ledger = Ledger::new(store).ok();
    let page = ledger.as_ref().and_then(|it| it.page(&question(it)));
    assert!(page.is_none_or(|it| it == PAGE_KEPT), "another page than was kept");
    match (found.is_empty(), ledger) {
        (true, ledger) => Some(view(&ledger.expect("a ledger that verifies can be read"), 30, "clear")),
        // Found, and then either refused or what a view shows of it is right: the caller compares.
        (false, Some(ledger)) => {
            let shown = ledger.view(None, at(30), &Marking::clear()).ok()?;
            Some(serde_json::to_string(&shown).unwrap())
        }
        (false, None) => None,
    }
}

fn damage_is_found_or_harmless(passphrase: Option<&str>, rounds: u64) {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("armistice.db");
    let ledger = made(&path, passphrase);
    let good = view(&ledger, 30, "clear");
    drop(ledger);
    let bytes = fs::read(&path).unwrap();
    let copy = dir.path().join("copy.db");
    let (mut seed, mut found) = (11, 0);
    for n in 0..rounds {
        let (what, torn) = damaged(&bytes, n, &mut seed);
        let same = torn == bytes;
        for leftover in ["copy.db", "copy.db-wal", "copy.db-shm"] {
            let _ = fs::remove_file(dir.path().join(leftover));
        }
        fs::write(&copy, torn).unwrap();
        match looked_at(&copy, passphrase) {
            Some(now) => assert!(now == good, "{what}: a view differs, and nothing was said"),
            None => {
                found += 1;
                assert!(!same, "{what}: nothing was damaged");
            }
        }
    }
    assert!(found * 3 > rounds, "most damage must be found: {found} of {rounds}");
}

#[test]
fn damage_to_an_open_ledger_is_found_or_harmless() {
    damage_is_found_or_harmless(None, times(300, 10_000));
}

#[test]
fn damage_to_a_closed_ledger_is_found_or_harmless() {
    // Deriving the key takes a tenth of a second each.
    damage_is_found_or_harmless(Some("four tall ships"), times(30, 1_000));
}

/// Whoever takes rows away has to answer for it, also at the end, where no later link is missing.
#[test]
fn a_missing_row_is_named() {
    for (sql, expect) in [
        ("DROP TRIGGER heads_are_not_removed; DELETE FROM heads WHERE seq = 11", "missing"),
        ("DROP TRIGGER heads_are_not_removed; DELETE FROM heads WHERE seq = 2", "missing"),
        ("DELETE FROM keys WHERE seq = 1", "gone, and no expunge says so"),
        ("DELETE FROM contents WHERE seq = 1", "missing"),
        ("DROP TRIGGER heads_are_not_changed; UPDATE heads SET sealed = (SELECT sealed FROM heads WHERE seq = 1) WHERE seq = 2", "open"),
        ("UPDATE settings SET value = x'00' WHERE name = 'tip'", "ends"),
    ] {
        let dir = TempDir::new().unwrap();
        let path = dir.path().join("armistice.db");
        drop(made(&path, None));
        let raw = rusqlite::Connection::open(&path).unwrap();
        raw.execute_batch(sql).unwrap();
        let triggers = include_str!("../../migrations/triggers.sql");
        for trigger in triggers.lines() {
            let _ = raw.execute_batch(trigger);
        }
        drop(raw);
        let store = opened(&path);
        let (_, damage) = store.verify().unwrap();
        assert!(damage.iter().any(|it| it.what.contains(expect)), "{sql}: {damage:?}");
    }
}

#[test]
fn a_file_that_is_no_ledger_or_an_empty_one_is_refused_and_left_as_it_is() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("armistice.db");
    fs::write(&path, "").unwrap();
    assert!(matches!(Sqlite::open(&path, None, &mut random(1)), Err(Error::Corrupt { .. })));
    fs::write(&path, "words and more words, a hundred bytes of them and none of a database at all, whatever may be said of it, here")
        .unwrap();
    assert!(matches!(Sqlite::open(&path, None, &mut random(1)), Err(Error::NotALedger { .. })));
    assert!(fs::read_to_string(&path).unwrap().starts_with("words"));
    fs::remove_file(&path).unwrap();
    rusqlite::Connection::open(&path).unwrap().execute_batch("CREATE TABLE other (a)").unwrap();
    assert!(matches!(Sqlite::open(&path, None, &mut random(1)), Err(Error::NotALedger { .. })));
}

/// So many that they are opened by several threads: in order, and of two that are damaged the first is named.
#[test]
fn thousands_of_heads_come_in_order_and_the_first_damaged_is_named() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("armistice.db");
    let mut store = opened(&path);
    let entry = |n: usize| NewEntry {
        kind: EntryKind::Entered(EnteredKind::Retract),
        subject: n.to_string(),
        known: at(1),
        recorded: Recorded(at(2).0),
        author: "Ada Penn".to_owned(),
        marking: Marking::clear(),
        content: "{}".to_owned(),
    };
    let entries: Vec<NewEntry> = (0..2_500).map(entry).collect();
    let heads = store.append(&entries, 0, &mut random(3)).unwrap();
    assert!(heads.iter().enumerate().all(|(n, it)| it.subject == Some(n.to_string())));
    assert_eq!(store.heads().unwrap(), heads);
    drop(store);
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.execute_batch("DROP TRIGGER heads_are_not_changed; UPDATE heads SET sealed = x'00' WHERE seq IN (900, 2300)").unwrap();
    raw.execute_batch(
        "CREATE TRIGGER heads_are_not_changed    BEFORE UPDATE ON heads    BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END",
    )
    .unwrap();
    drop(raw);
    let damage = opened(&path).heads().unwrap_err();
    assert!(matches!(damage, Error::Damaged { seq: 900, .. }), "{damage}");
}
