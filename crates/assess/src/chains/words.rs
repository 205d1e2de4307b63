//! A text as copies are looked for: sentences of hashed words, with what stands in quotation marks told apart. Takes a text, gives
//! [`Words`]. No tags and no parse: it must read a hundred thousand reports in seconds, in damaged ones too.

use std::ops::Range;

/// Longest sentence, in words: a text without full stops is cut into stretches of this length.
const LONGEST: usize = 60;

/// The words of one text.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    pub(super) sentences: Vec<Sentence>,
}

/// One sentence.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    /// Hashes of the lower-case words, in order.
    pub(super) words: Vec<u32>,
    /// Which of them stand in quotation marks.
    pub(super) quoted: Vec<bool>,
    /// Bytes of the text.
    pub(super) bytes: Range<usize>,
}

impl Words {
    /// One pass over `text`.
    pub(super) fn new(text: &str) -> Self {
        let mut out = Self::default();
        let (mut open, mut start) = (false, None);
        let mut sentence = Sentence { words: Vec::new(), quoted: Vec::new(), bytes: 0..0 };
        for (at, c) in text.char_indices() {
            let inside = c.is_alphanumeric() || c == '\'' || c == '’' || (c == '-' && start.is_some());
            if inside {
                start = start.or(Some(at));
                continue;
            }
            if let Some(from) = start.take() {
                sentence.push(text, from..at, open);
            }
            match c {
                '“' => open = true,
                '”' => open = false,
                '"' => open = !open,
                // A quotation left open ends with its paragraph.
                '\n' => open = false,
                _ => {}
            }
            let ends = matches!(c, '.' | '!' | '?' | '\n') && (c == '\n' || text[at + 1..].starts_with([' ', '\n', '"', '”', '’']));
            if ends || sentence.words.len() >= LONGEST {
                out.close(&mut sentence);
            }
        }
        if let Some(from) = start {
            sentence.push(text, from..text.len(), open);
        }
        out.close(&mut sentence);
        out
    }

    fn close(&mut self, sentence: &mut Sentence) {
        let empty = Sentence { words: Vec::new(), quoted: Vec::new(), bytes: 0..0 };
        let done = std::mem::replace(sentence, empty);
        if !done.words.is_empty() {
            self.sentences.push(done);
        }
    }

    /// Every word, in order.
    pub(super) fn all(&self) -> impl Iterator<Item = u32> {
        self.sentences.iter().flat_map(|it| it.words.iter().copied())
    }
}

impl Sentence {
    fn push(&mut self, text: &str, bytes: Range<usize>, quoted: bool) {
        let word = text[bytes.clone()].trim_matches(['\'', '’', '-']);
        let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        if word.is_empty() {
            return;
        }
        if self.words.is_empty() {
            self.bytes.start = bytes.start;
        }
        self.bytes.end = bytes.end;
        self.words.push(hash(word));
        self.quoted.push(quoted);
    }
}

/// FNV-1a over the lower-case characters, a plural "s" left out, folded to 32 bits.
pub(super) fn hash(word: &str) -> u32 {
    let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
    let stem = if plural { &word[..word.len() - 1] } else { word };
    let mut out: u64 = 0xcbf2_9ce4_8422_2325;
    let mut eat = |byte: u8| out = (out ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    if stem.is_ascii() {
        stem.bytes().for_each(|byte| eat(byte.to_ascii_lowercase()));
    } else {
        stem.to_lowercase().bytes().for_each(&mut eat);
    }
    mix(out) as u32
}

/// A bijection that spreads bits (the finaliser of SplitMix64, Steele et al. 2014).
pub(super) fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_quotation_marks_is_told_apart() {
        let words = Words::new("Marsh said: “No ship sails.” The port, he added, stays \"shut\"");
        let quoted: Vec<usize> = words.sentences.iter().map(|it| it.quoted.iter().filter(|it| **it).count()).collect();
        assert_eq!(quoted, [3, 1]);
        assert_eq!(hash("Talks"), hash("talk"));
        assert_ne!(hash("pass"), hash("pas"));
    }

    #[test]
    fn a_text_without_full_stops_is_cut_into_stretches() {
        let words = Words::new(&"harbour ".repeat(1000));
        assert!(words.sentences.iter().all(|it| it.words.len() <= LONGEST));
        assert_eq!(words.all().count(), 1000);
    }
}
