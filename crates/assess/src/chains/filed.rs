//! Chains of a view: copies among its reports.

use std::collections::BTreeSet;

use armistice_types::chains::{Chain, Link};
use armistice_types::marking::Marking;
use armistice_types::report::Integrity;
use armistice_types::text::CharIndex;
use armistice_types::time::Published;
use armistice_types::view::{Filed, Place, View};

use super::{Copied, Text, copies, groups};

/// By first report.
pub(crate) fn chains(view: &View) -> Vec<Chain> {
    let texts: Vec<Text<'_>> = view.reports.iter().map(text).collect();
    let found = copies(&texts, 1);
    let pairs: BTreeSet<(usize, usize)> = found.iter().map(|it| (it.one, it.other)).collect();
    let index: Vec<CharIndex<'_>> = view.reports.iter().map(|filed| CharIndex::new(&filed.reading.report.text)).collect();
    groups(texts.len(), &pairs)
        .into_iter()
        .map(|group| {
            let links: Vec<Link> = found.iter().filter(|it| group.contains(&it.one)).map(|it| link(view, &index, it)).collect();
            let reports: Vec<usize> = group.iter().map(|n| view.reports[*n].number).collect();
            // The origin is the one report that is the copy of none and the origin of at least one.
            let copy =
                |report: usize| links.iter().any(|it| (it.one == report || it.other == report) && it.origin.is_some_and(|at| at != report));
            let firsts: Vec<usize> = reports.iter().copied().filter(|it| !copy(*it)).collect();
            let origin = match firsts[..] {
                [one] if links.iter().any(|it| it.origin == Some(one)) => Some(one),
                _ => None,
            };
            let marking = group.iter().fold(Marking::clear(), |all, n| all.join(&view.reports[*n].marking));
            Chain { reports, origin, links, marking }
        })
        .collect()
}

fn text(filed: &Filed) -> Text<'_> {
    let report = &filed.reading.report;
    Text {
        text: &report.text,
        outlet: report.outlet.as_deref(),
        day: report.published.map(Published::day),
        respun: report.integrity == Integrity::RewordedCopy,
    }
}

fn link(view: &View, index: &[CharIndex<'_>], it: &Copied) -> Link {
    let number = |n: usize| view.reports[n].number;
    let place = |n: usize, bytes: &std::ops::Range<usize>| Place { report: number(n), span: index[n].span(bytes.clone()) };
    let order = match it.origin {
        Some(origin) => {
            let copy = if origin == it.one { it.other } else { it.one };
            format!("R{} copies R{}: {}", number(copy), number(origin), it.because)
        }
        None => it.because.to_owned(),
    };
    Link {
        one: number(it.one),
        other: number(it.other),
        kind: it.kind,
        origin: it.origin.map(number),
        why: format!("{} % of the shorter text stands in the other, with {} % of its words changed; {order}", it.shared, it.changed),
        shared: Some(it.shared),
        places: it.sentences.iter().map(|(a, b)| (place(it.one, a), place(it.other, b))).collect(),
    }
}
