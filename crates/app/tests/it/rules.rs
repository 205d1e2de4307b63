//! When the rules change, what a ledger holds is read again, without anybody asking.

use std::fs;
use std::process::Command;

use armistice_ledger::{Ledger, NewReport, Random, Sqlite, Taking};
use armistice_types::marking::{AttributionLevel, Marking};
use armistice_types::statement::Reading;
use armistice_types::time::Recorded;
use tempfile::TempDir;

const CASE: &str = "[case]\nname = \"The Selm ferry\"\ntime_zone = \"UTC\"\nfictional = true\n\n[[actor]]\nid = \"port\"\nname = \"the port\"\nkind = \"organisation\"\n\n[[track]]\nid = \"ferry\"\nname = \"the ferry\"\n";
const REPORT: &str = "Outlet: Selm Courier\nDate: 2031-03-04\n\nThe port's director, Ada Marsh, said on Monday that no ferry would sail.\n";

#[test]
fn a_ledger_read_by_other_rules_is_read_again() {
    let dir = TempDir::new().unwrap();
    fs::create_dir(dir.path().join("reports")).unwrap();
    fs::write(dir.path().join("case.toml"), CASE).unwrap();
    fs::write(dir.path().join("reports/one.txt"), REPORT).unwrap();
    let statements = || {
        let output = Command::new(env!("CARGO_BIN_EXE_armistice"))
            .args(["statements", dir.path().to_str().unwrap(), "--format", "json"])
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let mut n = 0_u8;
    let mut random = |place: &mut [u8]| {
        place.fill_with(|| {
            n = n.wrapping_mul(77).wrapping_add(13);
            n
        });
        Ok(())
    };
    let opened = |random: Random<'_>| Sqlite::open(&dir.path().join("armistice.db"), None, random).unwrap();
    let entries = |random: Random<'_>| opened(random).verify().unwrap().0;
    let before = statements();
    assert!(before.contains("no ferry would sail"), "{before}");
    assert_eq!((statements(), entries(&mut random)), (before.clone(), 3), "the same rules read once, the case file kept once");

    // Another build of the same version found nothing in the report, later; the file of the report is gone, too.
    let mut ledger = Ledger::new(opened(&mut random)).unwrap();
    let report = ledger.report(&ledger.unread("rules/999.0.0", &Marking::clear())[0]).unwrap();
    let nothing = Reading {
        schema: 1,
        report: report.clone(),
        sentences: Vec::new(),
        actors: Vec::new(),
        statements: Vec::new(),
        events: Vec::new(),
        proposals: Vec::new(),
        dates: Vec::new(),
        problems: Vec::new(),
    };
    let other = concat!("rules/", env!("CARGO_PKG_VERSION"), "+other");
    let taken = NewReport { report: &report, known: None, marking: Marking::clear(), attribution: AttributionLevel::OnTheRecord };
    let by = Taking { clearance: &Marking::clear(), reader: other, now: Recorded(jiff::Timestamp::now()), random: &mut random };
    ledger.file(&[(taken, &nothing)], by).unwrap();
    drop(ledger);
    fs::remove_file(dir.path().join("reports/one.txt")).unwrap();
    assert_eq!((statements(), entries(&mut random)), (before, 5), "read again by the rules at hand");
}
