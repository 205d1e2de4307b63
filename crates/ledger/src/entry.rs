//! One entry of a ledger, and the digests that chain entries.

use armistice_types::entries::EnteredKind;
use armistice_types::marking::Marking;
use armistice_types::time::{Known, Recorded};
use sha2::{Digest, Sha256};

/// What an entry records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// The case file as it stood, where it is not what was kept last.
    CaseRevised,
    /// A report, with its text and what it says of itself.
    ReportTaken,
    /// What a reader found in a report.
    ReadingMade,
    /// What a person entered.
    Entered(EnteredKind),
    /// The content of another entry was destroyed.
    Expunged,
}

impl EntryKind {
    /// As stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CaseRevised => "case revised",
            Self::ReportTaken => "report taken in",
            Self::ReadingMade => "reading made",
            Self::Entered(kind) => kind.as_str(),
            Self::Expunged => "expunge",
        }
    }

    /// `None` for a kind that this version does not know.
    #[must_use]
    pub fn from_stored(word: &str) -> Option<Self> {
        let entered = EnteredKind::ALL.iter().map(|kind| Self::Entered(*kind));
        let own = [Self::CaseRevised, Self::ReportTaken, Self::ReadingMade, Self::Expunged];
        own.into_iter().chain(entered).find(|kind| kind.as_str() == word)
    }
}

/// An entry before it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// What it records.
    pub kind: EntryKind,
    /// The report it is about; for what a person entered the actor, paper or entry. Destroyed with the content.
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

/// A stored entry without its content. Of an expunged one this is all there is: its tombstone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Counts from 1.
    pub seq: u64,
    /// `e` and twelve hexadecimal digits, drawn when it was made: the name by which a person points to the entry, the same in
    /// every copy. It tells nothing about the content.
    pub id: String,
    /// What it records.
    pub kind: EntryKind,
    /// As [`NewEntry::subject`]; `None` once expunged.
    pub subject: Option<String>,
    /// From when it could be known.
    pub known: Known,
    /// When the ledger took it.
    pub recorded: Recorded,
    /// Who made it.
    pub author: String,
    /// Who may be shown it.
    pub marking: Marking,
    /// HMAC-SHA256 of subject and content under the content's own key, in hexadecimal digits. The key goes with the content.
    pub digest: String,
    /// SHA-256 of everything else but the subject, and the chain of the entry before.
    pub chain: String,
}

impl Head {
    /// Has its content been destroyed?
    #[must_use]
    pub fn expunged(&self) -> bool {
        self.subject.is_none()
    }

    /// The link that it must have behind `before`.
    pub(crate) fn link(&self, before: &str) -> String {
        let mut hasher = Sha256::new();
        let fields = [
            &self.seq.to_string(),
            &self.id,
            self.kind.as_str(),
            &self.known.to_string(),
            &self.recorded.to_string(),
            &self.author,
            &self.marking.to_string(),
            &self.digest,
            before,
        ];
        for field in fields {
            // Its length before each, so that none can run into the next.
            hasher.update((field.len() as u64).to_le_bytes());
            hasher.update(field.as_bytes());
        }
        hex(&hasher.finalize())
    }
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |it: u8| char::from(b"0123456789abcdef"[usize::from(it & 15)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}

/// The bytes of hexadecimal digits; `None` for anything else.
pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let digits = text.len().is_multiple_of(2) && text.bytes().all(|it| it.is_ascii_hexdigit());
    digits.then(|| text.as_bytes().chunks(2).map(pair).collect())?
}
