//! Options named in other words than the case file's: near words in any order ("every detainee go home" for "release of all prisoners"), and
//! words that one option alone has (a ridge's name, a commission's name).
//!
//! ## What it finds
//! All that a phrase of an option stands for, close together in one sentence, numbers and "all" right before their noun.
//! ## Why it matters
//! Parties seldom speak in the words of a case file. A sentence that fits two options of an issue alike names none.
//! ## Does not find
//! Phrases that deny ("no withdrawal"): for them only their own words will do. Options that the case's own phrases already found.

use std::collections::BTreeSet;

use armistice_types::case::{Case, IssueKey, OptionKey};

use super::cues::bare;
use super::kinds::is;
use super::named::{Item, Named, Owners, Phrase, named, names};
use super::near::{Kind, Sense, senses};
use super::places::Place;
use super::words::{ARTICLES, Word, all_words};
use crate::lexicon::act_verbs::{Class, class_of};
use crate::lexicon::table::Map;

/// The options of a case by what their words stand for.
pub(super) struct General {
    issues: Vec<Named>,
    /// The issues by what they are named by: a sentence without any such word of an issue names none of its options.
    by_key: Map<String, Vec<usize>>,
}

/// Words of the text, and the option they name.
pub(super) type Hit = (Vec<usize>, IssueKey, OptionKey);

impl General {
    /// `words_of`: the words of a phrase of the case, numbers and lengths in one form.
    pub(super) fn new(case: &Case, words_of: &dyn Fn(&str) -> Vec<Word>) -> Self {
        let names = names(case);
        let owners = Owners::new(case, words_of);
        let issues: Vec<Named> = case.issues.iter().map(|issue| named(issue, &names, &owners, words_of)).collect();
        let mut by_key: Map<String, Vec<usize>> = Map::default();
        for (n, issue) in issues.iter().enumerate() {
            issue.keys().for_each(|key| by_key.entry(key.to_owned()).or_default().push(n));
        }
        Self { issues, by_key }
    }

    /// Is the folded word one that an issue speaks of?
    pub(super) fn speaks_of(&self, word: &str) -> bool {
        let words = all_words(word);
        let senses = senses(&words);
        self.issues.iter().any(|it| senses.iter().any(|sense| it.vocabulary.contains(sense.key)))
    }

    /// What the words name, where `taken` (issue, sentence) does not say that the case's own phrases found an option there.
    pub(super) fn found(&self, words: &[Word], taken: &dyn Fn(&IssueKey, usize) -> bool) -> Vec<Hit> {
        let all = senses(words);
        let mut out = Vec::new();
        for here in all.chunk_by(|a, b| words[a.at].sentence == words[b.at].sentence) {
            let Some(sentence) = here.first().map(|it| words[it.at].sentence) else { continue };
            for issue in self.issues_in(words, here).filter(|it| !taken(&it.issue, sentence)) {
                let hit = issue.by_phrase(words, here).or_else(|| issue.by_name(words, here)).or_else(|| issue.by_noun(words, here));
                out.extend(hit.map(|(at, option)| (at, issue.issue.clone(), option)));
            }
        }
        out
    }

    /// The issues, in case order, that words of the sentence may name.
    fn issues_in(&self, words: &[Word], here: &[Sense<'_>]) -> impl Iterator<Item = &Named> {
        let names = here.first().zip(here.last()).map_or(&[][..], |(first, last)| &words[first.at..=last.last]);
        let names = names.iter().filter(|it| it.capital).map(|it| it.folded.as_str());
        let keys = here.iter().map(|it| it.key).chain(names);
        let issues: BTreeSet<usize> = keys.filter_map(|key| self.by_key.get(key)).flatten().copied().collect();
        issues.into_iter().map(|n| &self.issues[n])
    }
}

impl Named {
    /// One thing that each phrase needs, and all proper names and nouns.
    fn keys(&self) -> impl Iterator<Item = &str> {
        let rare = |it: &&Item| !matches!(it.kind, Kind::Number | Kind::General) && it.key != "stay";
        let phrases = self.phrases.iter().filter_map(move |it| it.items.iter().find(rare).or_else(|| it.items.first()));
        phrases.map(|it| it.key.as_str()).chain(self.proper.keys().chain(self.unique.keys()).map(String::as_str))
    }

