//! What one who sees all enters, leaving the marking to the program: below, right after, it is what it was above. Something hidden that had a
//! part in it would show there as words that are read otherwise, as evidence that changed, or as somebody whom nobody knows.

use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::draw::Draw;
use super::{persons, worlds};
use crate::running::{Given, inside_with};

/// Late enough for all that worlds hold.
const NOW: &str = "2032-02-01T08:00:00Z";

/// What came of an entry at a clearance: what it is on, and what is said against it.
fn came(dir: &str, id: &str, clearance: &str, seed: u64) -> Option<(Value, Vec<String>)> {
    let ran = inside_with(&["entries", dir, "--clearance", clearance, "--format", "json"], Given { now: NOW, seed, ..Given::default() });
    let page: Value = serde_json::from_slice(&ran.out).ok()?;
    let rows = page["entries"].as_array()?.clone();
    let row = rows.into_iter().find(|row| row["id"] == id)?;
    let against = row["besides"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let mut against: Vec<String> = against.filter(|it| it.starts_with("read otherwise")).map(str::to_owned).collect();
    against.extend((!row["changed"].is_null()).then(|| "its evidence changed".to_owned()));
    Some((row["touches"]["on"].clone(), against))
}

/// Enters something of each of some kinds in a world; gives how many of them may be seen below the top.
fn entered(number: u64, at: &Path) -> usize {
    let pair = worlds::pair(number, at);
    worlds::lay(&pair.worlds[0], at);
    let dir = at.to_str().unwrap();
    // What is taken in or read again when the case is opened at a clearance for the first time changes evidence indeed.
    for clearance in worlds::MARKINGS {
        inside_with(&["positions", dir, "--clearance", clearance], Given { now: NOW, seed: number, ..Given::default() });
    }
    let (mut draw, mut below) = (Draw::new(number + 2_000_003), 0);
    for _ in 0..6 {
        let command = *draw.one(&persons::COMMANDS);
        let mut args = vec![command.to_owned(), dir.to_owned()];
        args.extend(persons::typed(command, &mut draw, "as it is", &pair.entered));
        args.extend(["--clearance", "top", "--author", "Bea Toll"].map(str::to_owned));
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let ran = inside_with(&args, Given { now: NOW, seed: draw.number(), ..Given::default() });
        let said = String::from_utf8(ran.out).unwrap();
        for line in said.lines().filter_map(|it| it.strip_prefix("entry ")) {
            let (id, rest) = line.split_once(' ').unwrap();
            let marking = rest.split_once("marking ").unwrap().1.split_once(", known").unwrap().0;
            let [above, here] = ["top", marking].map(|clearance| came(dir, id, clearance, number));
            let here = here.unwrap_or_else(|| panic!("world {number}, {args:?}: not seen at its own marking {marking}\n{said}"));
            assert!(above.as_ref() == Some(&here), "world {number}, {args:?} at {marking}: {here:?}, above {above:?}\n{said}");
            below += usize::from(marking != "red:port,zelquat");
        }
    }
    below
}

#[test]
fn an_entry_is_below_what_it_was_above() {
    // A world takes as long as five pairs.
    let worlds: Vec<u64> = super::drawn().step_by(5).collect();
    let dir = TempDir::new().unwrap();
    let below: usize = worlds.iter().map(|number| entered(*number, &dir.path().join("case"))).sum();
    assert!(below >= worlds.len(), "{below} entries that may be seen below");
}
