//! Names that may not be printed, and every place where one stands in a text: whole, by one of its words, in capitals, in an address.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::cut::Cut;
use super::folded::{folded, mark, spelled_out};

/// What a word is beside names, by the word.
static WORDS: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    let table = include_str!("../../../../data/withheld-words.tsv");
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')).collect()
});

fn is(class: &str, word: &str) -> bool {
    WORDS.get(word).is_some_and(|classes| classes.split(' ').any(|it| it == class))
}

/// Is it a word by which a speaker means himself? It names nobody.
pub(super) fn own_pronoun(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "i" | "we" | "me" | "us" | "my" | "our" | "mine" | "ours" | "myself" | "ourselves")
}

/// What may not be printed.
#[derive(Default)]
pub(super) struct Names {
    /// Words that name somebody alone, in lower case and without accents, as all words here.
    words: BTreeSet<String>,
    /// Those of them that stand in lower case in the name itself.
    small: BTreeSet<String>,
    /// Words that belong to a name and are hidden beside another of its words.
    beside: BTreeSet<String>,
    /// Words that may name somebody: hidden with a capital only.
    maybe: BTreeSet<String>,
    /// Words in a row, by the first of them.
    phrases: BTreeMap<String, BTreeSet<Vec<String>>>,
    /// In scripts without capitals.
    scripts: BTreeSet<String>,
}

/// Is it a title, a pronoun, a day or a month?
pub(super) fn plain(word: &str) -> bool {
    ["title", "pronoun", "calendar"].into_iter().any(|class| is(class, word))
}

/// A word of a text.
pub(super) struct Word {
    pub(super) at: Range<usize>,
    /// In lower case and without accents.
    pub(super) folded: String,
    /// Does it begin with anything but a small letter?
    pub(super) capital: bool,
}

fn of_word(c: char) -> bool {
    c.is_alphanumeric() || mark(c)
}

/// The words of a text, in order.
pub(super) fn words(chars: &[char]) -> Vec<Word> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let end = (at..chars.len()).find(|&n| !of_word(chars[n])).unwrap_or(chars.len());
        if end > at {
            out.push(Word { at: at..end, folded: folded(&chars[at..end]), capital: !chars[at].is_lowercase() });
        }
        at = end.max(at) + 1;
    }
    out
}

