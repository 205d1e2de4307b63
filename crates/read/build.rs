//! Names the rules: a digest over everything that decides what a reading says, so that a ledger reads its reports again when
//! any of it changes. Same files, same digest, on every machine: files in the order of their paths, line ends as LF.

use std::fs;
use std::path::{Path, PathBuf};

/// What a reading depends on.
const PARTS: [&str; 4] = ["src", "../net/src", "../types/src", "../../data"];

fn main() {
    let mut hash = Fnv::new();
    for part in PARTS {
        println!("cargo:rerun-if-changed={part}");
        for path in files(Path::new(part)) {
            let bytes = fs::read(&path).unwrap_or_else(|err| panic!("cannot read `{}`: {err}", path.display()));
            hash.add(path.to_string_lossy().replace('\\', "/").as_bytes());
            hash.add(&bytes.into_iter().filter(|byte| *byte != b'\r').collect::<Vec<u8>>());
        }
    }
    println!("cargo:rustc-env=ARMISTICE_RULES={:016x}", hash.0);
}

/// Every file under a folder, by path.
fn files(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap_or_else(|err| panic!("cannot list `{}`: {err}", dir.display()));
    let mut paths: Vec<PathBuf> =
        entries.map(|it| it.unwrap_or_else(|err| panic!("cannot list `{}`: {err}", dir.display())).path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// FNV-1a, 64 bits: <http://www.isthe.com/chongo/tech/comp/fnv/>. It tells changes apart, it protects nothing.
struct Fnv(u64);

impl Fnv {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Takes in bytes, and their number, so that none can run into the next.
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes.iter().chain(&(bytes.len() as u64).to_le_bytes()) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
