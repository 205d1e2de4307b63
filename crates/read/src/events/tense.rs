//! What the verb of an event says by itself: its tense, its negation, and the verbs that govern it.

use armistice_types::statement::{Modality, is_a_yes};

use super::modality::{NEGATIONS, NOBODY, REACH, View};
use crate::lexicon::events::{event_verbs, governed, is_told};
use crate::phrases::{Chunk, Form, Phrase};
use crate::tags::Tag;

/// What a verb has to do with an event of a type.
#[derive(Clone, Copy)]
pub(super) enum Told {
    /// It is the verb of the event.
    ByItself(&'static str),
    /// A noun names the event.
    Beside(&'static str),
    /// The event stands beside its clause.
    Host,
}

impl View<'_> {
    /// The modality that the verb gives by itself: by its tense, or by what governs it.
    pub(super) fn by_verb(&self, of: Told, verb: usize, reported: bool) -> Modality {
        let chunk = &self.sentence.chunks[verb];
        let object =
            self.sentence.chunks.get(verb + 1).is_some_and(|next| next.is_noun() && self.opens(verb + 1, &["no", "neither", "nobody"]));
        let subject = self.sentence.subject_left(verb).is_some_and(|it| self.opens(it.core, &NOBODY));
        // "pledged not to attack"
        let not = chunk.phrase == Phrase::Verb(Form::Infinitive) && verb > 0 && self.opens(verb - 1, &["not", "never"]);
        // "whether or not to attack"
        let not = not && !(verb > 1 && self.opens(verb - 2, &["or"]));
        // "was backed by nobody", "gave in to no one"
        let nobody = (verb + 1..verb + 4).any(|i| self.opens(i, &["by", "to"]) && self.opens(i + 1, &NOBODY));
        if self.has(chunk, &NEGATIONS) || object || subject || not || nobody {
            return Modality::Denied;
        }
        match chunk.phrase {
            Phrase::Verb(Form::Infinitive | Form::Gerund | Form::Base) => self.governor(verb, reported),
            Phrase::Verb(Form::Participle) => self.governed_participle(of, verb),
            _ => self.finite(of, verb, reported),
        }
    }

    /// The modality that the tense of a finite group gives.
    pub(super) fn finite(&self, of: Told, verb: usize, reported: bool) -> Modality {
        let tokens = self.setting.text.tokens;
        let chunk = &self.sentence.chunks[verb];
        let modal = chunk.range.clone().find(|&t| self.setting.text.tags[t] == Tag::MD);
        let perfect = self.has(chunk, &["have", "had", "been"]);
        match modal {
            Some(t) if tokens.is_any(t, &["will", "'ll", "’ll", "shall", "wo"]) => Modality::Planned,
            // "she would see both sides": the future, told in the past.
            Some(t) if tokens.is_any(t, &["would", "'d", "’d"]) && reported && !perfect => Modality::Planned,
            Some(_) => Modality::Hypothetical,
            None if self.hearsay(verb) => Modality::Hypothetical,
            // "had collapsed" in a report's own voice looks back beyond the news.
            None if !reported && tokens.is(chunk.range.start, "had") && chunk.range.len() > 1 => Modality::Historical,
            // "were planned", "is scheduled": the meeting is, not the planning.
            None => match governed(&self.head(verb)) {
                // "the talks went on" did, and whoever "sent boats" sent them.
                Some(Modality::Planned) if !deed(&self.head(verb), of) => Modality::Planned,
                Some(Modality::Hypothetical)
                    if !deed(&self.head(verb), of) && self.has(chunk, &["is", "are", "was", "were", "been", "be"]) =>
                {
                    Modality::Hypothetical
                }
                _ => Modality::Actual,
            },
        }
    }

    /// "has reportedly agreed", "agreed, apparently"
    fn hearsay(&self, verb: usize) -> bool {
        let told = |t: usize| is_told(&self.setting.text.tokens.lower(t), "hearsay");
        let next = self.sentence.chunks.get(verb + 1).map(|chunk| chunk.range.start);
        let before = verb.checked_sub(1).map(|i| &self.sentence.chunks[i]).filter(|it| it.phrase == Phrase::Adverb);
        self.sentence.chunks[verb].range.clone().any(told) || next.is_some_and(told) || before.is_some_and(|it| it.range.clone().any(told))
    }

    /// "with talks expected on Friday"; a bare participle of the event's own verb is done.
    fn governed_participle(&self, of: Told, verb: usize) -> Modality {
        match governed(&self.head(verb)).filter(|_| !deed(&self.head(verb), of)) {
            Some(modality @ (Modality::Planned | Modality::Hypothetical)) => modality,
            _ => Modality::Actual,
        }
    }

    /// The verbs before an infinitive or gerund, nearest first; one that is not plainly done decides ("was expected to continue meeting").
    fn governor(&self, verb: usize, reported: bool) -> Modality {
        let mut out = None;
        for i in (0..verb).rev().take(REACH) {
            let chunk = &self.sentence.chunks[i];
            match chunk.phrase {
                Phrase::Verb(_) | Phrase::Adjective => {
                    if self.has(chunk, &NEGATIONS) {
                        return Modality::Denied;
                    }
                    let word = self.head(i);
                    // "is to meet"; "was due to go on meeting": what stands between has said what it is.
                    let be =
                        self.has_only_be(chunk) && (self.sentence.chunks[verb].phrase == Phrase::Verb(Form::Infinitive) || out.is_some());
                    let step = if chunk.is_finite() { self.tense(i, reported) } else { Modality::Actual };
                    let here = match governed(&word) {
                        Some(Modality::Actual) => step,
                        Some(modality) => modality,
                        None if be => {
                            if out.is_none() && i + 1 == verb {
                                Modality::Planned
                            } else {
                                step
                            }
                        }
                        None if chunk.phrase == Phrase::Adjective => Modality::Actual,
                        None => Modality::Hypothetical,
                    };
                    out = Some(out.map_or(here, |so_far: Modality| weaker(so_far, here)));
                    if chunk.is_finite() {
                        break;
                    }
                }
                Phrase::Preposition if i + 1 == verb && self.opens(i, &["after", "following", "by", "while", "since"]) => {
                    return Modality::Actual;
                }
                Phrase::Preposition if i + 1 == verb && self.opens(i, &["without"]) => return Modality::Denied,
                Phrase::Comma if i + 1 == verb => return Modality::Actual,
                Phrase::Comma | Phrase::Mark | Phrase::That | Phrase::Wh => break,
                _ => {}
            }
        }
        out.unwrap_or(Modality::Hypothetical)
    }

    /// The tense of a governing verb alone, without what it governs.
    fn tense(&self, verb: usize, reported: bool) -> Modality {
        match self.finite(Told::Host, verb, reported) {
            Modality::Planned if !self.sentence.chunks[verb].range.clone().any(|t| self.setting.text.tags[t] == Tag::MD) => {
                Modality::Actual
            }
            other => other,
        }
    }

    fn has_only_be(&self, chunk: &Chunk) -> bool {
        chunk.range.clone().all(|t| {
            self.setting.text.tokens.is_any(
                t,
                &["is", "are", "was", "were", "be", "been", "has", "have", "had", "'s", "’s", "'re", "’re", "also", "still", "now"],
            )
        })
    }
}

/// Is it a verb that tells the event itself ("sent boats", "came to the rescue") or one of its type ("the talks went on"), and no yes?
fn deed(form: &str, of: Told) -> bool {
    let bare = || event_verbs(form).iter().filter(|it| it.particle.is_none());
    match of {
        Told::ByItself(kind) => !is_a_yes(kind),
        Told::Beside(kind) => !is_a_yes(kind) && bare().any(|it| it.kind == kind),
        Told::Host => bare().next().is_some() && bare().all(|it| !is_a_yes(it.kind)),
    }
}

/// Of two, the one that claims less.
fn weaker(a: Modality, b: Modality) -> Modality {
    let rank = |it: Modality| match it {
        Modality::Actual => 0,
        Modality::Historical => 1,
        Modality::Planned => 2,
        Modality::Hypothetical => 3,
        Modality::Denied => 4,
    };
    if rank(a) >= rank(b) { a } else { b }
}
