//! How an entry stands in the file: a head sealed under the ledger's key, the content's own key with the entry's subject sealed
//! under the ledger's key, and the content sealed under its own. The tip, sealed too, says how many entries there are and where
//! the chain ends, so that none can be missing at the end.

use std::collections::BTreeSet;

use armistice_cores as cores;
use armistice_types::marking::Marking;
use armistice_types::time::{Known, Recorded};
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::failure::{read_error, write_error};
use super::{set, setting};
use crate::crypt::{Key, Random, drawn};
use crate::entry::{EntryKind, Head, NewEntry, hex};
use crate::expunge;
use crate::store::{Error, Whole};

/// The chain of an empty ledger.
const GENESIS: &str = "";
const KEY: usize = 32;
/// So many heads are not worth a thread.
const FEW: usize = 1_000;

/// Where the chain ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tip {
    pub(super) entries: u64,
    pub(super) chain: String,
}

impl Tip {
    pub(super) fn sealed(&self, key: &Key, random: Random<'_>) -> Result<Vec<u8>, Error> {
        key.seal(b"tip", format!("{} {}", self.entries, self.chain).as_bytes(), random)
    }

    pub(super) fn read(connection: &Connection, key: &Key) -> Result<Self, Error> {
        let damaged = |what: &str| Error::Damaged { seq: 0, what: what.to_owned() };
        let sealed = setting(connection, "tip")?.ok_or_else(|| damaged("nothing says where it ends"))?;
        let plain = key.open(b"tip", &sealed).ok_or_else(|| damaged("what says where it ends does not open"))?;
        let text = String::from_utf8_lossy(&plain);
        let (entries, chain) = text.split_once(' ').ok_or_else(|| damaged("what says where it ends is torn"))?;
        let entries = entries.parse().map_err(|_| damaged("what says where it ends is torn"))?;
        Ok(Self { entries, chain: chain.to_owned() })
    }
}

/// The stored form of a head, version 1.
#[derive(Serialize, Deserialize)]
struct HeadRow {
    id: String,
    kind: String,
    known: String,
    recorded: String,
    author: String,
    marking: String,
    digest: String,
    chain: String,
}

/// Where a row stands, sealed with it so that it opens nowhere else.
fn place(table: &str, seq: u64) -> Vec<u8> {
    format!("{table} {seq}").into_bytes()
}

/// A new id, of which nothing of the entry can be told.
pub(super) fn id(random: Random<'_>) -> Result<String, Error> {
    Ok(format!("e{}", hex(&drawn::<6>(random)?)))
}

/// An entry as it is to be stored, under a new key.
pub(super) fn fresh(entry: &NewEntry, id: String, random: Random<'_>) -> Result<Whole, Error> {
    let key = Key::new(random)?;
    let head = Head {
        seq: 0,
        id,
        kind: entry.kind,
        subject: Some(entry.subject.clone()),
        known: entry.known,
        recorded: entry.recorded,
        author: entry.author.clone(),
        marking: entry.marking.clone(),
        digest: hex(&key.digest(&[&entry.subject, &entry.content])),
        chain: String::new(),
    };
    Ok(Whole { head, kept: Some((key.bytes().to_vec(), entry.content.clone())) })
}

/// Entries as they are to be stored, with new ids and keys.
pub(super) fn all_fresh(entries: &[NewEntry], random: Random<'_>) -> Result<Vec<Whole>, Error> {
    let one = |it: &NewEntry| {
        let id = id(random)?;
        fresh(it, id, random)
    };
    entries.iter().map(one).collect()
}

/// Refuses where the ledger has more entries than it was looked at with.
pub(super) fn still(connection: &Connection, ledger: &Key, of: u64) -> Result<(), Error> {
    if Tip::read(connection, ledger)?.entries == of { Ok(()) } else { Err(Error::Moved) }
}

/// Appends entries, numbered and chained behind the last.
pub(super) fn append(
    connection: &Connection,
    ledger: &Key,
    entries: impl Iterator<Item = Result<Whole, Error>>,
    random: Random<'_>,
) -> Result<Vec<Head>, Error> {
    let mut tip = Tip::read(connection, ledger)?;
    let mut out = Vec::new();
    for entry in entries {
        let entry = entry?;
        let seq = tip.entries + 1;
        let mut head = Head { seq, chain: String::new(), ..entry.head };
        head.chain = head.link(&tip.chain);
        tip = Tip { entries: seq, chain: head.chain.clone() };
        insert(connection, ledger, &head, entry.kept.as_ref(), random)?;
        out.push(head);
    }
    set(connection, "tip", &tip.sealed(ledger, random)?)?;
    Ok(out)
}

