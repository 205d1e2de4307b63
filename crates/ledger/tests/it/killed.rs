//! A process that writes a mixed load is killed at random moments; the ledger is opened again each time. What it acknowledged is
//! there, what it destroyed is gone, and nothing is damaged.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _, stdout};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use armistice_ledger::{Error, Expunge, Head, Ledger, NewEntered, NewReport, Sqlite};
use armistice_types::entries::{Content, Retract};
use armistice_types::marking::{AttributionLevel, Marking};
use armistice_types::time::{Known, Recorded};
use tempfile::TempDir;

use super::made::{next, random, times};
use super::{at, file_by, reading, report};

const PASSPHRASE: &str = "four tall ships";
const WORKER: &str = "ARMISTICE_TEST_LEDGER";

fn either(path: &Path, seed: u64) -> Result<Sqlite, Error> {
    match Sqlite::open(path, None, &mut random(seed)) {
        Err(Error::Closed) => Sqlite::open(path, Some(PASSPHRASE), &mut random(seed)),
        other => other,
    }
}

/// The process that is killed: this test again, with a ledger in its environment. Without one there is nothing to do.
#[test]
fn worker() {
    let Some(place) = env::var_os(WORKER) else { return };
    let mut seed = env::var("ARMISTICE_TEST_SEED").unwrap().parse().unwrap();
    let path = PathBuf::from(place);
    let mut ledger = Ledger::new(either(&path, seed).unwrap()).unwrap();
    // The test's own name stands on the line so far.
    writeln!(stdout()).unwrap();
    loop {
        step(&mut ledger, &path, &mut seed);
    }
}

/// One step of the load, said before it is begun where it destroys, and when it is done.
fn step(ledger: &mut Ledger<Sqlite>, path: &Path, seed: &mut u64) {
    let say = |what: &str| writeln!(stdout(), "{what}").and_then(|()| stdout().flush()).unwrap();
    let one = |ledger: &Ledger<Sqlite>, seed: &mut u64| {
        let there: Vec<&Head> = ledger.heads().iter().filter(|it| !it.expunged()).collect();
        (!there.is_empty()).then(|| there[usize::try_from(next(seed)).unwrap_or(0) % there.len()].clone())
    };
    match next(seed) % 80 {
        0..8 => {
            let question = ledger.question(Known(at(30).0), &Marking::clear(), &["positions"]);
            ledger.keep_page(&question, &next(seed).to_le_bytes().repeat(400), &mut random(next(seed)));
        }
        8..50 => {
            let why = format!("w{:016x}", next(seed));
            let content = Content::Retract(Retract { entry: "none".to_owned(), why: Some(why.clone()) });
            let new = NewEntered { known: Some(at(1)), author: "Ada Penn".to_owned(), marking: Marking::clear(), content };
            let id = ledger.enter(&new, Recorded(at(20).0), &mut random(next(seed))).unwrap();
            say(&format!("done {id} {why}"));
        }
        50..66 => {
            let n = 1 + i8::try_from(next(seed) % 9).unwrap();
            let report = armistice_types::report::Report { id: format!("sha256:{:016x}", next(seed)), ..report(n) };
            let new = NewReport { report: &report, known: None, marking: Marking::clear(), attribution: AttributionLevel::OnTheRecord };
            file_by(ledger, &new, &reading(n), ("rules/1.0.0", Known(at(20).0), next(seed)));
            let id = ledger.heads()[ledger.heads().len() - 2].id.clone();
            say(&format!("done {id} {}", report.id));
        }
        66..73 => {
            let Some(head) = one(ledger, seed) else { return };
            let going = ledger.going(&[head.id]).unwrap();
            going.iter().for_each(|it| say(&format!("going {}", it.id)));
            let what = Expunge { heads: &going, case: None, author: "Ada Penn", why: "asked for", why_below: None };
            if !going.is_empty() {
                ledger.expunge(&what, Recorded(at(21).0), &mut random(next(seed))).unwrap();
                going.iter().for_each(|it| say(&format!("gone {}", it.id)));
            }
        }
        73..79 => {
            let backup = path.with_file_name("backup.db");
            let _ = fs::remove_file(&backup);
            ledger.store().back_up(&backup).unwrap();
        }
        _ => {
            let closed = ledger.store().is_closed().unwrap();
            ledger.store().close_by((!closed).then_some(PASSPHRASE), &mut random(next(seed))).unwrap();
        }
    }
}

