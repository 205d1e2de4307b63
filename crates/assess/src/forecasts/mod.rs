//! Forecasts: hopes, doubts, predictions, promises and threats with a day, kept out of positions; what became of each, and how such
//! horizons came out in this ledger.
//!
//! A forecast counts once for a speaker, what he speaks of and the horizon; who tells it again is added to it. Only named people and
//! bodies are followed from report to report; an unnamed source only into copies of the same text.

mod fate;
mod horizon;
mod numbers;
mod same;
mod words;

pub(crate) use same::{long, shared};

use std::collections::BTreeSet;

use armistice_types::case::{ActorKey, Case, Outcome};
use armistice_types::coded::{Coded, OutcomeTie};
use armistice_types::forecasts::{Forecast, ForecastKind, StatedChance};
use armistice_types::statement::{Act, Event, Modality, Quote, Statement};
use armistice_types::time::{Day, Edtf, Published};
use armistice_types::view::{Filed, StatementRef, View};

use crate::chains::Together;
use same::Known;
use words::Said;

/// One telling of a forecast, before tellings are joined.
struct Telling<'v> {
    filed: &'v Filed,
    statement: &'v Statement,
    at: StatementRef,
    said: Said,
    /// The longer words of what was said.
    long: BTreeSet<String>,
    kind: ForecastKind,
    outcome: Option<&'v Outcome>,
    comes: Option<bool>,
    speaker: same::Speaker,
    actor: Option<ActorKey>,
    told_by: Option<String>,
    day: Option<Edtf>,
    /// Told after the result was known.
    recalled: bool,
}

/// By day, then statement.
pub(crate) fn forecasts(view: &View, coded: &[Coded], together: &Together<'_>) -> Vec<Forecast> {
    let today = today(view);
    let mut known = Known::new(together);
    for it in tellings(view, coded) {
        let told = forecast(view.case.as_ref(), &it, today);
        match known.find(&it) {
            Some(there) => join(there, told, &it),
            // Only a named speaker's word is taken from a report that recalls it after the fact.
            None if it.recalled && !it.speaker.is_named() => {}
            None => known.add(told, it),
        }
    }
    let mut out = known.forecasts();
    out.sort_by_key(|it| (it.day.and_then(|day| day.to), it.statements.first().copied(), it.outcome.clone()));
    fate::base_rates(&mut out);
    out
}

/// The last day that the view shows, in the case's time zone.
pub(crate) fn today(view: &View) -> Day {
    let zone = view.case.as_ref().map_or("UTC", |case| case.time_zone.as_str());
    view.moment.0.in_tz(zone).map_or_else(|_| crate::status::day_of(view), |at| Day(at.date()))
}

fn tellings<'v>(view: &'v View, coded: &'v [Coded]) -> Vec<Telling<'v>> {
    let empty: &'v [OutcomeTie] = &[];
    let mut out = Vec::new();
    for (filed, coded) in view.reports.iter().zip(coded) {
        let index = filed.reading.report.text.index();
        let mut here: Vec<Telling<'v>> = Vec::new();
        for statement in filed.reading.statements.iter().filter(|it| words::foretells(it.act)) {
            let ties = coded.outcomes.get(&statement.id).map_or(empty, Vec::as_slice);
            let ties: Vec<Option<&OutcomeTie>> = if ties.is_empty() { vec![None] } else { ties.iter().map(Some).collect() };
            let of = |tie| telling(view.case.as_ref(), filed, coded, statement, tie, Said::of(&index, statement));
            here.extend(ties.into_iter().filter_map(of));
        }
        // "She said she was hopeful that …": the hope itself is the narrower statement.
        let inner = |it: &Telling<'_>| {
            here.iter().any(|other| {
                other.statement.within == Some(it.statement.id)
                    && other.statement.source.actor == it.statement.source.actor
                    && (other.kind, outcome_id(other)) == (it.kind, outcome_id(it))
            })
        };
        let keep: Vec<bool> = here.iter().map(|it| !inner(it)).collect();
        out.extend(here.into_iter().zip(keep).filter_map(|(it, keep)| keep.then_some(it)));
    }
    out
}

