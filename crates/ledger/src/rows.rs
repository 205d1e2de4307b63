//! The stored form of reports and readings, version 1: the public JSON, read back here and nowhere
//! else. The text is stored once, with the report.

use std::fmt::Display;
use std::str::FromStr;

use armistice_types::marking::AttributionLevel;
use armistice_types::problem::Problem;
use armistice_types::report::Report;
use armistice_types::statement::{Actor, Answer, Custody, Denies, Event, Horizon, Proposal, Reading, Source, Statement, Term};
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

fn bare<T>(list: Vec<Word<T>>) -> Vec<T> {
    list.into_iter().map(|it| it.0).collect()
}

#[derive(Deserialize, Clone, Copy)]
struct SpanRow {
    start: usize,
    end: usize,
}

impl SpanRow {
    fn span(self) -> Result<Span, String> {
        Span::new(self.start, self.end).ok_or_else(|| format!("span {}..{} runs backwards", self.start, self.end))
    }
}

fn spans(rows: Vec<SpanRow>) -> Result<Vec<Span>, String> {
    rows.into_iter().map(SpanRow::span).collect()
}

fn span(row: Option<SpanRow>) -> Result<Option<Span>, String> {
    row.map(SpanRow::span).transpose()
}

/// A report as stored: what the document says of itself, and how it may be attributed.
#[derive(Deserialize)]
pub(crate) struct ReportRow {
    attribution: Word<AttributionLevel>,
    report: ReportFields,
}

#[derive(Deserialize)]
struct ReportFields {
    id: String,
    path: String,
    title: Option<String>,
    outlet: Option<String>,
    author: Option<String>,
    url: Option<String>,
    published: Option<Word<armistice_types::time::Published>>,
    language: Option<String>,
    kind: Word<armistice_types::report::ReportKind>,
    integrity: Word<armistice_types::report::Integrity>,
    text: String,
    #[serde(default)]
    day: Option<Word<armistice_types::time::Day>>,
}

/// The JSON that a report is stored as. An instant keeps the civil day it fell on where it was issued.
pub(crate) fn report_json(report: &Report, attribution: AttributionLevel) -> Result<String, serde_json::Error> {
    let mut value = serde_json::to_value(report)?;
    if let (Some(object), Some(published)) = (value.as_object_mut(), report.published) {
        object.insert("day".to_owned(), serde_json::to_value(published.day())?);
    }
    serde_json::to_string(&serde_json::json!({"v": 1, "attribution": attribution, "report": value}))
}

/// Reads a report back.
pub(crate) fn report(content: &str) -> Result<(Report, AttributionLevel), String> {
    use armistice_types::time::Published;
    let row: ReportRow = serde_json::from_str(content).map_err(|err| err.to_string())?;
    let it = row.report;
    let published = match (it.published.map(|it| it.0), it.day) {
        (Some(Published::Instant(at, _)), Some(day)) => Some(Published::Instant(at, day.0)),
        (published, _) => published,
    };
    let report = Report {
        id: it.id,
        path: it.path,
        title: it.title,
        outlet: it.outlet,
        author: it.author,
        url: it.url,
        published,
        language: it.language,
        kind: it.kind.0,
        integrity: it.integrity.0,
        text: it.text.into(),
    };
    Ok((report, row.attribution.0))
}

#[derive(Deserialize)]
struct ReadingRow {
    schema: u32,
    integrity: Word<armistice_types::report::Integrity>,
    sentences: Vec<SpanRow>,
    actors: Vec<ActorRow>,
    statements: Vec<StatementRow>,
    events: Vec<EventRow>,
    proposals: Vec<ProposalRow>,
    problems: Vec<ProblemRow>,
}

#[derive(Deserialize)]
struct ActorRow {
    id: Word<armistice_types::statement::ActorId>,
    name: String,
    kind: Word<armistice_types::statement::ActorKind>,
    roles: Vec<String>,
    affiliation: Option<String>,
    count: Option<u32>,
    mentions: Vec<SpanRow>,
}

#[derive(Deserialize)]
struct SourceRow {
    actor: Option<Word<armistice_types::statement::ActorId>>,
    span: Option<SpanRow>,
    anonymity: Word<armistice_types::statement::Anonymity>,
    #[serde(default)]
    count: Option<u32>,
}

