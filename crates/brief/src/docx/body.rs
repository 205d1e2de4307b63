//! The body: title, sections, tables, sources with their endnotes.

use std::collections::BTreeSet;

use armistice_types::marking::Marking;

use super::parts::shown;
use super::{SPACE, paragraph, run};
use crate::blocks::{Block, blocks, split_head, telling_label};
use crate::markup::Markup;
use crate::notes::Notes;
use crate::outline::{Cell, Line, Outline, Section, Table};
use crate::runs::runs;
use crate::source::{Source, shorts};

/// Width of the text on A4 with our margins, in twentieths of a point.
const WIDTH: usize = 9638;
const LABEL: usize = 2200;

/// A document in the making: a note is written in full at its first mention, later ones point to it.
struct Body<'n, 'o> {
    notes: &'n Notes<'o>,
    mentioned: BTreeSet<usize>,
}

/// `word/document.xml`.
pub(super) fn document(outline: &Outline, notes: &Notes<'_>) -> String {
    let mut body = Body { notes, mentioned: BTreeSet::new() };
    let mut m = Markup::xml();
    let relations = ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships");
    m.el("w:document", &[SPACE, relations], |m| {
        m.el("w:body", &[], |m| {
            head(m, outline);
            for it in &outline.sections {
                body.section(m, it);
            }
            reports(m, outline);
            if !notes.list.is_empty() {
                paragraph(m, "Heading1", |m| run(m, "Evidence", |_| {}));
                paragraph(m, "Small", |m| run(m, "The sentences follow as they stand in the reports.", |_| {}));
            }
            m.el("w:sectPr", &[], |m| {
                m.void("w:headerReference", &[("w:type", "default"), ("r:id", "rId4")]);
                m.void("w:footerReference", &[("w:type", "default"), ("r:id", "rId5")]);
                m.el("w:endnotePr", &[], |m| m.void("w:numFmt", &[("w:val", "decimal")]));
                m.void("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
                let margins = [("w:top", "1134"), ("w:right", "1134"), ("w:bottom", "1134"), ("w:left", "1134")];
                m.void("w:pgMar", &[&margins[..], &[("w:header", "567"), ("w:footer", "567"), ("w:gutter", "0")]].concat());
            });
        });
    });
    m.finish()
}

fn head(m: &mut Markup, outline: &Outline) {
    let (kind, name) = outline.title.split_once("   ").unwrap_or(("", &outline.title));
    if !kind.is_empty() {
        paragraph(m, "Small", |m| run(m, &Section::new(kind, Vec::new()).heading(), |_| {}));
    }
    paragraph(m, "Title", |m| shown(m, &runs(name, None)));
    for line in outline.head.shown() {
        let style = if line.starts_with('!') { "Warning" } else { "Small" };
        paragraph(m, style, |m| shown(m, &runs(line.trim_start_matches("! "), None)));
    }
}

fn reports(m: &mut Markup, outline: &Outline) {
    if outline.reports.is_empty() {
        return;
    }
    paragraph(m, "Heading1", |m| run(m, "Reports", |_| {}));
    for it in &outline.reports {
        paragraph(m, "Small", |m| shown(m, &runs(&it.shown(), it.language.as_deref())));
    }
}

impl Body<'_, '_> {
    fn section(&mut self, m: &mut Markup, it: &Section) {
        paragraph(m, "Heading1", |m| shown(m, &runs(&it.heading(), None)));
        if let Some(note) = &it.note {
            paragraph(m, "Status", |m| shown(m, &runs(note, None)));
        }
        if let Some(table) = &it.table {
            self.matrix(m, table);
        }
        for block in blocks(it) {
            match block {
                Block::Head(line) => {
                    let (short, rest) = split_head(&line.text);
                    let label = telling_label(line).map_or_else(String::new, |label| format!("{label}: "));
                    paragraph(m, "Heading2", |m| shown(m, &runs(&format!("{label}{short}"), None)));
                    self.said(m, &Line { text: rest.to_owned(), ..line.clone() });
                }
                Block::Rows(lines) => self.rows(m, lines),
                Block::List(lines) => lines.iter().for_each(|line| self.said(m, line)),
            }
        }
    }

    fn rows(&mut self, m: &mut Markup, lines: &[Line]) {
        table(m, &[LABEL, WIDTH - LABEL], |m| {
            for line in lines {
                row(m, false, |m| {
                    cell(m, LABEL, |m| paragraph(m, "Label", |m| shown(m, &runs(&line.label, None))));
                    cell(m, WIDTH - LABEL, |m| self.said(m, line));
                });
            }
        });
    }

    fn matrix(&mut self, m: &mut Markup, it: &Table) {
        paragraph(m, "Caption", |m| run(m, &it.caption, |_| {}));
        let width = WIDTH / it.head.len().max(1);
        table(m, &vec![width; it.head.len()], |m| {
            row(m, true, |m| {
                for head in &it.head {
                    cell(m, width, |m| paragraph(m, "Label", |m| shown(m, &runs(head, None))));
                }
            });
            for cells in &it.rows {
                row(m, false, |m| {
                    for (n, it) in cells.iter().enumerate() {
                        cell(m, width, |m| self.cell(m, it, if n == 0 { "Label" } else { "Normal" }));
                    }
                });
            }
        });
    }

    fn cell(&mut self, m: &mut Markup, it: &Cell, style: &str) {
        for line in it.shown() {
            paragraph(m, style, |m| shown(m, &it.runs(&line)));
        }
        self.sources(m, &it.sources, &it.marking, it.reviewed);
    }

    /// The words of a line, then what it rests on.
    fn said(&mut self, m: &mut Markup, line: &Line) {
        if !line.text.is_empty() || line.sources.is_empty() {
            paragraph(m, "Normal", |m| shown(m, &line.runs()));
        }
        self.sources(m, &line.sources, &line.marking, line.reviewed);
    }

    fn sources(&mut self, m: &mut Markup, sources: &[Source], marking: &Marking, reviewed: bool) {
        if sources.is_empty() {
            return;
        }
        let mut numbers: Vec<usize> = sources.iter().filter_map(|it| self.notes.number(it)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        paragraph(m, "Small", |m| {
            let review = if reviewed { "" } else { "°" };
            let marking = if *marking == Marking::clear() { String::new() } else { format!(" [{marking}]") };
            shown(m, &runs(&format!("{}{marking}{review}", shorts(sources).join("; ")), None));
            for (n, number) in numbers.iter().enumerate() {
                run(m, if n == 0 { " " } else { "," }, raised);
                self.note(m, *number);
            }
        });
    }

    /// An endnote may be referred to once; what comes later points to its mark.
    fn note(&mut self, m: &mut Markup, number: usize) {
        let (id, name) = (number.to_string(), format!("n{number}"));
        if !self.mentioned.insert(number) {
            m.el("w:fldSimple", &[("w:instr", &format!(" NOTEREF {name} \\h "))], |m| run(m, &id, raised));
            return;
        }
        m.void("w:bookmarkStart", &[("w:id", &id), ("w:name", &name)]);
        m.el("w:r", &[], |m| {
            m.el("w:rPr", &[], |m| m.void("w:rStyle", &[("w:val", "EndnoteReference")]));
            m.void("w:endnoteReference", &[("w:id", &id)]);
        });
        m.void("w:bookmarkEnd", &[("w:id", &id)]);
    }
}

fn raised(m: &mut Markup) {
    m.void("w:vertAlign", &[("w:val", "superscript")]);
}

fn table(m: &mut Markup, widths: &[usize], inside: impl FnOnce(&mut Markup)) {
    m.el("w:tbl", &[], |m| {
        m.el("w:tblPr", &[], |m| {
            m.void("w:tblStyle", &[("w:val", "Lines")]);
            m.void("w:tblW", &[("w:w", &widths.iter().sum::<usize>().to_string()), ("w:type", "dxa")]);
            m.void("w:tblLayout", &[("w:type", "fixed")]);
        });
        m.el("w:tblGrid", &[], |m| {
            for width in widths {
                m.void("w:gridCol", &[("w:w", &width.to_string())]);
            }
        });
        inside(m);
    });
    // Two tables that follow each other would become one.
    m.el("w:p", &[], |m| m.el("w:pPr", &[], |m| m.void("w:pStyle", &[("w:val", "Small")])));
}

/// A row that no page cuts; a head is repeated on every page.
fn row(m: &mut Markup, head: bool, inside: impl FnOnce(&mut Markup)) {
    m.el("w:tr", &[], |m| {
        m.el("w:trPr", &[], |m| {
            m.void("w:cantSplit", &[]);
            if head {
                m.void("w:tblHeader", &[]);
            }
        });
        inside(m);
    });
}

fn cell(m: &mut Markup, width: usize, inside: impl FnOnce(&mut Markup)) {
    m.el("w:tc", &[], |m| {
        m.el("w:tcPr", &[], |m| m.void("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]));
        inside(m);
    });
}
