//! Is the word a cue? And which words belong to it: "called for", "does not report", "expressed hope".

use std::ops::Range;

use super::tree::Tie;
use super::view::View;
use super::words::{Class, ending};
use crate::fitted::{Features, Part, add, part};
use crate::phrases::Chunk;
use crate::tags::Tag;
use crate::tokens::Kind;

/// What speaks for and against a cue that opens with the token.
pub(super) fn features(view: &View<'_>, i: usize, out: &mut Features) {
    let (word, tag) = (view.word(i), view.tag(i));
    let class = view.class(i);
    let Class { table, act, .. } = class;
    let chunk = view.chunk_of(i);
    let (next, second) = (view.phrase(chunk + 1), view.phrase(chunk + 2));
    let (before, before2) = (view.phrase_before(chunk, 1), view.phrase_before(chunk, 2));
    let (left, right) = (i.wrapping_sub(1), i + 1);
    add!(out, "bias", tag);
    add!(out, "table", table, act);
    add!(out, "table tag", table, tag);
    add!(out, "word", word);
    add!(out, "word tag", word, tag);
    add!(out, "stem", view.stem(i), tag);
    add!(out, "end", ending(view.lower(i)), tag);
    let ruled = view.rule_at(i);
    add!(out, "rule", ruled.is_some(), table);
    add!(out, "rule word", ruled.map_or(Part::NONE, |it| Part::of(it.lemma)), tag);
    add!(out, "next", next, table, tag);
    add!(out, "next2", next, second, table);
    add!(out, "next word", view.word(right), table);
    add!(out, "next pair", word, view.word(right));
    add!(out, "word next", word, next);
    add!(out, "before", before, table, tag);
    add!(out, "before2", before2, before, table);
    add!(out, "around", before, view.phrase(chunk), next);
    add!(out, "tags", view.tag(left), tag, view.tag(right));
    add!(out, "word before", view.word(left), table);
    add!(out, "pair before", view.word(left), word);
    add!(out, "ends chunk", view.sentence.chunks.get(chunk).is_some_and(|it| it.head() == i), table, tag);
    around(view, i, chunk, &class, out);
    subject(view, chunk, table, i, out);
    tree(view, i, table, out);
}

/// How many of what hangs on a token are looked at.
const CHILDREN: usize = 12;

/// What hangs on it, and on what it hangs.
fn tree(view: &View<'_>, i: usize, table: Part, out: &mut Features) {
    let tree = &view.tree;
    let relation = tree.relation(i);
    let head = tree.head(i).unwrap_or(usize::MAX);
    let (word, tag) = (view.word(i), view.tag(i));
    add!(out, "relation", relation, table);
    add!(out, "relation tag", relation, tag);
    add!(out, "head", relation, view.stem(head));
    add!(out, "head tag", relation, view.tag(head), table);
    let form = if view.is_verb(i) { part!("v") } else { tag };
    let (mut core, mut last) = (Part::NONE, Part::NONE);
    for &child in tree.children(i).iter().take(CHILDREN) {
        let (how, tie) = (tree.relation(child), tree.tie(child));
        add!(out, "child", how, child < i, table);
        add!(out, "child tag", how, view.tag(child), form);
        add!(out, "word child", word, how);
        let heavy = matches!(tie, Tie::Clausal | Tie::Open | Tie::ClauseOfNoun | Tie::Object | Tie::Oblique | Tie::OfNoun);
        if (heavy || matches!(tie, Tie::Subject | Tie::Beside)) && how != last {
            (core, last) = (core.and(how), how);
        }
        if tie == Tie::Subject {
            add!(out, "subject of", view.word(child), table);
            add!(out, "subject kind", how, view.tag(child), table);
        }
        if heavy {
            let mark = tree.child(child, &[Tie::Mark, Tie::Case]).map_or(Part::NONE, |mark| view.word(mark));
            add!(out, "opened by", how, mark, table);
            add!(out, "word opened by", word, how, mark);
        }
    }
    add!(out, "frame of", core, table);
    add!(out, "frame of tag", core, tag);
    add!(out, "frame of relation", core, relation);
}

