//! A command in both worlds: what came of it, the files included, and what may not stand in that.

use std::fs;
use std::path::Path;

use super::commands::{self, AFTER, Kind};
use super::draw::Draw;
use super::texts::CANARIES;
use super::worlds::{Folder, Pair, folder, lay};
use crate::forms::parts;
use crate::running::{Given, Ran, inside_with};

/// What a command did.
#[derive(PartialEq, Eq)]
struct Done {
    ran: Ran,
    /// All files of the case but its ledger, as they lie there afterwards.
    files: Folder,
}

/// Runs a command in both worlds, and after one that writes some that show what it wrote. Gives each with its exit
/// status.
///
/// # Errors
/// Where the worlds can be told apart, or a word of what is hidden comes out: how.
pub(super) fn compared(pair: &Pair, command: &str, kind: Kind, draw: &mut Draw) -> Result<Vec<(String, u8)>, String> {
    let mut runs = vec![commands::drawn(command, kind, pair, draw)];
    if kind == Kind::Writes || draw.once_in(6) {
        runs.push(commands::drawn(draw.word(&AFTER), Kind::Shows, pair, draw));
    }
    runs.retain(|args| !pair.rows_differ || !commands::shows_the_file(args));
    let seed = draw.number();
    let [first, second] = [0, 1].map(|world| done(pair, &pair.worlds[world], &runs, seed));
    let mut told = Vec::new();
    for ((args, one), other) in runs.iter().zip(&first).zip(&second) {
        told.extend(args);
        if one != other {
            return Err(format!("`{}` is not the same in both worlds\n{}", args.join(" "), apart(one, other)));
        }
        if let Some(word) = leaked(one, &told) {
            return Err(format!("`{}` gives away “{word}”\n{}", args.join(" "), one.whole()));
        }
    }
    Ok(runs.iter().zip(first).map(|(args, it)| (args[0].clone(), it.ran.status)).collect())
}

fn done(pair: &Pair, world: &Folder, runs: &[Vec<String>], seed: u64) -> Vec<Done> {
    lay(world, &pair.at);
    let run = |(n, args): (usize, &Vec<String>)| {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let ran = inside_with(&args, Given { seed: seed + n as u64, ..Given::default() });
        let mut files = folder(&pair.at);
        files.retain(|name, _| !name.starts_with("armistice.db") && name != "case.toml");
        let _ = fs::remove_file(pair.at.join("out/page"));
        Done { ran, files }
    };
    runs.iter().enumerate().map(run).collect()
}

/// A word of what is hidden that stands in what a command gave, and that nobody gave it.
fn leaked(done: &Done, told: &[&String]) -> Option<&'static str> {
    let read = |it: &&String| if Path::new(it).is_file() { fs::read_to_string(it).unwrap_or_default() } else { String::new() };
    let told: String = told.iter().map(|it| format!("{it} {}\n", read(it))).collect::<String>().to_lowercase();
    let pages = done.files.iter().filter(|(name, _)| name.starts_with("out/") && !name.ends_with(".db"));
    let given: String = [&done.ran.out, &done.ran.err].into_iter().chain(pages.map(|(_, bytes)| bytes)).map(|it| text(it)).collect();
    CANARIES.into_iter().find(|word| given.contains(word) && !told.contains(word))
}

/// All that bytes say, in small letters; of a document what its parts say.
fn text(bytes: &[u8]) -> String {
    if bytes.starts_with(b"PK\x03\x04") {
        return parts(bytes).into_iter().map(|(name, part)| format!("{name}\n{part}\n")).collect::<String>().to_lowercase();
    }
    String::from_utf8_lossy(bytes).to_lowercase()
}

impl Done {
    fn whole(&self) -> String {
        format!("status {}\n{}\n--- err\n{}", self.ran.status, text(&self.ran.out), text(&self.ran.err))
    }
}

/// Where two differ first, with what stands around it.
fn apart(one: &Done, other: &Done) -> String {
    let (mut left, mut right) = (one.whole(), other.whole());
    if one.ran == other.ran {
        let file = |name: &String| [one, other].map(|it| it.files.get(name).map_or_else(|| "no such file".to_owned(), |it| text(it)));
        let apart = |name: &&String| one.files.get(*name) != other.files.get(*name);
        let name = one.files.keys().chain(other.files.keys()).find(apart).cloned().unwrap_or_default();
        [left, right] = file(&name).map(|it| format!("file {name}\n{it}"));
    }
    let at = left.chars().zip(right.chars()).take_while(|(a, b)| a == b).count();
    let around = |it: &str| it.chars().skip(at.saturating_sub(300)).take(700).collect::<String>();
    format!("--- with what is hidden, from character {at} on\n{}\n--- without\n{}", around(&left), around(&right))
}
