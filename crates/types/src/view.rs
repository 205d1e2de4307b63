//! What LEDGER hands over: reports and their readings as known at a moment, to one clearance.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::case::Case;
use crate::decided::{Decision, Deed, OriginTie, RowTie, SpeakerTie, last_words};
use crate::entries::{Content, Entered, EntryState};
use crate::marking::{AttributionLevel, Clearance, Marking};
use crate::statement::{ActorId, Reading, Statement, StatementId};
use crate::text::Span;
use crate::time::{Known, Recorded};

/// One report in a view, with the newest reader's reading of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Filed {
    /// 1-based within the view, by (known, report id; what is shown where it is not on the record): `R3` on the page. Depends on nothing the
    /// view does not show.
    pub number: usize,
    /// When the report could be known.
    pub known: Known,
    /// When the ledger took it.
    pub recorded: Recorded,
    /// Who may be shown it.
    pub marking: Marking,
    /// How its sources may be attributed; the reading holds nothing that this withholds.
    pub attribution: AttributionLevel,
    /// Has a person reviewed every statement that is in it?
    pub reviewed: bool,
    /// Name and version of the reader.
    pub reader: String,
    /// The reading, with what persons rejected left out, what they put right in their saying, and what they added behind the rest.
    pub reading: Reading,
    /// What persons decided on statements that are in it.
    pub decisions: BTreeMap<StatementId, Decision>,
    /// Statements whose marking is above the report's, because an entry on them is.
    pub marked: BTreeMap<StatementId, Marking>,
    /// What persons say of who its sources are.
    pub rows: BTreeMap<ActorId, Vec<RowTie>>,
    /// How many statements persons struck out, those nested in them with them.
    pub struck: usize,
}

impl Filed {
    /// Has a person reviewed this statement, and every one that it stands within?
    #[must_use]
    pub fn reviewed_at(&self, id: StatementId) -> bool {
        self.around(id).iter().all(|id| self.decisions.contains_key(id))
    }

    /// Persons by whose reading, and not the program's, a statement says what it says, or is of whom it is of; by name.
    #[must_use]
    pub fn readers(&self, id: StatementId) -> BTreeSet<&str> {
        let mut out = BTreeSet::new();
        for id in self.around(id) {
            out.extend(self.decisions.get(&id).filter(|it| it.deed != Deed::Accepted).map(|it| it.author.as_str()));
            let source = self.reading.statement(id).and_then(|it| it.source.actor);
            out.extend(
                source.and_then(|actor| self.rows.get(&actor)).into_iter().flat_map(|ties| last_words(ties)).map(|it| it.author.as_str()),
            );
        }
        out
    }

    /// A statement, and every one that it stands within, from the inside out.
    fn around(&self, id: StatementId) -> Vec<StatementId> {
        let (mut at, mut out) = (Some(id), Vec::new());
        // Two may stand within one another in a damaged reading.
        while let Some(id) = at.filter(|id| !out.contains(id)) {
            out.push(id);
            at = self.reading.statement(id).and_then(|it| it.within);
        }
        out
    }

    /// Who may be shown a statement: what the report and the entries on it, or on what it stands within, allow together.
    #[must_use]
    pub fn marking_at(&self, id: StatementId) -> &Marking {
        self.marked.get(&id).unwrap_or(&self.marking)
    }
}

/// A function of (entries, case revision, moment, clearance).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct View {
    /// Nothing known later is in the view.
    pub moment: Known,
    /// Nothing above this is in the view.
    pub clearance: Clearance,
    /// The case, filtered the same way; `None` for reports read without a case.
    pub case: Option<Case>,
    /// By [`Filed::number`].
    pub reports: Vec<Filed>,
    /// What persons entered, retracted entries included; by (known, recorded, id).
    pub entries: Vec<Entered>,
    /// What came of the entries about statements and about who is who; by (known, recorded, id).
    pub decided: Vec<EntryState>,
    /// What persons say of the origins of reports.
    pub origins: Vec<OriginTie>,
    /// What persons say of sources that are one.
    pub speakers: Vec<SpeakerTie>,
    /// How many statements are left out because no person has reviewed them, where that was asked for.
    pub left_out: usize,
}

/// A statement of a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct StatementRef {
    /// [`Filed::number`].
    pub report: usize,
    /// Within the report.
    pub statement: StatementId,
}

/// A stretch of one report of a view: what a line rests on where that is no statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    /// [`Filed::number`].
    pub report: usize,
    /// In its text.
    #[serde(flatten)]
    pub span: Span,
}

impl View {
    /// The entry with this id.
    #[must_use]
    pub fn entry(&self, id: &str) -> Option<&Entered> {
        self.entries.iter().find(|it| it.id == id)
    }

    /// Entries that no longer count, each with the one that retracts it. A retraction may be retracted; only what was
    /// recorded later than an entry can retract it. Of several the last recorded is given.
    #[must_use]
    pub fn retractions(&self) -> BTreeMap<&str, &Entered> {
        let mut latest_first: Vec<&Entered> = self.entries.iter().collect();
        latest_first.sort_by(|a, b| (b.recorded, &b.id).cmp(&(a.recorded, &a.id)));
        let mut out: BTreeMap<&str, &Entered> = BTreeMap::new();
        for it in latest_first {
            if let (Content::Retract(of), false) = (&it.content, out.contains_key(it.id.as_str()))
                && self.entry(&of.entry).is_some_and(|target| target.recorded < it.recorded)
            {
                out.entry(&of.entry).or_insert(it);
            }
        }
        out
    }

    /// The entries that count, oldest first.
    #[must_use]
    pub fn standing(&self) -> Vec<&Entered> {
        let gone = self.retractions();
        self.entries.iter().filter(|it| !gone.contains_key(it.id.as_str())).collect()
    }

    /// Persons by whose reading, and not the program's, any of these statements says what it says; by name.
    #[must_use]
    pub fn read_by(&self, statements: &[StatementRef]) -> Vec<&str> {
        let reads = |at: &StatementRef| self.report(at.report).map(|it| it.readers(at.statement));
        let names: BTreeSet<&str> = statements.iter().filter_map(reads).flatten().collect();
        names.into_iter().collect()
    }

    /// The report with this number.
    #[must_use]
    pub fn report(&self, number: usize) -> Option<&Filed> {
        number.checked_sub(1).and_then(|i| self.reports.get(i))
    }

    /// The report and statement a reference points to.
    #[must_use]
    pub fn statement(&self, at: StatementRef) -> Option<(&Filed, &Statement)> {
        let filed = self.report(at.report)?;
        Some((filed, filed.reading.statement(at.statement)?))
    }
}
