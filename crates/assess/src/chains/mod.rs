//! Chains: which texts go back to one origin. Takes texts, gives the pairs that are copies, how they were made, and which came first
//! where dates or the texts decide it. A pair on one topic, with one quotation in common, is no copy.
//!
//! Three steps: words (`words`), candidates from an inverted index over rare word pairs (`candidates`), comparison sentence by sentence
//! (`align`); texts that read like respun ones are looked for by their names (`respun`). Near-linear in the number of texts; the same pairs for any number of threads and any order of the texts.

mod align;
mod candidates;
mod counts;
mod entered;
mod filed;
mod joins;
mod kinds;
mod meeting;
mod path;
mod respun;
mod support;
mod together;
mod weights;
mod words;

use std::ops::Range;

use armistice_cores::each;
use armistice_types::chains::LinkKind;
use armistice_types::time::Day;

pub(crate) use entered::Speakers;
pub(crate) use filed::chains;
pub(crate) use support::Origins;
pub(crate) use together::Together;

/// A text among which copies are looked for.
#[derive(Clone, Copy, Debug)]
pub struct Text<'t> {
    /// Its words.
    pub text: &'t str,
    /// Who published it.
    pub outlet: Option<&'t str>,
    /// The day on which it came out.
    pub day: Option<Day>,
    /// Does it read like a text reworded by a machine?
    pub respun: bool,
}

/// Two texts of one origin; indices into the texts given, `one` before `other`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// The first index.
    pub one: usize,
    /// The second index.
    pub other: usize,
    /// How the copy was made.
    pub kind: LinkKind,
    /// Which of the two is the origin, where dates or the texts decide it.
    pub origin: Option<usize>,
    /// Why the origin is the origin, or why it is not known.
    pub because: &'static str,
    /// Share of the shorter text, by weight of its words, whose sentences stand in the other, in percent.
    pub shared: u8,
    /// Share of words changed in the sentences that both have, in percent.
    pub changed: u8,
    /// Bytes of up to two sentences that both have, in `one` and in `other`.
    pub sentences: Vec<(Range<usize>, Range<usize>)>,
}

/// Chains larger than this are compared with their neighbours only, not pair by pair.
const LARGE: usize = 64;

/// So many texts are looked at by one thread at a stretch.
const FEW: usize = 64;

/// Every pair of copies; by `one`, then `other`.
#[must_use]
pub fn copies(texts: &[Text<'_>]) -> Vec<Copied> {
    let words: Vec<words::Words> = each(texts, FEW, |_, it| words::Words::new(it.text));
    let weights = weights::Weights::new(&words);
    let sides: Vec<align::Side> = each(&words, FEW, |_, it| align::Side::new(it, &weights));
    let before = candidates::candidates(&words, &weights);
    let compare = |a: usize, b: usize| {
        let found = align::align((&words[a], &sides[a]), (&words[b], &sides[b]))?;
        Some(kinds::copied(texts, a, b, &found))
    };
    let found = each(&before, FEW, |n, before| before.iter().filter_map(|m| compare(*m as usize, n)).collect::<Vec<_>>());
    let mut out: Vec<Copied> = found.into_iter().flatten().collect();
    let known: std::collections::BTreeSet<(usize, usize)> = out.iter().map(|it| (it.one, it.other)).collect();
    // A chain is as much work as its pairs: each for itself.
    let more = each(&groups(texts.len(), &known), 1, |_, group| {
        let pairs = group.iter().enumerate().flat_map(|(i, a)| group[i + 1..].iter().map(move |b| (*a, *b)));
        let pairs = pairs.filter(|pair| group.len() <= LARGE && !known.contains(pair));
        pairs.filter_map(|(a, b)| compare(a, b)).collect::<Vec<_>>()
    });
    out.extend(more.into_iter().flatten());
    let copied = out.iter().flat_map(|it| [it.one, it.other]).collect();
    out.extend(respun::respun(texts, &copied));
    out.sort_by_key(|it| (it.one, it.other));
    out
}

/// Sets of indices joined by pairs, each sorted, by first index; those of one are left out.
#[must_use]
pub fn groups(n: usize, pairs: &std::collections::BTreeSet<(usize, usize)>) -> Vec<Vec<usize>> {
    let mut parent: Vec<usize> = (0..n).collect();
    fn root(parent: &mut [usize], mut at: usize) -> usize {
        while parent[at] != at {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        at
    }
    for (a, b) in pairs {
        let (a, b) = (root(&mut parent, *a), root(&mut parent, *b));
        parent[a.max(b)] = a.min(b);
    }
    let mut out: std::collections::BTreeMap<usize, Vec<usize>> = std::collections::BTreeMap::new();
    for at in 0..n {
        let root = root(&mut parent, at);
        out.entry(root).or_default().push(at);
    }
    out.into_values().filter(|group| group.len() > 1).collect()
}
