//! Who relayed a statement. "The agency quoted the envoy as saying …", "the Daily reported, citing
//! two officials, …": the words are the envoy's and the officials', by way of the agency and the Daily.

use super::{Attribution, Text};
use crate::phrases::Phrase;
use crate::subjects::Sentence;

/// Puts the relayer in its place where the sentence names one.
pub(super) fn relayers(text: &Text<'_>, found: &mut [Attribution]) {
    for it in found.iter_mut() {
        let sentence = text.sentence(it.sentence);
        if quoted_as(text, &sentence, it) {
            continue;
        }
        citing(text, &sentence, it);
    }
}

/// "X quoted Y as saying": Y is the source, X the relayer.
fn quoted_as(text: &Text<'_>, sentence: &Sentence<'_>, it: &mut Attribution) -> bool {
    let Some(cue) = &it.cue else { return false };
    let Some(verb) = sentence.chunks.iter().position(|chunk| chunk.range.contains(&cue.start)) else { return false };
    let Some(quoting) = verb.checked_sub(3).filter(|_| text.tokens.is(sentence.chunks[verb - 1].range.start, "as")) else { return false };
    if !text.tokens.is_any(sentence.chunks[quoting].head(), &["quoted", "cited", "quotes", "cites", "quoting", "citing"]) {
        return false;
    }
    if let Some(relayer) = sentence.subject_left(quoting) {
        it.via.push(sentence.chunks[relayer.core].range.clone());
    }
    true
}

/// ", citing Y": what the relayer reports, Y said.
fn citing(text: &Text<'_>, sentence: &Sentence<'_>, it: &mut Attribution) {
    let Some(cue) = it.cue.clone() else { return };
    let Some(source) = it.source.clone() else { return };
    let after = |i: usize| sentence.chunks[i].range.start >= cue.start;
    let inside = |i: usize| {
        it.content.iter().any(|range| range.contains(&sentence.chunks[i].range.start)) && text.quotes.quoted(sentence.chunks[i].range.start)
    };
    let Some(citing) = (1..sentence.chunks.len()).find(|&i| {
        after(i)
            && !inside(i)
            && text.tokens.is_any(sentence.chunks[i].head(), &["citing", "quoting"])
            && matches!(sentence.chunks[i - 1].phrase, Phrase::Comma)
    }) else {
        return;
    };
    if !sentence.chunks.get(citing + 1).is_some_and(crate::phrases::Chunk::is_noun) || matches!(it.lemma, "according to" | "cite" | "quote")
    {
        return;
    }
    let end = sentence.extended_right(citing + 1);
    it.via.push(it.core.clone().unwrap_or(source));
    it.core = Some(sentence.chunks[citing + 1].range.clone());
    it.source = Some(super::verbs::trimmed(text, sentence.span(&(citing + 1..end))));
}
