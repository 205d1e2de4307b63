//! Markdown: headings, lists, tables. What stands in a document is escaped.

use std::fmt::Write as _;

use crate::outline::{Line, Outline, Table};

/// The page as Markdown.
#[must_use]
pub fn markdown(outline: &Outline) -> String {
    let mut out = format!("# {}\n\n", escaped(&outline.title));
    for line in outline.head.shown() {
        let _ = writeln!(out, "{}  ", escaped(&line));
    }
    for section in outline.sections.iter().filter(|it| !it.wide) {
        let _ = writeln!(out, "\n## {}\n", escaped(&section.title));
        if let Some(note) = &section.note {
            let _ = writeln!(out, "*{}*\n", escaped(note));
        }
        if let Some(table) = &section.table {
            show_table(&mut out, table);
        }
        for line in &section.lines {
            show_line(&mut out, line);
        }
    }
    if outline.reports.len() > 1 {
        out.push_str("\n## Reports\n\n");
        for report in &outline.reports {
            let _ = writeln!(out, "- {}", escaped(&report.shown()));
        }
    }
    out
}

fn show_line(out: &mut String, line: &Line) {
    let label = if line.label.is_empty() { String::new() } else { format!("**{}** ", escaped(&line.label)) };
    let sources = line.shown_sources();
    let sources = if sources.is_empty() { String::new() } else { format!(" — {}", escaped(&sources)) };
    let _ = writeln!(out, "{}- {label}{}{sources}", "  ".repeat(line.depth), escaped(&line.text));
}

fn show_table(out: &mut String, table: &Table) {
    let row = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let head: Vec<String> = table.head.iter().map(|it| escaped(it)).collect();
    out.push_str(&row(&head));
    out.push_str(&format!("|{}\n", " --- |".repeat(table.head.len())));
    for cells in &table.rows {
        let cells: Vec<String> =
            cells.iter().map(|cell| cell.shown().iter().map(|line| escaped(line)).collect::<Vec<_>>().join("<br>")).collect();
        out.push_str(&row(&cells));
    }
    out.push('\n');
}

/// Characters that would start markup, escaped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn a_document_cannot_write_markup() {
        assert_eq!(escaped("<b>|x|*y*"), "\\<b\\>\\|x\\|\\*y\\*");
    }
}
