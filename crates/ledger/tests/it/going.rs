//! What must go is gone, byte for byte; a closed file opens with its passphrase only; a backup has all of it and nothing more.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use armistice_ledger::{Error, Expunge, Ledger, NewEntered, NewReport, Sqlite, Store, Wiped, export};
use armistice_types::entries::{Content, DraftEntry, Paper, Passage, Retract};
use armistice_types::marking::{AttributionLevel, Marking};
use armistice_types::report::Report;
use armistice_types::statement::Reading;
use armistice_types::time::Recorded;
use tempfile::TempDir;

use super::made::{actor, case, next, note_on, random, times};
use super::{at, file, opened, reading, report, view};

/// The ledger's file, its journal, and whatever else lies in the folder, and a new backup.
fn files(ledger: &Ledger<Sqlite>, dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let backup = dir.join("backup.db");
    let _ = fs::remove_file(&backup);
    // The caller's ledger is open all the while, so that the journal is there.
    let _ = ledger.heads();
    opened(&dir.join("armistice.db")).back_up(&backup).unwrap();
    let all = fs::read_dir(dir).unwrap().map(|it| it.unwrap().path());
    all.map(|path| (path.clone(), fs::read(&path).unwrap())).collect()
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|it| it == needle)
}

fn put(ledger: &mut Ledger<Sqlite>, n: i8, word: &str) {
    let text = format!("The ferry {word} stopped.");
    let report = Report { id: format!("sha256:{word}"), text: text.into(), ..report(n) };
    let reading = Reading { report: report.clone(), ..reading(n) };
    let new = NewReport { report: &report, known: Some(at(n)), marking: Marking::clear(), attribution: AttributionLevel::OnTheRecord };
    file(ledger, &new, &reading, "rules/1.0.0", at(20));
    let passages = vec![Passage { report: report.id, words: format!("The ferry {word}") }];
    let draft =
        DraftEntry { paper: Paper { name: word.to_owned(), passages }, text: None, version: None, parent: None, custody: None, note: None };
    let new = NewEntered { known: None, author: "Ada Penn".to_owned(), marking: Marking::clear(), content: Content::Draft(draft) };
    ledger.enter(&new, Recorded(at(21).0), &mut random(n.unsigned_abs().into())).unwrap();
}

/// What of an entry must be nowhere: its key, as it is and as it was sealed, and its content, plain and sealed.
fn remains(dir: &Path, ledger: &Ledger<Sqlite>, seq: u64) -> Vec<Vec<u8>> {
    let raw = rusqlite::Connection::open(dir.join("armistice.db")).unwrap();
    let row = |table: &str| {
        let query = format!("SELECT sealed FROM {table} WHERE seq = {seq}");
        raw.query_row(&query, [], |row| row.get::<_, Vec<u8>>(0)).unwrap()
    };
    let (key, content) = ledger.whole(&ledger.heads()[usize::try_from(seq).unwrap() - 1]).unwrap().kept.unwrap();
    let sealed_content = row("contents");
    let some = sealed_content[..sealed_content.len().min(400)].to_vec();
    vec![key, row("keys"), some, content.into_bytes()]
}

/// A page of these words, as it is kept.
fn kept_page(dir: &Path, ledger: &mut Ledger<Sqlite>, words: &str) -> Vec<u8> {
    let question = ledger.question(at(30), &Marking::clear(), &["positions"]);
    ledger.keep_page(&question, words.as_bytes(), &mut random(99));
    assert_eq!(ledger.page(&question).as_deref(), Some(words.as_bytes()));
    let raw = rusqlite::Connection::open(dir.join("armistice.db")).unwrap();
    raw.query_row("SELECT sealed FROM pages", [], |row| row.get(0)).unwrap()
}

