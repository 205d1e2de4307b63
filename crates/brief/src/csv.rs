//! CSV: one row a statement, or one row a line of a page. Cells that a spreadsheet would run are defused.

use armistice_types::coded::Coded;
use armistice_types::statement::ActorId;
use armistice_types::text::Span;
use armistice_types::view::{Filed, StatementRef, View};

use crate::blocks::split_head;
use crate::cite::Cites;
use crate::outline::{Outline, Section};
use crate::source::Source;

const HEAD: [&str; 36] = [
    "report",
    "title",
    "outlet",
    "published",
    "statement",
    "line",
    "source",
    "source_kind",
    "affiliation",
    "anonymity",
    "case_id",
    "via",
    "cue",
    "content",
    "quote",
    "act",
    "negated",
    "certainty",
    "addressees",
    "medium",
    "said_on",
    "horizon_from",
    "horizon_to",
    "horizon_text",
    "conditions",
    "denies_scope",
    "denies_of",
    "within",
    "holder",
    "issue",
    "option",
    "stance",
    "own_words",
    "matched",
    "marking",
    "reviewed",
];

/// All statements of a view, in order; one that touches several options has a row for each.
#[must_use]
pub fn statements_csv(view: &View, coded: &[Coded]) -> String {
    let cites = Cites::new(view);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let _ = writer.write_record(HEAD);
    for (filed, coded) in view.reports.iter().zip(coded) {
        for row in rows(&cites, filed, coded) {
            let _ = writer.write_record(row.iter().map(|cell| defused(cell)));
        }
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// The lines of a page, in order: section, label, text, sources, marking, reviewed. A line under a head has the head's
/// text before its label; a cell of a table has its row and column as label.
#[must_use]
pub fn lines_csv(outline: &Outline) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let _ = writer.write_record(["section", "label", "text", "sources", "marking", "reviewed"]);
    for row in outline.sections.iter().filter(|it| !it.wide).flat_map(section_rows) {
        let _ = writer.write_record(row.iter().map(|cell| defused(cell)));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn section_rows(section: &Section) -> Vec<[String; 6]> {
    let shorts = |sources: &[Source]| sources.iter().map(|it| it.short.as_str()).collect::<Vec<_>>().join("; ");
    let mut out = Vec::new();
    let title = section.heading();
    for (row, table) in section.table.iter().flat_map(|table| table.rows.iter().map(move |row| (row, table))) {
        let head = row.first().map_or_else(String::new, |it| it.lines.join(" "));
        for (cell, column) in row.iter().zip(&table.head).skip(1) {
            let text = if cell.lines.is_empty() { "not known".to_owned() } else { cell.lines.join("; ") };
            let label = format!("{head} | {column}");
            out.push([title.clone(), label, text, shorts(&cell.sources), cell.marking.to_string(), cell.reviewed.to_string()]);
        }
    }
    let (mut head, mut label) = (String::new(), String::new());
    for line in &section.lines {
        if line.depth == 0 {
            head = split_head(&line.text).0.to_owned();
        }
        if !line.label.is_empty() {
            label = if line.depth > 0 { format!("{head} | {}", line.label) } else { line.label.clone() };
        }
        out.push([
            title.clone(),
            label.clone(),
            line.text.clone(),
            shorts(&line.sources),
            line.marking.to_string(),
            line.reviewed.to_string(),
        ]);
    }
    out
}

fn rows(cites: &Cites<'_>, filed: &Filed, coded: &Coded) -> Vec<Vec<String>> {
    let report = &filed.reading.report;
    let text = |it: &Option<String>| it.clone().unwrap_or_default();
    let name = |id: &ActorId| filed.reading.actor(*id).map(|it| it.name.clone()).unwrap_or_default();
    let words = |spans: &[Span]| spans.iter().map(|span| cites.words(filed.number, *span)).collect::<Vec<_>>().join(" … ");
    let mut out = Vec::new();
    for it in &filed.reading.statements {
        let actor = it.source.actor.and_then(|id| filed.reading.actor(id));
        let place = cites.short(StatementRef { report: filed.number, statement: it.id });
        let line = place.split(' ').find_map(|part| part.strip_prefix('L')).unwrap_or("").to_owned();
        let horizon = it.horizon.as_ref();
        let base = vec![
            format!("R{}", filed.number),
            text(&report.title),
            text(&report.outlet),
            report.published.map(|it| it.to_string()).unwrap_or_default(),
            it.id.to_string(),
            line,
            actor.map(|it| it.name.clone()).unwrap_or_default(),
            actor.map(|it| it.kind.to_string()).unwrap_or_default(),
            actor.and_then(|it| it.affiliation.clone()).unwrap_or_default(),
            it.source.anonymity.to_string(),
            it.source.actor.and_then(|id| coded.actors.get(&id)).and_then(|it| it.case_id()).unwrap_or("").to_owned(),
            it.via.iter().map(name).collect::<Vec<_>>().join("; "),
            it.cue.map(|span| cites.words(filed.number, span)).unwrap_or_default(),
            words(&it.content),
            it.quote.to_string(),
            it.act.to_string(),
            it.negated.to_string(),
            it.certainty.to_string(),
            it.addressees.iter().map(name).collect::<Vec<_>>().join("; "),
            text(&it.medium),
            it.said_on.map(|it| it.to_string()).unwrap_or_default(),
            horizon.and_then(|it| it.from).map(|it| it.to_string()).unwrap_or_default(),
            horizon.and_then(|it| it.to).map(|it| it.to_string()).unwrap_or_default(),
            horizon.map(|it| it.text.clone()).unwrap_or_default(),
            words(&it.conditions),
            it.denies.as_ref().map(|it| it.scope.to_string()).unwrap_or_default(),
            it.denies.as_ref().map(|it| it.of.clone()).unwrap_or_default(),
            it.within.map(|it| it.to_string()).unwrap_or_default(),
        ];
        let abouts = coded.about.get(&it.id).map_or(&[][..], Vec::as_slice);
        let tail = [filed.marking_at(it.id).to_string(), filed.reviewed_at(it.id).to_string()];
        if abouts.is_empty() {
            out.push(base.iter().cloned().chain(std::iter::repeat_n(String::new(), 6)).chain(tail.clone()).collect());
        }
        for about in abouts {
            let option = about.option.as_ref().map(ToString::to_string).unwrap_or_default();
            let coded = [
                about.holder.to_string(),
                about.issue.to_string(),
                option,
                about.stance.to_string(),
                about.own_words.to_string(),
                words(&about.matched),
            ];
            out.push(base.iter().cloned().chain(coded).chain(tail.clone()).collect());
        }
    }
    out
}

/// A spreadsheet runs cells that start so; a quotation mark before them stops it.
#[must_use]
pub fn defused(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::{Head, Line};

    #[test]
    fn a_spreadsheet_runs_nothing_and_no_cell_breaks_out() {
        let lines = ["=1+1", "+2", "-3", "@a", "a,\"b\"\nc"].map(|it| Line::new(it, it)).to_vec();
        let outline =
            Outline { title: String::new(), head: Head::default(), sections: vec![Section::new("=A", lines)], reports: Vec::new() };
        let text = lines_csv(&outline);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 5);
        for cell in rows.iter().flat_map(csv::StringRecord::iter) {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
        assert_eq!(&rows[4][2], "a,\"b\"\nc");
    }
}
