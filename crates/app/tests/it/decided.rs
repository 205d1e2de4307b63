//! `accept`, `reject`, `edit`, `state`, `same-as` and `not-same-as` on copies of the project's own case.

use serde_json::Value;
use tempfile::TempDir;

use crate::entered::{DEADLOCK, enter, narrows};
use crate::running::{armistice, run};

fn at(dir: &TempDir) -> &str {
    dir.path().to_str().unwrap()
}

/// The statements of a case as rows of (R1.s5, stance, marking, reviewed).
fn rows(dir: &TempDir, args: &[&str]) -> Vec<(String, String, String, bool)> {
    let text = run(&[&["statements", at(dir), "--format", "csv"], args].concat());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let column = |name: &str| head.iter().position(|it| it == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |row: &csv::StringRecord, name: &str| row[column(name)].to_owned();
    let stance = |row: &csv::StringRecord| match cell(row, "stance").as_str() {
        "" => String::new(),
        stance => format!("{} {stance} {}.{}", cell(row, "holder"), cell(row, "issue"), cell(row, "option")),
    };
    let made = |row: &csv::StringRecord| {
        (format!("{}.{}", cell(row, "report"), cell(row, "statement")), stance(row), cell(row, "marking"), cell(row, "reviewed") == "true")
    };
    rows.iter().map(made).collect()
}

/// The first statement that gives this stance.
#[track_caller]
fn giving(dir: &TempDir, stance: &str) -> String {
    rows(dir, &[]).into_iter().find(|it| it.1 == stance).unwrap_or_else(|| panic!("nobody {stance}: {:?}", rows(dir, &[]))).0
}

/// What the command says on standard error where it does not run.
#[track_caller]
fn refused(args: &[&str]) -> String {
    let out = armistice(&[args, &["--author", "Ada Penn"]].concat());
    assert_eq!(out.status.code(), Some(2));
    String::from_utf8(out.stderr).unwrap()
}

fn positions(dir: &TempDir, args: &[&str]) -> Vec<(String, String)> {
    let page: Value = serde_json::from_str(&run(&[&["positions", at(dir), "--format", "json"], args].concat())).unwrap();
    let rows = page["assessment"]["positions"].as_array().unwrap().iter();
    rows.map(|it| (it["actor"].as_str().unwrap().to_owned(), it["stance"].as_str().unwrap().to_owned())).collect()
}

#[test]
fn what_is_accepted_is_reviewed_and_only_it_is_kept() {
    let dir = narrows(&DEADLOCK);
    let yes = giving(&dir, "ordany accepts sailors.all");
    enter("accept", &dir, &[&yes]);
    let done: Vec<String> = rows(&dir, &[]).into_iter().filter(|it| it.3).map(|it| it.0).collect();
    assert_eq!(done, std::slice::from_ref(&yes));
    let kept = rows(&dir, &["--reviewed-only"]);
    assert_eq!(kept.iter().map(|it| it.1.as_str()).collect::<Vec<_>>(), ["ordany accepts sailors.all"]);
    let page = run(&["positions", at(&dir), "--reviewed-only"]);
    assert!(page.contains("accepts IF…") && !page.contains('°'), "a yes on a condition stays one: {page}");
    assert!(run(&["entries", at(&dir), "--reviewed-only"]).contains("takes as read"), "and the entry is listed");
    let again = run(&["accept", at(&dir), &yes, "--author", "Ada Penn"]);
    assert!(again.contains("stands under your name already"), "{again}");
}

#[test]
fn a_whole_report_is_reviewed_when_every_statement_is() {
    let dir = narrows(&DEADLOCK[..1]);
    let out = run(&["accept", at(&dir), "--report", "R1", "--all", "--author", "Ada Penn"]);
    let all = rows(&dir, &[]);
    assert!(all.iter().all(|it| it.3) && all.iter().all(|it| out.contains(&format!("accepted {}:", it.0))), "each is shown: {out}");
    assert!(run(&["brief", at(&dir)]).contains("Every statement reviewed."));
    assert!(run(&["accept", at(&dir), "--report", "R1", "--all", "--author", "Ada Penn"]).contains("nothing is left to review"));
    let moved = run(&["diff", at(&dir), "--from", "2031-10-01", "--reviewed-only"]);
    assert!(moved.contains("Every statement reviewed."), "{moved}");
}

#[test]
fn a_rejected_stance_leaves_the_matrix_and_comes_back_with_the_undoing() {
    let dir = narrows(&DEADLOCK);
    let has = |args: &[&str]| positions(&dir, args).contains(&("ordany".to_owned(), "accepts".to_owned()));
    assert!(has(&[]));
    let mut entries = Vec::new();
    while let Some(row) = rows(&dir, &[]).into_iter().find(|it| it.1 == "ordany accepts sailors.all") {
        entries.push(enter("reject", &dir, &[&row.0, "--why", "he said that it might be so"]));
    }
    assert!(!has(&[]));
    let listed = run(&["entries", at(&dir), "--width", "400"]);
    assert!(entries.iter().all(|it| listed.contains(it)) && listed.contains("he said that it might be so"), "{listed}");
    let page = run(&["positions", at(&dir), "--width", "400"]);
    assert!(page.contains("struck out by persons; `armistice entries` names them"), "the page says that words are missing: {page}");
    let reviewed = run(&["positions", at(&dir), "--reviewed-only", "--width", "400"]);
    assert!(
        reviewed.contains("0 of ") && reviewed.contains(" not reviewed and left out.") && reviewed.contains("struck out by persons"),
        "{reviewed}"
    );
    for entry in &entries {
        enter("rules", &dir, &["--undo", entry]);
    }
    assert!(has(&[]));
}

#[test]
fn what_a_person_says_that_words_say_is_shown_as_that_persons() {
    let dir = narrows(&DEADLOCK);
    let words = "everything except the calendar";
    let refusal = refused(&["state", at(&dir), "R2", "--words", words, "--source", "Nobody Here", "--act", "assert"]);
    assert!(refusal.contains("nobody in R2 is called `Nobody Here`") && refusal.contains("Edda Vasch"), "{refusal}");
    let stance = "ordany accepts in principle withdrawal.outer (account)";
    let refusal = refused(&[
        "state",
        at(&dir),
        "R2",
        "--words",
        words,
        "--source",
        "a diplomat",
        "--act",
        "assert",
        "--stance",
        "ordany nods withdrawal.outer",
    ]);
    assert!(refusal.contains("accepts in principle"), "{refusal}");
    let refusal = refused(&[
        "state",
        at(&dir),
        "R2",
        "--words",
        "Edda Vasch",
        "--quote",
        "direct",
        "--source",
        "none",
        "--act",
        "assert",
        "--nth",
        "1",
    ]);
    assert!(refusal.contains("quotation marks"), "{refusal}");
    let entry = enter("state", &dir, &["R2", "--words", words, "--source", "a diplomat", "--act", "assert", "--stance", stance]);
    let page = run(&["why", at(&dir), "ordany", "withdrawal", "--width", "400"]);
    assert!(page.contains("as read by Ada Penn") && page.contains(&format!("by Ada Penn (entry {entry})")), "{page}");
    let edited = giving(&dir, "ordany accepts sailors.all");
    enter("edit", &dir, &[&edited, "--act", "offer", "--stance", "ordany offers sailors.all"]);
    let page = run(&["positions", at(&dir), "--width", "400"]);
    assert!(page.lines().any(|it| it.contains("offers IF…: All 86") && it.contains("as read by Ada Penn")), "{page}");
    let kept = rows(&dir, &["--reviewed-only"]);
    assert_eq!(kept.len(), 2, "{kept:?}");
    // Ties that a person gave stay until a person gives others.
    enter("edit", &dir, &[&edited, "--certainty", "probable"]);
    assert!(rows(&dir, &[]).iter().any(|it| it.0 == edited && it.1 == "ordany offers sailors.all"));
    let refusal = refused(&["edit", at(&dir), &edited, "--act", "offer"]);
    assert!(refusal.contains("says so already"), "{refusal}");
    assert!(refused(&["accept", at(&dir), "R2.s99"]).contains("it has s1, s2"));
    assert!(refused(&["accept", at(&dir), "R9.s1"]).contains("there are R1 to R2"));
}

fn marked<'a>(args: &[&'a str]) -> Vec<&'a str> {
    [args, &["--marking", "amber", "--clearance", "amber"]].concat()
}

