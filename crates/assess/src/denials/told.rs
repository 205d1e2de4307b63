//! When two tellings are of one denial. A telling can be of a denial only that is told in its report, by its speaker, or by one who shares
//! a name with him, so these are found by their numbers and no other is looked at.

use std::collections::{BTreeMap, BTreeSet};

use armistice_types::assessment::Denial;
use armistice_types::case::ActorKey;
use armistice_types::coded::Coded;
use armistice_types::report::Integrity;
use armistice_types::statement::{Anonymity, DenialScope, Statement};
use armistice_types::view::{Filed, View};

use super::{NEAR, content, day, join};
use crate::stems::{shared, stems};

/// What points back to the thing denied.
const ANAPHORS: [&str; 6] =
    ["nothing of the kind", "nothing of the sort", "no such thing", "that is not true", "that never happened", "it never happened"];
/// Share of stems in percent from which two texts speak of one thing.
const ALIKE: usize = 60;

/// One telling, with what is compared.
#[derive(Clone)]
pub(super) struct Telling<'v> {
    filed: &'v Filed,
    statement: &'v Statement,
    stems: BTreeSet<String>,
    /// Of the speaker, in lower case.
    name: Option<String>,
    actor: Option<ActorKey>,
}

impl<'v> Telling<'v> {
    pub(super) fn new(coded: &[Coded], filed: &'v Filed, statement: &'v Statement) -> Self {
        let id = statement.source.actor;
        let coded = filed.number.checked_sub(1).and_then(|n| coded.get(n));
        Self {
            filed,
            statement,
            stems: stems(&content(filed, statement)),
            name: id.and_then(|id| filed.reading.actor(id)).map(|it| it.name.to_lowercase()),
            actor: coded.and_then(|it| it.actors.get(&id?)).and_then(|it| it.actor.clone()),
        }
    }

    /// Words of the speaker's name.
    fn names(&self) -> impl Iterator<Item = &str> {
        self.name.iter().flat_map(|it| it.split_whitespace())
    }

    /// By what it can be met.
    fn keys(&self) -> impl Iterator<Item = Key> {
        let whole = self.name.clone().map(Key::Name);
        let parts = self.names().map(|word| Key::Name(word.to_owned()));
        let actor = self.actor.clone().map(Key::Actor);
        whole.into_iter().chain(parts).chain(actor).chain([Key::Report(self.filed.number)])
    }
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Report(usize),
    /// All of it, or a word.
    Name(String),
    Actor(ActorKey),
}

/// The denials so far, each with the telling that stands for it.
#[derive(Default)]
pub(super) struct Known<'v> {
    pub(super) all: Vec<(Denial, Telling<'v>)>,
    by_key: BTreeMap<Key, BTreeSet<usize>>,
}

impl<'v> Known<'v> {
    /// Joins a telling to the first denial that it tells again, or adds it.
    pub(super) fn add(&mut self, view: &View, new: Denial, telling: Telling<'v>) {
        let met = |key: Key| self.by_key.get(&key);
        let near: BTreeSet<usize> = telling.keys().filter_map(met).flatten().copied().collect();
        let n = near.into_iter().find(|n| self.all.get(*n).is_some_and(|(there, first)| again(there, first, &new, &telling)));
        let n = n.unwrap_or(self.all.len());
        let at = new.statement;
        match self.all.get_mut(n) {
            Some((there, first)) => {
                join(view, there, new);
                if there.statement != at {
                    return;
                }
                *first = telling.clone();
            }
            None => self.all.push((new, telling.clone())),
        }
        // What it was known by before does no harm.
        for key in telling.keys() {
            self.by_key.entry(key).or_default().insert(n);
        }
    }
}

/// Is it one denial told twice: by the same speaker of the same thing, or first by nobody by name and then by name in one report?
fn again(there: &Denial, one: &Telling<'_>, new: &Denial, other: &Telling<'_>) -> bool {
    let (first, second, a, b) = (one.filed, other.filed, one.statement, other.statement);
    let near = day(first).zip(day(second)).is_some_and(|(a, b)| b <= a.plus(NEAR));
    let (x, y) = (&one.stems, &other.stems);
    let same = one.name.is_some() && one.name == other.name || one.actor.is_some() && one.actor == other.actor;
    let unnamed = |it: &Statement| matches!(it.source.anonymity, Anonymity::Anonymous | Anonymity::Collective | Anonymity::None);
    let lead = first.number == second.number && unnamed(a) && !unnamed(b) && x.intersection(y).count() > 1;
    let nested = first.number == second.number && (a.within == Some(b.id) || b.within == Some(a.id));
    // "Amaro denied it. "We agreed to no such thing," he said.": the second says again what the first denies.
    let just_behind = first.number == second.number && a.id < b.id && b.id.0 <= a.id.0 + 3;
    let points_back = || {
        let said = content(second, b).to_lowercase();
        ANAPHORS.iter().any(|it| said.contains(it))
    };
    if same && just_behind && there.scope == DenialScope::Content && points_back() {
        return true;
    }
    // A reworded copy garbles names and words: its denial of the same scope by one who shares a name is the one that it copies.
    let alike = || one.names().any(|word| other.names().any(|it| it == word));
    if near && there.scope == new.scope && second.reading.report.integrity == Integrity::RewordedCopy && alike() && !x.is_disjoint(y) {
        return true;
    }
    near && (same && (there.scope == new.scope || nested) && (nested || shared(x, y) >= ALIKE) || lead)
}