fn insert(connection: &Connection, ledger: &Key, head: &Head, kept: Option<&(Vec<u8>, String)>, random: Random<'_>) -> Result<(), Error> {
    let seq = head.seq;
    put(connection, "heads", seq, &sealed_head(ledger, head, random)?)?;
    let (Some((key, content)), Some(subject)) = (kept, &head.subject) else { return Ok(()) };
    let own = Key::of(key).ok_or_else(|| Error::Damaged { seq, what: "its key is none".to_owned() })?;
    put(connection, "keys", seq, &sealed_key(ledger, seq, &own, subject, random)?)?;
    put(connection, "contents", seq, &own.seal(&place("content", seq), content.as_bytes(), random)?)
}

/// A content's own key with the entry's subject, under the ledger's key.
pub(super) fn sealed_key(ledger: &Key, seq: u64, own: &Key, subject: &str, random: Random<'_>) -> Result<Vec<u8>, Error> {
    let plain = zeroize::Zeroizing::new([&own.bytes()[..], subject.as_bytes()].concat());
    ledger.seal(&place("key", seq), &plain, random)
}

/// A head under the ledger's key.
pub(super) fn sealed_head(ledger: &Key, head: &Head, random: Random<'_>) -> Result<Vec<u8>, Error> {
    let row = head_row(head).map_err(|what| Error::Damaged { seq: head.seq, what })?;
    ledger.seal(&place("head", head.seq), row.as_bytes(), random)
}

fn put(connection: &Connection, table: &str, seq: u64, sealed: &[u8]) -> Result<(), Error> {
    let mut statement = connection.prepare_cached(&format!("INSERT INTO {table} (seq, sealed) VALUES (?1, ?2)")).map_err(write_error)?;
    statement.execute(params![i64::try_from(seq).unwrap_or(i64::MAX), sealed]).map(drop).map_err(write_error)
}

fn head_row(head: &Head) -> Result<String, String> {
    let row = HeadRow {
        id: head.id.clone(),
        kind: head.kind.as_str().to_owned(),
        known: head.known.to_string(),
        recorded: head.recorded.to_string(),
        author: head.author.clone(),
        marking: head.marking.to_string(),
        digest: head.digest.clone(),
        chain: head.chain.clone(),
    };
    serde_json::to_string(&row).map_err(|err| err.to_string())
}

/// A head from its row; its subject is not in it.
pub(super) fn head(ledger: &Key, seq: u64, sealed: &[u8]) -> Result<Head, String> {
    let plain = ledger.open(&place("head", seq), sealed).ok_or("it does not open: it is not what was stored")?;
    let row: HeadRow = serde_json::from_slice(&plain).map_err(|err| err.to_string())?;
    let (known, recorded): (Known, Recorded) = (row.known.parse()?, row.recorded.parse()?);
    let marking: Marking = row.marking.parse()?;
    Ok(Head {
        seq,
        id: row.id,
        kind: EntryKind::from_stored(&row.kind).ok_or_else(|| format!("unknown kind `{}`", row.kind))?,
        subject: None,
        known,
        recorded,
        author: row.author,
        marking,
        digest: row.digest,
        chain: row.chain,
    })
}

/// A content's own key, and the entry's subject.
pub(super) fn opened_key(ledger: &Key, seq: u64, sealed: &[u8]) -> Result<(Key, String), String> {
    let plain = ledger.open(&place("key", seq), sealed).ok_or("the key of its content does not open")?;
    let key = plain.get(..KEY).and_then(Key::of).ok_or("the key of its content is torn")?;
    let subject = std::str::from_utf8(&plain[KEY..]).map_err(|err| err.to_string())?;
    Ok((key, subject.to_owned()))
}

/// A head and the key of its content, as they stand in the file.
struct Sealed {
    head: Vec<u8>,
    key: Option<Vec<u8>>,
}

/// Every head in order, with subjects; the chain holds up to the tip.
pub(super) fn heads(connection: &Connection, ledger: &Key) -> Result<Vec<Head>, Error> {
    let tip = Tip::read(connection, ledger)?;
    let rows = sealed_heads(connection)?;
    let opened = cores::each(&rows, FEW, |n, row| {
        let seq = n as u64 + 1;
        opened_head(ledger, seq, row).map_err(|what| Error::Damaged { seq, what })
    });
    let out: Vec<Head> = opened.into_iter().collect::<Result<_, _>>()?;
    let mut before = GENESIS;
    for it in &out {
        if it.link(before) != it.chain {
            return Err(Error::Damaged { seq: it.seq, what: "it does not link to the entry before".to_owned() });
        }
        before = &it.chain;
    }
    if tip.entries != out.len() as u64 || tip.chain != before {
        let what = format!("it should be the last of {}, and there are {}", tip.entries, out.len());
        return Err(Error::Damaged { seq: tip.entries, what });
    }
    answered_for(connection, ledger, &out)?;
    Ok(out)
}

