//! Which clauses tell an event: by their verb and what it needs (`data/event-verbs.tsv`), by a noun that a verb of holding
//! governs ("held talks with"), by being somewhere for it ("was in Selm for talks"), by a duty laid on another ("they must leave").

use std::ops::Range;

use super::clauses::{Behind, Clauses};
use super::needs::Verb;
use super::people::Who;
use super::setting::Setting;
use super::{Happening, asides};
use crate::lexicon::events::{EventVerb, Holding, event_noun, event_verbs, holding};
use crate::phrases::{Form, Phrase};
use crate::subjects::Sentence;
use crate::tags::Tag;

/// Which way of refusing or asking it is, by what is refused or asked: PLOVER's modes of REJECT and REQUEST.
const BY_OBJECT: [(&str, &str); 3] = [("talks", "meet"), ("aid", "assist"), ("yield", "yield")];

/// Particles that may stand behind the object.
const APART: [&str; 4] = ["down", "off", "out", "over"];

/// The events of one sentence, in order of their verbs.
pub(super) fn happenings(setting: &Setting<'_>, sentence: &Sentence<'_>) -> Vec<Happening> {
    let view = Clauses { setting, sentence };
    let mut out = Vec::new();
    for i in 0..sentence.chunks.len() {
        match sentence.chunks[i].phrase {
            Phrase::Verb(_) => {
                let behind = view.behind(i);
                let found = view
                    .obliged(i, &behind)
                    .or_else(|| view.by_verb(i, &behind))
                    .or_else(|| view.by_noun(i, &behind))
                    .or_else(|| view.there_for(i, &behind))
                    .or_else(|| view.due(i, &behind));
                out.extend(found);
            }
            Phrase::Preposition => out.extend(asides::aside(&view, i)),
            _ => {}
        }
    }
    out
}

