//! Who says it: the noun phrases of the cue's sentence, and nobody.

use std::ops::Range;

use super::tree::Tie;
use super::view::View;
use crate::attribution::verbs::trimmed;
use crate::fitted::{Features, Part, add, part};
use crate::tags::Tag;

/// A noun phrase that may be the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) range: Range<usize>,
    pub(super) core: Range<usize>,
    how: Part,
}

/// How many chunks before the cue and behind it are looked at; on the train part, two in a hundred sources stand further off.
const BEFORE: usize = 24;
const BEHIND: usize = 12;

struct Candidates<'a> {
    view: &'a View<'a>,
    cue: &'a Range<usize>,
    all: Vec<Candidate>,
    /// The ranges, to find the same one again.
    keys: Vec<u64>,
}

/// The noun phrases near by, each as it stands and with what may belong to it; the sources that the rules found for them.
pub(super) fn candidates(view: &View<'_>, cue: &Range<usize>) -> Vec<Candidate> {
    let mut it = Candidates { view, cue, all: Vec::with_capacity(48), keys: Vec::with_capacity(48) };
    let verb = view.chunk_of(cue.start);
    let near = verb.saturating_sub(BEFORE)..view.sentence.chunks.len().min(verb + BEHIND + 1);
    let tokens = match (view.sentence.chunks.get(near.start), view.sentence.chunks.get(near.end.wrapping_sub(1))) {
        (Some(first), Some(last)) => first.range.start..last.range.end,
        _ => cue.clone(),
    };
    it.ruled(&tokens);
    near.for_each(|chunk| it.at_chunk(chunk));
    it.by_tree(tokens);
    it.all
}

impl Candidates<'_> {
    fn add(&mut self, range: Range<usize>, core: Range<usize>, how: Part) {
        let range = trimmed(self.view.text, range);
        let clash = range.start < self.cue.end && self.cue.start < range.end;
        let key = (range.start as u64) << 32 | range.end as u64;
        if !range.is_empty() && !clash && !self.keys.contains(&key) {
            self.keys.push(key);
            self.all.push(Candidate { range, core, how });
        }
    }

    fn ruled(&mut self, near: &Range<usize>) {
        let view = self.view;
        let own = view.rule_at(self.cue.start);
        let others = view.ruled_in(near).take(BEHIND);
        for it in own.into_iter().chain(others) {
            if let (Some(range), Some(core)) = (&it.source, &it.core) {
                self.add(range.clone(), core.clone(), part!("ruled"));
            }
        }
    }

    fn at_chunk(&mut self, i: usize) {
        let view = self.view;
        let sentence = &view.sentence;
        let chunk = &sentence.chunks[i];
        for owner in owners(view, &chunk.range) {
            self.add(owner.clone(), owner, part!("owner"));
        }
        if !chunk.is_noun() {
            return;
        }
        let core = chunk.range.clone();
        // What the cue cuts off: "critics" in "critics charge", read as one noun phrase.
        if core.contains(&self.cue.start) {
            self.add(core.start..self.cue.start, core.start..self.cue.start, part!("cut"));
            return;
        }
        let (left, right, attached) = view.around(i);
        let left_core = sentence.chunks[left.core].range.clone();
        self.add(core.clone(), core.clone(), part!("chunk"));
        self.add(sentence.span(&left.chunks), left_core.clone(), part!("left"));
        self.add(sentence.span(&(i..*attached)), core.clone(), part!("attached"));
        self.add(sentence.span(&(i..*right)), core, part!("right"));
        self.add(sentence.span(&(left.chunks.start..*right)), left_core, part!("both"));
    }

    fn by_tree(&mut self, near: Range<usize>) {
        let tree = &self.view.tree;
        for i in near.filter(|&i| matches!(tree.tie(i), Tie::Subject | Tie::Oblique | Tie::OfNoun | Tie::Object)) {
            let core = self.view.sentence.chunks.get(self.view.chunk_of(i)).map_or(i..i + 1, |it| it.range.clone());
            let reach = tree.reach(i);
            self.add(reach.clone(), core.clone(), part!("reach"));
            // Without what a relative clause adds, and what stands beside.
            let cuts = [Tie::ClauseOfNoun, Tie::Beside, Tie::Apposition, Tie::Conjunct];
            for (how, cut) in [(part!("without clause"), &cuts[..2]), (part!("without apposition"), &cuts[..])] {
                let stop = tree.children(i).iter().copied().find(|&child| child > i && cut.contains(&tree.tie(child)));
                if let Some(stop) = stop {
                    self.add(reach.start..tree.reach(stop).start, core.clone(), how);
                }
            }
        }
    }
}

/// "Its", "the ministry's" within a noun phrase.
fn owners(view: &View<'_>, range: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let tags = &view.text.tags;
    let pronoun = range.clone().find(|&i| tags[i] == Tag::PRPS).map(|i| i..i + 1);
    let mark = range.clone().find(|&i| tags[i] == Tag::POS && i > range.start).map(|i| range.start..i);
    pronoun.into_iter().chain(mark)
}

/// What all candidates of one cue share.
pub(super) struct Asked<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) anchor: usize,
    pub(super) cue: &'a Range<usize>,
}

/// What speaks for nobody.
pub(super) fn nobody(asked: &Asked<'_>, out: &mut Features) {
    let Asked { view, anchor, cue } = *asked;
    let verb = view.chunk_of(anchor);
    let (tag, form) = (view.tag(anchor), view.phrase(verb));
    add!(out, "none", tag, form);
    add!(out, "none table", view.class(anchor).table, form);
    add!(out, "none word", view.word(anchor));
    add!(out, "none left", view.word(cue.start.wrapping_sub(1)), tag);
    add!(out, "none before", view.phrase_before(verb, 1), form);
    add!(out, "none next", view.phrase(verb + 1), form);
    let rule = view.rule_at(anchor).map_or(part!("-"), |it| Part::from(it.source.is_none()));
    add!(out, "none rule", rule);
}

