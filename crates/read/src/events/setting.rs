//! Everything that events are read from, with what is asked of it often looked up once: who is named at
//! a token, which statements reach into a sentence.

use std::ops::Range;

use armistice_types::statement::Statement;
use armistice_types::text::{CharIndex, Span};
use armistice_types::time::Day;

use super::Happening;
use crate::attribution::Text;
use crate::entities::Actors;
use crate::phrases::Phrase;
use crate::subjects::Sentence;
use crate::syntax::Kind;

pub(super) struct Setting<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) actors: &'a Actors<'a>,
    pub(super) index: &'a CharIndex<'a>,
    pub(super) published: Option<Day>,
    statements: &'a [Statement],
    /// By token: the actor whose narrowest mention covers it.
    named: Vec<Option<usize>>,
    /// By sentence: statements whose content reaches into it.
    told: Vec<Vec<usize>>,
    /// Scalar offset of the first character of each sentence.
    starts: Vec<usize>,
}

impl<'a> Setting<'a> {
    pub(super) fn new(
        text: &'a Text<'a>,
        actors: &'a Actors<'a>,
        index: &'a CharIndex<'a>,
        published: Option<Day>,
        statements: &'a [Statement],
    ) -> Self {
        let starts: Vec<usize> = text.tokens.sentences.iter().map(|it| index.span(text.tokens.bytes(it)).start()).collect();
        let mut told = vec![Vec::new(); starts.len()];
        let of = |at: usize| starts.partition_point(|&start| start <= at).saturating_sub(1);
        for (n, statement) in statements.iter().enumerate() {
            for span in &statement.content {
                for sentence in of(span.start())..=of(span.end().saturating_sub(1)) {
                    if told.get(sentence).is_some_and(|list: &Vec<usize>| list.last() != Some(&n)) {
                        told[sentence].push(n);
                    }
                }
            }
        }
        let named = actors.by_token(text.tokens.tokens.len());
        Self { text, actors, index, published, statements, named, told, starts }
    }

    /// The actor named at a token.
    pub(super) fn at(&self, token: usize) -> Option<usize> {
        self.named.get(token).copied().flatten()
    }

    /// What the network takes for a name at a token: its words, and what it names.
    pub(super) fn name_at(&self, token: usize) -> Option<&(Range<usize>, Kind)> {
        let parse = self.text.parse();
        let word = parse.words.of_token.get(token)?.start;
        let at = parse.names.partition_point(|(words, _)| words.end <= word);
        parse.names.get(at).filter(|(words, _)| words.contains(&word))
    }

    fn span(&self, tokens: &Range<usize>) -> Span {
        self.index.span(self.text.tokens.bytes(tokens))
    }

