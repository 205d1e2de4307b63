//! Did it take place? By the tense of the verb, what governs it, the clause it stands in and the
//! statements it is part of. Doubt goes against the event: `actual` needs a plain past or present that
//! nothing supposes, asks, hopes, denies or only reports to have been claimed. An acceptance needs more still.

use armistice_types::statement::{Act, Modality, Statement, is_a_yes};
use armistice_types::text::Span;

use super::Happening;
use super::setting::Setting;
use super::tense::Told;
use crate::lexicon::events::{claimed, is_told};
use crate::lexicon::phrases::deal_nouns;
use crate::phrases::{Chunk, Form, Phrase};
use crate::subjects::Sentence;
use crate::tags::Tag;

pub(super) const NEGATIONS: [&str; 9] = ["not", "n't", "n’t", "never", "no", "hardly", "barely", "scarcely", "neither"];
/// A noun phrase that opens with one of these names nobody.
pub(super) const NOBODY: [&str; 4] = ["no", "nobody", "none", "neither"];
/// A clause behind one of these is not told as done.
const SUPPOSED: [&str; 13] =
    ["if", "unless", "whether", "should", "until", "once", "provided", "assuming", "lest", "when", "whenever", "suppose", "supposing"];
/// How many chunks back a verb is governed from: bounds the work on endless sentences.
pub(super) const REACH: usize = 80;
/// Verb groups that turn a clause round: "Had the port accepted", "Did the guards agree".
const INVERTED: [&str; 12] = ["had", "did", "does", "do", "has", "have", "will", "would", "could", "can", "should", "were"];

/// The modality of an event.
pub(super) fn modality(setting: &Setting<'_>, sentence: &Sentence<'_>, it: &Happening) -> Modality {
    let view = View { setting, sentence };
    let chunk = &sentence.chunks[it.verb];
    let told = setting.holding(&chunk.range);
    let plain = view.by_verb(if it.own { Told::ByItself(it.kind) } else { Told::Beside(it.kind) }, it.verb, !told.is_empty());
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
    let doubted = is_a_yes(it.kind) && (view.doubted(it, plain, &told) || view.told_of_another(it, &told));
    if doubted { Modality::Hypothetical } else { plain }
}

/// Is it told in the simple present, or as going on?
pub(super) fn told_in_the_present(setting: &Setting<'_>, sentence: &Sentence<'_>, verb: usize) -> bool {
    let range = sentence.chunks[verb].range.clone();
    matches!(setting.text.tags[range.start], Tag::VBZ | Tag::VBP)
        && !setting.text.tokens.is_any(range.start, &["has", "have", "'ve", "’ve"])
}

/// The modality of what stands beside a clause: "after talks with the envoy, Marsh said".
pub(super) fn of_host(setting: &Setting<'_>, sentence: &Sentence<'_>, host: usize) -> Modality {
    match (View { setting, sentence }).finite(Told::Host, host, false) {
        Modality::Historical => Modality::Historical,
        Modality::Planned | Modality::Hypothetical => Modality::Hypothetical,
        _ => Modality::Actual,
    }
}

/// A sentence and what stands round it.
pub(super) struct View<'a> {
    pub(super) setting: &'a Setting<'a>,
    pub(super) sentence: &'a Sentence<'a>,
}

impl View<'_> {
    pub(super) fn opens(&self, i: usize, words: &[&str]) -> bool {
        self.sentence.chunks.get(i).is_some_and(|chunk| self.setting.text.tokens.is_any(chunk.range.start, words))
    }

    pub(super) fn has(&self, chunk: &Chunk, words: &[&str]) -> bool {
        chunk.range.clone().any(|t| self.setting.text.tokens.is_any(t, words))
    }

    pub(super) fn head(&self, i: usize) -> String {
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
            if chunk.is_noun() && chunk.range.clone().any(|t| is_told(&self.setting.text.tokens.lower(t), "before")) {
                return true;
            }
        }
        false
    }
}
