//! Status of a track: what is told of its deal as a whole (`standing`), else how far its issues, proposals and meetings have come.

mod holds;
mod spoken;
mod standing;
mod told;
mod words;

use armistice_types::assessment::{IssueState, Position, Status, TrackState, TrackStatus};
use armistice_types::case::{ActorKey, Case, Track, TrackKey};
use armistice_types::coded::{Coded, Stance};
use armistice_types::happenings::{EventState, Named};
use armistice_types::proposals::{Answered, ProposalState};
use armistice_types::statement::{Modality, Response};
use armistice_types::time::Day;
use armistice_types::view::{Place, StatementRef, View};

pub(crate) use holds::held;
pub(crate) use spoken::of_statement;
use standing::Standing;

/// The track whose name alone has a word of the text; `Err` where words of several names stand in it.
pub(crate) fn by_name(case: &Case, text: &str) -> Result<Option<TrackKey>, ()> {
    told::by_name(case, &words::words(text))
}

/// What a status of a track is read from.
pub(crate) struct Ground<'a> {
    pub(crate) case: &'a Case,
    pub(crate) view: &'a View,
    pub(crate) coded: &'a [Coded],
    pub(crate) positions: &'a [Position],
    pub(crate) events: &'a [EventState],
    pub(crate) proposals: &'a [ProposalState],
}

/// In case order. Issues of a track that is told to be signed no longer say that an offer from before stands.
pub(crate) fn tracks(ground: &Ground<'_>, issues: &mut [IssueState]) -> Vec<TrackState> {
    let told = told::told(ground.case, ground.view, ground.coded);
    let mut out = Vec::new();
    for track in &ground.case.tracks {
        let mut standing = standing::standing(ground.case, ground.view, &told, &track.id);
        if standing.off.is_some_and(|off| ground.goes_on(&track.id, off, standing.told())) {
            standing = Standing { beside: standing.beside, ..Standing::default() };
        }
        for issue in issues.iter_mut().filter(|it| it.track == track.id) {
            settle(ground, &standing, issue);
        }
        let of_track: Vec<&IssueState> = issues.iter().filter(|it| it.track == track.id).collect();
        out.push(ground.state(track, standing, &of_track));
    }
    out
}

/// Status, why, the statements or places it rests on, with whom the next word lies.
type Found = (TrackStatus, String, Vec<StatementRef>, Vec<Place>, Vec<Named>);

impl Ground<'_> {
    fn state(&self, track: &Track, standing: Standing, issues: &[&IssueState]) -> TrackState {
        let last = standing.turns.last().cloned();
        let since = last.as_ref().and_then(|it| it.day);
        let (status, because, evidence, told, ball) = match last {
            Some(last) => (last.status, last.because, Vec::new(), last.told, Vec::new()),
            None => self.by_issues(track, issues),
        };
        let (turns, beside) = (standing.turns, standing.beside);
        TrackState { track: track.id.clone(), status, because, evidence, told, since, turns, ball, beside }
    }

    fn by_issues(&self, track: &Track, issues: &[&IssueState]) -> Found {
        let heard: Vec<&Position> = self.positions.iter().filter(|it| issues.iter().any(|state| state.issue == it.issue)).collect();
        let because =
            |status: TrackStatus, why: &str, evidence: Vec<StatementRef>| (status, why.to_owned(), evidence, Vec::new(), Vec::new());
        if !issues.is_empty() && issues.iter().all(|it| it.status == Status::Agreed) {
            let evidence = issues.iter().flat_map(|it| it.evidence.clone()).collect();
            return because(TrackStatus::AgreedInPrinciple, "every issue is agreed in the parties' own words", evidence);
        }
        if let Some(it) = self.proposals.iter().rev().find(|it| it.track.as_ref() == Some(&track.id) && stands(it)) {
            return (TrackStatus::ProposalOnTheTable, on_the_table(it), Vec::new(), it.evidence.clone(), it.ball.clone());
        }
        // An offer that another party refuses in its own words stands no longer.
        let refused = |offer: &Position| {
            heard.iter().any(|it| {
                let same = (&it.issue, &it.option) == (&offer.issue, &offer.option) && it.actor != offer.actor;
                same && it.moves_position && it.stance == Stance::Rejects
            })
        };
        let offers = |it: &&&Position| it.stance == Stance::Offers && it.moves_position && !it.superseded && !refused(it);
        if let Some(offer) = heard.iter().find(offers) {
            let name = self.case.actor(&offer.actor).map_or_else(|| offer.actor.to_string(), |row| row.name.clone());
            let why = format!("an offer by {name} stands; no answer of every party to all of it is on file");
            return because(TrackStatus::ProposalOnTheTable, &why, offer.evidence.clone());
        }
        if let Some(first) = heard.first() {
            let parties = crate::status::parties(self.case, &track.id, crate::status::day_of(self.view));
            let speaking: Vec<&ActorKey> = parties.iter().filter(|key| heard.iter().any(|it| it.actor == **key)).collect();
            let who = match speaking[..] {
                [] => "others than its parties speak".to_owned(),
                [one] if parties.len() > 1 => {
                    let name = self.case.actor(one).map_or_else(|| one.to_string(), |row| row.name.clone());
                    format!("of its parties {name} alone speaks")
                }
                _ => "its parties speak".to_owned(),
            };
            return because(TrackStatus::Talks, &format!("{who} on its issues; no offer stands on file"), first.evidence.clone());
        }
        if let Some(met) = self.events.iter().find(|it| is_meeting(it) && it.track.as_ref().is_none_or(|at| *at == track.id)) {
            let why = "meetings are reported; no party's own words on its issues are on file".to_owned();
            return (TrackStatus::Talks, why, Vec::new(), met.evidence.clone(), Vec::new());
        }
        let nothing = if self.view.reports.is_empty() { "no report is on file" } else { "no report on file tells of any" };
        because(TrackStatus::NoTalks, nothing, Vec::new())
    }

    /// Do talks that broke off go on: a meeting, a proposal or a party's words later, or a meeting planned in the very report?
    fn goes_on(&self, track: &TrackKey, off: Day, places: &[Place]) -> bool {
        let here = |at: &Option<TrackKey>| at.as_ref().is_none_or(|it| it == track);
        let later = |day: Option<armistice_types::time::Edtf>| day.and_then(|it| it.to).is_some_and(|it| it > off);
        let same = |all: &[Place]| all.iter().any(|it| places.iter().any(|place| place.report <= it.report));
        let mine = |it: &&Position| self.case.issue(&it.issue).is_some_and(|row| row.track == *track);
        self.positions.iter().filter(mine).any(|it| later(it.day))
            || self.proposals.iter().any(|it| here(&it.track) && (later(it.day) || same(&it.evidence)))
            || self.events.iter().any(|it| {
                it.kind == "CONSULT"
                    && here(&it.track)
                    && match it.modality {
                        Modality::Actual => later(it.when),
                        Modality::Planned => later(it.when) || same(&it.evidence),
                        _ => false,
                    }
            })
    }
}

