//! What stands in the way, of six kinds, and the conditions of each actor. No line says that a package would be accepted.

use armistice_types::case::{Case, Track, TrackKey};
use armistice_types::conditions::{Demand, Obstacle, ObstacleKind, Relaxation, Rule};
use armistice_types::time::Day;

use super::rules::atom_words;
use super::{Page, actor_name, option_label};
use crate::cite::{deed, speaker};
use crate::clean;
use crate::outline::Line;

impl Page<'_> {
    pub(super) fn in_the_way(&self, case: &Case) -> Vec<Line> {
        let mut out = Vec::new();
        for it in self.assessment.obstacles.iter().filter(|it| it.settled.is_none()) {
            out.extend(self.obstacle(case, it));
        }
        let settled = |rule: &Rule| self.signed(&rule.track).is_some_and(|signed| rule.day.is_some_and(|day| day <= signed));
        let rules = self.assessment.conditions.rules.iter().filter(|rule| !settled(rule));
        out.extend(rules.map(|rule| self.rule(case, rule)));
        out.extend(case.tracks.iter().filter_map(|track| self.before_signature(track)));
        out.extend(self.lost_rules());
        out
    }

    /// The day of the signature, where something from before it is no longer in the way.
    fn signed(&self, track: &TrackKey) -> Option<Day> {
        self.assessment.obstacles.iter().filter(|it| it.track.as_ref() == Some(track)).find_map(|it| it.settled)
    }

    /// What a signed track no longer has in its way: counted, and left to `armistice rules`.
    fn before_signature(&self, track: &Track) -> Option<Line> {
        let signed = self.signed(&track.id)?;
        let settled: Vec<&Obstacle> =
            self.assessment.obstacles.iter().filter(|it| it.track.as_ref() == Some(&track.id) && it.settled.is_some()).collect();
        let mut kinds: Vec<&str> = settled.iter().map(|it| it.kind.as_str()).collect();
        kinds.dedup();
        let text = format!(
            "told to be signed on {signed}; what stood in the way in words from before is left out ({}; armistice rules lists what is computed)",
            kinds.join(", ")
        );
        let evidence: Vec<_> = settled.iter().flat_map(|it| it.evidence.iter().copied()).collect();
        Some(Line::new(clean(&track.name), text).from(self.cites.all(&evidence)))
    }

    /// Words of somebody who says what stands in the way, never barer than they are: what is doubted stands as doubted.
    pub(super) fn as_said(&self, it: &Obstacle) -> String {
        let first = it.evidence.first().copied();
        let found = first.and_then(|at| Some((at, self.view.statement(at)?)));
        let words = found.map(|(at, (filed, statement))| {
            format!("{} | {} | {}", speaker(filed, statement), deed(filed, statement), self.cites.content(at))
        });
        format!("{}, as said: {}", clean(&it.sentence), words.unwrap_or_default())
    }

    pub(crate) fn obstacle(&self, case: &Case, it: &Obstacle) -> Vec<Line> {
        let text = match (it.computed, it.reviewed) {
            (false, _) => self.as_said(it),
            (true, false) => format!("{} (computed, unreviewed)", clean(&it.sentence)),
            (true, true) => format!("{} (computed, reviewed)", clean(&it.sentence)),
        };
        let before = it.settled.map_or_else(String::new, |day| format!("; from before the signature of {day}, no longer in the way"));
        let label = it.kind.as_str();
        let label = label.chars().take(1).flat_map(char::to_uppercase).chain(label.chars().skip(1)).collect::<String>();
        let line = Line::new(label, format!("{text}{before}")).from(self.cites.all(&it.evidence));
        let mut out = vec![self.by_rules(line, &it.rules, it.reviewed)];
        if it.kind == ObstacleKind::Sequence {
            let words: Vec<String> = it.besides.iter().map(|words| clean(words)).collect();
            let besides =
                if words.is_empty() { String::new() } else { format!("; and only with what is asked besides: {}", words.join("; ")) };
            let give: Vec<String> = it.exchange.iter().map(|atom| atom_words(case, atom)).collect();
            out.push(
                Line::new("  would remove it", format!("{} exchanged at once: {}{besides}", promises(give.len()), give.join("; ")))
                    .from(self.cites.all(&it.evidence)),
            );
        }
        if !it.relaxations.is_empty() {
            let ways: Vec<String> = it.relaxations.iter().take(5).map(|it| way(case, it)).collect();
            let more = if it.relaxations.len() > 5 { format!("; and {} more ways", it.relaxations.len() - 5) } else { String::new() };
            let text =
                format!("smallest sets of demands without which no statement on file stands against it: {}{more}", ways.join("; or "));
            out.push(Line::new("  would open it", clean(&text)).from(self.cites.all(&it.evidence)));
        }
        out
    }
}

fn promises(n: usize) -> &'static str {
    if n == 2 { "both promises" } else { "all promises" }
}

/// "Halvane drops [All 86] (Which of the detained sailors go free)".
fn dropped(case: &Case, it: &Demand) -> String {
    let options: Vec<String> = it.options.iter().map(|option| format!("[{}]", option_label(case, &it.issue, Some(option)))).collect();
    let question = case.issue(&it.issue).map_or_else(|| it.issue.to_string(), |row| clean(&row.question));
    format!("{} drops {} ({question})", actor_name(case, &it.party), options.join(" or "))
}

/// The same set of demands in words: what falls together stands together.
fn way(case: &Case, it: &Relaxation) -> String {
    it.drop.iter().map(|demand| dropped(case, demand)).collect::<Vec<_>>().join(" and ")
}