#[test]
fn what_is_expunged_is_nowhere_and_the_rest_verifies() {
    let mut seed = 5;
    for round in 0..times(20, 1_000) {
        let dir = TempDir::new().unwrap();
        let path = dir.path().join("armistice.db");
        let mut ledger = Ledger::new(opened(&path)).unwrap();
        let n = 1 + i8::try_from(next(&mut seed) % 6).unwrap();
        let words: Vec<String> = (0..n).map(|it| format!("canary{round}x{it}")).collect();
        for (word, n) in words.iter().zip(1..) {
            put(&mut ledger, n, word);
        }
        let target = usize::try_from(next(&mut seed)).unwrap_or(0) % words.len();
        let closed = round % 10 == 0;
        if closed {
            ledger.store().close_by(Some("four tall ships"), &mut random(round)).unwrap();
            ledger.store().close_by(None, &mut random(round + 1)).unwrap();
        }
        let going = ledger.going(&[ledger.heads()[target * 3].id.clone()]).unwrap();
        assert_eq!(going.len(), 3, "report, reading, and the entry that holds its words");
        let mut needles: Vec<Vec<u8>> = going.iter().flat_map(|it| remains(dir.path(), &ledger, it.seq)).collect();
        needles.push(kept_page(dir.path(), &mut ledger, &words[target]));
        assert!(
            files(&ledger, dir.path()).iter().any(|(_, bytes)| needles.iter().any(|it| holds(bytes, it))),
            "the search finds what is there"
        );
        let before = ledger.heads().to_vec();
        let what = Expunge { heads: &going, case: None, author: "Ada Penn", why: "asked for by the port", why_below: None };
        let (ids, wiped) = ledger.expunge(&what, Recorded(at(22).0), &mut random(round)).unwrap();
        assert_eq!(wiped, Wiped::All);
        for (path, bytes) in files(&ledger, dir.path()) {
            for needle in needles.iter().chain([&words[target].clone().into_bytes()]) {
                assert!(!holds(&bytes, needle), "round {round}: {} holds what was expunged", path.display());
            }
        }
        let (entries, damage) = ledger.store().verify().unwrap();
        assert_eq!((entries, damage), (before.len() + 1, Vec::new()));
        assert_eq!(ids, [ledger.heads().last().unwrap().id.clone()]);
        for (was, is) in before.iter().zip(ledger.heads()) {
            assert_eq!((&was.id, &was.digest, &was.chain), (&is.id, &is.digest, &is.chain), "a tombstone keeps the chain whole");
        }
        let shown = view(&ledger, 30, "clear");
        assert!(!shown.contains(&words[target]) && words.iter().filter(|it| shown.contains(it.as_str())).count() == words.len() - 1);
    }
}

/// Of what goes together parts may be in sight of who may not see the rest: to them no reason is handed out, since it may tell of that.
#[test]
fn the_reason_stands_at_the_marking_of_all_that_goes() {
    let mut ledger = Ledger::new(Sqlite::in_memory(&mut random(1)).unwrap()).unwrap();
    put(&mut ledger, 1, "heron");
    let marked = |marking: &str, n: u64, ledger: &mut Ledger<Sqlite>| {
        let content = Content::Retract(Retract { entry: "none".to_owned(), why: None });
        let new = NewEntered { known: None, author: "Ada Penn".to_owned(), marking: marking.parse().unwrap(), content };
        ledger.enter(&new, Recorded(at(21).0), &mut random(n)).unwrap()
    };
    let (port, quay) = (marked("amber:port", 2, &mut ledger), marked("green:quay", 3, &mut ledger));
    let report = ledger.heads()[0].id.clone();
    let going = ledger.going(&[report, port, quay]).unwrap();
    let what =
        Expunge { heads: &going, case: None, author: "Ada Penn", why: "the canary asked for it", why_below: Some("spring cleaning") };
    let (made, _) = ledger.expunge(&what, Recorded(at(22).0), &mut random(4)).unwrap();
    let says = |ledger: &Ledger<Sqlite>, clearance: &str| {
        let lines = export(ledger, Some((&case(), &clearance.parse().unwrap()))).unwrap();
        lines.lines(ledger).map(Result::unwrap).filter(|it| it.contains("\"expunge\"")).collect::<Vec<String>>()
    };
    for (clearance, seen) in [("clear", 1), ("red", 1), ("red:port", 2), ("red:quay", 2)] {
        let lines = says(&ledger, clearance);
        let told = |it: &String| !it.contains("canary") && it.contains("spring cleaning");
        assert!(lines.len() == seen && lines.iter().all(told), "{clearance}: {lines:?}");
    }
    let lines = says(&ledger, "red:port,quay");
    assert_eq!((lines.len(), made.len()), (4, 4));
    let whole: Vec<&String> = lines.iter().filter(|it| it.contains("canary")).collect();
    let all_named = whole.iter().all(|line| going.iter().all(|it| line.contains(&it.id)) && line.contains(&made[3]));
    assert!(whole.len() == 1 && all_named, "{lines:?}");
    assert_eq!(ledger.store().verify().unwrap().1, []);
}