#[test]
fn what_is_entered_above_a_clearance_is_not_there_below_it() {
    let dir = narrows(&DEADLOCK);
    let shown = |clearance: &str| -> String {
        let of = |command: &&str| run(&[command, at(&dir), "--clearance", clearance, "--format", "json"]);
        ["brief", "statements", "sources", "rules", "positions", "entries"].iter().map(of).collect()
    };
    let before = shown("clear");
    let yes = giving(&dir, "ordany accepts sailors.all");
    enter("edit", &dir, &marked(&[&yes, "--act", "hope", "--note", "CANARY"]));
    enter("same-as", &dir, &marked(&["R1", "R2", "--note", "CANARY"]));
    enter("state", &dir, &marked(&["R2", "--words", "The buses", "--source", "none", "--act", "assert"]));
    assert_eq!(shown("clear"), before);
    let above = shown("amber");
    assert!(above.contains("CANARY") && above != before);
    let row = rows(&dir, &["--clearance", "amber"]).into_iter().find(|it| it.0 == yes).unwrap();
    assert_eq!((row.2.as_str(), row.3), ("amber", true), "and what rests on it bears its marking");
}

#[test]
fn a_source_is_who_a_person_says_it_is() {
    let dir = narrows(&DEADLOCK);
    let has = || positions(&dir, &[]).iter().any(|it| it.0 == "halvane");
    assert!(has());
    let mut entries = Vec::new();
    for report in ["R1", "R2"] {
        entries.push(enter("not-same-as", &dir, &[&format!("{report}.Renwar"), "halvane"]));
    }
    assert!(!has(), "nobody speaks for it any more: {:?}", positions(&dir, &[]));
    let of_wardens = enter("same-as", &dir, &["R1.Renwar", "wardens"]);
    assert!(positions(&dir, &[]).iter().all(|it| it.0 != "halvane"));
    let page = run(&["statements", at(&dir), "--width", "400"]);
    assert!(page.contains("as read by Ada Penn"), "words that are the Wardens' by a person's word are shown so: {page}");
    for entry in entries.iter().chain([&of_wardens]) {
        enter("rules", &dir, &["--undo", entry]);
    }
    assert!(has());
    let refusal = refused(&["same-as", at(&dir), "R1.Nobody", "halvane"]);
    assert!(refusal.contains("it names: ") && refusal.contains("Ilka Renwar"), "{refusal}");
}

