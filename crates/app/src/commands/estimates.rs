//! `armistice preference` and `armistice reservation`: what a deal is worth to a party, as a person has it from somewhere. Red unless said.

use anyhow::{Context, bail};
use armistice_types::case::{ActorKey, Case, Issue, OptionKey, RoleKind, TrackKey};
use armistice_types::entries::{Content, PreferenceEntry, ReservationEntry};

use super::entering::{Entering, Made, plain};
use super::on::{self, there_are};
use crate::args::{Preference, Reservation};
use crate::{Outside, Status};

pub(super) fn preference(args: &Preference, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let (mut opened, it) = super::show::opened(&args.case, &args.moment, outside)?;
    let mut entering = Entering::new(&args.signed, &args.moment, outside)?.unless_given("red".parse().map_err(anyhow::Error::msg)?);
    let case = on::case(&it)?;
    let (party, issue) = (on::actor(case, &args.party)?, on::issue(case, &args.issue)?);
    let row = case.issue(&issue).context("no such issue")?;
    let weight = number("--weight", &args.weight)?;
    if weight.low < 0.0 {
        bail!("a weight is not negative: turn the scores round instead");
    }
    let note = args.signed.note.as_deref().map(|it| plain("--note", it)).transpose()?;
    let besides = besides(case, &party, &row.track);
    let scores = scores(row, &args.scores)?;
    let (party_id, issue_id) = (party.to_string(), issue.to_string());
    let content = Content::Preference(PreferenceEntry { party, issue, weight: weight.written, scores, basis: args.basis, note });
    let said = entering.enter(&mut opened, &it, Made::typed(content), outside)?;
    outside.print(&format!("entered what {issue_id} is worth to {party_id}, {}{besides}\n{said}\n", args.basis))?;
    Ok(opened.status)
}

pub(super) fn reservation(args: &Reservation, outside: &mut Outside<'_>) -> anyhow::Result<Status> {
    let (mut opened, it) = super::show::opened(&args.case, &args.moment, outside)?;
    let mut entering = Entering::new(&args.signed, &args.moment, outside)?.unless_given("red".parse().map_err(anyhow::Error::msg)?);
    let case = on::case(&it)?;
    let (party, track) = (on::actor(case, &args.party)?, on::track(case, &args.track)?);
    let value = number("VALUE", &args.value)?.written;
    let note = args.signed.note.as_deref().map(|it| plain("--note", it)).transpose()?;
    let besides = besides(case, &party, &track);
    let (party_id, track_id) = (party.to_string(), track.to_string());
    let content = Content::Reservation(ReservationEntry { party, track, value, basis: args.basis, note });
    let said = entering.enter(&mut opened, &it, Made::typed(content), outside)?;
    outside.print(&format!("entered what {party_id} has without a deal on {track_id}, {}{besides}\n{said}\n", args.basis))?;
    Ok(opened.status)
}

/// Who need not assent has no part in what `deals` works out.
fn besides(case: &Case, party: &ActorKey, track: &TrackKey) -> String {
    let assents = |row: &armistice_types::case::Role| row.actor == *party && row.track == *track && row.role == RoleKind::MustAssent;
    if case.roles.iter().any(assents) {
        return String::new();
    }
    format!(" (it need not assent on the track {track}, so `deals` leaves it out)")
}

/// A number as it is kept, and the least it can be.
struct Number {
    written: String,
    low: f64,
}

/// `0.3`, `0.2..0.4`, `[0.2, 0.4]` or `{"mean": 0.3, "sd": 0.1}`.
fn number(flag: &str, given: &str) -> anyhow::Result<Number> {
    let given = given.trim();
    let written = match given.split_once("..") {
        Some((low, high)) => format!("[{}, {}]", low.trim(), high.trim()),
        None => given.to_owned(),
    };
    let low = armistice_deal::number(&written)
        .with_context(|| format!("{flag}: `{given}` is no number, no range like 0.2..0.4 and no {{\"mean\": 0.3, \"sd\": 0.1}}"))?;
    Ok(Number { written, low })
}

/// Every option of the issue once, in the order of the case file.
fn scores(row: &Issue, given: &[String]) -> anyhow::Result<Vec<(OptionKey, String)>> {
    let ids = || there_are(row.options.iter().map(|it| it.id.0.as_str()));
    let mut found: Vec<(OptionKey, String)> = Vec::new();
    for it in given {
        let (option, score) = it.split_once('=').with_context(|| format!("--score `{it}` is no OPTION=NUMBER"))?;
        let key = OptionKey::from(option.trim());
        if !row.options.iter().any(|it| it.id == key) {
            bail!("the issue `{}` has no option `{key}`; {}", row.id, ids());
        }
        if found.iter().any(|(id, _)| *id == key) {
            bail!("--score gives the option `{key}` twice");
        }
        found.push((key, number("--score", score)?.written));
    }
    let place = |key: &OptionKey| row.options.iter().position(|it| it.id == *key);
    let missing: Vec<&str> = row.options.iter().filter(|it| !found.iter().any(|(id, _)| *id == it.id)).map(|it| it.id.0.as_str()).collect();
    if !missing.is_empty() {
        bail!("--score is missing for {}: an option without a score would count as nothing", missing.join(", "));
    }
    found.sort_by_key(|(key, _)| place(key));
    Ok(found)
}
