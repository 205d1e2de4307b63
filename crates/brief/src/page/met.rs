//! Met and due: meetings that took place, and those that are planned, denied or called off.

use std::collections::BTreeSet;

use armistice_types::happenings::EventState;
use armistice_types::statement::{ActorKind, Modality};
use armistice_types::view::{Place, View};

use super::Page;
use crate::cite;
use crate::clean;
use crate::outline::Line;

/// Names that any report has as those of persons, and as those of states.
struct Names<'v> {
    persons: BTreeSet<&'v str>,
    states: BTreeSet<&'v str>,
}

impl<'v> Names<'v> {
    fn new(view: &'v View) -> Self {
        let of = |kind: ActorKind| {
            let all = view.reports.iter().flat_map(|filed| &filed.reading.actors);
            all.filter(|it| it.kind == kind).map(|it| it.name.as_str()).collect()
        };
        Self { persons: of(ActorKind::Person), states: of(ActorKind::State) }
    }
}

impl Page<'_> {
    pub(super) fn met_and_due(&self) -> Vec<Line> {
        let rank = |label: &str| ["met", "spoke", "visit", "due", "cancelled", "denied"].iter().position(|it| *it == label);
        let names = Names::new(self.view);
        let mut rows: Vec<(&str, &EventState)> =
            self.assessment.events.iter().filter_map(|it| Some((self.label(it, &names)?, it))).collect();
        rows.sort_by_key(|(label, _)| rank(label));
        rows.into_iter().map(|(label, it)| self.meeting(label, it)).collect()
    }

    /// Other events with a day that touch a track: attacks, arrests, releases, aid, protests, moves of forces. In the report's words.
    pub(super) fn other_events(&self) -> Vec<Line> {
        const KINDS: [&str; 7] = ["ASSAULT", "COERCE", "RETREAT", "AID", "PROTEST", "MOBILIZE", "SANCTION"];
        let touches = |it: &&EventState| {
            KINDS.contains(&it.kind.as_str()) && it.modality == Modality::Actual && it.when.is_some() && it.track.is_some()
        };
        self.assessment.events.iter().filter(touches).map(|it| self.other_event(it)).collect()
    }

    fn other_event(&self, it: &EventState) -> Line {
        let words = it.evidence.first().map_or_else(String::new, |at| cite::shortened(&self.cites.words(at.report, at.span), 100));
        let names: Vec<String> = it.actors.iter().chain(&it.recipients).map(|it| clean(&it.name)).collect();
        let tellers: Vec<String> = it.tellers.iter().map(|it| clean(&it.name)).collect();
        let told = if it.by_reporter_or_actor { String::new() } else { format!("as told by {}: ", tellers.join(", ")) };
        let label = it.when.map_or_else(String::new, |day| day.to_string());
        Line::new(label, format!("{told}{}: {words}", names.join(", "))).from(self.cites.places(&it.evidence))
    }

    /// What the page calls it; `None` for what it leaves to the timeline.
    fn label(&self, it: &EventState, names: &Names<'_>) -> Option<&'static str> {
        let cancelled = it.kind == "REJECT" && it.mode.as_deref() == Some("meet") && it.modality == Modality::Actual;
        if it.kind != "CONSULT" && !cancelled || !self.by_a_person(it, names) {
            return None;
        }
        match it.modality {
            _ if cancelled => Some("cancelled"),
            // Who is somewhere for talks has not met whoever came with him.
            Modality::Actual if it.mode.as_deref() == Some("visit") && it.recipients.is_empty() => Some("visit"),
            Modality::Actual if self.only_spoke(it) => Some("spoke"),
            Modality::Actual => Some("met"),
            Modality::Planned => Some("due"),
            Modality::Denied => Some("denied"),
            Modality::Hypothetical | Modality::Historical => None,
        }
    }

    /// Is no telling of it more than that they spoke: told, talked, by phone?
    fn only_spoke(&self, it: &EventState) -> bool {
        const SPEAKING: [&str; 9] = ["called", "phoned", "speak", "speaking", "spoke", "spoken", "talked", "talking", "told"];
        let speaks = |at: &Place| {
            let words = self.cites.words(at.report, at.span).to_lowercase();
            words.split_whitespace().take(2).any(|word| SPEAKING.contains(&word))
        };
        it.mode.as_deref() == Some("phone") || it.place.is_none() && !it.evidence.is_empty() && it.evidence.iter().all(speaks)
    }

    /// Does a person take part by name, with another or at a named place or day?
    fn by_a_person(&self, it: &EventState, names: &Names<'_>) -> bool {
        let sides: BTreeSet<_> = it.actors.iter().chain(&it.recipients).filter_map(|named| named.actor.as_ref()).collect();
        let state_row = |key: &armistice_types::case::ActorKey| {
            let row = self.view.case.as_ref().and_then(|case| case.actor(key));
            row.is_none_or(|row| row.kind == armistice_types::case::CaseActorKind::State)
        };
        // Talks of which the day is told, though not who meets; bodies of the case that meet.
        let nobody = it.actors.is_empty() && it.recipients.is_empty() && it.when.is_some() && it.track.is_some();
        if nobody || sides.len() > 1 && !sides.iter().any(|key| state_row(key)) {
            return true;
        }
        let all: Vec<&str> = it.actors.iter().chain(&it.recipients).map(|it| it.name.as_str()).collect();
        let persons = all.iter().filter(|name| names.persons.contains(*name)).count();
        // "Israel and the envoy": the state may only stand near; the timeline keeps the row.
        let state = all.iter().any(|name| names.states.contains(name));
        persons > 1 || persons == 1 && !state && (all.len() > 1 || it.place.is_some() || it.when.is_some())
    }

    fn meeting(&self, label: &str, it: &EventState) -> Line {
        let place = it.place.as_deref().map(clean);
        let when = it.when.map_or_else(|| "no day".to_owned(), |day| day.to_string());
        let head = place.map_or_else(|| when.clone(), |place| format!("{place}, {when}"));
        let names: Vec<String> = it.actors.iter().chain(&it.recipients).map(|it| clean(&it.name)).collect();
        let whom = if label == "visit" { "; whom they met is not told" } else { "" };
        let who = if names.is_empty() { "who meets is not told".to_owned() } else { names.join(", ") };
        Line::new(label, format!("{head}: {who}{whom}")).from(self.cites.places(&it.evidence))
    }
}