impl Names {
    /// Words in a row alone.
    pub(super) fn of<'t>(phrases: impl Iterator<Item = &'t str>) -> Self {
        let mut names = Self::default();
        phrases.for_each(|it| names.phrase(it));
        names
    }

    /// The name of a person. Words of `roles` are not his name, the last word of the name always is.
    pub(super) fn person(&mut self, name: &str, roles: &[String]) {
        let chars: Vec<char> = name.chars().collect();
        let all = words(&chars);
        let known = |it: &str| is("title", it) || is("pronoun", it) || roles.iter().any(|role| holds_word(role, it));
        let last = all.iter().rposition(|it| !is("title", &it.folded) && !is("particle", &it.folded));
        for (n, it) in all.iter().enumerate() {
            let letters = it.folded.chars().count();
            if letters < 2 || is("particle", &it.folded) || (known(&it.folded) && last != Some(n)) {
                if !known(&it.folded) {
                    self.beside.insert(it.folded.clone());
                }
                continue;
            }
            if !it.capital && last != Some(n) && all.iter().any(|it| it.capital) {
                self.beside.insert(it.folded.clone());
                continue;
            }
            if !it.capital {
                self.small.insert(it.folded.clone());
            }
            self.words.insert(it.folded.clone());
            self.words.extend(spelled_out(&chars[it.at.clone()]));
        }
        self.script(name);
    }

    /// Words in a row, whatever they are.
    pub(super) fn phrase(&mut self, text: &str) {
        self.script(text);
        let chars: Vec<char> = text.chars().collect();
        let mut all: Vec<String> = words(&chars).into_iter().map(|it| it.folded).collect();
        if all.len() > 1 && matches!(all[0].as_str(), "the" | "a" | "an") {
            all.remove(0);
        }
        if let Some(first) = all.first().filter(|it| all.len() > 1 || !is("pronoun", it) && !is("title", it)).cloned() {
            self.phrases.entry(first).or_default().insert(all);
        }
    }

    /// Words that may name somebody.
    pub(super) fn suspect(&mut self, words: impl Iterator<Item = String>) {
        self.maybe.extend(words);
    }

    /// Where there are no capitals, there may be no blanks between words either.
    fn script(&mut self, text: &str) {
        if text.chars().any(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()) {
            self.scripts.insert(text.trim().to_owned());
        }
    }

    /// Does a phrase hold a capital that neither a title nor one of these words explains? Then it names somebody.
    pub(super) fn unexplained(&self, phrase: &str, explained: &[&str]) -> bool {
        let chars: Vec<char> = phrase.chars().collect();
        words(&chars).iter().any(|it| {
            let known = is("title", &it.folded) || is("pronoun", &it.folded) || self.words.contains(&it.folded);
            it.capital && it.folded.chars().any(char::is_alphabetic) && !known && !explained.iter().any(|text| holds_word(text, &it.folded))
        })
    }

    /// A word one letter off a name's, where the report has it for a name: the same person, misspelled.
    pub(super) fn misspelled(&mut self, name: &str) {
        let chars: Vec<char> = name.chars().collect();
        for it in words(&chars) {
            let near = |own: &String| own.chars().count() > 3 && own.chars().next() == it.folded.chars().next() && one_off(own, &it.folded);
            if it.capital && self.words.iter().any(near) {
                self.words.insert(it.folded);
            }
        }
    }

    /// Every place in a text where a name stands.
    pub(super) fn found(&self, text: &str) -> Vec<Range<usize>> {
        let chars: Vec<char> = text.chars().collect();
        let all = words(&chars);
        let mut hidden: Vec<bool> = all.iter().map(|it| self.is_name(it, &chars)).collect();
        // "orla finch": two words of names in a row are a name in lower case too.
        for n in 1..all.len() {
            let both = self.words.contains(&all[n - 1].folded) && self.words.contains(&all[n].folded);
            if both && beside(&chars, &all[n - 1], &all[n]) {
                (hidden[n - 1], hidden[n]) = (true, true);
            }
        }
        for n in 0..all.len() {
            for phrase in self.phrases.get(&all[n].folded).into_iter().flatten() {
                let there = all.get(n..n + phrase.len()).is_some_and(|it| it.iter().zip(phrase).all(|(word, own)| word.folded == *own));
                if there {
                    hidden[n..n + phrase.len()].fill(true);
                }
            }
        }
        self.with_neighbours(&chars, &all, &mut hidden);
        let scripts = self.scripts.iter().filter(|it| !it.is_empty()).flat_map(|name| {
            let places = text.match_indices(name.as_str());
            places.map(|(at, it)| {
                let start = text[..at].chars().count();
                start..start + it.chars().count()
            })
        });
        let plain = all.iter().zip(&hidden).filter(|(_, hidden)| **hidden).map(|(it, _)| it.at.clone());
        plain.chain(scripts).collect()
    }

    /// A text without the names.
    pub(super) fn masked(&self, text: &str, marker: &'static str) -> String {
        Cut::new(text, self.found(text), &|_| marker).text.into_string()
    }

    fn is_name(&self, it: &Word, chars: &[char]) -> bool {
        let bare = it.folded.trim_end_matches(|c: char| c.is_ascii_digit());
        let forms = [Some(bare), bare.strip_suffix('s'), bare.strip_suffix("es")];
        if it.capital && forms.into_iter().flatten().any(|form| self.maybe.contains(form)) {
            return true;
        }
        let own = forms.into_iter().flatten().find(|form| self.words.contains(*form));
        if own.is_some_and(|own| it.capital || self.small.contains(own) || !is("common", own)) {
            return true;
        }
        let linked = |c: Option<&char>| c.is_some_and(|c| matches!(c, '@' | '/' | '\\' | '_' | '-' | '#'));
        let (before, after) = (it.at.start.checked_sub(1).and_then(|n| chars.get(n)), chars.get(it.at.end));
        let dot = |c: Option<&char>, next: Option<&char>| c == Some(&'.') && next.is_some_and(|c| of_word(*c));
        let next = chars.get(it.at.end + 1);
        let previous = it.at.start.checked_sub(2).and_then(|n| chars.get(n));
        let address = linked(before) || linked(after) || dot(after, next) || dot(before, previous);
        address && (own.is_some() || self.words.iter().any(|own| own.chars().count() > 3 && it.folded.contains(own.as_str())))
    }

    /// Initials before a hidden word, and what belongs to the name beside one.
    fn with_neighbours(&self, chars: &[char], all: &[Word], hidden: &mut [bool]) {
        let goes_with = |it: &Word| {
            let initial = it.capital && it.at.len() == 1 && chars.get(it.at.start).is_some_and(|c| c.is_alphabetic());
            (initial && it.folded != "i" && it.folded != "a") || self.beside.contains(&it.folded)
        };
        for n in (1..all.len()).rev() {
            let (one, other) = (&all[n - 1], &all[n]);
            // "o.finch": an initial in an address.
            let tight = one.at.len() == 1 && one.at.end + 1 == other.at.start && matches!(chars[one.at.end], '.' | '_' | '-');
            if hidden[n] && !hidden[n - 1] && (goes_with(one) || tight) && (beside(chars, one, other) || tight) {
                hidden[n - 1] = true;
            }
        }
        for n in 1..all.len() {
            if hidden[n - 1] && !hidden[n] && self.beside.contains(&all[n].folded) && beside(chars, &all[n - 1], &all[n]) {
                hidden[n] = true;
            }
        }
    }
}

