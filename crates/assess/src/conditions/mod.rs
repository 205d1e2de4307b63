//! Conditions: rules from statements, what follows from them, and what stands in the way. DESIGN section 6.

mod fixpoint;
mod obstacles;
mod relaxations;
mod rules;

use armistice_types::assessment::Position;
use armistice_types::case::{ActorKey, Case, IssueKey, OptionKey};
use armistice_types::coded::{Coded, Stance};
use armistice_types::conditions::{Atom, Conditions, Obstacle};
use armistice_types::view::View;

use crate::sayings::Saying;
use fixpoint::{Clause, greatest, least};

/// Who gives what: the atom of the engine. A promise and its performance are one here: a rule that fires is kept.
type Gift = (ActorKey, IssueKey, OptionKey);

/// Rules, both fixed points, and the obstacles computed from them.
pub(crate) fn conditions(
    case: &Case,
    view: &View,
    coded: &[Coded],
    sayings: &[Saying<'_>],
    positions: &[Position],
) -> (Conditions, Vec<Obstacle>) {
    let rules = rules::rules(case, view, coded, sayings);
    let system = System::new(&rules, positions);
    let (low, high) = system.points();
    let atoms = |holds: &[bool]| {
        let held = system.gifts.iter().zip(holds).filter(|(_, holds)| **holds);
        held.map(|((party, issue, option), _)| Atom::Commits { party: party.clone(), issue: issue.clone(), option: option.clone() })
            .collect()
    };
    let (least, greatest) = (atoms(&low), atoms(&high));
    let mut obstacles = obstacles::sequences(case, &rules, &system);
    obstacles.extend(obstacles::substance(case, view, &rules, positions));
    let order = |it: &Obstacle| (case.tracks.iter().position(|row| Some(&row.id) == it.track.as_ref()), it.kind, it.evidence.clone());
    obstacles.sort_by_key(order);
    (Conditions { rules, least, greatest }, obstacles)
}

/// Rules as clauses over numbered gifts.
struct System {
    gifts: Vec<Gift>,
    clauses: Vec<Clause>,
    /// Per clause the rule it comes from; none for words without a condition.
    from: Vec<Option<usize>>,
}

fn gift(atom: &Atom) -> Option<Gift> {
    match atom {
        Atom::Commits { party, issue, option } | Atom::Performs { party, issue, option } => {
            Some((party.clone(), issue.clone(), option.clone()))
        }
        Atom::Event { .. } => None,
    }
}

/// Can the rule fire by what parties do? Not where it waits for an event, or for words that name nothing in the case.
fn live(rule: &armistice_types::conditions::Rule) -> bool {
    rule.open.is_empty() && rule.needs.iter().all(|atom| gift(atom).is_some())
}

impl System {
    fn new(rules: &[armistice_types::conditions::Rule], positions: &[Position]) -> Self {
        let facts: Vec<Gift> = positions
            .iter()
            .filter(|it| given(it))
            .filter_map(|it| Some((it.actor.clone(), it.issue.clone(), it.option.clone()?)))
            .collect();
        let heads =
            rules.iter().flat_map(|rule| rule.gives.iter().map(|(issue, option)| (rule.party.clone(), issue.clone(), option.clone())));
        let mut gifts: Vec<Gift> =
            heads.chain(rules.iter().flat_map(|rule| rule.needs.iter().filter_map(gift))).chain(facts.iter().cloned()).collect();
        gifts.sort();
        gifts.dedup();
        let mut system = Self { gifts, clauses: Vec::new(), from: Vec::new() };
        for (n, rule) in rules.iter().enumerate().filter(|(_, rule)| live(rule)) {
            let head: Vec<usize> =
                rule.gives.iter().filter_map(|(issue, option)| system.at(&(rule.party.clone(), issue.clone(), option.clone()))).collect();
            let body = rule.needs.iter().filter_map(|atom| system.at(&gift(atom)?)).collect();
            system.clauses.push(Clause { head, body });
            system.from.push(Some(n));
        }
        for fact in &facts {
            // Where a party has put a condition on it, words of it without the condition give nothing more.
            let bound = rules.iter().any(|rule| rule.party == fact.0 && rule.gives.contains(&(fact.1.clone(), fact.2.clone())));
            if let (false, Some(atom)) = (bound, system.at(fact)) {
                system.clauses.push(Clause { head: vec![atom], body: Vec::new() });
                system.from.push(None);
            }
        }
        system
    }

    fn at(&self, gift: &Gift) -> Option<usize> {
        self.gifts.binary_search(gift).ok()
    }

    fn points(&self) -> (Vec<bool>, Vec<bool>) {
        (least(self.gifts.len(), &self.clauses), greatest(vec![true; self.gifts.len()], &self.clauses))
    }
}

/// A standing yes or offer in binding own words, without a condition.
fn given(it: &Position) -> bool {
    it.moves_position && !it.superseded && !it.conditional && matches!(it.stance, Stance::Accepts | Stance::Offers)
}
