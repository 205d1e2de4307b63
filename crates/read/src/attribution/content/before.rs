//! Content before a cue: the quotation that closes there, or the clause that a comma cuts off.

use std::ops::Range;

use super::{Finder, Place};
use crate::attribution::{Attribution, Frame};
use crate::phrases::{Chunk, Phrase};

impl Finder<'_> {
    /// Content before the cue: a quotation, or the clause that a comma cuts off.
    pub(super) fn left(&self, place: &Place<'_>, before: &[Attribution]) -> Option<Vec<Range<usize>>> {
        let first = if place.inverted { place.verb } else { place.subject.map_or(place.verb, |it| it.chunks.start) };
        let mut at = first.checked_sub(1)?;
        if self.phrase(at) == Some(Phrase::Comma) && at > 0 && self.phrase(at - 1) == Some(Phrase::Quote) {
            at -= 1;
        }
        match self.phrase(at)? {
            Phrase::Quote => self.quotation_before(self.sentence.chunks[at].range.start),
            Phrase::Comma
                if !self.text.quotes.quoted(self.sentence.chunks[at].range.start)
                    || self.text.quotes.quoted(self.sentence.chunks[first].range.start) =>
            {
                self.clause_before(at, before)
            }
            _ => None,
        }
    }

    /// The quotation that closes with the mark at token `mark`, or the reporter's clause that holds it.
    fn quotation_before(&self, mark: usize) -> Option<Vec<Range<usize>>> {
        let number = self.text.quotes.outer(mark.checked_sub(1)?)?;
        let quotation = &self.text.quotes.all[number];
        let open = quotation.hull().start.checked_sub(1)?;
        let start = self.sentence.range.start;
        let lead = self.sentence.chunks.iter().take_while(|chunk| chunk.range.start < open);
        // A clause of the reporter's own runs into the quotation: it is part of what was said.
        let own = open > start && lead.clone().any(Chunk::is_noun) && !lead.clone().any(|chunk| chunk.phrase == Phrase::Quote);
        if own && self.sentence.range.contains(&open) {
            let from = self.content_start(start);
            return Some(vec![from..mark]);
        }
        Some(quotation.segments.clone())
    }

    /// The clause from the sentence's start, or from the content before, to the comma at chunk `comma`.
    fn clause_before(&self, comma: usize, before: &[Attribution]) -> Option<Vec<Range<usize>>> {
        let end = self.sentence.chunks[comma].range.start;
        let start = before
            .iter()
            .filter(|it| it.frame == Frame::Clause)
            .flat_map(|it| &it.content)
            .map(|range| range.end)
            .filter(|&at| at <= end)
            .max();
        let from = self.content_start(start.unwrap_or(self.sentence.range.start).max(self.sentence.range.start));
        (from < end && start.is_none_or(|start| start < end)).then(|| vec![from..end])
    }

    /// Leaves out a dateline and a leading "but" or "and".
    fn content_start(&self, from: usize) -> usize {
        let tokens = self.text.tokens;
        let dash = (from..self.sentence.range.end.min(from + 12))
            .find(|&i| matches!(tokens.word(i), "—" | "–" | "--") || tokens.word(i) == "-" && !tokens.tokens[i].glued);
        let dateline = dash.filter(|&dash| {
            tokens.word(from).chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) && tokens.word(from).len() > 1 && dash > from
        });
        let from = dateline.map_or(from, |dash| dash + 1);
        if tokens.is_any(from, &["but", "and", "however"]) { from + 1 } else { from }
    }
}
