//! When two tellings are one forecast: the same speaker, the same thing and the same horizon. Unnamed sources are never linked from
//! report to report, but for copies of one text.

use std::collections::{BTreeMap, BTreeSet};

use armistice_types::coded::Coded;
use armistice_types::forecasts::Forecast;
use armistice_types::statement::{ActorKind, Anonymity, Statement};
use armistice_types::time::Day;
use armistice_types::view::Filed;

use super::Telling;
use super::words::words;
use crate::chains::Together;

/// Who speaks, and by what he can be known again.
pub(super) struct Speaker {
    /// As named or described in the report.
    pub(super) name: String,
    /// The case's person or actor, else the full name; none for unnamed sources.
    key: Option<String>,
}

impl Speaker {
    pub(super) fn is_named(&self) -> bool {
        self.key.is_some()
    }
}

pub(super) fn speaker(filed: &Filed, coded: &Coded, statement: &Statement) -> Speaker {
    let Some(actor) = statement.source.actor.and_then(|id| filed.reading.actor(id)) else {
        return Speaker { name: "no source given".to_owned(), key: None };
    };
    let tied = coded.actors.get(&actor.id);
    let known = match (statement.source.anonymity, actor.kind) {
        (Anonymity::Named, ActorKind::Person) => {
            Some(tied.and_then(|it| it.person.as_ref()).map_or_else(|| actor.name.clone(), |id| format!("person {id}")))
        }
        (Anonymity::Named | Anonymity::Office, kind) if !matches!(kind, ActorKind::Person | ActorKind::Unnamed | ActorKind::Group) => {
            Some(tied.and_then(|it| it.actor.as_ref()).map_or_else(|| actor.name.clone(), |id| format!("actor {id}")))
        }
        _ => None,
    };
    Speaker { name: actor.name.clone(), key: known }
}

/// The forecasts counted so far, each with its first telling. A telling can be one more of those of its speaker and of those told in its
/// chain only, so these are found by their numbers and no other is looked at.
pub(super) struct Known<'v, 't> {
    together: &'t Together<'t>,
    all: Vec<(Forecast, Telling<'v>)>,
    by_speaker: BTreeMap<String, Vec<usize>>,
    /// By the first report of the chain.
    by_chain: BTreeMap<usize, Vec<usize>>,
}

impl<'v, 't> Known<'v, 't> {
    pub(super) fn new(together: &'t Together<'t>) -> Self {
        Self { together, all: Vec::new(), by_speaker: BTreeMap::new(), by_chain: BTreeMap::new() }
    }

    /// The first forecast that a telling tells again.
    pub(super) fn find(&mut self, it: &Telling<'_>) -> Option<&mut Forecast> {
        let tells = |n: &&usize| {
            let (known, first) = &self.all[**n];
            let copy = first.at.report != it.at.report && self.together.first(first.at.report) == self.together.first(it.at.report);
            same(known, first, it, copy)
        };
        let first = |list: Option<&Vec<usize>>| list.and_then(|list| list.iter().find(tells).copied());
        let of_speaker = first(it.speaker.key.as_ref().and_then(|key| self.by_speaker.get(key)));
        let of_chain = first(self.by_chain.get(&self.together.first(it.at.report)));
        let n = of_speaker.into_iter().chain(of_chain).min()?;
        Some(&mut self.all[n].0)
    }

    pub(super) fn add(&mut self, forecast: Forecast, first: Telling<'v>) {
        let n = self.all.len();
        if let Some(key) = &first.speaker.key {
            self.by_speaker.entry(key.clone()).or_default().push(n);
        }
        self.by_chain.entry(self.together.first(first.at.report)).or_default().push(n);
        self.all.push((forecast, first));
    }

    /// In the order in which they were first told.
    pub(super) fn forecasts(self) -> Vec<Forecast> {
        self.all.into_iter().map(|(forecast, _)| forecast).collect()
    }
}

/// Is a telling one more of a forecast that was first told as `first`, in its report or, as a `copy`, in another of its chain?
fn same(known: &Forecast, first: &Telling<'_>, it: &Telling<'_>, copy: bool) -> bool {
    let alike = || shared(&first.long, &it.long) >= 60;
    let speaker = match (&first.speaker.key, &it.speaker.key) {
        (Some(a), Some(b)) => a == b,
        (None, None) => {
            let here = first.at.report == it.at.report && first.statement.source.actor == it.statement.source.actor;
            here && first.statement.source.actor.is_some() || copy && alike()
        }
        // A copy may leave out the name, never put one in.
        _ => copy && alike(),
    };
    if !speaker || first.told_by.is_some() != it.told_by.is_some() {
        return false;
    }
    match (first.outcome, it.outcome) {
        (Some(a), Some(b)) => a.id == b.id && direction(first) == direction(it) && (it.recalled || horizon(known, first, it, copy)),
        (None, None) => first.kind == it.kind && horizon(known, first, it, copy) && about_the_same(first, it),
        // One hope told twice, of which one telling alone names the outcome in the words of the case.
        _ => {
            first.kind == it.kind && (copy || first.at.report == it.at.report) && same_long_horizon(first, it) && about_the_same(first, it)
        }
    }
}

/// A named speaker's horizon in the same three words or more: "in the next few hours or days".
fn same_long_horizon(first: &Telling<'_>, it: &Telling<'_>) -> bool {
    let words = |it: &Telling<'_>| it.statement.horizon.as_ref().map(|it| it.text.to_lowercase());
    first.speaker.is_named() && words(it).is_some_and(|it| it.split_whitespace().count() > 2) && words(first) == words(it)
}

fn direction(it: &Telling<'_>) -> Option<bool> {
    it.comes.map(|comes| comes == (it.kind != armistice_types::forecasts::ForecastKind::Doubt))
}

/// The same last day; or none in one of the two; or the same words in one report, in a copy, or where they would now reach beyond the outcome.
fn horizon(known: &Forecast, first: &Telling<'_>, it: &Telling<'_>, copy: bool) -> bool {
    let Some(given) = &it.statement.horizon else { return it.outcome.is_some() || known.horizon.words.is_none() };
    let same_words = known.horizon.words.as_ref().is_some_and(|words| words.eq_ignore_ascii_case(&given.text));
    let beyond = |to: Day| it.outcome.and_then(|row| row.by).is_some_and(|by| to > by);
    match given.to {
        Some(to) => known.horizon.to == Some(to) || same_words && (copy || first.at.report == it.at.report || beyond(to)),
        None => same_words || known.horizon.words.is_none() && it.outcome.is_some(),
    }
}

/// Where nothing ties them to the case: half of the words of the shorter, or all but a few where no horizon holds them together.
fn about_the_same(first: &Telling<'_>, it: &Telling<'_>) -> bool {
    shared(&first.long, &it.long) >= if it.statement.horizon.is_some() { 50 } else { 70 }
}

/// The longer words of a text.
pub(crate) fn long(text: &str) -> BTreeSet<String> {
    long_of(words(text))
}

/// The longer ones of these words.
pub(super) fn long_of(words: impl IntoIterator<Item = String>) -> BTreeSet<String> {
    words.into_iter().filter(|word| word.chars().count() > 2).collect()
}

/// Share of the longer words of the shorter text that stand in the other, in percent.
pub(crate) fn shared(a: &BTreeSet<String>, b: &BTreeSet<String>) -> usize {
    let shorter = a.len().min(b.len());
    (100 * a.intersection(b).count()).checked_div(shorter).unwrap_or(0)
}
