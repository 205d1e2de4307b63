//! Rules as clauses over numbered atoms: what each party gives, and events.

use std::collections::BTreeSet;

use armistice_types::assessment::Position;
use armistice_types::case::{ActorKey, Case, IssueKey, OptionKey};
use armistice_types::coded::Stance;
use armistice_types::conditions::{Assumption, Atom, Rule};
use armistice_types::view::View;

use super::fixpoint::{Clause, greatest, least};
use crate::status::day_of;

/// Who gives what. A promise and its performance are one here: a rule that fires is kept.
pub(super) type Gift = (ActorKey, IssueKey, OptionKey);

/// One atom of the engine.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Node {
    Gift(Gift),
    Event(String),
}

impl Node {
    /// A gift as the promise of it.
    pub(super) fn atom(&self) -> Atom {
        match self.clone() {
            Self::Gift((party, issue, option)) => Atom::Commits { party, issue, option },
            Self::Event(words) => Atom::Event { words },
        }
    }
}

fn node(atom: &Atom) -> Node {
    match gift(atom) {
        Some(gift) => Node::Gift(gift),
        None => Node::Event(if let Atom::Event { words } = atom { words.clone() } else { String::new() }),
    }
}

pub(super) fn gift(atom: &Atom) -> Option<Gift> {
    match atom {
        Atom::Commits { party, issue, option } | Atom::Performs { party, issue, option } => {
            Some((party.clone(), issue.clone(), option.clone()))
        }
        Atom::Event { .. } => None,
    }
}

/// What holds before any rule: standing words without a condition, and events that have come about.
pub(super) struct Facts {
    gifts: BTreeSet<Gift>,
    events: BTreeSet<String>,
}

impl Facts {
    pub(super) fn new(case: &Case, view: &View, positions: &[Position]) -> Self {
        let of = |it: &Position| Some((it.actor.clone(), it.issue.clone(), it.option.clone()?));
        let clocks = case.clocks.iter().filter(|row| row.date <= day_of(view)).map(|row| row.name.clone());
        let outcomes = case.outcomes.iter().filter(|row| row.result == Some(true)).map(|row| row.proposition.clone());
        Self { gifts: positions.iter().filter(|it| given(it)).filter_map(of).collect(), events: clocks.chain(outcomes).collect() }
    }

    /// Has it come about without a rule?
    fn hold(&self, atom: &Atom) -> bool {
        match atom {
            Atom::Event { words } => self.events.contains(words),
            _ => gift(atom).is_some_and(|gift| self.gifts.contains(&gift)),
        }
    }

    /// The events of rules that have come about, by words.
    pub(super) fn happened(&self, rules: &[Rule]) -> Vec<Atom> {
        let events = rules.iter().flat_map(|rule| &rule.needs).filter(|atom| gift(atom).is_none() && self.hold(atom));
        events.cloned().collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Negative conditions, each once.
    pub(super) fn assumptions(&self, rules: &[Rule]) -> Vec<Assumption> {
        let atoms: BTreeSet<&Atom> = rules.iter().flat_map(|rule| &rule.unless).collect();
        let of = |atom: &Atom| rules.iter().filter(|rule| rule.unless.contains(atom)).map(|rule| rule.id.clone()).collect();
        atoms.into_iter().map(|atom| Assumption { atom: atom.clone(), holds: !self.hold(atom), rules: of(atom) }).collect()
    }
}

/// A standing yes or offer in binding own words, without a condition.
fn given(it: &Position) -> bool {
    it.moves_position && !it.superseded && !it.conditional && matches!(it.stance, Stance::Accepts | Stance::Offers)
}

/// Is what a rule cannot itself bring about taken as met: events, and words that name nothing in the case?
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Besides {
    /// No: a rule that asks for such a thing fires only once it has come about.
    Waits,
    /// Yes: to see what would still stand in the way then.
    Met,
}

/// The clauses of some rules.
pub(super) struct System {
    pub(super) nodes: Vec<Node>,
    pub(super) clauses: Vec<Clause>,
    /// Per clause the rule it comes from; none for a fact.
    pub(super) from: Vec<Option<usize>>,
}

impl System {
    /// A rule whose assumption has failed gives no clause.
    pub(super) fn new(rules: &[Rule], facts: &Facts, besides: Besides) -> Self {
        let heads = rules.iter().flat_map(|rule| gifts(rule).map(Node::Gift));
        let needs = rules.iter().flat_map(|rule| rule.needs.iter().map(node));
        let given = facts.gifts.iter().cloned().map(Node::Gift);
        let nodes: BTreeSet<Node> = heads.chain(needs).chain(given).collect();
        let mut system = Self { nodes: nodes.into_iter().collect(), clauses: Vec::new(), from: Vec::new() };
        for (n, rule) in rules.iter().enumerate() {
            let open = !rule.open.is_empty() && besides == Besides::Waits;
            if open || rule.unless.iter().any(|atom| facts.hold(atom)) {
                continue;
            }
            let head = gifts(rule).filter_map(|gift| system.at(&Node::Gift(gift))).collect();
            let body = rule.needs.iter().filter_map(|atom| system.at(&node(atom))).collect();
            system.clauses.push(Clause { head, body });
            system.from.push(Some(n));
        }
        for n in 0..system.nodes.len() {
            let holds = match &system.nodes[n] {
                // Where a party has put a condition on it, words of it without the condition give nothing more.
                Node::Gift(gift) => facts.gifts.contains(gift) && !rules.iter().any(|rule| gifts(rule).any(|it| it == *gift)),
                Node::Event(words) => besides == Besides::Met || facts.events.contains(words),
            };
            if holds {
                system.clauses.push(Clause { head: vec![n], body: Vec::new() });
                system.from.push(None);
            }
        }
        system
    }

    fn at(&self, node: &Node) -> Option<usize> {
        self.nodes.binary_search(node).ok()
    }

    /// Least and greatest fixed point.
    pub(super) fn points(&self) -> (Vec<bool>, Vec<bool>) {
        (least(self.nodes.len(), &self.clauses), greatest(vec![true; self.nodes.len()], &self.clauses))
    }

    /// The gifts that hold, as promises.
    pub(super) fn atoms(&self, holds: &[bool]) -> Vec<Atom> {
        let held = self.nodes.iter().zip(holds).filter(|(node, holds)| **holds && matches!(node, Node::Gift(_)));
        held.map(|(node, _)| node.atom()).collect()
    }
}

fn gifts(rule: &Rule) -> impl Iterator<Item = Gift> {
    rule.gives.iter().map(|(issue, option)| (rule.party.clone(), issue.clone(), option.clone()))
}
