//! Ledgers of earlier formats, taken over in one transaction. Format 3 only lacks the table of pages. In formats 1 and 2 contents stood in
//! the file as they were: all their entries are sealed anew, and nothing is left of the old tables. Ids of entries held a digest of the content then; they are drawn anew, and so are the
//! references of retractions to them.

use std::collections::BTreeMap;

use armistice_types::entries::EnteredKind;
use rusqlite::{Connection, TransactionBehavior};
use sha2::{Digest, Sha256};

use super::failure::{read_error, write_error};
use super::{FORMAT, PAGES, Sqlite, sealed, set, wipe};
use crate::crypt::{Random, drawn};
use crate::entry::{EntryKind, NewEntry, hex};
use crate::store::{Error, Whole};

/// The first format in which everything is sealed.
pub(super) const SEALED: u32 = 3;

/// Takes over a file of format 1 or 2; as it was where any entry of it is damaged.
pub(super) fn take_over(connection: &mut Connection, random: Random<'_>) -> Result<(), Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(write_error)?;
    let format: u32 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(read_error)?;
    if format >= SEALED {
        // Another process was faster.
        return Ok(());
    }
    let entries = old_entries(&transaction)?;
    let key = Sqlite::make(&transaction, random)?;
    let whole = renamed(entries, random)?;
    sealed::append(&transaction, &key, whole.into_iter().map(Ok), random)?;
    transaction.execute_batch("DROP TABLE entries").map_err(write_error)?;
    set(&transaction, wipe::PENDING, &drawn::<16>(random)?)?;
    transaction.commit().map_err(write_error)
}

/// Adds to a file of format 3 what it lacks; the caller has made sure that it opens.
pub(super) fn with_pages(connection: &mut Connection) -> Result<(), Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(write_error)?;
    let format: u32 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(read_error)?;
    if format == SEALED {
        transaction.execute_batch(PAGES).map_err(write_error)?;
        transaction.pragma_update(None, "user_version", FORMAT).map_err(write_error)?;
    }
    transaction.commit().map_err(write_error)
}

/// Entries as they are to be stored, with retractions pointing to the new ids.
pub(super) fn renamed(entries: Vec<(String, NewEntry)>, random: Random<'_>) -> Result<Vec<Whole>, Error> {
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    for (old, _) in &entries {
        ids.insert(old.clone(), sealed::id(random)?);
    }
    let new = |(old, mut entry): (String, NewEntry)| {
        if entry.kind == EntryKind::Entered(EnteredKind::Retract) {
            entry.content = pointing(&entry.content, &ids).unwrap_or(entry.content);
            entry.subject = ids.get(&entry.subject).cloned().unwrap_or(entry.subject);
        }
        sealed::fresh(&entry, ids.get(&old).cloned().unwrap_or_default(), random)
    };
    entries.into_iter().map(new).collect()
}

/// A retraction with the new id of what it retracts.
fn pointing(content: &str, ids: &BTreeMap<String, String>) -> Option<String> {
    let mut value: serde_json::Value = serde_json::from_str(content).ok()?;
    let entry = value.get_mut("entry")?;
    *entry = ids.get(entry.as_str()?)?.clone().into();
    serde_json::to_string(&value).ok()
}

/// Every entry of a file of format 1 or 2 by the id it had, its content and the chain checked.
pub(super) fn old_entries(connection: &Connection) -> Result<Vec<(String, NewEntry)>, Error> {
    let query = "SELECT seq, kind, subject, known, recorded, author, marking, content, digest, chain FROM entries ORDER BY seq";
    let mut statement = connection.prepare(query).map_err(read_error)?;
    let mut rows = statement.query([]).map_err(read_error)?;
    let (mut out, mut before) = (Vec::new(), String::new());
    while let Some(row) = rows.next().map_err(read_error)? {
        let seq = out.len() as u64 + 1;
        let damaged = |what: String| Error::Damaged { seq, what };
        let text = |column: usize| row.get::<_, String>(column).map_err(|source| damaged(source.to_string()));
        if row.get::<_, i64>(0).map(u64::try_from).map_err(read_error)? != Ok(seq) {
            return Err(damaged("it is missing".to_owned()));
        }
        let kind = text(1)?;
        let entry = NewEntry {
            kind: EntryKind::from_stored(&kind).ok_or_else(|| damaged(format!("unknown kind `{kind}`")))?,
            subject: text(2)?,
            known: text(3)?.parse().map_err(damaged)?,
            recorded: text(4)?.parse().map_err(damaged)?,
            author: text(5)?,
            marking: text(6)?.parse().map_err(damaged)?,
            content: text(7)?,
        };
        let (digest, chain) = (hex(&Sha256::digest(entry.content.as_bytes())), text(9)?);
        if text(8)? != digest || old_link(seq, &entry, &digest, &before) != chain {
            return Err(damaged("it is not what was recorded".to_owned()));
        }
        let mut id = old_link(0, &entry, &digest, "");
        id.truncate(10);
        out.push((format!("e{id}"), entry));
        before = chain;
    }
    Ok(out)
}

/// The link of an entry as formats 1 and 2 had it.
fn old_link(seq: u64, entry: &NewEntry, digest: &str, before: &str) -> String {
    let mut hasher = Sha256::new();
    let (seq, known, recorded, marking) = (seq.to_string(), entry.known.to_string(), entry.recorded.to_string(), entry.marking.to_string());
    for field in [&seq, entry.kind.as_str(), &entry.subject, &known, &recorded, &entry.author, &marking, digest, before] {
        hasher.update((field.len() as u64).to_le_bytes());
        hasher.update(field.as_bytes());
    }
    hex(&hasher.finalize())
}
