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
    // Linked, a little of what Ordany has without a deal would do; so would one line of the case file.
    let blockers = &narrows[2]["blockers"];
    let concession = &blockers["concessions"][0];
    assert_eq!(
        (&concession["concede"], &concession["total"]),
        (&serde_json::json!({"Ordany": 0.013192612137203167}), &0.013192612137203167.into())
    );
    assert_eq!(blockers["relaxations"], serde_json::json!([{"drop": ["guns.km5 with road.escorts"], "cost": 1}]));
    let harbour = json(&["deals", read_case("harbour").to_str().unwrap(), "--no-write", "--format", "json"]);
    let point = &harbour["deals"][0]["egalitarian"]["points"][0]["package"];
    assert_eq!(labels(point), ["5 percent", "10 days", "Until the end of 2034", "Four at night, three by day"]);
}

#[test]
fn a_page_says_what_would_open_the_way_and_what_words_leave() {
    let (_, page, _) = armistice(&["deals", read_case("narrows").to_str().unwrap(), "--no-write"]);
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "6 of these packages hold nothing that a party rules out in its own words",
        "no package would be acceptable to all if, for Halvane, the reservation value were above 0.700, not 0.500",
        "if Ordany came down by 0.013 of its range: They leave all three islands; All 86; The Waterways Commission; 30 days",
        "some package would be acceptable to all if 5 kilometres and Convoys under Teverran officers could stand together",
        "if, for Ordany, the reservation value were 1.225, not 1.250, or the option They leave all three islands gave 0.425, not 0.400",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[test]
fn numbers_of_a_case_may_be_ranges() {
    let dir = TempDir::new().unwrap();
    let text = fs::read_to_string(case("narrows").join("case.toml")).unwrap();
    let ranged =
        text.replacen("weight = 0.3\n", "weight = [0.25, 0.35]\n", 1).replacen("value = 0.5", "value = { mean = 0.5, sd = 0.1 }", 1);
    fs::write(dir.path().join("case.toml"), &ranged).unwrap();
    let path = dir.path().to_str().unwrap();
    let answer = json(&["deals", path, "--no-write", "--format", "json", "--draws", "200"]);
    let robustness = &answer["deals"][0]["robustness"];
    assert_eq!(robustness["draws"], 200, "{robustness}");
    let share = robustness["packages"][0]["acceptable"].as_f64().unwrap();
    assert!(share > 0.5 && share < 1.0, "{robustness}");
    let (_, page, _) = armistice(&["deals", path, "--no-write", "--draws", "200"]);
    assert!(page.contains("200 draws (seed 1)"), "{page}");
    fs::write(dir.path().join("case.toml"), ranged.replace("[0.25, 0.35]", "[0.35, 0.25]")).unwrap();
    let (fine, _, err) = armistice(&["deals", path, "--no-write"]);
    assert!(!fine && err.contains("want a number, a range [low, high] or { mean"), "{err}");
}

/// Four parties, twelve issues of eight options: more points than four megabytes hold.
#[test]
fn what_is_too_large_is_found_to_within_a_distance_and_named_points_as_before() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("wide.json");
    let score = |p: usize, issue: usize, o: usize| (o * o * (3 + p) + o * (7 + 5 * issue) + 11 * p * (issue + o)) % (29 + p);
    let options: Vec<String> = (0..8).map(|n| n.to_string()).collect();
    let issues: Vec<_> = (0..12).map(|n| serde_json::json!({"name": format!("i{n}"), "options": options})).collect();
    let party = |p: usize| {
        let of = |issue: usize| (0..8).map(|o| (o.to_string(), score(p, issue, o).into())).collect::<serde_json::Map<_, _>>();
        let scores: serde_json::Map<_, _> = (0..12).map(|issue| (format!("i{issue}"), of(issue).into())).collect();
        serde_json::json!({"name": format!("p{p}"), "weights": {}, "scores": scores})
    };
    let problem = serde_json::json!({"issues": issues, "parties": (0..4).map(party).collect::<Vec<_>>()});
    fs::write(&path, problem.to_string()).unwrap();
    let file = path.to_str().unwrap();
    let (whole, near) = (json(&["deals", file, "--format", "json"]), json(&["deals", file, "--memory", "4", "--format", "json"]));
    assert!(whole.get("within").is_none() && near["within"].as_f64().is_some_and(|it| it > 0.0 && it < 0.2), "{}", near["notes"]);
    assert!(whole["complete"] == true && near["complete"] == false && near["frontier_points"]["lower"] == "1", "{}", near["notes"]);
    for name in ["acceptable", "nash", "egalitarian", "kalai_smorodinsky", "utilitarian"] {
        assert_eq!(whole[name], near[name], "{name}");
    }
    let (_, page, _) = armistice(&["deals", file, "--memory", "4"]);
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(page.contains("of each party's range; what each gets"), "{page}");
}

#[test]
fn all_packages_behind_a_point_are_there_for_the_asking() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("lamps.json");
    let problem = r#"{"issues": [{"name": "Lamp", "options": ["red", "green"]}, {"name": "Bell", "options": ["on", "off"]}],
        "parties": [{"name": "Pilots", "weights": {}, "scores": {"Lamp": {"red": 1}, "Bell": {"on": 1}}}, {"name": "Port", "weights": {},
        "scores": {"Lamp": {"green": 1}, "Bell": {"off": 1}}}]}"#;
    fs::write(&path, problem).unwrap();
    let file = path.to_str().unwrap();
    let answer = json(&["deals", file, "--behind", "2", "--format", "json"]);
    let packages = serde_json::json!([{"Lamp": "red", "Bell": "off"}, {"Lamp": "green", "Bell": "on"}]);
    assert_eq!(answer["behind"], serde_json::json!({"point": 2, "of": "2", "packages": packages}));
    let (_, page, _) = armistice(&["deals", file, "--behind", "2"]);
    assert!(page.contains("2 packages give what point 2 does"), "{page}");
    let (fine, _, err) = armistice(&["deals", file, "--behind", "4"]);
    assert!(!fine && err.contains("there is no point 4: the frontier has 3"), "{err}");
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
    assert_eq!((&asked["robustness"]["draws"], &asked["robustness"]["packages"][0]["acceptable"]), (&20.into(), &1.0.into()));
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
