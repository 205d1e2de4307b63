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

/// Per sentence: does the program give `holder` this stance in its own words, with or without a condition?
fn holds(sentences: &[&str], holder: &str, stance: &str) -> Vec<bool> {
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
    readings.iter().map(|it| held(it, holder, stance)).collect()
}

fn held(reading: &serde_json::Value, holder: &str, stance: &str) -> bool {
    let rows = reading["statements"].as_array().into_iter().flatten().flat_map(|it| it["about"].as_array().into_iter().flatten());
    // "Only for apprentices" is shown as a yes with reservations.
    let is = |row: &serde_json::Value| row["stance"].as_str().is_some_and(|it| it.starts_with(stance) && !it.contains("reservations"));
    let mut own = rows.filter(|row| row["own_words"] == true && row["holder"] == holder && is(row));
    own.next().is_some()
}

/// The sentences of a part that give the holder the stance, or that do not.
fn found(name: &str, holder: &str, stance: &str, gives: bool) -> Vec<&'static str> {
    let sentences = part(name);
    assert!(!sentences.is_empty(), "{name}");
    sentences.iter().zip(holds(&sentences, holder, stance)).filter_map(|(it, yes)| (yes == gives).then_some(*it)).collect()
}

#[test]
fn what_only_looks_like_a_yes_is_none() {
    assert!(part("never").len() > 80);
    assert_eq!(found("never", "union", "accepts", true), [""; 0]);
}

#[test]
fn a_plain_yes_is_one() {
    assert_eq!(found("yes", "union", "accepts", false), [""; 0]);
}

#[test]
fn what_only_looks_like_a_no_a_demand_or_an_offer_is_none() {
    assert_eq!(found("no rejection", "union", "rejects", true), [""; 0]);
    assert_eq!(found("no demand", "union", "demands", true), [""; 0]);
    assert_eq!(found("no offer", "port", "offers", true), [""; 0]);
}

#[test]
fn a_plain_no_demand_or_offer_is_one() {
    assert_eq!(found("rejection", "union", "rejects", false), [""; 0]);
    assert_eq!(found("demand", "union", "demands", false), [""; 0]);
    assert_eq!(found("offer", "port", "offers", false), [""; 0]);
}
