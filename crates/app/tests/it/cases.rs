//! The project's own cases: their files hold, and their pages claim no more than the reports.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::running::{case, read_case, run};

#[test]
fn the_case_files_have_no_mistake() {
    for name in ["narrows", "harbour", "levant-2024"] {
        assert!(run(&["check", case(name).to_str().unwrap()]).contains("no mistakes"), "{name}");
    }
}

#[test]
fn a_conditional_yes_and_a_denied_account_are_no_agreement() {
    let harbour = read_case("harbour");
    let at = |day: &str| run(&["brief", harbour.to_str().unwrap(), "--no-write", "--as-of", day]);
    let waiting = at("2032-05-12");
    assert!(waiting.contains("CONDITIONAL (5 percent)") && waiting.contains("ACCEPTS ONLY"), "{waiting}");
    assert!(!waiting.contains("Members of the union vote"), "the vote was not known before the agreement");
    let denied = at("2032-05-17");
    assert!(!denied.contains("ACCEPTS: 10 days") && !denied.contains("AGREED"), "{denied}");
    let after = at("2032-05-23");
    assert!(!after.contains("ACCEPTS: 10 days"), "only the report's own voice has it");
    assert!(!after.contains("hardened"), "a condition dropped and a reservation made is no hardening: {after}");
}

#[test]
fn a_role_word_in_a_damaged_copy_makes_no_role() {
    let dir = TempDir::new().unwrap();
    fs::copy(case("levant-2024").join("case.toml"), dir.path().join("case.toml")).unwrap();
    let (path, report) = (dir.path().to_str().unwrap(), dir.path().join("report.txt"));
    let text =
        "Negotiators from Qatar, which is Hamas's main negotiator, said on Thursday that talks would go on in Doha.\n\nshe added. .\n";
    fs::write(&report, text).unwrap();
    let added = run(&["add", path, report.to_str().unwrap(), "--published", "2024-11-01", "--outlet", "Invented Desk"]);
    assert!(added.contains("1 taken in"), "{added}");
    let brief = run(&["brief", path]);
    assert!(brief.contains("Hamas") && brief.contains("no words of its own on Gaza (must assent, negotiates)"), "{brief}");
    assert!(!brief.contains("speaks for"), "{brief}");
    assert!(!brief.contains("announced in 2024"), "an outcome is not shown before it was known: {brief}");
}

#[test]
fn a_signature_by_every_party_is_a_status_and_a_hoped_for_one_is_none() {
    let narrows = read_case("narrows");
    let at = |day: &str| run(&["brief", narrows.to_str().unwrap(), "--no-write", "--as-of", day]);
    assert!(at("2031-10-20").contains("status: SIGNED (as reported, by Halvane and Ordany, 2031-10-17)"));
    // "It could be signed by Friday", said Siprey of the valley on the 14th; nobody signed there.
    assert!(!at("2031-10-16").contains("status: SIGNED"));
    assert_eq!(at("2031-10-20").matches("status: SIGNED").count(), 1);
}

#[test]
fn the_timeline_has_every_day_in_order_and_tells_who_says_so() {
    let narrows = read_case("narrows");
    let page = run(&["timeline", narrows.to_str().unwrap(), "--no-write", "--format", "csv"]);
    let rows: Vec<Vec<&str>> = page.lines().skip(1).map(|line| line.splitn(4, ',').collect()).collect();
    let days: Vec<&str> = rows.iter().map(|row| row[2]).filter(|day| !day.is_empty()).collect();
    assert!(days.len() > 30 && days.is_sorted(), "{days:?}");
    for kind in ["meeting", "proposal", "answer", "signed", "moved", "denial", "hope", "doubt", "clock"] {
        assert!(rows.iter().any(|row| row[3].starts_with(&format!("{kind},"))), "{kind}");
    }
    let some = run(&["timeline", narrows.to_str().unwrap(), "--no-write", "--format", "csv", "--from", "2031-10-04", "--to", "2031-10-11"]);
    let some: Vec<&str> = some.lines().skip(1).collect();
    let can_lie_in = |line: &&str| {
        let row: Vec<&str> = line.splitn(4, ',').collect();
        (!row[1].is_empty() || !row[2].is_empty()) && (row[2].is_empty() || row[2] >= "2031-10-04") && row[1] <= "2031-10-11"
    };
    assert!(some.len() > 10 && page.lines().skip(1).filter(can_lie_in).eq(some.iter().copied()), "{some:#?}");
    // Whoever speaks while shells kill two has killed nobody.
    assert!(!page.lines().any(|line| line.contains("Vasch, two people")), "{page}");
}

