//! What a store must do: append and read. Another store is another file behind the same trait.

use crate::entry::{Entry, NewEntry};

/// What can go wrong with a ledger as a file.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It cannot be opened or created.
    #[error("cannot open ledger `{path}`: {source}")]
    Open {
        /// The file.
        path: String,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// The file is something else.
    #[error("`{path}` is not an armistice ledger")]
    NotALedger {
        /// The file.
        path: String,
    },
    /// Written by a later version.
    #[error("ledger has format {found}, this program reads up to {newest}")]
    Newer {
        /// Format of the file.
        found: u32,
        /// Newest format known here.
        newest: u32,
    },
    /// Reading or writing failed.
    #[error("ledger cannot be {doing}: {source}")]
    Sqlite {
        /// "read" or "written".
        doing: &'static str,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// An entry does not say what it must.
    #[error("entry {seq} of the ledger is damaged: {what}")]
    Damaged {
        /// Which entry.
        seq: u64,
        /// What is wrong with it.
        what: String,
    },
}

/// Append and read.
pub trait Store {
    /// Appends entries in one transaction: all of them, or none.
    ///
    /// # Errors
    /// [`Error::Sqlite`]; nothing is stored then.
    fn append(&mut self, entries: &[NewEntry]) -> Result<(), Error>;

    /// Every entry in order.
    ///
    /// # Errors
    /// [`Error::Sqlite`] or [`Error::Damaged`].
    fn entries(&self) -> Result<Vec<Entry>, Error>;
}
