//! Closing the whole file by a passphrase, changing it, and opening the file again. The ledger gets a new key each time and
//! everything under the old one is sealed anew, so that no copy of the old key opens anything of the new file.

use rusqlite::Transaction;
use rusqlite::params;

use super::failure::write_error;
use super::wipe::Wiped;
use super::{Sqlite, TRIGGERS, pages, sealed, set, setting, unset, wipe};
use crate::crypt::{Key, Lock, Random, drawn};
use crate::store::Error;

impl Sqlite {
    /// Is the file closed by a passphrase?
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn is_closed(&self) -> Result<bool, Error> {
        Ok(setting(&self.connection, "lock")?.is_some())
    }

    /// Closes the file by a passphrase, or opens it for everybody where there is none. All of it, or nothing.
    ///
    /// # Errors
    /// Where it cannot be written or an entry is damaged; it is as it was then.
    pub fn close_by(&mut self, passphrase: Option<&str>, random: Random<'_>) -> Result<Wiped, Error> {
        let new = Key::new(random)?;
        let lock = passphrase.map(|_| Lock::new(random)).transpose()?;
        let own = match passphrase.zip(lock) {
            Some((passphrase, lock)) => {
                Some(lock.key(passphrase).ok_or_else(|| Error::Damaged { seq: 0, what: "no key comes from this passphrase".to_owned() })?)
            }
            None => None,
        };
        self.stored = self.write(|transaction, old| {
            anew(transaction, old, &new, random)?;
            let stored = match own.zip(lock) {
                Some((own, lock)) => {
                    set(transaction, "lock", &lock.bytes())?;
                    own.seal(b"key", new.bytes(), random)?
                }
                None => {
                    unset(transaction, "lock")?;
                    new.bytes().to_vec()
                }
            };
            set(transaction, "key", &stored)?;
            set(transaction, wipe::PENDING, &drawn::<16>(random)?)?;
            Ok(stored)
        })?;
        self.key = new;
        Ok(self.finish_wipe())
    }
}

/// Seals heads, keys and tip under a new key of the ledger. Contents stay: their own keys do not change.
fn anew(transaction: &Transaction<'_>, old: &Key, new: &Key, random: Random<'_>) -> Result<(), Error> {
    let tip = sealed::Tip::read(transaction, old)?;
    let heads = sealed::heads(transaction, old)?;
    for name in ["heads_are_not_changed", "heads_are_not_removed", "keys_are_not_changed", "contents_are_not_changed"] {
        transaction.execute_batch(&format!("DROP TRIGGER {name}")).map_err(write_error)?;
    }
    for head in &heads {
        let seq = i64::try_from(head.seq).unwrap_or(i64::MAX);
        let mut put = transaction.prepare_cached("UPDATE heads SET sealed = ?2 WHERE seq = ?1").map_err(write_error)?;
        put.execute(params![seq, sealed::sealed_head(new, head, random)?]).map_err(write_error)?;
        if !head.expunged() {
            let (own, subject) = sealed::key(transaction, old, head)?;
            let mut put = transaction.prepare_cached("UPDATE keys SET sealed = ?2 WHERE seq = ?1").map_err(write_error)?;
            put.execute(params![seq, sealed::sealed_key(new, head.seq, &own, &subject, random)?]).map_err(write_error)?;
        }
    }
    set(transaction, "tip", &tip.sealed(new, random)?)?;
    pages::forget(transaction)?;
    transaction.execute_batch(TRIGGERS).map_err(write_error)
}
