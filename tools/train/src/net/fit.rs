//! Fits a network to sentences: epochs of shuffled batches, two threads a batch, the rate rising, then falling to nought.

use std::collections::BTreeMap;
use std::time::Instant;

use armistice_net::features::rows;
use armistice_net::layout::Sizes;
use armistice_net::model::Classes;

use super::adam::Adam;
use super::random::Random;
use super::{Dropout, Example, Gradients, Loss, Net, Tree, learn, say};
use crate::treebank::Sentence;

/// Everything that decides what comes out, but the sentences.
#[derive(Clone, Debug)]
pub struct Plan {
    pub sizes: Sizes,
    pub epochs: usize,
    /// Words a step.
    pub batch: usize,
    pub rate: f32,
    pub dropout: Dropout,
    pub seed: u64,
}

/// The classes that stand in sentences, sorted.
pub fn classes(sentences: &[Sentence]) -> Classes {
    let sorted = |of: &dyn Fn(&crate::treebank::Tree) -> &Vec<String>| {
        let mut all: Vec<String> = sentences.iter().filter_map(|it| it.tree.as_ref()).flat_map(of).cloned().collect();
        all.sort();
        all.dedup();
        all
    };
    Classes { upos: sorted(&|it| &it.upos), xpos: sorted(&|it| &it.xpos), relations: sorted(&|it| &it.relations) }
}

/// How often each word stands there.
pub fn counts(sentences: &[Sentence]) -> BTreeMap<String, u32> {
    let mut out = BTreeMap::new();
    for word in sentences.iter().flat_map(|it| &it.words) {
        *out.entry(word.to_lowercase()).or_default() += 1;
    }
    out
}

/// Sentences as the network sees them. A class that the network does not have is its first.
pub fn examples(sentences: &[Sentence], classes: &Classes, counts: &BTreeMap<String, u32>) -> Vec<Example> {
    let numbers = |of: &[String], all: &[String]| of.iter().map(|it| all.binary_search(it).map_or(0, |at| at as u8)).collect();
    sentences
        .iter()
        .map(|it| Example {
            rows: it.words.iter().enumerate().map(|(i, word)| rows(word, i == 0)).collect(),
            counts: it.words.iter().map(|word| counts.get(&word.to_lowercase()).copied().unwrap_or(0)).collect(),
            tree: it.tree.as_ref().map(|tree| Tree {
                upos: numbers(&tree.upos, &classes.upos),
                xpos: numbers(&tree.xpos, &classes.xpos),
                heads: tree.heads.clone(),
                relations: numbers(&tree.relations, &classes.relations),
            }),
            names: it.names.as_ref().map(|names| names.iter().map(|it| it.number()).collect()),
        })
        .collect()
}

/// Fits; what it says of the `dev` sets is printed as it goes.
pub fn fit(plan: &Plan, train: &[Example], dev: &[(String, Vec<Example>)]) -> Net {
    let mut net = Net::new(plan.sizes.clone(), plan.seed);
    let mut adam = Adam::new(&net);
    let mut random = Random::new(plan.seed ^ 0x5eed);
    let words: usize = train.iter().map(|it| it.rows.len()).sum();
    let steps = plan.epochs * words.div_ceil(plan.batch);
    let mut gradients = [Gradients::new(&net), Gradients::new(&net)];
    let mut order: Vec<usize> = (0..train.len()).collect();
    let (mut step, begun) = (0usize, Instant::now());
    for epoch in 1..=plan.epochs {
        random.shuffle(&mut order);
        let mut loss = Loss::default();
        for batch in batches(train, &order, plan.batch) {
            loss.add(one_step(&net, &batch, plan, &mut random, &mut gradients));
            let warm = ((step + 1) as f32 / 300.0).min(1.0);
            let left = 1.0 - (step as f32 / steps as f32).min(1.0);
            adam.step(&mut net, &mut gradients[0], plan.rate * warm * left, 5.0);
            step += 1;
        }
        let per = |it: f64| it * plan.batch as f64 / words as f64;
        eprint!(
            "epoch {epoch}: tags {:.3} arcs {:.3} labels {:.3} names {:.3}",
            per(loss.tags),
            per(loss.arcs),
            per(loss.labels),
            per(loss.names)
        );
        if epoch % 3 == 0 || epoch == plan.epochs {
            dev.iter().for_each(|(name, dev)| eprint!(" | {name} {}", score(&net, dev)));
        }
        eprintln!(" | {:.0} s", begun.elapsed().as_secs_f64());
    }
    net
}

