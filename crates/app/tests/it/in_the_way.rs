//! What stands in the way as somebody says it, and on a track that is told to be signed.

use std::fs;

use tempfile::TempDir;

use crate::running::{read_case, run};

const CASE: &str = "[case]\nname = \"Ferry\"\ntime_zone = \"UTC\"\nfictional = true\n[[actor]]\nid = \"selm\"\nname = \"Selm\"\nkind = \"state\"\n\
[[actor]]\nid = \"orsk\"\nname = \"Orsk\"\nkind = \"state\"\n[[person]]\nid = \"marsh\"\nname = \"Ada Marsh\"\naffiliation = \"selm\"\nrole = \"foreign minister\"\n\
[[track]]\nid = \"ferry\"\nname = \"Ferry\"\n[[role]]\ntrack = \"ferry\"\nactor = \"selm\"\nrole = \"must assent\"\n[[role]]\ntrack = \"ferry\"\n\
actor = \"orsk\"\nrole = \"must assent\"\n";

/// Kinds of obstacles that are said in a report.
fn kinds(text: &str) -> Vec<String> {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("case.toml"), CASE).unwrap();
    fs::create_dir(dir.path().join("reports")).unwrap();
    fs::write(dir.path().join("reports/a.txt"), format!("Outlet: Selm Post\nDate: 2031-03-04\n\n{text}\n")).unwrap();
    let page: serde_json::Value = serde_json::from_str(&run(&["brief", dir.path().to_str().unwrap(), "--format", "json"])).unwrap();
    let rows = page["assessment"]["obstacles"].as_array().unwrap().iter();
    rows.map(|it| it["kind"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_is_demanded_or_plainly_said_is_shown_and_nothing_else() {
    assert_eq!(kinds("Ada Marsh, Selm's foreign minister, said on Monday that Selm must be able to enforce the treaty."), ["guarantee"]);
    assert_eq!(kinds("A diplomat said on Monday that Orsk wants confirmation that there is a mandate in Selm."), ["authority"]);
    assert_eq!(kinds("A diplomat said on Monday that many details remain unresolved."), ["unknown"]);
    assert_eq!(kinds("Ada Marsh, Selm's foreign minister, said on Monday that the harbour police enforce the speed limit."), [""; 0]);
    assert_eq!(kinds("A diplomat said on Monday that the plan does not include Orsk."), [""; 0]);
}

#[test]
fn on_a_signed_track_words_from_before_are_no_longer_in_the_way() {
    let narrows = read_case("narrows");
    let at = |day: &str| run(&["brief", narrows.to_str().unwrap(), "--no-write", "--as-of", day, "--width", "400"]);
    let (before, after) = (at("2031-10-11"), at("2031-10-20"));
    assert!(before.contains("would remove it") && !before.contains("told to be signed"));
    assert!(!after.contains("would remove it") && after.contains("told to be signed on 2031-10-17"), "{after}");
}

#[test]
fn a_move_that_nobody_has_answered_is_no_deadlock_yet() {
    let at = |case: &str, day: &str| run(&["brief", read_case(case).to_str().unwrap(), "--no-write", "--as-of", day, "--width", "400"]);
    // Sixty days came after ninety were asked for: who asked has not answered.
    assert!(!at("narrows", "2031-10-11").contains("drops [90 days]"));
}
