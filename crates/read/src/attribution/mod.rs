//! Attribution: source, cue and content of everything the text reports somebody to have said,
//! thought, wanted or done by words. Takes tokens, tags and quotations; gives token ranges. Who the
//! source is, is left to `entities`; what act it is, to `acts`.
//!
//! Rules over chunks: a reporting verb (`data/cues.tsv`), adjective or noun opens an attribution, its
//! grammar decides where the content may stand.

mod content;
mod continued;
pub(crate) mod fitted;
mod labels;
mod nouns;
mod relay;
mod standing;
mod verbs;
mod whose;

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;

use armistice_types::statement::{Act, is_a_yes};

use crate::phrases::{Chunk, phrases};
use crate::quotes::Quotes;
use crate::subjects::Sentence;
use crate::syntax::Parse;
use crate::tags::Tag;
use crate::tokens::Tokens;
use crate::when::Places;

/// One attribution, in token ranges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attribution {
    /// The words that name the source, with title and apposition.
    pub(crate) source: Option<Range<usize>>,
    /// The noun phrase at their core.
    pub(crate) core: Option<Range<usize>>,
    /// The words that report the saying.
    pub(crate) cue: Option<Range<usize>>,
    /// What is reported, in one or more stretches, in text order.
    pub(crate) content: Vec<Range<usize>>,
    /// To whom.
    pub(crate) addressee: Option<Range<usize>>,
    /// Who relayed it.
    pub(crate) via: Vec<Range<usize>>,
    /// The cue's dictionary form.
    pub(crate) lemma: &'static str,
    /// The act where the content does not decide.
    pub(crate) act: Act,
    /// What the content is to the cue.
    pub(crate) frame: Frame,
    /// Does it stand in a clause that something else governs ("… that the port agreed")?
    pub(crate) embedded: bool,
    /// Is the cue negated ("did not say")?
    pub(crate) negated: bool,
    /// Is it in the first person without quotation marks: a turn of a transcript, a sentence of a statement printed whole? Without a
    /// source it is the text's own first person who says it.
    pub(crate) in_person: bool,
    /// What found it.
    pub(crate) found: Found,
    /// What the fitted models would say in its place.
    pub(crate) mended: Option<Box<Mended>>,
    /// Index of the cue's sentence.
    pub(crate) sentence: usize,
}

impl Attribution {
    /// The same in the words that the models would give it, if nothing was added to it since.
    pub(crate) fn in_other_words(&self) -> Option<Self> {
        let it = self.mended.as_ref().filter(|it| it.of == self.content)?;
        let (source, core) = (it.source.clone(), it.core.clone());
        Some(Self { cue: Some(it.cue.clone()), source, core, content: it.content.clone(), frame: it.frame, mended: None, ..self.clone() })
    }

    /// Words that somebody is taken to say without a cue.
    pub(crate) fn uncued(source: Option<Range<usize>>, content: Vec<Range<usize>>, sentence: usize) -> Self {
        Self {
            core: source.clone(),
            source,
            cue: None,
            content,
            addressee: None,
            via: Vec::new(),
            lemma: "say",
            act: Act::Assert,
            frame: Frame::Clause,
            embedded: false,
            negated: false,
            in_person: false,
            found: Found::Rules,
            mended: None,
            sentence,
        }
    }
}

/// What found an attribution: the model's word is never enough for a yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    Rules,
    Fitted,
}

/// Other words for what the rules found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mended {
    /// The content that they stand for.
    pub(crate) of: Vec<Range<usize>>,
    pub(crate) cue: Range<usize>,
    pub(crate) source: Option<Range<usize>>,
    pub(crate) core: Option<Range<usize>>,
    pub(crate) content: Vec<Range<usize>>,
    pub(crate) frame: Frame,
}

/// What the content is to the cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Frame {
    /// A clause or a quotation.
    Clause,
    /// An infinitive of the source: "promised to leave".
    Infinitive,
    /// What another is to do: "asked the guards to leave".
    Directive,
    /// A noun phrase or gerund: "rejected the text".
    Object,
    /// A question: "asked whether".
    Question,
}

/// Everything the steps below look at.
pub(crate) struct Text<'a> {
    pub(crate) tokens: &'a Tokens<'a>,
    pub(crate) tags: &'a [Tag],
    pub(crate) quotes: &'a Quotes,
    /// The tree of every sentence, once it is asked for.
    trees: OnceCell<Rc<Parse>>,
    /// Chunks per sentence.
    pub(crate) chunks: Vec<Vec<Chunk>>,
    /// Days and stretches of time.
    pub(crate) times: Rc<Places>,
    /// What was fitted on annotated text.
    pub(crate) fitted: &'a crate::fitting::Fitted,
}

impl<'a> Text<'a> {
    /// Cuts every sentence into chunks.
    pub(crate) fn new(tokens: &'a Tokens<'a>, tags: &'a [Tag], quotes: &'a Quotes) -> Self {
        let chunks = tokens.sentences.iter().map(|sentence| phrases(tokens, tags, sentence)).collect();
        Self {
            tokens,
            tags,
            quotes,
            trees: OnceCell::new(),
            chunks,
            times: Rc::new(Places::new(tokens, tags)),
            fitted: crate::fitting::none(),
        }
    }

    /// The same text, looked at with these models.
    pub(crate) fn with(self, fitted: &'a crate::fitting::Fitted) -> Self {
        Self { fitted, ..self }
    }