#[derive(Deserialize)]
struct HorizonRow {
    from: Option<Word<armistice_types::time::Day>>,
    to: Option<Word<armistice_types::time::Day>>,
    text: String,
}

#[derive(Deserialize)]
struct DeniesRow {
    scope: Word<armistice_types::statement::DenialScope>,
    of: String,
}

#[derive(Deserialize)]
struct StatementRow {
    id: Word<armistice_types::statement::StatementId>,
    source: SourceRow,
    via: Vec<Word<armistice_types::statement::ActorId>>,
    cue: Option<SpanRow>,
    content: Vec<SpanRow>,
    quote: Word<armistice_types::statement::Quote>,
    addressees: Vec<Word<armistice_types::statement::ActorId>>,
    medium: Option<String>,
    said_on: Option<Word<armistice_types::time::Edtf>>,
    act: Word<armistice_types::statement::Act>,
    negated: bool,
    certainty: Word<armistice_types::statement::Certainty>,
    within: Option<Word<armistice_types::statement::StatementId>>,
    conditions: Vec<SpanRow>,
    horizon: Option<HorizonRow>,
    denies: Option<DeniesRow>,
}

#[derive(Deserialize)]
struct EventRow {
    id: Word<armistice_types::statement::EventId>,
    #[serde(rename = "type")]
    kind: String,
    mode: Option<String>,
    actors: Vec<Word<armistice_types::statement::ActorId>>,
    recipients: Vec<Word<armistice_types::statement::ActorId>>,
    #[serde(rename = "where")]
    place: Option<String>,
    when: Option<Word<armistice_types::time::Edtf>>,
    modality: Word<armistice_types::statement::Modality>,
    /// Older readings lack it.
    #[serde(default)]
    told_by: Option<Word<armistice_types::statement::ActorId>>,
    span: SpanRow,
}

#[derive(Deserialize)]
struct TermRow {
    text: String,
    start: usize,
    end: usize,
}

#[derive(Deserialize)]
struct ProposalRow {
    id: Word<armistice_types::statement::ProposalId>,
    name: Option<String>,
    kind: Option<Word<armistice_types::statement::ProposalKind>>,
    version: Option<String>,
    sponsors: Vec<Word<armistice_types::statement::ActorId>>,
    discussed_by: Vec<Word<armistice_types::statement::ActorId>>,
    terms: Vec<TermRow>,
    earlier: Option<Word<armistice_types::statement::ProposalId>>,
    #[serde(default)]
    earlier_told: bool,
    when: Option<Word<armistice_types::time::Edtf>>,
    answers: Vec<AnswerRow>,
    custody: Vec<CustodyRow>,
    span: SpanRow,
    mentions: Vec<SpanRow>,
}

#[derive(Deserialize)]
struct AnswerRow {
    by: Word<armistice_types::statement::ActorId>,
    response: Word<armistice_types::statement::Response>,
    when: Option<Word<armistice_types::time::Edtf>>,
    span: SpanRow,
}

#[derive(Deserialize)]
struct CustodyRow {
    from: Vec<Word<armistice_types::statement::ActorId>>,
    to: Vec<Word<armistice_types::statement::ActorId>>,
    when: Option<Word<armistice_types::time::Edtf>>,
    how: Option<String>,
    span: SpanRow,
}

#[derive(Deserialize)]
struct ProblemRow {
    code: Word<armistice_types::problem::Code>,
    start: Option<usize>,
    end: Option<usize>,
    message: String,
    hint: Option<String>,
}

/// The JSON that a reading is stored as: the public object without its report, which has an entry of its own.
pub(crate) fn reading_json(reading: &Reading) -> Result<String, serde_json::Error> {
    let mut value = serde_json::to_value(reading)?;
    if let Some(object) = value.as_object_mut() {
        object.shift_remove("report");
        object.insert("integrity".to_owned(), serde_json::to_value(reading.report.integrity)?);
    }
    serde_json::to_string(&value)
}

