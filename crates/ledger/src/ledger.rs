//! What the program calls: take a report in, keep a reading, make an entry, hand out a view.

use std::collections::{BTreeMap, BTreeSet};

use armistice_types::case::Case;
use armistice_types::entries::Content;
use armistice_types::marking::{AttributionLevel, Clearance, Marking};
use armistice_types::report::Report;
use armistice_types::statement::Reading;
use armistice_types::time::{Known, Recorded};
use armistice_types::view::View;

use crate::bitemporal::{self};
use crate::crypt::Random;
use crate::entered;
use crate::entry::{EntryKind, Head, NewEntry};
use crate::rows;
use crate::store::{Error, Store, Whole};

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

/// For whom reports are taken in, by which reader, when, and where keys come from.
pub struct Taking<'t> {
    /// What is above this takes part in nothing, not even in whether a report is there already.
    pub clearance: &'t Clearance,
    /// Name and version of the reader.
    pub reader: &'t str,
    /// When it happens.
    pub now: Recorded,
    /// Where keys come from.
    pub random: Random<'t>,
}

/// What became of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is in the ledger now.
    New,
    /// It was there already, with this marking, which stays.
    AlreadyThere(Marking),
}

/// A ledger over a store.
#[derive(Debug)]
pub struct Ledger<S> {
    store: S,
    heads: Vec<Head>,
}

impl<S: Store> Ledger<S> {
    /// Over an open store.
    ///
    /// # Errors
    /// Where the store cannot be read or is damaged.
    pub fn new(store: S) -> Result<Self, Error> {
        let heads = store.heads()?;
        Ok(Self { store, heads })
    }

    /// The store itself.
    pub fn store(&mut self) -> &mut S {
        &mut self.store
    }

    pub(crate) fn store_ref(&self) -> &S {
        &self.store
    }

    /// Every entry in order, without contents.
    #[must_use]
    pub fn heads(&self) -> &[Head] {
        &self.heads
    }

    /// What a clearance may see, of all times.
    pub(crate) fn seen(&self, clearance: &Clearance) -> Vec<&Head> {
        bitemporal::visible(&self.heads, None, clearance).collect()
    }

    /// An entry with its key and content.
    ///
    /// # Errors
    /// Where it cannot be read or is damaged.
    pub fn whole(&self, head: &Head) -> Result<Whole, Error> {
        self.store.whole(head)
    }

    /// The content of an entry.
    ///
    /// # Errors
    /// Where it cannot be read, is damaged, or was expunged.
    pub fn content(&self, head: &Head) -> Result<String, Error> {
        self.store.content(head)
    }

    /// Appends entries behind those that other processes have added in the meantime. Where one has destroyed something, what is to be added
    /// may hold words of it, and is not added.
    pub(crate) fn add(&mut self, entries: &[NewEntry], random: Random<'_>) -> Result<Vec<String>, Error> {
        loop {
            let of = self.heads.len();
            match self.store.append(entries, of as u64, random) {
                Ok(added) => {
                    let ids = added.iter().map(|it| it.id.clone()).collect();
                    self.heads.extend(added);
                    return Ok(ids);
                }
                Err(Error::Moved) => self.refresh()?,
                Err(err) => return Err(err),
            }
            if self.heads.iter().skip(of).any(|it| it.kind == EntryKind::Expunged) {
                return Err(Error::Moved);
            }
        }
    }

    /// Looks at the entries anew.
    pub(crate) fn refresh(&mut self) -> Result<(), Error> {
        self.heads = self.store.heads()?;
        Ok(())
    }