#[test]
fn reports_and_unnamed_sources_are_joined_and_parted_by_a_persons_word() {
    let dir = narrows(&DEADLOCK);
    let chains = || {
        let page: Value = serde_json::from_str(&run(&["sources", at(&dir), "--format", "json"])).unwrap();
        (page["assessment"]["chains"].as_array().unwrap().len(), page["assessment"]["sources"].as_array().unwrap().len())
    };
    let before = chains();
    enter("same-as", &dir, &["R1", "R2"]);
    assert_eq!(chains(), (before.0 - 1, before.1));
    let page = run(&["brief", at(&dir), "--width", "400"]);
    assert!(page.contains("one origin, as entered by Ada Penn"), "{page}");
    enter("not-same-as", &dir, &["R1", "R2"]);
    assert_eq!(chains(), before, "the later word counts");
    enter("same-as", &dir, &["R1.an aide", "R2.a diplomat from one of the mediating countries"]);
    assert_eq!(chains(), (before.0, before.1 - 1));
}

const ORLO: [&str; 1] = ["17-ansel-radio.txt"];

#[test]
fn a_second_persons_contrary_stance_on_the_same_words_stands_beside_the_firsts() {
    let dir = narrows(&ORLO);
    let state = |author: &str, stance: &str| {
        let words = ["R1", "--words", "accepted anything", "--source", "Orlo", "--act", "assert", "--stance", stance];
        run(&[&["state", at(&dir)], &words[..], &["--author", author]].concat())
    };
    let read = rows(&dir, &[]).len();
    state("Ada Penn", "wardens accepts ending.pause");
    state("Bob", "wardens rejects ending.pause");
    let stances = || rows(&dir, &[]).into_iter().skip(read).map(|it| it.1).collect::<Vec<_>>();
    assert_eq!(stances(), ["wardens accepts ending.pause", "wardens rejects ending.pause"]);
    let yes = giving(&dir, "wardens accepts ending.pause");
    let no = rows(&dir, &[]).pop().unwrap().0;
    enter("accept", &dir, &[&no]);
    enter("reject", &dir, &[&no, "--why", "he said no such thing"]);
    assert_eq!(stances(), ["wardens accepts ending.pause"]);
    assert_ne!(yes, no);
}

