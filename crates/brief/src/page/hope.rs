//! Hope and doubt, kept out of positions.

use armistice_types::forecasts::Outlook;

use super::Page;
use crate::cite;
use crate::clean;
use crate::outline::Line;

impl Page<'_> {
    pub(super) fn hope_and_doubt(&self) -> Vec<Line> {
        let line = |it: &armistice_types::forecasts::Forecast| {
            let first = *it.statements.first()?;
            let (filed, statement) = self.view.statement(first)?;
            let until = match (&statement.horizon, it.until) {
                (Some(horizon), Some(until)) => format!(" (“{}”: to {until})", clean(&horizon.text)),
                (Some(horizon), None) => format!(" (“{}”)", clean(&horizon.text)),
                (None, _) => String::new(),
            };
            let retold =
                if it.statements.len() > 1 { format!(", told {} times, counted once", it.statements.len()) } else { String::new() };
            let word = match it.outlook {
                Outlook::Hope => "hope",
                Outlook::Doubt => "doubt",
            };
            let cue = statement.cue.map_or_else(String::new, |span| format!(" | {}", self.cites.words(filed.number, span)));
            let text = format!("{}{cue} | {}{until}{retold}", cite::speaker(filed, statement), self.cites.content(first));
            Some(Line::new(word, text).from(self.cites.all(&it.statements)))
        };
        self.assessment.forecasts.iter().filter_map(line).collect()
    }
}