    /// Tags, those of the trees where they have a verb for something else, or something else for a verb, or a noun; a mark, a token of
    /// several words, and which form of verb or kind of noun it is stay as they are.
    pub(crate) fn tags_by_tree(&self) -> Vec<Tag> {
        let parse = self.parse();
        let same = |a: Tag, b: Tag| a.is_verb() == b.is_verb() && a.is_noun() == b.is_noun();
        // What may be a yes is a verb only where statements took it for one as well.
        let yes = |t: usize| crate::lexicon::events::event_verbs(&self.tokens.lower(t)).iter().any(|it| is_a_yes(it.kind));
        let other = |t: usize, tag: Tag| parse.tag(t).filter(|it| tag != Tag::Punct && !same(tag, *it) && !(it.is_verb() && yes(t)));
        self.tags.iter().enumerate().map(|(t, &tag)| other(t, tag).unwrap_or(tag)).collect()
    }

    /// The same text, its times and its trees, with other tags and the chunks that they give.
    pub(crate) fn retagged<'b>(&'b self, tags: &'b [Tag]) -> Text<'b> {
        self.parse();
        let chunks = self.tokens.sentences.iter().map(|sentence| phrases(self.tokens, tags, sentence)).collect();
        let (trees, times) = (self.trees.clone(), Rc::clone(&self.times));
        Text { tokens: self.tokens, tags, quotes: self.quotes, trees, chunks, times, fitted: self.fitted }
    }

    /// The tree of every sentence.
    pub(crate) fn parse(&self) -> &Parse {
        self.trees.get_or_init(|| Rc::new(Parse::new(self.tokens)))
    }

    /// Is it "I" or "we", and nothing else?
    pub(crate) fn first_person(&self, range: &Range<usize>) -> bool {
        range.len() == 1 && self.tokens.is_any(range.start, &["i", "we"])
    }

    pub(crate) fn sentence(&self, n: usize) -> Sentence<'_> {
        Sentence { tokens: self.tokens, range: self.tokens.sentences[n].clone(), chunks: &self.chunks[n] }
    }
}

/// Attributions in order of their cue, and the quotations that nobody is said to have spoken.
pub(crate) fn attributions(text: &Text<'_>) -> (Vec<Attribution>, Vec<usize>) {
    let mut found = by_rules(text);
    let new = text.fitted.attribution.as_ref().map_or_else(Vec::new, |models| fitted::more(text, models, &mut found));
    found.extend(labels::attributions(text));
    leave_to_their_own_cue(text, &mut found);
    relay::relayers(text, &mut found);
    let unspoken = continued::attach(text, &mut found);
    // What the rules found stands as if there were no models: no quotation goes on with what only a model found.
    let own: BTreeSet<Vec<(usize, usize)>> = found.iter().map(extent).collect();
    found.extend(new.into_iter().filter(|it| !own.contains(&extent(it))));
    // "Was accepted by nobody": nobody has.
    found.retain(|it| !it.source.as_ref().is_some_and(|source| whose::is_nobody(text, source.start)));
    found.sort_by_key(|it| (it.cue.as_ref().map(|cue| cue.start), it.content.first().map(|range| range.start)));
    (found, unspoken)
}

/// Where the content stands.
fn extent(it: &Attribution) -> Vec<(usize, usize)> {
    it.content.iter().map(|range| (range.start, range.end)).collect()
}

/// What the rules find, sentence by sentence.
pub(crate) fn by_rules(text: &Text<'_>) -> Vec<Attribution> {
    let mut found = Vec::new();
    for n in 0..text.tokens.sentences.len() {
        let mut here = verbs::attributions(text, n);
        here.extend(nouns::attributions(text, n));
        here.sort_by_key(|it| it.cue.as_ref().map(|cue| (cue.start, cue.end)));
        here.dedup_by(|b, a| a.cue == b.cue);
        found.extend(without_clashes(here));
    }
    found
}

/// `The talks went on. "We agree," Marsh said.` A quotation with a cue in its own sentence is not that of a cue in the sentence before.
fn leave_to_their_own_cue(text: &Text<'_>, found: &mut Vec<Attribution>) {
    let start = |it: &Attribution| it.content.first().map_or(0, |range| range.start);
    let end = |it: &Attribution| it.content.last().map_or(0, |range| range.end);
    // Where what a cue in its own sentence owns begins, the cue standing outside it.
    let owned: BTreeSet<usize> = found
        .iter()
        .filter(|it| it.sentence == text.tokens.sentence_of(start(it)))
        .filter(|it| it.cue.as_ref().is_some_and(|cue| cue.end <= start(it) || end(it) <= cue.start || it.content.len() > 1))
        .map(start)
        .collect();
    found.retain(|it| text.tokens.sentence_of(start(it)) <= it.sentence || !owned.contains(&start(it)));
}

/// Two cues of one sentence cannot own the very same content: the one with a source wins, then the first.
fn without_clashes(found: Vec<Attribution>) -> Vec<Attribution> {
    let mut out: Vec<Attribution> = Vec::new();
    for it in found {
        match out.iter_mut().find(|other| other.content == it.content) {
            Some(other) if other.source.is_none() && it.source.is_some() => *other = it,
            Some(_) => {}
            None => out.push(it),
        }
    }
    out
}
