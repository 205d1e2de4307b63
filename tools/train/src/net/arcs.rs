//! What is told from the vectors: tags, names, heads (each word compared with each other, Dozat and Manning 2017) and relations.

use armistice_net::layout::{Linear, distance};
use armistice_net::names::{follows, likeliest};

use super::encoder::sentence_mask;
use super::matrix::{backward, forward, product, rectify, scale, unrectify};
use super::random::Random;
use super::{Dropout, Example, Gradients, Loss, Net, Said, Tree};

/// How much each task counts.
pub(super) const TAGS: f32 = 0.4;
pub(super) const NAMES: f32 = 1.5;

type Fitting<'a> = Option<(&'a Dropout, &'a mut Random)>;

/// A layer over the vectors with what its gradient needs.
struct Part {
    x: Vec<f32>,
    mask: Option<Vec<f32>>,
    rectified: bool,
}

impl Part {
    fn new(linear: &Linear, net: &Net, top: &[f32], starts: &[usize], rectified: bool, share: Fitting<'_>) -> Self {
        let mut x = forward(linear, &net.weights, top);
        if rectified {
            rectify(&mut x);
        }
        let mask = share.map(|(dropout, random)| sentence_mask(starts, linear.cols, dropout.head, random));
        if let Some(mask) = &mask {
            scale(&mut x, mask);
        }
        Self { x, mask, rectified }
    }

    fn backward(&self, linear: &Linear, net: &Net, top: &[f32], mut back: Vec<f32>, into: &mut Gradients) -> Vec<f32> {
        if let Some(mask) = &self.mask {
            scale(&mut back, mask);
        }
        if self.rectified {
            unrectify(&self.x, &mut back);
        }
        backward(linear, &net.weights, top, &back, &mut into.weights)
    }
}

/// Turns scores into the gradient of the loss of `gold`; gives the loss.
fn softmax(scores: &mut [f32], gold: usize, share: f32) -> f64 {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = scores.iter().map(|it| (it - most).exp()).sum();
    let loss = f64::from(sum.ln() - (scores[gold] - most));
    scores.iter_mut().for_each(|it| *it = share * (*it - most).exp() / sum);
    scores[gold] -= share;
    loss
}

fn add(to: &mut [f32], by: &[f32]) {
    to.iter_mut().zip(by).for_each(|(to, by)| *to += by);
}

/// Losses, and the gradient of the vectors.
pub fn learn(
    net: &Net,
    batch: &[&Example],
    top: &[f32],
    starts: &[usize],
    share: f32,
    mut fitting: Fitting<'_>,
    into: &mut Gradients,
) -> (Loss, Vec<f32>) {
    let mask = fitting.as_mut().map(|(dropout, random)| sentence_mask(starts, net.sizes.dim, dropout.head, random));
    let mut seen = top.to_vec();
    if let Some(mask) = &mask {
        scale(&mut seen, mask);
    }
    let mut loss = Loss::default();
    let mut back = tags(net, batch, &seen, starts, share, &mut loss, into);
    add(&mut back, &names(net, batch, &seen, starts, share, &mut loss, into));
    let b = &net.blocks;
    let mut part =
        |linear: &Linear, rectified| Part::new(linear, net, &seen, starts, rectified, fitting.as_mut().map(|(d, r)| (*d, &mut **r)));
    let (arc_dependent, arc_head) = (part(&b.arc_dependent, true), part(&b.arc_head, true));
    let (label_dependent, label_head) = (part(&b.label_dependent, false), part(&b.label_head, false));
    let (dependents, heads) = arcs(net, batch, (&arc_dependent.x, &arc_head.x), starts, share, &mut loss, into);
    add(&mut back, &arc_dependent.backward(&b.arc_dependent, net, &seen, dependents, into));
    add(&mut back, &arc_head.backward(&b.arc_head, net, &seen, heads, into));
    let (dependents, heads) = labels(net, batch, (&label_dependent.x, &label_head.x), starts, share, &mut loss, into);
    add(&mut back, &label_dependent.backward(&b.label_dependent, net, &seen, dependents, into));
    add(&mut back, &label_head.backward(&b.label_head, net, &seen, heads, into));
    if let Some(mask) = &mask {
        scale(&mut back, mask);
    }
    (loss, back)
}

