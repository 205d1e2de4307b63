//! What was known when, to whom. Pure: takes entries, gives those that a view may hold. No SQL.

use std::collections::{BTreeMap, BTreeSet};

use armistice_types::marking::Clearance;
use armistice_types::time::{Known, Recorded};

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
    let mut seen = BTreeSet::new();
    reports.retain(|it| seen.insert(&it.entry.subject));
    let newest = newest_readings(readings.into_iter());
    reports.into_iter().filter_map(|report| Some((report, *newest.get(report.entry.subject.as_str())?))).collect()
}

/// Per report, by id: the reading that counts.
pub(crate) fn newest_readings<'e>(readings: impl Iterator<Item = &'e Entry>) -> BTreeMap<&'e str, &'e Entry> {
    let mut out: BTreeMap<&str, &Entry> = BTreeMap::new();
    for it in readings.filter(|it| it.entry.kind == EntryKind::ReadingMade) {
        let best = out.entry(&it.entry.subject).or_insert(it);
        if age(it) > age(best) {
            *best = it;
        }
    }
    out
}

/// The newest reader wins: by its version, then by when it read, so that of two builds of one version the one that came last counts;
/// then by name and content, so that ties do not depend on order.
fn age(it: &Entry) -> (Vec<u32>, Recorded, &str, &str) {
    (version(&it.entry.author), it.entry.recorded, &it.entry.author, &it.entry.content)
}

/// "rules/0.10.2+b7" as numbers, so that 0.10 is newer than 0.9; what stands behind "+" names a build and says nothing of its age.
pub(crate) fn version(reader: &str) -> Vec<u32> {
    let version = reader.rsplit('/').next().unwrap_or(reader);
    version.split('+').next().unwrap_or(version).split('.').filter_map(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(version("rules/0.10.0+00") > version("rules/0.9.3+ff"));
        assert_eq!(version("rules/0.9.3+00"), version("rules/0.9.3"));
    }
}
