//! Names what a build is made of, for build scripts: a digest over files, so that what an earlier build made is told from what this one
//! makes. Same files, same digest, on every machine: files in the order of their paths, line ends as LF.

use std::fs;
use std::path::{Path, PathBuf};

/// Sets a variable of the crate's environment to the digest of all files under some folders (or of single files), and asks for the script
/// to run again when any of them changes.
pub(crate) fn named(variable: &str, parts: &[PathBuf]) {
    let mut hash = Fnv::new();
    for part in parts {
        println!("cargo:rerun-if-changed={}", part.display());
        for path in files(part) {
            let bytes = fs::read(&path).unwrap_or_else(|err| panic!("cannot read `{}`: {err}", path.display()));
            hash.add(path.to_string_lossy().replace('\\', "/").as_bytes());
            hash.add(&bytes.into_iter().filter(|byte| *byte != b'\r').collect::<Vec<u8>>());
        }
    }
    println!("cargo:rustc-env={variable}={:016x}", hash.0);
}

/// Every file under a folder, by path; a file itself.
fn files(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    listed(path).iter().flat_map(|path| files(path)).collect()
}

/// What a folder holds, by path.
pub(crate) fn listed(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap_or_else(|err| panic!("cannot list `{}`: {err}", dir.display()));
    let mut paths: Vec<PathBuf> =
        entries.map(|it| it.unwrap_or_else(|err| panic!("cannot list `{}`: {err}", dir.display())).path()).collect();
    paths.sort();
    paths
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
