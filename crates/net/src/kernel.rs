//! Products of matrices, in whole numbers of two bytes with sums of four: exact, so that every machine computes the same, however
//! wide its registers are. Weights are rounded to 12 bits a column, inputs to 12 bits a row.

#[cfg(target_arch = "x86_64")]
mod x86;

use crate::layout::Linear;
use crate::widely::{Step, widely};

/// Columns that are summed side by side.
const WIDE: usize = 32;

/// Rows of inputs that go through a panel together.
const DEEP: usize = 8;

/// The largest whole number that weights and inputs become: 2^11 - 1, so that 500 products fit in a sum of four bytes.
const MOST: f32 = 2047.0;

/// Two weights of each column of a panel.
type Pair = [i16; 2 * WIDE];

/// The rows of a block, two inputs after two.
type Block<'a> = [&'a [[i16; 2]]; DEEP];

/// What each row of a block gives in each column of a panel.
type Sums = [[i32; WIDE]; DEEP];

/// A linear layer, its columns in panels of [`WIDE`].
#[derive(Default)]
pub(crate) struct Panels {
    inputs: usize,
    weights: Vec<Pair>,
    /// What a step of each column's weights is worth, by panel.
    steps: Vec<[f32; WIDE]>,
    bias: Vec<[f32; WIDE]>,
}

/// Rows of inputs as whole numbers, an even number a row, and rows of noughts up to a whole block.
#[derive(Default)]
pub(crate) struct Rounded {
    numbers: Vec<i16>,
    /// What a step is worth, by row.
    steps: Vec<f32>,
}

impl Rounded {
    /// Rounds rows of so many inputs.
    pub(crate) fn fill(&mut self, x: &[f32], inputs: usize) {
        widely(
            #[inline(always)]
            || self.fill_rows(x, inputs),
        );
    }

    #[inline(always)]
    fn fill_rows(&mut self, x: &[f32], inputs: usize) {
        let width = inputs.next_multiple_of(2);
        let rows = x.len() / inputs;
        self.steps.clear();
        self.numbers.resize(rows.next_multiple_of(DEEP) * width, 0);
        for (row, to) in x.chunks_exact(inputs).zip(self.numbers.chunks_exact_mut(width)) {
            let (step, per) = steps(row);
            self.steps.push(step);
            to.iter_mut().zip(row).for_each(|(to, it)| *to = round(it * per));
            to[inputs..].fill(0);
        }
        self.numbers[rows * width..].fill(0);
    }
}

/// What a step is worth, and how many there are to one.
#[inline(always)]
fn steps(list: &[f32]) -> (f32, f32) {
    let mut most = [0.0f32; 8];
    let (whole, rest) = list.split_at(list.len() & !7);
    for it in whole.chunks_exact(8) {
        most.iter_mut().zip(it).for_each(|(most, it)| *most = if it.abs() > *most { it.abs() } else { *most });
    }
    let most = most.iter().chain(rest).fold(0.0f32, |most, it| most.max(it.abs()));
    (most / MOST, if most > 0.0 { MOST / most } else { 0.0 })
}

/// The nearest whole number, of two as near the even one, for numbers within 2^15: added to 3 * 2^22, it stands in the lower bits.
#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "the lower bits are the number")]
fn round(x: f32) -> i16 {
    (x + 12_582_912.0).to_bits() as i16
}

impl Panels {
    /// A layer. It has at most 500 inputs.
    pub(crate) fn new(linear: &Linear, weights: &[f32]) -> Self {
        let (matrix, bias) = (&weights[linear.weight.clone()], &weights[linear.bias.clone()]);
        let across: Vec<f32> = (0..linear.cols).flat_map(|col| matrix.iter().skip(col).step_by(linear.cols).copied()).collect();
        let mut out = Self { inputs: linear.rows, weights: Vec::new(), steps: Vec::new(), bias: Vec::new() };
        out.fill_columns(&across);
        out.bias = (0..out.steps.len()).map(|panel| std::array::from_fn(|i| bias.get(panel * WIDE + i).copied().unwrap_or(0.0))).collect();
        out
    }

    /// Columns one after another, of so many inputs, without a bias: what they give is each row's inner product with each of them.
    pub(crate) fn set_columns(&mut self, columns: &[f32], inputs: usize) {
        self.inputs = inputs;
        widely(
            #[inline(always)]
            || self.fill_columns(columns),
        );
        self.bias.clear();
        self.bias.resize(self.steps.len(), [0.0; WIDE]);
    }

    #[inline(always)]
    fn fill_columns(&mut self, columns: &[f32]) {
        assert!(self.inputs <= 500, "sums of four bytes");
        let pairs = self.inputs.div_ceil(2);
        let panels = (columns.len() / self.inputs).div_ceil(WIDE);
        self.weights.clear();
        self.weights.resize(panels * pairs, [0; 2 * WIDE]);
        self.steps.clear();
        self.steps.resize(panels, [0.0; WIDE]);
        for (at, column) in columns.chunks_exact(self.inputs).enumerate() {
            let (panel, i) = (at / WIDE, at % WIDE);
            let (step, per) = steps(column);
            self.steps[panel][i] = step;
            for (pair, two) in self.weights[panel * pairs..].iter_mut().zip(column.chunks(2)) {
                for (k, weight) in two.iter().enumerate() {
                    pair[2 * i + k] = round(weight * per);
                }
            }
        }
    }

    /// Length of a row of outputs: the columns, filled up to whole panels.
    pub(crate) fn width(&self) -> usize {
        self.bias.len() * WIDE
    }

