//! What persons say of origins and of sources: reports that go back to one origin or do not, sources that are one or are not.

use std::collections::{BTreeMap, BTreeSet};

use armistice_types::chains::{Link, LinkKind};
use armistice_types::decided::OriginTie;
use armistice_types::statement::{ActorId, Anonymity};
use armistice_types::view::{Filed, View};

/// By report numbers; of several on one pair the last counts.
pub(super) fn said(view: &View) -> BTreeMap<(usize, usize), &OriginTie> {
    view.origins.iter().map(|it| ((it.one, it.other), it)).collect()
}

/// Pairs of a view, by index, that persons join and that are not joined yet.
pub(super) fn joined(view: &View, said: &BTreeMap<(usize, usize), &OriginTie>, known: &BTreeSet<(usize, usize)>) -> Vec<(usize, usize)> {
    let at = |number: usize| view.reports.iter().position(|it| it.number == number);
    let pair = |it: &&&OriginTie| it.same;
    said.values().filter(pair).filter_map(|it| at(it.one).zip(at(it.other))).filter(|pair| !known.contains(pair)).collect()
}

/// Which of the two came first the entry does not say.
pub(super) fn link(it: &OriginTie) -> Link {
    Link {
        one: it.one,
        other: it.other,
        kind: LinkKind::Entered,
        origin: None,
        why: format!("one origin, as entered by {}", it.author),
        shared: None,
        places: Vec::new(),
        entry: Some(it.entry.clone()),
    }
}

/// Who a source of a report is, beyond that report: a named one its name, one that a person joins with others the first of them.
#[derive(Debug, Default)]
pub(crate) struct Speakers {
    joined: BTreeMap<(usize, ActorId), (usize, ActorId)>,
    /// Those that a person keeps apart from another of the same name.
    apart: BTreeSet<(usize, ActorId)>,
}

impl Speakers {
    /// Of several entries on one pair the last counts.
    pub(crate) fn new(view: &View) -> Self {
        let last: BTreeMap<_, bool> = view.speakers.iter().map(|it| ((it.one, it.other), it.same)).collect();
        let mut out = Self::default();
        for ((one, other), same) in last {
            if same {
                let (a, b) = (out.first(one), out.first(other));
                let (first, second) = (a.min(b), a.max(b));
                for it in out.joined.values_mut().filter(|it| **it == second) {
                    *it = first;
                }
                out.joined.extend([(one, first), (other, first), (second, first)]);
            } else {
                out.apart.insert(one.max(other));
            }
        }
        out
    }

    /// The first of those that a source is joined with; itself where it is with none.
    pub(crate) fn first(&self, it: (usize, ActorId)) -> (usize, ActorId) {
        self.joined.get(&it).copied().unwrap_or(it)
    }

    /// Is it followed from report to report by a person's word?
    pub(crate) fn is_joined(&self, it: (usize, ActorId)) -> bool {
        self.joined.contains_key(&it)
    }

    /// Does a person keep it apart from another of its name?
    pub(crate) fn is_apart(&self, it: (usize, ActorId)) -> bool {
        self.apart.contains(&it) && !self.joined.contains_key(&it)
    }

    /// By what its words are followed from report to report; `None` for an unnamed source, which belongs to its report alone.
    pub(crate) fn key(&self, view: &View, filed: &Filed, actor: ActorId, anonymity: Anonymity) -> Option<String> {
        let at = (filed.number, actor);
        let first = self.first(at);
        let name = view.report(first.0)?.reading.actor(first.1)?.name.to_lowercase();
        let named = matches!(anonymity, Anonymity::Named | Anonymity::Office);
        match (self.is_joined(at), self.is_apart(at)) {
            // The name alone would join it with others of that name, which nobody said of an unnamed one.
            (true, _) if !named => Some(format!("{name} R{}", first.0)),
            (true, _) => Some(name),
            (false, true) => named.then(|| format!("{name} R{}", filed.number)),
            (false, false) => named.then_some(name),
        }
    }
}
