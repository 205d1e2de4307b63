//! Status of a track. Signed comes from a signature by every party that the reports tell of (`signatures`): no statement of one
//! party, no forecast and no account of somebody else makes one.

use std::collections::BTreeMap;

use armistice_types::assessment::{IssueState, Position, Status, TrackState, TrackStatus};
use armistice_types::case::{ActorKey, Case, TrackKey};
use armistice_types::coded::Stance;
use armistice_types::happenings::{EventState, Named};
use armistice_types::proposals::{Answered, ProposalState};
use armistice_types::statement::{Modality, Response};
use armistice_types::view::{StatementRef, View};

use crate::signatures::Signature;
use crate::status;

/// What the statuses are read from.
pub(crate) struct Sources<'a> {
    pub(crate) issues: &'a [IssueState],
    pub(crate) positions: &'a [Position],
    pub(crate) events: &'a [EventState],
    pub(crate) proposals: &'a [ProposalState],
    pub(crate) signatures: &'a BTreeMap<TrackKey, Signature>,
}

/// In case order; of each track the first rule that matches.
pub(crate) fn tracks(case: &Case, view: &View, from: &Sources<'_>) -> Vec<TrackState> {
    case.tracks.iter().map(|track| from.signed(case, view, &track.id).unwrap_or_else(|| from.unsigned(case, view, &track.id))).collect()
}

impl Sources<'_> {
    fn signed(&self, case: &Case, view: &View, track: &TrackKey) -> Option<TrackState> {
        let signature = self.signatures.get(track)?;
        let names: Vec<String> = status::parties(case, track, status::day_of(view)).iter().map(|key| name(case, key)).collect();
        let day = signature.day.map_or_else(String::new, |day| format!(", {day}"));
        Some(TrackState {
            told: signature.told.clone(),
            since: signature.day,
            ..state(track, TrackStatus::Signed, format!("as reported, by {}{day}", names.join(" and ")), Vec::new())
        })
    }

    fn unsigned(&self, case: &Case, view: &View, track: &TrackKey) -> TrackState {
        let of_track: Vec<&IssueState> = self.issues.iter().filter(|it| it.track == *track).collect();
        let heard: Vec<&Position> = self.positions.iter().filter(|it| of_track.iter().any(|state| state.issue == it.issue)).collect();
        if !of_track.is_empty() && of_track.iter().all(|it| it.status == Status::Agreed) {
            let evidence = of_track.iter().flat_map(|it| it.evidence.clone()).collect();
            return state(track, TrackStatus::AgreedInPrinciple, "every issue is agreed in the parties' own words".to_owned(), evidence);
        }
        if let Some(proposal) = self.proposals.iter().rev().find(|it| it.track.as_ref() == Some(track) && stands(it)) {
            return state(track, TrackStatus::ProposalOnTheTable, on_the_table(proposal), Vec::new());
        }
        if let Some(offer) = heard.iter().find(|it| it.stance == Stance::Offers && it.moves_position && !it.superseded) {
            let because = format!("an offer by {} stands; no answer of every party to all of it is on file", name(case, &offer.actor));
            return state(track, TrackStatus::ProposalOnTheTable, because, offer.evidence.clone());
        }
        let met = || self.events.iter().any(|it| is_meeting(it) && it.track.as_ref().is_none_or(|at| at == track));
        match heard.first() {
            Some(first) => {
                let because = "the parties speak on its issues; no offer stands on file";
                state(track, TrackStatus::Talks, because.to_owned(), first.evidence.clone())
            }
            None if met() => {
                let because = "meetings are reported; no party's own words on its issues are on file";
                state(track, TrackStatus::Talks, because.to_owned(), Vec::new())
            }
            None if view.reports.is_empty() => state(track, TrackStatus::NoTalks, "no report is on file".to_owned(), Vec::new()),
            None => state(track, TrackStatus::NoTalks, "no report on file tells of any".to_owned(), Vec::new()),
        }
    }
}

fn state(track: &TrackKey, status: TrackStatus, because: String, evidence: Vec<StatementRef>) -> TrackState {
    TrackState { track: track.clone(), status, because, evidence, told: Vec::new(), since: None }
}

fn name(case: &Case, key: &ActorKey) -> String {
    case.actor(key).map_or_else(|| key.to_string(), |row| row.name.clone())
}

/// Put forward by somebody, replaced by none, rejected by nobody, and not accepted by all who are asked.
fn stands(it: &ProposalState) -> bool {
    let back = |answer: &Answered| matches!(answer.response, Response::Rejected | Response::Comments);
    !it.sponsors.is_empty() && it.superseded_by.is_none() && !it.answers.iter().any(back) && !it.ball.is_empty()
}

fn on_the_table(it: &ProposalState) -> String {
    let names = |all: &[Named]| all.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join(", ");
    format!("{}, put forward by {}; no acceptance by {} is on file", it.id, names(&it.sponsors), names(&it.ball))
}

/// A meeting that was held: one that is only expected makes no talks.
fn is_meeting(it: &EventState) -> bool {
    it.kind == "CONSULT" && it.modality == Modality::Actual
}
