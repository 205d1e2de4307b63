//! `data/cue-adjectives.tsv`, `data/cue-nouns.tsv`, `data/cue-light-verbs.tsv`: what reports a belief
//! or an act without being a verb of saying.

use std::sync::OnceLock;

use armistice_types::statement::Act;

use super::table::{Map, Set, rows};

const ADJECTIVES: &str = include_str!("../../../../data/cue-adjectives.tsv");
const NOUNS: &str = include_str!("../../../../data/cue-nouns.tsv");
const LIGHT_VERBS: &str = include_str!("../../../../data/cue-light-verbs.tsv");

/// An adjective or noun that reports a belief or an act.
#[derive(Debug)]
pub(crate) struct OtherCue {
    /// As it stands in the table.
    pub(crate) word: &'static str,
    frames: Vec<&'static str>,
    /// The act where the content does not decide.
    pub(crate) act: Act,
}

impl OtherCue {
    /// May it take content in this frame?
    pub(crate) fn takes(&self, frame: &str) -> bool {
        self.frames.contains(&frame)
    }
}

type Table = Map<&'static str, OtherCue>;

fn parse(table: &'static str) -> Table {
    rows(table)
        .filter_map(|(_, row)| match row[..] {
            [word, frames, act] => Some((word, OtherCue { word, frames: frames.split(',').collect(), act: act.parse().ok()? })),
            _ => None,
        })
        .collect()
}

/// "optimistic", "committed"; lower case.
pub(crate) fn adjective(word: &str) -> Option<&'static OtherCue> {
    static CELL: OnceLock<Table> = OnceLock::new();
    CELL.get_or_init(|| parse(ADJECTIVES)).get(word)
}

/// "hope", "concerns"; lower case.
pub(crate) fn noun(word: &str) -> Option<&'static OtherCue> {
    static CELL: OnceLock<Table> = OnceLock::new();
    CELL.get_or_init(|| parse(NOUNS)).get(word)
}

/// "expressed", as in "expressed hope"; lower case.
pub(crate) fn is_light_verb(form: &str) -> bool {
    static CELL: OnceLock<Set<&'static str>> = OnceLock::new();
    CELL.get_or_init(|| rows(LIGHT_VERBS).map(|(_, row)| row[0]).collect()).contains(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_parses_and_stands_in_order() {
        for table in [ADJECTIVES, NOUNS] {
            assert_eq!(parse(table).len(), rows(table).count());
            assert!(rows(table).map(|(_, row)| row[0]).is_sorted());
        }
        assert!(rows(LIGHT_VERBS).map(|(_, row)| row[0]).is_sorted());
    }
}
