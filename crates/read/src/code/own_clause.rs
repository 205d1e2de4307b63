//! What a speaker says of his own side by its name in the case: "The operators would give notice".
//! READ, which knows no case, cannot tell that "the operators" are the speaker's side.

use armistice_types::case::{ActorKey, Case};
use armistice_types::coded::Stance;
use armistice_types::statement::{Act, Certainty, Statement};
use armistice_types::text::CharIndex;

use super::cues::Found;
use crate::lexicon::act_verbs::{Class, class_of};

/// The stance that a plain assertion gives its holder; `None` unless its subject is the holder by name and its verb commits.
pub(super) fn stance(index: &CharIndex<'_>, statement: &Statement, case: &Case, holder: &ActorKey, found: &Found) -> Option<Stance> {
    if !matches!(statement.act, Act::Assert | Act::Predict | Act::Condition)
        || found.in_condition
        || statement.certainty < Certainty::Certain
    {
        return None;
    }
    let text: Vec<&str> = statement.content.iter().filter_map(|span| index.quote(*span)).collect();
    let lower = text.join(" ").to_lowercase().replace('’', "'");
    let row = case.actor(holder)?;
    let names = std::iter::once(&row.name).chain(&row.aliases).map(|name| name.to_lowercase());
    let rest = names.filter_map(|name| {
        let bare = name.strip_prefix("the ").unwrap_or(&name).to_owned();
        lower.strip_prefix("the ").unwrap_or(&lower).strip_prefix(&bare).map(str::to_owned)
    });
    let rest = rest.filter(|rest| rest.starts_with(' ')).min_by_key(String::len)?;
    let words: Vec<&str> = rest.split(|c: char| !(c.is_alphanumeric() || c == '\'')).filter(|word| !word.is_empty()).collect();
    // "would have accepted" did not.
    let modal = matches!(*words.first()?, "would" | "will") && words.get(1).is_none_or(|word| *word != "have");
    let negated = words.iter().take(3).any(|word| matches!(*word, "not" | "never"));
    let verb = words.iter().skip(1).take(4).position(|word| class_of(word, "").is_some())? + 1;
    let class = class_of(words[verb], words.get(verb + 1).copied().unwrap_or(""))?;
    match (class, negated) {
        _ if !modal => None,
        (Class::Accepting, false) => Some(Stance::Accepts),
        // A promise that waits is a yes with its condition beside it.
        (Class::Giving, false) if !statement.conditions.is_empty() => Some(Stance::Accepts),
        (Class::Giving, false) => Some(Stance::Offers),
        (Class::Accepting | Class::Giving, true) => Some(Stance::Rejects),
        _ => None,
    }
}
