//! Backups: a whole copy of the file while it is in use, written without free space, so that nothing destroyed is in it.

use std::fs;
use std::path::Path;

use rusqlite::Connection;

use super::failure::write_error;
use super::{Sqlite, file, parts, unset, wipe};
use crate::store::Error;

impl Sqlite {
    /// Copies the ledger as it is at one moment into a new file; closed by the same passphrase, if it is closed.
    ///
    /// # Errors
    /// Where the file is there already or cannot be written; no part of a copy stays then.
    pub fn back_up(&self, path: &Path) -> Result<(), Error> {
        let told = |source| Error::File { path: path.display().to_string(), source };
        if path.symlink_metadata().is_ok() {
            return Err(told(std::io::ErrorKind::AlreadyExists.into()));
        }
        let part = parts::part(path);
        let made = (|| {
            let shown = file::named(&part);
            let shown = shown.to_str().ok_or_else(|| told(std::io::ErrorKind::InvalidFilename.into()))?;
            parts::begun(&part, path).map_err(told)?;
            self.connection.execute("VACUUM INTO ?1", [shown]).map_err(write_error)?;
            owing_nothing(&part)?;
            fs::File::open(&part).and_then(|file| file.sync_all()).map_err(told)?;
            parts::moved(&part, path).map_err(told)
        })();
        let _ = fs::remove_file(&part);
        made
    }
}

/// What is destroyed did not come into a new copy, even where it is still to leave the file.
fn owing_nothing(part: &Path) -> Result<(), Error> {
    let copy = Connection::open(file::named(part)).map_err(write_error)?;
    copy.pragma_update(None, "journal_mode", "MEMORY").map_err(write_error)?;
    unset(&copy, wipe::PENDING)?;
    copy.close().map_err(|(_, source)| write_error(source))
}
