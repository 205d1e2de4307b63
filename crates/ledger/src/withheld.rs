//! Attribution levels: what a report's sources allow to be said of them. Applied to every report of a view before anything is computed
//! from it, so that no page, number or tie to the case can rest on what is withheld. The words themselves stay in the ledger.
//!
//! Whose name is withheld: whoever speaks or passes words on, and every person whom the report names in its own voice, since the reader
//! may have missed that they speak; where it may have missed the name, every word that could be one (`suspects`). Who is only named in what
//! somebody else says is spoken of, and stays.

mod cut;
mod described;
mod folded;
mod headline;
mod names;
mod people;
mod plain;
mod sources;
mod suspects;
mod unattributed;

use armistice_types::case::Case;
use armistice_types::marking::AttributionLevel;
use armistice_types::problem::Code;
use armistice_types::report::Report;
use armistice_types::statement::Reading;
use armistice_types::text::Span;

/// Stands for the title and the file name of a report that may not show its own.
const TITLE: &str = "[title withheld]";
/// All the words of a report off the record.
const NO_WORDS: &str = "[off the record]";

/// The reading as its report's level allows it to be shown: always a whole reading, its spans inside its text and in order.
///
/// The case, as the view shows it, tells which words name parties and tables and so no person.
///
/// - on the record: as it is;
/// - background as described: persons by role and affiliation, never by name;
/// - not for attribution: sources of every kind without name, role or affiliation, and nothing around their words that tells who they are;
/// - off the record: no words at all; that there is such a report stays.
pub(crate) fn withheld(reading: Reading, level: AttributionLevel, case: Option<&Case>) -> Reading {
    match level {
        AttributionLevel::OnTheRecord => reading,
        AttributionLevel::Background => described::described(reading, case),
        AttributionLevel::NotForAttribution => unattributed::unattributed(reading, case),
        AttributionLevel::OffTheRecord => without_words(reading),
    }
}

fn without_words(reading: Reading) -> Reading {
    let report =
        Report { outlet: None, language: reading.report.language.clone(), text: NO_WORDS.to_owned().into(), ..anonymous(&reading.report) };
    let dateless = reading.problems.into_iter().filter(|it| it.code == Code::NoDate).map(|it| plain::problem(it, None));
    Reading {
        schema: reading.schema,
        report,
        sentences: Span::new(0, NO_WORDS.chars().count()).into_iter().collect(),
        actors: Vec::new(),
        statements: Vec::new(),
        events: Vec::new(),
        proposals: Vec::new(),
        dates: Vec::new(),
        problems: dateless.collect(),
    }
}

/// The report without what tells where it is from: title, path, byline and address.
fn anonymous(report: &Report) -> Report {
    Report { title: Some(TITLE.to_owned()), path: "withheld".to_owned(), author: None, url: None, ..report.clone() }
}

#[cfg(test)]
mod tests;
