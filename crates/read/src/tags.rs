//! Part-of-speech tags. Takes the words of one sentence, gives a Penn tag for each. A greedy averaged
//! perceptron (Collins 2002) over hashed features, fitted by `tools/train`; its card is `data/models/tags.md`.
//!
//! Public for `tools/train`, which fits the model on the features computed here.

use std::ops::Range;
use std::sync::OnceLock;

/// The Penn Treebank tags as used in the English Universal Dependencies treebanks; marks are [`Tag::Punct`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the tags' own names")]
#[rustfmt::skip]
pub enum Tag {
    NN, NNS, NNP, NNPS, VB, VBD, VBG, VBN, VBP, VBZ, MD, PRP, PRPS, DT, PDT, IN, TO, CC, JJ, JJR, JJS, RB, RBR, RBS, RP, CD, WP, WDT, WRB,
    WPS, EX, POS, UH, FW, SYM, LS, Punct,
}

const NAMES: [(&str, Tag); 36] = [
    ("NN", Tag::NN),
    ("NNS", Tag::NNS),
    ("NNP", Tag::NNP),
    ("NNPS", Tag::NNPS),
    ("VB", Tag::VB),
    ("VBD", Tag::VBD),
    ("VBG", Tag::VBG),
    ("VBN", Tag::VBN),
    ("VBP", Tag::VBP),
    ("VBZ", Tag::VBZ),
    ("MD", Tag::MD),
    ("PRP", Tag::PRP),
    ("PRP$", Tag::PRPS),
    ("DT", Tag::DT),
    ("PDT", Tag::PDT),
    ("IN", Tag::IN),
    ("TO", Tag::TO),
    ("CC", Tag::CC),
    ("JJ", Tag::JJ),
    ("JJR", Tag::JJR),
    ("JJS", Tag::JJS),
    ("RB", Tag::RB),
    ("RBR", Tag::RBR),
    ("RBS", Tag::RBS),
    ("RP", Tag::RP),
    ("CD", Tag::CD),
    ("WP", Tag::WP),
    ("WDT", Tag::WDT),
    ("WRB", Tag::WRB),
    ("WP$", Tag::WPS),
    ("EX", Tag::EX),
    ("POS", Tag::POS),
    ("UH", Tag::UH),
    ("FW", Tag::FW),
    ("SYM", Tag::SYM),
    ("LS", Tag::LS),
];

impl Tag {
    /// How many tags there are.
    pub const COUNT: usize = NAMES.len() + 1;

    /// The tag with this Penn name; everything else is a mark.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        NAMES.iter().find(|(it, _)| *it == name).map_or(Self::Punct, |(_, tag)| *tag)
    }

    /// The tag with this number, in the order of the model's file.
    #[must_use]
    pub fn from_index(i: usize) -> Self {
        NAMES.get(i).map_or(Self::Punct, |(_, tag)| *tag)
    }

    /// The tag's Penn name.
    #[must_use]
    pub fn name(self) -> &'static str {
        NAMES.get(self as usize).map_or("mark", |(name, _)| name)
    }

    /// Any form of a verb but a modal.
    #[must_use]
    pub fn is_verb(self) -> bool {
        matches!(self, Self::VB | Self::VBD | Self::VBG | Self::VBN | Self::VBP | Self::VBZ)
    }

    /// A noun, common or proper.
    #[must_use]
    pub fn is_noun(self) -> bool {
        matches!(self, Self::NN | Self::NNS | Self::NNP | Self::NNPS)
    }

    /// A proper noun.
    #[must_use]
    pub fn is_proper(self) -> bool {
        matches!(self, Self::NNP | Self::NNPS)
    }
}

/// How many features a token has.
pub const FEATURES: usize = 19;

/// How many of them hang on words alone.
const OF_WORDS: usize = 15;

/// One word as the features see it.
struct Shape {
    lower: String,
    shape: u64,
}

