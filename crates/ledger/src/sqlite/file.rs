//! Opening and making ledger files. A new one comes into its place whole, or not at all; so a file that is there but empty was cut off, and
//! is refused as damaged.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::failure::{read_error, write_error};
use super::{APPLICATION, FORMAT, PAGES, Sqlite, TABLES, TRIGGERS, migrate, parts, setting};
use crate::crypt::{Key, Lock, Random};
use crate::store::Error;

/// How long a command waits for another that writes.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);
/// Where the header of a file says whether it has had a journal (SQLite's file format, 1.3.3).
const VERSIONS: std::ops::Range<usize> = 18..20;

impl Sqlite {
    /// Opens a ledger file, made new where there is none; one of an earlier format is taken over.
    ///
    /// # Errors
    /// Where the file cannot be opened or written, is no ledger, is damaged, was written by a later version, or is closed by a passphrase
    /// that is not given.
    pub fn open(path: &Path, passphrase: Option<&str>, random: Random<'_>) -> Result<Self, Error> {
        if !there(path)? {
            create(path, random)?;
        }
        let open = |source| cannot_open(path, source);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(named(path), flags).map_err(open)?;
        let format = identified(&connection, path).map_err(|err| match err {
            Error::Open { .. } if for_reading_only(path) => Error::ReadOnly,
            err => err,
        })?;
        if connection.is_readonly("main").map_err(open)? {
            return Err(Error::ReadOnly);
        }
        configured(&connection)?;
        if format < migrate::SEALED {
            migrate::take_over(&mut connection, random)?;
        }
        let mut out = opened(connection, passphrase)?;
        if format < FORMAT {
            migrate::with_pages(&mut out.connection)?;
        }
        out.finish_wipe_in_passing()?;
        parts::swept(path);
        Ok(out)
    }

    /// Opens a ledger file for reading only. One of an earlier format is taken over in memory.
    ///
    /// # Errors
    /// As [`Sqlite::open`].
    pub fn open_read_only(path: &Path, passphrase: Option<&str>, random: Random<'_>) -> Result<Self, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        there(path)?;
        let connection = Connection::open_with_flags(named(path), flags).map_err(|source| cannot_open(path, source))?;
        let (connection, format) = match identified(&connection, path) {
            Ok(format) => (connection, format),
            Err(Error::Open { .. } | Error::ReadOnly) if !has_journal(path) => {
                // A folder that cannot be written takes no index of the journal; where there is no journal none is needed.
                let connection = immutable(path)?;
                let format = identified(&connection, path)?;
                (connection, format)
            }
            Err(err) => return Err(err),
        };
        connection.busy_timeout(PATIENCE).map_err(read_error)?;
        if format < migrate::SEALED {
            let mut out = Self::in_memory(random)?;
            out.restore(migrate::renamed(migrate::old_entries(&connection)?, random)?.into_iter().map(Ok), random)?;
            return Ok(out);
        }
        opened(connection, passphrase)
    }

    /// Makes a ledger beside its place, fills it, and gives it its name when all is in it.
    ///
    /// # Errors
    /// Where it cannot be made, what fills it fails, or there is one by then; nothing stays then.
    pub fn made_beside<T>(
        path: &Path,
        random: Random<'_>,
        fill: impl FnOnce(&mut Self, Random<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let part = parts::part(path);
        let made = (|| {
            no_journal(path)?;
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).map_err(|source| Error::File { path: folder.display().to_string(), source })?;
            }
            parts::begun(&part, path).map_err(|source| Error::File { path: path.display().to_string(), source })?;
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let connection = Connection::open_with_flags(named(&part), flags).map_err(|source| cannot_open(path, source))?;
            let mut made = Self::made(connection, random)?;
            let out = fill(&mut made, random)?;
            made.connection.close().map_err(|(_, source)| write_error(source))?;
            parts::moved(&part, path).map_err(|source| Error::File { path: path.display().to_string(), source })?;
            Ok(out)
        })();
        let _ = fs::remove_file(&part);
        made
    }

    fn made(mut connection: Connection, random: Random<'_>) -> Result<Self, Error> {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(write_error)?;
        let key = Self::make(&transaction, random)?;
        transaction.commit().map_err(write_error)?;
        let stored = setting(&connection, "key")?.unwrap_or_default();
        Ok(Self { connection, key, stored })
    }

    /// A ledger that lives as long as the value.
    ///
    /// # Errors
    /// Where SQLite cannot start.
    pub fn in_memory(random: Random<'_>) -> Result<Self, Error> {
        Self::made(Connection::open_in_memory().map_err(read_error)?, random)
    }
}

