//! The words of the treebanks. Takes tokens and sentences, gives for each sentence the words that the English Universal Dependencies
//! treebanks would cut, as bytes, with the tokens that each stands on.
//!
//! Tokens keep "six-member" whole, which the rules rely on; the treebanks cut it into three words, and keep "11/28/2000" or
//! ":-)" whole, which are several tokens. So a word lies on one or more tokens, and a token holds one or more words or a part of one.
//! What is cut where is the business of `cut` (words), `numbers` and `marks`.

mod cut;
mod marks;
mod numbers;

use std::ops::Range;

use crate::lexicon::word_forms::{self, Class};
use crate::tokens::{Kind, Tokens};
use cut::Behind;

/// One word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Where it stands in the text.
    pub(crate) bytes: Range<usize>,
    /// The tokens it stands on, wholly or in part; never none.
    pub(crate) tokens: Range<usize>,
}

/// The words of a text.
#[derive(Debug)]
pub(crate) struct Words {
    /// All words, in the order of the text.
    pub(crate) all: Vec<Word>,
    /// For each sentence of the tokens, its words.
    pub(crate) sentences: Vec<Range<usize>>,
    /// For each token, the words that stand on it, wholly or in part; never none.
    pub(crate) of_token: Vec<Range<usize>>,
}

/// Cuts every sentence into words. A word never runs over the end of a sentence.
pub(crate) fn words(tokens: &Tokens<'_>) -> Words {
    let mut out = Words { all: Vec::new(), sentences: Vec::new(), of_token: vec![0..0; tokens.tokens.len()] };
    let mut bytes = Vec::new();
    for sentence in &tokens.sentences {
        let first = out.all.len();
        let mut i = sentence.start;
        while i < sentence.end {
            let next = (i + 1..sentence.end).find(|&j| !tokens.tokens[j].glued).unwrap_or(sentence.end);
            bytes.clear();
            let behind = match tokens.kind(next) {
                _ if next == sentence.end => Behind::Nothing,
                Kind::Number => Behind::Number,
                _ => Behind::Other,
            };
            cut::cut(tokens.text, tokens.bytes(&(i..next)), behind, &mut bytes);
            it_is(tokens, next..sentence.end, &mut bytes);
            place(tokens, i, &bytes, &mut out);
            i = next;
        }
        out.sentences.push(first..out.all.len());
    }
    out
}

/// The words of a text, sentence by sentence, as bytes: for those who compare them with a treebank's.
#[must_use]
pub fn cut(text: &str) -> Vec<Vec<Range<usize>>> {
    let tokens = crate::tokens::tokens(text);
    let words = words(&tokens);
    words.sentences.iter().map(|it| words.all[it.clone()].iter().map(|word| word.bytes.clone()).collect()).collect()
}

/// Notes which tokens the words of a stretch, which starts at a token, stand on.
fn place(tokens: &Tokens<'_>, mut token: usize, bytes: &[Range<usize>], out: &mut Words) {
    for range in bytes {
        while tokens.tokens[token].end <= range.start {
            token += 1;
        }
        let first = token;
        while tokens.tokens[token].end < range.end {
            token += 1;
        }
        let word = out.all.len();
        for of in &mut out.of_token[first..=token] {
            *of = if of.end == 0 { word..word + 1 } else { of.start..word + 1 };
        }
        out.all.push(Word { bytes: range.clone(), tokens: first..token + 1 });
    }
}

