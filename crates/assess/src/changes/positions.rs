//! Positions: shifts, and stances on which nothing was on file.

use armistice_types::assessment::Position;
use armistice_types::changes::{Change, ChangeKind, Side};

use super::{Between, change};

impl Between<'_> {
    /// Shifts that rest on a report of the later view only.
    pub(super) fn shifts(&self) -> Vec<Change> {
        let new = self.now.assessment.shifts.iter().filter(|it| it.after.evidence.first().is_some_and(|at| self.is_new(at.report)));
        new.map(|it| Change {
            issue: Some(it.issue.clone()),
            actor: Some(it.actor.clone()),
            from: Some(Side::from(&it.before)),
            to: Some(Side::from(&it.after)),
            day: it.after.day,
            before: it.before.evidence.clone(),
            evidence: it.after.evidence.clone(),
            marking: it.marking.clone(),
            ..change(it.kind.into(), it.sentence.clone())
        })
        .collect()
    }

    /// Stances on an option of which the actor had said nothing, as far as no shift tells them.
    pub(super) fn new_positions(&self, shifts: &[Change]) -> Vec<Change> {
        let mut out = Vec::new();
        for it in self.now.assessment.positions.iter().filter(|it| !it.superseded) {
            if !it.evidence.iter().all(|at| self.is_new(at.report)) || !it.evidence.iter().any(|at| self.is_news(*at)) {
                continue;
            }
            let on_file = |was: &&Position| {
                (&was.actor, &was.issue, &was.option, was.moves_position) == (&it.actor, &it.issue, &it.option, it.moves_position)
            };
            let told = shifts.iter().any(|shift| {
                shift.actor.as_ref() == Some(&it.actor)
                    && shift.issue.as_ref() == Some(&it.issue)
                    && it.evidence.iter().any(|at| shift.evidence.contains(at))
            });
            if told || self.then.assessment.positions.iter().any(|was| on_file(&was)) {
                continue;
            }
            let kind = if it.moves_position { ChangeKind::NewPosition } else { ChangeKind::ReportedMovement };
            let condition = if it.conditional { ", only on a condition" } else { "" };
            let below = if it.moves_position { "" } else { " (said below the authorised speaker: it moves no position)" };
            let held = format!("{}: {}{condition}", it.stance, self.label(&it.issue, it.option.as_ref()));
            let sentence = format!("{} [{}]: {held}{below}", self.name(&it.actor), self.question(&it.issue));
            out.push(Change {
                issue: Some(it.issue.clone()),
                actor: Some(it.actor.clone()),
                to: Some(Side { option: it.option.clone(), conditional: it.conditional, day: it.day, ..Side::word(it.stance.as_str()) }),
                day: it.day,
                evidence: it.evidence.clone(),
                marking: it.marking.clone(),
                ..change(kind, sentence)
            });
        }
        out
    }
}
