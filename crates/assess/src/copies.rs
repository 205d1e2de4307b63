//! What a copy only tells again. Takes the chains of a view; a statement of a copy whose words stand in an earlier report of its chain
//! is no news.

use std::collections::BTreeMap;

use armistice_types::statement::Statement;
use armistice_types::text::CharIndex;
use armistice_types::view::{StatementRef, View};

use crate::chains::Together;
use crate::forecasts::{long, shared};
use crate::sayings::Saying;

/// Does an earlier report of the same chain hold a statement with the same act and most of the same words?
pub(crate) fn retold(view: &View, together: &Together<'_>, at: StatementRef) -> bool {
    let Some((filed, statement)) = view.statement(at) else { return false };
    let mut earlier = together.of(at.report).iter().filter(|number| **number < at.report).peekable();
    if earlier.peek().is_none() {
        return false;
    }
    let words = long(&text(&filed.reading.report.text.index(), statement));
    earlier.filter_map(|number| view.report(*number)).any(|other| {
        let index = other.reading.report.text.index();
        other.reading.statements.iter().any(|it| it.act == statement.act && shared(&long(&text(&index, it)), &words) >= 60)
    })
}

/// Marks the sayings of copies that an earlier report of the chain has too: the same stance of the same holder.
pub(crate) fn mark<'v>(together: &Together<'_>, sayings: &mut [Saying<'v>]) {
    let told = |it: &Saying<'v>| {
        let about = it.about;
        (together.first(it.at.report), &about.holder, &about.issue, &about.option, about.stance, about.own_words)
    };
    // The first report of its chain that tells the same.
    let mut first: BTreeMap<_, usize> = BTreeMap::new();
    for it in sayings.iter() {
        let report = first.entry(told(it)).or_insert(it.at.report);
        *report = it.at.report.min(*report);
    }
    for it in sayings.iter_mut() {
        it.copied = first.get(&told(it)).is_some_and(|report| *report < it.at.report);
    }
}

fn text(index: &CharIndex<'_>, statement: &Statement) -> String {
    statement.content.iter().filter_map(|span| index.quote(*span)).collect::<Vec<_>>().join(" ")
}
