//! Speakers of a transcript: "SECRETARY MARSH: We have a text." The label is the source, the rest of the
//! paragraph, and the paragraphs up to the next label, what is said.

use super::{Attribution, Text};
use crate::tokens::Kind;

/// Labels are capitals only, at most so many words.
const LONGEST: usize = 6;

/// One attribution a label; none where fewer than two paragraphs have one: a single one is a headline.
pub(super) fn attributions(text: &Text<'_>) -> Vec<Attribution> {
    let labels: Vec<(usize, usize)> = (0..text.tokens.paragraphs.len()).filter_map(|n| Some((n, colon(text, n)?))).collect();
    if labels.len() < 2 {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (k, &(n, colon)) in labels.iter().enumerate() {
        let paragraph = &text.tokens.paragraphs[n];
        let end = labels.get(k + 1).map_or(text.tokens.paragraphs.len(), |next| next.0);
        let rest = (n + 1..end).map(|m| text.tokens.paragraphs[m].clone());
        let content: Vec<_> = std::iter::once(colon + 1..paragraph.end).chain(rest).filter(|range| !range.is_empty()).collect();
        if content.is_empty() {
            continue;
        }
        let turn = Attribution::uncued(Some(paragraph.start..colon), content, text.tokens.sentence_of(colon));
        out.push(Attribution { cue: Some(colon..colon + 1), lemma: ":", in_person: true, ..turn });
    }
    out
}

/// The colon behind a label that opens a paragraph.
fn colon(text: &Text<'_>, n: usize) -> Option<usize> {
    let paragraph = &text.tokens.paragraphs[n];
    let colon = paragraph.clone().take(LONGEST + 1).find(|&i| text.tokens.word(i) == ":")?;
    let capitals = |i: usize| text.tokens.kind(i) != Kind::Word || text.tokens.word(i).chars().all(|c| !c.is_lowercase());
    (colon > paragraph.start && (paragraph.start..colon).all(capitals)).then_some(colon)
}
