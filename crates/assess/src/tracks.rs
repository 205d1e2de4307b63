//! Status of a track. Signed, in force and broken come from outcomes of the case file only: no
//! statement on file can make a signature.

use armistice_types::assessment::{IssueState, Position, Status, TrackState, TrackStatus};
use armistice_types::case::Case;
use armistice_types::coded::Stance;
use armistice_types::happenings::{EventState, Named};
use armistice_types::proposals::{Answered, ProposalState};
use armistice_types::statement::{Modality, Response};
use armistice_types::view::View;

/// In case order.
pub(crate) fn tracks(
    case: &Case,
    issues: &[IssueState],
    positions: &[Position],
    events: &[EventState],
    proposals: &[ProposalState],
    view: &View,
) -> Vec<TrackState> {
    case.tracks
        .iter()
        .map(|track| {
            let of_track: Vec<&IssueState> = issues.iter().filter(|it| it.track == track.id).collect();
            let heard: Vec<&Position> = positions.iter().filter(|it| of_track.iter().any(|state| state.issue == it.issue)).collect();
            let offer = heard.iter().find(|it| it.stance == Stance::Offers && it.moves_position && !it.superseded);
            let agreed = !of_track.is_empty() && of_track.iter().all(|it| it.status == Status::Agreed);
            let (status, because, evidence) = if agreed {
                (
                    TrackStatus::AgreedInPrinciple,
                    "every issue is agreed in the parties' own words".to_owned(),
                    of_track.iter().flat_map(|it| it.evidence.clone()).collect(),
                )
            } else if let Some(proposal) = proposals.iter().rev().find(|it| it.track.as_ref() == Some(&track.id) && stands(it)) {
                (TrackStatus::ProposalOnTheTable, on_the_table(proposal), Vec::new())
            } else if let Some(offer) = offer {
                let name = case.actor(&offer.actor).map_or_else(|| offer.actor.to_string(), |row| row.name.clone());
                (
                    TrackStatus::ProposalOnTheTable,
                    format!("an offer by {name} stands; no answer of every party to all of it is on file"),
                    offer.evidence.clone(),
                )
            } else if let Some(first) = heard.first() {
                (TrackStatus::Talks, "the parties speak on its issues; no offer stands on file".to_owned(), first.evidence.clone())
            } else if events.iter().any(|it| is_meeting(it) && it.track.as_ref().is_none_or(|at| *at == track.id)) {
                (TrackStatus::Talks, "meetings are reported; no party's own words on its issues are on file".to_owned(), Vec::new())
            } else if view.reports.is_empty() {
                (TrackStatus::NoTalks, "no report is on file".to_owned(), Vec::new())
            } else {
                (TrackStatus::NoTalks, "no report on file tells of any".to_owned(), Vec::new())
            };
            TrackState { track: track.id.clone(), status, because, evidence }
        })
        .collect()
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
