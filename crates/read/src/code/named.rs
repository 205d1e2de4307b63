//! What names the options of an issue, read off the case: the things that each phrase needs, the proper names and nouns that one option of the case
//! alone has. Where a text names them is left to `general`.

use std::collections::{BTreeMap, BTreeSet};

use armistice_types::case::{Case, Issue, IssueKey, IssueOption, OptionKey};

use super::kinds::is;
use super::near::{Kind, Sense, senses};
use super::places::Place;
use super::words::{Word, all_words};
use crate::lexicon::act_verbs::class_of;
use crate::lexicon::calendar::is_month;

/// One thing that a phrase needs.
pub(super) struct Item {
    pub(super) key: String,
    pub(super) kind: Kind,
    /// Is it a word of an actor's name?
    pub(super) name: bool,
    pub(super) place: Place,
}

pub(super) struct Phrase {
    pub(super) option: OptionKey,
    pub(super) items: Vec<Item>,
}

/// What names the options of one issue.
pub(super) struct Named {
    pub(super) issue: IssueKey,
    pub(super) phrases: Vec<Phrase>,
    /// What its question and phrases speak of, by plain words.
    pub(super) vocabulary: BTreeSet<String>,
    /// The same per option, without its question.
    pub(super) spoken: BTreeMap<OptionKey, BTreeSet<String>>,
    /// Proper names, folded, that one option of the case alone has.
    pub(super) proper: BTreeMap<String, (OptionKey, Place)>,
    /// Nouns that one option of the case alone has.
    pub(super) unique: BTreeMap<String, (OptionKey, Place)>,
}

/// Which options' words an owner has.
pub(super) struct Owners {
    /// By what words stand for: how many options of the case speak of it.
    keys: BTreeMap<String, usize>,
    /// What the questions, tracks and actors speak of.
    shared: BTreeSet<String>,
}

impl Owners {
    pub(super) fn new(case: &Case, words_of: &dyn Fn(&str) -> Vec<Word>) -> Self {
        let mut keys: BTreeMap<String, usize> = BTreeMap::new();
        for option in case.issues.iter().flat_map(|issue| &issue.options) {
            let spoken: BTreeSet<String> = texts(option).flat_map(|text| both(&words_of(text))).collect();
            spoken.into_iter().for_each(|key| *keys.entry(key).or_default() += 1);
        }
        let questions = case.issues.iter().map(|it| &it.question).chain(case.tracks.iter().map(|it| &it.name));
        let shared = questions.flat_map(|text| both(&words_of(text))).chain(names(case)).collect();
        Self { keys, shared }
    }

    fn alone(&self, key: &str) -> bool {
        self.keys.get(key) == Some(&1) && !self.shared.contains(key)
    }
}

/// Words as written, folded, and what they stand for.
fn both(words: &[Word]) -> Vec<String> {
    senses(words).into_iter().map(|it| it.key.to_owned()).chain(words.iter().map(|it| it.folded.clone())).collect()
}

/// The words of all names of actors and persons, folded and by stem.
pub(super) fn names(case: &Case) -> BTreeSet<String> {
    let actors = case.actors.iter().flat_map(|row| std::iter::once(&row.name).chain(&row.aliases));
    let persons = case.persons.iter().flat_map(|row| std::iter::once(&row.name).chain(&row.aliases));
    actors.chain(persons).flat_map(|name| both(&all_words(name))).collect()
}

fn texts(option: &IssueOption) -> impl Iterator<Item = &String> {
    std::iter::once(&option.label).chain(&option.cues)
}

/// What names the options of an issue.
pub(super) fn named(issue: &Issue, names: &BTreeSet<String>, owners: &Owners, words_of: &dyn Fn(&str) -> Vec<Word>) -> Named {
    let plain = |it: &Sense<'_>| !matches!(it.kind, Kind::Number | Kind::General | Kind::Weak);
    let mut out = Named {
        issue: issue.id.clone(),
        phrases: Vec::new(),
        vocabulary: senses(&words_of(&issue.question)).into_iter().filter(plain).map(|it| it.key.to_owned()).collect(),
        spoken: BTreeMap::new(),
        proper: BTreeMap::new(),
        unique: BTreeMap::new(),
    };
    for option in &issue.options {
        for text in texts(option) {
            let words = words_of(text);
            let found = senses(&words);
            let spoken = out.spoken.entry(option.id.clone()).or_default();
            spoken.extend(found.iter().filter(|it| plain(it) || it.key == "only").map(|it| it.key.to_owned()));
            out.vocabulary.extend(found.iter().filter(|it| plain(it)).map(|it| it.key.to_owned()));
            for at in proper(&words).filter(|at| owners.alone(&words[*at].folded)) {
                let said = out.proper.entry(words[at].folded.clone()).or_insert_with(|| (option.id.clone(), Place::Unsaid));
                said.1 = if said.1 == Place::Unsaid { Place::of(&words, at) } else { said.1 };
            }
            let noun = |it: &&Sense<'_>| {
                let own = it.kind == Kind::Own && it.key.chars().count() >= 4 && class_of(&words[it.at].folded, "").is_none();
                (own || it.kind == Kind::Noun) && owners.alone(it.key)
            };
            // What only a cue has is often a detail ("the last marine").
            if *text == option.label {
                out.unique.extend(found.iter().filter(noun).map(|it| (it.key.to_owned(), (option.id.clone(), Place::of(&words, it.at)))));
            }
            // "The closure of the pass" for "pass stays closed".
            let closes = found.iter().any(|it| it.kind == Kind::Verb && it.key != "stay");
            let rest = found.iter().filter(|it| it.key != "stay").copied().collect();
            out.phrases.extend(phrase(option, &words, rest, names).filter(|_| closes));
            out.phrases.extend(phrase(option, &words, found, names));
        }
    }
    out
}

/// A phrase of several things, one of them more than a number or "all"; none that denies.
fn phrase(option: &IssueOption, words: &[Word], found: Vec<Sense<'_>>, names: &BTreeSet<String>) -> Option<Phrase> {
    let says = found.iter().any(|it| !matches!(it.kind, Kind::Number | Kind::General) && it.key != "stay");
    let denies = words.iter().any(|word| is(&word.folded, "negates") || matches!(word.folded.as_str(), "without" | "nobody" | "none"));
    if found.len() < 2 || !says || denies {
        return None;
    }
    let item = |it: Sense<'_>| Item { name: names.contains(it.key), kind: it.kind, place: Place::of(words, it.at), key: it.key.to_owned() };
    let items: Vec<Item> = found.into_iter().map(item).collect();
    Some(Phrase { option: option.id.clone(), items })
}

/// The proper names in a phrase: words with a capital letter, not its first; none where all words have one.
fn proper(words: &[Word]) -> impl Iterator<Item = usize> {
    let title = words.iter().filter(|word| word.folded.chars().count() > 3).all(|word| word.capital);
    let name = move |word: &Word| word.capital && !title && word.folded.chars().count() > 2 && !is_month(&word.folded);
    words.iter().enumerate().skip(1).filter(move |(_, word)| name(word)).map(|(at, _)| at)
}
