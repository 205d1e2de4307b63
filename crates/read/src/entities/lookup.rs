//! What stands where: names and mentions by their place in the text. Names are in text order and never overlap;
//! mentions are kept by where they start and end, so that nothing has to look through the whole text.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Entities, Mention};

/// Where mentions stand.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// (first token, index).
    starts: BTreeSet<(usize, usize)>,
    /// (one past the last token, index).
    ends: BTreeSet<(usize, usize)>,
    /// The longest mention, in tokens.
    longest: usize,
}

impl Places {
    /// Takes up the mention with this index.
    pub(super) fn add(&mut self, tokens: &Range<usize>, index: usize) {
        self.starts.insert((tokens.start, index));
        self.ends.insert((tokens.end, index));
        self.longest = self.longest.max(tokens.len());
    }
}

impl Entities<'_> {
    /// The name that covers a token.
    pub(super) fn name_over(&self, i: usize) -> Option<usize> {
        let n = self.names.partition_point(|name| name.range.end <= i);
        self.names.get(n).filter(|name| name.range.contains(&i)).map(|_| n)
    }

    /// The name that starts with a token.
    pub(super) fn name_starting(&self, start: usize) -> Option<usize> {
        self.name_over(start).filter(|&n| self.names[n].range.start == start)
    }

    /// The name that ends before a token.
    pub(super) fn name_ending(&self, end: usize) -> Option<usize> {
        let last = end.checked_sub(1)?;
        self.name_over(last).filter(|&n| self.names[n].range.end == end)
    }

    /// Indices of the names that stand within a range.
    pub(super) fn names_within(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.names.partition_point(|name| name.range.start < range.start);
        let end = self.names.partition_point(|name| name.range.end <= range.end);
        first..end.max(first)
    }

    /// Mentions that start before a token, the last first; of those that start together, the one made last first.
    pub(super) fn before(&self, at: usize) -> impl Iterator<Item = &Mention> {
        self.places.starts.range(..(at, 0)).rev().map(|&(_, n)| &self.mentions[n])
    }

    /// The last mention before a token whose actor fits: of those that start together, the one with the highest actor.
    pub(super) fn latest(&self, at: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let start = self.before(at).find(|it| fits(it.actor))?.tokens.start;
        self.starting(start).map(|it| it.actor).filter(|&actor| fits(actor)).max()
    }

    fn starting(&self, start: usize) -> impl Iterator<Item = &Mention> {
        self.places.starts.range((start, 0)..(start + 1, 0)).map(|&(_, n)| &self.mentions[n])
    }

    /// Mentions that end behind `from` and not behind `to`.
    pub(super) fn ending(&self, from: usize, to: usize) -> impl Iterator<Item = &Mention> {
        let to = to.max(from);
        self.places.ends.range((from + 1, 0)..(to + 1, 0)).map(|&(_, n)| &self.mentions[n])
    }

    /// Mentions that cover a token.
    pub(super) fn over(&self, i: usize) -> impl Iterator<Item = &Mention> {
        let near = self.places.starts.range((i.saturating_sub(self.places.longest), 0)..(i + 1, 0));
        near.map(|&(_, n)| &self.mentions[n]).filter(move |it| it.tokens.end > i)
    }
}
