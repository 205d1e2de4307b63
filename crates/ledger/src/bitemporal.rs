//! What was known when, to whom. Pure: takes entries, gives those that a view may hold. No SQL.

use armistice_types::marking::Clearance;
use armistice_types::time::Known;

use crate::entry::{Entry, EntryKind};

/// The one filter: nothing known after the moment, nothing above the clearance.
pub(crate) fn visible<'e>(entries: &'e [Entry], moment: Known, clearance: &'e Clearance) -> impl Iterator<Item = &'e Entry> {
    entries.iter().filter(move |it| it.entry.known <= moment && it.entry.marking.visible_to(clearance))
}

/// Per report: its first taking in, and the newest reader's reading; by (known, id), whatever the order of the entries.
pub(crate) fn newest<'e>(visible: impl Iterator<Item = &'e Entry>) -> Vec<(&'e Entry, &'e Entry)> {
    let (mut reports, mut readings): (Vec<&Entry>, Vec<&Entry>) = (Vec::new(), Vec::new());
    for it in visible {
        match it.entry.kind {
            EntryKind::ReportTaken => reports.push(it),
            EntryKind::ReadingMade => readings.push(it),
            EntryKind::Entered(_) => {}
        }
    }
    reports.sort_by(|a, b| {
        (a.entry.known, &a.entry.subject, a.entry.recorded, &a.entry.content).cmp(&(
            b.entry.known,
            &b.entry.subject,
            b.entry.recorded,
            &b.entry.content,
        ))
    });
    reports.dedup_by(|b, a| a.entry.subject == b.entry.subject);
    reports
        .into_iter()
        .filter_map(|report| {
            let of_it = readings.iter().filter(|it| it.entry.subject == report.entry.subject);
            // The newest reader wins; of one reader the latest recorded, then the larger content, so that ties do not depend on order.
            let reading = of_it.max_by(|a, b| {
                (version(&a.entry.author), a.entry.recorded, &a.entry.content).cmp(&(
                    version(&b.entry.author),
                    b.entry.recorded,
                    &b.entry.content,
                ))
            })?;
            Some((report, *reading))
        })
        .collect()
}

/// "rules/0.10.2" as numbers, so that 0.10 is newer than 0.9.
fn version(reader: &str) -> (Vec<u32>, &str) {
    let numbers = reader.rsplit('/').next().unwrap_or(reader).split('.').filter_map(|part| part.parse().ok()).collect();
    (numbers, reader)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(version("rules/0.10.0") > version("rules/0.9.3"));
    }
}
