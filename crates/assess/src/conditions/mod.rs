//! Conditions: rules from statements and entries, what follows from them, and what stands in the way. DESIGN section 6.
//!
//! `rules` reads them, `entered` applies what persons say of them, `system` makes clauses of them, `fixpoint` and
//! `relaxations` are the engine, `sequence` and `substance` the obstacles computed, `said` those that somebody says.

mod entered;
mod fixpoint;
mod relaxations;
mod rules;
mod said;
mod sequence;
mod substance;
mod system;

use armistice_types::assessment::{Position, TrackState, TrackStatus};
use armistice_types::case::{ActorKey, Case, IssueKey, OptionKey, TrackKey};
use armistice_types::coded::Coded;
use armistice_types::conditions::{Conditions, Obstacle, Rule};
use armistice_types::entries::EntryState;
use armistice_types::time::Day;
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

/// Rules, both fixed points, and the obstacles computed from them or said.
pub(crate) fn conditions(
    case: &Case,
    view: &View,
    coded: &[Coded],
    sayings: &[Saying<'_>],
    positions: &[Position],
    tracks: &[TrackState],
) -> Computed {
    let entered::Applied { rules, dropped, entries } = entered::apply(case, view, rules::rules(case, view, coded, sayings));
    let facts = Facts::new(case, view, positions);
    let firm = System::new(&rules, &facts, Besides::Waits);
    let (low, high) = firm.points();
    let mut obstacles = computed(case, view, &rules, positions);
    if tracks.iter().any(|it| signed(it).is_some()) {
        obstacles = since_signed(case, view, &rules, positions, tracks, obstacles);
    }
    let of = |it: &Obstacle| tracks.iter().find(|row| Some(&row.track) == it.track.as_ref()).and_then(signed);
    obstacles.extend(said::said(case, view, coded).into_iter().map(|(day, it)| {
        let settled = of(&it).filter(|signed| day.is_some_and(|day| day <= *signed));
        Obstacle { settled, ..it }
    }));
    let place = |it: &Obstacle| case.tracks.iter().position(|row| Some(&row.id) == it.track.as_ref()).unwrap_or(case.tracks.len());
    let order = |it: &Obstacle| (place(it), it.kind, !it.computed);
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

fn computed(case: &Case, view: &View, rules: &[Rule], positions: &[Position]) -> Vec<Obstacle> {
    let facts = Facts::new(case, view, positions);
    let system = |besides| System::new(rules, &facts, besides);
    let mut out = sequence::sequences(case, rules, &system(Besides::Waits), &system(Besides::Met));
    out.extend(substance::substance(case, view, rules, positions));
    out.sort_by(|a, b| a.evidence.cmp(&b.evidence));
    out
}

/// The day of the signature of a track that is told to be signed or in force, and not broken since.
fn signed(track: &TrackState) -> Option<Day> {
    let stands = matches!(track.status, TrackStatus::Signed | TrackStatus::InForce);
    let first = track.turns.iter().find(|turn| turn.status == TrackStatus::Signed).or(track.turns.first());
    first.filter(|_| stands).and_then(|turn| turn.day).and_then(|day| day.to)
}

/// On a signed track only words from after the day of the signature stand in the way; what rests on earlier ones is kept and says so.
fn since_signed(
    case: &Case,
    view: &View,
    rules: &[Rule],
    positions: &[Position],
    tracks: &[TrackState],
    all: Vec<Obstacle>,
) -> Vec<Obstacle> {
    let of = |track: &TrackKey| tracks.iter().find(|row| row.track == *track).and_then(signed);
    let later = |day: Option<Day>, track: &TrackKey| of(track).is_none_or(|signed| day.is_none_or(|day| day > signed));
    let on = |it: &Position| case.issue(&it.issue).is_none_or(|issue| later(it.day.and_then(|day| day.to), &issue.track));
    let late_rules: Vec<Rule> = rules.iter().filter(|rule| later(rule.day, &rule.track)).cloned().collect();
    let late: Vec<Position> = positions.iter().filter(|it| on(it)).cloned().collect();
    let standing = computed(case, view, &late_rules, &late);
    let day = |it: &Obstacle| it.track.as_ref().and_then(of);
    let mut out: Vec<Obstacle> = standing.iter().filter(|it| day(it).is_some()).cloned().collect();
    for it in all {
        let settled = day(&it);
        if settled.is_none() || !standing.contains(&it) {
            out.push(Obstacle { settled, ..it });
        }
    }
    out
}

fn name(case: &Case, actor: &ActorKey) -> String {
    case.actor(actor).map_or_else(|| actor.to_string(), |row| row.name.clone())
}

/// `[Label]` (question).
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