    /// The option that most of a phrase's things name; `None` where two options are named alike.
    fn by_phrase(&self, words: &[Word], here: &[Sense<'_>]) -> Option<(Vec<usize>, OptionKey)> {
        let mut best: Option<(usize, Vec<usize>, &OptionKey)> = None;
        let mut rival = 0;
        let stands = |item: &Item| here.iter().any(|it| it.key == item.key);
        for phrase in self.phrases.iter().filter(|it| it.items.iter().all(stands)) {
            let Some(range) = (0..here.len()).find_map(|from| self.window(phrase, words, &here[from..], here)) else { continue };
            let size = phrase.items.len();
            match &best {
                Some((most, _, option)) if **option != phrase.option => {
                    rival = rival.max(size.min(*most));
                    if size > *most {
                        best = Some((size, range, &phrase.option));
                    }
                }
                Some((most, ..)) if size <= *most => {}
                _ => best = Some((size, range, &phrase.option)),
            }
        }
        best.filter(|(size, ..)| *size > rival).map(|(_, range, option)| (range, option.clone()))
    }

    /// Where all things of a phrase stand close together, the first of them first.
    fn window(&self, phrase: &Phrase, words: &[Word], from: &[Sense<'_>], here: &[Sense<'_>]) -> Option<Vec<usize>> {
        let first = from.first()?;
        let reach = first.at + 3 * phrase.items.len() + 3;
        let fits = |item: &Item, it: &Sense<'_>| it.key == item.key && it.last < reach && item.place.agrees(Place::of(words, it.at));
        let place = |item: &Item| from.iter().position(|it| fits(item, it));
        let places = phrase.items.iter().map(place).collect::<Option<Vec<usize>>>()?;
        // The window begins with something of the phrase, and no word serves two of its things.
        if !places.contains(&0) || places.iter().collect::<BTreeSet<_>>().len() < places.len() {
            return None;
        }
        let counts = phrase.items.iter().zip(&places).enumerate().all(|(n, (item, at))| {
            !matches!(item.kind, Kind::Number | Kind::General) || self.counts(words, from, *at, phrase.items.get(n + 1), item.kind)
        });
        let weak = places.iter().any(|at| from[*at].kind == Kind::Weak);
        let plain = |it: &Sense<'_>| !matches!(it.kind, Kind::Weak | Kind::General | Kind::Number) && self.vocabulary.contains(it.key);
        let sure = !weak || here.iter().any(plain);
        let end = places.iter().map(|at| from[*at].last + 1).max()?;
        // A name before the rest belongs to the sentence: "the army will | keep every position".
        let own = phrase.items.iter().zip(&places).filter(|(item, _)| !item.name).map(|(_, at)| from[*at].at).min()?;
        let matched: Vec<usize> = places.iter().flat_map(|at| [from[*at].at, from[*at].last]).collect();
        let clear = (first.at..end).all(|n| matched.contains(&n) || !bars(&words[n].folded));
        let kept = matched.into_iter().filter(|n| *n >= own).collect();
        (counts && sure && clear && own < end).then_some(kept)
    }

    /// Does what a number or "all" counts stand right behind it? A number that ends its phrase must stand for itself or count something of the issue.
    fn counts(&self, words: &[Word], from: &[Sense<'_>], at: usize, of: Option<&Item>, kind: Kind) -> bool {
        let next = from.get(at + 1).filter(|next| next.at <= from[at].last + 2);
        match of {
            Some(item) => {
                let near = from.get(at + 1..from.len().min(at + 3)).unwrap_or(&[]);
                near.iter().take_while(|it| it.kind != Kind::Number).any(|it| it.key == item.key && it.at <= from[at].last + 3)
            }
            None if kind == Kind::Number => bare(words, from[at].at) || next.is_some_and(|next| self.vocabulary.contains(next.key)),
            None => true,
        }
    }

    /// A proper name that one option alone has; `None` where the sentence has such names of two.
    fn by_name(&self, words: &[Word], here: &[Sense<'_>]) -> Option<(Vec<usize>, OptionKey)> {
        let (first, last) = (here.first()?.at, here.last()?.last);
        let named = |at: usize| self.proper.get(&words[at].folded).filter(|it| words[at].capital && it.1.agrees(Place::of(words, at)));
        let hits: Vec<(usize, &OptionKey)> = (first..=last).filter_map(|at| Some((at, &named(at)?.0))).collect();
        let (at, option) = *hits.first()?;
        if hits.iter().any(|(_, other)| *other != option) {
            return None;
        }
        let spoken = |it: &Sense<'_>| {
            let said = it.at.abs_diff(at) <= 2 * REACH && !hits.iter().any(|(place, _)| *place == it.at);
            said && !matches!(it.kind, Kind::General | Kind::Number) && self.vocabulary.contains(it.key)
        };
        if !here.iter().any(spoken) && !talked_of(words, at, hits.last()?.0) {
            return None;
        }
        let run = hits.iter().enumerate().take_while(|(n, (place, _))| *place == at + n).count();
        Some(((at..at + run).collect(), option.clone()))
    }

    /// A noun that one option alone has, beside another thing that the option's phrases speak of.
    fn by_noun(&self, words: &[Word], here: &[Sense<'_>]) -> Option<(Vec<usize>, OptionKey)> {
        let named = |it: &Sense<'_>| self.unique.get(it.key).filter(|known| known.1.agrees(Place::of(words, it.at)));
        let hits: Vec<(&Sense<'_>, &OptionKey)> = here.iter().filter_map(|it| Some((it, &named(it)?.0))).collect();
        let (sense, option) = *hits.first()?;
        if hits.iter().any(|(_, other)| *other != option) {
            return None;
        }
        // "Not a telephone."
        let mut all = words.iter().enumerate().filter(|(_, it)| it.sentence == words[sense.at].sentence);
        let rest = |(at, it): (usize, &Word)| at == sense.at || ARTICLES.contains(&it.folded.as_str()) || is(&it.folded, "negates");
        if all.all(rest) {
            return Some((vec![sense.at, sense.last], option.clone()));
        }
        let spoken = self.spoken.get(option)?;
        let near = |it: &&Sense<'_>| it.at.abs_diff(sense.at) <= REACH && it.key != sense.key && spoken.contains(it.key);
        let other = here.iter().filter(|it| it.kind != Kind::Weak).find(near)?;
        let mut range = sense.at.min(other.at)..sense.last.max(other.last) + 1;
        let clear = range.all(|n| n == sense.at || n == other.at || n == other.last || !bars(&words[n].folded));
        clear.then(|| (vec![sense.at, sense.last, other.at, other.last], option.clone()))
    }
}

const REACH: usize = 6;

/// Does a name stand for itself: "we asked for the Council", "the Council has to send people"; not "the Council's report", "an apology from the Council"?
fn talked_of(words: &[Word], first: usize, last: usize) -> bool {
    let before = words[..first].iter().rev().take_while(|it| it.sentence == words[first].sentence);
    let mut before = before.filter(|it| !ARTICLES.contains(&it.folded.as_str()));
    let mut next = before.next();
    // "Invitation to the Council" is no call for it, "agree to the Council" is one.
    let linked = next.is_some_and(|it| matches!(it.folded.as_str(), "to" | "for" | "on" | "with"));
    if linked {
        next = before.next();
    }
    let verb = |it: &Word| matches!(class_of(&it.folded, ""), Some(Class::Accepting | Class::Taking | Class::Refusing | Class::Proposing));
    let led = next.is_none_or(|it| {
        is(&it.folded, "before name") || is(&it.folded, "moves") && !is(&it.folded, "from where") || is(&it.folded, "negates") || verb(it)
    });
    led && !words[last].owns
}

/// No option reaches over such a word, however its phrase is ordered.
fn bars(word: &str) -> bool {
    is(word, "bars") && !matches!(word, "and" | "to" | "only")
}
