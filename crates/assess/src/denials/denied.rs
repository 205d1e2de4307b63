//! What a denial denies: the statements by others that say it.

use std::collections::{BTreeMap, BTreeSet};

use armistice_types::statement::{Act, DenialScope, Statement};
use armistice_types::view::{Filed, StatementRef, View};

use super::{NEAR, content, day};
use crate::stems::{each, stems};

/// The plain statements of a view by the words that denials speak of, so that a denial is held against those only that have its words.
pub(super) struct Claims<'v> {
    view: &'v View,
    /// By stem: indices of report and statement, in order.
    by_stem: BTreeMap<String, Vec<(usize, usize)>>,
}

impl<'v> Claims<'v> {
    /// `things`: what the denials of the view say of what they deny.
    pub(super) fn new<'t>(view: &'v View, things: impl Iterator<Item = &'t str>) -> Self {
        let mut by_stem: BTreeMap<String, Vec<(usize, usize)>> = things.flat_map(stems).map(|stem| (stem, Vec::new())).collect();
        let reports = if by_stem.is_empty() { &[][..] } else { &view.reports[..] };
        for (n, filed) in reports.iter().enumerate() {
            for (m, it) in filed.reading.statements.iter().enumerate().filter(|(_, it)| plain(it)) {
                each(&content(filed, it), |stem| {
                    if let Some(all) = by_stem.get_mut(stem)
                        && all.last() != Some(&(n, m))
                    {
                        all.push((n, m));
                    }
                });
            }
        }
        Self { view, by_stem }
    }

    /// Statements by others, within two weeks before, that say the thing denied: in the very words, or in most of its words.
    pub(super) fn denied(&self, filed: &Filed, denial: &Statement, scope: DenialScope, of: &str) -> Vec<StatementRef> {
        let Some(today) = day(filed) else { return Vec::new() };
        let index = filed.reading.report.text.index();
        let same = |it: &&Statement| it.id != denial.id && it.content.first().and_then(|span| index.quote(*span)) == Some(of);
        let mut found: BTreeSet<(usize, usize)> = BTreeSet::new();
        if let Some(here) = self.view.reports.iter().position(|it| it.number == filed.number) {
            let all = filed.reading.statements.iter().enumerate();
            found.extend(all.filter(|(_, it)| same(it)).map(|(m, _)| (here, m)));
        }
        let thing = stems(of);
        if thing.len() > 2 && matches!(scope, DenialScope::Content | DenialScope::Said | DenialScope::Exists) {
            let apart = |(other, it): &(&Filed, &Statement)| {
                other.number != filed.number || it.within != Some(denial.id) && it.id != denial.id && denial.within != Some(it.id)
            };
            let near = |(other, _): &(&Filed, &Statement)| day(other).is_some_and(|day| day <= today && today <= day.plus(NEAR));
            found.extend(self.with_all(&thing).filter(|at| self.at(*at).is_some_and(|it| near(&it) && apart(&it))));
        }
        let speaker = speaker(filed, denial);
        let told = found.into_iter().filter_map(|at| self.at(at)).filter(|(other, it)| self::speaker(other, it) != speaker);
        told.map(|(other, it)| StatementRef { report: other.number, statement: it.id }).collect()
    }

    /// Plain statements that have every one of the stems.
    fn with_all(&self, thing: &BTreeSet<String>) -> impl Iterator<Item = (usize, usize)> {
        let mut lists: Vec<&[(usize, usize)]> = thing.iter().map(|stem| self.by_stem.get(stem).map_or(&[][..], Vec::as_slice)).collect();
        lists.sort_by_key(|list| list.len());
        let (fewest, others) = lists.split_first().map_or((&[][..], Vec::new()), |(first, rest)| (*first, rest.to_vec()));
        fewest.iter().copied().filter(move |at| others.iter().all(|list| list.binary_search(at).is_ok()))
    }

    fn at(&self, (report, statement): (usize, usize)) -> Option<(&'v Filed, &'v Statement)> {
        let filed = self.view.reports.get(report)?;
        Some((filed, filed.reading.statements.get(statement)?))
    }
}

fn plain(it: &Statement) -> bool {
    matches!(it.act, Act::Assert | Act::Accept | Act::Confirm) && !it.negated && it.conditions.is_empty()
}

fn speaker<'r>(filed: &'r Filed, it: &Statement) -> Option<&'r str> {
    it.source.actor.and_then(|id| filed.reading.actor(id)).map(|it| it.name.as_str())
}
