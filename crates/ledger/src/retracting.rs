//! Which entries a clearance may see by what they name, and which retractions. What one says of an entry that may not be shown may not be shown
//! either, whatever its own marking.

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
        let sight = Sight::of(self, case, clearance);
        let mut hidden: BTreeSet<String> = BTreeSet::new();
        for it in entries.iter() {
            if !sight.ends(&it.content)? {
                hidden.insert(it.id.clone());
            }
        }
        entries.retain(|it| !hidden.contains(&it.id));
        Ok(())
    }
}

/// What a clearance may see at any moment; of the case, as it is and as it is shown.
pub(crate) struct Sight<'s, S> {
    ledger: &'s Ledger<S>,
    case: Option<(&'s Case, &'s Case)>,
    seen: BTreeMap<&'s str, &'s Head>,
    reports: BTreeSet<&'s str>,
}

impl<'s, S: Store> Sight<'s, S> {
    pub(crate) fn of(ledger: &'s Ledger<S>, case: Option<(&'s Case, &'s Case)>, clearance: &Clearance) -> Self {
        let seen: BTreeMap<&str, &Head> = bitemporal::visible(ledger.heads(), None, clearance).map(|it| (it.id.as_str(), it)).collect();
        let reports = bitemporal::taken(seen.values().copied()).filter_map(|it| it.subject.as_deref()).collect();
        Self { ledger, case, seen, reports }
    }

    /// Is everything that an entry names or takes back there to be seen?
    pub(crate) fn shows(&self, content: &Content) -> Result<bool, Error> {
        Ok(self.names(content) && self.ends(content)?)
    }

    /// Are the rows and reports that it names?
    fn names(&self, content: &Content) -> bool {
        let names = content.names();
        let above = self.case.is_some_and(|(whole, shown)| names.hidden(whole, shown));
        !above && names.reports.iter().all(|it| self.reports.contains(it))
    }

    /// Is everything that a retraction takes back, and what that took back in its turn, there to be seen? True of what is no retraction.
    fn ends(&self, content: &Content) -> Result<bool, Error> {
        let mut next = match content {
            Content::Retract(of) => Some(of.entry.clone()),
            _ => None,
        };
        let mut passed: BTreeSet<String> = BTreeSet::new();
        while let Some(id) = next {
            let Some((head, kind)) = self.seen.get(id.as_str()).and_then(|head| match head.kind {
                EntryKind::Entered(kind) => Some((*head, kind)),
                _ => None,
            }) else {
                return Ok(false);
            };
            let content = entered::content(kind, &self.ledger.content(head)?).map_err(|what| Error::Damaged { seq: head.seq, what })?;
            if !self.names(&content) || !passed.insert(id) {
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
