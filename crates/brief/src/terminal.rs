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
    let label = section.lines.iter().map(|line| 2 * line.depth + line.label.width()).max().unwrap_or(0).min(18);
    for line in &section.lines {
        show_line(out, line, label, width);
    }
}

fn show_line(out: &mut String, line: &Line, label: usize, width: usize) {
    let sources = line.shown_sources();
    let own = format!("{}{}", "  ".repeat(line.depth), line.label);
    let first = format!("  {own:label$}{}", if label == 0 { "" } else { "  " });
    let pad = " ".repeat(2 + label + if label == 0 { 0 } else { 2 });
    let first = if own.width() > label { format!("  {own}\n{pad}") } else { first };
    let body = width.saturating_sub(pad.width());
    let lines = wrap(&line.text, body);
    let Some((last, head)) = lines.split_last() else { return };
    let mut lead = first.as_str();
    for part in head {
        push(out, &format!("{lead}{part}"));
        lead = &pad;
    }
    if sources.is_empty() {
        push(out, &format!("{lead}{last}"));
    } else if last.width() + 2 + sources.width() <= body {
        push(out, &format!("{lead}{last}{}{sources}", " ".repeat(body - last.width() - sources.width())));
    } else {
        push(out, &format!("{lead}{last}"));
        for part in wrap(&sources, body.saturating_sub(4)) {
            push(out, &format!("{pad}{}{part}", " ".repeat(body.saturating_sub(part.width()))));
        }
    }
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
