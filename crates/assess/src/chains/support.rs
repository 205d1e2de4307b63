//! Support: in how many chains something is told, at least and at most.
//!
//! A statement's origin is its named speaker and occasion, or, for unnamed sources, the first report (DESIGN section 6). Reports of one chain
//! are one origin. One named speaker on one day is possibly one occasion: counted once in the lower number, apart in the upper. Unnamed
//! sources are never linked across reports; but those of two reports of which one cites the other, or which share a quotation, are not
//! independent: the second counts nothing in the lower number.

use std::collections::{BTreeMap, BTreeSet};

use armistice_types::chains::{Chain, Link, Support};
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
    /// First reports of chains that may have one source.
    tied: BTreeSet<(usize, usize)>,
}

impl Origins {
    /// From the chains of the view.
    pub(crate) fn new(view: &View, chains: &[Chain], joins: &[Link]) -> Self {
        let first: BTreeMap<usize, usize> =
            chains.iter().flat_map(|chain| chain.reports.iter().map(|report| (*report, chain.reports[0]))).collect();
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
        let of = |report: usize| first.get(&report).copied().unwrap_or(report);
        let tied = joins.iter().map(|it| (of(it.one), of(it.other))).flat_map(|(a, b)| [(a, b), (b, a)]).collect();
        Self { first, occasions, tied }
    }

    /// Copies counted once. Nothing rests on nothing: both are 0 then.
    pub(crate) fn support(&self, evidence: &[StatementRef]) -> Support {
        let chain = |at: &StatementRef| self.first.get(&at.report).copied().unwrap_or(at.report);
        let most: BTreeSet<usize> = evidence.iter().map(chain).collect();
        // One speaker on one day, or on a day that a report does not give: possibly one occasion.
        let mut apart: Vec<&Occasion> = Vec::new();
        let mut unnamed: Vec<usize> = Vec::new();
        let mut counted: BTreeSet<usize> = BTreeSet::new();
        for at in evidence {
            if !counted.insert(chain(at)) {
                continue;
            }
            match self.occasions.get(at) {
                None if unnamed.iter().any(|other| self.tied.contains(&(*other, chain(at)))) => {}
                None => unnamed.push(chain(at)),
                Some(it) if apart.iter().any(|other| other.0 == it.0 && (other.1 == it.1 || other.1.is_none() || it.1.is_none())) => {}
                Some(it) => apart.push(it),
            }
        }
        Support { at_least: apart.len() + unnamed.len(), at_most: most.len() }
    }
}
