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
            // What is denied is often all that is said.
            let of = if content == of { String::new() } else { format!(" | of: {of}") };
            let text = format!("{content}{of} | scope {}: {}", it.scope, it.leaves_open);
            Some(Line::new(cite::shortened(&cite::speaker(filed, statement), 36), text).from(self.cites.all(&[it.statement])))
        };
        self.assessment.denials.iter().filter_map(line).collect()
    }

    pub(super) fn conflicts(&self) -> Vec<Line> {
        let line = |it: &armistice_types::assessment::Conflict| {
            let refs: Vec<StatementRef> = it.one.iter().chain(&it.other).copied().collect();
            Line::new(it.kind.as_str(), clean(&it.sentence)).from(self.cites.all(&refs))
        };
        self.assessment.conflicts.iter().map(line).collect()
    }
}
