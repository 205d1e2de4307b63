//! What a signed or agreed text holds, issue by issue, as a report tells it in its own voice.
//!
//! ## What it finds
//! "The two signed a truce on Friday. Under the agreement the crews will go home.": the crews go home, as told, for every party that signed.
//! ## Why it matters
//! Who is quoted on one point of a deal has as a rule agreed to all of it; without this the page would not know what was signed.
//! ## Does not find
//! Terms told in another report than the signature, and terms that name two options of an issue.

use armistice_types::assessment::{Account, IssueState, Position, Status, TrackState, TrackStatus};
use armistice_types::case::{Issue, OptionKey};
use armistice_types::chains::Support;
use armistice_types::coded::Stance;
use armistice_types::text::{CharIndex, Span};
use armistice_types::time::Edtf;
use armistice_types::view::{Filed, Place, View};

use super::words::{find, has, words};

/// Sentences in the reporter's voice behind the one of `act` that tell what the text holds, with their words.
pub(super) fn terms(filed: &Filed, index: &CharIndex<'_>, act: Span) -> Vec<(Place, Vec<String>)> {
    let all = &filed.reading.sentences;
    let first = all.partition_point(|it| it.end() <= act.start()) + 1;
    let told = |span: &Span| filed.reading.statements.iter().any(|it| it.content.iter().any(|part| part.overlaps(*span)));
    let mut out: Vec<(Place, Vec<String>)> = Vec::new();
    for (n, span) in all.iter().enumerate().skip(first) {
        let words = words(index.quote(*span).unwrap_or(""));
        // Right behind the act, or behind another term: what will or would be done.
        let follows = n == first + out.len() && ["will", "would"].iter().any(|modal| words.iter().any(|word| word == modal));
        // "Under the old agreement …", "had a truce …": another text.
        let older = words.get(..words.len().min(5)).is_some_and(|few| has(few, "past"));
        if !told(span) && !older && (follows || opens(&words)) && !has(&words, "open") && !has(&words, "denial") {
            out.push((Place { report: filed.number, span: *span }, words));
        } else if !out.is_empty() {
            break;
        }
    }
    out
}

/// "Under the agreement …", "The truce provides for …".
fn opens(words: &[String]) -> bool {
    let noun = find(words, "noun").map(|it| it.0);
    let near = |most: usize| noun.is_some_and(|at| at <= most);
    let led = words.first().is_some_and(|word| word == "under") && near(4);
    led || near(2) && find(words, "holds").is_some_and(|(from, _)| noun.is_some_and(|at| from > at && from <= at + 2))
}

/// The one option with a cue in the words.
pub(super) fn named(issue: &Issue, all: &[String]) -> Option<OptionKey> {
    let stands = |cue: &str| {
        let cue = words(cue);
        !cue.is_empty() && all.windows(cue.len()).any(|window| window == cue)
    };
    let mut found = issue.options.iter().filter(|row| row.cues.iter().any(|cue| stands(cue)));
    found.next().filter(|_| found.next().is_none()).map(|row| row.id.clone())
}

/// For each party to a signature or agreement without an own yes from that day on: an account that it accepts what the text holds. What a party
/// wanted of the issue before a signature no longer stands.
pub(crate) fn held(view: &View, tracks: &[TrackState], issues: &[IssueState], positions: &mut [Position], accounts: &mut Vec<Account>) {
    let Some(case) = &view.case else { return };
    for issue in issues.iter().filter(|it| matches!(it.status, Status::ReportedAgreed | Status::Agreed)) {
        let Some((option, turn)) = issue.option.as_ref().zip(signature(tracks, issue)) else { continue };
        let (signed, day) = (turn.0 == TrackStatus::Signed, turn.1);
        let last = |it: Option<Edtf>| it.and_then(|it| it.to);
        for party in crate::status::parties(case, &issue.track, crate::status::day_of(view)) {
            let mut own = false;
            for it in positions.iter_mut().filter(|it| it.actor == party && it.issue == issue.issue && it.moves_position) {
                let yes = it.option.as_ref() == Some(option) && it.stance.is_yes() && !it.conditional;
                own |= yes && last(it.day) >= last(day);
                let asks = it.stance.wants() && !yes && !(it.option.as_ref() == Some(option) && it.stance == Stance::Prefers);
                it.superseded |= signed && asks && it.day.is_some() && last(it.day) <= last(day);
            }
            let told = issue.told.clone();
            let already = accounts.iter().any(|it| {
                (&it.actor, &it.issue, it.option.as_ref()) == (&party, &issue.issue, Some(option)) && it.stance.is_yes() && it.by.is_none()
            });
            if own || told.is_empty() || already {
                continue;
            }
            let reports = told.iter().filter_map(|at| view.report(at.report));
            accounts.push(Account {
                actor: party,
                issue: issue.issue.clone(),
                option: Some(option.clone()),
                stance: if signed { Stance::Accepts } else { Stance::AcceptsInPrinciple },
                by: None,
                by_actor: None,
                day,
                support: Support::default(),
                marking: reports.fold(issue.marking.clone(), |all, it| all.join(&it.marking)),
                evidence: Vec::new(),
                told,
            });
        }
    }
}

/// The signature or agreement that stands on the issue's track, with its day.
fn signature(tracks: &[TrackState], issue: &IssueState) -> Option<(TrackStatus, Option<Edtf>)> {
    let track = tracks.iter().find(|it| it.track == issue.track)?;
    let broken = track.turns.iter().rposition(|it| it.status == TrackStatus::Broken).map_or(0, |at| at + 1);
    let turn =
        track.turns.get(broken..)?.iter().rev().find(|it| matches!(it.status, TrackStatus::Signed | TrackStatus::AgreedInPrinciple))?;
    Some((turn.status, turn.day))
}
