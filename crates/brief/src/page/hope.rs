//! Hope and doubt, kept out of positions, with what came of them.

use armistice_types::forecasts::{Forecast, ForecastKind};
use armistice_types::statement::{Act, Statement};
use armistice_types::view::Filed;

use super::Page;
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
        let text = format!("{}{cue} | {}{}", speaker(it), self.cites.content(first), fate(it));
        let line = Line::new(kind(it, filed, statement), text).from(self.cites.all(&it.statements));
        Some(self.cites.row(line, it.line, it.entry.as_deref()))
    }
}

/// "We hope to bring them together": what the speaker himself is to do is an aim, and forecasts nothing.
fn kind(it: &Forecast, filed: &Filed, statement: &Statement) -> &'static str {
    let words = statement.content.first().and_then(|span| filed.reading.report.text.index().quote(*span)).unwrap_or("");
    if it.kind == ForecastKind::Hope && statement.act == Act::Hope && words.starts_with("to ") { "aim" } else { it.kind.as_str() }
}

/// The speaker, and who tells it where it is not the speaker's own word.
pub(crate) fn speaker(it: &Forecast) -> String {
    let told = it.told_by.as_ref().map_or_else(String::new, |by| format!(" as told by {}", clean(by)));
    format!("{}{told}", clean(&it.speaker))
}

/// Horizon, tellings, the speaker's own number or likelihood word, fate and base rate, as a row of asides.
pub(crate) fn fate(it: &Forecast) -> String {
    let mut out = match (&it.horizon.words, it.horizon.to) {
        (Some(words), Some(until)) => format!(" ({}: to {until})", clean(words)),
        (Some(words), None) => format!(" ({})", clean(words)),
        (None, Some(until)) => format!(" (by {until}, the day of the outcome)"),
        (None, None) => String::new(),
    };
    if it.statements.len() > 1 {
        let here =
            |at: &&armistice_types::forecasts::Repeated| it.statements.first().is_some_and(|first| first.report == at.statement.report);
        let unclear: Vec<String> =
            it.day.iter().chain(it.repeated.iter().filter(here).filter_map(|again| again.day.as_ref())).map(ToString::to_string).collect();
        if unclear.len() > 1 {
            out += &format!("; date unclear, {}", unclear.join(" or "));
        }
        let days: Vec<String> =
            it.repeated.iter().filter(|at| !here(at)).filter_map(|again| again.day).map(|day| day.to_string()).collect();
        let again = if days.is_empty() { String::new() } else { format!(" (also {})", days.join(", ")) };
        out += &format!(", told {} times{again}, counted once", it.statements.len());
    }
    if let Some(chance) = &it.chance {
        out += &format!("; its own number: {} ({})", chance.said, clean(&chance.words));
    }
    if let Some(word) = &it.likelihood {
        let range = |name: &str, range: Option<(u8, u8)>| range.map(|(a, b)| format!("{name} reads {a} to {b} %"));
        let ranges: Vec<String> = [range("ICD 203", word.icd_203), range("the IPCC", word.ipcc)].into_iter().flatten().collect();
        out += &format!("; gives no number but the word {}, into which {}", clean(&word.word), ranges.join(", "));
    }
    if it.outcome.is_some() {
        out += &format!("; {}: {}", it.fate.as_str().to_uppercase(), clean(&it.because));
    }
    if let Some(scores) = it.scores {
        let log = scores.log.map_or_else(|| "without bound".to_owned(), |it| it.to_string());
        out += &format!("; Brier {}, log {log}", scores.brier);
    }
    if let Some(rate) = it.base_rate {
        out += &format!("; of {} other horizons of this kind with a result here, {} came true", rate.of, rate.came_true);
    }
    out
}
