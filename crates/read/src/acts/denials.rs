//! What a denial denies. "The draft does not reflect the current state" denies that a draft is
//! current, and leaves open that it is genuine; the scope comes from `data/denials.tsv`.

use std::ops::Range;

use armistice_types::statement::{Act, DenialScope};

use super::Clause;
use crate::attribution::{Attribution, Frame, Text};
use crate::lexicon::phrases;
use crate::tokens::Kind;

/// Order in which scopes decide when several phrases are found.
const ORDER: [DenialScope; 7] = [
    DenialScope::Said,
    DenialScope::Authorship,
    DenialScope::Authentic,
    DenialScope::Current,
    DenialScope::Exists,
    DenialScope::Intent,
    DenialScope::Content,
];

/// The scope and the thing denied; `None` where nothing is denied.
pub(crate) fn scope(text: &Text<'_>, it: &Attribution, clauses: &[Clause], act: Act) -> Option<(DenialScope, Range<usize>)> {
    if it.negated && act != Act::Deny || it.frame == Frame::Question {
        return None;
    }
    let mut found: Option<(DenialScope, Range<usize>)> = None;
    for range in &it.content {
        let words: Vec<String> = range.clone().map(|i| text.tokens.lower(i)).collect();
        for i in 0..words.len() {
            let Some((value, len)) = phrases::denials().at(&words, i) else { continue };
            let needs_negation = value.starts_with('!');
            let Ok(scope) = value.trim_start_matches('!').parse::<DenialScope>() else { continue };
            let place = range.start + i..range.start + i + len;
            // "is not where the talks are": the clause that the words open in, not one inside them.
            let up_to = |end: usize| clauses.iter().filter(|clause| clause.verb.start <= end).max_by_key(|clause| clause.verb.start);
            let clause = up_to(place.start).or_else(|| up_to(place.end));
            if needs_negation && !clause.is_some_and(|clause| clause.negated) {
                continue;
            }
            // Outside a cue of denying, only the scopes that carry their own negation make a denial.
            if act != Act::Deny
                && !(needs_negation
                    || matches!(
                        scope,
                        DenialScope::Current
                            | DenialScope::Exists
                            | DenialScope::Authentic
                            | DenialScope::Authorship
                            | DenialScope::Intent
                            | DenialScope::Said
                    ))
            {
                continue;
            }
            // An intent and an existence are named behind the words that deny them.
            let behind = matches!(scope, DenialScope::Intent | DenialScope::Exists)
                // "there was no agreement of any kind": the noun closes the words.
                .then(|| if words[i] == "there" { place.end - 1 } else { place.end })
                .map(|start| start..range.end.min(text.tokens.sentences[text.tokens.sentence_of(place.start)].end))
                .filter(|it| it.len() > 1);
            let subject = || clause.and_then(|clause| clause.subject.clone().or_else(|| before_verb(text, range, clause)));
            let thing = behind.or_else(subject).unwrap_or_else(|| range.clone());
            let rank = |scope: DenialScope| ORDER.iter().position(|&it| it == scope);
            if found.as_ref().is_none_or(|(other, _)| rank(scope) < rank(*other)) {
                found = Some((scope, thing));
            }
        }
    }
    let whole = it.content.first()?.start..it.content.last()?.end;
    match found {
        Some((scope, thing)) => {
            let thing = trimmed(text, thing);
            let found = antecedent(text, it, &thing).or_else(|| document(text, scope, &thing));
            Some((scope, found.unwrap_or_else(|| named_in_clause(text, it, &thing, clauses).unwrap_or(whole))))
        }
        None if act == Act::Deny => Some((DenialScope::Content, whole)),
        None => None,
    }
}

/// Without a preposition before it and marks behind: "the Skerrins" for "of the Skerrins.".
fn trimmed(text: &Text<'_>, thing: Range<usize>) -> Range<usize> {
    let mut out = thing;
    while out.len() > 1 && text.tokens.is_any(out.start, &["of", "to", "that", "any", "such", "for"]) {
        out.start += 1;
    }
    while out.len() > 1 && text.tokens.kind(out.end - 1) != Kind::Word {
        out.end -= 1;
    }
    out
}

