//! From the rows of words to a vector for each word in its sentence: sum of rows, a window of three, recurrent layers.

use armistice_net::features::WHOLE_WORD;

use super::matrix::{backward, forward, scale};
use super::random::Random;
use super::recurrent::{self, Place};
use super::{Dropout, Example, Gradients, Net};

/// One batch on its way up, with all that the way down needs.
pub struct Run {
    /// First word of each sentence, and the end.
    pub starts: Vec<usize>,
    /// Vectors of words in their sentences.
    pub top: Vec<f32>,
    /// Whether a word's own rows were dropped.
    dropped: Vec<bool>,
    words_mask: Option<Vec<f32>>,
    window: Vec<f32>,
    /// Before it is cut off at a tenth below nought.
    first: Vec<f32>,
    layers: Vec<Layer>,
}

struct Layer {
    /// As the layer was given it.
    skip: Vec<f32>,
    mask: Option<Vec<f32>>,
    masked: Vec<f32>,
    inputs: Vec<f32>,
    states: Vec<f32>,
}

/// What comes through of a number below nought.
const LEAK: f32 = 0.1;

impl Run {
    pub fn forward(net: &Net, batch: &[&Example], mut fitting: Option<(&Dropout, &mut Random)>) -> Self {
        let mut starts = vec![0];
        for example in batch {
            starts.push(starts[starts.len() - 1] + example.rows.len());
        }
        let n = starts[starts.len() - 1];
        let dropped: Vec<bool> = batch
            .iter()
            .flat_map(|it| &it.counts)
            .map(|count| fitting.as_mut().is_some_and(|(dropout, random)| random.unit() * (dropout.rare + *count as f32) < dropout.rare))
            .collect();
        let width = net.sizes.word;
        let mut words = sums(net, batch, &dropped);
        let words_mask = fitting.as_mut().map(|(dropout, random)| random.mask(n * width, dropout.word));
        if let Some(mask) = &words_mask {
            scale(&mut words, mask);
        }
        let window = windows(&words, width, &starts);
        let first = forward(&net.blocks.window, &net.weights, &window);
        let mut x: Vec<f32> = first.iter().map(|it| if *it > 0.0 { *it } else { LEAK * it }).collect();
        let mut layers = Vec::new();
        for block in &net.blocks.recurrent {
            let mask = fitting.as_mut().map(|(dropout, random)| sentence_mask(&starts, net.sizes.dim, dropout.layer, random));
            let mut masked = x.clone();
            if let Some(mask) = &mask {
                scale(&mut masked, mask);
            }
            let inputs = forward(&block.input, &net.weights, &masked);
            let (mut states, mut out) = (vec![0.0; x.len()], vec![0.0; x.len()]);
            for place in places(&starts, net.sizes.dim) {
                recurrent::forward(place, &net.weights[block.state.clone()], &inputs, &x, &mut states, &mut out);
            }
            layers.push(Layer { skip: std::mem::replace(&mut x, out), mask, masked, inputs, states });
        }
        Self { starts, top: x, dropped, words_mask, window, first, layers }
    }

    pub fn backward(&mut self, net: &Net, batch: &[&Example], mut back: Vec<f32>, into: &mut Gradients) {
        for (layer, block) in self.layers.iter().zip(&net.blocks.recurrent).rev() {
            let mut into_inputs = vec![0.0; layer.inputs.len()];
            let mut into_skip = vec![0.0; back.len()];
            for place in places(&self.starts, net.sizes.dim) {
                recurrent::backward(
                    place,
                    &net.weights[block.state.clone()],
                    &layer.inputs,
                    &layer.skip,
                    &layer.states,
                    &back,
                    (&mut into_inputs, &mut into_skip, &mut into.weights[block.state.clone()]),
                );
            }
            let mut masked = backward(&block.input, &net.weights, &layer.masked, &into_inputs, &mut into.weights);
            if let Some(mask) = &layer.mask {
                scale(&mut masked, mask);
            }
            into_skip.iter_mut().zip(&masked).for_each(|(to, by)| *to += by);
            back = into_skip;
        }
        back.iter_mut().zip(&self.first).for_each(|(it, first)| *it *= if *first > 0.0 { 1.0 } else { LEAK });
        let window = backward(&net.blocks.window, &net.weights, &self.window, &back, &mut into.weights);
        let width = net.sizes.word;
        let mut words = unwindow(&window, width, &self.starts);
        if let Some(mask) = &self.words_mask {
            scale(&mut words, mask);
        }
        let rows = batch.iter().flat_map(|it| &it.rows);
        for ((rows, dropped), by) in rows.zip(&self.dropped).zip(words.chunks_exact(width)) {
            for &row in &rows[if *dropped { WHOLE_WORD } else { 0 }..] {
                into.add_word(row, by);
            }
        }
    }
}

fn sums(net: &Net, batch: &[&Example], dropped: &[bool]) -> Vec<f32> {
    let width = net.sizes.word;
    let mut out = vec![0.0; dropped.len() * width];
    let rows = batch.iter().flat_map(|it| &it.rows);
    for ((rows, dropped), to) in rows.zip(dropped).zip(out.chunks_exact_mut(width)) {
        for &row in &rows[if *dropped { WHOLE_WORD } else { 0 }..] {
            to.iter_mut().zip(&net.words[row as usize * width..][..width]).for_each(|(to, by)| *to += by);
        }
    }
    out
}

/// Every word with the one before and the one behind it in its sentence.
fn windows(words: &[f32], width: usize, starts: &[usize]) -> Vec<f32> {
    let mut out = vec![0.0; 3 * words.len()];
    for (word, part, from) in neighbours(starts) {
        out[(3 * word + part) * width..][..width].copy_from_slice(&words[from * width..][..width]);
    }
    out
}

fn unwindow(back: &[f32], width: usize, starts: &[usize]) -> Vec<f32> {
    let mut out = vec![0.0; back.len() / 3];
    for (word, part, from) in neighbours(starts) {
        let by = &back[(3 * word + part) * width..][..width];
        out[from * width..][..width].iter_mut().zip(by).for_each(|(to, by)| *to += by);
    }
    out
}

/// A word, which of three it looks at, and which word that is.
fn neighbours(starts: &[usize]) -> impl Iterator<Item = (usize, usize, usize)> {
    starts.windows(2).flat_map(|it| {
        let (start, end) = (it[0], it[1]);
        (start..end).flat_map(move |word| {
            (0..3).filter_map(move |part| {
                let from = (word + part).checked_sub(1).filter(|from| (start..end).contains(from))?;
                Some((word, part, from))
            })
        })
    })
}

fn places(starts: &[usize], dim: usize) -> impl Iterator<Item = Place> {
    starts.windows(2).flat_map(move |it| (0..2).map(move |direction| Place { half: dim / 2, direction, start: it[0], len: it[1] - it[0] }))
}

/// One mask a sentence, over and over.
pub fn sentence_mask(starts: &[usize], dim: usize, share: f32, random: &mut Random) -> Vec<f32> {
    starts.windows(2).flat_map(|it| random.mask(dim, share).repeat(it[1] - it[0])).collect()
}
