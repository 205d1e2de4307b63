//! What is on file: outcomes, proposals, statuses of issues and tracks, forecasts that were resolved.

use armistice_types::assessment::IssueState;
use armistice_types::changes::{Change, ChangeKind, Side};
use armistice_types::forecasts::{Fate, Forecast};
use armistice_types::happenings::Named;
use armistice_types::proposals::ProposalState;
use armistice_types::time::Edtf;

use super::{Between, change, reports};

impl Between<'_> {
    /// Outcomes of the case whose result came to be known, was corrected, or is open again.
    pub(super) fn outcomes(&self) -> Vec<Change> {
        let Some(case) = self.case() else { return Vec::new() };
        let had = |id: &armistice_types::case::OutcomeKey| {
            self.then.view.case.as_ref().and_then(|case| case.outcomes.iter().find(|row| row.id == *id)?.result)
        };
        let new = case.outcomes.iter().filter(|row| row.result != had(&row.id));
        new.map(|row| {
            let came = match row.result {
                Some(true) => "it came",
                Some(false) => "it did not come",
                None => "it is open again",
            };
            let by = row.resolved.map_or_else(String::new, |day| format!(", known on {day}"));
            Change {
                track: Some(row.track.clone()),
                day: row.resolved.map(Edtf::day),
                line: Some(row.meta.line),
                entry: row.entry.clone(),
                marking: row.meta.marking.clone(),
                ..change(ChangeKind::Outcome, format!("[{}]: {came}{by}", row.proposition))
            }
        })
        .collect()
    }

    /// New proposals, replaced ones, and what came back on them.
    pub(super) fn proposals(&self) -> Vec<Change> {
        self.now.assessment.proposals.iter().flat_map(|it| self.proposal(it)).collect()
    }

    /// The same proposal in the earlier view: it rests on some of the same words.
    fn earlier(&self, it: &ProposalState) -> Option<&ProposalState> {
        self.then.assessment.proposals.iter().find(|was| was.evidence.iter().any(|place| it.evidence.contains(place)))
    }

    fn proposal(&self, it: &ProposalState) -> Vec<Change> {
        let was = self.earlier(it);
        let of = |kind, day, sentence| Change {
            track: it.track.clone(),
            day,
            places: it.evidence.clone(),
            marking: it.marking.clone(),
            ..change(kind, sentence)
        };
        let mut out = Vec::new();
        if was.is_none() && reports(&it.evidence).all(|report| self.is_new(report)) {
            // A paper that is only seen or told of has nobody who put it forward.
            let by =
                if it.sponsors.is_empty() { "by whom is not told".to_owned() } else { format!("put forward by {}", names(&it.sponsors)) };
            let terms: Vec<&str> = it.terms.iter().map(|term| term.text.as_str()).collect();
            let terms = if terms.is_empty() { "terms not reported".to_owned() } else { terms.join("; ") };
            out.push(of(ChangeKind::NewProposal, it.day, format!("{}, {by}: {terms}", titled(it))));
        }
        let replaced = it.superseded_by.as_ref().filter(|_| was.is_none_or(|was| was.superseded_by.is_none()));
        if let Some(by) = replaced {
            let later = self.now.assessment.proposals.iter().find(|other| other.id == *by);
            if later.is_some_and(|later| reports(&later.evidence).any(|report| self.is_new(report))) {
                let name = later.map_or_else(|| by.to_string(), titled);
                let mut change =
                    of(ChangeKind::ProposalSuperseded, later.and_then(|it| it.day), format!("{} is replaced by {name}", titled(it)));
                change.places.extend(later.into_iter().flat_map(|it| it.evidence.clone()));
                out.push(change);
            }
        }
        for answer in &it.answers {
            let new = !answer.evidence.is_empty() && reports(&answer.evidence).all(|report| self.is_new(report));
            let known = was.is_some_and(|was| was.answers.iter().any(|old| (&old.by, old.response) == (&answer.by, answer.response)));
            if new && !known {
                let told = if answer.own_words { "" } else { ", as others tell it" };
                let sentence = format!("{} on {}: {}{told}", answer.by.name, titled(it), answer.response);
                let mut change = of(ChangeKind::Answered, answer.day, sentence);
                change.places.clone_from(&answer.evidence);
                change.actor.clone_from(&answer.by.actor);
                change.to = Some(Side { day: answer.day, ..Side::word(answer.response.as_str()) });
                out.push(change);
            }
        }
        out
    }

    /// Statuses of tracks and issues that are others than before.
    pub(super) fn statuses(&self) -> Vec<Change> {
        let mut out = Vec::new();
        for it in &self.now.assessment.tracks {
            let was = self.then.assessment.tracks.iter().find(|was| was.track == it.track);
            if was.is_none_or(|was| was.status == it.status) {
                continue;
            }
            let from = was.map_or_else(String::new, |was| format!(" (was: {})", was.status));
            out.push(Change {
                track: Some(it.track.clone()),
                from: was.map(|was| Side::word(was.status.as_str())),
                to: Some(Side::word(it.status.as_str())),
                before: was.map(|was| was.evidence.clone()).unwrap_or_default(),
                evidence: it.evidence.clone(),
                places: it.told.clone(),
                ..change(ChangeKind::TrackStatus, format!("now {}{from}: {}", it.status, it.because))
            });
        }
        for it in &self.now.assessment.issues {
            let was = self.then.assessment.issues.iter().find(|was| was.issue == it.issue);
            let same = |was: &IssueState| (was.status, was.agreed, &was.option) == (it.status, it.agreed, &it.option);
            let Some(was) = was.filter(|was| !same(was)) else { continue };
            let option = |state: &IssueState| {
                state.option.as_ref().map_or_else(String::new, |option| format!(" ({})", self.label(&it.issue, Some(option))))
            };
            let sentence = format!(
                "{}: now {}{} (was: {}{}), as {}",
                self.question(&it.issue),
                it.status,
                option(it),
                was.status,
                option(was),
                it.because
            );
            let side = |state: &IssueState| Some(Side { option: state.option.clone(), ..Side::word(state.status.as_str()) });
            let (before, evidence) = (was.evidence.clone(), it.evidence.clone());
            let newest = evidence.iter().filter(|at| self.is_new(at.report)).max().and_then(|at| self.day(*at));
            out.push(Change {
                issue: Some(it.issue.clone()),
                from: side(was),
                to: side(it),
                day: newest,
                before,
                evidence,
                marking: was.marking.join(&it.marking),
                ..change(ChangeKind::Status, sentence)
            });
        }
        out
    }

    /// Forecasts on file at the earlier moment, or since, that came true or false, or whose last day passed without a result.
    pub(super) fn forecasts(&self) -> Vec<Change> {
        self.now.assessment.forecasts.iter().filter_map(|it| self.forecast(it)).collect()
    }

    fn forecast(&self, it: &Forecast) -> Option<Change> {
        let first = it.statements.first()?;
        let was = self.then.assessment.forecasts.iter().find(|was| was.statements.first() == Some(first) && was.outcome == it.outcome);
        if it.outcome.is_none() || was.is_some_and(|was| was.fate == it.fate) {
            return None;
        }
        let kind = match it.fate {
            Fate::CameTrue | Fate::CameFalse => ChangeKind::ResolvedForecast,
            Fate::Passed => ChangeKind::HorizonPassed,
            Fate::Open => return None,
        };
        let words = it.horizon.words.as_ref().map_or_else(String::new, |words| format!(", {words}"));
        let sentence = format!("{} of {} ({}{words}): {}; {}", it.kind, it.speaker, it.proposition, it.fate, it.because);
        let outcome = self.case()?.outcomes.iter().find(|row| Some(&row.id) == it.outcome.as_ref());
        Some(Change {
            track: outcome.map(|row| row.track.clone()),
            actor: it.actor.clone(),
            from: Some(Side::word(Fate::Open.as_str())),
            to: Some(Side::word(it.fate.as_str())),
            day: it.resolved.or(it.horizon.to).map(Edtf::day),
            before: it.statements.clone(),
            line: it.line,
            entry: it.entry.clone(),
            marking: it.marking.clone(),
            ..change(kind, sentence)
        })
    }
}

/// Its number with its name, where it has one.
fn titled(it: &ProposalState) -> String {
    format!("{} {}", it.id, it.name).trim_end().to_owned()
}

fn names(list: &[Named]) -> String {
    list.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join(", ")
}
