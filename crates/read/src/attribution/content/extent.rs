//! How far content goes: where the clause that starts at a chunk ends, and what stands round "according to X".

use std::ops::Range;

use crate::attribution::Text;
use crate::attribution::verbs::trimmed;
use crate::lexicon::cues::{cues, is_plain_say};
use crate::phrases::{Chunk, Form, Phrase};
use crate::subjects::Sentence;
use crate::tags::Tag;

/// The clause that starts at chunk `start`, as tokens; `object`: a noun phrase, which a comma ends.
pub(in crate::attribution) fn clause(text: &Text<'_>, sentence: &Sentence<'_>, start: usize, object: bool) -> Range<usize> {
    let chunks = sentence.chunks;
    let from = chunks.get(start).map_or(sentence.range.end, |chunk| chunk.range.start);
    let first_word = if chunks.get(start).is_some_and(|chunk| chunk.phrase == Phrase::Quote) { from + 1 } else { from };
    let quoted = text.quotes.outer(first_word);
    let mut end = start;
    while end < chunks.len() {
        let chunk = &chunks[end];
        let here = text.quotes.outer(chunk.range.start);
        // A clause that opens inside a quotation ends with it, unless the reporter's words run on.
        let leaves = quoted.is_some()
            && here != quoted
            && chunk.phrase == Phrase::Quote
            && chunk.range.start > first_word
            && closes_clause(chunks, end);
        let inside_only = quoted.is_some() && here.is_none() && text.quotes.quoted(from);
        if leaves || inside_only || end > start && ends_clause(text, sentence, start, end, object) {
            break;
        }
        end += 1;
    }
    let end = chunks.get(end).map_or(sentence.range.end, |chunk| chunk.range.start);
    let mut range = from..end;
    // A direct quotation that runs over sentences and paragraphs is one content.
    if let Some(number) = quoted {
        let quotation = &text.quotes.all[number];
        let hull = quotation.hull();
        if first_word == hull.start && range.end < hull.end && !text.quotes.quoted(from) {
            range.end = hull.end;
        }
    }
    range
}

/// Does the clause end with the closing mark at chunk `end`? Not when the reporter's words run on: `"a veto" to the plan`.
fn closes_clause(chunks: &[Chunk], end: usize) -> bool {
    matches!(chunks.get(end + 1).map(|chunk| chunk.phrase), None | Some(Phrase::Comma | Phrase::Mark | Phrase::Noun | Phrase::Quote))
}

fn ends_clause(text: &Text<'_>, sentence: &Sentence<'_>, start: usize, at: usize, object: bool) -> bool {
    let chunks = sentence.chunks;
    let chunk = &chunks[at];
    if text.quotes.quoted(chunk.range.start) {
        return false;
    }
    let next = chunks.get(at + 1);
    // `wants "a word," said the envoy`: behind the closing mark another cue owns what came before.
    let closing = chunk.phrase == Phrase::Quote && text.quotes.quoted(chunk.range.start.saturating_sub(1));
    if closing && next.is_some_and(|next| next.is_finite() && is_plain_say(&text.tokens.lower(next.head()))) {
        return true;
    }
    // `would stop "within days," raising the stakes`: what the report says of it.
    let comma = chunk.range.start.checked_sub(1).is_some_and(|i| text.tokens.is(i, ","));
    if closing && comma && next.is_some_and(|next| next.phrase == Phrase::Verb(Form::Gerund)) {
        return true;
    }
    let word = text.tokens.word(chunk.range.start);
    match chunk.phrase {
        Phrase::Mark => word == ";" || at + 1 == chunks.len(),
        Phrase::Comma if object => !listed(chunks, at),
        _ if resumed(chunks, start, at) => true,
        Phrase::Comma => {
            let Some(next) = next else { return true };
            let word = text.tokens.lower(next.range.start);
            let reporting = matches!(next.phrase, Phrase::Verb(Form::Gerund))
                && (cues(&text.tokens.lower(next.head())).next().is_some() || word == "citing");
            // A verb behind a comma is not this clause's, unless the comma closes an aside.
            let aside = chunks[start..at].iter().any(|chunk| chunk.phrase == Phrase::Comma);
            next.is_finite() && !aside
                || said_behind(text, chunks, at + 1)
                || reporting
                || word == "according"
                || matches!(next.phrase, Phrase::And) && new_speaker(text, sentence, at + 2)
        }
        Phrase::And => {
            next.is_some_and(Chunk::is_finite) && (object || next.is_some_and(|next| is_plain_say(&text.tokens.lower(next.head()))))
        }
        _ => text.tokens.is(chunk.range.start, "according") && text.tokens.is(chunk.range.start + 1, "to"),
    }
}

