//! Which clauses tell an event: by their verb and its object (`data/event-verbs.tsv`), or by a noun that
//! a verb of holding governs ("held talks with", "was in Selm for talks with").

use std::ops::Range;

use super::{Happening, Setting, people};
use crate::lexicon::events::{EventVerb, Holding, event_noun, event_verbs, holding, is_object};
use crate::lexicon::{act_verbs, phrases};
use crate::phrases::{Form, Phrase};
use crate::subjects::Sentence;
use crate::tags::Tag;

/// The events of one sentence, in order of their verbs.
pub(super) fn happenings(setting: &Setting<'_>, sentence: &Sentence<'_>) -> Vec<Happening> {
    let view = Clauses { setting, sentence };
    let verbs = (0..sentence.chunks.len()).filter(|&i| sentence.chunks[i].is_verb());
    verbs.filter_map(|i| view.by_verb(i).or_else(|| view.by_noun(i)).or_else(|| view.there_for(i))).collect()
}

struct Clauses<'a> {
    setting: &'a Setting<'a>,
    sentence: &'a Sentence<'a>,
}

/// What stands behind a verb.
struct Behind {
    /// The noun phrase that is its object, with what is listed after it.
    object: Option<Range<usize>>,
    /// Phrases behind a preposition: chunk of the preposition, chunks of its nouns.
    prepositions: Vec<(usize, Range<usize>)>,
    end: usize,
}