/// Nothing but blanks and what stands within names between two words?
fn beside(chars: &[char], one: &Word, other: &Word) -> bool {
    let between = chars.get(one.at.end..other.at.start).unwrap_or(&[]);
    between.len() < 4 && between.iter().all(|c| c.is_whitespace() || matches!(c, '.' | '-' | '\'' | '’'))
}

fn holds_word(text: &str, word: &str) -> bool {
    words(&text.chars().collect::<Vec<_>>()).iter().any(|it| it.folded == word)
}

/// One letter put in, left out or changed.
fn one_off(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let tail = a[same..].iter().rev().zip(b[same..].iter().rev()).take_while(|(a, b)| a == b).count();
    a != b && a.len().max(b.len()) - same - tail == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let mut names = Names::default();
        names.person("Orla van Finch", &["port director".to_owned()]);
        names.person("Ibrahim al-Sayed", &[]);
        names.person("President Xi", &[]);
        assert_eq!(names.masked(text, "[x]"), expect);
    }

    #[test]
    fn a_name_is_found_however_it_is_written() {
        check(
            "Orla van Finch said no; Finch's aides, the Finches and ORLA FINCH agreed.",
            "[x] said no; [x]'s aides, the [x] and [x] agreed.",
        );
        check("“No,” said O. Finch. Mr Finch, Orla to friends, left.", "“No,” said [x]. Mr [x], [x] to friends, left.");
        check("Al-Sayed met Sayed; orla finch wrote to o.finch@port.example", "[x] met [x]; [x] wrote to [x]@port.example");
        check("President Xi said", "President [x] said");
        check("Fínch, al-Säyed and IBRAHÎM", "[x], [x] and [x]");
        check("see port.example/orla-finch-says or @OrlaFinch2", "see port.example/[x]-says or @[x]");
    }

    #[test]
    fn a_name_with_accents_is_found_without_them() {
        let mut names = Names::default();
        names.person("Orla Çelik", &[]);
        names.person("Jörg Wałęsa-Müller", &[]);
        let text = "Celik and ÇELIK, C\u{327}elik, @celik; Jorg, Joerg and Walesa Mueller; Celikova";
        assert_eq!(names.masked(text, "[x]"), "[x] and [x], [x], @[x]; [x], [x] and [x]; Celikova");
    }

    #[test]
    fn what_is_no_name_stays() {
        for text in [
            "a finch sang in the van",
            "the port director met the President",
            "Finchley, Sayeda and Orlando are towns",
            "I said. A dog barked",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn a_name_one_letter_off_is_the_name_where_it_is_one() {
        let mut names = Names::default();
        names.person("Ida Marsh", &[]);
        names.misspelled("Marsk");
        assert_eq!(names.masked("Marsk and Marsh met in March", "[x]"), "[x] and [x] met in March");
    }

    #[test]
    fn a_script_without_capitals_has_names_too() {
        let mut names = Names::default();
        names.person("李小明", &[]);
        assert_eq!(names.masked("他说李小明同意。", "[x]"), "他说[x]同意。");
    }
}
