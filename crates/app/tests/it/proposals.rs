//! `armistice proposals` on the project's own case: what replaces what, with whom the next word lies, and no acceptance.

use std::path::Path;
use std::process::Command;

/// By term: proposal, track, sponsors, earlier, superseded_by, answers, ball, issue, option.
fn rows(day: &str) -> Vec<Vec<String>> {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/narrows");
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
    assert_eq!((&valley[1][..], &valley[5][..]), ("valley", "Wardens: rejected (reported)"));
    assert_eq!(valley[6], "Lusmark; Teverra; Ordany");
    assert!(all.iter().all(|it| !it[5].contains("accepted")), "{all:?}");
}
