//! The persons of a text by the words of their names, so that a name is held against those only that it can mean. Takes persons as they are
//! found, gives whom a name may be; whether it is, `persons` decides.
//!
//! Of many persons that share a word the first 512 are looked at: a text that names a new person in every sentence takes linear time.

use std::collections::{BTreeMap, BTreeSet};

use super::persons::{same_person, words};

/// So many of a list are looked at.
const MOST: usize = 512;

type Lists<K> = BTreeMap<K, BTreeSet<usize>>;

/// Who is there, by index of the actor; and which names each owns.
#[derive(Debug, Default)]
pub(super) struct Known {
    whole: Lists<Vec<String>>,
    by_word: Lists<String>,
    by_last: Lists<String>,
    by_first_two: Lists<[String; 2]>,
    /// By the words at either end, as written.
    by_end: Lists<String>,
    /// By the first letter of the last word.
    by_initial: Lists<char>,
    /// Names that an actor owns.
    names: BTreeMap<usize, BTreeSet<usize>>,
    /// Actors that are neither persons nor states.
    pub(super) others: Vec<usize>,
}

impl Known {
    /// Takes in a person, or a fuller form of its name.
    pub(super) fn person(&mut self, at: usize, name: &str) {
        let all = words(name);
        for word in &all {
            self.by_word.entry(word.clone()).or_default().insert(at);
        }
        if let Some(last) = all.last() {
            self.by_last.entry(last.clone()).or_default().insert(at);
        }
        if let [first, second, ..] = &all[..] {
            self.by_first_two.entry([first.clone(), second.clone()]).or_default().insert(at);
        }
        self.whole.entry(all).or_default().insert(at);
        let mut written = name.split_whitespace();
        let first = written.next();
        let last = written.next_back();
        for word in first.into_iter().chain(last) {
            self.by_end.entry(word.to_owned()).or_default().insert(at);
        }
        if let Some(initial) = last.or(first).and_then(initial) {
            self.by_initial.entry(initial).or_default().insert(at);
        }
    }

    /// A name has got its actor.
    pub(super) fn owns(&mut self, at: usize, name: usize) {
        self.names.entry(at).or_default().insert(name);
    }

    /// The first of those that the full name can be the same person as; `name`: the name of an actor.
    pub(super) fn same<'n>(&self, form: &str, name: &dyn Fn(usize) -> &'n str) -> Option<usize> {
        let all = words(form);
        let last = all.last().and_then(|last| self.by_last.get(last));
        let two = if let [first, second, ..] = &all[..] { self.by_first_two.get(&[first.clone(), second.clone()]) } else { None };
        let lists = [self.whole.get(&all), last, two];
        let fits = |list: &BTreeSet<usize>| list.iter().copied().take(MOST).find(|&at| same_person(name(at), form));
        lists.into_iter().flatten().filter_map(fits).min()
    }

    /// Persons one word of whose name may be spelled otherwise, in order: a word at either end is the same, or there is one word only.
    pub(super) fn alike(&self, form: &str) -> BTreeSet<usize> {
        let written: Vec<&str> = form.split_whitespace().collect();
        if let [word] = written[..] {
            return self.near_last(word).collect();
        }
        let ends = written.first().into_iter().chain(written.last());
        ends.filter_map(|word| self.by_end.get(*word)).flat_map(|list| list.iter().copied().take(MOST)).collect()
    }

    /// Persons whose last word may be a spelling of this one, in order.
    pub(super) fn near_last(&self, word: &str) -> impl Iterator<Item = usize> + '_ {
        initial(word).and_then(|initial| self.by_initial.get(&initial)).into_iter().flatten().copied().take(MOST)
    }

    /// Persons that a short form may name, in order: its last word is one of theirs.
    pub(super) fn with_word(&self, short: &str) -> impl Iterator<Item = usize> + '_ {
        words(short).last().and_then(|last| self.by_word.get(last)).into_iter().flatten().copied().take(MOST)
    }

    /// The name of an actor that stands last before this one, else the first behind it.
    pub(super) fn nearest(&self, at: usize, name: usize) -> Option<usize> {
        let all = self.names.get(&at)?;
        all.range(..name).next_back().or_else(|| all.range(name..).next()).copied()
    }
}

/// The letter that two spellings of a name share.
fn initial(word: &str) -> Option<char> {
    words(word).first()?.chars().next()
}
