//! Support: in how many chains something is told, at least and at most.
//!
//! A statement's origin is its named speaker and occasion, or, for unnamed sources, the first report (DESIGN section 6). Reports of one chain
//! are one origin. One named speaker on one day is possibly one occasion: counted once in the lower number, apart in the upper. Unnamed
//! sources are never linked across reports.

use std::collections::{BTreeMap, BTreeSet};

use armistice_types::chains::{Chain, Support};
use armistice_types::statement::Anonymity;
use armistice_types::time::Edtf;
use armistice_types::view::{StatementRef, View};

/// Who said it and when, as far as a statement names both.
type Occasion = (String, Option<Edtf>);

/// What the statements of a view go back to.
#[derive(Debug)]
pub(crate) struct Origins {
    /// Report to the first report of its chain.
    first: BTreeMap<usize, usize>,
    occasions: BTreeMap<StatementRef, Occasion>,
}

impl Origins {
    /// From the chains of the view.
    pub(crate) fn new(view: &View, chains: &[Chain]) -> Self {
        let first = chains.iter().flat_map(|chain| chain.reports.iter().map(|report| (*report, chain.reports[0]))).collect();
        let mut occasions = BTreeMap::new();
        for filed in &view.reports {
            for it in &filed.reading.statements {
                let named = matches!(it.source.anonymity, Anonymity::Named | Anonymity::Office);
                if let Some(actor) = it.source.actor.filter(|_| named).and_then(|id| filed.reading.actor(id)) {
                    let at = StatementRef { report: filed.number, statement: it.id };
                    occasions.insert(at, (actor.name.to_lowercase(), it.said_on));
                }
            }
        }
        Self { first, occasions }
    }

    /// Copies counted once. Nothing rests on nothing: both are 0 then.
    pub(crate) fn support(&self, evidence: &[StatementRef]) -> Support {
        let chain = |at: &StatementRef| self.first.get(&at.report).copied().unwrap_or(at.report);
        let most: BTreeSet<usize> = evidence.iter().map(chain).collect();
        // One speaker on one day, or on a day that a report does not give: possibly one occasion.
        let mut apart: Vec<&Occasion> = Vec::new();
        let mut unnamed = 0;
        let mut counted: BTreeSet<usize> = BTreeSet::new();
        for at in evidence {
            if !counted.insert(chain(at)) {
                continue;
            }
            match self.occasions.get(at) {
                None => unnamed += 1,
                Some(it) if apart.iter().any(|other| other.0 == it.0 && (other.1 == it.1 || other.1.is_none() || it.1.is_none())) => {}
                Some(it) => apart.push(it),
            }
        }
        Support { at_least: apart.len() + unnamed, at_most: most.len() }
    }
}
