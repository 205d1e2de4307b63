//! The stored form of preferences and reservation values.

use armistice_types::case::{ActorKey, IssueKey, OptionKey, TrackKey};
use armistice_types::entries::{Basis, PreferenceEntry, ReservationEntry};
use serde::Deserialize;

use crate::rows::Word;

#[derive(Deserialize)]
pub(super) struct PreferenceRow {
    party: String,
    issue: String,
    weight: String,
    scores: Vec<(String, String)>,
    basis: Word<Basis>,
    note: Option<String>,
}

impl PreferenceRow {
    pub(super) fn entry(self) -> PreferenceEntry {
        PreferenceEntry {
            party: ActorKey(self.party),
            issue: IssueKey(self.issue),
            weight: self.weight,
            scores: self.scores.into_iter().map(|(option, score)| (OptionKey(option), score)).collect(),
            basis: self.basis.0,
            note: self.note,
        }
    }
}

#[derive(Deserialize)]
pub(super) struct ReservationRow {
    party: String,
    track: String,
    value: String,
    basis: Word<Basis>,
    note: Option<String>,
}

impl ReservationRow {
    pub(super) fn entry(self) -> ReservationEntry {
        ReservationEntry {
            party: ActorKey(self.party),
            track: TrackKey(self.track),
            value: self.value,
            basis: self.basis.0,
            note: self.note,
        }
    }
}
