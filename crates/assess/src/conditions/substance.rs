//! Substance: issues on which what is asked and what is offered do not meet. No line says that anything would be accepted.

use armistice_types::assessment::Position;
use armistice_types::case::{ActorKey, Case, Issue, IssueKey, OptionKey};
use armistice_types::coded::Stance;
use armistice_types::conditions::{Demand, Obstacle, ObstacleKind, Relaxation, Rule};
use armistice_types::marking::Marking;
use armistice_types::time::Day;
use armistice_types::view::{StatementRef, View};

use super::relaxations::minimal;
use super::system::gift;
use super::{label, name, sorted};
use crate::status::{day_of, parties};

/// What a party stands on in one issue, and what it rests on.
struct Stand {
    party: ActorKey,
    issue: IssueKey,
    wants: Vec<OptionKey>,
    /// What it gives by itself, and the last day of that; the last day of all it stands on.
    gives: Vec<(OptionKey, Option<Day>)>,
    last: Option<Day>,
    rules: Vec<String>,
    marking: Marking,
    evidence: Vec<StatementRef>,
}

/// The standing demands on a track, by party and issue: own words, and what a rule of the party waits for.
fn demands(case: &Case, track: &[&Issue], who: &[ActorKey], rules: &[Rule], positions: &[Position]) -> Vec<Stand> {
    let mut out: Vec<Stand> = Vec::new();
    for party in who {
        for issue in track {
            let mut it = Stand {
                party: party.clone(),
                issue: issue.id.clone(),
                wants: Vec::new(),
                gives: Vec::new(),
                last: None,
                rules: Vec::new(),
                marking: Marking::clear(),
                evidence: Vec::new(),
            };
            let mine = positions.iter().filter(|row| row.actor == *party && row.issue == issue.id && row.moves_position && !row.superseded);
            for row in mine {
                let gives = row.stance.is_yes() || row.stance == Stance::Offers;
                // What a party does not rule out it can be brought to.
                let open = matches!(row.stance, Stance::DoesNotObject | Stance::HasNotRuledOut);
                if let (true, Some(option)) = (gives || open || row.stance == Stance::Demands, &row.option) {
                    it.wants.push(option.clone());
                    let day = row.day.and_then(|day| day.to);
                    it.last = it.last.max(day);
                    it.gives.extend((gives && !row.conditional).then(|| (option.clone(), day)));
                    it.marking = it.marking.join(&row.marking);
                    it.evidence.extend(&row.evidence);
                }
            }
            for rule in rules.iter().filter(|rule| rule.party == *party) {
                for (_, on, option) in rule.needs.iter().filter_map(gift).filter(|(_, on, _)| *on == issue.id) {
                    debug_assert_eq!(on, issue.id);
                    it.wants.push(option);
                    it.rules.push(rule.id.clone());
                    it.marking = it.marking.join(&rule.marking);
                    it.evidence.extend(&rule.evidence);
                }
            }
            // What a party would give on a condition it can live with: what stands in the way there is the condition.
            let stands = !it.wants.is_empty();
            for rule in rules.iter().filter(|rule| stands && rule.party == *party) {
                it.wants.extend(rule.gives.iter().filter(|(on, _)| *on == issue.id).map(|(_, option)| option.clone()));
            }
            it.wants.sort();
            it.wants.dedup();
            if !it.wants.is_empty() {
                out.push(it);
            }
        }
    }
    out.sort_by_key(|it| (case.actors.iter().position(|row| row.id == it.party), it.issue.clone()));
    out
}

/// Issues on which no option is left that every party could stand on, with every smallest set of demands whose dropping leaves one.
pub(super) fn substance(case: &Case, view: &View, rules: &[Rule], positions: &[Position]) -> Vec<Obstacle> {
    let mut out: Vec<Obstacle> = Vec::new();
    for track in &case.tracks {
        let who = parties(case, &track.id, day_of(view));
        let issues: Vec<&Issue> = case.issues.iter().filter(|issue| issue.track == track.id).collect();
        let all = demands(case, &issues, &who, rules, positions);
        for issue in issues {
            let on: Vec<&Stand> = all.iter().filter(|it| it.issue == issue.id).collect();
            if on.len() >= 2
                && !unanswered(&on)
                && let Some(it) = contested(case, issue, &who, &on, rules, positions)
            {
                out.push(it);
            }
        }
    }
    out
}

