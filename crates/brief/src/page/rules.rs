//! Rules in words: whose, what it gives, on what, and who says so.

use armistice_types::assessment::Assessment;
use armistice_types::case::{Case, IssueKey, OptionKey};
use armistice_types::conditions::{Atom, Rule, RuleBasis};
use armistice_types::entries::{Content, Entered, Touches};
use armistice_types::marking::Marking;
use armistice_types::view::View;

use super::said::says;
use super::{Page, actor_name, option_label};
use crate::clean;
use crate::outline::Line;
use crate::source::Source;

impl Page<'_> {
    /// One rule in one line of the brief.
    pub(crate) fn rule(&self, case: &Case, rule: &Rule) -> Line {
        let gives: Vec<String> = rule.gives.iter().map(|(issue, option)| option_label(case, issue, Some(option))).collect();
        let (if_, mut rest) = conditions(case, rule);
        rest.push_str(&if rule.basis == RuleBasis::Entry {
            format!(" (condition as entered by {})", self.authors(rule))
        } else if rule.reviewed {
            format!(" (condition as said, confirmed by {})", self.authors(rule))
        } else {
            " (condition as said, unreviewed)".to_owned()
        });
        let line = Line::new(format!("  {} {}", actor_name(case, &rule.party), rule.id), format!("{if_} → {}{rest}", gives.join(", ")));
        self.by_entries(line.from(self.cites.all(&rule.evidence)), &rule.entries, rule.reviewed)
    }

    /// Entries about rules that touch nothing in this view: they are named, so that nobody takes them for done.
    pub(crate) fn lost_rules(&self) -> Vec<Line> {
        let states = self.assessment.entries.iter().filter_map(|state| Some((self.view.entry(&state.id)?, &state.touches)));
        let gone = self.view.retractions();
        let lost = states.filter(|(it, _)| matches!(it.content, Content::Rule(_)) && !gone.contains_key(it.id.as_str()));
        lost.filter_map(|(it, touches)| match touches {
            Touches::Nothing { because } => Some(self.lost(it, because)),
            _ => None,
        })
        .collect()
    }

    pub(crate) fn lost(&self, it: &Entered, because: &str) -> Line {
        let text = format!("{}: touches nothing here: {}", says(it), clean(because));
        let line = Line::new(format!("  entry {}", it.id), text);
        self.by_entries(line, std::slice::from_ref(&it.id), true)
    }

    /// The same line, resting on entries too: on the rows of the case that they name, and on what other entries made of them.
    pub(crate) fn by_entries(&self, mut line: Line, entries: &[String], reviewed: bool) -> Line {
        for it in entries.iter().filter_map(|id| self.view.entry(id)) {
            line.sources.push(Source::entry(it));
            line.marking = line.marking.join(&marking(self.view, self.assessment, it));
        }
        Line { reviewed, ..line }
    }

    /// The same line, resting on the entries of rules too.
    pub(crate) fn by_rules(&self, line: Line, rules: &[String], reviewed: bool) -> Line {
        let rules = self.assessment.conditions.rules.iter().filter(|rule| rules.contains(&rule.id));
        let entries: Vec<String> = rules.flat_map(|rule| rule.entries.iter().cloned()).collect();
        self.by_entries(line, &entries, reviewed)
    }

    fn authors(&self, rule: &Rule) -> String {
        let mut names: Vec<String> = rule.entries.iter().filter_map(|id| self.view.entry(id)).map(|it| clean(&it.author)).collect();
        names.dedup();
        names.join(", ")
    }
}

/// Who may be shown what is said of an entry: of itself, of the rows of the case that it names, and of the entries by which it came as it did.
pub(crate) fn marking(view: &View, assessment: &Assessment, it: &Entered) -> Marking {
    let rows = view.case.as_ref().map_or_else(Marking::clear, |case| it.content.names().marking(case));
    let state = assessment.entries.iter().find(|state| state.id == it.id);
    let came = state.map_or_else(Marking::clear, |state| state.marking.clone());
    it.marking.join(&rows).join(&came)
}

/// "ONLY IF …", and what else belongs to the condition.
pub(crate) fn conditions(case: &Case, rule: &Rule) -> (String, String) {
    let needs: Vec<String> = rule.needs.iter().map(|atom| atom_words(case, atom)).collect();
    let head = match (needs.is_empty(), rule.open.is_empty() && rule.unless.is_empty()) {
        (false, _) => format!("ONLY IF {}", needs.join(" and ")),
        (true, false) => "ONLY ON A CONDITION".to_owned(),
        (true, true) => "WITHOUT A CONDITION".to_owned(),
    };
    let mut rest = String::new();
    for atom in &rule.unless {
        rest.push_str(&format!("; unless {} (taken as not happening)", atom_words(case, atom)));
    }
    for words in &rule.open {
        rest.push_str(&format!("; and, as said: {} (names nothing in the case, so nothing follows from it)", clean(words)));
    }
    (head, rest)
}

/// "Ordany promises [All 86]" in words.
pub(crate) fn atom_words(case: &Case, atom: &Atom) -> String {
    let option = |issue: &IssueKey, option: &OptionKey| option_label(case, issue, Some(option));
    match atom {
        Atom::Commits { party, issue, option: it } => format!("{} promises [{}]", actor_name(case, party), option(issue, it)),
        Atom::Performs { party, issue, option: it } => format!("{} has done [{}]", actor_name(case, party), option(issue, it)),
        Atom::Event { words } => clean(words),
    }
}
