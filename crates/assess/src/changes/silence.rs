//! Gone silent: a party that spoke on an issue and of which no statement at all is on file since, while others went on speaking of the
//! issue. A fact about the file ("no words since"), never about an intention; a party that still speaks, of whatever, is not silent.

use std::collections::BTreeSet;

use armistice_types::assessment::Status;
use armistice_types::case::{ActorKey, IssueKey};
use armistice_types::changes::{Change, ChangeKind};
use armistice_types::coded::About;
use armistice_types::time::Day;
use armistice_types::view::{StatementRef, View};

use super::{Between, Moment, change, days};
use crate::status::parties;

/// Days without a word before a party counts as gone silent on an issue.
const DAYS: i32 = 7;
/// Reports since in which somebody else speaks of the issue; copies counted.
const REPORTS: usize = 3;

/// The last own words of a party on an issue, and what came since.
struct Quiet {
    day: Day,
    at: StatementRef,
    since: usize,
    days: i32,
}

impl Between<'_> {
    /// At the later moment gone silent by the rule of this module, and not yet at the earlier one. Only where the issue is not settled.
    pub(super) fn gone_silent(&self) -> Vec<Change> {
        let Some(case) = self.case() else { return Vec::new() };
        let today = crate::forecasts::today(self.now.view);
        let mut out = Vec::new();
        for issue in &case.issues {
            let status = self.now.assessment.issues.iter().find(|it| it.issue == issue.id).map(|it| it.status);
            if matches!(status, Some(Status::Agreed | Status::ReportedAgreed | Status::Parked)) {
                continue;
            }
            for party in parties(case, &issue.track, today) {
                let Some(now) = quiet(self.now, &party, &issue.id) else { continue };
                if self.is_new(now.at.report) || quiet(self.then, &party, &issue.id).is_some() {
                    continue;
                }
                let sentence = format!(
                    "{} [{}]: no words of its own on file since {} ({} days, {} reports that speak of it)",
                    self.name(&party),
                    issue.question,
                    now.day,
                    now.days,
                    now.since
                );
                let day = Some(armistice_types::time::Edtf::day(now.day));
                let (issue, actor) = (Some(issue.id.clone()), Some(party.clone()));
                out.push(Change { issue, actor, day, before: vec![now.at], ..change(ChangeKind::GoneSilent, sentence) });
            }
        }
        out
    }
}

fn quiet(moment: Moment<'_>, party: &ActorKey, issue: &IssueKey) -> Option<Quiet> {
    let rows = rows(moment);
    let own = |about: &About| about.own_words && about.holder == *party && about.issue == *issue;
    let (day, at) = rows.iter().filter(|(.., about)| own(about)).map(|(day, at, _)| (*day, *at)).max()?;
    let since: BTreeSet<usize> =
        rows.iter().filter(|(later, _, about)| *later > day && about.issue == *issue).map(|(_, at, _)| at.report).collect();
    if speaks_after(moment, party, day) {
        return None;
    }
    let days = days(day, crate::forecasts::today(moment.view));
    (days >= DAYS && since.len() >= REPORTS).then_some(Quiet { day, at, since: since.len(), days })
}

/// Is any statement of the party, by whomever of it, on file for a later day?
fn speaks_after(moment: Moment<'_>, party: &ActorKey, day: Day) -> bool {
    moment.view.reports.iter().zip(moment.coded).any(|(filed, coded)| {
        let published = filed.reading.report.published.map(armistice_types::time::Published::day);
        filed.reading.statements.iter().any(|it| {
            let theirs = it.source.actor.and_then(|id| coded.actors.get(&id)).is_some_and(|it| it.actor.as_ref() == Some(party));
            theirs && it.said_on.and_then(|day| day.to).or(published).is_some_and(|later| later > day)
        })
    })
}

/// Every coded stance with the day it was said, else published.
fn rows(moment: Moment<'_>) -> Vec<(Day, StatementRef, &About)> {
    let view: &View = moment.view;
    let mut out = Vec::new();
    for (filed, coded) in view.reports.iter().zip(moment.coded) {
        for (id, rows) in &coded.about {
            let said = filed.reading.statement(*id).and_then(|it| it.said_on).and_then(|day| day.to);
            let Some(day) = said.or_else(|| filed.reading.report.published.map(armistice_types::time::Published::day)) else { continue };
            out.extend(rows.iter().map(|about| (day, StatementRef { report: filed.number, statement: *id }, about)));
        }
    }
    out
}
