//! What stands in the way, of six kinds, and the conditions of each actor. No line says that a package would be accepted.

use armistice_types::case::Case;
use armistice_types::conditions::{Atom, Obstacle, ObstacleKind, Rule};

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
        out
    }

    fn obstacle(&self, case: &Case, it: &Obstacle) -> Vec<Line> {
        let basis = match (it.computed, it.reviewed) {
            (false, _) => " (as said)",
            (true, false) => " (computed, unreviewed)",
            (true, true) => " (computed, reviewed)",
        };
        let label = it.kind.as_str();
        let label = label.chars().take(1).flat_map(char::to_uppercase).chain(label.chars().skip(1)).collect::<String>();
        let line = Line::new(label, format!("{}{basis}", clean(&it.sentence))).from(self.cites.all(&it.evidence));
        let mut out = vec![line];
        if it.kind == ObstacleKind::Sequence {
            let give: Vec<String> = it.exchange.iter().map(|atom| atom_words(case, atom)).collect();
            out.push(
                Line::new("  would remove it", format!("both promises exchanged at once: {}", give.join("; ")))
                    .from(self.cites.all(&it.evidence)),
            );
        }
        if !it.relaxations.is_empty() {
            let ways: Vec<String> = it.relaxations.iter().take(5).map(|way| way.drop.join(" and ")).collect();
            let more = if it.relaxations.len() > 5 { format!("; and {} more ways", it.relaxations.len() - 5) } else { String::new() };
            let text =
                format!("smallest sets of demands without which no statement on file stands against it: {}{more}", ways.join("; or "));
            out.push(Line::new("  would open it", clean(&text)).from(self.cites.all(&it.evidence)));
        }
        out
    }

    fn rule(&self, case: &Case, rule: &Rule) -> Line {
        let gives: Vec<String> = rule.gives.iter().map(|(issue, option)| option_label(case, issue, Some(option))).collect();
        let needs: Vec<String> = rule.needs.iter().map(|atom| atom_words(case, atom)).collect();
        let mut text = format!("ONLY IF {} → {}", needs.join(" and "), gives.join(", "));
        if needs.is_empty() {
            text = format!("ONLY ON A CONDITION → {}", gives.join(", "));
        }
        for atom in &rule.unless {
            text.push_str(&format!("; unless {} (taken as not happening)", atom_words(case, atom)));
        }
        for words in &rule.open {
            text.push_str(&format!("; and, as said: {} (names nothing in the case, so nothing follows from it)", clean(words)));
        }
        let reviewed = if rule.reviewed { "" } else { ", unreviewed" };
        Line::new(format!("  {} {}", actor_name(case, &rule.party), rule.id), format!("{text} (condition as said{reviewed})"))
            .from(self.cites.all(&rule.evidence))
    }
}

/// "Ordany promises: All 86" in words.
pub(crate) fn atom_words(case: &Case, atom: &Atom) -> String {
    match atom {
        Atom::Commits { party, issue, option } => {
            format!("{} promises [{}]", actor_name(case, party), option_label(case, issue, Some(option)))
        }
        Atom::Performs { party, issue, option } => {
            format!("{} has done [{}]", actor_name(case, party), option_label(case, issue, Some(option)))
        }
        Atom::Event { words } => clean(words),
    }
}
