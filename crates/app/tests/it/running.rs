//! How the tests run the real binary, and where the project's own cases stand.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Mutex;

/// Runs the program; whatever it says.
pub(crate) fn armistice(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_armistice")).args(args).env_remove("ARMISTICE_AUTHOR").output().unwrap()
}

/// What it wrote to standard output, where it said that all went well.
#[track_caller]
pub(crate) fn bytes(args: &[&str]) -> Vec<u8> {
    let output = armistice(args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The same as text.
#[track_caller]
pub(crate) fn run(args: &[&str]) -> String {
    String::from_utf8(bytes(args)).unwrap()
}

/// The folder of one of the project's cases, as it stands in the tree.
pub(crate) fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases").join(name)
}

/// A copy of the case whose reports are read already; made once for all tests, which write nothing into it (`--no-write`).
pub(crate) fn read_case(name: &str) -> PathBuf {
    static MADE: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
    let mut made = MADE.lock().unwrap();
    let at = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if !made.contains(&at) {
        let _ = fs::remove_dir_all(&at);
        copy(&case(name), &at);
        run(&["positions", at.to_str().unwrap()]);
        made.insert(at.clone());
    }
    at
}

/// Copies the files of a case: case file, ledger and reports.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to.join("reports")).unwrap();
    for folder in ["", "reports"] {
        for path in fs::read_dir(from.join(folder)).into_iter().flatten().map(|it| it.unwrap().path()).filter(|it| it.is_file()) {
            fs::copy(&path, to.join(folder).join(path.file_name().unwrap())).unwrap();
        }
    }
}
