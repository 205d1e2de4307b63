//! Attributions opened by a verb or by "according to".

use std::ops::Range;

use armistice_types::statement::Act;

use super::content::{self, Place};
use super::{Attribution, Frame, Text};
use crate::lexicon::cues::{Cue, cues};
use crate::phrases::{Chunk, Form, Phrase};
use crate::subjects::{Sentence, Subject};
use crate::tags::Tag;

/// The attributions whose cue stands in sentence `n`, in text order.
pub(super) fn attributions(text: &Text<'_>, n: usize) -> Vec<Attribution> {
    let sentence = text.sentence(n);
    let mut out: Vec<Attribution> = Vec::new();
    for verb in 0..sentence.chunks.len() {
        if let Some(found) = according_to(text, &sentence, verb, n) {
            out.push(found);
        } else if sentence.chunks[verb].is_verb()
            && let Some(found) = verb_cue(text, &sentence, verb, n, &out)
        {
            out.push(found);
        }
    }
    out
}

/// A verb chunk as a cue: with what particle, up to which chunk.
struct Candidate {
    cue: &'static Cue,
    /// One past the last chunk of verb and particle.
    end: usize,
    /// Token range of the cue.
    range: Range<usize>,
}

fn verb_cue(text: &Text<'_>, sentence: &Sentence<'_>, verb: usize, n: usize, before: &[Attribution]) -> Option<Attribution> {
    let chunk = &sentence.chunks[verb];
    let main = main_verb(text, chunk);
    if passive(text, chunk, main) {
        return passive_cue(text, sentence, verb, main, n);
    }
    let standing = standing(text, sentence, verb);
    candidates(text, sentence, verb, main).find_map(|candidate| {
        if !standing.allows(candidate.cue) || relays(text, sentence, &candidate) {
            return None;
        }
        let (subject, inverted) = subject(text, sentence, verb, &candidate)?;
        let place = Place { verb, end: candidate.end, subject: subject.as_ref(), inverted };
        let found = content::find(text, sentence, candidate.cue, &place, before)
            .or_else(|| content::in_next_sentence(text, n, candidate.cue, &place, before))?;
        if inverted && found.left_only && !candidate.cue.takes("plain") {
            return None;
        }
        let mut range = candidate.range.clone();
        range.end = range.end.max(found.cue_end.unwrap_or(range.end));
        Some(Attribution {
            core: subject.as_ref().map(|it| sentence.chunks[it.core].range.clone()),
            source: subject.map(|it| trimmed(text, sentence.span(&it.chunks))),
            cue: Some(range),
            content: found.content,
            addressee: found.addressee,
            via: Vec::new(),
            lemma: candidate.cue.lemma,
            act: candidate.cue.act,
            frame: found.frame,
            embedded: standing.embedded,
            in_person: false,
            negated: negated(text, chunk),
            sentence: n,
        })
    })
}

/// "quoted the envoy as saying", ", citing two diplomats,": the words are another's, and have a cue of their own.
fn relays(text: &Text<'_>, sentence: &Sentence<'_>, candidate: &Candidate) -> bool {
    let as_saying =
        (candidate.end..sentence.chunks.len().min(candidate.end + 4)).any(|i| text.tokens.is(sentence.chunks[i].range.start, "as"));
    let aside = text.tokens.is_any(candidate.range.end - 1, &["citing", "quoting"]);
    // "a statement regarding the rejection": a preposition.
    text.tokens.is_any(candidate.range.end - 1, &["regarding", "considering"])
        || matches!(candidate.cue.lemma, "quote" | "cite") && (as_saying || aside)
}

/// How a verb stands in its sentence: what only may happen has not been said.
struct Standing {
    modal: bool,
    hypothetical: bool,
    hearsay: bool,
    embedded: bool,
    finite: bool,
    negated: bool,
}