/// Quotation marks, the clause behind, other cues.
fn around(view: &View<'_>, i: usize, chunk: usize, class: &Class, out: &mut Features) {
    let text = view.text;
    let table = class.table;
    let form = view.phrase(chunk);
    let near = |from: usize, to: usize| (from..to).any(|t| view.range.contains(&t) && text.tokens.kind(t) == Kind::Quote);
    add!(out, "quoted", text.quotes.quoted(i), table);
    add!(out, "marks", near(i.saturating_sub(5), i), near(i + 1, i + 5), table);
    let all = view.held(std::slice::from_ref(&view.range));
    add!(out, "sentence quotes", all.quoted > 0, table, form);
    let that = (i + 1..i + 6).find(|&t| view.word(t) == part!("that"));
    add!(out, "that", that.map_or(Part::NONE, |t| Part::size(t - i)), table, view.is_verb(i));
    let verb = (chunk + 1..chunk + 6).find(|&c| view.sentence.chunks.get(c).is_some_and(Chunk::is_finite));
    add!(out, "finite behind", verb.map_or(Part::NONE, |c| Part::size(c - chunk)), table, view.phrase(chunk + 1));
    if (i + 1..i + 4).any(|t| view.word(t) == part!(":")) {
        add!(out, "colon behind");
    }
    let others = all.cues - usize::from(view.rule_at(i).is_some()).min(all.cues);
    add!(out, "others", Part::size(others), table);
    add!(out, "inside", view.is_inside(i), table);
    add!(out, "place", Part::size(i - view.range.start), table);
    add!(out, "rest", Part::size(view.range.end - i), table);
    if let Some(range) = view.sentence.chunks.get(chunk).map(|it| it.range.clone()) {
        for t in (range.start..i).take(6) {
            add!(out, "in group", view.word(t), view.tag(i));
        }
    }
    for frame in class.frames() {
        add!(out, "frame", frame, view.phrase(chunk + 1), form);
    }
}

/// Whose verb it would be.
fn subject(view: &View<'_>, chunk: usize, table: Part, i: usize, out: &mut Features) {
    let Some(subject) = view.subject_of(chunk) else {
        add!(out, "no subject", table, view.phrase(chunk));
        return;
    };
    let head = view.sentence.chunks[subject.core].head();
    add!(out, "subject tag", view.tag(head), table);
    add!(out, "subject word", view.word(head), table);
    add!(out, "subject stem", view.word(head), view.stem(i));
    add!(out, "subject far", Part::size(chunk.abs_diff(subject.chunks.end)), table);
}

/// Where a cue may begin and end round its anchor.
pub(super) fn extents(view: &View<'_>, anchor: usize) -> impl Iterator<Item = Range<usize>> {
    let sentence = view.range.clone();
    let starts = (0..4).filter_map(move |back| anchor.checked_sub(back)).filter(move |start| *start >= sentence.start);
    let last = view.range.end;
    starts.flat_map(move |start| (anchor + 1..(anchor + 7).min(last + 1)).map(move |end| start..end))
}

/// What speaks for these words as the cue.
pub(super) fn extent_features(view: &View<'_>, anchor: usize, range: &Range<usize>, out: &mut Features) {
    let tags = |range: Range<usize>| Part::all(range.map(|i| view.tag(i)));
    let words = |range: Range<usize>| Part::all(range.map(|i| view.word(i)));
    let (left, right) = (range.start..anchor, anchor + 1..range.end);
    let (lefts, rights) = (tags(left.clone()), tags(right.clone()));
    let (left_size, right_size) = (Part::size(left.len()), Part::size(right.len()));
    let (before, after) = (range.start.wrapping_sub(1), range.end);
    let table = view.class(anchor).table;
    let tag = view.tag(anchor);
    let behind = words(right.clone());
    add!(out, "left", lefts, tag);
    add!(out, "left words", words(left));
    add!(out, "left next", view.tag(before), left_size, tag);
    add!(out, "left word next", view.word(before), left_size);
    add!(out, "right", rights, tag);
    add!(out, "right table", rights, table);
    add!(out, "right words", behind);
    add!(out, "whole right", view.word(anchor), behind);
    add!(out, "right next", rights, view.tag(after), tag);
    add!(out, "right word next", right_size, view.word(after));
    add!(out, "last", view.word(range.end - 1), view.tag(after), right_size);
    let chunk = view.chunk_of(range.end - 1);
    let closes = view.sentence.chunks.get(chunk).is_some_and(|it| it.range.end == range.end);
    add!(out, "closes", closes, right_size, tag);
    let rule = view.rule_at(anchor).and_then(|it| it.cue.as_ref());
    add!(out, "rule", rule.map_or(Part::NONE, |cue| Part::from(cue == range)));
    for cue in view.entries(anchor).filter(|it| !it.particle.is_empty()) {
        let here = cue.particle.len() == right.len() && cue.particle.iter().zip(right.clone()).all(|(word, i)| view.lower(i) == *word);
        add!(out, "particle", here, Part::size(cue.particle.len()));
    }
    let tie = |i: usize| if view.tree.head(i) == Some(anchor) { view.tree.relation(i) } else { Part::NONE };
    let ties = |range: Range<usize>| Part::all(range.map(tie));
    add!(out, "ties", ties(right), tag);
    add!(out, "tie next", tie(after), Part::size(after - anchor));
    add!(out, "ties left", ties(range.start..anchor), tag);
    add!(out, "tie before", tie(before), left_size);
    if view.text.tags[anchor] == Tag::VBN && range.start < anchor {
        add!(out, "passive left");
    }
}
