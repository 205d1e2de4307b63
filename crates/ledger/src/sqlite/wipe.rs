//! Destroying contents. The row with a content's key goes, then the file is written anew and its journal emptied, so that no
//! byte of the key is left in free space. Until that is done the ledger remembers that it is owed, over crashes too.

use rusqlite::Connection;

use super::failure::{read_error, write_error};
use super::{Sqlite, sealed, set, setting, unset};
use crate::crypt::Random;
use crate::entry::{Head, NewEntry};
use crate::store::Error;

/// The setting that stands while remains may be in the file.
pub(super) const PENDING: &str = "wipe";

/// What became of the remains of destroyed contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wiped {
    /// Nothing is left in the file or its journal.
    All,
    /// The contents cannot be read any more, but remains may be in the file or its journal until the next command
    /// that writes: another process had the ledger open, or there was no room to write it anew.
    Owed,
}

impl Sqlite {
    /// Destroys the contents of some entries and appends the entries that say so, in one transaction.
    ///
    /// # Errors
    /// Where it cannot be written; nothing is destroyed then.
    pub fn destroy(&mut self, heads: &[Head], entries: &[NewEntry], random: Random<'_>) -> Result<(Vec<Head>, Wiped), Error> {
        let fresh = sealed::all_fresh(entries, random)?;
        let added = self.write(|transaction, key| {
            for head in heads {
                for table in ["keys", "contents"] {
                    let seq = i64::try_from(head.seq).unwrap_or(i64::MAX);
                    transaction.execute(&format!("DELETE FROM {table} WHERE seq = ?1"), [seq]).map_err(write_error)?;
                }
            }
            set(transaction, PENDING, b"")?;
            sealed::append(transaction, key, fresh.into_iter().map(Ok), random)
        })?;
        Ok((added, self.finish_wipe()?))
    }

    /// Writes the file anew and empties its journal, where that is owed.
    ///
    /// # Errors
    /// Where the file cannot be read; what can be done later is [`Wiped::Owed`].
    pub fn finish_wipe(&mut self) -> Result<Wiped, Error> {
        if setting(&self.connection, PENDING)?.is_none() {
            return Ok(Wiped::All);
        }
        let anew = self.connection.execute_batch("VACUUM").is_ok() && emptied(&self.connection)?;
        if !anew || unset(&self.connection, PENDING).is_err() {
            return Ok(Wiped::Owed);
        }
        // What the journal holds now tells only that nothing is owed.
        emptied(&self.connection)?;
        Ok(Wiped::All)
    }
}

/// Moves the journal into the file and cuts it to nothing; `false` while another process reads from it.
fn emptied(connection: &Connection) -> Result<bool, Error> {
    let busy = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
    match busy {
        Ok(busy) => Ok(busy == 0),
        Err(err) if matches!(err.sqlite_error_code(), Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked)) => {
            Ok(false)
        }
        Err(err) => Err(read_error(err)),
    }
}
