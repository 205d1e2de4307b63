//! What `armistice rules` shows: every rule with its words and who says so, what is taken as not happening, what follows,
//! what persons entered; as CSV one row a rule.

use armistice_types::assessment::Assessment;
use armistice_types::case::{Case, Track};
use armistice_types::conditions::{Atom, Obstacle, Rule};
use armistice_types::entries::{Content, Entered, RuleEntry, Touches};
use armistice_types::view::View;

use crate::cite::Cites;
use crate::clean;
use crate::csv::defused;
use crate::outline::{Line, Outline, Section};
use crate::page::head::{head, reports};
use crate::page::rules::atom_words;
use crate::page::said::says;
use crate::page::{Page, actor_name};

/// Rules track by track, then what follows from all of them together.
#[must_use]
pub fn rules(view: &View, assessment: &Assessment) -> Outline {
    let page = Page { view, assessment, cites: Cites::new(view) };
    let mut sections = Vec::new();
    if let Some(case) = &view.case {
        sections.extend(case.tracks.iter().map(|track| Section::of(&clean(&track.name), page.rules_of(case, track))));
        sections.push(Section::new("TAKEN AS NOT HAPPENING (fixed before anything is computed)", page.assumptions(case)));
        let conditions = &assessment.conditions;
        let held = |atoms: &[Atom], none: &str| held(case, atoms, none);
        if !conditions.rules.is_empty() {
            sections.push(Section::new("IF EACH WAITS FOR THE OTHERS (least fixed point)", held(&conditions.least, "nothing is given")));
            sections.push(Section::new(
                "IF PROMISES WERE EXCHANGED AT ONCE (greatest fixed point)",
                held(&conditions.greatest, "nothing could stand"),
            ));
        }
        let computed = |it: &&Obstacle| it.computed;
        let way = assessment.obstacles.iter().filter(computed).flat_map(|it| page.obstacle(case, it));
        sections.push(Section::new("DEADLOCKS AND WHAT WOULD OPEN THEM", way.collect()));
        sections.push(Section::new("DROPPED (nothing follows from these)", page.dropped(case)));
    }
    sections.push(Section::new("ENTRIES", page.entries()));
    sections.retain(|section| !section.lines.is_empty());
    let name = view.case.as_ref().map_or_else(String::new, |case| format!("   {}", clean(&case.name)));
    Outline { title: format!("RULES{name}"), head: head(view, assessment), sections, reports: reports(view, assessment) }
}

impl Page<'_> {
    fn rules_of(&self, case: &Case, track: &Track) -> Vec<Line> {
        let of = self.assessment.conditions.rules.iter().filter(|rule| rule.track == track.id);
        of.flat_map(|rule| self.rule_lines(case, rule)).collect()
    }

    /// The rule, how it can be typed again, and the words it was read from.
    fn rule_lines(&self, case: &Case, rule: &Rule) -> Vec<Line> {
        let line = self.rule(case, rule);
        let mut out = vec![Line { label: format!("{} {}", rule.id, actor_name(case, &rule.party)), depth: 0, ..line }];
        let typed = Line::new("  as text", format!("{} [key {}]", clean(&text(rule)), rule.key)).from(self.cites.all(&rule.evidence));
        out.push(self.by_entries(typed, &rule.entries, rule.reviewed));
        for at in &rule.evidence {
            let line = Line::new("  words", self.cites.content(*at)).from(self.cites.all(&[*at]));
            out.push(Line { reviewed: rule.reviewed, ..line });
        }
        out
    }

    fn assumptions(&self, case: &Case) -> Vec<Line> {
        let line = |it: &armistice_types::conditions::Assumption| {
            let fate = if it.holds { "no line says that it has" } else { "it has come about: these rules no longer hold" };
            let rules = self.assessment.conditions.rules.iter().filter(|rule| it.rules.contains(&rule.id));
            let evidence: Vec<_> = rules.flat_map(|rule| rule.evidence.iter().copied()).collect();
            let line = Line::new(it.rules.join(", "), format!("{}; {fate}", atom_words(case, &it.atom))).from(self.cites.all(&evidence));
            self.by_rules(line, &it.rules, false)
        };
        self.assessment.conditions.assumptions.iter().map(line).collect()
    }

    fn dropped(&self, case: &Case) -> Vec<Line> {
        let rows = self.assessment.conditions.dropped.iter();
        rows.flat_map(|rule| {
            let line = Line::new(format!("{} {}", rule.id, actor_name(case, &rule.party)), clean(&text(rule)));
            let mut out = vec![self.by_entries(line.from(self.cites.all(&rule.evidence)), &rule.entries, true)];
            let last = rule.entries.iter().rev().filter_map(|id| self.view.entry(id)).next();
            if let Some(Content::Rule(RuleEntry::Drop { why, .. })) = last.map(|it| &it.content) {
                out.push(self.by_entries(Line::new("  why", clean(why)), &rule.entries, true));
            }
            out
        })
        .collect()
    }

    /// Every entry of the view on rules and drafts, and what was taken back, whatever came of it; `armistice entries` has the rest too.
    fn entries(&self) -> Vec<Line> {
        let line = |it: &Entered| {
            let state = self.assessment.entries.iter().find(|state| state.id == it.id);
            let mut fate = match state.map(|it| &it.touches) {
                Some(Touches::Rule { id } | Touches::Proposal { id } | Touches::Entry { id }) => format!("; touches {id}"),
                Some(Touches::Statement(at)) => format!("; touches R{}.{}", at.report, at.statement),
                Some(Touches::Speaker { report, name }) => format!("; touches {} in R{report}", clean(name)),
                Some(Touches::Reports { one, other }) => format!("; touches R{one} and R{other}"),
                Some(Touches::Nothing { because }) => format!("; touches nothing here: {}", clean(because)),
                Some(_) | None => String::new(),
            };
            for more in state.into_iter().flat_map(|it| &it.besides) {
                fate.push_str(&format!("; {}", clean(more)));
            }
            let known = it.known.0.to_string();
            let text = format!("{}{fate} (known from {})", says(it), known.get(..10).unwrap_or(&known));
            self.by_entries(Line::new(it.id.clone(), text), std::slice::from_ref(&it.id), true)
        };
        let here = |it: &&Entered| matches!(it.content, Content::Rule(_) | Content::Draft(_) | Content::Retract(_));
        self.view.entries.iter().filter(here).map(line).collect()
    }
}

