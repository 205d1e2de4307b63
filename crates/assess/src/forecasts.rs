//! Hope and doubt: hopeful and doubtful words about what is to come, kept out of positions. The same
//! words by the same speaker count once, whoever retells them.

use std::collections::BTreeMap;

use armistice_types::forecasts::{Forecast, Outlook};
use armistice_types::statement::{Act, Statement};
use armistice_types::text::CharIndex;
use armistice_types::time::{Edtf, Published};
use armistice_types::view::{Filed, StatementRef, View};

/// By day, then statement.
pub(crate) fn forecasts(view: &View) -> Vec<Forecast> {
    let mut out: Vec<Forecast> = Vec::new();
    let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
    for filed in &view.reports {
        let index = CharIndex::new(&filed.reading.report.text);
        for statement in &filed.reading.statements {
            let Some(outlook) = outlook(statement) else { continue };
            let at = StatementRef { report: filed.number, statement: statement.id };
            // "We hope", inside what the same speaker is already counted for.
            let outer = statement.within.and_then(|id| filed.reading.statement(id));
            if outer.is_some_and(|outer| self::outlook(outer) == Some(outlook) && outer.source.actor == statement.source.actor) {
                continue;
            }
            let key = key(filed, statement, &index);
            if let Some(n) = key.as_ref().and_then(|key| seen.get(key)) {
                out[*n].statements.push(at);
                out[*n].marking = out[*n].marking.join(&filed.marking);
                continue;
            }
            if let Some(key) = key {
                seen.insert(key, out.len());
            }
            out.push(Forecast {
                outlook,
                act: statement.act,
                statements: vec![at],
                day: statement.said_on.or_else(|| filed.reading.report.published.map(Published::day).map(Edtf::day)),
                until: statement.horizon.as_ref().and_then(|it| it.to),
                marking: filed.marking.clone(),
            });
        }
    }
    out.sort_by_key(|it| (it.day.and_then(|day| day.to), it.statements.first().copied()));
    out
}

fn outlook(statement: &Statement) -> Option<Outlook> {
    match statement.act {
        Act::Hope => Some(Outlook::Hope),
        Act::Doubt => Some(Outlook::Doubt),
        _ => None,
    }
}

/// A named speaker with a horizon in the same words; unnamed ones are never linked across reports.
fn key(filed: &Filed, statement: &Statement, index: &CharIndex<'_>) -> Option<(String, String)> {
    use armistice_types::statement::{ActorKind, Anonymity};
    let actor = statement.source.actor.and_then(|id| filed.reading.actor(id))?;
    if statement.source.anonymity != Anonymity::Named || actor.kind != ActorKind::Person {
        return None;
    }
    let words = match &statement.horizon {
        Some(horizon) => horizon.text.clone(),
        None => statement.content.iter().filter_map(|span| index.quote(*span)).collect::<Vec<_>>().join(" "),
    };
    Some((actor.name.clone(), words.to_lowercase()))
}