#[test]
fn copies_count_once_and_unnamed_sources_are_never_linked() {
    let narrows = read_case("narrows");
    let brief = run(&["brief", narrows.to_str().unwrap(), "--no-write"]);
    assert!(brief.contains("20 reports, 17 chains"));
    for chain in ["R4, R5 ", "R9, R11 ", "R18, R19 "] {
        assert!(brief.contains(&format!("\n  {chain}")), "{chain}");
    }
    let csv = run(&["sources", narrows.to_str().unwrap(), "--no-write", "--format", "csv"]);
    let unnamed: Vec<&str> = csv.lines().filter(|line| line.contains(",anonymous,")).collect();
    let one_report = |line: &&str| line.split(',').nth_back(1).is_some_and(|reports| !reports.contains(' '));
    assert!(unnamed.len() > 5 && unnamed.iter().all(one_report), "{unnamed:#?}");
}

#[test]
fn a_case_drafted_from_reports_passes_its_own_check_and_runs() {
    let dir = TempDir::new().unwrap();
    let (made, reports) = (dir.path().join("draft"), case("narrows").join("reports"));
    let mut files: Vec<PathBuf> = fs::read_dir(reports).unwrap().map(|it| it.unwrap().path()).collect();
    files.sort();
    let mut args = vec!["new", made.to_str().unwrap(), "--from"];
    args.extend(files.iter().map(|it| it.to_str().unwrap()));
    assert!(run(&args).contains("20 given, 20 taken in, 0 there already, 0 refused"));
    assert!(run(&["check", made.to_str().unwrap()]).contains("no mistakes"));
    let text = fs::read_to_string(made.join("case.toml")).unwrap();
    for row in [
        "name = \"Wardens of the Mirrin\"",
        "name = \"Edda Vasch\"\naffiliation = \"ordany\"\nrole = \"chief negotiator\"",
        "label = \"60 days\"",
    ] {
        assert!(text.contains(row), "{row}");
    }
    assert!(text.contains("name = \"Lusmark\"\naliases = [\"Governments of Lusmark\"]\nkind = \"state\""));
    // Two that a sentence names together, and a state's officials, are nobody of their own.
    assert!(!text.lines().any(|line| line.starts_with("name = ") && line.contains(" and ")), "{text}");
    assert!(!text.contains("name = \"Both\""));
    // Who is named but once, among those who put a paper forward, has a row; whether it mediates is for a person to say.
    assert!(text.contains("# role of lusmark? R"), "{text}");
    // Nobody is made a party: no report says who must assent.
    assert!(!text.contains("role = \"must assent\""));
    assert!(run(&["brief", made.to_str().unwrap()]).contains("20 reports, 17 chains"));
    // A file there already is left alone; where nothing can be taken in, nothing is made.
    let again = Command::new(env!("CARGO_BIN_EXE_armistice")).args(&args).output().unwrap();
    assert!(!again.status.success() && fs::read_to_string(made.join("case.toml")).unwrap() == text);
    let (empty, nothing) = (dir.path().join("empty.txt"), dir.path().join("nothing"));
    fs::write(&empty, "").unwrap();
    // A case is compared with what its ledger holds, and the file asked for is written.
    let out = dir.path().join("pairs.csv");
    run(&["chains", made.to_str().unwrap(), "-o", out.to_str().unwrap()]);
    assert_eq!(fs::read_to_string(out).unwrap().lines().count(), 4);
    let none =
        Command::new(env!("CARGO_BIN_EXE_armistice")).args(["new", nothing.to_str().unwrap(), "--from", empty.to_str().unwrap()]).output();
    assert!(!none.unwrap().status.success() && !nothing.exists());
}

/// A case whose key was written before the program was run on it: nothing stands on file that the key has not, and at most one row is missed a date.
#[test]
fn coding_holds_to_a_key_written_before() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/coalition");
    let key = fs::read_to_string(folder.join("key.tsv")).unwrap();
    let want: Vec<(&str, &str)> = key.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')).collect();
    for day in ["2033-03-02", "2033-03-11"] {
        let page = run(&["brief", folder.to_str().unwrap(), "--no-write", "--as-of", day, "--format", "json"]);
        let page: serde_json::Value = serde_json::from_str(&page).unwrap();
        let rows = |list: &str, words: &str| {
            let rows = page["assessment"][list].as_array().unwrap().iter().filter(|row| row["superseded"] != true);
            let row = |row: &serde_json::Value| {
                let [actor, issue, option, stance] =
                    ["actor", "issue", "option", "stance"].map(|name| row[name].as_str().unwrap_or_default().to_owned());
                let only_if = if row["conditional"] == true && stance == "accepts" { " if" } else { "" };
                format!("{actor}\t{issue}\t{option}\t{stance}{only_if}\t{words}")
            };
            rows.map(row).collect::<Vec<_>>()
        };
        let got = [rows("positions", "own"), rows("accounts", "account")].concat();
        let want: Vec<String> =
            want.iter().filter(|(at, _)| *at == day).map(|(_, row)| row[..row.rfind('\t').unwrap()].to_owned()).collect();
        let beyond: Vec<_> = got.iter().filter(|row| !want.contains(row)).collect();
        let missed: Vec<_> = want.iter().filter(|row| !got.contains(row)).collect();
        assert!(beyond.is_empty() && missed.len() <= 1, "{day}: beyond {beyond:?}, missed {missed:?}");
    }
}
