//! The file of a fitted network: sizes, the words for its classes, vectors of words in bytes, all other weights in two bytes.
//!
//! Numbers are little-endian. `u32` sizes (nine, see [`Sizes::numbers`]), `u32` length of the classes' text and the text (one line
//! each for universal tags, Penn tags and relations, words parted by spaces), then per row of the table a `f32` scale and an `i8` a
//! number, then per stretch of 256 weights a `f32` scale and an `i16` a number.

use crate::features::ROWS;
use crate::layout::{Blocks, Sizes};

/// Weights that share a scale.
const STRETCH: usize = 256;

/// A fitted network, its weights as numbers again.
#[derive(Clone, Debug)]
pub struct Model {
    /// How large it is.
    pub sizes: Sizes,
    /// Where its weights stand.
    pub blocks: Blocks,
    /// All weights but the vectors of words.
    pub weights: Vec<f32>,
    /// One vector a row, in bytes.
    pub words: Vec<i8>,
    /// One scale a row.
    pub scales: Vec<f32>,
    /// The words for its classes.
    pub classes: Classes,
}

/// The words for classes, in the order of their numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classes {
    /// Universal tags.
    pub upos: Vec<String>,
    /// Penn tags.
    pub xpos: Vec<String>,
    /// Relations, with their subtypes.
    pub relations: Vec<String>,
}

impl Classes {
    fn text(&self) -> String {
        [&self.upos, &self.xpos, &self.relations].map(|it| it.join(" ")).join("\n")
    }

    fn from_text(text: &str) -> Option<Self> {
        let mut lines = text.lines().map(|line| line.split(' ').map(str::to_owned).collect());
        Some(Self { upos: lines.next()?, xpos: lines.next()?, relations: lines.next()? })
    }
}

/// The bytes of a model's file.
#[must_use]
pub fn pack(sizes: &Sizes, classes: &Classes, weights: &[f32], words: &[f32]) -> Vec<u8> {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes();
    let mut out: Vec<u8> = sizes.numbers().into_iter().flat_map(number).collect();
    let text = classes.text();
    out.extend(number(text.len()));
    out.extend(text.bytes());
    for row in words.chunks_exact(sizes.word) {
        let scale = largest(row) / 127.0;
        out.extend(scale.to_le_bytes());
        #[expect(clippy::cast_possible_truncation, reason = "the scale keeps it within a byte")]
        out.extend(row.iter().flat_map(|it| (step(*it, scale) as i8).to_le_bytes()));
    }
    for stretch in weights.chunks(STRETCH) {
        let scale = largest(stretch) / 32767.0;
        out.extend(scale.to_le_bytes());
        #[expect(clippy::cast_possible_truncation, reason = "the scale keeps it within two bytes")]
        out.extend(stretch.iter().flat_map(|it| (step(*it, scale) as i16).to_le_bytes()));
    }
    out
}

fn largest(list: &[f32]) -> f32 {
    list.iter().fold(0.0, |most, it| it.abs().max(most))
}

fn step(number: f32, scale: f32) -> f32 {
    if scale > 0.0 { (number / scale).round() } else { 0.0 }
}

/// The model in a file's bytes; `None` where they are no such file.
#[must_use]
pub fn unpack(bytes: &[u8]) -> Option<Model> {
    let mut rest = bytes;
    let mut take = |n: usize| {
        let (head, tail) = rest.split_at_checked(n)?;
        rest = tail;
        Some(head)
    };
    let number = |bytes: &[u8]| Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize);
    let scale = |bytes: &[u8]| Some(f32::from_le_bytes(bytes.try_into().ok()?));
    let mut numbers = [0; 9];
    for it in &mut numbers {
        *it = number(take(4)?)?;
    }
    let sizes = Sizes::from_numbers(numbers);
    let len = number(take(4)?)?;
    let classes = Classes::from_text(std::str::from_utf8(take(len)?).ok()?)?;
    let blocks = Blocks::new(&sizes);
    let (mut words, mut scales) = (Vec::with_capacity(ROWS * sizes.word), Vec::with_capacity(ROWS));
    for _ in 0..ROWS {
        scales.push(scale(take(4)?)?);
        words.extend(take(sizes.word)?.iter().map(|byte| i8::from_le_bytes([*byte])));
    }
    let mut weights = Vec::with_capacity(blocks.len);
    while weights.len() < blocks.len {
        let scale = scale(take(4)?)?;
        let stretch = take(2 * STRETCH.min(blocks.len - weights.len()))?;
        weights.extend(stretch.chunks_exact(2).map(|it| scale * f32::from(i16::from_le_bytes([it[0], it[1]]))));
    }
    rest.is_empty().then_some(Model { sizes, blocks, weights, words, scales, classes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked_but_for_the_rounding() {
        let sizes = Sizes { word: 2, dim: 2, layers: 1, arc: 2, label: 2, upos: 1, xpos: 2, relations: 3, names: 3 };
        let list = |text: &str| text.split(' ').map(str::to_owned).collect();
        let classes = Classes { upos: list("X"), xpos: list("A B"), relations: list("root dep a:b") };
        let weights: Vec<f32> = (0..Blocks::new(&sizes).len).map(|i| (i % 7) as f32 - 3.0).collect();
        let words: Vec<f32> = (0..ROWS * 2).map(|i| (i % 5) as f32).collect();
        let bytes = pack(&sizes, &classes, &weights, &words);
        let model = unpack(&bytes).unwrap();
        assert_eq!((&model.sizes, &model.classes), (&sizes, &classes));
        assert!(model.weights.iter().zip(&weights).all(|(a, b)| (a - b).abs() < 1e-3));
        assert!((f32::from(model.words[8]) * model.scales[4] - words[8]).abs() < 0.05);
        assert!(unpack(&bytes[..bytes.len() - 1]).is_none() && unpack(&[bytes, vec![0]].concat()).is_none());
        assert!(unpack(b"no model").is_none());
    }
}
