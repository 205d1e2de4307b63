//! Two worlds: ledgers that differ only in entries which a clearance may not see. Every command's output at that clearance is the same to the
//! byte, and no word of what is hidden stands in any.
//!
//! The commands are the program's own list; one that has no row in `commands` fails here.

mod commands;
mod compare;
mod draw;
mod made;
mod persons;
mod texts;
mod worlds;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use clap::CommandFactory as _;
use tempfile::TempDir;

use commands::{ALL, Kind};
use draw::Draw;

/// Commands drawn of each pair.
const OF_EACH: usize = 4;

/// A thread that has found so many wrong looks no further.
const ENOUGH: usize = 3;

/// What came of the pairs of a thread, or of all.
#[derive(Default)]
struct Came {
    /// How often a command ran, and how often it came to a good end.
    counts: BTreeMap<String, (u32, u32)>,
    /// By pair and command, how worlds could be told apart.
    wrong: BTreeMap<u64, String>,
}

#[test]
fn every_command_has_a_row() {
    let mut listed: Vec<String> = armistice::args::Args::command().get_subcommands().map(|it| it.get_name().to_owned()).collect();
    let mut rows: Vec<String> = ALL.iter().map(|(name, _)| (*name).to_owned()).collect();
    listed.sort();
    rows.sort();
    assert_eq!(listed, rows, "a command is tested in two worlds when it has a row in `two_worlds/commands.rs`");
}

#[test]
fn what_is_hidden_has_no_part_in_any_output() {
    let pairs = drawn();
    let next = AtomicU64::new(pairs.start);
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(4);
    let came = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(|| some(&next, pairs.end))).collect();
        workers.into_iter().fold(Came::default(), |all, it| all.with(it.join().unwrap_or_else(|told| std::panic::resume_unwind(told))))
    });
    let wrong: Vec<String> = came.wrong.iter().map(|(number, how)| format!("pair {number}, {how}\n\n")).collect();
    assert!(wrong.is_empty(), "worlds can be told apart:\n\n{}", wrong.concat());
    for (name, kind) in ALL {
        let (ran, fine) = came.counts.get(name).copied().unwrap_or_default();
        assert!(ran >= 20, "`{name}` ran {ran} times");
        assert_eq!(fine == 0, kind == Kind::Top || name == "import", "`{name}` came to a good end {fine} times of {ran}");
    }
}

/// The pairs to be tried: ARMISTICE_PAIRS=2000..4000 is a part of the long run, ARMISTICE_LONG all of it.
fn drawn() -> Range<u64> {
    let number = |text: &str| text.trim().parse::<u64>().unwrap();
    match std::env::var("ARMISTICE_PAIRS") {
        Ok(part) => part.split_once("..").map(|(from, to)| number(from)..number(to)).expect("two numbers with .. between them"),
        Err(_) if std::env::var_os("ARMISTICE_LONG").is_some() => 0..10_000,
        Err(_) => 0..200,
    }
}

impl Came {
    fn with(mut self, more: Self) -> Self {
        for (name, (ran, fine)) in more.counts {
            let row = self.counts.entry(name).or_default();
            (row.0, row.1) = (row.0 + ran, row.1 + fine);
        }
        self.wrong.extend(more.wrong);
        self
    }
}

/// Pairs of which no other thread has taken the number, until there are none.
fn some(next: &AtomicU64, end: u64) -> Came {
    let memory = Path::new("/dev/shm");
    let dir = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() }.unwrap();
    let mut came = Came::default();
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= end || came.wrong.len() >= ENOUGH {
            return came;
        }
        one(number, dir.path(), &mut came);
    }
}

/// One pair, with some of the commands in turn.
fn one(number: u64, dir: &Path, came: &mut Came) {
    let at = dir.join("case");
    let pair = worlds::pair(number, &at);
    let mut draw = Draw::new(number + 1_000_003);
    for n in 0..OF_EACH {
        let (name, kind) = ALL[(usize::try_from(number).unwrap() * OF_EACH + n) % ALL.len()];
        match compare::compared(&pair, name, kind, &mut draw) {
            Ok(ran) => {
                for (name, status) in ran {
                    let row = came.counts.entry(name).or_default();
                    (row.0, row.1) = (row.0 + 1, row.1 + u32::from(status == 0));
                }
            }
            Err(how) => drop(came.wrong.insert(number, format!("clearance {}: {how}", pair.clearance))),
        }
    }
}
