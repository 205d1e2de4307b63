//! A sentence as the fitted models see it: its words in lower case and as parts of features, which chunk a token stands in, what the
//! rules found there. Made once a sentence, so that no feature looks at letters.

use std::cell::OnceCell;
use std::ops::Range;

use super::super::{Attribution, Text};
use super::tree::Tree;
use super::words::{Class, Word, entries, is_light};
use crate::attribution::content::clause;
use crate::fitted::{Part, part};
use crate::lexicon::cues::Cue;
use crate::phrases::{Form, Phrase};
use crate::subjects::{Sentence, Subject};
use crate::tags::Tag;
use crate::tokens::Kind;

pub(super) struct View<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) sentence: Sentence<'a>,
    pub(super) n: usize,
    pub(super) range: Range<usize>,
    pub(super) tree: Tree,
    words: Vec<Word<'a>>,
    /// Before each token and behind the last: how many of each kind there were.
    counts: Vec<Counts>,
    /// Left and right extent of the noun phrase at a chunk, once asked for.
    phrases: Vec<OnceCell<(Subject, usize, usize)>>,
    /// The subject on the left of the verb at a chunk, once asked for.
    subjects: Vec<OnceCell<Option<Subject>>>,
    /// The clause and the object that begin at a chunk, once asked for.
    clauses: Vec<OnceCell<[Range<usize>; 2]>>,
    /// What the rules found with its cue here.
    pub(super) ruled: Vec<&'a Attribution>,
    /// Where the content of each begins, in order.
    contents: Vec<(usize, usize)>,
}

/// How many tokens of a kind stand before a token.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    quoted: usize,
    marks: usize,
    finite: usize,
    cues: usize,
}

/// What a stretch of the sentence holds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Held {
    pub(super) quoted: usize,
    /// Quotation marks.
    pub(super) marks: usize,
    /// Finite verb groups.
    pub(super) finite: usize,
    /// Cues of the rules.
    pub(super) cues: usize,
}

impl<'a> View<'a> {
    pub(super) fn new(text: &'a Text<'a>, n: usize, found: &'a [Attribution]) -> Self {
        let range = text.tokens.sentences[n].clone();
        let chunks = &text.chunks[n];
        let mut words: Vec<Word<'a>> = Vec::with_capacity(range.len());
        for (chunk, it) in chunks.iter().enumerate() {
            words.extend(it.range.clone().map(|i| Word::new(text, i, chunk)));
        }
        let ruled: Vec<&Attribution> = found.iter().filter(|it| it.cue.as_ref().is_some_and(|cue| range.contains(&cue.start))).collect();
        for (k, it) in ruled.iter().enumerate() {
            for i in it.cue.iter().cloned().flatten().filter(|i| range.contains(i)) {
                words[i - range.start].rule.get_or_insert(k);
            }
            for i in it.content.iter().flat_map(|it| it.start.max(range.start)..it.end.min(range.end)) {
                words[i - range.start].inside = true;
            }
        }
        let tree = Tree::new(text, &range);
        let mut view = Self {
            text,
            sentence: text.sentence(n),
            n,
            range,
            tree,
            words,
            counts: Vec::new(),
            phrases: vec![OnceCell::new(); chunks.len()],
            subjects: vec![OnceCell::new(); chunks.len()],
            clauses: vec![OnceCell::new(); chunks.len()],
            contents: Vec::new(),
            ruled,
        };
        view.count();
        view.contents = view.ruled.iter().enumerate().filter_map(|(k, it)| Some((it.content.first()?.start, k))).collect();
        view.contents.sort_unstable();
        view
    }

