//! Pages that are kept: there for the same question, gone with what they rest on, and never in the way.

use armistice_ledger::{Expunge, Ledger, NewReport, Question, Sqlite};
use armistice_types::marking::{AttributionLevel, Clearance};
use armistice_types::time::Recorded;
use tempfile::TempDir;

use super::made::random;
use super::{at, file, marking, opened, reading, report};

/// A ledger with the reports of some days, each marked by its number.
fn with(dir: &TempDir, days: &[i8]) -> Ledger<Sqlite> {
    let mut ledger = Ledger::new(opened(&dir.path().join("armistice.db"))).unwrap();
    days.iter().for_each(|n| add(&mut ledger, *n));
    ledger
}

fn add(ledger: &mut Ledger<Sqlite>, n: i8) {
    let (report, reading) = (report(n), reading(n));
    let new = NewReport { report: &report, known: Some(at(n)), marking: marking(n), attribution: AttributionLevel::OnTheRecord };
    file(ledger, &new, &reading, "rules/1.0.0", at(20));
}

fn asked(ledger: &Ledger<Sqlite>, day: i8, clearance: &str) -> Question {
    ledger.question(at(day), &clearance.parse::<Clearance>().unwrap(), &["positions"])
}

#[test]
fn a_page_is_there_for_its_question_alone_until_another_entry_comes_in_sight() {
    let dir = TempDir::new().unwrap();
    let mut ledger = with(&dir, &[1, 3]);
    let question = asked(&ledger, 5, "amber");
    assert_eq!(ledger.page(&question), None);
    ledger.keep_page(&question, b"a page", &mut random(7));
    let mut ledger = with(&dir, &[]);
    assert_eq!(ledger.page(&asked(&ledger, 5, "amber")).as_deref(), Some(&b"a page"[..]));
    let others = [asked(&ledger, 4, "amber"), asked(&ledger, 5, "clear"), ledger.question(at(5), &"amber".parse().unwrap(), &["brief"])];
    assert!(others.iter().all(|it| ledger.page(it).is_none()));
    // One known later and one above the clearance make no other question; one in sight does.
    add(&mut ledger, 6);
    add(&mut ledger, 2);
    assert!(ledger.page(&asked(&ledger, 5, "amber")).is_some());
    add(&mut ledger, 4);
    assert!(ledger.page(&asked(&ledger, 5, "amber")).is_none());
    assert_eq!(ledger.store().verify().unwrap(), (10, Vec::new()));
}

#[test]
fn an_expunge_and_another_passphrase_destroy_all_pages_and_a_late_page_is_not_kept() {
    let dir = TempDir::new().unwrap();
    let (mut ledger, mut late) = (with(&dir, &[1, 3]), with(&dir, &[]));
    let question = asked(&ledger, 5, "amber");
    ledger.keep_page(&question, b"a page", &mut random(7));
    let going = ledger.going(&[ledger.heads()[0].id.clone()]).unwrap();
    let what = Expunge { heads: &going, case: None, author: "Ada Penn", why: "asked to", why_below: None };
    ledger.expunge(&what, Recorded(at(21).0), &mut random(8)).unwrap();
    // It was made before, by a process that does not know.
    late.keep_page(&question, b"words that are gone", &mut random(9));
    assert!(ledger.page(&question).is_none() && late.page(&question).is_none());
    let question = asked(&ledger, 5, "amber");
    ledger.keep_page(&question, b"another page", &mut random(10));
    assert!(ledger.page(&question).is_some());
    ledger.store().close_by(Some("four tall ships"), &mut random(11)).unwrap();
    assert!(ledger.page(&question).is_none());
}

#[test]
fn a_damaged_page_is_none_and_the_oldest_go() {
    let dir = TempDir::new().unwrap();
    let mut ledger = with(&dir, &[1]);
    let nth = |ledger: &Ledger<Sqlite>, n: usize| ledger.question(at(5), &"amber".parse().unwrap(), &[&n.to_string()]);
    for n in 0..70 {
        let question = nth(&ledger, n);
        ledger.keep_page(&question, &vec![7; 100 + n * 50], &mut random(n as u64));
    }
    let raw = rusqlite::Connection::open(dir.path().join("armistice.db")).unwrap();
    let long =
        |raw: &rusqlite::Connection| raw.query_row("SELECT count(DISTINCT length(sealed)) FROM pages", [], |row| row.get::<_, i64>(0));
    let there = (0..70).filter(|n| ledger.page(&nth(&ledger, *n)).is_some()).collect::<Vec<_>>();
    assert_eq!(there, (6..70).collect::<Vec<_>>());
    ledger.keep_page(&nth(&ledger, 0), &vec![7; (16 << 20) + 1], &mut random(3));
    assert!(ledger.page(&nth(&ledger, 0)).is_none(), "too long");
    assert_eq!(long(&raw).unwrap(), 1, "its length does not tell what a page says");
    raw.execute("UPDATE pages SET sealed = zeroblob(length(sealed))", []).unwrap();
    assert!(ledger.page(&nth(&ledger, 69)).is_none());
    assert_eq!(ledger.store().verify().unwrap(), (2, Vec::new()));
}
