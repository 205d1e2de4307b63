//! Log-linear models over hashed features: the one form in which `acts` and `attribution` keep what was fitted on annotated text.
//! Takes features, gives whole-number scores, so that the same bytes come out on every machine. Fitted by `tools/train`.
//!
//! Feature hashing after Weinberger et al. (2009): a feature is a number, its weight stands at that number modulo the table's size.

use std::borrow::Cow;

/// What one unit of a log-odds is in whole numbers.
pub const UNIT: i32 = 32;

/// Features of one example, as hashes.
#[derive(Clone, Debug, Default)]
pub struct Features(pub Vec<u32>);

impl Features {
    /// Adds a feature: its name, and its parts in order.
    pub fn add(&mut self, name: &str, parts: &[&str]) {
        self.0.push(key(name, parts));
    }

    /// Adds a feature that only is there or not.
    pub fn flag(&mut self, name: &str, on: bool) {
        if on {
            self.0.push(key(name, &[]));
        }
    }

    /// The same features, each crossed with a class.
    #[must_use]
    pub fn crossed(&self, class: usize) -> Self {
        let with = (class as u32 + 1).wrapping_mul(0x9e37_79b9);
        Self(self.0.iter().map(|it| (it ^ with).wrapping_mul(0x85eb_ca6b)).map(|it| it ^ it >> 15).collect())
    }
}

/// FNV-1a over name and parts, each closed by a byte that no text holds, then mixed so that the low bits are good.
fn key(name: &str, parts: &[&str]) -> u32 {
    let mut hash = 0x811c_9dc5u32;
    let mut take = |byte: u8| hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    name.bytes().for_each(&mut take);
    for part in parts {
        take(0xff);
        part.bytes().for_each(&mut take);
    }
    hash ^= hash >> 16;
    hash = hash.wrapping_mul(0x85eb_ca6b);
    hash ^= hash >> 13;
    hash
}

/// The first five letters of a word: a rough stem.
pub(crate) fn stem(word: &str) -> &str {
    word.char_indices().nth(5).map_or(word, |(i, _)| &word[..i])
}

/// A table of weights: one row of `classes` a slot.
#[derive(Clone, Debug)]
pub struct Model {
    classes: usize,
    slots: usize,
    weights: Cow<'static, [u8]>,
}

impl Model {
    /// A model of as many classes and two to the power of `bits` slots, with these weights.
    #[must_use]
    pub fn new(classes: usize, bits: u32, weights: &[f32]) -> Self {
        let small = |weight: &f32| ((weight * UNIT as f32).round().clamp(-127.0, 127.0) as i8).to_le_bytes()[0];
        Self { classes, slots: 1 << bits, weights: weights.iter().map(small).collect() }
    }

    /// Where a feature's weight for a class stands in a table of this size.
    #[must_use]
    pub fn slot(feature: u32, class: usize, classes: usize, bits: u32) -> usize {
        (feature as usize & ((1 << bits) - 1)) * classes + class
    }

    /// The class's score, in [`UNIT`]s of log-odds.
    #[must_use]
    pub fn score(&self, features: &Features, class: usize) -> i32 {
        let at = |feature: &u32| (*feature as usize & (self.slots - 1)) * self.classes + class;
        features.0.iter().filter_map(|it| self.weights.get(at(it))).map(|byte| i32::from(i8::from_le_bytes([*byte]))).sum()
    }

    /// The best of several candidates by class 0; the first of equals.
    #[must_use]
    pub fn best(&self, candidates: &[Features]) -> Option<usize> {
        let scores: Vec<i32> = candidates.iter().map(|it| self.score(it, 0)).collect();
        (0..scores.len()).max_by_key(|&i| (scores[i], std::cmp::Reverse(i)))
    }

    /// The model as bytes: classes, bits, weights.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let head = [u8::try_from(self.classes).unwrap_or(0), u8::try_from(self.slots.trailing_zeros()).unwrap_or(0)];
        head.into_iter().chain(self.weights.iter().copied()).collect()
    }

    /// Reads models that stand one behind the other; what is cut short is none.
    #[must_use]
    pub fn all(mut bytes: &'static [u8]) -> Vec<Self> {
        let mut out = Vec::new();
        while let [classes, bits, rest @ ..] = bytes {
            let size = usize::from(*classes) << bits;
            let Some((weights, behind)) = rest.split_at_checked(size) else { break };
            out.push(Self { classes: usize::from(*classes), slots: 1 << bits, weights: Cow::Borrowed(weights) });
            bytes = behind;
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_is_read_back_as_it_was_written() {
        let mut features = Features::default();
        features.add("word", &["port"]);
        let mut weights = vec![0.0; 2 << 4];
        weights[Model::slot(features.0[0], 1, 2, 4)] = 1.5;
        let model = Model::new(2, 4, &weights);
        assert_eq!((model.score(&features, 0), model.score(&features, 1)), (0, 48));
        let bytes: &'static [u8] = Box::leak([model.bytes(), model.bytes()].concat().into_boxed_slice());
        let read = Model::all(bytes);
        assert_eq!((read.len(), read[1].score(&features, 1)), (2, 48));
        assert_eq!(Model::all(&bytes[..bytes.len() - 1]).len(), 1);
    }
}
