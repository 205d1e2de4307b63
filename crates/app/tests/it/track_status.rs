//! The status of tracks and what contradicts what, as a mediator could read them: every line of `track-status.tsv` and `conflicts.tsv` holds.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

const TABLE: &str = include_str!("../track-status.tsv");
const CONFLICTS: &str = include_str!("../conflicts.tsv");

const CASE: &str = r#"[case]
name = "Strait and hills"
time_zone = "UTC"
language = "en"
[[actor]]
id = "arland"
name = "Arland"
kind = "state"
[[actor]]
id = "borland"
name = "Borland"
kind = "state"
[[actor]]
id = "corrin"
name = "Corrin Front"
kind = "armed group"
[[actor]]
id = "dellmark"
name = "Dellmark"
kind = "state"
[[person]]
id = "dahl"
name = "Ines Dahl"
affiliation = "dellmark"
role = "foreign minister"
[[person]]
id = "rask"
name = "Otto Rask"
affiliation = "arland"
role = "foreign minister"
[[track]]
id = "strait"
name = "Strait of Ansk"
[[track]]
id = "hills"
name = "Corrin hills"
[[role]]
track = "strait"
actor = "arland"
role = "must assent"
[[role]]
track = "strait"
actor = "borland"
role = "must assent"
[[role]]
track = "strait"
actor = "dellmark"
role = "mediates"
[[role]]
track = "hills"
actor = "borland"
role = "must assent"
[[role]]
track = "hills"
actor = "corrin"
role = "must assent"
[[role]]
track = "hills"
actor = "dellmark"
role = "mediates"
"#;

/// What a reader of the passages needs to know who is who.
const AFTER: &str = "Otto Rask, the foreign minister of Arland, had no comment. Jana Holt, the foreign minister of Borland, had no comment. \
                     A spokesman for the Corrin Front had no comment.";

/// What the program hands over on passages, one report a day, with a closing paragraph in each.
fn assessment(passages: &str, after: &str) -> serde_json::Value {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("case.toml"), CASE).unwrap();
    fs::create_dir(dir.path().join("reports")).unwrap();
    for (n, passage) in passages.split(" || ").enumerate() {
        let text = format!("Outlet: Sound Post {n}\nDate: 2031-10-{:02}\n\n{passage}\n\n{after}\n", n + 3);
        fs::write(dir.path().join(format!("reports/{n}.txt")), text).unwrap();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_armistice"))
        .args(["brief", dir.path().to_str().unwrap(), "--no-write", "--format", "json"])
        .output()
        .unwrap();
    let mut json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    json["assessment"].take()
}

fn statuses(passages: &str) -> Vec<String> {
    let json = assessment(passages, AFTER);
    json["tracks"].as_array().unwrap().iter().map(|it| it["status"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_line_of_the_table_of_conflicts_holds() {
    let rows: Vec<Vec<&str>> = CONFLICTS.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    let mut wrong = Vec::new();
    for row in rows {
        let json = assessment(row[2], "");
        let kinds: Vec<&str> = json["conflicts"].as_array().unwrap().iter().map(|it| it["kind"].as_str().unwrap()).collect();
        let found = if kinds.is_empty() { "none".to_owned() } else { kinds.join(", ") };
        if found != row[1] {
            wrong.push(format!("{}: {} -> {found}, want {}", row[0], row[2], row[1]));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_line_of_the_table_of_tracks_holds() {
    let rows: Vec<Vec<&str>> = TABLE.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    assert!(rows.len() >= 30);
    let mut wrong = Vec::new();
    for row in rows {
        let found = statuses(row[3]);
        if found != row[1..3] {
            wrong.push(format!("{}: {} -> {found:?}, want {:?}", row[0], row[3], &row[1..3]));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
