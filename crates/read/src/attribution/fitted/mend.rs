//! Which words of an attribution of the rules the models would take instead: those of its cue, its source, its content. Never somebody
//! else as the source, nothing into or out of a quotation, and nothing that changes what stands within whose words.

use std::ops::Range;

use armistice_types::statement::Act;

use super::view::View;
use super::{Chooser, build, content, source};
use crate::attribution::{Attribution, Frame, Mended};
use crate::fitted::best;

/// What the models would say instead, where they are sure of it.
pub(super) fn mended(view: &View<'_>, chooser: &mut Chooser<'_>, it: &Attribution) -> Option<Mended> {
    let limits = chooser.models.limits;
    let cue = it.cue.as_ref().filter(|cue| it.act != Act::Accept && !it.in_person && view.range.contains(&cue.start))?;
    let anchor = view.anchor(cue);
    let (extents, scores) = chooser.extents(view, anchor);
    let ruled = extents.iter().position(|extent| extent == cue);
    let free = |extent: &&Range<usize>| {
        let clash = |range: &Range<usize>| range.start < extent.end && extent.start < range.end;
        let others = (*extent).clone().any(|i| view.rule_at(i).is_some_and(|other| other.cue.as_ref() != Some(cue)));
        !others && !it.content.iter().chain(&it.source).any(clash)
    };
    let new_cue = surer(&scores, ruled, limits.extent).and_then(|at| extents.get(at)).filter(free);
    let (sources, scores) = chooser.sources(&source::Asked { view, anchor, cue });
    let ruled = it.source.as_ref().map_or(Some(sources.len()), |range| sources.iter().position(|it| it.range == *range));
    // Another extent of the same noun phrase, or somebody where the rules found nobody: not somebody else.
    let near = |at: &usize| sources.get(*at).is_some_and(|new| it.core.as_ref().is_none_or(|core| overlap(core, &new.range)));
    let new_source = surer(&scores, ruled, limits.source).filter(near);
    let source = new_source.or(ruled).and_then(|at| sources.get(at));
    let (spans, scores) = chooser.contents(&content::Asked { view, anchor, cue, source });
    let ruled = spans.iter().position(|span| span.content.ranges() == it.content);
    let new_content = surer(&scores, ruled, limits.content).map(|at| spans[at].content.ranges());
    let new_content = new_content.filter(|content| may_stand(view, it, content));
    if new_cue.is_none() && new_source.is_none() && new_content.is_none() {
        return None;
    }
    let source = source.filter(|_| new_source.is_some());
    Some(Mended {
        of: it.content.clone(),
        cue: new_cue.unwrap_or(cue).clone(),
        source: source.map_or(it.source.clone(), |it| Some(it.range.clone())),
        core: source.map_or(it.core.clone(), |it| Some(it.core.clone())),
        frame: new_content.map_or(it.frame, |content| frame(view, it, content)),
        content: new_content.map_or_else(|| it.content.clone(), <[_]>::to_vec),
    })
}

/// May the content be mended? Quotations are the rules' own, nothing is put into or taken out of another's words, and no two cues own the
/// same content.
fn may_stand(view: &View<'_>, it: &Attribution, content: &[Range<usize>]) -> bool {
    let quoted = |all: &[Range<usize>]| all.iter().cloned().flatten().any(|i| view.text.quotes.quoted(i));
    let inside = |all: &[Range<usize>], i: usize| all.iter().any(|range| range.contains(&i));
    let mut parts = view.ruled.iter().flat_map(|other| other.cue.iter().chain(&other.source));
    let cue = it.cue.as_ref().map_or(0, |cue| cue.start);
    // "Rejected reports that it signed": what is rejected stays a thing, and is no clause.
    let turned = (it.frame == Frame::Object) != (frame(view, it, content) == Frame::Object);
    !turned
        && !quoted(&it.content)
        && !quoted(content)
        && !view.is_anothers(content, cue)
        && parts.all(|part| inside(&it.content, part.start) == inside(content, part.start))
}

/// What the other content is to the cue: the same where it begins with the same word.
fn frame(view: &View<'_>, it: &Attribution, content: &[Range<usize>]) -> Frame {
    let start = |all: &[Range<usize>]| all.first().map(|range| range.start);
    match &it.cue {
        Some(cue) if start(content) != start(&it.content) => build::frame(view, build::entry(view, view.anchor(cue), cue), content),
        _ => it.frame,
    }
}

/// The best candidate, where it is likelier than that of the rules by so much.
fn surer(scores: &[i32], ruled: Option<usize>, by: i32) -> Option<usize> {
    let (best, ruled) = (best(scores.iter().copied())?, ruled?);
    (best != ruled && scores[best] - scores[ruled] >= by).then_some(best)
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