/// What the parent knows of an entry.
enum Said {
    Done(String),
    Going,
    Gone,
}

fn spawn(path: &Path, seed: u64) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", "killed::worker", "--nocapture", "--test-threads=1"])
        .env(WORKER, path)
        .env("ARMISTICE_TEST_SEED", seed.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Takes in what the child says, on a thread of its own, until its end; the receiver hears of each line.
fn listening(child: &mut Child) -> mpsc::Receiver<String> {
    let (to, from) = mpsc::channel();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    std::thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| to.send(line)));
    from
}

fn heard(line: &str, said: &mut BTreeMap<String, Said>) {
    let mut words = line.split(' ');
    match (words.next(), words.next(), words.next()) {
        (Some("done"), Some(id), Some(word)) => drop(said.insert(id.to_owned(), Said::Done(word.to_owned()))),
        (Some("going"), Some(id), None) => drop(said.insert(id.to_owned(), Said::Going)),
        (Some("gone"), Some(id), None) => drop(said.insert(id.to_owned(), Said::Gone)),
        _ => {}
    }
}

/// Opens the ledger and looks whether all is as it was said.
fn looked_over(path: &Path, said: &BTreeMap<String, Said>, round: u64) {
    let store = either(path, round).unwrap_or_else(|err| panic!("round {round}: {err}"));
    let (_, damage) = store.verify().unwrap();
    assert_eq!(damage, [], "round {round}");
    let ledger = Ledger::new(store).unwrap();
    let heads: BTreeMap<&str, &Head> = ledger.heads().iter().map(|it| (it.id.as_str(), it)).collect();
    for (id, what) in said {
        match (what, heads.get(id.as_str())) {
            (Said::Done(word), Some(head)) => assert!(ledger.content(head).unwrap().contains(word.as_str()), "round {round}: {id}"),
            (Said::Gone, Some(head)) => assert!(head.expunged(), "round {round}: {id} is still there"),
            (Said::Going, Some(_)) | (Said::Going, None) => {}
            (_, None) => panic!("round {round}: {id} was acknowledged, and it is lost"),
        }
    }
}

#[test]
fn what_was_acknowledged_survives_the_death_of_its_process() {
    let (mut seed, mut done) = (1, 0);
    let rounds = times(200, 2_000);
    let mut dir = TempDir::new().unwrap();
    let mut said = BTreeMap::new();
    for round in 0..rounds {
        if round % 25 == 0 {
            done += said.len();
            (dir, said) = (TempDir::new().unwrap(), BTreeMap::new());
        }
        let path = dir.path().join("armistice.db");
        let mut child = spawn(&path, next(&mut seed));
        let lines = listening(&mut child);
        // One in five is killed while it starts, the others after some lines.
        let some = if round % 5 == 0 { 0 } else { usize::try_from(1 + next(&mut seed) % 12).unwrap() };
        lines.iter().take(some).for_each(|it| heard(&it, &mut said));
        std::thread::sleep(Duration::from_micros(next(&mut seed) % 20_000));
        // SIGKILL on Unix.
        child.kill().unwrap();
        lines.iter().for_each(|it| heard(&it, &mut said));
        let output = child.wait_with_output().unwrap();
        let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!complaint.contains("panicked"), "round {round}: {complaint}");
        looked_over(&path, &said, round);
    }
    done += said.len();
    assert!(done as u64 > 2 * rounds, "the load did something: {done} entries acknowledged in {rounds} rounds");
}
