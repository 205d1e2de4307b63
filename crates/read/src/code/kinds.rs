//! `data/coding-words.tsv`: what kind of word stands round an option.

use std::sync::OnceLock;

use crate::lexicon::table::{Set, kinds};

const TABLE: &str = include_str!("../../../../data/coding-words.tsv");
#[cfg(test)]
const KINDS: [&str; 39] = [
    "admits",
    "asked",
    "asks",
    "asks whom",
    "bars",
    "before name",
    "beyond",
    "ends",
    "finite",
    "firm if",
    "from where",
    "given up",
    "holds",
    "holds off",
    "instead",
    "light",
    "listing",
    "looks back",
    "moves",
    "negates",
    "no length",
    "numbered",
    "offers",
    "people",
    "person",
    "promises",
    "put forward",
    "ready",
    "refuses",
    "scarce",
    "self",
    "spurns",
    "stays",
    "supposes",
    "tells",
    "turns",
    "wants",
    "wavers",
    "where to",
];

/// Is the folded word one of this kind?
pub(super) fn is(word: &str, kind: &str) -> bool {
    static CELL: OnceLock<Set<(&str, &str)>> = OnceLock::new();
    CELL.get_or_init(|| kinds(TABLE)).contains(&(word, kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::table::rows;

    #[test]
    fn every_line_has_a_kind_that_is_used() {
        for (n, row) in rows(TABLE) {
            assert!(row.len() == 2 && KINDS.contains(&row[1]), "coding-words.tsv line {n}: {row:?}");
        }
    }
}
