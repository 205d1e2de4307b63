//! What persons note, grade, estimate, assess, keep and resolve, on a small invented case that is not marked as fictional.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::running::{armistice, run};

const CASE: &str = include_str!("../fixtures/ferry.toml");

/// Outlet, day and words of each report, by number.
const REPORTS: [(&str, &str, &str); 5] = [
    (
        "Selm Post",
        "2031-10-02",
        "Orla Finch, director of the Port of Selm, said the Port demanded half the toll. \"I hope the ferry will sail by Friday, 10 October,\" Finch said.\n",
    ),
    (
        "Selm Post",
        "2031-10-04",
        "An official said the Union would demand no toll. Ivo Marsh, chairman of the Ferry Crews Union, said the Union demanded no toll.\n",
    ),
    ("Harbour News", "2031-10-06", "Ivo Marsh, chairman of the Ferry Crews Union, said the Union demanded boats in winter.\n"),
    ("Harbour News", "2031-10-07", "Orla Finch, director of the Port of Selm, said the Port rejected half the toll.\n"),
    ("Ansel Radio", "2031-10-09", "The Ferry Crews Union said on Thursday: \"We demand no toll.\"\n"),
];

/// The case with these reports.
fn ferry(reports: &[usize]) -> TempDir {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("case.toml"), CASE).unwrap();
    for n in reports {
        report(&dir, *n, "clear");
    }
    dir
}

fn path(dir: &TempDir) -> &str {
    dir.path().to_str().unwrap()
}

fn report(dir: &TempDir, n: usize, marking: &str) {
    let (outlet, day, text) = REPORTS[n - 1];
    let file = dir.path().join(format!("{n}.txt"));
    fs::write(&file, text).unwrap();
    run(&["add", path(dir), file.to_str().unwrap(), "--outlet", outlet, "--published", day, "--marking", marking]);
}

/// Makes an entry and gives its id.
#[track_caller]
fn enter(dir: &TempDir, args: &[&str]) -> String {
    enter_as("Ada Penn", dir, args)
}

#[track_caller]
fn enter_as(author: &str, dir: &TempDir, args: &[&str]) -> String {
    let out = run(&[&[args[0], path(dir), "--author", author], &args[1..]].concat());
    out.lines().find_map(|line| line.strip_prefix("entry ")?.split(' ').next()).unwrap().to_owned()
}

