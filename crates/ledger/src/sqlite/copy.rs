//! Backups: a whole copy of the file while it is in use, written without free space, so that nothing destroyed is in it.

use std::fs;
use std::path::Path;

use super::failure::write_error;
use super::{Sqlite, file, parts};
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
            fs::File::open(&part).and_then(|file| file.sync_all()).map_err(told)?;
            parts::moved(&part, path).map_err(told)
        })();
        let _ = fs::remove_file(&part);
        made
    }
}
