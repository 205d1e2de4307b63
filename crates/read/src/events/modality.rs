//! Did it take place? By the tense of the verb, what governs it, the clause it stands in and the
//! statements it is part of. Doubt goes against the event: `actual` needs a plain past or present that
//! nothing supposes, asks, hopes, denies or only reports to have been claimed. An acceptance needs more still.

use armistice_types::statement::{Act, Certainty, Modality, Statement};
use armistice_types::text::Span;

use super::Happening;
use super::people::Who;
use super::setting::Setting;
use crate::acceptance;
use crate::lexicon::events::{claimed, governed};
use crate::lexicon::phrases::deal_nouns;
use crate::phrases::{Chunk, Form, Phrase};
use crate::subjects::Sentence;
use crate::tags::Tag;

const NEGATIONS: [&str; 9] = ["not", "n't", "n’t", "never", "no", "hardly", "barely", "scarcely", "neither"];
const HEARSAY: [&str; 8] = ["reportedly", "allegedly", "apparently", "supposedly", "seemingly", "purportedly", "ostensibly", "possibly"];
/// A clause behind one of these is not told as done.
const SUPPOSED: [&str; 13] =
    ["if", "unless", "whether", "should", "until", "once", "provided", "assuming", "lest", "when", "whenever", "suppose", "supposing"];
/// How many chunks back a verb is governed from: bounds the work on endless sentences.
const REACH: usize = 80;
/// Verb groups that turn a clause round: "Had the port accepted", "Did the guards agree".
const INVERTED: [&str; 12] = ["had", "did", "does", "do", "has", "have", "will", "would", "could", "can", "should", "were"];

/// The modality of an event.
pub(super) fn modality(setting: &Setting<'_>, sentence: &Sentence<'_>, it: &Happening) -> Modality {
    let view = View { setting, sentence };
    let chunk = &sentence.chunks[it.verb];
    let told = setting.holding(&chunk.range);
    let plain = view.by_verb(it.verb, !told.is_empty());
    if plain == Modality::Denied || told.iter().any(|it| it.act == Act::Deny && !it.negated) {
        return Modality::Denied;
    }
    if !matches!(plain, Modality::Actual | Modality::Planned | Modality::Historical) {
        return plain;
    }
    // "he was hopeful after meeting the envoy": the meeting itself is told as done.
    if view.hangs_on(it.verb, &["after", "following"]) {
        return plain;
    }
    if view.asked(it.verb)
        || view.supposed(it.verb, plain)
        || view.only_claimed(it.verb)
        || told.iter().any(|it| view.open(it, chunk, plain))
    {
        return Modality::Hypothetical;
    }
    if view.historical(it.verb) && plain == Modality::Actual {
        return Modality::Historical;
    }
    let doubted = accepts(it.kind) && (view.doubted(it, plain, &told) || view.told_of_another(it, &told));
    if doubted { Modality::Hypothetical } else { plain }
}

/// Is the event an acceptance, or read as one?
fn accepts(kind: &str) -> bool {
    matches!(kind, "AGREE" | "SUPPORT" | "CONCEDE")
}

/// Is it told in the simple present, or as going on?
pub(super) fn told_in_the_present(setting: &Setting<'_>, sentence: &Sentence<'_>, verb: usize) -> bool {
    let range = sentence.chunks[verb].range.clone();
    matches!(setting.text.tags[range.start], Tag::VBZ | Tag::VBP)
        && !setting.text.tokens.is_any(range.start, &["has", "have", "'ve", "’ve"])
}

/// The modality of what stands beside a clause: "after talks with the envoy, Marsh said".
pub(super) fn of_host(setting: &Setting<'_>, sentence: &Sentence<'_>, host: usize) -> Modality {
    match (View { setting, sentence }).finite(host, false) {
        Modality::Historical => Modality::Historical,
        Modality::Planned | Modality::Hypothetical => Modality::Hypothetical,
        _ => Modality::Actual,
    }
}

struct View<'a> {
    setting: &'a Setting<'a>,
    sentence: &'a Sentence<'a>,
}

