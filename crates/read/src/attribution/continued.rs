//! Quotations without a cue of their own. One that follows an attribution in its paragraph goes on
//! with it; one that stands alone is left unspoken, for `damage` to report.

use std::ops::Range;

use super::{Attribution, Text};
use crate::phrases::Chunk;
use crate::tags::Tag;

/// Adds to attributions the quotations that go on with them; gives the numbers of those nobody is said to have spoken.
pub(super) fn attach(text: &Text<'_>, found: &mut Vec<Attribution>) -> Vec<usize> {
    let mut unspoken = Vec::new();
    let mut introduced = Vec::new();
    for (number, quotation) in text.quotes.all.iter().enumerate() {
        let hull = quotation.hull();
        // What is reported within the quotation takes nothing from whoever speaks it.
        let within = |it: &Attribution| it.cue.as_ref().is_some_and(|cue| hull.start <= cue.start && cue.end <= hull.end);
        let overlaps = |range: &Range<usize>| range.start < hull.end && hull.start < range.end;
        let taken = |it: &Attribution| !within(it) && it.content.iter().any(overlaps);
        if quotation.inside.is_some() || found.iter().any(taken) || !is_speech(text, number) {
            continue;
        }
        // The attribution that ends last before the quotation, in the same paragraph.
        let paragraph = text.tokens.paragraph_of(hull.start);
        let last = found
            .iter_mut()
            .filter(|it| it.cue.as_ref().is_some_and(|cue| cue.start < hull.start && text.tokens.paragraph_of(cue.start) == paragraph))
            .max_by_key(|it| it.cue.as_ref().map(|cue| cue.start));
        match last.filter(|it| it.source.is_some() && adjoins(text, it, hull.start)) {
            Some(it) => it.content.extend(quotation.segments.iter().cloned()),
            None => match introduced_by(text, hull.start, &quotation.segments) {
                Some(it) => introduced.push(it),
                None => unspoken.push(number),
            },
        }
    }
    found.extend(introduced);
    unspoken
}

/// `On the pause he leaves little room. "We will not sign."`: the quotation is that of whom the sentence before it is about, where he or
/// she, or a name, is the subject of its first verb.
fn introduced_by(text: &Text<'_>, quotation: usize, segments: &[Range<usize>]) -> Option<Attribution> {
    let n = text.tokens.sentence_of(quotation).checked_sub(1)?;
    let range = &text.tokens.sentences[n];
    let here = text.tokens.paragraph_of(range.start) == text.tokens.paragraph_of(quotation)
        && text.tokens.sentences.get(n + 1)?.start + 1 == quotation;
    if !here || range.clone().any(|t| text.quotes.quoted(t)) || text.tokens.word(range.end - 1) != "." {
        return None;
    }
    let sentence = text.sentence(n);
    let verb = sentence.chunks.iter().position(Chunk::is_finite)?;
    let subject = sentence.subject_left(verb)?;
    let core = sentence.chunks[subject.core].range.clone();
    let person = core.len() == 1 && text.tokens.is_any(core.start, &["he", "she"])
        || text.tags[core.end - 1] == Tag::NNP && core.clone().all(|t| text.tags[t].is_proper()) && subject.chunks.len() == 1;
    person.then(|| Attribution::uncued(Some(core), segments.to_vec(), n))
}

/// Whole sentences, or one that opens with the quotation: not a few words in quotation marks.
fn is_speech(text: &Text<'_>, number: usize) -> bool {
    let hull = text.quotes.all[number].hull();
    let sentence = text.tokens.sentence_of(hull.start);
    let opens = text.tokens.sentences[sentence].start + 1 == hull.start;
    opens && hull.len() >= 3
}

/// Does nothing but quoted words stand between the attribution's sentence and the quotation?
fn adjoins(text: &Text<'_>, it: &Attribution, quotation: usize) -> bool {
    let sentence = text.tokens.sentence_of(quotation);
    (it.sentence + 1..sentence).all(|n| {
        let range = &text.tokens.sentences[n];
        text.quotes.quoted(range.start) || text.quotes.quoted(range.start + 1)
    })
}
