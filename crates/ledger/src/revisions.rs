//! The case file as it was kept: its revisions, each marked with all that is in it.

use std::collections::BTreeSet;

use armistice_types::marking::{Clearance, Marking};
use armistice_types::time::{Known, Recorded};

use crate::clock::Clock;
use crate::crypt::Random;
use crate::entry::{EntryKind, Head, NewEntry};
use crate::ledger::Ledger;
use crate::rows;
use crate::store::{Error, Store};

impl<S: Store> Ledger<S> {
    /// Keeps the case file as it stands, where that is not what was kept last, marked with all that is in it. What was kept last is another
    /// thing for each marking: to one below, that something higher was kept since then shows in nothing. So behind a higher revision the text
    /// is kept again at the marking of that one, for those who may see it, and not below.
    ///
    /// # Errors
    /// [`Error`]; nothing is stored then.
    pub fn revise(&mut self, text: &str, marking: &Marking, clearance: &Clearance, now: Recorded, random: Random<'_>) -> Result<(), Error> {
        self.add(random, |ledger| ledger.revision(text, marking, clearance, now)).map(drop)
    }

    /// The entries that keep the case file, where it is not kept.
    fn revision(&self, text: &str, marking: &Marking, clearance: &Clearance, now: Recorded) -> Result<Vec<NewEntry>, Error> {
        let mut new: Vec<Marking> = Vec::new();
        for at in self.places(marking, clearance) {
            // What is kept below counts here, too.
            if !new.iter().any(|below| below.visible_to(&at)) && !self.stands(text, marking, &at)? {
                new.push(at);
            }
        }
        if new.is_empty() {
            return Ok(Vec::new());
        }
        let (clock, content) = (Clock::new(self.heads(), now), rows::case_json(text));
        let content = content.map_err(|err| Error::Damaged { seq: 0, what: err.to_string() })?;
        let entry = |marking| {
            let recorded = clock.recorded(&marking);
            let (kind, subject, known) = (EntryKind::CaseRevised, "case.toml".to_owned(), Known(recorded.0));
            NewEntry { kind, subject, known, recorded, author: "intake".to_owned(), marking, content: content.clone() }
        };
        Ok(new.into_iter().map(entry).collect())
    }

    /// The markings at which another revision may have been kept last than at those below: that of the text, and of each revision that the
    /// clearance may see. None comes before one below it.
    fn places(&self, marking: &Marking, clearance: &Clearance) -> Vec<Marking> {
        let seen = self.revisions().filter(|it| it.marking.visible_to(clearance));
        let all: BTreeSet<Marking> = seen.map(|it| it.marking.join(marking)).chain([marking.clone()]).collect();
        let mut all: Vec<Marking> = all.into_iter().collect();
        all.sort_by_key(|it| (it.level, it.compartments.len()));
        all
    }

    /// Is this what was kept last, to one who may see what has this marking?
    fn stands(&self, text: &str, marking: &Marking, at: &Marking) -> Result<bool, Error> {
        let Some(last) = self.last_revision(Some(at)).filter(|it| marking.visible_to(&it.marking)) else { return Ok(false) };
        Ok(rows::case_text(&self.content(last)?).is_ok_and(|it| it == text))
    }

    /// The case file as it was kept last; for a clearance, of the revisions that it may see.
    #[must_use]
    pub fn last_revision(&self, clearance: Option<&Clearance>) -> Option<&Head> {
        let seen = |it: &&Head| clearance.is_none_or(|clearance| it.marking.visible_to(clearance));
        self.revisions().filter(seen).max_by(|a, b| (a.recorded, a.seq).cmp(&(b.recorded, b.seq)))
    }

    fn revisions(&self) -> impl Iterator<Item = &Head> {
        self.heads().iter().filter(|it| it.kind == EntryKind::CaseRevised && !it.expunged())
    }
}
