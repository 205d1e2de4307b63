//! Names the build: a digest over everything that decides what a page says, so that no page which another build made and kept is
//! taken for this one's.

#[path = "../../build/sources.rs"]
mod sources;

use std::path::{Path, PathBuf};

fn main() {
    let mut parts: Vec<PathBuf> = sources::listed(Path::new("..")).iter().map(|it| it.join("src")).filter(|it| it.is_dir()).collect();
    parts.extend(sources::listed(Path::new("..")).iter().map(|it| it.join("Cargo.toml")).filter(|it| it.is_file()));
    parts.extend(["../../data", "../../Cargo.toml", "../../Cargo.lock"].map(PathBuf::from));
    sources::named("ARMISTICE_BUILD", &parts);
}
