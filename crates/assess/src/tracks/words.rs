//! `data/track-status.tsv`: what words say of a truce or deal as a whole, and what makes them less than told as done.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::phrases::Phrases;

const TABLE: &str = include_str!("../../../../data/track-status.tsv");

static KINDS: LazyLock<BTreeMap<&str, Phrases<()>>> = LazyLock::new(|| {
    let mut rows: BTreeMap<&str, Vec<(&str, ())>> = BTreeMap::new();
    for (words, kind) in TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')) {
        rows.entry(kind).or_default().push((words, ()));
    }
    rows.into_iter().map(|(kind, rows)| (kind, Phrases::new(rows.into_iter()))).collect()
});

/// Lower-case words of a text, hyphens kept; a full stop, comma or other mark is no word.
pub(super) fn words(text: &str) -> Vec<String> {
    let split = text.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '\'' || c == '’'));
    split.map(|it| it.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()).filter(|it| !it.is_empty()).collect()
}

/// Where words of the kind stand: first word and one past the last, first found.
pub(super) fn find(words: &[String], kind: &str) -> Option<(usize, usize)> {
    let phrases = KINDS.get(kind)?;
    let shortest = |n: usize| phrases.at(words, n).map(|it| (n, n + it.len())).min();
    (0..words.len()).find_map(shortest)
}

/// Does any word of the kind stand among them?
pub(super) fn has(words: &[String], kind: &str) -> bool {
    find(words, kind).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [&str; 12] =
        ["denial", "holds", "signed", "agreed in principle", "noun", "talks", "in force", "broken", "leaves", "guard", "open", "past"];

    #[test]
    fn every_line_of_the_table_is_read() {
        let rows: Vec<&str> = TABLE.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(rows.is_sorted());
        for row in &rows {
            let (phrase, kind) = row.split_once('\t').unwrap();
            assert!(ALL.contains(&kind), "{row}");
            assert!(words(phrase).join(" ") == phrase, "{row}");
        }
        assert!(ALL.iter().all(|kind| super::KINDS.contains_key(kind)));
    }
}
