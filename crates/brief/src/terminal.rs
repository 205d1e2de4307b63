//! The terminal: 100 columns by default, sources at the right, colour only where asked.

use anstyle::{AnsiColor, Style as Ansi};
use unicode_width::UnicodeWidthStr;

use crate::outline::{Cell, Line, Outline, Section, Table};

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Columns.
    pub width: usize,
    /// Escape sequences for headings.
    pub colour: bool,
}

/// The page as text, lines ending with LF.
#[must_use]
pub fn terminal(outline: &Outline, style: Style) -> String {
    let width = style.width.clamp(40, 400);
    let mut out = String::new();
    push(&mut out, &heading(&outline.title, style));
    for line in outline.head.shown() {
        wrapped(&mut out, &line, "", "  ", width);
    }
    for section in outline.sections.iter().filter(|it| !it.wide) {
        out.push('\n');
        show_section(&mut out, section, width, style);
    }
    if outline.reports.len() > 1 {
        out.push('\n');
        push(&mut out, &heading("REPORTS", style));
        for report in &outline.reports {
            wrapped(&mut out, &report.shown(), "  ", "      ", width);
        }
    }
    out
}

fn heading(text: &str, style: Style) -> String {
    if style.colour {
        let bold = Ansi::new().bold().fg_color(Some(AnsiColor::Cyan.into()));
        return format!("{bold}{text}{bold:#}");
    }
    text.to_owned()
}

fn push(out: &mut String, line: &str) {
    out.push_str(line.trim_end());
    out.push('\n');
}

fn show_section(out: &mut String, section: &Section, width: usize, style: Style) {
    push(out, &heading(&section.title, style));
    if let Some(note) = &section.note {
        wrapped(out, note, "  ", "  ", width);
    }
    if let Some(table) = &section.table {
        show_table(out, table, width);
    }
    let label = field(&section.lines, width);
    for line in &section.lines {
        show_line(out, line, label, width);
    }
}

/// Columns for the labels of a section: as wide as its widest label, but no more than a fifth of the page unless one word needs more.
fn field(lines: &[Line], width: usize) -> usize {
    let widest = lines.iter().map(|line| 2 * line.depth + line.label.width()).max().unwrap_or(0);
    let word = |line: &Line| 2 * line.depth + line.label.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0);
    let needed = lines.iter().map(word).max().unwrap_or(0).min(width / 4);
    widest.min((width / 5).min(18)).max(needed)
}

/// The label in its field, wrapped where it is longer, beside the words; sources at the right end.
fn show_line(out: &mut String, line: &Line, label: usize, width: usize) {
    let sources = line.shown_sources();
    let indent = " ".repeat(2 + 2 * line.depth);
    let labels = if line.label.is_empty() { Vec::new() } else { wrap(&line.label, label.saturating_sub(2 * line.depth)) };
    let start = 2 + label + if label == 0 { 0 } else { 2 };
    let body = width.saturating_sub(start);
    let mut lines = wrap(&line.text, body);
    if !sources.is_empty() {
        let last = lines.last_mut().expect("there is always a line");
        if last.width() + 2 + sources.width() <= body {
            *last = format!("{last}{}{sources}", " ".repeat(body - last.width() - sources.width()));
        } else {
            let parts = joined(&sources, body.saturating_sub(4));
            lines.extend(parts.into_iter().map(|part| format!("{}{part}", " ".repeat(body.saturating_sub(part.width())))));
        }
    }
    for n in 0..lines.len().max(labels.len()) {
        let own = labels.get(n).map_or_else(String::new, |part| format!("{indent}{part}"));
        let words = lines.get(n).map_or("", String::as_str);
        // A word that is wider than the field pushes its line to the right, and no further.
        let gap = if own.is_empty() { start } else { start.saturating_sub(own.width()).max(2) };
        push(out, &format!("{own}{}{words}", " ".repeat(gap)));
    }
}

