//! A pair of worlds: folders that are the same but for what a clearance may not see. The first is made of drawn entries, open and hidden, by the
//! program itself and by a ledger that is handed entries which the program would not make; the second is its visible part, imported.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use armistice::pipeline::new_reports;
use armistice_ledger::{EntryKind, Export, Ledger, NewEntered, NewEntry, Sqlite, Store as _, Taking, import};
use armistice_read::READER;
use armistice_types::entries::{Content, Note, On, Retract};
use armistice_types::marking::{AttributionLevel, Clearance, Marking};
use armistice_types::time::Recorded;

use super::draw::Draw;
use super::persons;
use super::texts::{self, HIDDEN, OPEN, Text};
use crate::running::{Given, inside_with};

const CLEARANCES: [&str; 6] = ["clear", "green", "amber", "amber:port", "red", "red:port"];
pub(super) const MARKINGS: [&str; 10] =
    ["clear", "green", "amber", "amber:port", "amber+strict", "red", "red:port", "clear:zelquat", "amber:port,zelquat", "red:zelquat"];

/// The files of a folder by their path in it.
pub(super) type Folder = BTreeMap<String, Vec<u8>>;

/// Two worlds and what is known of them.
pub(super) struct Pair {
    /// Where each lies when a command runs.
    pub(super) at: PathBuf,
    pub(super) clearance: String,
    /// With what is hidden, and without.
    pub(super) worlds: [Folder; 2],
    /// Ids of entries that may be seen, and of those that may not.
    pub(super) ids: Vec<String>,
    pub(super) hidden_ids: Vec<String>,
    /// Those of the first that persons entered.
    pub(super) entered: Vec<String>,
    /// Are there rows in the case file of the first that are not in that of the second? Then the revisions of the two differ to see.
    pub(super) rows_differ: bool,
}

