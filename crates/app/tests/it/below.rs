//! What an entry may be shown to: nobody below all that had a part in it, and nobody before that was known, whatever was typed.

use std::fs;

use tempfile::TempDir;

use crate::running::{armistice, run};

const CASE: &str = include_str!("../fixtures/ferry.toml");
const WORDS: &str = "Sallow said: \"We demand half the toll.\" A clerk said the fleet would accept boats in winter. The talks went on and no toll was heard of.\n";
/// Who Sallow is.
const ROW: &str =
    "\n[[person]]\nid = \"yarrow\"\nname = \"Benedikt Yarrowgast\"\naliases = [\"Sallow\"]\naffiliation = \"port\"\nrole = \"director\"\n";

/// The case with one report, and with more of a case file.
fn ferry(more: &str) -> TempDir {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("case.toml"), format!("{CASE}{more}")).unwrap();
    let file = dir.path().join("1.txt");
    fs::write(&file, WORDS).unwrap();
    run(&["add", path(&dir), path_of(&file), "--outlet", "Selm Post", "--published", "2031-10-02", "--clearance", "top"]);
    dir
}

fn path_of(file: &std::path::Path) -> &str {
    file.to_str().unwrap()
}

fn path(dir: &TempDir) -> &str {
    path_of(dir.path())
}

/// Makes an entry and gives what is said of each: "marking red, known from 2031-10-02".
#[track_caller]
fn entered(dir: &TempDir, args: &[&str]) -> Vec<String> {
    let out = run(&[&[args[0], path(dir), "--author", "Ada Penn"], &args[1..]].concat());
    out.lines().filter(|it| it.starts_with("entry ")).filter_map(|it| Some(it.split_once(", ")?.1.to_owned())).collect()
}

#[track_caller]
fn at_top(dir: &TempDir, args: &[&str]) -> Vec<String> {
    entered(dir, &[args, &["--clearance", "top"]].concat())
}

#[test]
fn what_a_hidden_row_ties_is_as_hidden_and_the_rest_is_not() {
    let dir = ferry(&format!("{ROW}marking = \"red\"\n"));
    let red: [&[&str]; 4] = [
        &["accept", "R1.s1"],
        &["edit", "R1.s2", "--certainty", "probable"],
        &["grade", "source:Benedikt Yarrowgast", "--reliability", "B"],
        &["state", "R1", "--words", "no toll", "--source", "Sallow", "--act", "demand"],
    ];
    for args in red {
        assert_eq!(at_top(&dir, args), ["marking red, known from 2031-10-02"], "{args:?}");
    }
    assert_eq!(at_top(&dir, &["accept", "R1.s3"]), ["marking clear, known from 2031-10-02"]);
    assert_eq!(at_top(&dir, &["note", "R1", "read twice"]), ["marking clear, known from 2031-10-02"]);
    let below = run(&["entries", path(&dir), "--clearance", "clear"]) + &run(&["export", path(&dir), "--clearance", "clear"]);
    assert!(below.contains("a clerk") && !below.contains("Yarrowgast") && !below.contains("\"holder\":\"port\""), "{below}");
}

#[test]
fn what_a_hidden_entry_ties_or_names_is_as_hidden() {
    let dir = ferry("");
    entered(&dir, &["same-as", "R1.Sallow", "port", "--marking", "red"]);
    let state = |words| at_top(&dir, &["state", "R1", "--words", words, "--source", "Sallow", "--act", "demand"]);
    assert_eq!(state("no toll"), ["marking red, known from 2031-10-02"]);
    assert!(!run(&["positions", path(&dir), "--clearance", "clear"]).contains("demands"), "its own words are not told below");
    let dir = ferry("");
    entered(&dir, &["edit", "R1.s3", "--source", "the fleet", "--marking", "red"]);
    assert_eq!(at_top(&dir, &["same-as", "R1.the fleet", "crews"]), ["marking red, known from 2031-10-02"]);
    entered(&dir, &["draft", "Quenzil paper", "--version", "2", "--marking", "red", "--clearance", "top"]);
    assert_eq!(at_top(&dir, &["draft", "own paper", "--parent", "quenzil paper"]), ["marking red, known from now"]);
    assert_eq!(at_top(&dir, &["draft", "another paper", "--parent", "an older one"]), ["marking clear, known from now"]);
}

#[test]
fn a_rule_that_a_hidden_row_makes_is_confirmed_as_hidden() {
    let more = format!("{ROW}marking = \"red\"\n");
    let dir = ferry(&more);
    let file = dir.path().join("2.txt");
    fs::write(&file, "Sallow said: \"We will accept half the toll if the Union accepts boats in winter.\"\n").unwrap();
    run(&["add", path(&dir), path_of(&file), "--outlet", "Selm Post", "--published", "2031-10-03", "--clearance", "top"]);
    assert_eq!(at_top(&dir, &["rules", "--confirm", "r1"]), ["marking red, known from 2031-10-03"]);
}

#[test]
fn an_entry_is_not_known_before_what_has_a_part_in_it() {
    let dir = ferry(&format!("{ROW}known = 2031-12-01\n"));
    let later = |args: &[&str]| entered(&dir, &[args, &["--as-of", "2031-12-02"]].concat());
    assert_eq!(later(&["accept", "R1.s1"]), ["marking clear, known from 2031-12-02"]);
    assert_eq!(later(&["accept", "R1.s3"]), ["marking clear, known from 2031-10-02"]);
    assert_eq!(later(&["assess", "port/toll", "firm", "--confidence", "low", "--why", "words"]), ["marking clear, known from 2031-12-02"]);
    let early = ["accept", path(&dir), "R1.s2", "--author", "A", "--as-of", "2031-12-02", "--known", "2031-10-05"];
    let refused = armistice(&early);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--as-of that day"), "{refused:?}");
    let page = run(&["entries", path(&dir), "--as-of", "2031-10-05"]);
    assert!(page.contains("a clerk") && !page.contains("Sallow"), "{page}");
}
