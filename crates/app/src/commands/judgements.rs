//! `armistice assess`, `armistice keep` and `armistice resolve`: what a person holds of where things stand, what stands in the slots of a
//! brief, and what came of an outcome. The first two keep what they rested on, so that a page can say when it has changed.

use anyhow::{Context, bail};
use armistice_assess::Ground;
use armistice_types::entries::{Content, Judgement, Kept, On, Resolve};
use armistice_types::marking::{Clearance, Marking};
use armistice_types::time::{Day, Known};

use super::entering::{Entering, plain};
use super::on::{self, subject, there_are};
use crate::args::{Assess, Came, Keep, Moment, Resolve as ResolveArgs, Signed};
use crate::opening::Opened;
use crate::pipeline::Assessed;
use crate::{Outside, Status, casefile};

pub(super) fn assess(args: &Assess, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let (mut opened, it, entering, as_of) = judging(&args.case, &args.signed, &args.moment, outside)?;
    let about = subject(&it, &args.on)?.on;
    if !matches!(about, On::Cell { .. } | On::Issue { .. } | On::Track { .. } | On::Whole) {
        bail!("an assessment is on ACTOR/ISSUE, issue:ID, track:ID or case; `note` says something on anything else");
    }
    let (text, why) = (plain("TEXT", &args.text)?, plain("--why", &args.why)?);
    let note = args.signed.note.as_deref().map(|it| plain("--note", it)).transpose()?;
    let of = |ground: &Ground| {
        let (about, text, why, note) = (about.clone(), text.clone(), why.clone(), note.clone());
        Content::Judgement(Judgement { about, text, why, confidence: args.confidence, evidence: ground.evidence.clone(), note })
    };
    let said = judged(&mut opened, &it, &entering, &about, as_of, &of, outside)?;
    outside.print(&format!("assessed {}\n{said}\n", args.on.trim()))?;
    Ok(opened.status)
}

pub(super) fn keep(args: &Keep, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let (mut opened, it, entering, as_of) = judging(&args.case, &args.signed, &args.moment, outside)?;
    let track = args.track.as_deref().map(|id| on::track(on::case(&it)?, id)).transpose()?;
    let about = track.clone().map_or(On::Whole, |track| On::Track { track });
    let text = plain("TEXT", &args.text)?;
    let note = args.signed.note.as_deref().map(|it| plain("--note", it)).transpose()?;
    let of = |ground: &Ground| {
        let (track, text, note) = (track.clone(), text.clone(), note.clone());
        Content::Kept(Kept { slot: args.slot, track, text, evidence: ground.evidence.clone(), note })
    };
    let said = judged(&mut opened, &it, &entering, &about, as_of, &of, outside)?;
    outside.print(&format!("kept as {}\n{said}\n", args.slot))?;
    Ok(opened.status)
}

/// A judgement known from an earlier day rests on what could be known by then.
fn judging<'a>(
    case: &std::path::Path,
    signed: &'a Signed,
    moment: &Moment,
    outside: &mut Outside<'_>,
) -> anyhow::Result<(Opened, Assessed, Entering<'a>, Option<Day>)> {
    if moment.reviewed_only {
        bail!("a judgement rests on all that the view shows: leave --reviewed-only out");
    }
    let as_of = moment.as_of.or(signed.known);
    let (opened, it) = super::show::opened(case, &Moment { as_of, ..moment.clone() }, outside)?;
    let entering = Entering::new(signed, moment, outside)?;
    Ok((opened, it, entering, as_of))
}

/// Enters a judgement with what it rests on. Its marking is at least the join of that; and where one who may see just the entry would find
/// other evidence than its author did, because something else that he may not see has a part in it, the marking is the author's clearance.
/// So whoever sees the entry sees all it rests on, and nothing hidden can make it stale.
fn judged(
    opened: &mut Opened,
    it: &Assessed,
    entering: &Entering<'_>,
    about: &On,
    as_of: Option<Day>,
    of: &dyn Fn(&Ground) -> Content,
    outside: &mut Outside<'_>,
) -> anyhow::Result<String> {
    let ground = armistice_assess::ground(&it.view, &it.coded, &it.assessment, about);
    let content = of(&ground);
    let mut least = ground.marking.clone();
    let marking = entering.marking(it, &content, &least);
    let clearance = &it.view.clearance;
    if !clearance.visible_to(&marking) {
        let below = opened.assessed_for(as_of, &both(&marking, clearance))?;
        let seen = armistice_assess::ground(&below.view, &below.coded, &below.assessment, about);
        if seen.evidence != ground.evidence {
            least = least.join(clearance);
        }
    }
    entering.enter(opened, it, content, &least, ground.known, outside)
}

/// What both a marking and a clearance allow.
fn both(one: &Marking, other: &Clearance) -> Clearance {
    Marking { level: one.level.min(other.level), compartments: one.compartments.intersection(&other.compartments).cloned().collect() }
}

pub(super) fn resolve(args: &ResolveArgs, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let (mut opened, it) = super::show::opened(&args.case, &args.moment, outside)?;
    let entering = Entering::new(&args.signed, &args.moment, outside)?;
    let case = on::case(&it)?;
    let row = case.outcomes.iter().find(|row| row.id.0 == args.outcome).map(|row| row.id.clone());
    let ids = || there_are(case.outcomes.iter().map(|row| row.id.0.as_str()));
    let outcome = row.with_context(|| format!("no outcome has the id `{}`; {}", args.outcome, ids()))?;
    let result = match args.came {
        Came::CameTrue => Some(true),
        Came::CameFalse => Some(false),
        Came::Open => None,
    };
    let note = args.signed.note.as_deref().map(|it| plain("--note", it)).transpose()?;
    let (earliest, zone) = (args.on.plus(-1), &opened.case.time_zone);
    // What came on a day could not be known before that day; where the day lies ahead of now, from its end.
    let begins = casefile::end_of_day(earliest, zone).map_err(anyhow::Error::msg)?;
    let ends = casefile::end_of_day(args.on, zone).map_err(anyhow::Error::msg)?;
    let ahead = args.signed.known.is_none() && Known(opened.now.0) < begins;
    let content = Content::Resolve(Resolve { outcome, result, on: args.on, note });
    let said = entering.enter(&mut opened, &it, content, &Marking::clear(), Some(if ahead { ends } else { begins }), outside)?;
    let came = match result {
        Some(true) => "came true",
        Some(false) => "came false",
        None => "is open again",
    };
    outside.print(&format!("{}: {came}, {}\n{said}\n", args.outcome, args.on))?;
    Ok(opened.status)
}