/// An issue of a signed or agreed track: the option that the telling names, else nothing that stood before.
fn settle(ground: &Ground<'_>, standing: &Standing, issue: &mut IssueState) {
    let (Some(day), Some(status)) = (standing.agreed, standing.status()) else { return };
    let named = ground.case.issue(&issue.issue).and_then(|row| option_told(row, standing));
    if matches!(issue.status, Status::Agreed | Status::ReportedAgreed) {
        issue.told = named.filter(|(option, _)| issue.option.as_ref() == Some(option)).map(|(_, places)| places).unwrap_or_default();
        return;
    }
    let last = |it: Option<armistice_types::time::Edtf>| it.and_then(|it| it.to);
    let later = ground.positions.iter().any(|it| it.issue == issue.issue && it.day_stated && last(it.day) > last(Some(day)));
    if later {
        return;
    }
    let what = if status == TrackStatus::AgreedInPrinciple { "an agreement" } else { "a signature" };
    let before = issue.option.as_ref().map_or_else(
        || issue.status.to_string(),
        |option| {
            let row = ground.case.issue(&issue.issue).and_then(|row| row.options.iter().find(|it| it.id == *option));
            format!("{}, {}", issue.status, row.map_or_else(|| option.to_string(), |row| row.label.clone()))
        },
    );
    if let Some((option, places)) = named {
        issue.status = Status::ReportedAgreed;
        issue.option = Some(option);
        issue.told = places;
        issue.because = format!("{what} of every party is reported ({day}) in words that name it; own words beside it");
        issue.evidence.clear();
    } else {
        issue.because = format!("{what} of every party is reported ({day}); which option it holds is not read (before it: {before})");
        issue.status = Status::Unknown;
        issue.option = None;
    }
    issue.agreed = None;
}

/// The one option that the words of the signature, or of what the text is told to hold, name, and where.
fn option_told(row: &armistice_types::case::Issue, standing: &Standing) -> Option<(armistice_types::case::OptionKey, Vec<Place>)> {
    let act = holds::named(row, &standing.words).map(|option| (option, standing.told().to_vec()));
    let terms = standing.terms.iter().filter_map(|(place, words)| Some((holds::named(row, words)?, vec![*place])));
    let mut all = act.into_iter().chain(terms);
    let (option, mut places) = all.next()?;
    for (other, more) in all {
        if other != option {
            return None;
        }
        places.extend(more);
    }
    Some((option, places))
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
