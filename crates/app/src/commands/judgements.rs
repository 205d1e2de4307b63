//! `armistice assess`, `armistice keep` and `armistice resolve`: what a person holds of where things stand, what stands in the slots of a
//! brief, and what came of an outcome. The first two keep what they rested on, so that a page can say when it has changed.

use anyhow::{Context, bail};
use armistice_assess::Ground;
use armistice_types::entries::{Content, Judgement, Kept, On, Resolve};
use armistice_types::marking::Marking;
use armistice_types::time::Known;

use super::entering::{Entering, Made, plain};
use super::on::{self, subject, there_are};
use crate::args::{Assess, Came, Keep, Moment, Resolve as ResolveArgs, Signed};
use crate::opening::Opened;
use crate::pipeline::Assessed;
use crate::{Outside, Status, casefile};

pub(super) fn assess(args: &Assess, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let (mut opened, it, mut entering) = judging(&args.case, &args.signed, &args.moment, outside)?;
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
    let said = judged(&mut opened, &it, &mut entering, &about, &of, outside)?;
    outside.print(&format!("assessed {}\n{said}\n", args.on.trim()))?;
    Ok(opened.status)
}

pub(super) fn keep(args: &Keep, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let (mut opened, it, mut entering) = judging(&args.case, &args.signed, &args.moment, outside)?;
    let track = args.track.as_deref().map(|id| on::track(on::case(&it)?, id)).transpose()?;
    let about = track.clone().map_or(On::Whole, |track| On::Track { track });
    let text = plain("TEXT", &args.text)?;
    let note = args.signed.note.as_deref().map(|it| plain("--note", it)).transpose()?;
    let of = |ground: &Ground| {
        let (track, text, note) = (track.clone(), text.clone(), note.clone());
        Content::Kept(Kept { slot: args.slot, track, text, evidence: ground.evidence.clone(), note })
    };
    let said = judged(&mut opened, &it, &mut entering, &about, &of, outside)?;
    outside.print(&format!("kept as {}\n{said}\n", args.slot))?;
    Ok(opened.status)
}

/// A judgement known from an earlier day rests on what could be known by then.
fn judging<'a>(
    case: &std::path::Path,
    signed: &'a Signed,
    moment: &Moment,
    outside: &mut Outside<'_>,
) -> anyhow::Result<(Opened, Assessed, Entering<'a>)> {
    if moment.reviewed_only {
        bail!("a judgement rests on all that the view shows: leave --reviewed-only out");
    }
    let as_of = moment.as_of.or(signed.known);
    let (opened, it) = super::show::opened(case, &Moment { as_of, ..moment.clone() }, outside)?;
    let entering = Entering::new(signed, moment, outside)?;
    Ok((opened, it, entering))
}

/// Enters a judgement with what it rests on.
fn judged(
    opened: &mut Opened,
    it: &Assessed,
    entering: &mut Entering<'_>,
    about: &On,
    of: &dyn Fn(&Ground) -> Content,
    outside: &mut Outside<'_>,
) -> anyhow::Result<String> {
    let ground = |it: &Assessed| armistice_assess::ground(&it.view, &it.coded, &it.assessment, about);
    let here = ground(it);
    let made = Made::typed(of(&here)).about(&here.marking, here.known).again(|it| Some(of(&ground(it))));
    entering.enter(opened, it, made, outside)
}

pub(super) fn resolve(args: &ResolveArgs, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let (mut opened, it) = super::show::opened(&args.case, &args.moment, outside)?;
    let mut entering = Entering::new(&args.signed, &args.moment, outside)?;
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
    let made = Made::typed(content).about(&Marking::clear(), Some(if ahead { ends } else { begins }));
    let said = entering.enter(&mut opened, &it, made, outside)?;
    let came = match result {
        Some(true) => "came true",
        Some(false) => "came false",
        None => "is open again",
    };
    outside.print(&format!("{}: {came}, {}\n{said}\n", args.outcome, args.on))?;
    Ok(opened.status)
}
