//! Products of matrices in lists, row after row, and the linear layer with its gradients.

use armistice_net::layout::Linear;
use ndarray::linalg::general_mat_mul;
use ndarray::{ArrayView2, ArrayViewMut2};

/// `to = keep * to + a * b`, each transposed first where it says so. `n` by `k` times `k` by `m`.
pub fn product(a: &[f32], across_a: bool, b: &[f32], across_b: bool, (n, k, m): (usize, usize, usize), keep: f32, to: &mut [f32]) {
    let view = |list, across, rows, cols| {
        let shape = if across { (cols, rows) } else { (rows, cols) };
        let view: ArrayView2<'_, f32> = ArrayView2::from_shape(shape, list).expect("a list as long as its shape");
        if across { view.reversed_axes() } else { view }
    };
    let mut to = ArrayViewMut2::from_shape((n, m), to).expect("a list as long as its shape");
    general_mat_mul(1.0, &view(a, across_a, n, k), &view(b, across_b, k, m), keep, &mut to);
}

/// Rows of inputs to rows of outputs.
pub fn forward(linear: &Linear, weights: &[f32], x: &[f32]) -> Vec<f32> {
    let n = x.len() / linear.rows;
    let mut out: Vec<f32> = weights[linear.bias.clone()].repeat(n);
    product(x, false, &weights[linear.weight.clone()], false, (n, linear.rows, linear.cols), 1.0, &mut out);
    out
}

/// Adds the weights' gradients, gives the inputs'.
pub fn backward(linear: &Linear, weights: &[f32], x: &[f32], out: &[f32], into: &mut [f32]) -> Vec<f32> {
    let n = x.len() / linear.rows;
    product(x, true, out, false, (linear.rows, n, linear.cols), 1.0, &mut into[linear.weight.clone()]);
    let bias = &mut into[linear.bias.clone()];
    for row in out.chunks_exact(linear.cols) {
        bias.iter_mut().zip(row).for_each(|(to, by)| *to += by);
    }
    let mut back = vec![0.0; x.len()];
    product(out, false, &weights[linear.weight.clone()], true, (n, linear.cols, linear.rows), 0.0, &mut back);
    back
}

/// Sets what is below nought to nought.
pub fn rectify(x: &mut [f32]) {
    x.iter_mut().for_each(|it| *it = it.max(0.0));
}

/// The gradient through [`rectify`], whose output is `x`.
pub fn unrectify(x: &[f32], back: &mut [f32]) {
    back.iter_mut().zip(x).for_each(|(it, x)| {
        if *x <= 0.0 {
            *it = 0.0;
        }
    });
}

pub fn scale(x: &mut [f32], mask: &[f32]) {
    x.iter_mut().zip(mask).for_each(|(it, mask)| *it *= mask);
}
