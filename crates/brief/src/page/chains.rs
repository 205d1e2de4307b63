//! Chains: which reports go back to one origin and count once, and which may have one source.

use armistice_types::chains::{Chain, Link, Support};

use super::Page;
use crate::clean;
use crate::outline::{Line, Section};

impl Page<'_> {
    /// Copies, chain by chain; then what joins others; nothing where every report stands for itself.
    pub(super) fn chains(&self) -> Section {
        let copied = |it: &&Chain| it.reports.len() > 1;
        let mut lines: Vec<Line> = self.assessment.chains.iter().filter(copied).flat_map(|it| self.chain(it)).collect();
        lines.extend(self.assessment.joins.iter().map(|it| self.join(it)));
        let alone = self.assessment.chains.iter().filter(|it| it.reports.len() == 1).count();
        let note = match alone {
            0 => None,
            1 => Some("1 report is a copy of no other on file".to_owned()),
            n => Some(format!("{n} reports are copies of no other on file")),
        };
        Section { note, ..Section::new("CHAINS (copies count once)", lines) }
    }

    fn chain(&self, it: &Chain) -> Vec<Line> {
        let names: Vec<String> = it.reports.iter().map(|number| format!("R{number}")).collect();
        let origin = it.origin.map_or_else(|| "which came first is not known".to_owned(), |report| format!("origin R{report}"));
        let mut each: Vec<_> = it.links.iter().flat_map(|link| link.places.iter().flat_map(|(one, other)| [*one, *other])).collect();
        each.sort();
        each.dedup_by_key(|place| place.report);
        let entries: Vec<String> = it.links.iter().filter_map(|link| link.entry.clone()).collect();
        let head = Line::new(names.join(", "), format!("one chain, counted once; {origin}")).from(self.cites.places(&each));
        let mut lines = vec![self.by_entries(head, &entries, false)];
        lines.extend(it.links.iter().map(|link| {
            let places: Vec<_> = link.places.iter().flat_map(|(one, other)| [*one, *other]).take(2).collect();
            let line = Line::new(format!("  {}", link.kind), format!("R{} and R{}: {}", link.one, link.other, clean(&link.why)));
            self.by_entries(line.from(self.cites.places(&places)), link.entry.as_slice(), link.entry.is_some())
        }));
        lines
    }

    fn join(&self, it: &Link) -> Line {
        let places: Vec<_> = it.places.iter().flat_map(|(one, other)| [*one, *other]).collect();
        let text = format!("possibly one source: {}", clean(&it.why));
        Line::new(it.kind.as_str(), format!("R{} and R{}: {text}", it.one, it.other)).from(self.cites.places(&places))
    }
}

/// " [at least 1, at most 3 chains]", where more than one is possible.
pub(super) fn support(it: Support) -> String {
    if it.at_most > 1 { format!(" [{}]", in_chains(it)) } else { String::new() }
}

/// "1 chain", "3 chains", "at least 1, at most 3 chains".
pub(crate) fn in_chains(it: Support) -> String {
    match (it.at_least, it.at_most) {
        (1, 1) => "1 chain".to_owned(),
        (least, most) if least == most => format!("{most} chains"),
        (least, most) => format!("at least {least}, at most {most} chains"),
    }
}
