//! What a denial denies. "The draft does not reflect the current state" denies that a draft is
//! current, and leaves open that it is genuine; the scope comes from `data/denials.tsv`.

use std::ops::Range;

use armistice_types::statement::{Act, DenialScope};

use super::Clause;
use crate::attribution::{Attribution, Frame, Text};
use crate::lexicon::phrases;

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
            let clause = clauses.iter().filter(|clause| clause.verb.start <= place.end).max_by_key(|clause| clause.verb.start);
            if needs_negation && !clause.is_some_and(|clause| clause.negated) {
                continue;
            }
            // Outside a cue of denying, only the scopes that carry their own negation make a denial.
            if act != Act::Deny
                && !(needs_negation
                    || matches!(
                        scope,
                        DenialScope::Current | DenialScope::Exists | DenialScope::Authentic | DenialScope::Intent | DenialScope::Said
                    ))
            {
                continue;
            }
            // An intent and an existence are named behind the words that deny them.
            let behind = matches!(scope, DenialScope::Intent | DenialScope::Exists)
                .then(|| place.end..range.end.min(text.tokens.sentences[text.tokens.sentence_of(place.start)].end))
                .filter(|it| it.len() > 1);
            let thing = behind.or_else(|| clause.and_then(|clause| clause.subject.clone())).unwrap_or_else(|| range.clone());
            let rank = |scope: DenialScope| ORDER.iter().position(|&it| it == scope);
            if found.as_ref().is_none_or(|(other, _)| rank(scope) < rank(*other)) {
                found = Some((scope, thing));
            }
        }
    }
    let whole = it.content.first()?.start..it.content.last()?.end;
    match found {
        Some((scope, thing)) => Some((scope, antecedent(text, it, thing).unwrap_or(whole))),
        None if act == Act::Deny => Some((DenialScope::Content, whole)),
        None => None,
    }
}

/// "None reflect …": what the pronoun stands for, in the sentence before, where the same words hold one.
fn antecedent(text: &Text<'_>, it: &Attribution, thing: Range<usize>) -> Option<Range<usize>> {
    if !(thing.len() == 1 && text.tokens.is_any(thing.start, &["none", "they", "it", "this", "these", "that", "those", "neither"])) {
        return Some(thing);
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
