//! How a copy was made, and which of two came first. The direction is said only where dates or the texts decide it.

use armistice_types::chains::LinkKind;

use super::align::Shared;
use super::{Copied, Text};

/// Edits below this share of words are small.
const SMALL: f32 = 0.85;
/// A text that holds this much of another holds it whole; one that holds less has cut it.
const WHOLE: f32 = 0.8;

pub(super) fn copied(texts: &[Text<'_>], one: usize, other: usize, shared: &Shared) -> Copied {
    let (a, b) = (&texts[one], &texts[other]);
    let cut = shared.one.max(shared.other) >= WHOLE && shared.one.min(shared.other) < 0.7;
    let kind = match (a.respun || b.respun, cut, shared.kept >= SMALL) {
        (true, ..) => LinkKind::Respun,
        (_, true, _) => LinkKind::Cut,
        (_, _, true) => LinkKind::NearCopy,
        _ => LinkKind::Reworded,
    };
    let (first, because) = direction(a, b, shared);
    let percent = |share: f32| (share * 100.0).round().clamp(0.0, 100.0) as u8;
    let lighter = if shared.weight.0 <= shared.weight.1 { shared.one } else { shared.other };
    Copied {
        one,
        other,
        kind,
        origin: first.map(|is_one| if is_one { one } else { other }),
        because,
        shared: percent(lighter),
        changed: 100 - percent(shared.kept),
        sentences: shared.sentences.clone(),
    }
}

/// Is the first the origin? With the reason.
fn direction(a: &Text<'_>, b: &Text<'_>, shared: &Shared) -> (Option<bool>, &'static str) {
    if let (Some(x), Some(y)) = (a.day, b.day)
        && x != y
    {
        return (Some(x < y), "it came out first");
    }
    if a.respun != b.respun {
        return (Some(b.respun), "the other reads like a text reworded by a machine");
    }
    let names = |text: &Text<'_>, outlet: Option<&str>| {
        outlet.is_some_and(|outlet| outlet.len() > 3 && text.outlet != Some(outlet) && text.text.contains(outlet))
    };
    match (names(a, b.outlet), names(b, a.outlet)) {
        (true, false) => return (Some(false), "the other names it"),
        (false, true) => return (Some(true), "the other names it"),
        _ => {}
    }
    // Sentences gone from several places, and nothing of its own: a text is cut that way, not filled in that way.
    let all_of = |share: f32| share >= 0.97;
    match (
        all_of(shared.one) && shared.scattered.0 && shared.other < WHOLE,
        all_of(shared.other) && shared.scattered.1 && shared.one < WHOLE,
    ) {
        (true, false) => (Some(false), "the other holds nothing else and leaves out sentences in several places"),
        (false, true) => (Some(true), "the other holds nothing else and leaves out sentences in several places"),
        _ => (None, "neither the dates nor the texts say which came first"),
    }
}
