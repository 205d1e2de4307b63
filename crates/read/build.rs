//! Names the rules: a digest over everything that decides what a reading says, so that a ledger reads its reports again when
//! any of it changes.

use std::path::{Path, PathBuf};

#[path = "../../build/sources.rs"]
mod sources;

/// What a reading depends on, beside what is in `src`.
const PARTS: [&str; 3] = ["../net/src", "../types/src", "../../data"];
/// Ties readings to a case whenever they are looked at; no reading depends on it (`crates/app/tests/it/walls.rs` holds that).
const TIES: &str = "code";

fn main() {
    let mut parts: Vec<PathBuf> = sources::listed(Path::new("src")).into_iter().filter(|it| !it.ends_with(TIES)).collect();
    parts.extend(PARTS.map(PathBuf::from));
    sources::named("ARMISTICE_RULES", &parts);
}