fn shape(word: &str) -> Shape {
    let mut lower = word.to_lowercase();
    if !lower.is_ascii() {
        let one_form = |c| match c {
            '’' | '‘' => '\'',
            '“' | '”' | '«' | '»' => '"',
            '–' | '—' => '-',
            c => c,
        };
        lower = lower.chars().map(one_form).collect();
    }
    if lower.starts_with(|c: char| c.is_ascii_digit()) {
        lower = lower.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    }
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    let first = letters().next().is_some_and(char::is_uppercase);
    let rest_upper = first && letters().nth(1).is_some() && letters().all(char::is_uppercase);
    let digit = word.bytes().any(|c| c.is_ascii_digit());
    let alphabetic = letters().next().is_some();
    let bits = [first, rest_upper, digit, word.contains('-'), alphabetic];
    let shape = bits.iter().enumerate().map(|(i, bit)| u64::from(*bit) << i).sum();
    Shape { lower, shape }
}

/// A sentence, ready for feature extraction.
pub struct Sentence {
    words: Vec<Shape>,
}

fn mix(kind: u64, parts: &[&[u8]]) -> u64 {
    // FNV-1a, with the kind of feature as its first byte and a separator between parts.
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    let mut step = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    step(kind.to_le_bytes()[0]);
    for part in parts {
        part.iter().copied().for_each(&mut step);
        step(0xff);
    }
    hash ^ hash >> 32
}

impl Sentence {
    /// Folds the words once.
    #[must_use]
    pub fn new(words: &[&str]) -> Self {
        Self { words: words.iter().map(|word| shape(word)).collect() }
    }

    fn lower(&self, i: isize) -> &[u8] {
        match usize::try_from(i) {
            Err(_) => b"<s>",
            Ok(i) => self.words.get(i).map_or(b"</s>", |word| word.lower.as_bytes()),
        }
    }

    fn suffix(&self, i: isize, n: usize) -> &[u8] {
        let word = self.lower(i);
        let mut from = word.len().saturating_sub(n);
        while from > 0 && word[from] & 0xc0 == 0x80 {
            from -= 1;
        }
        &word[from..]
    }

    /// Feature hashes of the word at `i`, given the tags before it.
    #[must_use]
    pub fn features(&self, i: usize, before: &[Tag]) -> [u64; FEATURES] {
        let (own, behind) = (self.of_words(i), self.of_tags(i, before));
        std::array::from_fn(|n| own.get(n).copied().unwrap_or_else(|| behind[n - own.len()]))
    }

    fn kind(&self, i: usize) -> [u8; 2] {
        [self.words[i].shape.to_le_bytes()[0], u8::from(i == 0)]
    }

    /// Those that hang on words alone.
    fn of_words(&self, i: usize) -> [u64; OF_WORDS] {
        let at = isize::try_from(i).unwrap_or(isize::MAX - 2);
        let word = self.lower(at);
        let kind = self.kind(i);
        [
            mix(0, &[]),
            mix(1, &[word]),
            mix(2, &[self.suffix(at, 3)]),
            mix(3, &[self.suffix(at, 2)]),
            mix(4, &[self.suffix(at, 1), &kind]),
            mix(5, &[&word[..word.len().min(2)]]),
            mix(6, &[&kind]),
            mix(10, &[self.lower(at - 1)]),
            mix(11, &[self.suffix(at - 1, 3)]),
            mix(12, &[self.lower(at - 2)]),
            mix(13, &[self.lower(at + 1)]),
            mix(14, &[self.suffix(at + 1, 3)]),
            mix(15, &[self.lower(at + 2)]),
            mix(16, &[self.lower(at - 1), word]),
            mix(17, &[word, self.lower(at + 1)]),
        ]
    }

    /// Those that hang on the tags before as well.
    fn of_tags(&self, i: usize, before: &[Tag]) -> [u64; FEATURES - OF_WORDS] {
        let previous = |n: usize| before.len().checked_sub(n).map_or(255, |at| before[at] as u8);
        let (t1, t2) = ([previous(1)], [previous(2)]);
        let next_kind = [self.words.get(i + 1).map_or(255, |word| word.shape.to_le_bytes()[0])];
        let word = self.words[i].lower.as_bytes();
        [mix(7, &[&t1]), mix(8, &[&t1, &t2]), mix(9, &[&t1, word]), mix(18, &[&self.kind(i), &t1, &next_kind])]
    }
}

/// The model's file: `u32` count, then count hashes (`u32`, sorted), count+1 offsets (`u32`), then pairs of tag and weight (`u8`, `i8`).
const MODEL: &[u8] = include_bytes!("../../../data/models/tags.bin");

/// A table of open addressing: a feature stands at the first slot behind its own that is its or free.
struct Model {
    slots: Vec<Slot>,
    pairs: &'static [[u8; 2]],
}

