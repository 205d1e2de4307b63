//! `--reviewed-only`: what a person has reviewed, and nothing else. Of a report that nobody has reviewed the statements
//! stay on which a confirmed rule rests, with no tie but that rule's.

use std::collections::BTreeSet;

use armistice_types::coded::{Coded, Tied};
use armistice_types::conditions::Rule;
use armistice_types::entries::{Changed, EntryState};
use armistice_types::statement::StatementId;
use armistice_types::view::{Filed, Place, View};

use crate::pipeline::Assessed;

/// The same view without what no person has reviewed, assessed again.
pub(crate) fn only(it: Assessed) -> Assessed {
    let ids: Vec<String> = it.view.reports.iter().map(|filed| filed.reading.report.id.clone()).collect();
    let confirmed: Vec<Rule> = it.assessment.conditions.rules.into_iter().filter(|rule| rule.reviewed).collect();
    let mut reports: Vec<Filed> = Vec::new();
    let mut coded: Vec<Coded> = Vec::new();
    for (filed, ties) in it.view.reports.into_iter().zip(it.coded) {
        let (filed, ties) = if filed.reviewed { (filed, ties) } else { stripped(filed, ties, &confirmed) };
        if filed.reviewed || !ties.conditions.is_empty() {
            reports.push(Filed { number: reports.len() + 1, ..filed });
            coded.push(ties);
        }
    }
    let view = View { reports, ..it.view };
    let mut assessment = armistice_assess::assess(&view, &coded);
    rested_on_the_whole(&mut assessment.entries, it.assessment.entries, &ids, &view);
    Assessed { view, coded, assessment }
}

/// Whether what a judgement rested on has changed is told from the whole view: what is only left out here has not changed. `ids` are the
/// reports of the whole view in order; places in reports that are left out are dropped.
fn rested_on_the_whole(entries: &mut [EntryState], whole: Vec<EntryState>, ids: &[String], view: &View) {
    let here = |at: Place| {
        let id = ids.get(at.report.checked_sub(1)?)?;
        let filed = view.reports.iter().find(|filed| filed.reading.report.id == *id)?;
        Some(Place { report: filed.number, ..at })
    };
    for (entry, was) in entries.iter_mut().zip(whole) {
        entry.changed = was.changed.map(|it| Changed {
            new: it.new.into_iter().filter_map(here).collect(),
            gone: it.gone.into_iter().filter_map(here).collect(),
            status: it.status,
        });
    }
}

/// A report with nothing but what confirmed rules rest on.
fn stripped(mut filed: Filed, ties: Coded, confirmed: &[Rule]) -> (Filed, Coded) {
    let of = |id: StatementId| confirmed.iter().filter(move |rule| rests_on(rule, filed.number, id));
    let mut coded = Coded { actors: ties.actors, ..Coded::default() };
    for (id, tied) in ties.conditions {
        let gives: BTreeSet<_> = of(id).flat_map(|rule| rule.gives.iter().cloned()).collect();
        if !gives.is_empty() {
            coded.conditions.insert(id, Tied { gives: gives.into_iter().collect(), ..tied });
        }
    }
    let reading = &mut filed.reading;
    reading.statements.retain(|it| coded.conditions.contains_key(&it.id));
    (reading.events, reading.proposals, reading.problems) = (Vec::new(), Vec::new(), Vec::new());
    (filed, coded)
}

fn rests_on(rule: &Rule, report: usize, id: StatementId) -> bool {
    rule.evidence.iter().any(|at| at.report == report && at.statement == id)
}
