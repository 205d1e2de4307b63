//! Passages: whole sentences by which an entry of a person finds again what it is about. The text of a report never
//! changes, so its words can always be found in it, however it is read.

use armistice_types::entries::Passage;
use armistice_types::statement::Statement;
use armistice_types::text::Span;
use armistice_types::view::{Place, StatementRef, View};

/// Lower-case words with one blank between them.
pub(crate) fn normal(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Where statements stand: from their first to their last character.
pub(crate) fn of_statements(view: &View, refs: &[StatementRef]) -> Vec<Place> {
    let place = |at: &StatementRef| {
        let (_, statement) = view.statement(*at)?;
        Some(Place { report: at.report, span: extent(statement)? })
    };
    refs.iter().filter_map(place).collect()
}

fn extent(statement: &Statement) -> Option<Span> {
    let spans = || statement.content.iter().chain(&statement.cue).chain(&statement.conditions);
    Span::new(spans().map(|it| it.start()).min()?, spans().map(|it| it.end()).max()?)
}

/// The sentences that a place touches, as words.
pub(crate) fn passage(view: &View, at: Place) -> Option<Passage> {
    let reading = &view.report(at.report)?.reading;
    let touched: Vec<Span> = reading.sentences.iter().copied().filter(|it| it.overlaps(at.span)).collect();
    let (start, end) = match (touched.first(), touched.last()) {
        (Some(first), Some(last)) => (first.start().min(at.span.start()), last.end().max(at.span.end())),
        _ => (at.span.start(), at.span.end()),
    };
    let words = reading.report.text.index().quote(Span::new(start, end)?)?.to_owned();
    Some(Passage { report: reading.report.id.clone(), words })
}

/// Do the words of a passage stand where one of the places is? Words that stand several times in a report count at each place.
pub(crate) fn overlap(view: &View, passage: &Passage, places: &[Place]) -> bool {
    let Some(filed) = view.reports.iter().find(|filed| filed.reading.report.id == passage.report) else { return false };
    let text = &filed.reading.report.text;
    let length = passage.words.chars().count();
    let found = text.match_indices(passage.words.as_str()).filter_map(|(at, _)| {
        let start = text.get(..at)?.chars().count();
        Span::new(start, start + length)
    });
    let here: Vec<Span> = found.collect();
    places.iter().filter(|at| at.report == filed.number).any(|at| here.iter().any(|span| span.overlaps(at.span)))
}

/// The content of a statement from its first to its last character, as it stands in the report.
pub(crate) fn content(view: &View, at: StatementRef) -> Option<(Place, String)> {
    let (filed, statement) = view.statement(at)?;
    let spans = || statement.content.iter();
    let span = Span::new(spans().map(|it| it.start()).min()?, spans().map(|it| it.end()).max()?)?;
    let words = filed.reading.report.text.index().quote(span)?.to_owned();
    Some((Place { report: at.report, span }, words))
}
