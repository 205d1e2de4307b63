//! `armistice rules` and `armistice draft` on copies of the project's own case: what persons enter, and what follows from it.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::running::{armistice, run};

/// The case with some of its dispatches.
pub(crate) fn narrows(dispatches: &[&str]) -> TempDir {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/narrows");
    let dir = TempDir::new().unwrap();
    fs::copy(from.join("case.toml"), dir.path().join("case.toml")).unwrap();
    fs::create_dir(dir.path().join("reports")).unwrap();
    for name in dispatches {
        fs::copy(from.join("reports").join(name), dir.path().join("reports").join(name)).unwrap();
    }
    dir
}

pub(crate) const DEADLOCK: [&str; 2] = ["08-ansel-radio.txt", "09-halyard.txt"];

/// Makes an entry and gives its id.
#[track_caller]
pub(crate) fn enter(command: &str, dir: &TempDir, args: &[&str]) -> String {
    let path = dir.path().to_str().unwrap();
    let out = run(&[&[command, path, "--author", "Ada Penn"], args].concat());
    out.lines().find_map(|line| line.strip_prefix("entry ")?.split(' ').next()).unwrap().to_owned()
}

#[track_caller]
fn assessment(dir: &TempDir, args: &[&str]) -> Value {
    let page: Value = serde_json::from_str(&run(&[&["rules", dir.path().to_str().unwrap(), "--format", "json"], args].concat())).unwrap();
    page["assessment"].clone()
}

/// Ids of the rules that parties give withdrawal.full or sailors.all by, with whether a person confirmed them.
fn rules(of: &Value) -> Vec<(String, bool)> {
    let rows = of["conditions"]["rules"].as_array().unwrap().iter();
    rows.map(|it| (it["id"].as_str().unwrap().to_owned(), it["reviewed"].as_bool().unwrap())).collect()
}

#[test]
fn a_confirmed_rule_is_reviewed_and_only_it_is_kept_by_reviewed_only() {
    let dir = narrows(&DEADLOCK);
    let all = rules(&assessment(&dir, &[]));
    assert!(all.len() > 1 && all.iter().all(|(_, reviewed)| !reviewed));
    enter("rules", &dir, &["--confirm", "r1", "--note", "as said"]);
    assert_eq!(rules(&assessment(&dir, &[])).iter().filter(|(_, reviewed)| *reviewed).count(), 1);
    let kept = assessment(&dir, &["--reviewed-only"]);
    assert_eq!(rules(&kept), [("r1".to_owned(), true)]);
    assert!(kept["positions"].as_array().unwrap().is_empty() && kept["events"].as_array().unwrap().is_empty(), "{kept}");
    let page = run(&["brief", dir.path().to_str().unwrap()]);
    assert!(page.contains("confirmed by Ada Penn"), "{page}");
}

#[test]
fn a_deadlock_goes_with_the_rule_that_is_dropped_and_comes_back_with_it() {
    let dir = narrows(&DEADLOCK);
    let sequence = |args: &[&str]| {
        let all = assessment(&dir, args);
        let rows = all["obstacles"].as_array().unwrap().iter().filter(|it| it["kind"] == "sequence");
        rows.map(|it| it["exchange"].as_array().unwrap().len()).collect::<Vec<_>>()
    };
    assert_eq!(sequence(&[]), [2], "each promises what the other waits for");
    let before = rules(&assessment(&dir, &[]));
    let ordany =
        assessment(&dir, &[])["conditions"]["rules"].as_array().unwrap().iter().find(|it| it["party"] == "ordany").unwrap().clone();
    let dropped = enter("rules", &dir, &["--drop", ordany["key"].as_str().unwrap(), "--why", "a slip of the tongue"]);
    assert!(sequence(&[]).is_empty());
    let after = rules(&assessment(&dir, &[]));
    assert_eq!(after.len() + 1, before.len());
    assert!(after.iter().all(|it| before.contains(it)), "the others keep their numbers");
    assert!(run(&["rules", dir.path().to_str().unwrap()]).contains("a slip of the tongue"));
    let undone = enter("rules", &dir, &["--undo", &dropped]);
    assert_eq!(sequence(&[]), [2]);
    assert_eq!(armistice(&["rules", dir.path().to_str().unwrap(), "--author", "Ada Penn", "--undo", &dropped]).status.code(), Some(2));
    enter("rules", &dir, &["--undo", &undone]);
    assert!(sequence(&[]).is_empty(), "an undone undoing is a dropped rule again");
    assert!(run(&["verify", dir.path().to_str().unwrap()]).contains(" 0 damaged"));
}

