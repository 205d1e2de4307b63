//! Does an option stand where its words say: is "all prisoners" what is released, or the list of them? Takes the words that matched and the tree of
//! their sentence, which is made when it is first asked for.
//!
//! ## What it finds
//! "Release a list of all prisoners", "the prisoners' letters", "bread for the inspectors": the head of the phrase is another word, and the option is
//! not what is spoken of. A group, half or an offer of prisoners (`data/coding-words.tsv`, kind `holds`) are prisoners still.
//! ## Does not find
//! Heads that stand in another sentence ("the list. It names all prisoners").

use std::cell::OnceCell;

use armistice_types::text::{CharIndex, Span};

use super::cues::{Found, Options};
use super::kinds::is;
use super::words::folded;
use crate::lexicon::cues::cues;
use crate::syntax::{Node, analysed};

/// The trees of a report's sentences.
pub(super) struct Trees<'a> {
    index: &'a CharIndex<'a>,
    sentences: &'a [Span],
    parsed: Vec<OnceCell<Vec<Leaf>>>,
}

/// A word in its tree.
struct Leaf {
    span: Span,
    lower: String,
    folded: String,
    node: Node,
    head: Option<usize>,
}

/// How many words up a head is looked for.
const DEEP: usize = 6;
/// Behind a verb with an object of its own, what stands behind these is whom or what the object is for.
const FOR: [&str; 4] = ["about", "for", "of", "on"];
/// A length behind these is a day.
const WHEN: [&str; 4] = ["after", "before", "by", "until"];

impl<'a> Trees<'a> {
    pub(super) fn new(index: &'a CharIndex<'a>, sentences: &'a [Span]) -> Self {
        Self { index, sentences, parsed: sentences.iter().map(|_| OnceCell::new()).collect() }
    }

    /// Leaves out an option that is only part of what is spoken of, and says of what stands as a subject what is told of it.
    pub(super) fn kept(&self, mut found: Found, options: &Options) -> Option<Found> {
        // "No boat of the Academy": whatever it is, it is not to be.
        let none = found.before.last().is_some_and(|word| word == "no");
        let Some(leaves) = found.at.first().filter(|_| !none && !found.carried).and_then(|span| self.of(*span)) else { return Some(found) };
        let matched: Vec<usize> = (0..leaves.len()).filter(|&n| found.at.iter().any(|span| span.overlaps(leaves[n].span))).collect();
        let view = View { leaves, matched: &matched, options };
        let tops = || matched.iter().copied().filter(|&n| leaves[n].head.is_none_or(|head| !matched.contains(&head)));
        if tops().any(|top| view.displaced(top) || view.of_another(top)) {
            return None;
        }
        found.held_off = tops().any(|top| view.held_off(top));
        found.told = tops().find(|&top| leaves[top].node.upos != "VERB").map(|top| view.predicate(top));
        Some(found)
    }

    /// The words of the sentence that holds a place.
    fn of(&self, span: Span) -> Option<&[Leaf]> {
        let n = self.sentences.partition_point(|it| it.end() <= span.start());
        let sentence = *self.sentences.get(n).filter(|it| it.start() <= span.start())?;
        Some(self.parsed.get(n)?.get_or_init(|| leaves(self.index, sentence)))
    }
}

fn leaves(index: &CharIndex<'_>, sentence: Span) -> Vec<Leaf> {
    let text = index.quote(sentence).unwrap_or("");
    let inner = CharIndex::new(text);
    let mut out = Vec::new();
    for piece in analysed(text).iter() {
        let first = out.len();
        for (bytes, node) in piece {
            let (start, end) = (sentence.start() + inner.scalar(bytes.start), sentence.start() + inner.scalar(bytes.end));
            let Some(span) = Span::new(start, end) else { continue };
            let head = node.head.checked_sub(1).map(|head| first + head);
            out.push(Leaf {
                span,
                lower: text[bytes.clone()].to_lowercase(),
                folded: folded(&text[bytes.clone()]),
                node: node.clone(),
                head,
            });
        }
    }
    out
}

struct View<'v> {
    leaves: &'v [Leaf],
    matched: &'v [usize],
    options: &'v Options,
}

