//! What is said, before any format.

use armistice_types::marking::Marking;
use serde::Serialize;

/// A whole page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outline {
    /// What the page is.
    pub title: String,
    /// Lines under the title: as of, reports, marking, damage.
    pub head: Vec<String>,
    /// In order; none is empty.
    pub sections: Vec<Section>,
    /// The reports that `R` numbers stand for.
    pub reports: Vec<String>,
}

/// A heading with its lines, or a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Heading.
    pub title: String,
    /// A line under the heading, such as a status.
    pub note: Option<String>,
    /// Lines, in order.
    pub lines: Vec<Line>,
    /// A table, shown before the lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<Table>,
}

/// One line: what is said, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Left column; empty where the line goes on.
    pub label: String,
    /// The words.
    pub text: String,
    /// Sources in short form: `R3 L5 Marsh`, or `case file L12`.
    pub sources: Vec<String>,
    /// Joined from what the line rests on.
    pub marking: Marking,
    /// Has a person reviewed what it rests on?
    pub reviewed: bool,
}

/// A table with a heading row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Heading row.
    pub head: Vec<String>,
    /// Rows as wide as the head.
    pub rows: Vec<Vec<String>>,
}

impl Line {
    /// A line without sources yet.
    #[must_use]
    pub fn new(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self { label: label.into(), text: text.into(), sources: Vec::new(), marking: Marking::clear(), reviewed: false }
    }

    /// The same with sources and the marking that they bring.
    #[must_use]
    pub fn from(mut self, (sources, marking): (Vec<String>, Marking)) -> Self {
        self.sources = sources;
        self.marking = self.marking.join(&marking);
        self
    }

    /// The same, resting on a line of the case file.
    #[must_use]
    pub fn case_file(mut self, line: u32) -> Self {
        self.sources.push(format!("case file L{line}"));
        self
    }
}

impl Section {
    /// A section of lines.
    #[must_use]
    pub fn new(title: impl Into<String>, lines: Vec<Line>) -> Self {
        Self { title: title.into(), note: None, lines, table: None }
    }
}
