//! Names the rules: a digest over everything that decides what a reading says, so that a ledger reads its reports again when
//! any of it changes.

#[path = "../../build/sources.rs"]
mod sources;

/// What a reading depends on.
const PARTS: [&str; 4] = ["src", "../net/src", "../types/src", "../../data"];

fn main() {
    sources::named("ARMISTICE_RULES", &PARTS.map(std::path::PathBuf::from));
}