impl View<'_> {
    fn opens(&self, i: usize, words: &[&str]) -> bool {
        self.sentence.chunks.get(i).is_some_and(|chunk| self.setting.text.tokens.is_any(chunk.range.start, words))
    }

    fn has(&self, chunk: &Chunk, words: &[&str]) -> bool {
        chunk.range.clone().any(|t| self.setting.text.tokens.is_any(t, words))
    }

    fn head(&self, i: usize) -> String {
        self.setting.text.tokens.lower(self.sentence.chunks[i].head())
    }

    /// A hope, a demand, a question or a condition makes nothing happen, nor plans it.
    fn open(&self, it: &Statement, verb: &Chunk, plain: Modality) -> bool {
        let wished = matches!(it.act, Act::Hope | Act::Doubt | Act::Appeal | Act::Demand | Act::Condition | Act::Propose | Act::Ask);
        // "was expected to meet" is a plan; "predicted that they would meet" is none.
        let foretold = it.act == Act::Predict && plain == Modality::Planned && verb.is_finite();
        wished || foretold || plain == Modality::Planned && it.conditions.iter().any(|at| !self.of_the_terms(verb, *at))
    }

    /// "to discuss a truce in exchange for a release": what is exchanged is what they talk of, not what the talks wait for.
    fn of_the_terms(&self, verb: &Chunk, condition: Span) -> bool {
        let tokens = self.setting.text.tokens;
        let at = self.setting.index.byte(condition.start());
        let first = (verb.range.end..self.sentence.range.end).find(|&t| Some(tokens.bytes(&(t..t + 1)).start) >= at);
        let Some(first) = first.filter(|&t| tokens.is(t, "in") && tokens.is_any(t + 1, &["exchange", "return"])) else { return false };
        let between: Vec<String> = (verb.range.end..first).map(|t| tokens.lower(t)).collect();
        deal_nouns().first_in(&between).is_some()
    }

    fn by_verb(&self, verb: usize, reported: bool) -> Modality {
        let chunk = &self.sentence.chunks[verb];
        let object =
            self.sentence.chunks.get(verb + 1).is_some_and(|next| next.is_noun() && self.opens(verb + 1, &["no", "neither", "nobody"]));
        let subject = self.sentence.subject_left(verb).is_some_and(|it| self.opens(it.core, &["no", "nobody", "none", "neither"]));
        if self.has(chunk, &NEGATIONS) || object || subject {
            return Modality::Denied;
        }
        match chunk.phrase {
            Phrase::Verb(Form::Infinitive | Form::Gerund | Form::Base) => self.governor(verb, reported),
            Phrase::Verb(Form::Participle) => self.governed_participle(verb),
            _ => self.finite(verb, reported),
        }
    }

    /// The modality that the tense of a finite group gives.
    fn finite(&self, verb: usize, reported: bool) -> Modality {
        let tokens = self.setting.text.tokens;
        let chunk = &self.sentence.chunks[verb];
        let modal = chunk.range.clone().find(|&t| self.setting.text.tags[t] == Tag::MD);
        let perfect = self.has(chunk, &["have", "had", "been"]);
        match modal {
            Some(t) if tokens.is_any(t, &["will", "'ll", "’ll", "shall", "wo"]) => Modality::Planned,
            // "she would see both sides": the future, told in the past.
            Some(t) if tokens.is_any(t, &["would", "'d", "’d"]) && reported && !perfect => Modality::Planned,
            Some(_) => Modality::Hypothetical,
            None if self.has(chunk, &HEARSAY) || self.opens(verb + 1, &HEARSAY) => Modality::Hypothetical,
            // "had collapsed" in a report's own voice looks back beyond the news.
            None if !reported && tokens.is(chunk.range.start, "had") && chunk.range.len() > 1 => Modality::Historical,
            // "were planned", "is scheduled": the meeting is, not the planning.
            None => match governed(&self.head(verb)) {
                // "the talks went on" did.
                Some(Modality::Planned) if self.head(verb) != "went" => Modality::Planned,
                Some(Modality::Hypothetical) if self.has(chunk, &["is", "are", "was", "were", "been", "be"]) => Modality::Hypothetical,
                _ => Modality::Actual,
            },
        }
    }

    /// "with talks expected on Friday"; a bare participle of the event's own verb is done.
    fn governed_participle(&self, verb: usize) -> Modality {
        match governed(&self.head(verb)) {
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
        match self.finite(verb, reported) {
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

    /// Is the verb a gerund right behind one of these?
    fn hangs_on(&self, verb: usize, words: &[&str]) -> bool {
        self.sentence.chunks[verb].phrase == Phrase::Verb(Form::Gerund) && verb > 0 && self.opens(verb - 1, words)
    }

    /// "Did the guards agree?"
    fn asked(&self, verb: usize) -> bool {
        let last = self.sentence.range.end;
        let ends = (last.saturating_sub(2)..last).any(|t| self.setting.text.tokens.is(t, "?"));
        ends && self.sentence.chunks[verb..].iter().take(REACH).all(|chunk| chunk.phrase != Phrase::Quote || chunk.range.end + 2 >= last)
    }

    /// "if the guns fall silent", "whether they met", "Had the port accepted": back to the verb of the clause before.
    fn supposed(&self, verb: usize, plain: Modality) -> bool {
        let past = |&t: &usize| self.setting.text.tags[t] == Tag::VBD;
        let present = plain == Modality::Planned || !self.sentence.chunks[verb].range.clone().any(|t| past(&t));
        let mut nouns = 0;
        for i in (0..verb).rev().take(REACH) {
            let chunk = &self.sentence.chunks[i];
            let starts = i == 0
                || matches!(self.sentence.chunks[i - 1].phrase, Phrase::Comma | Phrase::Quote | Phrase::And | Phrase::That | Phrase::Mark);
            if chunk.is_verb() && starts && nouns > 0 && chunk.range.len() == 1 && self.opens(i, &INVERTED) {
                return true;
            }
            if chunk.is_finite() {
                return false;
            }
            nouns += usize::from(chunk.is_noun());
            if self.opens(i, &SUPPOSED) {
                // "when the guards accept" waits; "when the guards accepted" tells.
                return !self.opens(i, &["when", "once", "whenever"]) || present;
            }
        }
        false
    }

    /// "It is not clear that …", "the claim that …", "reports of …": what only somebody claims, fears or hopes.
    fn only_claimed(&self, verb: usize) -> bool {
        let Some(that) = (0..verb).rev().take_while(|&i| !matches!(self.sentence.chunks[i].phrase, Phrase::Mark)).find(|&i| {
            self.sentence.chunks[i].phrase == Phrase::That || self.opens(i, &["how"]) && self.sentence.chunks[i].phrase == Phrase::Wh
        }) else {
            return false;
        };
        let inside = self.sentence.chunks[that + 1..verb].iter().filter(|chunk| chunk.is_finite()).count();
        let before =
            (0..that).rev().take(3).find(|&i| !matches!(self.sentence.chunks[i].phrase, Phrase::Adverb | Phrase::Comma | Phrase::Time));
        let Some(before) = before.filter(|_| inside == 0) else { return false };
        let negated = (before.saturating_sub(2)..=before)
            .any(|i| self.sentence.chunks[i].is_verb() && self.has(&self.sentence.chunks[i], &NEGATIONS));
        negated || claimed(&self.head(before))
    }

    /// "before previous negotiations collapsed", "last year's talks": told to explain something else.
    fn historical(&self, verb: usize) -> bool {
        for i in (0..verb).rev().take(REACH) {
            let chunk = &self.sentence.chunks[i];
            if chunk.is_verb() || matches!(chunk.phrase, Phrase::Comma | Phrase::Mark | Phrase::That | Phrase::Wh) {
                return false;
            }
            if chunk.phrase == Phrase::Preposition && self.opens(i, &["before", "since", "until"]) {
                return true;
            }
            if chunk.is_noun() && self.has(chunk, &["previous", "earlier", "past", "former", "failed"]) {
                return true;
            }
        }
        false
    }

    /// Does only somebody else tell of it: "Marsh said the port had agreed", "few believe the port agreed", "in Finch's account"?
    fn told_of_another(&self, it: &Happening, told: &[&Statement]) -> bool {
        let own = |told: &&Statement| {
            told.source.actor.is_some_and(|id| {
                let speaker = id.0 as usize - 1;
                it.actors.iter().any(|who| match who {
                    Who::Known(at) => *at == speaker || self.setting.actors.belongs_to(speaker, *at),
                    Who::Described(range) => self.setting.actors.is_of(speaker, self.setting.text.tokens.words(range)),
                })
            })
        };
        if told.iter().any(|it| !own(it)) || crate::acts::verb_in_subject(self.setting.text, self.sentence, it.verb) {
            return true;
        }
        // "few believe the port agreed": a verb of belief or of saying right before the subject of the clause.
        let subject = self.sentence.subject_left(it.verb).map_or(it.verb, |it| it.chunks.start);
        let governor = subject.checked_sub(1).filter(|&i| self.sentence.chunks[i].is_verb() && self.sentence.chunks[i + 1].is_noun());
        if governor.is_some_and(|i| claimed(&self.head(i)) || crate::lexicon::cues::cues(&self.head(i)).next().is_some()) {
            return told.is_empty() || !told.iter().all(own);
        }
        let words: Vec<String> = self.sentence.range.clone().map(|t| self.setting.text.tokens.lower(t)).collect();
        acceptance::says(&format!(" {} ", words.join(" ")), "another's")
    }

    /// What keeps an acceptance from being one: somebody else's plan for it, a negated or unsure telling, a condition beside it.
    fn doubted(&self, it: &Happening, plain: Modality, told: &[&Statement]) -> bool {
        let own = |told: &&Statement| told.source.actor.is_some_and(|id| it.actors.contains(&Who::Known(id.0 as usize - 1)));
        let unsure = |told: &&Statement| {
            told.negated || told.certainty != Certainty::Certain || told.act == Act::Predict || !told.conditions.is_empty()
        };
        // Anything supposed earlier in the sentence, whatever lies between.
        let verb = self.sentence.chunks[it.verb].range.start;
        if (self.sentence.range.start.max(verb.saturating_sub(400))..verb)
            .any(|t| self.setting.text.tokens.is_any(t, &["if", "unless", "once", "until", "whether"]))
        {
            return true;
        }
        // "nearly accepted", "reportedly agreed"; a yes in principle, or one that others must still give, is no act yet.
        let words: Vec<String> = self.sentence.range.clone().map(|t| self.setting.text.tokens.lower(t)).collect();
        let words = words.join(" ");
        let open = acceptance::says(&words, "in principle") || acceptance::says(&words, "for others");
        if open || acceptance::qualified(self.setting.text, &self.sentence.range, &self.sentence.chunks[it.verb].range) {
            return true;
        }
        if told.iter().any(unsure) || plain == Modality::Planned && !told.iter().any(own) {
            return true;
        }
        let cue = self.setting.statement_of_cue(&self.sentence.chunks[it.verb].range);
        cue.is_some_and(|cue| cue.negated || !cue.conditions.is_empty() || cue.certainty != Certainty::Certain)
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
