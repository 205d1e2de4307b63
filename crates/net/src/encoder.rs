//! From rows of words to a vector for each word in its sentence: the sum of its rows, a window of three, layers of simple recurrent
//! units in both directions (Lei, Zhang, Wang, Dai and Artzi 2018). The same steps as `tools/train` fits, in plain arithmetic.

use crate::features::FEATURES;
use crate::kernel::{Panels, Rounded};
use crate::model::Model;
use crate::squash::{sigmoid, tanh};
use crate::widely::widely;

/// What comes through of a number below nought.
const LEAK: f32 = 0.1;

/// The layers, ready for use.
pub(crate) struct Encoder {
    word: usize,
    dim: usize,
    window: Panels,
    layers: Vec<Layer>,
}

struct Layer {
    input: Panels,
    /// Per direction what the state before adds to the forget gate, then to the output gate.
    state: Vec<f32>,
}

/// Space that is used again from batch to batch.
#[derive(Default)]
pub(crate) struct Space {
    words: Vec<f32>,
    rounded: Rounded,
    inputs: Vec<f32>,
    out: Vec<f32>,
    before: Vec<f32>,
}

impl Encoder {
    pub(crate) fn new(model: &Model) -> Self {
        let layer = |block: &crate::layout::Recurrent| Layer {
            input: Panels::new(&block.input, &model.weights),
            state: model.weights[block.state.clone()].to_vec(),
        };
        Self {
            word: model.sizes.word,
            dim: model.sizes.dim,
            window: Panels::new(&model.blocks.window, &model.weights),
            layers: model.blocks.recurrent.iter().map(layer).collect(),
        }
    }

    /// Adds the vector of a word to a list, the sum of its rows.
    pub(crate) fn add_word(&self, model: &Model, rows: &[u32; FEATURES], list: &mut Vec<f32>) {
        let width = self.word;
        let from = list.len();
        list.resize(from + width, 0.0);
        let to = &mut list[from..];
        widely(
            #[inline(always)]
            || {
                for &row in rows {
                    let scale = model.scales[row as usize];
                    for (to, by) in to.iter_mut().zip(&model.words[row as usize * width..(row as usize + 1) * width]) {
                        *to += scale * f32::from(*by);
                    }
                }
            },
        );
    }

    /// Vectors of all words of the batch, one after another: `words` says which of `vectors` each is. `starts` are the first words of its
    /// sentences, and the end.
    pub(crate) fn vectors(&self, vectors: &[f32], words: &[usize], starts: &[usize], space: &mut Space, x: &mut Vec<f32>) {
        self.windows(vectors, words, starts, &mut space.words);
        space.rounded.fill(&space.words, 3 * self.word);
        self.window.apply(&space.rounded, &mut space.inputs);
        x.clear();
        for row in space.inputs.chunks_exact(self.window.width()) {
            x.extend(row[..self.dim].iter().map(|it| if *it > 0.0 { *it } else { LEAK * it }));
        }
        for layer in &self.layers {
            space.rounded.fill(x, self.dim);
            layer.input.apply(&space.rounded, &mut space.inputs);
            space.out.resize(x.len(), 0.0);
            for sentence in starts.windows(2) {
                for direction in 0..2 {
                    self.scan(layer, direction, sentence[0]..sentence[1], x, &space.inputs, &mut space.before, &mut space.out);
                }
            }
            std::mem::swap(x, &mut space.out);
        }
    }

    /// A word's vector in the middle of a row of three, the neighbours' beside it.
    fn windows(&self, vectors: &[f32], words: &[usize], starts: &[usize], out: &mut Vec<f32>) {
        let width = self.word;
        out.clear();
        out.resize(3 * width * words.len(), 0.0);
        for sentence in starts.windows(2) {
            for i in sentence[0]..sentence[1] {
                let first = i.saturating_sub(1).max(sentence[0]);
                for near in first..(i + 2).min(sentence[1]) {
                    let at = (3 * i + near + 1 - i) * width;
                    out[at..at + width].copy_from_slice(&vectors[words[near] * width..(words[near] + 1) * width]);
                }
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one step over lists that are kept from layer to layer")]
    fn scan(
        &self,
        layer: &Layer,
        direction: usize,
        words: std::ops::Range<usize>,
        skip: &[f32],
        inputs: &[f32],
        before: &mut Vec<f32>,
        out: &mut [f32],
    ) {
        let (half, width) = (self.dim / 2, layer.input.width());
        let (forget, output) = layer.state[direction * self.dim..(direction + 1) * self.dim].split_at(half);
        before.clear();
        before.resize(half, 0.0);
        widely(
            #[inline(always)]
            || {
                for step in 0..words.len() {
                    let word = if direction == 0 { words.start + step } else { words.end - 1 - step };
                    let row = &inputs[word * width + direction * 3 * half..][..3 * half];
                    let at = word * self.dim + direction * half;
                    cell([forget, output], row, &skip[at..at + half], before, &mut out[at..at + half]);
                }
            },
        );
    }
}

/// One word of one direction.
#[inline(always)]
fn cell([forget, output]: [&[f32]; 2], row: &[f32], skip: &[f32], before: &mut [f32], out: &mut [f32]) {
    let half = out.len();
    let (candidate, gates) = row.split_at(half);
    let (forget_in, output_in) = gates.split_at(half);
    let (forget, output, skip) = (&forget[..half], &output[..half], &skip[..half]);
    let (forget_in, output_in, before) = (&forget_in[..half], &output_in[..half], &mut before[..half]);
    for i in 0..half {
        let keep = sigmoid(forget_in[i] + forget[i] * before[i]);
        let show = sigmoid(output_in[i] + output[i] * before[i]);
        let state = keep * before[i] + (1.0 - keep) * candidate[i];
        out[i] = show * tanh(state) + (1.0 - show) * skip[i];
        before[i] = state;
    }
}