fn cannot_open(path: &Path, source: rusqlite::Error) -> Error {
    Error::Open { path: path.display().to_string(), source }
}

/// A path as SQLite takes it for one: what begins with `file:` is a URI to it.
pub(super) fn named(path: &Path) -> PathBuf {
    if path.to_string_lossy().starts_with("file:") { Path::new(".").join(path) } else { path.to_owned() }
}

/// Is a file there that may be opened? Whoever opens a pipe waits; and beside a link that leads nowhere no ledger is made.
fn there(path: &Path) -> Result<bool, Error> {
    let none = |what| Err(Error::NoFile { path: path.display().to_string(), what });
    match fs::metadata(path) {
        Ok(it) if it.is_file() => own_journal(path).map(|()| true),
        Ok(it) if it.is_dir() => none("a folder"),
        Ok(_) => none("a pipe or a device"),
        Err(_) if path.symlink_metadata().is_ok() => none("a link to what is not there or cannot be reached"),
        Err(_) => Ok(false),
    }
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// Refuses to make a ledger where a journal lies that SQLite would write into it.
fn no_journal(path: &Path) -> Result<(), Error> {
    let left = ["-wal", "-shm", "-journal"].map(|end| beside(path, end)).into_iter().find(|it| it.symlink_metadata().is_ok());
    match left {
        // It is of a ledger that another process has made meanwhile.
        Some(_) if path.symlink_metadata().is_ok() => Ok(()),
        Some(left) => Err(Error::Journal { path: left.display().to_string() }),
        None => Ok(()),
    }
}

/// Refuses a file that was put in the place of another while the journal of that one lay there: SQLite would write that one over it. A file
/// that has a journal of its own says so in its header; a backup never does.
fn own_journal(path: &Path) -> Result<(), Error> {
    if has_journal(path) && parts::header(path).is_some_and(|it| it[VERSIONS] == [1, 1]) {
        return Err(Error::Journal { path: journal(path).display().to_string() });
    }
    Ok(())
}

/// SQLite keeps it beside the file itself, wherever a link to that lies.
fn journal(path: &Path) -> PathBuf {
    beside(&fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()), "-wal")
}

fn has_journal(path: &Path) -> bool {
    fs::metadata(journal(path)).is_ok_and(|it| it.len() > 0)
}

/// Can the file be read, but not written?
fn for_reading_only(path: &Path) -> bool {
    let refused = |err: &io::Error| matches!(err.kind(), io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied);
    fs::File::open(path).is_ok() && fs::OpenOptions::new().append(true).open(path).as_ref().err().is_some_and(refused)
}

/// Read as a file that nobody changes.
fn immutable(path: &Path) -> Result<Connection, Error> {
    let escaped: String = path
        .to_string_lossy()
        .chars()
        .map(|c| match c {
            '%' => "%25".to_owned(),
            '?' => "%3f".to_owned(),
            '#' => "%23".to_owned(),
            c => c.to_string(),
        })
        .collect();
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    Connection::open_with_flags(format!("file:{escaped}?immutable=1"), flags).map_err(|source| cannot_open(path, source))
}