/// Every sentence that has a tree, with its first word.
fn trees<'a>(batch: &'a [&'a Example], starts: &'a [usize]) -> impl Iterator<Item = (usize, &'a Tree)> {
    batch.iter().zip(starts).filter_map(|(it, start)| Some((*start, it.tree.as_ref()?)))
}

fn tags(net: &Net, batch: &[&Example], top: &[f32], starts: &[usize], share: f32, loss: &mut Loss, into: &mut Gradients) -> Vec<f32> {
    let linear = &net.blocks.tags;
    let mut scores = forward(linear, &net.weights, top);
    for (n, example) in batch.iter().enumerate() {
        let rows = &mut scores[starts[n] * linear.cols..starts[n + 1] * linear.cols];
        let Some(tree) = &example.tree else {
            rows.fill(0.0);
            continue;
        };
        for (i, row) in rows.chunks_exact_mut(linear.cols).enumerate() {
            let (upos, xpos) = row.split_at_mut(net.sizes.upos);
            loss.tags += softmax(upos, usize::from(tree.upos[i]), TAGS * share);
            loss.tags += softmax(xpos, usize::from(tree.xpos[i]), TAGS * share);
        }
    }
    backward(linear, &net.weights, top, &scores, &mut into.weights)
}

/// The marks of a sentence count as one choice, that of all rows of marks (a linear chain).
fn names(net: &Net, batch: &[&Example], top: &[f32], starts: &[usize], share: f32, loss: &mut Loss, into: &mut Gradients) -> Vec<f32> {
    let linear = &net.blocks.names;
    let mut scores = forward(linear, &net.weights, top);
    let pairs = &net.weights[net.blocks.name_pairs.clone()];
    for (n, example) in batch.iter().enumerate() {
        let rows = &mut scores[starts[n] * linear.cols..starts[n + 1] * linear.cols];
        match &example.names {
            None => rows.fill(0.0),
            Some(gold) => loss.names += chain(rows, gold, pairs, NAMES * share, &mut into.weights[net.blocks.name_pairs.clone()]),
        }
    }
    backward(linear, &net.weights, top, &scores, &mut into.weights)
}

/// Turns scores of marks into the gradient of the loss of `gold` among all rows of marks that are names; gives the loss. Sums from
/// both ends (Rabiner 1989).
fn chain(scores: &mut [f32], gold: &[u8], pairs: &[f32], share: f32, pairs_back: &mut [f32]) -> f64 {
    const NEVER: f32 = f32::NEG_INFINITY;
    let (marks, n) = (pairs.len().isqrt(), gold.len());
    let pair = |before: usize, mark: usize| if follows(mark, before) { pairs[before * marks + mark] } else { NEVER };
    // A row more than there are words: no name stands before the first.
    let mut left = vec![NEVER; (n + 1) * marks];
    left[0] = 0.0;
    let mut right = vec![0.0; n * marks];
    let mut terms = vec![0.0; marks];
    for i in 0..n {
        for mark in 0..marks {
            terms.iter_mut().enumerate().for_each(|(before, it)| *it = left[i * marks + before] + pair(before, mark));
            left[(i + 1) * marks + mark] = scores[i * marks + mark] + log_sum(&terms);
        }
    }
    for i in (1..n).rev() {
        for before in 0..marks {
            terms
                .iter_mut()
                .enumerate()
                .for_each(|(mark, it)| *it = pair(before, mark) + scores[i * marks + mark] + right[i * marks + mark]);
            right[(i - 1) * marks + before] = log_sum(&terms);
        }
    }
    let all = log_sum(&left[n * marks..]);
    let (mut sum, mut before) = (0.0, 0);
    for (i, mark) in gold.iter().map(|it| usize::from(*it)).enumerate() {
        sum += scores[i * marks + mark] + pairs[before * marks + mark];
        pairs_back[before * marks + mark] -= share;
        before = mark;
    }
    for i in 0..n {
        for before in 0..marks {
            for mark in 0..marks {
                let of_all = left[i * marks + before] + pair(before, mark) + scores[i * marks + mark] + right[i * marks + mark] - all;
                pairs_back[before * marks + mark] += share * of_all.exp();
            }
        }
    }
    for (i, gold) in gold.iter().enumerate() {
        for at in i * marks..(i + 1) * marks {
            scores[at] = share * (left[at + marks] + right[at] - all).exp();
        }
        scores[i * marks + usize::from(*gold)] -= share;
    }
    f64::from(all - sum)
}

