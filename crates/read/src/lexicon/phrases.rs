//! Tables of phrases looked up in running words: `data/act-phrases.tsv`, `certainty.tsv`,
//! `conditions.tsv`, `denials.tsv`, `act-tone.tsv`. A phrase is a run of lower-case tokens.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::table::{Map, in_order, rows};

/// A table of phrases with one value each.
pub(crate) struct Phrases {
    /// By first word: the phrase's words and its value, longest first.
    by_first: Map<&'static str, Vec<(Vec<&'static str>, &'static str)>>,
}

impl Phrases {
    /// Reads a table of two columns.
    pub(crate) fn parse(table: &'static str) -> Self {
        let mut by_first: BTreeMap<&str, Vec<(Vec<&str>, &str)>> = BTreeMap::new();
        for (_, row) in rows(table) {
            if let [phrase, value] = row[..] {
                let words: Vec<&str> = phrase.split([' ', ',']).filter(|word| !word.is_empty()).collect();
                if let Some(&first) = words.first() {
                    by_first.entry(first).or_default().push((words, value));
                }
            }
        }
        Self { by_first: in_order(by_first, |(words, _)| std::cmp::Reverse(words.len())) }
    }

    /// The longest phrase that starts at word `i`: its value and how many words it takes. Commas are passed over.
    pub(crate) fn at(&self, words: &[String], i: usize) -> Option<(&'static str, usize)> {
        let list = self.by_first.get(words.get(i)?.as_str())?;
        list.iter().find_map(|(phrase, value)| {
            let mut at = i;
            for (n, want) in phrase.iter().enumerate() {
                while n > 0 && words.get(at).is_some_and(|word| word == ",") {
                    at += 1;
                }
                if words.get(at).is_none_or(|word| word != want) {
                    return None;
                }
                at += 1;
            }
            Some((*value, at - i))
        })
    }

    /// The first phrase of the table found in the words, with its place.
    pub(crate) fn first_in(&self, words: &[String]) -> Option<(usize, &'static str, usize)> {
        (0..words.len()).find_map(|i| self.at(words, i).map(|(value, len)| (i, value, len)))
    }
}

macro_rules! tables {
    ($($(#[$meta:meta])* $name:ident = $file:literal,)+) => {
        $($(#[$meta])* pub(crate) fn $name() -> &'static Phrases {
            static CELL: OnceLock<Phrases> = OnceLock::new();
            CELL.get_or_init(|| Phrases::parse(include_str!(concat!("../../../../data/", $file))))
        })+

        #[cfg(test)]
        const TABLES: &[(&str, &str)] = &[$(($file, include_str!(concat!("../../../../data/", $file)))),+];
    };
}

tables! {
    /// Phrases that decide an act wherever they stand.
    act_phrases = "act-phrases.tsv",
    /// Words of blame and praise.
    tone = "act-tone.tsv",
    /// Words by what they make likely of an act.
    moods = "act-moods.tsv",
    /// Words that say how sure the source is.
    certainty = "certainty.tsv",
    /// Words that open a condition.
    conditions = "conditions.tsv",
    /// What a denial denies.
    denials = "denials.tsv",
    /// Fixed terms as rewording machines render them.
    respun = "respun.tsv",
    /// Nouns of what is offered and accepted in talks.
    deal_nouns = "deal-nouns.tsv",
    /// By what means a thing is said.
    media = "media.tsv",
    /// Nouns of papers, by whether they hold terms.
    paper_nouns = "paper-nouns.tsv",
    /// What is done with a proposal.
    proposal_verbs = "proposal-verbs.tsv",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_is_a_phrase_and_a_value() {
        for (file, table) in TABLES {
            for (n, row) in rows(table) {
                assert_eq!(row.len(), 2, "{file} line {n}");
                assert_eq!(row[0], row[0].to_lowercase(), "{file} line {n}");
            }
        }
    }

    #[test]
    fn the_longest_phrase_wins_and_commas_do_not_count() {
        let words: Vec<String> = "we wait if , and only if , they go".split(' ').map(str::to_owned).collect();
        assert_eq!(conditions().at(&words, 2), Some(("phrase", 5)));
    }
}
