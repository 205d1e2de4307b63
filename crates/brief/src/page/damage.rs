//! Damage: what is broken in the texts.

use armistice_types::problem::{Code, Problem};
use armistice_types::view::Filed;

use super::Page;
use crate::clean;
use crate::outline::Line;

impl Page<'_> {
    /// One line for what a code and its words say, wherever it was found; in the order in which the reports have it first.
    pub(super) fn damage(&self) -> Vec<Line> {
        let mut rows: Vec<(Code, String, usize, Vec<String>)> = Vec::new();
        for filed in &self.view.reports {
            for code in Code::ALL.iter().filter(|code| !matches!(code, Code::DateUnresolved)) {
                let found: Vec<_> = filed.reading.problems.iter().filter(|it| it.code == *code).collect();
                for (message, here) in by_message(&found) {
                    let place = self.places(filed, &here);
                    match rows.iter_mut().find(|row| (row.0, &row.1) == (*code, &message)) {
                        Some(row) => {
                            row.2 += here.len();
                            row.3.push(place);
                        }
                        None => rows.push((*code, message, here.len(), vec![place])),
                    }
                }
            }
        }
        let line = |(code, message, times, places): (Code, String, usize, Vec<String>)| {
            let text = if times == 1 { message } else { format!("{times} times: {message}") };
            places.into_iter().fold(Line::new(code.as_str(), text), Line::named)
        };
        rows.into_iter().map(line).collect()
    }

    /// `R11 L3 L4`, or the lines alone where there is one report.
    fn places(&self, filed: &Filed, found: &[&Problem]) -> String {
        let index = filed.reading.report.text.index();
        let lines: Vec<String> = found.iter().filter_map(|it| it.span).map(|span| format!("L{}", index.line(span.start()))).collect();
        let number = if self.view.reports.len() > 1 { format!("R{} ", filed.number) } else { String::new() };
        format!("{number}{}", lines.join(" ")).trim().to_owned()
    }
}

/// Problems of one code by what they say, the first found first; what names the words of one place counts with the others of its code.
fn by_message<'p>(found: &[&'p Problem]) -> Vec<(String, Vec<&'p Problem>)> {
    let mut out: Vec<(String, Vec<&Problem>)> = Vec::new();
    for it in found {
        let message = clean(&it.message);
        let quotes = message.contains('`');
        match out.iter_mut().find(|(there, _)| *there == message || quotes && there.contains('`')) {
            Some((_, all)) => all.push(it),
            None => out.push((message, vec![it])),
        }
    }
    out
}
