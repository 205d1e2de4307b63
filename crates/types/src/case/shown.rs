//! What of a case may be shown to whom, and when.

use super::{ActorKey, Case, IssueKey, OptionKey, RowMeta, TrackKey};
use crate::marking::Clearance;
use crate::time::Known;

impl Case {
    /// The case as it may be shown to `clearance` at the moment `known`: rows above the one or
    /// after the other are gone, and so is every row that would point at a row that is gone.
    #[must_use]
    pub fn visible(&self, clearance: &Clearance, known: Known) -> Self {
        let mut case = self.clone();
        let shown = |meta: &RowMeta| meta.marking.visible_to(clearance) && meta.known.is_none_or(|at| at <= known);
        case.actors.retain(|row| shown(&row.meta));
        case.tracks.retain(|row| shown(&row.meta));
        let actors: Vec<ActorKey> = case.actors.iter().map(|row| row.id.clone()).collect();
        let tracks: Vec<TrackKey> = case.tracks.iter().map(|row| row.id.clone()).collect();
        for track in &mut case.tracks {
            track.linked_to.retain(|id| tracks.contains(id));
        }
        case.persons.retain(|row| shown(&row.meta) && row.affiliation.as_ref().is_none_or(|id| actors.contains(id)));
        case.roles.retain(|row| {
            shown(&row.meta)
                && tracks.contains(&row.track)
                && actors.contains(&row.actor)
                && row.principal.as_ref().is_none_or(|id| actors.contains(id))
        });
        case.issues.retain(|row| shown(&row.meta) && tracks.contains(&row.track));
        for issue in &mut case.issues {
            issue.options.retain(|row| shown(&row.meta));
        }
        let options: Vec<(IssueKey, OptionKey)> =
            case.issues.iter().flat_map(|issue| issue.options.iter().map(|row| (issue.id.clone(), row.id.clone()))).collect();
        case.exclusions.retain(|row| shown(&row.meta) && row.options.iter().all(|pair| options.contains(pair)));
        case.clocks.retain(|row| shown(&row.meta));
        case.outcomes.retain(|row| shown(&row.meta) && tracks.contains(&row.track));
        case.preferences
            .retain(|row| shown(&row.meta) && actors.contains(&row.party) && case.issues.iter().any(|issue| issue.id == row.issue));
        for row in &mut case.preferences {
            row.scores.retain(|(option, _)| options.iter().any(|(issue, id)| (issue, id) == (&row.issue, option)));
        }
        case.reservations.retain(|row| shown(&row.meta) && actors.contains(&row.party) && tracks.contains(&row.track));
        for clock in &mut case.clocks {
            clock.tracks.retain(|id| tracks.contains(id));
        }
        for outcome in &mut case.outcomes {
            if outcome.resolved_known.is_some_and(|at| at > known) {
                (outcome.result, outcome.resolved, outcome.resolved_known) = (None, None, None);
            }
        }
        case
    }
}
