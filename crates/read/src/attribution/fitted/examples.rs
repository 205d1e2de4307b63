//! What the models are fitted on: choices with their right answer, computed by the code that reads.

use std::ops::Range;

use super::view::View;
use super::{content, cue, found_in, source, spans};
use crate::attribution::verbs::trimmed;
use crate::attribution::{Attribution, Text};
use crate::fitted::Features;

/// An attribution as annotated, in tokens.
#[derive(Clone, Debug)]
pub(crate) struct Gold {
    pub(crate) source: Option<Range<usize>>,
    pub(crate) cue: Range<usize>,
    pub(crate) content: Vec<Range<usize>>,
}

/// Candidates, and which of them is right; a right one beyond the last is none of them.
#[derive(Clone, Debug)]
pub struct Choice {
    /// One entry a candidate.
    pub candidates: Vec<Features>,
    /// Index of the right one.
    pub right: usize,
}

/// The choices of one text, model by model.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    /// A word and whether it opens a cue (`right` 1) or not (0).
    pub cue: Vec<Choice>,
    /// Which words are the cue.
    pub extent: Vec<Choice>,
    /// Who is the source; the last candidate is nobody.
    pub source: Vec<Choice>,
    /// What is the content.
    pub content: Vec<Choice>,
    /// How many attributions no candidate fits: extent, source, content.
    pub missed: [usize; 3],
}

/// The choices that the annotation of a text answers; `found`: what the rules find in it.
pub(crate) fn examples(text: &Text<'_>, found: &[Attribution], gold: &[Gold]) -> Examples {
    let mut out = Examples::default();
    for n in 0..text.tokens.sentences.len() {
        let view = View::new(text, n, found_in(text, n, found));
        let here: Vec<&Gold> = gold.iter().filter(|it| view.range.contains(&it.cue.start)).collect();
        let anchors: Vec<usize> = here.iter().map(|it| view.anchor(&it.cue)).collect();
        for i in view.range.clone().filter(|&i| view.may_open(i)) {
            let inside = here.iter().any(|it| it.cue.contains(&i)) && !anchors.contains(&i);
            if !inside {
                let right = usize::from(anchors.contains(&i));
                out.cue.push(Choice { candidates: vec![of(|out| cue::features(&view, i, out))], right });
            }
        }
        for (it, &anchor) in here.iter().zip(&anchors) {
            one(&view, it, anchor, &mut out);
        }
    }
    out
}

fn one(view: &View<'_>, gold: &Gold, anchor: usize, out: &mut Examples) {
    let extents: Vec<_> = cue::extents(view, anchor).collect();
    match extents.iter().position(|it| *it == gold.cue) {
        Some(right) => {
            let candidates = extents.iter().map(|it| of(|out| cue::extent_features(view, anchor, it, out))).collect();
            out.extent.push(Choice { candidates, right });
        }
        None => out.missed[0] += 1,
    }
    let sources = source::candidates(view, &gold.cue);
    let wanted = gold.source.as_ref().map(|it| trimmed(view.text, it.clone()));
    let right = match &wanted {
        None => Some(sources.len()),
        Some(wanted) => {
            let same = sources.iter().position(|it| it.range == *wanted);
            if same.is_none() {
                out.missed[1] += 1;
            }
            same.or_else(|| nearest(sources.iter().map(|it| std::slice::from_ref(&it.range)), std::slice::from_ref(wanted)))
        }
    };
    if let Some(right) = right {
        let asked = source::Asked { view, anchor, cue: &gold.cue };
        let mut candidates: Vec<_> = sources.iter().map(|it| of(|out| source::features(&asked, it, out))).collect();
        candidates.push(of(|out| source::nobody(&asked, out)));
        out.source.push(Choice { candidates, right });
    }
    let chosen = right.and_then(|it| sources.get(it));
    let spans = spans::candidates(view, anchor, &gold.cue, chosen);
    let wanted: Vec<Range<usize>> = gold.content.iter().map(|it| trimmed(view.text, it.clone())).filter(|it| !it.is_empty()).collect();
    let same = spans.iter().position(|it| it.content.ranges() == wanted);
    let hull = |it: &[Range<usize>]| it.first().map(|it| it.start)..it.last().map(|it| it.end);
    let same = same.or_else(|| spans.iter().position(|it| hull(it.content.ranges()) == hull(&wanted)));
    if same.is_none() {
        out.missed[2] += 1;
    }
    if let Some(right) = same.or_else(|| nearest(spans.iter().map(|it| it.content.ranges()), &wanted)) {
        let asked = content::Asked { view, anchor, cue: &gold.cue, source: chosen };
        out.content.push(Choice { candidates: spans.iter().map(|it| of(|out| content::features(&asked, it, out))).collect(), right });
    }
}

/// The features that a function adds.
fn of(add: impl FnOnce(&mut Features)) -> Features {
    let mut out = Features::default();
    add(&mut out);
    out
}

/// The candidate that shares most tokens with what is wanted, if it shares half.
fn nearest<'a>(all: impl Iterator<Item = &'a [Range<usize>]>, wanted: &[Range<usize>]) -> Option<usize> {
    let inside = |i: usize, ranges: &[Range<usize>]| ranges.iter().any(|it| it.contains(&i));
    let size: usize = wanted.iter().map(ExactSizeIterator::len).sum();
    let share = |it: &[Range<usize>]| {
        let both = it.iter().cloned().flatten().filter(|&i| inside(i, wanted)).count();
        let either = it.iter().map(ExactSizeIterator::len).sum::<usize>() + size - both;
        1000 * both / either.max(1)
    };
    let best = all.map(share).enumerate().max_by_key(|&(i, share)| (share, std::cmp::Reverse(i)))?;
    (best.1 >= 500).then_some(best.0)
}
