//! The lines of a section as blocks: what stands under a head, rows with labels, or a plain list.

use crate::outline::{Line, Section};

/// A stretch of a section.
pub(crate) enum Block<'o> {
    /// A line that heads the rows after it.
    Head(&'o Line),
    /// Lines with labels.
    Rows(&'o [Line]),
    /// Lines without any label.
    List(&'o [Line]),
}

/// The blocks of a section, in order; every line is in exactly one.
pub(crate) fn blocks(section: &Section) -> Vec<Block<'_>> {
    let lines = &section.lines;
    if lines.iter().all(|it| it.label.is_empty()) {
        return if lines.is_empty() { Vec::new() } else { vec![Block::List(lines)] };
    }
    let leads = |n: usize| lines[n].depth == 0 && lines.get(n + 1).is_some_and(|it| it.depth > 0);
    let labels: Vec<&str> = (0..lines.len()).filter(|&n| leads(n)).map(|n| lines[n].label.as_str()).collect();
    // What comes behind a head's own lines does not stand under it: it heads itself.
    let first = (0..lines.len()).find(|&n| leads(n)).unwrap_or(lines.len());
    let heads = |n: usize| lines[n].depth == 0 && !lines[n].label.is_empty() && (n > first || labels.contains(&lines[n].label.as_str()));
    let mut out = Vec::new();
    let mut from = 0;
    for (n, line) in lines.iter().enumerate() {
        if heads(n) {
            if from < n {
                out.push(Block::Rows(&lines[from..n]));
            }
            out.push(Block::Head(line));
            from = n + 1;
        }
    }
    if from < lines.len() {
        out.push(Block::Rows(&lines[from..]));
    }
    out
}

/// The label of a head where it says more than that a question follows: "P4", "Sequence".
pub(crate) fn telling_label(line: &Line) -> Option<&str> {
    Some(line.label.trim()).filter(|it| !it.is_empty() && *it != "ISSUE")
}

/// How many lines from `n` on belong to the label of line `n`: those without one of their own.
pub(crate) fn span_of_label(lines: &[Line], n: usize) -> usize {
    1 + lines[n + 1..].iter().take_while(|it| it.label.is_empty()).count()
}

/// A head as a short heading and what follows: "How long the truce lasts" and "ON THE TABLE (30 days); …".
pub(crate) fn split_head(text: &str) -> (&str, &str) {
    text.split_once(": ").unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(labels: &[&str]) -> String {
        let section = Section::new("A", labels.iter().map(|it| Line::new(*it, "x")).collect());
        let shown = |it: &Block<'_>| match it {
            Block::Head(line) => format!("head {}", line.label),
            Block::Rows(lines) => format!("{} rows", lines.len()),
            Block::List(lines) => format!("{} listed", lines.len()),
        };
        blocks(&section).iter().map(shown).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn lines_stand_under_their_head() {
        assert_eq!(
            shape(&["linked", "ISSUE", " A", " B", "ISSUE", "ISSUE", " A"]),
            "1 rows, head ISSUE, 2 rows, head ISSUE, head ISSUE, 1 rows"
        );
        assert_eq!(shape(&["linked", "P1", " term", "Selm", "ISSUE"]), "1 rows, head P1, 1 rows, head Selm, head ISSUE");
        assert_eq!(shape(&["a", "", "b"]), "3 rows");
        assert_eq!(shape(&["", ""]), "2 listed");
        assert_eq!(shape(&[]), "");
    }
}
