//! Denials, with what they deny and what they leave open. "No comment" is none.

use armistice_types::assessment::Denial;
use armistice_types::statement::{Act, DenialScope};
use armistice_types::view::{StatementRef, View};

/// By statement.
pub(crate) fn denials(view: &View) -> Vec<Denial> {
    let mut out = Vec::new();
    for filed in &view.reports {
        for statement in filed.reading.statements.iter().filter(|it| it.act == Act::Deny) {
            let Some(denies) = &statement.denies else { continue };
            // The same words told twice in one report ("denied it. 'We agreed to nothing'") stay two denials of one thing.
            out.push(Denial {
                statement: StatementRef { report: filed.number, statement: statement.id },
                scope: denies.scope,
                of: denies.of.clone(),
                leaves_open: leaves_open(denies.scope).to_owned(),
                denied: denied(filed, statement.id, &denies.of),
                marking: filed.marking.clone(),
            });
        }
    }
    out
}

/// What a denial of this scope does not say.
fn leaves_open(scope: DenialScope) -> &'static str {
    match scope {
        DenialScope::Exists => "says that there is no such thing",
        DenialScope::Authentic => "says that it is not genuine; does not say what the true one holds",
        DenialScope::Current => "says that it is not current; does not say that it was never genuine",
        DenialScope::Authorship => "says who did not write it; does not say that its content is wrong",
        DenialScope::Content => "says that it is not so; does not say what is",
        DenialScope::Intent => "says that there is no such intention; does not say that it cannot come to it",
        DenialScope::Said => "says that it was not said; does not say that it is not so",
    }
}

/// Statements of the same report, by others, whose content is the thing denied.
fn denied(filed: &armistice_types::view::Filed, denial: armistice_types::statement::StatementId, of: &str) -> Vec<StatementRef> {
    let index = filed.reading.report.text.index();
    let speaker = filed.reading.statement(denial).and_then(|it| it.source.actor);
    let same = |it: &&armistice_types::statement::Statement| {
        it.id != denial && it.source.actor != speaker && it.content.first().and_then(|span| index.quote(*span)) == Some(of)
    };
    filed.reading.statements.iter().filter(same).map(|it| StatementRef { report: filed.number, statement: it.id }).collect()
}
