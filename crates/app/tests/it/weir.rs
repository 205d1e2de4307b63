//! An invented case of its own in the manner of dispatches (`fixtures/weir`): what is put forward in passing, when they meet, what is promised for
//! a day, what cannot both be; and no acceptance without its condition.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::running::run;

fn assessment() -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/weir");
    let page = run(&["brief", folder.to_str().unwrap(), "--no-write", "--format", "json"]);
    serde_json::from_str::<Value>(&page).unwrap()["assessment"].take()
}

fn rows<'v>(assessment: &'v Value, list: &str, row: impl Fn(&'v Value) -> Option<String>) -> BTreeSet<String> {
    assessment[list].as_array().unwrap().iter().filter_map(row).collect()
}

fn text(row: &Value, field: &str) -> String {
    row[field].as_str().unwrap_or("-").to_owned()
}

#[test]
fn sessions_and_talks_are_met_or_due_on_their_day() {
    let all = assessment();
    let consults = |it: &Value| {
        (it["type"] == "CONSULT" && !it["when"].is_null())
            .then(|| format!("{} {} {}", text(it, "when"), text(it, "where"), text(it, "modality")))
    };
    let want = ["2031-05-08 Weir House planned", "2031-05-12 Weir House planned", "2031-05-23 Weir House planned"];
    assert_eq!(rows(&all, "events", consults), want.map(str::to_owned).into());
}

#[test]
fn promises_with_a_day_are_commitments_and_a_meeting_due_is_none() {
    let all = assessment();
    let dated = |it: &Value| (it["kind"] == "commitment").then(|| format!("{} {}", text(it, "speaker"), text(&it["horizon"], "to")));
    let want = ["Teo Amaro 2031-05-10", "Siri Lunde 2031-05-16", "Teo Amaro 2031-05-15"];
    assert_eq!(rows(&all, "forecasts", dated), want.map(str::to_owned).into());
}

#[test]
fn a_claim_its_denials_and_two_counts_are_conflicts() {
    let all = assessment();
    let want = [
        "Teo Amaro denies what Oskar Brandt says",
        "Oskar Brandt (2031-05-21) says that Doleport Growers' League agreed; the judge (2031-05-25) says that not",
        "league says: All 300 tractors were on the road; province says: about half had stayed at home",
    ];
    assert_eq!(rows(&all, "conflicts", |it| Some(text(it, "sentence"))), want.map(str::to_owned).into());
    assert_eq!(all["denials"].as_array().unwrap().len(), 2, "a denial told twice counts once");
}

#[test]
fn a_yes_on_a_condition_is_no_yes() {
    let all = assessment();
    let yes = |it: &Value| {
        it["stance"]
            .as_str()
            .unwrap()
            .starts_with("accepts")
            .then(|| format!("{} {} {}", text(it, "actor"), text(it, "option"), it["conditional"]))
    };
    assert_eq!(rows(&all, "positions", yes), ["dole t6 true", "hest t6 true"].map(str::to_owned).into());
    assert!(
        rows(&all, "proposals", |it| it["answers"]
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it["response"] == "accepted")
            .then(|| text(it, "id")))
        .is_empty()
    );
}
