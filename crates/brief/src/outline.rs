//! What is said, before any format.

use armistice_types::marking::Marking;
use serde::Serialize;

use crate::runs::{Run, runs};
use crate::source::{Source, shorts};

/// A whole page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outline {
    /// What the page is.
    pub title: String,
    /// As of when, for whom, and what a reader must know of the whole.
    pub head: Head,
    /// In order; none is empty.
    pub sections: Vec<Section>,
    /// The reports that `R` numbers stand for.
    pub reports: Vec<ReportRow>,
}

/// What stands under the title.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Head {
    /// `2031-10-20 21:59 UTC`.
    pub as_of: Option<String>,
    /// Joined from everything on the page.
    pub marking: Option<Marking>,
    /// For whom the page was made.
    pub clearance: Option<Marking>,
    /// Digest of what the page was made from: reports and case file.
    pub digest: Option<String>,
    /// Has a person reviewed every reading?
    pub reviewed: bool,
    /// Lines: reports, reviewed or not, how to read the page.
    pub lines: Vec<String>,
    /// What is damaged: a warning that stands before everything else.
    pub warnings: Vec<String>,
}

/// One report of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportRow {
    /// `R3`.
    pub number: usize,
    /// Day of publication.
    pub day: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Headline, else the path.
    pub title: String,
    /// Where it was found.
    pub url: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// Original, cut, reworded copy …
    pub integrity: String,
    /// Who may be shown it.
    pub marking: Marking,
    /// How its sources may be attributed, in short; none where they are on the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribution: Option<String>,
    /// Has a person reviewed its reading?
    pub reviewed: bool,
    /// What persons give it and its outlet as grades, each with who and the marking.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub grades: Vec<String>,
}

/// A heading with its lines, or a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Heading.
    pub title: String,
    /// The heading where it is a name, as the case file writes it; the title has it in capitals.
    #[serde(skip)]
    pub name: Option<String>,
    /// A line under the heading, such as a status.
    pub note: Option<String>,
    /// Lines, in order.
    pub lines: Vec<Line>,
    /// A table, shown before the lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<Table>,
    /// Only for forms with room, such as HTML and DOCX.
    #[serde(skip)]
    pub wide: bool,
}

/// One line: what is said, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Left column; empty where the line goes on.
    pub label: String,
    /// 0 for a line of its own or a head, 1 for what stands under it.
    pub depth: usize,
    /// The words.
    pub text: String,
    /// In the order of weight.
    pub sources: Vec<Source>,
    /// Joined from what the line rests on.
    pub marking: Marking,
    /// Has a person reviewed everything it rests on? What is computed from a machine's reading is not.
    pub reviewed: bool,
}

/// A table with a heading row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What the table shows.
    pub caption: String,
    /// Heading row.
    pub head: Vec<String>,
    /// Rows as wide as the head; the first cell is the row's head.
    pub rows: Vec<Vec<Cell>>,
}

/// One cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Lines of words; none where nothing is known, which is not neutral.
    pub lines: Vec<String>,
    /// What they rest on.
    pub sources: Vec<Source>,
    /// Joined from that.
    pub marking: Marking,
    /// Has a person reviewed all of it?
    pub reviewed: bool,
}

impl Head {
    /// The head as lines of text: as of, marking, the rest; warnings last, with their mark.
    #[must_use]
    pub fn shown(&self) -> Vec<String> {
        let mut first: Vec<String> = self.as_of.iter().map(|it| format!("as of {it}")).collect();
        first.extend(self.marking.iter().map(|it| format!("marking {it}")));
        first.extend(self.clearance.iter().map(|it| format!("for clearance {it}")));
        let first = if first.is_empty() { Vec::new() } else { vec![first.join(" | ")] };
        let warnings = self.warnings.iter().map(|it| format!("! {it}"));
        let review = (self.as_of.is_some() && !self.reviewed).then(|| "° = read by the program, reviewed by no person.".to_owned());
        first.into_iter().chain(self.lines.iter().cloned()).chain(review).chain(warnings).collect()
    }
}

impl ReportRow {
    /// `R3  2031-10-03  Halyard News Agency: Talks resume`, with `[background]` behind it where its sources are not on the record.
    #[must_use]
    pub fn shown(&self) -> String {
        let day = self.day.as_deref().unwrap_or("no date");
        let outlet = self.outlet.as_deref().unwrap_or("no outlet");
        let level = self.attribution.as_deref().map_or_else(String::new, |it| format!(" [{it}]"));
        let grades: String = self.grades.iter().map(|it| format!("; {it}")).collect();
        format!("R{}  {day}  {outlet}: {}{level}{grades}", self.number, self.title)
    }
}

impl Line {
    /// A line without sources yet. Spaces before the label say that it stands under the line before.
    #[must_use]
    pub fn new(label: impl Into<String>, text: impl Into<String>) -> Self {
        let label = label.into();
        let depth = usize::from(label.starts_with(' '));
        let label = label.trim().to_owned();
        Self { label, depth, text: text.into(), sources: Vec::new(), marking: Marking::clear(), reviewed: false }
    }

