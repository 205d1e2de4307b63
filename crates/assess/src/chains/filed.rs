//! Chains of a view: copies among its reports.

use std::collections::{BTreeMap, BTreeSet};

use armistice_types::chains::{Chain, Link, LinkKind};
use armistice_types::marking::Marking;
use armistice_types::report::Integrity;
use armistice_types::text::CharIndex;
use armistice_types::time::Published;
use armistice_types::view::{Filed, Place, View};

use super::entered;
use super::joins::joins;
use super::{Copied, Text, Together, copies, groups};

/// By first report, those of one report too; and what joins reports of different chains without making them one.
pub(crate) fn chains(view: &View) -> (Vec<Chain>, Vec<Link>) {
    let texts: Vec<Text<'_>> = view.reports.iter().map(text).collect();
    let said = entered::said(view);
    let apart = |it: &Copied| said.get(&(view.reports[it.one].number, view.reports[it.other].number)).is_some_and(|it| !it.same);
    let found: Vec<Copied> = copies(&texts).into_iter().filter(|it| !apart(it)).collect();
    let mut pairs: BTreeSet<(usize, usize)> = found.iter().map(|it| (it.one, it.other)).collect();
    pairs.extend(entered::joined(view, &said, &pairs));
    let index: Vec<CharIndex<'_>> = view.reports.iter().map(|filed| filed.reading.report.text.index()).collect();
    let groups = groups(texts.len(), &pairs);
    let group_of: BTreeMap<usize, usize> = groups.iter().enumerate().flat_map(|(n, group)| group.iter().map(move |at| (*at, n))).collect();
    let mut links_of: Vec<Vec<Link>> = groups.iter().map(|_| Vec::new()).collect();
    for it in &found {
        if let Some(n) = group_of.get(&it.one) {
            links_of[*n].push(link(view, &index, it));
        }
    }
    let mut out: Vec<Chain> = groups
        .into_iter()
        .zip(links_of)
        .map(|(group, mut links)| {
            let reports: Vec<usize> = group.iter().map(|n| view.reports[*n].number).collect();
            let known: BTreeSet<(usize, usize)> = links.iter().map(|it| (it.one, it.other)).collect();
            let ties = said.values().filter(|it| it.same && reports.contains(&it.one) && !known.contains(&(it.one, it.other)));
            links.extend(ties.clone().map(|it| entered::link(it)));
            // The origin is the one report that is the copy of none and the origin of at least one.
            let copy = |it: &Link| it.origin.map(|origin| if origin == it.one { it.other } else { it.one });
            let copies: BTreeSet<usize> = links.iter().filter_map(copy).collect();
            let firsts: Vec<usize> = reports.iter().copied().filter(|it| !copies.contains(it)).collect();
            let origin = match firsts[..] {
                [one] if links.iter().any(|it| it.origin == Some(one)) => Some(one),
                _ => None,
            };
            let marking = group.iter().fold(Marking::clear(), |all, n| all.join(&view.reports[*n].marking));
            let marking = ties.fold(marking, |all, it| all.join(&it.marking));
            Chain { reports, origin, links, marking }
        })
        .collect();
    let together: BTreeSet<usize> = out.iter().flat_map(|chain| chain.reports.clone()).collect();
    let alone = view.reports.iter().filter(|filed| !together.contains(&filed.number));
    out.extend(alone.map(|it| Chain { reports: vec![it.number], origin: Some(it.number), links: Vec::new(), marking: it.marking.clone() }));
    out.sort_by_key(|chain| chain.reports[0]);
    let mut joins = joins(view, &Together::new(&out));
    joins.retain(|it| said.get(&(it.one, it.other)).is_none_or(|it| it.same));
    (out, joins)
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
        why: match it.kind {
            LinkKind::Respun if it.changed + it.shared == 100 => {
                format!("{} % of the names and numbers of the shorter stand in the other in their order; {order}", it.shared)
            }
            _ => format!("{} % of the shorter text stands in the other, with {} % of its words changed; {order}", it.shared, it.changed),
        },
        shared: Some(it.shared),
        places: it.sentences.iter().map(|(a, b)| (place(it.one, a), place(it.other, b))).collect(),
        entry: None,
    }
}
