//! The evidence of a page: every sentence it rests on, once, numbered in the order of first mention.

use std::collections::BTreeMap;

use armistice_types::marking::Marking;
use armistice_types::view::Place;

use crate::outline::{Outline, ReportRow};
use crate::source::Source;

/// One sentence, or a few that belong together.
pub(crate) struct Note<'o> {
    /// `R3 L5 Marsh`.
    pub(crate) short: &'o str,
    /// The words.
    pub(crate) words: &'o str,
    /// Their language, as a BCP 47 tag.
    pub(crate) language: Option<&'o str>,
    /// The report they stand in.
    pub(crate) report: Option<&'o ReportRow>,
    /// Line of the report.
    pub(crate) line: usize,
}

/// All notes of a page.
pub(crate) struct Notes<'o> {
    /// In order of first mention.
    pub(crate) list: Vec<Note<'o>>,
    numbers: BTreeMap<Place, usize>,
}

impl<'o> Notes<'o> {
    /// Gathers them in the order in which a reader meets them.
    pub(crate) fn of(outline: &'o Outline) -> Self {
        let mut notes = Self { list: Vec::new(), numbers: BTreeMap::new() };
        for section in &outline.sections {
            let cells = section.table.iter().flat_map(|it| it.rows.iter().flatten()).flat_map(|it| &it.sources);
            for source in cells.chain(section.lines.iter().flat_map(|it| &it.sources)) {
                notes.add(outline, source);
            }
        }
        notes
    }

    fn add(&mut self, outline: &'o Outline, source: &'o Source) {
        let Some(place) = source.place.filter(|it| !self.numbers.contains_key(it)) else { return };
        self.numbers.insert(place, self.list.len() + 1);
        let report = place.report.checked_sub(1).and_then(|n| outline.reports.get(n));
        let language = source.language.as_deref();
        self.list.push(Note { short: &source.short, words: &source.words, language, report, line: source.line.unwrap_or(1) });
    }

    /// Number of a source, from 1; none for what is only named.
    pub(crate) fn number(&self, source: &Source) -> Option<usize> {
        self.numbers.get(&source.place?).copied()
    }
}

impl Note<'_> {
    /// "Halyard News Agency": a name, which a page isolates.
    pub(crate) fn outlet(&self) -> &str {
        self.report.and_then(|it| it.outlet.as_deref()).unwrap_or("no outlet")
    }

    /// ", 2031-10-03, line 5", with the marking of the report where it is above clear: a note may stand on a sheet of its own.
    pub(crate) fn place(&self) -> String {
        let day = self.report.and_then(|it| it.day.as_deref()).unwrap_or("no date");
        let marking = self.report.map(|it| &it.marking).filter(|it| **it != Marking::clear());
        let marking = marking.map_or_else(String::new, |it| format!(" [{it}]"));
        format!(", {day}, line {}{marking}", self.line)
    }
}
