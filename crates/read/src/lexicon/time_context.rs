//! `data/time-context.tsv`: words and marks round expressions of time.

use std::sync::OnceLock;

use super::table::{Set, kinds};

const TABLE: &str = include_str!("../../../../data/time-context.tsv");

/// Is the lower-case word or mark one of this kind?
pub(crate) fn beside_time(word: &str, kind: &str) -> bool {
    static CELL: OnceLock<Set<(&str, &str)>> = OnceLock::new();
    CELL.get_or_init(|| kinds(TABLE)).contains(&(word, kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::table::rows;

    #[test]
    fn every_line_has_a_kind_that_is_used() {
        let kinds = ["expected", "lifetime", "measures", "no year", "on", "opens year"];
        let mut last = ("", "");
        for (n, row) in rows(TABLE) {
            assert!(row.len() == 2 && kinds.contains(&row[1]), "time-context.tsv line {n}: {row:?}");
            assert!(last < (row[0], row[1]), "time-context.tsv line {n}: `{}` stands after `{}`", row[0], last.0);
            last = (row[0], row[1]);
        }
    }
}
