//! In short: a line for each track.

use armistice_types::case::{RoleKind, Track};

use super::Page;
use crate::clean;
use crate::outline::Line;

impl Page<'_> {
    pub(super) fn in_short(&self, track: &Track) -> Line {
        let state = self.assessment.tracks.iter().find(|it| it.track == track.id);
        let issues: Vec<_> = self.assessment.issues.iter().filter(|it| it.track == track.id).collect();
        let mut counts: Vec<String> = Vec::new();
        for status in armistice_types::assessment::Status::ALL {
            let n = issues.iter().filter(|it| it.status == *status).count();
            if n > 0 {
                counts.push(format!("{n} {status}"));
            }
        }
        let silent: Vec<String> = self
            .assessment
            .not_heard
            .iter()
            .filter(|it| it.track.as_ref() == Some(&track.id) && it.roles.contains(&RoleKind::MustAssent))
            .map(|it| clean(&it.name))
            .collect();
        let silent = if silent.is_empty() { String::new() } else { format!("; not heard in its own words: {}", silent.join(", ")) };
        let status = state.map_or_else(|| "unknown".to_owned(), |it| it.status.to_string());
        let Some(signed) = state.filter(|it| !it.turns.is_empty()) else {
            return Line::new(clean(&track.name), format!("{status}. Issues: {}{silent}", counts.join(", "))).case_file(track.meta.line);
        };
        let own = format!("{status} ({}). In own words on file, before it or since: {}{silent}", signed.because, counts.join(", "));
        Line::new(clean(&track.name), own).from(self.cites.places(&signed.told))
    }
}
