//! Conditional words: "if …", "unless …", "in exchange for …".
//!
//! ## What it finds
//! The words of a condition in a content, or behind it in the same sentence, marker included.
//! ## Why it matters
//! Read without its condition, a conditional yes would pass for a yes.
//! ## Does not find
//! Questions ("asked if"), and conditions put in a sentence of their own.

use std::ops::Range;

use crate::attribution::{Attribution, Text};
use crate::lexicon::calendar::is_stretch;
use crate::lexicon::phrases;
use crate::phrases::Phrase;
use crate::tags::Tag;
use crate::tokens::Kind;

/// Token ranges of the conditions, in text order; none empty, none overlapping.
pub(crate) fn conditions(text: &Text<'_>, it: &Attribution) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in &it.content {
        let words: Vec<String> = range.clone().map(|i| text.tokens.lower(i)).collect();
        let mut i = 0;
        while i < words.len() {
            let start = range.start + i;
            match phrases::conditions().at(&words, i) {
                Some((kind, len))
                    if !asks(text, start)
                        && (kind == "phrase" || clause_follows(text, start + len))
                        && (kind != "time" || waits(text, range, start))
                        && (kind != "day" || names_the_day(text, range, start, len)) =>
                {
                    let end = condition_end(text, start + len, range.end);
                    out.push(start..end);
                    i = (end - range.start).max(i + len);
                }
                Some((_, len)) => i += len,
                None => i += 1,
            }
        }
    }
    let ends = [it.content.last().map(|range| range.end), last_token(it)];
    out.extend(ends.into_iter().flatten().filter_map(|end| behind(text, end)));
    out.sort_by_key(|range| range.start);
    out.dedup_by(|b, a| b.start < a.end);
    out
}

/// One past what the attribution takes of its sentence: content, cue and source.
fn last_token(it: &Attribution) -> Option<usize> {
    it.content.iter().chain(&it.cue).chain(&it.source).map(|range| range.end).max()
}

/// "said the guards would leave, provided that the boats are home", "'We sign,' she said, if they are home": the condition right behind.
fn behind(text: &Text<'_>, end: usize) -> Option<Range<usize>> {
    let sentence = &text.tokens.sentences[text.tokens.sentence_of(end.saturating_sub(1))];
    let start = if text.tokens.is(end, ",") { end + 1 } else { end };
    let words: Vec<String> = (start..sentence.end.min(start + 8)).map(|i| text.tokens.lower(i)).collect();
    let (kind, len) = phrases::conditions().at(&words, 0)?;
    let opens = kind != "time" && kind != "day" && !asks(text, start) && (kind == "phrase" || clause_follows(text, start + len));
    opens.then(|| start..condition_end(text, start + len, sentence.end))
}

/// "asked if", "see if": a question, no condition.
fn asks(text: &Text<'_>, marker: usize) -> bool {
    marker > 0
        && text.tokens.is(marker, "if")
        && text
            .tokens
            .is_any(marker - 1, &["ask", "asked", "asking", "asks", "see", "wonder", "wondered", "know", "unclear", "doubt", "as", "even"])
}

/// "Will free them once the last soldier has left": what is promised waits. "Once they had left, he went home" tells what was.
fn waits(text: &Text<'_>, content: &Range<usize>, marker: usize) -> bool {
    let sentence = &text.tokens.sentences[text.tokens.sentence_of(marker)];
    let here = sentence.start.max(content.start)..sentence.end.min(content.end);
    let end = condition_end(text, marker + 1, here.end);
    let modal = here.filter(|t| !(marker..end).contains(t)).find(|&t| text.tokens.is_any(t, &PROMISING));
    let past = (marker..end).any(|t| text.tags[t] == Tag::VBD);
    let backshifted = modal.is_some_and(|t| text.tokens.is_any(t, &["would", "could", "’d", "'d"]));
    let measured = marker.checked_sub(1).is_some_and(|t| is_stretch(&text.tokens.lower(t))) && past;
    let subject = !text.tags.get(marker + 1).is_some_and(|tag| tag.is_verb());
    // "Is ready to free them once …": the words of readiness may be the cue, before the content.
    let ready = (sentence.start..marker).any(|t| text.tokens.is_any(t, &["ready", "prepared", "willing"]) && text.tokens.is(t + 1, "to"));
    (modal.is_some() || ready) && (!past || backshifted) && !measured && subject
}

/// "The day the last guard leaves, we open the gate": what stands behind the comma waits. "The day they left, he went home" tells what was.
fn names_the_day(text: &Text<'_>, content: &Range<usize>, marker: usize, len: usize) -> bool {
    let sentence = &text.tokens.sentences[text.tokens.sentence_of(marker)];
    let opens = marker == content.start || (sentence.start..marker).all(|t| text.tokens.kind(t) == Kind::Quote);
    let end = condition_end(text, marker + len, content.end.min(sentence.end));
    let subject = !text.tags.get(marker + len).is_some_and(|tag| tag.is_verb() || *tag == Tag::IN);
    let past = (marker..end).any(|t| text.tags[t] == Tag::VBD);
    opens && subject && !past && text.tokens.is(end, ",") && end + 2 < content.end.min(sentence.end)
}

/// Modals of what is to come.
const PROMISING: [&str; 11] = ["will", "would", "'ll", "’ll", "'d", "’d", "shall", "can", "could", "wo", "ca"];

fn clause_follows(text: &Text<'_>, from: usize) -> bool {
    let n = text.tokens.sentence_of(from);
    let verb = text.chunks.get(n).is_some_and(|chunks| chunks.iter().any(|chunk| chunk.range.start >= from && chunk.is_verb()));
    // "If the inspectors advise": a verb that looks like a noun behind a subject. Not "if possible".
    let subject = matches!(text.tags.get(from), Some(Tag::DT | Tag::PRP | Tag::PRPS));
    // Nothing stands behind the last word of a text.
    let end = text.tokens.sentences.get(n).map_or(from, |sentence| sentence.end);
    let words = (from..from + 3).all(|t| t < end && text.tokens.kind(t) == Kind::Word);
    verb || subject && words
}

/// A condition ends with its clause: at a comma behind its verb where a new subject or verb follows, or with the content.
fn condition_end(text: &Text<'_>, from: usize, limit: usize) -> usize {
    let n = text.tokens.sentence_of(from);
    let Some((sentence, chunks)) = text.tokens.sentences.get(n).zip(text.chunks.get(n)) else { return limit };
    let end = limit.min(sentence.end);
    let mut verb_seen = false;
    for chunk in chunks.iter().filter(|chunk| chunk.range.start >= from && chunk.range.start < end) {
        if chunk.phrase == Phrase::Comma && verb_seen
            || chunk.phrase == Phrase::Mark && text.tokens.is_any(chunk.range.start, &[";", ".", "!", "?"])
        {
            return chunk.range.start;
        }
        verb_seen |= chunk.is_verb();
    }
    end
}
