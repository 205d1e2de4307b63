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

use armistice_types::case::{ActorKey, Case, CaseActor, IssueKey, OptionKey};
use armistice_types::coded::{About, Coded, Stance};
use armistice_types::statement::{Act, Certainty, Reading, Statement, StatementId};
use armistice_types::text::CharIndex;

/// Codes readings with one case: what depends on the case alone is made once.
pub struct Coder<'c> {
    case: &'c Case,
    names: actors::Names<'c>,
    /// How the case calls each actor, as words.
    sides: BTreeMap<&'c ActorKey, Vec<Vec<String>>>,
    options: cues::Options,
    phrases: condition_words::Phrases,
    outcomes: outcomes::Outcomes,
}

impl<'c> Coder<'c> {
    /// For any number of readings.
    #[must_use]
    pub fn new(case: &'c Case) -> Self {
        Self {
            case,
            names: actors::Names::new(case),
            sides: case.actors.iter().rev().map(|row| (&row.id, names(row))).collect(),
            options: cues::Options::new(case),
            phrases: condition_words::Phrases::new(case),
            outcomes: outcomes::Outcomes::new(case),
        }
    }

    /// The case.
    #[must_use]
    pub fn case(&self) -> &'c Case {
        self.case
    }

    /// The ties of one reading to the case. Deterministic; order of rows follows the case.
    #[must_use]
    pub fn code(&self, reading: &Reading) -> Coded {
        let published = reading.report.published.map(armistice_types::time::Published::day);
        let actors = actors::actors(reading, &self.names, published);
        let index = reading.report.text.index();
        let mut about: BTreeMap<StatementId, Vec<About>> = BTreeMap::new();
        let trees = tree::Trees::new(&index, &reading.sentences);
        for statement in &reading.statements {
            let rows = self.rows(&Said { reading, index: &index, trees: &trees, statement, holder: holder(reading, &actors, statement) });
            if !rows.is_empty() {
                about.insert(statement.id, rows);
            }
        }
        past::asked_before(reading, &index, &mut about);
        let conditions = conditions::tied(self, reading, &actors, &about);
        let ties = reading.statements.iter().map(|it| (it.id, self.outcomes.ties(&index, it)));
        let outcomes = ties.filter(|(_, ties)| !ties.is_empty()).collect();
        let proposals = proposals::proposals(reading, &index, &self.options);
        let stake = |tie: &armistice_types::coded::TermTie, actor: &ActorKey| self.options.has_stake(self.case, &tie.issue, actor);
        for (statement, row) in proposals::offered(reading, &proposals, &actors, &stake) {
            let rows = about.entry(statement).or_default();
            if !rows.iter().any(|it| (&it.holder, &it.issue, &it.option) == (&row.holder, &row.issue, &row.option)) {
                rows.push(row);
                rows.sort();
            }
        }
        Coded { actors, about, conditions, outcomes, proposals }
    }

    /// What one statement says of the options of the case.
    fn rows(&self, said: &Said<'_>) -> Vec<About> {
        let (reading, index, statement) = (said.reading, said.index, said.statement);
        let tells = tells(statement);
        if said.holder.is_none() && !tells {
            return Vec::new();
        }
        let mut found = self.options.found(index, statement);
        // Trees are dear: one is made only for options of which the words may give a row, and then for every place of such an option.
        let told_of = |it: &cues::Found| tells && self.sides.values().any(|names| local::told_of(it, names).is_some());
        let says = |it: &cues::Found| said.holder.as_ref().is_some_and(|(holder, own)| self.stance(said, it, holder, *own).is_some());
        let gives = found.iter().filter(|it| told_of(it) || says(it));
        let gives: Vec<(IssueKey, Option<OptionKey>)> = gives.map(|it| (it.issue.clone(), it.option.clone())).collect();
        found.retain(|it| gives.iter().any(|(issue, option)| (issue, option) == (&it.issue, &it.option)));
        found = found.into_iter().filter_map(|it| said.trees.kept(it, &self.options)).collect();
        let mut rows = if tells { self.told(&found) } else { Vec::new() };
        let held_off: Vec<_> = found.iter().filter(|it| it.held_off).map(|it| (it.issue.clone(), it.option.clone())).collect();
        let yes_held_off = |row: &About| row.stance.is_yes() && held_off.iter().any(|it| (&it.0, &it.1) == (&row.issue, &row.option));
        if let Some((holder, own_words)) = &said.holder {
            let own_words = *own_words;
            let mut said_rows = Vec::new();
            for found in found {
                let Some(stance) = self.stance(said, &found, holder, own_words) else { continue };
                if !(stance.is_yes() && unsaid(reading, statement)) {
                    let (issue, option, matched) = (found.issue, found.option, found.matched);
                    said_rows.push(About { holder: holder.clone(), issue, option, stance, own_words, matched });
                }
            }
            said_rows.sort();
            said_rows.dedup_by(|b, a| (&a.issue, &a.option, a.stance) == (&b.issue, &b.option, b.stance));
            rows.retain(|row| row.holder != *holder);
            let sentence = |at: usize| reading.sentences.partition_point(|it| it.start() <= at);
            rows.extend(stance::without_contradictions(said_rows, &sentence));
        }
        rows.retain(|row| !yes_held_off(row));
        rows.sort();
        rows
    }

    /// The stance that a statement gives its holder on an option, where it has a stake in it. The tree can only take one away.
    fn stance(&self, said: &Said<'_>, found: &cues::Found, holder: &ActorKey, own_words: bool) -> Option<Stance> {
        if !self.options.concerns(self.case, found, holder) {
            return None;
        }
        let formal = said.reading.report.kind == armistice_types::report::ReportKind::Statement;
        let own_clause = || {
            let plain = own_words && !stance::vetoed(found);
            plain.then(|| own_clause::stance(said.index, said.statement, found, &self.sides(holder, found))).flatten()
        };
        stance::stance(said.index, said.statement, found, self.names(holder), formal).or_else(own_clause)
    }

    /// Who is who beside an option.
    fn sides(&self, holder: &ActorKey, found: &cues::Found) -> own_clause::Sides<'_> {
        let others = self.sides.iter().filter(|(actor, _)| **actor != holder).flat_map(|(_, names)| names).collect();
        let option = self.case.issue(&found.issue).and_then(|it| it.options.iter().find(|row| Some(&row.id) == found.option.as_ref()));
        let label = option.map_or_else(Vec::new, |row| words::folded_words(&row.label));
        own_clause::Sides { own: self.names(holder), others, label }
    }

    /// How the case calls an actor, folded.
    fn names(&self, actor: &ActorKey) -> &[Vec<String>] {
        self.sides.get(actor).map_or(&[], Vec::as_slice)
    }

    /// What a statement tells of other actors beside an option: "joint patrols, which Halvane favours". Accounts, never own words.
    fn told(&self, found: &[cues::Found]) -> Vec<About> {
        let of = |found: &cues::Found, actor: &ActorKey| {
            let stance = local::told_of(found, self.names(actor))
                .filter(|_| !found.in_condition && self.options.concerns(self.case, found, actor))?;
            let (issue, option, matched) = (found.issue.clone(), found.option.clone(), found.matched.clone());
            Some(About { holder: actor.clone(), issue, option, stance, own_words: false, matched })
        };
        found.iter().flat_map(|found| self.case.actors.iter().filter_map(move |row| of(found, &row.id))).collect()
    }
}

/// A statement, with whose stance it gives.
struct Said<'r> {
    reading: &'r Reading,
    index: &'r CharIndex<'r>,
    trees: &'r tree::Trees<'r>,
    statement: &'r Statement,
    /// As [`holder`] says.
    holder: Option<(ActorKey, bool)>,
}

/// The ties of one reading to a case. Of several, a [`Coder`] makes what depends on the case once.
#[must_use]
pub fn code(reading: &Reading, case: &Case) -> Coded {
    Coder::new(case).code(reading)
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

/// How the case calls an actor, folded.
fn names(row: &CaseActor) -> Vec<Vec<String>> {
    let names = std::iter::once(&row.name).chain(&row.aliases).map(|name| words::folded_words(name));
    names.filter(|it| !it.is_empty()).collect()
}

/// May a statement tell of others?
fn tells(statement: &Statement) -> bool {
    statement.certainty >= Certainty::Probable && !matches!(statement.act, Act::Deny | Act::Doubt | Act::Hope | Act::Ask)
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
