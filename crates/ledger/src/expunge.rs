//! What an expunge says, and what goes with a report: its readings, and every entry that holds words of it.

use std::collections::BTreeSet;

use armistice_types::case::Case;
use armistice_types::entries::{Content, EnteredKind};
use armistice_types::marking::Marking;
use armistice_types::time::{Known, Recorded};
use serde::{Deserialize, Serialize};

use crate::clock::Clock;
use crate::crypt::Random;
use crate::entered;
use crate::entry::{EntryKind, Head, NewEntry};
use crate::ledger::Ledger;
use crate::sqlite::{Sqlite, Wiped};
use crate::store::Error;

/// What is to be destroyed, by whom and why.
#[derive(Clone, Debug)]
pub struct Expunge<'e> {
    /// As [`Ledger::going`] gives them; at least one.
    pub heads: &'e [Head],
    /// As it stands, if it can be read: from whom its rows hide an entry, from them it is hidden, too, that the entry went.
    pub case: Option<&'e Case>,
    /// Who destroys it.
    pub author: &'e str,
    /// In the person's words, which stay, for whoever may see all that goes.
    pub why: &'e str,
    /// The same for who sees a part of it only. With no words there, who sees it knows that more went.
    pub why_below: Option<&'e str>,
}

impl Ledger<Sqlite> {
    /// What an expunge of these would bring back: entries that one of them retracts and that do not go themselves.
    #[must_use]
    pub fn brought_back(&self, going: &[Head]) -> Vec<String> {
        let goes = |id: &str| going.iter().any(|it| it.id == id);
        let retracts = going.iter().filter(|it| it.kind == EntryKind::Entered(EnteredKind::Retract));
        let targets = retracts.filter_map(|it| it.subject.clone()).filter(|id| !goes(id));
        targets.filter(|id| self.heads().iter().any(|it| it.id == *id && !it.expunged())).collect()
    }

    /// The entries that go with those of these ids: with a report its readings and every entry that holds its words; in their
    /// order. An expunge itself never goes.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn going(&self, ids: &[String]) -> Result<Vec<Head>, Error> {
        let named = |it: &&Head| ids.contains(&it.id) && !it.expunged();
        let reports: BTreeSet<&str> = (self.heads().iter().filter(named))
            .filter(|it| it.kind == EntryKind::ReportTaken)
            .filter_map(|it| it.subject.as_deref())
            .collect();
        let mut out = Vec::new();
        for head in self.heads().iter().filter(|it| !it.expunged() && it.kind != EntryKind::Expunged) {
            let goes = match head.kind {
                _ if ids.contains(&head.id) => true,
                EntryKind::ReportTaken | EntryKind::ReadingMade => head.subject.as_deref().is_some_and(|it| reports.contains(it)),
                EntryKind::Entered(_) if !reports.is_empty() => {
                    // One that cannot be read any more stays, and `verify` names it.
                    self.content(head).is_ok_and(|content| reports.iter().any(|it| content.contains(it)))
                }
                _ => false,
            };
            if goes {
                out.push(head.clone());
            }
        }
        Ok(out)
    }

    /// At which marking it shows that each of these goes: its own, with that of the rows of the case that it names, and with that of what it
    /// takes back. Of contents that are gone, nothing but the first is known.
    #[must_use]
    pub fn shown_at(&self, going: &[Head], case: Option<&Case>) -> Vec<Marking> {
        going.iter().map(|head| case.map_or_else(|| head.marking.clone(), |case| self.reach(head, case))).collect()
    }

    fn reach(&self, head: &Head, case: &Case) -> Marking {
        let (mut out, mut next, mut passed) = (Marking::clear(), Some(head), BTreeSet::new());
        while let Some(head) = next.take().filter(|it| passed.insert(it.seq)) {
            out = out.join(&head.marking);
            let EntryKind::Entered(kind) = head.kind else { break };
            // One that cannot be read names nothing that is known.
            let Some(content) = self.content(head).ok().and_then(|text| entered::content(kind, &text).ok()) else { break };
            out = out.join(&content.names().marking(case));
            if let Content::Retract(of) = &content {
                next = self.heads().iter().find(|it| it.id == of.entry);
            }
        }
        out
    }

    /// Destroys contents for good; their heads stay as tombstones, and entries say who destroyed them. Gives the ids of these entries, that at
    /// the marking of all last, and whether remains can still be in the file.
    ///
    /// # Errors
    /// Where the ledger cannot be written; nothing is destroyed then.
    pub fn expunge(&mut self, what: &Expunge<'_>, now: Recorded, random: Random<'_>) -> Result<(Vec<String>, Wiped), Error> {
        let ids = self.destroy(what, now, random)?;
        Ok((ids, self.wipe()?))
    }

    /// The first half of [`Ledger::expunge`]: what goes cannot be read any more, and that is on disk. [`Ledger::wipe`] must follow.
    ///
    /// # Errors
    /// Where the ledger cannot be written; nothing is destroyed then.
    pub fn destroy(&mut self, what: &Expunge<'_>, now: Recorded, random: Random<'_>) -> Result<Vec<String>, Error> {
        let shown_at = self.shown_at(what.heads, what.case);
        let clock = Clock::new(self.heads(), now);
        let entries = what.entries(&shown_at, &clock).map_err(|err| Error::Damaged { seq: 0, what: err.to_string() })?;
        let of = self.heads().len() as u64;
        let added = self.store().destroy(what.heads, of, &entries, random)?;
        Ok(added.into_iter().map(|it| it.id).collect())
    }

    /// The second half: the remains leave the file. It takes as long as writing all of it, or waiting for whoever reads it.
    ///
    /// # Errors
    /// Where the ledger cannot be read after that; what was destroyed is destroyed.
    pub fn wipe(&mut self) -> Result<Wiped, Error> {
        let wiped = self.store().finish_wipe();
        self.refresh().map_err(|source| Error::Unread { source: Box::new(source) })?;
        Ok(wiped)
    }
}

