//! Events that a noun names, held by a verb that says nothing by itself: "held talks with", "the talks will resume", "launched an attack on"
//! (`data/event-nouns.tsv`, `data/event-light-verbs.tsv`).

use std::ops::Range;

use armistice_types::statement::is_a_yes;

use super::Happening;
use super::clauses::{Behind, Clauses};
use super::people::Who;
use super::roles::{by_chunks, others};
use crate::lexicon::events::{Holding, event_noun, holding, is_told};
use crate::phrases::Phrase;

/// Prepositions that name those upon whom a deed is done.
const UPON: [&str; 3] = ["against", "of", "on"];

impl Clauses<'_> {
    /// "joint exercises" of two are cooperation, of one a show of force.
    pub(super) fn alone(&self, kind: &'static str, mode: &'static str, actors: &[Who], recipients: &[Who]) -> (&'static str, &'static str) {
        if kind == "COOPERATE" && mode == "joint" {
            return if actors.len() + recipients.len() > 1 { ("COOPERATE", "") } else { ("MOBILIZE", "troops") };
        }
        (kind, mode)
    }

    /// "held talks with", "the talks will resume": the noun names the event.
    pub(super) fn by_noun(&self, verb: usize, behind: &Behind) -> Option<Happening> {
        let main = self.main(verb);
        let places: Vec<Holding> = holding(&self.lower(main), &self.lower(main + 1)).collect();
        if places.is_empty() {
            return None;
        }
        let passive = self.passive(verb);
        let active = passive && self.is_active(verb, "");
        let subject = self.subject(verb);
        let has = places.contains(&Holding::Object);
        let of = self.people(&self.after(behind, &["with", "between", "among", "against", "by", "to", "into"]));
        let on = || self.people(&self.after(behind, &["on", "of", "in"]));
        if let (Some(object), true) = (&behind.object, has && (!passive || active))
            && let Some((kind, mode)) = self.noun(object).filter(|(kind, _)| !passive || !by_chunks(kind))
        {
            let subject: Vec<Range<usize>> = subject.into_iter().collect();
            let actors = self.people_or_owners(&subject, kind != "CONSULT");
            let owners = self.people(std::slice::from_ref(object));
            let mut recipients = [owners, of].concat();
            // "launched an attack on the port", "began an inquiry into the raid of the guards"
            if recipients.is_empty() && kind != "CONSULT" {
                recipients = on();
            }
            if recipients.is_empty() && kind != "CONSULT" {
                recipients = self.upon_by_tree(kind, verb, &|_| true);
                recipients.retain(|who| !actors.contains(who));
            }
            if kind == "ACCUSE" {
                recipients = self.culprits(behind).unwrap_or(recipients);
            }
            let (kind, mode) = self.alone(kind, mode, &actors, &recipients);
            return Some(Happening { kind, mode, verb, actors, recipients, reach: verb..behind.end, own: false, modality: None });
        }
        let held = places.contains(&Holding::Subject) || passive && has;
        let subject = subject.filter(|_| held)?;
        let (kind, mode) = self.noun(&subject)?;
        // "Talk of a concession dominated the day": nothing but talks is told below another noun.
        if kind != "CONSULT" && self.noun(&(subject.start..subject.start + 1)).is_none() {
            return None;
        }
        // "a pardon for the guards": they grant nothing.
        let mut actors = if is_a_yes(kind) { Vec::new() } else { self.people(std::slice::from_ref(&subject)) };
        let mut recipients = Vec::new();
        if matches!(kind, "CONSULT" | "COOPERATE") {
            actors.extend(of);
        } else {
            // "the attack on the port by the guards took place"
            let upon = [self.within(&subject, &UPON), self.after(behind, &UPON)].concat();
            recipients = others(self.people_or_owners(&upon, true), &actors);
            actors.extend(others(self.people(&self.after(behind, &["by"])), &actors));
        }
        let (kind, mode) = self.alone(kind, mode, &actors, &recipients);
        let start = subject.start.min(verb);
        Some(Happening { kind, mode, verb, actors, recipients, reach: start..behind.end, own: false, modality: None })
    }

    /// The nouns of a list that stand behind one of these prepositions.
    fn within(&self, list: &Range<usize>, words: &[&str]) -> Vec<Range<usize>> {
        let behind =
            |i: usize| self.phrase(i) == Some(Phrase::Preposition) && self.opens(i, words) && self.phrase(i + 1) == Some(Phrase::Noun);
        list.clone().filter(|&i| i + 1 < list.end && behind(i)).map(|i| i + 1..i + 2).collect()
    }

    /// The event that the first noun of a list names, or the noun behind "of" ("a round of talks").
    pub(super) fn noun(&self, list: &Range<usize>) -> Option<(&'static str, &'static str)> {
        for i in list.clone() {
            if self.phrase(i) != Some(Phrase::Noun) {
                continue;
            }
            let chunk = &self.sentence.chunks[i].range;
            let pair = (chunk.len() > 1).then(|| format!("{} {}", self.lower(chunk.end - 2), self.lower(chunk.end - 1)));
            let found = pair.and_then(|pair| event_noun(&pair)).or_else(|| event_noun(&self.head(i)));
            if found.is_some_and(|(kind, _)| kind == "-") {
                return None;
            }
            if let Some((kind, mode)) = found {
                let many = chunk.clone().any(|t| is_told(&self.lower(t), "many-sided"));
                let by_phone = chunk.clone().any(|t| is_told(&self.lower(t), "by phone"));
                let mode = if many {
                    "multilateral"
                } else if by_phone && kind == "CONSULT" {
                    "phone"
                } else {
                    mode
                };
                return Some((kind, mode));
            }
            if !self.opens(i + 1, &["of"]) {
                return None;
            }
        }
        None
    }
}
