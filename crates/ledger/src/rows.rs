//! The stored form of reports (`report`) and readings, version 1: the public JSON, read back here and nowhere else. The text is stored once,
//! with the report. `fields` are the rows as they are stored; here they become what the program works with.

mod case;
mod fields;
mod report;

use armistice_types::dates::DateMention;
use armistice_types::problem::Problem;
use armistice_types::report::Report;
use armistice_types::statement::{Actor, Answer, Custody, Denies, Event, Horizon, Proposal, Reading, Source, Statement, Term};
use armistice_types::text::Span;

pub(crate) use case::case_json;
pub use case::case_text;
pub(crate) use fields::Word;
use fields::{ActorRow, AnswerRow, CustodyRow, DateRow, EventRow, ProblemRow, ProposalRow, ReadingRow, SpanRow, StatementRow, TermRow};
pub(crate) use report::{report, report_json};

fn bare<T>(list: Vec<Word<T>>) -> Vec<T> {
    list.into_iter().map(|it| it.0).collect()
}

fn spans(rows: Vec<SpanRow>) -> Result<Vec<Span>, String> {
    rows.into_iter().map(SpanRow::span).collect()
}

fn span(row: Option<SpanRow>) -> Result<Option<Span>, String> {
    row.map(SpanRow::span).transpose()
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

/// Can a reading be read back, of whatever report?
pub(crate) fn check_reading(content: &str) -> Result<(), String> {
    serde_json::from_str::<ReadingRow>(content).map(drop).map_err(|err| err.to_string())
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
        dates: row.dates.into_iter().map(date).collect::<Result<_, _>>()?,
        problems: row.problems.into_iter().map(problem).collect::<Result<_, _>>()?,
    })
}

fn date(it: DateRow) -> Result<DateMention, String> {
    Ok(DateMention { span: it.span.span()?, text: it.text, edtf: it.edtf.map(|it| it.0) })
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
