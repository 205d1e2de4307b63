//! Accounts that contradict each other: one says that an actor agreed, another, or the actor itself, that it has not. Told within a week
//! after the claim, of the same thing or of anything at all. What had not been accepted before is no contradiction to a later yes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use armistice_types::assessment::{Conflict, ConflictKind};
use armistice_types::case::{ActorKey, Case, CaseActor};
use armistice_types::coded::Coded;
use armistice_types::statement::{Act, Certainty, Event, Modality, Statement, StatementId};
use armistice_types::text::Span;
use armistice_types::time::{Day, Published};
use armistice_types::view::{Filed, StatementRef, View};

use crate::phrases::Phrases;
use crate::stems::stems;

const TABLE: &str = include_str!("../../../../data/no-agreement.tsv");
static PHRASES: LazyLock<Phrases<&str>> = LazyLock::new(|| Phrases::new(rows()));

/// So many days after a claim it may be contradicted.
const NEAR: i32 = 7;

/// One telling.
struct Told<'v> {
    at: StatementRef,
    day: Option<Day>,
    /// Who is told to have agreed, or not; `None` where the words name nobody.
    actor: Option<ActorKey>,
    /// Who tells it.
    by: Option<ActorKey>,
    by_name: String,
    /// Stems of what it is about.
    about: BTreeSet<String>,
    general: bool,
    filed: &'v Filed,
}

pub(super) fn accounts(view: &View, coded: &[Coded], before: &[Conflict]) -> Vec<Conflict> {
    let Some(case) = &view.case else { return Vec::new() };
    let mut out: Vec<Conflict> = Vec::new();
    let (mut claims, mut within, mut counters) = (Vec::new(), Vec::new(), Vec::new());
    for it in tellings(view, coded) {
        claims.extend(it.claim());
        within.extend(it.claims_within(case));
        counters.extend(it.counter());
    }
    let mut known: BTreeSet<(StatementRef, Option<ActorKey>)> = claims.iter().map(|it| (it.at, it.actor.clone())).collect();
    claims.extend(within.into_iter().filter(|it| known.insert((it.at, it.actor.clone()))));
    let mut by_day: BTreeMap<Day, Vec<usize>> = BTreeMap::new();
    for (n, it) in counters.iter().enumerate() {
        if let Some(day) = it.day {
            by_day.entry(day).or_default().push(n);
        }
    }
    let mut known: BTreeMap<(StatementRef, String), usize> = BTreeMap::new();
    for claim in &claims {
        let (Some(actor), Some(day)) = (&claim.actor, claim.day) else { continue };
        let mut near: Vec<usize> = by_day.range(day..=day.plus(NEAR)).flat_map(|(_, all)| all).copied().collect();
        near.sort_unstable();
        for counter in near.into_iter().map(|n| &counters[n]).filter(|it| contradicts(claim, it)) {
            // Set against each other already: by a denial, or on an issue of the case.
            let set_against = |it: &Conflict| {
                it.one.contains(&claim.at) && counter.by.as_ref() == Some(actor)
                    || it.other.contains(&counter.at) && it.one.iter().any(|at| at.report == claim.at.report)
            };
            if before.iter().any(set_against) {
                continue;
            }
            let name = case.actor(actor).map_or_else(|| actor.to_string(), |row| row.name.clone());
            let day = |it: &Told<'_>| it.day.map_or_else(String::new, |day| format!(" ({day})"));
            let sentence =
                format!("{}{} says that {name} agreed; {}{} says that not", claim.by_name, day(claim), counter.by_name, day(counter));
            let n = *known.entry((counter.at, sentence.clone())).or_insert(out.len());
            match out.get_mut(n) {
                Some(there) => there.one.push(claim.at),
                None => out.push(Conflict {
                    kind: ConflictKind::AccountsContradict,
                    one: vec![claim.at],
                    other: vec![counter.at],
                    issue: None,
                    sentence,
                    places: Vec::new(),
                    marking: claim.filed.marking_at(claim.at.statement).join(counter.filed.marking_at(counter.at.statement)),
                }),
            }
        }
    }
    out
}

/// Of a claim and what is told within a week after it.
fn contradicts(claim: &Told<'_>, counter: &Told<'_>) -> bool {
    let of = counter.by == claim.actor || counter.actor == claim.actor || counter.actor.is_none() && counter.general;
    let other = claim.by_name != counter.by_name && (claim.by.is_none() || claim.by != counter.by);
    of && other && (counter.general || !claim.about.is_disjoint(&counter.about))
}

fn tellings<'v>(view: &'v View, coded: &'v [Coded]) -> impl Iterator<Item = Telling<'v>> {
    view.reports
        .iter()
        .zip(coded)
        .flat_map(move |(filed, coded)| filed.reading.statements.iter().map(move |statement| Telling::new(view, filed, coded, statement)))
}

struct Telling<'v> {
    view: &'v View,
    filed: &'v Filed,
    coded: &'v Coded,
    statement: &'v Statement,
    /// Lower-case words of the cue and of the content.
    cue: String,
    about: String,
}

impl<'v> Telling<'v> {
    fn new(view: &'v View, filed: &'v Filed, coded: &'v Coded, statement: &'v Statement) -> Self {
        let words = |spans: &[Span]| lowered(&raw(filed, spans));
        Self { view, filed, coded, statement, cue: words(statement.cue.as_slice()), about: words(&statement.content) }
    }

