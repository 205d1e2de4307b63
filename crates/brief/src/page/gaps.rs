//! Clocks, who was not heard, and what to ask.

use armistice_types::assessment::NotHeard;
use armistice_types::conditions::{Obstacle, ObstacleKind};
use armistice_types::report::Integrity;
use armistice_types::view::{Filed, StatementRef};

use super::Page;
use crate::clean;
use crate::outline::Line;

impl Page<'_> {
    pub(super) fn clocks(&self) -> Vec<Line> {
        let line = |it: &armistice_types::assessment::ClockState| {
            let left = match it.days_left {
                0 => "today".to_owned(),
                1 => "tomorrow".to_owned(),
                -1 => "yesterday".to_owned(),
                days if days > 0 => format!("in {days} days"),
                days => format!("{} days ago", -days),
            };
            let line = Line::new(it.date.to_string(), format!("{} ({left})", clean(&it.name))).as_in_case_file(it.line);
            // Forecasts that look to it say that it presses; they do not give its day.
            let looks = self.assessment.forecasts.iter().filter(|other| other.horizon.clock.as_ref() == Some(&it.clock));
            let refs: Vec<StatementRef> = looks.flat_map(|it| it.statements.iter().copied()).collect();
            if refs.is_empty() {
                return line;
            }
            let looks = if refs.len() == 1 { "a forecast looks" } else { "forecasts look" };
            let text = format!("{}; {looks} to it", line.text);
            Line::new(line.label, text).from(self.cites.all(&refs)).case_file(it.line)
        };
        self.assessment.clocks.iter().map(line).collect()
    }

    pub(super) fn not_heard(&self) -> Vec<Line> {
        let case = self.view.case.as_ref();
        self.assessment
            .not_heard
            .iter()
            .map(|it| {
                let track = it
                    .track
                    .as_ref()
                    .and_then(|id| case?.tracks.iter().find(|row| row.id == *id))
                    .map_or_else(String::new, |row| format!(" on {}", clean(&row.name)));
                let roles: Vec<&str> = it.roles.iter().map(|role| role.as_str()).collect();
                let roles = if roles.is_empty() { String::new() } else { format!(" ({})", roles.join(", ")) };
                let told = if it.accounts > 0 { format!("; {} accounts by others", it.accounts) } else { String::new() };
                self.on_file(it, Line::new(clean(&it.name), format!("no words of its own{track}{roles}{told}")))
            })
            .collect()
    }

    /// A line on one who was not heard rests on where the case file names it.
    pub(super) fn on_file(&self, it: &NotHeard, line: Line) -> Line {
        match it.actor.as_ref().and_then(|key| self.view.case.as_ref()?.actor(key)) {
            Some(row) => line.case_file(row.meta.line),
            None => line,
        }
    }

    /// What a standing proposal and words on what is in the way leave to be asked.
    fn unanswered(&self) -> Vec<Line> {
        let Some(case) = &self.view.case else { return Vec::new() };
        let mut out = Vec::new();
        for it in self.assessment.proposals.iter().filter(|it| it.superseded_by.is_none() && !it.sponsors.is_empty()) {
            for named in it.ball.iter().filter(|named| !it.sponsors.contains(named)) {
                let text = format!("Has {} answered {}?", clean(&named.name), it.id);
                out.push(Line::new("", text).from(self.cites.places(&it.evidence)));
            }
            let open = self.without_acceptance(case, it);
            out.extend(open.map(|names| Line::new("", format!("Does {names} accept {}?", it.id)).from(self.cites.places(&it.evidence))));
        }
        let said = |it: &&Obstacle| !it.computed && it.settled.is_none() && it.kind != ObstacleKind::Substance;
        let mut asked: Vec<String> = Vec::new();
        for it in self.assessment.obstacles.iter().filter(said) {
            let track = it.track.as_ref().and_then(|id| case.tracks.iter().find(|row| row.id == *id));
            let track = track.map_or_else(String::new, |row| format!("{}: ", clean(&row.name)));
            let text = format!("{track}{}?", clean(&it.sentence));
            if !asked.contains(&text) {
                out.push(Line::new("", text.clone()).from(self.cites.all(&it.evidence)));
                asked.push(text);
            }
        }
        out
    }

    pub(super) fn ask(&self) -> Vec<Line> {
        let asked = |it: &NotHeard| self.on_file(it, Line::new("", clean(&it.question)));
        let mut out = self.unanswered();
        out.extend(self.assessment.not_heard.iter().take(8).map(asked));
        for it in self.assessment.conflicts.iter().take(4) {
            let refs: Vec<StatementRef> = it.one.iter().chain(&it.other).copied().collect();
            out.push(Line::new("", format!("Which holds? {}", clean(&it.sentence))).from(self.cites.all(&refs)));
        }
        let reworded = |it: &&Filed| it.reading.report.integrity == Integrity::RewordedCopy;
        let copies = self.view.reports.iter().filter(reworded).map(|it| format!("R{}", it.number)).collect::<Vec<_>>();
        if !copies.is_empty() {
            out.push(copies.into_iter().fold(Line::new("", "Where is the original text?"), Line::named));
        }
        out
    }
}