fn outcome_id<'a>(it: &'a Telling<'_>) -> Option<&'a armistice_types::case::OutcomeKey> {
    it.outcome.map(|row| &row.id)
}

fn telling<'v>(
    case: Option<&'v Case>,
    filed: &'v Filed,
    coded: &Coded,
    statement: &'v Statement,
    tie: Option<&OutcomeTie>,
    said: Said,
) -> Option<Telling<'v>> {
    let kind = words::kind(statement, &said, tie.is_some())?;
    if kind == ForecastKind::Commitment && tie.is_none() && meets(filed, statement) {
        return None;
    }
    let mut outer = outer(filed, statement);
    // "I expect …" inside a quotation is the word of who is quoted, whoever is named between.
    let said_by = quoted_first_person(filed, statement, &outer);
    if said_by.id != statement.id {
        outer.retain(|it| it.within.is_none() && it.id == said_by.id);
    } else if statement.source.actor.is_none() && statement.quote == Quote::Direct {
        // A quotation without a speaker is nobody's word.
        return None;
    } else if outer.iter().any(|it| it.quote != Quote::Indirect && it.source.actor != statement.source.actor)
        && said.content.iter().any(|word| matches!(word.as_str(), "i" | "we"))
    {
        // Inside a quotation "I" and "we" are who is quoted, not somebody whom he names.
        return None;
    }
    // What another denies, doubts or asks of it, nobody forecasts.
    let open = |it: &&Statement| matches!(it.act, Act::Deny | Act::Doubt | Act::Ask | Act::NoComment | Act::Reject);
    if outer.iter().any(|it| open(it) && it.source.actor != said_by.source.actor) {
        return None;
    }
    let teller = outer.iter().find(|it| it.source.actor != said_by.source.actor);
    let name = |it: &Statement| it.source.actor.and_then(|id| filed.reading.actor(id)).map(|actor| actor.name.clone());
    let long = same::long_of(said.content.iter().cloned());
    let day = statement.said_on.or_else(|| filed.reading.report.published.map(Published::day).map(Edtf::day));
    let outcome = tie.and_then(|tie| case?.outcomes.iter().find(|row| row.id == tie.outcome));
    let resolved = outcome.and_then(|row| row.result.and(row.resolved));
    Some(Telling {
        filed,
        statement,
        at: StatementRef { report: filed.number, statement: statement.id },
        said,
        long,
        kind,
        outcome,
        comes: tie.map(|tie| tie.comes),
        speaker: same::speaker(filed, coded, said_by),
        actor: said_by.source.actor.and_then(|id| coded.actors.get(&id)).and_then(|it| it.actor.clone()),
        told_by: teller.map(|it| name(it).unwrap_or_else(|| "the report".to_owned())),
        recalled: day.and_then(|day| day.to).zip(resolved).is_some_and(|(day, resolved)| day > resolved),
        day,
    })
}

/// "She would see both sides on Monday": a meeting that is due stands among the meetings.
fn meets(filed: &Filed, statement: &Statement) -> bool {
    let due = |it: &&Event| it.kind == "CONSULT" && it.modality == Modality::Planned && it.when.is_some();
    filed.reading.events.iter().filter(due).any(|it| statement.content.iter().any(|span| span.overlaps(it.span)))
}

