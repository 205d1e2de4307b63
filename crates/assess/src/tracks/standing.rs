//! Signed, in force, broken, agreed in principle: the last word of the lines that `told` finds, track by track. A signature needs every party of the track in the
//! reporter's voice or each in its own words, in one report; where it could be of several tracks it is of none, and the page shows the words.

use std::collections::BTreeSet;

use armistice_types::assessment::{TrackStatus, Turn};
use armistice_types::case::{ActorKey, Case, TrackKey};
use armistice_types::time::{Day, Edtf};
use armistice_types::view::{Place, View};

use super::told::{Told, by_name};
use crate::status::{day_of, parties};

/// What is told of one track as a whole.
#[derive(Default)]
pub(super) struct Standing {
    /// What came about, in order; the last is the status.
    pub(super) turns: Vec<Turn>,
    /// Lines that do not decide it: told by others, or of a track that is not told.
    pub(super) beside: Vec<(String, Place)>,
    /// The day of the signature or agreement, while it stands.
    pub(super) agreed: Option<Edtf>,
    /// Words of the signature or agreement, lower case.
    pub(super) words: Vec<String>,
    /// Sentences that tell what it holds, with their words.
    pub(super) terms: Vec<(Place, Vec<String>)>,
    /// The day on which talks broke off.
    pub(super) off: Option<Day>,
}

impl Standing {
    pub(super) fn status(&self) -> Option<TrackStatus> {
        self.turns.last().map(|it| it.status)
    }

    pub(super) fn told(&self) -> &[Place] {
        self.turns.last().map_or(&[], |it| &it.told)
    }

    /// Keeps the words of a line that does not decide; no more than three of them.
    fn add(&mut self, line: &Told, why: &str) {
        let words = format!("{why}{}", quoted(line));
        if self.beside.len() < 3 && !self.beside.iter().any(|(there, _)| *there == words) {
            self.beside.push((words, line.place));
        }
    }

    fn aside(&mut self, line: &Told) {
        let by = line
            .by
            .as_ref()
            .map_or_else(|| "not of every party by a name that the case has: ".to_owned(), |by| format!("as told by {by}: "));
        self.add(line, &by);
    }
}

pub(super) fn standing(case: &Case, view: &View, told: &[Told], track: &TrackKey) -> Standing {
    let all = parties(case, track, day_of(view));
    let mut out = Standing::default();
    if all.len() < 2 {
        return out;
    }
    let tied: Vec<(&Told, Tie)> = told.iter().filter_map(|line| Some((line, tie(case, view, told, line, track, &all)?))).collect();
    let mine: Vec<&Told> = tied.iter().filter(|(_, tie)| matches!(tie, Tie::This)).map(|(line, _)| *line).collect();
    for (line, tie) in tied {
        match (line.what, tie) {
            (_, Tie::Perhaps) => out.add(line, "of which track is not told: "),
            (TrackStatus::Signed | TrackStatus::AgreedInPrinciple, Tie::This) => act(&mut out, case, &mine, line, &all),
            (TrackStatus::InForce, Tie::This) if out.agreed.is_some() || all.iter().all(|key| line.actors.contains(key)) => {
                state(&mut out, line, &all);
            }
            (TrackStatus::Broken, Tie::This) if line.talks == out.agreed.is_none() => state(&mut out, line, &all),
            _ => {}
        }
    }
    out
}

enum Tie {
    This,
    Perhaps,
}