impl View<'_> {
    fn below(&self, head: usize) -> impl Iterator<Item = usize> {
        (0..self.leaves.len()).filter(move |&n| self.leaves[n].head == Some(head))
    }

    /// Is the head of the phrase, above its highest word, a thing that the option is not?
    fn displaced(&self, top: usize) -> bool {
        let mut at = top;
        for _ in 0..DEEP {
            let leaf = &self.leaves[at];
            let Some(head) = leaf.head.filter(|&head| head < self.leaves.len()) else { return false };
            match leaf.node.deprel {
                "conj" => {}
                "compound" | "nmod" | "nmod:poss" if leaf.node.deprel != "nmod" || head < at => {
                    if self.matched.contains(&head) {
                        return false;
                    }
                    if self.is_thing(head) {
                        return true;
                    }
                }
                "obl" | "obl:unmarked" => return self.for_another(at, head),
                _ => return false,
            }
            at = head;
        }
        false
    }

    /// "The rejection of 9 percent": whoever accepts it accepts no 9 percent. By the tree, or right before the option's preposition,
    /// wherever the tree hangs that.
    fn held_off(&self, top: usize) -> bool {
        let within = |n: &usize| self.leaves[*n].node.deprel.starts_with("nmod") || self.leaves[*n].node.deprel == "compound";
        let up = |n: &usize| self.leaves[*n].head.filter(|_| within(n));
        let before = self.below(top).find(|&n| self.leaves[n].node.deprel == "case").and_then(|n| n.checked_sub(1));
        std::iter::successors(Some(top), up).take(DEEP).chain(before).any(|n| is(&self.leaves[n].folded, "holds off"))
    }

    /// A noun that no issue speaks of and that may not hold an option. "The union insists on 9 percent": a sentence's root that can be
    /// such a verb was taken for a noun.
    fn is_thing(&self, n: usize) -> bool {
        let leaf = &self.leaves[n];
        let verb = leaf.node.deprel == "root" && cues(&leaf.lower).next().is_some();
        matches!(leaf.node.upos, "NOUN" | "PROPN")
            && !verb
            && !is(&leaf.folded, "holds")
            && !self.below(n).any(|it| self.leaves[it].node.deprel.starts_with("nsubj"))
            && !leaf.folded.starts_with(|c: char| c.is_ascii_digit())
            && !self.options.speak_of(&leaf.folded)
    }

    /// "Want bread for the inspectors", "agree to a feast for the inspectors", where the tree hangs them on the verb.
    fn for_another(&self, at: usize, verb: usize) -> bool {
        // "A book about 9 percent" reads like "a book of about 9 percent".
        let about =
            |n: usize| self.below(n).chain(std::iter::once(n)).find_map(|it| self.below(it).find(|&it| self.leaves[it].folded == "about"));
        let case = |n: usize| self.below(n).find(|&it| self.leaves[it].node.deprel == "case").or_else(|| about(n));
        let Some(preposition) = case(at) else { return false };
        let word = self.leaves[preposition].folded.as_str();
        if self.is_length(at) {
            // "Before sixty days are over" is when, "for sixty days" is how long.
            return WHEN.contains(&word) && !self.matched.contains(&preposition);
        }
        let other = |n: usize| {
            let object = self.leaves[n].node.deprel == "obj" || self.leaves[n].node.deprel == "obl" && n + 1 == preposition;
            object && n < at && !self.matched.contains(&n) && self.is_thing(n)
        };
        // Whom one asks is not what one asks for.
        let asks = is(&self.leaves[verb].folded, "asks whom");
        FOR.contains(&word) && !asks && !self.matched.contains(&verb) && self.below(verb).any(other)
    }

    fn is_length(&self, n: usize) -> bool {
        matches!(self.leaves[n].folded.as_str(), "day" | "hour" | "month" | "week" | "year")
    }

    /// "Two months of rain": a length of something is no length of what is spoken of.
    fn of_another(&self, top: usize) -> bool {
        let of = |n: usize| self.leaves[n].node.deprel == "nmod" && self.below(n).any(|it| self.leaves[it].folded == "of");
        self.is_length(top) && self.below(top).any(|n| of(n) && !self.matched.contains(&n) && self.is_thing(n))
    }

    /// What is told of a subject: the verb or the noun behind "is", and what hangs right on it.
    fn predicate(&self, top: usize) -> Vec<String> {
        let mut at = top;
        while self.leaves[at].node.deprel.starts_with("conj") {
            let Some(head) = self.leaves[at].head else { break };
            at = head;
        }
        let Some(head) = self.leaves[at].head.filter(|_| self.leaves[at].node.deprel.starts_with("nsubj")) else { return Vec::new() };
        let near = |n: &usize| matches!(self.leaves[*n].node.deprel, "xcomp" | "cop" | "advmod" | "obl" | "nmod" | "obj" | "amod");
        let mut out = vec![self.leaves[head].folded.clone()];
        out.extend(self.below(head).filter(near).map(|n| self.leaves[n].folded.clone()));
        out
    }
}