/// A rule as a person types it.
fn text(rule: &Rule) -> String {
    let terms = armistice_types::entries::RuleTerms {
        party: rule.party.clone(),
        gives: rule.gives.clone(),
        needs: rule.needs.clone(),
        unless: rule.unless.clone(),
        open: rule.open.clone(),
    };
    terms.to_string()
}

fn held(case: &Case, atoms: &[Atom], none: &str) -> Vec<Line> {
    if atoms.is_empty() {
        return vec![Line::new("", none).named("computed from the rules above")];
    }
    atoms.iter().map(|atom| Line::new("", atom_words(case, atom)).named("computed from the rules above")).collect()
}

const HEAD: [&str; 17] = [
    "rule", "key", "track", "party", "gives", "needs", "unless", "open", "day", "basis", "dropped", "reviewed", "by", "entries", "words",
    "place", "marking",
];

/// One row a rule, dropped ones included; what it gives and needs as `--add` takes it.
#[must_use]
pub fn rules_csv(view: &View, assessment: &Assessment) -> String {
    let cites = Cites::new(view);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let _ = writer.write_record(HEAD);
    let (kept, dropped) = (&assessment.conditions.rules, &assessment.conditions.dropped);
    for (rule, gone) in kept.iter().map(|rule| (rule, false)).chain(dropped.iter().map(|rule| (rule, true))) {
        let _ = writer.write_record(row(view, &cites, rule, gone).iter().map(|cell| defused(cell)));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn row(view: &View, cites: &Cites<'_>, rule: &Rule, dropped: bool) -> [String; 17] {
    let atoms = |all: &[Atom]| all.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
    let by = rule.entries.iter().filter_map(|id| view.entry(id)).map(|it| clean(&it.author)).collect::<Vec<_>>();
    [
        rule.id.clone(),
        rule.key.clone(),
        rule.track.to_string(),
        rule.party.to_string(),
        rule.gives.iter().map(|(issue, option)| format!("{issue}.{option}")).collect::<Vec<_>>().join("; "),
        atoms(&rule.needs),
        atoms(&rule.unless),
        rule.open.iter().map(|words| clean(words)).collect::<Vec<_>>().join("; "),
        rule.day.map(|day| day.to_string()).unwrap_or_default(),
        rule.basis.to_string(),
        dropped.to_string(),
        rule.reviewed.to_string(),
        by.join("; "),
        rule.entries.join("; "),
        rule.evidence.iter().map(|at| cites.content(*at)).collect::<Vec<_>>().join(" | "),
        rule.evidence.iter().map(|at| cites.short(*at)).collect::<Vec<_>>().join("; "),
        rule.marking.to_string(),
    ]
}