/// The statement whose source speaks: the outermost quotation for a first person inside it, else the statement itself.
fn quoted_first_person<'r>(filed: &Filed, statement: &'r Statement, outer: &[&'r Statement]) -> &'r Statement {
    let index = filed.reading.report.text.index();
    let words = statement.source.span.and_then(|span| index.quote(span)).map(str::to_lowercase);
    let first = words.is_some_and(|it| matches!(it.as_str(), "i" | "we"));
    outer.last().copied().filter(|it| first && it.quote != Quote::Indirect).unwrap_or(statement)
}

/// The statements it is nested in, nearest first; at most eight, so that a damaged reading cannot loop.
fn outer<'r>(filed: &'r Filed, statement: &'r Statement) -> Vec<&'r Statement> {
    let mut out: Vec<&Statement> = Vec::new();
    let mut next = statement.within;
    while let Some(found) = next.and_then(|id| filed.reading.statement(id)).filter(|_| out.len() < 8) {
        out.push(found);
        next = found.within;
    }
    out
}

fn forecast(case: Option<&Case>, it: &Telling<'_>, today: Day) -> Forecast {
    let chance = numbers::chance(&it.said.content).map(|(said, words)| {
        let of_outcome = it.comes.map(|comes| if comes { said } else { said.rest() });
        StatedChance { said, of_outcome, words }
    });
    // A chance of less than a half says that it will not come; one of a half says neither.
    let says_will = match chance.as_ref().and_then(|it| it.of_outcome) {
        Some(share) => (share.0 != 5_000).then_some(share.0 > 5_000),
        None => it.comes.map(|comes| comes == (it.kind != ForecastKind::Doubt)),
    };
    let said = it.day.and_then(|day| day.to).filter(|_| !it.recalled);
    let horizon = horizon::horizon(case, it.statement, &it.said.content, it.outcome, said);
    let conditional = !it.statement.conditions.is_empty();
    let found = fate::fate(it.outcome, says_will, &horizon, conditional, today);
    // Unnamed sources are not scored one by one, and nobody is by what another tells of him.
    let own = it.told_by.is_none() && it.speaker.is_named();
    let scores =
        chance.as_ref().and_then(|it| it.of_outcome).zip(found.came).filter(|_| own).map(|(share, came)| numbers::scores(share, came));
    let words: Vec<String> = it.said.content.iter().chain(&it.said.cue).cloned().collect();
    Forecast {
        kind: it.kind,
        says_will,
        speaker: it.speaker.name.clone(),
        named: it.speaker.is_named(),
        actor: it.actor.clone(),
        told_by: it.told_by.clone(),
        outcome: it.outcome.map(|row| row.id.clone()),
        proposition: it.outcome.map_or_else(|| it.said.content.join(" "), |row| row.proposition.clone()),
        statements: vec![it.at],
        repeated: Vec::new(),
        day: it.day.filter(|_| !it.recalled),
        horizon,
        conditional,
        likelihood: chance.is_none().then(|| numbers::likelihood(&words)).flatten(),
        chance,
        fate: found.fate,
        because: found.because,
        resolved: found.resolved,
        line: it.outcome.map(|row| row.meta.line),
        entry: it.outcome.and_then(|row| row.entry.clone()),
        scores,
        base_rate: None,
        marking: it.outcome.map_or_else(
            || it.filed.marking_at(it.at.statement).clone(),
            |row| it.filed.marking_at(it.at.statement).join(&row.meta.marking),
        ),
    }
}

/// Another telling of a forecast already counted.
fn join(known: &mut Forecast, again: Forecast, it: &Telling<'_>) {
    // The telling that names the outcome says what it is about.
    if known.outcome.is_none() && again.outcome.is_some() {
        let Forecast { says_will, outcome, proposition, fate, because, resolved, line, entry, .. } = again;
        *known = Forecast { says_will, outcome, proposition, fate, because, resolved, line, entry, ..known.clone() };
        known.marking = known.marking.join(&again.marking);
    }
    let here = known.statements.iter().any(|at| at.report == it.at.report);
    if here && it.statement.said_on.is_some() && it.day != known.day && !known.repeated.iter().any(|again| again.day == it.day) {
        known.repeated.push(armistice_types::forecasts::Repeated { statement: it.at, day: it.day });
    }
    let later = it.day.and_then(|day| day.to) > known.day.and_then(|day| day.to);
    if later && known.statements.iter().all(|at| at.report != it.at.report) {
        known.repeated.push(armistice_types::forecasts::Repeated { statement: it.at, day: it.day });
    }
    known.statements.push(it.at);
    known.marking = known.marking.join(it.filed.marking_at(it.at.statement));
}
