//! A page of many reports is kept, and is what would be made anew; of few it is not.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use tempfile::TempDir;

use crate::running::{Given, case, copy, inside_with};

/// Runs a command that must end well; the seed makes ids come once.
#[track_caller]
fn fine(args: &[&str], seed: u64) -> Vec<u8> {
    let ran = inside_with(args, Given { seed: seed << 40, author: Some("Ada Penn"), ..Given::default() });
    assert_eq!(ran.status, 0, "{args:?}: {}", String::from_utf8_lossy(&ran.err));
    ran.out
}

/// The numbers of the pages that are kept.
fn kept(dir: &Path) -> Vec<i64> {
    let file = Connection::open(dir.join("armistice.db")).unwrap();
    let mut rows = file.prepare("SELECT n FROM pages ORDER BY n").unwrap();
    rows.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn a_page_of_many_reports_is_kept_until_something_in_sight_changes() {
    let top = TempDir::new().unwrap();
    let dir = top.path().join("talks");
    copy(&case("harbour"), &dir);
    let at = dir.to_str().unwrap();
    fine(&["positions", at], 1);
    assert_eq!(kept(&dir), Vec::<i64>::new(), "few reports");
    let add = |n: usize, words: &str| {
        fs::write(dir.join(format!("reports/more{n:03}.txt")), format!("Outlet: Selm Post\nDate: 2031-09-01\n\nThe ferry {n} {words}.\n"))
            .unwrap();
    };
    (0..256).for_each(|n| add(n, "came in"));
    let page = fine(&["positions", at, "--clearance", "clear"], 2);
    let anew = || {
        let apart = TempDir::new().unwrap();
        let dir = apart.path().join("talks");
        copy(Path::new(at), &dir);
        fs::copy(Path::new(at).join("armistice.db"), dir.join("armistice.db")).unwrap();
        Connection::open(dir.join("armistice.db")).unwrap().execute("DELETE FROM pages", []).unwrap();
        fine(&["positions", dir.to_str().unwrap(), "--clearance", "clear"], 9)
    };
    assert_eq!(kept(&dir), [1]);
    assert_eq!(fine(&["positions", at, "--clearance", "clear"], 3), page);
    assert_eq!((kept(&dir), anew() == page), (vec![1], true), "it was not made again, and says what one made anew says");
    // What is hidden changes nothing, not even what is kept.
    fine(&["note", at, "case", "seen on the quay", "--marking", "red", "--clearance", "top"], 4);
    assert_eq!(fine(&["positions", at, "--clearance", "clear"], 5), page);
    assert_eq!(kept(&dir), [1]);
    // Where the page goes, and whether the ledger may be written, is no part of the question.
    let out = top.path().join("page.txt");
    fine(&["positions", at, "--clearance", "clear", "--no-write", "-o", out.to_str().unwrap()], 10);
    assert_eq!((fs::read(out).unwrap() == page, kept(&dir)), (true, vec![1]));
    // Another form, another question.
    fine(&["positions", at, "--clearance", "clear", "--format", "json"], 6);
    assert_eq!(kept(&dir), [1, 2]);
    add(300, "came in late");
    let later = fine(&["positions", at, "--clearance", "clear"], 7);
    assert_eq!((later != page, later == anew(), kept(&dir)), (true, true, vec![1, 2, 3]));
    // The case file is part of the question.
    let text = fs::read_to_string(dir.join("case.toml")).unwrap();
    fs::write(dir.join("case.toml"), format!("{text}\n# looked over\n")).unwrap();
    fine(&["positions", at, "--clearance", "clear"], 8);
    assert_eq!(kept(&dir), [1, 2, 3, 4]);
}