/// Where a feature's weights begin and, in the lower six bits, how many they are; none for a free slot.
#[derive(Clone, Copy, Default)]
struct Slot {
    key: u32,
    place: u32,
}

impl Slot {
    fn pairs(self) -> Range<usize> {
        let from = (self.place >> 6) as usize;
        from..from + (self.place & 63) as usize
    }
}

fn model() -> &'static Model {
    static CELL: OnceLock<Model> = OnceLock::new();
    CELL.get_or_init(|| {
        let words = MODEL.as_chunks::<4>().0;
        let word = |at: usize| u32::from_le_bytes(words[at]);
        let n = word(0) as usize;
        let mut out = Model { slots: vec![Slot::default(); (n + n / 2).next_power_of_two()], pairs: MODEL[8 + 8 * n..].as_chunks().0 };
        for i in 0..n {
            let (key, from, end) = (word(1 + i), word(1 + n + i), word(2 + n + i));
            let at = out.at(key);
            out.slots[at] = Slot { key, place: from << 6 | (end - from) };
        }
        out
    })
}

impl Model {
    /// Where features stand: far from each other, so they are fetched side by side, before any weight is added.
    fn slots<const N: usize>(&self, features: [u64; N]) -> [Slot; N] {
        features.map(|feature| self.slots[self.at(key(feature))])
    }

    fn add(&self, slots: &[Slot], scores: &mut [i32; Tag::COUNT]) {
        for [tag, weight] in slots.iter().flat_map(|slot| &self.pairs[slot.pairs()]) {
            scores[usize::from(*tag)] += i32::from(i8::from_le_bytes([*weight]));
        }
    }

    /// The slot of a feature, or the one that would be its.
    fn at(&self, key: u32) -> usize {
        let last = self.slots.len() - 1;
        let mut at = key as usize & last;
        while self.slots[at].place & 63 != 0 && self.slots[at].key != key {
            at = (at + 1) & last;
        }
        at
    }
}

/// The part of a feature's hash that the model stores.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "the lower half is the key")]
pub fn key(feature: u64) -> u32 {
    feature as u32
}

/// A token that is tagged as a mark without asking the model.
#[must_use]
pub fn is_mark(word: &str) -> bool {
    !word.chars().any(char::is_alphanumeric) && !matches!(word, "'" | "’" | "%" | "$" | "&")
}

/// Tags one sentence. Ties go to the earlier tag.
#[must_use]
pub fn tag(words: &[&str]) -> Vec<Tag> {
    let model = model();
    let sentence = Sentence::new(words);
    let marks: Vec<bool> = words.iter().map(|word| is_mark(word)).collect();
    let place = |i: usize| if marks[i] { [Slot::default(); OF_WORDS] } else { model.slots(sentence.of_words(i)) };
    let places: Vec<[Slot; OF_WORDS]> = (0..words.len()).map(place).collect();
    let mut tags: Vec<Tag> = Vec::with_capacity(words.len());
    for (i, places) in places.iter().enumerate() {
        if marks[i] {
            tags.push(Tag::Punct);
            continue;
        }
        let mut scores = [0i32; Tag::COUNT];
        model.add(places, &mut scores);
        model.add(&model.slots(sentence.of_tags(i, &tags)), &mut scores);
        let best = (0..Tag::COUNT).max_by_key(|&i| (scores[i], std::cmp::Reverse(i))).unwrap_or(0);
        tags.push(Tag::from_index(best));
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sentence: &str, expect: &str) {
        let words: Vec<&str> = sentence.split(' ').collect();
        let found: Vec<String> = tag(&words).iter().map(|tag| format!("{tag:?}")).collect();
        assert_eq!(found.join(" "), expect);
    }

    #[test]
    fn a_verb_and_a_noun_of_one_spelling_are_told_apart() {
        check("The ministry plans to answer the claims .", "DT NN VBZ TO VB DT NNS Punct");
        check("He claims the plans failed .", "PRP VBZ DT NNS VBD Punct");
    }

    #[test]
    fn the_card_gives_the_digest_of_the_model() {
        use sha2::{Digest, Sha256};
        let digest: String = Sha256::digest(MODEL).iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(include_str!("../../../data/models/tags.md").contains(&digest), "{digest}");
    }
}
