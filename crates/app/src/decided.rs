//! Codes a view with what persons decided: a source is tied to the row that a person says it is, a person's own ties stand in the place of the
//! program's, and an acceptance counts only while the ties are those that were accepted. Used wherever a view is coded.

use armistice_cores as cores;
use armistice_ledger::said;
use armistice_read::Coder;
use armistice_types::case::{Case, IssueKey, OptionKey};
use armistice_types::coded::{About, Authority, Coded, CodedActor, OutcomeTie, TiedBy};
use armistice_types::decided::{Decision, Deed, RowTie, row_said};
use armistice_types::entries::{CaseRow, Content, Said, StatementEntry, Tie, Touches};
use armistice_types::marking::Marking;
use armistice_types::statement::{Actor, ActorKind, Reading, StatementId};
use armistice_types::view::{Filed, View};

/// The ties of every report of a view, one by one; empty rows without a case. What comes of the decisions with them is noted in the view.
pub(crate) fn coded(view: &mut View) -> Vec<Coded> {
    let Some(case) = view.case.clone() else { return view.reports.iter().map(|_| Coded::default()).collect() };
    let mut notes: Vec<(String, String)> = Vec::new();
    let entries = std::mem::take(&mut view.entries);
    let seen = |id: &str, deed: Deed| {
        let entry = entries.iter().find(|it| it.id == id)?;
        match &entry.content {
            Content::Statement(StatementEntry::Accept { said, .. }) => Some(&**said),
            // What a person added and the program reads, too; where it stands as the person's own, the ties are the person's.
            Content::Statement(StatementEntry::Add { said, .. }) if deed == Deed::Accepted => Some(&**said),
            _ => None,
        }
    };
    let mut out = Vec::with_capacity(view.reports.len());
    let coder = Coder::new(&case);
    let coded = cores::each(&view.reports, 8, |_, filed| {
        let mut notes = Vec::new();
        (of_report(filed, &coder, &mut notes), notes)
    });
    for (filed, (coded, of_these)) in view.reports.iter_mut().zip(coded) {
        notes.extend(of_these);
        settle(filed, &coded, &seen, &mut notes);
        out.push(coded);
    }
    view.entries = entries;
    for (id, note) in notes {
        if let Some(state) = view.decided.iter_mut().find(|it| it.id == id)
            && !state.besides.contains(&note)
        {
            // Who is who may be by an entry above this one, and what its words are tied to with it.
            if let Touches::Statement(at) = &state.touches
                && let Some(filed) = view.reports.iter().find(|it| it.number == at.report)
            {
                state.marking = state.marking.join(filed.marking_at(at.statement));
            }
            state.besides.push(note);
        }
    }
    out
}

/// The ties of one report, persons' own in the place of the program's.
pub(crate) fn of_report(filed: &Filed, coder: &Coder<'_>, notes: &mut Vec<(String, String)>) -> Coded {
    let mut coded = by_rows(filed, coder, notes);
    for (id, decision) in filed.decisions.iter().filter(|(_, it)| it.deed != Deed::Accepted) {
        own(filed, coder.case(), *id, decision, &mut coded, notes);
    }
    coded
}

/// Codes a reading with its sources as persons tie them: a source under the name of its row is tied to that row.
fn by_rows(filed: &Filed, coder: &Coder<'_>, notes: &mut Vec<(String, String)>) -> Coded {
    let plain = coder.code(&filed.reading);
    if filed.rows.is_empty() {
        return plain;
    }
    let mut reading: Reading = filed.reading.clone();
    for (id, ties) in &filed.rows {
        let Some(actor) = reading.actors.iter_mut().find(|it| it.id == *id) else { continue };
        let tied = plain.actors.get(id);
        match forced(ties) {
            (Some(row), _) => named(actor, coder.case(), row),
            (None, not) => {
                let is = |row: &CaseRow| match row {
                    CaseRow::Actor(key) => tied.is_some_and(|it| it.actor.as_ref() == Some(key)),
                    CaseRow::Person(key) => tied.is_some_and(|it| it.person.as_ref() == Some(key)),
                };
                for tie in ties.iter().filter(|it| !it.same && not.contains(&&it.row)) {
                    if is(&tie.row) {
                        unnamed(actor, &tie.row);
                    } else {
                        notes.push((tie.entry.clone(), "the program does not take it for that either: nothing changes".to_owned()));
                    }
                }
            }
        }
    }
    let mut coded = coder.code(&reading);
    for id in filed.rows.keys() {
        if let (Some(it), Some(actor)) = (coded.actors.get_mut(id), filed.reading.actor(*id)) {
            it.matched.clone_from(&actor.name);
            if matches!(filed.rows.get(id).map(|ties| forced(ties)), Some((Some(CaseRow::Actor(_)), _))) {
                it.authority = it.authority.min(at_most(actor, plain.actors.get(id).filter(|was| was.actor == it.actor)));
            }
        }
    }
    coded
}

/// The row that a source is said to be, the last word counting, and those that it is said not to be.
fn forced(ties: &[RowTie]) -> (Option<&CaseRow>, Vec<&CaseRow>) {
    let mut not: Vec<&CaseRow> = Vec::new();
    for tie in ties {
        if tie.same {
            not.retain(|it| **it != tie.row);
        } else {
            not.push(&tie.row);
        }
    }
    (row_said(ties).map(|it| &it.row), not)
}

