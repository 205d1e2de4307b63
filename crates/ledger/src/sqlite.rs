//! The store in one SQLite file, or in memory. What was acknowledged is on disk: every append is one
//! transaction, synchronous in full.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior, params};

use crate::entry::{Entry, EntryKind, NewEntry, digest, link};
use crate::store::{Error, Store};

/// "ARMI", in the file's header: tells a ledger from any other database.
const APPLICATION: i32 = 0x4152_4d49;
const MIGRATIONS: [&str; 2] = [include_str!("../migrations/0001_entries.sql"), include_str!("../migrations/0002_entered.sql")];
/// The chain of an empty ledger.
pub(crate) const GENESIS: &str = "";

/// A ledger file.
#[derive(Debug)]
pub struct Sqlite {
    connection: Connection,
}

fn read_error(source: rusqlite::Error) -> Error {
    Error::Sqlite { doing: "read", source }
}

fn write_error(source: rusqlite::Error) -> Error {
    Error::Sqlite { doing: "written", source }
}

impl Sqlite {
    /// Opens a ledger file, made new where there is none.
    ///
    /// # Errors
    /// Where the file cannot be opened, is no ledger, or was written by a later version.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let shown = path.display().to_string();
        let open = |source| Error::Open { path: shown.clone(), source };
        let connection = Connection::open(path).map_err(open)?;
        connection.busy_timeout(Duration::from_secs(10)).map_err(open)?;
        let application: i32 =
            connection.query_row("PRAGMA application_id", [], |row| row.get(0)).map_err(|source| match source.sqlite_error_code() {
                Some(rusqlite::ErrorCode::NotADatabase) => Error::NotALedger { path: shown.clone() },
                _ => open(source),
            })?;
        let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(open)?;
        if application != APPLICATION && tables > 0 {
            return Err(Error::NotALedger { path: shown });
        }
        connection.pragma_update(None, "journal_mode", "WAL").map_err(open)?;
        connection.pragma_update(None, "synchronous", "FULL").map_err(open)?;
        Self { connection }.migrated()
    }

    /// A ledger that lives as long as the value.
    ///
    /// # Errors
    /// Where SQLite cannot start.
    pub fn in_memory() -> Result<Self, Error> {
        let connection = Connection::open_in_memory().map_err(|source| Error::Open { path: ":memory:".to_owned(), source })?;
        Self { connection }.migrated()
    }

    /// A copy of a ledger file in memory: what is appended to it is gone with the value.
    ///
    /// # Errors
    /// As [`Sqlite::open`].
    pub fn copy_in_memory(path: &Path) -> Result<Self, Error> {
        let shown = path.display().to_string();
        let open = |source| Error::Open { path: shown.clone(), source };
        let file = Connection::open_with_flags(path, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(open)?;
        let mut copy = Self::in_memory()?;
        for entry in (Self { connection: file }).entries()? {
            copy.append(std::slice::from_ref(&entry.entry))?;
        }
        Ok(copy)
    }

    fn migrated(mut self) -> Result<Self, Error> {
        let found: u32 = self.connection.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(read_error)?;
        let newest = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
        if found > newest {
            return Err(Error::Newer { found, newest });
        }
        if found < newest {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(write_error)?;
            for migration in &MIGRATIONS[found as usize..] {
                transaction.execute_batch(migration).map_err(write_error)?;
            }
            transaction.pragma_update(None, "application_id", APPLICATION).map_err(write_error)?;
            transaction.pragma_update(None, "user_version", newest).map_err(write_error)?;
            transaction.commit().map_err(write_error)?;
        }
        Ok(self)
    }
}

impl Store for Sqlite {
    fn append(&mut self, entries: &[NewEntry]) -> Result<(), Error> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(write_error)?;
        let last = transaction.query_row("SELECT seq, chain FROM entries ORDER BY seq DESC LIMIT 1", [], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
        });
        let (mut seq, mut before) = match last {
            Ok((seq, chain)) => (u64::try_from(seq).unwrap_or(0), chain),
            Err(rusqlite::Error::QueryReturnedNoRows) => (0, GENESIS.to_owned()),
            Err(source) => return Err(read_error(source)),
        };
        for entry in entries {
            seq += 1;
            let digest = digest(&entry.content);
            let chain = link(seq, entry, &digest, &before);
            let number = i64::try_from(seq).unwrap_or(i64::MAX);
            transaction
                .execute(
                    "INSERT INTO entries (seq, kind, subject, known, recorded, author, marking, content, digest, chain) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                    params![
                        number,
                        entry.kind.as_str(),
                        entry.subject,
                        entry.known.to_string(),
                        entry.recorded.to_string(),
                        entry.author,
                        entry.marking.to_string(),
                        entry.content,
                        digest,
                        chain
                    ],
                )
                .map_err(write_error)?;
            before = chain;
        }
        transaction.commit().map_err(write_error)
    }

    fn entries(&self) -> Result<Vec<Entry>, Error> {
        let mut statement = self
            .connection
            .prepare("SELECT seq, kind, subject, known, recorded, author, marking, content, digest, chain FROM entries ORDER BY seq")
            .map_err(read_error)?;
        let mut rows = statement.query([]).map_err(read_error)?;
        let mut out = Vec::new();
        while let Some(row) = rows.next().map_err(read_error)? {
            out.push(entry(row)?);
        }
        Ok(out)
    }
}

fn entry(row: &rusqlite::Row<'_>) -> Result<Entry, Error> {
    let seq = row.get::<_, i64>(0).map_err(read_error).map(|seq| u64::try_from(seq).unwrap_or(0))?;
    let text = |column: usize| row.get::<_, String>(column).map_err(|source| Error::Damaged { seq, what: source.to_string() });
    let kind = text(1)?;
    let damaged = |what: String| Error::Damaged { seq, what };
    Ok(Entry {
        seq,
        entry: NewEntry {
            kind: EntryKind::from_stored(&kind).ok_or_else(|| damaged(format!("unknown kind `{kind}`")))?,
            subject: text(2)?,
            known: text(3)?.parse().map_err(damaged)?,
            recorded: text(4)?.parse().map_err(damaged)?,
            author: text(5)?,
            marking: text(6)?.parse().map_err(damaged)?,
            content: text(7)?,
        },
        digest: text(8)?,
        chain: text(9)?,
    })
}
