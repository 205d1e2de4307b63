//! What others say of a party in words that no option of the case is tied to: "there is doubt that the guards will sign", "the guards want an
//! assurance, a diplomat said". Own words, and accounts of a stance on an option, are left to `positions`.
//!
//! ## Does not find
//! What is said of a party in the middle of other words; whatever of which the track is not told; and no yes, offer or promise: an account
//! of one stands with the option it is of, or nowhere.

use std::collections::BTreeMap;

use armistice_types::assessment::ToldOf;
use armistice_types::case::{ActorKey, Case, TrackKey};
use armistice_types::coded::Coded;
use armistice_types::statement::{Act, Statement, is_a_yes};
use armistice_types::text::CharIndex;
use armistice_types::time::{Day, Published};
use armistice_types::view::{Filed, StatementRef, View};

use crate::roles::{leads, named};
use crate::status;

/// So many of one party on one track are kept, the newest.
const MOST: usize = 3;

/// By track, party, then newest first.
pub(crate) fn told_of(view: &View, coded: &[Coded]) -> Vec<ToldOf> {
    let Some(case) = &view.case else { return Vec::new() };
    let mut out: Vec<(Option<Day>, ToldOf)> = Vec::new();
    for (filed, coded) in view.reports.iter().zip(coded) {
        let report = Report { case, filed, coded, index: filed.reading.report.text.index(), today: status::day_of(view) };
        let found: Vec<(&Statement, ActorKey, TrackKey)> =
            filed.reading.statements.iter().filter_map(|it| report.of_whom(it).map(|(actor, track)| (it, actor, track))).collect();
        // Of a saying within a saying the inner one is kept.
        let outer = |id| found.iter().any(|(it, ..)| it.within == Some(id));
        for (it, actor, track) in found.iter().filter(|(it, ..)| !outer(it.id)) {
            let statement = StatementRef { report: filed.number, statement: it.id };
            let day = it.said_on.and_then(|day| day.to).or_else(|| filed.reading.report.published.map(Published::day));
            out.push((day, ToldOf { track: track.clone(), actor: actor.clone(), statement, marking: filed.marking_at(it.id).clone() }));
        }
    }
    let track = |key: &TrackKey| case.tracks.iter().position(|row| row.id == *key);
    let actor = |key: &ActorKey| case.actors.iter().position(|row| row.id == *key);
    out.sort_by_key(|(day, it)| (track(&it.track), actor(&it.actor), std::cmp::Reverse((*day, it.statement))));
    let mut counts: BTreeMap<(TrackKey, ActorKey), usize> = BTreeMap::new();
    let mut fits = |it: &ToldOf| {
        let count = counts.entry((it.track.clone(), it.actor.clone())).or_default();
        *count += 1;
        *count <= MOST
    };
    out.into_iter().map(|(_, it)| it).filter(|it| fits(it)).collect()
}

struct Report<'v> {
    case: &'v Case,
    filed: &'v Filed,
    coded: &'v Coded,
    index: CharIndex<'v>,
    today: Day,
}

impl Report<'_> {
    /// The party that somebody else speaks of, and the one track that it can be about.
    fn of_whom(&self, it: &Statement) -> Option<(ActorKey, TrackKey)> {
        let shown = matches!(it.act, Act::Assert | Act::Demand | Act::Reject | Act::Doubt | Act::Predict | Act::Hope | Act::Condition);
        if !shown || it.act != Act::Doubt && self.tells_a_yes(it) || self.coded.about.get(&it.id).is_some_and(|all| !all.is_empty()) {
            return None;
        }
        let text: String = it.content.iter().filter_map(|span| self.index.quote(*span)).collect::<Vec<_>>().join(" ");
        let own = self.side(it);
        let outer = it.within.and_then(|id| self.filed.reading.statement(id));
        let relayed = outer.is_some_and(|outer| self.side(outer) != own);
        let actor = if relayed { own? } else { leads(self.case, &text).filter(|actor| own.as_ref() != Some(actor))? };
        let mut keys = named(self.case, &text);
        keys.push(actor.clone());
        let assents = |track: &TrackKey, key: &ActorKey| status::parties(self.case, track, self.today).contains(key);
        let tracks = || self.case.tracks.iter().map(|row| &row.id);
        keys.retain(|key| tracks().any(|track| assents(track, key)));
        let mut on = tracks().filter(|track| assents(track, &actor) && keys.iter().all(|key| assents(track, key)));
        let one = on.next().filter(|_| on.next().is_none())?;
        Some((actor, one.clone()))
    }

    /// Do the words tell that somebody agreed, offered or promised?
    fn tells_a_yes(&self, it: &Statement) -> bool {
        let reading = &self.filed.reading;
        let inside = |span| it.content.iter().any(|part| part.overlaps(span));
        let nested = |inner: &&Statement| inner.within == Some(it.id) && matches!(inner.act, Act::Accept | Act::Offer | Act::Promise);
        reading.events.iter().any(|event| is_a_yes(&event.kind) && inside(event.span))
            || reading.statements.iter().any(|other| nested(&other))
    }

    /// The case actor whose side speaks.
    fn side(&self, it: &Statement) -> Option<ActorKey> {
        self.coded.actors.get(&it.source.actor?)?.actor.clone()
    }
}
