//! Pages that are kept, so that a question that was answered once is answered at once. A question names everything that its answer is a
//! function of: the entries that may be seen, and in the caller's words all else. Another entry in sight makes another question.

use armistice_types::entries::EnteredKind;
use armistice_types::marking::Clearance;
use armistice_types::time::Known;
use sha2::{Digest, Sha256};

use crate::bitemporal;
use crate::crypt::Random;
use crate::entry::{EntryKind, Head, hex};
use crate::ledger::Ledger;
use crate::store::Store;

/// The digest of a question, in hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question(pub(crate) String);

impl<S: Store> Ledger<S> {
    /// How many reports a clearance may see as of a moment.
    #[must_use]
    pub fn reports(&self, until: Known, clearance: &Clearance) -> usize {
        bitemporal::reports(bitemporal::visible(self.heads(), Some(until), clearance)).len()
    }

    /// The question that views of entries known until a moment answer to a clearance; `about` says all else that the answer depends on:
    /// the program, the case file, the days, what is asked and the form.
    #[must_use]
    pub fn question(&self, until: Known, clearance: &Clearance, about: &[&str]) -> Question {
        let mut hash = Sha256::new();
        let mut add = |text: &str| {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text.as_bytes());
        };
        about.iter().for_each(|it| add(it));
        add(&until.to_string());
        add(&clearance.to_string());
        let seen: Vec<&Head> = bitemporal::visible(self.heads(), Some(until), clearance).collect();
        let mut named = |heads: &[&Head]| {
            let mut ids: Vec<(&str, &str)> = heads.iter().map(|it| (it.id.as_str(), it.digest.as_str())).collect();
            ids.sort_unstable();
            add(&ids.len().to_string());
            ids.into_iter().for_each(|(id, digest)| {
                add(id);
                add(digest);
            });
        };
        named(&seen);
        // Whether a retraction is in sight depends on what it takes back, which may be known later.
        if seen.iter().any(|it| it.kind == EntryKind::Entered(EnteredKind::Retract)) {
            named(&bitemporal::visible(self.heads(), None, clearance).collect::<Vec<_>>());
        }
        Question(hex(&hash.finalize()))
    }

    /// The answer, if it was kept.
    #[must_use]
    pub fn page(&self, question: &Question) -> Option<Vec<u8>> {
        self.store_ref().page(question)
    }

    /// Keeps an answer where the store can; it may not, and nothing is lost then.
    pub fn keep_page(&mut self, question: &Question, page: &[u8], random: Random<'_>) {
        let of = self.heads().len() as u64;
        self.store().keep_page(question, page, of, random);
    }
}
