//! Looking for damage: what SQLite says of its file, then every entry by itself, so that one damage does not hide another.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use super::failure::read_error;
use super::{Sqlite, has_other_key, sealed, setting, wipe};
use crate::crypt::Key;
use crate::entry::{EntryKind, Head};
use crate::ledger;
use crate::store::Error;

/// Something wrong with a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Which entry; 0 for what belongs to none.
    pub seq: u64,
    /// What is wrong.
    pub what: String,
}

impl Sqlite {
    /// How many entries there are, and every damage.
    ///
    /// # Errors
    /// Where nothing at all can be read, or another process has given the ledger another key.
    pub fn verify(&self) -> Result<(usize, Vec<Damage>), Error> {
        let transaction = self.connection.unchecked_transaction().map_err(read_error)?;
        if has_other_key(&transaction, &self.stored) {
            return Err(Error::ClosedAnew);
        }
        let mut check = Check { connection: &transaction, key: &self.key, damage: Vec::new() };
        check.file();
        let heads = check.heads();
        check.contents(&heads);
        if setting(&transaction, wipe::PENDING)?.is_some() {
            check.wrong(
                0,
                "remains of destroyed contents may be in the file: let no other process have it open, and run a command that writes",
            );
        }
        Ok((heads.len(), check.damage))
    }
}

struct Check<'c> {
    connection: &'c Connection,
    key: &'c Key,
    damage: Vec<Damage>,
}

impl Check<'_> {
    fn wrong(&mut self, seq: u64, what: impl Into<String>) {
        let damage = Damage { seq, what: what.into() };
        if !self.damage.contains(&damage) {
            self.damage.push(damage);
        }
    }

    /// What SQLite itself finds.
    fn file(&mut self) {
        let found = (|| {
            let mut statement = self.connection.prepare("PRAGMA integrity_check(20)")?;
            let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
            rows.collect::<Result<Vec<String>, _>>()
        })();
        match found {
            Ok(rows) => rows.into_iter().filter(|it| it != "ok").for_each(|it| self.wrong(0, it)),
            Err(err) => self.wrong(0, err.to_string()),
        }
    }

    /// Every head that can be read, by number, with its links checked.
    fn heads(&mut self) -> BTreeMap<u64, Head> {
        let mut out: BTreeMap<u64, Head> = BTreeMap::new();
        for (seq, sealed) in self.rows("heads") {
            match sealed::head(self.key, seq, &sealed) {
                Ok(head) => drop(out.insert(seq, head)),
                Err(what) => self.wrong(seq, what),
            }
        }
        let tip = sealed::Tip::read(self.connection, self.key);
        let (mut before, mut end) = (Some(String::new()), 0);
        for (seq, head) in &out {
            if *seq != end + 1 {
                self.wrong(end + 1, "it is missing");
                before = None;
            }
            if before.is_some_and(|before| head.link(&before) != head.chain) {
                self.wrong(*seq, "it does not link to the entry before");
            }
            (before, end) = (Some(head.chain.clone()), *seq);
        }
        match tip {
            Ok(tip) if tip.entries != end => self.wrong(end + 1, format!("it is missing: there should be {}", tip.entries)),
            Ok(tip) if before.is_some_and(|it| it != tip.chain) => self.wrong(end, "the chain should end otherwise"),
            Ok(_) => {}
            Err(err) => self.wrong(0, err.to_string()),
        }
        out
    }

    /// Every key and content; what is gone must have been expunged, and what was expunged must be gone.
    fn contents(&mut self, heads: &BTreeMap<u64, Head>) {
        let keys: BTreeMap<u64, Vec<u8>> = self.rows("keys").into_iter().collect();
        let kept: Vec<u64> = self.numbers("contents");
        let mut destroyed: BTreeSet<String> = BTreeSet::new();
        for (seq, head) in heads {
            let Some(sealed) = keys.get(seq) else { continue };
            let opened = sealed::opened_key(self.key, *seq, sealed).map(|(_, subject)| Head { subject: Some(subject), ..head.clone() });
            match opened {
                Ok(head) => match sealed::content(self.connection, self.key, &head) {
                    Ok(text) => match ledger::reads(&head, &text) {
                        Ok(()) if head.kind == EntryKind::Expunged => destroyed.extend(crate::expunge::ids(&text)),
                        Ok(()) => {}
                        Err(what) => self.wrong(*seq, what),
                    },
                    Err(Error::Damaged { what, .. }) => self.wrong(*seq, what),
                    Err(err) => self.wrong(*seq, err.to_string()),
                },
                Err(what) => self.wrong(*seq, what),
            }
        }
        for head in heads.values() {
            let gone = !keys.contains_key(&head.seq);
            let meant = destroyed.contains(&head.id);
            if gone && !meant {
                self.wrong(head.seq, "its content is gone, and no expunge says so");
            }
            if meant && (!gone || kept.binary_search(&head.seq).is_ok()) {
                self.wrong(head.seq, "it was expunged, and its content is still there");
            }
        }
        for seq in keys.keys().copied().chain(kept).filter(|seq| !heads.contains_key(seq)) {
            self.wrong(seq, "a content belongs to no entry");
        }
    }

    fn rows(&mut self, table: &str) -> Vec<(u64, Vec<u8>)> {
        self.all(&format!("SELECT seq, sealed FROM {table} ORDER BY seq"), |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))
            .into_iter()
            .map(|(seq, sealed)| (u64::try_from(seq).unwrap_or(0), sealed))
            .collect()
    }

    fn numbers(&mut self, table: &str) -> Vec<u64> {
        let found = self.all(&format!("SELECT seq FROM {table} ORDER BY seq"), |row| row.get::<_, i64>(0));
        found.into_iter().map(|seq| u64::try_from(seq).unwrap_or(0)).collect()
    }

    /// The rows up to the first that cannot be read, which is noted.
    fn all<T>(&mut self, query: &str, row: impl Fn(&rusqlite::Row<'_>) -> rusqlite::Result<T>) -> Vec<T> {
        let mut out = Vec::new();
        let read = (|| {
            let mut statement = self.connection.prepare(query)?;
            let mut rows = statement.query([])?;
            while let Some(it) = rows.next()? {
                out.push(row(it)?);
            }
            Ok::<_, rusqlite::Error>(())
        })();
        if let Err(err) = read {
            self.wrong(0, err.to_string());
        }
        out
    }
}
