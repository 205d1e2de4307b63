//! `armistice deals`: with preferences exact answers, without them never a utility, a frontier or a point.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

use crate::running::{case, read_case};

fn armistice(args: &[&str]) -> (bool, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_armistice")).args(args).output().unwrap();
    (output.status.success(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[track_caller]
fn json(args: &[&str]) -> serde_json::Value {
    let (fine, out, err) = armistice(args);
    assert!(fine, "{args:?}: {err}");
    serde_json::from_str(&out).unwrap()
}

#[test]
fn the_deals_of_the_invented_cases_are_those_a_reader_would_name() {
    let narrows = json(&["deals", read_case("narrows").to_str().unwrap(), "--no-write", "--format", "json"]);
    let narrows = narrows["deals"].as_array().unwrap();
    let labels = |it: &serde_json::Value| it.as_object().unwrap().values().map(|it| it.as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(
        labels(&narrows[0]["nash"]["points"][0]["package"]),
        ["They leave all three islands", "All 86", "The Waterways Commission", "60 days"]
    );
    assert_eq!((&narrows[1]["tracks"], &narrows[1]["acceptable"]["exact"]), (&serde_json::json!(["valley"]), &serde_json::json!("0")));
    assert!(narrows[1]["blockers"]["nearest"].as_array().is_some_and(|it| !it.is_empty()));
    let harbour = json(&["deals", read_case("harbour").to_str().unwrap(), "--no-write", "--format", "json"]);
    let point = &harbour["deals"][0]["egalitarian"]["points"][0]["package"];
    assert_eq!(labels(point), ["5 percent", "10 days", "Until the end of 2034", "Four at night, three by day"]);
}

#[test]
fn a_case_without_preferences_shows_no_utility() {
    let levant = case("levant-2024");
    let (fine, page, err) = armistice(&["deals", levant.to_str().unwrap(), "--no-write"]);
    assert!(fine, "{err}");
    for word in ["utilit", "frontier", "Nash", " gains", "acceptable"] {
        assert!(!page.contains(word), "{word}: {page}");
    }
    // They enter a brief only when asked for.
    let (_, brief, _) = armistice(&["brief", read_case("narrows").to_str().unwrap(), "--no-write"]);
    let (_, asked, _) = armistice(&["brief", read_case("narrows").to_str().unwrap(), "--no-write", "--deals"]);
    assert!(!brief.contains("WITH PREFERENCES") && asked.contains("WITH PREFERENCES"));
}

#[test]
fn a_problem_file_is_answered_or_its_mistake_named() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("ferry.json");
    let problem = r#"{"issues": [{"name": "Toll", "options": ["1", "2"]}], "parties": [{"name": "A", "weights": {"Toll": 1}, "scores": {"Toll": {"1": 0.3, "2": 0.7}}}]}"#;
    fs::write(&path, problem).unwrap();
    let answer = json(&["deals", path.to_str().unwrap(), "--format", "json"]);
    assert_eq!((answer["packages"].as_str(), answer["frontier"][0]["utilities"][0].as_f64()), (Some("2"), Some(0.7)));
    fs::write(&path, problem.replace("\"2\": 0.7", "\"3\": 0.7")).unwrap();
    let (fine, out, err) = armistice(&["deals", path.to_str().unwrap()]);
    assert!(!fine && out.is_empty() && err.contains("issue `Toll` has no option `3`; it has 1, 2"), "{err}");
}

/// 1, 0 and .6, .6 and 0, 1: the middle is the named point of every definition but the sum, which weights can turn.
#[test]
fn weights_the_best_few_draws_and_a_plot_are_there_for_the_asking() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("pier.json");
    let problem = r#"{"issues": [{"name": "Pier", "options": ["north", "middle", "south"]}], "parties": [
        {"name": "Port", "weights": {"Pier": 1}, "scores": {"Pier": {"north": 1, "middle": [0.5, 0.7]}}},
        {"name": "Crews", "weights": {"Pier": 1}, "scores": {"Pier": {"south": 1, "middle": 0.6}}}]}"#;
    fs::write(&path, problem).unwrap();
    let file = path.to_str().unwrap();
    let plain = json(&["deals", file, "--draws", "0", "--format", "json"]);
    assert_eq!(plain["nash"]["points"][0]["package"]["Pier"], "middle");
    assert!(plain.get("top").is_none() && plain.get("robustness").is_none() && plain.get("negmas").is_none(), "{plain}");
    let asked = json(&["deals", file, "--top", "2", "--weight", "Crews=3", "--draws", "20", "--negmas", "--format", "json"]);
    assert_eq!((&asked["utilitarian"]["points"][0]["package"]["Pier"], &asked["utilitarian"]["value"]), (&"south".into(), &1.5.into()));
    assert_eq!(asked["top"]["nash"].as_array().unwrap().len(), 2);
    assert_eq!((&asked["robustness"]["draws"], &asked["robustness"]["packages"][0]["accepted"]), (&20.into(), &1.0.into()));
    assert_eq!(asked["negmas"]["kalai"]["points"][0]["package"]["Pier"], "middle");
    let (_, page, _) = armistice(&["deals", file, "--plot", "--draws", "0"]);
    assert!(page.contains("Crews (up) by Port (right)") && page.contains("\n    1.000 |.") && page.contains('*'), "{page}");
    let (fine, _, err) = armistice(&["deals", file, "--weight", "Guards=2"]);
    assert!(!fine && err.contains("no party is called `Guards`; there are Port, Crews"), "{err}");
    let (_, _, err) = armistice(&["deals", file, "--weight", "Gu\u{1b}[31mards=2"]);
    assert!(err.contains("`Gu[31mards`") && !err.contains('\u{1b}'), "{err}");
    let (fine, _, err) = armistice(&["deals", file, "--top", "2", "--format", "csv"]);
    assert!(!fine && err.contains("CSV has the frontier alone"), "{err}");
}

