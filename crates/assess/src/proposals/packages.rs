//! Several answers that a party puts forward on one occasion, as one report tells it: its terms, in its own words, by one who can speak for it.
//! What it says in another's words makes none; of what it says on a condition only the exchange that it names, which is an offer and no yes.

use std::collections::BTreeMap;

use armistice_types::case::{ActorKey, Case, RoleKind, TrackKey};
use armistice_types::coded::{About, Coded, Stance};
use armistice_types::happenings::Named;
use armistice_types::proposals::{ProposalState, TermState};
use armistice_types::statement::{Act, Statement};
use armistice_types::time::{Edtf, Published};
use armistice_types::view::{Filed, Place};

use super::Row;

/// Who spoke, on which day (of the report where none is told), on which track.
type Occasion = (ActorKey, Option<Edtf>, TrackKey);

/// A row for each party and occasion: what it offers, demands or prefers of two issues or more of one track.
pub(super) fn packages(case: Option<&Case>, filed: &Filed, coded: &Coded) -> Vec<Row> {
    let Some(case) = case else { return Vec::new() };
    let published = filed.reading.report.published.map(Published::day).map(Edtf::day);
    // Half a yes to a mediator's paper is an answer to it, and no offer of one's own.
    let mediates = |key: &ActorKey| case.roles.iter().any(|row| row.actor == *key && row.role == RoleKind::Mediates);
    let sponsors = filed.reading.proposals.iter().flat_map(|it| &it.sponsors);
    let mediated = sponsors.filter_map(|id| coded.actors.get(id)?.actor.as_ref()).any(mediates);
    let mut said: BTreeMap<Occasion, Vec<(&Statement, &About)>> = BTreeMap::new();
    for it in &filed.reading.statements {
        let source = it.source.actor.and_then(|id| coded.actors.get(&id)).filter(|it| it.authority.binds());
        let Some(actor) = source.and_then(|it| it.actor.clone()) else { continue };
        if it.within.is_some() || !it.via.is_empty() || it.negated {
            continue;
        }
        let rows = coded.about.get(&it.id).map_or(&[][..], Vec::as_slice);
        // "Would take six years if a panel must consent": what is given and what is asked for it are one offer, and no yes.
        let gives = rows.iter().any(|about| about.own_words && about.stance.is_yes());
        let asks = rows.iter().any(|about| about.own_words && about.stance == Stance::Demands);
        let exchange = !it.conditions.is_empty();
        if exchange && (!(gives && asks) || mediated) {
            continue;
        }
        // "We ask the commission to send an observer": who is spoken to is no term.
        let spoken_to = |about: &About| {
            let mut mentions = it.addressees.iter().filter_map(|id| filed.reading.actor(*id)).flat_map(|actor| &actor.mentions);
            mentions.any(|span| about.matched.iter().any(|matched| matched.overlaps(*span)))
        };
        let asked = |about: &About| about.stance == Stance::Prefers && matches!(it.act, Act::Ask | Act::Appeal);
        let put = |about: &&About| about.own_words && about.option.is_some() && !spoken_to(about) && !asked(about);
        for about in rows.iter().filter(put) {
            let track = case.issue(&about.issue).map(|issue| issue.track.clone());
            let forward = matches!(about.stance, Stance::Offers | Stance::Demands | Stance::Prefers) || exchange && about.stance.is_yes();
            if let Some(track) = track.filter(|_| forward) {
                said.entry((actor.clone(), it.said_on.or(published), track)).or_default().push((it, about));
            }
        }
    }
    said.into_iter().filter_map(|((actor, day, track), rows)| package(case, filed, (actor, day, track), &rows)).collect()
}

fn package(case: &Case, filed: &Filed, (actor, day, track): Occasion, rows: &[(&Statement, &About)]) -> Option<Row> {
    let index = filed.reading.report.text.index();
    // Two answers to one issue: which of them is put forward is not told.
    let one = |about: &About| rows.iter().all(|(_, other)| other.issue != about.issue || other.option == about.option);
    let first = |n: usize| rows[..n].iter().all(|(_, other)| other.issue != rows[n].1.issue);
    let kept: Vec<&(&Statement, &About)> = (0..rows.len()).filter(|&n| one(rows[n].1) && first(n)).map(|n| &rows[n]).collect();
    // One answer alone is a position.
    if kept.len() < 2 || kept.iter().all(|(_, about)| about.stance == Stance::Prefers) {
        return None;
    }
    let place = |span| Place { report: filed.number, span };
    let term = |about: &About| {
        let span = about.matched.first().copied()?;
        let text = index.quote(span)?.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(TermState { text, option: about.option.clone().map(|option| (about.issue.clone(), option)), place: place(span) })
    };
    let mut terms: Vec<TermState> = kept.iter().filter_map(|(_, about)| term(about)).collect();
    terms.sort_by_key(|term| term.place);
    let name = case.actor(&actor).map_or_else(|| actor.to_string(), |row| row.name.clone());
    let mut evidence: Vec<Place> = kept.iter().filter_map(|(it, _)| it.content.first()).map(|span| place(*span)).collect();
    evidence.sort();
    evidence.dedup();
    let state = ProposalState {
        id: String::new(),
        track: Some(track),
        track_from: None,
        name: String::new(),
        kind: None,
        version: None,
        sponsors: vec![Named { name, actor: Some(actor) }],
        discussed_by: Vec::new(),
        terms,
        day,
        day_stated: kept.iter().any(|(it, _)| it.said_on.is_some()),
        earlier: None,
        earlier_told: false,
        superseded_by: None,
        answers: Vec::new(),
        custody: Vec::new(),
        ball: Vec::new(),
        ball_because: None,
        ball_evidence: Vec::new(),
        elements: Vec::new(),
        marking: kept.iter().fold(filed.marking.clone(), |all, (it, _)| all.join(filed.marking_at(it.id))),
        evidence,
    };
    Some(Row { state, proper: None, earlier: None, told: false, joined: None })
}
