//! Events: who did what to whom, where and when, in PLOVER types. Takes the clauses of a text with the
//! actors and statements found before; gives the events that they tell. What is merely said is left to
//! `statements`; whether an event took place is its modality, told by tense, negation, the words that
//! govern its verb and the statement it stands in.
//!
//! Types, modes and their rules from the PLOVER manual 2.0 (Open Event Data Alliance); `data/event-*.tsv`.

mod asides;
mod clauses;
mod doubt;
mod duties;
mod further;
mod happenings;
mod modality;
mod needs;
mod nouns;
mod participles;
mod people;
mod place;
mod roles;
mod setting;
mod subject;
mod tense;
mod tree;
mod verbal;

use std::collections::BTreeMap;
use std::ops::Range;

use armistice_types::statement::{ActorId, Event, EventId, Modality, Statement};
use armistice_types::text::CharIndex;
use armistice_types::time::{Day, Edtf};

use crate::attribution::Text;
use crate::entities::{Actors, Said};
use crate::lexicon::events::is_told;
use crate::phrases::{Form, Phrase};
use crate::statements::number;
use crate::subjects::Sentence;
use crate::when;
use people::Who;
use setting::Setting;

/// An event this many days before its report is background to it.
const OLD: i32 = 30;

/// What tells an event: a verb group, or a noun behind a preposition.
struct Happening {
    kind: &'static str,
    mode: &'static str,
    /// Chunk of the verb group whose tense and governors decide the modality.
    verb: usize,
    actors: Vec<Who>,
    recipients: Vec<Who>,
    /// Where place and day are looked for, as chunks: from the verb or noun to the end of its clause.
    reach: Range<usize>,
    /// Does the verb tell the event, rather than a noun beside it?
    own: bool,
    /// Decided by what it is rather than by the verb: "ahead of a meeting".
    modality: Option<Modality>,
}

/// An event whose described people are not yet actors.
struct Draft {
    event: Event,
    actors: Vec<Who>,
    recipients: Vec<Who>,
    /// Chunks of the verb group and of what follows it, and whether it is "to" and a verb.
    verb: usize,
    end: usize,
    infinitive: bool,
}

/// Events in text order; those without any actor are left out, but for meetings of which a day is told. People who are only described become actors.
pub(crate) fn events(
    text: &Text<'_>,
    actors: &mut Actors<'_>,
    index: &CharIndex<'_>,
    published: Option<Day>,
    statements: &[Statement],
) -> Vec<Event> {
    let drafts = {
        let setting = Setting::new(text, actors, index, published, statements);
        let mut drafts = Vec::new();
        for n in 0..text.tokens.sentences.len() {
            let sentence = text.sentence(n);
            let here = happenings::happenings(&setting, &sentence).into_iter().filter_map(|it| draft(&setting, &sentence, it));
            let mut here: Vec<Draft> = here.collect();
            verbal::without_contents(&mut here);
            told_twice(&mut here);
            drafts.extend(here);
        }
        drafts
    };
    let mut described: BTreeMap<(usize, usize), Option<ActorId>> = BTreeMap::new();
    let mut id_of = |who: &Who| match who {
        Who::Known(at) => Some(ActorId(number(*at))),
        Who::State(name, words) => Some(ActorId(number(actors.of_state(name, words)))),
        Who::Place(words) => Some(ActorId(number(actors.of_place(words)))),
        Who::Described(range) => *described.entry((range.start, range.end)).or_insert_with(|| {
            let found = actors.resolve(range, range, &Said { recent: &[] })?;
            Some(ActorId(number(found.actor)))
        }),
    };
    let mut out = Vec::new();
    for Draft { mut event, actors, recipients, .. } in drafts {
        event.actors = unique(actors.iter().filter_map(&mut id_of));
        event.recipients = unique(recipients.iter().filter_map(&mut id_of));
        event.recipients.retain(|id| !event.actors.contains(id));
        // "Talks will resume on Friday at the Weir House": the day tells of a meeting, though not who meets.
        let talks = event.kind == "CONSULT" && event.when.is_some() && actors.is_empty() && recipients.is_empty();
        if talks || !event.actors.is_empty() || !event.recipients.is_empty() {
            event.id = EventId(number(out.len()));
            out.push(event);
        }
    }
    out
}