#[test]
fn an_event_holds_once_its_day_has_come_and_an_assumption_fails_with_it() {
    let dir = narrows(&DEADLOCK);
    enter("rules", &dir, &["--add", "halvane length.d60 IF event \"Presidential election in Lusmark\""]);
    enter("rules", &dir, &["--add", "halvane monitors.commission UNLESS event \"Presidential election in Lusmark\""]);
    enter("rules", &dir, &["--add", "ordany monitors.joint IF event \"the fog lifts\""]);
    for (day, length, commission) in [("2031-10-18", false, true), ("2031-10-19", true, false)] {
        let all = assessment(&dir, &["--as-of", day]);
        let gives =
            |issue: &str| all["conditions"]["least"].as_array().unwrap().iter().any(|it| it["issue"] == issue && it["party"] == "halvane");
        assert_eq!((gives("length"), gives("monitors")), (length, commission), "{day}");
        assert_eq!(all["conditions"]["assumptions"][0]["holds"], Value::Bool(commission));
        let never = all["conditions"]["greatest"].as_array().unwrap();
        assert!(!never.iter().any(|it| it["option"] == "joint"), "nothing in the case says that the fog lifts");
    }
}

#[test]
fn an_exchange_that_needs_more_besides_says_so_and_nothing_fires() {
    let dir = narrows(&["08-ansel-radio.txt"]);
    let plain = assessment(&dir, &[])["conditions"]["rules"][0]["key"].as_str().unwrap().to_owned();
    enter("rules", &dir, &["--drop", &plain, "--why", "the other words are closer"]);
    enter("rules", &dir, &["--add", "ordany sailors.all IF halvane commits withdrawal.full"]);
    let all = assessment(&dir, &[]);
    let row = all["obstacles"].as_array().unwrap().iter().find(|it| it["kind"] == "sequence").unwrap().clone();
    assert!(row["besides"][0].as_str().unwrap().contains("counted them myself"), "{row}");
    let fixed = |name: &str| all["conditions"][name].as_array().unwrap().iter().any(|it| it["option"] == "full");
    assert!(!fixed("least") && !fixed("greatest"), "words that name nothing in the case keep the rule from firing");
}

#[test]
fn an_entry_is_hidden_above_the_clearance_and_before_it_was_known() {
    let dir = narrows(&DEADLOCK);
    let path = dir.path().to_str().unwrap();
    let clean = run(&["rules", path, "--clearance", "clear", "--as-of", "2031-10-08"]);
    enter("rules", &dir, &["--add", "ordany length.d60 IF halvane commits length.d60", "--marking", "red:room", "--note", "CANARYWORD"]);
    assert_eq!(run(&["rules", path, "--clearance", "clear", "--as-of", "2031-10-08"]), clean);
    assert_eq!(armistice(&["rules", path]).status.code(), Some(2), "a clearance must be given");
    assert!(run(&["rules", path, "--clearance", "red:room"]).contains("CANARYWORD"));
    let page = run(&["brief", path, "--clearance", "red:room"]);
    assert!(page.contains("by Ada Penn") && page.contains("marking red:room"), "{page}");
    let later = narrows(&DEADLOCK);
    let path = later.path().to_str().unwrap();
    let args = ["--add", "ordany length.d60 IF halvane commits length.d60", "--known", "2031-10-12"];
    enter("rules", &later, &args);
    assert_eq!(run(&["rules", path, "--as-of", "2031-10-08"]), clean);
    assert!(run(&["rules", path, "--as-of", "2031-10-12"]).contains("as entered by Ada Penn"));
    assert_eq!(
        armistice(&[&["rules", path, "--author", "A", "--confirm", "r1"], &["--known", "2031-10-01"][..]].concat()).status.code(),
        Some(2)
    );
}

#[test]
fn what_cannot_be_found_again_is_listed_and_changes_nothing() {
    let dir = narrows(&DEADLOCK);
    enter("rules", &dir, &["--confirm", "r1"]);
    enter("rules", &dir, &["--add", "ordany sailors.sick IF halvane commits length.d60"]);
    let file = dir.path().join("case.toml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(
        &file,
        text.replace("id = \"full\"", "id = \"whole\"")
            .replace("id = \"sick\"", "id = \"ill\"")
            .replace("withdrawal.full", "withdrawal.whole")
            .replace(" full = ", " whole = ")
            .replace(" sick = ", " ill = "),
    )
    .unwrap();
    let all = assessment(&dir, &[]);
    assert!(rules(&all).iter().all(|(_, reviewed)| !reviewed), "another rule is not confirmed by it");
    let reasons: Vec<&str> = all["entries"].as_array().unwrap().iter().filter_map(|it| it["touches"]["because"].as_str()).collect();
    assert!(reasons.iter().any(|it| it.contains("read otherwise")) && reasons.iter().any(|it| it.contains("no longer has")), "{reasons:?}");
    assert!(run(&["brief", dir.path().to_str().unwrap()]).contains("touches nothing here"));
}

#[test]
fn a_mistaken_rule_is_refused_with_its_place_and_nothing_is_entered() {
    let dir = narrows(&[]);
    let path = dir.path().to_str().unwrap();
    let output = armistice(&["rules", path, "--author", "Ada Penn", "--add", "ordany sailors.al IF halvane performs withdrawal.full"]);
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && stderr.contains("--add:1:16") && stderr.contains("did you mean `all`?"), "{stderr}");
    assert!(run(&["verify", path]).contains("1 entry, 0 damaged"), "the case file alone");
    assert_eq!(
        armistice(&["rules", path, "--add", "ordany sailors.all IF halvane performs withdrawal.full"]).status.code(),
        Some(2),
        "no name"
    );
    assert_eq!(armistice(&["rules", path, "--author", "A", "--confirm", "r9"]).status.code(), Some(2));
}

