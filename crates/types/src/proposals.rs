//! Proposals of a view: what several reports tell of one paper is one row. To sponsor, discuss, carry or study it is never to accept it.

use serde::Serialize;

use crate::case::{IssueKey, OptionKey, TrackKey};
use crate::happenings::Named;
use crate::marking::Marking;
use crate::statement::{ProposalKind, Response};
use crate::time::Edtf;
use crate::view::Place;

words! {
    /// What a cease-fire should say: UN Guidance on Mediation of Ceasefires, 2022.
    Element {
        Purpose = "purpose and link to the political process",
        Time = "date and time of effect, duration or review",
        Area = "geographic area",
        Acts = "prohibited and permitted acts",
        Monitoring = "monitoring and verification",
        Disputes = "coordination and dispute resolution",
    }
}

/// One term of a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TermState {
    /// In the report's words.
    pub text: String,
    /// The option of the case that it names.
    pub option: Option<(IssueKey, OptionKey)>,
    /// Where it stands.
    pub place: Place,
}

/// What one actor did with a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answered {
    /// Who.
    pub by: Named,
    /// What came back.
    pub response: Response,
    /// Is it the actor's own word, by one who can speak for it? Else it is what somebody says of it.
    pub own_words: bool,
    /// When.
    pub day: Option<Edtf>,
    /// What it rests on.
    pub evidence: Vec<Place>,
}

/// A paper going from hand to hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Passed {
    /// From whom.
    pub from: Vec<Named>,
    /// To whom.
    pub to: Vec<Named>,
    /// When.
    pub day: Option<Edtf>,
    /// How, in the report's words.
    pub how: Option<String>,
    /// What it rests on.
    pub evidence: Vec<Place>,
}

/// A proposal or draft of the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProposalState {
    /// `P1`, by (day, place) within the view.
    pub id: String,
    /// The track that its terms belong to, where known.
    pub track: Option<TrackKey>,
    /// The sentence before its own, where only that tells the track.
    pub track_from: Option<Place>,
    /// Words by which the page names it.
    pub name: String,
    /// What kind of text it is, where a report says.
    pub kind: Option<ProposalKind>,
    /// Its version, in a report's words.
    pub version: Option<String>,
    /// Who put it forward.
    pub sponsors: Vec<Named>,
    /// Who is said to discuss it.
    pub discussed_by: Vec<Named>,
    /// In the order of the reports.
    pub terms: Vec<TermState>,
    /// When it was put forward, else first reported.
    pub day: Option<Edtf>,
    /// Does a report say when, or is it the day of publication?
    pub day_stated: bool,
    /// The id of the proposal that it replaces, where a report says so or the same sponsor puts forward another answer to the same issue.
    pub earlier: Option<String>,
    /// Does a report say that it takes the earlier one's place? Else it is inferred: compared in the text, or the same side's later answer
    /// to the same issue.
    pub earlier_told: bool,
    /// The id of the one that replaced it.
    pub superseded_by: Option<String>,
    /// What came back, newest first for each actor.
    pub answers: Vec<Answered>,
    /// From whom to whom it went.
    pub custody: Vec<Passed>,
    /// With whom the next word lies; empty where nothing on file says.
    pub ball: Vec<Named>,
    /// One sentence: why there.
    pub ball_because: Option<String>,
    /// What that rests on.
    pub ball_evidence: Vec<Place>,
    /// For cease-fires: what its reported terms cover of the six elements, with the terms (by index) that do.
    pub elements: Vec<(Element, Vec<usize>)>,
    /// Joined from what it rests on.
    pub marking: Marking,
    /// The words it stands on, in every report.
    pub evidence: Vec<Place>,
}
