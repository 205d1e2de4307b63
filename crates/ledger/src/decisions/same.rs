//! Who is who, as persons say: found again in the reports of a view.

use armistice_types::decided::{OriginTie, RowTie, SpeakerTie};
use armistice_types::entries::{CaseRow, Entered, EntryState, SameEntry, Sameness, SourceAnchor, Touches};
use armistice_types::statement::ActorId;
use armistice_types::view::View;

use super::building;

/// Puts an entry where it belongs in the view, and says what it touches.
pub(super) fn apply(view: &mut View, it: &Entered, entry: &SameEntry) -> EntryState {
    let done = match &entry.what {
        Sameness::Row { source, row } => on_row(view, it, entry.same, source, row),
        Sameness::Sources { one, other } => on_sources(view, it, entry.same, one, other),
        Sameness::Origin { one, other } => on_origin(view, it, entry.same, one, other),
    };
    match done {
        Ok(touches) => EntryState::new(&it.id, touches),
        Err(because) => EntryState::nothing(&it.id, because),
    }
}

fn source(view: &View, at: &SourceAnchor) -> Result<(usize, ActorId), String> {
    let filed = view.reports.iter().find(|filed| filed.reading.report.id == at.report).ok_or("its report is not in this view")?;
    let actor = building::found(&filed.reading, &at.name, at.words.as_ref());
    Ok((filed.number, actor.ok_or_else(|| format!("nobody is read as {} in R{} now", at.name, filed.number))?))
}

fn on_row(view: &mut View, it: &Entered, same: bool, at: &SourceAnchor, row: &CaseRow) -> Result<Touches, String> {
    let (report, actor) = source(view, at)?;
    let has = view.case.as_ref().is_some_and(|case| match row {
        CaseRow::Actor(key) => case.actor(key).is_some(),
        CaseRow::Person(key) => case.persons.iter().any(|it| it.id == *key),
    });
    if !has {
        return Err(format!("the case has no actor or person {row} now"));
    }
    mark(view, (report, actor), it);
    if let Some(filed) = view.reports.iter_mut().find(|filed| filed.number == report) {
        filed.rows.entry(actor).or_default().push(RowTie { entry: it.id.clone(), author: it.author.clone(), same, row: row.clone() });
    }
    Ok(Touches::Speaker { report, name: at.name.clone() })
}

/// What the source said is tied by the entry, and may be shown to those only who may see that.
fn mark(view: &mut View, (report, actor): (usize, ActorId), it: &Entered) {
    let Some(filed) = view.reports.iter_mut().find(|filed| filed.number == report) else { return };
    let of: Vec<_> = filed.reading.statements.iter().filter(|it| it.source.actor == Some(actor)).map(|it| it.id).collect();
    for id in of {
        let all = filed.marking_at(id).join(&it.marking);
        if all != filed.marking {
            filed.marked.insert(id, all);
        }
    }
}

fn on_sources(view: &mut View, it: &Entered, same: bool, one: &SourceAnchor, other: &SourceAnchor) -> Result<Touches, String> {
    let (one, other) = (source(view, one)?, source(view, other)?);
    if one == other {
        return Err("both are one source of one report".to_owned());
    }
    let (one, other) = (one.min(other), one.max(other));
    mark(view, one, it);
    mark(view, other, it);
    view.speakers.push(SpeakerTie { entry: it.id.clone(), same, one, other });
    Ok(Touches::Reports { one: one.0, other: other.0 })
}

fn on_origin(view: &mut View, it: &Entered, same: bool, one: &str, other: &str) -> Result<Touches, String> {
    let number = |id: &str| view.reports.iter().find(|filed| filed.reading.report.id == id).map(|filed| filed.number);
    let (one, other) = number(one).zip(number(other)).ok_or("its reports are not in this view")?;
    if one == other {
        return Err("both are one report".to_owned());
    }
    let (one, other) = (one.min(other), one.max(other));
    view.origins.push(OriginTie { entry: it.id.clone(), author: it.author.clone(), same, one, other, marking: it.marking.clone() });
    Ok(Touches::Reports { one, other })
}
