//! Adam (Kingma and Ba 2015); a word's row is only moved in the steps in which it was seen.

use super::{Gradients, Net};

const FIRST: f32 = 0.9;
const SECOND: f32 = 0.98;
const SMALL: f32 = 1e-8;

pub struct Adam {
    weights: Moments,
    words: Moments,
    step: i32,
}

struct Moments {
    first: Vec<f32>,
    second: Vec<f32>,
}

impl Moments {
    fn new(n: usize) -> Self {
        Self { first: vec![0.0; n], second: vec![0.0; n] }
    }

    fn step(&mut self, at: usize, gradient: &[f32], weights: &mut [f32], rate: f32, unbias: f32) {
        let range = at..at + gradient.len();
        let moments = self.first[range.clone()].iter_mut().zip(&mut self.second[range]);
        for ((weight, gradient), (first, second)) in weights.iter_mut().zip(gradient).zip(moments) {
            *first = FIRST * *first + (1.0 - FIRST) * gradient;
            *second = SECOND * *second + (1.0 - SECOND) * gradient * gradient;
            *weight -= rate * *first / ((*second * unbias).sqrt() + SMALL);
        }
    }
}

impl Adam {
    pub fn new(net: &Net) -> Self {
        Self { weights: Moments::new(net.weights.len()), words: Moments::new(net.words.len()), step: 0 }
    }

    /// One step against the gradients, which are cut to a length of `longest`.
    pub fn step(&mut self, net: &mut Net, gradients: &mut Gradients, rate: f32, longest: f32) {
        self.step += 1;
        let width = net.sizes.word;
        gradients.touched.sort_unstable();
        let square = |list: &[f32]| list.iter().map(|it| it * it).sum::<f32>();
        let words: f32 = gradients.touched.iter().map(|&row| square(&gradients.words[row as usize * width..][..width])).sum();
        let length = (square(&gradients.weights) + words).sqrt();
        if length > longest {
            let cut = longest / length;
            gradients.weights.iter_mut().for_each(|it| *it *= cut);
            for &row in &gradients.touched {
                gradients.words[row as usize * width..][..width].iter_mut().for_each(|it| *it *= cut);
            }
        }
        let unbias = 1.0 / (1.0 - SECOND.powi(self.step));
        let rate = rate / (1.0 - FIRST.powi(self.step));
        self.weights.step(0, &gradients.weights, &mut net.weights, rate, unbias);
        for &row in &gradients.touched {
            let at = row as usize * width;
            self.words.step(at, &gradients.words[at..at + width], &mut net.words[at..at + width], rate, unbias);
        }
    }
}