/// An entry that a row of the case hides has a tombstone that is as hidden, as far as the row was hidden when it went.
#[test]
fn that_something_went_shows_where_it_showed() {
    let mut case = case();
    case.actors = vec![actor("vex", "red")];
    for (whole, seen) in [(Some(&case), 0), (None, 3)] {
        let mut ledger = Ledger::new(Sqlite::in_memory(&mut random(1)).unwrap()).unwrap();
        let new = NewEntered { known: None, author: "Ada Penn".to_owned(), marking: Marking::clear(), content: note_on("vex") };
        let note = ledger.enter(&new, Recorded(at(21).0), &mut random(2)).unwrap();
        let content = Content::Retract(Retract { entry: note.clone(), why: None });
        let back = ledger.enter(&NewEntered { content, ..new }, Recorded(at(21).0), &mut random(3)).unwrap();
        let going = ledger.going(&[note, back]).unwrap();
        let what = Expunge { heads: &going, case: whole, author: "Ada Penn", why: "asked for", why_below: None };
        ledger.expunge(&what, Recorded(at(22).0), &mut random(4)).unwrap();
        let entries = |clearance: &str| export(&ledger, Some((&case, &clearance.parse().unwrap()))).unwrap().heads.len();
        assert_eq!((entries("clear"), entries("red")), (seen, 3));
        assert_eq!(ledger.store().verify().unwrap().1, []);
    }
}

/// While another process reads, its snapshot keeps the journal: that is said, remembered, and done later.
#[test]
fn remains_that_another_process_holds_are_owed_and_go_later() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("armistice.db");
    let mut ledger = Ledger::new(opened(&path)).unwrap();
    put(&mut ledger, 1, "canary");
    let needles = remains(dir.path(), &ledger, 1);
    let reader = rusqlite::Connection::open(&path).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM heads").unwrap();
    let going = ledger.going(&[ledger.heads()[0].id.clone()]).unwrap();
    let what = Expunge { heads: &going, case: None, author: "Ada Penn", why: "asked for", why_below: None };
    let (_, wiped) = ledger.expunge(&what, Recorded(at(22).0), &mut random(2)).unwrap();
    assert_eq!(wiped, Wiped::Owed);
    assert!(ledger.store().verify().unwrap().1.iter().any(|it| it.what.contains("remains")));
    assert!(!view(&ledger, 30, "clear").contains("canary"), "it cannot be read any more all the same");
    // Whoever opens it meanwhile neither waits for the reader nor writes the whole file into the journal, and a copy has no remains.
    let (journal, backup) = (dir.path().join("armistice.db-wal"), dir.path().join("copy.db"));
    let (before, began) = (fs::metadata(&journal).unwrap().len(), Instant::now());
    opened(&path).back_up(&backup).unwrap();
    assert!(began.elapsed() < Duration::from_secs(8) && fs::metadata(&journal).unwrap().len() == before);
    assert_eq!(Sqlite::open_read_only(&backup, None, &mut random(3)).unwrap().verify().unwrap().1, []);
    drop(reader);
    let mut ledger = Ledger::new(opened(&path)).unwrap();
    assert_eq!(ledger.store().verify().unwrap().1, []);
    assert!(files(&ledger, dir.path()).iter().all(|(_, bytes)| needles.iter().all(|it| !holds(bytes, it))));
}

