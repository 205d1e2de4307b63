//! What a store must do: append and read. Another store is another file behind the same trait.

use crate::crypt::Random;
use crate::entry::{Head, NewEntry};
use crate::pages::Question;

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
    /// What is there is no file.
    #[error("`{path}` is {what}, and no ledger")]
    NoFile {
        /// What is there.
        path: String,
        /// "a folder", or what else it is.
        what: &'static str,
    },
    /// A journal lies there that another ledger has left, and would be written into this one.
    #[error(
        "`{path}` is a journal of another ledger, which is not here any more, and would be written into this one; nothing was changed. Where that ledger is gone for good or a backup takes its place, remove its journals (its name with -wal, -shm or -journal behind it); else put it back first"
    )]
    Journal {
        /// The journal.
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
    /// It is closed by a passphrase, and none was given.
    #[error(
        "the ledger is closed by a passphrase: give it at the prompt of a terminal, or in the environment variable ARMISTICE_PASSPHRASE"
    )]
    Closed,
    /// It is closed by another passphrase.
    #[error(
        "this is not the passphrase that closes the ledger; nothing was opened. Without it nobody can read the ledger, not even its maker"
    )]
    WrongPassphrase,
    /// The system gives no random bytes, and without them there are no keys.
    #[error("the system gives no random bytes for keys ({source}); nothing was stored")]
    Random {
        /// What the system says.
        source: std::io::Error,
    },
    /// No room for what was to be written.
    #[error("the disk is full: nothing of this was stored, and what was there before is intact; make room and run it again")]
    Full,
    /// Another process writes.
    #[error("another process is writing the ledger and does not finish: nothing of this was stored; try again")]
    Busy,
    /// A file beside it, or its folder, cannot be made or moved.
    #[error("cannot write `{path}`: {source}")]
    File {
        /// The file.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// Another process has written since it was decided what is to be done.
    #[error(
        "another process has written the ledger in the meantime: something may have been destroyed: this was not stored; look at the case and run it again"
    )]
    Moved,
    /// Another process has closed or opened the file since.
    #[error("another process has closed the ledger, opened it or changed its passphrase in the meantime: run it again")]
    ClosedAnew,
    /// What was written cannot be read back.
    #[error("it was stored, but the ledger cannot be read after that: {source}")]
    Unread {
        /// Why.
        source: Box<Error>,
    },
    /// It may not be written.
    #[error("the ledger cannot be written (the file or its folder is read-only); with --no-write a command works without writing")]
    ReadOnly,
    /// SQLite finds its file damaged.
    #[error("the ledger file is damaged ({what}): nothing was changed; `armistice verify` says what it finds, a backup has what was there")]
    Corrupt {
        /// What SQLite says.
        what: String,
    },
    /// The system could not read or write the file.
    #[error(
        "the disk or its file system failed, the ledger cannot be {doing} ({source}): nothing of this was stored, and what was there before is kept; run it again when the disk works"
    )]
    Disk {
        /// "read" or "written".
        doing: &'static str,
        /// What SQLite says.
        source: rusqlite::Error,
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
    #[error("entry {seq} of the ledger is damaged: {what}; `armistice verify` says more, a backup has what was there")]
    Damaged {
        /// Which entry; 0 for what belongs to none.
        seq: u64,
        /// What is wrong with it.
        what: String,
    },
    /// What is to be imported is not what an export gives.
    #[error("line {line} of the export: {what}; nothing was imported")]
    Import {
        /// 1-based.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
    /// An import goes into a ledger that is empty.
    #[error("the ledger holds {entries} entries already: an export is imported into a case that has no ledger yet")]
    NotEmpty {
        /// How many.
        entries: u64,
    },
    /// A content that is not there any more.
    #[error("the content of entry {id} was destroyed by an expunge")]
    Expunged {
        /// Which entry.
        id: String,
    },
}

/// An entry as it goes from ledger to ledger, with the key of its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// All but subject and content.
    pub head: Head,
    /// 32 bytes, and the content; `None` once expunged.
    pub kept: Option<(Vec<u8>, String)>,
}

/// Append and read.
pub trait Store {
    /// Appends entries to a ledger of so many, in one transaction: all of them, or none. Gives their heads, with number and id.
    ///
    /// # Errors
    /// Where it cannot be written, or has more entries by now; nothing is stored then.
    fn append(&mut self, entries: &[NewEntry], of: u64, random: Random<'_>) -> Result<Vec<Head>, Error>;

    /// Every entry in order, without its content; the chain is whole.
    ///
    /// # Errors
    /// Where it cannot be read, or an entry is damaged or missing.
    fn heads(&self) -> Result<Vec<Head>, Error>;

    /// The content of an entry.
    ///
    /// # Errors
    /// Where it cannot be read, is damaged, or was expunged.
    fn content(&self, head: &Head) -> Result<String, Error>;

    /// An entry with its key and content.
    ///
    /// # Errors
    /// Where it cannot be read or is damaged.
    fn whole(&self, head: &Head) -> Result<Whole, Error>;

    /// The page that answers a question, if this store has kept it.
    fn page(&self, question: &Question) -> Option<Vec<u8>>;

    /// Keeps a page that was made of so many entries, where the store can and has no more by now.
    fn keep_page(&mut self, question: &Question, page: &[u8], of: u64, random: Random<'_>);
}

impl<S: Store + ?Sized> Store for &mut S {
    fn append(&mut self, entries: &[NewEntry], of: u64, random: Random<'_>) -> Result<Vec<Head>, Error> {
        (**self).append(entries, of, random)
    }

    fn heads(&self) -> Result<Vec<Head>, Error> {
        (**self).heads()
    }

    fn content(&self, head: &Head) -> Result<String, Error> {
        (**self).content(head)
    }

    fn whole(&self, head: &Head) -> Result<Whole, Error> {
        (**self).whole(head)
    }

    fn page(&self, question: &Question) -> Option<Vec<u8>> {
        (**self).page(question)
    }

    fn keep_page(&mut self, question: &Question, page: &[u8], of: u64, random: Random<'_>) {
        (**self).keep_page(question, page, of, random);
    }
}

impl<S: Store + ?Sized> Store for Box<S> {
    fn append(&mut self, entries: &[NewEntry], of: u64, random: Random<'_>) -> Result<Vec<Head>, Error> {
        (**self).append(entries, of, random)
    }

    fn heads(&self) -> Result<Vec<Head>, Error> {
        (**self).heads()
    }

    fn content(&self, head: &Head) -> Result<String, Error> {
        (**self).content(head)
    }

    fn whole(&self, head: &Head) -> Result<Whole, Error> {
        (**self).whole(head)
    }

    fn page(&self, question: &Question) -> Option<Vec<u8>> {
        (**self).page(question)
    }

    fn keep_page(&mut self, question: &Question, page: &[u8], of: u64, random: Random<'_>) {
        (**self).keep_page(question, page, of, random);
    }
}
