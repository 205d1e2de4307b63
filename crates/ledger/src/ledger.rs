//! What the program calls: take a report in, keep a reading, hand out a view, verify.

use std::collections::{BTreeMap, BTreeSet};

use armistice_types::case::Case;
use armistice_types::entries::{Content, Entered};
use armistice_types::marking::{AttributionLevel, Clearance, Marking};
use armistice_types::report::Report;
use armistice_types::statement::Reading;
use armistice_types::time::{Known, Recorded};
use armistice_types::view::{Filed, View};

use crate::bitemporal;
use crate::decisions;
use crate::entered;
use crate::entry::{Entry, EntryKind, NewEntry, digest, link};
use crate::rows;
use crate::sqlite::GENESIS;
use crate::store::{Error, Store};

/// A report to take in.
#[derive(Clone, Debug)]
pub struct NewReport<'r> {
    /// With its text.
    pub report: &'r Report,
    /// From when it could be known; its Recorded where `None`.
    pub known: Option<Known>,
    /// Who may be shown it.
    pub marking: Marking,
    /// How its sources may be attributed.
    pub attribution: AttributionLevel,
}

/// What a person enters.
#[derive(Clone, Debug)]
pub struct NewEntered {
    /// From when it could be known; its Recorded where `None`.
    pub known: Option<Known>,
    /// Who enters it.
    pub author: String,
    /// Who may be shown it.
    pub marking: Marking,
    /// What it says.
    pub content: Content,
}

/// What became of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is in the ledger now.
    New,
    /// It was there already; nothing was written.
    AlreadyThere,
}

/// Something wrong with a ledger's entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Which entry.
    pub seq: u64,
    /// What is wrong.
    pub what: String,
}

/// A ledger over a store.
#[derive(Debug)]
pub struct Ledger<S> {
    store: S,
}

impl<S: Store> Ledger<S> {
    /// Over an open store.
    pub fn new(store: S) -> Self {
        Self { store }
    }

    /// Takes a report in with its reading, in one step. The same report twice changes nothing; a reading by a new reader is added.
    ///
    /// # Errors
    /// [`Error`]; nothing is stored then.
    pub fn file(&mut self, new: &NewReport<'_>, reading: &Reading, reader: &str, now: Recorded) -> Result<Taken, Error> {
        Ok(self.file_all(&[(new.clone(), reading)], reader, now)?.pop().unwrap_or(Taken::AlreadyThere))
    }

    /// Takes reports in with their readings, all in one step, as [`Self::file`]; gives what became of each.
    ///
    /// # Errors
    /// [`Error`]; nothing is stored then.
    pub fn file_all(&mut self, new: &[(NewReport<'_>, &Reading)], reader: &str, now: Recorded) -> Result<Vec<Taken>, Error> {
        let entries = self.store.entries()?;
        let mut taken: BTreeMap<&str, (Known, Marking)> = BTreeMap::new();
        for it in entries.iter().filter(|it| it.entry.kind == EntryKind::ReportTaken) {
            taken.entry(&it.entry.subject).or_insert((it.entry.known, it.entry.marking.clone()));
        }
        let mut read = current(&entries, reader);
        let written = |err: serde_json::Error| Error::Damaged { seq: 0, what: err.to_string() };
        let (mut add, mut out) = (Vec::new(), Vec::new());
        for (new, reading) in new {
            let id = new.report.id.as_str();
            let there = taken.contains_key(id);
            let (known, marking) = taken.entry(id).or_insert((new.known.unwrap_or(Known(now.0)), new.marking.clone()));
            let mut entry = |kind, author: &str, content| {
                let (subject, marking) = (id.to_owned(), marking.clone());
                add.push(NewEntry { kind, subject, known: *known, recorded: now, author: author.to_owned(), marking, content });
            };
            if !there {
                entry(EntryKind::ReportTaken, "intake", rows::report_json(new.report, new.attribution).map_err(written)?);
            }
            if read.insert(id) {
                entry(EntryKind::ReadingMade, reader, rows::reading_json(reading).map_err(written)?);
            }
            out.push(if there { Taken::AlreadyThere } else { Taken::New });
        }
        if !add.is_empty() {
            self.store.append(&add)?;
        }
        Ok(out)
    }

    /// Appends what a person enters and gives its id.
    ///
    /// # Errors
    /// [`Error`]; nothing is stored then.
    pub fn enter(&mut self, new: &NewEntered, now: Recorded) -> Result<String, Error> {
        let content = entered::json(&new.content).map_err(|err| Error::Damaged { seq: 0, what: err.to_string() })?;
        let entry = NewEntry {
            kind: EntryKind::Entered(new.content.kind()),
            subject: entered::subject(&new.content),
            known: new.known.unwrap_or(Known(now.0)),
            recorded: now,
            author: new.author.clone(),
            marking: new.marking.clone(),
            content,
        };
        self.store.append(std::slice::from_ref(&entry))?;
        let digest = digest(&entry.content);
        Ok(Entry { seq: 0, entry, digest, chain: String::new() }.name())
    }

    /// Ids of the reports that this reader need not read: the reading that counts is its own, or that of a later version.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn read_by(&self, reader: &str) -> Result<BTreeSet<String>, Error> {
        Ok(current(&self.store.entries()?, reader).into_iter().map(str::to_owned).collect())
    }

    /// The reports of the ledger, with their texts: for a newer reader to read again.
    ///
    /// # Errors
    /// Where the ledger cannot be read or an entry is damaged.
    pub fn reports(&self) -> Result<Vec<Report>, Error> {
        let entries = self.store.entries()?;
        let taken = entries.iter().filter(|it| it.entry.kind == EntryKind::ReportTaken);
        taken
            .map(|it| rows::report(&it.entry.content).map(|(report, _)| report).map_err(|what| Error::Damaged { seq: it.seq, what }))
            .collect()
    }

    /// The highest marking of anything in the ledger.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn highest(&self) -> Result<Marking, Error> {
        Ok(self.store.entries()?.iter().fold(Marking::clear(), |all, it| all.join(&it.entry.marking)))
    }