/// What a command says that is refused.
#[track_caller]
fn refused(dir: &TempDir, args: &[&str]) -> String {
    let output = armistice(&[&[args[0], path(dir), "--author", "Ada Penn"], &args[1..]].concat());
    assert_eq!(output.status.code(), Some(2), "{args:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[track_caller]
fn page(dir: &TempDir, args: &[&str]) -> String {
    run(&[&[args[0], path(dir), "--width", "400"], &args[1..]].concat())
}

/// What came of an entry.
fn state(dir: &TempDir, id: &str, clearance: &str) -> Value {
    let all: Value = serde_json::from_str(&page(dir, &["entries", "--format", "json", "--clearance", clearance])).unwrap();
    all["entries"].as_array().unwrap().iter().find(|it| it["id"] == id).cloned().unwrap_or(Value::Null)
}

#[test]
fn a_judgement_is_stale_when_its_evidence_changes_and_only_then() {
    let dir = ferry(&[1, 2]);
    let cell = enter(&dir, &["assess", "port/toll", "Half is its floor", "--confidence", "moderate", "--why", "its director says so"]);
    let issue = enter(&dir, &["assess", "issue:toll", "Wide apart", "--confidence", "high", "--why", "own words"]);
    let kept = enter(&dir, &["keep", "bottom-line", "No deal this week"]);
    let all = [&cell, &issue, &kept];
    let stale = |dir: &TempDir, clearance: &str| all.map(|id| !state(dir, id, clearance)["changed"].is_null());
    assert_eq!(stale(&dir, "clear"), [false; 3]);
    report(&dir, 3, "clear");
    assert_eq!(stale(&dir, "clear"), [false, false, true], "winter is another issue, of the same whole");
    let before = ["brief", "why"].map(|it| {
        let more: &[&str] = if it == "why" { &["port", "toll"] } else { &[] };
        page(&dir, &[&[it, "--clearance", "clear"], more].concat())
    });
    assert!(before[1].contains("Half is its floor") && !before[1].contains("evidence changed"), "{}", before[1]);
    report(&dir, 4, "red");
    assert_eq!(stale(&dir, "clear"), [false, false, true], "nothing hidden makes it stale");
    assert_eq!(page(&dir, &["brief", "--clearance", "clear"]), before[0]);
    assert_eq!(page(&dir, &["why", "--clearance", "clear", "port", "toll"]), before[1]);
    assert_eq!(stale(&dir, "red"), [true; 3]);
    let why = page(&dir, &["why", "--clearance", "red", "port", "toll"]);
    assert!(why.contains("[evidence changed since 2031-10-02: new R4 L1 Finch]") && why.contains("[red]"), "{why}");
    assert!(page(&dir, &["brief", "--clearance", "red", "--reviewed-only"]).contains("Half is its floor"), "a person's words are kept");
}

#[test]
fn a_judgement_is_marked_as_high_as_what_it_rests_on() {
    let dir = ferry(&[1]);
    report(&dir, 4, "red:talks");
    let (red, rest) = (["--clearance", "red:talks"], ["--confidence", "low", "--why", "words"]);
    let high = enter(&dir, &[&["assess", "port/toll", "CANARY"], &rest[..], &red].concat());
    let low = enter(&dir, &[&["assess", "crews/toll", "Nothing yet"], &rest[..], &red].concat());
    assert_eq!(state(&dir, &high, "red:talks")["marking"], "red:talks");
    assert_eq!(state(&dir, &low, "clear")["marking"], "clear", "it rests on nothing that is red");
    for command in ["brief", "positions", "entries"] {
        assert!(!page(&dir, &[command, "--clearance", "red"]).contains("CANARY"), "{command}");
        assert!(page(&dir, &[command, "--clearance", "red:talks"]).contains("CANARY"), "{command}");
    }
}

#[test]
fn slots_stand_near_the_top_and_the_latest_counts() {
    let dir = ferry(&[1, 2]);
    let first = enter(&dir, &["keep", "bottom-line", "Nothing moves", "--known", "2031-10-05"]);
    let second = enter_as("Bo Marsh", &dir, &["keep", "bottom-line", "Something moves", "--known", "2031-10-06"]);
    enter(&dir, &["keep", "watch", "The weather", "--track", "ferry", "--known", "2031-10-06"]);
    let brief = page(&dir, &["brief"]);
    let at = |words: &str| brief.find(words).unwrap_or(usize::MAX);
    assert!(at("IN SHORT") < at("Something moves") && at("Something moves") < at("FERRY TALKS"), "{brief}");
    assert!(at("watch, Ferry talks") < at("FERRY TALKS") && !brief.contains("Nothing moves"), "{brief}");
    assert!(brief.contains(&format!("by Bo Marsh (entry {second})")));
    assert!(page(&dir, &["brief", "--as-of", "2031-10-05"]).contains("Nothing moves"));
    let list = page(&dir, &["entries"]);
    assert!(list.contains("Nothing moves") && list.contains(&format!("entry {second} counts in its place")), "{list}");
    enter(&dir, &["retract", &second, "--why", "too early", "--known", "2031-10-07"]);
    assert!(page(&dir, &["brief"]).contains("Nothing moves"));
    assert_eq!(state(&dir, &first, "clear")["instead"], Value::Null);
}

/// Every estimate that an answer needs.
fn estimates(dir: &TempDir) -> Vec<String> {
    let preference = |party, issue, scores: [&str; 2]| {
        let args = ["preference", party, issue, "--weight", "0.5", "--score", scores[0], "--score", scores[1], "--basis", "mediator"];
        enter(dir, &[&args[..], &["--known", "2031-10-05", "--clearance", "red"]].concat())
    };
    let mut out = vec![
        preference("port", "toll", ["half=1", "none=0"]),
        preference("port", "winter", ["run=0.8", "stop=1"]),
        preference("crews", "toll", ["none=1", "half=0.5"]),
    ];
    for (party, value) in [("port", "0.2..0.3"), ("crews", "0.1")] {
        let args = ["reservation", party, "ferry", value, "--basis", "analyst's guess", "--known", "2031-10-05", "--clearance", "red"];
        out.push(enter(dir, &args));
    }
    out
}

#[test]
fn estimates_give_deals_with_whose_they_are_and_are_hidden_below() {
    let dir = ferry(&[1, 2]);
    let before = page(&dir, &["deals", "--clearance", "clear", "--as-of", "2031-10-06"]);
    let ids = estimates(&dir);
    assert_eq!(page(&dir, &["deals", "--clearance", "clear", "--as-of", "2031-10-06"]), before, "red by default");
    assert!(!before.contains("ESTIMATES") && !before.contains("WITH PREFERENCES"));
    let deals = page(&dir, &["deals", "--clearance", "red"]);
    assert!(deals.contains("WITH PREFERENCES: Ferry talks") && !deals.contains("case file (fictional)"), "{deals}");
    assert!(deals.contains("Port of Selm: told by the mediator, as entered by Ada Penn (entries"), "{deals}");
    for id in &ids {
        assert!(deals.contains(&format!("by Ada Penn (entry {id}) [red]")), "{id}: {deals}");
    }
    assert!(!deals.contains("case file L0"));
    let rival = enter_as(
        "Bo Marsh",
        &dir,
        &["reservation", "crews", "ferry", "0.9", "--basis", "party", "--known", "2031-10-06", "--clearance", "red"],
    );
    let deals = page(&dir, &["deals", "--clearance", "red"]);
    assert!(
        deals.contains(&format!("does not count: entry {rival} is later"))
            && deals.contains("0.9 (told by the party), entered by Bo Marsh")
    );
    assert!(deals.contains("Ferry Crews Union: told by the party, as entered by Bo Marsh"), "{deals}");
    enter(&dir, &["retract", &ids[4], "--clearance", "red"]);
    enter(&dir, &["retract", &rival, "--clearance", "red"]);
    let deals = page(&dir, &["deals", "--clearance", "red"]);
    assert!(
        deals.contains("no answer without what Ferry Crews Union has without a deal") && !deals.contains("WITH PREFERENCES"),
        "{deals}"
    );
}

#[test]
fn an_estimate_without_a_score_or_with_a_wrong_number_is_refused() {
    let dir = ferry(&[]);
    let put = |more: &[&str]| refused(&dir, &[&["preference", "port", "toll", "--basis", "guess"], more].concat());
    assert!(put(&["--weight", "1", "--score", "half=1"]).contains("missing for none"));
    assert!(put(&["--weight", "1", "--score", "third=1"]).contains("there are: none, half"));
    assert!(put(&["--weight", "-1", "--score", "half=1", "--score", "none=0"]).contains("-1"));
    assert!(put(&["--weight", "0.5..0.2", "--score", "half=1", "--score", "none=0"]).contains("0.5..0.2"));
    assert!(
        refused(&dir, &["preference", "prot", "toll", "--weight", "1", "--score", "half=1", "--basis", "guess"]).contains("port, crews")
    );
    assert!(run(&["verify", path(&dir)]).contains("1 entry, 0 damaged"), "the case file alone");
}

#[test]
fn what_came_of_an_outcome_decides_its_forecasts_from_that_day_on() {
    let dir = ferry(&[1, 2]);
    let fate = |day: &str| {
        let all: Value = serde_json::from_str(&page(&dir, &["forecasts", "--format", "json", "--as-of", day])).unwrap();
        let row = all["assessment"]["forecasts"].as_array().unwrap().iter().find(|it| it["outcome"] == "sails").unwrap().clone();
        (row["fate"].as_str().unwrap().to_owned(), row["entry"].as_str().map(str::to_owned))
    };
    let came = enter(&dir, &["resolve", "sails", "came-true", "--on", "2031-10-09", "--note", "seen from the quay"]);
    assert_eq!(fate("2031-10-08"), ("open".to_owned(), None));
    assert_eq!(fate("2031-10-09"), ("came true".to_owned(), Some(came.clone())));
    let line = page(&dir, &["forecasts", "--as-of", "2031-10-09"]);
    assert!(line.contains(&format!("by Ada Penn (entry {came})")) && !line.contains("case file L"), "{line}");
    let open = enter(&dir, &["resolve", "sails", "open", "--on", "2031-10-09", "--known", "2031-10-11"]);
    assert_eq!(fate("2031-10-11"), ("open, horizon passed".to_owned(), Some(open.clone())));
    enter(&dir, &["retract", &open, "--known", "2031-10-12"]);
    assert_eq!(fate("2031-10-12").0, "came true");
    let diff = run(&["diff", path(&dir), "--from", "2031-10-08", "--to", "2031-10-09", "--width", "400"]);
    assert!(diff.contains(&format!("by Ada Penn (entry {came})")), "{diff}");
    assert!(refused(&dir, &["resolve", "sail", "open", "--on", "2031-10-09"]).contains("there are: sails"));
    assert!(refused(&dir, &["resolve", "sails", "came-true", "--on", "2031-10-09", "--known", "2031-10-07"]).contains("--known"));
}

#[test]
fn notes_and_grades_stand_where_what_they_are_on_is_shown() {
    let dir = ferry(&[1, 2]);
    enter(&dir, &["note", "R2", "ask for the recording"]);
    enter(&dir, &["note", "R1.s1", "“half” may be a slip"]);
    let proposal = page(&dir, &["proposals", "--format", "csv"]);
    let about = ["port/toll", "issue:toll", "track:ferry", "actor:crews", "case"];
    about.iter().for_each(|on| drop(enter(&dir, &["note", on, &format!("on {on} we know little")])));
    let brief = page(&dir, &["brief"]);
    for words in ["on R2: ask for the recording", "\"half\" may be a slip", "on [How high the toll is]"].iter().take(2) {
        assert!(brief.contains(words), "{words}: {brief}");
    }
    assert!(about.iter().all(|on| brief.contains(&format!("on {on} we know little"))) && !proposal.is_empty(), "{brief}");
    let both =
        run(&["grade", path(&dir), "R1.s1", "--reliability", "B", "--credibility", "3", "--why", "was there", "--author", "Ada Penn"]);
    assert_eq!(both.matches("entry ").count(), 2, "asked apart: {both}");
    enter(&dir, &["grade", "R2", "--reliability", "C"]);
    let sources = page(&dir, &["sources"]);
    assert!(sources.contains("reliability B (usually reliable); was there") && sources.contains("OUTLETS GRADED"), "{sources}");
    assert!(page(&dir, &["statements"]).contains("credibility 3 (possibly true); was there"));
    let listed = page(&dir, &["brief"]);
    assert_eq!(listed.matches("reliability C by Ada Penn").count(), 2, "both reports of the outlet: {listed}");
}

/// The statement of R2 that has these words, as the list of statements numbers it.
fn numbered(dir: &TempDir, words: &str) -> String {
    let csv = page(dir, &["statements", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let row = reader.records().map(Result::unwrap).find(|row| &row[0] == "R2" && row.iter().any(|it| it.contains(words)));
    row.map(|row| format!("{}.{}", &row[0], &row[4])).unwrap()
}

#[test]
fn a_source_without_a_name_is_never_graded_and_confirmed_is_counted() {
    let dir = ferry(&[1, 2]);
    let unnamed = numbered(&dir, "an official");
    assert!(refused(&dir, &["grade", &unnamed, "--reliability", "B"]).contains("without a name"));
    assert!(refused(&dir, &["grade", "source:an official", "--reliability", "B"]).contains("Orla Finch"));
    assert!(refused(&dir, &["grade", "port/toll", "--credibility", "2"]).contains("report or a statement"));
    enter(&dir, &["grade", &unnamed, "--credibility", "4"]);
    let once = numbered(&dir, "Ivo Marsh");
    assert!(refused(&dir, &["grade", &once, "--credibility", "1"]).contains("at least 1"));
    assert!(refused(&dir, &["grade", "R2", "--credibility", "1"]).contains("statement by statement"));
    assert_eq!(run(&["entries", path(&dir), "--format", "csv"]).lines().count(), 2, "nothing was entered but one grade");
    report(&dir, 5, "red");
    assert!(refused(&dir, &["grade", &once, "--credibility", "1", "--clearance", "clear"]).contains("at least 1"));
    // What confirms it came out later than it: the two grades of one command are entered together or not at all.
    let early = ["grade", &once, "--reliability", "B", "--credibility", "1", "--known", "2031-10-08", "--clearance", "red"];
    assert!(refused(&dir, &early).contains("--known lies before"));
    assert_eq!(run(&["entries", path(&dir), "--format", "csv", "--clearance", "red"]).lines().count(), 2, "neither was entered");
    let one = enter(&dir, &["grade", &once, "--credibility", "1", "--clearance", "red"]);
    let kept = state(&dir, &one, "red");
    assert!(kept["marking"] == "red" && kept["known"].as_str().unwrap().starts_with("2031-10-09"), "as what confirms it: {kept}");
    fs::write(dir.path().join("case.toml"), CASE.replace("no toll", "free passage").replace("No toll", "Free passage")).unwrap();
    let lost = state(&dir, &one, "red");
    assert!(lost["touches"]["because"].as_str().unwrap().contains("no two independent chains"), "{lost}");
}

#[test]
fn what_cannot_be_tied_is_listed_with_its_own_words_alone() {
    let dir = ferry(&[1]);
    enter(&dir, &["assess", "port/toll", "A floor", "--confidence", "low", "--why", "tone"]);
    enter(&dir, &["note", "issue:toll", "Read the statute"]);
    let file = dir.path().join("case.toml");
    fs::write(&file, CASE.replace("\"toll\"", "\"tariff\"")).unwrap();
    for command in ["brief", "entries"] {
        let text = page(&dir, &[command]);
        assert!(text.contains("A floor") && text.contains("touches nothing here: the case no longer has the issue toll"), "{text}");
    }
    assert!(page(&dir, &["entries", "--format", "csv"]).contains("Read the statute"));
}

#[test]
fn every_kind_is_listed_in_every_form_and_can_be_taken_back() {
    let dir = ferry(&[1, 2]);
    let mut ids = estimates(&dir);
    let red = ["--clearance", "red"];
    for args in [
        &["note", "case", "N"][..],
        &["grade", "R1", "--reliability", "B"],
        &["grade", "R1", "--credibility", "2"],
        &["assess", "case", "A", "--confidence", "low", "--why", "w"],
        &["keep", "implications", "K"],
        &["resolve", "sails", "came-false", "--on", "2031-10-10"],
    ] {
        ids.push(enter(&dir, &[args, &red].concat()));
    }
    for form in ["text", "md", "html", "json", "csv"] {
        let text = page(&dir, &["entries", "--format", form, "--clearance", "red"]);
        assert!(ids.iter().all(|id| text.contains(id.as_str())), "{form}: {text}");
    }
    assert!(!run(&["entries", path(&dir), "--clearance", "clear"]).contains(&ids[0]));
    for id in &ids {
        enter(&dir, &["retract", id, "--why", "mistaken", "--clearance", "red"]);
        assert!(state(&dir, id, "red")["touches"]["because"].as_str().unwrap().contains("retracted by Ada Penn"));
        assert!(refused(&dir, &["retract", id, "--clearance", "red"]).contains("retracted already"));
    }
    let deals = page(&dir, &["deals", "--clearance", "red"]);
    assert!(!deals.contains("ESTIMATES"), "{deals}");
    let list = page(&dir, &["entries", "--clearance", "red"]);
    assert_eq!(list.matches("retracted by Ada Penn").count(), ids.len(), "nothing is lost: {list}");
    assert!(run(&["verify", path(&dir), "--clearance", "top"]).contains(" 0 damaged"));
}

/// The words of a statement that exists only by a red entry, as the view at that clearance numbers it.
fn added_in_red(dir: &TempDir) -> String {
    let red = ["--clearance", "red", "--marking", "red"];
    let args = ["state", "R1", "--words", "director of the Port of Selm", "--source", "none", "--act", "assert"];
    let entry = enter(dir, &[&args[..], &red].concat());
    let at = &state(dir, &entry, "red")["touches"];
    format!("R1.{}", at["statement"].as_str().map_or_else(|| format!("s{}", at["statement"]), str::to_owned))
}

#[test]
fn what_is_said_of_a_hidden_statement_is_hidden_with_it() {
    let dir = ferry(&[1]);
    let added = added_in_red(&dir);
    let red = ["--clearance", "red"];
    let ids = [
        enter(&dir, &[&["note", &added, "CANARY"], &red[..]].concat()),
        enter(&dir, &[&["grade", &added, "--credibility", "3", "--why", "CANARY"], &red[..]].concat()),
    ];
    for id in &ids {
        assert_eq!(state(&dir, id, "red")["marking"], "red");
    }
    assert!(!page(&dir, &["entries", "--clearance", "clear"]).contains("CANARY"));
}

/// Marks a row of the case red.
fn redden(dir: &TempDir, row: &str) {
    let file = dir.path().join("case.toml");
    let (text, id) = (fs::read_to_string(&file).unwrap(), format!("id = \"{row}\"\n"));
    fs::write(&file, text.replacen(&id, &format!("{id}marking = \"red\"\n"), 1)).unwrap();
}

#[test]
fn a_row_that_is_marked_higher_takes_what_rested_on_it_along() {
    let dir = ferry(&[1, 2]);
    let cell = enter(&dir, &["assess", "port/winter", "Boats alone", "--confidence", "low", "--why", "tone"]);
    let kept = enter(&dir, &["keep", "watch", "The weather"]);
    redden(&dir, "toll");
    assert_eq!(state(&dir, &kept, "clear"), Value::Null, "whether it is stale would tell of the toll");
    assert!(state(&dir, &cell, "clear")["changed"].is_null() && state(&dir, &cell, "clear")["id"] == cell);
    let line = page(&dir, &["entries", "--clearance", "red"]);
    assert!(line.lines().any(|it| it.contains("The weather") && it.contains("[red]") && !it.contains("evidence changed")), "{line}");
    assert!(line.lines().any(|it| it.contains("Boats alone") && !it.contains("[red]")), "{line}");
}

#[test]
fn a_retraction_of_what_is_hidden_is_hidden_too() {
    let dir = ferry(&[1]);
    let note = enter(&dir, &["note", "issue:toll", "CANARY one"]);
    let back = enter(&dir, &["retract", &note, "--why", "CANARY two"]);
    enter(&dir, &["retract", &back, "--why", "CANARY three"]);
    let other = enter(&dir, &["note", "issue:winter", "Boats"]);
    enter(&dir, &["retract", &other, "--why", "enough of it"]);
    redden(&dir, "toll");
    for command in [&["entries"][..], &["rules"], &["brief"], &["search", "CANARY"], &["entries", "--format", "json"]] {
        let text = page(&dir, &[command, &["--clearance", "clear"]].concat());
        assert!(command[0] == "search" || !text.contains("CANARY"), "{command:?}: {text}");
        assert!(!text.contains(&note) && !text.contains(&back), "{command:?}: {text}");
    }
    let above = page(&dir, &["entries", "--clearance", "red"]);
    assert!(["one", "two", "three"].iter().all(|it| above.contains(&format!("CANARY {it}"))), "{above}");
    assert!(page(&dir, &["entries", "--clearance", "clear"]).contains("enough of it"));
}

#[test]
fn what_a_hidden_entry_did_to_another_bears_its_marking() {
    let dir = ferry(&[1]);
    let row = |id: &str| {
        let csv = page(&dir, &["entries", "--clearance", "red", "--format", "csv"]);
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let row = reader.records().map(Result::unwrap).find(|row| &row[0] == id).unwrap();
        (row[5].to_owned(), row[8].to_owned())
    };
    let red = ["--marking", "red", "--clearance", "red"];
    let note = enter(&dir, &["note", "issue:toll", "Ask"]);
    let first = enter(&dir, &["keep", "watch", "The weather"]);
    enter_as("Redman", &dir, &[&["retract", &note], &red[..]].concat());
    enter_as("Redman", &dir, &[&["keep", "watch", "The wind"], &red[..]].concat());
    for id in [&note, &first] {
        let (marking, came) = row(id);
        assert!(marking == "red" && !came.is_empty(), "{marking}: {came}");
    }
    let accepted = enter(&dir, &["accept", "R1.s1", "--clearance", "clear"]);
    enter_as("Redman", &dir, &[&["reject", "R1.s1", "--why", "he did not"], &red[..]].concat());
    let (marking, came) = row(&accepted);
    assert!(marking == "red" && came.contains("Redman"), "{marking}: {came}");
    assert!(!page(&dir, &["entries", "--clearance", "clear"]).contains("Redman"));
}

#[test]
fn what_is_struck_out_above_is_told_above_alone() {
    let dir = ferry(&[1, 2]);
    enter(&dir, &["assess", "issue:toll", "Wide apart", "--confidence", "high", "--why", "own words"]);
    let before = page(&dir, &["brief"]);
    let entry = enter(&dir, &["reject", "R1.s1", "--why", "he did not", "--marking", "red", "--clearance", "red"]);
    assert_eq!(page(&dir, &["brief", "--clearance", "clear"]), before);
    let brief = page(&dir, &["brief", "--clearance", "red"]);
    let marked = |from: &str| brief.lines().any(|it| it.trim_start().starts_with(from) && it.contains("[red]"));
    assert!(marked("Ferry talks") && marked("ISSUE"), "{brief}");
    let list = page(&dir, &["entries", "--clearance", "red"]);
    assert!(list.contains("on R1 L1, struck out: ") && !list.contains("on : "), "{list}");
    assert!(list.contains("gone R1 L1") && !list.contains("gone R1 L1 reporter"), "{list}");
    let found = page(&dir, &["search", "strikes", "--clearance", "red"]);
    assert!(found.contains(&entry) && !found.contains("sha256:"), "{found}");
}
