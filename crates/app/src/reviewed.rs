//! `--reviewed-only`: what a person has reviewed, and nothing else. Of a report that nobody has reviewed the statements
//! stay on which a confirmed rule rests, with no tie but that rule's.

use std::collections::BTreeSet;

use armistice_types::coded::{Coded, Tied};
use armistice_types::conditions::Rule;
use armistice_types::statement::StatementId;
use armistice_types::view::{Filed, View};

use crate::pipeline::Assessed;

/// The same view without what no person has reviewed, assessed again.
pub(crate) fn only(it: Assessed) -> Assessed {
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
    let assessment = armistice_assess::assess(&view, &coded);
    Assessed { view, coded, assessment }
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