/// Acts that commit whoever does them: a source must say that they were done.
const COMMITTING: [Act; 6] = [Act::Accept, Act::Offer, Act::Promise, Act::Reject, Act::Propose, Act::Confirm];
const MAYBE: [&str; 12] = [
    "reportedly",
    "allegedly",
    "apparently",
    "supposedly",
    "purportedly",
    "nearly",
    "almost",
    "seemingly",
    "once",
    "previously",
    "earlier",
    "initially",
];
const SUBORDINATE: [&str; 12] =
    ["if", "unless", "whether", "once", "until", "before", "when", "whenever", "provided", "should", "lest", "till"];

/// An auxiliary before the subject asks, or supposes: "Had they accepted, …".
const INVERTED: [&str; 14] = ["had", "were", "did", "does", "do", "has", "have", "will", "would", "can", "could", "may", "might", "is"];

/// "Stopped short of rejecting", "without offering": what stands behind these has not been done.
const UNDONE: [&str; 8] = ["of", "from", "without", "before", "against", "about", "for", "than"];

impl Standing {
    /// "will accept", "if they accept", "reportedly accepted", "by accepting": nobody has accepted.
    fn allows(&self, cue: &Cue) -> bool {
        let says_nothing = self.negated && cue.takes("plain");
        if self.modal && !says_nothing && !BELIEF.contains(&cue.lemma) {
            return false;
        }
        if !COMMITTING.contains(&cue.act) {
            return true;
        }
        !self.hypothetical && (cue.act != Act::Accept || self.finite && !self.hearsay)
    }
}

/// Verbs that keep their sense under a modal: "would prefer", "must know".
const BELIEF: [&str; 5] = ["prefer", "want", "know", "think", "believe"];

fn standing(text: &Text<'_>, sentence: &Sentence<'_>, verb: usize) -> Standing {
    let chunk = &sentence.chunks[verb];
    let modal = chunk.range.clone().any(|i| text.tags[i] == Tag::MD);
    let subject = sentence.subject_left(verb);
    let before = subject.as_ref().map_or(verb, |it| it.chunks.start).checked_sub(1);
    let opener = before.map(|i| sentence.chunks[i].range.start);
    let perfect = chunk.range.clone().any(|i| text.tokens.is_any(i, &["had", "’d", "'d"])) && chunk.range.len() > 1;
    let complement = before.is_some_and(|i| sentence.chunks[i].phrase == Phrase::That && i > 0 && sentence.chunks[i - 1].is_noun());
    let maybe = |i: usize| text.tokens.is_any(i, &MAYBE);
    let around = chunk.range.clone().any(maybe) || verb > 0 && maybe(sentence.chunks[verb - 1].range.start) || maybe(chunk.range.end);
    let governed = verb.checked_sub(1).map(|i| &sentence.chunks[i]).filter(|it| it.phrase == Phrase::Preposition);
    let undone = chunk.phrase == Phrase::Verb(Form::Gerund) && governed.is_some_and(|it| text.tokens.is_any(it.range.end - 1, &UNDONE));
    Standing {
        modal,
        hypothetical: opener.is_some_and(|i| text.tokens.is_any(i, &SUBORDINATE) || text.tokens.is_any(i, &INVERTED)) || undone,
        // In the reporter's own voice "had agreed" tells of an earlier round.
        hearsay: around || complement || perfect && !sentence.chunks[..verb].iter().any(|it| it.is_finite()),
        embedded: before.is_some_and(|i| matches!(sentence.chunks[i].phrase, Phrase::That | Phrase::Wh | Phrase::Verb(_))),
        finite: matches!(chunk.phrase, Phrase::Verb(Form::Finite | Form::Infinitive)),
        negated: negated(text, chunk),
    }
}

/// The last verb of a group: the group may end with "not".
fn main_verb(text: &Text<'_>, chunk: &Chunk) -> usize {
    chunk.range.clone().rev().find(|&i| text.tags[i].is_verb()).unwrap_or(chunk.range.start)
}

