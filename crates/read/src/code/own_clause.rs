//! What a speaker says of his own side by its name in the case: "The operators would give notice".
//! READ, which knows no case, cannot tell that "the operators" are the speaker's side.

use armistice_types::coded::Stance;
use armistice_types::statement::{Act, Certainty, Statement};

use super::cues::Found;
use super::words::ARTICLES;
use crate::lexicon::act_verbs::{Class, class_of};

/// The stance that a plain assertion gives its holder; `None` unless its sentence begins with the holder by name (`names`, folded) and the
/// last promise before the option commits: "accepts four years and would take 12 percent" takes 12 percent.
pub(super) fn stance(statement: &Statement, found: &Found, names: &[Vec<String>]) -> Option<Stance> {
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
    let verb = words.iter().take(4).position(|word| class_of(word, "").is_some())?;
    let class = class_of(words[verb], words.get(verb + 1).copied().unwrap_or(""))?;
    match (class, negated) {
        (Class::Accepting, false) => Some(Stance::Accepts),
        // A promise that waits is a yes with its condition beside it.
        (Class::Giving, false) if !statement.conditions.is_empty() => Some(Stance::Accepts),
        (Class::Giving, false) => Some(Stance::Offers),
        (Class::Accepting | Class::Giving, true) => Some(Stance::Rejects),
        _ => None,
    }
}
