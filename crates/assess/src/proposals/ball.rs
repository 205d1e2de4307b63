//! With whom the next word on a proposal lies. Nothing is said where nothing on file says.

use armistice_types::case::{ActorKey, Case};
use armistice_types::happenings::{EventState, Named};
use armistice_types::proposals::{Answered, ProposalState};
use armistice_types::statement::{Modality, Response};
use armistice_types::view::{Place, View};

use crate::status;

/// Sets the ball and one sentence why.
pub(super) fn set(view: &View, events: &[EventState], it: &mut ProposalState) {
    let Some((ball, because, evidence)) = view.case.as_ref().and_then(|case| ball(case, view, events, it)) else { return };
    it.ball = ball;
    it.ball_because = Some(because);
    it.ball_evidence = evidence;
}

fn ball(case: &Case, view: &View, events: &[EventState], it: &ProposalState) -> Option<(Vec<Named>, String, Vec<Place>)> {
    if it.superseded_by.is_some() || it.sponsors.is_empty() {
        return None;
    }
    let last = last_words(&it.answers);
    let back = last.iter().find(|answer| matches!(answer.response, Response::Rejected | Response::Comments));
    if let Some(back) = back {
        let what = if back.response == Response::Rejected { "rejected" } else { "sent back or commented on" };
        let whose = if back.own_words { "in its own words" } else { "as reported" };
        return Some((it.sponsors.clone(), format!("{what} by {}, {whose}", back.by.name), back.evidence.clone()));
    }
    let track = it.track.as_ref()?;
    let names = |key: &ActorKey, name: &str| {
        case.actor(key).is_some_and(|row| std::iter::once(&row.name).chain(&row.aliases).any(|it| it.eq_ignore_ascii_case(name)))
    };
    let sponsor = |key: &ActorKey| it.sponsors.iter().any(|named| named.actor.as_ref() == Some(key) || names(key, &named.name));
    let answered = |key: &ActorKey| {
        last.iter().any(|answer| {
            answer.by.actor.as_ref() == Some(key) && matches!(answer.response, Response::Accepted | Response::AcceptedAdReferendum)
        })
    };
    let parties = status::parties(case, track, status::day_of(view));
    if let Some(agreed) = events.iter().find(|event| agreed_since(case, view, event, it, &parties)) {
        let day = agreed.when.map_or_else(String::new, |day| format!(" on {day}"));
        let because = format!("not told: a line{day} names all parties where one agrees or signs; whether to this, is not told");
        return Some((Vec::new(), because, agreed.evidence.clone()));
    }
    let open: Vec<Named> = parties
        .into_iter()
        .filter(|key| !sponsor(key) && !answered(key))
        .map(|key| Named { name: case.actor(&key).map_or_else(|| key.to_string(), |row| row.name.clone()), actor: Some(key) })
        .collect();
    (!open.is_empty()).then(|| (open, "put forward by others; no answer to the whole of it is on file".to_owned(), it.evidence.clone()))
}

/// The last answer of each: own words before what others tell, a later day before an earlier, where days are not told a later report.
fn last_words(answers: &[Answered]) -> Vec<&Answered> {
    let mut out: Vec<&Answered> = Vec::new();
    for answer in answers {
        let day = |it: &Answered| it.day.and_then(|day| day.to);
        let report = |it: &Answered| it.evidence.iter().map(|place| place.report).max();
        let newer = |old: &Answered| match (day(old), day(answer)) {
            _ if old.own_words != answer.own_words => answer.own_words,
            (Some(then), Some(now)) if then != now => now > then,
            _ => report(answer) > report(old),
        };
        match out.iter_mut().find(|old| old.by == answer.by) {
            Some(old) if newer(old) => *old = answer,
            Some(_) => {}
            None => out.push(answer),
        }
    }
    out
}

/// Is an agreement or a signature by one party told, after the proposal was put forward, in a sentence that names all parties?
fn agreed_since(case: &Case, view: &View, event: &EventState, it: &ProposalState, parties: &[ActorKey]) -> bool {
    let later = event.when.and_then(|day| day.to).zip(it.day.and_then(|day| day.from)).is_some_and(|(event, put)| event >= put);
    if !matches!(event.kind.as_str(), "AGREE" | "SUPPORT") || event.modality != Modality::Actual || !later {
        return false;
    }
    let sentence = event.evidence.first().and_then(|place| {
        let filed = view.report(place.report)?;
        let all = &filed.reading.sentences;
        let sentence = all.get(all.partition_point(|it| it.end() <= place.span.start()))?;
        filed.reading.report.text.index().quote(*sentence)
    });
    let acts = |key: &ActorKey| event.actors.iter().chain(&event.recipients).any(|named| named.actor.as_ref() == Some(key));
    let named = |key: &ActorKey| case.actor(key).is_some_and(|row| sentence.is_some_and(|text| text.contains(row.name.as_str())));
    parties.iter().any(acts) && parties.iter().all(|key| acts(key) || named(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use armistice_types::text::Span;

    #[test]
    fn a_later_answer_and_own_words_stand_in_the_place_of_others() {
        let answer = |report: usize, response, own_words, day: Option<&str>| Answered {
            by: Named { name: "the port".to_owned(), actor: None },
            response,
            own_words,
            day: day.map(|it| it.parse().unwrap()),
            evidence: vec![Place { report, span: Span::new(0, 1).unwrap() }],
        };
        let check = |answers: &[Answered], expect| {
            let last: Vec<Response> = last_words(answers).iter().map(|it| it.response).collect();
            assert_eq!(last, [expect]);
        };
        let no = |report, own, day| answer(report, Response::Rejected, own, day);
        let yes = |report, own, day| answer(report, Response::Accepted, own, day);
        check(&[no(1, true, None), yes(2, true, None)], Response::Accepted);
        check(&[yes(2, true, None), no(1, true, None)], Response::Accepted);
        check(&[no(1, true, Some("2031-10-02")), yes(2, true, Some("2031-10-01"))], Response::Rejected);
        check(&[no(1, true, None), yes(2, false, None)], Response::Rejected);
    }
}
