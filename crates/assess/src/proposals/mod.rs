//! Proposals of a view: what several reports tell of one paper is one row. Joined only by a proper name, by
//! the same options of the case, or by the same sponsors, and never against a sponsor or option told.
//! To put forward, discuss, receive or study is never to accept.

mod ball;
mod elements;
mod packages;

use std::collections::{BTreeMap, BTreeSet};

use armistice_types::case::{Case, IssueKey, OptionKey, TrackKey};
use armistice_types::coded::Coded;
use armistice_types::happenings::{EventState, Named};
use armistice_types::proposals::{Answered, Passed, ProposalState, TermState};
use armistice_types::statement::{ActorId, Answer, Proposal, ProposalId, Statement};
use armistice_types::text::{CharIndex, Span};
use armistice_types::time::{Edtf, Published};
use armistice_types::view::{Filed, Place, View};

/// A row with what joining needs.
struct Row {
    state: ProposalState,
    /// Proper words of its name, with its noun: "Selm paper".
    proper: Option<String>,
    /// What it replaces, as an index of rows.
    earlier: Option<usize>,
    /// The row that it was joined to.
    joined: Option<usize>,
}

/// By day, then place of the first telling; numbered in that order.
pub(crate) fn proposals(view: &View, coded: &[Coded], events: &[EventState]) -> Vec<ProposalState> {
    let empty = Coded::default();
    let mut rows: Vec<Row> = Vec::new();
    for (n, filed) in view.reports.iter().enumerate() {
        let telling = Telling { view, filed, coded: coded.get(n).unwrap_or(&empty), index: filed.reading.report.text.index() };
        let mut at: BTreeMap<ProposalId, usize> = BTreeMap::new();
        for it in &filed.reading.proposals {
            at.insert(it.id, put(&mut rows, telling.row(it)));
        }
        for row in packages::packages(view.case.as_ref(), filed, telling.coded) {
            put(&mut rows, row);
        }
        for it in &filed.reading.proposals {
            let (new, old) = (at.get(&it.id).copied(), it.earlier.and_then(|id| at.get(&id).copied()));
            if let (Some(new), Some(old)) = (new, old.filter(|old| Some(*old) != new)) {
                rows[new].earlier = rows[new].earlier.or(Some(old));
                replacing_the_same(&mut rows, new, old);
            }
        }
    }
    numbered(view, events, rows)
}

