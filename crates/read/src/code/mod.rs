//! Ties a reading to a case: actors to the case's actors and people, statements to issues and
//! options with a stance, saying which words matched. Can be run again whenever the case changes.
//!
//! The stance comes from the act of the statement and the place of the matched words in it. Only a
//! holder's own statement gives it a stance in its own words; a statement nested in another's is an
//! account by the other. A statement whose act commits nobody gives no stance.

mod actors;
mod condition_words;
mod conditions;
mod cues;
mod general;
mod kinds;
mod local;
mod measures;
mod named;
mod near;
mod order;
mod outcomes;
mod own_clause;
mod past;
mod phrase;
mod places;
mod proposals;
mod stance;
mod tree;
mod values;
mod words;

use std::collections::BTreeMap;

use armistice_types::case::{ActorKey, Case};
use armistice_types::coded::{About, Coded};
use armistice_types::statement::{Act, Certainty, Reading, Statement, StatementId};

/// The ties of one reading to a case. Deterministic; order of rows follows the case.
#[must_use]
pub fn code(reading: &Reading, case: &Case) -> Coded {
    let published = reading.report.published.map(armistice_types::time::Published::day);
    let actors = actors::actors(reading, case, published);
    let index = reading.report.text.index();
    let options = cues::Options::new(case);
    let mut about: BTreeMap<StatementId, Vec<About>> = BTreeMap::new();
    let formal = reading.report.kind == armistice_types::report::ReportKind::Statement;
    let sentence = |at: usize| reading.sentences.partition_point(|it| it.start() <= at);
    let trees = tree::Trees::new(&index, &reading.sentences);
    for statement in &reading.statements {
        let found = options.found(&index, statement).into_iter().filter_map(|it| trees.kept(it, &options));
        let found: Vec<cues::Found> = found.collect();
        let mut rows = told(case, &options, statement, &found);
        let held_off: Vec<_> = found.iter().filter(|it| it.held_off).map(|it| (it.issue.clone(), it.option.clone())).collect();
        let yes_held_off = |row: &About| row.stance.is_yes() && held_off.iter().any(|it| (&it.0, &it.1) == (&row.issue, &row.option));
        if let Some((holder, own_words)) = holder(reading, &actors, statement) {
            let names = names(case, &holder);
            let mut said = Vec::new();
            for found in found {
                let own_clause = || {
                    let sides = sides(case, &holder, &names, &found);
                    (own_words && !stance::vetoed(&found)).then(|| own_clause::stance(&index, statement, &found, &sides)).flatten()
                };
                let Some(stance) = stance::stance(&index, statement, &found, &names, formal).or_else(own_clause) else { continue };
                if options.concerns(case, &found, &holder) && !(stance.is_yes() && unsaid(reading, statement)) {
                    said.push(About {
                        holder: holder.clone(),
                        issue: found.issue,
                        option: found.option,
                        stance,
                        own_words,
                        matched: found.matched,
                    });
                }
            }
            said.sort();
            said.dedup_by(|b, a| (&a.issue, &a.option, a.stance) == (&b.issue, &b.option, b.stance));
            rows.retain(|row| row.holder != holder);
            rows.extend(stance::without_contradictions(said, &sentence));
        }
        rows.retain(|row| !yes_held_off(row));
        if !rows.is_empty() {
            rows.sort();
            about.insert(statement.id, rows);
        }
    }
    past::asked_before(reading, &index, &mut about);
    let conditions = conditions::tied(reading, case, &options, &actors, &about);
    let ties = reading.statements.iter().map(|it| (it.id, outcomes::ties(&index, it, case)));
    let outcomes = ties.filter(|(_, ties)| !ties.is_empty()).collect();
    let proposals = proposals::proposals(reading, &index, &options);
    let stake = |tie: &armistice_types::coded::TermTie, actor: &ActorKey| options.has_stake(case, &tie.issue, actor);
    for (statement, row) in proposals::offered(reading, &proposals, &actors, &stake) {
        let rows = about.entry(statement).or_default();
        if !rows.iter().any(|it| (&it.holder, &it.issue, &it.option) == (&row.holder, &row.issue, &row.option)) {
            rows.push(row);
            rows.sort();
        }
    }
    Coded { actors, about, conditions, outcomes, proposals }
}