#[test]
fn what_was_decided_on_a_statement_that_is_taken_back_leaves_the_denial_around_it() {
    let dir = narrows(&ORLO);
    let before = run(&["statements", at(&dir), "--format", "csv"]);
    let stance = ["--act", "accept", "--stance", "wardens accepts ending.pause"];
    let entry = enter("state", &dir, &[&["R1", "--words", "accepted anything", "--source", "Orlo"], &stance[..]].concat());
    let added = giving(&dir, "wardens accepts ending.pause");
    enter("reject", &dir, &[&added, "--why", "nobody has"]);
    enter("retract", &dir, &[&entry]);
    assert_eq!(run(&["statements", at(&dir), "--format", "csv"]), before);
}

#[test]
fn words_that_run_out_of_a_quotation_are_not_one() {
    let dir = narrows(&["01-halyard.txt"]);
    let out_of_it = "rock.\" Aldane, 66, also said that the 86 Halvanian sailors";
    let over = "plane touched down. \"Call it";
    for words in [out_of_it, over] {
        let said = ["state", at(&dir), "R1", "--words", words, "--source", "Aldane", "--act", "promise"];
        assert!(refused(&[&said[..], &["--quote", "direct"]].concat()).contains("quotation marks"), "{words}");
        enter("state", &dir, &said[2..]);
    }
    enter("state", &dir, &["R1", "--words", "painted on rock", "--source", "Aldane", "--act", "promise"]);
    let page: Value = serde_json::from_str(&run(&["statements", at(&dir), "--format", "json"])).unwrap();
    let text = page.to_string();
    assert!(text.contains("painted on rock"), "{text}");
    let listed = run(&["statements", at(&dir), "--width", "400"]);
    assert!(listed.contains("“painted on rock”") && !listed.contains("“rock.") && !listed.contains("“plane touched"), "{listed}");
}

#[test]
fn half_words_are_no_words_of_a_report() {
    let dir = narrows(&["01-halyard.txt"]);
    let state = |words: &str, source: &str, more: &[&str]| {
        armistice(&[&["state", at(&dir), "R1", "--words", words, "--source", source, "--act", "assert", "--author", "Ada"], more].concat())
    };
    for (words, source, more) in [
        ("ill not sign anything", "Aldane", &[][..]),
        ("I will not si", "Aldane", &[]),
        ("900 people have been killed", "Aldane", &[]),
        ("painted on rock", "Ald", &[]),
        ("painted on rock", "Aldane", &["--condition", "all it what it is"]),
    ] {
        let out = state(words, source, more);
        assert_eq!(out.status.code(), Some(2), "{words} {source}");
    }
    for (words, source) in [("1,900 people have been killed", "officials in Ambray"), ("Ordany", "the envoy")] {
        let out = state(words, source, &["--nth", "1"]);
        assert_eq!(out.status.code(), Some(0), "{words} {source}: {}", String::from_utf8_lossy(&out.stderr));
    }
}

#[test]
fn the_outer_statement_counts_as_reviewed_where_the_same_command_accepts_it() {
    let dir = narrows(&ORLO);
    let (outer, inner) = ("R1.s1", "R1.s2");
    let alone = run(&["accept", at(&dir), inner, "--author", "Bob"]);
    assert!(alone.contains("which is not reviewed"), "{alone}");
    let both = run(&["accept", at(&dir), outer, inner, "--author", "Ada Penn"]);
    assert!(!both.contains("not reviewed"), "{both}");
}