    /// Takes reports in with their readings, all in one step; gives what became of each. The same report twice changes nothing, unless
    /// the first is above the clearance; a reading by a newer reader is added.
    ///
    /// # Errors
    /// [`Error`]; nothing is stored then.
    pub fn file(&mut self, new: &[(NewReport<'_>, &Reading)], by: Taking<'_>) -> Result<Vec<Taken>, Error> {
        let seen = self.seen(by.clearance);
        let mut taken: BTreeMap<&str, (Known, Marking)> = bitemporal::reports(seen.iter().copied())
            .into_iter()
            .map(|it| (it.subject, (it.head.known, it.head.marking.clone())))
            .collect();
        let mut read = current(seen.iter().copied(), by.reader);
        let written = |err: serde_json::Error| Error::Damaged { seq: 0, what: err.to_string() };
        let (mut add, mut out) = (Vec::new(), Vec::new());
        for (new, reading) in new {
            let id = new.report.id.as_str();
            let there = taken.contains_key(id);
            let (known, marking) = taken.entry(id).or_insert((new.known.unwrap_or(Known(by.now.0)), new.marking.clone()));
            let mut entry = |kind, author: &str, content| {
                let (subject, marking) = (id.to_owned(), marking.clone());
                add.push(NewEntry { kind, subject, known: *known, recorded: by.now, author: author.to_owned(), marking, content });
            };
            if !there {
                entry(EntryKind::ReportTaken, "intake", rows::report_json(new.report, new.attribution).map_err(written)?);
            }
            if read.insert(id) {
                entry(EntryKind::ReadingMade, by.reader, rows::reading_json(reading).map_err(written)?);
            }
            out.push(if there { Taken::AlreadyThere(marking.clone()) } else { Taken::New });
        }
        if !add.is_empty() {
            self.add(&add, by.random)?;
        }
        Ok(out)
    }

    /// Appends what a person enters and gives its id.
    ///
    /// # Errors
    /// [`Error`]; nothing is stored then.
    pub fn enter(&mut self, new: &NewEntered, now: Recorded, random: Random<'_>) -> Result<String, Error> {
        Ok(self.enter_all(std::slice::from_ref(new), now, random)?.pop().unwrap_or_default())
    }

    /// Appends what a person enters at one go, all of it or nothing; gives the ids in order.
    ///
    /// # Errors
    /// [`Error`]; nothing is stored then.
    pub fn enter_all(&mut self, new: &[NewEntered], now: Recorded, random: Random<'_>) -> Result<Vec<String>, Error> {
        let entry = |new: &NewEntered| {
            let content = entered::json(&new.content).map_err(|err| Error::Damaged { seq: 0, what: err.to_string() })?;
            Ok(NewEntry {
                kind: EntryKind::Entered(new.content.kind()),
                subject: entered::subject(&new.content),
                known: new.known.unwrap_or(Known(now.0)),
                recorded: now,
                author: new.author.clone(),
                marking: new.marking.clone(),
                content,
            })
        };
        let entries = new.iter().map(entry).collect::<Result<Vec<NewEntry>, Error>>()?;
        if entries.is_empty() { Ok(Vec::new()) } else { self.add(&entries, random) }
    }

    /// The view of a case that shows a clearance everything it may see, of all times.
    ///
    /// # Errors
    /// As [`Ledger::view`].
    pub(crate) fn all_for(&self, case: &Case, clearance: &Clearance) -> Result<View, Error> {
        self.view(Some(case), Known(jiff::Timestamp::MAX), clearance)
    }

    /// Ids of the reports that this reader need not read for a clearance: the reading that counts is its own, or that of a later version.
    #[must_use]
    pub fn read_by(&self, reader: &str, clearance: &Clearance) -> BTreeSet<String> {
        current(self.seen(clearance).into_iter(), reader).into_iter().map(str::to_owned).collect()
    }

    /// The marking of each report that a clearance may see, by id.
    #[must_use]
    pub fn markings(&self, clearance: &Clearance) -> BTreeMap<String, Marking> {
        let reports = bitemporal::reports(self.seen(clearance).into_iter());
        reports.into_iter().map(|it| (it.subject.to_owned(), it.head.marking.clone())).collect()
    }

    /// The reports of a clearance that this reader has to read again.
    #[must_use]
    pub fn unread(&self, reader: &str, clearance: &Clearance) -> Vec<Head> {
        let seen = self.seen(clearance);
        let done = current(seen.iter().copied(), reader);
        let reports = bitemporal::reports(seen.iter().copied()).into_iter().filter(|it| !done.contains(it.subject));
        reports.map(|it| it.head.clone()).collect()
    }

    /// A report as it was taken in.
    ///
    /// # Errors
    /// Where it cannot be read, is damaged, or was expunged.
    pub fn report(&self, head: &Head) -> Result<Report, Error> {
        Ok(self.attributed(head)?.0)
    }

    fn attributed(&self, head: &Head) -> Result<(Report, AttributionLevel), Error> {
        rows::report(&self.store.content(head)?).map_err(|what| Error::Damaged { seq: head.seq, what })
    }

    /// The highest marking of anything in the ledger.
    #[must_use]
    pub fn highest(&self) -> Marking {
        self.heads.iter().fold(Marking::clear(), |all, it| all.join(&it.marking))
    }
}

/// Ids of the reports whose newest reading is by this reader, or by a later version.
fn current<'e>(heads: impl Iterator<Item = &'e Head>, reader: &str) -> BTreeSet<&'e str> {
    let newest = bitemporal::newest_readings(heads);
    let counts = |by: &str| by == reader || bitemporal::version(by) > bitemporal::version(reader);
    newest.into_iter().filter(|(_, it)| counts(&it.author)).map(|(id, _)| id).collect()
}

/// Can a content be read as what it is?
pub(crate) fn reads(head: &Head, text: &str) -> Result<(), String> {
    match head.kind {
        EntryKind::CaseRevised => rows::case_text(text).map(drop),
        EntryKind::ReportTaken => rows::report(text).map(drop),
        EntryKind::ReadingMade => rows::check_reading(text),
        EntryKind::Entered(kind) => entered::content(kind, text).map(drop),
        EntryKind::Expunged => crate::expunge::read(text).map(drop),
    }
}
