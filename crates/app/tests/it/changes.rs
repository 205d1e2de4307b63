//! `armistice diff --format json` on the project's own case: the structure of each change, and what it rests on.

use std::process::Command;

use serde_json::Value;

use crate::running::read_case;

fn shown(from: &str, to: &str, form: &str) -> Vec<u8> {
    let case = read_case("narrows");
    let args = ["diff", case.to_str().unwrap(), "--no-write", "--from", from, "--to", to, "--format", form];
    let output = Command::new(env!("CARGO_BIN_EXE_armistice")).args(args).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn diff(from: &str, to: &str) -> Value {
    serde_json::from_slice(&shown(from, to, "json")).unwrap()
}

fn changes(from: &str, to: &str) -> Vec<Value> {
    diff(from, to)["changes"].as_array().unwrap().clone()
}

/// Stance, option and whether only on a condition.
fn side(it: &Value) -> (&str, &str, bool) {
    (it["word"].as_str().unwrap(), it["option"].as_str().unwrap_or(""), it["conditional"].as_bool().unwrap())
}

#[track_caller]
fn find<'v>(changes: &'v [Value], kind: &str, actor: &str, issue: &str) -> &'v Value {
    let text = |it: &Value, field: &str| it[field].as_str().unwrap_or("").to_owned();
    let same = |it: &&Value| (text(it, "kind"), text(it, "actor"), text(it, "issue")) == (kind.into(), actor.into(), issue.into());
    changes.iter().find(same).unwrap_or_else(|| panic!("no {kind} of {actor} on {issue}: {changes:#?}"))
}

fn shorts(it: &Value) -> Vec<&str> {
    it.as_array().unwrap().iter().map(|it| it["short"].as_str().unwrap()).collect()
}

#[test]
fn a_move_has_both_sides_and_their_places() {
    let all = changes("2031-10-07", "2031-10-08");
    let it = find(&all, "moved position", "ordany", "sailors");
    assert_eq!((side(&it["from"]), side(&it["to"])), (("offers", "sick", false), ("accepts", "all", true)));
    assert_eq!((it["day"].as_str(), it["track"].as_str(), it["reviewed"].as_bool()), (Some("2031-10-08"), Some("narrows"), Some(false)));
    assert!(shorts(&it["evidence"]).iter().all(|it| it.starts_with("R9 ")), "{it}");
    assert!(shorts(&it["before"]).iter().all(|it| it.starts_with("R4 ")), "{it}");
}

#[test]
fn a_new_paper_replaces_the_old_one_by_the_places_that_say_so() {
    let all = changes("2031-10-02", "2031-10-06");
    let new: Vec<_> = all.iter().filter(|it| it["kind"] == "new proposal" && it["track"] == "narrows").collect();
    assert!(new.iter().any(|it| it["sentence"].as_str().unwrap().contains("bridging text, put forward by Lusmark, Teverra")), "{new:#?}");
    let replaced = all.iter().find(|it| it["kind"] == "proposal superseded").unwrap();
    assert!(replaced["sentence"].as_str().unwrap().contains("the Ambray paper is replaced by"), "{replaced}");
    assert!(shorts(&replaced["evidence"]).iter().any(|it| it.starts_with("R6 ") || it.starts_with("R7 ")), "{replaced}");
}

#[test]
fn a_denial_has_its_speaker_and_no_side() {
    let all = changes("2031-10-10", "2031-10-11");
    let denials: Vec<_> = all.iter().filter(|it| it["kind"] == "new denial").collect();
    assert!(denials.len() >= 2 && denials.iter().all(|it| it["from"].is_null() && it["to"].is_null()), "{denials:#?}");
    assert!(denials.iter().any(|it| it["track"] == "narrows"), "{denials:#?}");
    assert!(denials.iter().all(|it| shorts(&it["evidence"]).iter().all(|it| it.starts_with("R13 "))), "{denials:#?}");
}