/// "The one that was printed on Friday does not …": what stands in the sentence before a verb whose subject was not found.
fn before_verb(text: &Text<'_>, range: &Range<usize>, clause: &Clause) -> Option<Range<usize>> {
    let sentence = &text.tokens.sentences[text.tokens.sentence_of(clause.verb.start)];
    let start = sentence.start.max(range.start);
    let words = start..clause.verb.start;
    (words.len() > 1).then_some(words)
}

/// How many sentences before its denial a document may be named.
const NEAR: usize = 5;

/// "It is a forgery": the last document named before, where only documents can be meant.
fn document(text: &Text<'_>, scope: DenialScope, thing: &Range<usize>) -> Option<Range<usize>> {
    let pronoun = thing.len() == 1 && text.tokens.is_any(thing.start, &["it", "they", "this", "these", "that", "those", "none", "them"]);
    if !pronoun || !matches!(scope, DenialScope::Authentic | DenialScope::Current | DenialScope::Authorship) {
        return None;
    }
    let n = text.tokens.sentence_of(thing.start);
    let before = (n.saturating_sub(NEAR)..=n).rev().flat_map(|n| text.chunks[n].iter().rev());
    let mut papers =
        before.filter(|chunk| chunk.is_noun() && chunk.range.end <= thing.start && is_document(&text.tokens.lower(chunk.head())));
    // "is not the current text": what something is not is not what is spoken of.
    let told =
        |chunk: &&crate::phrases::Chunk| !text.tokens.is_any(chunk.range.start.saturating_sub(1), &["is", "are", "was", "were", "not"]);
    papers.find(told).map(|chunk| chunk.range.clone())
}

fn is_document(noun: &str) -> bool {
    phrases::paper_nouns().at(&[noun.to_owned()], 0).is_some()
}

/// Nobody is denied, something that they did is: for a pronoun that stands for nothing named, its whole clause.
fn named_in_clause(text: &Text<'_>, it: &Attribution, thing: &Range<usize>, clauses: &[Clause]) -> Option<Range<usize>> {
    clauses.iter().find(|clause| clause.subject.as_ref() == Some(thing))?;
    let sentence = &text.tokens.sentences[text.tokens.sentence_of(thing.start)];
    let range = it.content.iter().find(|range| range.contains(&thing.start))?;
    Some(trimmed(text, thing.start..range.end.min(sentence.end)))
}

const PRONOUNS: [&str; 16] =
    ["none", "they", "it", "this", "these", "that", "those", "neither", "we", "i", "you", "he", "she", "them", "one", "nobody"];

/// "None reflect …": what the pronoun stands for, in the sentence before, where the same words hold one.
fn antecedent(text: &Text<'_>, it: &Attribution, thing: &Range<usize>) -> Option<Range<usize>> {
    if !(thing.len() == 1 && text.tokens.is_any(thing.start, &PRONOUNS)) {
        return Some(thing.clone());
    }
    // A person is no thing that is denied.
    if text.tokens.is_any(thing.start, &["we", "i", "you", "he", "she", "nobody"]) {
        return None;
    }
    let start = it.content.first()?.start;
    let n = text.tokens.sentence_of(thing.start);
    let before = text.tokens.sentences.get(n.checked_sub(1)?)?;
    let noun = text.chunks[n - 1].iter().find(|chunk| chunk.is_noun() && chunk.range.start >= start)?;
    before.contains(&noun.range.start).then(|| {
        let sentence = text.sentence(n - 1);
        let at = text.chunks[n - 1].iter().position(|chunk| chunk == noun).unwrap_or(0);
        let mut end = at + 1;
        while sentence.chunks.get(end).is_some_and(|chunk| chunk.phrase == Phrase::And)
            && sentence.chunks.get(end + 1).is_some_and(crate::phrases::Chunk::is_noun)
        {
            end += 2;
        }
        sentence.span(&(at..end))
    })
}

use crate::phrases::Phrase;
