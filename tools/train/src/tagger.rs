//! Fits the tagger of `crates/read/src/tags.rs`: an averaged perceptron (Collins 2002) over hashed
//! features. The same files give the same bytes.
//!
//! The rules of the reader look at these tags.

use std::collections::HashMap;

use armistice_read::tags::{Sentence, Tag, key};

use crate::tagged::{self, Tagged};

const EPOCHS: usize = 8;
/// Averaged weights below this share of the largest are dropped.
const SMALLEST: f64 = 1.5;

/// Fits the tagger.
#[derive(clap::Args)]
pub struct Args {
    /// The model's file
    out: String,
    /// Treebanks to score on, commas between them
    dev: String,
    /// Treebanks to fit on
    #[arg(required = true)]
    train: Vec<String>,
}

/// Reads, fits, writes.
pub fn run(args: &Args) -> Result<(), String> {
    let Args { out, dev, train } = args;
    let mut sentences = Vec::new();
    for path in train {
        sentences.extend(tagged::read(path)?);
    }
    let words: usize = sentences.iter().map(|it| it.tags.len()).sum();
    eprintln!("{} sentences, {words} words", sentences.len());
    let weights = fit(&sentences);
    let model = pack(&weights);
    for path in dev.split(',') {
        let (right, all) = accuracy(&model, &tagged::read(path)?);
        eprintln!("{path}: {right} of {all}, {:.2} %", 100.0 * right as f64 / all as f64);
    }
    std::fs::write(out, &model.bytes).map_err(|err| format!("cannot write `{out}`: {err}"))?;
    eprintln!("{out}: {} bytes", model.bytes.len());
    Ok(())
}

type Row = [f32; Tag::COUNT];

/// Per feature: its weights, their running totals, and when each was last touched.
struct Weights {
    now: Vec<Row>,
    total: Vec<[f64; Tag::COUNT]>,
    touched: Vec<[u32; Tag::COUNT]>,
    index: HashMap<u32, usize>,
    clock: u32,
}

impl Weights {
    fn row(&mut self, feature: u32) -> usize {
        let next = self.now.len();
        let at = *self.index.entry(feature).or_insert(next);
        if at == next {
            self.now.push([0.0; Tag::COUNT]);
            self.total.push([0.0; Tag::COUNT]);
            self.touched.push([0; Tag::COUNT]);
        }
        at
    }

    fn change(&mut self, row: usize, tag: usize, by: f32) {
        self.total[row][tag] += f64::from(self.now[row][tag]) * f64::from(self.clock - self.touched[row][tag]);
        self.touched[row][tag] = self.clock;
        self.now[row][tag] += by;
    }
}

fn fit(sentences: &[Tagged]) -> Vec<(u32, [f64; Tag::COUNT])> {
    let mut weights = Weights { now: Vec::new(), total: Vec::new(), touched: Vec::new(), index: HashMap::new(), clock: 0 };
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let mut seed = 0x2545_f491_4f6c_dd1du64;
    for epoch in 0..EPOCHS {
        // xorshift64*, seeded: the same order on every machine.
        for i in (1..order.len()).rev() {
            seed ^= seed >> 12;
            seed ^= seed << 25;
            seed ^= seed >> 27;
            order.swap(i, (seed.wrapping_mul(0x2545_f491_4f6c_dd1d) % (i as u64 + 1)) as usize);
        }
        let mut wrong = 0;
        for &n in &order {
            wrong += learn(&mut weights, &sentences[n]);
        }
        eprintln!("epoch {}: {wrong} wrong, {} features", epoch + 1, weights.now.len());
    }
    let clock = f64::from(weights.clock);
    let mut keys: Vec<(u32, usize)> = weights.index.iter().map(|(key, row)| (*key, *row)).collect();
    keys.sort_unstable();
    keys.into_iter()
        .map(|(key, row)| {
            let mut averaged = [0.0; Tag::COUNT];
            for tag in 0..Tag::COUNT {
                let rest = f64::from(weights.now[row][tag]) * f64::from(weights.clock - weights.touched[row][tag]);
                averaged[tag] = (weights.total[row][tag] + rest) / clock;
            }
            (key, averaged)
        })
        .collect()
}