/// The rows of all entries, numbered from 1 without a gap.
fn sealed_heads(connection: &Connection) -> Result<Vec<Sealed>, Error> {
    let query = "SELECT heads.seq, heads.sealed, keys.sealed FROM heads LEFT JOIN keys ON keys.seq = heads.seq ORDER BY heads.seq";
    let mut statement = connection.prepare_cached(query).map_err(read_error)?;
    let mut rows = statement.query([]).map_err(read_error)?;
    let mut out: Vec<Sealed> = Vec::new();
    while let Some(row) = rows.next().map_err(read_error)? {
        let seq = out.len() as u64 + 1;
        let damaged = |what: String| Error::Damaged { seq, what };
        let found: i64 = row.get(0).map_err(read_error)?;
        if u64::try_from(found) != Ok(seq) {
            return Err(damaged("it is missing".to_owned()));
        }
        let blob = |n: usize| row.get_ref(n).map_err(read_error)?.as_blob_or_null().map_err(|err| damaged(err.to_string()));
        out.push(Sealed { head: blob(1)?.unwrap_or_default().to_vec(), key: blob(2)?.map(<[u8]>::to_vec) });
    }
    Ok(out)
}

fn opened_head(ledger: &Key, seq: u64, row: &Sealed) -> Result<Head, String> {
    let subject = row.key.as_ref().map(|sealed| opened_key(ledger, seq, sealed)).transpose()?.map(|(_, subject)| subject);
    Ok(Head { subject, ..head(ledger, seq, &row.head)? })
}

/// A content may only be gone where an expunge says so.
fn answered_for(connection: &Connection, ledger: &Key, heads: &[Head]) -> Result<(), Error> {
    let gone: Vec<&Head> = heads.iter().filter(|it| it.expunged()).collect();
    if gone.is_empty() {
        return Ok(());
    }
    let mut meant: BTreeSet<String> = BTreeSet::new();
    for head in heads.iter().filter(|it| it.kind == EntryKind::Expunged && !it.expunged()) {
        meant.extend(expunge::ids(&content(connection, ledger, head)?));
    }
    match gone.into_iter().find(|it| !meant.contains(&it.id)) {
        Some(head) => Err(Error::Damaged { seq: head.seq, what: "its content is gone, and no expunge says so".to_owned() }),
        None => Ok(()),
    }
}

fn row(connection: &Connection, table: &str, seq: u64) -> Result<Option<Vec<u8>>, Error> {
    let query = format!("SELECT sealed FROM {table} WHERE seq = ?1");
    let mut statement = connection.prepare_cached(&query).map_err(read_error)?;
    statement.query_row([i64::try_from(seq).unwrap_or(i64::MAX)], |row| row.get(0)).optional().map_err(read_error)
}

/// Key and content of an entry as they stand in the file, both of one moment: another process may be destroying them.
fn rows(connection: &Connection, head: &Head) -> Result<(Vec<u8>, Option<Vec<u8>>), Error> {
    let query = "SELECT keys.sealed, contents.sealed FROM keys LEFT JOIN contents ON contents.seq = keys.seq WHERE keys.seq = ?1";
    let mut statement = connection.prepare_cached(query).map_err(read_error)?;
    let found = statement.query_row([i64::try_from(head.seq).unwrap_or(i64::MAX)], |row| Ok((row.get(0)?, row.get(1)?)));
    found.optional().map_err(read_error)?.ok_or_else(|| Error::Expunged { id: head.id.clone() })
}

/// The key of an entry's content, with its subject.
pub(super) fn key(connection: &Connection, ledger: &Key, head: &Head) -> Result<(Key, String), Error> {
    let sealed = row(connection, "keys", head.seq)?.ok_or_else(|| Error::Expunged { id: head.id.clone() })?;
    opened_key(ledger, head.seq, &sealed).map_err(|what| Error::Damaged { seq: head.seq, what })
}

/// The content of an entry, checked against its digest.
pub(super) fn content(connection: &Connection, ledger: &Key, head: &Head) -> Result<String, Error> {
    kept(connection, ledger, head).map(|(_, content)| content)
}

/// The same with its key.
pub(super) fn kept(connection: &Connection, ledger: &Key, head: &Head) -> Result<(Key, String), Error> {
    let damaged = |what: &str| Error::Damaged { seq: head.seq, what: what.to_owned() };
    let (key, sealed) = rows(connection, head)?;
    let (key, subject) = opened_key(ledger, head.seq, &key).map_err(|what| Error::Damaged { seq: head.seq, what })?;
    let sealed = sealed.ok_or_else(|| damaged("its content is missing"))?;
    let plain = key.open(&place("content", head.seq), &sealed).ok_or_else(|| damaged("its content is not what was recorded"))?;
    let text = std::str::from_utf8(&plain).map_err(|_| damaged("its content is no text"))?;
    if hex(&key.digest(&[&subject, text])) != head.digest {
        return Err(damaged("its content has another digest than was recorded"));
    }
    Ok((key, text.to_owned()))
}