/// Reads a reading back, of the report given.
pub(crate) fn reading(content: &str, mut report: Report) -> Result<Reading, String> {
    let row: ReadingRow = serde_json::from_str(content).map_err(|err| err.to_string())?;
    report.integrity = row.integrity.0;
    Ok(Reading {
        schema: row.schema,
        report,
        sentences: spans(row.sentences)?,
        actors: row.actors.into_iter().map(actor).collect::<Result<_, _>>()?,
        statements: row.statements.into_iter().map(statement).collect::<Result<_, _>>()?,
        events: row.events.into_iter().map(event).collect::<Result<_, _>>()?,
        proposals: row.proposals.into_iter().map(proposal).collect::<Result<_, _>>()?,
        problems: row.problems.into_iter().map(problem).collect::<Result<_, _>>()?,
    })
}

fn actor(it: ActorRow) -> Result<Actor, String> {
    let mentions = spans(it.mentions)?;
    Ok(Actor {
        id: it.id.0,
        name: it.name,
        kind: it.kind.0,
        roles: it.roles,
        affiliation: it.affiliation,
        count: it.count,
        mentions,
        case_id: None,
    })
}

fn statement(it: StatementRow) -> Result<Statement, String> {
    let source = Source {
        actor: it.source.actor.map(|it| it.0),
        span: span(it.source.span)?,
        anonymity: it.source.anonymity.0,
        count: it.source.count,
    };
    Ok(Statement {
        id: it.id.0,
        source,
        via: bare(it.via),
        cue: span(it.cue)?,
        content: spans(it.content)?,
        quote: it.quote.0,
        addressees: bare(it.addressees),
        medium: it.medium,
        said_on: it.said_on.map(|it| it.0),
        act: it.act.0,
        negated: it.negated,
        certainty: it.certainty.0,
        within: it.within.map(|it| it.0),
        conditions: spans(it.conditions)?,
        horizon: it.horizon.map(|it| Horizon { from: it.from.map(|it| it.0), to: it.to.map(|it| it.0), text: it.text }),
        denies: it.denies.map(|it| Denies { scope: it.scope.0, of: it.of }),
        about: Vec::new(),
    })
}

fn event(it: EventRow) -> Result<Event, String> {
    Ok(Event {
        id: it.id.0,
        kind: it.kind,
        mode: it.mode,
        actors: bare(it.actors),
        recipients: bare(it.recipients),
        place: it.place,
        when: it.when.map(|it| it.0),
        modality: it.modality.0,
        told_by: it.told_by.map(|it| it.0),
        span: it.span.span()?,
    })
}

fn proposal(it: ProposalRow) -> Result<Proposal, String> {
    let term = |it: TermRow| Ok::<_, String>(Term { text: it.text, span: SpanRow { start: it.start, end: it.end }.span()? });
    let answer = |it: AnswerRow| {
        Ok::<_, String>(Answer { by: it.by.0, response: it.response.0, when: it.when.map(|it| it.0), span: it.span.span()? })
    };
    let custody = |it: CustodyRow| {
        let (from, to) = (bare(it.from), bare(it.to));
        Ok::<_, String>(Custody { from, to, when: it.when.map(|it| it.0), how: it.how, span: it.span.span()? })
    };
    Ok(Proposal {
        id: it.id.0,
        name: it.name,
        kind: it.kind.map(|it| it.0),
        version: it.version,
        sponsors: bare(it.sponsors),
        discussed_by: bare(it.discussed_by),
        terms: it.terms.into_iter().map(term).collect::<Result<_, _>>()?,
        earlier: it.earlier.map(|it| it.0),
        earlier_told: it.earlier_told,
        when: it.when.map(|it| it.0),
        answers: it.answers.into_iter().map(answer).collect::<Result<_, _>>()?,
        custody: it.custody.into_iter().map(custody).collect::<Result<_, _>>()?,
        span: it.span.span()?,
        mentions: spans(it.mentions)?,
    })
}

fn problem(it: ProblemRow) -> Result<Problem, String> {
    let span = match (it.start, it.end) {
        (Some(start), Some(end)) => Some(SpanRow { start, end }.span()?),
        _ => None,
    };
    Ok(Problem { code: it.code.0, span, message: it.message, hint: it.hint })
}