/// Does the line tell of the track?
fn tie(case: &Case, view: &View, told: &[Told], line: &Told, track: &TrackKey, all: &[ActorKey]) -> Option<Tie> {
    let named = by_name(case, &line.words);
    if named.is_err() && line.actors.is_empty() {
        return None;
    }
    let named = named.ok().flatten();
    if named.as_ref().is_some_and(|it| it != track) {
        return None;
    }
    let day = day_of(view);
    let mine = |parties: &[ActorKey]| !line.actors.is_empty() && line.actors.iter().any(|key| parties.contains(key));
    let whole = |parties: &[ActorKey]| parties.len() > 1 && parties.iter().all(|key| line.actors.contains(key));
    let by_parties = |test: &dyn Fn(&[ActorKey]) -> bool| case.tracks.iter().filter(|row| test(&parties(case, &row.id, day))).count();
    if named.is_some() || case.tracks.len() == 1 {
        return (mine(all) || !matches!(line.what, TrackStatus::Signed | TrackStatus::AgreedInPrinciple)).then_some(Tie::This);
    }
    if whole(all) {
        return Some(if by_parties(&whole) == 1 { Tie::This } else { Tie::Perhaps });
    }
    // "The truce took effect": of the only track with a signature by then.
    let bare = !matches!(line.what, TrackStatus::Signed | TrackStatus::AgreedInPrinciple) && line.actors.is_empty() && !line.talks;
    if bare {
        let signed = |key: &TrackKey| {
            let parties = parties(case, key, day);
            told.iter().any(|it| {
                matches!(it.what, TrackStatus::Signed | TrackStatus::AgreedInPrinciple)
                    && it.order() <= line.order()
                    && parties.iter().all(|key| it.counts.contains(key))
            })
        };
        let mut tracks = case.tracks.iter().map(|row| &row.id).filter(|key| signed(key));
        return (tracks.next() == Some(track) && tracks.next().is_none()).then_some(Tie::This);
    }
    (mine(all) && by_parties(&mine) == 1).then_some(Tie::This)
}

/// A signature or an agreement: whole once every party's part of it is told in one report.
fn act(out: &mut Standing, case: &Case, mine: &[&Told], line: &Told, all: &[ActorKey]) {
    let here = mine.iter().filter(|it| it.what == line.what && it.place.report == line.place.report);
    let counted: BTreeSet<&ActorKey> = here.flat_map(|it| &it.counts).collect();
    let missing: Vec<&ActorKey> = all.iter().filter(|key| !counted.contains(key)).collect();
    let day = line.day.map_or_else(String::new, |day| format!(", {day}"));
    if !missing.is_empty() || line.counts.is_empty() {
        out.aside(line);
        return;
    }
    if line.what == TrackStatus::AgreedInPrinciple && out.status() == Some(TrackStatus::Signed) {
        return;
    }
    let names: Vec<String> = all.iter().map(|key| case.actor(key).map_or_else(|| key.to_string(), |row| row.name.clone())).collect();
    let what = if line.what == TrackStatus::Signed { "" } else { ", an agreement without a signature" };
    if let Some(last) = out.turns.last_mut().filter(|it| it.status == line.what) {
        last.told.push(line.place);
        out.words.extend(line.words.iter().cloned());
        out.terms.extend(line.terms.iter().cloned());
        return;
    }
    let because = format!("as reported{what}, by {}{day}", names.join(" and "));
    out.turns.push(Turn { status: line.what, day: line.day, because, told: vec![line.place] });
    out.agreed = line.day;
    out.words.clone_from(&line.words);
    out.terms.clone_from(&line.terms);
}

/// In force or broken: in the reporter's voice, or said by a party.
fn state(out: &mut Standing, line: &Told, all: &[ActorKey]) {
    let by_party = line.by.is_some() && line.counts.iter().any(|key| all.contains(key));
    if line.by.is_some() && !by_party {
        out.aside(line);
        return;
    }
    if line.talks {
        out.off = line.day.and_then(|day| day.to);
    }
    let teller = line.by.as_ref().map_or_else(|| "as reported".to_owned(), |by| format!("as told by {by}"));
    let day = line.day.map_or_else(String::new, |day| format!(" ({day})"));
    if let Some(last) = out.turns.last_mut().filter(|it| it.status == line.what) {
        last.told.push(line.place);
        return;
    }
    let because = format!("{teller}{day}: {}", quoted(line));
    out.turns.push(Turn { status: line.what, day: line.day, because, told: vec![line.place] });
    if line.what == TrackStatus::Broken {
        out.agreed = None;
    }
}

fn quoted(line: &Told) -> String {
    let most = 160;
    if line.sentence.chars().count() <= most {
        return line.sentence.clone();
    }
    let cut: String = line.sentence.chars().take(most).collect();
    format!("{} […]", cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head))
}
