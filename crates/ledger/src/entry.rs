//! One entry of a ledger, and the digests that chain entries.

use std::fmt::Write as _;

use armistice_types::entries::EnteredKind;
use armistice_types::marking::Marking;
use armistice_types::time::{Known, Recorded};
use sha2::{Digest, Sha256};

/// What an entry records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// A report, with its text and what it says of itself.
    ReportTaken,
    /// What a reader found in a report.
    ReadingMade,
    /// What a person entered.
    Entered(EnteredKind),
}

impl EntryKind {
    /// As stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ReportTaken => "report taken in",
            Self::ReadingMade => "reading made",
            Self::Entered(kind) => kind.as_str(),
        }
    }

    /// `None` for a kind that this version does not know.
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Self> {
        let entered = EnteredKind::ALL.iter().map(|kind| Self::Entered(*kind));
        [Self::ReportTaken, Self::ReadingMade].into_iter().chain(entered).find(|kind| kind.as_str() == word)
    }
}

/// An entry before it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// What it records.
    pub kind: EntryKind,
    /// The report it is about; for what a person entered the actor, paper or entry.
    pub subject: String,
    /// From when it could be known.
    pub known: Known,
    /// When the ledger takes it.
    pub recorded: Recorded,
    /// Who made it: a reader's name and version, or a person.
    pub author: String,
    /// Who may be shown it.
    pub marking: Marking,
    /// JSON.
    pub content: String,
}

/// A stored entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Counts from 1.
    pub seq: u64,
    /// What was given.
    pub entry: NewEntry,
    /// SHA-256 of the content.
    pub digest: String,
    /// SHA-256 of everything else, the digest, and the chain of the entry before.
    pub chain: String,
}

impl Entry {
    /// `e` and ten hexadecimal digits: the name by which a person points to an entry. It holds nothing of the order in which
    /// entries were appended, so that it is the same in every copy; two entries alike in everything have one name.
    #[must_use]
    pub fn name(&self) -> String {
        let mut name = link(0, &self.entry, &self.digest, "");
        name.truncate(10);
        format!("e{name}")
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// SHA-256 of a content, as lower-case hex.
#[must_use]
pub(crate) fn digest(content: &str) -> String {
    hex(&Sha256::digest(content.as_bytes()))
}

/// The link of an entry: every field with its length before it, so that none can run into the next.
#[must_use]
pub(crate) fn link(seq: u64, entry: &NewEntry, digest: &str, before: &str) -> String {
    let mut hasher = Sha256::new();
    let fields = [
        seq.to_string(),
        entry.kind.as_str().to_owned(),
        entry.subject.clone(),
        entry.known.to_string(),
        entry.recorded.to_string(),
        entry.author.clone(),
        entry.marking.to_string(),
        digest.to_owned(),
        before.to_owned(),
    ];
    for field in fields {
        hasher.update((field.len() as u64).to_le_bytes());
        hasher.update(field.as_bytes());
    }
    hex(&hasher.finalize())
}
