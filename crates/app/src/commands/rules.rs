//! `armistice rules`: what each party gives on which condition, and what persons say about it.

use anyhow::{Context, bail};
use armistice_types::conditions::Rule;
use armistice_types::entries::{Content, RuleEntry};

use super::entering::{Entering, Made, plain};
use crate::args::Rules;
use crate::opening::Opened;
use crate::pipeline::Assessed;
use crate::{Outside, Status, output, ruletext};

pub(super) fn rules(args: &Rules, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let (mut opened, it) = super::show::opened(&args.case, &args.moment, outside)?;
    if args.confirm.is_none() && args.drop.is_none() && args.add.is_none() && args.undo.is_none() {
        let outline = armistice_brief::rules(&it.view, &it.assessment);
        let csv = || armistice_brief::rules_csv(&it.view, &it.assessment);
        output::show(&outline, &it.view, &it.assessment, &args.output, &csv, outside)?;
        return Ok(opened.status);
    }
    if args.why.is_some() && args.drop.is_none() && args.undo.is_none() {
        bail!("--why goes with --drop or --undo; --note says something about other entries");
    }
    let mut entering = Entering::new(&args.signed, &args.moment, outside)?;
    let done = if let Some(id) = &args.confirm {
        judged(args, &mut opened, &it, &mut entering, id, None, outside)?
    } else if let (Some(id), Some(why)) = (&args.drop, &args.why) {
        judged(args, &mut opened, &it, &mut entering, id, Some(why), outside)?
    } else if let Some(text) = &args.add {
        added(args, &mut opened, &it, &mut entering, text, outside)?
    } else {
        let why = args.why.as_deref().or(args.signed.note.as_deref());
        super::entries::taken_back(&mut opened, &it, &mut entering, args.undo.as_deref().unwrap_or_default(), why, outside)?
    };
    outside.print(&done)?;
    Ok(opened.status)
}

/// Confirms a rule; drops it where there is a reason to.
fn judged(
    args: &Rules,
    opened: &mut Opened,
    it: &Assessed,
    entering: &mut Entering<'_>,
    id: &str,
    why: Option<&str>,
    outside: &mut Outside<'_>,
) -> anyhow::Result<String> {
    let rule = found(it, id)?;
    if rule.evidence.is_empty() {
        bail!("{} is an entry of a person: take it back with --undo {}", rule.id, rule.entries.first().map_or("", String::as_str));
    }
    let anchor = armistice_assess::rule_anchor(&it.view, rule);
    let terms = anchor.terms.to_string();
    let content = Content::Rule(match why {
        Some(why) => RuleEntry::Drop { rule: anchor.clone(), why: plain("--why", why)? },
        None => RuleEntry::Confirm { rule: anchor.clone(), note: args.signed.note.as_deref().map(|it| plain("--note", it)).transpose()? },
    });
    let earliest = rule.evidence.iter().filter_map(|at| it.view.report(at.report)).map(|filed| filed.known).min();
    let there = |it: &Assessed| all(it).any(|rule| armistice_assess::rule_anchor(&it.view, rule) == anchor);
    let made = Made::typed(content.clone()).about(&rule.marking, earliest).again(|it| there(it).then(|| content.clone()));
    let entry = entering.enter(opened, it, made, outside)?;
    let did = if why.is_some() { "dropped" } else { "confirmed" };
    Ok(format!("{did} {}: {terms}\n{entry}\n", rule.id))
}

/// Dropped ones too, so that a drop can be answered by a confirmation.
fn all(it: &Assessed) -> impl Iterator<Item = &Rule> {
    it.assessment.conditions.rules.iter().chain(&it.assessment.conditions.dropped)
}

/// The rule with this id or key.
fn found<'a>(it: &'a Assessed, id: &str) -> anyhow::Result<&'a Rule> {
    let list = all(it).map(|rule| rule.id.as_str()).collect::<Vec<_>>().join(", ");
    let there = if list.is_empty() { "there are none here".to_owned() } else { format!("there are: {list}") };
    all(it).find(|rule| rule.id == id || rule.key == id).with_context(|| format!("no rule has the id or key `{id}`; {there}"))
}

fn added(
    args: &Rules,
    opened: &mut Opened,
    it: &Assessed,
    entering: &mut Entering<'_>,
    text: &str,
    outside: &mut Outside<'_>,
) -> anyhow::Result<String> {
    let Some(case) = &it.view.case else { bail!("rules need a case") };
    let terms = match ruletext::parse("--add", text, case) {
        Ok(terms) => terms,
        Err(mistakes) => {
            for mistake in &mistakes {
                outside.tell(&format!("{mistake}\n"));
            }
            bail!("{} {} in the rule; nothing was entered", mistakes.len(), if mistakes.len() == 1 { "mistake" } else { "mistakes" })
        }
    };
    let shown = terms.to_string();
    let note = args.signed.note.as_deref().map(|it| plain("--note", it)).transpose()?;
    let content = Content::Rule(RuleEntry::Add { terms, note });
    let entry = entering.enter(opened, it, Made::typed(content), outside)?;
    Ok(format!("added: {shown}\n{entry}\n"))
}