/// The reporting verbs that the group may be; those with particles need them behind.
fn candidates(text: &Text<'_>, sentence: &Sentence<'_>, verb: usize, main: usize) -> impl Iterator<Item = Candidate> {
    let form = text.tokens.lower(main);
    let start = cue_start(text, &sentence.chunks[verb], main);
    cues(&form)
        .filter_map(move |cue| {
            let end_token = main + 1 + cue.particle.len();
            let here = cue.particle.iter().enumerate().all(|(i, word)| text.tokens.is(main + 1 + i, word));
            let end = if cue.particle.is_empty() {
                verb + 1
            } else {
                sentence.chunks.iter().position(|chunk| chunk.range.start >= end_token).unwrap_or(sentence.chunks.len())
            };
            // "agreed to talk": "to" belongs to the verb behind.
            let split = !cue.particle.is_empty()
                && sentence.chunks.iter().any(|chunk| chunk.is_verb() && chunk.range.start < end_token && end_token < chunk.range.end)
                && text.tokens.is(end_token - 1, "to");
            (here && !split).then_some(Candidate { cue, end, range: start..end_token })
        })
        .collect::<Vec<_>>()
        .into_iter()
}

/// The cue is the main verb; negation and "do" before it belong to it, tense auxiliaries do not.
fn cue_start(text: &Text<'_>, chunk: &Chunk, main: usize) -> usize {
    let negation = chunk.range.clone().take_while(|&i| i < main).any(|i| text.tokens.is_any(i, &["not", "n't", "n’t", "never"]));
    if negation { chunk.range.start } else { main }
}

/// Does "not", or "never" and "no longer" right before the group, negate it?
fn negated(text: &Text<'_>, chunk: &Chunk) -> bool {
    let start = chunk.range.start;
    let adverb = |back: usize, words: &[&str]| start.checked_sub(back).is_some_and(|i| text.tokens.is_any(i, words));
    chunk.range.clone().any(|i| text.tokens.is_any(i, &["not", "n't", "n’t", "never"]))
        || adverb(1, &["never", "hardly", "scarcely"])
        || adverb(1, &["longer"]) && adverb(2, &["no"])
}

const BE: [&str; 9] = ["is", "are", "was", "were", "be", "been", "being", "'s", "’s"];

/// "was asked": a form of be before a past participle.
fn passive(text: &Text<'_>, chunk: &Chunk, main: usize) -> bool {
    matches!(text.tags[main], Tag::VBN | Tag::VBD)
        && (chunk.range.start..main).rev().find(|&i| !matches!(text.tags[i], Tag::RB)).is_some_and(|i| text.tokens.is_any(i, &BE))
}

/// `Some((None, …))`: the sentence gives no source. `None`: no attribution at all.
fn subject(text: &Text<'_>, sentence: &Sentence<'_>, verb: usize, candidate: &Candidate) -> Option<(Option<Subject>, bool)> {
    let left = match sentence.chunks[verb].phrase {
        Phrase::Verb(Form::Finite) => sentence.subject_left(verb),
        Phrase::Verb(Form::Gerund) => gerund_subject(text, sentence, verb),
        Phrase::Verb(Form::Infinitive) => infinitive_subject(text, sentence, verb),
        Phrase::Verb(Form::Base) => return None,
        // A participle without auxiliary may be a mistagged past tense ("Burns warned").
        _ => sentence.subject_left(verb).filter(|_| candidate.cue.takes("plain")),
    };
    let finite = !matches!(sentence.chunks[verb].phrase, Phrase::Verb(Form::Gerund | Form::Infinitive));
    // "…," said the envoy: nothing but marks and quoted words stand before the verb.
    let after_mark = verb == 0 || matches!(sentence.chunks[verb - 1].phrase, Phrase::Quote | Phrase::Comma | Phrase::Mark);
    let left = left
        .filter(|it| !text.quotes.quoted(sentence.chunks[it.core].range.start) || text.quotes.quoted(sentence.chunks[verb].range.start));
    // "Nobody in the room said …": nothing has been said.
    if left.as_ref().is_some_and(|it| text.tokens.is_any(sentence.chunks[it.chunks.start].range.start, &NOBODY)) {
        return None;
    }
    if let (false, Some(subject)) = (after_mark && candidate.cue.takes("plain") && inverted_here(text, sentence, verb), &left) {
        return Some((Some(subject.clone()), false));
    }
    if finite && candidate.cue.takes("plain") && after_mark {
        return sentence.subject_right(candidate.end - 1).map(|subject| (Some(subject), true));
    }
    left.filter(|it| !text.tokens.is_any(sentence.chunks[it.core].range.start, &NO_SOURCE)).map(|subject| (Some(subject), false))
}

