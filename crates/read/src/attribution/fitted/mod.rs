//! Attributions that a fitted model finds where the rules find none: which words are cues, how far a cue goes, who is its source, what
//! its content. Takes a text and what the rules found, gives further attributions in token ranges; the rules' own stay as they are.
//!
//! Log-linear choices one after the other, in the manner of Pareti et al. (2013) and Almeida et al. (2014), over chunks, tags, quotations
//! and the tables of cues. Models: `data/models/attribution.bin`, card beside it.

mod build;
mod content;
mod cue;
pub(crate) mod examples;
mod source;
mod spans;
mod tree;
mod view;

use std::ops::Range;

use armistice_types::statement::Act;

use super::{Attribution, Text};
use crate::fitted::{Features, Model, UNIT};
use crate::lexicon::phrases;
use view::View;

/// The four choices.
#[derive(Clone, Debug)]
pub struct Models {
    /// Two classes in one: the score says for or against a cue.
    pub cue: Model,
    /// Which words belong to the cue.
    pub extent: Model,
    /// Which noun phrase is the source, or none.
    pub source: Model,
    /// Which stretches are the content.
    pub content: Model,
    /// How sure they must be.
    pub limits: Limits,
}

/// How sure the models must be before their word counts, in [`crate::fitted::UNIT`]s.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Score of a cue that the rules did not find.
    pub cue: i32,
    /// By how much another act must be likelier than that of the rules.
    pub act: i32,
}

/// What there is beyond what the rules found in the text; each content once.
pub(super) fn more(text: &Text<'_>, models: &Models, found: &[Attribution]) -> Vec<Attribution> {
    let mut new: Vec<Attribution> = Vec::new();
    for n in 0..text.tokens.sentences.len() {
        let here = found_in(text, n, found);
        let view = View::new(text, n, here);
        let mut last = 0;
        for i in view.range.clone() {
            if i < last || !view.may_open(i) || view.rule_at(i).is_some() {
                continue;
            }
            let score = models.cue.score(&cue::features(&view, i), 0);
            // Without a source it takes more.
            let enough = |it: &Attribution| score >= models.limits.cue + if it.source.is_none() { UNIT } else { 0 };
            if score >= models.limits.cue
                && let Some(it) = whole(&view, models, i).filter(enough)
            {
                last = it.cue.as_ref().map_or(i + 1, |cue| cue.end);
                if new.iter().rev().take(8).all(|other| other.content != it.content) {
                    new.push(it);
                }
            }
        }
    }
    new
}

/// An annotated attribution as the reader would have found it.
pub(crate) fn from_parts(text: &Text<'_>, gold: &examples::Gold) -> Option<Attribution> {
    let n = text.tokens.sentence_of(gold.cue.start);
    let view = View::new(text, n, &[]);
    let sources = source::candidates(&view, &gold.cue);
    let source = gold.source.as_ref().and_then(|wanted| sources.into_iter().find(|it| it.range == *wanted));
    let content: Vec<_> = gold.content.iter().map(|it| super::verbs::trimmed(text, it.clone())).filter(|it| !it.is_empty()).collect();
    (!content.is_empty()).then(|| build::attribution(&view, view.anchor(&gold.cue), &gold.cue, source.as_ref(), content))
}

/// What the rules found with its cue in sentence `n`, as a slice: they stand in order of their sentences.
fn found_in<'a>(text: &Text<'_>, n: usize, found: &'a [Attribution]) -> &'a [Attribution] {
    let at = |it: &Attribution| it.cue.as_ref().map_or(it.sentence, |cue| text.tokens.sentence_of(cue.start));
    let from = found.partition_point(|it| at(it) < n);
    let to = found.partition_point(|it| at(it) <= n);
    &found[from..to]
}

/// The attribution whose cue opens with a token.
fn whole(view: &View<'_>, models: &Models, anchor: usize) -> Option<Attribution> {
    let cue = extent(view, models, anchor)?;
    if cue.clone().any(|i| view.rule_at(i).is_some()) {
        return None;
    }
    let sources = source::candidates(view, &cue);
    let asked: Vec<Features> = sources.iter().map(Some).chain([None]).map(|it| source::features(view, anchor, &cue, it)).collect();
    let source = models.source.best(&asked).and_then(|at| sources.get(at));
    let spans = spans::candidates(view, anchor, &cue, source);
    let asked = content::Asked { view, anchor, cue: &cue, source };
    let features: Vec<Features> = spans.iter().map(|it| content::features(&asked, it)).collect();
    let content = spans.get(models.content.best(&features)?)?.content.clone();
    Some(build::attribution(view, anchor, &cue, source, content)).filter(|it| !refused(view, it))
}

/// What the rules know and left out stays out: a yes, what only may have been done, what nobody did, words relayed, a no to nobody knows what,
/// the words of a condition, what "it" said.
fn refused(view: &View<'_>, it: &Attribution) -> bool {
    let relays = matches!(it.lemma, "quote" | "cite");
    let cue = it.cue.as_ref().map_or(0, |cue| cue.start);
    let words: Vec<String> = (cue..view.range.end.min(cue + 6)).map(|i| view.word(i).to_owned()).collect();
    let conditional = phrases::conditions().at(&words, 0).is_some();
    let pronoun =
        matches!(&it.content[..], [one] if one.len() == 1 && !view.text.tags[one.start].is_noun() && !view.text.tags[one.start].is_verb());
    let nobody = it.core.as_ref().is_some_and(|core| super::whose::is_nobody(view.text, core.start));
    let unclear = it
        .core
        .as_ref()
        .is_some_and(|core| core.len() == 1 && view.text.tokens.is_any(core.start, &["that", "this", "it", "which", "they", "these"]));
    it.act == Act::Accept
        || it.embedded && build::commits(it.lemma)
        || relays
        || nobody
        || unclear
        || it.negated && it.lemma.is_empty()
        || conditional
        || pronoun
}

fn extent(view: &View<'_>, models: &Models, anchor: usize) -> Option<Range<usize>> {
    let extents = cue::extents(view, anchor);
    let features: Vec<Features> = extents.iter().map(|it| cue::extent_features(view, anchor, it)).collect();
    extents.get(models.extent.best(&features)?).cloned()
}
