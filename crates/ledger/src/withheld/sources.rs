//! The actors of a report not for attribution: sources, who become nobody; and whom the words that are kept still name.

use std::collections::{BTreeMap, BTreeSet};

use armistice_types::statement::{Actor, ActorId, ActorKind, Reading};
use armistice_types::text::{CharIndex, Span};

use super::cut::Cut;
use super::people::{self, Stretches};
use super::plain::Moved;
use super::suspects::Suspects;

/// The name of every source.
const SOURCE: &str = "source withheld";

/// Who is still named in the text, and where.
pub(super) type There = BTreeMap<ActorId, Vec<Span>>;

/// Who is not to be told.
pub(super) struct Sources {
    /// Persons: hidden wherever they are named.
    pub(super) persons: BTreeSet<ActorId>,
    /// States, bodies, groups and unnamed sources, each with the actor that stands for it as a source.
    pub(super) bodies: BTreeMap<ActorId, ActorId>,
}

impl Sources {
    pub(super) fn new(reading: &Reading, suspects: &Suspects) -> Self {
        let persons = people::persons(reading, suspects);
        let outer = reading.statements.iter().filter(|it| it.within.is_none()).filter_map(|it| it.source.actor);
        let via = reading.statements.iter().flat_map(|it| it.via.iter().copied());
        let known: BTreeSet<ActorId> = reading.actors.iter().map(|it| it.id).collect();
        let bodies: BTreeSet<ActorId> = outer.chain(via).filter(|id| known.contains(id) && !persons.contains(id)).collect();
        let first = known.last().map_or(1, |id| id.0.saturating_add(1));
        Self { persons, bodies: bodies.into_iter().zip((first..).map(ActorId)).collect() }
    }

    pub(super) fn hides(&self, id: ActorId) -> bool {
        self.persons.contains(&id) || self.bodies.contains_key(&id)
    }

    /// The actor that stands for one that is not to be told.
    pub(super) fn as_source(&self, id: ActorId) -> Option<ActorId> {
        self.bodies.get(&id).copied().or(self.persons.contains(&id).then_some(id))
    }

    /// Whom sources belong to.
    pub(super) fn affiliations<'r>(&self, reading: &'r Reading) -> impl Iterator<Item = &'r str> {
        let all = reading.actors.iter().filter(|it| self.hides(it.id));
        all.filter_map(|it| it.affiliation.as_deref()).collect::<BTreeSet<_>>().into_iter()
    }

    /// Places that still name an actor who is no hidden person: by a word of the name, so that "our government" tells of none; and for a
    /// source only within words reported.
    pub(super) fn left(&self, reading: &Reading, index: &CharIndex<'_>, cut: &Cut, inside: &Stretches) -> There {
        let mut out = There::new();
        for it in reading.actors.iter().filter(|it| !self.persons.contains(&it.id)) {
            let own: BTreeSet<String> = words(&it.name).collect();
            let names = |span: &Span| index.quote(*span).is_some_and(|text| words(text).any(|word| own.contains(&word)));
            let may = |span: &Span| !self.bodies.contains_key(&it.id) || inside.hold(*span);
            let spans: Vec<Span> = it.mentions.iter().copied().filter(|span| cut.keeps(*span) && may(span) && names(span)).collect();
            if !spans.is_empty() {
                out.insert(it.id, spans);
            }
        }
        out
    }

    /// Actors in order of first mention, sources behind those that stood for them.
    pub(super) fn actors(&self, reading: &Reading, there: &There, moved: &Moved<'_>) -> Vec<Actor> {
        let mut out = Vec::new();
        for it in &reading.actors {
            if let Some(spans) = there.get(&it.id) {
                out.push(named(it, spans, moved));
            }
            if let Some(id) = self.as_source(it.id) {
                let mentions = it.mentions.iter().copied().filter(|span| id == it.id || !moved.cut.keeps(*span));
                out.push(Actor {
                    id,
                    name: SOURCE.to_owned(),
                    kind: ActorKind::Unnamed,
                    roles: Vec::new(),
                    affiliation: None,
                    count: None,
                    mentions: mentions.map(|span| moved.cut.span(span)).collect(),
                    case_id: None,
                });
            }
        }
        out
    }
}

/// Somebody as the words that are left tell of him.
fn named(it: &Actor, spans: &[Span], moved: &Moved<'_>) -> Actor {
    let mentions = moved.spans(spans);
    let words = || mentions.first().and_then(|span| moved.cut.text.index().quote(*span)).unwrap_or_default().to_owned();
    Actor {
        name: (moved.string)(&it.name).unwrap_or_else(words),
        roles: it.roles.iter().filter_map(|role| (moved.string)(role)).collect(),
        affiliation: it.affiliation.as_deref().and_then(moved.string),
        mentions,
        case_id: None,
        ..it.clone()
    }
}

/// Words that can name: longer than articles and pronouns.
fn words(text: &str) -> impl Iterator<Item = String> {
    let all = text.split(|c: char| !c.is_alphanumeric()).filter(|it| it.chars().count() > 2);
    all.map(str::to_lowercase).filter(|it| !matches!(it.as_str(), "the" | "its" | "our" | "his" | "her" | "their" | "they" | "who" | "and"))
}