impl Expunge<'_> {
    /// One entry for each marking at which it shows, so that whoever sees a tombstone sees that it was meant. Behind them that of the marking
    /// of all, which names all: there alone the reason stands, since words about the whole may tell of what is above a part of it.
    fn entries(&self, shown_at: &[Marking], clock: &Clock<'_>) -> Result<Vec<NewEntry>, serde_json::Error> {
        let whole = joined(shown_at);
        let parts: BTreeSet<&Marking> = shown_at.iter().filter(|it| **it != whole).collect();
        let entry = |marking: &Marking, ids: Vec<String>, why: Option<&str>| {
            let recorded = clock.recorded(marking);
            Ok(NewEntry {
                kind: EntryKind::Expunged,
                subject: ids.first().cloned().unwrap_or_default(),
                known: Known(recorded.0),
                recorded,
                author: self.author.to_owned(),
                marking: marking.clone(),
                content: json(&ids, why)?,
            })
        };
        let part = |at: &Marking| {
            let goes = self.heads.iter().zip(shown_at).filter(|(_, it)| *it == at);
            goes.map(|(head, _)| head.id.clone()).collect::<Vec<_>>()
        };
        let all = self.heads.iter().map(|it| it.id.clone()).collect();
        let parts = parts.into_iter().map(|marking| entry(marking, part(marking), self.why_below));
        parts.chain([entry(&whole, all, Some(self.why))]).collect()
    }
}

/// The marking of all that is destroyed, at which the reason stands; of what [`Ledger::shown_at`] gives.
#[must_use]
pub fn joined(shown_at: &[Marking]) -> Marking {
    shown_at.iter().fold(Marking::clear(), |all, it| all.join(it))
}

/// The stored form of an expunge, version 1.
#[derive(Serialize, Deserialize)]
struct ExpungeRow {
    v: u32,
    entries: Vec<String>,
    /// None where it stands above this entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

/// The JSON that an expunge is stored as.
pub(crate) fn json(entries: &[String], why: Option<&str>) -> Result<String, serde_json::Error> {
    serde_json::to_string(&ExpungeRow { v: 1, entries: entries.to_vec(), why: why.map(str::to_owned) })
}

/// Ids of the entries whose contents an expunge destroyed; none where it cannot be read.
pub(crate) fn ids(text: &str) -> Vec<String> {
    read(text).unwrap_or_default()
}

/// Reads an expunge back.
pub(crate) fn read(text: &str) -> Result<Vec<String>, String> {
    serde_json::from_str::<ExpungeRow>(text).map(|it| it.entries).map_err(|err| err.to_string())
}
