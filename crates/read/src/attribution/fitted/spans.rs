//! Where the content of a cue may stand: what the rules would give, stretches behind it and before it, both, the subject of a
//! passive, the quotation that follows.

use std::ops::Range;

use super::source::Candidate as Source;
use super::tree::plain;
use super::view::View;
use crate::attribution::content::{self, Place, clause};
use crate::attribution::verbs::trimmed;
use crate::attribution::whose;
use crate::lexicon::cues::cues;
use crate::phrases::{Chunk, Form, Phrase};
use crate::tokens::Kind;

/// Stretches that may be the content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) content: Vec<Range<usize>>,
    /// Where it begins.
    pub(super) from: &'static str,
    /// Where it ends.
    pub(super) to: &'static str,
}

/// Verbs whose grammar a cue may share.
const MODELS: [(&str, &str); 6] =
    [("said", "say"), ("wants", "want"), ("told", "tell"), ("accepted", "accept"), ("called", "call for"), ("asked", "ask")];

pub(super) struct Candidates<'a> {
    view: &'a View<'a>,
    anchor: usize,
    cue: Range<usize>,
    source: Option<&'a Source>,
    pub(super) all: Vec<Candidate>,
}

/// Every stretch that may be the cue's content; no two the same.
pub(super) fn candidates(view: &View<'_>, anchor: usize, cue: &Range<usize>, source: Option<&Source>) -> Vec<Candidate> {
    let mut it = Candidates { view, anchor, cue: cue.clone(), source, all: Vec::new() };
    it.by_rule();
    it.by_tree();
    it.behind();
    it.before();
    it.passive();
    it.next();
    it.all
}

