//! Gold words against the reader's over the characters of a text, as the CoNLL 2018 shared task aligns them (`conll18_ud_eval.py`):
//! spans count characters other than white space; a word that is no part of a multiword token meets the word of the same span; where
//! one is, the words of the overlapping stretch are aligned by their longest common subsequence of forms, in lower case.

use std::ops::Range;

/// A word with its span; words of a multiword token have the token's.
#[derive(Clone, Debug)]
pub struct Spanned {
    pub span: Range<usize>,
    pub multiword: bool,
    /// In lower case.
    pub form: String,
}

/// Pairs of indices, gold's and the reader's, in order.
pub fn align(gold: &[Spanned], ours: &[Spanned]) -> Vec<(usize, usize)> {
    let (mut g, mut o) = (0, 0);
    let mut out = Vec::new();
    while g < gold.len() && o < ours.len() {
        if gold[g].multiword || ours[o].multiword {
            let (golds, others) = stretch(gold, ours, g, o);
            (g, o) = (golds.end, others.end);
            common(gold, ours, golds, others, &mut out);
        } else if gold[g].span == ours[o].span {
            out.push((g, o));
            g += 1;
            o += 1;
        } else if gold[g].span.start <= ours[o].span.start {
            g += 1;
        } else {
            o += 1;
        }
    }
    out
}

/// The words of both sides that overlap with the multiword token at `g` or `o`, and with those that overlap with them.
fn stretch(gold: &[Spanned], ours: &[Spanned], mut g: usize, mut o: usize) -> (Range<usize>, Range<usize>) {
    let mut end = if gold[g].multiword {
        o += usize::from(!ours[o].multiword && ours[o].span.start < gold[g].span.start);
        gold[g].span.end
    } else {
        g += usize::from(!gold[g].multiword && gold[g].span.start < ours[o].span.start);
        ours[o].span.end
    };
    let (first_gold, first_ours) = (g, o);
    let beyond = |words: &[Spanned], i: usize, end: usize| {
        words.get(i).is_none_or(|it| if it.multiword { it.span.start >= end } else { it.span.end > end })
    };
    let extended = |word: &Spanned, end: usize| if word.multiword { end.max(word.span.end) } else { end };
    while !beyond(gold, g, end) || !beyond(ours, o, end) {
        if g < gold.len() && (o >= ours.len() || gold[g].span.start <= ours[o].span.start) {
            end = extended(&gold[g], end);
            g += 1;
        } else {
            end = extended(&ours[o], end);
            o += 1;
        }
    }
    (first_gold..g, first_ours..o)
}

/// Aligns two stretches by their longest common subsequence.
fn common(gold: &[Spanned], ours: &[Spanned], golds: Range<usize>, others: Range<usize>, out: &mut Vec<(usize, usize)>) {
    let (n, m) = (golds.len(), others.len());
    let same = |g: usize, o: usize| gold[golds.start + g].form == ours[others.start + o].form;
    let mut longest = vec![vec![0usize; m + 1]; n + 1];
    for g in (0..n).rev() {
        for o in (0..m).rev() {
            let skipped = longest[g + 1][o].max(longest[g][o + 1]);
            longest[g][o] = if same(g, o) { skipped.max(1 + longest[g + 1][o + 1]) } else { skipped };
        }
    }
    let (mut g, mut o) = (0, 0);
    while g < n && o < m {
        if same(g, o) {
            out.push((golds.start + g, others.start + o));
            g += 1;
            o += 1;
        } else if longest[g][o] == longest[g + 1][o] {
            g += 1;
        } else {
            o += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "can+not" is a multiword token; pieces are joined by spaces where a space stands.
    fn spanned(text: &str) -> Vec<Spanned> {
        let mut at = 0;
        let mut out = Vec::new();
        for token in text.split(' ') {
            let words: Vec<&str> = token.split('+').collect();
            let end = at + words.iter().map(|it| it.chars().count()).sum::<usize>();
            for form in &words {
                let span = if words.len() > 1 { at..end } else { at..at + form.chars().count() };
                out.push(Spanned { span, multiword: words.len() > 1, form: form.to_lowercase() });
            }
            at = end;
        }
        out
    }

    #[track_caller]
    fn check(gold: &str, ours: &str, expect: &[(usize, usize)]) {
        assert_eq!(align(&spanned(gold), &spanned(ours)), expect);
    }

    #[test]
    fn words_of_the_same_span_meet() {
        check("the six - member panel", "the six-member panel", &[(0, 0), (4, 2)]);
        check("they can+not go", "they can not go", &[(0, 0), (1, 1), (2, 2), (3, 3)]);
        check("they can+not go", "they cannot go", &[(0, 0), (3, 2)]);
        check("x do+n't stay", "xdo n't stay", &[(2, 1), (3, 2)]);
    }
}
