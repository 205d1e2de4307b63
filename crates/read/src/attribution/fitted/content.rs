//! What is said: which of the stretches round a cue.

use std::ops::Range;

use super::source::{Candidate as Source, quoted};
use super::spans::Candidate;
use super::view::{Held, View};
use crate::attribution::verbs::trimmed;
use crate::fitted::{Features, Part, add, part};

/// What all candidates of one cue share.
pub(super) struct Asked<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) anchor: usize,
    pub(super) cue: &'a Range<usize>,
    pub(super) source: Option<&'a Source>,
}

/// What the features of one candidate share.
struct About<'a> {
    ranges: &'a [Range<usize>],
    first: Range<usize>,
    last: Range<usize>,
    held: Held,
    /// Before the cue, behind it or both.
    side: Part,
    /// What chunk it opens with.
    opens: Part,
    /// What chunk the cue is.
    form: Part,
    from: Part,
    to: Part,
}

/// What speaks for the stretches as the content.
pub(super) fn features(asked: &Asked<'_>, it: &Candidate<'_>, out: &mut Features) {
    let (view, anchor) = (asked.view, asked.anchor);
    let ranges = it.content.ranges();
    let (Some(first), Some(last)) = (ranges.first(), ranges.last()) else { return };
    let side = Part::number(match (first.start < asked.cue.start, last.end > asked.cue.start) {
        (true, true) => 2,
        (true, false) => 1,
        _ => 0,
    });
    let about = About {
        ranges,
        first: first.clone(),
        last: last.clone(),
        held: view.held(ranges),
        side,
        opens: view.phrase(view.chunk_of(first.start)),
        form: view.phrase(view.chunk_of(anchor)),
        from: it.from,
        to: it.to,
    };
    kind(asked, &about, out);
    edges(asked, &about, out);
    inside(asked, &about, out);
    tree(asked, &about, out);
}

/// How it was found.
fn kind(asked: &Asked<'_>, it: &About<'_>, out: &mut Features) {
    let (view, anchor) = (asked.view, asked.anchor);
    let table = view.class(anchor).table;
    let (stem, tag) = (view.stem(anchor), view.tag(anchor));
    let rule = match view.rule_at(anchor) {
        None => part!("-"),
        Some(rule) if rule.content == it.ranges => part!("same"),
        Some(rule) if rule.content.first().map(|it| it.start) == Some(it.first.start) => part!("start"),
        Some(rule) if rule.content.last().map(|it| it.end) == Some(it.last.end) => part!("end"),
        Some(_) => part!("other"),
    };
    add!(out, "rule", rule);
    add!(out, "how", it.from, it.to, it.side);
    add!(out, "how table", it.from, it.to, table);
    add!(out, "from tag", it.from, it.side, tag);
    add!(out, "to form", it.to, it.side, it.form);
    add!(out, "from word", it.from, it.side, stem);
    add!(out, "to word", it.to, it.side, stem);
    add!(out, "side", it.side, table, it.form);
    add!(out, "pieces", Part::size(it.ranges.len()), it.side, tag);
}

/// Is it whole in the tree, and how does it hang together with the cue?
fn tree(asked: &Asked<'_>, it: &About<'_>, out: &mut Features) {
    let (view, anchor) = (asked.view, asked.anchor);
    let tree = &view.tree;
    let edges = tree.edges(it.ranges);
    let (n, cut) = (Part::size(edges.n), Part::from(edges.cut[0]).and(edges.cut[1].into()));
    add!(out, "tops", n, cut, it.side);
    add!(out, "tops own", n, cut, it.from);
    let anchor_head = tree.head(anchor);
    let way = |top: usize| {
        let head = tree.head(top);
        if head.is_some_and(|head| asked.cue.contains(&head)) {
            part!("child")
        } else if anchor_head == Some(top) {
            part!("head")
        } else if head.is_none() {
            part!("root")
        } else if head == anchor_head {
            part!("sister")
        } else {
            part!("far")
        }
    };
    let mut ways = Part::NONE;
    let mut first_way = Part::NONE;
    for (k, &top) in edges.tops().iter().enumerate() {
        let way = way(top).and(tree.relation(top));
        add!(out, "way", way, it.side);
        add!(out, "way form", way, it.form);
        add!(out, "way word", way, view.stem(anchor));
        ways = ways.and(way);
        first_way = if k == 0 { way } else { first_way };
    }
    add!(out, "ways", ways, it.side);
    // Does what hangs on the top go on behind, or begin before?
    if let Some(&top) = edges.tops().first() {
        let reach = tree.reach(top);
        let fits = |a: usize, b: usize| Part::number(a.cmp(&b) as i8 as usize);
        add!(out, "fits", fits(it.first.start, reach.start), fits(it.last.end, reach.end), first_way);
    }
    let tied = tree.head(it.last.end).is_some_and(|head| it.ranges.iter().any(|range| range.contains(&head)));
    add!(out, "goes on", if tied { tree.relation(it.last.end) } else { Part::NONE }, view.word(it.last.end));
    let wanted = tree.child(anchor, &[super::tree::Tie::Clausal, super::tree::Tie::Open]).map_or(Part::NONE, |child| tree.relation(child));
    let has = edges.tops().iter().any(|&top| tree.relation(top) == wanted && way(top) == part!("child"));
    add!(out, "wanted", wanted, has, it.side);
}

