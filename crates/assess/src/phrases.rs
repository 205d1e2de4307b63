//! Phrases of a data table, found in a list of words. A table is read once, and by the first word of a phrase: of a text only those words
//! are looked at further with which a phrase begins.

use std::collections::HashMap;

/// Phrases by their first word, each with what the table says of it.
pub(crate) struct Phrases<T>(HashMap<&'static str, Vec<Phrase<T>>>);

/// One line of a table.
pub(crate) struct Phrase<T> {
    pub(crate) text: &'static str,
    rest: Vec<&'static str>,
    pub(crate) means: T,
}

impl<T> Phrase<T> {
    /// How many words it has.
    pub(crate) fn len(&self) -> usize {
        1 + self.rest.len()
    }
}

impl<T> Phrases<T> {
    /// Words of a phrase stand one blank apart.
    pub(crate) fn new(rows: impl Iterator<Item = (&'static str, T)>) -> Self {
        let mut out: HashMap<&'static str, Vec<Phrase<T>>> = HashMap::new();
        for (text, means) in rows {
            let mut words = text.split(' ');
            let first = words.next().unwrap_or(text);
            out.entry(first).or_default().push(Phrase { text, rest: words.collect(), means });
        }
        Self(out)
    }

    /// The phrases that begin with word `n`, in the order of the table.
    pub(crate) fn at<'p, 'w, S: AsRef<str>>(&'p self, words: &'w [S], n: usize) -> impl Iterator<Item = &'p Phrase<T>> + use<'p, 'w, S, T> {
        let behind = words.get(n + 1..).unwrap_or(&[]);
        let fits =
            move |it: &&Phrase<T>| behind.len() >= it.rest.len() && it.rest.iter().zip(behind).all(|(want, word)| *want == word.as_ref());
        words.get(n).and_then(|word| self.0.get(word.as_ref())).into_iter().flatten().filter(fits)
    }

    /// Every phrase that stands in the words, by place.
    pub(crate) fn all<'p, 'w, S: AsRef<str>>(&'p self, words: &'w [S]) -> impl Iterator<Item = (usize, &'p Phrase<T>)> + use<'p, 'w, S, T> {
        (0..words.len()).flat_map(move |n| self.at(words, n).map(move |it| (n, it)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_is_found_at_its_place_and_only_whole() {
        let phrases = Phrases::new([("no deal", 1), ("no", 2), ("no deal at all", 3)].into_iter());
        let found = |text: &str| -> Vec<(usize, i32)> {
            let words: Vec<&str> = text.split(' ').collect();
            phrases.all(&words).map(|(n, it)| (n, it.means)).collect()
        };
        assert_eq!(found("there is no deal at"), [(2, 1), (2, 2)]);
        assert_eq!(found("no deal at all"), [(0, 1), (0, 2), (0, 3)]);
        assert!(found("note deal").is_empty());
    }
}