    /// The same with sources and the marking that they bring.
    #[must_use]
    pub fn from<S: Into<Source>>(mut self, (sources, marking): (Vec<S>, Marking)) -> Self {
        self.sources = sources.into_iter().map(Into::into).collect();
        self.reviewed = all_reviewed(&self.sources);
        self.marking = self.marking.join(&marking);
        self
    }

    /// The same, resting on one more place that is only named.
    #[must_use]
    pub fn named(mut self, short: impl Into<String>) -> Self {
        self.sources.push(Source::from(short.into()));
        self
    }

    /// The same, resting on a line of the case file too.
    #[must_use]
    pub fn case_file(mut self, line: u32) -> Self {
        self.sources.push(Source::case_file(line));
        self
    }

    /// The same, saying nothing but what a line of the case file says, which a person wrote.
    #[must_use]
    pub fn as_in_case_file(self, line: u32) -> Self {
        Self { reviewed: true, ..self.case_file(line) }
    }

    /// Its sources in short form, then its marking where it is above clear, then `°` where no person has reviewed it.
    #[must_use]
    pub fn shown_sources(&self) -> String {
        let mut out = shorts(&self.sources).join("; ");
        if self.marking != Marking::clear() {
            out.push_str(&format!(" [{}]", self.marking));
        }
        if !self.reviewed && !self.sources.is_empty() {
            out.push('°');
        }
        out.trim_start().to_owned()
    }

    /// The words, with what is quoted or in another script kept apart.
    #[must_use]
    pub fn runs(&self) -> Vec<Run> {
        runs(&self.text, language(&self.sources))
    }
}

/// Nothing to review is not reviewed.
fn all_reviewed(sources: &[Source]) -> bool {
    !sources.is_empty() && sources.iter().all(|it| it.reviewed)
}

/// The language of what is quoted, where all sources have the same.
fn language(sources: &[Source]) -> Option<&str> {
    let mut found = sources.iter().filter(|it| it.place.is_some()).map(|it| it.language.as_deref());
    let first = found.next()??;
    found.all(|it| it == Some(first)).then_some(first)
}

impl Section {
    /// A section of lines.
    #[must_use]
    pub fn new(title: impl Into<String>, lines: Vec<Line>) -> Self {
        Self { title: title.into(), name: None, note: None, lines, table: None, wide: false }
    }

    /// A section whose heading is a name.
    #[must_use]
    pub fn of(name: &str, lines: Vec<Line>) -> Self {
        Self { name: Some(name.to_owned()), ..Self::new(name.to_uppercase(), lines) }
    }

    /// The heading as a page with type sizes shows it: a name as written, else with a capital first only. What stands
    /// behind a parenthesis is as written.
    #[must_use]
    pub fn heading(&self) -> String {
        if let Some(name) = &self.name {
            return name.clone();
        }
        let (head, rest) = self.title.find(" (").map_or((self.title.as_str(), ""), |at| self.title.split_at(at));
        if head.chars().any(char::is_lowercase) {
            return self.title.clone();
        }
        let mut chars = head.chars();
        let first: String = chars.next().into_iter().collect();
        format!("{first}{}{rest}", chars.as_str().to_lowercase())
    }
}

impl Cell {
    /// A cell without sources yet.
    #[must_use]
    pub fn new(lines: Vec<String>) -> Self {
        Self { lines, sources: Vec::new(), marking: Marking::clear(), reviewed: false }
    }

    /// The same with sources and the marking that they bring.
    #[must_use]
    pub fn from(mut self, (sources, marking): (Vec<Source>, Marking)) -> Self {
        self.reviewed = all_reviewed(&sources);
        self.sources = sources;
        self.marking = self.marking.join(&marking);
        self
    }

    /// Its lines as text; a blank says that it is one.
    #[must_use]
    pub fn shown(&self) -> Vec<String> {
        if self.lines.is_empty() { vec!["· not known ·".to_owned()] } else { self.lines.clone() }
    }

    /// The words of one of its lines, with what is quoted kept apart.
    #[must_use]
    pub fn runs(&self, line: &str) -> Vec<Run> {
        runs(line, language(&self.sources))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_keeps_the_capitals_of_a_name() {
        let heading = |it: Section| it.heading();
        assert_eq!(heading(Section::new("HOPE AND DOUBT (kept out of positions)", Vec::new())), "Hope and doubt (kept out of positions)");
        assert_eq!(heading(Section::of("Mirrin valley", Vec::new())), "Mirrin valley");
        assert_eq!(heading(Section::new("R1 Envoys meet", Vec::new())), "R1 Envoys meet");
    }

    #[test]
    fn a_line_is_reviewed_only_with_all_it_rests_on() {
        let source = |reviewed| Source { reviewed, ..Source::from("R1 L1 Marsh".to_owned()) };
        let line = |sources: Vec<Source>| Line::new("a", "b").from((sources, Marking::clear())).reviewed;
        assert!(line(vec![source(true)]) && !line(vec![source(true), source(false)]) && !line(Vec::new()));
        assert!(!Line::new("a", "b").case_file(3).reviewed && Line::new("a", "b").as_in_case_file(3).reviewed);
    }
}
