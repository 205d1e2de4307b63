//! In short: a line for each track and one for the drafts that are denied, built from the lines below.

use armistice_types::case::{ActorKey, Case, RoleKind, Track};
use armistice_types::view::StatementRef;

use super::{Page, actor_name, option_label};
use crate::cite::{as_read_by, speaker};
use crate::clean;
use crate::outline::Line;

/// So many stances of the parties of a track are named; more are counted by issue.
const MOST: usize = 3;

impl Page<'_> {
    pub(super) fn in_short(&self, case: &Case, track: &Track) -> Line {
        let state = self.assessment.tracks.iter().find(|it| it.track == track.id);
        let status = state.map_or_else(|| "unknown".to_owned(), |it| it.status.to_string());
        let counts = self.counts(track);
        if let Some(signed) = state.filter(|it| !it.turns.is_empty()) {
            let own = format!("{status} ({}). In own words on file, before it or since: {counts}{}", signed.because, self.unheard(track));
            let line = Line::new(clean(&track.name), own).from(self.cites.places(&signed.told));
            return Line { marking: line.marking.join(&self.of_issues(&track.id)), ..line };
        }
        let (parties, mut refs) = self.of_parties(case, track);
        let silent = |actor: &ActorKey| self.assessment.not_heard.iter().any(|it| it.actor.as_ref() == Some(actor));
        let told = self.assessment.told_of.iter().filter(|it| it.track == track.id && silent(&it.actor));
        refs.extend(told.map(|it| self.teller(it)));
        let parties = if parties.is_empty() { parties } else { format!(" {parties}") };
        let open = state.filter(|it| !it.ball.is_empty()).map(|it| it.ball.iter().map(|it| clean(&it.name)).collect::<Vec<_>>().join(", "));
        let open = open.map_or_else(String::new, |names| format!("; no answer to the whole of it by {names} on file"));
        let text = format!("{status}{open}.{parties} Issues: {counts}{}", self.unheard(track));
        let (mut sources, mut marking) = self.cites.places(state.map_or(&[][..], |it| it.told.get(..1).unwrap_or(&[])));
        let (more, other) = self.cites.all(&refs);
        sources.extend(more);
        marking = marking.join(&other).join(&self.of_issues(&track.id));
        Line::new(clean(&track.name), text).from((sources, marking)).case_file(track.meta.line)
    }

    /// `1 one-sided, 3 unknown`.
    fn counts(&self, track: &Track) -> String {
        let of = |status| self.assessment.issues.iter().filter(|it| it.track == track.id && it.status == status).count();
        let all = armistice_types::assessment::Status::ALL.iter().map(|status| (status, of(*status)));
        let counts = all.filter(|(_, n)| *n > 0).map(|(status, n)| format!("{n} {status}")).collect::<Vec<_>>().join(", ");
        let issues = self.assessment.issues.iter().filter(|it| it.track == track.id);
        let read = as_read_by(self.view, &issues.flat_map(|it| it.evidence.iter().copied()).collect::<Vec<_>>());
        read.map_or_else(|| counts.clone(), |read| format!("{counts} (partly {read})"))
    }

    /// What each party holds that stands, or that it only hopes or doubts.
    fn of_parties(&self, case: &Case, track: &Track) -> (String, Vec<StatementRef>) {
        let on = |issue| case.issue(issue).is_some_and(|row| row.track == track.id);
        let (mut words, mut refs) = (Vec::new(), Vec::new());
        let stands = |actor: &ActorKey| {
            let own = self.assessment.positions.iter().filter(|it| on(&it.issue) && it.moves_position && !it.superseded);
            own.filter(|it| it.actor == *actor).collect::<Vec<_>>()
        };
        let parties = self.parties(case, &track.id);
        let few = parties.iter().map(|actor| stands(actor).len()).sum::<usize>() <= MOST;
        for actor in parties {
            let (name, own, hopes) = (actor_name(case, actor), stands(actor), self.own_forecasts(case, &track.id, actor));
            if own.is_empty() && !hopes.is_empty() {
                words.push(format!("{name}: hope or doubt, no position."));
                refs.extend(hopes.first());
            }
            for it in own.iter().filter(|_| few) {
                let condition = if it.conditional { " on a condition" } else { "" };
                let read = as_read_by(self.view, &it.evidence).map_or_else(String::new, |read| format!(" ({read})"));
                words.push(format!("{name} {}{condition}: {}{read}.", it.stance, option_label(case, &it.issue, it.option.as_ref())));
                refs.extend(it.evidence.first());
            }
        }
        (words.join(" "), refs)
    }

    /// Parties, and who can spoil a deal, without words of their own.
    fn unheard(&self, track: &Track) -> String {
        let weighs = |role: &RoleKind| matches!(role, RoleKind::MustAssent | RoleKind::CanSpoil);
        let silent = self.assessment.not_heard.iter().filter(|it| it.track.as_ref() == Some(&track.id) && it.roles.iter().any(weighs));
        let told =
            |actor: &Option<ActorKey>| self.assessment.told_of.iter().any(|it| it.track == track.id && Some(&it.actor) == actor.as_ref());
        let via = |actor| if told(actor) { " (only via others)" } else { "" };
        let names: Vec<String> = silent.map(|it| format!("{}{}", clean(&it.name), via(&it.actor))).collect();
        if names.is_empty() { String::new() } else { format!("; not heard in its own words: {}", names.join(", ")) }
    }

    /// Who denies papers, and what that leaves open, where anybody does.
    pub(super) fn denied_in_short(&self) -> Option<Line> {
        use armistice_types::statement::DenialScope::{Authentic, Authorship, Current};
        let of_papers: Vec<_> = self.assessment.denials.iter().filter(|it| matches!(it.scope, Authentic | Authorship | Current)).collect();
        let said = |it: &armistice_types::assessment::Denial| {
            let (filed, statement) = self.view.statement(it.statement)?;
            Some(format!("{}: {}", speaker(filed, statement), it.leaves_open))
        };
        let mut words: Vec<String> = Vec::new();
        for it in of_papers.iter().filter_map(|it| said(it)) {
            if !words.contains(&it) {
                words.push(it);
            }
        }
        let refs: Vec<StatementRef> = of_papers.iter().map(|it| it.statement).collect();
        (!words.is_empty()).then(|| Line::new("Drafts", words.join(". ")).from(self.cites.all(&refs)))
    }
}