impl Clauses<'_> {
    fn by_verb(&self, verb: usize, behind: &Behind) -> Option<Happening> {
        let main = self.main(verb);
        let form = self.lower(main);
        if self.phrase(verb) == Some(Phrase::Verb(Form::Gerund)) && !self.tells(verb) {
            return None;
        }
        let subject = self.subject(verb);
        let passive = self.passive(verb);
        let clause = Verb { verb, subject: &subject, behind, passive };
        event_verbs(&form).iter().find_map(|it| self.fits(it, main, &clause))
    }

    /// A gerund tells an event where another verb carries it on ("continues meeting"), or it hangs on a clause ("after meeting …").
    fn tells(&self, verb: usize) -> bool {
        let Some(before) = verb.checked_sub(1) else { return true };
        self.sentence.chunks[before].is_verb()
            || matches!(self.phrase(before), Some(Phrase::Comma))
            || self.opens(before, &["after", "following", "before", "without", "by", "while", "of", "to"])
            // "issued a statement demanding that …": words that say more of what was said.
            || self.phrase(before) == Some(Phrase::Noun) && event_verbs(&self.lower(self.main(verb))).iter().any(|it| matches!(it.kind, "ACCUSE" | "REQUEST"))
    }

    fn fits(&self, it: &EventVerb, main: usize, clause: &Verb<'_>) -> Option<Happening> {
        if let Some(particle) = it.particle {
            if !self.has_particle(particle, main, clause.behind) {
                return None;
            }
        }
        // A yes is never read out of a form that may be passive.
        let plain = clause.passive && !matches!(it.kind, "AGREE" | "SUPPORT" | "CONCEDE") && self.is_active(clause.verb, it.kind);
        let clause = &Verb { passive: clause.passive && !plain, ..*clause };
        let (need, upon) = it.needs().find_map(|need| self.need(need, clause).map(|upon| (need, upon)))?;
        let subject: Vec<Range<usize>> = clause.subject.iter().cloned().collect();
        let (by, on) = if clause.passive { (self.after(clause.behind, &["by"]), [subject, upon].concat()) } else { (subject, upon) };
        // What "Norwegian ships" do, Norway does; what a Norwegian paper says or accepts, it does not.
        let deeds = matches!(it.kind, "AID" | "ASSAULT" | "COERCE" | "MOBILIZE" | "RETREAT" | "SANCTION");
        let mut actors = self.people_or_owners(&by, deeds);
        if actors.is_empty() && !clause.passive && it.kind != "CONSULT" {
            let subject: Vec<Range<usize>> = self.subject_by_tree(clause.verb).into_iter().collect();
            actors = self.people_or_owners(&subject, deeds);
        }
        let mut recipients = self.given(clause.verb);
        if recipients.is_empty() {
            recipients = self.people_or_owners(&on, it.kind != "CONSULT");
        }
        self.without_own(it.kind, &mut recipients);
        if it.kind == "ACCUSE" && !clause.passive {
            recipients = self.culprits(clause.behind).unwrap_or(recipients);
        }
        recipients.retain(|who| !actors.contains(who));
        if recipients.is_empty() && !clause.passive {
            recipients = self.further(it.kind, clause.behind);
            recipients.retain(|who| !actors.contains(who));
        }
        if recipients.is_empty() && !matches!(it.kind, "CONSULT" | "COOPERATE") && it.mode != "resign" {
            recipients = self.upon_by_tree(it.kind, clause.verb);
            recipients.retain(|who| !actors.contains(who));
        }
        // To be told something by nobody in particular is no meeting.
        if matches!(need, "person" | "to-whom") && it.kind == "CONSULT" && (actors.is_empty() || recipients.is_empty()) {
            return None;
        }
        if it.kind == "REQUEST" && self.told_as_fact(clause.behind) {
            return None;
        }
        // "Would welcome a mediator" thinks well of it; nobody is on the way.
        let would = |t: usize| self.setting.text.tokens.is(t, "would");
        if need == "guest" && it.kind == "CONSULT" && self.sentence.chunks[clause.verb].range.clone().any(would) {
            return None;
        }
        if need == "guest" {
            std::mem::swap(&mut actors, &mut recipients);
        }
        let mode = self.mode(it, clause);
        let (kind, mode) = self.alone(it.kind, mode, &actors, &recipients);
        Some(Happening { kind, mode, verb: clause.verb, actors, recipients, reach: clause.verb..clause.behind.end, modality: None })
    }

    /// "called the talks off", "forced them out": behind the verb, with at most an adverb between, or behind its object.
    fn has_particle(&self, particle: &str, main: usize, behind: &Behind) -> bool {
        let at = |start: usize| particle.split(' ').enumerate().all(|(n, word)| self.setting.text.tokens.is(start + n, word));
        let adverb = self.setting.text.tags.get(main + 1) == Some(&Tag::RB);
        let apart = || behind.object.as_ref().is_some_and(|it| at(self.sentence.span(it).end));
        at(main + 1) || adverb && at(main + 2) || APART.contains(&particle) && apart()
    }

    /// A visit without a host is a visit; "spoke by phone" is no meeting in a room; what is asked or refused gives its mode.
    fn mode(&self, it: &EventVerb, clause: &Verb<'_>) -> &'static str {
        if it.mode != "*" {
            let phone = it.kind == "CONSULT" && it.mode.is_empty() && self.by_phone(clause.behind);
            return if phone { "phone" } else { it.mode };
        }
        let end = clause.behind.end;
        let object: Vec<Range<usize>> =
            if clause.passive { clause.subject.iter().cloned().collect() } else { clause.behind.object.iter().cloned().collect() };
        let behind = self.after(clause.behind, &["for", "to", "of"]);
        let all = [object, behind].concat();
        if self.phrase(end) == Some(Phrase::Verb(Form::Infinitive)) {
            let main = self.main(end);
            let kinds = event_verbs(&self.lower(main));
            return match kinds.iter().find(|it| it.particle.is_none()).map(|it| it.kind) {
                Some("CONSULT") => "meet",
                Some("AID" | "COOPERATE" | "SUPPORT") => "assist",
                Some("RETREAT" | "CONCEDE") => "yield",
                Some("ASSAULT" | "MOBILIZE") if it.kind == "THREATEN" => "violence",
                _ if it.kind == "THREATEN" => "",
                _ => "change",
            };
        }
        let found = BY_OBJECT.iter().find(|(class, _)| self.of_class(class, &all)).map(|(_, mode)| *mode);
        if it.kind == "THREATEN" { "" } else { found.unwrap_or("change") }
    }

    fn by_phone(&self, behind: &Behind) -> bool {
        let lists = self.after(behind, &["by", "on", "over", "via", "in"]);
        lists.iter().cloned().flatten().any(|i| matches!(self.head(i).as_str(), "phone" | "telephone" | "call" | "video" | "videolink"))
    }

    /// "joint exercises" of two are cooperation, of one a show of force.
    fn alone(&self, kind: &'static str, mode: &'static str, actors: &[Who], recipients: &[Who]) -> (&'static str, &'static str) {
        if kind == "COOPERATE" && mode == "joint" {
            return if actors.len() + recipients.len() > 1 { ("COOPERATE", "") } else { ("MOBILIZE", "troops") };
        }
        (kind, mode)
    }

    /// "held talks with", "the talks will resume": the noun names the event.
    fn by_noun(&self, verb: usize, behind: &Behind) -> Option<Happening> {
        let main = self.main(verb);
        let places: Vec<Holding> = holding(&self.lower(main), &self.lower(main + 1)).collect();
        if places.is_empty() {
            return None;
        }
        let passive = self.passive(verb) && !self.is_active(verb, "");
        let subject = self.subject(verb);
        let has = places.contains(&Holding::Object);
        let of = self.people(&self.after(behind, &["with", "between", "among", "against", "by", "to", "into"]));
        let on = || self.people(&self.after(behind, &["on", "of", "in"]));
        if let (Some(object), true) = (&behind.object, has && !passive)
            && let Some((kind, mode)) = self.noun(object)
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
                recipients = self.upon_by_tree(kind, verb);
                recipients.retain(|who| !actors.contains(who));
            }
            if kind == "ACCUSE" {
                recipients = self.culprits(behind).unwrap_or(recipients);
            }
            let (kind, mode) = self.alone(kind, mode, &actors, &recipients);
            return Some(Happening { kind, mode, verb, actors, recipients, reach: verb..behind.end, modality: None });
        }
        let held = places.contains(&Holding::Subject) || passive && has;
        let subject = subject.filter(|_| held)?;
        let (kind, mode) = self.noun(&subject)?;
        let actors = [self.people(std::slice::from_ref(&subject)), of].concat();
        let (kind, mode) = self.alone(kind, mode, &actors, &[]);
        let start = subject.start.min(verb);
        Some(Happening { kind, mode, verb, actors, recipients: Vec::new(), reach: start..behind.end, modality: None })
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
                let many = chunk
                    .clone()
                    .any(|t| self.setting.text.tokens.is_any(t, &["trilateral", "multilateral", "three-way", "four-way", "round-table"]));
                let by_phone = chunk.clone().any(|t| self.setting.text.tokens.is_any(t, &["phone", "telephone", "video"]));
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

    /// "was in Selm on Thursday for talks on the port, including a meeting with the envoy".
    fn there_for(&self, verb: usize, behind: &Behind) -> Option<Happening> {
        let main = self.main(verb);
        if !self.setting.text.tokens.is_any(main, &["is", "are", "was", "were", "been", "be", "'s", "’s"]) || behind.object.is_some() {
            return None;
        }
        let first = behind.prepositions.first().filter(|(at, list)| self.opens(*at, &["in", "at"]) && !list.is_empty())?;
        let place = self.setting.text.tokens.capital(self.sentence.chunks[first.1.end - 1].head());
        let purpose = self.after(behind, &["for"]).iter().find_map(|list| self.noun(list));
        let purpose = purpose.or_else(|| self.to_meet(behind.end));
        purpose.filter(|(kind, _)| place && *kind == "CONSULT")?;
        let subject: Vec<Range<usize>> = self.subject(verb).into_iter().collect();
        let recipients = self.people(&self.after(behind, &["with"]));
        Some(Happening {
            kind: "CONSULT",
            mode: "visit",
            verb,
            actors: self.people(&subject),
            recipients,
            reach: verb..behind.end,
            modality: None,
        })
    }

    /// "The judge was due in Selm on Friday", "a third round is due at the Weir House on 4 May".
    fn due(&self, verb: usize, behind: &Behind) -> Option<Happening> {
        let tokens = self.setting.text.tokens;
        let be = tokens.is_any(self.main(verb), &["is", "are", "was", "were", "'s", "’s"]);
        let due = (verb..verb + 3).any(|i| self.sentence.chunks.get(i).is_some_and(|it| it.range.clone().any(|t| tokens.is(t, "due"))));
        let subject = self.subject(verb).filter(|_| be && due && behind.object.is_none())?;
        let named = |(at, list): &&(usize, Range<usize>)| {
            self.opens(*at, &["in", "at"]) && !list.is_empty() && tokens.capital(self.sentence.chunks[list.end - 1].head())
        };
        let talks = self.noun(&subject).filter(|(kind, _)| *kind == "CONSULT");
        let there = behind.prepositions.iter().any(|it| named(&it));
        let (kind, mode) = talks.or_else(|| there.then_some(("CONSULT", "visit")))?;
        let start = subject.start;
        let actors = self.people(&[subject]);
        let recipients = self.people(&self.after(behind, &["with"]));
        let some = talks.is_some() || !actors.is_empty();
        let modality = Some(armistice_types::statement::Modality::Planned);
        let start = if talks.is_some() { start.min(verb) } else { verb };
        some.then_some(Happening { kind, mode, verb, actors, recipients, reach: start..behind.end, modality })
    }

    /// "is in Selm to discuss the port"
    fn to_meet(&self, verb: usize) -> Option<(&'static str, &'static str)> {
        let infinitive = self.phrase(verb) == Some(Phrase::Verb(Form::Infinitive));
        let main = self.main(verb.min(self.sentence.chunks.len() - 1));
        let consults = infinitive && event_verbs(&self.lower(main)).iter().any(|it| it.kind == "CONSULT");
        consults.then_some(("CONSULT", "visit"))
    }

    /// "the ministry said that the guards must leave": a demand on those who must.
    fn obliged(&self, verb: usize, behind: &Behind) -> Option<Happening> {
        let chunk = &self.sentence.chunks[verb].range;
        if !self.setting.text.tokens.is(chunk.start, "must") {
            return None;
        }
        let speaker = self.setting.holding(chunk).first().and_then(|it| it.source.actor)?;
        let speaker = Who::Known(speaker.0 as usize - 1);
        let subject: Vec<Range<usize>> = self.subject(verb).into_iter().collect();
        let recipients = self.people(&subject);
        let own = |who: &Who| match (who, &speaker) {
            (Who::Known(at), Who::Known(speaker)) => at == speaker || self.setting.actors.belongs_to(*speaker, *at),
            _ => false,
        };
        let other = !recipients.is_empty() && !recipients.iter().any(own);
        let modality = Some(armistice_types::statement::Modality::Actual);
        other.then_some(Happening {
            kind: "REQUEST",
            mode: "change",
            verb,
            actors: vec![speaker],
            recipients,
            reach: verb..behind.end,
            modality,
        })
    }
}
