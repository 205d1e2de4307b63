//! A report as stored.

use armistice_types::marking::AttributionLevel;
use armistice_types::report::Report;
use serde::Deserialize;

use super::Word;

/// A report as stored: what the document says of itself, and how it may be attributed.
#[derive(Deserialize)]
struct ReportRow {
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