    /// "Siprey said that the Wardens had accepted the text": not by the actor itself, with no condition and no doubt.
    fn claim(&self) -> Option<Told<'v>> {
        let it = self.statement;
        let outer = self.outer(it);
        let (cue, about) = (&self.cue, &self.about);
        let open = it.negated || it.certainty != Certainty::Certain || !it.conditions.is_empty();
        let doubted = outer.is_some_and(|outer| {
            outer.negated
                || !outer.conditions.is_empty()
                || !matches!(outer.act, Act::Assert | Act::Accept | Act::Confirm | Act::Praise)
                || outer.certainty != Certainty::Certain
        });
        if open || doubted || !says(cue, "claim") || says(cue, "counter") || says(&format!("{cue} {about}"), "general") {
            return None;
        }
        // In the report's own voice only what it tells as done.
        let done = |event: &Event| event.modality == Modality::Actual && it.cue.is_some_and(|cue| cue.overlaps(event.span));
        if outer.is_none() && !self.filed.reading.events.iter().any(done) {
            return None;
        }
        let actor = self.actor(it)?;
        let told = self.told(outer.unwrap_or(it), outer.is_some(), about);
        let own = told.by.as_ref() == Some(&actor) && outer.is_some() || outer.is_some_and(|outer| outer.source.actor == it.source.actor);
        (!own).then_some(Told { at: StatementRef { report: self.filed.number, statement: it.id }, actor: Some(actor), ..told })
    }

    /// "Brandt said the league had agreed to inspectors": what somebody says plainly of a party that he names, as his words tell it.
    fn claims_within(&self, case: &Case) -> Vec<Told<'v>> {
        let it = self.statement;
        let plain = matches!(it.act, Act::Assert | Act::Confirm) && !it.negated && it.certainty == Certainty::Certain;
        let about = &self.about;
        let open = !it.conditions.is_empty() || it.within.is_some();
        if !plain || open || !says(about, "claim") || ["general", "counter", "supposed"].iter().any(|kind| says(about, kind)) {
            return Vec::new();
        }
        let by = self.actor(it);
        let text = format!(" {about} ");
        // What it is about stands behind the verb.
        let agreed = |row: &CaseActor| {
            let mut names = std::iter::once(&row.name).chain(&row.aliases).map(|name| lowered(name));
            let said = |name: String| ["", "had ", "has ", "have "].iter().find_map(|aux| claimed(&text, &format!(" {name} {aux}")));
            names.find_map(said).filter(|_| Some(&row.id) != by.as_ref())
        };
        let told = |row: &CaseActor| Some(Told { actor: Some(row.id.clone()), ..self.told(it, true, &agreed(row)?) });
        case.actors.iter().filter_map(told).collect()
    }

    /// "We have not accepted ten days", "there was no agreement of any kind".
    fn counter(&self) -> Option<Told<'v>> {
        let it = self.statement;
        let open = it.certainty != Certainty::Certain || matches!(it.act, Act::Hope | Act::Predict | Act::Doubt | Act::Ask);
        if open || !it.conditions.is_empty() || it.within.is_some() {
            return None;
        }
        let whole = format!("{} {}", self.cue, self.about);
        let general = says(&whole, "general");
        if !(general || says(&whole, "counter")) {
            return None;
        }
        let case = self.view.case.as_ref()?;
        let text = raw(self.filed, &it.content);
        let mut named =
            case.actors.iter().filter(|row| std::iter::once(&row.name).chain(&row.aliases).any(|name| text.contains(name.as_str())));
        let actor = named.next().map(|row| row.id.clone());
        Some(Told { actor, general, ..self.told(it, true, &self.about) })
    }

    fn told(&self, by: &Statement, spoken: bool, about: &str) -> Told<'v> {
        let published = self.filed.reading.report.published.map(Published::day);
        let outlet = self.filed.reading.report.outlet.clone().unwrap_or_else(|| "the report".to_owned());
        let name = by.source.actor.and_then(|id| self.filed.reading.actor(id)).map(|it| it.name.clone());
        Told {
            at: StatementRef { report: self.filed.number, statement: by.id },
            day: by.said_on.and_then(|day| day.to).or(published),
            actor: None,
            by: self.actor(by).filter(|_| spoken),
            by_name: name.filter(|_| spoken).unwrap_or(outlet),
            about: stems(about),
            general: false,
            filed: self.filed,
        }
    }

    fn outer(&self, it: &Statement) -> Option<&'v Statement> {
        let id: StatementId = it.within?;
        self.filed.reading.statement(id)
    }

    fn actor(&self, it: &Statement) -> Option<ActorKey> {
        self.coded.actors.get(&it.source.actor?).and_then(|it| it.actor.clone())
    }
}

fn raw(filed: &Filed, spans: &[Span]) -> String {
    let index = filed.reading.report.text.index();
    spans.iter().filter_map(|span| index.quote(*span)).collect::<Vec<_>>().join(" ")
}

/// Lower-case words with one space between.
fn lowered(text: &str) -> String {
    text.split(|c: char| !(c.is_alphanumeric() || c == '-')).filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ").to_lowercase()
}

/// What stands behind these words and a verb of agreeing.
fn claimed(text: &str, before: &str) -> Option<String> {
    text.match_indices(before).find_map(|(at, _)| {
        let rest = &text[at + before.len()..];
        rows()
            .filter(|(_, of)| *of == "claim")
            .find_map(|(verb, _)| rest.strip_prefix(verb).filter(|next| next.starts_with(' ')).map(str::to_owned))
    })
}

/// Do words of the kind stand in the text, whole?
fn says(text: &str, kind: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    PHRASES.all(&words).any(|(_, it)| it.means == kind)
}

/// Words with their kind.
fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let rows: Vec<&str> = TABLE.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(
            rows.is_sorted()
                && rows
                    .iter()
                    .all(|row| row.split_once('\t').is_some_and(|(_, of)| ["claim", "counter", "general", "supposed"].contains(&of)))
        );
        assert!(says("we have not accepted ten days", "counter") && !says("unaccepted", "claim"));
    }
}