/// What speaks for the candidate.
pub(super) fn features(asked: &Asked<'_>, it: &Candidate, out: &mut Features) {
    let Asked { view, anchor, cue } = *asked;
    let (word, tag, table) = (view.word(anchor), view.tag(anchor), view.class(anchor).table);
    let verb = view.chunk_of(anchor);
    let form = view.phrase(verb);
    let passive = view.text.tags[anchor] == Tag::VBN && (verb > 0 || anchor > view.range.start);
    let head = it.core.end - 1;
    let side = Part::from(it.range.end <= cue.start);
    let (first, last) = (view.chunk_of(it.range.start), view.chunk_of(it.range.end - 1));
    let between = if it.range.end <= cue.start { last + 1..verb } else { verb + 1..first };
    let way = Part::all(between.clone().take(4).map(|c| view.phrase(c)));
    let (before, after) = (it.range.start.wrapping_sub(1), it.range.end);
    let subject = subject(view, verb, it);
    let rule = match view.rule_at(anchor) {
        None => part!("-"),
        Some(rule) if rule.source.as_ref() == Some(&it.range) => part!("same"),
        Some(rule) if rule.core.as_ref() == Some(&it.core) => part!("core"),
        Some(rule) => Part::from(rule.source.is_some()),
    };
    add!(out, "rule", rule);
    add!(out, "how", it.how, side);
    add!(out, "how tag", it.how, tag, side);
    add!(out, "side", side, form, table);
    add!(out, "far", side, Part::size(between.len()), form);
    add!(out, "way", side, way, form);
    add!(out, "way tag", side, way, tag);
    add!(out, "subject", subject, form);
    add!(out, "subject passive", subject, passive, side);
    add!(out, "head tag", view.tag(head), side);
    add!(out, "head", view.word(head));
    add!(out, "first", view.word(it.range.start), it.how);
    add!(out, "prev", view.word(before), side, tag);
    add!(out, "prev tag", view.tag(before), side, form);
    add!(out, "next", view.word(after), side, tag);
    add!(out, "next tag", view.tag(after), side, it.how);
    add!(out, "word prev", word, view.word(before), side);
    add!(out, "length", Part::size(it.range.len()), it.how);
    add!(out, "quoted", quoted(view, it.range.start), quoted(view, anchor), side);
    let stretch = if between.start < between.end { view.sentence.span(&between) } else { 0..0 };
    add!(out, "finite between", Part::size(view.held(std::slice::from_ref(&stretch)).finite), side, form);
    if it.range.end == cue.start {
        add!(out, "adjacent left");
    }
    if it.range.start == cue.end {
        add!(out, "adjacent right");
    }
    tree(view, anchor, it, form, out);
    add!(out, "proper", it.core.clone().any(|i| view.text.tags[i].is_proper()), side, form);
}

/// Is it what the rules would take for the subject of the anchor's verb: whole, its core, or not?
fn subject(view: &View<'_>, verb: usize, it: &Candidate) -> Part {
    let subject = view.subject_of(verb);
    let whole = subject.is_some_and(|subject| trimmed(view.text, view.sentence.span(&subject.chunks)) == it.range);
    let core = || subject.is_some_and(|subject| subject.core == view.chunk_of(it.core.start));
    if whole { part!("whole") } else { Part::from(core()) }
}

/// How the candidate hangs together with the anchor.
fn tree(view: &View<'_>, anchor: usize, it: &Candidate, form: Part, out: &mut Features) {
    let tree = &view.tree;
    let edges = tree.edges(std::slice::from_ref(&it.range));
    let top = edges.tops().first().copied().unwrap_or(it.range.start);
    let head = tree.head(top);
    let relation = tree.relation(top);
    let above = head.and_then(|head| tree.head(head));
    let anchor_head = tree.head(anchor);
    let way = if head == Some(anchor) {
        part!("child")
    } else if head.is_some() && head == anchor_head {
        part!("sister")
    } else if above == Some(anchor) {
        part!("grandchild")
    } else if anchor_head == Some(top) {
        part!("head")
    } else {
        part!("far")
    };
    add!(out, "tie", way, relation);
    add!(out, "tie form", way, relation, form);
    add!(out, "tie relation", way, relation, tree.relation(anchor));
    let case = tree.child(top, &[Tie::Case]).map_or(Part::NONE, |case| view.word(case));
    add!(out, "tie case", way, relation, case, form);
    add!(out, "edges", Part::size(edges.n), edges.cut[0], edges.cut[1], it.how);
    add!(out, "reach", tree.reach(top) == it.range, way);
    let next = it.range.end;
    let tied = tree.head(next).is_some_and(|head| it.range.contains(&head));
    add!(out, "goes on", if tied { tree.relation(next) } else { Part::NONE }, way);
    // The subject of the verb that the anchor shares its own with.
    let own = tree.child(anchor, &[Tie::Subject]);
    let shared = anchor_head.filter(|_| own.is_none()).and_then(|head| tree.child(head, &[Tie::Subject]));
    if own == Some(top) {
        add!(out, "own subject");
    }
    add!(out, "shared subject", if shared == Some(top) { tree.relation(anchor) } else { Part::NONE });
}

pub(super) fn quoted(view: &View<'_>, i: usize) -> Part {
    Part::from(view.text.quotes.quoted(i))
}