impl Clauses<'_> {
    fn phrase(&self, i: usize) -> Option<Phrase> {
        self.sentence.chunks.get(i).map(|chunk| chunk.phrase)
    }

    fn lower(&self, token: usize) -> String {
        self.setting.text.tokens.lower(token)
    }

    fn head(&self, chunk: usize) -> String {
        self.lower(self.sentence.chunks[chunk].head())
    }

    /// The main verb of a group.
    fn main(&self, verb: usize) -> usize {
        let range = self.sentence.chunks[verb].range.clone();
        range.clone().rev().find(|&t| self.setting.text.tags[t].is_verb()).unwrap_or(range.start)
    }

    fn passive(&self, verb: usize) -> bool {
        let range = self.sentence.chunks[verb].range.clone();
        let main = self.main(verb);
        let be = ["be", "been", "is", "are", "was", "were", "being"];
        let participle = matches!(self.setting.text.tags[main], Tag::VBN | Tag::VBD);
        participle && (range.start..main).any(|t| self.setting.text.tokens.is_any(t, &be))
            || self.phrase(verb) == Some(Phrase::Verb(Form::Participle))
    }

    /// What follows a verb up to the next clause.
    fn behind(&self, verb: usize) -> Behind {
        let mut out = Behind { object: None, prepositions: Vec::new(), end: verb + 1 };
        let mut i = verb + 1;
        while let Some(phrase) = self.phrase(i) {
            match phrase {
                Phrase::Noun => {
                    let list = self.list(i);
                    if out.object.is_none() && out.prepositions.is_empty() {
                        out.object = Some(list.clone());
                    }
                    i = list.end;
                }
                Phrase::Preposition => {
                    let list = if self.phrase(i + 1) == Some(Phrase::Noun) { self.list(i + 1) } else { i + 1..i + 1 };
                    let opens_clause = ["after", "before", "as", "because", "while", "if", "since", "although", "unless", "until"];
                    let clause = list.is_empty()
                        || self.phrase(list.end).is_some_and(|it| it == Phrase::Verb(Form::Finite))
                            && self.setting.text.tokens.is_any(self.sentence.chunks[i].range.start, &opens_clause);
                    if clause && !matches!(self.phrase(i + 1), Some(Phrase::Time)) {
                        break;
                    }
                    let end = list.end.max(i + 1);
                    out.prepositions.push((i, list));
                    i = end;
                }
                Phrase::Time | Phrase::Adverb | Phrase::Adjective => i += 1,
                // "on Tuesday, including a meeting with …": a comma before what goes on with a preposition or a day.
                Phrase::Comma if matches!(self.phrase(i + 1), Some(Phrase::Preposition | Phrase::Time)) => i += 1,
                Phrase::Verb(Form::Gerund) if self.setting.text.tokens.is(self.sentence.chunks[i].range.start, "including") => i += 1,
                Phrase::Comma if self.phrase(i + 1) == Some(Phrase::Verb(Form::Gerund)) && self.including(i + 1) => i += 1,
                _ => break,
            }
            out.end = i;
        }
        out
    }

    fn including(&self, i: usize) -> bool {
        self.setting.text.tokens.is(self.sentence.chunks[i].range.start, "including")
    }

    /// "the port and the union", "Marsh, Finch and Lowe": nouns joined by commas and "and", with "of" and "from" inside.
    fn list(&self, start: usize) -> Range<usize> {
        let mut end = start + 1;
        loop {
            let noun = |i: usize| matches!(self.phrase(i), Some(Phrase::Noun));
            let word = |i: usize, words: &[&str]| {
                self.sentence.chunks.get(i).is_some_and(|it| self.setting.text.tokens.is_any(it.range.start, words))
            };
            let verb_behind = |i: usize| self.phrase(i).is_some_and(|it| it == Phrase::Verb(Form::Finite));
            let inside = self.phrase(end) == Some(Phrase::Preposition) && word(end, &["of", "from"]);
            let listed = matches!(self.phrase(end), Some(Phrase::And | Phrase::Comma)) && !verb_behind(end + 2);
            if (inside || listed) && noun(end + 1) {
                end += 2;
            } else {
                return start..end;
            }
        }
    }

    fn subject(&self, verb: usize) -> Option<Range<usize>> {
        self.sentence.subject_left(verb).map(|it| it.chunks)
    }

    /// The phrase behind one of these prepositions.
    fn after(&self, behind: &Behind, words: &[&str]) -> Vec<Range<usize>> {
        let is = |at: usize| self.setting.text.tokens.is_any(self.sentence.chunks[at].range.start, words);
        behind.prepositions.iter().filter(|(at, list)| is(*at) && !list.is_empty()).map(|(_, list)| list.clone()).collect()
    }

    fn by_verb(&self, verb: usize) -> Option<Happening> {
        let main = self.main(verb);
        let form = self.lower(main);
        let behind = self.behind(verb);
        let found = event_verbs(&form).iter().find_map(|it| self.fits(it, verb, main, &behind))?;
        if self.phrase(verb) == Some(Phrase::Verb(Form::Gerund)) && !self.tells(verb) {
            return None;
        }
        Some(found)
    }

    /// A gerund tells an event where another verb carries it on ("continues meeting"), or it follows "after".
    fn tells(&self, verb: usize) -> bool {
        let before = verb.checked_sub(1);
        before.is_some_and(|i| self.sentence.chunks[i].is_verb())
            || before.is_some_and(|i| self.setting.text.tokens.is_any(self.sentence.chunks[i].range.start, &["after", "following"]))
    }

    fn fits(&self, it: &EventVerb, verb: usize, main: usize, behind: &Behind) -> Option<Happening> {
        if let Some(particle) = it.particle {
            let near = (main + 1..main + 3).map(|t| self.lower(t)).collect::<Vec<_>>();
            let words: Vec<&str> = particle.split(' ').collect();
            let here = words.iter().zip(&near).all(|(a, b)| a == b);
            if !here {
                return None;
            }
        }
        let passive = self.passive(verb);
        let subject = self.subject(verb);
        let whole = Behind { object: behind.object.clone(), prepositions: behind.prepositions.clone(), end: behind.end };
        let recipients = it.needs().find_map(|need| self.need(need, verb, &subject, &whole, passive))?;
        let (actors, recipients) = if passive {
            (self.after(behind, &["by"]), subject.into_iter().chain(recipients).collect())
        } else {
            (subject.into_iter().collect(), recipients)
        };
        Some(Happening { kind: it.kind, mode: it.mode, verb, actors, recipients, reach: verb..behind.end })
    }

    /// Those acted upon, where the need is met.
    fn need(&self, need: &str, verb: usize, subject: &Option<Range<usize>>, behind: &Behind, passive: bool) -> Option<Vec<Range<usize>>> {
        let people = |ranges: &[Range<usize>]| !people::people(self.setting, self.sentence, ranges).is_empty();
        let object = if passive { subject.clone() } else { behind.object.clone() };
        let objects: Vec<Range<usize>> = object.into_iter().collect();
        let infinitive = self.phrase(behind.end) == Some(Phrase::Verb(Form::Infinitive));
        let with = self.after(behind, &["with", "to", "against", "from", "on"]);
        match need {
            "any" => Some(objects.into_iter().chain(with).collect()),
            "who" => people(&objects).then(|| objects.into_iter().chain(self.after(behind, &["with"])).collect()),
            "with" | "at" | "between" => {
                let found = self.after(behind, &[need]);
                people(&found).then_some(found)
            }
            "place" => {
                let found = self.after(behind, &["in", "at", "to", "off"]);
                let named = |list: &Range<usize>| self.setting.text.tokens.capital(self.sentence.chunks[list.end - 1].head());
                (objects.iter().chain(&found).any(named)).then(|| self.after(behind, &["with"]))
            }
            "plural" => {
                let several = subject.as_ref().is_some_and(|it| {
                    people::people(self.setting, self.sentence, std::slice::from_ref(it)).len() > 1
                        || it.clone().any(|i| self.head(i) == "sides" || self.head(i) == "both")
                });
                (several && objects.is_empty()).then(Vec::new)
            }
            "bid" => (infinitive && people(&objects)).then_some(objects),
            "who-for" => (people(&objects) && !self.after(behind, &["for"]).is_empty()).then_some(objects),
            "to" => (infinitive && objects.is_empty()).then(Vec::new),
            "to-harm" => (infinitive && self.harms(behind.end)).then_some(with),
            "that" => (self.phrase(behind.end) == Some(Phrase::That)).then(Vec::new),
            class => self.object_of_class(class, verb, &objects).then_some(with),
        }
    }

    fn harms(&self, verb: usize) -> bool {
        let main = self.main(verb);
        act_verbs::class_of(&self.lower(main), &self.lower(main + 1)) == Some(act_verbs::Class::Harming)
    }

    /// Does the head of the object, or a noun before "of", belong to the class?
    fn object_of_class(&self, class: &str, verb: usize, objects: &[Range<usize>]) -> bool {
        let heads: Vec<String> = objects.iter().cloned().flatten().filter(|&i| i != verb).map(|i| self.head(i)).collect();
        let deal = || {
            class == "deal"
                && objects.iter().any(|list| {
                    let words: Vec<String> = self.sentence.span(list).map(|t| self.lower(t)).collect();
                    phrases::deal_nouns().first_in(&words).is_some()
                })
        };
        heads.iter().any(|head| is_object(head, class)) || deal()
    }

    /// "held talks with", "the talks will resume": the noun names the event.
    fn by_noun(&self, verb: usize) -> Option<Happening> {
        let main = self.main(verb);
        let behind = self.behind(verb);
        let places: Vec<Holding> = holding(&self.lower(main), &self.lower(main + 1)).collect();
        let passive = self.passive(verb);
        let subject = self.subject(verb);
        let noun = |list: &Range<usize>| list.clone().find_map(|i| event_noun(&self.head(i)));
        let people = |out: &Behind| {
            let mut all = self.after(out, &["with", "between", "among"]);
            all.extend(self.after(out, &["by"]));
            all
        };
        let object = behind.object.as_ref().and_then(noun).filter(|_| places.contains(&Holding::Object) && !passive);
        if let Some((kind, mode)) = object {
            let actors = subject.into_iter().collect();
            return Some(Happening { kind, mode, verb, actors, recipients: people(&behind), reach: verb..behind.end });
        }
        let held = places.contains(&Holding::Subject) || passive && places.contains(&Holding::Object);
        let (kind, mode) = subject.as_ref().and_then(noun).filter(|_| held)?;
        let mut actors = people(&behind);
        actors.extend(subject.clone());
        let start = subject.map_or(verb, |it| it.start).min(verb);
        Some(Happening { kind, mode, verb, actors, recipients: Vec::new(), reach: start..behind.end })
    }

    /// "was in Selm on Thursday for talks on the port, including a meeting with the envoy".
    fn there_for(&self, verb: usize) -> Option<Happening> {
        let main = self.main(verb);
        if !self.setting.text.tokens.is_any(main, &["is", "are", "was", "were", "been", "be", "'s", "’s"]) {
            return None;
        }
        let behind = self.behind(verb);
        let place = !self.after(&behind, &["in", "at"]).is_empty();
        let purpose = self.after(&behind, &["for"]).into_iter().find_map(|list| list.into_iter().find_map(|i| event_noun(&self.head(i))));
        let (kind, _) = purpose.filter(|_| place && behind.object.is_none())?;
        let actors = self.subject(verb).into_iter().collect();
        let recipients = self.after(&behind, &["with"]);
        Some(Happening { kind, mode: "visit", verb, actors, recipients, reach: verb..behind.end })
    }
}
