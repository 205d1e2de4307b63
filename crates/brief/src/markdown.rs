//! Markdown: headings, lists, tables. What stands in a document is escaped.

use std::fmt::Write as _;

use crate::outline::{Line, Outline, Table};

/// The page as Markdown.
#[must_use]
pub fn markdown(outline: &Outline) -> String {
    let mut out = format!("# {}\n\n", escaped(&outline.title));
    for line in &outline.head {
        let _ = writeln!(out, "{}  ", escaped(line));
    }
    for section in &outline.sections {
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
    if !outline.reports.is_empty() {
        out.push_str("\n## Reports\n\n");
        for report in &outline.reports {
            let _ = writeln!(out, "- {}", escaped(report));
        }
    }
    out
}

fn show_line(out: &mut String, line: &Line) {
    let label = if line.label.is_empty() { String::new() } else { format!("**{}** ", escaped(&line.label)) };
    let sources = if line.sources.is_empty() { String::new() } else { format!(" — {}", escaped(&line.sources.join("; "))) };
    let _ = writeln!(out, "- {label}{}{sources}", escaped(&line.text));
}

fn show_table(out: &mut String, table: &Table) {
    let row = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| escaped(cell).replace('\n', "<br>")).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    out.push_str(&row(&table.head));
    out.push_str(&format!("|{}\n", " --- |".repeat(table.head.len())));
    for cells in &table.rows {
        out.push_str(&row(cells));
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
