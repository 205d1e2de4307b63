//! What makes a yes less than a yes: `data/acceptance.tsv`. One place for the statement's stance, the event and the answer to a proposal.

use std::ops::Range;
use std::sync::OnceLock;

use crate::attribution::Text;
use crate::lexicon::table::rows;
use crate::tags::Tag;

const TABLE: &str = include_str!("../../../data/acceptance.tsv");

/// The words of one kind.
fn words(kind: &str) -> impl Iterator<Item = &'static str> {
    static CELL: OnceLock<Vec<(&str, &str)>> = OnceLock::new();
    let all = CELL.get_or_init(|| rows(TABLE).filter_map(|(_, row)| Some((*row.first()?, *row.get(1)?))).collect());
    all.iter().filter(move |(_, it)| *it == kind).map(|(word, _)| *word)
}

/// Is the word one of this kind?
pub(crate) fn is(word: &str, kind: &str) -> bool {
    words(kind).any(|it| it == word)
}

/// Does a lower-case text hold a phrase of this kind?
pub(crate) fn says(text: &str, kind: &str) -> bool {
    words(kind).any(|phrase| text.contains(phrase))
}

/// Does an adverb before the verb of a yes leave it open: "nearly accepted", "reportedly agreed"? Only those of the table do not.
pub(crate) fn qualified(text: &Text<'_>, sentence: &Range<usize>, verb: &Range<usize>) -> bool {
    let mut before = verb.start.saturating_sub(3).max(sentence.start)..verb.end;
    let adverb = |t: usize| matches!(text.tags[t], Tag::RB | Tag::RBR | Tag::RBS);
    before.any(|t| adverb(t) && !words("plain").any(|it| text.tokens.is(t, it)))
}

/// Does a word of the sentence take a part of the yes back?
pub(crate) fn partly(text: &Text<'_>, sentence: &Range<usize>) -> bool {
    sentence.clone().any(|t| words("partly").any(|it| text.tokens.is(t, it)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_has_a_kind_that_is_used() {
        for (n, row) in rows(TABLE) {
            assert!(
                row.len() == 2
                    && ["plain", "partly", "for others", "reserved", "in principle", "jest", "mocked", "long past", "another's"]
                        .contains(&row[1]),
                "acceptance.tsv line {n}: {row:?}"
            );
        }
    }
}
