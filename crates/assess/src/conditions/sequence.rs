//! Sequence: rules that wait for each other, accepted in the greatest fixed point and not in the least.

use std::collections::BTreeSet;

use armistice_types::case::Case;
use armistice_types::conditions::{Atom, Obstacle, ObstacleKind, Rule};
use armistice_types::marking::Marking;

use super::fixpoint::cycles;
use super::system::{System, gift};
use super::{label, name, sorted};

/// Every smallest deadlock. `firm` holds only what can fire by what the parties do; `loose` takes events and words that name
/// nothing in the case as met, and what is a deadlock only there is named with them: an exchange alone would not open it.
pub(super) fn sequences(case: &Case, rules: &[Rule], firm: &System, loose: &System) -> Vec<Obstacle> {
    let mut out = Vec::new();
    let mut known: Vec<Vec<usize>> = Vec::new();
    for system in [firm, loose] {
        let (low, high) = system.points();
        for set in cycles(&low, &high, &system.clauses) {
            if known.contains(&set) {
                continue;
            }
            out.extend(sequence(case, rules, system, &low, &set));
            known.push(set);
        }
    }
    out
}

fn sequence(case: &Case, rules: &[Rule], system: &System, low: &[bool], set: &[usize]) -> Option<Obstacle> {
    let holds = |atom: &usize| low[*atom] || set.contains(atom);
    let clauses = system.clauses.iter().zip(&system.from);
    let fires = clauses.filter(|(clause, _)| clause.body.iter().all(holds) && clause.head.iter().any(|atom| set.contains(atom)));
    let used: Vec<&Rule> = fires.filter_map(|(_, from)| rules.get((*from)?)).collect();
    let used = plainest(&used);
    let first = used.first()?;
    let besides: BTreeSet<String> = used.iter().flat_map(|rule| besides(rule)).collect();
    let besides: Vec<String> = besides.into_iter().collect();
    let mut sentence = used.iter().map(|rule| waits(case, rule)).collect::<Vec<_>>().join("; ");
    sentence.push_str("; each would give what the other waits for, and neither goes first");
    if !besides.is_empty() {
        sentence.push_str(&format!("; more is asked for besides, as said: {} (no option of a party stands for it)", besides.join("; ")));
    }
    Some(Obstacle {
        kind: ObstacleKind::Sequence,
        track: Some(first.track.clone()),
        computed: true,
        reviewed: used.iter().all(|rule| rule.reviewed),
        settled: None,
        sentence,
        exchange: set.iter().filter_map(|&atom| system.nodes.get(atom)).map(super::system::Node::atom).collect(),
        besides,
        relaxations: Vec::new(),
        rules: used.iter().map(|rule| rule.id.clone()).collect(),
        marking: used.iter().fold(Marking::clear(), |all, rule| all.join(&rule.marking)),
        evidence: sorted(used.iter().flat_map(|rule| rule.evidence.iter().copied())),
    })
}

/// Without rules that ask for more than another used one for the same.
fn plainest<'r>(used: &[&'r Rule]) -> Vec<&'r Rule> {
    let plain = |rule: &Rule| besides(rule).is_empty();
    let covered = |rule: &Rule| {
        let other = |give| used.iter().any(|it| plain(it) && it.party == rule.party && it.gives.contains(give));
        !plain(rule) && rule.gives.iter().all(other)
    };
    used.iter().copied().filter(|rule| !covered(rule)).collect()
}

/// What a rule asks for that no party gives.
fn besides(rule: &Rule) -> Vec<String> {
    let events = rule.needs.iter().filter_map(|atom| if let Atom::Event { words } = atom { Some(words.clone()) } else { None });
    rule.open.iter().cloned().chain(events).collect()
}

fn waits(case: &Case, rule: &Rule) -> String {
    let gives: Vec<String> = rule.gives.iter().map(|(issue, option)| label(case, issue, option)).collect();
    let needs: Vec<String> = rule
        .needs
        .iter()
        .filter_map(|atom| Some((gift(atom)?, atom)))
        .map(|((party, issue, option), atom)| {
            let done = if matches!(atom, Atom::Performs { .. }) { "to do" } else { "to promise" };
            format!("for {} {done} {}", name(case, &party), label(case, &issue, &option))
        })
        .collect();
    format!("{} waits {} before {}", name(case, &rule.party), needs.join(" and "), gives.join(" and "))
}
