//! What is said: which of the stretches round a cue.

use std::ops::Range;

use super::source::{Candidate as Source, quote};
use super::spans::Candidate;
use super::view::{View, size};
use crate::attribution::verbs::trimmed;
use crate::fitted::{Features, stem};
use crate::tokens::Kind;

/// What all candidates of one cue share.
pub(super) struct Asked<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) anchor: usize,
    pub(super) cue: &'a Range<usize>,
    pub(super) source: Option<&'a Source>,
}

/// What speaks for the stretches as the content.
pub(super) fn features(asked: &Asked<'_>, it: &Candidate) -> Features {
    let mut out = Features::default();
    let (view, anchor) = (asked.view, asked.anchor);
    let (table, _) = view.class(anchor);
    let (word, tag) = (view.word(anchor), view.tag(anchor));
    let (Some(head), Some(last)) = (it.content.first(), it.content.last()) else { return out };
    let side = match (head.start < asked.cue.start, last.end > asked.cue.start) {
        (true, true) => "b",
        (true, false) => "l",
        _ => "r",
    };
    let form = view.phrase(view.chunk_of(anchor));
    let rule = match view.rule_at(anchor) {
        None => "-",
        Some(rule) if rule.content == it.content => "same",
        Some(rule) if rule.content.first().map(|it| it.start) == Some(head.start) => "start",
        Some(rule) if rule.content.last().map(|it| it.end) == Some(last.end) => "end",
        Some(_) => "other",
    };
    out.add("rule", &[rule]);
    out.add("how", &[it.from, it.to, side]);
    out.add("how table", &[it.from, it.to, table]);
    out.add("from tag", &[it.from, side, tag]);
    out.add("to form", &[it.to, side, form]);
    out.add("from word", &[it.from, side, stem(word)]);
    out.add("to word", &[it.to, side, stem(word)]);
    out.add("side", &[side, table, form]);
    out.add("pieces", &[size(it.content.len()), side, tag]);
    edges(asked, head, last, side, &mut out);
    inside(asked, it, side, &mut out);
    tree(asked, it, side, form, &mut out);
    out
}

/// Is it whole in the tree, and how does it hang together with the cue?
fn tree(asked: &Asked<'_>, it: &Candidate, side: &str, form: &str, out: &mut Features) {
    let (view, anchor) = (asked.view, asked.anchor);
    let tree = &view.tree;
    let (tops, cut) = tree.edges(&it.content);
    out.add("tops", &[size(tops.len()), size(cut), side]);
    out.add("tops own", &[size(tops.len()), size(cut), it.from]);
    let way = |top: usize| {
        let head = tree.head(top);
        if head.is_some_and(|head| asked.cue.contains(&head)) {
            "child"
        } else if tree.head(anchor) == Some(top) {
            "head"
        } else if head.is_none() {
            "root"
        } else if head == tree.head(anchor) {
            "sister"
        } else {
            "far"
        }
    };
    let ways: Vec<String> = tops.iter().take(3).map(|&top| format!("{} {}", way(top), tree.relation(top))).collect();
    for way in &ways {
        out.add("way", &[way, side]);
        out.add("way form", &[way, form]);
        out.add("way word", &[way, stem(view.word(anchor))]);
    }
    out.add("ways", &[&ways.join(", "), side]);
    // Does what hangs on the top go on behind, or begin before?
    if let (Some(&top), Some(head), Some(last)) = (tops.first(), it.content.first(), it.content.last()) {
        let reach = tree.reach(top);
        let fits = |a: usize, b: usize| {
            if a == b {
                "="
            } else if a < b {
                "<"
            } else {
                ">"
            }
        };
        out.add("fits", &[fits(head.start, reach.start), fits(last.end, reach.end), ways.first().map_or("", String::as_str)]);
    }
    let last = it.content.last().map_or(0, |range| range.end);
    let tied = tree.head(last).is_some_and(|head| it.content.iter().any(|range| range.contains(&head)));
    out.add("goes on", &[if tied { tree.relation(last) } else { "" }, view.word(last)]);
    let wanted = tree.child(anchor, &["ccomp", "xcomp"]).map_or("", |child| tree.relation(child));
    let has = tops.iter().any(|&top| tree.relation(top) == wanted && way(top) == "child");
    out.add("wanted", &[wanted, if has { "y" } else { "n" }, side]);
}

