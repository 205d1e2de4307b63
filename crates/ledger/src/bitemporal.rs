//! What was known when, to whom. Pure: takes heads of entries, gives those that a view may hold. No SQL.

use std::collections::BTreeMap;

use armistice_types::marking::Clearance;
use armistice_types::time::{Known, Recorded};

use crate::entry::{EntryKind, Head};

/// The one filter: nothing known after the moment, nothing above the clearance, nothing whose content was destroyed.
pub(crate) fn visible<'e>(heads: &'e [Head], moment: Option<Known>, clearance: &Clearance) -> impl Iterator<Item = &'e Head> {
    let known = move |it: &&Head| moment.is_none_or(|moment| it.known <= moment);
    heads.iter().filter(known).filter(move |it| it.marking.visible_to(clearance) && !it.expunged())
}

/// A report's first taking in, with the report's id.
pub(crate) struct Visible<'e> {
    pub(crate) subject: &'e str,
    pub(crate) head: &'e Head,
    /// It came in again: at another marking, for somebody who could not see it.
    pub(crate) again: Vec<&'e Head>,
}

/// Every taking in of a report.
pub(crate) fn taken<'e>(heads: impl Iterator<Item = &'e Head>) -> impl Iterator<Item = &'e Head> {
    heads.filter(|it| it.kind == EntryKind::ReportTaken && !it.expunged())
}

/// Per report its first taking in; by (known, report id, recorded, id), whatever the order of the entries.
pub(crate) fn reports<'e>(visible: impl Iterator<Item = &'e Head>) -> Vec<Visible<'e>> {
    let mut all: Vec<(&str, &Head)> = taken(visible).filter_map(|head| Some((head.subject.as_deref()?, head))).collect();
    all.sort_by(|(a, one), (b, other)| (one.known, a, one.recorded, &one.id).cmp(&(other.known, b, other.recorded, &other.id)));
    let mut out: Vec<Visible<'_>> = Vec::new();
    let mut at: BTreeMap<&str, usize> = BTreeMap::new();
    for (subject, head) in all {
        match at.get(subject) {
            Some(n) => out[*n].again.push(head),
            None => {
                at.insert(subject, out.len());
                out.push(Visible { subject, head, again: Vec::new() });
            }
        }
    }
    out
}

/// Per report its first taking in, and the newest reader's reading.
pub(crate) fn newest<'e>(visible: &[&'e Head]) -> Vec<(Visible<'e>, &'e Head)> {
    let newest = newest_readings(visible.iter().copied());
    reports(visible.iter().copied()).into_iter().filter_map(|report| newest.get(report.subject).map(|read| (report, *read))).collect()
}

/// Per report, by id: the reading that counts.
pub(crate) fn newest_readings<'e>(heads: impl Iterator<Item = &'e Head>) -> BTreeMap<&'e str, &'e Head> {
    let mut out: BTreeMap<&str, &Head> = BTreeMap::new();
    for it in heads.filter(|it| it.kind == EntryKind::ReadingMade) {
        let Some(subject) = it.subject.as_deref() else { continue };
        let best = out.entry(subject).or_insert(it);
        if age(it) > age(best) {
            *best = it;
        }
    }
    out
}

/// The newest reader wins: by its version, then by when it read, so that of two builds of one version the one that came last counts;
/// then by name and id, so that ties do not depend on order.
fn age(it: &Head) -> (Vec<u32>, Recorded, &str, &str) {
    (version(&it.author), it.recorded, &it.author, &it.id)
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