/// Its format, where it is a ledger of this or an earlier version.
fn identified(connection: &Connection, path: &Path) -> Result<u32, Error> {
    let shown = || path.display().to_string();
    let number = |pragma: &str| connection.query_row(pragma, [], |row| row.get::<_, i64>(0));
    let tables = number("SELECT count(*) FROM sqlite_schema").map_err(|source| match source.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => Error::NotALedger { path: shown() },
        Some(rusqlite::ErrorCode::CannotOpen) => cannot_open(path, source),
        _ => read_error(source),
    })?;
    if tables == 0 {
        return Err(Error::Corrupt { what: "it is empty".to_owned() });
    }
    if number("PRAGMA application_id").map_err(read_error)? != i64::from(APPLICATION) {
        return Err(Error::NotALedger { path: shown() });
    }
    let found = u32::try_from(number("PRAGMA user_version").map_err(read_error)?).unwrap_or(u32::MAX);
    match found {
        0 => Err(Error::Corrupt { what: "it has no format".to_owned() }),
        _ if found > FORMAT => Err(Error::Newer { found, newest: FORMAT }),
        _ => Ok(found),
    }
}

/// What is deleted is overwritten; what is committed is on disk; nothing in the file can run.
fn configured(connection: &Connection) -> Result<(), Error> {
    connection.busy_timeout(PATIENCE).map_err(read_error)?;
    connection.pragma_update(None, "journal_mode", "WAL").map_err(write_error)?;
    for (name, value) in
        [("synchronous", "FULL"), ("secure_delete", "ON"), ("fullfsync", "ON"), ("trusted_schema", "OFF"), ("cell_size_check", "ON")]
    {
        connection.pragma_update(None, name, value).map_err(write_error)?;
    }
    Ok(())
}

fn opened(connection: Connection, passphrase: Option<&str>) -> Result<Sqlite, Error> {
    as_declared(&connection)?;
    let damaged = |what: &str| Error::Corrupt { what: what.to_owned() };
    // Both of one moment, and read once: another process may be giving the ledger another key while this one makes its own of the passphrase.
    let transaction = connection.unchecked_transaction().map_err(read_error)?;
    let (stored, lock) = (setting(&transaction, "key")?.ok_or_else(|| damaged("it has no key"))?, setting(&transaction, "lock")?);
    transaction.finish().map_err(read_error)?;
    let key = unlocked(&stored, lock.as_deref(), passphrase)?;
    Ok(Sqlite { connection, key, stored })
}

/// Refuses a file whose tables and triggers are not those of its format.
fn as_declared(connection: &Connection) -> Result<(), Error> {
    // Both of one moment: another process may be taking the file over.
    let transaction = connection.unchecked_transaction().map_err(read_error)?;
    let format: u32 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(read_error)?;
    if schema(&transaction)? == expected(format)? {
        return Ok(());
    }
    Err(Error::Corrupt { what: format!("its tables are not those of format {format}") })
}

/// Tables and triggers, as they are declared.
fn schema(connection: &Connection) -> Result<Vec<(String, String, Option<String>)>, Error> {
    let mut statement = connection.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").map_err(read_error)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).map_err(read_error)?;
    rows.collect::<Result<_, _>>().map_err(read_error)
}

fn expected(format: u32) -> Result<Vec<(String, String, Option<String>)>, Error> {
    let connection = Connection::open_in_memory().map_err(read_error)?;
    for tables in [TABLES, if format > migrate::SEALED { PAGES } else { "" }, TRIGGERS] {
        connection.execute_batch(tables).map_err(read_error)?;
    }
    schema(&connection)
}

/// The ledger's key: as it stands there, or with the passphrase that closes it.
fn unlocked(stored: &[u8], lock: Option<&[u8]>, passphrase: Option<&str>) -> Result<Key, Error> {
    let damaged = |what: &str| Error::Corrupt { what: what.to_owned() };
    let Some(lock) = lock else {
        return Key::of(stored).ok_or_else(|| damaged("its key is torn"));
    };
    let lock = Lock::of(lock).ok_or_else(|| damaged("its lock is torn"))?;
    let own = lock.key(passphrase.ok_or(Error::Closed)?).ok_or_else(|| damaged("its lock is torn"))?;
    let key = own.open(b"key", stored).ok_or(Error::WrongPassphrase)?;
    Key::of(&key).ok_or_else(|| damaged("its key is torn"))
}

/// Makes an empty ledger, unless another process was faster.
fn create(path: &Path, random: Random<'_>) -> Result<(), Error> {
    match Sqlite::made_beside(path, random, |_, _| Ok(())) {
        Err(Error::File { source, .. }) if source.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        other => other,
    }
}
