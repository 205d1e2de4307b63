//! The way down against small steps on the way up.

use armistice_net::features::rows;
use armistice_net::layout::Sizes;

use super::arcs::{NAMES, TAGS};
use super::random::Random;
use super::{Dropout, Example, Gradients, Net, Tree, learn};

fn example(words: &[&str], heads: &[usize]) -> Example {
    let classes = |n: usize| (0..words.len()).map(|i| (i % n) as u8).collect();
    Example {
        rows: words.iter().enumerate().map(|(i, word)| rows(word, i == 0)).collect(),
        counts: vec![9; words.len()],
        tree: Some(Tree { upos: classes(3), xpos: classes(4), heads: heads.to_vec(), relations: classes(5) }),
        names: Some([1, 2, 0, 5].into_iter().take(words.len()).collect()),
    }
}

fn loss(net: &Net, batch: &[&Example]) -> (f64, Gradients) {
    let mut gradients = Gradients::new(net);
    let none = Dropout { rare: 0.0, word: 0.0, layer: 0.0, head: 0.0 };
    let loss = learn(net, batch, 1.0, &none, &mut Random::new(1), &mut gradients);
    (f64::from(TAGS) * loss.tags + loss.arcs + loss.labels + f64::from(NAMES) * loss.names, gradients)
}

#[test]
fn gradients_are_what_small_steps_say() {
    let sizes = Sizes { word: 8, dim: 8, layers: 2, arc: 6, label: 6, upos: 3, xpos: 4, relations: 5, names: 7 };
    let mut net = Net::new(sizes, 3);
    let (first, second) = (example(&["Guards", "left", "Selm", "."], &[2, 0, 2, 2]), example(&["No", "one", "spoke"], &[2, 3, 0]));
    let batch = [&first, &second];
    let (_, gradients) = loss(&net, &batch);
    let mut random = Random::new(5);
    let (mut near, mut all) = (0, 0);
    let mut compare = |net: &mut Net, at: usize, of: fn(&mut Net) -> &mut Vec<f32>, gradient: f32| {
        const STEP: f32 = 2e-3;
        of(net)[at] += STEP;
        let above = loss(net, &batch).0;
        of(net)[at] -= 2.0 * STEP;
        let below = loss(net, &batch).0;
        of(net)[at] += STEP;
        let small = (above - below) as f32 / (2.0 * STEP);
        all += 1;
        near += usize::from((small - gradient).abs() <= 2e-3 + 0.03 * gradient.abs());
    };
    for _ in 0..300 {
        let at = random.next() as usize % net.weights.len();
        compare(&mut net, at, |net| &mut net.weights, gradients.weights[at]);
        let row = first.rows[random.next() as usize % 4][random.next() as usize % 13] as usize;
        let at = row * 8 + random.next() as usize % 8;
        compare(&mut net, at, |net| &mut net.words, gradients.words[at]);
    }
    // A few stand where a rectifier bends.
    assert!(near * 100 >= all * 97, "{near} of {all}");
}
