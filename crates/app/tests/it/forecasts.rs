//! Forecasts and changes, from invented reports to what the program says.

use std::fs;

use tempfile::TempDir;

use crate::running::bytes as run;

const CASE: &str = r#"[case]
name = "Ferries"
time_zone = "UTC"
language = "en"
[[actor]]
id = "crews"
name = "Ferry Crews Union"
aliases = ["the union"]
kind = "organisation"
[[actor]]
id = "line"
name = "Sound Line"
aliases = ["the company"]
kind = "organisation"
[[person]]
id = "marsh"
name = "Ada Marsh"
affiliation = "crews"
role = "president"
[[person]]
id = "finch"
name = "Otto Finch"
affiliation = "line"
role = "spokesman"
[[track]]
id = "pay"
name = "Pay"
[[role]]
track = "pay"
actor = "crews"
role = "must assent"
[[role]]
track = "pay"
actor = "line"
role = "must assent"
[[issue]]
id = "rise"
track = "pay"
question = "Pay rise"
kind = "categorical"
[[issue.option]]
id = "p4"
label = "4 percent"
cues = ["four percent"]
[[issue.option]]
id = "p8"
label = "8 percent"
cues = ["eight percent"]
[[clock]]
id = "fair"
name = "Harbour election"
date = 2031-10-20
[[outcome]]
id = "strike"
track = "pay"
proposition = "Strike begins"
result = true
resolved = 2031-10-09
"#;

const REPORTS: [&str; 4] = [
    "Outlet: Sound Post\nDate: 2031-10-02\n\nOtto Finch, spokesman for Sound Line, predicted there would be no strike. \"We offer four percent,\" Finch said.\n\nInes Roth, a lawyer, said there was a 70 percent chance of a strike by Friday. One official said there was a 60 percent chance of a strike by Friday.\n\nAda Marsh, the president of the union, had no comment.\n",
    "Outlet: Sound Post\nDate: 2031-10-04\n\nOtto Finch said again on Saturday that there would be no strike.\n\nA strike would cost the islands 200,000 crowns, Finch said. If there were a strike, it would be the first in years, he said.\n",
    "Outlet: Radio Isle\nDate: 2031-10-06\n\n\"We offer eight percent,\" Otto Finch, spokesman for Sound Line, said on Monday.\n",
    "Outlet: Radio Isle\nDate: 2031-10-12\n\nOtto Finch, who had said there would be no strike, was silent.\n",
];

fn text(args: &[&str]) -> String {
    String::from_utf8(run(args)).unwrap()
}

fn case() -> TempDir {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("case.toml"), CASE).unwrap();
    fs::create_dir(dir.path().join("reports")).unwrap();
    for (n, report) in REPORTS.iter().enumerate() {
        fs::write(dir.path().join(format!("reports/{n}.txt")), report).unwrap();
    }
    dir
}

fn rows(dir: &TempDir, as_of: &str) -> Vec<csv::StringRecord> {
    let text = text(&["forecasts", dir.path().to_str().unwrap(), "--as-of", as_of, "--format", "csv"]);
    csv::Reader::from_reader(text.as_bytes()).records().map(Result::unwrap).collect()
}

#[test]
fn a_forecast_counts_once_and_its_fate_is_not_known_before_its_time() {
    let dir = case();
    let finch = |as_of| {
        let rows = rows(&dir, as_of);
        let rows: Vec<&csv::StringRecord> = rows.iter().filter(|row| &row[0] == "Otto Finch").collect();
        assert_eq!(rows.len(), 1, "{rows:?}");
        (rows[0][2].to_owned(), rows[0][12].to_owned(), rows[0][18].to_owned())
    };
    assert_eq!(finch("2031-10-08"), ("prediction".to_owned(), "open".to_owned(), "2".to_owned()));
    assert_eq!(finch("2031-10-12").1, "came false");
}

#[test]
fn a_number_of_the_speakers_own_is_scored_on_a_result_and_nothing_else_is() {
    let dir = case();
    let rows = rows(&dir, "2031-10-12");
    let scored: Vec<&csv::StringRecord> = rows.iter().filter(|row| !row[16].is_empty()).collect();
    // Said on 2 October for Friday the 3rd; the strike came on the 9th.
    assert_eq!(scored.len(), 1, "{rows:?}");
    assert_eq!((&scored[0][15], &scored[0][16], &scored[0][12]), ("70 %", "0.4900", "came false"));
    let unnamed = rows.iter().find(|row| &row[15] == "60 %").unwrap();
    assert!(unnamed[16].is_empty() && unnamed[17].is_empty(), "an unnamed source is not scored: {unnamed:?}");
    let before = self::rows(&dir, "2031-10-08");
    assert!(before.iter().all(|row| row[16].is_empty() && row[17].is_empty()));
}

#[test]
fn one_hope_told_twice_in_a_report_counts_once_also_where_one_telling_alone_names_the_outcome() {
    let dir = case();
    let twice = "Outlet: Sound Post\nDate: 2031-10-03\n\n\"We hope that the ferries will sail in the next few hours or days,\" Ada Marsh, the president of the union, told Radio Isle on Wednesday.\n\nMarsh said she hoped that there would be no strike and the ferries would sail \"in the next few hours or days\" after a meeting with Finch on Thursday.\n";
    fs::write(dir.path().join("reports/9.txt"), twice).unwrap();
    let rows = rows(&dir, "2031-10-04");
    let hopes: Vec<&csv::StringRecord> = rows.iter().filter(|row| &row[0] == "Ada Marsh").collect();
    assert_eq!(hopes.len(), 1, "{hopes:?}");
    assert_eq!((&hopes[0][2], &hopes[0][18]), ("hope", "2"));
}

#[test]
fn no_comment_and_what_is_only_supposed_are_no_forecasts() {
    let dir = case();
    for row in rows(&dir, "2031-10-12") {
        assert!(!row[4].contains("crowns") && !row[4].contains("first in years") && &row[0] != "Ada Marsh", "{row:?}");
    }
}

#[test]
fn a_diff_names_the_move_with_both_sides_and_leaks_nothing_later() {
    let dir = case();
    let path = dir.path().to_str().unwrap();
    let diff = |from: &str, to: &str| text(&["diff", path, "--from", from, "--to", to, "--width", "400"]);
    let moved = diff("2031-10-03", "2031-10-08");
    assert!(
        moved.contains("moved position") && moved.contains("4 percent (2031-10-02)") && moved.contains("8 percent (2031-10-06)"),
        "{moved}"
    );
    assert!(!moved.contains("it came"), "{moved}");
    let retold = diff("2031-10-02", "2031-10-05");
    assert!(!retold.contains("moved position") && !retold.contains("new position"), "{retold}");
    let resolved = diff("2031-10-08", "2031-10-10");
    assert!(resolved.contains("[Strike begins]: it came") && resolved.contains("resolved forecast"), "{resolved}");
    assert!(diff("2031-10-10", "2031-10-11").contains("nothing that is on file"));
}

#[test]
fn diff_and_forecasts_have_every_form() {
    let dir = case();
    let path = dir.path().to_str().unwrap();
    for form in ["text", "md", "html", "json", "csv", "docx"] {
        assert!(!run(&["diff", path, "--from", "2031-10-03", "--to", "2031-10-12", "--format", form]).is_empty(), "{form}");
        assert!(!run(&["forecasts", path, "--format", form]).is_empty(), "{form}");
    }
}
