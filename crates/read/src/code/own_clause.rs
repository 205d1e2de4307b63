//! What a speaker says of his own side by its name in the case: "The operators would give notice".
//! READ, which knows no case, cannot tell that "the operators" are the speaker's side.

use armistice_types::coded::Stance;
use armistice_types::statement::{Act, Certainty, Statement};
use armistice_types::text::CharIndex;

use super::cues::Found;
use super::kinds::is;
use super::words::{ARTICLES, folded_words, is_verb};
use crate::lexicon::act_verbs::{Class, class_of};

/// The stance that a plain assertion gives its holder; `None` unless its sentence begins with the holder by name (`names`, folded) and the
/// last promise before the option commits: "accepts four years and would take 12 percent" takes 12 percent.
pub(super) fn stance(index: &CharIndex<'_>, statement: &Statement, found: &Found, sides: &Sides<'_>) -> Option<Stance> {
    promise(statement, found, sides.own).or_else(|| on_a_day(index, statement, found, sides))
}

/// How the case calls a holder and everybody else, folded, and whose doing an option is by its label ("Guards draw back"): the holder's, another's,
/// or not said.
pub(super) struct Sides<'n> {
    pub(super) own: &'n [Vec<String>],
    pub(super) others: Vec<&'n Vec<String>>,
    pub(super) label: Vec<String>,
}

impl Sides<'_> {
    /// Is the option the holder's own doing? `None` where its label names nobody.
    fn performs(&self) -> Option<bool> {
        let named = |name: &Vec<String>| holds(&self.label, name);
        match (self.own.iter().any(named), self.others.iter().copied().any(named)) {
            (false, false) => None,
            (own, other) => Some(own && !other),
        }
    }
}

fn holds(words: &[String], name: &[String]) -> bool {
    !name.is_empty() && words.windows(name.len()).any(|some| some == name)
}

/// "The day the last of them is home, we leave the ridge": promised by the first person or the holder's own name, or of what is the holder's
/// doing ("the column starts for the ridge"), it is a yes that waits; else what is offered. Never where it is another's doing.
fn on_a_day(index: &CharIndex<'_>, statement: &Statement, found: &Found, sides: &Sides<'_>) -> Option<Stance> {
    let at = found.matched.first()?.start();
    let text = |span: &&armistice_types::text::Span| index.quote(**span).map(str::to_lowercase);
    let opened =
        statement.conditions.iter().find(|it| it.end() <= at && text(it).is_some_and(|it| DAYS.iter().any(|day| it.starts_with(day))))?;
    let condition = folded_words(index.quote(*opened)?);
    let before: Vec<String> = found.before.iter().filter(|word| !ARTICLES.contains(&word.as_str())).cloned().collect();
    let words = before.strip_prefix(&condition[..])?;
    let moved = words.iter().chain(&found.words).any(|word| is(word, "moves"));
    let doubtful = words.iter().any(|word| {
        is(word, "negates") || is(word, "turns") || matches!(word.as_str(), "may" | "might" | "could" | "should" | "must" | "you" | "they")
    });
    if !moved
        || doubtful
        || sides.others.iter().any(|name| holds(words, name))
        || found.in_condition
        || statement.negated
        || statement.certainty < Certainty::Certain
        || condition.iter().any(|word| matches!(word.as_str(), "was" | "were" | "had" | "did"))
        || !matches!(statement.act, Act::Assert | Act::Promise | Act::Predict)
    {
        return None;
    }
    let own = words.first().is_some_and(|word| matches!(word.as_str(), "we" | "i")) || sides.own.iter().any(|name| words.starts_with(name));
    match (own, sides.performs()) {
        (true, _) | (_, Some(true)) => Some(Stance::Accepts),
        (false, Some(false)) => None,
        (false, None) => Some(Stance::Offers),
    }
}

/// How a condition begins that names the hour of what follows.
const DAYS: [&str; 2] = ["the ", "when "];

fn promise(statement: &Statement, found: &Found, names: &[Vec<String>]) -> Option<Stance> {
    if !matches!(statement.act, Act::Assert | Act::Predict | Act::Condition)
        || found.in_condition
        || statement.certainty < Certainty::Certain
    {
        return None;
    }
    let before: Vec<&str> = found.before.iter().map(String::as_str).filter(|word| !ARTICLES.contains(word)).collect();
    let name = names.iter().filter(|name| before.len() > name.len() && before.iter().zip(*name).all(|(word, want)| word == want));
    let behind = name.map(Vec::len).max()?;
    let modal = before.iter().rposition(|word| matches!(*word, "would" | "will")).filter(|at| *at >= behind)?;
    let led = modal == behind || matches!(before[modal - 1], "and" | "but" | "also");
    let words = &before[modal + 1..];
    let negated = words.iter().take(2).any(|word| matches!(*word, "not" | "never"));
    // "Would have accepted" did not.
    if !led || words.first() == Some(&"have") {
        return None;
    }
    let verb = words.iter().take(4).position(|word| class_of(word, "").is_some());
    // "Would announce any pump and consult the growers": the option itself is what is promised.
    let itself =
        found.words.first().is_some_and(|word| is_verb(word)) && words.last().is_none_or(|word| matches!(*word, "and" | "also" | "first"));
    let class = match verb {
        Some(verb) => class_of(words[verb], words.get(verb + 1).copied().unwrap_or(""))?,
        None => Some(Class::Giving).filter(|_| itself)?,
    };
    match (class, negated) {
        (Class::Accepting, false) => Some(Stance::Accepts),
        // A promise that waits is a yes with its condition beside it.
        (Class::Giving, false) if !statement.conditions.is_empty() => Some(Stance::Accepts),
        (Class::Giving, false) => Some(Stance::Offers),
        (Class::Accepting | Class::Giving, true) => Some(Stance::Rejects),
        _ => None,
    }
}

/// "The employers would accept 15 percent, if …": do the words begin with the holder by name, who would accept?
pub(super) fn accepts(words: &str, names: &[Vec<String>]) -> bool {
    let words = folded_words(words);
    let behind = names
        .iter()
        .filter(|name| words.len() > name.len() && words.iter().zip(*name).all(|(word, want)| word == want))
        .map(Vec::len)
        .max();
    let Some(rest) = behind.map(|at| &words[at..]) else { return false };
    let verb = rest.get(1).map(String::as_str).unwrap_or("");
    matches!(rest.first().map(String::as_str), Some("would" | "will")) && class_of(verb, "") == Some(Class::Accepting)
}
