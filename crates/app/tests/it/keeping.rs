//! A ledger kept, copied, moved, searched, closed and cleaned through the commands that a user types.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::Value;
use tempfile::TempDir;

use crate::running::{Given, Ran, case, copy, inside_with};

/// A run with random bytes of its own, so that ids come once.
pub(crate) fn inside(args: &[&str]) -> Ran {
    static SEED: AtomicU64 = AtomicU64::new(1);
    inside_with(args, Given { seed: SEED.fetch_add(1 << 32, Ordering::Relaxed), ..Given::default() })
}

/// The harbour case with its reports, in a folder of its own.
pub(crate) fn harbour() -> (TempDir, PathBuf) {
    let top = TempDir::new().unwrap();
    let dir = top.path().join("talks");
    copy(&case("harbour"), &dir);
    (top, dir)
}

pub(crate) fn text(ran: &Ran) -> String {
    String::from_utf8_lossy(&ran.out).into_owned() + &String::from_utf8_lossy(&ran.err)
}

#[track_caller]
pub(crate) fn fine(args: &[&str]) -> String {
    let ran = inside(args);
    assert_eq!(ran.status, 0, "{args:?}: {}", text(&ran));
    String::from_utf8(ran.out).unwrap()
}

#[track_caller]
pub(crate) fn refused(args: &[&str], status: u8, says: &str) {
    let ran = inside(args);
    assert_eq!(ran.status, status, "{args:?}: {}", text(&ran));
    assert!(text(&ran).contains(says), "{args:?}: {}", text(&ran));
}

pub(crate) fn path(at: &Path) -> &str {
    at.to_str().unwrap()
}

#[test]
fn an_export_fits_its_schema_and_makes_the_same_ledger() {
    let (top, dir) = harbour();
    fine(&["note", path(&dir), "case", "seen on the quay", "--author", "Ada Penn", "--marking", "amber"]);
    let out = top.path().join("out.jsonl");
    refused(&["export", path(&dir)], 2, "--clearance");
    fine(&["export", path(&dir), "--clearance", "top", "-o", path(&out)]);
    #[cfg(unix)]
    assert_eq!(std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&out).unwrap().permissions()) & 0o077, 0, "keys are in it");
    let lines = fs::read_to_string(&out).unwrap();
    let schema: Value = serde_json::from_str(include_str!("../../../../schema/ledger.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for line in lines.lines() {
        let value: Value = serde_json::from_str(line).unwrap();
        assert!(schema.is_valid(&value), "{:.200}: {:?}", line, schema.iter_errors(&value).map(|it| it.to_string()).collect::<Vec<_>>());
    }
    let other = top.path().join("other");
    let said = fine(&["import", path(&other), path(&out)]);
    assert!(said.contains("entries imported") && said.contains("case.toml` was written from the export"), "{said}");
    assert_eq!(fs::read_to_string(other.join("case.toml")).unwrap(), fs::read_to_string(dir.join("case.toml")).unwrap());
    assert_eq!(fine(&["export", path(&other), "--clearance", "top"]), lines);
    let page = |dir: &Path| fine(&["brief", path(dir), "--clearance", "top", "--format", "md"]);
    assert_eq!(page(&other), page(&dir), "a ledger without its folder gives the same page");
    refused(&["import", path(&other), path(&out)], 2, "no ledger yet");
    // What a clearance may not see is not in its export.
    let part = fine(&["export", path(&dir), "--clearance", "green"]);
    assert!(!part.contains("seen on the quay") && part.lines().count() + 1 == lines.lines().count());
    let csv = fine(&["export", path(&dir), "--clearance", "top", "--format", "csv"]);
    assert_eq!(csv::Reader::from_reader(csv.as_bytes()).records().count() + 1, lines.lines().count());
    let torn = top.path().join("torn.jsonl");
    fs::write(&torn, lines.replace("quay", "Quay")).unwrap();
    refused(&["import", path(&top.path().join("third")), path(&torn)], 2, "nothing was imported");
    assert!(!top.path().join("third/armistice.db").exists());
}

#[test]
fn what_reads_everything_needs_the_top_and_says_no_more_below_it() {
    let (top, dir) = harbour();
    fine(&["positions", path(&dir)]);
    assert!(fine(&["verify", path(&dir)]).contains("0 damaged"));
    fine(&["note", path(&dir), "case", "seen on the quay", "--author", "Ada Penn", "--marking", "red:quay"]);
    let backup = top.path().join("copy.db");
    let commands: [&[&str]; 4] = [
        &["verify", path(&dir)],
        &["backup", path(&dir), path(&backup)],
        &["passphrase", path(&dir), "--close"],
        &["expunge", path(&dir), "e0123456789ab", "--why", "asked for", "--author", "Ada Penn"],
    ];
    for command in commands {
        refused(command, 2, "--clearance top");
        refused(&[command, &["--clearance", "amber"]].concat(), 2, "needs --clearance top");
        refused(&[command, &["--clearance", "red:quay"]].concat(), 2, "needs --clearance top");
    }
    assert!(fine(&["verify", path(&dir), "--clearance", "top"]).contains("0 damaged"));
    assert!(fine(&["backup", path(&dir), path(&backup), "--clearance", "top"]).contains("marking red:quay"));
    refused(&["backup", path(&dir), path(&backup), "--clearance", "top"], 2, "copy.db");
    fs::copy(&backup, dir.join("armistice.db")).unwrap();
    assert!(fine(&["entries", path(&dir), "--clearance", "top"]).contains("seen on the quay"));
    refused(&["positions", path(&dir)], 2, "--clearance");
}

