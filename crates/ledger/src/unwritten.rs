//! A ledger that is not written: what its file holds, and in memory what is added to it, gone with the value.

use std::cell::Cell;

use crate::crypt::Random;
use crate::entry::{Head, NewEntry};
use crate::pages::Question;
use crate::sqlite::Sqlite;
use crate::store::{Error, Store, Whole};

/// A file that is only read, with more entries in memory.
#[derive(Debug)]
pub struct Unwritten {
    file: Option<Sqlite>,
    memory: Sqlite,
    /// How many entries the file held when they were last looked at; another process may have added to them since.
    below: Cell<u64>,
}

impl Unwritten {
    /// Over a file; over nothing where there is none.
    ///
    /// # Errors
    /// Where SQLite cannot start.
    pub fn new(file: Option<Sqlite>, random: Random<'_>) -> Result<Self, Error> {
        let below = Cell::new(file.as_ref().map_or(Ok(0), Sqlite::entries)?);
        Ok(Self { file, memory: Sqlite::in_memory(random)?, below })
    }

    /// The store that holds an entry, with the head it has there.
    fn holds(&self, head: &Head) -> Result<(&Sqlite, Head), Error> {
        let below = self.below.get();
        match &self.file {
            Some(file) if head.seq <= below => Ok((file, head.clone())),
            _ => Ok((&self.memory, Head { seq: head.seq.saturating_sub(below), ..head.clone() })),
        }
    }
}

impl Store for Unwritten {
    fn append(&mut self, entries: &[NewEntry], of: u64, random: Random<'_>) -> Result<Vec<Head>, Error> {
        let below = self.below.get();
        Ok(self
            .memory
            .append(entries, of.saturating_sub(below), random)?
            .into_iter()
            .map(|it| Head { seq: it.seq + below, ..it })
            .collect())
    }

    /// Those in memory are numbered behind those of the file.
    fn heads(&self) -> Result<Vec<Head>, Error> {
        let mut out = self.file.as_ref().map_or(Ok(Vec::new()), Store::heads)?;
        let below = out.len() as u64;
        self.below.set(below);
        out.extend(self.memory.heads()?.into_iter().map(|it| Head { seq: it.seq + below, ..it }));
        Ok(out)
    }

    fn content(&self, head: &Head) -> Result<String, Error> {
        let (store, head) = self.holds(head)?;
        store.content(&head)
    }

    fn whole(&self, head: &Head) -> Result<Whole, Error> {
        let (store, own) = self.holds(head)?;
        Ok(Whole { head: head.clone(), ..store.whole(&own)? })
    }

    fn page(&self, question: &Question) -> Option<Vec<u8>> {
        self.file.as_ref()?.page(question)
    }

    /// Nothing is written, so nothing is kept.
    fn keep_page(&mut self, _question: &Question, _page: &[u8], _of: u64, _random: Random<'_>) {}
}
