//! Which clauses tell an event: by their verb and what it needs (`data/event-verbs.tsv`), by a noun that a verb of holding
//! governs ("held talks with"), by being somewhere for it ("was in Selm for talks"), by a duty laid on another ("they must leave").

use std::ops::Range;

use armistice_types::statement::is_a_yes;

use super::clauses::{Behind, Clauses};
use super::needs::Verb;
use super::setting::Setting;
use super::{Happening, asides};
use crate::lexicon::events::{EventVerb, event_verbs, is_told};
use crate::phrases::{Form, Phrase};
use crate::subjects::Sentence;
use crate::tags::Tag;

/// Which way of refusing or asking it is, by what is refused or asked: PLOVER's modes of REJECT and REQUEST.
const BY_OBJECT: [(&str, &str); 3] = [("talks", "meet"), ("aid", "assist"), ("yield", "yield")];

/// How many chunks before the end of a clause a particle of several words is looked for.
const BACK: usize = 6;

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
        if it.particle.is_some_and(|particle| !self.has_particle(particle, main, clause.behind)) {
            return None;
        }
        // "Norway stood by its refusal": a bare past form that may be a participle says no yes, unless it tells by whom.
        let by = self.opens(clause.verb + 1, &["by"]) && it.particle.is_none_or(|particle| !particle.ends_with("by"));
        if is_a_yes(it.kind) && clause.passive && self.sentence.chunks[clause.verb].range.len() == 1 && clause.subject.is_some() && !by {
            return None;
        }
        // A yes is never read out of a form that may be passive.
        let plain = clause.passive && !is_a_yes(it.kind) && self.is_active(clause.verb, it.kind);
        let behind = self.behind_particle(it, main, clause.behind);
        let clause = &Verb { passive: clause.passive && !plain, behind: behind.as_ref().unwrap_or(clause.behind), ..*clause };
        let (need, upon) = it.needs().find_map(|need| self.need(need, clause).map(|upon| (need, upon)))?;
        if is_a_yes(it.kind) && self.below_another(need, clause) {
            return None;
        }
        let mut actors = self.acting(it.kind, clause);
        let mut recipients = self.acted_upon(it.kind, it.mode, clause, upon, &actors);
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
        // Troops that arrive visit nobody.
        let (kind, mode) =
            if kind == "CONSULT" && need == "place" && self.is_subject("forces", clause) { ("MOBILIZE", "troops") } else { (kind, mode) };
        let (kind, mode) = if self.is_subject("crowd", clause) { in_protest(kind, mode) } else { (kind, mode) };
        Some(Happening {
            kind,
            mode,
            verb: clause.verb,
            actors,
            recipients,
            reach: clause.verb..clause.behind.end,
            own: true,
            modality: None,
        })
    }

    /// "blessed the end of the deal": is what the verb needs named below another noun only?
    fn below_another(&self, need: &str, clause: &Verb<'_>) -> bool {
        let object = if clause.passive { clause.subject } else { &clause.behind.object };
        // "signed a series of agreements", "approved the draft of the accord"
        let meant = |i: &usize| self.phrase(*i) == Some(Phrase::Noun) && !is_told(&self.head(*i), "counts");
        let head = |list: &Range<usize>| {
            let at = list.clone().find(meant).unwrap_or(list.start);
            at..at + 1
        };
        object.as_ref().is_some_and(|it| self.of_class(need, std::slice::from_ref(it)) && !self.of_class(need, &[head(it)]))
    }

    /// Is the head of the subject of this class?
    pub(super) fn is_subject(&self, class: &str, clause: &Verb<'_>) -> bool {
        let by = if clause.passive { self.after(clause.behind, &["by"]) } else { clause.subject.iter().cloned().collect() };
        by.iter().any(|it| self.of_class(class, &[it.start..it.start + 1]))
    }

    /// "called the talks off", "forced them out": behind the verb, with at most an adverb between, or behind its object.
    fn has_particle(&self, particle: &str, main: usize, behind: &Behind) -> bool {
        let at = |start: usize| self.words_at(particle, start);
        let day = self.behind_day(main);
        let adverb = self.setting.text.tags.get(main + 1) == Some(&Tag::RB);
        let apart = || behind.object.as_ref().is_some_and(|it| at(self.sentence.span(it).end));
        // "put its partnership with the port on ice"
        let last = || {
            (behind.end.saturating_sub(BACK).max(self.chunk_of(main) + 1)..behind.end).any(|i| at(self.sentence.chunks[i].range.start))
                && particle.contains(' ')
        };
        at(main + 1) || adverb && at(main + 2) || day.is_some_and(at) || is_told(particle, "apart") && (apart() || last())
    }

    /// "called on Sunday for": the token behind a day that follows the verb.
    fn behind_day(&self, main: usize) -> Option<usize> {
        let next = self.chunk_of(main) + 1;
        let day = next + usize::from(self.phrase(next) == Some(Phrase::Preposition));
        (self.phrase(day) == Some(Phrase::Time)).then(|| self.sentence.chunks[day].range.end)
    }

    /// Do these words stand there, in the sentence?
    fn words_at(&self, words: &str, start: usize) -> bool {
        words.split(' ').enumerate().all(|(n, word)| start + n < self.sentence.range.end && self.setting.text.tokens.is(start + n, word))
    }

    /// What stands behind a verb of several words: the object of a particle that ends in a preposition ("called on the port"), and no
    /// object that is part of the particle itself ("stood firm").
    fn behind_particle(&self, it: &EventVerb, main: usize, behind: &Behind) -> Option<Behind> {
        let particle = it.particle?;
        let starts = [Some(main + 1), self.behind_day(main)];
        let last = starts.into_iter().flatten().find(|&it| self.words_at(particle, it))? + particle.split(' ').count() - 1;
        let upon = behind.prepositions.iter().position(|(i, list)| self.sentence.chunks[*i].range.contains(&last) && !list.is_empty());
        let inside = behind.object.as_ref().is_some_and(|it| self.sentence.chunks[it.start].range.end <= last + 1);
        if upon.is_none() && !inside {
            return None;
        }
        let mut prepositions = behind.prepositions.clone();
        let object = upon.map(|at| prepositions.remove(at).1);
        Some(Behind { object, prepositions, end: behind.end })
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
        lists.iter().cloned().flatten().any(|i| is_told(&self.head(i), "phone"))
    }
}

/// What a crowd burns, storms or blocks, it does in protest.
fn in_protest(kind: &'static str, mode: &'static str) -> (&'static str, &'static str) {
    match (kind, mode) {
        ("ASSAULT", "" | "destroy") => ("PROTEST", "riot"),
        ("COERCE", "restrict" | "seize") => ("PROTEST", "obstruct"),
        _ => (kind, mode),
    }
}
