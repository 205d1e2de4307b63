//! When two tellings are of one proposal. Joined by a proper name, by the same options of the case or by the same sponsors, where nothing
//! told of the two differs; by less (some of the options, or the sponsors alone) only where one row alone fits, and never to carry a yes.

use std::collections::BTreeSet;

use armistice_types::case::{Case, IssueKey, OptionKey, RoleKind};
use armistice_types::happenings::Named;
use armistice_types::proposals::{ProposalState, TermState};
use armistice_types::statement::Response;

use super::Row;

/// Joins a row to the one that it tells again, or adds it; gives its index.
pub(super) fn put(case: Option<&Case>, rows: &mut Vec<Row>, row: Row) -> usize {
    let less = |row: &Row| {
        let all: Vec<usize> = (0..rows.len()).filter(|&n| perhaps(case, &rows[n], row)).collect();
        // "The province's offer", of several that it made: the one that stands, its latest.
        let bare = !row.state.name.is_empty() && row.proper.is_none() && row.state.terms.is_empty() && row.state.answers.is_empty();
        let last = || all.iter().copied().max_by_key(|&n| (rows[n].state.day.and_then(|day| day.to), n)).filter(|_| bare);
        if all.len() > 1 { last() } else { all.first().copied() }
    };
    match rows.iter().position(|there| same(case, there, &row)).or_else(|| less(&row)) {
        Some(there) => {
            join(&mut rows[there], row);
            there
        }
        None => {
            rows.push(row);
            rows.len() - 1
        }
    }
}

/// Two tellings of what replaces one paper are one, where nothing told of them differs.
pub(super) fn replacing_the_same(case: Option<&Case>, rows: &mut [Row], new: usize, old: usize) {
    let other = (0..rows.len()).find(|&n| n != new && n != old && rows[n].earlier == Some(old) && rows[n].joined.is_none());
    if let Some(other) = other.filter(|&n| !apart(case, &rows[n], &rows[new])) {
        let mut row = Row { state: rows[new].state.clone(), proper: rows[new].proper.clone(), earlier: None, told: false, joined: None };
        std::mem::swap(&mut row.state, &mut rows[new].state);
        rows[other].told |= rows[new].told;
        join(&mut rows[other], row);
        rows[new].joined = Some(other);
    }
}

/// Who put it forward: the case's actors behind the names where they are known.
pub(super) fn sponsors(it: &ProposalState) -> BTreeSet<String> {
    it.sponsors.iter().map(|named| named.actor.as_ref().map_or_else(|| named.name.clone(), ToString::to_string)).collect()
}

pub(super) fn options(it: &ProposalState) -> BTreeSet<(IssueKey, OptionKey)> {
    it.terms.iter().filter_map(|term| term.option.clone()).collect()
}

/// Does something told of the two differ: sponsors, an answer to one issue, the track?
fn apart(case: Option<&Case>, a: &Row, b: &Row) -> bool {
    let (by, with) = (sponsors(&a.state), sponsors(&b.state));
    let (by, with) = if mediators(case, &a.state, &b.state) { (BTreeSet::new(), with) } else { (by, with) };
    let others = !by.is_empty() && !with.is_empty() && by.is_disjoint(&with);
    let (these, those) = (options(&a.state), options(&b.state));
    let clash = these.iter().any(|(issue, option)| those.iter().any(|(other, answer)| issue == other && option != answer));
    others || clash || a.state.track.is_some() && b.state.track.is_some() && a.state.track != b.state.track
}

fn same(case: Option<&Case>, a: &Row, b: &Row) -> bool {
    if a.joined.is_some() || apart(case, a, b) {
        return false;
    }
    let (by, with) = (sponsors(&a.state), sponsors(&b.state));
    let (these, those) = (options(&a.state), options(&b.state));
    if a.proper.is_some() || b.proper.is_some() {
        return a.proper == b.proper;
    }
    let shortened = !by.is_empty() && by == with && (shortens(&a.state, &b.state) || shortens(&b.state, &a.state));
    shortened || !these.is_empty() && these == those || by.len() > 1 && by == with && (these.is_empty() || those.is_empty())
}

/// Is one told as "the mediators'", and the other as put forward by some who mediate?
fn mediators(case: Option<&Case>, a: &ProposalState, b: &ProposalState) -> bool {
    let group = |it: &ProposalState| !it.sponsors.is_empty() && it.sponsors.iter().all(unnamed_mediators);
    let mediates = |named: &Named| {
        let row = |case: &Case| case.roles.iter().any(|row| Some(&row.actor) == named.actor.as_ref() && row.role == RoleKind::Mediates);
        case.is_some_and(row)
    };
    group(a) && b.sponsors.iter().any(mediates) || group(b) && a.sponsors.iter().any(mediates)
}

