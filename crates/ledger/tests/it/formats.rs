//! Ledgers of earlier formats, as the program wrote them: taken over with all they hold, and nothing of the old form left.

use std::fs;
use std::path::{Path, PathBuf};

use armistice_ledger::{Error, Ledger, Sqlite};
use armistice_types::entries::Content;
use armistice_types::view::View;
use tempfile::TempDir;

use super::made::random;
use super::opened;

const OLD: [(u32, &str, usize); 3] =
    [(1, include_str!("../formats/1.sql"), 2), (2, include_str!("../formats/2.sql"), 5), (3, include_str!("../formats/3.sql"), 5)];
/// Words of the report that all hold.
const WORDS: &[u8] = b"accept a toll of five crowns";

fn old(dir: &Path, sql: &str) -> PathBuf {
    let path = dir.join("armistice.db");
    rusqlite::Connection::open(&path).unwrap().execute_batch(sql).unwrap();
    path
}

fn holds(path: &Path, words: &[u8]) -> bool {
    fs::read(path).unwrap().windows(words.len()).any(|it| it == words)
}

fn seen(ledger: &Ledger<Sqlite>) -> View {
    ledger.view(None, "9999-01-01T00:00:00Z".parse().unwrap(), &"red".parse().unwrap()).unwrap()
}

#[test]
fn each_is_taken_over_with_all_it_holds_and_leaves_no_plain_word() {
    for (format, sql, entries) in OLD {
        let dir = TempDir::new().unwrap();
        let path = old(dir.path(), sql);
        assert_eq!(holds(&path, WORDS), format < 3, "contents are sealed from format 3 on");
        let read_only = Ledger::new(Sqlite::open_read_only(&path, None, &mut random(4)).unwrap()).unwrap();
        assert_eq!(read_only.heads().len(), entries);
        drop(read_only);
        let mut ledger = Ledger::new(opened(&path)).unwrap();
        assert_eq!(ledger.store().verify().unwrap(), (entries, Vec::new()), "format {format}");
        let view = seen(&ledger);
        assert!(view.reports[0].reading.report.text.contains("five crowns"));
        if format > 1 {
            let gone = view.retractions();
            assert_eq!(gone.len(), 1, "a retraction points to the new id of what it retracts");
            assert!(view.entries.iter().any(|it| gone.contains_key(it.id.as_str()) && matches!(it.content, Content::Draft(_))));
        }
        drop(ledger);
        for file in fs::read_dir(dir.path()).unwrap() {
            assert!(!holds(&file.unwrap().path(), WORDS), "format {format}");
        }
        assert_eq!(seen(&Ledger::new(opened(&path)).unwrap()), view);
    }
}

#[test]
fn a_damaged_one_is_not_taken_over_and_stays_as_it_is() {
    let dir = TempDir::new().unwrap();
    let path = old(dir.path(), &OLD[1].1.replace("seen by me", "seen by us"));
    let before = fs::read(&path).unwrap();
    assert!(matches!(Sqlite::open(&path, None, &mut random(1)), Err(Error::Damaged { seq: 3, .. })));
    let raw = rusqlite::Connection::open(&path).unwrap();
    assert_eq!(raw.query_row("SELECT count(*) FROM entries", [], |row| row.get::<_, i64>(0)).unwrap(), 5);
    drop(raw);
    assert_eq!(fs::read(&path).unwrap().len(), before.len());
}

#[test]
fn a_later_format_is_refused() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("armistice.db");
    drop(opened(&path));
    rusqlite::Connection::open(&path).unwrap().execute_batch("PRAGMA user_version = 5").unwrap();
    let refused = Sqlite::open(&path, None, &mut random(1)).unwrap_err();
    assert!(matches!(refused, Error::Newer { found: 5, newest: 4 }));
}

/// Whoever does not have the passphrase changes nothing, not even the format.
#[test]
fn a_closed_one_is_taken_over_with_its_passphrase_only() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("armistice.db");
    opened(&path).close_by(Some("four tall ships"), &mut random(2)).unwrap();
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.execute_batch("DROP TABLE pages; PRAGMA user_version = 3").unwrap();
    let format = || raw.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0)).unwrap();
    for (passphrase, after) in [(None, 3), (Some("five tall ships"), 3), (Some("four tall ships"), 4)] {
        assert_eq!(Sqlite::open(&path, passphrase, &mut random(3)).is_ok(), after == 4);
        assert_eq!(format(), after);
    }
}