/// Has one put forward or accepted something since another last spoke on the issue? Nobody has answered that yet: no deadlock so far.
fn unanswered(on: &[&Stand]) -> bool {
    let since = |one: &Stand, other: &Stand| one.gives.iter().any(|(option, day)| !other.wants.contains(option) && *day > other.last);
    on.iter().any(|one| on.iter().any(|other| one.party != other.party && other.rules.is_empty() && since(one, other)))
}

fn contested(case: &Case, issue: &Issue, who: &[ActorKey], on: &[&Stand], rules: &[Rule], positions: &[Position]) -> Option<Obstacle> {
    let refusals: Vec<&Position> = positions
        .iter()
        .filter(|it| it.issue == issue.id && it.moves_position && !it.superseded && it.stance == Stance::Rejects && who.contains(&it.actor))
        .collect();
    let free: Vec<&OptionKey> =
        issue.options.iter().map(|row| &row.id).filter(|id| !refusals.iter().any(|it| it.option.as_ref() == Some(id))).collect();
    let open =
        |dropped: u64| free.iter().any(|option| on.iter().enumerate().all(|(n, it)| dropped & 1 << n != 0 || it.wants.contains(option)));
    if open(0) {
        return None;
    }
    let found = minimal(on.len(), open);
    let dropped = |it: &Stand| Demand { party: it.party.clone(), issue: it.issue.clone(), options: it.wants.clone() };
    let relaxations = found.sets.iter().map(|set| Relaxation {
        drop: on.iter().enumerate().filter(|(n, _)| set & 1 << n != 0).map(|(_, it)| dropped(it)).collect(),
        cost: set.count_ones(),
    });
    let sides: Vec<String> = on
        .iter()
        .map(|it| {
            let wants: Vec<String> = it
                .wants
                .iter()
                .map(|option| {
                    issue.options.iter().find(|row| row.id == *option).map_or_else(|| option.to_string(), |row| format!("[{}]", row.label))
                })
                .collect();
            format!("{} stands on {}", name(case, &it.party), wants.join(" or "))
        })
        .collect();
    let waiting: Vec<&Rule> = rules
        .iter()
        .filter(|rule| on.iter().any(|it| it.rules.contains(&rule.id)) && rule.gives.iter().any(|(id, _)| *id != issue.id))
        .collect();
    let mut waits: Vec<String> = waiting
        .iter()
        .map(|rule| {
            let gives: Vec<String> = rule.gives.iter().map(|(issue, option)| label(case, issue, option)).collect();
            format!("; what {} gives only then: {}", name(case, &rule.party), gives.join(", "))
        })
        .collect();
    // Two rules that give the same are one thing to say.
    waits.dedup();
    let more = if found.complete { "" } else { " (not every way was tried)" };
    let marking = on
        .iter()
        .map(|it| &it.marking)
        .chain(refusals.iter().map(|it| &it.marking))
        .fold(issue.meta.marking.clone(), |all, it| all.join(it));
    let mut used: Vec<String> = on.iter().flat_map(|it| it.rules.iter().cloned()).collect();
    used.sort();
    used.dedup();
    Some(Obstacle {
        kind: ObstacleKind::Substance,
        track: Some(issue.track.clone()),
        computed: true,
        reviewed: !used.is_empty() && used.iter().all(|id| rules.iter().any(|rule| rule.id == *id && rule.reviewed)),
        settled: None,
        sentence: format!("{}: {}{}{more}", issue.question, sides.join(", "), waits.concat()),
        exchange: Vec::new(),
        besides: Vec::new(),
        relaxations: relaxations.collect(),
        rules: used,
        marking,
        evidence: sorted(
            on.iter().flat_map(|it| it.evidence.iter().copied()).chain(refusals.iter().flat_map(|it| it.evidence.iter().copied())),
        ),
    })
}
