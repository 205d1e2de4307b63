//! What persons say about rules: confirmed, dropped, added. An entry finds the rule of a view again by the words it was
//! read from and by what it says; where either is gone the entry is listed and touches nothing.

use armistice_types::case::{ActorKey, Case, IssueKey, OptionKey};
use armistice_types::conditions::{Atom, Rule, RuleBasis};
use armistice_types::entries::{Content, Entered, EntryState, RuleAnchor, RuleEntry, RuleTerms, Touches};
use armistice_types::view::View;

use super::rules::{Found, by_track};
use crate::passages::{normal, of_statements, overlap};

/// Rules with what persons say about them, and what came of each of their entries.
#[derive(Default)]
pub(super) struct Applied {
    pub(super) rules: Vec<Rule>,
    pub(super) dropped: Vec<Rule>,
    pub(super) entries: Vec<EntryState>,
}

/// Numbers the rules that stand, then those that persons added, and applies what persons say: of two entries on one rule
/// the later counts.
pub(super) fn apply(case: &Case, view: &View, mut found: Vec<Found>) -> Applied {
    let mut out = Applied::default();
    found.sort_by(|a, b| (&a.rule.evidence, &a.rule.track).cmp(&(&b.rule.evidence, &b.rule.track)));
    let mut number = 0;
    for it in found.iter_mut().filter(|it| it.stands) {
        number += 1;
        it.rule.id = format!("r{number}");
    }
    let mut dropped = vec![false; found.len()];
    for (entered, entry) in rule_entries(view) {
        let touches = match entry {
            RuleEntry::Add { terms, .. } => match added(case, entered, terms, &mut number) {
                Ok(rules) => {
                    let id = rules.first().map(|rule| rule.id.clone()).unwrap_or_default();
                    out.rules.extend(rules);
                    Touches::Rule { id }
                }
                Err(because) => Touches::Nothing { because },
            },
            RuleEntry::Confirm { rule, .. } | RuleEntry::Drop { rule, .. } => match anchored(view, rule, &found) {
                Ok(n) => {
                    dropped[n] = matches!(entry, RuleEntry::Drop { .. });
                    found[n].rule.reviewed = !dropped[n];
                    found[n].rule.entries.push(entered.id.clone());
                    found[n].rule.marking = found[n].rule.marking.join(&entered.marking);
                    Touches::Rule { id: found[n].rule.id.clone() }
                }
                Err(because) => Touches::Nothing { because },
            },
        };
        out.entries.push(EntryState::new(&entered.id, touches));
    }
    let (gone, kept): (Vec<_>, Vec<_>) = found.into_iter().zip(dropped).filter(|(it, _)| it.stands).partition(|(_, dropped)| *dropped);
    out.rules.splice(0..0, kept.into_iter().map(|(it, _)| it.rule));
    out.dropped = gone.into_iter().map(|(it, _)| it.rule).collect();
    out
}

fn rule_entries(view: &View) -> impl Iterator<Item = (&Entered, &RuleEntry)> {
    view.standing().into_iter().filter_map(|it| match &it.content {
        Content::Rule(entry) => Some((it, entry)),
        _ => None,
    })
}

/// The rule of the view that an anchor means; else why there is none.
fn anchored(view: &View, anchor: &RuleAnchor, found: &[Found]) -> Result<usize, String> {
    let here = |it: &Found| {
        let at = of_statements(view, &it.rule.evidence);
        it.rule.party == anchor.terms.party && anchor.passages.iter().any(|passage| overlap(view, passage, &at))
    };
    let same_words: Vec<usize> = (0..found.len()).filter(|&n| here(&found[n])).collect();
    let same = same_words.iter().copied().filter(|&n| says_the_same(&terms(&found[n].rule), &anchor.terms));
    match same.min_by_key(|&n| !found[n].stands) {
        Some(n) if found[n].stands => Ok(n),
        Some(n) => Err(format!("a later word of {} stands in the place of this rule", found[n].rule.party)),
        None if !same_words.is_empty() => Err(format!(
            "its words are read otherwise now: {}",
            same_words.iter().map(|&n| terms(&found[n].rule).to_string()).collect::<Vec<_>>().join("; ")
        )),
        None if anchor.passages.iter().any(|it| view.reports.iter().any(|filed| filed.reading.report.id == it.report)) => {
            Err("no rule is read from its words now".to_owned())
        }
        None => Err("no report that it rests on is in this view".to_owned()),
    }
}

/// What a rule says.
pub(crate) fn terms(rule: &Rule) -> RuleTerms {
    RuleTerms {
        party: rule.party.clone(),
        gives: rule.gives.clone(),
        needs: rule.needs.clone(),
        unless: rule.unless.clone(),
        open: rule.open.clone(),
    }
}

/// Words that name nothing in the case may be cut otherwise by another reader, as long as there are as many.
fn says_the_same(a: &RuleTerms, b: &RuleTerms) -> bool {
    let near = |a: &String, b: &String| {
        let (a, b) = (normal(a), normal(b));
        a.contains(&b) || b.contains(&a)
    };
    (&a.party, &a.gives, &a.needs, &a.unless) == (&b.party, &b.gives, &b.needs, &b.unless)
        && a.open.len() == b.open.len()
        && a.open.iter().zip(&b.open).all(|(a, b)| near(a, b))
}

/// A rule that a person added, one a track; or what of it the case does not have.
fn added(case: &Case, entered: &Entered, terms: &RuleTerms, number: &mut usize) -> Result<Vec<Rule>, String> {
    let has = |issue: &IssueKey, option: &OptionKey| case.issue(issue).is_some_and(|row| row.options.iter().any(|it| it.id == *option));
    let actor = |key: &ActorKey| case.actor(key).is_some();
    let gone = |what: &str| format!("the case file no longer has {what}");
    for atom in terms.needs.iter().chain(&terms.unless) {
        if let Atom::Commits { party, issue, option } | Atom::Performs { party, issue, option } = atom
            && !(actor(party) && has(issue, option))
        {
            return Err(gone(&format!("`{party}` or `{issue}.{option}`")));
        }
    }
    if !actor(&terms.party) || terms.gives.iter().any(|(issue, option)| !has(issue, option)) {
        return Err(gone(&format!("`{}` or what it gives", terms.party)));
    }
    let rules = by_track(case, &terms.gives).into_iter().map(|(track, gives)| {
        *number += 1;
        let rule = Rule {
            id: format!("r{number}"),
            key: String::new(),
            track,
            party: terms.party.clone(),
            gives,
            needs: terms.needs.clone(),
            unless: terms.unless.clone(),
            open: terms.open.clone(),
            day: None,
            basis: RuleBasis::Entry,
            reviewed: true,
            marking: entered.marking.clone(),
            evidence: Vec::new(),
            entries: vec![entered.id.clone()],
        };
        Rule { key: key(&rule), ..rule }
    });
    Ok(rules.collect())
}

/// Eight hexadecimal digits from what a rule says (FNV-1a, 64 bits folded to 32).
pub(super) fn key(rule: &Rule) -> String {
    let hash = terms(rule)
        .to_string()
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{:08x}", (hash >> 32) ^ (hash & 0xffff_ffff))
}

/// The anchor by which a rule of this view is found again in another.
#[must_use]
pub fn rule_anchor(view: &View, rule: &Rule) -> RuleAnchor {
    let passages = of_statements(view, &rule.evidence).into_iter().filter_map(|at| crate::passages::passage(view, at));
    RuleAnchor { terms: terms(rule), passages: passages.collect() }
}
