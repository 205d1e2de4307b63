//! How the tests run the real binary, and where the project's own cases stand.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

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

/// The folder of one of the project's cases.
pub(crate) fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases").join(name)
}
