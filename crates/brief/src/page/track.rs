//! A track: issue by issue own words and, apart from them, what others say.

use armistice_types::assessment::{Account, Position, TrackState};
use armistice_types::case::{Case, IssueKey, Track, TrackKey};
use armistice_types::entries::Touches;
use armistice_types::marking::Marking;
use armistice_types::statement::Quote;

use super::chains::support;
use super::{Page, actor_name, option_label};
use crate::cite;
use crate::clean;
use crate::outline::{Line, Section};

impl Page<'_> {
    pub(super) fn track(&self, case: &Case, track: &Track) -> Section {
        let state = self.assessment.tracks.iter().find(|it| it.track == track.id);
        let mut lines = Vec::new();
        if !track.linked_to.is_empty() {
            let names: Vec<String> = track
                .linked_to
                .iter()
                .map(|id| case.tracks.iter().find(|row| row.id == *id).map_or_else(|| id.to_string(), |row| clean(&row.name)))
                .collect();
            lines.push(Line::new("linked to", names.join(", ")).as_in_case_file(track.meta.line));
        }
        lines.extend(state.into_iter().flat_map(|it| self.standing(it)));
        lines.extend(self.judged("assessment", |touches| matches!(touches, Touches::Track { track: it } if *it == track.id)));
        lines.extend(self.proposals(Some(&track.id)));
        lines.extend(self.not_settled(&track.id));
        lines.extend(self.without_own_words(case, track));
        for issue in self.assessment.issues.iter().filter(|it| it.track == track.id) {
            let question = case.issue(&issue.issue).map_or_else(String::new, |row| clean(&row.question));
            let line = case.issue(&issue.issue).map_or(0, |row| row.meta.line);
            let option =
                issue.option.as_ref().map_or_else(String::new, |option| format!(" ({})", option_label(case, &issue.issue, Some(option))));
            let kind = issue.agreed.map_or_else(String::new, |kind| format!(" [{kind}]"));
            let mut head =
                Line::new("ISSUE", format!("{question}: {}{kind}{option}; {}", issue.status.as_str().to_uppercase(), issue.because))
                    .from(self.cites.both(&issue.evidence, &issue.told));
            head.marking = head.marking.join(&issue.marking);
            if head.sources.is_empty() {
                head = head.case_file(line);
            }
            lines.push(head);
            lines.extend(self.own_words(case, &issue.issue));
            lines.extend(self.assessment.accounts.iter().filter(|it| it.issue == issue.issue).map(|it| self.account(case, it)));
            lines.extend(self.judged_on_issue(&issue.issue));
        }
        let marking = self.of_issues(&track.id);
        let marked = if marking == Marking::clear() { String::new() } else { format!(" [{marking}]") };
        let note = state.map(|it| format!("status: {} ({}){marked}", it.status.as_str().to_uppercase(), it.because));
        Section { note, ..Section::of(&clean(&track.name), lines) }
    }

    /// Who may be shown how many issues of a track stand where, and its status.
    pub(super) fn of_issues(&self, track: &TrackKey) -> Marking {
        let issues = self.assessment.issues.iter().filter(|it| it.track == *track);
        issues.fold(Marking::clear(), |all, it| all.join(&it.marking))
    }

    /// What the status rests on, with whom the ball is, and what is told beside it without counting.
    fn standing(&self, it: &TrackState) -> Vec<Line> {
        let mut lines = Vec::new();
        let (mut sources, mut marking) = self.cites.places(&it.told);
        if sources.is_empty() {
            (sources, marking) = self.cites.all(&it.evidence);
        }
        if !sources.is_empty() {
            let ball: Vec<String> = it.ball.iter().map(|it| clean(&it.name)).collect();
            let ball =
                if ball.is_empty() { String::new() } else { format!("; no answer to the whole of it on file by {}", ball.join(", ")) };
            let words =
                it.told.first().map_or_else(String::new, |at| format!(": {}", cite::shortened(&self.cites.words(at.report, at.span), 110)));
            lines.push(Line::new("standing", format!("{}{words}{ball}", it.status)).from((sources, marking)));
        }
        lines.extend(it.beside.iter().map(|(words, place)| {
            Line::new("  told", format!("{}; the status does not rest on it", clean(words)))
                .from(self.cites.places(std::slice::from_ref(place)))
        }));
        lines
    }

    fn own_words(&self, case: &Case, issue: &IssueKey) -> Vec<Line> {
        let rows: Vec<&Position> = self.assessment.positions.iter().filter(|it| it.issue == *issue).collect();
        rows.into_iter().map(|it| self.position(case, it)).collect()
    }

    fn position(&self, case: &Case, it: &Position) -> Line {
        let label = option_label(case, &it.issue, it.option.as_ref());
        let day = it.day.map_or_else(String::new, |day| format!(", {day}{}", if it.day_stated { "" } else { " (published)" }));
        let condition = self.condition(it);
        let state = match (it.moves_position, it.superseded) {
            (false, _) => "reported movement, not a position: ",
            (true, true) => "earlier: ",
            (true, false) => "",
        };
        let words = it.evidence.first().map_or_else(String::new, |at| cite::shortened(&self.cites.content(*at), 110));
        Line::new(
            format!("  {}", actor_name(case, &it.actor)),
            format!(
                "{state}{}{condition}: {label} ({}{day}){} {words}",
                it.stance.as_str().to_uppercase(),
                it.firmness,
                support(it.support)
            ),
        )
        .from(self.cites.all(&it.evidence))
    }

    /// A conditional yes never stands without its condition.
    fn condition(&self, it: &Position) -> String {
        if !it.conditional {
            return String::new();
        }
        let Some((filed, statement)) = it.evidence.first().and_then(|at| self.view.statement(*at)) else {
            return " ON A CONDITION".to_owned();
        };
        let words: Vec<String> = statement.conditions.iter().map(|span| self.cites.words(filed.number, *span)).collect();
        // Marks stand only round what the report quotes.
        match statement.quote {
            _ if words.is_empty() => " ON A CONDITION (see its words)".to_owned(),
            Quote::Direct => format!(" ONLY: “{}”", words.join("”, “")),
            _ => format!(" ONLY: {}", words.join("; ")),
        }
    }

    fn account(&self, case: &Case, it: &Account) -> Line {
        let by = it.by.as_deref().map_or_else(|| "the report".to_owned(), clean);
        let label = option_label(case, &it.issue, it.option.as_ref());
        let told = || it.told.first().map_or_else(String::new, |at| self.cites.words(at.report, at.span));
        let words = cite::shortened(&it.evidence.first().map_or_else(told, |at| self.cites.content(*at)), 90);
        let text = format!("as told by {by}, not in its own words: {}: {label}{} ({words})", it.stance, support(it.support));
        Line::new(format!("  on {}", actor_name(case, &it.actor)), text).from(self.cites.both(&it.evidence, &it.told))
    }
}
