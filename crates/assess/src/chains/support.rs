//! Support: in how many chains something is told, at least and at most.
//!
//! A statement's origin is its named speaker and occasion, or, for unnamed sources, the first report (DESIGN section 6). Reports of one chain
//! are one origin. What one named speaker can have said on one day is possibly one occasion: counted once in the lower number, apart in the upper. Unnamed
//! sources are never linked across reports; but those of two reports of which one cites the other, or which share a quotation, are not
//! independent: the second counts nothing in the lower number.

use std::collections::{BTreeMap, BTreeSet};

use armistice_types::chains::{Chain, Link, Support};
use armistice_types::time::{Day, Edtf, Published};
use armistice_types::view::{StatementRef, View};

use super::Speakers;

/// Who said it, and when it can have been: where the report gives no day, any up to its own.
type Occasion = (String, Edtf);

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
        let speakers = Speakers::new(view);
        for filed in &view.reports {
            let up_to = Edtf { from: None, to: filed.reading.report.published.map(Published::day) };
            for it in &filed.reading.statements {
                if let Some(speaker) = it.source.actor.and_then(|id| speakers.key(view, filed, id, it.source.anonymity)) {
                    let at = StatementRef { report: filed.number, statement: it.id };
                    occasions.insert(at, (speaker, it.said_on.unwrap_or(up_to)));
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
        let mut spoken: BTreeMap<&str, Vec<Edtf>> = BTreeMap::new();
        let mut unnamed: Vec<usize> = Vec::new();
        let mut counted: BTreeSet<usize> = BTreeSet::new();
        for at in evidence {
            if !counted.insert(chain(at)) {
                continue;
            }
            match self.occasions.get(at) {
                None if unnamed.iter().any(|other| self.tied.contains(&(*other, chain(at)))) => {}
                None => unnamed.push(chain(at)),
                Some((speaker, day)) => spoken.entry(speaker).or_default().push(*day),
            }
        }
        let apart: usize = spoken.into_values().map(fewest).sum();
        Support { at_least: apart + unnamed.len(), at_most: most.len() }
    }
}

/// On how few occasions words of these days can have been spoken: one may serve all that meet. In the order of their ends, each takes a new
/// occasion, on its last day, unless the one before falls into it.
fn fewest(mut days: Vec<Edtf>) -> usize {
    days.sort_by_key(|it| (it.to.is_none(), it.to, it.from));
    let mut occasions: Vec<Option<Day>> = Vec::new();
    for it in days {
        let met = occasions.last().is_some_and(|last| last.zip(it.from).is_none_or(|(last, from)| from <= last));
        if !met {
            occasions.push(it.to);
        }
    }
    occasions.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Days of one month, 0 for an open end.
    #[track_caller]
    fn check(days: &[(i8, i8)], expect: usize) {
        let day = |n: i8| Day::new(2031, 10, n);
        let there: Vec<Edtf> = days.iter().map(|(from, to)| Edtf { from: day(*from), to: day(*to) }).collect();
        let back: Vec<Edtf> = there.iter().rev().copied().collect();
        assert_eq!((fewest(there), fewest(back)), (expect, expect), "{days:?}");
    }

    #[test]
    fn what_can_be_one_occasion_counts_once_in_any_order() {
        check(&[], 0);
        check(&[(0, 4), (0, 9)], 1);
        check(&[(3, 3), (8, 8), (3, 3)], 2);
        check(&[(3, 3), (0, 0), (8, 8)], 2);
        check(&[(0, 2), (8, 8)], 2);
        check(&[(1, 5), (3, 3), (4, 9)], 2);
        check(&[(1, 5), (4, 9), (5, 6)], 1);
    }
}
