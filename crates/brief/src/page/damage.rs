//! Damage: what is broken in the texts.

use super::Page;
use crate::clean;
use crate::outline::Line;

impl Page<'_> {
    pub(super) fn damage(&self) -> Vec<Line> {
        use armistice_types::problem::Code;
        let mut out = Vec::new();
        for filed in &self.view.reports {
            for code in Code::ALL.iter().filter(|code| !matches!(code, Code::DateUnresolved)) {
                let found: Vec<_> = filed.reading.problems.iter().filter(|it| it.code == *code).collect();
                let Some(first) = found.first() else { continue };
                let index = filed.reading.report.text.index();
                let lines: Vec<String> =
                    found.iter().filter_map(|it| it.span).map(|span| format!("L{}", index.line(span.start()))).collect();
                let number = if self.view.reports.len() > 1 { format!("R{} ", filed.number) } else { String::new() };
                let text =
                    if found.len() == 1 { clean(&first.message) } else { format!("{} times: {}", found.len(), clean(&first.message)) };
                out.push(Line::new(code.as_str(), text).named(format!("{number}{}", lines.join(" ")).trim()));
            }
        }
        out
    }
}
