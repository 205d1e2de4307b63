//! The dependency tree of a sentence as the fitted models see it: who governs a token, how, and how far what it governs reaches.

use std::ops::Range;

use super::super::Text;
use crate::fitted::Part;

/// The relations that features ask for by name; a subtype counts as its relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tie {
    Subject,
    Object,
    Oblique,
    OfNoun,
    ClauseOfNoun,
    Clausal,
    Open,
    Beside,
    Apposition,
    Conjunct,
    Mark,
    Case,
    Punct,
    Other,
}

impl Tie {
    fn of(relation: &str) -> Self {
        match relation.split(':').next().unwrap_or(relation) {
            "nsubj" => Self::Subject,
            "obj" => Self::Object,
            "obl" => Self::Oblique,
            "nmod" => Self::OfNoun,
            "acl" => Self::ClauseOfNoun,
            "ccomp" => Self::Clausal,
            "xcomp" => Self::Open,
            "parataxis" => Self::Beside,
            "appos" => Self::Apposition,
            "conj" => Self::Conjunct,
            "mark" => Self::Mark,
            "case" => Self::Case,
            "punct" => Self::Punct,
            _ => Self::Other,
        }
    }
}

/// A token in its tree.
#[derive(Clone, Debug)]
struct Node {
    head: Option<usize>,
    relation: Part,
    tie: Tie,
    /// From the first to one past the last token that hangs on it, itself included.
    reach: Range<usize>,
    /// Where its children stand in the list of all.
    children: Range<usize>,
}

/// The tree of one sentence, in tokens of the text.
pub(super) struct Tree {
    start: usize,
    nodes: Vec<Node>,
    children: Vec<usize>,
}

/// What sticks out of a range: the tokens in it that hang on one outside (the first few), and what hangs on it beyond its ends.
pub(super) struct Edges {
    tops: [usize; 3],
    pub(super) n: usize,
    /// Does what hangs on the tops begin before, or go on behind?
    pub(super) cut: [bool; 2],
}

impl Edges {
    /// The first three tops.
    pub(super) fn tops(&self) -> &[usize] {
        &self.tops[..self.n.min(3)]
    }
}

/// How many tops are counted, and how far up a token is followed.
const MOST: usize = 6;
const STEPS: usize = 24;

impl Tree {
    pub(super) fn new(text: &Text<'_>, range: &Range<usize>) -> Self {
        let parse = text.parse();
        let node = |i: usize| {
            let name = parse.relation(i);
            let head = parse.head(i).filter(|head| range.contains(head));
            Node { head, relation: Part::of(name), tie: Tie::of(name), reach: i..i + 1, children: 0..0 }
        };
        let mut tree = Self { start: range.start, nodes: range.clone().map(node).collect(), children: vec![0; range.len()] };
        tree.list_children();
        tree.reach_out();
        tree
    }

    fn list_children(&mut self) {
        let (n, start) = (self.nodes.len(), self.start);
        let mut counts = vec![0; n];
        for node in &self.nodes {
            if let Some(head) = node.head {
                counts[head - start] += 1;
            }
        }
        let mut at = 0;
        for (node, count) in self.nodes.iter_mut().zip(&counts) {
            node.children = at..at;
            at += count;
        }
        for i in 0..n {
            if let Some(head) = self.nodes[i].head {
                let list = &mut self.nodes[head - start].children;
                self.children[list.end] = start + i;
                list.end += 1;
            }
        }
    }

    /// From the leaves up.
    fn reach_out(&mut self) {
        let mut open: Vec<usize> = self.nodes.iter().map(|it| it.children.len()).collect();
        let mut ready: Vec<usize> = (0..open.len()).filter(|&i| open[i] == 0).collect();
        while let Some(i) = ready.pop() {
            let reach = self.nodes[i].reach.clone();
            let Some(head) = self.nodes[i].head.map(|head| head - self.start) else { continue };
            let above = &mut self.nodes[head].reach;
            *above = above.start.min(reach.start)..above.end.max(reach.end);
            open[head] -= 1;
            if open[head] == 0 {
                ready.push(head);
            }
        }
    }

    fn node(&self, i: usize) -> Option<&Node> {
        i.checked_sub(self.start).and_then(|i| self.nodes.get(i))
    }

    pub(super) fn head(&self, i: usize) -> Option<usize> {
        self.node(i)?.head
    }

    /// How a token hangs on its head, as a part of a feature; nothing outside the sentence.
    pub(super) fn relation(&self, i: usize) -> Part {
        self.node(i).map_or(Part::NONE, |it| it.relation)
    }

    /// How a token hangs on its head.
    pub(super) fn tie(&self, i: usize) -> Tie {
        self.node(i).map_or(Tie::Other, |it| it.tie)
    }

    /// What hangs on a token, in order.
    pub(super) fn children(&self, i: usize) -> &[usize] {
        self.node(i).map_or(&[], |it| &self.children[it.children.clone()])
    }

    /// From the first to one past the last token of what a token governs, itself included.
    pub(super) fn reach(&self, i: usize) -> Range<usize> {
        self.node(i).map_or(i..i + 1, |it| it.reach.clone())
    }

    /// The first child that hangs on a token in one of these ways.
    pub(super) fn child(&self, i: usize, ties: &[Tie]) -> Option<usize> {
        self.children(i).iter().copied().take(STEPS).find(|&child| ties.contains(&self.tie(child)))
    }

    /// Up from a token as long as the head stands in one of the ranges.
    fn climb(&self, mut i: usize, inside: impl Fn(usize) -> bool) -> usize {
        for _ in 0..STEPS {
            match self.head(i).filter(|&head| inside(head)) {
                Some(head) => i = head,
                None => break,
            }
        }
        i
    }

    /// The tokens of some ranges that hang on one outside them: the top of the first token, then that of the first beyond what this
    /// one governs, and so on.
    pub(super) fn edges(&self, ranges: &[Range<usize>]) -> Edges {
        let inside = |i: usize| ranges.iter().any(|range| range.contains(&i));
        let mut out = Edges { tops: [0; 3], n: 0, cut: [false; 2] };
        let (first, last) = (ranges.first().map_or(0, |it| it.start), ranges.last().map_or(0, |it| it.end));
        for range in ranges {
            let mut i = range.start;
            while i < range.end && out.n < MOST {
                let top = self.climb(i, inside);
                let reach = self.reach(top);
                let known = out.tops().contains(&top);
                if self.tie(i) != Tie::Punct && !known {
                    if let Some(slot) = out.tops.get_mut(out.n) {
                        *slot = top;
                    }
                    out.n += 1;
                    out.cut = [out.cut[0] || reach.start < first, out.cut[1] || reach.end > last];
                }
                i = if known || self.tie(i) == Tie::Punct { i + 1 } else { reach.end.max(i + 1) };
            }
        }
        out
    }
}
