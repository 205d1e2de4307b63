//! Where the content of a cue may stand: what the rules would give, stretches behind it and before it, both, the subject of a
//! passive, the quotation that follows.

use std::ops::Range;

use super::source::Candidate as Source;
use super::tree::Tie;
use super::view::View;
use crate::attribution::content::{self, Place};
use crate::attribution::verbs::trimmed;
use crate::attribution::whose;
use crate::fitted::{Part, part};
use crate::lexicon::cues::cues;
use crate::phrases::Phrase;
use crate::tokens::Kind;

/// One stretch or two; more only where the rules give them.
#[derive(Clone, Debug)]
pub(super) enum Content<'a> {
    Own([Range<usize>; 2], usize),
    Ruled(&'a [Range<usize>]),
}

impl Content<'_> {
    pub(super) fn ranges(&self) -> &[Range<usize>] {
        match self {
            Self::Own(ranges, n) => &ranges[..*n],
            Self::Ruled(ranges) => ranges,
        }
    }
}

/// Stretches that may be the content.
#[derive(Clone, Debug)]
pub(super) struct Candidate<'a> {
    pub(super) content: Content<'a>,
    /// Where it begins.
    pub(super) from: Part,
    /// Where it ends.
    pub(super) to: Part,
}

/// Verbs whose grammar a cue may share.
const MODELS: [(&str, &str); 6] =
    [("said", "say"), ("wants", "want"), ("told", "tell"), ("accepted", "accept"), ("called", "call for"), ("asked", "ask")];

/// How many chunks behind a start are looked at, and how many children in the tree.
pub(super) const AHEAD: usize = 48;
const CHILDREN: usize = 8;

pub(super) struct Candidates<'a> {
    pub(super) view: &'a View<'a>,
    anchor: usize,
    pub(super) cue: Range<usize>,
    pub(super) source: Option<&'a Source>,
    all: Vec<Candidate<'a>>,
    /// The stretches, to find the same ones again.
    keys: Vec<[u32; 4]>,
}

/// Every stretch that may be the cue's content; no two the same.
pub(super) fn candidates<'a>(view: &'a View<'a>, anchor: usize, cue: &Range<usize>, source: Option<&'a Source>) -> Vec<Candidate<'a>> {
    let (all, keys) = (Vec::with_capacity(96), Vec::with_capacity(96));
    let mut it = Candidates { view, anchor, cue: cue.clone(), source, all, keys };
    it.by_rule();
    it.by_tree();
    it.behind();
    it.before();
    it.passive();
    it.next();
    it.all
}

impl<'a> Candidates<'a> {
    fn one(&mut self, range: Range<usize>, from: Part, to: Part) {
        self.add(range, 0..0, from, to);
    }

    /// Adds one stretch or two, without marks at their ends and without "that".
    fn add(&mut self, first: Range<usize>, second: Range<usize>, from: Part, to: Part) {
        let text = self.view.text;
        let that = |range: Range<usize>| {
            let skip = usize::from(range.len() > 2 && self.view.word(range.start) == part!("that"));
            range.start + skip..range.end
        };
        let cut = |range: Range<usize>| trimmed(text, that(trimmed(text, range)));
        let (mut first, mut second) = (cut(first), cut(second));
        if first.start >= first.end {
            (first, second) = (second, 0..0);
        }
        let n = 1 + usize::from(second.start < second.end);
        if n == 1 {
            second = 0..0;
        }
        let clash = |range: &Range<usize>| range.start < self.cue.end && self.cue.start < range.end;
        if first.start >= first.end || n == 2 && second.start < first.end || clash(&first) || clash(&second) {
            return;
        }
        self.push(Content::Own([first, second], n), from, to);
    }

