//! Whose name a report withholds.

use std::collections::BTreeSet;

use armistice_types::statement::{Actor, ActorId, ActorKind, Anonymity, Reading};
use armistice_types::text::{CharIndex, Span};

use super::names::Names;
use super::suspects::Suspects;

/// Everybody who speaks or passes words on.
pub(super) fn sources(reading: &Reading) -> BTreeSet<ActorId> {
    let spoken = reading.statements.iter().flat_map(|it| it.source.actor.into_iter().chain(it.via.iter().copied()));
    spoken.chain(reading.events.iter().filter_map(|it| it.told_by)).collect()
}

/// Persons whose names are withheld: who speak, and whom the report names in its own voice; with those who may be persons.
pub(super) fn persons(reading: &Reading, suspects: &Suspects) -> BTreeSet<ActorId> {
    let by_name = reading.statements.iter().filter(|it| it.source.anonymity == Anonymity::Named).filter_map(|it| it.source.actor);
    let sources: BTreeSet<ActorId> = sources(reading);
    let inside = Stretches::new(reading.statements.iter().flat_map(|it| it.content.iter().copied()));
    let person = |it: &&Actor| it.kind == ActorKind::Person || suspects.name(it);
    let named = |it: &&Actor| sources.contains(&it.id) || !it.mentions.iter().all(|span| inside.hold(*span));
    let corporate = |id: &ActorId| {
        let kind = reading.actor(*id).map(|it| it.kind);
        matches!(kind, Some(ActorKind::State | ActorKind::GovernmentBody | ActorKind::Outlet))
    };
    let persons = reading.actors.iter().filter(person).filter(named).map(|it| it.id);
    persons.chain(by_name.filter(|id| !corporate(id))).collect()
}

/// Their names, with what a report spells differently, and the words of sources that no actor stands for.
pub(super) fn names(reading: &Reading, index: &CharIndex<'_>, persons: &BTreeSet<ActorId>, suspects: &Suspects) -> Names {
    let mut names = Names::default();
    let all = || reading.actors.iter().filter(|it| persons.contains(&it.id));
    for it in all() {
        names.person(&it.name, &it.roles);
    }
    names.suspect(suspects.words.iter().cloned());
    for it in all() {
        let explained: Vec<&str> = it.roles.iter().chain(&it.affiliation).map(String::as_str).collect();
        for words in it.mentions.iter().filter_map(|span| index.quote(*span)) {
            if names.unexplained(words, &explained) {
                names.phrase(words);
            }
        }
    }
    let nobody = reading.statements.iter().filter(|it| it.source.actor.is_none()).filter_map(|it| it.source.span);
    for words in nobody.filter_map(|span| index.quote(span)) {
        if names.unexplained(words, &[]) {
            names.person(words, &[]);
        }
    }
    let spelled = reading.actors.iter().map(|it| it.name.as_str());
    let doubtful = reading.problems.iter().filter_map(|it| index.quote(it.span?)).filter(|it| it.chars().count() < 60);
    for name in spelled.chain(doubtful) {
        names.misspelled(name);
    }
    names
}

/// Stretches of a text, joined where they meet.
pub(super) struct Stretches(Vec<Span>);

impl Stretches {
    pub(super) fn new(spans: impl Iterator<Item = Span>) -> Self {
        let mut all: Vec<Span> = spans.collect();
        all.sort();
        let mut out: Vec<Span> = Vec::new();
        for it in all {
            match out.last_mut() {
                Some(last) if it.start() <= last.end() => {
                    *last = Span::new(last.start(), last.end().max(it.end())).unwrap_or(*last);
                }
                _ => out.push(it),
            }
        }
        Self(out)
    }

    /// Does one of them hold all of the span?
    pub(super) fn hold(&self, span: Span) -> bool {
        let n = self.0.partition_point(|it| it.start() <= span.start());
        n.checked_sub(1).and_then(|n| self.0.get(n)).is_some_and(|it| span.end() <= it.end())
    }

    /// Does one of them share a place with the span?
    pub(super) fn touch(&self, span: Span) -> bool {
        let n = self.0.partition_point(|it| it.end() <= span.start());
        self.0.get(n).is_some_and(|it| it.overlaps(span))
    }

    /// What of a span none of them holds.
    pub(super) fn outside(&self, span: Span) -> Vec<std::ops::Range<usize>> {
        let first = self.0.partition_point(|it| it.end() <= span.start());
        let (mut out, mut at) = (Vec::new(), span.start());
        for it in self.0[first..].iter().take_while(|it| it.start() < span.end()) {
            if at < it.start() {
                out.push(at..it.start());
            }
            at = it.end();
        }
        if at < span.end() {
            out.push(at..span.end());
        }
        out
    }
}