/// Sources broken between two of them, and inside one only where it is wider than the line.
fn joined(sources: &str, width: usize) -> Vec<String> {
    let parts = sources.split("; ").count();
    let ended = sources.split("; ").enumerate().map(|(n, it)| if n + 1 < parts { format!("{it};") } else { it.to_owned() });
    let mut lines: Vec<String> = Vec::new();
    for part in ended {
        match lines.last_mut() {
            Some(last) if last.width() + 1 + part.width() <= width => *last = format!("{last} {part}"),
            _ => lines.extend(wrap(&part, width)),
        }
    }
    lines
}

fn wrapped(out: &mut String, text: &str, first: &str, rest: &str, width: usize) {
    let mut lead = first;
    for part in wrap(text, width.saturating_sub(rest.width())) {
        push(out, &format!("{lead}{part}"));
        lead = rest;
    }
}

/// Breaks at spaces; a word wider than the line stands on a line of its own.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.last_mut().expect("there is always a line");
        if last.is_empty() {
            last.push_str(word);
        } else if last.width() + 1 + word.width() <= width {
            last.push(' ');
            last.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// Columns share the width; cells wrap.
fn show_table(out: &mut String, table: &Table, width: usize) {
    let n = table.head.len().max(1);
    let rows: Vec<Vec<Vec<String>>> = table.rows.iter().map(|row| row.iter().map(Cell::shown).collect()).collect();
    let head: Vec<Vec<String>> = table.head.iter().map(|it| vec![it.clone()]).collect();
    let firsts = rows.iter().chain([&head]).filter_map(|row| row.first());
    let first = firsts.flatten().map(|it| it.width()).max().unwrap_or(0).min(24);
    let other = (width.saturating_sub(2 + first) / (n - 1).max(1)).saturating_sub(2).max(8);
    let columns = |i: usize| if i == 0 { first } else { other };
    let show = |row: &[Vec<String>], out: &mut String| {
        let cells: Vec<Vec<String>> =
            row.iter().enumerate().map(|(i, cell)| cell.iter().flat_map(|part| wrap(part, columns(i))).collect()).collect();
        for line in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            let mut text = "  ".to_owned();
            for (i, cell) in cells.iter().enumerate() {
                let part = cell.get(line).map_or("", String::as_str);
                text.push_str(part);
                text.push_str(&" ".repeat((columns(i) + 2).saturating_sub(part.width())));
            }
            push(out, &text);
        }
    };
    show(&head, out);
    push(out, &format!("  {}", "-".repeat(width.saturating_sub(2))));
    for row in &rows {
        show(row, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(lines: Vec<Line>, width: usize) -> String {
        let mut out = String::new();
        show_section(&mut out, &Section::new("T", lines), width, Style { width, colour: false });
        out
    }

    #[test]
    fn a_long_label_stands_beside_its_words() {
        let line = |label: &str, text: &str| Line::new(label, text).named("R1 L1 Ana Marsh");
        let out = shown(vec![line("Wardens of the Upper Valley", "rejects a pause of two weeks"), line("Tern", "offers")], 60);
        assert_eq!(
            out,
            "T\n  Wardens of    rejects a pause of two weeks\n  the Upper                                 R1 L1 Ana Marsh°\n  Valley\n  Tern          offers                      R1 L1 Ana Marsh°\n"
        );
    }

    #[test]
    fn a_source_is_not_cut_in_two_and_no_line_is_too_wide() {
        for width in [40, 60, 80, 100, 120] {
            let sources = ["R15 L1 Wardens of the Mirrin", "R18 L15 Wardens", "R17 L7 Orlo"];
            let line = sources
                .iter()
                .fold(Line::new(" an office, the ministry", "says what it says of a pause in the fighting"), |it, &s| it.named(s));
            let out = shown(vec![line], width);
            assert!(out.lines().all(|it| it.width() <= width), "{width}: {out}");
            assert!(out.lines().any(|it| it.contains("R17 L7 Orlo")), "{width}: {out}");
        }
    }

    #[test]
    fn a_word_wider_than_the_field_pushes_only_its_own_line() {
        let out = shown(vec![Line::new("Verwaltungsgemeinschaftsvorsitz here", "no")], 40);
        assert_eq!(out, "T\n  Verwaltungsgemeinschaftsvorsitz  no\n  here\n");
    }
}
