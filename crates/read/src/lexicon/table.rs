//! The form that all tables of `data/` share: tab-separated, one fact a line, `#` comments.

use std::collections::BTreeMap;
use std::hash::Hash;

/// A table by its words. They are looked up, never gone through in order; the words are ours, so a quick hash is safe.
pub(crate) type Map<K, V> = rustc_hash::FxHashMap<K, V>;

/// Rows by their words, each word's in order.
pub(crate) fn in_order<K: Ord + Hash, V, O: Ord>(rows: BTreeMap<K, Vec<V>>, by: impl Fn(&V) -> O) -> Map<K, Vec<V>> {
    let sorted = |mut list: Vec<V>| {
        list.sort_by_key(&by);
        list
    };
    rows.into_iter().map(|(word, list)| (word, sorted(list))).collect()
}

/// A table of words alone.
pub(crate) type Set<K> = rustc_hash::FxHashSet<K>;

/// A table of two columns as pairs: a word and one of its kinds.
pub(crate) fn kinds(table: &'static str) -> Set<(&'static str, &'static str)> {
    rows(table).filter_map(|(_, row)| Some((*row.first()?, *row.get(1)?))).collect()
}

/// The rows of a table with their 1-based line numbers; comments and blank lines are left out.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = (usize, Vec<&'static str>)> {
    table
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .map(|(n, line)| (n + 1, line.split('\t').collect()))
}
