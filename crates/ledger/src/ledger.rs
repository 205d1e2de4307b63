//! What the program calls: take a report in, keep a reading, make an entry, hand out a view.

mod adding;

use std::collections::{BTreeMap, BTreeSet};

use armistice_types::case::Case;
use armistice_types::entries::Content;
use armistice_types::marking::{AttributionLevel, Clearance, Marking};
use armistice_types::report::Report;
use armistice_types::time::{Known, Recorded};
use armistice_types::view::View;

use crate::bitemporal::{self};
use crate::crypt::Random;
use crate::entered;
use crate::entry::{EntryKind, Head};
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
    /// From when it could be known; its Recorded where `None`, and where that is later than a moment that lies ahead of the clock.
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

    /// Looks at the entries anew.
    pub(crate) fn refresh(&mut self) -> Result<(), Error> {
        self.heads = self.store.heads()?;
        Ok(())
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
