//! The network of `crates/read/src/syntax` while it is fitted: forward with dropout, backward by hand, Adam. The same examples, sizes
//! and seed give the same weights: two threads with gradients of their own, added in order.

pub mod adam;
mod arcs;
mod encoder;
pub mod fit;
mod matrix;
pub mod random;
mod recurrent;
#[cfg(test)]
mod tests;

use armistice_net::features::{FEATURES, ROWS};
use armistice_net::layout::{Blocks, Linear, Sizes};
use random::Random;

/// A sentence with what is known of it.
pub struct Example {
    pub rows: Vec<[u32; FEATURES]>,
    /// How often each word stands in the training data.
    pub counts: Vec<u32>,
    pub tree: Option<Tree>,
    /// Marks of names, a number a word.
    pub names: Option<Vec<u8>>,
}

/// Tags and relations as numbers in the order of the model's file; heads from 1, 0 is the root.
pub struct Tree {
    pub upos: Vec<u8>,
    pub xpos: Vec<u8>,
    pub heads: Vec<usize>,
    pub relations: Vec<u8>,
}

/// The weights.
pub struct Net {
    pub sizes: Sizes,
    pub blocks: Blocks,
    pub weights: Vec<f32>,
    /// One vector a row.
    pub words: Vec<f32>,
}

impl Net {
    /// Small random weights (Glorot and Bengio 2010); gates begin in between.
    pub fn new(sizes: Sizes, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let blocks = Blocks::new(&sizes);
        let mut weights = vec![0.0; blocks.len];
        let mut fill = |linear: &Linear| {
            let bound = (6.0 / (linear.rows + linear.cols) as f32).sqrt();
            weights[linear.weight.clone()].iter_mut().for_each(|it| *it = bound * random.signed());
        };
        let b = &blocks;
        [&b.window, &b.tags, &b.names, &b.arc_dependent, &b.arc_head, &b.arc, &b.label_dependent, &b.label_head, &b.label]
            .into_iter()
            .chain(b.recurrent.iter().map(|it| &it.input))
            .for_each(&mut fill);
        let words = (0..ROWS * sizes.word).map(|_| 0.1 * random.signed()).collect();
        Self { blocks, weights, words, sizes }
    }
}

/// Gradients of one thread. Word rows are kept dense, with a list of those in use.
pub struct Gradients {
    pub weights: Vec<f32>,
    pub words: Vec<f32>,
    pub touched: Vec<u32>,
    marked: Vec<bool>,
}

impl Gradients {
    pub fn new(net: &Net) -> Self {
        Self { weights: vec![0.0; net.weights.len()], words: vec![0.0; net.words.len()], touched: Vec::new(), marked: vec![false; ROWS] }
    }

    pub fn clear(&mut self, width: usize) {
        self.weights.fill(0.0);
        for row in self.touched.drain(..) {
            let at = row as usize;
            self.marked[at] = false;
            self.words[at * width..(at + 1) * width].fill(0.0);
        }
    }

    fn add_word(&mut self, row: u32, by: &[f32]) {
        let at = row as usize;
        if !self.marked[at] {
            self.marked[at] = true;
            self.touched.push(row);
        }
        let width = by.len();
        self.words[at * width..(at + 1) * width].iter_mut().zip(by).for_each(|(to, by)| *to += by);
    }

    /// Takes in another thread's.
    pub fn add(&mut self, other: &Self, width: usize) {
        self.weights.iter_mut().zip(&other.weights).for_each(|(to, by)| *to += by);
        for &row in &other.touched {
            let at = row as usize * width;
            self.add_word(row, &other.words[at..at + width]);
        }
    }
}

/// What went wrong, summed over the words of a batch.
#[derive(Clone, Copy, Default)]
pub struct Loss {
    pub tags: f64,
    pub arcs: f64,
    pub labels: f64,
    pub names: f64,
}

impl Loss {
    pub fn add(&mut self, other: Self) {
        self.tags += other.tags;
        self.arcs += other.arcs;
        self.labels += other.labels;
        self.names += other.names;
    }
}

/// What the network says of one sentence, each word's likeliest; no tree is made of the heads.
pub struct Said {
    pub upos: Vec<usize>,
    pub xpos: Vec<usize>,
    pub heads: Vec<usize>,
    pub relations: Vec<usize>,
    pub names: Vec<usize>,
    /// How likely the marks of names are, all together.
    pub sure: f64,
}

/// Losses and gradients of a batch; each word counts `share`.
pub fn learn(net: &Net, batch: &[&Example], share: f32, dropout: &Dropout, random: &mut Random, into: &mut Gradients) -> Loss {
    let mut run = encoder::Run::forward(net, batch, Some((dropout, random)));
    let (loss, top) = arcs::learn(net, batch, &run.top, &run.starts, share, Some((dropout, random)), into);
    run.backward(net, batch, top, into);
    loss
}

/// What the network says of sentences.
pub fn say(net: &Net, batch: &[&Example]) -> Vec<Said> {
    let run = encoder::Run::forward(net, batch, None);
    arcs::say(net, &run.top, &run.starts)
}

/// Shares of what is dropped while the network is fitted.
#[derive(Clone, Debug)]
pub struct Dropout {
    /// A whole word's own rows: `rare / (rare + count)` (Kiperwasser and Goldberg 2016).
    pub rare: f32,
    /// Numbers of a word's vector.
    pub word: f32,
    /// Numbers of a layer's input, the same for all words of a sentence (Gal and Ghahramani 2016).
    pub layer: f32,
    /// Numbers of what the heads see.
    pub head: f32,
}