/// Whoever is said to be an actor of the case does not bind it more than what he is lets him: an unnamed source is not its body.
fn at_most(actor: &Actor, by_program: Option<&CodedActor>) -> Authority {
    let by_kind = match actor.kind {
        ActorKind::Unnamed | ActorKind::Group => Authority::Unnamed,
        ActorKind::Person => Authority::Member,
        _ => Authority::Body,
    };
    by_program.map_or(by_kind, |it| it.authority.max(by_kind))
}

fn named(actor: &mut Actor, case: &Case, row: &CaseRow) {
    match row {
        CaseRow::Actor(key) => {
            if let Some(row) = case.actor(key) {
                actor.name.clone_from(&row.name);
            }
        }
        CaseRow::Person(key) => {
            if let Some(row) = case.persons.iter().find(|it| it.id == *key) {
                actor.name.clone_from(&row.name);
                actor.kind = ActorKind::Person;
            }
        }
    }
}

/// No name of the case is empty, so that an empty one is tied to nothing.
fn unnamed(actor: &mut Actor, row: &CaseRow) {
    actor.name.clear();
    if matches!(row, CaseRow::Actor(_)) {
        actor.affiliation = None;
        actor.roles.clear();
    }
}

/// Puts what a person says in the place of what the program ties; a condition that the program read stays a condition.
fn own(filed: &Filed, case: &Case, id: StatementId, decision: &Decision, coded: &mut Coded, notes: &mut Vec<(String, String)>) {
    let Some(statement) = filed.reading.statement(id) else { return };
    let has = |tie: &&Tie| case.actor(&tie.holder).is_some() && has_option(case, &tie.issue, tie.option.as_ref());
    let (kept, lost): (Vec<&Tie>, Vec<&Tie>) = decision.said.ties.iter().partition(has);
    for tie in lost {
        notes.extend(decision.entries.first().map(|entry| (entry.clone(), format!("the case has no row for it now: {tie}"))));
    }
    let about = |tie: &Tie| About {
        holder: tie.holder.clone(),
        issue: tie.issue.clone(),
        option: tie.option.clone(),
        stance: tie.stance,
        own_words: tie.own_words,
        matched: statement.content.clone(),
    };
    let mut rows: Vec<About> = kept.into_iter().map(about).collect();
    rows.sort();
    if let Some(tied) = coded.conditions.get_mut(&id) {
        tied.gives.retain(|(issue, option)| {
            rows.iter()
                .any(|row| row.holder == tied.holder && row.issue == *issue && row.option.as_ref() == Some(option) && row.stance.wants())
        });
    }
    // What the entry could not name, its author may not have seen: it is left out, and said to be.
    let unseen = coded.about.remove(&id).into_iter().flatten().filter(|it| !above(case, it).visible_to(&decision.marking));
    let entry = decision.entries.first();
    notes.extend(
        unseen.filter_map(|it| {
            Some((entry?.clone(), format!("the program also ties it to {}, above the entry's marking: left out", it.issue)))
        }),
    );
    if !rows.is_empty() {
        coded.about.insert(id, rows);
    }
    let there = |outcome: &&armistice_types::entries::OutcomeSaid| case.outcomes.iter().any(|row| row.id == outcome.outcome);
    let outcome = |it: &armistice_types::entries::OutcomeSaid| OutcomeTie {
        outcome: it.outcome.clone(),
        comes: it.comes,
        by: TiedBy::Entry,
        matched: statement.content.clone(),
    };
    let outcomes: Vec<OutcomeTie> = decision.said.outcomes.iter().filter(there).map(outcome).collect();
    coded.outcomes.remove(&id);
    if !outcomes.is_empty() {
        coded.outcomes.insert(id, outcomes);
    }
}

/// The marking of the rows of the case that a tie names.
fn above(case: &Case, it: &About) -> Marking {
    let issue = case.issue(&it.issue);
    let option = issue.and_then(|row| row.options.iter().find(|option| Some(&option.id) == it.option.as_ref()));
    let rows = [case.actor(&it.holder).map(|row| &row.meta), issue.map(|row| &row.meta), option.map(|row| &row.meta)];
    rows.into_iter().flatten().fold(Marking::clear(), |all, row| all.join(&row.marking))
}

fn has_option(case: &Case, issue: &IssueKey, option: Option<&OptionKey>) -> bool {
    case.issue(issue).is_some_and(|row| option.is_none_or(|option| row.options.iter().any(|it| it.id == *option)))
}

/// Takes back what was accepted, or added, with other ties than there are now.
fn settle<'e>(filed: &mut Filed, coded: &Coded, seen: &dyn Fn(&str, Deed) -> Option<&'e Said>, notes: &mut Vec<(String, String)>) {
    let mut lost: Vec<StatementId> = Vec::new();
    for (id, decision) in &mut filed.decisions {
        let Some(statement) = filed.reading.statement(*id) else { continue };
        let now = said(&filed.reading, statement, Some(coded));
        decision.entries.retain(|entry| {
            let differs = seen(entry, decision.deed).map(|was| was.differs_in_ties(&now)).unwrap_or_default();
            if !differs.is_empty() {
                notes.push((entry.clone(), format!("read otherwise now: {}", differs.join(", "))));
            }
            differs.is_empty()
        });
        if decision.entries.is_empty() {
            lost.push(*id);
        }
    }
    for id in lost {
        filed.decisions.remove(&id);
        filed.reviewed = false;
    }
}
