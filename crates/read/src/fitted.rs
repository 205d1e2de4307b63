//! Log-linear models over hashed features: the one form in which `acts` and `attribution` keep what was fitted on annotated text.
//! Takes features, gives whole-number scores, so that the same bytes come out on every machine. Fitted by `tools/train`.
//!
//! Feature hashing after Weinberger et al. (2009): a feature is a number, its weight stands at that number modulo the table's size.
//! A word is hashed once and its features are mixed from numbers, because a text asks for hundreds of features a word.

use std::borrow::Cow;

/// What one unit of a log-odds is in whole numbers.
pub const UNIT: i32 = 32;

/// A part of a feature: its name, a word, a tag, a number, as a hash.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Part(u32);

impl Part {
    /// What is not there.
    pub(crate) const NONE: Self = Self(0);

    /// The part of some letters (FNV-1a).
    pub(crate) const fn of(text: &str) -> Self {
        let (bytes, mut hash, mut i) = (text.as_bytes(), 0x811c_9dc5u32, 0);
        while i < bytes.len() {
            hash = (hash ^ bytes[i] as u32).wrapping_mul(0x0100_0193);
            i += 1;
        }
        Self(hash)
    }

    /// The part of a number.
    pub(crate) const fn number(n: usize) -> Self {
        Self((n as u32).wrapping_add(1).wrapping_mul(0x9e37_79b9))
    }

    /// Both parts in this order, as one.
    #[must_use]
    pub(crate) const fn and(self, next: Self) -> Self {
        Self((self.0.rotate_left(5) ^ next.0).wrapping_mul(0x9e37_79b1))
    }

    /// All parts in their order, as one.
    pub(crate) fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        parts.into_iter().fold(Self::NONE, Self::and)
    }

    /// How many, roughly: exact when few, then by doubling.
    pub(crate) fn size(n: usize) -> Self {
        const LIMITS: [usize; 11] = [0, 1, 2, 3, 4, 6, 9, 14, 22, 34, 54];
        Self::number(LIMITS.iter().position(|&limit| n <= limit).unwrap_or(LIMITS.len()))
    }

    /// As a feature of its own, mixed so that the low bits are good.
    const fn mixed(self) -> u32 {
        let mut hash = self.0 ^ self.0 >> 16;
        hash = hash.wrapping_mul(0x85eb_ca6b);
        hash ^ hash >> 13
    }
}

impl From<bool> for Part {
    fn from(on: bool) -> Self {
        Self::number(usize::from(on))
    }
}

impl From<&str> for Part {
    fn from(text: &str) -> Self {
        Self::of(text)
    }
}

/// A name or value known when the program is built.
macro_rules! part {
    ($text:literal) => {
        const { $crate::fitted::Part::of($text) }
    };
}
pub(crate) use part;

/// Adds a feature: its name, and its parts in order.
macro_rules! add {
    ($out:expr, $name:literal $(, $part:expr)* $(,)?) => {
        $out.add($crate::fitted::part!($name) $(.and($crate::fitted::Part::from($part)))*)
    };
}
pub(crate) use add;

/// Features of one example, as hashes.
#[derive(Clone, Debug, Default)]
pub struct Features(pub Vec<u32>);

impl Features {
    /// Adds a feature from its parts.
    #[inline]
    pub(crate) fn add(&mut self, parts: Part) {
        self.0.push(parts.mixed());
    }

    /// A feature as it is for one class.
    #[inline]
    fn for_class(feature: u32, class: usize) -> u32 {
        let crossed = (feature ^ (class as u32 + 1).wrapping_mul(0x9e37_79b9)).wrapping_mul(0x85eb_ca6b);
        crossed ^ crossed >> 15
    }

    /// The same features, each crossed with a class.
    #[must_use]
    pub fn crossed(&self, class: usize) -> Self {
        Self(self.0.iter().map(|&it| Self::for_class(it, class)).collect())
    }
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

    #[inline]
    fn weight(&self, feature: u32, class: usize) -> i32 {
        let at = (feature as usize & (self.slots - 1)) * self.classes + class;
        self.weights.get(at).map_or(0, |byte| i32::from(i8::from_le_bytes([*byte])))
    }

    /// The class's score, in [`UNIT`]s of log-odds.
    #[must_use]
    pub fn score(&self, features: &Features, class: usize) -> i32 {
        features.0.iter().map(|&it| self.weight(it, class)).sum()
    }

    /// The score of the features as [`Features::crossed`] with a class makes them.
    pub(crate) fn crossed_score(&self, features: &Features, class: usize) -> i32 {
        features.0.iter().map(|&it| self.weight(Features::for_class(it, class), 0)).sum()
    }

    /// The best of several candidates by class 0; the first of equals.
    #[must_use]
    pub fn best(&self, candidates: &[Features]) -> Option<usize> {
        best(candidates.iter().map(|it| self.score(it, 0)))
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

/// The place of the highest score; the first of equals.
pub(crate) fn best(scores: impl Iterator<Item = i32>) -> Option<usize> {
    scores.enumerate().max_by_key(|&(i, score)| (score, std::cmp::Reverse(i))).map(|it| it.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_is_read_back_as_it_was_written() {
        let mut features = Features::default();
        add!(features, "word", "port");
        let mut weights = vec![0.0; 2 << 4];
        weights[Model::slot(features.0[0], 1, 2, 4)] = 1.5;
        let model = Model::new(2, 4, &weights);
        assert_eq!((model.score(&features, 0), model.score(&features, 1)), (0, 48));
        let bytes: &'static [u8] = Box::leak([model.bytes(), model.bytes()].concat().into_boxed_slice());
        let read = Model::all(bytes);
        assert_eq!((read.len(), read[1].score(&features, 1)), (2, 48));
        assert_eq!(Model::all(&bytes[..bytes.len() - 1]).len(), 1);
    }

    #[test]
    fn parts_in_another_order_are_another_feature() {
        let (one, other) = (Part::of("port"), Part::number(1));
        assert_ne!(one.and(other), other.and(one));
        assert_eq!(Part::all([one, other]), Part::NONE.and(one).and(other));
        assert_eq!((Part::size(5), Part::size(60)), (Part::size(6), Part::size(600)));
    }
}
