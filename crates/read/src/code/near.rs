//! What words of talks stand for: `data/near-words.tsv`. "Let go", "freed" and "release" are one, "detainee" and "prisoner" another.

use std::sync::OnceLock;

use super::kinds::is;
use super::words::{Word, stem};
use crate::lexicon::table::{Map, Set, rows};

const TABLE: &str = include_str!("../../../../data/near-words.tsv");
const FUNCTION: &str = include_str!("../../../../data/function-words.txt");

/// How a word stands for what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A number, as digits.
    Number,
    /// A word that the table does not have.
    Own,
    Noun,
    Verb,
    Weak,
    General,
}

/// A word of a phrase or a text, by what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sense<'w> {
    pub(super) key: &'w str,
    pub(super) kind: Kind,
    /// The index of its word, and of its second word where it has two.
    pub(super) at: usize,
    pub(super) last: usize,
}

struct Row {
    second: Option<String>,
    key: &'static str,
    kind: Kind,
}

fn table() -> &'static Map<String, Vec<Row>> {
    static CELL: OnceLock<Map<String, Vec<Row>>> = OnceLock::new();
    CELL.get_or_init(|| {
        let mut table: Map<String, Vec<Row>> = Map::default();
        for (words, key, kind) in rows(TABLE).filter_map(|(_, row)| parse(&row)) {
            let mut words = words.split(' ');
            let first = stem(words.next().unwrap_or_default());
            let row = Row { second: words.next().map(str::to_owned), key, kind };
            table.entry(first).or_default().push(row);
        }
        // Two words before one: "pull back" is not "pull".
        table.values_mut().for_each(|list| list.sort_by_key(|row| row.second.is_none()));
        table
    })
}

fn parse(row: &[&'static str]) -> Option<(&'static str, &'static str, Kind)> {
    let [words, key, kind] = row else { return None };
    let kind = match *kind {
        "noun" => Kind::Noun,
        "verb" => Kind::Verb,
        "weak" => Kind::Weak,
        "general" => Kind::General,
        _ => return None,
    };
    Some((words, key, kind))
}

/// Is the folded word one that says nothing of an option: "of", "their", "would"?
fn function_word(word: &str) -> bool {
    static CELL: OnceLock<Set<&str>> = OnceLock::new();
    let all = CELL.get_or_init(|| FUNCTION.lines().filter(|line| !line.starts_with('#')).collect());
    all.contains(word) && !is(word, "negates")
}

/// Does a stem say how much, and not what: "all", "full"?
pub(super) fn general(stem: &str) -> bool {
    table().get(stem).into_iter().flatten().any(|row| row.kind == Kind::General && row.second.is_none())
}

/// What the words stand for, in their order; function words are left out.
pub(super) fn senses(words: &[Word]) -> Vec<Sense<'_>> {
    let mut out = Vec::new();
    // Second words still to come.
    let mut taken: Vec<usize> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if taken.contains(&at) {
            continue;
        }
        let hit = table().get(&word.stem).into_iter().flatten().find_map(|row| Some((row, second(words, at, row.second.as_deref())?)));
        let (key, kind, last) = match hit {
            Some((row, last)) => (row.key, row.kind, last),
            None if word.folded.starts_with(|c: char| c.is_ascii_digit()) => (word.folded.as_str(), Kind::Number, at),
            None if function_word(&word.folded) => continue,
            None => (word.stem.as_str(), Kind::Own, at),
        };
        taken.retain(|&it| it > at);
        taken.extend((last > at).then_some(last));
        out.push(Sense { key, kind, at, last });
    }
    out
}

/// The place of a second word: right behind, or behind a short object that nothing new begins.
fn second(words: &[Word], at: usize, want: Option<&str>) -> Option<usize> {
    let Some(want) = want else { return Some(at) };
    let reach = words.len().min(at + 5);
    let near =
        (at + 1..reach).take_while(|&n| words[n].sentence == words[at].sentence && !words[n - 1].paused && !is(&words[n].folded, "bars"));
    near.into_iter().find(|&n| words[n].folded == want)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::words::all_words;

    #[test]
    fn every_line_of_the_table_is_used() {
        for (n, row) in rows(TABLE) {
            assert!(parse(&row).is_some(), "near-words.tsv line {n}: {row:?}");
        }
    }

    #[track_caller]
    fn check(text: &str, want: &str) {
        let words = all_words(text);
        let got: Vec<&str> = senses(&words).into_iter().map(|it| it.key).collect();
        assert_eq!(got.join(" "), want, "{text}");
    }

    #[test]
    fn near_words_meet() {
        check("the army will pull its guns back", "army withdraw army");
        check("let every detainee go home", "free all captive home");
        check("a closure of the crossing", "close border");
        check("they go, and come back", "come");
    }
}
