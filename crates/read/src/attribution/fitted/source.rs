//! Who says it: the noun phrases of the cue's sentence, and nobody.

use std::ops::Range;

use super::tree::plain;
use super::view::{View, size};
use crate::attribution::verbs::trimmed;
use crate::fitted::Features;
use crate::tags::Tag;

/// A noun phrase that may be the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) range: Range<usize>,
    pub(super) core: Range<usize>,
    how: &'static str,
}

/// The noun phrases, each as it stands and with what may belong to it; the sources that the rules found in the sentence.
pub(super) fn candidates(view: &View<'_>, cue: &Range<usize>) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::new();
    let sentence = &view.sentence;
    let mut add = |range: Range<usize>, core: Range<usize>, how: &'static str| {
        let range = trimmed(view.text, range);
        let clash = range.start < cue.end && cue.start < range.end;
        if !range.is_empty() && !clash && out.iter().all(|it| it.range != range) {
            out.push(Candidate { range, core, how });
        }
    };
    for it in &view.ruled {
        if let (Some(range), Some(core)) = (&it.source, &it.core) {
            add(range.clone(), core.clone(), "ruled");
        }
    }
    for (i, chunk) in sentence.chunks.iter().enumerate() {
        for owner in owners(view, &chunk.range) {
            add(owner.clone(), owner, "owner");
        }
        if !chunk.is_noun() {
            continue;
        }
        let core = chunk.range.clone();
        // What the cue cuts off: "critics" in "critics charge", read as one noun phrase.
        if core.contains(&cue.start) {
            add(core.start..cue.start, core.start..cue.start, "cut");
            continue;
        }
        let left = sentence.extended_left(i);
        let right = sentence.extended_right(i);
        let attached = sentence.attached_right(i + 1);
        add(core.clone(), core.clone(), "chunk");
        let left_core = sentence.chunks[left.core].range.clone();
        add(sentence.span(&left.chunks), left_core.clone(), "left");
        add(sentence.span(&(i..attached)), core.clone(), "attached");
        add(sentence.span(&(i..right)), core.clone(), "right");
        add(sentence.span(&(left.chunks.start..right)), left_core, "both");
    }
    let tree = &view.tree;
    for i in view.range.clone().filter(|&i| matches!(plain(tree.relation(i)), "nsubj" | "obl" | "nmod" | "obj")) {
        let core = sentence.chunks.get(view.chunk_of(i)).map_or(i..i + 1, |it| it.range.clone());
        add(tree.reach(i), core.clone(), "reach");
        // Without what a relative clause adds, and what stands beside.
        for (how, cut) in
            [("without clause", &["acl", "parataxis"][..]), ("without apposition", &["acl", "parataxis", "appos", "conj"][..])]
        {
            let stop = tree.children(i).iter().copied().find(|&child| child > i && cut.contains(&plain(tree.relation(child))));
            if let Some(stop) = stop {
                add(tree.reach(i).start..tree.reach(stop).start, core.clone(), how);
            }
        }
    }
    out
}

/// "Its", "the ministry's" within a noun phrase.
fn owners(view: &View<'_>, range: &Range<usize>) -> Vec<Range<usize>> {
    let tags = &view.text.tags;
    let pronoun = range.clone().find(|&i| tags[i] == Tag::PRPS).map(|i| i..i + 1);
    let mark = range.clone().find(|&i| tags[i] == Tag::POS && i > range.start).map(|i| range.start..i);
    pronoun.into_iter().chain(mark).collect()
}