/// A pause is ruled out by the Wardens in their own words, a permanent cease-fire here by three lines of the case file: the last dispatch, in
/// which Ordany refuses one, is left out.
#[test]
fn what_leaves_no_package_is_named_with_what_would_open_it() {
    let dir = TempDir::new().unwrap();
    let source = case("narrows");
    fs::create_dir(dir.path().join("reports")).unwrap();
    let early = |it: &PathBuf| !it.file_name().unwrap().to_string_lossy().starts_with("20-");
    for report in fs::read_dir(source.join("reports")).unwrap().map(|it| it.unwrap().path()).filter(early) {
        fs::copy(&report, dir.path().join("reports").join(report.file_name().unwrap())).unwrap();
    }
    let mut text = fs::read_to_string(source.join("case.toml")).unwrap();
    for guns in ["km5", "km10", "km20"] {
        text += &format!("\n[[exclusion]]\noptions = [\"ending.permanent\", \"guns.{guns}\"]\nreason = \"invented\"\n");
    }
    fs::write(dir.path().join("case.toml"), &text).unwrap();
    let path = dir.path().to_str().unwrap();
    let answer = json(&["deals", path, "--no-write", "--format", "json"]);
    let valley = &answer["packages"][1];
    assert_eq!((&valley["not_excluded"]["exact"], &valley["closed"]), (&serde_json::json!("0"), &serde_json::json!([])));
    let openings = valley["openings"].as_array().unwrap();
    let alone = |options: serde_json::Value, exclusions: usize| {
        openings.iter().any(|it| it["options"] == options && it["exclusions"].as_array().unwrap().len() == exclusions)
    };
    assert!(alone(serde_json::json!([["ending", "pause"]]), 0) && alone(serde_json::json!([]), 1), "{openings:?}");
    // Linked tracks are one space of their own.
    assert_eq!(answer["packages"][2]["tracks"], serde_json::json!(["narrows", "valley"]));
    let (_, page, _) = armistice(&["deals", path, "--no-write"]);
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(page.contains("a package would be left if Wardens of the Mirrin no longer ruled out A pause of two weeks"), "{page}");
    assert!(page.contains("A permanent cease-fire with 20 kilometres could stand together"), "{page}");
    // A package with preferences that a party rules out in its own words says so.
    assert!(page.contains("(on file: Wardens of the Mirrin rules out A pause of two weeks)"), "{page}");
}

#[test]
fn preferences_that_are_not_whole_are_refused_all_at_once() {
    let dir = TempDir::new().unwrap();
    let text = fs::read_to_string(case("narrows").join("case.toml")).unwrap();
    let text = text
        .replace("scores = { d30 = 1, d60 = 0.6, d90 = 0.2 }", "scores = { d30 = 1, d90 = 0.2 }")
        .replace("weight = 0.45", "weight = -0.45");
    fs::write(dir.path().join("case.toml"), text).unwrap();
    let (fine, _, err) = armistice(&["deals", dir.path().to_str().unwrap(), "--no-write"]);
    assert!(!fine && err.contains("no score for d60") && err.contains("a weight is not negative"), "{err}");
}
