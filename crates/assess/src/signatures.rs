//! Signatures that reports tell of: who signed what on which track, and on which day.
//!
//! ## What it finds
//! "Halven and Ordel signed a 60-day truce on Friday", in the report's own voice or a party's.
//! ## Why it matters
//! What is signed is neither on the table nor agreed in principle; a page that misses it misleads.
//! ## Does not find
//! A signature told by somebody else, planned, hoped for or denied; one that names not every party; one that fits two tracks.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use armistice_types::case::{ActorKey, Case, Track, TrackKey};
use armistice_types::coded::Coded;
use armistice_types::happenings::EventState;
use armistice_types::statement::Modality;
use armistice_types::text::{CharIndex, Span};
use armistice_types::time::Edtf;
use armistice_types::view::{Place, View};

use crate::status;

const WORDS: &str = include_str!("../../../data/signing-words.tsv");

/// A signature by every party of a track.
pub(crate) struct Signature {
    /// When, as far as told.
    pub(crate) day: Option<Edtf>,
    /// The words that tell it.
    pub(crate) told: Vec<Place>,
}

/// Per track the last signature told.
pub(crate) fn signatures(case: &Case, view: &View, coded: &[Coded], events: &[EventState]) -> BTreeMap<TrackKey, Signature> {
    let mut out = BTreeMap::new();
    for event in events.iter().filter(|it| it.kind == "SUPPORT" && it.modality == Modality::Actual) {
        let told: Vec<Place> = event.evidence.iter().filter(|place| tells(view, coded, place)).copied().collect();
        let Some(first) = told.first() else { continue };
        let sentence = sentence(view, first).unwrap_or_default();
        let whole = |track: &&Track| signed_by_all(case, view, track, event, &sentence);
        let tracks: Vec<&Track> = case.tracks.iter().filter(whole).collect();
        let named = |track: &&&Track| names(case, track, &sentence);
        let one = match tracks[..] {
            [one] => Some(one),
            _ => tracks.iter().find(named).filter(|_| tracks.iter().filter(named).count() == 1).copied(),
        };
        if let Some(track) = one {
            out.insert(track.id.clone(), Signature { day: event.when, told });
        }
    }
    out
}

/// Do the words tell of signing a paper of talks, in the report's own voice or in that of a party?
fn tells(view: &View, coded: &[Coded], place: &Place) -> bool {
    let has = |text: &str, kind: &str| text.split(|c: char| !(c.is_alphanumeric() || c == '-')).any(|word| is(word, kind));
    let words =
        view.report(place.report).and_then(|filed| CharIndex::new(&filed.reading.report.text).quote(place.span).map(str::to_lowercase));
    let signing =
        words.is_some_and(|text| has(&text, "signs")) && sentence(view, place).is_some_and(|text| has(&text.to_lowercase(), "paper"));
    signing && tellers(view, coded, place).all(|party| party)
}

fn is(word: &str, kind: &str) -> bool {
    static CELL: OnceLock<Vec<(&str, &str)>> = OnceLock::new();
    let rows = CELL.get_or_init(|| WORDS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')).collect());
    rows.iter().any(|(it, of)| *it == word && *of == kind)
}

/// Per statement that holds the words: is its source a party, in the case?
fn tellers<'a>(view: &'a View, coded: &'a [Coded], place: &'a Place) -> impl Iterator<Item = bool> + 'a {
    let at = view.reports.iter().position(|filed| filed.number == place.report);
    at.into_iter().flat_map(move |n| {
        let holds = |span: &Span| span.start() <= place.span.start() && place.span.end() <= span.end();
        let around = view.reports[n].reading.statements.iter().filter(move |it| it.content.iter().any(holds));
        around.map(move |it| it.source.actor.and_then(|id| coded.get(n)?.actors.get(&id)).is_some_and(|it| it.actor.is_some()))
    })
}

fn sentence(view: &View, place: &Place) -> Option<String> {
    let filed = view.report(place.report)?;
    let span = filed.reading.sentences.iter().find(|it| it.overlaps(place.span))?;
    CharIndex::new(&filed.reading.report.text).quote(*span).map(str::to_owned)
}

/// Does every party of the track take part, by the event or by name in its sentence?
fn signed_by_all(case: &Case, view: &View, track: &Track, event: &EventState, sentence: &str) -> bool {
    let parties = status::parties(case, &track.id, status::day_of(view));
    let acts = |key: &ActorKey| event.actors.iter().any(|named| named.actor.as_ref() == Some(key));
    let named = |key: &ActorKey| case.actor(key).is_some_and(|row| sentence.contains(row.name.as_str()));
    parties.len() > 1 && parties.iter().any(acts) && parties.iter().all(|key| acts(key) || named(key))
}

/// Does the sentence hold a word of the track's name that no other track's name has?
fn names(case: &Case, track: &Track, sentence: &str) -> bool {
    let words = |track: &Track| track.name.to_lowercase().split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let others: Vec<String> = case.tracks.iter().filter(|it| it.id != track.id).flat_map(words).collect();
    let lower = sentence.to_lowercase();
    words(track).iter().any(|word| word.len() > 3 && !others.contains(word) && lower.contains(word.as_str()))
}
