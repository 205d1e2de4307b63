//! Is the word a cue? And which words belong to it: "called for", "does not report", "expressed hope".

use std::ops::Range;

use super::tree::plain;
use super::view::{View, ending, size};
use crate::fitted::{Features, stem};
use crate::tags::Tag;

/// What speaks for and against a cue that opens with the token.
pub(super) fn features(view: &View<'_>, i: usize) -> Features {
    let mut out = Features::default();
    let (word, tag) = (view.word(i), view.tag(i));
    let (table, act) = view.class(i);
    let chunk = view.chunk_of(i);
    let (next, second) = (view.phrase(chunk + 1), view.phrase(chunk + 2));
    let (before, before2) = (view.phrase_before(chunk, 1), view.phrase_before(chunk, 2));
    let ruled = view.rule_at(i).map_or("", |it| if it.lemma.is_empty() { "?" } else { it.lemma });
    out.add("bias", &[tag]);
    out.add("table", &[table, act]);
    out.add("table tag", &[table, tag]);
    out.add("word", &[word]);
    out.add("word tag", &[word, tag]);
    out.add("stem", &[stem(word), tag]);
    out.add("end", &[ending(word), tag]);
    out.add("rule", &[if ruled.is_empty() { "" } else { "found" }, table]);
    out.add("rule word", &[ruled, tag]);
    out.add("next", &[next, table, tag]);
    out.add("next2", &[next, second, table]);
    out.add("next word", &[view.word(i + 1), table]);
    out.add("next pair", &[word, view.word(i + 1)]);
    out.add("word next", &[word, next]);
    out.add("before", &[before, table, tag]);
    out.add("before2", &[before2, before, table]);
    out.add("around", &[before, view.phrase(chunk), next]);
    out.add("tags", &[view.tag(i.wrapping_sub(1)), tag, view.tag(i + 1)]);
    out.add("word before", &[view.word(i.wrapping_sub(1)), table]);
    out.add("pair before", &[view.word(i.wrapping_sub(1)), word]);
    out.add("ends chunk", &[if view.sentence.chunks.get(chunk).is_some_and(|it| it.head() == i) { "y" } else { "n" }, table, tag]);
    around(view, i, chunk, table, &mut out);
    subject(view, chunk, table, word, &mut out);
    tree(view, i, table, &mut out);
    out
}

/// What hangs on it, and on what it hangs.
fn tree(view: &View<'_>, i: usize, table: &str, out: &mut Features) {
    let tree = &view.tree;
    let relation = tree.relation(i);
    let head = tree.head(i);
    let tag = view.tag(i);
    out.add("relation", &[relation, table]);
    out.add("relation tag", &[relation, tag]);
    out.add("head", &[relation, stem(view.word(head.unwrap_or(usize::MAX)))]);
    out.add("head tag", &[relation, view.tag(head.unwrap_or(usize::MAX)), table]);
    let mut core = Vec::new();
    for &child in tree.children(i) {
        let how = tree.relation(child);
        let side = if child < i { "l" } else { "r" };
        out.add("child", &[how, side, table]);
        out.add("child tag", &[how, view.tag(child), if view.is_verb(i) { "v" } else { tag }]);
        out.add("word child", &[view.word(i), how]);
        if matches!(plain(how), "nsubj" | "csubj" | "obj" | "iobj" | "ccomp" | "xcomp" | "parataxis" | "obl" | "acl" | "nmod") {
            core.push(how);
        }
        if matches!(plain(how), "nsubj") {
            out.add("subject of", &[view.word(child), table]);
            out.add("subject kind", &[how, view.tag(child), table]);
        }
        if matches!(plain(how), "ccomp" | "xcomp" | "acl" | "obj" | "obl" | "nmod") {
            let mark = tree.child(child, &["mark", "case"]).map_or("", |mark| view.word(mark));
            out.add("opened by", &[how, mark, table]);
            out.add("word opened by", &[view.word(i), how, mark]);
        }
    }
    core.dedup();
    let frame = core.join(" ");
    out.add("frame of", &[&frame, table]);
    out.add("frame of tag", &[&frame, tag]);
    out.add("frame of relation", &[&frame, relation]);
}