#[test]
fn several_decisions_of_one_command_are_entered_together_or_not_at_all() {
    let dir = narrows(&DEADLOCK);
    let entries = || run(&["entries", at(&dir), "--format", "csv"]).lines().count();
    let before = entries();
    for command in [&["accept"][..], &["reject", "--why", "so"]] {
        // The second report came out a day later.
        let refusal = refused(&[command, &[at(&dir), "R1.s1", "R2.s1", "--known", "2031-10-07"]].concat());
        assert!(refusal.contains("--known lies before"), "{refusal}");
        assert_eq!(entries(), before);
    }
    let twice = run(&["reject", at(&dir), "R1.s1", "R1.S1", "--why", "so", "--author", "Ada Penn"]);
    assert_eq!((twice.matches("rejected").count(), entries()), (1, before + 1), "{twice}");
}

#[test]
fn a_condition_that_stands_several_times_is_to_be_given_in_more_words() {
    let dir = narrows(&ORLO);
    let refusal = refused(&["edit", at(&dir), "R1.s1", "--condition", "the"]);
    assert!(refusal.contains("give more of them") && !refusal.contains("--nth"), "{refusal}");
    let refusal = refused(&["state", at(&dir), "R1", "--words", "the", "--source", "none", "--act", "assert"]);
    assert!(refusal.contains("--nth"), "{refusal}");
}

#[test]
fn a_source_described_by_words_stands_where_it_is_spoken_of() {
    let dir = narrows(&ORLO);
    let words = ["R1", "--words", "the spokesman says", "--act", "assert"];
    let refusal = refused(&[&["state", at(&dir)], &words[..], &["--source", "the"]].concat());
    assert!(refusal.contains("in the sentence: give more of them"), "{refusal}");
    let starts = |source: &str| -> u64 {
        let entry = enter("state", &dir, &[&words[..], &["--source", source]].concat());
        let all = run(&["export", at(&dir)]);
        let line = all.lines().find(|it| it.contains(&entry)).unwrap();
        let line: Value = serde_json::from_str(line).unwrap();
        let said = line["content"]["said"]["source"]["words"]["start"].as_u64().unwrap();
        line["content"]["statement"]["content"][0]["start"].as_u64().unwrap() - said
    };
    // In the same sentence, and not where the army came back with guns.
    assert!(starts("the army") < 40);
    // Nearest before: "Mr Orlo has been the group's spokesman".
    assert!(starts("spokesman since last year") < 1000);
}

#[test]
fn a_persons_own_words_stand_in_no_quotation_marks_of_a_report() {
    let dir = narrows(&ORLO);
    enter("reject", &dir, &["R1.s3", "--why", "he “knew” it"]);
    enter("accept", &dir, &["R1.s1", "--note", "as „heard“"]);
    enter("same-as", &dir, &["R1.Orlo", "wardens", "--note", "«his» voice"]);
    let listed = run(&["entries", at(&dir), "--width", "400"]);
    for words in ["he \"knew\" it", "as \"heard\"", "\"his\" voice"] {
        assert!(listed.contains(words), "{words}: {listed}");
    }
}

/// A status that stands on what a person says that words say is never the parties' own word alone.
#[test]
fn a_status_on_a_persons_reading_says_so() {
    let dir = narrows(&["18-halyard.txt"]);
    let before = run(&["positions", at(&dir), "--width", "400"]);
    assert!(!before.contains("as read by"), "{before}");
    enter("edit", &dir, &["R1.s1", "--act", "accept", "--stance", "ordany accepts monitors.commission"]);
    for (command, words) in
        [("positions", "[agreed, as read by Ada Penn\\]"), ("brief", "(partly as read by Ada Penn)"), ("brief", "; as read by Ada Penn")]
    {
        let page = run(&[command, at(&dir), "--format", "md"]).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(page.contains(words), "{command}, {words}: {page}");
    }
}
