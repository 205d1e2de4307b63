//! Who is quoted, how often, and in how many chains. Named persons and bodies are followed from report to report; an unnamed source belongs
//! to its report alone, is never linked with another and never scored.

use std::collections::{BTreeMap, BTreeSet};

use armistice_types::chains::Support;
use armistice_types::coded::{Coded, CodedActor};
use armistice_types::sources::SourceState;
use armistice_types::statement::{Actor, ActorId, Anonymity, Statement};
use armistice_types::time::{Day, Edtf, Published};
use armistice_types::view::{Filed, StatementRef, View};

use crate::chains::{Origins, Speakers};

/// In the order of the case file, then by name, then by first statement.
pub(crate) fn sources(view: &View, coded_all: &[Coded], origins: &Origins) -> Vec<SourceState> {
    let speakers = Speakers::new(view);
    let mut out: BTreeMap<(usize, String, usize), SourceState> = BTreeMap::new();
    let empty = Coded::default();
    for (n, filed) in view.reports.iter().enumerate() {
        let coded = coded_all.get(n).unwrap_or(&empty);
        for statement in &filed.reading.statements {
            let Some(actor) = statement.source.actor.and_then(|id| filed.reading.actor(id)) else { continue };
            let at = (filed.number, actor.id);
            let new = first(view, coded_all, &speakers, at, statement.source.anonymity)
                .unwrap_or_else(|| source(view, actor, coded.actors.get(&actor.id), statement.source.anonymity));
            let key = new.actor.as_ref();
            let order = view.case.as_ref().and_then(|case| case.actors.iter().position(|row| Some(&row.id) == key));
            let followed = matches!(statement.source.anonymity, Anonymity::Named | Anonymity::Office);
            let place = match (speakers.is_joined(at), followed && !speakers.is_apart(at)) {
                // By the first of those that a person says are one; a named one is followed by its name.
                (true, false) => speakers.first(at).0,
                (_, true) => 0,
                (false, false) => filed.number,
            };
            // Sources of no case actor come last.
            let row = out.entry((order.unwrap_or(usize::MAX), new.name.to_lowercase(), place)).or_insert(new);
            add(row, filed, statement, actor);
        }
    }
    let mut rows: Vec<_> = out.into_iter().map(|((order, name, _), row)| (order, name, row)).collect();
    rows.sort_by(|a, b| (a.0, &a.1, a.2.statements.first()).cmp(&(b.0, &b.1, b.2.statements.first())));
    rows.into_iter().map(|(.., row)| SourceState { support: origins.support(&row.statements), ..row }).collect()
}

/// The first of the sources that a person says are one with this; `None` for one that stands for itself.
fn first(view: &View, coded: &[Coded], speakers: &Speakers, at: (usize, ActorId), anonymity: Anonymity) -> Option<SourceState> {
    let (report, id) = Some(speakers.first(at)).filter(|it| *it != at)?;
    let actor = view.report(report)?.reading.actor(id)?;
    Some(source(view, actor, report.checked_sub(1).and_then(|n| coded.get(n)).and_then(|it| it.actors.get(&id)), anonymity))
}

/// One that has said nothing yet.
fn source(view: &View, actor: &Actor, coded: Option<&CodedActor>, anonymity: Anonymity) -> SourceState {
    let person = coded.and_then(|it| it.person.as_ref());
    let known = view.case.as_ref().and_then(|case| case.persons.iter().find(|row| Some(&row.id) == person));
    SourceState {
        name: known.map_or_else(|| actor.name.clone(), |row| row.name.clone()),
        actor: coded.and_then(|it| it.actor.clone()),
        anonymity,
        stated: BTreeSet::new(),
        via: BTreeSet::new(),
        first: None,
        last: None,
        support: Support::default(),
        statements: Vec::new(),
    }
}

fn add(row: &mut SourceState, filed: &Filed, statement: &Statement, actor: &Actor) {
    row.stated.extend(actor.roles.iter().chain(&actor.affiliation).cloned());
    row.via.extend(statement.via.iter().filter_map(|id| filed.reading.actor(*id)).map(|it| it.name.clone()));
    row.via.extend(statement.medium.clone());
    row.statements.push(StatementRef { report: filed.number, statement: statement.id });
    row.anonymity = row.anonymity.min(statement.source.anonymity);
    let published = filed.reading.report.published.map(Published::day).map(Edtf::day);
    let day: Option<Day> = statement.said_on.or(published).and_then(|day| day.to);
    row.first = row.first.into_iter().chain(day).min();
    row.last = row.last.max(day);
}
