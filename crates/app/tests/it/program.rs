//! Runs of the real binary on small invented cases, and on the project's own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::running::{armistice, run};

fn narrows() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/narrows")
}

/// A copy of the project's own case, reports in the order of their names or shuffled, in a folder of its own.
fn copy_of_narrows(order: &[usize]) -> TempDir {
    let dir = TempDir::new().unwrap();
    fs::copy(narrows().join("case.toml"), dir.path().join("case.toml")).unwrap();
    let mut paths: Vec<PathBuf> = fs::read_dir(narrows().join("reports")).unwrap().map(|it| it.unwrap().path()).collect();
    paths.sort();
    if order.is_empty() {
        fs::create_dir(dir.path().join("reports")).unwrap();
        for path in &paths {
            fs::copy(path, dir.path().join("reports").join(path.file_name().unwrap())).unwrap();
        }
        return dir;
    }
    for &n in order {
        run(&["add", dir.path().to_str().unwrap(), paths[n % paths.len()].to_str().unwrap()]);
    }
    dir
}

#[test]
fn three_days_give_three_answers_and_the_past_stays() {
    let dir = copy_of_narrows(&[]);
    let at = |day: &str| run(&["positions", dir.path().to_str().unwrap(), "--as-of", day]);
    let (first, second, third) = (at("2031-10-03"), at("2031-10-11"), at("2031-10-20"));
    assert!(first != second && second != third && first != third);
    assert!(!first.contains("They leave all three islands (firm"), "what was offered on 7 October was not known on the 3rd");
    assert!(second.contains("accepts IF"), "{second}");
    assert_eq!(first, at("2031-10-03"));
}

#[test]
fn the_order_of_import_does_not_show() {
    let forward: Vec<usize> = (0..20).collect();
    let mixed: Vec<usize> = (0..20).map(|n| (n * 7 + 3) % 20).collect();
    let (a, b) = (copy_of_narrows(&forward), copy_of_narrows(&mixed));
    for form in ["text", "md", "csv"] {
        let show = |dir: &TempDir| run(&["brief", dir.path().to_str().unwrap(), "--format", form]);
        assert_eq!(show(&a).lines().collect::<Vec<_>>(), show(&b).lines().collect::<Vec<_>>());
    }
}

#[test]
fn nobody_accepts_in_the_valley() {
    let dir = copy_of_narrows(&[]);
    let csv = run(&["statements", dir.path().to_str().unwrap(), "--format", "csv"]);
    let own = |line: &&str| line.contains(",wardens,") && line.contains(",accepts") && line.contains(",true,");
    assert_eq!(csv.lines().filter(own).count(), 0);
    let brief = run(&["brief", dir.path().to_str().unwrap()]);
    assert!(!brief.contains("AGREED (") || brief.contains("REPORTED AGREED"), "no issue of the valley is agreed");
}

#[test]
fn the_same_report_twice_changes_nothing() {
    let dir = copy_of_narrows(&[0, 1]);
    let path = dir.path().to_str().unwrap();
    let report = fs::read_dir(narrows().join("reports")).unwrap().map(|it| it.unwrap().path()).min().unwrap();
    let before = run(&["brief", path]);
    assert!(run(&["add", path, report.to_str().unwrap()]).contains("0 taken in, 1 there already, 0 refused"));
    assert_eq!(before, run(&["brief", path]));
    assert!(run(&["verify", path]).contains("5 entries, 0 damaged"));
}