fn unique(ids: impl Iterator<Item = ActorId>) -> Vec<ActorId> {
    let mut out = Vec::new();
    for id in ids {
        if !out.contains(&id) {
            out.push(id);
        }
    }
    out
}

fn draft(setting: &Setting<'_>, sentence: &Sentence<'_>, mut it: Happening) -> Option<Draft> {
    it.recipients.retain(|who| !it.actors.contains(who));
    // All who meet are actors, unless one is the other's guest; nobody meets himself.
    if it.kind == "CONSULT" && (it.mode != "visit" && it.mode != "third-party" || it.actors.is_empty()) {
        it.actors.append(&mut it.recipients);
    }
    // Talks and sessions that a noun names tell of a meeting without those who meet.
    let off = sentence.range.clone().any(|t| is_told(&setting.text.tokens.lower(t), "called off"));
    let named = it.kind == "CONSULT" && it.mode != "visit" && it.reach.start < it.verb && !off;
    if it.actors.is_empty() && it.recipients.is_empty() && !named {
        return None;
    }
    let tokens = sentence.span(&it.reach);
    let modality = it.modality.unwrap_or_else(|| modality::modality(setting, sentence, &it));
    let (when, modality) = dated(setting, sentence, &it, modality);
    let (kind, mode, modality) =
        modality::View { setting, sentence }.as_words(&it, modality, when.is_some()).unwrap_or((it.kind, it.mode, modality));
    let event = Event {
        id: EventId(0),
        kind: kind.to_owned(),
        mode: (!mode.is_empty()).then(|| mode.to_owned()),
        actors: Vec::new(),
        recipients: Vec::new(),
        place: place::place(setting, sentence, &it),
        when,
        modality,
        told_by: setting.holding(&sentence.chunks[it.verb].range).first().and_then(|told| told.source.actor),
        span: setting.index.span(setting.text.tokens.bytes(&tokens)),
    };
    let infinitive = sentence.chunks[it.verb].phrase == Phrase::Verb(Form::Infinitive);
    Some(Draft { event, actors: it.actors, recipients: it.recipients, verb: it.verb, end: it.reach.end, infinitive })
}

/// The day, and what it says of the modality: what lies well back is history, what is told in the present of a day to come is planned.
fn dated(setting: &Setting<'_>, sentence: &Sentence<'_>, it: &Happening, modality: Modality) -> (Option<Edtf>, Modality) {
    let verb = &sentence.chunks[it.verb].range;
    let allowed = |tokens: &Range<usize>| setting.same_clause(sentence, it, tokens);
    let ahead = modality == Modality::Actual && it.modality.is_none() && modality::told_in_the_present(setting, sentence, it.verb);
    let planned = modality == Modality::Planned;
    let find = |future: bool| when::of_event(setting.text, &sentence.range, verb, setting.published, future, &allowed);
    let said = setting.statement_of_cue(verb).filter(|_| !planned).and_then(|it| it.said_on);
    let when = said.or_else(|| find(planned || ahead));
    let today = setting.published;
    let first = when.and_then(|it| it.from).zip(today);
    if ahead {
        return match first {
            Some((from, today)) if from > today => (when, Modality::Planned),
            _ => (find(false), modality),
        };
    }
    let last = when.and_then(|it| it.to).zip(today);
    let modality = match (modality, last) {
        (Modality::Actual, Some((last, today))) if last.plus(OLD) < today => Modality::Historical,
        _ => modality,
    };
    (when, modality)
}

/// "was in Selm for talks, including a meeting with the envoy": the fuller of two tellings in one sentence stays, with the day and place of both.
fn told_twice(drafts: &mut Vec<Draft>) {
    let all = |it: &Draft| it.actors.iter().chain(&it.recipients).cloned().collect::<Vec<Who>>();
    let mut n = 0;
    while n < drafts.len() {
        let inside = |a: &Draft, b: &Draft| {
            let (few, many) = (all(a), all(b));
            a.event.kind == b.event.kind
                && a.event.modality == b.event.modality
                && few.iter().all(|who| many.contains(who))
                && (a.event.when == b.event.when || a.event.when.is_none())
                && (a.event.place == b.event.place || a.event.place.is_none())
        };
        let fuller = (0..drafts.len()).find(|&m| m != n && inside(&drafts[n], &drafts[m]) && !(inside(&drafts[m], &drafts[n]) && m > n));
        if fuller.is_some() {
            drafts.remove(n);
        } else {
            n += 1;
        }
    }
}
