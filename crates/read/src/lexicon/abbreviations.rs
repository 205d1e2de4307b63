//! `data/abbreviations.tsv`: words that keep their stop, and whether a sentence can end with them.

use std::sync::OnceLock;

use super::table::{Map, rows};

const TABLE: &str = include_str!("../../../../data/abbreviations.tsv");

fn table() -> &'static Map<&'static str, bool> {
    static MAP: OnceLock<Map<&'static str, bool>> = OnceLock::new();
    MAP.get_or_init(|| rows(TABLE).filter_map(|(_, row)| Some((*row.first()?, row.get(1) == Some(&"ends")))).collect())
}

/// Does the word, given without its stop, keep the stop? Case counts: `No` is none, `Nov` is one.
pub(crate) fn is_abbreviation(word: &str) -> bool {
    table().contains_key(word) || word.len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase() && c != 'I')
}

/// Can a sentence end with the abbreviation, given with its stop? "a.m." can, "Mr." cannot.
pub(crate) fn may_end(word: &str) -> bool {
    let bare = word.strip_suffix('.').unwrap_or(word);
    table().get(bare).copied().unwrap_or(bare.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_word_and_a_flag() {
        for (n, row) in rows(TABLE) {
            assert!(row.len() == 2 && ["ends", "goes on"].contains(&row[1]), "line {n}: {row:?}");
        }
    }
}
