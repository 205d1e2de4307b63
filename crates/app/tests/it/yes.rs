//! The worst error is a yes that nobody gave: sentences that look like one, each a report of its own, and some that are one.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

const CASE: &str = include_str!("../fixtures/yes.toml");
const SENTENCES: &str = include_str!("../fixtures/yes.txt");

/// The sentences of a part of the fixture.
fn part(name: &str) -> Vec<&'static str> {
    let rest = SENTENCES.split(&format!("[{name}]\n")).nth(1).unwrap_or("");
    rest.lines().take_while(|line| !line.starts_with('[')).filter(|line| !line.is_empty()).collect()
}

/// Per sentence: does the program give the union, in its own words, as accepting with or without a condition?
fn accepts(sentences: &[&str]) -> Vec<bool> {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("case.toml"), CASE).unwrap();
    let paths: Vec<String> = sentences
        .iter()
        .enumerate()
        .map(|(n, sentence)| {
            let path = dir.path().join(format!("{n:03}.txt"));
            let head = format!("Title: {n:03}\nOutlet: Tarn Post\nDate: 2031-05-05\n\n");
            fs::write(&path, format!("{head}The talks at Tarn went on at the Mediation Board. {sentence}\n")).unwrap();
            path.to_str().unwrap().to_owned()
        })
        .collect();
    let mut args = vec!["read", "--case", dir.path().to_str().unwrap(), "--format", "json"];
    args.extend(paths.iter().map(String::as_str));
    let output = Command::new(env!("CARGO_BIN_EXE_armistice")).args(&args).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    let readings: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(readings.len(), sentences.len(), "every sentence is read");
    readings.iter().map(accepted_by_the_union).collect()
}

fn accepted_by_the_union(reading: &serde_json::Value) -> bool {
    let rows = reading["statements"].as_array().into_iter().flatten().flat_map(|it| it["about"].as_array().into_iter().flatten());
    // "Only for apprentices" is shown as a yes with reservations.
    let stance =
        |row: &serde_json::Value| row["stance"].as_str().is_some_and(|it| it.starts_with("accepts") && !it.contains("reservations"));
    let mut own = rows.filter(|row| row["own_words"] == true && row["holder"] == "union" && stance(row));
    own.next().is_some()
}

#[test]
fn what_only_looks_like_a_yes_is_none() {
    let sentences = part("never");
    assert!(sentences.len() > 80, "{}", sentences.len());
    let wrong: Vec<&str> = sentences.iter().zip(accepts(&sentences)).filter_map(|(it, yes)| yes.then_some(*it)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_plain_yes_is_one() {
    let sentences = part("yes");
    let missed: Vec<&str> = sentences.iter().zip(accepts(&sentences)).filter_map(|(it, yes)| (!yes).then_some(*it)).collect();
    assert!(missed.is_empty(), "{missed:#?}");
}
