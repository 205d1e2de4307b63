//! The stored form of notes, assessments, kept slots and of what came of outcomes.

use armistice_types::case::{ActorKey, IssueKey, OptionKey, OutcomeKey, TrackKey};
use armistice_types::entries::{Confidence, Evidence, Judgement, Kept, Note, Resolve, Rested, RestedRows, Slot};
use armistice_types::time::Day;
use serde::Deserialize;

use super::on::OnRow;
use crate::rows::Word;

#[derive(Deserialize)]
pub(super) struct NoteRow {
    about: OnRow,
    text: String,
}

impl NoteRow {
    pub(super) fn entry(self) -> Note {
        Note { about: self.about.on(), text: self.text }
    }
}

#[derive(Deserialize)]
struct EvidenceRow {
    digest: String,
    items: Vec<RestedRow>,
    #[serde(default)]
    rows: RowsRow,
}

#[derive(Default, Deserialize)]
struct RowsRow {
    actors: Vec<String>,
    tracks: Vec<String>,
    issues: Vec<String>,
    options: Vec<(String, String)>,
}

impl RowsRow {
    fn rows(self) -> RestedRows {
        RestedRows {
            actors: self.actors.into_iter().map(ActorKey).collect(),
            tracks: self.tracks.into_iter().map(TrackKey).collect(),
            issues: self.issues.into_iter().map(IssueKey).collect(),
            options: self.options.into_iter().map(|(issue, option)| (IssueKey(issue), OptionKey(option))).collect(),
        }
    }
}

#[derive(Deserialize)]
struct RestedRow {
    digest: String,
    report: Option<String>,
    start: Option<usize>,
}

impl EvidenceRow {
    fn evidence(self) -> Evidence {
        let items = self.items.into_iter().map(|it| Rested { digest: it.digest, report: it.report, start: it.start });
        Evidence { digest: self.digest, items: items.collect(), rows: self.rows.rows() }
    }
}

#[derive(Deserialize)]
pub(super) struct JudgementRow {
    about: OnRow,
    text: String,
    why: String,
    confidence: Word<Confidence>,
    evidence: EvidenceRow,
    note: Option<String>,
}

impl JudgementRow {
    pub(super) fn entry(self) -> Judgement {
        Judgement {
            about: self.about.on(),
            text: self.text,
            why: self.why,
            confidence: self.confidence.0,
            evidence: self.evidence.evidence(),
            note: self.note,
        }
    }
}

#[derive(Deserialize)]
pub(super) struct KeptRow {
    slot: Word<Slot>,
    track: Option<String>,
    text: String,
    evidence: EvidenceRow,
    note: Option<String>,
}

impl KeptRow {
    pub(super) fn entry(self) -> Kept {
        Kept { slot: self.slot.0, track: self.track.map(TrackKey), text: self.text, evidence: self.evidence.evidence(), note: self.note }
    }
}

#[derive(Deserialize)]
pub(super) struct ResolveRow {
    outcome: String,
    result: Option<bool>,
    on: Word<Day>,
    note: Option<String>,
}

impl ResolveRow {
    pub(super) fn entry(self) -> Resolve {
        Resolve { outcome: OutcomeKey(self.outcome), result: self.result, on: self.on.0, note: self.note }
    }
}