/// Does a statement around this one deny, doubt, hope or ask it: "we never said we could live with forty"?
fn unsaid(reading: &Reading, statement: &Statement) -> bool {
    let mut outer = statement.within;
    // As in `holder`: a bound against a loop in a damaged reading.
    for _ in 0..8 {
        let Some(next) = outer.and_then(|id| reading.statement(id)) else { break };
        if next.negated || matches!(next.act, Act::Deny | Act::Doubt | Act::Hope | Act::Ask) {
            return true;
        }
        outer = next.within;
    }
    false
}

/// Who is who beside an option.
fn sides<'n>(case: &Case, holder: &ActorKey, own: &'n [Vec<String>], found: &cues::Found) -> own_clause::Sides<'n> {
    let others = case.actors.iter().filter(|row| row.id != *holder).flat_map(|row| names(case, &row.id)).collect();
    let option = case.issue(&found.issue).and_then(|issue| issue.options.iter().find(|row| Some(&row.id) == found.option.as_ref()));
    own_clause::Sides { own, others, label: option.map_or_else(Vec::new, |row| words::folded_words(&row.label)) }
}

/// How the case calls an actor, folded.
fn names(case: &Case, actor: &ActorKey) -> Vec<Vec<String>> {
    let row = case.actor(actor).into_iter();
    row.flat_map(|row| std::iter::once(&row.name).chain(&row.aliases))
        .map(|name| words::folded_words(name))
        .filter(|it| !it.is_empty())
        .collect()
}

/// What a statement tells of other actors beside an option: "joint patrols, which Halvane favours". Accounts, never own words.
fn told(case: &Case, options: &cues::Options, statement: &Statement, found: &[cues::Found]) -> Vec<About> {
    if statement.certainty < Certainty::Probable || matches!(statement.act, Act::Deny | Act::Doubt | Act::Hope | Act::Ask) {
        return Vec::new();
    }
    let of = |found: &cues::Found, actor: &ActorKey| {
        let stance = local::told_of(found, &names(case, actor)).filter(|_| !found.in_condition && options.concerns(case, found, actor))?;
        let (issue, option, matched) = (found.issue.clone(), found.option.clone(), found.matched.clone());
        Some(About { holder: actor.clone(), issue, option, stance, own_words: false, matched })
    };
    found.iter().flat_map(|found| case.actors.iter().filter_map(move |row| of(found, &row.id))).collect()
}

/// Whose stance a statement gives: its source's actor; and whether that actor speaks for itself all the way out.
fn holder(
    reading: &Reading,
    actors: &BTreeMap<armistice_types::statement::ActorId, armistice_types::coded::CodedActor>,
    statement: &Statement,
) -> Option<(ActorKey, bool)> {
    let party = |statement: &Statement| statement.source.actor.and_then(|id| actors.get(&id)).and_then(|coded| coded.actor.clone());
    let holder = party(statement)?;
    let pronoun = statement.source.span.and_then(|span| reading.report.text.index().quote(span).map(str::to_lowercase));
    let (mut own, mut outermost) = (true, true);
    let mut outer = statement.within;
    // A statement is nested at most a few levels deep; the bound guards against a loop in a damaged reading.
    for _ in 0..8 {
        let Some(next) = outer.and_then(|id| reading.statement(id)) else { break };
        outermost = party(next).as_ref() == Some(&holder);
        own &= outermost;
        outer = next.within;
    }
    // "Holt said they wanted it": whom another's "they" means is too uncertain for an account.
    if !own && pronoun.is_some_and(|word| ["they", "it"].contains(&word.as_str())) {
        return None;
    }
    // "They say sixty, and I told them that suits us": one's own words in another's are no account of another.
    (own || !outermost).then_some((holder, own))
}
