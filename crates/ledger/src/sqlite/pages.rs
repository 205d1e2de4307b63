//! Pages that are kept, in the file: each under a keyed digest of its question, padded and sealed under the ledger's key with that name. None
//! of them is the only place of anything, so whatever keeps one from being kept or read is no error: it is made anew.

use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, params};

use super::failure::write_error;
use super::{Sqlite, file, sealed};
use crate::crypt::{Key, Random};
use crate::pages::Question;
use crate::store::Error;

/// A page longer than this is not kept, in bytes.
const LONGEST: usize = 16 << 20;
/// The oldest go where there are more, or all together are longer.
const MOST: u32 = 64;
const TOGETHER: u32 = 64 << 20;
/// None is shorter when it is sealed, and each is as long as a power of two: its length tells next to nothing of what it says.
const SHORTEST: usize = 16 << 10;

impl Question {
    /// Tells nothing about the question to whoever does not have the ledger's key.
    fn name(&self, ledger: &Key) -> [u8; 32] {
        ledger.digest(&["page", &self.0])
    }
}

fn place(name: &[u8; 32]) -> Vec<u8> {
    [&b"page "[..], &name[..]].concat()
}

/// A page with its length before it, filled up.
fn padded(page: &[u8]) -> Vec<u8> {
    let mut out = [&(page.len() as u64).to_le_bytes()[..], page].concat();
    out.resize(out.len().next_power_of_two().max(SHORTEST), 0);
    out
}

fn unpadded(plain: &[u8]) -> Option<Vec<u8>> {
    let (length, rest) = plain.split_first_chunk::<8>()?;
    Some(rest.get(..usize::try_from(u64::from_le_bytes(*length)).ok()?)?.to_vec())
}

impl Sqlite {
    pub(super) fn stored_page(&self, question: &Question) -> Option<Vec<u8>> {
        let name = question.name(&self.key);
        let query = "SELECT sealed FROM pages WHERE name = ?1";
        let found = self.connection.query_row(query, [&name[..]], |row| row.get::<_, Vec<u8>>(0)).optional();
        unpadded(&self.key.open(&place(&name), &found.ok()??)?)
    }

    /// Keeps a page that was made of a ledger of so many entries, unless there are more by now: it may hold what an expunge has destroyed.
    pub(super) fn store_page(&mut self, question: &Question, page: &[u8], of: u64, random: Random<'_>) -> Result<(), Error> {
        if page.len() > LONGEST {
            return Ok(());
        }
        self.connection.busy_timeout(Duration::ZERO).map_err(write_error)?;
        let stored = self.write(|transaction, key| {
            sealed::still(transaction, key, of)?;
            let name = question.name(key);
            let put = "INSERT OR REPLACE INTO pages (name, sealed) VALUES (?1, ?2)";
            transaction.execute(put, params![&name[..], key.seal(&place(&name), &padded(page), random)?]).map_err(write_error)?;
            let old = "DELETE FROM pages WHERE n IN (SELECT n FROM (SELECT n, row_number() OVER newer AS place, \
                 sum(length(sealed)) OVER newer AS together FROM pages WINDOW newer AS (ORDER BY n DESC)) WHERE place > ?1 OR together > ?2)";
            transaction.execute(old, params![MOST, TOGETHER]).map(drop).map_err(write_error)
        });
        self.connection.busy_timeout(file::PATIENCE).map_err(write_error)?;
        stored
    }
}

/// Destroys every page: one may hold words of what is destroyed, or be sealed under a key that goes.
pub(super) fn forget(connection: &Connection) -> Result<(), Error> {
    connection.execute("DELETE FROM pages", []).map(drop).map_err(write_error)
}