/// "Its not over": the word behind shows that an "its" is "it's".
fn it_is(tokens: &Tokens<'_>, behind: Range<usize>, bytes: &mut Vec<Range<usize>>) {
    let [whole] = &bytes[..] else { return };
    let whole = whole.clone();
    if !behind.is_empty() && tokens.text[whole.clone()].eq_ignore_ascii_case("its") {
        let after = tokens.word(behind.start);
        if after.len() < 12 && word_forms::is(Class::BehindIts, &after.to_lowercase()) {
            *bytes = vec![whole.start..whole.end - 1, whole.end - 1..whole.end];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokens;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let cut = tokens(text);
        let words = words(&cut);
        let sentences: Vec<String> = words
            .sentences
            .iter()
            .map(|it| words.all[it.clone()].iter().map(|word| &text[word.bytes.clone()]).collect::<Vec<_>>().join("|"))
            .collect();
        assert_eq!(sentences.join(" "), expect);
    }

    #[test]
    fn hyphens_are_words_but_behind_prefixes() {
        check("a six-member Selm-based panel", "a|six|-|member|Selm|-|based|panel");
        check("its co-founder, a non-aligned e-mail writer", "its|co-founder|,|a|non-aligned|e-mail|writer");
        check("a so-and-so's mid-2004 rebound", "a|so|-|and|-|so|'s|mid-2004|rebound");
        check("Orvan—once—left 1990–1995", "Orvan|—|once|—|left|1990|–|1995");
    }

    #[test]
    fn clitics_and_what_is_written_together_are_cut() {
        check("We cannot, won't, dont and shan’t wait", "We|can|not|,|wo|n't|,|do|nt|and|sha|n’t|wait");
        check("Im sure thats Marsh's, gonna go", "I|m|sure|that|s|Marsh|'s|,|gon|na|go");
        check("its not over its bounds", "it|s|not|over|its|bounds");
    }

    #[test]
    fn numbers_leave_their_units_and_keep_their_endings() {
        check("5pm, 12.5kg, $5m, 50% of the 1990s and the 21st", "5|pm|,|12.5|kg|,|$|5|m|,|50|%|of|the|1990s|and|the|21st");
        check("on 9/11 and 11/28/2000, call 555-0134", "on|9/11|and|11/28/2000|,|call|555-0134");
        check("3-4 of them, 10-15 days", "3|-|4|of|them|,|10|-|15|days");
        check("at 7:30PM for US$4.5", "at|7:30|PM|for|US$|4.5");
    }

    #[test]
    fn addresses_and_faces_are_one_word() {
        check(
            "see http://quay.example/a-b?c=1, or write to o.finch@quay.example.",
            "see|http://quay.example/a-b?c=1|,|or|write|to|o.finch@quay.example|.",
        );
        check("terms_v2-1.doc is at selm.org/terms (old).", "terms_v2-1.doc|is|at|selm.org/terms|(|old|)|.");
        check("Good :) and/or bad ;-)", "Good|:)|and|/|or|bad|;-)");
        check("Really?! Yes... no -- w/o him", "Really|?! Yes|...|no|--|w/o|him");
    }

    #[test]
    fn stops_of_abbreviations_are_cut_where_a_sentence_ends() {
        check("The U.S. envoy left at 6 p.m.", "The|U.S.|envoy|left|at|6|p.m|.");
        check("The U.S.-led force of Gen. Marrow", "The|U.S.|-|led|force|of|Gen.|Marrow");
    }

    #[test]
    fn every_character_is_in_one_word_and_every_token_has_its_words() {
        for text in [
            "",
            "a\u{301}b 'tis «oui» 'x'",
            "\u{202e}abc\u{0}def 1/2/3/4",
            "…’’’’ “‘a’” --=*~",
            "é.ß.漢字、🙂 12.a.b@c http:// $$ #1 x-y/z-",
        ] {
            let tokens = tokens(text);
            let words = words(&tokens);
            let kept: String = words.all.iter().map(|it| &text[it.bytes.clone()]).collect();
            assert_eq!(kept, text.chars().filter(|c| !c.is_whitespace()).collect::<String>());
            for (i, of) in words.of_token.iter().enumerate() {
                assert!(!of.is_empty() && words.all[of.clone()].iter().all(|word| word.tokens.contains(&i)));
            }
        }
    }
}
