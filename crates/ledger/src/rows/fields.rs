//! The fields of a stored reading, as they stand in its JSON.

use std::fmt::Display;
use std::str::FromStr;

use armistice_types::text::Span;
use serde::{Deserialize, Deserializer};

/// A value that is stored as its word.
pub(crate) struct Word<T>(pub(crate) T);

impl<'de, T: FromStr<Err: Display>> Deserialize<'de> for Word<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map(Self).map_err(serde::de::Error::custom)
    }
}

#[derive(Deserialize, Clone, Copy)]
pub(super) struct SpanRow {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl SpanRow {
    pub(super) fn span(self) -> Result<Span, String> {
        Span::new(self.start, self.end).ok_or_else(|| format!("span {}..{} runs backwards", self.start, self.end))
    }
}

#[derive(Deserialize)]
pub(super) struct ReadingRow {
    pub(super) schema: u32,
    pub(super) integrity: Word<armistice_types::report::Integrity>,
    pub(super) sentences: Vec<SpanRow>,
    pub(super) actors: Vec<ActorRow>,
    pub(super) statements: Vec<StatementRow>,
    pub(super) events: Vec<EventRow>,
    pub(super) proposals: Vec<ProposalRow>,
    pub(super) problems: Vec<ProblemRow>,
    /// Readings before this field have none.
    #[serde(default)]
    pub(super) dates: Vec<DateRow>,
}

#[derive(Deserialize)]
pub(super) struct DateRow {
    #[serde(flatten)]
    pub(super) span: SpanRow,
    pub(super) text: String,
    pub(super) edtf: Option<Word<armistice_types::dates::Value>>,
}

#[derive(Deserialize)]
pub(super) struct ActorRow {
    pub(super) id: Word<armistice_types::statement::ActorId>,
    pub(super) name: String,
    pub(super) kind: Word<armistice_types::statement::ActorKind>,
    pub(super) roles: Vec<String>,
    pub(super) affiliation: Option<String>,
    pub(super) count: Option<u32>,
    pub(super) mentions: Vec<SpanRow>,
}

#[derive(Deserialize)]
pub(super) struct SourceRow {
    pub(super) actor: Option<Word<armistice_types::statement::ActorId>>,
    pub(super) span: Option<SpanRow>,
    pub(super) anonymity: Word<armistice_types::statement::Anonymity>,
    #[serde(default)]
    pub(super) count: Option<u32>,
}

#[derive(Deserialize)]
pub(super) struct HorizonRow {
    pub(super) from: Option<Word<armistice_types::time::Day>>,
    pub(super) to: Option<Word<armistice_types::time::Day>>,
    pub(super) text: String,
}

#[derive(Deserialize)]
pub(super) struct DeniesRow {
    pub(super) scope: Word<armistice_types::statement::DenialScope>,
    pub(super) of: String,
}

#[derive(Deserialize)]
pub(super) struct StatementRow {
    pub(super) id: Word<armistice_types::statement::StatementId>,
    pub(super) source: SourceRow,
    pub(super) via: Vec<Word<armistice_types::statement::ActorId>>,
    pub(super) cue: Option<SpanRow>,
    pub(super) content: Vec<SpanRow>,
    pub(super) quote: Word<armistice_types::statement::Quote>,
    pub(super) addressees: Vec<Word<armistice_types::statement::ActorId>>,
    pub(super) medium: Option<String>,
    pub(super) said_on: Option<Word<armistice_types::time::Edtf>>,
    pub(super) act: Word<armistice_types::statement::Act>,
    pub(super) negated: bool,
    pub(super) certainty: Word<armistice_types::statement::Certainty>,
    pub(super) within: Option<Word<armistice_types::statement::StatementId>>,
    pub(super) conditions: Vec<SpanRow>,
    pub(super) horizon: Option<HorizonRow>,
    pub(super) denies: Option<DeniesRow>,
}

#[derive(Deserialize)]
pub(super) struct EventRow {
    pub(super) id: Word<armistice_types::statement::EventId>,
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) mode: Option<String>,
    pub(super) actors: Vec<Word<armistice_types::statement::ActorId>>,
    pub(super) recipients: Vec<Word<armistice_types::statement::ActorId>>,
    #[serde(rename = "where")]
    pub(super) place: Option<String>,
    pub(super) when: Option<Word<armistice_types::time::Edtf>>,
    pub(super) modality: Word<armistice_types::statement::Modality>,
    /// Older readings lack it.
    #[serde(default)]
    pub(super) told_by: Option<Word<armistice_types::statement::ActorId>>,
    pub(super) span: SpanRow,
}

#[derive(Deserialize)]
pub(super) struct TermRow {
    pub(super) text: String,
    pub(super) start: usize,
    pub(super) end: usize,
}

#[derive(Deserialize)]
pub(super) struct ProposalRow {
    pub(super) id: Word<armistice_types::statement::ProposalId>,
    pub(super) name: Option<String>,
    pub(super) kind: Option<Word<armistice_types::statement::ProposalKind>>,
    pub(super) version: Option<String>,
    pub(super) sponsors: Vec<Word<armistice_types::statement::ActorId>>,
    pub(super) discussed_by: Vec<Word<armistice_types::statement::ActorId>>,
    pub(super) terms: Vec<TermRow>,
    pub(super) earlier: Option<Word<armistice_types::statement::ProposalId>>,
    #[serde(default)]
    pub(super) earlier_told: bool,
    pub(super) when: Option<Word<armistice_types::time::Edtf>>,
    pub(super) answers: Vec<AnswerRow>,
    pub(super) custody: Vec<CustodyRow>,
    pub(super) span: SpanRow,
    pub(super) mentions: Vec<SpanRow>,
}

#[derive(Deserialize)]
pub(super) struct AnswerRow {
    pub(super) by: Word<armistice_types::statement::ActorId>,
    pub(super) response: Word<armistice_types::statement::Response>,
    pub(super) when: Option<Word<armistice_types::time::Edtf>>,
    pub(super) span: SpanRow,
}

#[derive(Deserialize)]
pub(super) struct CustodyRow {
    pub(super) from: Vec<Word<armistice_types::statement::ActorId>>,
    pub(super) to: Vec<Word<armistice_types::statement::ActorId>>,
    pub(super) when: Option<Word<armistice_types::time::Edtf>>,
    pub(super) how: Option<String>,
    pub(super) span: SpanRow,
}

#[derive(Deserialize)]
pub(super) struct ProblemRow {
    pub(super) code: Word<armistice_types::problem::Code>,
    pub(super) start: Option<usize>,
    pub(super) end: Option<usize>,
    pub(super) message: String,
    pub(super) hint: Option<String>,
}
