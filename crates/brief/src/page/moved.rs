//! What moved: dated shifts of an actor on an issue, in own words; reported movement is said to be that.

use armistice_types::view::StatementRef;

use super::Page;
use crate::clean;
use crate::outline::Line;

impl Page<'_> {
    pub(super) fn moved(&self) -> Vec<Line> {
        let line = |it: &armistice_types::changes::Shift| {
            let refs: Vec<StatementRef> = it.after.evidence.iter().chain(&it.before.evidence).copied().collect();
            let day = it.after.day.map_or_else(String::new, |day| format!("{day}: "));
            Line::new(it.kind.as_str(), format!("{day}{}", clean(&it.sentence))).from(self.cites.all(&refs))
        };
        self.assessment.shifts.iter().map(line).collect()
    }
}
