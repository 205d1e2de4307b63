//! Chains: which texts go back to one origin. Takes texts, gives the pairs that are copies, how they were made, and which came first
//! where dates or the texts decide it. A pair on one topic, with one quotation in common, is no copy.
//!
//! Three steps: words (`words`), candidates from an inverted index over rare word pairs (`candidates`), comparison sentence by sentence
//! (`align`); texts that read like respun ones are looked for by their names (`respun`). Near-linear in the number of texts; the same pairs for any number of threads and any order of the texts.

mod align;
mod candidates;
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
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

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

/// Every pair of copies; by `one`, then `other`. `threads` is at least one.
#[must_use]
pub fn copies(texts: &[Text<'_>], threads: usize) -> Vec<Copied> {
    let words: Vec<words::Words> = parallel(texts.len(), threads, || (), |(), n| words::Words::new(texts[n].text));
    let weights = weights::Weights::new(&words);
    let sides: Vec<align::Side> = parallel(texts.len(), threads, || (), |(), n| align::Side::new(&words[n], &weights));
    let before = candidates::candidates(&words, &weights, threads);
    let compare = |a: usize, b: usize| {
        let found = align::align((&words[a], &sides[a]), (&words[b], &sides[b]))?;
        Some(kinds::copied(texts, a, b, &found))
    };
    let found = parallel(texts.len(), threads, || (), |(), n| before[n].iter().filter_map(|m| compare(*m as usize, n)).collect::<Vec<_>>());
    let mut out: Vec<Copied> = found.into_iter().flatten().collect();
    let known: std::collections::BTreeSet<(usize, usize)> = out.iter().map(|it| (it.one, it.other)).collect();
    let groups = groups(texts.len(), &known);
    let more = parallel(
        groups.len(),
        threads,
        || (),
        |(), n| {
            let group = &groups[n];
            let pairs = group.iter().enumerate().flat_map(|(i, a)| group[i + 1..].iter().map(move |b| (*a, *b)));
            let pairs = pairs.filter(|pair| group.len() <= LARGE && !known.contains(pair));
            pairs.filter_map(|(a, b)| compare(a, b)).collect::<Vec<_>>()
        },
    );
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

/// Calls `work` for every number below `n`, results in order; each thread has a state of its own.
fn parallel<S, T: Send>(n: usize, threads: usize, state: impl Fn() -> S + Sync, work: impl Fn(&mut S, usize) -> T + Sync) -> Vec<T> {
    const STRIDE: usize = 64;
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Vec<T>)>> = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..threads.clamp(1, n.div_ceil(STRIDE).max(1)) {
            scope.spawn(|| {
                let mut state = state();
                loop {
                    let from = next.fetch_add(STRIDE, Ordering::Relaxed);
                    if from >= n {
                        break;
                    }
                    let part: Vec<T> = (from..n.min(from + STRIDE)).map(|at| work(&mut state, at)).collect();
                    done.lock().expect("no thread panics while it holds the lock").push((from, part));
                }
            });
        }
    });
    let mut parts = done.into_inner().expect("no thread panics while it holds the lock");
    parts.sort_by_key(|(from, _)| *from);
    parts.into_iter().flat_map(|(_, part)| part).collect()
}
