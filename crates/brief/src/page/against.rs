//! Denials and conflicts.

use armistice_types::view::StatementRef;

use super::Page;
use crate::cite;
use crate::clean;
use crate::outline::Line;

impl Page<'_> {
    pub(super) fn denials(&self) -> Vec<Line> {
        let line = |it: &armistice_types::assessment::Denial| {
            let (filed, statement) = self.view.statement(it.statement)?;
            let (content, of) = (self.cites.content(it.statement), cite::shortened(&clean(&it.of), 80));
            let about = it.proposal.as_ref().map_or_else(String::new, |id| format!(" ({id})"));
            let again = if it.also.is_empty() { String::new() } else { format!("; told {} times, counted once", it.also.len() + 1) };
            let refs: Vec<StatementRef> = std::iter::once(it.statement).chain(it.also.iter().copied()).collect();
            // What is denied is often all that is said.
            let of = if content == of { about } else { format!(" | of: {of}{about}") };
            let text = format!("{content}{of} | scope {}: {}{again}", it.scope, it.leaves_open);
            Some(Line::new(cite::shortened(&cite::speaker(filed, statement), 36), text).from(self.cites.all(&refs)))
        };
        self.assessment.denials.iter().filter_map(line).collect()
    }

    pub(super) fn conflicts(&self) -> Vec<Line> {
        let line = |it: &armistice_types::assessment::Conflict| {
            let refs: Vec<StatementRef> = it.one.iter().chain(&it.other).copied().collect();
            let (mut sources, mut marking) = self.cites.all(&refs);
            let (more, other) = self.cites.places(&it.places);
            sources.extend(more);
            marking = marking.join(&other);
            Line::new(it.kind.as_str(), clean(&it.sentence)).from((sources, marking))
        };
        self.assessment.conflicts.iter().map(line).collect()
    }
}
