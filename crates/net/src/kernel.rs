//! Products of matrices, the sums always in the same order: no fused steps, no reordering, so that every machine computes the same
//! bits, however wide its registers are.

use crate::layout::Linear;

/// Columns that are summed side by side.
const WIDE: usize = 16;

/// A linear layer, its columns in panels of [`WIDE`].
pub(crate) struct Panels {
    inputs: usize,
    weights: Vec<[f32; WIDE]>,
    bias: Vec<[f32; WIDE]>,
}

impl Panels {
    pub(crate) fn new(linear: &Linear, weights: &[f32]) -> Self {
        let (matrix, bias) = (&weights[linear.weight.clone()], &weights[linear.bias.clone()]);
        let cut = |row: &[f32], panel: usize| {
            let mut out = [0.0; WIDE];
            let part = &row[(panel * WIDE).min(row.len())..((panel + 1) * WIDE).min(row.len())];
            out[..part.len()].copy_from_slice(part);
            out
        };
        let panels = 0..linear.cols.div_ceil(WIDE);
        Self {
            inputs: linear.rows,
            weights: panels.clone().flat_map(|panel| matrix.chunks_exact(linear.cols).map(move |row| cut(row, panel))).collect(),
            bias: panels.map(|panel| cut(bias, panel)).collect(),
        }
    }

    /// Length of a row of outputs: the columns, filled up to whole panels.
    pub(crate) fn width(&self) -> usize {
        self.bias.len() * WIDE
    }

    /// Rows of inputs to rows of outputs.
    pub(crate) fn apply(&self, x: &[f32], out: &mut Vec<f32>) {
        let rows = x.len() / self.inputs;
        out.clear();
        out.resize(rows * self.width(), 0.0);
        pulp::Arch::new().dispatch(|| self.fill(x, out));
    }

    #[inline(always)]
    fn fill(&self, x: &[f32], out: &mut [f32]) {
        let (inputs, width) = (self.inputs, self.width());
        for (x, out) in x.chunks(4 * inputs).zip(out.chunks_mut(4 * width)) {
            for (panel, bias) in self.bias.iter().enumerate() {
                let weights = &self.weights[panel * inputs..(panel + 1) * inputs];
                if x.len() == 4 * inputs {
                    let sums = four(weights, bias, x);
                    for (row, sums) in out.chunks_exact_mut(width).zip(&sums) {
                        row[panel * WIDE..(panel + 1) * WIDE].copy_from_slice(sums);
                    }
                } else {
                    for (row, x) in out.chunks_exact_mut(width).zip(x.chunks_exact(inputs)) {
                        row[panel * WIDE..(panel + 1) * WIDE].copy_from_slice(&one(weights, bias, x));
                    }
                }
            }
        }
    }
}

/// Four rows through one panel.
#[inline(always)]
fn four(weights: &[[f32; WIDE]], bias: &[f32; WIDE], x: &[f32]) -> [[f32; WIDE]; 4] {
    let inputs = weights.len();
    let (a, rest) = x.split_at(inputs);
    let (b, rest) = rest.split_at(inputs);
    let (c, d) = rest.split_at(inputs);
    let mut sums = [*bias; 4];
    for ((((weights, a), b), c), d) in weights.iter().zip(a).zip(b).zip(c).zip(d) {
        for (sums, x) in sums.iter_mut().zip([a, b, c, d]) {
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += x * weight;
            }
        }
    }
    sums
}

#[inline(always)]
fn one(weights: &[[f32; WIDE]], bias: &[f32; WIDE], x: &[f32]) -> [f32; WIDE] {
    let mut sums = *bias;
    for (weights, x) in weights.iter().zip(x) {
        for (sum, weight) in sums.iter_mut().zip(weights) {
            *sum += x * weight;
        }
    }
    sums
}

/// Every row of `a` against every row of `b`: `out[i][j]` is their inner product, in sixteen sums that are added up in pairs.
pub(crate) fn inner(a: &[f32], b: &[f32], width: usize, out: &mut Vec<f32>) {
    out.clear();
    pulp::Arch::new().dispatch(|| {
        for a in a.chunks_exact(width) {
            out.extend(b.chunks_exact(width).map(|b| dot(a, b)));
        }
    });
}

#[inline(always)]
fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0.0f32; WIDE];
    for (a, b) in a.chunks_exact(WIDE).zip(b.chunks_exact(WIDE)) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    let mut half = WIDE / 2;
    while half > 0 {
        for i in 0..half {
            sums[i] += sums[i + half];
        }
        half /= 2;
    }
    sums[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_those_of_the_book() {
        let linear = Linear { weight: 0..6, bias: 6..9, rows: 2, cols: 3 };
        let weights = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 0.5, 0.0, -0.5];
        let panels = Panels::new(&linear, &weights);
        let mut out = Vec::new();
        for rows in 1..=6 {
            panels.apply(&[1.0, 10.0].repeat(rows), &mut out);
            for row in out.chunks_exact(panels.width()) {
                assert_eq!(row[..4], [41.5, 52.0, 62.5, 0.0]);
            }
            assert_eq!(out.len(), rows * panels.width());
        }
        let a: Vec<f32> = (0u8..32).map(f32::from).collect();
        inner(&a, &[1.0; 64], 32, &mut out);
        assert_eq!(out, [496.0, 496.0]);
    }
}
