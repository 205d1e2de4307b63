//! What sentences in other words than the case file's are tied to: `fixtures/tied.tsv`, each sentence a report of its own.

use std::fs;

use tempfile::TempDir;

use crate::running::{armistice, run};

const CASE: &str = include_str!("../fixtures/tied.toml");
const SENTENCES: &str = include_str!("../fixtures/tied.tsv");

/// Every stance of a reading, own words and accounts, sorted; `-` where there is none.
fn stances(reading: &serde_json::Value) -> String {
    let mut rows: Vec<String> = Vec::new();
    for statement in reading["statements"].as_array().into_iter().flatten() {
        let when = if statement["conditions"].as_array().is_some_and(|it| !it.is_empty()) { " if" } else { "" };
        for row in statement["about"].as_array().into_iter().flatten() {
            let word = |key: &str| row[key].as_str().unwrap_or("?").to_owned();
            let told = if row["own_words"] == true { "" } else { " (account)" };
            rows.push(format!("{} {}{when} {}.{}{told}", word("holder"), word("stance"), word("issue"), word("option")));
        }
    }
    rows.sort();
    rows.dedup();
    if rows.is_empty() { "-".to_owned() } else { rows.join("; ") }
}

#[test]
fn other_words_are_tied_as_the_table_says() {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("case.toml"), CASE).unwrap();
    let lines: Vec<&str> = SENTENCES.lines().filter(|line| !line.starts_with('#')).collect();
    let path = |n: usize| dir.path().join(format!("{n:03}.txt")).to_str().unwrap().to_owned();
    for (n, line) in lines.iter().enumerate() {
        let sentence = line.split('\t').next().unwrap_or("");
        let head = format!("Title: {n:03}\nOutlet: Tarn Post\nDate: 2031-05-05\n\n");
        fs::write(path(n), format!("{head}The talks on the river went on at the League. {sentence}\n")).unwrap();
    }
    let paths: Vec<String> = (0..lines.len()).map(path).collect();
    let mut args = vec!["read", "--case", dir.path().to_str().unwrap(), "--format", "json"];
    args.extend(paths.iter().map(String::as_str));
    let output = run(&args);
    let got: Vec<String> = output.lines().map(|line| stances(&serde_json::from_str(line).unwrap())).collect();
    let got: Vec<String> = lines.iter().zip(got).map(|(line, rows)| format!("{}\t{rows}", line.split('\t').next().unwrap_or(""))).collect();
    assert_eq!(got, lines);
}

/// A row above the clearance is tied to nothing, and where there is one somebody has to say for whom a reading is tied.
#[test]
fn what_is_read_is_tied_to_rows_in_sight_only() {
    let dir = TempDir::new().unwrap();
    let text = include_str!("../fixtures/ferry.toml");
    let option = "[[issue.option]]\nid = \"umbrick\"\nlabel = \"Umbrick\"\ncues = [\"toll\"]\nmarking = \"red\"\n\n[[outcome]]";
    fs::write(dir.path().join("case.toml"), text.replacen("[[outcome]]", option, 1)).unwrap();
    let file = dir.path().join("1.txt");
    fs::write(&file, "The port will accept no toll, said Orla Finch, director of the Port of Selm.\n").unwrap();
    let at = |clearance: &[&str]| {
        let args = ["read", "--case", dir.path().to_str().unwrap(), "--format", "json", file.to_str().unwrap()];
        armistice(&[&args[..], clearance].concat())
    };
    assert!(!at(&[]).status.success());
    let seen = |clearance: &str| String::from_utf8(at(&["--clearance", clearance]).stdout).unwrap().contains("umbrick");
    assert_eq!((seen("top"), seen("red"), seen("amber"), seen("clear")), (true, true, false, false));
}