fn edges(asked: &Asked<'_>, it: &About<'_>, out: &mut Features) {
    let (view, anchor) = (asked.view, asked.anchor);
    let (side, table) = (it.side, view.class(anchor).table);
    let chunk = |i: usize| view.sentence.chunks.get(view.chunk_of(i));
    let opens = chunk(it.first.start).is_none_or(|chunk| chunk.range.start == it.first.start);
    let closes = chunk(it.last.end - 1).is_none_or(|chunk| chunk.range.end == it.last.end);
    let (start, before, end, after) = (it.first.start, it.first.start.wrapping_sub(1), it.last.end - 1, it.last.end);
    let second = view.phrase(view.chunk_of(start) + 1);
    add!(out, "first", it.opens, side, table);
    add!(out, "first word", it.opens, view.stem(anchor), side);
    add!(out, "first tag", view.tag(start), view.tag(before), side);
    add!(out, "first two", it.opens, second, side);
    add!(out, "before", view.word(before), side);
    add!(out, "before first", view.word(before), it.opens, table);
    add!(out, "start word", view.word(start), side);
    add!(out, "last", view.tag(end), view.tag(after), side);
    add!(out, "after", view.word(after), side);
    add!(out, "after two", view.phrase(view.chunk_of(after)), view.phrase(view.chunk_of(after) + 1), side);
    add!(out, "after first", view.word(after), it.opens);
    add!(out, "whole chunks", opens, closes);
    add!(out, "gap", Part::size(start.saturating_sub(asked.cue.end)), side, table);
    add!(out, "left gap", Part::size(asked.cue.start.saturating_sub(after)), side);
    let rest = trimmed(view.text, after..view.range.end.max(after)).len();
    add!(out, "rest", Part::size(rest), side, view.held(std::slice::from_ref(&it.first)).finite > 0);
    let rest = trimmed(view.text, view.range.start..start.max(view.range.start)).len();
    add!(out, "rest left", Part::size(rest), side);
    add!(out, "mark", quoted(view, start), quoted(view, before), quoted(view, end), quoted(view, after), side);
}

fn inside(asked: &Asked<'_>, it: &About<'_>, out: &mut Features) {
    let (view, anchor, side) = (asked.view, asked.anchor, it.side);
    let class = view.class(anchor);
    let length: usize = it.ranges.iter().map(ExactSizeIterator::len).sum();
    add!(out, "length", Part::size(length), side);
    add!(out, "length first", Part::size(length), it.opens);
    let verbs = Part::size(it.held.finite);
    add!(out, "verbs", verbs, it.opens, side);
    add!(out, "verbs table", verbs, view.stem(anchor));
    // Marks left open inside.
    add!(out, "marks", Part::number(if it.held.marks % 2 == 1 { 1 } else { it.held.marks.min(1) * 2 }), side);
    let outside = it.first.start >= view.range.end;
    let share = match it.held.quoted {
        _ if outside => Part::number(2 * usize::from(view.text.quotes.quoted(it.first.start))),
        0 => Part::number(0),
        quoted => Part::number(1 + usize::from(quoted == length)),
    };
    add!(out, "quoted", share, side, class.table, quoted(view, anchor));
    add!(out, "quotes", share, view.held(std::slice::from_ref(&view.range)).quoted > 0, side);
    let overlaps = asked.source.is_some_and(|source| it.ranges.iter().any(|r| r.start < source.range.end && source.range.start < r.end));
    add!(out, "source inside", overlaps, class.table);
    let source = asked.source.map_or(part!("none"), |source| Part::from(source.range.start > asked.cue.start));
    add!(out, "source", source, side, class.table);
    add!(out, "source first", source, side, it.opens);
    add!(out, "cues inside", Part::size(it.held.cues), side);
    if view.is_anothers(it.ranges, anchor) {
        add!(out, "another's");
    }
    for frame in class.frames() {
        add!(out, "frame", frame, it.opens, side, verbs);
    }
}
