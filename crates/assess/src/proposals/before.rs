//! The track of a draft that its own sentence does not tell: taken from the sentence before, where this one leads up to it.
//!
//! ## What it finds
//! "Selm played down reports of a truce with the guards." before "Many drafts are out, Selm's office said.": the same side speaks of reports
//! or papers in both, and all whom the first names have a role on one track only.
//! ## Does not find
//! A sentence further back, or one by another side: then the track is not told.

use std::collections::BTreeSet;

use armistice_types::case::{ActorKey, Case, RoleKind, TrackKey};
use armistice_types::coded::Coded;
use armistice_types::statement::{Act, Statement};
use armistice_types::text::{CharIndex, Span};
use armistice_types::view::{Filed, Place};

use crate::roles::named;

/// Nouns of what is told about talks.
const TOLD: [&str; 10] = ["report", "reports", "draft", "drafts", "document", "documents", "text", "proposal", "proposals", "leaks"];

/// The track, and the sentence that tells it.
pub(super) fn track(case: &Case, filed: &Filed, coded: &Coded, index: &CharIndex<'_>, paper: Span) -> Option<(TrackKey, Place)> {
    let sentences = &filed.reading.sentences;
    let own = sentences.iter().position(|it| it.overlaps(paper))?;
    let before = *sentences.get(own.checked_sub(1)?)?;
    let text = index.quote(before)?;
    let inside = |it: &&Statement, sentence: Span| it.content.iter().any(|span| span.overlaps(sentence));
    let mut all = filed.reading.statements.iter();
    all.find(|it| inside(it, before) && matches!(it.act, Act::Doubt | Act::Deny) && of_papers(index, it))?;
    let keys: BTreeSet<ActorKey> = named(case, text).into_iter().collect();
    let speaker = filed.reading.statements.iter().find(|it| inside(it, paper)).and_then(|it| it.source.actor);
    let speaker = coded.actors.get(&speaker?)?.actor.as_ref()?;
    let principal = |key: &ActorKey| case.roles.iter().any(|row| row.actor == *speaker && row.principal.as_ref() == Some(key));
    keys.iter().find(|key| *key == speaker || principal(key))?;
    let takes_part = |key: &ActorKey, track: &TrackKey| {
        case.roles.iter().any(|row| row.actor == *key && row.track == *track && row.role != RoleKind::Outsider)
    };
    let mut tracks = case.tracks.iter().map(|row| &row.id).filter(|track| keys.iter().all(|key| takes_part(key, track)));
    let one = tracks.next().filter(|_| tracks.next().is_none())?;
    Some((one.clone(), Place { report: filed.number, span: before }))
}

fn of_papers(index: &CharIndex<'_>, it: &Statement) -> bool {
    let words = it.content.iter().filter_map(|span| index.quote(*span)).flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    words.map(str::to_lowercase).any(|word| TOLD.contains(&word.as_str()))
}
