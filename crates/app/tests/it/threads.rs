//! The same reports give the same pages, in whatever order they came in and however many threads worked.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::running::{case, copy};

#[track_caller]
fn run(threads: &str, args: &[&str]) -> Vec<u8> {
    let out = Command::new(env!("CARGO_BIN_EXE_armistice")).args(args).env("ARMISTICE_THREADS", threads).output().unwrap();
    assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    out.stdout
}

/// Every page of a case that took these files in, so many at a time.
fn pages(dir: &Path, files: &[String], some: usize, threads: &str) -> Vec<Vec<u8>> {
    copy(&case("harbour"), dir);
    let at = dir.to_str().unwrap();
    for files in files.chunks(some) {
        let files: Vec<&str> = ["add", at].into_iter().chain(files.iter().map(String::as_str)).collect();
        run(threads, &files);
    }
    let commands: [&[&str]; 6] = [
        &["brief", at, "--format", "json"],
        &["positions", at],
        &["statements", at, "--format", "csv"],
        &["sources", at],
        &["search", at, "quay"],
        &["diff", at, "--from", "2031-09-02"],
    ];
    commands.iter().map(|args| run(threads, args)).collect()
}

#[test]
fn any_order_and_any_number_of_threads_give_the_same_bytes() {
    let top = TempDir::new().unwrap();
    let names = ["Orla Finch", "The port of Selm", "An aide", "Two pilots"];
    let mut files: Vec<String> = Vec::new();
    for n in 0..150_usize {
        let path = top.path().join(format!("{n}.txt"));
        let text = format!(
            "Outlet: Selm Post {}\nDate: 2031-09-{:02}\n\n{} said on the quay that berth {n} would open. The crews had asked for it.\n",
            n % 7,
            1 + n % 9,
            names[n % names.len()],
        );
        fs::write(&path, text).unwrap();
        files.push(path.to_str().unwrap().to_owned());
    }
    let one = pages(&top.path().join("talks"), &files, 150, "1");
    fs::rename(top.path().join("talks"), top.path().join("before")).unwrap();
    files.reverse();
    files.rotate_left(41);
    let other = pages(&top.path().join("talks"), &files, 67, "8");
    assert_eq!(one.len(), other.len());
    for (n, (one, other)) in one.iter().zip(&other).enumerate() {
        assert!(one == other, "page {n}: {}\n\n{}", String::from_utf8_lossy(one), String::from_utf8_lossy(other));
    }
    let refused = Command::new(env!("CARGO_BIN_EXE_armistice")).arg("check").env("ARMISTICE_THREADS", "0").output().unwrap();
    assert!(!refused.status.success() && String::from_utf8_lossy(&refused.stderr).contains("from 1 to 256"));
}
