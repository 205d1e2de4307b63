//! What persons decided on statements, and on who is who, in one line each. The words of a report stand in no quotation marks here: whether
//! they are quoted is for the reading to say.

use armistice_types::entries::{Said, SameEntry, Sameness, SourceAnchor, StatementAnchor, StatementEntry};

use super::said::own;
use crate::cite::shortened;
use crate::clean;

/// "rejects, of Finch: we sign (act accept); why: he was joking".
pub(crate) fn statement(it: &StatementEntry) -> String {
    let note = |words: &Option<String>| words.as_deref().map_or_else(String::new, |words| format!("; {}", own(words)));
    match it {
        StatementEntry::Accept { statement, said, note: more } => format!("takes as read: {}{}", shown(statement, said), note(more)),
        StatementEntry::Edit { statement, was, said, note: more } => {
            let changed = was.differs(said).into_iter().map(|it| clean(&it)).collect::<Vec<_>>().join(", ");
            let changed = if changed.is_empty() { "ties only".to_owned() } else { changed };
            format!("puts right: {}; {changed}{}", shown(statement, said), note(more))
        }
        StatementEntry::Reject { statement, was, why } => format!("strikes out: {}; why: {}", shown(statement, was), own(why)),
        StatementEntry::Add { statement, said, note: more } => format!("adds: {}{}", shown(statement, said), note(more)),
    }
}

fn shown(at: &StatementAnchor, said: &Said) -> String {
    let words: Vec<&str> = at.content.iter().map(|it| it.words.as_str()).collect();
    let by = said.source.name.as_deref().map_or_else(|| "no source".to_owned(), clean);
    let mut told = said.told_by.iter().map(|it| if it.is_empty() { "the report".to_owned() } else { clean(it) }).collect::<Vec<_>>();
    told.insert(0, by);
    let ties = said.ties.iter().map(ToString::to_string).chain(said.outcomes.iter().map(ToString::to_string)).collect::<Vec<_>>();
    let ties = if ties.is_empty() { String::new() } else { format!("; {}", clean(&ties.join("; "))) };
    format!("{}: {} ({}{ties})", told.join(", told by "), shortened(&clean(&words.join(" … ")), 80), said.act)
}

/// "Finch is the person finch of the case file".
pub(crate) fn same(it: &SameEntry) -> String {
    let source = |it: &SourceAnchor| clean(&it.name);
    let note = it.note.as_deref().map_or_else(String::new, |words| format!("; {}", own(words)));
    let not = if it.same { "" } else { "not " };
    let what = match &it.what {
        Sameness::Row { source: of, row } => format!("{} is {not}{row} of the case file", source(of)),
        Sameness::Sources { one, other } => format!("{} and {} are {not}one", source(one), source(other)),
        Sameness::Origin { .. } => format!("two reports do {not}go back to one origin").replace("do go", "go"),
    };
    format!("{what}{note}")
}
