//! How the tests run the real binary, and where the project's own cases stand.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Mutex;

use armistice::{Outside, Terminal};
use armistice_types::time::Recorded;

/// Runs the program; whatever it says.
pub(crate) fn armistice(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_armistice"))
        .args(args)
        .env_remove("ARMISTICE_AUTHOR")
        .env_remove("ARMISTICE_PASSPHRASE")
        .env_remove("ARMISTICE_NEW_PASSPHRASE")
        .output()
        .unwrap()
}

/// What came of a run inside the process of the test.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ran {
    pub(crate) status: u8,
    pub(crate) out: Vec<u8>,
    pub(crate) err: Vec<u8>,
}

/// What such a run is handed, other than its arguments.
#[derive(Clone, Copy)]
pub(crate) struct Given<'g> {
    /// When it is.
    pub(crate) now: &'g str,
    /// What its random bytes are made of.
    pub(crate) seed: u64,
    pub(crate) stdin: &'g [u8],
    pub(crate) author: Option<&'g str>,
    pub(crate) passphrase: Option<&'g str>,
    pub(crate) new_passphrase: Option<&'g str>,
    pub(crate) terminal: Terminal,
}

impl Default for Given<'_> {
    fn default() -> Self {
        let now = "2032-01-01T12:00:00Z";
        Self { now, seed: 1, stdin: b"", author: None, passphrase: None, new_passphrase: None, terminal: Terminal::default() }
    }
}

/// Runs the program in this process, with a clock, random bytes, streams and an environment of the test's own.
pub(crate) fn inside_with(args: &[&str], given: Given<'_>) -> Ran {
    let (mut out, mut err, mut stdin, mut state) = (Vec::new(), Vec::new(), given.stdin, given.seed);
    let status = armistice::run_with(
        std::iter::once("armistice").chain(args.iter().copied()).map(OsString::from),
        &mut Outside {
            out: &mut out,
            err: &mut err,
            stdin: &mut stdin,
            now: Recorded(given.now.parse().unwrap()),
            random: &mut |place| {
                place.fill_with(|| splitmix(&mut state));
                Ok(())
            },
            author: given.author.map(str::to_owned),
            passphrase: given.passphrase.map(str::to_owned),
            new_passphrase: given.new_passphrase.map(str::to_owned),
            ask: None,
            terminal: given.terminal,
        },
    );
    Ran { status, out, err }
}

/// The same with what most tests hand in.
pub(crate) fn inside(args: &[&str]) -> Ran {
    inside_with(args, Given::default())
}

/// One byte of Steele, Lea and Flood's generator.
fn splitmix(state: &mut u64) -> u8 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (z ^ (z >> 31)) as u8
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
