//! Entries made of what is there: reports with their readings, and what persons enter. Where another process is faster they are made anew.

use std::collections::BTreeMap;

use armistice_types::marking::{Clearance, Marking};
use armistice_types::statement::Reading;
use armistice_types::time::{Known, Recorded};

use super::{Ledger, NewEntered, NewReport, Taken, Taking, current};
use crate::clock::Clock;
use crate::crypt::Random;
use crate::entry::{EntryKind, NewEntry};
use crate::store::{Error, Store};
use crate::{bitemporal, entered, rows};

impl<S: Store> Ledger<S> {
    /// Appends the entries that `make` finds to be made of what is there, behind those that other processes have added in the meantime: then
    /// they are made anew. Where another has destroyed something, what is to be added may hold words of it, and is not added.
    pub(crate) fn add(
        &mut self,
        random: Random<'_>,
        mut make: impl FnMut(&Self) -> Result<Vec<NewEntry>, Error>,
    ) -> Result<Vec<String>, Error> {
        loop {
            let (of, entries) = (self.heads.len(), make(self)?);
            if entries.is_empty() {
                return Ok(Vec::new());
            }
            match self.store.append(&entries, of as u64, random) {
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

    /// Takes reports in with their readings, all in one step; gives what became of each. The same report twice changes nothing, unless
    /// the first is above the clearance; a reading by a newer reader is added.
    ///
    /// # Errors
    /// [`Error`]; nothing is stored then.
    pub fn file(&mut self, new: &[(NewReport<'_>, &Reading)], by: Taking<'_>) -> Result<Vec<Taken>, Error> {
        let Taking { clearance, reader, now, random } = by;
        let mut taken = Vec::new();
        self.add(random, |ledger| {
            let (add, became) = ledger.filing(new, (clearance, reader, now))?;
            taken = became;
            Ok(add)
        })?;
        Ok(taken)
    }

    /// The entries that take reports in which are not there yet, with what becomes of each.
    fn filing(
        &self,
        new: &[(NewReport<'_>, &Reading)],
        (clearance, reader, now): (&Clearance, &str, Recorded),
    ) -> Result<(Vec<NewEntry>, Vec<Taken>), Error> {
        let seen = self.seen(clearance);
        let mut taken: BTreeMap<&str, (Known, Marking)> = bitemporal::reports(seen.iter().copied())
            .into_iter()
            .map(|it| (it.subject, (it.head.known, it.head.marking.clone())))
            .collect();
        let mut read = current(seen.iter().copied(), reader);
        let clock = Clock::new(&self.heads, now);
        let written = |err: serde_json::Error| Error::Damaged { seq: 0, what: err.to_string() };
        let (mut add, mut out) = (Vec::new(), Vec::new());
        for (new, reading) in new {
            let id = new.report.id.as_str();
            let there = taken.contains_key(id);
            let recorded = |marking: &Marking| clock.recorded(marking);
            let first = || (new.known.unwrap_or_else(|| Known(recorded(&new.marking).0)), new.marking.clone());
            let (known, marking) = taken.entry(id).or_insert_with(first);
            let mut entry = |kind, author: &str, content| {
                let (subject, author, marking) = (id.to_owned(), author.to_owned(), marking.clone());
                add.push(NewEntry { kind, subject, known: *known, recorded: recorded(&marking), author, marking, content });
            };
            if !there {
                entry(EntryKind::ReportTaken, "intake", rows::report_json(new.report, new.attribution).map_err(written)?);
            }
            if read.insert(id) {
                entry(EntryKind::ReadingMade, reader, rows::reading_json(reading).map_err(written)?);
            }
            out.push(if there { Taken::AlreadyThere(marking.clone()) } else { Taken::New });
        }
        Ok((add, out))
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
        self.add(random, |ledger| {
            let clock = Clock::new(&ledger.heads, now);
            new.iter().map(|it| entered_at(it, now, clock.recorded(&it.marking))).collect()
        })
    }
}

/// What a person enters, as an entry.
fn entered_at(new: &NewEntered, now: Recorded, recorded: Recorded) -> Result<NewEntry, Error> {
    let known = match new.known {
        Some(past) if past <= Known(now.0) => past,
        // What lies ahead of the clock need not lie ahead of what is there.
        ahead => ahead.unwrap_or(Known(recorded.0)).max(Known(recorded.0)),
    };
    Ok(NewEntry {
        kind: EntryKind::Entered(new.content.kind()),
        subject: entered::subject(&new.content),
        known,
        recorded,
        author: new.author.clone(),
        marking: new.marking.clone(),
        content: entered::json(&new.content).map_err(|err| Error::Damaged { seq: 0, what: err.to_string() })?,
    })
}
