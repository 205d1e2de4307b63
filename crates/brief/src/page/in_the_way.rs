//! What stands in the way, of six kinds, and the conditions of each actor. No line says that a package would be accepted.

use armistice_types::case::Case;
use armistice_types::conditions::{Demand, Obstacle, ObstacleKind, Relaxation};

use super::rules::atom_words;
use super::{Page, actor_name, option_label};
use crate::clean;
use crate::outline::Line;

impl Page<'_> {
    pub(super) fn in_the_way(&self, case: &Case) -> Vec<Line> {
        let mut out = Vec::new();
        for it in &self.assessment.obstacles {
            out.extend(self.obstacle(case, it));
        }
        out.extend(self.assessment.conditions.rules.iter().map(|rule| self.rule(case, rule)));
        out.extend(self.lost_rules());
        out
    }

    pub(crate) fn obstacle(&self, case: &Case, it: &Obstacle) -> Vec<Line> {
        let basis = match (it.computed, it.reviewed) {
            (false, _) => " (as said)",
            (true, false) => " (computed, unreviewed)",
            (true, true) => " (computed, reviewed)",
        };
        let label = it.kind.as_str();
        let label = label.chars().take(1).flat_map(char::to_uppercase).chain(label.chars().skip(1)).collect::<String>();
        let line = Line::new(label, format!("{}{basis}", clean(&it.sentence))).from(self.cites.all(&it.evidence));
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