impl Candidates<'_> {
    fn add(&mut self, content: Vec<Range<usize>>, from: &'static str, to: &'static str) {
        let that = |range: Range<usize>| {
            let skip = usize::from(self.view.word(range.start) == "that" && range.len() > 2 && from != "rule");
            range.start + skip..range.end
        };
        let content: Vec<_> = content
            .into_iter()
            .map(|range| trimmed(self.view.text, that(trimmed(self.view.text, range))))
            .filter(|range| range.start < range.end)
            .collect();
        if content.windows(2).any(|pair| pair[1].start < pair[0].end) {
            return;
        }
        let hull = content.first().map_or(0, |it| it.start)..content.last().map_or(0, |it| it.end);
        let clash = content.iter().any(|range| range.start < self.cue.end && self.cue.start < range.end);
        if !hull.is_empty() && !clash && self.all.iter().all(|it| it.content != content) {
            self.all.push(Candidate { content, from, to });
        }
    }

    /// What the rules give for this cue, and would give were it another verb.
    fn by_rule(&mut self) {
        let view = self.view;
        if let Some(rule) = view.rule_at(self.anchor) {
            self.add(rule.content.clone(), "rule", "rule");
        }
        let verb = view.chunk_of(self.anchor);
        if !view.sentence.chunks.get(verb).is_some_and(Chunk::is_verb) {
            return;
        }
        let end = view.sentence.chunks.iter().position(|it| it.range.start >= self.cue.end).unwrap_or(view.sentence.chunks.len());
        for (form, lemma) in MODELS {
            let Some(cue) = cues(form).find(|it| it.lemma == lemma) else { continue };
            let subject = whose::of(view.text, &view.sentence, verb, cue, self.cue.clone());
            let (subject, inverted) = subject.unwrap_or((None, false));
            let place = Place { verb, end: end.max(verb + 1), subject: subject.as_ref(), inverted };
            if let Some(found) = content::find(view.text, &view.sentence, cue, &place, &[]) {
                self.add(found.content, lemma, "rule");
            }
        }
    }

    /// What hangs on the cue; what the cue hangs on, without the cue's own.
    fn by_tree(&mut self) {
        let tree = &self.view.tree;
        let mut tops = vec![self.anchor];
        // "expressed hope that": what hangs on the cue's other words.
        tops.extend(self.cue.clone().filter(|&i| i != self.anchor));
        for top in tops {
            let children = tree.children(top).to_vec();
            for &child in &children {
                let outside = !self.cue.contains(&child) && plain(tree.relation(child)) != "punct";
                let source = self.source.is_some_and(|it| it.range.contains(&child));
                if outside && !source {
                    let reach = tree.reach(child);
                    self.add(vec![reach.clone()], "tree", plain(tree.relation(child)));
                    let first = tree.child(child, &["mark", "case"]).filter(|&mark| mark == reach.start);
                    self.add(vec![first.map_or(reach.start, |mark| mark + 1)..reach.end], "tree mark", plain(tree.relation(child)));
                    if child > self.anchor {
                        self.add(vec![reach.start..tree.reach(top).end], "tree rest", plain(tree.relation(child)));
                    }
                }
            }
        }
        let Some(head) = tree.head(self.anchor) else { return };
        let (own, whole) = (tree.reach(self.anchor), tree.reach(head));
        self.add(vec![whole.start..own.start], "tree head", "left");
        self.add(vec![whole.start..own.start, own.end.max(whole.start)..whole.end], "tree head", "around");
        self.add(vec![own.end..whole.end], "tree head", "right");
        self.add(vec![whole], "tree head", "whole");
    }

    /// One past the chunk at which what stands behind the cue begins.
    fn starts_behind(&self) -> Vec<(usize, &'static str)> {
        let view = self.view;
        let chunks = view.sentence.chunks;
        let after = |t: usize| chunks.iter().position(|it| it.range.start >= t).unwrap_or(chunks.len());
        let mut first = after(self.cue.end);
        let mut out = vec![(first, "cue")];
        if let Some(source) = self.source.filter(|it| it.range.start >= self.cue.end) {
            first = after(source.range.end);
            out.push((first, "source"));
        }
        while matches!(chunks.get(first).map(|it| it.phrase), Some(Phrase::Comma | Phrase::Quote | Phrase::Mark | Phrase::Adverb)) {
            first += 1;
        }
        match chunks.get(first).map(|it| it.phrase) {
            Some(Phrase::Noun) => {
                out.push((view.sentence.attached_right(first + 1), "np"));
                out.push((view.sentence.extended_right(first), "apposition"));
                out.push((first + 1, "chunk"));
            }
            Some(Phrase::Preposition) => {
                out.push((first + 1, "pp"));
                if chunks.get(first + 1).is_some_and(|it| it.is_noun() || it.phrase == Phrase::Time) {
                    out.push((view.sentence.attached_right(first + 2), "pp np"));
                }
            }
            _ => {}
        }
        let ahead = |want: Phrase| (first..chunks.len().min(first + 9)).find(|&i| chunks[i].phrase == want);
        out.extend(ahead(Phrase::That).map(|i| (i + 1, "that")));
        out.extend(ahead(Phrase::Quote).map(|i| (i + 1, "quote")));
        out.extend(ahead(Phrase::Comma).map(|i| (i + 1, "comma")));
        out.extend(ahead(Phrase::Verb(Form::Infinitive)).map(|i| (i, "infinitive")));
        out.extend((first..chunks.len()).find(|&i| view.text.tokens.word(chunks[i].range.start) == ":").map(|i| (i + 1, "colon")));
        out
    }

    fn behind(&mut self) {
        let mut seen = Vec::new();
        for (start, from) in self.starts_behind() {
            if start < self.view.sentence.chunks.len() && !seen.contains(&start) {
                seen.push(start);
                self.ends(start, from);
            }
        }
    }

    fn ends(&mut self, start: usize, from: &'static str) {
        let view = self.view;
        let chunks = view.sentence.chunks;
        let t = chunks[start].range.start;
        let stop =
            if self.source.is_some_and(|it| it.range.start > t) { self.source.map_or(0, |it| it.range.start) } else { view.range.end };
        self.add(vec![clause(view.text, &view.sentence, start, false)], from, "clause");
        self.add(vec![clause(view.text, &view.sentence, start, true)], from, "object");
        self.add(vec![t..stop], from, "sentence");
        let (mut commas, mut cuts) = (0, 0);
        for i in start + 1..chunks.len() {
            let at = chunks[i].range.start;
            let (before, kind) = (chunks[i - 1].phrase, chunks[i].phrase);
            if kind == Phrase::Comma && commas < 3 {
                commas += 1;
                self.add(vec![t..at], from, "comma");
            }
            let cut = matches!(kind, Phrase::And | Phrase::Preposition | Phrase::Time | Phrase::Verb(_) | Phrase::Wh | Phrase::Noun);
            if cut && matches!(before, Phrase::Noun | Phrase::Verb(_) | Phrase::Adjective) && cuts < 6 {
                cuts += 1;
                self.add(vec![t..at], from, view.phrase(i));
            }
        }
        let inside = if view.text.tokens.kind(t) == Kind::Quote { t + 1 } else { t };
        if let Some(number) = view.text.quotes.outer(inside) {
            let hull = view.text.quotes.all[number].hull();
            self.add(vec![inside..hull.end], from, "quote");
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
        let chunks = view.sentence.chunks;
        let mut starts = vec![(view.range.start, "start")];
        let inside = (view.range.start..left).rev().find(|&i| view.text.quotes.quoted(i));
        if let Some(number) = inside.and_then(|i| view.text.quotes.outer(i)) {
            starts.push((view.text.quotes.all[number].hull().start, "hull"));
        }
        let mut marks = 0;
        for chunk in chunks.iter().rev().filter(|it| it.range.end <= left) {
            let from = match chunk.phrase {
                Phrase::That | Phrase::Wh => "that",
                Phrase::And => "and",
                Phrase::Comma => "comma",
                Phrase::Mark => "mark",
                Phrase::Preposition => "pp",
                _ => continue,
            };
            starts.push((chunk.range.end, from));
            marks += 1;
            if marks == 7 {
                break;
            }
        }
        for (start, from) in starts {
            self.add(vec![start..left], from, "left");
            self.add(vec![start..left, right..view.range.end], from, "around");
            let behind = chunks.iter().position(|it| it.range.start >= right).unwrap_or(chunks.len());
            let behind = if view.phrase(behind) == "comma" { behind + 1 } else { behind };
            if behind < chunks.len() {
                let rest = clause(view.text, &view.sentence, behind, false);
                self.add(vec![start..left, rest], from, "around clause");
            }
        }
    }

    /// "Hundreds are feared dead", "the estimates put forth by the union".
    fn passive(&mut self) {
        let view = self.view;
        let verb = view.chunk_of(self.anchor);
        let subject = view.sentence.chunks.get(verb).filter(|it| it.is_verb()).and_then(|_| view.sentence.subject_left(verb));
        let subject = subject.map(|it| view.sentence.span(&it.chunks));
        let left = verb.checked_sub(1).filter(|&i| view.sentence.chunks[i].is_noun());
        let left = left.map(|i| view.sentence.span(&view.sentence.extended_left(i).chunks));
        let same = |range: &Range<usize>| self.source.is_none_or(|it| it.range.end <= range.start || range.end <= it.range.start);
        for range in subject.into_iter().chain(left).filter(|it| same(it)).collect::<Vec<_>>() {
            self.add(vec![range.clone()], "subject", "subject");
            let behind = view.chunk_of(self.cue.end);
            if behind < view.sentence.chunks.len() {
                let rest = clause(view.text, &view.sentence, behind, false);
                self.add(vec![range.clone(), rest], "subject", "around");
                self.add(vec![range, self.cue.end..view.range.end], "subject", "sentence");
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
                self.add(vec![hull], "next", "quote");
            }
        }
        if text.tokens.word(self.view.range.end - 1) == ":" {
            self.add(vec![text.tokens.paragraphs[text.tokens.paragraph_of(next.start)].clone()], "next", "paragraph");
            self.add(vec![next.clone()], "next", "sentence");
        }
    }
}