/// The logarithm of the sum of what these are logarithms of.
fn log_sum(terms: &[f32]) -> f32 {
    let most = terms.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    if most == f32::NEG_INFINITY { most } else { most + terms.iter().map(|it| (it - most).exp()).sum::<f32>().ln() }
}

/// Scores of all heads of one sentence: a row a word, the root first.
fn head_scores(net: &Net, compared: &[f32], heads: &[f32]) -> Vec<f32> {
    let (width, b) = (net.sizes.arc, &net.blocks);
    let n = compared.len() / width;
    let mut out = vec![0.0; n * (n + 1)];
    let mut all = net.weights[b.arc_root.clone()].to_vec();
    all.extend_from_slice(heads);
    product(compared, false, &all, true, (n, width, n + 1), 0.0, &mut out);
    let far = &net.weights[b.distance.clone()];
    for (i, row) in out.chunks_exact_mut(n + 1).enumerate() {
        row.iter_mut().enumerate().for_each(|(head, it)| *it += far[distance(i + 1, head)]);
        row[i + 1] = f32::NEG_INFINITY;
    }
    out
}

fn arcs(
    net: &Net,
    batch: &[&Example],
    (dependents, heads): (&[f32], &[f32]),
    starts: &[usize],
    share: f32,
    loss: &mut Loss,
    into: &mut Gradients,
) -> (Vec<f32>, Vec<f32>) {
    let (width, b) = (net.sizes.arc, &net.blocks);
    let compared = forward(&b.arc, &net.weights, dependents);
    let (mut compared_back, mut heads_back) = (vec![0.0; compared.len()], vec![0.0; heads.len()]);
    for (start, tree) in trees(batch, starts) {
        let n = tree.heads.len();
        let range = start * width..(start + n) * width;
        let mut scores = head_scores(net, &compared[range.clone()], &heads[range.clone()]);
        for (i, row) in scores.chunks_exact_mut(n + 1).enumerate() {
            loss.arcs += softmax(row, tree.heads[i], share);
            let far = &mut into.weights[b.distance.clone()];
            row.iter().enumerate().for_each(|(head, by)| far[distance(i + 1, head)] += by);
        }
        let mut all = net.weights[b.arc_root.clone()].to_vec();
        all.extend_from_slice(&heads[range.clone()]);
        product(&scores, false, &all, false, (n, n + 1, width), 0.0, &mut compared_back[range.clone()]);
        let mut all_back = vec![0.0; (n + 1) * width];
        product(&scores, true, &compared[range.clone()], false, (n + 1, n, width), 0.0, &mut all_back);
        add(&mut into.weights[b.arc_root.clone()], &all_back[..width]);
        heads_back[range].copy_from_slice(&all_back[width..]);
    }
    (backward(&b.arc, &net.weights, dependents, &compared_back, &mut into.weights), heads_back)
}