    fn push(&mut self, content: Content<'a>, from: Part, to: Part) {
        let ranges = content.ranges();
        let two = |range: Option<&Range<usize>>| range.map_or([0, 0], |it| [it.start as u32, it.end as u32]);
        let ([a, b], [c, d]) = (two(ranges.first()), if ranges.len() > 1 { two(ranges.last()) } else { [0, 0] });
        // Three stretches and more are the rules' own, and come first.
        let key = [a, b, c, d + u32::from(ranges.len() > 2)];
        if !self.keys.contains(&key) {
            self.keys.push(key);
            self.all.push(Candidate { content, from, to });
        }
    }

    /// What the rules give for this cue, and would give were it another verb.
    fn by_rule(&mut self) {
        let view = self.view;
        let clashes = |range: &Range<usize>| range.start < self.cue.end && self.cue.start < range.end;
        if let Some(rule) = view.rule_at(self.anchor)
            && !rule.content.iter().any(clashes)
        {
            self.push(Content::Ruled(&rule.content), part!("rule"), part!("rule"));
        }
        let verb = view.chunk_of(self.anchor);
        if !view.sentence.chunks.get(verb).is_some_and(crate::phrases::Chunk::is_verb) {
            return;
        }
        let end = view.chunk_from(self.cue.end);
        for (form, lemma) in MODELS {
            let Some(cue) = cues(form).find(|it| it.lemma == lemma) else { continue };
            let subject = whose::of(view.text, &view.sentence, verb, cue, self.cue.clone());
            let (subject, inverted) = subject.unwrap_or((None, false));
            let place = Place { verb, end: end.max(verb + 1), subject: subject.as_ref(), inverted };
            if let Some(found) = content::find(view.text, &view.sentence, cue, &place, &[])
                && let [first, rest @ ..] = &found.content[..]
                && rest.len() < 2
            {
                self.add(first.clone(), rest.first().cloned().unwrap_or(0..0), Part::of(lemma), part!("rule"));
            }
        }
    }

    /// What hangs on the cue; what the cue hangs on, without the cue's own.
    fn by_tree(&mut self) {
        let tree = &self.view.tree;
        // "expressed hope that": what hangs on the cue's other words too.
        let anchor = self.anchor;
        for top in std::iter::once(anchor).chain(self.cue.clone().filter(|&i| i != anchor)) {
            for &child in tree.children(top).iter().take(CHILDREN) {
                let outside = !self.cue.contains(&child) && tree.tie(child) != Tie::Punct;
                let source = self.source.is_some_and(|it| it.range.contains(&child));
                if outside && !source {
                    let (reach, relation) = (tree.reach(child), tree.relation(child));
                    let first = tree.child(child, &[Tie::Mark, Tie::Case]).filter(|&mark| mark == reach.start);
                    self.one(reach.clone(), part!("tree"), relation);
                    self.one(first.map_or(reach.start, |mark| mark + 1)..reach.end, part!("tree mark"), relation);
                    if child > anchor {
                        self.one(reach.start..tree.reach(top).end, part!("tree rest"), relation);
                    }
                }
            }
        }
        let Some(head) = tree.head(anchor) else { return };
        let (own, whole) = (tree.reach(anchor), tree.reach(head));
        self.one(whole.start..own.start, part!("tree head"), part!("left"));
        self.add(whole.start..own.start, own.end.max(whole.start)..whole.end, part!("tree head"), part!("around"));
        self.one(own.end..whole.end, part!("tree head"), part!("right"));
        self.one(whole, part!("tree head"), part!("whole"));
    }

    fn behind(&mut self) {
        let starts = self.starts_behind();
        for (k, &(start, from)) in starts.iter().enumerate() {
            if start < self.view.sentence.chunks.len() && starts[..k].iter().all(|it| it.0 != start) {
                self.ends(start, from);
            }
        }
    }