    /// The statements whose content holds the tokens, innermost first.
    pub(super) fn holding(&self, tokens: &Range<usize>) -> Vec<&'a Statement> {
        let span = self.span(tokens);
        let sentence = self.starts.partition_point(|&start| start <= span.start()).saturating_sub(1);
        let here = self.told.get(sentence).into_iter().flatten().map(|&n| &self.statements[n]);
        let mut out: Vec<&Statement> =
            here.filter(|it| it.content.iter().any(|part| part.start() <= span.start() && span.end() <= part.end())).collect();
        out.sort_by_key(|it| it.content.iter().map(|part| part.end() - part.start()).sum::<usize>());
        out
    }

    /// Who "I" or "we" at these tokens is: the source of the innermost statement that holds it, but not of "They think we accept it".
    pub(super) fn first_person(&self, tokens: &Range<usize>) -> Option<usize> {
        let at = self.span(tokens).start();
        let speaks = |it: &&Statement| {
            let Some(cue) = it.cue.filter(|cue| cue.end() <= at) else { return true };
            let between = Span::new(cue.end(), at).and_then(|span| self.index.quote(span)).unwrap_or("");
            let opened = between.contains(['"', '“', '‘', '«', '„']);
            let quoted = self
                .holding(tokens)
                .iter()
                .any(|outer| outer.content.iter().any(|part| part.start() <= cue.start() && cue.end() <= part.end()));
            opened || !quoted
        };
        let source = |it: &Statement| it.source.actor.map(|id| id.0 as usize - 1);
        self.holding(tokens).into_iter().find(speaks).and_then(source)
    }

    /// The statement that the verb itself reports: "rejected the text".
    pub(super) fn statement_of_cue(&self, verb: &Range<usize>) -> Option<&'a Statement> {
        let span = self.span(verb);
        let first = self.statements.partition_point(|it| place(it) + 2000 < span.start());
        let near = self.statements[first..].iter().take_while(|it| place(it) < span.end() + 2000);
        near.filter_map(|it| it.cue.map(|cue| (cue, it)))
            .find(|(cue, _)| cue.start() < span.end() && span.start() < cue.end())
            .map(|it| it.1)
    }

    /// Sources of the statements before a token, latest last.
    pub(super) fn recent(&self, token: usize) -> Vec<usize> {
        let at = self.span(&(token..token + 1)).start();
        let end = self.statements.partition_point(|it| place(it) < at);
        let before = self.statements[..end].iter().rev().filter(|it| it.cue.is_some_and(|cue| cue.start() < at));
        let mut out: Vec<usize> = before.filter_map(|it| it.source.actor).map(|id| id.0 as usize - 1).take(8).collect();
        out.reverse();
        out
    }

    /// May a time at these tokens be the event's: in its clause, and not told of the saying instead?
    pub(super) fn same_clause(&self, sentence: &Sentence<'_>, it: &Happening, tokens: &Range<usize>) -> bool {
        let verb = &sentence.chunks[it.verb].range;
        let inner = self.holding(verb).first().copied();
        if inner.is_some_and(|inner| !self.holding(tokens).iter().any(|it| it.id == inner.id)) {
            return false;
        }
        let reach = sentence.span(&it.reach);
        let (low, high) = (reach.start.min(verb.start), reach.end.max(verb.end));
        if low <= tokens.start && tokens.end <= high {
            return true;
        }
        if tokens.end <= low && self.in_relative(sentence, tokens, low) {
            return false;
        }
        let between = if tokens.end <= low { tokens.end..low } else { high..tokens.start };
        let behind = tokens.start >= high;
        !sentence.chunks.iter().any(|chunk| {
            let finite = chunk.is_finite() && (behind || self.other_clause(sentence, chunk.range.start, it));
            between.contains(&chunk.range.start) && (finite || matches!(chunk.phrase, Phrase::That | Phrase::Wh))
        })
    }

    /// "Marsh, whom the port asked last month to mediate, met …": a day between "whom" and the comma that closes the clause.
    fn in_relative(&self, sentence: &Sentence<'_>, tokens: &Range<usize>, verb: usize) -> bool {
        let closes = |chunk: &&crate::phrases::Chunk| tokens.end <= chunk.range.start && chunk.range.start < verb;
        let mut before = sentence.chunks.iter().rev().filter(|chunk| chunk.range.end <= tokens.start);
        let opens = before.find(|chunk| matches!(chunk.phrase, Phrase::Comma | Phrase::Mark | Phrase::Wh));
        opens.is_some_and(|it| it.phrase == Phrase::Wh) && sentence.chunks.iter().filter(closes).any(|chunk| chunk.phrase == Phrase::Comma)
    }

    /// A finite verb before the event's own that does not carry it on ("was expected to meet").
    fn other_clause(&self, sentence: &Sentence<'_>, at: usize, it: &Happening) -> bool {
        let from = sentence.chunks.iter().position(|chunk| chunk.range.start == at).unwrap_or(0);
        sentence.chunks[from + 1..it.verb.max(from + 1)]
            .iter()
            .any(|chunk| !chunk.is_verb() && !matches!(chunk.phrase, Phrase::Adverb | Phrase::Adjective))
    }
}

/// Where a statement starts: statements stand in the order of their first spans.
fn place(it: &Statement) -> usize {
    it.content.iter().chain(&it.cue).chain(&it.source.span).map(|span| span.start()).min().unwrap_or(0)
}
