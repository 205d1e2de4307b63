//! Hope and doubt, kept out of positions, with what came of them.

use armistice_types::forecasts::{Forecast, ForecastKind};

use super::Page;
use crate::cite;
use crate::clean;
use crate::outline::Line;

impl Page<'_> {
    /// Hopes and doubts, and whatever else is tied to an outcome of the case. Ordinary promises stay among the statements.
    pub(super) fn hope_and_doubt(&self) -> Vec<Line> {
        let shown = |it: &&Forecast| matches!(it.kind, ForecastKind::Hope | ForecastKind::Doubt) || it.outcome.is_some();
        self.assessment.forecasts.iter().filter(shown).filter_map(|it| self.forecast(it)).collect()
    }

    fn forecast(&self, it: &Forecast) -> Option<Line> {
        let first = *it.statements.first()?;
        let (filed, statement) = self.view.statement(first)?;
        let cue = statement.cue.map_or_else(String::new, |span| format!(" | {}", self.cites.words(filed.number, span)));
        let until = match (&it.horizon.words, it.horizon.to) {
            (Some(words), Some(until)) => format!(" (“{}”: to {until})", clean(words)),
            (Some(words), None) => format!(" (“{}”)", clean(words)),
            (None, Some(until)) => format!(" (by {until})"),
            (None, None) => String::new(),
        };
        let retold = if it.statements.len() > 1 { format!(", told {} times, counted once", it.statements.len()) } else { String::new() };
        let fate =
            if it.outcome.is_some() { format!("; {}: {}", it.fate.as_str().to_uppercase(), clean(&it.because)) } else { String::new() };
        let chance = it.chance.as_ref().map_or_else(String::new, |it| format!("; its own number: {} (“{}”)", it.said, clean(&it.words)));
        let rate = it.base_rate.map_or_else(String::new, |rate| {
            format!("; of {} other horizons of this kind with a result here, {} came true", rate.of, rate.came_true)
        });
        let told = it.told_by.as_ref().map_or_else(String::new, |by| format!(" as told by {}", clean(by)));
        let text =
            format!("{}{told}{cue} | {}{until}{retold}{chance}{fate}{rate}", cite::speaker(filed, statement), self.cites.content(first));
        let line = Line::new(it.kind.as_str(), text).from(self.cites.all(&it.statements));
        Some(match it.line {
            Some(row) => line.case_file(row),
            None => line,
        })
    }
}