/// What speaks for the candidate; `None`: for nobody.
pub(super) fn features(view: &View<'_>, anchor: usize, cue: &Range<usize>, it: Option<&Candidate>) -> Features {
    let mut out = Features::default();
    let (table, _) = view.class(anchor);
    let (word, tag) = (view.word(anchor), view.tag(anchor));
    let verb = view.chunk_of(anchor);
    let form = view.phrase(verb);
    let ruled = view.rule_at(anchor);
    let passive = view.text.tags[anchor] == Tag::VBN && (verb > 0 || anchor > view.range.start);
    let Some(it) = it else {
        out.add("none", &[tag, form]);
        out.add("none table", &[table, form]);
        out.add("none word", &[word]);
        out.add("none left", &[view.word(cue.start.wrapping_sub(1)), tag]);
        out.add("none before", &[view.phrase_before(verb, 1), form]);
        out.add("none next", &[view.phrase(verb + 1), form]);
        out.add("none rule", &[ruled.map_or("-", |it| if it.source.is_none() { "none" } else { "some" })]);
        return out;
    };
    let chunk = view.chunk_of(it.core.start);
    let head = it.core.end - 1;
    let side = if it.range.end <= cue.start { "l" } else { "r" };
    let last = view.chunk_of(it.range.end - 1);
    let first = view.chunk_of(it.range.start);
    let between = if side == "l" { last + 1..verb } else { verb + 1..first };
    let kinds: Vec<&str> = between.clone().take(4).map(|c| view.phrase(c)).collect();
    let way = kinds.join(" ");
    let far = size(between.len());
    let (prev, next) = (view.word(it.range.start.wrapping_sub(1)), view.word(it.range.end));
    let subject = view.sentence.chunks.get(verb).filter(|it| it.is_verb()).and_then(|_| view.sentence.subject_left(verb));
    let is_subject = subject.as_ref().is_some_and(|it| it.core == chunk);
    let whole = subject.as_ref().is_some_and(|subject| trimmed(view.text, view.sentence.span(&subject.chunks)) == it.range);
    let subject = if whole {
        "whole"
    } else if is_subject {
        "core"
    } else {
        "no"
    };
    let rule = match ruled {
        None => "-",
        Some(rule) if rule.source.as_ref() == Some(&it.range) => "same",
        Some(rule) if rule.core.as_ref() == Some(&it.core) => "core",
        Some(rule) if rule.source.is_some() => "other",
        Some(_) => "none",
    };
    out.add("rule", &[rule]);
    out.add("how", &[it.how, side]);
    out.add("how tag", &[it.how, tag, side]);
    out.add("side", &[side, form, table]);
    out.add("far", &[side, far, form]);
    out.add("way", &[side, &way, form]);
    out.add("way tag", &[side, &way, tag]);
    out.add("subject", &[subject, form]);
    out.add("subject passive", &[subject, if passive { "p" } else { "" }, side]);
    out.add("head tag", &[view.tag(head), side]);
    out.add("head", &[view.word(head)]);
    out.add("first", &[view.word(it.range.start), it.how]);
    out.add("prev", &[prev, side, tag]);
    out.add("prev tag", &[view.tag(it.range.start.wrapping_sub(1)), side, form]);
    out.add("next", &[next, side, tag]);
    out.add("next tag", &[view.tag(it.range.end), side, it.how]);
    out.add("word prev", &[word, prev, side]);
    out.add("length", &[size(it.range.len()), it.how]);
    out.add("quoted", &[quote(view, it.range.start), quote(view, anchor), side]);
    out.add("finite between", &[size(between.filter(|&c| view.sentence.chunks[c].is_finite()).count()), side, form]);
    out.flag("adjacent left", it.range.end == cue.start);
    out.flag("adjacent right", it.range.start == cue.end);
    tree(view, anchor, it, form, &mut out);
    let capitals = it.core.clone().any(|i| view.text.tags[i].is_proper());
    out.add("proper", &[if capitals { "y" } else { "n" }, side, form]);
    out
}

/// How the candidate hangs together with the anchor.
fn tree(view: &View<'_>, anchor: usize, it: &Candidate, form: &str, out: &mut Features) {
    let tree = &view.tree;
    let top = tree.top(&it.range);
    let head = tree.head(top);
    let relation = tree.relation(top);
    let above = head.and_then(|head| tree.head(head));
    let anchor_head = tree.head(anchor);
    let way = if head == Some(anchor) {
        "child"
    } else if head.is_some() && head == anchor_head {
        "sister"
    } else if above == Some(anchor) {
        "grandchild"
    } else if anchor_head == Some(top) {
        "head"
    } else {
        "far"
    };
    out.add("tie", &[way, relation]);
    out.add("tie form", &[way, relation, form]);
    out.add("tie relation", &[way, relation, tree.relation(anchor)]);
    let case = tree.child(top, &["case"]).map_or("", |case| view.word(case));
    out.add("tie case", &[way, relation, case, form]);
    let (tops, cut) = tree.edges(std::slice::from_ref(&it.range));
    out.add("edges", &[size(tops.len()), size(cut), it.how]);
    out.add("reach", &[if tree.reach(top) == it.range { "y" } else { "n" }, way]);
    let next = it.range.end;
    let tied = tree.head(next).is_some_and(|head| it.range.contains(&head));
    out.add("goes on", &[if tied { tree.relation(next) } else { "" }, way]);
    // The subject of the verb that the anchor shares its own with.
    let own = tree.child(anchor, &["nsubj"]);
    let shared = anchor_head.filter(|_| own.is_none()).and_then(|head| tree.child(head, &["nsubj"]));
    out.flag("own subject", own == Some(top));
    out.add("shared subject", &[if shared == Some(top) { tree.relation(anchor) } else { "" }]);
}

pub(super) fn quote(view: &View<'_>, i: usize) -> &'static str {
    if view.text.quotes.quoted(i) { "q" } else { "-" }
}
