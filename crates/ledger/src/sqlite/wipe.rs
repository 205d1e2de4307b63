//! Destroying contents. The row with a content's key goes, then the file is written anew and its journal emptied, so that no
//! byte of the key is left in free space. Until that is done the ledger remembers that it is owed, over crashes too.

use std::time::Duration;

use rusqlite::{Connection, params};

use super::failure::write_error;
use super::{Sqlite, file, pages, sealed, set, setting};
use crate::crypt::{Random, drawn};
use crate::entry::{Head, NewEntry};
use crate::store::Error;

/// The setting that stands while remains may be in the file.
pub(super) const PENDING: &str = "wipe";

/// How long a command that has something else to do waits for whoever reads.
const IN_PASSING: Duration = Duration::from_millis(200);

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
    /// Destroys the contents of some entries and appends the entries that say so, in one transaction; remains stay in the file until
    /// [`Sqlite::finish_wipe`], which is owed from then on. `of` is how many entries the ledger had when it was decided what goes.
    ///
    /// # Errors
    /// Where it cannot be written, or has more entries by now; nothing is destroyed then.
    pub fn destroy(&mut self, heads: &[Head], of: u64, entries: &[NewEntry], random: Random<'_>) -> Result<Vec<Head>, Error> {
        let fresh = sealed::all_fresh(entries, random)?;
        self.write(|transaction, key| {
            sealed::still(transaction, key, of)?;
            for head in heads {
                for table in ["keys", "contents"] {
                    let seq = i64::try_from(head.seq).unwrap_or(i64::MAX);
                    transaction.execute(&format!("DELETE FROM {table} WHERE seq = ?1"), [seq]).map_err(write_error)?;
                }
            }
            pages::forget(transaction)?;
            set(transaction, PENDING, &drawn::<16>(random)?)?;
            sealed::append(transaction, key, fresh.into_iter().map(Ok), random)
        })
    }

    /// Writes the file anew and empties its journal, where that is owed; whatever keeps it from doing so, it stays owed.
    pub fn finish_wipe(&mut self) -> Wiped {
        let Ok(owed) = setting(&self.connection, PENDING) else { return Wiped::Owed };
        let Some(token) = owed else { return Wiped::All };
        // While another process reads, what is written anew cannot leave the journal, and only makes it longer.
        if !emptied(&self.connection) || self.connection.execute_batch("VACUUM").is_err() || !emptied(&self.connection) {
            return Wiped::Owed;
        }
        // Another process may have destroyed something in the meantime: then another token stands there, and more is owed.
        let paid = self.connection.execute("DELETE FROM settings WHERE name = ?1 AND value = ?2", params![PENDING, token]);
        if paid.is_ok_and(|n| n == 1) && emptied(&self.connection) { Wiped::All } else { Wiped::Owed }
    }

    /// The same without much waiting: where it cannot be done now it stays owed.
    pub(super) fn finish_wipe_in_passing(&mut self) -> Result<(), Error> {
        self.connection.busy_timeout(IN_PASSING).map_err(write_error)?;
        self.finish_wipe();
        self.connection.busy_timeout(file::PATIENCE).map_err(write_error)
    }
}

/// Moves the journal into the file and cuts it to nothing; `false` while another process reads from it, or where that fails.
fn emptied(connection: &Connection) -> bool {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0)).is_ok_and(|busy| busy == 0)
}
