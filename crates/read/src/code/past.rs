//! What a party says it asked for, beside what it says of another answer now.
//!
//! ## What it finds
//! "We asked for ninety," he said. "I do not rule sixty out.": ninety is what was asked, and no demand of today.
//! ## Why it matters
//! The demand of then would stand with the date of now.
//! ## Does not find
//! A demand told in the past alone: "We asked for ninety, and they gave us thirty." still asks for ninety.

use std::collections::BTreeMap;

use armistice_types::coded::{About, Stance};
use armistice_types::statement::{Reading, StatementId};
use armistice_types::text::{CharIndex, Span};

use super::kinds::is;

/// Takes away demands, offers and preferences told in the past of a statement, or of those nested in it, that says something softer or a yes of another
/// option of the issue in the present.
pub(super) fn asked_before(reading: &Reading, index: &CharIndex<'_>, about: &mut BTreeMap<StatementId, Vec<About>>) {
    let outermost = |id: StatementId| {
        let mut at = id;
        // Nested a few levels at most; the bound guards against a loop in a damaged reading.
        for _ in 0..8 {
            let Some(outer) = reading.statement(at).and_then(|it| it.within) else { break };
            at = outer;
        }
        at
    };
    let now: Vec<(StatementId, About)> = about
        .iter()
        .flat_map(|(id, rows)| rows.iter().map(move |row| (outermost(*id), row.clone())))
        .filter(|(_, row)| row.stance.is_yes() || matches!(row.stance, Stance::HasNotRuledOut | Stance::DoesNotObject))
        .collect();
    for (id, rows) in about.iter_mut() {
        rows.retain(|row| {
            let beside = |(outer, other): &(StatementId, About)| {
                *outer == outermost(*id) && (&other.holder, &other.issue) == (&row.holder, &row.issue) && other.option != row.option
            };
            let past = matches!(row.stance, Stance::Demands | Stance::Offers | Stance::Prefers)
                && row.matched.iter().any(|span| told_in_the_past(index, *span));
            !(past && now.iter().any(beside))
        });
    }
    about.retain(|_, rows| !rows.is_empty());
}

fn told_in_the_past(index: &CharIndex<'_>, matched: Span) -> bool {
    let before = Span::new(matched.start().saturating_sub(40), matched.start()).and_then(|span| index.quote(span)).unwrap_or("");
    let words: Vec<String> = before.rsplit(['.', '!', '?', ';']).next().unwrap_or("").split_whitespace().map(str::to_lowercase).collect();
    // A verb of asking, within three words before what was asked for.
    words.iter().rev().take(3).any(|word| is(word, "asked"))
}