fn edges(asked: &Asked<'_>, head: &Range<usize>, last: &Range<usize>, side: &str, out: &mut Features) {
    let (view, anchor) = (asked.view, asked.anchor);
    let (table, _) = view.class(anchor);
    let first = view.phrase(view.chunk_of(head.start));
    let opens = view.sentence.chunks.get(view.chunk_of(head.start)).is_none_or(|it| it.range.start == head.start);
    let closes = view.sentence.chunks.get(view.chunk_of(last.end - 1)).is_none_or(|it| it.range.end == last.end);
    let (before, after) = (head.start.wrapping_sub(1), last.end);
    let second = view.phrase(view.chunk_of(head.start) + 1);
    out.add("first", &[first, side, table]);
    out.add("first word", &[first, stem(view.word(anchor)), side]);
    out.add("first tag", &[view.tag(head.start), view.tag(before), side]);
    out.add("first two", &[first, second, side]);
    out.add("before", &[view.word(before), side]);
    out.add("before first", &[view.word(before), first, table]);
    out.add("start word", &[view.word(head.start), side]);
    out.add("last", &[view.tag(last.end - 1), view.tag(after), side]);
    out.add("after", &[view.word(after), side]);
    out.add("after two", &[view.phrase(view.chunk_of(after)), view.phrase(view.chunk_of(after) + 1), side]);
    out.add("after first", &[view.word(after), first]);
    out.add("whole chunks", &[if opens { "o" } else { "" }, if closes { "c" } else { "" }]);
    let gap = head.start.saturating_sub(asked.cue.end);
    out.add("gap", &[size(gap), side, table]);
    let left_gap = asked.cue.start.saturating_sub(last.end);
    out.add("left gap", &[size(left_gap), side]);
    let rest = trimmed(view.text, last.end..view.range.end.max(last.end)).len();
    out.add("rest", &[size(rest), side, if has_verb(view, head) { "v" } else { "" }]);
    let before = trimmed(view.text, view.range.start..head.start.max(view.range.start)).len();
    out.add("rest left", &[size(before), side]);
    out.add(
        "mark",
        &[quote(view, head.start), quote(view, head.start.wrapping_sub(1)), quote(view, last.end - 1), quote(view, after), side],
    );
}

fn has_verb(view: &View<'_>, range: &Range<usize>) -> bool {
    view.sentence.chunks.iter().any(|it| it.is_finite() && range.contains(&it.range.start))
}

fn inside(asked: &Asked<'_>, it: &Candidate, side: &str, out: &mut Features) {
    let (view, anchor) = (asked.view, asked.anchor);
    let (table, _) = view.class(anchor);
    let all = || it.content.iter().cloned().flatten();
    let length = all().count();
    let first = it.content.first().map_or("", |range| view.phrase(view.chunk_of(range.start)));
    out.add("length", &[size(length), side]);
    out.add("length first", &[size(length), first]);
    let verbs = view.sentence.chunks.iter().filter(|chunk| chunk.is_finite() && it.content.iter().any(|r| r.contains(&chunk.range.start)));
    let verbs = size(verbs.count());
    out.add("verbs", &[verbs, first, side]);
    out.add("verbs table", &[verbs, stem(view.word(anchor))]);
    // Marks left open inside.
    let marks = all().filter(|&i| view.text.tokens.kind(i) == Kind::Quote).count();
    out.add(
        "marks",
        &[
            if marks % 2 == 1 {
                "odd"
            } else if marks > 0 {
                "even"
            } else {
                "none"
            },
            side,
        ],
    );
    let quoted = all().filter(|&i| view.text.quotes.quoted(i)).count();
    let share = if quoted == 0 {
        "no"
    } else if quoted == length {
        "all"
    } else {
        "some"
    };
    out.add("quoted", &[share, side, table, quote(view, anchor)]);
    let any = view.range.clone().any(|i| view.text.quotes.quoted(i));
    out.add("quotes", &[share, if any { "any" } else { "" }, side]);
    let overlaps = asked.source.is_some_and(|source| it.content.iter().any(|r| r.start < source.range.end && source.range.start < r.end));
    out.add("source inside", &[if overlaps { "y" } else { "n" }, table]);
    let source = match asked.source {
        None => "none",
        Some(source) if source.range.start > asked.cue.start => "right",
        Some(_) => "left",
    };
    out.add("source", &[source, side, table]);
    out.add("source first", &[source, side, first]);
    let cues =
        view.ruled.iter().filter(|rule| rule.cue.as_ref().is_some_and(|cue| it.content.iter().any(|r| r.contains(&cue.start)))).count();
    out.add("cues inside", &[size(cues), side]);
    for rule in &view.ruled {
        let other = rule.cue.as_ref().is_some_and(|cue| !cue.contains(&anchor));
        out.flag("another's", other && rule.content == it.content);
    }
    for cue in view.entries(anchor) {
        for frame in ["plain", "s", "to", "np", "obj-s", "obj-to"] {
            if cue.takes(frame) {
                out.add("frame", &[frame, first, side, verbs]);
            }
        }
    }
}
