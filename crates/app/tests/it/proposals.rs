//! `armistice proposals` on the project's own case: what replaces what, with whom the next word lies, and no acceptance.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use crate::running::read_case;

/// The rows of `proposals.tsv`: id, sponsors, terms, what it takes the place of, answers.
fn key(case: &str) -> Vec<[BTreeSet<String>; 5]> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases").join(case).join("proposals.tsv");
    let text = std::fs::read_to_string(path).unwrap();
    let set = |it: &str| it.split([' ']).filter(|it| !it.is_empty() && *it != "-").map(str::to_owned).collect::<BTreeSet<String>>();
    let row = |line: &str| {
        let mut fields = line.split('\t').map(set);
        std::array::from_fn(|_| fields.next().unwrap())
    };
    text.lines().filter(|line| !line.starts_with('#')).map(row).collect()
}

/// How many proposals of the key are shown with a sponsor and a term, with sponsors and terms whole, with what they take the place of, with
/// every answer; and how many are shown of which the key knows nothing. A printed acceptance that the key has not fails.
fn score(case: &str) -> [usize; 5] {
    let path = read_case(case);
    let args = ["proposals", path.to_str().unwrap(), "--no-write", "--format", "json"];
    let output = Command::new(env!("CARGO_BIN_EXE_armistice")).args(args).output().unwrap();
    let page: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let shown = page["assessment"]["proposals"].as_array().unwrap();
    let all = |it: &serde_json::Value, field: &str, of: &dyn Fn(&serde_json::Value) -> Option<String>| -> BTreeSet<String> {
        it[field].as_array().unwrap().iter().filter_map(of).collect()
    };
    let actor = |it: &serde_json::Value| it["actor"].as_str().map(str::to_owned);
    let term = |it: &serde_json::Value| Some(format!("{}={}", it["option"][0].as_str()?, it["option"][1].as_str()?));
    let answer = |it: &serde_json::Value| Some(format!("{}={}", it["by"]["actor"].as_str()?, it["response"].as_str()?));
    let like = |want: &[BTreeSet<String>; 5], it: &serde_json::Value| {
        let (by, terms) = (all(it, "sponsors", &actor), all(it, "terms", &term));
        (want[1].is_empty() && by.is_empty() || !want[1].is_disjoint(&by))
            && (want[2].is_empty() && terms.is_empty() || !want[2].is_disjoint(&terms))
    };
    let key = key(case);
    let best = |want: &[BTreeSet<String>; 5]| {
        let near = shown.iter().filter(|it| like(want, it));
        near.max_by_key(|it| {
            all(it, "terms", &term).intersection(&want[2]).count() * 10 + 50 - all(it, "terms", &term).difference(&want[2]).count()
        })
    };
    let mut out = [0; 5];
    for want in &key {
        let Some(it) = best(want) else { continue };
        let (by, terms) = (all(it, "sponsors", &actor), all(it, "terms", &term));
        let wanted: BTreeSet<String> = want[4]
            .iter()
            .flat_map(|it| {
                let (actor, all) = it.split_once('=').unwrap();
                all.split(',').map(|one| format!("{actor}={one}")).collect::<Vec<_>>()
            })
            .collect();
        let answers = all(it, "answers", &answer);
        assert!(answers.difference(&wanted).all(|it| !it.contains("accepted")), "{case}: {it}");
        let whole = by == want[1] && terms == want[2];
        out[0] += 1;
        out[1] += usize::from(whole);
        out[2] += usize::from(want[3].is_empty() || !it["earlier"].is_null());
        out[3] += usize::from(wanted.is_subset(&answers));
    }
    out[4] = shown.iter().filter(|it| !key.iter().any(|want| like(want, it))).count();
    out
}

#[test]
fn proposals_of_the_own_cases_against_their_key() {
    assert_eq!((score("harbour"), score("narrows")), ([6, 5, 6, 6, 0], [5, 3, 5, 4, 2]));
    // Six of an invented case in the manner of dispatches.
    assert_eq!(score("../crates/app/tests/fixtures/weir"), [6, 4, 6, 6, 0]);
}

/// By term: proposal, track, sponsors, earlier, superseded_by, answers, ball, issue, option.
fn rows(day: &str) -> Vec<Vec<String>> {
    let case = read_case("narrows");
    let args = ["proposals", case.to_str().unwrap(), "--no-write", "--as-of", day, "--format", "csv"];
    let output = Command::new(env!("CARGO_BIN_EXE_armistice")).args(args).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut reader = csv::Reader::from_reader(&output.stdout[..]);
    let head = reader.headers().unwrap().clone();
    let at = |name: &str| head.iter().position(|it| it == name).unwrap();
    let columns = ["proposal", "track", "sponsors", "earlier", "superseded_by", "answers", "ball", "issue", "option"].map(at);
    reader.records().map(|row| columns.iter().map(|&n| row.as_ref().unwrap()[n].to_owned()).collect()).collect()
}

#[test]
fn the_bridging_text_replaces_the_earlier_paper_and_waits_for_both() {
    let rows = rows("2031-10-06");
    let new = rows.iter().find(|it| it[7] == "length" && it[8] == "d60").unwrap();
    let old = rows.iter().find(|it| it[7] == "length" && it[8] == "d90").unwrap();
    assert_eq!((&new[1][..], &new[2][..], &new[6][..]), ("narrows", "Lusmark; Teverra", "Halvane; Ordany"));
    assert_eq!((&new[3], &old[4]), (&old[0], &new[0]));
    assert!(old[6].is_empty(), "a replaced paper is with nobody: {old:?}");
}

#[test]
fn the_sponsors_of_the_valley_text_have_not_accepted_it() {
    let all = rows("2031-10-20");
    let valley = all.iter().find(|it| it[2] == "Lusmark; Teverra; Ordany").unwrap();
    assert_eq!((&valley[1][..], &valley[5][..]), ("valley", "Wardens: rejected (reported); Wardens of the Mirrin: received (reported)"));
    assert_eq!(valley[6], "Lusmark; Teverra; Ordany");
    assert!(all.iter().all(|it| !it[5].contains("accepted")), "{all:?}");
}