#[test]
fn a_damaged_ledger_is_found() {
    let dir = copy_of_narrows(&[0, 1, 2]);
    let db = dir.path().join("armistice.db");
    let mut bytes = fs::read(&db).unwrap();
    assert!(!bytes.windows(7).any(|it| it == b"Skerrin"), "no word of a report stands in the file");
    // Of each page the end, where contents are.
    for at in (4095 * 2..bytes.len()).step_by(4096) {
        bytes[at] ^= 1;
    }
    fs::write(&db, bytes).unwrap();
    let output = armistice(&["verify", dir.path().to_str().unwrap()]);
    assert_ne!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn what_is_above_the_clearance_is_as_if_it_were_not_there() {
    let plain = copy_of_narrows(&[0, 1]);
    let marked = copy_of_narrows(&[0, 1]);
    let path = marked.path().to_str().unwrap();
    let secret = marked.path().join("secret.txt");
    fs::write(&secret, "Outlet: Canary Desk\nDate: 2031-10-02\n\nHalvane's Dorn Caskey said on Thursday that CANARYWORD was accepted.\n")
        .unwrap();
    run(&["add", path, secret.to_str().unwrap(), "--marking", "red:sources"]);
    fs::remove_file(&secret).unwrap();
    let refused = armistice(&["brief", path]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--clearance"));
    for command in ["brief", "positions", "statements", "conflicts"] {
        let hidden = run(&[command, path, "--clearance", "clear"]);
        assert_eq!(hidden, run(&[command, plain.path().to_str().unwrap(), "--clearance", "clear"]), "{command}");
        assert!(!hidden.contains("CANARYWORD"));
    }
    assert!(run(&["statements", path, "--clearance", "red:sources"]).contains("CANARYWORD"));
}

#[test]
fn a_file_that_cannot_be_taken_is_named_and_the_rest_goes_in() {
    let dir = TempDir::new().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = dir.path().join(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let good = write("good.txt", b"The envoy said on Monday that talks would go on.\n");
    let pdf = write("bad.pdf", b"%PDF-1.4 x");
    let empty = write("empty.txt", b"");
    let output = armistice(&["read", &good, &pdf, &empty, "--published", "2031-10-03", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(stderr.contains("bad.pdf") && stderr.contains("PDF") && stderr.contains("empty.txt"), "{stderr}");
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 1);
}

#[test]
fn every_reading_fits_the_schema() {
    let schema: serde_json::Value = serde_json::from_str(include_str!("../../../../schema/reading.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut paths: Vec<String> =
        fs::read_dir(narrows().join("reports")).unwrap().map(|it| it.unwrap().path().to_str().unwrap().to_owned()).collect();
    paths.sort();
    let mut args = vec!["read", "--format", "json", "--case"];
    let case = narrows();
    args.push(case.to_str().unwrap());
    args.extend(paths.iter().map(String::as_str));
    let out = run(&args);
    assert_eq!(out.lines().count(), paths.len());
    for line in out.lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        let errors: Vec<String> = validator.iter_errors(&value).map(|it| format!("{it} at {}", it.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
}

#[test]
fn a_new_case_passes_its_check_and_is_not_overwritten() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("talks");
    let path = path.to_str().unwrap();
    run(&["new", path]);
    assert!(run(&["check", path]).contains("no mistakes"));
    assert_eq!(armistice(&["new", path]).status.code(), Some(2));
    assert!(run(&["brief", path]).contains("0 reports"));
}

#[test]
fn a_closed_pipe_is_success() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_armistice"))
        .args(["statements", narrows().to_str().unwrap(), "--no-write"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_page_without_a_case_has_what_the_files_give() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("a.txt");
    fs::write(&path, "Outlet: Selm Post\nDate: 2031-10-03\n\n\u{201c}We will not sign,\u{201d} said Orla Finch, the port's director. The guards denied on Thursday that they had shelled the pier.\n").unwrap();
    let page = run(&["brief", path.to_str().unwrap()]);
    assert!(page.contains("Finch") && page.contains("REJECT: “We will not sign”") && page.contains("DENIALS"), "{page}");
}

/// The page a newcomer sees, in two forms; `ARMISTICE_UPDATE=1` stores it, the diff is what a reviewer reads.
#[test]
fn the_brief_of_narrows_is_as_stored() {
    let dir = copy_of_narrows(&[]);
    for (form, file) in [("text", "narrows.txt"), ("md", "narrows.md")] {
        let now = run(&["brief", dir.path().to_str().unwrap(), "--format", form]);
        let stored = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stored").join(file);
        if std::env::var_os("ARMISTICE_UPDATE").is_some() {
            fs::write(&stored, &now).unwrap();
        }
        let want = fs::read_to_string(&stored).unwrap();
        let wrong: Vec<(&str, &str)> = want.lines().zip(now.lines()).filter(|(a, b)| a != b).take(5).collect();
        assert!(want == now, "{file} differs; first lines: {wrong:#?}");
    }
}

/// No line of a page stands without its source, its line of the case file, or being a question or an absence.
#[test]
fn no_line_stands_without_its_place() {
    let dir = copy_of_narrows(&[]);
    let page: serde_json::Value = serde_json::from_str(&run(&["brief", dir.path().to_str().unwrap(), "--format", "json"])).unwrap();
    for section in page["outline"]["sections"].as_array().unwrap() {
        let title = section["title"].as_str().unwrap();
        for line in section["lines"].as_array().unwrap().iter().filter(|_| title != "ASK") {
            assert!(!line["sources"].as_array().unwrap().is_empty(), "{title}: {line}");
        }
    }
}
