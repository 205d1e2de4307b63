//! Meetings told beside the main clause: "after talks with the envoy in Selm, Marsh said …", "ahead of a meeting with Finch".

use super::Happening;
use super::clauses::Clauses;
use crate::lexicon::calendar::is_stretch;
use crate::lexicon::events::is_told;
use crate::phrases::Phrase;

use armistice_types::statement::Modality;

/// The meeting named behind the preposition at chunk `i`; those who meet are named with it, or are the subject of the clause it stands in.
pub(super) fn aside(view: &Clauses<'_>, i: usize) -> Option<Happening> {
    let held = view.opens(i, &["after", "following", "during", "at", "in"]);
    let to_come = view.opens(i, &["before"]) || view.opens(i, &["of"]) && i > 0 && ahead(view, i - 1);
    let noun = |at: &usize| view.phrase(*at) == Some(Phrase::Noun);
    // "After two days with both delegations": who spends them together meets.
    let days = held
        && matches!(view.phrase(i + 1), Some(Phrase::Noun | Phrase::Time))
        && is_stretch(&view.head(i + 1))
        && view.opens(i + 2, &["with"]);
    let list = Some(i + 1).filter(noun).map(|at| view.list(at)).or(days.then_some(i + 1..i + 2)).filter(|_| held || to_come)?;
    let (kind, mode) = view.noun(&list).filter(|(kind, _)| *kind == "CONSULT").or(days.then_some(("CONSULT", "")))?;
    let behind = view.directly_behind(list.end - 1);
    let mut ranges = view.after(&behind, &["with", "between", "among"]);
    let named = view.people(&ranges);
    if named.is_empty() {
        return None;
    }
    ranges.insert(0, list.clone());
    let chunks = &view.sentence.chunks;
    let host = (0..i).rev().find(|&k| chunks[k].is_finite()).or_else(|| (list.end..chunks.len()).find(|&k| chunks[k].is_finite()))?;
    let owners = view.people(std::slice::from_ref(&list));
    let between = behind.prepositions.iter().any(|(at, list)| view.opens(*at, &["between", "among"]) && !list.is_empty());
    let subject = view.host(i, list.end).map(|it| view.people(&[it])).filter(|_| owners.is_empty() && !between).unwrap_or_default();
    if subject.is_empty() && owners.is_empty() && named.len() < 2 {
        return None;
    }
    let planned = chunks[i + 1].range.clone().any(|t| is_told(&view.lower(t), "to come"));
    let off = chunks[i + 1].range.clone().any(|t| is_told(&view.lower(t), "came to nothing"));
    let modality = match (off, planned || to_come) {
        (true, _) => Modality::Denied,
        (_, true) => Modality::Planned,
        _ => super::modality::of_host(view.setting, view.sentence, host),
    };
    Some(Happening {
        kind,
        mode,
        verb: host,
        actors: [subject, owners].concat(),
        recipients: named,
        reach: i..behind.end,
        own: false,
        modality: Some(modality),
    })
}

/// "ahead of": an adverb and a preposition.
fn ahead(view: &Clauses<'_>, i: usize) -> bool {
    view.opens(i, &["ahead"])
}
