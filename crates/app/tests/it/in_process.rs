//! A run inside the test's own process gives the bytes of the real binary.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use armistice::Terminal;
use tempfile::TempDir;

use crate::running::{Given, Ran, armistice, case, copy, inside, inside_with, read_case};

/// The real binary, as a run inside shows itself.
fn binary(args: &[&str]) -> Ran {
    let output = armistice(args);
    Ran { status: u8::try_from(output.status.code().unwrap()).unwrap(), out: output.stdout, err: output.stderr }
}

#[track_caller]
fn same(args: &[&str]) -> Ran {
    let (real, here) = (binary(args), inside(args));
    assert!(real == here, "{args:?}\n--- the binary\n{}\n--- inside\n{}", shown(&real), shown(&here));
    here
}

fn shown(ran: &Ran) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).chars().take(1_500).collect::<String>();
    format!("{}\n{}\n{}", ran.status, text(&ran.out), text(&ran.err))
}

#[test]
fn pages_are_the_same_inside() {
    let dir = read_case("harbour");
    let dir = dir.to_str().unwrap();
    for form in ["text", "md", "html", "json", "csv", "docx"] {
        let ran = same(&["brief", dir, "--no-write", "--format", form]);
        assert!(ran.status == 0 && !ran.out.is_empty() && ran.err.is_empty(), "{form}");
    }
    for command in ["positions", "statements", "timeline", "sources", "rules", "verify"] {
        let args: &[&str] = if command == "verify" { &[command, dir] } else { &[command, dir, "--no-write"] };
        assert_eq!(same(args).status, 0);
    }
    assert!(same(&["chains", dir, "--format", "json"]).err.is_empty(), "no bar is drawn");
}

#[test]
fn help_mistakes_and_refusals_are_the_same_inside() {
    assert_eq!(same(&["--help"]).status, 0);
    assert!(same(&["brief", "--help"]).out.starts_with(b"Show where"));
    assert_eq!(same(&["--version"]).status, 0);
    assert_eq!(same(&["breif", "x"]).status, 2);
    assert_eq!(same(&[]).status, 2);
    let none = same(&["brief", "no-such-folder/"]);
    assert!(none.status == 2 && none.err.len() > 20, "{}", shown(&none));
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("case.toml"), "[case]\nnam = \"x\"\n[[actor]]\nid = 3\n").unwrap();
    let wrong = same(&["check", dir.path().to_str().unwrap()]);
    assert!(wrong.status == 2 && wrong.out.is_empty() && wrong.err.len() > 100);
}

/// Each starts from nothing, in one folder after the other.
#[test]
fn a_case_is_made_the_same_way_inside() {
    let steps = |run: &dyn Fn(&[&str]) -> Ran| {
        let top = TempDir::new().unwrap();
        let at = top.path().join("talks");
        let (at, bad) = (at.to_str().unwrap(), top.path().join("bad.pdf"));
        fs::write(&bad, b"%PDF-1.4 x").unwrap();
        let reports = case("narrows").join("reports");
        let mut files: Vec<String> = fs::read_dir(reports).unwrap().map(|it| it.unwrap().path().to_str().unwrap().to_owned()).collect();
        files.sort();
        let mut out = vec![run(&["new", at])];
        fs::copy(case("narrows").join("case.toml"), top.path().join("talks/case.toml")).unwrap();
        out.push(run(&["add", at, &files[0], bad.to_str().unwrap(), &files[1]]));
        out.push(run(&["add", at, &files[0]]));
        out.push(run(&["brief", at]));
        out.push(run(&["rules", at, "--author", " "]));
        out.push(run(&["verify", at]));
        let place = top.path().to_str().unwrap();
        out.into_iter()
            .map(|ran| (ran.status, [ran.out, ran.err].map(|it| String::from_utf8(it).unwrap().replace(place, "TOP"))))
            .collect::<Vec<_>>()
    };
    let (real, here) = (steps(&binary), steps(&inside));
    assert_eq!(real, here);
    assert_eq!(real.iter().map(|it| it.0).collect::<Vec<_>>(), [0, 1, 0, 0, 0, 0]);
}

#[test]
fn standard_input_is_handed_in() {
    let text = b"Outlet: Selm Post\nDate: 2031-10-03\n\nOrla Finch said on Thursday that the port would open.\n";
    let args = ["read", "-", "--format", "json"];
    let here = inside_with(&args, Given { stdin: text, ..Given::default() });
    let mut child = Command::new(env!("CARGO_BIN_EXE_armistice")).args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text).unwrap();
    let real = child.wait_with_output().unwrap();
    assert!(here.status == 0 && here.out == real.stdout && here.out.len() > 100);
}

#[test]
fn colours_are_for_a_terminal_that_wants_them() {
    let dir = read_case("harbour");
    let args = ["brief", dir.to_str().unwrap(), "--no-write"];
    let on = |terminal: Terminal| inside_with(&args, Given { terminal, ..Given::default() }).out;
    let plain = on(Terminal::default());
    let coloured = on(Terminal { out: true, err: false, colour: true });
    assert!(!plain.contains(&0x1b) && coloured.contains(&0x1b));
    assert_eq!(plain, on(Terminal { out: true, err: false, colour: false }));
    let docx = inside_with(&["brief", dir.to_str().unwrap(), "--no-write", "--format", "docx"], {
        Given { terminal: Terminal { out: true, err: false, colour: false }, ..Given::default() }
    });
    assert!(docx.status == 2 && docx.out.is_empty());
}

/// Who enters and when comes from outside alone.
#[test]
fn entries_stand_under_the_name_and_the_moment_handed_in() {
    let dir = TempDir::new().unwrap();
    copy(&case("harbour"), dir.path());
    let path = dir.path().to_str().unwrap();
    let nameless = inside(&["draft", path, "A paper", "--version", "2"]);
    assert!(nameless.status == 2 && String::from_utf8_lossy(&nameless.err).contains("ARMISTICE_AUTHOR"));
    let named = Given { author: Some("Ada Penn"), now: "2033-05-06T07:08:09Z", ..Given::default() };
    let ran = inside_with(&["draft", path, "A paper", "--version", "2"], named);
    assert!(ran.status == 0 && String::from_utf8_lossy(&ran.out).contains("by Ada Penn"), "{}", shown(&ran));
    let page = inside(&["rules", path, "--format", "json"]);
    assert!(String::from_utf8_lossy(&page.out).contains("2033-05-06T07:08:09Z"));
}
