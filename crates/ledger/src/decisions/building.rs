//! A statement of a reading from what a person says that words say.

use armistice_types::entries::{Said, SaidBy, StatementAnchor, Stretch};
use armistice_types::statement::{Actor, ActorId, ActorKind, Reading, Source, Statement, StatementId};
use armistice_types::text::Span;

/// The statement that a person's saying makes of words; `base` is what was read from them, of which the rest is kept.
#[must_use]
pub fn built(reading: &mut Reading, id: StatementId, at: &StatementAnchor, said: &Said, base: Option<&Statement>) -> Statement {
    let actor = said.source.name.as_ref().map(|name| actor(reading, name, &said.source));
    let spans = |all: &[Stretch]| all.iter().filter_map(Stretch::span).collect::<Vec<Span>>();
    let words = said.source.words.as_ref().and_then(Stretch::span);
    let count = base.filter(|it| it.source.actor == actor).and_then(|it| it.source.count);
    Statement {
        id,
        source: Source { actor, span: words, anonymity: said.source.anonymity, count },
        via: base.map_or_else(Vec::new, |it| it.via.clone()),
        cue: base.map_or_else(|| at.cue.as_ref().and_then(Stretch::span), |it| it.cue),
        content: base.map_or_else(|| spans(&at.content), |it| it.content.clone()),
        quote: said.quote,
        addressees: base.map_or_else(Vec::new, |it| it.addressees.clone()),
        medium: base.and_then(|it| it.medium.clone()),
        said_on: said.said_on,
        act: said.act,
        negated: said.negated,
        certainty: said.certainty,
        within: base.and_then(|it| it.within),
        conditions: spans(&said.conditions),
        horizon: said.horizon.clone(),
        denies: said.denies.clone(),
        about: Vec::new(),
    }
}

/// The actor of the reading that a source is: by its name, and of several of one name the one that its words mention; a new one behind the rest
/// where there is none.
fn actor(reading: &mut Reading, name: &str, by: &SaidBy) -> ActorId {
    if let Some(id) = found(reading, name, by.words.as_ref()) {
        return id;
    }
    let id = ActorId(reading.actors.iter().map(|it| it.id.0).max().unwrap_or(0) + 1);
    reading.actors.push(Actor {
        id,
        name: name.to_owned(),
        kind: by.kind.unwrap_or(ActorKind::Unnamed),
        roles: Vec::new(),
        affiliation: None,
        count: None,
        mentions: by.words.as_ref().and_then(Stretch::span).into_iter().collect(),
        case_id: None,
    });
    id
}

/// The actor with this name; of several the one that the words mention, else the first.
pub(super) fn found(reading: &Reading, name: &str, words: Option<&Stretch>) -> Option<ActorId> {
    let folded = |name: &str| name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let wanted = folded(name);
    let named: Vec<&Actor> = reading.actors.iter().filter(|it| folded(&it.name) == wanted).collect();
    let span = words.and_then(Stretch::span);
    let mentioned = |it: &&&Actor| span.is_some_and(|span| it.mentions.iter().any(|at| at.overlaps(span)));
    named.iter().find(mentioned).or(named.first()).map(|it| it.id)
}
