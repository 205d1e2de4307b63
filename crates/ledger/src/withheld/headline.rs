//! Words of a headline that may name a person. A headline says less than a text does: it has no speaker that the reader could find, and often
//! nothing but a capital tells a name. So every word with a capital that nothing explains is hidden in it.
//!
//! ## Does not find
//! A name in small letters that does not stand in the text, or one that is a word of its own there ("the marsh").

use std::collections::BTreeSet;
use std::ops::Range;

use super::names::{Word, words};
use super::suspects::{begins, shouted};

/// What is found in a headline.
#[derive(Default)]
pub(super) struct Headline {
    /// Places in it that are hidden.
    pub(super) places: Vec<Range<usize>>,
    /// Words that are hidden in the text as well: not those that may have their capital from where they stand.
    pub(super) words: BTreeSet<String>,
}

impl Headline {
    /// `small` are words that the text has in small letters; `explained` tells which words are known to name nobody.
    pub(super) fn new(title: &str, small: &BTreeSet<&str>, explained: &dyn Fn(&str) -> bool) -> Self {
        let chars: Vec<char> = title.chars().collect();
        let all = words(&chars);
        let own: BTreeSet<&str> = all.iter().filter(|it| !it.capital).map(|it| it.folded.as_str()).collect();
        // Of a line in capitals no capital tells anything.
        let loud = all.iter().filter(|it| it.at.len() > 1).all(|it| shouted(&chars, it));
        let open = |it: &Word| it.at.len() > 1 && it.capital && it.folded.chars().any(char::is_alphabetic) && !explained(&it.folded);
        let mut out = Self::default();
        for (n, it) in all.iter().enumerate().filter(|(_, it)| open(it)) {
            let plain = small.contains(it.folded.as_str()) || own.contains(it.folded.as_str());
            // "Marsh: no deal" is of Marsh, whatever the text says of a marsh.
            let speaks = chars.get(it.at.end) == Some(&':');
            if plain && !speaks && !loud {
                continue;
            }
            out.places.push(it.at.clone());
            let initial = n.checked_sub(1).and_then(|n| all.get(n)).is_some_and(|it| it.at.len() == 1);
            let next = all.get(n + 1).is_some_and(|next| open(next) && chars[it.at.end..next.at.start].iter().all(|c| *c == ' '));
            if !plain && !loud && (!begins(&chars, it.at.start) || initial || next || speaks) {
                out.words.insert(it.folded.clone());
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, hidden: &[&str], in_the_text: &[&str]) {
        let small = BTreeSet::from(["marsh", "talks", "the", "half"]);
        let out = Headline::new(title, &small, &|it| matches!(it, "port" | "selm" | "the" | "in"));
        let chars: Vec<char> = title.chars().collect();
        let places: Vec<String> = out.places.into_iter().map(|it| chars[it].iter().collect()).collect();
        assert_eq!(places, hidden);
        assert_eq!(out.words.iter().map(String::as_str).collect::<Vec<_>>(), in_the_text);
    }

    #[test]
    fn whatever_may_be_a_name_in_a_headline_is_found() {
        check("Zarquil Obrant: the Port wants half the toll", &["Zarquil", "Obrant"], &["obrant", "zarquil"]);
        check("Obrant tells us all", &["Obrant"], &[]);
        check("Marsh: no talks", &["Marsh"], &[]);
        check("Talks in Selm with J. Çelik", &["Çelik"], &["celik"]);
        check("OBRANT AND MARSH IN SELM", &["OBRANT", "AND", "MARSH"], &[]);
    }
}