/// Quotation marks, the clause behind, other cues.
fn around(view: &View<'_>, i: usize, chunk: usize, table: &str, out: &mut Features) {
    let text = view.text;
    let quoted = text.quotes.quoted(i);
    let near = |from: usize, to: usize| (from..to).any(|t| view.range.contains(&t) && text.tokens.kind(t) == crate::tokens::Kind::Quote);
    out.add("quoted", &[if quoted { "y" } else { "n" }, table]);
    out.add("marks", &[if near(i.saturating_sub(5), i) { "<" } else { "" }, if near(i + 1, i + 5) { ">" } else { "" }, table]);
    let any = view.range.clone().any(|t| text.quotes.quoted(t));
    out.add("sentence quotes", &[if any { "y" } else { "n" }, table, view.phrase(chunk)]);
    let that = (i + 1..i + 6).find(|&t| text.tags.get(t).is_some() && view.word(t) == "that");
    out.add("that", &[that.map_or("-", |t| size(t - i)), table, if view.is_verb(i) { "v" } else { "" }]);
    let verb = (chunk + 1..chunk + 6).find(|&c| view.sentence.chunks.get(c).is_some_and(crate::phrases::Chunk::is_finite));
    out.add("finite behind", &[verb.map_or("-", |c| size(c - chunk)), table, view.phrase(chunk + 1)]);
    let colon = (i + 1..i + 4).any(|t| view.word(t) == ":");
    out.flag("colon behind", colon);
    let others = view.ruled.iter().filter(|it| it.cue.as_ref().is_some_and(|cue| !cue.contains(&i))).count();
    out.add("others", &[size(others), table]);
    let inside = view.ruled.iter().any(|it| it.content.iter().any(|range| range.contains(&i)));
    out.add("inside", &[if inside { "y" } else { "n" }, table]);
    out.add("place", &[size(i - view.range.start), table]);
    out.add("rest", &[size(view.range.end - i), table]);
    if let Some(range) = view.sentence.chunks.get(chunk).map(|it| it.range.clone()) {
        for t in range.start..i {
            out.add("in group", &[view.word(t), view.tag(i)]);
        }
    }
    for cue in view.entries(i).take(2) {
        for frame in ["plain", "s", "to", "np", "obj-s", "obj-to", "for"] {
            if cue.takes(frame) {
                out.add("frame", &[frame, view.phrase(chunk + 1), view.phrase(chunk)]);
            }
        }
    }
}

/// Whose verb it would be.
fn subject(view: &View<'_>, chunk: usize, table: &str, word: &str, out: &mut Features) {
    let subject = view.sentence.chunks.get(chunk).filter(|it| it.is_verb()).and_then(|_| view.sentence.subject_left(chunk));
    let Some(subject) = subject else {
        out.add("no subject", &[table, view.phrase(chunk)]);
        return;
    };
    let head = view.sentence.chunks[subject.core].head();
    out.add("subject tag", &[view.tag(head), table]);
    out.add("subject word", &[view.word(head), table]);
    out.add("subject stem", &[view.word(head), stem(word)]);
    out.add("subject far", &[size(chunk.abs_diff(subject.chunks.end)), table]);
}

/// Where a cue may begin and end round its anchor.
pub(super) fn extents(view: &View<'_>, anchor: usize) -> Vec<Range<usize>> {
    let starts = (0..4).filter_map(|back| anchor.checked_sub(back)).filter(|start| view.range.contains(start));
    let ends = |_| (anchor + 1..anchor + 7).filter(|&end| end <= view.range.end);
    starts.flat_map(|start| ends(start).map(move |end| start..end)).collect()
}

/// What speaks for these words as the cue.
pub(super) fn extent_features(view: &View<'_>, anchor: usize, range: &Range<usize>) -> Features {
    let mut out = Features::default();
    let tags = |range: Range<usize>| range.map(|i| view.tag(i)).collect::<Vec<_>>().join(" ");
    let words = |range: Range<usize>| range.map(|i| view.word(i)).collect::<Vec<_>>().join(" ");
    let (left, right) = (range.start..anchor, anchor + 1..range.end);
    let (table, _) = view.class(anchor);
    let tag = view.tag(anchor);
    out.add("left", &[&tags(left.clone()), tag]);
    out.add("left words", &[&words(left)]);
    out.add("left next", &[view.tag(range.start.wrapping_sub(1)), size(anchor - range.start), tag]);
    out.add("left word next", &[view.word(range.start.wrapping_sub(1)), size(anchor - range.start)]);
    out.add("right", &[&tags(right.clone()), tag]);
    out.add("right table", &[&tags(right.clone()), table]);
    out.add("right words", &[&words(right.clone())]);
    out.add("whole right", &[view.word(anchor), &words(right.clone())]);
    out.add("right next", &[&tags(right.clone()), view.tag(range.end), tag]);
    out.add("right word next", &[size(right.len()), view.word(range.end)]);
    out.add("last", &[view.word(range.end - 1), view.tag(range.end), size(right.len())]);
    let chunk = view.chunk_of(range.end - 1);
    let closes = view.sentence.chunks.get(chunk).is_some_and(|it| it.range.end == range.end);
    out.add("closes", &[if closes { "y" } else { "n" }, size(right.len()), tag]);
    let rule = view.rule_at(anchor).and_then(|it| it.cue.as_ref());
    out.add("rule", &[rule.map_or("", |cue| if cue == range { "same" } else { "other" })]);
    for cue in view.entries(anchor) {
        let particle = cue.particle.len() == right.len() && cue.particle.iter().zip(right.clone()).all(|(word, i)| view.word(i) == *word);
        out.add("particle", &[if particle { "y" } else { "n" }, size(cue.particle.len())]);
    }
    let tie = |i: usize| if view.tree.head(i) == Some(anchor) { view.tree.relation(i) } else { "-" };
    let ties = |range: Range<usize>| range.map(tie).collect::<Vec<_>>().join(" ");
    out.add("ties", &[&ties(anchor + 1..range.end), tag]);
    out.add("tie next", &[tie(range.end), size(range.end - anchor)]);
    out.add("ties left", &[&ties(range.start..anchor), tag]);
    out.add("tie before", &[tie(range.start.wrapping_sub(1)), size(anchor - range.start)]);
    let passive = view.text.tags[anchor] == Tag::VBN;
    out.flag("passive left", passive && range.start < anchor);
    out
}
