//! The whole network over batches of sentences: tags, names, heads and relations of every word.

use std::cell::Cell;
use std::collections::HashMap;

use crate::encoder::{Encoder, Space};
use crate::features::rows;
use crate::kernel::{Panels, Rounded};
use crate::layout::distance;
use crate::model::Model;
use crate::names::likeliest;
use crate::tree;

/// What is said of a sentence's words, as numbers in the order of the model's classes. Heads count from 1, 0 is the root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Universal tags.
    pub upos: Vec<u8>,
    /// Penn tags.
    pub xpos: Vec<u8>,
    /// Heads.
    pub heads: Vec<usize>,
    /// Relations to them.
    pub relations: Vec<u8>,
    /// Marks of names: outside 0, then begin and inside of each kind.
    pub names: Vec<u8>,
}

/// A model, ready for use.
pub struct Network {
    /// Its sizes and classes.
    pub model: Model,
    encoder: Encoder,
    tags: Panels,
    names: Panels,
    arc_dependent: Panels,
    arc_head: Panels,
    arc: Panels,
    label_dependent: Panels,
    label_head: Panels,
    label: Panels,
}

/// Words that are looked at in one go, so that the lists stay in a fast memory.
const BATCH: usize = 192;

impl Network {
    /// Lays the weights out for use.
    #[must_use]
    pub fn new(model: Model) -> Self {
        let (b, w) = (&model.blocks, &model.weights);
        Self {
            encoder: Encoder::new(&model),
            tags: Panels::new(&b.tags, w),
            names: Panels::new(&b.names, w),
            arc_dependent: Panels::new(&b.arc_dependent, w),
            arc_head: Panels::new(&b.arc_head, w),
            arc: Panels::new(&b.arc, w),
            label_dependent: Panels::new(&b.label_dependent, w),
            label_head: Panels::new(&b.label_head, w),
            label: Panels::new(&b.label, w),
            model,
        }
    }