/// What a relation is told from: the word's own vector and its head's, added, what is below nought left out.
fn pairs(net: &Net, dependents: &[f32], heads: &[f32], start: usize, of: &[usize]) -> Vec<f32> {
    let width = net.sizes.label;
    let mut out = dependents[start * width..(start + of.len()) * width].to_vec();
    for (row, head) in out.chunks_exact_mut(width).zip(of) {
        let root = &net.weights[net.blocks.label_root.clone()];
        add(row, if *head == 0 { root } else { &heads[(start + head - 1) * width..][..width] });
    }
    rectify(&mut out);
    out
}

fn labels(
    net: &Net,
    batch: &[&Example],
    (dependents, heads): (&[f32], &[f32]),
    starts: &[usize],
    share: f32,
    loss: &mut Loss,
    into: &mut Gradients,
) -> (Vec<f32>, Vec<f32>) {
    let (width, b) = (net.sizes.label, &net.blocks);
    let (mut dependents_back, mut heads_back) = (vec![0.0; dependents.len()], vec![0.0; heads.len()]);
    for (start, tree) in trees(batch, starts) {
        let x = pairs(net, dependents, heads, start, &tree.heads);
        let mut scores = forward(&b.label, &net.weights, &x);
        for (row, gold) in scores.chunks_exact_mut(b.label.cols).zip(&tree.relations) {
            loss.labels += softmax(row, usize::from(*gold), share);
        }
        let mut back = backward(&b.label, &net.weights, &x, &scores, &mut into.weights);
        unrectify(&x, &mut back);
        dependents_back[start * width..][..back.len()].copy_from_slice(&back);
        for (row, head) in back.chunks_exact(width).zip(&tree.heads) {
            match head {
                0 => add(&mut into.weights[b.label_root.clone()], row),
                head => add(&mut heads_back[(start + head - 1) * width..][..width], row),
            }
        }
    }
    (dependents_back, heads_back)
}

fn best(scores: &[f32]) -> usize {
    (0..scores.len()).rev().max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap_or(0)
}

/// What is likeliest, word by word.
pub fn say(net: &Net, top: &[f32], starts: &[usize]) -> Vec<Said> {
    let b = &net.blocks;
    let part = |linear: &Linear, rectified| Part::new(linear, net, top, starts, rectified, None).x;
    let (tags, names) = (forward(&b.tags, &net.weights, top), forward(&b.names, &net.weights, top));
    let compared = forward(&b.arc, &net.weights, &part(&b.arc_dependent, true));
    let heads = part(&b.arc_head, true);
    let (label_dependent, label_head) = (part(&b.label_dependent, false), part(&b.label_head, false));
    let (width, cut, marks, beside) = (net.sizes.arc, net.sizes.upos, net.sizes.names, &net.weights[b.name_pairs.clone()]);
    starts
        .windows(2)
        .map(|it| {
            let (start, end) = (it[0], it[1]);
            let rows =
                |list: &[f32], cols: usize| list[start * cols..end * cols].chunks_exact(cols).map(<[f32]>::to_vec).collect::<Vec<_>>();
            let tags = rows(&tags, b.tags.cols);
            let scores = head_scores(net, &compared[start * width..end * width], &heads[start * width..end * width]);
            let heads: Vec<usize> = scores.chunks_exact(end - start + 1).map(best).collect();
            let pairs = pairs(net, &label_dependent, &label_head, start, &heads);
            let relations = forward(&b.label, &net.weights, &pairs).chunks_exact(b.label.cols).map(best).collect();
            let marked = likeliest(&names[start * marks..end * marks], marks, marks, beside);
            let mut unused = (names[start * marks..end * marks].to_vec(), vec![0.0; beside.len()]);
            Said {
                sure: (-chain(&mut unused.0, &marked, beside, 1.0, &mut unused.1)).exp(),
                upos: tags.iter().map(|row| best(&row[..cut])).collect(),
                xpos: tags.iter().map(|row| best(&row[cut..])).collect(),
                heads,
                relations,
                names: marked.iter().map(|it| usize::from(*it)).collect(),
            }
        })
        .collect()
}
