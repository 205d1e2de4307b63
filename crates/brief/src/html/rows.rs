//! Lines and tables of a section.

use armistice_types::marking::Marking;

use super::evidence;
use crate::blocks::{Block, blocks, span_of_label, split_head, telling_label};
use crate::markup::Markup;
use crate::notes::Notes;
use crate::outline::{Cell, Line, Section, Table};
use crate::runs::{Direction, Run};
use crate::source::Source;

/// The lines of a section, block by block.
pub(super) fn lines(m: &mut Markup, section: &Section, notes: &Notes<'_>) {
    for block in blocks(section) {
        match block {
            Block::Head(line) => head(m, line, notes),
            Block::Rows(lines) => rows(m, &section.heading(), lines, notes),
            Block::List(lines) => m.el("ul", &[("class", "list")], |m| {
                for line in lines {
                    m.el("li", &[], |m| said(m, line, notes));
                }
            }),
        }
    }
}

fn head(m: &mut Markup, line: &Line, notes: &Notes<'_>) {
    let (short, rest) = split_head(&line.text);
    m.el("h3", &[], |m| {
        match telling_label(line) {
            Some(label) => m.words("span", &[], &format!("{label}: ")),
            None => m.words("span", &[("class", "vh")], &format!("{}: ", line.label.to_lowercase())),
        }
        m.words("bdi", &[], short);
    });
    let rest = Line { text: rest.to_owned(), ..line.clone() };
    m.el("div", &[("class", "state")], |m| said(m, &rest, notes));
}

fn rows(m: &mut Markup, caption: &str, lines: &[Line], notes: &Notes<'_>) {
    m.el("table", &[("class", "rows"), ("role", "table")], |m| {
        m.words("caption", &[("class", "vh")], caption);
        m.el("thead", &[("class", "vh"), ("role", "rowgroup")], |m| {
            m.el("tr", &[("role", "row")], |m| {
                m.words("th", &[("scope", "col"), ("role", "columnheader")], "Who or what");
                m.words("th", &[("scope", "col"), ("role", "columnheader")], "What is said, and where");
            });
        });
        m.el("tbody", &[("role", "rowgroup")], |m| {
            for (n, line) in lines.iter().enumerate() {
                m.el("tr", &[("role", "row")], |m| {
                    if n == 0 || !line.label.is_empty() {
                        let span = span_of_label(lines, n).to_string();
                        let attributes = [("scope", "row"), ("role", "rowheader"), ("rowspan", span.as_str())];
                        m.el("th", if span == "1" { &attributes[..2] } else { &attributes }, |m| m.words("bdi", &[], &line.label));
                    }
                    m.el("td", &[("role", "cell")], |m| said(m, line, notes));
                });
            }
        });
    });
}

/// The words of a line, then what it rests on.
fn said(m: &mut Markup, line: &Line, notes: &Notes<'_>) {
    if !line.text.is_empty() {
        m.el("p", &[("class", "said")], |m| runs(m, &line.runs()));
    }
    sources(m, &line.sources, &line.marking, line.reviewed, notes);
}

fn runs(m: &mut Markup, runs: &[Run]) {
    for run in runs {
        match run {
            Run::Plain { text } => m.text(text),
            Run::Quote { text, language, direction } => {
                let direction = if *direction == Direction::Rtl { "rtl" } else { "auto" };
                match language {
                    Some(language) => m.words("bdi", &[("lang", language), ("dir", direction)], text),
                    None => m.words("bdi", &[("dir", direction)], text),
                }
            }
        }
    }
}

fn sources(m: &mut Markup, sources: &[Source], marking: &Marking, reviewed: bool, notes: &Notes<'_>) {
    if sources.is_empty() {
        return;
    }
    let chips = |m: &mut Markup| {
        if *marking != Marking::clear() {
            m.words("span", &[("class", "chip")], &marking.to_string());
        }
        let (class, word) = if reviewed { ("chip", "reviewed") } else { ("chip machine", "machine") };
        m.words("span", &[("class", class)], word);
    };
    m.el("div", &[("class", "src")], |m| evidence::beside(m, sources, notes, chips));
}

/// A table whose cells show their evidence; narrow screens stack it.
pub(super) fn matrix(m: &mut Markup, heading: &str, table: &Table, notes: &Notes<'_>) {
    m.el("div", &[("class", "matrix"), ("role", "region"), ("aria-label", &format!("{heading}, table")), ("tabindex", "0")], |m| {
        m.el("table", &[("role", "table")], |m| {
            m.words("caption", &[], &table.caption);
            m.el("thead", &[("role", "rowgroup")], |m| {
                m.el("tr", &[("role", "row")], |m| {
                    for it in &table.head {
                        m.el("th", &[("scope", "col"), ("role", "columnheader")], |m| m.words("bdi", &[], it));
                    }
                });
            });
            m.el("tbody", &[("role", "rowgroup")], |m| {
                for row in &table.rows {
                    m.el("tr", &[("role", "row")], |m| {
                        for (n, it) in row.iter().enumerate() {
                            cell(m, n, table.head.get(n).map_or("", String::as_str), it, notes);
                        }
                    });
                }
            });
        });
    });
}

fn cell(m: &mut Markup, n: usize, label: &str, it: &Cell, notes: &Notes<'_>) {
    let inside = |m: &mut Markup| {
        for line in &it.lines {
            m.el("p", &[], |m| runs(m, &it.runs(line)));
        }
        if it.lines.is_empty() {
            m.words("span", &[], "not known");
        }
        sources(m, &it.sources, &it.marking, it.reviewed, notes);
    };
    match (n, it.lines.is_empty()) {
        (0, _) => m.el("th", &[("scope", "row"), ("role", "rowheader")], inside),
        (_, true) => m.el("td", &[("class", "blank"), ("role", "cell"), ("data-label", label)], inside),
        (_, false) => m.el("td", &[("role", "cell"), ("data-label", label)], inside),
    }
}