    /// The latest Known of what a clearance may see.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn latest(&self, clearance: &Clearance) -> Result<Option<Known>, Error> {
        Ok(self.store.entries()?.iter().filter(|it| it.entry.marking.visible_to(clearance)).map(|it| it.entry.known).max())
    }

    /// A function of (entries, case, moment, clearance); nothing later or higher takes part in anything.
    ///
    /// # Errors
    /// Where the ledger cannot be read or a visible entry is damaged.
    pub fn view(&self, case: Option<&Case>, moment: Known, clearance: &Clearance) -> Result<View, Error> {
        let entries = self.store.entries()?;
        let pairs = bitemporal::newest(bitemporal::visible(&entries, moment, clearance));
        let mut reports = Vec::with_capacity(pairs.len());
        for (n, (taken, read)) in pairs.into_iter().enumerate() {
            let (report, _) = rows::report(&taken.entry.content).map_err(|what| Error::Damaged { seq: taken.seq, what })?;
            let reading = rows::reading(&read.entry.content, report).map_err(|what| Error::Damaged { seq: read.seq, what })?;
            reports.push(Filed {
                number: n + 1,
                known: taken.entry.known,
                recorded: taken.entry.recorded,
                marking: taken.entry.marking.join(&read.entry.marking),
                reviewed: false,
                reader: read.entry.author.clone(),
                reading,
                decisions: BTreeMap::new(),
                marked: BTreeMap::new(),
                rows: BTreeMap::new(),
            });
        }
        let shown = case.map(|case| case.visible(clearance, moment));
        let mut entered = Vec::new();
        for it in bitemporal::visible(&entries, moment, clearance) {
            let EntryKind::Entered(kind) = it.entry.kind else { continue };
            let content = entered::content(kind, &it.entry.content).map_err(|what| Error::Damaged { seq: it.seq, what })?;
            if !case.zip(shown.as_ref()).is_some_and(|(whole, shown)| content.names().hidden(whole, shown)) {
                entered.push(as_entered(it, content));
            }
        }
        entered.sort_by(|a, b| (a.known, a.recorded, &a.id).cmp(&(b.known, b.recorded, &b.id)));
        entered.dedup();
        let (decided, origins, speakers) = (Vec::new(), Vec::new(), Vec::new());
        Ok(decisions::applied(View {
            moment,
            clearance: clearance.clone(),
            case: shown,
            reports,
            entries: entered,
            decided,
            origins,
            speakers,
        }))
    }

    /// How many entries there are, and every damage to them. An entry that cannot even be read is an error.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn verify(&self) -> Result<(usize, Vec<Damage>), Error> {
        let entries = self.store.entries()?;
        let mut damage = Vec::new();
        let mut before = GENESIS.to_owned();
        for (n, it) in entries.iter().enumerate() {
            let mut wrong = |what: &str| damage.push(Damage { seq: it.seq, what: what.to_owned() });
            if it.seq != n as u64 + 1 {
                wrong("an entry before it is missing");
            }
            if digest(&it.entry.content) != it.digest {
                wrong("its content is not what was recorded");
            }
            if link(it.seq, &it.entry, &it.digest, &before) != it.chain {
                wrong("it does not link to the entry before");
            }
            before.clone_from(&it.chain);
        }
        Ok((entries.len(), damage))
    }
}

fn as_entered(it: &Entry, content: Content) -> Entered {
    let entry = &it.entry;
    Entered {
        id: it.name(),
        known: entry.known,
        recorded: entry.recorded,
        author: entry.author.clone(),
        marking: entry.marking.clone(),
        content,
    }
}

/// Ids of the reports whose newest reading is by this reader, or by a later version.
fn current<'e>(entries: &'e [Entry], reader: &str) -> BTreeSet<&'e str> {
    let newest = bitemporal::newest_readings(entries.iter());
    let counts = |by: &str| by == reader || bitemporal::version(by) > bitemporal::version(reader);
    newest.into_iter().filter(|(_, it)| counts(&it.entry.author)).map(|(id, _)| id).collect()
}
