//! Proposals of a view: what several reports tell of one paper is one row. Joined only by a proper name, by
//! the same options of the case, or by the same sponsors, and never against a sponsor or option told.
//! To put forward, discuss, receive or study is never to accept.

mod ball;
mod before;
mod elements;
mod joins;
mod packages;
mod telling;

use std::collections::BTreeMap;

use armistice_types::coded::Coded;
use armistice_types::happenings::EventState;
use armistice_types::proposals::ProposalState;
use armistice_types::statement::ProposalId;
use armistice_types::view::View;

use joins::{options, put, replacing_the_same, sponsors};
use telling::Telling;

/// A row with what joining needs.
struct Row {
    state: ProposalState,
    /// Proper words of its name, with its noun: "Selm paper".
    proper: Option<String>,
    /// What it replaces, as an index of rows.
    earlier: Option<usize>,
    /// Is it said to take that one's place?
    told: bool,
    /// The row that it was joined to.
    joined: Option<usize>,
}

/// By day, then place of the first telling; numbered in that order.
pub(crate) fn proposals(view: &View, coded: &[Coded], events: &[EventState]) -> Vec<ProposalState> {
    let (empty, case) = (Coded::default(), view.case.as_ref());
    let mut rows: Vec<Row> = Vec::new();
    for (n, filed) in view.reports.iter().enumerate() {
        let telling = Telling { view, filed, coded: coded.get(n).unwrap_or(&empty), index: filed.reading.report.text.index() };
        let mut at: BTreeMap<ProposalId, usize> = BTreeMap::new();
        for it in &filed.reading.proposals {
            at.insert(it.id, put(case, &mut rows, telling.row(it)));
        }
        for row in packages::packages(case, filed, telling.coded) {
            put(case, &mut rows, row);
        }
        for it in &filed.reading.proposals {
            let (new, old) = (at.get(&it.id).copied(), it.earlier.and_then(|id| at.get(&id).copied()));
            if let (Some(new), Some(old)) = (new, old.filter(|old| Some(*old) != new)) {
                rows[new].earlier = rows[new].earlier.or(Some(old));
                rows[new].told |= it.earlier_told;
                replacing_the_same(case, &mut rows, new, old);
            }
        }
    }
    numbered(view, events, rows)
}

fn numbered(view: &View, events: &[EventState], mut rows: Vec<Row>) -> Vec<ProposalState> {
    let first = |row: &Row| (row.state.day.and_then(|day| day.to), row.state.evidence.first().copied());
    for n in 0..rows.len() {
        rows[n].earlier = rows[n].earlier.map(|old| rows[old].joined.unwrap_or(old)).filter(|old| *old != n);
    }
    let mut order: Vec<usize> = (0..rows.len()).filter(|&n| rows[n].joined.is_none()).collect();
    // A proposal told of only as the one before another comes before it.
    order.sort_by_key(|&n| {
        let after = (0..rows.len()).filter(|&m| rows[m].earlier == Some(n)).map(|m| first(&rows[m])).min();
        let own = first(&rows[n]);
        match after {
            Some(after) if after <= own => (after, 0),
            _ => (own, 1),
        }
    });
    let place: BTreeMap<usize, usize> = order.iter().enumerate().map(|(new, &old)| (old, new)).collect();
    let id = |n: usize| format!("P{}", n + 1);
    for row in &mut rows {
        row.earlier = row.earlier.and_then(|old| place.get(&old).copied());
    }
    let mut out: Vec<(Option<usize>, ProposalState)> = Vec::new();
    let mut by_old: Vec<Option<Row>> = rows.into_iter().map(Some).collect();
    for &old in &order {
        let Some(row) = by_old[old].take() else { continue };
        let number = out.len();
        let bettered = bettered(&out, &row.state);
        if let Some(old) = bettered {
            out[old].1.superseded_by.get_or_insert_with(|| id(number));
        }
        let told = row.earlier.is_some() && row.told;
        out.push((row.earlier.or(bettered), ProposalState { earlier_told: told, ..row.state }));
    }
    for n in 0..out.len() {
        out[n].1.id = id(n);
        if let Some(old) = out[n].0.filter(|old| *old != n) {
            out[n].1.earlier = Some(id(old));
            out[old].1.superseded_by = Some(id(n));
            let track = out[n].1.track.clone().or(out[old].1.track.clone());
            for at in [n, old] {
                out[at].1.track = out[at].1.track.take().or(track.clone());
            }
        }
    }
    let mut out: Vec<ProposalState> = out.into_iter().map(|(_, it)| it).collect();
    for it in &mut out {
        it.elements = elements::elements(view, it);
        ball::set(view, events, it);
    }
    out
}

/// The latest proposal by the very same sponsors with another answer to one of the same issues.
fn bettered(before: &[(Option<usize>, ProposalState)], it: &ProposalState) -> Option<usize> {
    let by = sponsors(it);
    if by.is_empty() {
        return None;
    }
    (0..before.len()).rev().find(|&n| {
        let old = &before[n].1;
        let (a, b) = (options(old), options(it));
        let differs = a.iter().any(|(issue, option)| b.iter().any(|(other, answer)| issue == other && option != answer));
        sponsors(old) == by && differs && old.day.and_then(|day| day.to) < it.day.and_then(|day| day.from)
    })
}
