//! What a copy only tells again. Takes the chains of a view; a statement of a copy whose words stand in an earlier report of its chain
//! is no news.

use armistice_types::chains::Chain;
use armistice_types::statement::Statement;
use armistice_types::text::CharIndex;
use armistice_types::view::{StatementRef, View};

use crate::forecasts::overlap_of;
use crate::sayings::Saying;

/// Does an earlier report of the same chain hold a statement with the same act and most of the same words?
pub(crate) fn retold(view: &View, chains: &[Chain], at: StatementRef) -> bool {
    let Some((filed, statement)) = view.statement(at) else { return false };
    let words = text(&filed.reading.report.text.index(), statement);
    let earlier = chains.iter().filter(|chain| chain.reports.contains(&at.report)).flat_map(|chain| &chain.reports);
    earlier.filter(|number| **number < at.report).filter_map(|number| view.report(*number)).any(|other| {
        let index = other.reading.report.text.index();
        other.reading.statements.iter().any(|it| it.act == statement.act && overlap_of(&text(&index, it), &words) >= 60)
    })
}

/// Marks the sayings of copies that an earlier report of the chain has too: the same stance of the same holder.
pub(crate) fn mark(chains: &[Chain], sayings: &mut [Saying<'_>]) {
    let copied = |it: &Saying<'_>, all: &[Saying<'_>]| {
        let chain = chains.iter().find(|chain| chain.reports.len() > 1 && chain.reports.contains(&it.at.report));
        let of = |it: &Saying<'_>| {
            (it.about.holder.clone(), it.about.issue.clone(), it.about.option.clone(), it.about.stance, it.about.own_words)
        };
        let earlier = |other: &Saying<'_>, chain: &Chain| other.at.report < it.at.report && chain.reports.contains(&other.at.report);
        chain.is_some_and(|chain| all.iter().any(|other| earlier(other, chain) && of(other) == of(it)))
    };
    let marks: Vec<bool> = sayings.iter().map(|it| copied(it, sayings)).collect();
    sayings.iter_mut().zip(marks).for_each(|(it, mark)| it.copied = mark);
}

fn text(index: &CharIndex<'_>, statement: &Statement) -> String {
    statement.content.iter().filter_map(|span| index.quote(*span)).collect::<Vec<_>>().join(" ")
}
