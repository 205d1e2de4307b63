//! Parties of which a track has no own words, with what others say of them; and what is told not to be settled.

use armistice_types::assessment::{NotHeard, ToldOf};
use armistice_types::case::{ActorKey, Case, RoleKind, Track, TrackKey};
use armistice_types::conditions::ObstacleKind;
use armistice_types::forecasts::{Forecast, ForecastKind};
use armistice_types::view::StatementRef;

use super::{Page, actor_name};
use crate::cite::{deed, speaker};
use crate::clean;
use crate::outline::Line;

impl Page<'_> {
    /// The parties of a track, in case order.
    pub(super) fn parties<'c>(&self, case: &'c Case, track: &TrackKey) -> Vec<&'c ActorKey> {
        let assents =
            |actor: &ActorKey| case.roles.iter().any(|row| row.track == *track && row.actor == *actor && row.role == RoleKind::MustAssent);
        case.actors.iter().map(|row| &row.id).filter(|actor| assents(actor)).collect()
    }

    /// Has a party a position of its own on an issue of the track?
    pub(super) fn has_position(&self, case: &Case, track: &TrackKey, actor: &ActorKey) -> bool {
        let on = |issue| case.issue(issue).is_some_and(|row| row.track == *track);
        self.assessment.positions.iter().any(|it| it.actor == *actor && on(&it.issue))
    }

    /// A line for each party without a position of its own on the track, then what others say of it.
    pub(super) fn without_own_words(&self, case: &Case, track: &Track) -> Vec<Line> {
        let mut out = Vec::new();
        for actor in self.parties(case, &track.id).into_iter().filter(|actor| !self.has_position(case, &track.id, actor)) {
            let hopes = self.own_forecasts(case, &track.id, actor);
            let text = match hopes.is_empty() {
                true if self.silent(&track.id, actor) => "OWN WORDS: none",
                true => "OWN WORDS on its issues: none",
                false => "OWN WORDS on its issues: none; hope and doubt only",
            };
            let line = Line::new(actor_name(case, actor), text).from(self.cites.all(&hopes));
            out.push(case.actor(actor).filter(|_| hopes.is_empty()).map_or(line.clone(), |row| line.case_file(row.meta.line)));
            let told = self.assessment.told_of.iter().filter(|it| it.track == track.id && it.actor == *actor);
            out.extend(told.filter_map(|it| self.told_of(it)));
        }
        // Who is no party but can spoil a deal is missed as much.
        let spoils = |it: &&NotHeard| it.roles.contains(&RoleKind::CanSpoil) && !it.roles.contains(&RoleKind::MustAssent);
        let silent = self.assessment.not_heard.iter().filter(|it| it.track.as_ref() == Some(&track.id)).filter(spoils);
        out.extend(silent.map(|it| self.on_file(it, Line::new(clean(&it.name), "OWN WORDS: none (can spoil)"))));
        out
    }

    /// Is nothing at all on file that it says itself?
    fn silent(&self, track: &TrackKey, actor: &ActorKey) -> bool {
        self.assessment.not_heard.iter().any(|it| it.track.as_ref() == Some(track) && it.actor.as_ref() == Some(actor))
    }

    /// Hopes and doubts of a party's own people on a track: by their outcome, or because it is a party of no other.
    pub(super) fn own_forecasts(&self, case: &Case, track: &TrackKey, actor: &ActorKey) -> Vec<StatementRef> {
        let only = case.tracks.iter().filter(|row| self.parties(case, &row.id).contains(&actor)).count() == 1;
        let outcome = |it: &Forecast| it.outcome.as_ref().and_then(|id| case.outcomes.iter().find(|row| row.id == *id));
        let on = |it: &&Forecast| outcome(it).map_or(only, |row| row.track == *track);
        let kind = |it: &&Forecast| matches!(it.kind, ForecastKind::Hope | ForecastKind::Doubt);
        let own = self.assessment.forecasts.iter().filter(|it| it.actor.as_ref() == Some(actor) && it.told_by.is_none() && it.named);
        let mut out: Vec<StatementRef> = own.filter(kind).filter(on).flat_map(|it| it.statements.iter().copied()).collect();
        out.sort();
        out
    }

    fn told_of(&self, it: &ToldOf) -> Option<Line> {
        let (filed, statement) = self.view.statement(it.statement)?;
        let outer = statement.within.and_then(|id| filed.reading.statement(id)).filter(|outer| outer.source != statement.source);
        let (by, content) = (speaker(filed, outer.unwrap_or(statement)), self.cites.content(it.statement));
        // "a diplomat said the guards want an assurance": their verb stands with what they are told to want.
        let words = match (outer, statement.cue) {
            (Some(_), Some(cue)) => format!("assert | {} {content}", self.cites.words(filed.number, cue)),
            _ => format!("{} | {content}", deed(filed, statement)),
        };
        let text = format!("not its own words: {by} | {words}");
        Some(Line::new("  others", text).from(self.cites.all(&[self.teller(it)])))
    }

    /// The statement of who tells it: of words within another's, the other's.
    pub(super) fn teller(&self, it: &ToldOf) -> StatementRef {
        let found = self.view.statement(it.statement);
        let outer =
            found.and_then(|(filed, statement)| filed.reading.statement(statement.within?).filter(|it| it.source != statement.source));
        StatementRef { statement: outer.map_or(it.statement.statement, |outer| outer.id), ..it.statement }
    }

    /// What somebody says is not settled yet.
    pub(super) fn not_settled(&self, track: &TrackKey) -> Vec<Line> {
        let open = self.assessment.obstacles.iter().filter(|it| it.kind == ObstacleKind::Unknown && it.track.as_ref() == Some(track));
        open.filter(|it| it.settled.is_none()).map(|it| Line::new("open", self.as_said(it)).from(self.cites.all(&it.evidence))).collect()
    }
}
