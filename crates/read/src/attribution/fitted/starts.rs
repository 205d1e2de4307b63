//! Where what stands behind a cue may begin, and what ends before it.

use super::spans::{AHEAD, Candidates};
use crate::fitted::{Part, part};
use crate::phrases::{Form, Phrase};

/// How many marks before a cue are looked at.
const MARKS: usize = 7;

impl Candidates<'_> {
    /// Chunks at which what stands behind the cue may begin.
    pub(super) fn starts_behind(&self) -> Vec<(usize, Part)> {
        let view = self.view;
        let chunks = view.sentence.chunks;
        let mut first = view.chunk_from(self.cue.end);
        let mut out = vec![(first, part!("cue"))];
        if let Some(source) = self.source.filter(|it| it.range.start >= self.cue.end) {
            first = view.chunk_from(source.range.end);
            out.push((first, part!("source")));
        }
        while matches!(chunks.get(first).map(|it| it.phrase), Some(Phrase::Comma | Phrase::Quote | Phrase::Mark | Phrase::Adverb)) {
            first += 1;
        }
        match chunks.get(first).map(|it| it.phrase) {
            Some(Phrase::Noun) => {
                let (_, right, attached) = view.around(first);
                out.extend([(*attached, part!("np")), (*right, part!("apposition")), (first + 1, part!("chunk"))]);
            }
            Some(Phrase::Preposition) => {
                out.push((first + 1, part!("pp")));
                if chunks.get(first + 1).is_some_and(|it| it.is_noun() || it.phrase == Phrase::Time) {
                    out.push((view.around(first + 1).2, part!("pp np")));
                }
            }
            _ => {}
        }
        let ahead = |want: Phrase| (first..chunks.len().min(first + 9)).find(|&i| chunks[i].phrase == want);
        out.extend(ahead(Phrase::That).map(|i| (i + 1, part!("that"))));
        out.extend(ahead(Phrase::Quote).map(|i| (i + 1, part!("quote"))));
        out.extend(ahead(Phrase::Comma).map(|i| (i + 1, part!("comma"))));
        out.extend(ahead(Phrase::Verb(Form::Infinitive)).map(|i| (i, part!("infinitive"))));
        let colon = |i: &usize| chunks[*i].phrase == Phrase::Mark && view.text.tokens.word(chunks[*i].range.start) == ":";
        out.extend((first..chunks.len().min(first + AHEAD)).find(colon).map(|i| (i + 1, part!("colon"))));
        out
    }

    /// Tokens at which what ends at `left` may begin.
    pub(super) fn starts_before(&self, left: usize) -> Vec<(usize, Part)> {
        let view = self.view;
        let mut out = vec![(view.range.start, part!("start"))];
        let inside = (view.range.start..left).rev().take(AHEAD).find(|&i| view.text.quotes.quoted(i));
        if let Some(number) = inside.and_then(|i| view.text.quotes.outer(i)) {
            out.push((view.text.quotes.all[number].hull().start, part!("hull")));
        }
        let marks = out.len() + MARKS;
        for chunk in view.sentence.chunks[..view.chunk_of(left)].iter().rev().take(AHEAD) {
            let from = match chunk.phrase {
                Phrase::That | Phrase::Wh => part!("that"),
                Phrase::And => part!("and"),
                Phrase::Comma => part!("comma"),
                Phrase::Mark => part!("mark"),
                Phrase::Preposition => part!("pp"),
                _ => continue,
            };
            out.push((chunk.range.end, from));
            if out.len() == marks {
                break;
            }
        }
        out
    }
}