/// Joins a row to the one that it tells again, or adds it; gives its index.
fn put(rows: &mut Vec<Row>, row: Row) -> usize {
    match rows.iter().position(|there| same(there, &row)) {
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
fn replacing_the_same(rows: &mut [Row], new: usize, old: usize) {
    let other = (0..rows.len()).find(|&n| n != new && n != old && rows[n].earlier == Some(old) && rows[n].joined.is_none());
    if let Some(other) = other.filter(|&n| !apart(&rows[n], &rows[new])) {
        let mut row = Row { state: rows[new].state.clone(), proper: rows[new].proper.clone(), earlier: None, joined: None };
        std::mem::swap(&mut row.state, &mut rows[new].state);
        join(&mut rows[other], row);
        rows[new].joined = Some(other);
    }
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
        out.push((row.earlier.or(bettered), row.state));
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

/// One report's telling of its proposals.
struct Telling<'v> {
    view: &'v View,
    filed: &'v Filed,
    coded: &'v Coded,
    index: CharIndex<'v>,
}

impl Telling<'_> {
    fn row(&self, it: &Proposal) -> Row {
        let published = self.filed.reading.report.published.map(Published::day).map(Edtf::day);
        let mut state = ProposalState {
            id: String::new(),
            track: None,
            name: it.name.clone().unwrap_or_default(),
            kind: it.kind,
            version: it.version.clone(),
            sponsors: self.named(&it.sponsors),
            discussed_by: self.named(&it.discussed_by),
            terms: self.terms(it),
            day: it.when.or(published),
            day_stated: it.when.is_some(),
            earlier: None,
            superseded_by: None,
            answers: it.answers.iter().filter_map(|answer| self.answered(answer)).collect(),
            custody: it
                .custody
                .iter()
                .map(|passed| Passed {
                    from: self.named(&passed.from),
                    to: self.named(&passed.to),
                    day: passed.when,
                    how: passed.how.clone(),
                    evidence: vec![self.place(passed.span)],
                })
                .collect(),
            ball: Vec::new(),
            ball_because: None,
            ball_evidence: Vec::new(),
            elements: Vec::new(),
            marking: self.filed.marking.clone(),
            evidence: vec![self.place(it.span)],
        };
        state.track = self.view.case.as_ref().and_then(|case| self.track(case, it, &state));
        Row { proper: it.name.as_deref().and_then(proper), state, earlier: None, joined: None }
    }

    fn place(&self, span: Span) -> Place {
        Place { report: self.filed.number, span }
    }

    fn named(&self, ids: &[ActorId]) -> Vec<Named> {
        let named = |id: &ActorId| {
            let name = self.filed.reading.actor(*id)?.name.clone();
            Some(Named { name, actor: self.coded.actors.get(id).and_then(|it| it.actor.clone()) })
        };
        ids.iter().filter_map(named).collect()
    }

    /// A term that names several options of the case is a row for each, in the words that name it.
    fn terms(&self, it: &Proposal) -> Vec<TermState> {
        let mut out = Vec::new();
        let coded = self.coded.proposals.get(&it.id).map_or(&[][..], Vec::as_slice);
        for (n, term) in it.terms.iter().enumerate() {
            let found: Vec<_> = coded.iter().filter(|tie| tie.term == n).collect();
            if found.len() < 2 {
                let option = found.first().map(|tie| (tie.issue.clone(), tie.option.clone()));
                out.push(TermState { text: term.text.clone(), option, place: self.place(term.span) });
                continue;
            }
            out.extend(found.into_iter().map(|tie| TermState {
                text: self.index.quote(tie.matched).unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" "),
                option: Some((tie.issue.clone(), tie.option.clone())),
                place: self.place(tie.matched),
            }));
        }
        out
    }

    fn answered(&self, it: &Answer) -> Option<Answered> {
        let by = self.named(&[it.by]).pop()?;
        Some(Answered { own_words: self.own_words(it), by, response: it.response, day: it.when, evidence: vec![self.place(it.span)] })
    }

    /// Does the actor itself, or one who can speak for it, say so, with nobody passing it on?
    fn own_words(&self, it: &Answer) -> bool {
        let side = self.coded.actors.get(&it.by).and_then(|it| it.actor.as_ref());
        let speaks = |statement: &Statement| {
            let source = statement.source.actor.and_then(|id| self.coded.actors.get(&id));
            source.is_some_and(|source| side.is_some() && source.actor.as_ref() == side && source.authority.binds())
        };
        let inside = |statement: &&Statement| statement.content.iter().any(|span| span.overlaps(it.span));
        let mut around = self.filed.reading.statements.iter().filter(inside).peekable();
        around.peek().is_some() && around.all(|statement| speaks(statement) && statement.within.is_none() && statement.via.is_empty())
    }

    /// The track of its options; else the one whose name stands in a sentence that speaks of it.
    fn track(&self, case: &Case, it: &Proposal, state: &ProposalState) -> Option<TrackKey> {
        let of_option = |term: &TermState| term.option.as_ref().and_then(|(issue, _)| case.issue(issue)).map(|issue| issue.track.clone());
        let tracks: BTreeSet<TrackKey> = state.terms.iter().filter_map(of_option).collect();
        if !tracks.is_empty() {
            return if tracks.len() == 1 { tracks.into_iter().next() } else { None };
        }
        let sentences = self.filed.reading.sentences.iter().filter(|sentence| it.mentions.iter().any(|span| span.overlaps(**sentence)));
        let words: BTreeSet<String> = sentences
            .filter_map(|sentence| self.index.quote(*sentence))
            .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect::<Vec<_>>())
            .collect();
        let named = |name: &str| {
            name.split(|c: char| !c.is_alphanumeric()).any(|word| word.chars().count() > 3 && words.contains(&word.to_lowercase()))
        };
        let mut found = case.tracks.iter().filter(|track| named(&track.name));
        found.next().filter(|_| found.next().is_none()).map(|track| track.id.clone())
    }
}

/// The capitalised words of a name with its noun; `None` for a name without any.
fn proper(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital: Vec<&str> =
        words.iter().enumerate().filter(|(n, it)| *n > 0 && it.starts_with(char::is_uppercase)).map(|(_, it)| *it).collect();
    (!capital.is_empty()).then(|| format!("{} {}", capital.join(" "), words.last().unwrap_or(&"")).to_lowercase())
}

/// Who put it forward: the case's actors behind the names where they are known.
fn sponsors(it: &ProposalState) -> BTreeSet<String> {
    it.sponsors.iter().map(|named| named.actor.as_ref().map_or_else(|| named.name.clone(), ToString::to_string)).collect()
}

fn options(it: &ProposalState) -> BTreeSet<(IssueKey, OptionKey)> {
    it.terms.iter().filter_map(|term| term.option.clone()).collect()
}

/// Does something told of the two differ: sponsors, an answer to one issue, the track?
fn apart(a: &Row, b: &Row) -> bool {
    let (by, with) = (sponsors(&a.state), sponsors(&b.state));
    let others = !by.is_empty() && !with.is_empty() && by.is_disjoint(&with);
    let (these, those) = (options(&a.state), options(&b.state));
    let clash = these.iter().any(|(issue, option)| those.iter().any(|(other, answer)| issue == other && option != answer));
    others || clash || a.state.track.is_some() && b.state.track.is_some() && a.state.track != b.state.track
}

fn same(a: &Row, b: &Row) -> bool {
    if a.joined.is_some() || apart(a, b) {
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
        for named in more {
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
            .find(|there| there.by == answer.by && there.response == answer.response && there.own_words == answer.own_words);
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
