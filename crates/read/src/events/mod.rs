//! Events: who did what to whom, where and when, in PLOVER types. Takes the clauses of a text with the
//! actors and statements found before; gives one event a clause at most. What is merely said is left to
//! `statements`; whether an event took place is its modality, told by tense, negation, the verb that
//! governs it and the statement it stands in.
//!
//! Types, modes and their rules from the PLOVER manual 2.0 (Open Event Data Alliance); `data/event-*.tsv`.

mod happenings;
mod modality;
mod people;
mod place;

use std::ops::Range;

use armistice_types::statement::{Event, EventId, Statement};
use armistice_types::text::CharIndex;
use armistice_types::time::Day;

use crate::attribution::Text;
use crate::entities::Actors;
use crate::statements::number;
use crate::subjects::Sentence;
use crate::when;

/// Everything that events are read from.
pub(crate) struct Setting<'a> {
    pub(crate) text: &'a Text<'a>,
    pub(crate) actors: &'a Actors<'a>,
    pub(crate) index: &'a CharIndex<'a>,
    pub(crate) published: Option<Day>,
    pub(crate) statements: &'a [Statement],
}

/// A verb group that tells an event, before its people are known.
struct Happening {
    kind: &'static str,
    mode: &'static str,
    /// Chunk of the verb group.
    verb: usize,
    /// Chunk ranges of those who act and those acted upon.
    actors: Vec<Range<usize>>,
    recipients: Vec<Range<usize>>,
    /// Where it is looked for: from the verb to the end of its clause.
    reach: Range<usize>,
}

/// Events in text order; those without any known actor are left out.
pub(crate) fn events(setting: &Setting<'_>) -> Vec<Event> {
    let mut out: Vec<Event> = Vec::new();
    for n in 0..setting.text.tokens.sentences.len() {
        let sentence = setting.text.sentence(n);
        for happening in happenings::happenings(setting, &sentence) {
            out.extend(event(setting, &sentence, &happening, out.len()));
        }
    }
    out
}

fn event(setting: &Setting<'_>, sentence: &Sentence<'_>, it: &Happening, n: usize) -> Option<Event> {
    let tokens = sentence.span(&it.reach);
    let mut actors = people::people(setting, sentence, &it.actors);
    let mut recipients = people::people(setting, sentence, &it.recipients);
    recipients.retain(|id| !actors.contains(id));
    if actors.is_empty() && it.kind == "CONSULT" {
        std::mem::swap(&mut actors, &mut recipients);
    }
    if actors.is_empty() && recipients.is_empty() {
        return None;
    }
    let modality = modality::modality(setting, sentence, it);
    let span = setting.index.span(setting.text.tokens.bytes(&tokens));
    Some(Event {
        id: EventId(number(n)),
        kind: it.kind.to_owned(),
        mode: (!it.mode.is_empty()).then(|| it.mode.to_owned()),
        actors,
        recipients,
        place: place::place(setting, sentence, it),
        when: when::of_event(setting.text, &sentence.range, &sentence.chunks[it.verb].range, setting.published, modality),
        modality,
        span,
    })
}