    fn ends(&mut self, start: usize, from: Part) {
        let view = self.view;
        let chunks = view.sentence.chunks;
        let t = chunks[start].range.start;
        let stop = self.source.filter(|it| it.range.start > t).map_or(view.range.end, |it| it.range.start);
        self.one(view.clause(start, false), from, part!("clause"));
        self.one(view.clause(start, true), from, part!("object"));
        self.one(t..stop, from, part!("sentence"));
        let (mut commas, mut cuts) = (0, 0);
        for i in start + 1..chunks.len().min(start + AHEAD) {
            let at = chunks[i].range.start;
            let (before, kind) = (chunks[i - 1].phrase, chunks[i].phrase);
            if kind == Phrase::Comma && commas < 3 {
                commas += 1;
                self.one(t..at, from, part!("comma"));
            }
            let cut = matches!(kind, Phrase::And | Phrase::Preposition | Phrase::Time | Phrase::Verb(_) | Phrase::Wh | Phrase::Noun);
            if cut && matches!(before, Phrase::Noun | Phrase::Verb(_) | Phrase::Adjective) && cuts < 6 {
                cuts += 1;
                self.one(t..at, from, view.phrase(i));
            }
            if commas == 3 && cuts == 6 {
                break;
            }
        }
        let inside = if view.text.tokens.kind(t) == Kind::Quote { t + 1 } else { t };
        if let Some(number) = view.text.quotes.outer(inside) {
            let hull = view.text.quotes.all[number].hull();
            self.one(inside..hull.end, from, part!("quote"));
        }
    }

    /// Stretches that end before the cue and its source, alone and with what goes on behind.
    fn before(&mut self) {
        let view = self.view;
        let left = self.source.filter(|it| it.range.end <= self.cue.start).map_or(self.cue.start, |it| it.range.start.min(self.cue.start));
        let right = self.source.map_or(self.cue.end, |it| it.range.end.max(self.cue.end));
        if left <= view.range.start {
            return;
        }
        let mut behind = view.chunk_from(right);
        if view.sentence.chunks.get(behind).is_some_and(|it| it.phrase == Phrase::Comma) {
            behind += 1;
        }
        let rest = (behind < view.sentence.chunks.len()).then(|| view.clause(behind, false));
        for (start, from) in self.starts_before(left) {
            self.one(start..left, from, part!("left"));
            self.add(start..left, right..view.range.end, from, part!("around"));
            if let Some(rest) = rest.clone() {
                self.add(start..left, rest, from, part!("around clause"));
            }
        }
    }

    /// "Hundreds are feared dead", "the estimates put forth by the union".
    fn passive(&mut self) {
        let view = self.view;
        let verb = view.chunk_of(self.anchor);
        let subject = view.subject_of(verb).map(|it| view.sentence.span(&it.chunks));
        let left = verb.checked_sub(1).filter(|&i| view.sentence.chunks[i].is_noun());
        let left = left.map(|i| view.sentence.span(&view.around(i).0.chunks));
        for range in subject.into_iter().chain(left) {
            if self.source.is_some_and(|it| it.range.start < range.end && range.start < it.range.end) {
                continue;
            }
            self.one(range.clone(), part!("subject"), part!("subject"));
            let behind = view.chunk_of(self.cue.end);
            if behind < view.sentence.chunks.len() {
                self.add(range.clone(), view.clause(behind, false), part!("subject"), part!("around"));
                self.add(range, self.cue.end..view.range.end, part!("subject"), part!("sentence"));
            }
        }
    }

    /// The quotation that opens the next sentence; the next paragraph behind a colon.
    fn next(&mut self) {
        let text = self.view.text;
        let Some(next) = text.tokens.sentences.get(self.view.n + 1) else { return };
        if let Some(number) = text.quotes.outer(next.start + 1) {
            let hull = text.quotes.all[number].hull();
            if hull.start == next.start + 1 {
                self.one(hull, part!("next"), part!("quote"));
            }
        }
        if text.tokens.word(self.view.range.end - 1) == ":" {
            let paragraph = text.tokens.paragraphs[text.tokens.paragraph_of(next.start)].clone();
            self.one(paragraph, part!("next"), part!("paragraph"));
            self.one(next.clone(), part!("next"), part!("sentence"));
        }
    }
}