#[test]
fn a_signature_is_a_change_of_the_track_from_one_status_to_another() {
    let all = changes("2031-10-16", "2031-10-17");
    let track = all.iter().find(|it| it["kind"] == "track status" && it["track"] == "narrows").unwrap();
    assert_eq!(side(&track["to"]), ("signed", "", false));
    assert_ne!(track["from"]["word"], track["to"]["word"]);
    let passed: Vec<_> = all.iter().filter(|it| it["kind"] == "resolved forecast").collect();
    assert!(passed.iter().all(|it| it["from"]["word"] == "open" && it["to"]["word"] != "open"), "{passed:#?}");
}

/// The first telling counts, also where a copy of it stands first among what the position rests on.
#[test]
fn a_refusal_that_a_copy_tells_again_is_a_new_position() {
    let all = changes("2031-10-15", "2031-10-18");
    let it = find(&all, "new position", "wardens", "ending");
    assert_eq!((side(&it["to"]), it["from"].is_null()), (("rejects", "pause", false), true));
    assert!(shorts(&it["evidence"]).contains(&"R17 L7 Orlo"), "{it}");
}

#[test]
fn a_paper_that_is_only_seen_was_put_forward_by_nobody_that_is_told() {
    let all = changes("2031-10-09", "2031-10-11");
    let draft = all.iter().find(|it| it["kind"] == "new proposal" && it["track"] == "narrows").unwrap();
    let sentence = draft["sentence"].as_str().unwrap();
    assert!(sentence.contains("a draft, by whom is not told") && !sentence.contains("put forward"), "{sentence}");
}

/// Between any two days of the case: as many changes as lines, each resting on something, nothing known later.
#[test]
fn every_change_is_a_line_of_the_page_and_rests_on_something() {
    for (from, to) in
        [("2031-09-29", "2031-10-02"), ("2031-10-03", "2031-10-08"), ("2031-10-09", "2031-10-14"), ("2031-10-14", "2031-10-20")]
    {
        let page = diff(from, to);
        let lines: usize = page["outline"]["sections"].as_array().unwrap().iter().map(|it| it["lines"].as_array().unwrap().len()).sum();
        let all = page["changes"].as_array().unwrap();
        assert_eq!(lines, all.len(), "{from} {to}");
        let last = page["outline"]["reports"].as_array().unwrap().len();
        for it in all {
            let rests: Vec<&str> = shorts(&it["evidence"]).into_iter().chain(shorts(&it["before"])).collect();
            assert!(!rests.is_empty(), "{it}");
            for short in rests.iter().filter_map(|it| it.strip_prefix('R')) {
                assert!(short.split(' ').next().unwrap().parse::<usize>().unwrap() <= last, "{it}");
            }
            let moved = ["moved position", "hardened", "softened", "withdrawn"].iter().any(|kind| it["kind"] == *kind);
            assert!(!moved || !it["from"].is_null() && !it["to"].is_null(), "{it}");
        }
    }
}

/// The rows of the table are those of the data: as many, with the same kind, track and sides.
#[test]
fn the_table_has_a_row_for_every_change() {
    let (from, to) = ("2031-10-03", "2031-10-14");
    let table = shown(from, to, "csv");
    let mut reader = csv::Reader::from_reader(&table[..]);
    let head = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let all = changes(from, to);
    assert!(rows.len() == all.len() && rows.len() > 10);
    let text = |it: &Value| it.as_str().unwrap_or_default().to_owned();
    for (row, it) in rows.iter().zip(&all) {
        let cell = |name: &str| row.get(head.iter().position(|it| it == name).unwrap()).unwrap();
        for name in ["kind", "track", "issue", "actor"] {
            assert_eq!(cell(name), text(&it[name]), "{row:?}");
        }
        for side in ["from", "to"] {
            assert_eq!((cell(side), cell(&format!("{side}_option"))), (&*text(&it[side]["word"]), &*text(&it[side]["option"])), "{row:?}");
        }
        assert!(!cell("evidence").is_empty() || !cell("before").is_empty(), "{row:?}");
    }
}
