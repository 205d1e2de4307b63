//! The walls between rooms, and tidiness of the tree.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Rooms meet in `types` and nowhere else; only `app` knows them all.
#[test]
fn rooms_do_not_know_each_other() {
    const ROOMS: [&str; 5] = ["read", "ledger", "assess", "deal", "brief"];
    for room in ROOMS.iter().chain(&["types", "net", "cores"]) {
        let manifest = fs::read_to_string(root().join("crates").join(room).join("Cargo.toml")).unwrap();
        for other in ROOMS.iter().chain(&["app"]).filter(|other| *other != room) {
            assert!(!manifest.contains(&format!("armistice-{other}")), "`{room}` must not use `{other}`");
        }
        let many = ["ledger", "assess", "cores"].contains(room);
        assert!(many || !manifest.contains("armistice-cores"), "only `ledger`, `assess` and the program use `cores`: `{room}`");
        assert!(*room == "read" || *room == "net" || !manifest.contains("armistice-net"), "only `read` uses `net`: `{room}`");
    }
}

/// A ledger reads its reports again when the rules change (`crates/read/build.rs`); how readings are tied to a case is none of them.
#[test]
fn no_reading_depends_on_how_it_is_tied_to_a_case() {
    let read = root().join("crates/read/src");
    let mut paths = Vec::new();
    files(&read, "rs", &mut paths);
    for path in paths.iter().filter(|it| !it.starts_with(read.join("code"))) {
        let text = fs::read_to_string(path).unwrap();
        let named: Vec<&str> = text.lines().filter(|it| it.contains("code::") && !it.trim_start().starts_with("//")).collect();
        let exported = path.ends_with("src/lib.rs") && named == ["pub use code::{Coder, code};"];
        assert!(named.is_empty() || exported, "{}: {named:?}", path.display());
    }
    assert!(paths.iter().any(|it| it.ends_with("code/mod.rs")), "the ties have moved: `crates/read/build.rs` leaves `code` out");
}

fn files(dir: &Path, ending: &str, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(dir).unwrap().map(|it| it.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() && path.file_name().is_none_or(|it| it != "target") {
            files(&path, ending, out);
        } else if path.extension().is_some_and(|it| it == ending) {
            out.push(path);
        }
    }
}

fn sources() -> Vec<(PathBuf, String)> {
    let mut paths = Vec::new();
    files(&root().join("crates"), "rs", &mut paths);
    files(&root().join("tools"), "rs", &mut paths);
    paths.into_iter().map(|path| (path.clone(), fs::read_to_string(&path).unwrap())).collect()
}

#[test]
fn every_module_says_what_it_is_for() {
    for (path, text) in sources() {
        let tests = path.file_stem().is_some_and(|it| it == "tests");
        assert!(tests || text.starts_with("//!"), "{} has no `//!`", path.display());
    }
}

#[test]
fn files_stay_short() {
    for (path, text) in sources() {
        assert!(text.lines().count() < 600, "{} has {} lines", path.display(), text.lines().count());
    }
}

#[test]
fn pure_rooms_keep_clocks_and_files_out() {
    for room in ["types", "net", "read", "assess", "deal", "brief"] {
        let text = fs::read_to_string(root().join("crates").join(room).join("src/lib.rs")).unwrap();
        assert!(text.contains("#![deny(clippy::disallowed_methods)]"), "{room}");
    }
}

/// The program touches its streams, the clock, random bytes, the environment and the terminal in one file; all else is handed them.
#[test]
fn the_world_outside_is_touched_in_one_place() {
    const TOUCHES: [&str; 15] = [
        "print!(",
        "println!(",
        "dbg!(",
        "io::stdout",
        "io::stderr",
        "io::stdin",
        "is_terminal",
        "env::var",
        "env::args",
        "Timestamp::now",
        "Zoned::now",
        "SystemTime",
        "getrandom::",
        "ProgressBar::new",
        "thread_local",
    ];
    let mut paths = Vec::new();
    files(&root().join("crates/app/src"), "rs", &mut paths);
    let (inside, all): (Vec<PathBuf>, usize) =
        (paths.iter().filter(|it| !it.ends_with("app/src/outside.rs")).cloned().collect(), paths.len());
    assert_eq!(inside.len() + 1, all);
    for path in inside {
        let text = fs::read_to_string(&path).unwrap();
        let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        for touch in TOUCHES {
            assert!(!code.iter().any(|line| line.contains(touch)), "{} says `{touch}`: take it from `Outside`", path.display());
        }
    }
}

#[test]
fn tables_are_sorted_and_name_their_licence() {
    let mut paths = Vec::new();
    files(&root().join("data"), "tsv", &mut paths);
    assert!(paths.len() > 10);
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let rows: Vec<&str> = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
        let keys: Vec<&str> = rows.iter().map(|row| row.split('\t').next().unwrap()).collect();
        assert!(keys.is_sorted(), "{} is not sorted: {:?}", path.display(), keys.windows(2).find(|pair| pair[0] > pair[1]));
        // A fitted table has the licence of its corpora.
        let fitted = path.parent().is_some_and(|it| it.ends_with("models")) && text.contains("CC BY-SA 4.0");
        // A table made from somebody's list names the list.
        let taken = ["CC BY 4.0", "PDDL 1.0"].iter().any(|it| text.contains(it)) && text.contains("<https://");
        assert!(text.starts_with('#') && (text.contains("CC0") || fitted || taken), "{} names no licence", path.display());
    }
}