/// Batches of about so many words, in this order.
fn batches<'a>(train: &'a [Example], order: &[usize], words: usize) -> Vec<Vec<&'a Example>> {
    let mut out: Vec<Vec<&Example>> = vec![Vec::new()];
    let mut n = 0;
    for &at in order {
        if n >= words {
            out.push(Vec::new());
            n = 0;
        }
        n += train[at].rows.len();
        out.last_mut().expect("one at least").push(&train[at]);
    }
    out
}

/// Gradients of a batch, in the first of both; the loss counts in words of the whole batch.
fn one_step(net: &Net, batch: &[&Example], plan: &Plan, random: &mut Random, gradients: &mut [Gradients; 2]) -> Loss {
    let share = 1.0 / plan.batch as f32;
    let (left, right) = batch.split_at(batch.len() / 2);
    let mut seeds = [Random::new(random.next()), Random::new(random.next())];
    let [first, second] = gradients;
    let [seed, other] = &mut seeds;
    first.clear(net.sizes.word);
    second.clear(net.sizes.word);
    let mut loss = std::thread::scope(|scope| {
        let handle = scope.spawn(|| learn(net, right, share, &plan.dropout, other, second));
        let mut loss = learn(net, left, share, &plan.dropout, seed, first);
        loss.add(handle.join().expect("the other half of a batch"));
        loss
    });
    first.add(second, net.sizes.word);
    for it in [&mut loss.tags, &mut loss.arcs, &mut loss.labels, &mut loss.names] {
        *it *= f64::from(share);
    }
    loss
}

/// Universal tags, heads, heads with relation, marks of names right, of a hundred words, as said word by word.
fn score(net: &Net, dev: &[Example]) -> String {
    let (mut n, mut upos, mut xpos, mut heads, mut both) = (0, 0, 0, 0, 0);
    let mut names = Names::default();
    for batch in dev.chunks(32) {
        let batch: Vec<&Example> = batch.iter().collect();
        for (said, example) in say(net, &batch).iter().zip(&batch) {
            if let Some(tree) = &example.tree {
                for i in 0..tree.heads.len() {
                    n += 1;
                    upos += usize::from(said.upos[i] == usize::from(tree.upos[i]));
                    xpos += usize::from(said.xpos[i] == usize::from(tree.xpos[i]));
                    let head = said.heads[i] == tree.heads[i];
                    heads += usize::from(head);
                    both += usize::from(head && said.relations[i] == usize::from(tree.relations[i]));
                }
            }
            if let Some(gold) = &example.names {
                let gold: Vec<usize> = gold.iter().map(|it| usize::from(*it)).collect();
                names.count(&spans(&gold), &spans(&said.names));
            }
        }
    }
    let percent = |k: usize| 100.0 * k as f64 / n.max(1) as f64;
    format!("upos {:.2} xpos {:.2} uas {:.2} las {:.2} {}", percent(upos), percent(xpos), percent(heads), percent(both), names.shown())
}

/// How many names were right, found and to be found, for persons, places and organisations.
#[derive(Default)]
pub struct Names([[usize; 3]; 3]);

impl Names {
    pub fn count(&mut self, gold: &[Span], said: &[Span]) {
        said.iter().filter(|it| gold.contains(it)).for_each(|it| self.0[it.2 - 1][0] += 1);
        said.iter().for_each(|it| self.0[it.2 - 1][1] += 1);
        gold.iter().for_each(|it| self.0[it.2 - 1][2] += 1);
    }

    /// F1 of all, then of each kind; precision and recall of all.
    pub fn shown(&self) -> String {
        let f1 = |[hits, found, gold]: [usize; 3]| 200.0 * hits as f64 / (found + gold).max(1) as f64;
        let sum = |at: usize| self.0.iter().map(|it| it[at]).sum::<usize>();
        let [persons, places, bodies] = self.0;
        let all = f1([sum(0), sum(1), sum(2)]);
        let share = |of: usize| 100.0 * sum(0) as f64 / of.max(1) as f64;
        let kinds = [persons, places, bodies].map(f1);
        format!("names {all:.1} ({:.1} {:.1} {:.1}) p {:.1} r {:.1}", kinds[0], kinds[1], kinds[2], share(sum(1)), share(sum(2)))
    }
}

/// First word, one behind the last, kind from 1.
pub type Span = (usize, usize, usize);

pub fn spans(marks: &[usize]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for (i, &mark) in marks.iter().enumerate() {
        let kind = mark.div_ceil(2);
        match out.last_mut().filter(|it| mark % 2 == 0 && it.1 == i && it.2 == kind) {
            Some(last) if mark > 0 => last.1 = i + 1,
            _ if mark > 0 => out.push((i, i + 1, kind)),
            _ => {}
        }
    }
    out
}
