//! The store in one SQLite file, or in memory: entries sealed one by one (`sealed`), files of earlier formats taken over (`migrate`), contents
//! destroyed (`wipe`), the file closed by a passphrase (`closing`), damage looked for (`check`), copies made while in use (`copy`).
//! What was acknowledged is on disk: every append is one transaction, synchronous in full.

mod check;
mod closing;
mod copy;
mod failure;
mod file;
mod migrate;
mod pages;
mod parts;
mod sealed;
mod wipe;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

pub use check::Damage;
pub use parts::{gone, swept};
pub use wipe::Wiped;

use crate::crypt::{Key, Random};
use crate::entry::{Head, NewEntry};
use crate::pages::Question;
use crate::store::{Error, Store, Whole};
use failure::{read_error, write_error};
use sealed::Tip;

/// "ARMI", in the file's header: tells a ledger from any other database.
const APPLICATION: i32 = 0x4152_4d49;
/// The format written here. Earlier ones are taken over by `migrate`.
const FORMAT: u32 = 4;
const TABLES: &str = include_str!("../../migrations/0003_sealed.sql");
const PAGES: &str = include_str!("../../migrations/0004_pages.sql");
const TRIGGERS: &str = include_str!("../../migrations/triggers.sql");

/// A ledger file.
#[derive(Debug)]
pub struct Sqlite {
    connection: Connection,
    key: Key,
    /// The ledger's key as it stood in the file when it was opened.
    stored: Vec<u8>,
}

impl Sqlite {
    /// Tables, a new key, and nothing else, in the transaction given.
    fn make(transaction: &Transaction<'_>, random: Random<'_>) -> Result<Key, Error> {
        transaction.execute_batch(TABLES).map_err(write_error)?;
        transaction.execute_batch(PAGES).map_err(write_error)?;
        transaction.execute_batch(TRIGGERS).map_err(write_error)?;
        let key = Key::new(random)?;
        set(transaction, "key", key.bytes())?;
        set(transaction, "tip", &Tip::default().sealed(&key, random)?)?;
        transaction.pragma_update(None, "application_id", APPLICATION).map_err(write_error)?;
        transaction.pragma_update(None, "user_version", FORMAT).map_err(write_error)?;
        Ok(key)
    }

    fn write<T>(&mut self, act: impl FnOnce(&Transaction<'_>, &Key) -> Result<T, Error>) -> Result<T, Error> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(write_error)?;
        let out = act(&transaction, &self.key).map_err(|err| closed_anew(&transaction, &self.stored, err))?;
        transaction.commit().map_err(write_error)?;
        Ok(out)
    }

    /// Appends entries of another ledger as they are, keys and ids included; numbered and chained anew.
    ///
    /// # Errors
    /// Where it cannot be written; nothing is stored then.
    pub fn restore(&mut self, entries: impl Iterator<Item = Result<Whole, Error>>, random: Random<'_>) -> Result<Vec<Head>, Error> {
        self.write(|transaction, key| sealed::append(transaction, key, entries, random))
    }

    /// How many entries there are.
    pub(crate) fn entries(&self) -> Result<u64, Error> {
        let tip = Tip::read(&self.connection, &self.key).map_err(|err| closed_anew(&self.connection, &self.stored, err))?;
        Ok(tip.entries)
    }

    /// The content of an entry, with its key.
    fn kept(&self, head: &Head) -> Result<(Key, String), Error> {
        sealed::kept(&self.connection, &self.key, head).map_err(|err| closed_anew(&self.connection, &self.stored, err))
    }
}

impl Store for Sqlite {
    fn append(&mut self, entries: &[NewEntry], of: u64, random: Random<'_>) -> Result<Vec<Head>, Error> {
        let fresh = sealed::all_fresh(entries, random)?;
        self.write(|transaction, key| {
            sealed::still(transaction, key, of)?;
            sealed::append(transaction, key, fresh.into_iter().map(Ok), random)
        })
    }

    fn heads(&self) -> Result<Vec<Head>, Error> {
        // One transaction, so that heads, keys and tip are of one moment while another process writes.
        let transaction = self.connection.unchecked_transaction().map_err(read_error)?;
        sealed::heads(&transaction, &self.key).map_err(|err| closed_anew(&transaction, &self.stored, err))
    }

    fn content(&self, head: &Head) -> Result<String, Error> {
        self.kept(head).map(|(_, content)| content)
    }

    fn whole(&self, head: &Head) -> Result<Whole, Error> {
        if head.expunged() {
            return Ok(Whole { head: head.clone(), kept: None });
        }
        let (key, content) = self.kept(head)?;
        Ok(Whole { head: head.clone(), kept: Some((key.bytes().to_vec(), content)) })
    }

    fn page(&self, question: &Question) -> Option<Vec<u8>> {
        self.stored_page(question)
    }

    fn keep_page(&mut self, question: &Question, page: &[u8], of: u64, random: Random<'_>) {
        // It is made anew another time.
        let _ = self.store_page(question, page, of, random);
    }
}

/// What looks like damage is none where another process has given the ledger another key meanwhile.
fn closed_anew(connection: &Connection, stored: &[u8], err: Error) -> Error {
    if matches!(err, Error::Damaged { .. }) && has_other_key(connection, stored) { Error::ClosedAnew } else { err }
}

/// Has another process given the ledger another key?
fn has_other_key(connection: &Connection, stored: &[u8]) -> bool {
    setting(connection, "key").ok().flatten().is_some_and(|it| it != stored)
}

fn setting(connection: &Connection, name: &str) -> Result<Option<Vec<u8>>, Error> {
    connection.query_row("SELECT value FROM settings WHERE name = ?1", [name], |row| row.get(0)).optional().map_err(read_error)
}

fn set(connection: &Connection, name: &str, value: &[u8]) -> Result<(), Error> {
    let put = "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    connection.execute(put, params![name, value]).map(drop).map_err(write_error)
}

fn unset(connection: &Connection, name: &str) -> Result<(), Error> {
    connection.execute("DELETE FROM settings WHERE name = ?1", [name]).map(drop).map_err(write_error)
}
