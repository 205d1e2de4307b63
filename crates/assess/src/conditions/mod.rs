//! Conditions: rules from statements and entries, what follows from them, and what stands in the way. DESIGN section 6.
//!
//! `rules` reads them, `entered` applies what persons say of them, `system` makes clauses of them, `fixpoint` and
//! `relaxations` are the engine, `sequence` and `substance` the obstacles.

mod entered;
mod fixpoint;
mod relaxations;
mod rules;
mod sequence;
mod substance;
mod system;

use armistice_types::assessment::Position;
use armistice_types::case::{ActorKey, Case, IssueKey, OptionKey};
use armistice_types::coded::Coded;
use armistice_types::conditions::{Conditions, Obstacle};
use armistice_types::entries::EntryState;
use armistice_types::view::{StatementRef, View};

use crate::sayings::Saying;
pub use entered::rule_anchor;
use system::{Besides, Facts, System};

/// What is computed from rules.
#[derive(Default)]
pub(crate) struct Computed {
    pub(crate) conditions: Conditions,
    pub(crate) obstacles: Vec<Obstacle>,
    /// What came of entries about rules.
    pub(crate) entries: Vec<EntryState>,
}

/// Rules, both fixed points, and the obstacles computed from them.
pub(crate) fn conditions(case: &Case, view: &View, coded: &[Coded], sayings: &[Saying<'_>], positions: &[Position]) -> Computed {
    let entered::Applied { rules, dropped, entries } = entered::apply(case, view, rules::rules(case, view, coded, sayings));
    let facts = Facts::new(case, view, positions);
    let firm = System::new(&rules, &facts, Besides::Waits);
    let loose = System::new(&rules, &facts, Besides::Met);
    let (low, high) = firm.points();
    let mut obstacles = sequence::sequences(case, &rules, &firm, &loose);
    obstacles.extend(substance::substance(case, view, &rules, positions));
    let order = |it: &Obstacle| (case.tracks.iter().position(|row| Some(&row.id) == it.track.as_ref()), it.kind, it.evidence.clone());
    obstacles.sort_by_key(order);
    let conditions = Conditions {
        least: firm.atoms(&low),
        greatest: firm.atoms(&high),
        assumptions: facts.assumptions(&rules),
        happened: facts.happened(&rules),
        rules,
        dropped,
    };
    Computed { conditions, obstacles, entries }
}

fn name(case: &Case, actor: &ActorKey) -> String {
    case.actor(actor).map_or_else(|| actor.to_string(), |row| row.name.clone())
}

/// [Label] (question).
fn label(case: &Case, issue: &IssueKey, option: &OptionKey) -> String {
    let row = case.issue(issue).and_then(|row| Some((row, row.options.iter().find(|it| it.id == *option)?)));
    row.map_or_else(|| format!("{issue}.{option}"), |(row, option)| format!("[{}] ({})", option.label, row.question))
}

fn sorted(refs: impl Iterator<Item = StatementRef>) -> Vec<StatementRef> {
    let mut out: Vec<StatementRef> = refs.collect();
    out.sort_unstable();
    out.dedup();
    out
}
