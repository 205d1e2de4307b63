//! In which tense an expression of time is spoken: by the nearest finite verb before it in its sentence, else behind it.

use std::ops::Range;

use super::resolve::Tense;
use crate::attribution::Text;
use crate::lexicon::time_context::beside_time;
use crate::tags::Tag;

/// How the clause of an expression is spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spoken {
    Past,
    Present,
    Future,
    /// No verb says.
    Nothing,
}

impl Spoken {
    /// A heading tells of what has been.
    pub(super) fn tense(self) -> Tense {
        match self {
            Self::Past | Self::Nothing => Tense::Past,
            Self::Present => Tense::Present,
            Self::Future => Tense::Future,
        }
    }
}

/// How far a verb is looked for.
const REACH: usize = 24;

pub(super) fn spoken(text: &Text<'_>, sentence: &Range<usize>, at: &Range<usize>) -> Spoken {
    let before = at.start.saturating_sub(REACH).max(sentence.start)..at.start;
    let behind = at.end..(at.end + REACH).min(sentence.end);
    before
        .rev()
        .find_map(|i| of_verb(text, sentence, i))
        .or_else(|| behind.clone().find_map(|i| of_verb(text, sentence, i)))
        .unwrap_or(Spoken::Nothing)
}

/// What a verb says; an infinitive looks ahead, a participle says what its auxiliary does.
fn of_verb(text: &Text<'_>, sentence: &Range<usize>, i: usize) -> Option<Spoken> {
    let tokens = text.tokens;
    Some(match text.tags[i] {
        Tag::MD if tokens.is_any(i, &["can", "ca"]) => Spoken::Present,
        Tag::MD => Spoken::Future,
        Tag::VB if i > sentence.start && text.tags[i - 1] == Tag::TO => {
            // "is to meet", "agreed to meet", "had to leave"
            if i > sentence.start + 1 && tokens.is_any(i - 2, &["had", "used"]) { Spoken::Past } else { Spoken::Future }
        }
        Tag::VBD => Spoken::Past,
        Tag::VBN => {
            let from = i.saturating_sub(5).max(sentence.start);
            let auxiliary = (from..i).rev().find(|&at| {
                tokens.is_any(at, &["has", "have", "had", "was", "were", "is", "are", "been", "be", "'s", "'ve", "’s", "’ve", "will", "to"])
            });
            match auxiliary {
                Some(at) if tokens.is_any(at, &["is", "are", "'s", "’s"]) && beside_time(&tokens.lower(i), "expected") => Spoken::Future,
                Some(at) if tokens.is_any(at, &["is", "are"]) => Spoken::Present,
                Some(at) if tokens.is_any(at, &["be", "will", "to"]) => Spoken::Future,
                _ if beside_time(&tokens.lower(i), "expected") => Spoken::Future,
                _ => Spoken::Past,
            }
        }
        Tag::VBZ | Tag::VBP if tokens.is_any(i, &["has", "have", "'ve", "’ve"]) => return None,
        Tag::VBZ | Tag::VBP => Spoken::Present,
        Tag::JJ if tokens.is_any(i, &["due", "slated"]) => Spoken::Future,
        _ => return None,
    })
}
