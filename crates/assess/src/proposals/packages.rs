//! Several answers that a party puts forward in one breath: its terms, in its own words, by one who can speak for it.
//! What it says on a condition, or in another's words, makes none.

use armistice_types::case::Case;
use armistice_types::coded::{About, Coded, Stance};
use armistice_types::happenings::Named;
use armistice_types::proposals::{ProposalState, TermState};
use armistice_types::statement::Statement;
use armistice_types::text::CharIndex;
use armistice_types::time::{Edtf, Published};
use armistice_types::view::{Filed, Place};

use super::Row;

/// A row for each statement that offers or demands options of two issues or more of one track.
pub(super) fn packages(case: Option<&Case>, filed: &Filed, coded: &Coded) -> Vec<Row> {
    let Some(case) = case else { return Vec::new() };
    let index = filed.reading.report.text.index();
    filed.reading.statements.iter().filter_map(|it| package(case, filed, coded, &index, it)).collect()
}

fn package(case: &Case, filed: &Filed, coded: &Coded, index: &CharIndex<'_>, it: &Statement) -> Option<Row> {
    let source = it.source.actor.and_then(|id| coded.actors.get(&id)).filter(|it| it.authority.binds())?;
    if it.within.is_some() || !it.via.is_empty() || !it.conditions.is_empty() || it.negated {
        return None;
    }
    let put = |about: &&About| about.own_words && about.option.is_some() && matches!(about.stance, Stance::Offers | Stance::Demands);
    let rows: Vec<&About> = coded.about.get(&it.id)?.iter().filter(put).collect();
    let mut issues: Vec<_> = rows.iter().map(|about| &about.issue).collect();
    issues.dedup();
    // Two answers to one issue are no package.
    if issues.len() < 2 || issues.len() != rows.len() {
        return None;
    }
    let mut tracks = issues.iter().filter_map(|issue| case.issue(issue)).map(|issue| &issue.track);
    let track = tracks.next().cloned()?;
    if tracks.any(|other| *other != track) {
        return None;
    }
    let place = |span| Place { report: filed.number, span };
    let term = |about: &&About| {
        let span = about.matched.first().copied()?;
        let text = index.quote(span)?.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(TermState { text, option: about.option.clone().map(|option| (about.issue.clone(), option)), place: place(span) })
    };
    let mut terms: Vec<TermState> = rows.iter().filter_map(term).collect();
    terms.sort_by_key(|term| term.place);
    let actor = source.actor.clone()?;
    let name = case.actor(&actor).map_or_else(|| actor.to_string(), |row| row.name.clone());
    let published = filed.reading.report.published.map(Published::day).map(Edtf::day);
    let state = ProposalState {
        id: String::new(),
        track: Some(track),
        name: String::new(),
        kind: None,
        version: None,
        sponsors: vec![Named { name, actor: Some(actor) }],
        discussed_by: Vec::new(),
        terms,
        day: it.said_on.or(published),
        day_stated: it.said_on.is_some(),
        earlier: None,
        superseded_by: None,
        answers: Vec::new(),
        custody: Vec::new(),
        ball: Vec::new(),
        ball_because: None,
        ball_evidence: Vec::new(),
        elements: Vec::new(),
        marking: filed.marking.clone(),
        evidence: it.content.first().map(|span| place(*span)).into_iter().collect(),
    };
    Some(Row { state, proper: None, earlier: None, joined: None })
}