/// All files of a folder.
pub(super) fn folder(at: &Path) -> Folder {
    let mut out = Folder::new();
    let mut open = vec![at.to_owned()];
    while let Some(dir) = open.pop() {
        for path in fs::read_dir(&dir).into_iter().flatten().map(|it| it.unwrap().path()) {
            if path.is_dir() {
                open.push(path);
            } else {
                out.insert(path.strip_prefix(at).unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    out
}

/// Lays a folder out, with nothing else in it.
pub(super) fn lay(folder: &Folder, at: &Path) {
    let _ = fs::remove_dir_all(at);
    for (name, bytes) in folder {
        let path = at.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    fs::create_dir_all(at.join("out")).unwrap();
}

/// What builds the first world.
struct Builder<'b> {
    at: &'b Path,
    draw: Draw,
    clearance: Clearance,
    /// Markings that the clearance sees, and those that it does not.
    open: Vec<&'static str>,
    hidden: Vec<&'static str>,
    /// Hours since the first entry.
    hours: i64,
}

/// The pair with this number, under a folder that is its own.
pub(super) fn pair(seed: u64, at: &Path) -> Pair {
    let mut draw = Draw::new(seed);
    let clearance = *draw.one(&CLEARANCES);
    let cleared: Clearance = clearance.parse().unwrap();
    let (open, hidden): (Vec<&str>, Vec<&str>) = MARKINGS.into_iter().partition(|it| it.parse::<Marking>().unwrap().visible_to(&cleared));
    let fictional = draw.once_in(3);
    let rows = if draw.once_in(3) { Some(draw.word(&hidden)) } else { None };
    let rows_differ = rows.is_some() && draw.once_in(3);
    let mut files = Folder::new();
    for n in 0..OPEN.len() + HIDDEN.len() {
        files.insert(Text::file(n), Text::of(n).body.as_bytes().to_vec());
    }
    files.insert("case.toml".to_owned(), texts::case(fictional, rows).into_bytes());
    lay(&files, at);
    let mut builder = Builder { at, draw, clearance: cleared, open, hidden, hours: 0 };
    builder.build();
    if rows.is_some() {
        builder.settle(clearance);
    }
    let (ids, hidden_ids) = builder.ids();
    let entered: Vec<String> = builder.entered().into_iter().filter(|it| ids.contains(it)).collect();
    let mut first = folder(at);
    let mut second = first.clone();
    second.insert("armistice.db".to_owned(), builder.visible_part());
    if rows_differ {
        second.insert("case.toml".to_owned(), texts::case(fictional, None).into_bytes());
    }
    if rows.is_some() {
        // A revision that is hidden as a whole is there in both, later than any other, so that both go on drawing the same ids. All else that
        // the folder holds for the clearance was taken in before the worlds parted.
        for world in [&mut first, &mut second] {
            lay(world, at);
            builder.settle(clearance);
            *world = folder(at);
        }
    }
    Pair { at: at.to_owned(), clearance: clearance.to_owned(), worlds: [first, second], ids, hidden_ids, entered, rows_differ }
}

impl Builder<'_> {
    fn now(&self) -> String {
        let start: jiff::Timestamp = "2031-10-12T08:00:00Z".parse().unwrap();
        (start + jiff::SignedDuration::from_hours(self.hours)).to_string()
    }

    fn marking(&mut self, hidden: bool) -> &'static str {
        let list = if hidden { &self.hidden } else { &self.open };
        self.draw.word(list)
    }

    fn ledger(&mut self) -> Ledger<Sqlite> {
        Ledger::new(Sqlite::open(&self.at.join("armistice.db"), None, &mut self.draw.bytes()).unwrap()).unwrap()
    }

    /// Runs the program as one who may see all; `check-in` only opens the case.
    fn run(&mut self, args: &[String]) {
        let dir = self.at.to_str().unwrap();
        let all: Vec<&str> = match &args[0][..] {
            "check-in" => vec!["positions", dir, "--clearance", "top"],
            command => [command, dir, "--clearance", "top"].into_iter().chain(args[1..].iter().map(String::as_str)).collect(),
        };
        let (now, seed) = (self.now(), self.draw.number());
        inside_with(&all, Given { now: &now, seed, ..Given::default() });
    }

    /// Takes in and reads what is there for a clearance.
    fn settle(&mut self, clearance: &str) {
        self.hours += 1;
        let (now, seed) = (self.now(), self.draw.number());
        inside_with(&["positions", self.at.to_str().unwrap(), "--clearance", clearance], Given { now: &now, seed, ..Given::default() });
    }

    fn build(&mut self) {
        let first = self.draw.below(2);
        for n in 0..2 + first {
            self.report(n == 1 && first > 0);
        }
        self.report(true);
        if self.draw.once_in(2) {
            self.run(&["check-in".to_owned()]);
        }
        self.hours += 7;
        self.person(false);
        for _ in 0..1 + self.draw.below(3) {
            self.hours += 7;
            let hidden = !self.draw.once_in(3);
            match self.draw.below(13) {
                0..=1 => self.report(hidden),
                2..=7 => self.person(hidden),
                8 => self.reading(hidden),
                9 => self.revision(hidden),
                10 => self.handed(hidden),
                11 => self.expunge(),
                _ => self.retract(hidden),
            }
        }
    }

    /// Takes a report in, as one whose clearance is its marking: to them what is above is not there. One that everybody may see is hidden at
    /// times, and then it may be there for all as well.
    fn report(&mut self, hidden: bool) {
        let n = if hidden && !self.draw.once_in(4) { OPEN.len() + self.draw.below(HIDDEN.len()) } else { self.draw.below(OPEN.len()) };
        let marking: Marking = self.marking(hidden).parse().unwrap();
        let attribution = if self.draw.once_in(4) { *self.draw.one(AttributionLevel::ALL) } else { AttributionLevel::OnTheRecord };
        if !hidden && self.draw.once_in(5) {
            fs::create_dir_all(self.at.join("reports")).unwrap();
            fs::write(self.at.join(format!("reports/{n}.txt")), Text::of(n).body).unwrap();
        }
        let now = Recorded(self.now().parse().unwrap());
        let readings = std::slice::from_ref(&texts::readings()[n]);
        let new = new_reports(readings, "UTC", &marking, attribution).unwrap();
        // Taken in for those only who may see no more than it, or for all: then a copy below is "there already".
        let clearance = if self.draw.once_in(3) { "red:port,zelquat".parse().unwrap() } else { marking };
        let mut ledger = self.ledger();
        ledger.file(&new, Taking { clearance: &clearance, reader: READER, now, random: &mut self.draw.bytes() }).unwrap();
    }

    /// A person enters something, by the program.
    fn person(&mut self, hidden: bool) {
        let command = *self.draw.one(&persons::COMMANDS);
        let ids = self.ids();
        let ids = if hidden { [ids.0, ids.1].concat() } else { ids.0 };
        let words = if hidden { "Mirvathex said so, boats in winter" } else { "boats in winter, they say" };
        let mut args = vec![command.to_owned()];
        args.extend(persons::typed(command, &mut self.draw, words, &ids));
        args.extend(["--marking", self.marking(hidden), "--author", if hidden { "Abe Polquist" } else { "Ada Penn" }].map(str::to_owned));
        if self.draw.once_in(4) {
            args.extend(["--known".to_owned(), (self.draw.word(&["2031-10-09", "2031-11-20"])).to_owned()]);
        }
        self.run(&args);
    }

    /// A report is read by a newer reader.
    fn reading(&mut self, hidden: bool) {
        let mut ledger = self.ledger();
        let all: Vec<_> = ledger.heads().iter().filter(|it| it.kind == EntryKind::ReadingMade && !it.expunged()).cloned().collect();
        if all.is_empty() {
            return;
        }
        let of = self.draw.one(&all).clone();
        let marking: Marking = self.marking(hidden).parse().unwrap();
        let (content, known) = (ledger.content(&of).unwrap(), of.known);
        let entry = NewEntry {
            kind: EntryKind::ReadingMade,
            subject: of.subject.unwrap(),
            known,
            recorded: Recorded(self.now().parse().unwrap()),
            author: if hidden { "dravennel/99.0".to_owned() } else { "rules/98.0".to_owned() },
            marking: if hidden { marking } else { marking.join(&of.marking) },
            content,
        };
        let of = ledger.heads().len() as u64;
        ledger.store().append(&[entry], of, &mut self.draw.bytes()).unwrap();
    }

    /// The case file was another once.
    fn revision(&mut self, hidden: bool) {
        let marking: Marking = self.marking(hidden).parse().unwrap();
        let text = texts::case(false, None) + if hidden { "# Dravennel\n" } else { "# once\n" };
        let now = Recorded(self.now().parse().unwrap());
        let entry = NewEntry {
            kind: EntryKind::CaseRevised,
            subject: "case.toml".to_owned(),
            known: armistice_types::time::Known(now.0),
            recorded: now,
            author: "intake".to_owned(),
            marking,
            content: serde_json::json!({ "v": 1, "text": text }).to_string(),
        };
        let mut ledger = self.ledger();
        let of = ledger.heads().len() as u64;
        ledger.store().append(&[entry], of, &mut self.draw.bytes()).unwrap();
    }

    /// An entry on what its marking does not reach, which the program would not make.
    fn handed(&mut self, hidden: bool) {
        let (open, above) = self.ids();
        let mut ledger = self.ledger();
        let report = ledger.heads().iter().filter(|it| it.kind == EntryKind::ReportTaken).find_map(|it| it.subject.clone());
        let content = match (self.draw.below(2), above.first().or(open.first()), report) {
            (0, Some(entry), _) => Content::Retract(Retract { entry: entry.clone(), why: None }),
            (_, _, Some(report)) => Content::Note(Note { about: On::Report { report }, text: "of it".to_owned() }),
            _ => return,
        };
        let new = NewEntered { known: None, author: "Ada Penn".to_owned(), marking: self.marking(hidden).parse().unwrap(), content };
        let now = Recorded(self.now().parse().unwrap());
        ledger.enter(&new, now, &mut self.draw.bytes()).unwrap();
    }

    /// An entry is destroyed, with all that rests on it.
    fn expunge(&mut self) {
        let (open, above) = self.ids();
        let hidden = open.is_empty() || !above.is_empty() && !self.draw.once_in(3);
        let id = self.draw.one(if hidden { &above } else { &open }).clone();
        let why = if hidden { "Dravennel" } else { "a slip" };
        let below: &[&str] = if self.draw.once_in(2) { &["--why-below", "a slip"] } else { &[] };
        let all = [&["expunge", &id, "--why", why, "--author", "Ada Penn", "--yes"], below].concat();
        self.run(&all.into_iter().map(str::to_owned).collect::<Vec<_>>());
    }

    /// An entry of a person is taken back, by one who may not show why.
    fn retract(&mut self, hidden: bool) {
        let entered = self.entered();
        if !entered.is_empty() {
            let id = self.draw.one(&entered).clone();
            let (author, why) = if hidden { ("Abe Polquist", "Dravennel") } else { ("Ada Penn", "so") };
            let marking = self.marking(hidden);
            self.run(&["retract", &id, "--marking", marking, "--author", author, "--why", why].map(str::to_owned));
        }
    }

    /// Ids of what persons entered, tombstones not counted.
    fn entered(&mut self) -> Vec<String> {
        let ledger = self.ledger();
        let entered = ledger.heads().iter().filter(|it| matches!(it.kind, EntryKind::Entered(_)) && !it.expunged());
        entered.map(|it| it.id.clone()).collect()
    }

    /// Ids of entries that may be seen, and of those that may not.
    fn ids(&mut self) -> (Vec<String>, Vec<String>) {
        let clearance = self.clearance.clone();
        let ledger = self.ledger();
        let (open, hidden): (Vec<_>, Vec<_>) = ledger.heads().iter().partition(|it| it.marking.visible_to(&clearance));
        (open.into_iter().map(|it| it.id.clone()).collect(), hidden.into_iter().map(|it| it.id.clone()).collect())
    }

    /// A ledger of the entries that may be seen, with their ids and keys.
    fn visible_part(&mut self) -> Vec<u8> {
        let clearance = self.clearance.clone();
        let ledger = self.ledger();
        let seen = || ledger.heads().iter().filter(|it| it.marking.visible_to(&clearance));
        // What was entered in the open on something hidden leaves a tombstone of which nothing in the open tells.
        let expunges = seen().filter(|it| it.kind == EntryKind::Expunged);
        let told: Vec<String> = expunges.map(|it| ledger.content(it).unwrap()).collect();
        let heads = seen().filter(|it| !it.expunged() || told.iter().any(|words| words.contains(&it.id))).cloned().collect();
        let part = Export { marking: clearance.clone(), clearance: Some(clearance), heads, left_out: 0 };
        let lines: String = part.lines(&ledger).map(|it| it.unwrap() + "\n").collect();
        drop(ledger);
        let path = self.at.join("part.db");
        Sqlite::made_beside(&path, &mut self.draw.bytes(), |store, random| import(store, &mut lines.as_bytes(), random)).unwrap();
        let bytes = fs::read(&path).unwrap();
        fs::remove_file(&path).unwrap();
        bytes
    }
}