#[test]
fn an_expunged_report_is_gone_from_every_page_and_does_not_come_back() {
    let (top, dir) = harbour();
    let page = fine(&["statements", path(&dir)]);
    assert!(page.contains("cannot promise what I cannot pay for"));
    let secret = top.path().join("secret.txt");
    fs::write(
        &secret,
        "Outlet: Eskerry Packet\nDate: 2032-05-04\n\nThe union leader, Mara Holt, said on Tuesday that the heron would land at noon.\n",
    )
    .unwrap();
    fine(&["add", path(&dir), path(&secret), "--marking", "red"]);
    let rest = ["--why", "asked for", "--author", "Ada Penn", "--clearance", "top"];
    let by_number = [&["expunge", path(&dir), "R2", "R3"], &rest[..]].concat();
    refused(&by_number, 2, "this cannot be undone");
    refused(&[&by_number[..], &["--yes"]].concat(), 2, "give ids");
    assert!(fine(&["statements", path(&dir), "--clearance", "top"]).contains("heron"));
    let shown = text(&inside(&by_number));
    let ids: Vec<&str> = shown.lines().filter(|it| it.contains("report taken in (")).filter_map(|it| it[6..].split(':').next()).collect();
    assert!(ids.len() == 2 && shown.contains("Eskerry Packet: \"I cannot promise"), "{shown}");
    let done = inside(&[&["expunge", path(&dir), "--yes"], &ids[..], &rest[..]].concat());
    let said = text(&done);
    assert!(done.status == 0 && said.contains("destroyed by Ada Penn") && said.contains("02-eskerry-packet.txt"), "{said}");
    assert!(said.contains("the last with the reason at marking red\n") && said.contains("note: at clear it shows"), "{said}");
    let exported = |clearance| fine(&["export", path(&dir), "--clearance", clearance]);
    assert!(exported("red").contains("asked for") && !exported("amber").contains("asked for"), "one of the two reports was red");
    for clearance in ["clear", "top"] {
        let after = fine(&["statements", path(&dir), "--clearance", clearance]);
        assert!(!after.contains("heron") && !after.contains("cannot promise what I cannot pay for"), "{after}");
    }
    assert!(!dir.join("reports/02-eskerry-packet.txt").exists());
    assert!(fine(&["verify", path(&dir), "--clearance", "top"]).contains("0 damaged"));
    refused(&["search", path(&dir), "--clearance", "top", "**"], 2, "no word");
    assert!(fine(&["search", path(&dir), "--clearance", "top", "heron"]).contains("0 of"));
}

/// The clock of one was ahead; what another does after that counts all the same, and looking keeps nothing again.
#[test]
fn a_clock_that_is_behind_takes_nothing_back() {
    let (_top, dir) = harbour();
    let mut seed = 1 << 60;
    let mut at = |now, args: &[&str]| {
        seed += 1 << 32;
        let all = [&args[..1], &[path(&dir)], &args[1..]].concat();
        let ran = inside_with(&all, Given { now, seed, author: Some("Ada Penn"), ..Given::default() });
        assert_eq!(ran.status, 0, "{all:?}: {}", text(&ran));
        text(&ran)
    };
    let (ahead, behind) = ("2042-01-01T12:00:00Z", "2032-07-01T12:00:00Z");
    let said = at(ahead, &["note", "case", "the wrong heron"]);
    at(ahead, &["keep", "bottom-line", "The old heron."]);
    let id = said.split("entry ").nth(1).and_then(|it| it.split(' ').next()).unwrap().to_owned();
    at(behind, &["retract", &id, "--why", "mistaken"]);
    at(behind, &["keep", "bottom-line", "The new heron."]);
    let page = at(behind, &["brief"]);
    assert!(page.contains("The new heron.") && !page.contains("The old heron.") && !page.contains("the wrong heron"), "{page}");
    let case = fs::read_to_string(dir.join("case.toml")).unwrap() + "# mended\n";
    fs::write(dir.join("case.toml"), &case).unwrap();
    let lines = [(); 3].map(|()| {
        at(behind, &["brief"]);
        at(behind, &["export"])
    });
    assert!(lines.iter().all(|it| *it == lines[0]) && lines[0].contains("# mended"));
}

