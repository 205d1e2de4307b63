//! What log-linear models add to the rules: attributions where the rules find none, and which words of a rule's own are its cue, its
//! source and its content. Takes a text and what the rules found; gives further attributions in token ranges, and beside the rules' own
//! what stands in their place where no yes hangs on them.
//!
//! Choices one after the other, in the manner of Pareti et al. (2013) and Almeida et al. (2014), over chunks, tags, trees, quotations
//! and the tables of cues. A cue has a bounded number of candidates, each looked at in time bounded by its own words, so that a long sentence takes no
//! more a word than a short one. Models: `data/models/attribution.bin`, card beside it.

mod build;
mod content;
mod cue;
pub(crate) mod examples;
mod mend;
mod source;
mod spans;
mod starts;
mod tree;
mod view;
mod words;

use std::ops::Range;

use armistice_types::statement::Act;

use super::{Attribution, Text};
use crate::fitted::{Features, Model, UNIT, best};
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
    /// By how much other words must be likelier to be the cue than those of the rules.
    pub extent: i32,
    /// By how much another source must be likelier than that of the rules.
    pub source: i32,
    /// By how much another content must be likelier than that of the rules.
    pub content: i32,
    /// By how much another act must be likelier than that of the rules.
    pub act: i32,
}

/// What there is beyond what the rules found in the text, each content once; beside the rules' own, what the models would say instead.
pub(super) fn more(text: &Text<'_>, models: &Models, found: &mut [Attribution]) -> Vec<Attribution> {
    let mut new: Vec<Attribution> = Vec::new();
    let mut mended = Vec::with_capacity(found.len());
    let mut chooser = Chooser { models, features: Features::default() };
    for n in 0..text.tokens.sentences.len() {
        let here = found_in(text, n, found);
        let view = View::new(text, n, here);
        mended.extend(here.iter().map(|it| mend::mended(&view, &mut chooser, it)));
        let mut last = 0;
        for i in view.range.clone() {
            if i < last || !view.may_open(i) || view.rule_at(i).is_some() {
                continue;
            }
            let score = chooser.score(&models.cue, |out| cue::features(&view, i, out));
            // Without a source it takes more.
            let enough = |it: &Attribution| score >= models.limits.cue + if it.source.is_none() { UNIT } else { 0 };
            if score >= models.limits.cue
                && let Some(it) = whole(&view, &mut chooser, i).filter(enough)
            {
                last = it.cue.as_ref().map_or(i + 1, |cue| cue.end);
                if new.iter().rev().take(8).all(|other| other.content != it.content) {
                    new.push(it);
                }
            }
        }
    }
    found.iter_mut().zip(mended).for_each(|(it, mended)| it.mended = mended.map(Box::new));
    new
}

/// The models, and room for the features of one candidate.
struct Chooser<'m> {
    models: &'m Models,
    features: Features,
}

impl Chooser<'_> {
    fn score(&mut self, model: &Model, features: impl FnOnce(&mut Features)) -> i32 {
        self.features.0.clear();
        features(&mut self.features);
        model.score(&self.features, 0)
    }

    /// The words that a cue takes, and how likely each of them.
    fn extents(&mut self, view: &View<'_>, anchor: usize) -> (Vec<Range<usize>>, Vec<i32>) {
        let models = self.models;
        let all: Vec<_> = cue::extents(view, anchor).collect();
        let scores = all.iter().map(|it| self.score(&models.extent, |out| cue::extent_features(view, anchor, it, out)));
        let scores = scores.collect();
        (all, scores)
    }

    /// The sources of a cue, and how likely each of them, last nobody.
    fn sources(&mut self, asked: &source::Asked<'_>) -> (Vec<source::Candidate>, Vec<i32>) {
        let models = self.models;
        let all = source::candidates(asked.view, asked.cue);
        let mut scores: Vec<i32> = all.iter().map(|it| self.score(&models.source, |out| source::features(asked, it, out))).collect();
        scores.push(self.score(&models.source, |out| source::nobody(asked, out)));
        (all, scores)
    }

    /// The contents of a cue, and how likely each of them.
    fn contents<'a>(&mut self, asked: &content::Asked<'a>) -> (Vec<spans::Candidate<'a>>, Vec<i32>) {
        let models = self.models;
        let all = spans::candidates(asked.view, asked.anchor, asked.cue, asked.source);
        let scores = all.iter().map(|it| self.score(&models.content, |out| content::features(asked, it, out))).collect();
        (all, scores)
    }
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
fn whole(view: &View<'_>, chooser: &mut Chooser<'_>, anchor: usize) -> Option<Attribution> {
    let (extents, scores) = chooser.extents(view, anchor);
    let cue = extents.get(best(scores.into_iter())?)?;
    if cue.clone().any(|i| view.rule_at(i).is_some()) {
        return None;
    }
    let (sources, scores) = chooser.sources(&source::Asked { view, anchor, cue });
    let source = best(scores.into_iter()).and_then(|at| sources.get(at));
    let (spans, scores) = chooser.contents(&content::Asked { view, anchor, cue, source });
    let content = spans.get(best(scores.into_iter())?)?.content.ranges().to_vec();
    Some(build::attribution(view, anchor, cue, source, content)).filter(|it| !refused(view, it))
}

/// What the rules know and left out stays out: a yes, what only may have been done, what nobody did, words relayed, a no to nobody knows what,
/// the words of a condition, what "it" said.
fn refused(view: &View<'_>, it: &Attribution) -> bool {
    let relays = matches!(it.lemma, "quote" | "cite");
    let cue = it.cue.as_ref().map_or(0, |cue| cue.start);
    let words: Vec<String> = (cue..view.range.end.min(cue + 6)).map(|i| view.lower(i).to_owned()).collect();
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
