//! How large the network is, and where each of its weights stands in one long list.

use std::ops::Range;

/// The sizes of a network. Dimensions, layers and classes are counts; nothing else decides the layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Length of a word's vector.
    pub word: usize,
    /// Length of a word's vector in its sentence: even, one half a direction.
    pub dim: usize,
    /// Recurrent layers.
    pub layers: usize,
    /// Length of the vectors that are compared to find heads.
    pub arc: usize,
    /// Length of the vectors from which a relation is told.
    pub label: usize,
    /// Universal tags.
    pub upos: usize,
    /// Penn tags.
    pub xpos: usize,
    /// Relations.
    pub relations: usize,
    /// Marks of names: outside, then begin and inside of each kind.
    pub names: usize,
}

impl Sizes {
    /// The sizes as the model's file has them, in order.
    #[must_use]
    pub fn numbers(&self) -> [usize; 9] {
        [self.word, self.dim, self.layers, self.arc, self.label, self.upos, self.xpos, self.relations, self.names]
    }

    /// The inverse of [`Sizes::numbers`].
    #[must_use]
    pub fn from_numbers(it: [usize; 9]) -> Self {
        let [word, dim, layers, arc, label, upos, xpos, relations, names] = it;
        Self { word, dim, layers, arc, label, upos, xpos, relations, names }
    }
}

/// A matrix with its bias: `rows` inputs by `cols` outputs, rows one after another.
#[derive(Clone, Debug)]
pub struct Linear {
    /// Its weights.
    pub weight: Range<usize>,
    /// Its bias.
    pub bias: Range<usize>,
    /// Inputs.
    pub rows: usize,
    /// Outputs.
    pub cols: usize,
}

/// One recurrent layer, both directions: per direction candidate, forget gate and output gate, half of `dim` each.
#[derive(Clone, Debug)]
pub struct Recurrent {
    /// From the layer's input to the candidates and gates of both directions; the bias is that of the gates.
    pub input: Linear,
    /// What the state before adds to the forget gate and the output gate, per direction.
    pub state: Range<usize>,
}

/// Distances up to this many words have a weight of their own, in each direction.
pub const FAR: usize = 16;

/// Where everything stands.
#[derive(Clone, Debug)]
pub struct Blocks {
    /// From a word and its neighbours to its first vector in the sentence.
    pub window: Linear,
    /// Layers from the first to the last.
    pub recurrent: Vec<Recurrent>,
    /// Universal tags, then Penn tags.
    pub tags: Linear,
    /// Marks of names.
    pub names: Linear,
    /// A word as one that has a head.
    pub arc_dependent: Linear,
    /// A word as a head.
    pub arc_head: Linear,
    /// The root as a head.
    pub arc_root: Range<usize>,
    /// How both are compared; its bias is what any dependent adds.
    pub arc: Linear,
    /// What the distance adds: -FAR to FAR, then the root.
    pub distance: Range<usize>,
    /// A word as one that has a relation.
    pub label_dependent: Linear,
    /// A word as what it has a relation to.
    pub label_head: Linear,
    /// The root as what a word has a relation to.
    pub label_root: Range<usize>,
    /// From both to relations.
    pub label: Linear,
    /// What a mark of names adds behind another: a row for each that stands before.
    pub name_pairs: Range<usize>,
    /// How many weights there are.
    pub len: usize,
}

impl Blocks {
    /// The layout for these sizes.
    #[must_use]
    pub fn new(sizes: &Sizes) -> Self {
        let mut len = 0;
        let mut take = |n: usize| {
            len += n;
            len - n..len
        };
        let mut linear = |rows: usize, cols: usize| Linear { weight: take(rows * cols), bias: take(cols), rows, cols };
        let d = sizes.dim;
        let window = linear(3 * sizes.word, d);
        let inputs: Vec<Linear> = (0..sizes.layers).map(|_| linear(d, 3 * d)).collect();
        let tags = linear(d, sizes.upos + sizes.xpos);
        let names = linear(d, sizes.names);
        let (arc_dependent, arc_head, arc) = (linear(d, sizes.arc), linear(d, sizes.arc), linear(sizes.arc, sizes.arc));
        let (label_dependent, label_head) = (linear(d, sizes.label), linear(d, sizes.label));
        let label = linear(sizes.label, sizes.relations);
        let recurrent = inputs.into_iter().map(|input| Recurrent { input, state: take(2 * d) }).collect();
        let (arc_root, distance, label_root) = (take(sizes.arc), take(2 * FAR + 2), take(sizes.label));
        let name_pairs = take(sizes.names * sizes.names);
        Self {
            window,
            recurrent,
            tags,
            names,
            arc_dependent,
            arc_head,
            arc_root,
            arc,
            distance,
            label_dependent,
            label_head,
            label_root,
            label,
            name_pairs,
            len,
        }
    }
}

/// Which weight a distance has: `head` counts from 1, 0 is the root; so does `dependent`.
#[must_use]
pub fn distance(dependent: usize, head: usize) -> usize {
    if head == 0 {
        return 2 * FAR + 1;
    }
    if head > dependent { FAR + (head - dependent).min(FAR) } else { FAR - (dependent - head).min(FAR) }
}