fn learn(weights: &mut Weights, it: &Tagged) -> usize {
    let words: Vec<&str> = it.words.iter().map(String::as_str).collect();
    let sentence = Sentence::new(&words);
    let mut before = Vec::with_capacity(words.len());
    let mut wrong = 0;
    for (i, &gold) in it.tags.iter().enumerate() {
        weights.clock += 1;
        let rows: Vec<usize> = sentence.features(i, &before).iter().map(|&feature| weights.row(key(feature))).collect();
        let mut scores = [0f32; Tag::COUNT];
        for &row in &rows {
            for (score, weight) in scores.iter_mut().zip(&weights.now[row]) {
                *score += weight;
            }
        }
        let (gold_at, mut best) = (gold as usize, 0);
        for tag in 1..Tag::COUNT {
            if scores[tag] > scores[best] {
                best = tag;
            }
        }
        if best != gold_at {
            wrong += 1;
            for &row in &rows {
                weights.change(row, gold_at, 1.0);
                weights.change(row, best, -1.0);
            }
        }
        // The tagger will see its own tags, so it learns from them.
        before.push(tag_at(best));
    }
    wrong
}

fn tag_at(i: usize) -> Tag {
    Tag::from_index(i)
}

struct Packed {
    bytes: Vec<u8>,
    rows: HashMap<u32, Vec<(usize, i32)>>,
}

/// Quantises to bytes: the largest averaged weight becomes 127.
fn pack(weights: &[(u32, [f64; Tag::COUNT])]) -> Packed {
    let largest = weights.iter().flat_map(|(_, row)| row).fold(0f64, |a, b| a.max(b.abs()));
    let scale = 127.0 / largest.min(24.0);
    let mut packed = Packed { bytes: Vec::new(), rows: HashMap::new() };
    let (mut keys, mut offsets, mut pairs) = (Vec::new(), vec![0u32], Vec::new());
    for (key, row) in weights {
        let kept: Vec<(usize, i32)> = row
            .iter()
            .enumerate()
            .filter(|(_, weight)| (weight.abs() * scale) >= SMALLEST)
            .map(|(tag, weight)| (tag, (weight * scale).round().clamp(-127.0, 127.0) as i32))
            .collect();
        if kept.is_empty() {
            continue;
        }
        keys.push(*key);
        for (tag, weight) in &kept {
            pairs.extend([*tag as u8, (*weight as i8).to_le_bytes()[0]]);
        }
        offsets.push((pairs.len() / 2) as u32);
        packed.rows.insert(*key, kept);
    }
    packed.bytes.extend((keys.len() as u32).to_le_bytes());
    for number in keys.iter().chain(&offsets) {
        packed.bytes.extend(number.to_le_bytes());
    }
    packed.bytes.extend(pairs);
    packed
}

fn accuracy(model: &Packed, sentences: &[Tagged]) -> (usize, usize) {
    let (mut right, mut all) = (0, 0);
    for it in sentences {
        let words: Vec<&str> = it.words.iter().map(String::as_str).collect();
        let sentence = Sentence::new(&words);
        let mut before = Vec::new();
        for (i, gold) in it.tags.iter().enumerate() {
            let mut scores = [0i32; Tag::COUNT];
            for feature in sentence.features(i, &before) {
                for (tag, weight) in model.rows.get(&key(feature)).into_iter().flatten() {
                    scores[*tag] += weight;
                }
            }
            let best = (0..Tag::COUNT).max_by_key(|&i| (scores[i], std::cmp::Reverse(i))).unwrap_or(0);
            let tag = if is_mark(words[i]) { Tag::Punct } else { tag_at(best) };
            right += usize::from(tag == *gold);
            all += 1;
            before.push(tag);
        }
    }
    (right, all)
}

fn is_mark(word: &str) -> bool {
    armistice_read::tags::is_mark(word)
}
