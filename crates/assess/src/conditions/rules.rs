//! Rules from coded statements. Only the binding own words of an actor make a rule of it; a later binding word of
//! its own on the same option, or a yes to another option of the issue, stands in its place.

use armistice_types::case::{ActorKey, Case, IssueKey, OptionKey, TrackKey};
use armistice_types::coded::{Coded, Stance, Tied};
use armistice_types::conditions::{Rule, RuleBasis};
use armistice_types::time::{Day, Known, Published};
use armistice_types::view::{Filed, StatementRef, View};

use crate::sayings::Saying;

type When = (Option<Day>, Known);

/// A rule as read, and whether a later word of its party stands in its place.
pub(super) struct Found {
    pub(super) rule: Rule,
    pub(super) stands: bool,
}

/// Every rule of the view, without ids.
pub(super) fn rules(case: &Case, view: &View, coded: &[Coded], sayings: &[Saying<'_>]) -> Vec<Found> {
    let mut found: Vec<(When, Rule)> = Vec::new();
    for (filed, coded) in view.reports.iter().zip(coded) {
        for (id, tied) in coded.conditions.iter().filter(|(_, it)| it.own_words && it.authority.binds()) {
            let at = StatementRef { report: filed.number, statement: *id };
            let when = when(filed, at);
            for (track, gives) in by_track(case, &tied.gives) {
                let rule = rule(track, gives, tied, filed, at);
                match found.iter_mut().find(|(_, it)| it.key == rule.key) {
                    Some((known, same)) => {
                        *known = (*known).max(when);
                        same.evidence.push(at);
                        same.marking = same.marking.join(filed.marking_at(*id));
                    }
                    None => found.push((when, rule)),
                }
            }
        }
    }
    let stands = |when: &When, rule: &Rule| {
        let newer =
            |(other, it): &(When, Rule)| it.party == rule.party && other > when && it.gives.iter().any(|give| rule.gives.contains(give));
        let said = sayings.iter().any(|it| (it.last_day(), it.known) > *when && it.binds() && replaces(it, rule));
        !said && !found.iter().any(newer)
    };
    let standing: Vec<bool> = found.iter().map(|(when, rule)| stands(when, rule)).collect();
    found.into_iter().zip(standing).map(|((when, rule), stands)| Found { rule: Rule { day: when.0, ..rule }, stands }).collect()
}

fn when(filed: &Filed, at: StatementRef) -> When {
    let said = filed.reading.statement(at.statement).and_then(|it| it.said_on).and_then(|day| day.to);
    (said.or_else(|| filed.reading.report.published.map(Published::day)), filed.known)
}

/// Does a later saying of the party stand in the place of its rule? Its unconditional word on what the rule gives, or a yes to another option of the issue.
fn replaces(it: &Saying<'_>, rule: &Rule) -> bool {
    let own = it.about.own_words && it.about.holder == rule.party;
    let yes = matches!(it.about.stance, Stance::Accepts | Stance::AcceptsInPrinciple | Stance::Offers);
    own && rule.gives.iter().any(|(issue, option)| {
        let same = it.about.option.as_ref() == Some(option);
        it.about.issue == *issue
            && (same && !it.conditional && (yes || it.about.stance == Stance::Rejects) || !same && it.about.option.is_some() && yes)
    })
}

/// What is given, track by track.
pub(super) fn by_track(case: &Case, gives: &[(IssueKey, OptionKey)]) -> Vec<(TrackKey, Vec<(IssueKey, OptionKey)>)> {
    let mut out: Vec<(TrackKey, Vec<(IssueKey, OptionKey)>)> = Vec::new();
    for give in gives {
        let Some(issue) = case.issue(&give.0) else { continue };
        match out.iter_mut().find(|(track, _)| *track == issue.track) {
            Some((_, gives)) => gives.push(give.clone()),
            None => out.push((issue.track.clone(), vec![give.clone()])),
        }
    }
    out
}

fn rule(track: TrackKey, gives: Vec<(IssueKey, OptionKey)>, tied: &Tied, filed: &Filed, at: StatementRef) -> Rule {
    let party: ActorKey = tied.holder.clone();
    let rule = Rule {
        id: String::new(),
        key: String::new(),
        track,
        party,
        gives,
        needs: tied.needs.clone(),
        unless: tied.unless.clone(),
        open: tied.open.clone(),
        day: None,
        basis: RuleBasis::Statement,
        reviewed: false,
        marking: filed.marking_at(at.statement).clone(),
        evidence: vec![at],
        entries: Vec::new(),
    };
    Rule { key: super::entered::key(&rule), ..rule }
}
