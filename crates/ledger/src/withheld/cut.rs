//! A text with stretches of it replaced by a marker, and where each place of the old text lies in the new one. Places count Unicode
//! scalar values, as everywhere in a reading.

use std::ops::Range;

use armistice_types::text::{Span, Text};

/// One stretch of the old text and its marker in the new one.
struct Stretch {
    old: Range<usize>,
    new: Range<usize>,
}

/// A text after the cut.
pub(super) struct Cut {
    /// The new text.
    pub(super) text: Text,
    stretches: Vec<Stretch>,
    /// How many letters and digits were kept before each place of the old text.
    kept: Vec<usize>,
    length: usize,
}

impl Cut {
    /// Replaces the stretches, in whatever order they come and however they overlap. Those with nothing but blanks, hyphens and points
    /// between them become one, and `marker` says what stands for it; none reaches over a line end, so that every line keeps its number.
    pub(super) fn new(text: &str, stretches: Vec<Range<usize>>, marker: &dyn Fn(&Range<usize>) -> &'static str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let stretches = joined(&chars, stretches);
        let mut now = String::with_capacity(text.len());
        let mut cut = Self { text: Text::default(), stretches: Vec::new(), kept: Vec::new(), length: 0 };
        let (mut at, mut kept) = (0, 0);
        cut.kept.reserve(chars.len() + 1);
        let mut keep = |cut: &mut Self, now: &mut String, upto: usize, at: &mut usize, shown: bool| {
            for c in &chars[*at..upto] {
                cut.kept.push(kept);
                if shown {
                    kept += usize::from(c.is_alphanumeric());
                    now.push(*c);
                    cut.length += 1;
                }
            }
            *at = upto;
        };
        for old in stretches {
            keep(&mut cut, &mut now, old.start, &mut at, true);
            keep(&mut cut, &mut now, old.end, &mut at, false);
            let marker = marker(&old);
            now.push_str(marker);
            let new = cut.length..cut.length + marker.chars().count();
            cut.length = new.end;
            cut.stretches.push(Stretch { old, new });
        }
        keep(&mut cut, &mut now, chars.len(), &mut at, true);
        cut.kept.push(kept);
        cut.text = now.into();
        cut
    }

    /// Where a span lies now. One that begins or ends inside a stretch takes the whole marker in; one outside the text ends with it.
    pub(super) fn span(&self, span: Span) -> Span {
        let (start, end) = (self.place(span.start(), |it| it.start), self.place(span.end(), |it| it.end));
        Span::new(start.min(end), end).unwrap_or(span)
    }

    /// Is any letter or digit of the span still there?
    pub(super) fn keeps(&self, span: Span) -> bool {
        let at = |n: usize| self.kept.get(n).or(self.kept.last()).copied().unwrap_or(0);
        at(span.start()) < at(span.end())
    }

    /// Does any stretch touch the span?
    pub(super) fn touches(&self, span: Span) -> bool {
        let first = self.stretches.partition_point(|it| it.old.end <= span.start());
        self.stretches.get(first).is_some_and(|it| it.old.start < span.end())
    }

    fn place(&self, at: usize, edge: impl Fn(&Range<usize>) -> usize) -> usize {
        let n = self.stretches.partition_point(|it| it.old.end <= at);
        let within = self.stretches.get(n).filter(|it| it.old.start < at);
        let shifted = || match n.checked_sub(1).and_then(|n| self.stretches.get(n)) {
            Some(before) => before.new.end + (at - before.old.end),
            None => at,
        };
        within.map_or_else(shifted, |it| edge(&it.new)).min(self.length)
    }
}

/// Sorted, inside the text and its lines, none empty, apart from each other by at least one word.
fn joined(chars: &[char], all: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let inside = all.into_iter().map(|it| it.start..it.end.min(chars.len())).filter(|it| it.start < it.end);
    let mut lines: Vec<Range<usize>> = Vec::new();
    for it in inside {
        let ends = (it.start..it.end).filter(|&n| chars[n] == '\n').chain([it.end]);
        let mut at = it.start;
        for end in ends {
            lines.extend((at < end).then_some(at..end));
            at = end + 1;
        }
    }
    lines.sort_by_key(|it| (it.start, it.end));
    let within = |c: &char| matches!(c, ' ' | '\u{a0}' | '-' | '.' | '\'' | '’');
    let mut out: Vec<Range<usize>> = Vec::new();
    for it in lines {
        match out.last_mut() {
            Some(last) if last.end >= it.start || chars[last.end..it.start].iter().all(within) => last.end = last.end.max(it.end),
            _ => out.push(it),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: usize, end: usize) -> Span {
        Span::new(start, end).unwrap()
    }

    #[test]
    fn spans_follow_their_words() {
        let text = "“No,” said Örla Finch, of Selm.\nFinch left.";
        let cut = Cut::new(text, vec![11..15, 16..21, 32..37], &|_| "[x]");
        assert_eq!(&*cut.text, "“No,” said [x], of Selm.\n[x] left.");
        let words = |it: Span| cut.text.chars().skip(it.start()).take(it.end() - it.start()).collect::<String>();
        assert_eq!(words(cut.span(span(1, 3))), "No");
        assert_eq!(words(cut.span(span(6, 18))), "said [x]", "an end inside snaps to the edge");
        assert_eq!(words(cut.span(span(12, 14))), "[x]");
        assert_eq!(words(cut.span(span(21, 31))), ", of Selm.");
        assert_eq!(words(cut.span(span(32, 43))), "[x] left.");
        assert_eq!(words(cut.span(span(32, 99))), "[x] left.", "a span outside the text ends with it");
        assert!(!cut.keeps(span(11, 21)) && cut.keeps(span(11, 27)) && !cut.touches(span(0, 11)) && cut.touches(span(20, 40)));
    }

    #[test]
    fn every_span_of_every_cut_is_a_span_of_the_new_text() {
        let text = "Aé b, c d.\ne f-g";
        let n = text.chars().count();
        for a in 0..n {
            for b in a..n + 3 {
                let cut = Cut::new(text, vec![b..b + 2, a..b], &|_| "[…]");
                assert_eq!(cut.text.chars().count(), cut.length);
                for (start, end) in (0..=n).flat_map(|start| (start..=n).map(move |end| (start, end))) {
                    let it = cut.span(span(start, end));
                    assert!(it.end() <= cut.length);
                }
                assert!((0..n).all(|at| cut.span(span(at, at)).start() <= cut.span(span(at + 1, at + 1)).start()), "order is kept");
            }
        }
    }
}
