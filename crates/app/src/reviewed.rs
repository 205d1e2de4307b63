//! `--reviewed-only`: what a person has reviewed, and nothing else: statements that were accepted, put right or added, with their ties, and
//! what confirmed rules rest on, with no tie but those rules'. Events, proposals and problems are the program's reading, and left out.

use std::collections::BTreeSet;

use armistice_types::coded::{Coded, Tied};
use armistice_types::conditions::Rule;
use armistice_types::entries::{Changed, EntryState};
use armistice_types::statement::{ActorId, StatementId};
use armistice_types::view::{Filed, Place, View};

use crate::pipeline::Assessed;

/// The same view without what no person has reviewed, assessed again; reports in which no person has reviewed anything are left out.
pub(crate) fn only(it: Assessed) -> Assessed {
    stripped_view(it, false)
}

/// The same with every report, so that their numbers are those of the whole view on any day.
pub(crate) fn only_on_any_day(it: Assessed) -> Assessed {
    stripped_view(it, true)
}

fn stripped_view(it: Assessed, every: bool) -> Assessed {
    let statements = |all: &[Filed]| all.iter().map(|it| it.reading.statements.len()).sum::<usize>();
    let before = statements(&it.view.reports);
    let ids: Vec<String> = it.view.reports.iter().map(|filed| filed.reading.report.id.clone()).collect();
    let confirmed: Vec<Rule> = it.assessment.conditions.rules.into_iter().filter(|rule| rule.reviewed).collect();
    let mut reports: Vec<Filed> = Vec::new();
    let mut coded: Vec<Coded> = Vec::new();
    // Numbers by which entries tie reports are those of the whole view.
    let mut numbers: Vec<(usize, usize)> = Vec::new();
    for (filed, ties) in it.view.reports.into_iter().zip(it.coded) {
        let (filed, ties) = stripped(filed, ties, &confirmed);
        if every || !filed.reading.statements.is_empty() || filed.struck > 0 {
            let number = reports.len() + 1;
            numbers.push((filed.number, number));
            reports.push(Filed { number, ..filed });
            coded.push(ties);
        }
    }
    let now = |old: usize| numbers.iter().find(|it| it.0 == old).map(|it| it.1);
    let left_out = before - statements(&reports);
    let mut view = View { reports, left_out, ..it.view };
    view.origins.retain_mut(|it| {
        let there = now(it.one).zip(now(it.other));
        (it.one, it.other) = there.unwrap_or((it.one, it.other));
        there.is_some()
    });
    view.speakers.retain_mut(|it| {
        let there = now(it.one.0).zip(now(it.other.0));
        (it.one.0, it.other.0) = there.unwrap_or((it.one.0, it.other.0));
        there.is_some()
    });
    for state in &mut view.decided {
        renumber(&mut state.touches, &now);
    }
    let mut assessment = armistice_assess::assess(&view, &coded);
    // Read from the reports' own sentences, which no entry covers.
    assessment.roles_told.clear();
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

/// What an entry touches, by the numbers of the smaller view.
fn renumber(touches: &mut armistice_types::entries::Touches, now: &dyn Fn(usize) -> Option<usize>) {
    use armistice_types::entries::Touches;
    let there = match touches {
        Touches::Statement(at) => now(at.report).map(|n| at.report = n),
        Touches::Speaker { report, .. } => now(*report).map(|n| *report = n),
        Touches::Reports { one, other } => now(*one).zip(now(*other)).map(|(a, b)| (*one, *other) = (a, b)),
        _ => Some(()),
    };
    if there.is_none() {
        *touches = Touches::Nothing { because: "nothing of its report is on a page of what is reviewed".to_owned() };
    }
}

/// A report with nothing but what a person has reviewed.
fn stripped(mut filed: Filed, ties: Coded, confirmed: &[Rule]) -> (Filed, Coded) {
    let of = |id: StatementId| confirmed.iter().filter(move |rule| rests_on(rule, filed.number, id));
    let mut coded = Coded { actors: ties.actors, ..Coded::default() };
    for (id, tied) in ties.conditions {
        let gives: BTreeSet<_> = of(id).flat_map(|rule| rule.gives.iter().cloned()).collect();
        // Without a rule that a person confirmed nothing is given; but a yes on a condition is none without it.
        if !gives.is_empty() || filed.reviewed_at(id) {
            coded.conditions.insert(id, Tied { gives: gives.into_iter().collect(), ..tied });
        }
    }
    coded.about = ties.about.into_iter().filter(|(id, _)| filed.reviewed_at(*id)).collect();
    coded.outcomes = ties.outcomes.into_iter().filter(|(id, _)| filed.reviewed_at(*id)).collect();
    let kept: BTreeSet<StatementId> =
        filed.reading.statements.iter().map(|it| it.id).filter(|id| filed.reviewed_at(*id) || of(*id).next().is_some()).collect();
    let reading = &mut filed.reading;
    reading.statements.retain(|it| kept.contains(&it.id));
    let speaks = |id: ActorId| {
        reading.statements.iter().any(|it| it.source.actor == Some(id) || it.via.contains(&id) || it.addressees.contains(&id))
    };
    reading.actors.retain(|it| speaks(it.id));
    (reading.events, reading.proposals, reading.problems) = (Vec::new(), Vec::new(), Vec::new());
    filed.reviewed = filed.reading.statements.iter().all(|it| filed.reviewed_at(it.id));
    (filed, coded)
}

fn rests_on(rule: &Rule, report: usize, id: StatementId) -> bool {
    rule.evidence.iter().any(|at| at.report == report && at.statement == id)
}