    /// Rows of inputs to rows of outputs.
    pub(crate) fn apply(&self, x: &Rounded, out: &mut Vec<f32>) {
        out.resize(x.steps.len() * self.width(), 0.0);
        #[cfg(target_arch = "x86_64")]
        {
            if let Some(simd) = x86::Wide::try_new() {
                simd.vectorize(Step(
                    #[inline(always)]
                    || self.fill(x, out, |weights, x| x86::wide(simd, weights, x)),
                ));
                return;
            }
            if let Some(simd) = pulp::x86::V3::try_new() {
                simd.vectorize(Step(
                    #[inline(always)]
                    || self.fill(x, out, |weights, x| x86::narrow(simd, weights, x)),
                ));
                return;
            }
        }
        self.fill(x, out, plain);
    }

    #[inline(always)]
    fn fill(&self, x: &Rounded, out: &mut [f32], block: impl Fn(&[Pair], Block<'_>) -> Sums) {
        let (pairs, panels) = (self.inputs.div_ceil(2), self.bias.len());
        let out = out.as_chunks_mut::<WIDE>().0;
        let numbers = x.numbers.as_chunks::<2>().0;
        // A panel stays in the nearest memory while all rows pass through it.
        for panel in 0..panels {
            let weights = &self.weights[panel * pairs..(panel + 1) * pairs];
            let blocks = numbers.chunks_exact(pairs * DEEP).zip(x.steps.chunks(DEEP)).zip(out.chunks_mut(DEEP * panels));
            for ((x, steps), out) in blocks {
                let sums = block(weights, std::array::from_fn(|row| &x[row * pairs..(row + 1) * pairs]));
                for ((sums, step), out) in sums.iter().zip(steps).zip(out.chunks_exact_mut(panels)) {
                    out[panel] = self.worth(panel, *step, sums);
                }
            }
        }
    }

    #[inline(always)]
    #[expect(clippy::cast_precision_loss, reason = "a sum of four bytes keeps the 24 bits that matter")]
    fn worth(&self, panel: usize, step: f32, sums: &[i32; WIDE]) -> [f32; WIDE] {
        let (steps, bias) = (&self.steps[panel], &self.bias[panel]);
        let mut out = [0.0; WIDE];
        for i in 0..WIDE {
            out[i] = sums[i] as f32 * (step * steps[i]) + bias[i];
        }
        out
    }
}

/// A block through one panel, product by product.
#[inline(always)]
fn plain(weights: &[Pair], x: Block<'_>) -> Sums {
    x.map(|row| {
        let mut sums = [0; WIDE];
        for (weights, [a, b]) in weights.iter().zip(row) {
            for (sum, pair) in sums.iter_mut().zip(weights.as_chunks::<2>().0) {
                *sum += i32::from(*a) * i32::from(pair[0]) + i32::from(*b) * i32::from(pair[1]);
            }
        }
        sums
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_those_of_the_book_but_for_the_rounding() {
        let linear = Linear { weight: 0..9, bias: 9..12, rows: 3, cols: 3 };
        let weights = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 0.0, 0.0, 1.0, 0.5, 0.0, -0.5];
        let panels = Panels::new(&linear, &weights);
        let (mut rounded, mut out) = (Rounded::default(), Vec::new());
        for rows in 1..=17 {
            rounded.fill(&[1.0, 10.0, -1.0].repeat(rows), 3);
            panels.apply(&rounded, &mut out);
            for row in out.chunks_exact(panels.width()) {
                assert!(row[..4].iter().zip([41.5, 52.0, 61.5, 0.0]).all(|(it, book)| (it - book).abs() < 0.05), "{row:?}");
            }
            assert_eq!(out.len(), rows * panels.width());
        }
    }

    /// With wide registers, narrower ones and none: the same sums.
    #[test]
    fn every_way_of_adding_gives_the_same_sums() {
        let mut seed = 1u32;
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            i16::try_from(seed >> 20).unwrap() - 2047
        };
        let weights: Vec<Pair> = (0..250).map(|_| std::array::from_fn(|_| next().clamp(-2047, 2047))).collect();
        let x: Vec<[i16; 2]> = (0..250 * DEEP).map(|_| [next(), next()]).collect();
        let x: Block<'_> = std::array::from_fn(|row| &x[250 * row..250 * (row + 1)]);
        let sums = plain(&weights, x);
        #[cfg(target_arch = "x86_64")]
        {
            if let Some(simd) = pulp::x86::V3::try_new() {
                assert_eq!(simd.vectorize(|| x86::narrow(simd, &weights, x)), sums);
            }
            if let Some(simd) = x86::Wide::try_new() {
                assert_eq!(simd.vectorize(|| x86::wide(simd, &weights, x)), sums);
            }
        }
        assert_ne!(sums[0], sums[1]);
    }

    #[test]
    fn numbers_are_rounded_to_the_nearest() {
        let found = [-2047.0, -3.4, -0.5, 0.0, 0.49, 1.5, 2.5, 2046.6].map(round);
        assert_eq!(found, [-2047, -3, 0, 0, 0, 2, 2, 2047]);
    }

    #[test]
    fn columns_give_inner_products() {
        let a: Vec<f32> = (0u8..32).map(f32::from).collect();
        let mut panels = Panels::default();
        panels.set_columns(&[1.0; 64], 32);
        let (mut rounded, mut out) = (Rounded::default(), Vec::new());
        rounded.fill(&a, 32);
        panels.apply(&rounded, &mut out);
        assert!(out.len() == WIDE && (out[0] - 496.0).abs() < 0.5 && out[0] == out[1] && out[2] == 0.0, "{out:?}");
    }
}
