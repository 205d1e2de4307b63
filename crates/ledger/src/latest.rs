//! As of when a page is where nobody says: the last thing that could be known.

use armistice_types::case::Case;
use armistice_types::entries::EnteredKind;
use armistice_types::marking::Clearance;
use armistice_types::time::Known;

use crate::entered;
use crate::entry::{EntryKind, Head};
use crate::ledger::Ledger;
use crate::retracting::Sight;
use crate::store::{Error, Store};

impl<S: Store> Ledger<S> {
    /// The latest Known of what a clearance may see, what persons entered as far as a view of the case shows it at any moment; when the case
    /// file was revised or something expunged does not count. Of what was entered no more is opened than what is known later than all else.
    ///
    /// # Errors
    /// Where the ledger cannot be read or such an entry is damaged.
    pub fn latest(&self, case: Option<&Case>, clearance: &Clearance) -> Result<Option<Known>, Error> {
        let seen = self.seen(clearance);
        let read = |it: &&&Head| matches!(it.kind, EntryKind::ReportTaken | EntryKind::ReadingMade);
        let reports = seen.iter().filter(read).map(|it| it.known).max();
        let later = seen.iter().copied().filter(|it| Some(it.known) > reports);
        let mut later: Vec<(&Head, EnteredKind)> = later
            .filter_map(|it| match it.kind {
                EntryKind::Entered(kind) => Some((it, kind)),
                _ => None,
            })
            .collect();
        if later.is_empty() {
            return Ok(reports);
        }
        later.sort_by_key(|(it, _)| std::cmp::Reverse(it.known));
        let shown = case.map(|case| case.visible(clearance, Known(jiff::Timestamp::MAX)));
        let sight = Sight::of(self, case.zip(shown.as_ref()), clearance);
        for (head, kind) in later {
            let content = entered::content(kind, &self.content(head)?).map_err(|what| Error::Damaged { seq: head.seq, what })?;
            if sight.shows(&content)? {
                return Ok(Some(head.known));
            }
        }
        Ok(reports)
    }
}
