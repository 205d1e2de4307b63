//! What a copy only tells again. Takes the chains of a view; a statement of a copy whose words stand in an earlier report of its chain
//! is no news.

use armistice_types::chains::Chain;
use armistice_types::statement::Statement;
use armistice_types::text::CharIndex;
use armistice_types::view::{StatementRef, View};

use crate::forecasts::overlap_of;

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

fn text(index: &CharIndex<'_>, statement: &Statement) -> String {
    statement.content.iter().filter_map(|span| index.quote(*span)).collect::<Vec<_>>().join(" ")
}
