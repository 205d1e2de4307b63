//! Which chain a report is of: asked for every telling and every saying, so it is looked up and not searched.

use std::collections::BTreeMap;

use armistice_types::chains::Chain;

/// The chains of a view by their reports; a report is of one chain.
#[derive(Debug)]
pub(crate) struct Together<'c>(BTreeMap<usize, &'c Chain>);

impl<'c> Together<'c> {
    pub(crate) fn new(chains: &'c [Chain]) -> Self {
        Self(chains.iter().flat_map(|chain| chain.reports.iter().map(move |report| (*report, chain))).collect())
    }

    /// The first report of the chain; the report itself where it is of none.
    pub(crate) fn first(&self, report: usize) -> usize {
        self.of(report).first().copied().unwrap_or(report)
    }

    /// The reports of the chain, in order.
    pub(crate) fn of(&self, report: usize) -> &'c [usize] {
        self.0.get(&report).map_or(&[], |chain| &chain.reports)
    }
}