#[test]
fn a_closed_ledger_asks_for_its_passphrase() {
    let (_top, dir) = harbour();
    let page = fine(&["positions", path(&dir)]);
    let with = |args: &[&str], passphrase: Option<&'static str>, new: Option<&'static str>| {
        inside_with(args, Given { passphrase, new_passphrase: new, ..Given::default() })
    };
    refused(&["passphrase", path(&dir), "--change"], 2, "is open");
    refused(&["passphrase", path(&dir), "--close"], 2, "ARMISTICE_NEW_PASSPHRASE");
    let short = with(&["passphrase", path(&dir), "--close"], None, Some("short"));
    assert!(short.status == 2 && text(&short).contains("8 characters"));
    assert_eq!(with(&["passphrase", path(&dir), "--close"], None, Some("four tall ships")).status, 0);
    refused(&["positions", path(&dir)], 2, "closed by a passphrase");
    let wrong = with(&["positions", path(&dir)], Some("four small ships"), None);
    assert!(wrong.status == 2 && text(&wrong).contains("not the passphrase"), "{}", text(&wrong));
    let open = with(&["positions", path(&dir), "--no-write"], Some("four tall ships"), None);
    assert_eq!(String::from_utf8(open.out).unwrap(), page);
    assert_eq!(with(&["passphrase", path(&dir), "--change"], Some("four tall ships"), Some("five tall ships")).status, 0);
    assert_eq!(with(&["positions", path(&dir)], Some("four tall ships"), None).status, 2);
    assert_eq!(with(&["passphrase", path(&dir), "--open"], Some("five tall ships"), None).status, 0);
    assert_eq!(fine(&["positions", path(&dir)]), page);
}

#[test]
fn search_finds_reports_and_entries_and_every_line_has_its_marking() {
    let (_top, dir) = harbour();
    fine(&["note", path(&dir), "case", "The heron lands at noon.", "--author", "Ada Penn", "--marking", "amber"]);
    let page = fine(&["search", path(&dir), "pay", "for", "--clearance", "amber"]);
    assert!(page.contains("R2 L") && page.contains("of 12 reports and entries hold every word"), "{page}");
    let page = fine(&["search", path(&dir), "HERON", "--clearance", "amber"]);
    assert!(page.contains("marking amber") && page.contains("by Ada Penn"), "{page}");
    assert!(fine(&["search", path(&dir), "heron", "--clearance", "green"]).contains("0 of 11"));
    let value: Value =
        serde_json::from_str(&fine(&["search", path(&dir), "\"night hand\"", "--clearance", "clear", "--format", "json"])).unwrap();
    let lines = value["outline"]["sections"][0]["lines"].as_array().unwrap();
    assert!(lines.iter().all(|it| it["marking"] == "clear") && lines[0]["text"].as_str().unwrap().contains("night hand"), "{value}");
}

/// Files in `reports/` are clear; what is more than that must not lie there.
#[test]
fn a_file_of_the_folder_is_not_taken_in_under_a_marking() {
    let (top, dir) = harbour();
    let of_the_folder = fs::read_dir(dir.join("reports")).unwrap().map(|it| it.unwrap().path()).min().unwrap();
    refused(&["add", path(&dir), path(&of_the_folder), "--marking", "red"], 2, "move it elsewhere");
    refused(&["add", path(&dir), path(&of_the_folder), "--attribution", "off the record"], 2, "move it elsewhere");
    let elsewhere = top.path().join("copy.txt");
    fs::copy(&of_the_folder, &elsewhere).unwrap();
    let ran = self::inside(&["add", path(&dir), path(&elsewhere), "--marking", "red"]);
    assert!(text(&ran).contains("1 there already") && text(&ran).contains("stay as they are"), "{}", text(&ran));
}

/// A damaged file is named as such, by `verify` with exit status 1.
#[test]
fn verify_says_what_is_damaged() {
    let (_top, dir) = harbour();
    fine(&["positions", path(&dir)]);
    let ledger = dir.join("armistice.db");
    let whole = fs::read(&ledger).unwrap();
    let mut torn = whole.clone();
    let middle = torn.len() / 2;
    torn[middle..middle + 64].fill(0);
    fs::write(&ledger, &torn).unwrap();
    refused(&["verify", path(&dir)], 1, "damaged");
    fs::write(&ledger, &whole[..whole.len() / 3]).unwrap();
    refused(&["verify", path(&dir)], 1, "");
    fs::write(&ledger, "no ledger at all, but a text of some length, so that it is no empty file, and one that says so").unwrap();
    refused(&["verify", path(&dir)], 1, "not an armistice ledger");
    refused(&["positions", path(&dir)], 2, "not an armistice ledger");
}
