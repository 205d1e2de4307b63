//! What others say: accounts, denials, conflicts, and who is heard for the first time.

use armistice_types::case::RoleKind;
use armistice_types::changes::{Change, ChangeKind, Side};
use armistice_types::statement::{Anonymity, Quote};
use armistice_types::view::StatementRef;

use super::{Between, change};

impl Between<'_> {
    /// Accounts of a stance of which nobody had given an account; one more teller of the same is no change.
    pub(super) fn new_accounts(&self) -> Vec<Change> {
        let mut out: Vec<Change> = Vec::new();
        for it in &self.now.assessment.accounts {
            let same = |was: &&armistice_types::assessment::Account| {
                (&was.actor, &was.issue, &was.option, was.stance) == (&it.actor, &it.issue, &it.option, it.stance)
            };
            let Some(first) = it.evidence.iter().min().filter(|at| self.is_news(**at)) else { continue };
            if self.then.assessment.accounts.iter().any(|was| same(&was)) {
                continue;
            }
            let by = it.by.clone().unwrap_or_else(|| "the report, without a source".to_owned());
            let held = format!("{}: {}", it.stance, self.label(&it.issue, it.option.as_ref()));
            let sentence =
                format!("{} [{}], not in its own words: {held}, as told by {by}", self.name(&it.actor), self.question(&it.issue));
            if out.iter().any(|other| other.sentence == sentence) {
                continue;
            }
            out.push(Change {
                issue: Some(it.issue.clone()),
                actor: Some(it.actor.clone()),
                to: Some(Side { option: it.option.clone(), day: it.day, ..Side::word(it.stance.as_str()) }),
                day: self.day(*first),
                evidence: it.evidence.clone(),
                marking: it.marking.clone(),
                ..change(ChangeKind::NewAccount, sentence)
            });
        }
        out
    }

    /// Denials that are not retold, with what they leave open.
    pub(super) fn denials(&self) -> Vec<Change> {
        let new = self.now.assessment.denials.iter().filter(|it| self.is_news(it.statement));
        new.map(|it| {
            let speaker = self.speaker(it.statement);
            let sentence = format!("{speaker} denies: {} ({}: {})", it.of, it.scope, it.leaves_open);
            Change {
                before: it.denied.clone(),
                evidence: vec![it.statement],
                marking: it.marking.clone(),
                actor: self.actor_of(it.statement),
                track: it.track.clone(),
                ..change(ChangeKind::NewDenial, sentence)
            }
        })
        .collect()
    }

    /// Conflicts that the earlier view did not have, where a new report brings one side.
    pub(super) fn conflicts(&self) -> Vec<Change> {
        let known = |it: &armistice_types::assessment::Conflict| {
            self.then.assessment.conflicts.iter().any(|was| {
                (was.kind, &was.issue, &was.sentence) == (it.kind, &it.issue, &it.sentence)
                    || was.one.iter().any(|at| it.one.contains(at)) && was.other.iter().any(|at| it.other.contains(at))
            })
        };
        let new = self.now.assessment.conflicts.iter().filter(|it| {
            // The side that came later must be more than a copy.
            let news = |side: &[StatementRef]| side.iter().any(|at| self.is_news(*at));
            !known(it) && (news(&it.one) || news(&it.other))
        });
        new.map(|it| {
            let (old, fresh): (Vec<StatementRef>, Vec<StatementRef>) =
                it.one.iter().chain(&it.other).partition(|at| !self.is_new(at.report));
            Change {
                issue: it.issue.clone(),
                before: old,
                evidence: fresh,
                marking: it.marking.clone(),
                ..change(ChangeKind::NewConflict, it.sentence.clone())
            }
        })
        .collect()
    }

    /// Actors without words of their own at the earlier moment and with some at the later.
    pub(super) fn heard(&self) -> Vec<Change> {
        let mut out: Vec<Change> = Vec::new();
        for silent in &self.then.assessment.not_heard {
            let still = self.now.assessment.not_heard.iter().any(|it| (&it.track, &it.name) == (&silent.track, &silent.name));
            let again = out.iter().any(|it| it.actor.is_some() && it.actor == silent.actor);
            if still || again {
                continue;
            }
            // "The fighters agreed", in a report's own voice, are not words of theirs.
            let Some(first) = self.first_words(silent) else { continue };
            let evidence = vec![first];
            let roles: Vec<&str> = silent.roles.iter().filter(|role| **role != RoleKind::Outsider).map(|role| role.as_str()).collect();
            let roles = if roles.is_empty() { String::new() } else { format!(" ({})", roles.join(", ")) };
            let sentence = format!("{}{roles} is heard in its own words for the first time on file", silent.name);
            let track = silent.track.clone();
            out.push(Change { track, actor: silent.actor.clone(), evidence, ..change(ChangeKind::Heard, sentence) });
        }
        out
    }

    /// The first statement of the later view by an actor or by anybody of its own, by name or in its quoted words.
    fn first_words(&self, silent: &armistice_types::assessment::NotHeard) -> Option<StatementRef> {
        self.now.view.reports.iter().zip(self.now.coded).filter(|(filed, _)| self.is_new(filed.number)).find_map(|(filed, coded)| {
            let theirs = |it: &&armistice_types::statement::Statement| {
                let words = it.source.anonymity == Anonymity::Named || it.quote != Quote::Indirect;
                let Some(id) = it.source.actor.filter(|_| it.within.is_none() && words) else { return false };
                match &silent.actor {
                    Some(actor) => coded.actors.get(&id).is_some_and(|it| it.actor.as_ref() == Some(actor)),
                    None => {
                        filed.reading.actor(id).is_some_and(|it| it.name == silent.name || it.affiliation.as_ref() == Some(&silent.name))
                    }
                }
            };
            filed.reading.statements.iter().find(theirs).map(|it| StatementRef { report: filed.number, statement: it.id })
        })
    }

    fn speaker(&self, at: StatementRef) -> String {
        let found = self.now.view.statement(at).and_then(|(filed, it)| filed.reading.actor(it.source.actor?));
        found.map_or_else(|| "a source that is not given".to_owned(), |actor| actor.name.clone())
    }

    fn actor_of(&self, at: StatementRef) -> Option<armistice_types::case::ActorKey> {
        let id = self.now.view.statement(at)?.1.source.actor?;
        self.now.coded.get(at.report.checked_sub(1)?)?.actors.get(&id)?.actor.clone()
    }
}