fn one_actor(a: &Named, b: &Named) -> bool {
    a == b || a.actor.is_some() && a.actor == b.actor
}

/// "the mediators", "both envoys": a group, not known by name.
pub(super) fn unnamed_mediators(it: &Named) -> bool {
    it.actor.is_none() && it.name.rsplit(' ').next().is_some_and(|word| matches!(word, "mediators" | "mediator" | "envoys" | "brokers"))
}

/// Could one be a shorter telling of the other: the same sponsors, or none told, and no option or some of the other's?
fn perhaps(case: Option<&Case>, a: &Row, b: &Row) -> bool {
    if a.joined.is_some() || apart(case, a, b) || a.proper.is_some() && b.proper.is_some() {
        return false;
    }
    let shorter = |few: &Row, many: &Row| {
        let (by, with) = (sponsors(&few.state), sponsors(&many.state));
        let (these, those) = (options(&few.state), options(&many.state));
        let yes = few.state.answers.iter().any(|it| matches!(it.response, Response::Accepted | Response::AcceptedAdReferendum));
        let unsaid = by.is_empty() || mediators(case, &few.state, &many.state);
        let named = few.proper.is_some() || few.state.kind.is_some();
        !(yes || named && by.is_empty())
            && if these.is_empty() {
                few.state.terms.is_empty() && !by.is_empty() && by == with
            } else {
                // What one side puts forward on another day may be another offer, unless it is spoken of as the paper that it was.
                let again = few.state.day == many.state.day || !few.state.name.is_empty();
                these.is_subset(&those) && (unsaid || again && by.is_subset(&with))
            }
    };
    shorter(a, b) || shorter(b, a)
}

/// "9 over five" for "9 percent over five years": every term in words of the other's.
fn shortens(a: &ProposalState, b: &ProposalState) -> bool {
    let words = |it: &ProposalState| -> BTreeSet<String> {
        it.terms.iter().flat_map(|term| term.text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>()).collect()
    };
    let passed = |it: &String| it != "over" && it != "a";
    let (few, many) = (words(a), words(b));
    let few: Vec<String> = few.into_iter().filter(passed).collect();
    few.len() > 1 && few.iter().all(|word| many.contains(word))
}

fn join(into: &mut Row, row: Row) {
    let (it, mut new) = (&mut into.state, row.state);
    // The shorter way to say the same terms adds none.
    if shortens(&new, it) && options(&new).is_empty() {
        new.terms.clear();
    }
    it.kind = it.kind.or(new.kind);
    it.track = it.track.take().or(new.track);
    if new.day_stated && !it.day_stated {
        (it.day, it.day_stated) = (new.day, true);
    }
    it.version = it.version.take().or(new.version);
    for (all, more) in [(&mut it.sponsors, new.sponsors), (&mut it.discussed_by, new.discussed_by)] {
        let known = all.iter().any(|there| !unnamed_mediators(there));
        if more.iter().any(|it| !unnamed_mediators(it)) {
            all.retain(|it| !unnamed_mediators(it));
        }
        for named in more.into_iter().filter(|it| !(known && unnamed_mediators(it))) {
            if !all.iter().any(|there| there.name == named.name || named.actor.is_some() && there.actor == named.actor) {
                all.push(named);
            }
        }
    }
    for term in new.terms {
        let there = |it: &TermState| it.text.eq_ignore_ascii_case(&term.text) || term.option.is_some() && it.option == term.option;
        if !it.terms.iter().any(there) {
            it.terms.push(term);
        }
    }
    for answer in new.answers {
        let there = it
            .answers
            .iter_mut()
            .find(|there| one_actor(&there.by, &answer.by) && there.response == answer.response && there.own_words == answer.own_words);
        match there {
            Some(there) => there.evidence.extend(answer.evidence),
            None => it.answers.push(answer),
        }
    }
    it.answers.sort_by(|a, b| a.by.cmp(&b.by).then(b.day.and_then(|day| day.to).cmp(&a.day.and_then(|day| day.to))));
    it.custody.extend(new.custody);
    it.marking = it.marking.join(&new.marking);
    it.evidence.extend(new.evidence);
}
