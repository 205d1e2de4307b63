//! One direction of a simple recurrent unit (Lei, Zhang, Wang, Dai and Artzi 2018), forward and backward through one sentence.
//! Candidate and gates come from a product over all words at once; only what depends on the state before is done word by word.

use armistice_net::squash::{sigmoid, tanh};

/// The derivative of [`tanh`] at `x`, from its own fraction.
pub fn tanh_slope(x: f32) -> f32 {
    if x.abs() >= 3.0 {
        return 0.0;
    }
    let square = x * x;
    let below = 27.0 + 9.0 * square;
    ((27.0 + 3.0 * square) * below - (27.0 + square) * 18.0 * square) / (below * below)
}

fn sigmoid_slope(x: f32) -> f32 {
    0.25 * tanh_slope(0.5 * x)
}

/// What stands where in the rows of the inputs and outputs of one direction.
#[derive(Clone, Copy)]
pub struct Place {
    /// Half the layer: numbers a word in one direction.
    pub half: usize,
    /// 0 or 1.
    pub direction: usize,
    /// The sentence's first word and how many it has.
    pub start: usize,
    pub len: usize,
}

impl Place {
    /// The words in the order of the direction.
    fn words(self) -> impl DoubleEndedIterator<Item = usize> {
        let Self { direction, start, len, .. } = self;
        (0..len).map(move |i| if direction == 0 { start + i } else { start + len - 1 - i })
    }

    fn before(self, word: usize) -> Option<usize> {
        let first = if self.direction == 0 { self.start } else { self.start + self.len - 1 };
        (word != first).then(|| if self.direction == 0 { word - 1 } else { word + 1 })
    }

    fn input(self, word: usize) -> usize {
        word * 6 * self.half + self.direction * 3 * self.half
    }

    fn output(self, word: usize) -> usize {
        word * 2 * self.half + self.direction * self.half
    }
}

/// `inputs` are candidates and gates, `skip` the layer's own input; fills `states` and `out`.
pub fn forward(place: Place, weights: &[f32], inputs: &[f32], skip: &[f32], states: &mut [f32], out: &mut [f32]) {
    let half = place.half;
    let state_weights = &weights[place.direction * 2 * half..][..2 * half];
    let mut before = vec![0.0; half];
    for word in place.words() {
        let row = &inputs[place.input(word)..][..3 * half];
        let at = place.output(word);
        for i in 0..half {
            let forget = sigmoid(row[half + i] + state_weights[i] * before[i]);
            let output = sigmoid(row[2 * half + i] + state_weights[half + i] * before[i]);
            let state = forget * before[i] + (1.0 - forget) * row[i];
            states[at + i] = state;
            out[at + i] = output * tanh(state) + (1.0 - output) * skip[at + i];
            before[i] = state;
        }
    }
}

/// Takes the gradient of `out`; gives that of `inputs` and adds that of `skip` and of the state's weights.
#[expect(clippy::too_many_arguments, reason = "what forward had, and its gradients")]
pub fn backward(
    place: Place,
    weights: &[f32],
    inputs: &[f32],
    skip: &[f32],
    states: &[f32],
    out: &[f32],
    (into_inputs, into_skip, into_weights): (&mut [f32], &mut [f32], &mut [f32]),
) {
    let half = place.half;
    let from = place.direction * 2 * half;
    let mut carried = vec![0.0; half];
    for word in place.words().rev() {
        let (row, at) = (place.input(word), place.output(word));
        for i in 0..half {
            let before = place.before(word).map_or(0.0, |it| states[place.output(it) + i]);
            let state = states[at + i];
            let (forget_weight, output_weight) = (weights[from + i], weights[from + half + i]);
            let forget_in = inputs[row + half + i] + forget_weight * before;
            let output_in = inputs[row + 2 * half + i] + output_weight * before;
            let (forget, output) = (sigmoid(forget_in), sigmoid(output_in));
            let back = out[at + i];
            into_skip[at + i] += back * (1.0 - output);
            let output_back = back * (tanh(state) - skip[at + i]) * sigmoid_slope(output_in);
            let state_back = carried[i] + back * output * tanh_slope(state);
            let forget_back = state_back * (before - inputs[row + i]) * sigmoid_slope(forget_in);
            into_inputs[row + i] = state_back * (1.0 - forget);
            into_inputs[row + half + i] = forget_back;
            into_inputs[row + 2 * half + i] = output_back;
            into_weights[from + i] += forget_back * before;
            into_weights[from + half + i] += output_back * before;
            carried[i] = state_back * forget + forget_back * forget_weight + output_back * output_weight;
        }
    }
}