/// Whoever says what these say has said nothing.
const NOBODY: [&str; 5] = ["nobody", "none", "no", "neither", "nothing"];

/// "Nobody said yes": nobody is no source; an object form is nobody's subject.
const NO_SOURCE: [&str; 17] = [
    "nobody",
    "none",
    "no",
    "neither",
    "nothing",
    "there",
    "what",
    "himself",
    "herself",
    "itself",
    "themselves",
    "ourselves",
    "him",
    "them",
    "me",
    "us",
    "myself",
];

/// Does the verb stand directly behind a quotation or a comma, with its subject on the right?
fn inverted_here(text: &Text<'_>, sentence: &Sentence<'_>, verb: usize) -> bool {
    let Some(mark) = verb.checked_sub(1) else { return false };
    let behind_quote = sentence.chunks[mark].phrase == Phrase::Quote
        || mark > 0 && sentence.chunks[mark].phrase == Phrase::Comma && sentence.chunks[mark - 1].phrase == Phrase::Quote;
    let noun_right = sentence.chunks.get(verb + 1).is_some_and(Chunk::is_noun);
    let clause_right = sentence.chunks.get(sentence.extended_right(verb + 1)).is_some_and(Chunk::is_finite);
    behind_quote && noun_right && !clause_right && !text.quotes.quoted(sentence.chunks[verb].range.start)
}

/// "…, saying that": the subject of the clause it hangs on; "with the minister saying": the noun before.
fn gerund_subject(text: &Text<'_>, sentence: &Sentence<'_>, verb: usize) -> Option<Subject> {
    let prev = verb.checked_sub(1)?;
    match sentence.chunks[prev].phrase {
        Phrase::Noun => sentence.subject_left(verb),
        Phrase::Preposition if text.tokens.is(sentence.chunks[prev].range.start, "as") => quoted_as_saying(sentence, prev),
        // "without saying that it was a fake": nobody has said so.
        Phrase::Preposition if text.tokens.is(sentence.chunks[prev].range.start, "without") => None,
        Phrase::Comma | Phrase::Preposition | Phrase::And | Phrase::Adverb | Phrase::Time => {
            // The verb of the clause that the gerund hangs on, not one of a relative clause before it.
            let relative =
                |i: usize| i > 0 && matches!(sentence.chunks[i - 1].phrase, Phrase::Wh | Phrase::That) && !follows_a_verb(sentence, i - 1);
            let main = (0..verb).rev().find(|&i| sentence.chunks[i].is_finite() && !relative(i))?;
            sentence.subject_left(main)
        }
        _ => None,
    }
}

/// "said that": what opens a clause behind a verb is no relative pronoun.
fn follows_a_verb(sentence: &Sentence<'_>, that: usize) -> bool {
    that > 0 && sentence.chunks[that - 1].is_verb()
}

/// "quoted the minister as saying": the noun before "as".
fn quoted_as_saying(sentence: &Sentence<'_>, preposition: usize) -> Option<Subject> {
    let noun = preposition.checked_sub(1).filter(|&i| sentence.chunks[i].is_noun())?;
    Some(Subject { chunks: noun..noun + 1, core: noun })
}

/// "voted to accept", "went on to say": verbs after which the infinitive has been done.
const CARRIED_OUT: [&str; 8] = ["vote", "voted", "went", "continued", "continues", "continue", "goes", "rushed"];

fn infinitive_subject(text: &Text<'_>, sentence: &Sentence<'_>, verb: usize) -> Option<Subject> {
    let governor = (0..verb).rev().find(|&i| sentence.chunks[i].is_verb())?;
    let between = sentence.chunks[governor + 1..verb].iter();
    let near = between.clone().count() <= 6
        && between.clone().all(|chunk| matches!(chunk.phrase, Phrase::Adverb | Phrase::Noun | Phrase::Time | Phrase::Preposition));
    let carried_out = text.tokens.is_any(main_verb(text, &sentence.chunks[governor]), &CARRIED_OUT);
    (near && carried_out).then(|| sentence.subject_left(governor)).flatten()
}

