//! Fits log-linear models: conditional choice among candidates, and among classes, by Adagrad (Duchi, Hazan and Singer 2011) with a
//! quadratic penalty. Examples in a fixed order, so that the same files give the same bytes.

use armistice_read::fitting::{Choice, Features, Model};

/// How a model is fitted.
#[derive(Clone, Copy)]
pub struct Plan {
    pub bits: u32,
    pub epochs: usize,
    pub rate: f32,
    pub penalty: f32,
}

struct Weights {
    plan: Plan,
    classes: usize,
    now: Vec<f32>,
    squares: Vec<f32>,
}

impl Weights {
    fn new(plan: Plan, classes: usize) -> Self {
        let size = classes << plan.bits;
        Self { plan, classes, now: vec![0.0; size], squares: vec![1e-3; size] }
    }

    fn slot(&self, feature: u32, class: usize) -> usize {
        Model::slot(feature, class, self.classes, self.plan.bits)
    }

    fn score(&self, features: &Features, class: usize) -> f32 {
        features.0.iter().map(|&it| self.now[self.slot(it, class)]).sum()
    }

    fn change(&mut self, features: &Features, class: usize, gradient: f32) {
        if gradient.abs() < 1e-4 {
            return;
        }
        for &feature in &features.0 {
            let at = self.slot(feature, class);
            let step = gradient + self.plan.penalty * self.now[at];
            self.squares[at] += step * step;
            self.now[at] -= self.plan.rate * step / self.squares[at].sqrt();
        }
    }

    fn model(&self) -> Model {
        Model::new(self.classes, self.plan.bits, &self.now)
    }
}

/// One pass after the other, each in an order of its own.
fn passes(weights: &mut Weights, n: usize, mut learn: impl FnMut(&mut Weights, usize)) {
    let mut order: Vec<usize> = (0..n).collect();
    let mut seed = 0x2545_f491_4f6c_dd1du64;
    let mut sum = vec![0.0f32; weights.now.len()];
    let epochs = weights.plan.epochs;
    for epoch in 0..epochs {
        for i in (1..order.len()).rev() {
            seed ^= seed >> 12;
            seed ^= seed << 25;
            seed ^= seed >> 27;
            order.swap(i, (seed.wrapping_mul(0x2545_f491_4f6c_dd1d) % (i as u64 + 1)) as usize);
        }
        order.iter().for_each(|&at| learn(weights, at));
        if epoch >= epochs / 3 {
            sum.iter_mut().zip(&weights.now).for_each(|(sum, now)| *sum += now);
        }
    }
    // The mean of what stood behind the later passes.
    let counted = (epochs - epochs / 3).max(1) as f32;
    weights.now = sum.into_iter().map(|sum| sum / counted).collect();
}

fn softmax(scores: &mut [f32]) {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - top).exp();
        sum += *score;
    }
    scores.iter_mut().for_each(|score| *score /= sum);
}

/// The right one among candidates.
pub fn among(examples: &[&Choice], plan: Plan) -> Model {
    let mut weights = Weights::new(plan, 1);
    passes(&mut weights, examples.len(), |weights, at| {
        let it = examples[at];
        let mut scores: Vec<f32> = it.candidates.iter().map(|it| weights.score(it, 0)).collect();
        softmax(&mut scores);
        for (k, candidate) in it.candidates.iter().enumerate() {
            weights.change(candidate, 0, scores[k] - if k == it.right { 1.0 } else { 0.0 });
        }
    });
    weights.model()
}

/// Yes (`right` 1) or no (0).
pub fn whether(examples: &[&Choice], plan: Plan) -> Model {
    let mut weights = Weights::new(plan, 1);
    passes(&mut weights, examples.len(), |weights, at| {
        let it = examples[at];
        let yes = 1.0 / (1.0 + (-weights.score(&it.candidates[0], 0)).exp());
        weights.change(&it.candidates[0], 0, yes - it.right as f32);
    });
    weights.model()
}
