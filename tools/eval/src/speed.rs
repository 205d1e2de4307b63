//! How fast whole readings are made: `armistice-eval speed [--runs N] PATH…`.
//!
//! Every distinct text under the paths is read once as a document of its own (`armistice_read::read_more`, all steps), one after the other on one core;
//! words are runs between white space. Each run is a process of its own, so that nothing is warm but the page cache; the time is of reading
//! alone, without loading the texts, but with the unpacking of models and tables. The best run counts; memory is the process's peak (VmHWM). Texts over the most that the program
//! takes are cut there, at a line's end.

use std::process::Command;
use std::time::Instant;

use armistice_read::intake::{Given, LARGEST, take};

use crate::texts::texts;

/// One run.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    pub documents: usize,
    pub words: usize,
    pub seconds: f64,
    /// Kilobytes.
    pub peak: usize,
}

impl Run {
    /// Words in a second.
    pub fn speed(self) -> f64 {
        self.words as f64 / self.seconds
    }
}

/// Prints each run and the best.
pub fn run(args: &[String]) -> Result<(), String> {
    if let Some(paths) = args.strip_prefix(&["--once".to_owned()][..]) {
        let it = once(paths)?;
        println!("{} {} {} {}", it.documents, it.words, it.seconds, it.peak);
        return Ok(());
    }
    let runs = args.iter().position(|it| it == "--runs").and_then(|at| args.get(at + 1)).and_then(|it| it.parse().ok());
    let paths = if runs.is_some() { &args[2..] } else { args };
    let best = best(paths, runs.unwrap_or(5), |it| println!("{:.0} words/s, peak {:.1} MB", it.speed(), it.peak as f64 / 1024.0))?;
    println!("best: {:.0} words/s over {} documents, {} words, on one core", best.speed(), best.documents, best.words);
    Ok(())
}

/// The fastest of several processes; `each` sees them all.
pub fn best(paths: &[String], runs: usize, each: impl Fn(Run)) -> Result<Run, String> {
    let own = std::env::current_exe().map_err(|err| format!("cannot find this program: {err}"))?;
    let mut best: Option<Run> = None;
    for _ in 0..runs {
        let done = Command::new(&own).args(["speed", "--once"]).args(paths).env("RAYON_NUM_THREADS", "1").output();
        let done = done.map_err(|err| format!("cannot run `{}`: {err}", own.display()))?;
        let shown = String::from_utf8_lossy(&done.stdout).into_owned();
        let failed = || format!("a run failed: {}{shown}", String::from_utf8_lossy(&done.stderr));
        let numbers: Vec<f64> = shown.split_whitespace().filter_map(|it| it.parse().ok()).collect();
        let &[documents, words, seconds, peak] = &numbers[..] else { return Err(failed()) };
        let it = Run { documents: documents as usize, words: words as usize, seconds, peak: peak as usize };
        each(it);
        if best.is_none_or(|best| it.speed() > best.speed()) {
            best = Some(it);
        }
    }
    best.ok_or_else(|| "no runs".to_owned())
}

/// Reads every text once.
fn once(paths: &[String]) -> Result<Run, String> {
    let texts = texts(paths)?;
    let words = texts.iter().map(|text| text.split_whitespace().count()).sum();
    let mut documents = Vec::new();
    for (n, text) in texts.iter().enumerate() {
        let mut end = text.floor_char_boundary(LARGEST);
        if end < text.len() {
            end = text[..end].rfind('\n').unwrap_or(end);
        }
        documents.push(take(&text.as_bytes()[..end], &format!("{n}.txt"), &Given::default()).map_err(|err| err.to_string())?);
    }
    let start = Instant::now();
    let statements: usize = documents.iter().map(|it| armistice_read::read_more(it).statements.len()).sum();
    let seconds = start.elapsed().as_secs_f64();
    if statements == 0 {
        eprintln!("no statement in any text");
    }
    Ok(Run { documents: documents.len(), words, seconds, peak: peak() })
}

/// The process's peak memory in kilobytes; 0 where the system does not tell.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|it| it.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
