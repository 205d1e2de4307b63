//! Which retractions a view may hold. What one says of an entry that may not be shown may not be shown either, whatever its own marking.

use std::collections::{BTreeMap, BTreeSet};

use armistice_types::case::Case;
use armistice_types::entries::{Content, Entered};
use armistice_types::marking::Clearance;

use crate::bitemporal;
use crate::entered;
use crate::entry::{EntryKind, Head};
use crate::ledger::Ledger;
use crate::store::{Error, Store};

impl<S: Store> Ledger<S> {
    /// Takes out the retractions of what the clearance may not see at any moment, and those of such a retraction, whether the ledger has
    /// their target or not: that an entry is hidden must look like an entry that never was. One of what is only known later stays.
    pub(crate) fn keep_shown_retractions(
        &self,
        entries: &mut Vec<Entered>,
        case: Option<(&Case, &Case)>,
        clearance: &Clearance,
    ) -> Result<(), Error> {
        if !entries.iter().any(|it| matches!(it.content, Content::Retract(_))) {
            return Ok(());
        }
        let seen: BTreeMap<&str, &Head> = bitemporal::visible(self.heads(), None, clearance).map(|it| (it.id.as_str(), it)).collect();
        let reports: BTreeSet<&str> = bitemporal::taken(seen.values().copied()).filter_map(|it| it.subject.as_deref()).collect();
        let mut hidden: BTreeSet<String> = BTreeSet::new();
        for it in entries.iter() {
            if !self.ends_in_sight(&it.content, &seen, &reports, case)? {
                hidden.insert(it.id.clone());
            }
        }
        entries.retain(|it| !hidden.contains(&it.id));
        Ok(())
    }

    /// Is everything that a retraction takes back, and what that took back in its turn, there to be seen? True of what is no retraction.
    fn ends_in_sight(
        &self,
        content: &Content,
        seen: &BTreeMap<&str, &Head>,
        reports: &BTreeSet<&str>,
        case: Option<(&Case, &Case)>,
    ) -> Result<bool, Error> {
        let mut next = match content {
            Content::Retract(of) => Some(of.entry.clone()),
            _ => None,
        };
        let mut passed: BTreeSet<String> = BTreeSet::new();
        while let Some(id) = next {
            let Some((head, kind)) = seen.get(id.as_str()).and_then(|head| match head.kind {
                EntryKind::Entered(kind) => Some((*head, kind)),
                _ => None,
            }) else {
                return Ok(false);
            };
            let content = entered::content(kind, &self.content(head)?).map_err(|what| Error::Damaged { seq: head.seq, what })?;
            let names = content.names();
            let above = case.is_some_and(|(whole, shown)| names.hidden(whole, shown));
            if above || !names.reports.iter().all(|it| reports.contains(it)) || !passed.insert(id) {
                return Ok(false);
            }
            next = match content {
                Content::Retract(of) => Some(of.entry),
                _ => None,
            };
        }
        Ok(true)
    }
}