/// "It was reported that", "he is expected to": no source but a "by" phrase.
fn passive_cue(text: &Text<'_>, sentence: &Sentence<'_>, verb: usize, main: usize, n: usize) -> Option<Attribution> {
    let cue = cues(&text.tokens.lower(main)).find(|cue| cue.particle.is_empty())?;
    let mut after = verb + 1;
    while matches!(sentence.chunks.get(after).map(|chunk| chunk.phrase), Some(Phrase::Adverb)) {
        after += 1;
    }
    let next = sentence.chunks.get(after)?;
    let by = next.phrase == Phrase::Preposition
        && text.tokens.is(next.range.start, "by")
        && sentence.chunks.get(after + 1).is_some_and(Chunk::is_noun);
    let (source, core, content, frame) = if by && (cue.takes("np") || cue.takes("s")) {
        let end = sentence.extended_right(after + 1);
        let subject = sentence.subject_left(verb)?;
        (Some(sentence.span(&(after + 1..end))), Some(next_core(sentence, after + 1)), vec![sentence.span(&subject.chunks)], Frame::Object)
    } else if next.phrase == Phrase::That && cue.takes("s") {
        (None, None, vec![content::clause(text, sentence, after + 1, false)], Frame::Clause)
    } else if next.phrase == Phrase::Verb(Form::Infinitive) && cue.takes("s") && !cue.takes("obj-s") {
        let subject = sentence.subject_left(verb)?;
        (None, None, vec![sentence.span(&subject.chunks), content::clause(text, sentence, after, false)], Frame::Clause)
    } else {
        return None;
    };
    let chunk = &sentence.chunks[verb];
    let content: Vec<_> = content.into_iter().map(|range| trimmed(text, range)).filter(|range| !range.is_empty()).collect();
    (!content.is_empty()).then(|| Attribution {
        source,
        core,
        cue: Some(cue_start(text, chunk, main)..main + 1),
        content,
        addressee: None,
        via: Vec::new(),
        lemma: cue.lemma,
        act: cue.act,
        frame,
        embedded: false,
        in_person: false,
        negated: negated(text, chunk),
        sentence: n,
    })
}

fn next_core(sentence: &Sentence<'_>, i: usize) -> Range<usize> {
    sentence.chunks[i].range.clone()
}

/// "according to X": the rest of the sentence is the content.
fn according_to(text: &Text<'_>, sentence: &Sentence<'_>, at: usize, n: usize) -> Option<Attribution> {
    let start = sentence.chunks[at].range.start;
    if !(text.tokens.is(start, "according") && text.tokens.is(start + 1, "to")) {
        return None;
    }
    let noun = (at + 1..sentence.chunks.len()).find(|&i| sentence.chunks[i].range.start > start + 1)?;
    if !sentence.chunks[noun].is_noun() {
        return None;
    }
    let end = sentence.extended_right(noun);
    let content = content::around(text, sentence, at, end)?;
    Some(Attribution {
        source: Some(trimmed(text, sentence.span(&(noun..end)))),
        core: Some(next_core(sentence, noun)),
        cue: Some(start..start + 2),
        content,
        addressee: None,
        via: Vec::new(),
        lemma: "according to",
        act: Act::Assert,
        frame: Frame::Clause,
        embedded: false,
        in_person: false,
        negated: false,
        sentence: n,
    })
}

/// Without marks at either end.
pub(super) fn trimmed(text: &Text<'_>, mut range: Range<usize>) -> Range<usize> {
    use crate::tokens::Kind;
    let mark = |i: usize| {
        matches!(text.tokens.kind(i), Kind::Punct | Kind::Quote)
            && !matches!(text.tokens.word(i), ")" | "%" | "]" | "$" | "(" | "[" | "€" | "£" | "?" | "!")
    };
    while range.start < range.end && mark(range.start) {
        range.start += 1;
    }
    while range.start < range.end && mark(range.end - 1) {
        range.end -= 1;
    }
    range
}