    fn count(&mut self) {
        let mut sum = Counts::default();
        let mut counts = Vec::with_capacity(self.words.len() + 1);
        counts.push(sum);
        let mut cues: Vec<usize> = self.ruled.iter().filter_map(|it| Some(it.cue.as_ref()?.start)).collect();
        cues.sort_unstable();
        let mut cues = cues.into_iter().peekable();
        for (i, word) in self.range.clone().zip(&self.words) {
            let chunk = &self.sentence.chunks[word.chunk];
            sum.quoted += usize::from(self.text.quotes.quoted(i));
            sum.marks += usize::from(self.text.tokens.kind(i) == Kind::Quote);
            sum.finite += usize::from(chunk.range.start == i && chunk.is_finite());
            while cues.next_if(|&cue| cue <= i).is_some() {
                sum.cues += 1;
            }
            counts.push(sum);
        }
        self.counts = counts;
    }

    /// What the ranges hold, as far as they stand in the sentence.
    pub(super) fn held(&self, ranges: &[Range<usize>]) -> Held {
        let mut out = Held::default();
        for range in ranges {
            let at = |i: usize| self.counts[i.clamp(self.range.start, self.range.end) - self.range.start];
            let (from, to) = (at(range.start), at(range.end.max(range.start)));
            out.quoted += to.quoted - from.quoted;
            out.marks += to.marks - from.marks;
            out.finite += to.finite - from.finite;
            out.cues += to.cues - from.cues;
        }
        out
    }