#[test]
fn what_a_person_knows_of_a_draft_stands_beside_it_under_the_name() {
    let dir = narrows(&["07-brenholt-courier.txt"]);
    let path = dir.path().to_str().unwrap();
    let csv = run(&["proposals", path, "--format", "csv"]);
    let id = csv.lines().find(|line| line.contains(",length,d60")).unwrap().split(',').next().unwrap().to_owned();
    enter(
        "draft",
        &dir,
        &[
            &id,
            "--kind",
            "mediator's text",
            "--version",
            "second",
            "--from",
            "lusmark",
            "--to",
            "ordany",
            "--on",
            "2031-10-05",
            "--how",
            "by hand",
        ],
    );
    let lone = enter("draft", &dir, &["the harbour non-paper", "--kind", "non-paper", "--parent", &id, "--note", "seen on a table"]);
    let all = assessment(&dir, &[]);
    assert_eq!(all["entries"][0]["touches"], serde_json::json!({"on": "proposal", "id": id}));
    assert_eq!(all["entries"][1]["touches"]["on"], "paper");
    for command in ["brief", "proposals"] {
        let page = run(&[command, path, "--width", "400"]);
        assert!(page.contains("went from Lusmark to Ordany, by hand, 2031-10-05 (as entered by Ada Penn)"), "{page}");
        assert!(
            page.contains("mediator's text (as entered by Ada Penn)") && page.contains("the harbour non-paper; no report tells of it"),
            "{page}"
        );
    }
    enter("rules", &dir, &["--undo", &lone]);
    assert!(!run(&["brief", path]).contains("harbour non-paper"));
    assert_eq!(armistice(&["draft", path, "P99", "--author", "A", "--note", "x"]).status.code(), Some(2));
    assert_eq!(armistice(&["draft", path, &id, "--author", "A"]).status.code(), Some(2), "nothing said");
}

/// What went from a hidden actor is not told below it, whether its id is typed or its name.
#[test]
fn a_draft_that_names_a_hidden_actor_is_as_hidden() {
    let dir = narrows(&[]);
    let path = dir.path().to_str().unwrap();
    let row = "\n[[actor]]\nid = \"quince\"\nname = \"Quince House\"\nkind = \"organisation\"\nmarking = \"red:quince\"\n";
    let case = fs::read_to_string(dir.path().join("case.toml")).unwrap() + row;
    fs::write(dir.path().join("case.toml"), case).unwrap();
    let red = ["--clearance", "red:quince"];
    for who in ["quince", "Quince House"] {
        enter("draft", &dir, &[&["the harbour paper", "--version", "2", "--to", who][..], &red].concat());
    }
    let page = |clearance: &[&str]| run(&[&["proposals", path, "--width", "400"], clearance].concat());
    assert_eq!(page(&red).matches("went to Quince House").count(), 2, "{}", page(&red));
    assert!(!page(&["--clearance", "clear"]).contains("harbour paper"));
}

/// A row that is marked up later takes the entries on it along; a name that is only typed like its own stays, or one could ask for it.
#[test]
fn a_draft_that_names_an_actor_who_is_hidden_later_is_as_hidden() {
    let dir = narrows(&[]);
    let (path, file) = (dir.path().to_str().unwrap(), dir.path().join("case.toml"));
    let plain = fs::read_to_string(&file).unwrap();
    let row = "\n[[actor]]\nid = \"quince\"\nname = \"Quince House\"\nkind = \"organisation\"\n";
    fs::write(&file, plain + row).unwrap();
    enter("draft", &dir, &["the harbour paper", "--version", "2", "--to", "quince"]);
    fs::write(&file, fs::read_to_string(&file).unwrap() + "marking = \"red\"\n").unwrap();
    let clear = ["--clearance", "clear"];
    enter("draft", &dir, &[&["the river paper", "--version", "3", "--to", "Quince House"][..], &clear].concat());
    for command in ["entries", "export"] {
        let page = run(&[&[command, path][..], &clear].concat());
        assert!(!page.contains("harbour paper") && page.contains("river paper"), "{page}");
    }
    assert!(run(&["entries", path, "--clearance", "top"]).contains("harbour paper"));
}

#[test]
fn rules_have_every_form() {
    let dir = narrows(&DEADLOCK);
    let path = dir.path().to_str().unwrap();
    for form in ["md", "html"] {
        assert!(run(&["rules", path, "--format", form]).contains("withdrawal.full"), "{form}");
    }
    let csv = run(&["rules", path, "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert!(rows.iter().any(|row| &row[4] == "sailors.all" && &row[5] == "halvane performs withdrawal.full"), "{csv}");
}
