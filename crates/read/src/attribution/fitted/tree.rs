//! The dependency tree of a sentence as the fitted models see it: who governs a token, how, and how far what it governs reaches.

use std::ops::Range;

use super::super::Text;

/// The tree of one sentence, in tokens of the text.
pub(super) struct Tree {
    start: usize,
    heads: Vec<Option<usize>>,
    relations: Vec<&'static str>,
    children: Vec<Vec<usize>>,
    /// From the first to one past the last token that hangs on each.
    reach: Vec<Range<usize>>,
}

impl Tree {
    pub(super) fn new(text: &Text<'_>, range: &Range<usize>) -> Self {
        let heads: Vec<Option<usize>> = range.clone().map(|i| text.parse().head(i).filter(|head| range.contains(head))).collect();
        let relations = range.clone().map(|i| text.parse().relation(i)).collect();
        let mut children = vec![Vec::new(); range.len()];
        let mut reach: Vec<Range<usize>> = range.clone().map(|i| i..i + 1).collect();
        for i in range.clone() {
            let mut at = i;
            // A tree is no deeper than its words are many.
            for step in 0..range.len() {
                let Some(head) = heads[at - range.start] else { break };
                if step == 0 {
                    children[head - range.start].push(i);
                }
                let reached = &mut reach[head - range.start];
                *reached = reached.start.min(i)..reached.end.max(i + 1);
                at = head;
            }
        }
        Self { start: range.start, heads, relations, children, reach }
    }

    fn at<T>(&self, of: &[T], i: usize, or: T) -> T
    where
        T: Clone,
    {
        i.checked_sub(self.start).and_then(|i| of.get(i)).cloned().unwrap_or(or)
    }

    pub(super) fn head(&self, i: usize) -> Option<usize> {
        self.at(&self.heads, i, None)
    }

    /// How a token hangs on its head; empty outside the sentence.
    pub(super) fn relation(&self, i: usize) -> &'static str {
        self.at(&self.relations, i, "")
    }

    /// What hangs on a token, in order.
    pub(super) fn children(&self, i: usize) -> &[usize] {
        i.checked_sub(self.start).and_then(|i| self.children.get(i)).map_or(&[], Vec::as_slice)
    }

    /// From the first to one past the last token of what a token governs, itself included.
    pub(super) fn reach(&self, i: usize) -> Range<usize> {
        self.at(&self.reach, i, i..i + 1)
    }

    /// The first child that hangs on a token in one of these ways; a subtype counts as its relation.
    pub(super) fn child(&self, i: usize, relations: &[&str]) -> Option<usize> {
        self.children(i).iter().copied().find(|&child| relations.contains(&plain(self.relation(child))))
    }

    /// The token of a range that hangs on one outside it.
    pub(super) fn top(&self, range: &Range<usize>) -> usize {
        range.clone().find(|&i| self.head(i).is_none_or(|head| !range.contains(&head))).unwrap_or(range.start)
    }

    /// The tokens of some ranges that hang on one outside them, and how many outside hang on one inside.
    pub(super) fn edges(&self, ranges: &[Range<usize>]) -> (Vec<usize>, usize) {
        let inside = |i: usize| ranges.iter().any(|range| range.contains(&i));
        let mark = |i: usize| plain(self.relation(i)) == "punct";
        let out = |&i: &usize| !mark(i) && self.head(i).is_none_or(|head| !inside(head));
        let tops = ranges.iter().cloned().flatten().filter(out).collect();
        let all = self.start..self.start + self.heads.len();
        let cut = all.filter(|&i| !inside(i) && !mark(i) && self.head(i).is_some_and(inside)).count();
        (tops, cut)
    }
}

/// A relation without its subtype.
pub(super) fn plain(relation: &str) -> &str {
    relation.split(':').next().unwrap_or(relation)
}