/// "hopes to meet the union, but is not sure it can": behind an infinitive a tensed verb without a subject of its own goes on with
/// the clause of the cue.
fn resumed(chunks: &[Chunk], start: usize, at: usize) -> bool {
    let infinitive = chunks[start].phrase == Phrase::Verb(Form::Infinitive);
    let and = if chunks[at].phrase == Phrase::Comma { at + 1 } else { at };
    let joins = chunks.get(and).is_some_and(|chunk| chunk.phrase == Phrase::And);
    let tensed = chunks.get(and + 1).is_some_and(Chunk::is_finite);
    infinitive && joins && tensed && !chunks[start..at].iter().any(Chunk::is_finite)
}

/// ", the envoy said": the clause before is what was said, and ends here.
fn said_behind(text: &Text<'_>, chunks: &[Chunk], noun: usize) -> bool {
    let said = chunks.get(noun + 1).filter(|verb| verb.is_finite() && is_plain_say(&text.tokens.lower(verb.head())));
    let closes = matches!(
        chunks.get(noun + 2).map(|chunk| chunk.phrase),
        None | Some(Phrase::Comma | Phrase::Mark | Phrase::Time | Phrase::Preposition)
    );
    chunks.get(noun).is_some_and(Chunk::is_noun) && said.is_some() && closes
}

/// Is the comma inside a list: "the port, the bridge and the road"?
fn listed(chunks: &[Chunk], comma: usize) -> bool {
    let rest = &chunks[comma + 1..];
    rest.first().is_some_and(|chunk| chunk.is_noun() || chunk.phrase == Phrase::And)
        && rest.iter().take(4).any(|chunk| chunk.phrase == Phrase::And)
        && !rest.iter().take(4).any(Chunk::is_verb)
}

/// ", but the union said …": another clause with a reporting verb of its own.
fn new_speaker(text: &Text<'_>, sentence: &Sentence<'_>, noun: usize) -> bool {
    let Some(chunk) = sentence.chunks.get(noun).filter(|chunk| chunk.is_noun()) else { return false };
    let verb = sentence.chunks[noun..].iter().take(5).find(|chunk| chunk.is_finite());
    let pronoun = matches!(text.tags[chunk.head()], Tag::PRP);
    !pronoun && verb.is_some_and(|verb| is_plain_say(&text.tokens.lower(verb.head())))
}

/// Everything in the sentence but the chunks from `at` to `end`: the content of "according to X".
pub(in crate::attribution) fn around(text: &Text<'_>, sentence: &Sentence<'_>, at: usize, end: usize) -> Option<Vec<Range<usize>>> {
    let start = sentence.range.start;
    let cut = sentence.chunks[at].range.start;
    let rest = sentence.chunks.get(end).map_or(sentence.range.end, |chunk| chunk.range.start);
    let left = trimmed(text, start..cut);
    let right = trimmed(text, rest..sentence.range.end);
    let finite = |range: &Range<usize>| sentence.chunks.iter().any(|chunk| chunk.is_finite() && range.contains(&chunk.range.start));
    let goes_on = sentence.chunks.iter().find(|chunk| chunk.range.start >= right.start).is_some_and(|chunk| chunk.phrase != Phrase::And);
    let content: Vec<_> = match (finite(&left), finite(&right)) {
        // "a policy which, according to the agency, failed": one clause round the cue.
        (true, true) if goes_on => vec![left, right],
        (false, true) => vec![right],
        _ => vec![left],
    };
    let content: Vec<_> = content.into_iter().filter(|range| !range.is_empty()).collect();
    (!content.is_empty()).then_some(content)
}