    /// What is said of every sentence. A sentence is looked at for itself: what stands beside it changes nothing.
    pub fn say<'w>(&self, sentences: impl Iterator<Item = Vec<&'w str>>) -> Vec<Said> {
        let mut out = Vec::new();
        let (mut batch, mut starts) = (Vec::new(), vec![0]);
        let mut run = RUN.take();
        // Most words of a text stand in it more than once.
        let (mut seen, mut vectors) = (HashMap::new(), Vec::new());
        for sentence in sentences {
            for (i, word) in sentence.into_iter().enumerate() {
                let next = seen.len();
                batch.push(*seen.entry((word, i == 0)).or_insert_with(|| {
                    self.encoder.add_word(&self.model, &rows(word, i == 0), &mut vectors);
                    next
                }));
            }
            starts.push(batch.len());
            if batch.len() >= BATCH {
                self.batch(&vectors, &batch, &starts, &mut run, &mut out);
                batch.clear();
                starts.truncate(1);
            }
        }
        self.batch(&vectors, &batch, &starts, &mut run, &mut out);
        RUN.set(run);
        out
    }

    fn batch(&self, vectors: &[f32], words: &[usize], starts: &[usize], run: &mut Run, out: &mut Vec<Said>) {
        self.encoder.vectors(vectors, words, starts, &mut run.space, &mut run.top);
        let sizes = &self.model.sizes;
        run.rounded.fill(&run.top, sizes.dim);
        self.tags.apply(&run.rounded, &mut run.tags);
        self.names.apply(&run.rounded, &mut run.names);
        self.arc_head.apply(&run.rounded, &mut run.arc_head);
        rectify(&mut run.arc_head);
        self.label_dependent.apply(&run.rounded, &mut run.label_dependent);
        self.label_head.apply(&run.rounded, &mut run.label_head);
        self.arc_dependent.apply(&run.rounded, &mut run.arc_dependent);
        rectify(&mut run.arc_dependent);
        run.rounded.fill(&run.arc_dependent, sizes.arc);
        self.arc.apply(&run.rounded, &mut run.compared);
        let (width, pairs) = (self.names.width(), &self.model.weights[self.model.blocks.name_pairs.clone()]);
        for sentence in starts.windows(2) {
            let (start, n) = (sentence[0], sentence[1] - sentence[0]);
            let heads = self.heads(run, start, n);
            let relations = self.relations(run, start, &heads);
            let tags = || run.tags.chunks_exact(self.tags.width()).skip(start).take(n);
            out.push(Said {
                upos: tags().map(|row| best(&row[..sizes.upos])).collect(),
                xpos: tags().map(|row| best(&row[sizes.upos..sizes.upos + sizes.xpos])).collect(),
                names: likeliest(&run.names[start * width..(start + n) * width], width, sizes.names, pairs),
                heads,
                relations,
            });
        }
    }

    fn heads(&self, run: &mut Run, start: usize, n: usize) -> Vec<usize> {
        let (sizes, b) = (&self.model.sizes, &self.model.blocks);
        run.all.clear();
        run.all.extend_from_slice(&self.model.weights[b.arc_root.clone()]);
        run.all.extend_from_slice(&run.arc_head[start * sizes.arc..(start + n) * sizes.arc]);
        run.columns.set_columns(&run.all, sizes.arc);
        run.rounded.fill(&run.compared[start * sizes.arc..(start + n) * sizes.arc], sizes.arc);
        run.columns.apply(&run.rounded, &mut run.wide);
        let far = &self.model.weights[b.distance.clone()];
        run.scores.clear();
        for (i, row) in run.wide.chunks_exact(run.columns.width()).enumerate() {
            run.scores.extend(row[..=n].iter().enumerate().map(|(head, it)| it + far[distance(i + 1, head)]));
            run.scores[i * (n + 1) + i + 1] = f32::NEG_INFINITY;
        }
        tree::heads(&mut run.scores, n)
    }

    fn relations(&self, run: &mut Run, start: usize, heads: &[usize]) -> Vec<u8> {
        let width = self.model.sizes.label;
        run.all.clear();
        run.all.extend_from_slice(&run.label_dependent[start * width..(start + heads.len()) * width]);
        for (row, head) in run.all.chunks_exact_mut(width).zip(heads) {
            let by = match head.checked_sub(1) {
                None => &self.model.weights[self.model.blocks.label_root.clone()],
                Some(head) => &run.label_head[(start + head) * width..(start + head + 1) * width],
            };
            row.iter_mut().zip(by).for_each(|(to, by)| *to = (*to + by).max(0.0));
        }
        run.rounded.fill(&run.all, width);
        self.label.apply(&run.rounded, &mut run.labels);
        run.labels.chunks_exact(self.label.width()).map(|row| best(&row[..self.model.sizes.relations])).collect()
    }
}

thread_local! {
    /// Space for a batch, used again from text to text: large lists that are asked for anew cost more than some layers.
    static RUN: Cell<Run> = Cell::default();
}

/// Space that is used again from batch to batch.
#[derive(Default)]
struct Run {
    /// A sentence's words as heads, the root first.
    columns: Panels,
    wide: Vec<f32>,
    space: Space,
    rounded: Rounded,
    top: Vec<f32>,
    tags: Vec<f32>,
    names: Vec<f32>,
    arc_dependent: Vec<f32>,
    compared: Vec<f32>,
    arc_head: Vec<f32>,
    label_dependent: Vec<f32>,
    label_head: Vec<f32>,
    all: Vec<f32>,
    scores: Vec<f32>,
    labels: Vec<f32>,
}

fn rectify(x: &mut [f32]) {
    x.iter_mut().for_each(|it| *it = it.max(0.0));
}

/// The class with the highest score; the first of several.
fn best(scores: &[f32]) -> u8 {
    let at = (0..scores.len()).rev().max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap_or(0);
    u8::try_from(at).unwrap_or(0)
}
