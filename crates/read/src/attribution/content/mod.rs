//! Where the content of a cue stands: behind it (`behind`), before it (`before`), or around it; and how far it goes (`extent`).
//! Takes a cue with its subject, gives token ranges without outer quotation marks, "that" and closing marks.

mod before;
mod behind;
mod extent;

use std::ops::Range;

pub(super) use self::extent::{around, clause};
use super::verbs::trimmed;
use super::{Attribution, Frame, Text};
use crate::lexicon::cues::Cue;
use crate::phrases::{Form, Phrase};
use crate::subjects::{Sentence, Subject};

/// Where a cue stands in its sentence, in chunks.
pub(super) struct Place<'a> {
    pub(super) verb: usize,
    /// One past the verb and its particle.
    pub(super) end: usize,
    pub(super) subject: Option<&'a Subject>,
    /// Does the subject stand behind the verb?
    pub(super) inverted: bool,
}

/// What was found.
pub(super) struct Found {
    pub(super) content: Vec<Range<usize>>,
    pub(super) addressee: Option<Range<usize>>,
    pub(super) frame: Frame,
    /// One past the cue's last token, where a preposition belongs to the cue ("called for").
    pub(super) cue_end: Option<usize>,
    /// Does all of it stand before the cue?
    pub(super) left_only: bool,
}

impl Found {
    fn right(frame: Frame, content: Range<usize>) -> Self {
        Self { content: vec![content], addressee: None, frame, cue_end: None, left_only: false }
    }
}

/// The content of a cue; `None` where the sentence holds none, so that there is no attribution.
pub(super) fn find(text: &Text<'_>, sentence: &Sentence<'_>, cue: &Cue, place: &Place<'_>, before: &[Attribution]) -> Option<Found> {
    let behind = if place.inverted { place.subject.map_or(place.end, |it| it.chunks.end) } else { place.end };
    let finder = Finder { text, sentence, cue };
    let right = finder.right(behind);
    // ", adding that …": the subject stands with the verb before, and so does the quotation before that.
    let gerund = sentence.chunks.get(place.verb).is_some_and(|chunk| chunk.phrase == Phrase::Verb(Form::Gerund));
    let left = if cue.takes("plain") && !gerund { finder.left(place, before) } else { None };
    let mut found = match (right, left) {
        (Some(right), None) => right,
        // `In a statement, Marsh said, "…"`: words of the reporter's own before the source are no part of what was said.
        (Some(right), Some(left))
            if right.content.iter().all(|range| text.quotes.quoted(range.start + 1)) && !is_complete(text, sentence, &left) =>
        {
            right
        }
        (Some(right), Some(left)) if right.frame == Frame::Clause && finder.interrupted(behind) => {
            let content = left.into_iter().chain(right.content).collect();
            Found { content, ..right }
        }
        // "…," he said, "…": what stands before the cue, and what goes on behind it.
        (right, Some(mut left)) => {
            let quoted = left.iter().all(|range| text.quotes.quoted(range.start));
            let rest = finder.goes_on(behind, quoted);
            match (right, rest) {
                (None, None) if !is_complete(text, sentence, &left) => return None,
                (Some(right), None) if !quoted => right,
                (Some(right), None)
                    if right.frame != Frame::Clause
                        || right.content.iter().any(|range| !text.quotes.quoted(range.start)) && !is_complete(text, sentence, &left) =>
                {
                    right
                }
                (_, rest) => {
                    let left_only = rest.is_none();
                    left.extend(rest);
                    let addressee = finder.addressee(place.end).map(|(range, _)| range).filter(|_| !place.inverted && cue.takes("obj-s"));
                    Found { content: left, addressee, frame: Frame::Clause, cue_end: None, left_only }
                }
            }
        }
        (None, None) => return None,
    };
    found.content = found.content.into_iter().map(|range| trimmed(text, range)).filter(|range| !range.is_empty()).collect();
    (!found.content.is_empty()).then_some(found)
}

/// `She paused, he added. "…"`: a cue without content takes the quotation that opens the next sentence of its paragraph;
/// `the minister said:` at a paragraph's end takes the next paragraph.
pub(super) fn in_next_sentence(text: &Text<'_>, n: usize, cue: &Cue, place: &Place<'_>, before: &[Attribution]) -> Option<Found> {
    let here = text.tokens.sentences.get(n)?;
    let next = text.tokens.sentences.get(n + 1)?;
    if !cue.takes("plain") || place.subject.is_none() || !before.is_empty() || text.quotes.quoted(here.start) {
        return None;
    }
    let colon = text.tokens.word(here.end - 1) == ":";
    let same_paragraph = text.tokens.paragraph_of(here.start) == text.tokens.paragraph_of(next.start);
    let quotation =
        text.quotes.outer(next.start + 1).map(|number| text.quotes.all[number].clone()).filter(|it| it.hull().start == next.start + 1);
    let content = match quotation {
        Some(quotation) if same_paragraph || colon => quotation.segments,
        None if colon && !same_paragraph => vec![text.tokens.paragraphs[text.tokens.paragraph_of(next.start)].clone()],
        _ => return None,
    };
    let content = content.into_iter().map(|range| trimmed(text, range)).filter(|range| !range.is_empty()).collect();
    Some(Found { content, addressee: None, frame: Frame::Clause, cue_end: None, left_only: false })
}

/// Does the stretch hold a finite verb, or is it quoted as a whole?
fn is_complete(text: &Text<'_>, sentence: &Sentence<'_>, ranges: &[Range<usize>]) -> bool {
    ranges.iter().any(|range| {
        text.quotes.quoted(range.start) || sentence.chunks.iter().any(|chunk| chunk.is_finite() && range.contains(&chunk.range.start))
    })
}

struct Finder<'a> {
    text: &'a Text<'a>,
    sentence: &'a Sentence<'a>,
    cue: &'a Cue,
}

impl Finder<'_> {
    fn phrase(&self, i: usize) -> Option<Phrase> {
        self.sentence.chunks.get(i).map(|chunk| chunk.phrase)
    }

    fn word(&self, i: usize) -> String {
        self.sentence.chunks.get(i).map_or_else(String::new, |chunk| self.text.tokens.lower(chunk.range.start))
    }

    fn is_noun(&self, i: usize) -> bool {
        self.phrase(i) == Some(Phrase::Noun)
    }
}