/// A process that looked at the ledger before an expunge may hold words of what is gone: it adds nothing. Behind mere additions it does.
#[test]
fn nothing_is_added_by_who_does_not_know_of_an_expunge() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("armistice.db");
    let mut ledger = Ledger::new(opened(&path)).unwrap();
    put(&mut ledger, 1, "canary");
    let mut late = Ledger::new(opened(&path)).unwrap();
    put(&mut ledger, 2, "heron");
    let words = |words: &str| {
        let content = Content::Retract(Retract { entry: "none".to_owned(), why: Some(words.to_owned()) });
        NewEntered { known: None, author: "Ada Penn".to_owned(), marking: Marking::clear(), content }
    };
    late.enter(&words("behind the heron"), Recorded(at(21).0), &mut random(1)).unwrap();
    let mut ledger = Ledger::new(opened(&path)).unwrap();
    let going = ledger.going(&[ledger.heads()[0].id.clone()]).unwrap();
    ledger
        .expunge(
            &Expunge { heads: &going, case: None, author: "Ada Penn", why: "asked for", why_below: None },
            Recorded(at(22).0),
            &mut random(2),
        )
        .unwrap();
    let refused = late.enter(&words("of the canary"), Recorded(at(23).0), &mut random(3)).unwrap_err();
    assert!(matches!(refused, Error::Moved), "{refused}");
    assert_eq!(Ledger::new(opened(&path)).unwrap().heads().len(), ledger.heads().len());
    // Now it knows.
    late.enter(&words("of the heron"), Recorded(at(24).0), &mut random(4)).unwrap();
    assert_eq!(late.store().verify().unwrap().1, []);
}

#[test]
fn a_closed_ledger_opens_with_its_passphrase_only() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("armistice.db");
    let mut ledger = Ledger::new(opened(&path)).unwrap();
    put(&mut ledger, 1, "canary");
    let shown = view(&ledger, 30, "clear");
    let old = rusqlite::Connection::open(&path).unwrap();
    let old: Vec<u8> = old.query_row("SELECT value FROM settings WHERE name = 'key'", [], |row| row.get(0)).unwrap();
    assert_eq!(ledger.store().close_by(Some("four tall ships"), &mut random(2)).unwrap(), Wiped::All);
    let open = |passphrase| Sqlite::open(&path, passphrase, &mut random(3));
    assert!(matches!(open(None), Err(Error::Closed)) && matches!(open(Some("four tall ship")), Err(Error::WrongPassphrase)));
    let mut again = Ledger::new(open(Some("four tall ships")).unwrap()).unwrap();
    assert_eq!(view(&again, 30, "clear"), shown);
    assert!(again.store().verify().unwrap().1.is_empty() && again.store().is_closed().unwrap());
    let mut all = Vec::new();
    for file in fs::read_dir(dir.path()).unwrap() {
        all.extend(fs::read(file.unwrap().path()).unwrap());
    }
    assert!(!holds(&all, &old) && !holds(&all, b"Ada Penn") && !holds(&all, b"canary") && !holds(&all, b"2031-10"));
    // A backup of a closed ledger is closed, by the same passphrase.
    let backup = dir.path().join("backup.db");
    again.store().back_up(&backup).unwrap();
    assert!(matches!(Sqlite::open(&backup, None, &mut random(3)), Err(Error::Closed)));
    again.store().close_by(None, &mut random(4)).unwrap();
    assert_eq!(view(&Ledger::new(open(None).unwrap()).unwrap(), 30, "clear"), shown);
}

#[test]
fn a_backup_is_whole_and_never_written_over_another_file() {
    let dir = TempDir::new().unwrap();
    let (path, backup) = (dir.path().join("armistice.db"), dir.path().join("backup.db"));
    let mut ledger = Ledger::new(opened(&path)).unwrap();
    put(&mut ledger, 1, "canary");
    ledger.store().back_up(&backup).unwrap();
    assert_eq!(opened(&backup).heads().unwrap(), ledger.heads());
    put(&mut ledger, 2, "heron");
    assert!(matches!(ledger.store().back_up(&backup), Err(Error::File { .. })));
    assert_eq!(opened(&backup).heads().unwrap().len(), 3);
    let left = fs::read_dir(dir.path()).unwrap().filter(|it| it.as_ref().unwrap().file_name().to_string_lossy().ends_with(".part")).count();
    assert_eq!(left, 0);
}