    fn at(&self, i: usize) -> Option<&Word<'a>> {
        i.checked_sub(self.range.start).and_then(|i| self.words.get(i))
    }

    /// The token in lower case; empty outside the sentence.
    pub(super) fn lower(&self, i: usize) -> &str {
        self.at(i).map_or("", |it| &it.lower)
    }

    /// The token as a part of a feature; nothing outside the sentence.
    pub(super) fn word(&self, i: usize) -> Part {
        self.at(i).map_or(Part::NONE, |it| it.word)
    }

    /// Its rough stem.
    pub(super) fn stem(&self, i: usize) -> Part {
        self.at(i).map_or(Part::NONE, |it| it.stem)
    }

    /// The token's tag; nothing outside the sentence.
    pub(super) fn tag(&self, i: usize) -> Part {
        self.at(i).map_or(Part::NONE, |it| it.tag)
    }

    pub(super) fn is_verb(&self, i: usize) -> bool {
        self.range.contains(&i) && self.text.tags[i].is_verb()
    }

    /// The chunk that holds a token.
    pub(super) fn chunk_of(&self, i: usize) -> usize {
        self.at(i).map_or(self.sentence.chunks.len(), |it| it.chunk)
    }

    /// The first chunk that begins at a token or behind it.
    pub(super) fn chunk_from(&self, i: usize) -> usize {
        let chunk = self.chunk_of(i);
        chunk + usize::from(self.sentence.chunks.get(chunk).is_some_and(|it| it.range.start < i))
    }

    /// What kind of chunk it is.
    pub(super) fn phrase(&self, chunk: usize) -> Part {
        let kind = match self.sentence.chunks.get(chunk).map(|it| it.phrase) {
            None => 0,
            Some(Phrase::Noun) => 1,
            Some(Phrase::Time) => 2,
            Some(Phrase::Verb(Form::Finite)) => 3,
            Some(Phrase::Verb(Form::Infinitive)) => 4,
            Some(Phrase::Verb(Form::Gerund)) => 5,
            Some(Phrase::Verb(Form::Participle)) => 6,
            Some(Phrase::Verb(Form::Base)) => 7,
            Some(Phrase::Preposition) => 8,
            Some(Phrase::That) => 9,
            Some(Phrase::Wh) => 10,
            Some(Phrase::And) => 11,
            Some(Phrase::Adverb) => 12,
            Some(Phrase::Adjective) => 13,
            Some(Phrase::Comma) => 14,
            Some(Phrase::Quote) => 15,
            Some(Phrase::Mark) => 16,
            Some(Phrase::Other) => 17,
        };
        Part::number(kind)
    }

    /// The chunk before another.
    pub(super) fn phrase_before(&self, chunk: usize, back: usize) -> Part {
        chunk.checked_sub(back).map_or(part!("start"), |i| self.phrase(i))
    }

    /// The noun phrase at a chunk with what it hangs on to its left; one past what belongs to it on its right, with apposition and
    /// without.
    pub(super) fn around(&self, chunk: usize) -> &(Subject, usize, usize) {
        let sentence = &self.sentence;
        let find = || (sentence.extended_left(chunk), sentence.extended_right(chunk), sentence.attached_right(chunk + 1));
        self.phrases[chunk].get_or_init(find)
    }

    /// The subject on the left of the verb group at a chunk.
    pub(super) fn subject_of(&self, chunk: usize) -> Option<&Subject> {
        let verb = self.sentence.chunks.get(chunk).is_some_and(crate::phrases::Chunk::is_verb);
        let cell = self.subjects.get(chunk).filter(|_| verb)?;
        cell.get_or_init(|| self.sentence.subject_left(chunk)).as_ref()
    }

    /// The clause that begins at a chunk; with `object`, as far as an object goes.
    pub(super) fn clause(&self, chunk: usize, object: bool) -> Range<usize> {
        let find = || [false, true].map(|object| clause(self.text, &self.sentence, chunk, object));
        self.clauses.get(chunk).map_or(self.range.end..self.range.end, |cell| cell.get_or_init(find)[usize::from(object)].clone())
    }

    /// What the rules found with its cue in a range.
    pub(super) fn ruled_in(&self, range: &Range<usize>) -> impl Iterator<Item = &'a Attribution> {
        self.ruled.iter().copied().filter(move |it| it.cue.as_ref().is_some_and(|cue| range.contains(&cue.start)))
    }

    /// Did the rules give these stretches to another cue than that of the token?
    pub(super) fn is_anothers(&self, content: &[Range<usize>], anchor: usize) -> bool {
        let Some(start) = content.first().map(|it| it.start) else { return false };
        let from = self.contents.partition_point(|it| it.0 < start);
        let same = self.contents[from..].iter().take_while(|it| it.0 == start).map(|it| self.ruled[it.1]);
        same.into_iter().any(|it| it.content == content && it.cue.as_ref().is_some_and(|cue| !cue.contains(&anchor)))
    }

    /// Does the token stand in a content that the rules found with its cue in the sentence?
    pub(super) fn is_inside(&self, i: usize) -> bool {
        self.at(i).is_some_and(|it| it.inside)
    }

    /// Can a cue's first lexical word stand here?
    pub(super) fn may_open(&self, i: usize) -> bool {
        let (word, tag) = (self.lower(i), self.text.tags[i]);
        let open = tag.is_verb() || matches!(tag, Tag::NN | Tag::NNS | Tag::JJ | Tag::RB | Tag::IN) || word == ":" && i > self.range.start;
        let preposition = tag != Tag::IN || matches!(word, "per" | "according");
        open && preposition && !is_light(word)
    }

    /// The token of a cue by which the models know it: its first word that is no auxiliary, article or preposition.
    pub(super) fn anchor(&self, cue: &Range<usize>) -> usize {
        let lexical = |i: &usize| self.range.contains(i) && !matches!(self.text.tags[*i], Tag::MD | Tag::DT | Tag::PRPS | Tag::PRP);
        cue.clone().filter(lexical).find(|&i| self.may_open(i)).unwrap_or(cue.start)
    }

    /// The entries of the tables of cues for a token.
    pub(super) fn entries(&self, i: usize) -> impl Iterator<Item = &'static Cue> {
        entries(self.lower(i), self.text.tags[i])
    }

    /// Which table of cues holds the token, and with what act.
    pub(super) fn class(&self, i: usize) -> Class {
        self.at(i).map_or(Class::default(), |it| *it.class.get_or_init(|| Class::of(it, self.text.tags[i])))
    }

    /// The cue found by the rules that holds a token.
    pub(super) fn rule_at(&self, i: usize) -> Option<&'a Attribution> {
        self.at(i).and_then(|it| it.rule).map(|k| self.ruled[k])
    }
}
