//! Pages that are kept, in the file: each under a keyed digest of its question, sealed under the ledger's key with that name. None of them
//! is the only place of anything, so whatever keeps one from being kept or read is no error: it is made anew.

use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, params};

use super::failure::write_error;
use super::{Sqlite, file, sealed};
use crate::crypt::{Key, Random};
use crate::kept::Question;
use crate::store::Error;

/// A page longer than this is not kept.
const LONGEST: usize = 4 << 20;
/// The oldest go where there are more, or all together are longer.
const PAGES: u32 = 64;
const TOGETHER: u32 = 32 << 20;

impl Question {
    /// Tells nothing about the question to whoever does not have the ledger's key.
    fn name(&self, ledger: &Key) -> [u8; 32] {
        ledger.digest(&["kept", &self.0])
    }
}

fn place(name: &[u8; 32]) -> Vec<u8> {
    [&b"kept "[..], &name[..]].concat()
}

impl Sqlite {
    pub(super) fn kept_page(&self, question: &Question) -> Option<Vec<u8>> {
        let name = question.name(&self.key);
        let query = "SELECT sealed FROM kept WHERE name = ?1";
        let found = self.connection.query_row(query, [&name[..]], |row| row.get::<_, Vec<u8>>(0)).optional();
        Some(self.key.open(&place(&name), &found.ok()??)?.to_vec())
    }

    /// Keeps a page that was made of a ledger of so many entries, unless there are more by now: it may hold what an expunge has destroyed.
    pub(super) fn keep_page(&mut self, question: &Question, page: &[u8], of: u64, random: Random<'_>) -> Result<(), Error> {
        if page.len() > LONGEST {
            return Ok(());
        }
        self.connection.busy_timeout(Duration::ZERO).map_err(write_error)?;
        let kept = self.write(|transaction, key| {
            sealed::still(transaction, key, of)?;
            let name = question.name(key);
            let put = "INSERT OR REPLACE INTO kept (name, sealed) VALUES (?1, ?2)";
            transaction.execute(put, params![&name[..], key.seal(&place(&name), page, random)?]).map_err(write_error)?;
            let old = "DELETE FROM kept WHERE n IN (SELECT n FROM (SELECT n, row_number() OVER newer AS pages, \
                 sum(length(sealed)) OVER newer AS together FROM kept WINDOW newer AS (ORDER BY n DESC)) WHERE pages > ?1 OR together > ?2)";
            transaction.execute(old, params![PAGES, TOGETHER]).map(drop).map_err(write_error)
        });
        self.connection.busy_timeout(file::PATIENCE).map_err(write_error)?;
        kept
    }
}

/// Destroys every page: one may hold words of what is destroyed, or be sealed under a key that goes.
pub(super) fn forget(connection: &Connection) -> Result<(), Error> {
    connection.execute("DELETE FROM kept", []).map(drop).map_err(write_error)
}
