//! The decisions on the statements of one report, oldest first. Of several on one statement the later counts; an acceptance of what another
//! person made of it stands beside that.

use std::collections::{BTreeMap, BTreeSet};

use armistice_types::decided::{Decision, Deed};
use armistice_types::entries::{Entered, EntryState, Said, StatementAnchor, StatementEntry, Touches};
use armistice_types::marking::Marking;
use armistice_types::statement::{Act, Certainty, Statement, StatementId};
use armistice_types::text::Span;
use armistice_types::view::{Filed, StatementRef};

use super::{anchoring, building, follow, of_statement};

/// A statement with what has been decided on it so far.
struct Row<'e> {
    id: StatementId,
    content: Vec<Span>,
    /// What the reader says, where it found it.
    read: Option<Said>,
    /// What a person says in its place.
    saying: Option<(&'e StatementAnchor, &'e Said, Deed)>,
    /// The entries that count, the one whose saying stands first.
    by: Vec<&'e Entered>,
    struck: Option<&'e Entered>,
    /// Every entry on it.
    all: Vec<&'e Entered>,
}

impl Row<'_> {
    /// What it says now.
    fn now(&self) -> Option<&Said> {
        self.saying.map(|it| it.1).or(self.read.as_ref())
    }
}

/// Applies the entries to the report and says what came of each. `makers`: the entries, in order, that may make a statement of their own, those that
/// were taken back with them; the number of one is that much above the reader's last.
pub(super) fn decide(filed: &mut Filed, entries: &[&Entered], makers: &[&Entered]) -> Vec<EntryState> {
    let reading = &filed.reading;
    let mut rows: Vec<Row<'_>> = reading.statements.iter().map(|it| row(it, anchoring::said(reading, it, None))).collect();
    let mut states: BTreeMap<String, EntryState> = BTreeMap::new();
    let last = reading.statements.iter().map(|it| it.id.0).max().unwrap_or(0);
    let taken_back: Vec<&Entered> = makers.iter().filter(|it| !entries.iter().any(|here| here.id == it.id)).copied().collect();
    for it in entries {
        let Some(entry) = of_statement(it) else { continue };
        let state = match anchoring::places(&reading.report, entry.anchor()) {
            Some(places) => {
                let n = makers.iter().position(|maker| maker.id == it.id).and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
                let new = StatementRef { report: filed.number, statement: StatementId(last + 1 + n) };
                let found = found(&rows, entry, &places).filter(|n| !rows.get(*n).is_some_and(|row| orphan(entry, row, &taken_back)));
                one(&mut rows, it, (entry, found), &places, new)
            }
            None => EntryState::nothing(&it.id, "its words do not stand at their place in the report"),
        };
        states.insert(it.id.clone(), state);
    }
    later(&rows, &mut states);
    bear(filed, &rows, &mut states);
    apply(filed, &rows, &mut states);
    states.into_values().collect()
}

fn row(statement: &Statement, read: Said) -> Row<'static> {
    Row {
        id: statement.id,
        content: statement.content.clone(),
        read: Some(read),
        saying: None,
        by: Vec::new(),
        struck: None,
        all: Vec::new(),
    }
}

/// The statement that an entry is on; for one that is added, the one that says the same of the same words.
fn found(rows: &[Row<'_>], entry: &StatementEntry, places: &[Span]) -> Option<usize> {
    if matches!(entry, StatementEntry::Add { .. }) {
        return rows.iter().position(|row| is_there(row, places, entry.seen()));
    }
    // Of several persons' sayings of the same words the one with the ties that were seen; those of the reader are not known here.
    let ties = |row: &Row<'_>| row.saying.map_or(1, |it| if entry.seen().differs_in_ties(it.1).is_empty() { 0 } else { 2 });
    let known: Vec<(usize, &[Span], &Said)> =
        rows.iter().enumerate().filter_map(|(n, row)| Some((n, row.content.as_slice(), row.now()?))).collect();
    let all: Vec<(&[Span], &Said, usize)> =
        known.iter().map(|(n, content, said)| (*content, *said, rows.get(*n).map_or(1, ties))).collect();
    let strict = matches!(entry, StatementEntry::Accept { .. });
    anchoring::nearest(places, entry.seen(), &all, strict).and_then(|at| known.get(at)).map(|it| it.0)
}

/// Was the entry made on a statement that a person added and took back, and does this one say something else?
fn orphan(entry: &StatementEntry, row: &Row<'_>, taken_back: &[&Entered]) -> bool {
    let seen = entry.seen();
    let same = |said: &Said| seen.differs(&Said { told_by: seen.told_by.clone(), ..said.clone() }).is_empty();
    let made_on = |it: &StatementEntry| match it {
        StatementEntry::Add { statement, said, .. } => statement.content == entry.anchor().content && same(said),
        _ => false,
    };
    let gone = || taken_back.iter().filter_map(|it| of_statement(it)).any(made_on);
    !matches!(entry, StatementEntry::Add { .. }) && !row.now().into_iter().chain(&row.read).any(same) && gone()
}

/// Takes one entry in, on the statement that was found for it; `new` is the statement that it may make.
fn one<'e>(
    rows: &mut Vec<Row<'e>>,
    it: &'e Entered,
    (entry, found): (&'e StatementEntry, Option<usize>),
    places: &[Span],
    new: StatementRef,
) -> EntryState {
    let seen = entry.seen();
    let touches = |id: StatementId| Touches::Statement(StatementRef { statement: id, ..new });
    let mut state = EntryState::new(&it.id, Touches::Statement(new));
    match (entry, found) {
        (StatementEntry::Add { .. }, Some(n)) => {
            state.touches = touches(rows[n].id);
            let who = rows[n].by.first().filter(|_| rows[n].saying.is_some()).map_or("the program", |it| it.author.as_str());
            state.besides.push(format!("{who} reads it so, too"));
            accept(&mut rows[n], it, seen, &mut state);
        }
        (StatementEntry::Add { statement, said, .. } | StatementEntry::Edit { statement, said, .. }, None) => {
            let deed = if matches!(entry, StatementEntry::Add { .. }) { Deed::Added } else { Deed::Edited };
            if deed == Deed::Edited {
                state.besides.push("nothing is read from its words now; what the person says of them stands".to_owned());
            }
            let saying = Some((statement, &**said, deed));
            rows.push(Row { id: new.statement, content: places.to_vec(), read: None, saying, by: vec![it], struck: None, all: vec![it] });
        }
        (_, None) => return EntryState::nothing(&it.id, "no statement is read from its words now"),
        (StatementEntry::Accept { .. }, Some(n)) => {
            state.touches = touches(rows[n].id);
            accept(&mut rows[n], it, seen, &mut state);
        }
        (StatementEntry::Edit { statement, said, .. }, Some(n)) => {
            state.touches = touches(rows[n].id);
            otherwise(&rows[n], seen, &mut state);
            let row = &mut rows[n];
            (row.saying, row.by, row.struck) = (Some((statement, &**said, Deed::Edited)), vec![it], None);
            row.all.push(it);
        }
        (StatementEntry::Reject { .. }, Some(n)) => {
            state.touches = touches(rows[n].id);
            otherwise(&rows[n], seen, &mut state);
            rows[n].struck = Some(it);
            rows[n].all.push(it);
        }
    }
    state
}

/// Does the reader find what a person added, or has another person said it, with the same ties to the case?
fn is_there(row: &Row<'_>, places: &[Span], said: &Said) -> bool {
    let same_ties = row.saying.is_none_or(|it| said.differs_in_ties(it.1).is_empty());
    row.content == places && same_ties && row.now().is_some_and(|now| said.differs(now).is_empty())
}

/// In what the words are read otherwise now than the person saw them.
fn otherwise(row: &Row<'_>, seen: &Said, state: &mut EntryState) {
    let of = |said: &Said| seen.differs(&Said { told_by: seen.told_by.clone(), ..said.clone() });
    let differs = row.now().map(of).unwrap_or_default();
    // What the reader says may have been seen before another person put it right.
    if !differs.is_empty() && row.read.as_ref().is_none_or(|read| !of(read).is_empty()) {
        state.besides.push(read_otherwise(&differs));
    }
}

fn read_otherwise(differs: &[String]) -> String {
    format!("read otherwise now: {}", differs.join(", "))
}

/// An acceptance counts for what was accepted: what the reader says, or what a person made of it; nothing else.
fn accept<'e>(row: &mut Row<'e>, it: &'e Entered, seen: &Said, state: &mut EntryState) {
    // In whose words it stands is compared at the end, when all have been put right.
    let differs = |said: &Said| seen.differs(&Said { told_by: seen.told_by.clone(), ..said.clone() });
    let now = row.now().map(differs).unwrap_or_default();
    if now.is_empty() {
        row.by.push(it);
    } else if row.read.as_ref().is_some_and(|read| differs(read).is_empty()) {
        (row.saying, row.by) = (None, vec![it]);
    } else {
        state.besides.push(read_otherwise(&now));
        return;
    }
    row.struck = None;
    row.all.push(it);
}

/// Entries in whose place a later one counts say so.
fn later(rows: &[Row<'_>], states: &mut BTreeMap<String, EntryState>) {
    for row in rows {
        let counts = |it: &Entered| row.struck.map_or_else(|| row.by.iter().any(|by| by.id == it.id), |by| by.id == it.id);
        let Some(last) = row.struck.or(row.by.first().copied()) else { continue };
        for it in row.all.iter().filter(|it| !counts(it)) {
            if let Some(state) = states.get_mut(&it.id) {
                state.besides.push(format!("a later entry counts in its place: {} by {}", last.id, last.author));
            }
        }
    }
}

/// What came of an entry may be told to those only who may see every entry on its statement, and on what that stands within.
fn bear(filed: &Filed, rows: &[Row<'_>], states: &mut BTreeMap<String, EntryState>) {
    for state in states.values_mut() {
        let Touches::Statement(at) = state.touches else { continue };
        let mut id = Some(at.statement);
        for _ in 0..8 {
            let Some(it) = id else { break };
            let entries = rows.iter().filter(|row| row.id == it).flat_map(|row| &row.all);
            state.marking = entries.fold(state.marking.clone(), |all, it| all.join(&it.marking));
            id = filed.reading.statement(it).and_then(|it| it.within);
        }
    }
}

/// Makes the reading what the rows say.
fn apply(filed: &mut Filed, rows: &[Row<'_>], states: &mut BTreeMap<String, EntryState>) {
    let before = filed.reading.statements.clone();
    let mut note = |it: &Entered, words: Vec<String>| {
        if let Some(state) = states.get_mut(&it.id) {
            state.besides.extend(words);
        }
    };
    for row in rows {
        let base = before.iter().find(|it| it.id == row.id);
        let Some((at, said, _)) = row.saying.filter(|_| row.struck.is_none()) else { continue };
        let made = building::built(&mut filed.reading, row.id, at, said, base);
        match filed.reading.statements.iter_mut().find(|it| it.id == row.id) {
            Some(there) => *there = made,
            None => filed.reading.statements.push(made),
        }
        if let (Some(base), Some(by)) = (base, row.by.first())
            && !row.read.as_ref().is_some_and(|read| same_yes(read, said))
        {
            note(by, follow::yes_goes(&mut filed.reading, base, false));
        }
    }
    for (id, by) in rows.iter().filter_map(|row| Some((row.id, row.struck?))) {
        let Some(words) = before.iter().find(|it| it.id == id) else { continue };
        note(by, follow::yes_goes(&mut filed.reading, words, true));
    }
    let gone = struck(filed, rows);
    for (id, by) in &gone {
        let own = rows.iter().find(|row| row.id == *id);
        if own.is_some_and(|row| row.struck.is_none()) {
            note(by, vec![format!("{id}, nested in it, left with it")]);
            for it in own.iter().flat_map(|row| &row.by) {
                note(it, vec![format!("a statement that it stands within is struck out, and it with it: {} by {}", by.id, by.author)]);
            }
        }
    }
    // What is struck out leaves nothing behind that could bear its marking.
    filed.marking = gone.values().fold(filed.marking.clone(), |all, it| all.join(&it.marking));
    filed.reading.statements.retain(|it| !gone.contains_key(&it.id));
    filed.struck = gone.len();
    reviewed(filed, rows, &mut note);
    mark(filed, rows);
    let all = filed.reading.statements.iter().all(|it| filed.reviewed_at(it.id));
    filed.reviewed = all && !(filed.reading.statements.is_empty() && gone.is_empty());
}

/// Does a person's saying leave a yes as it was read, or change nothing but ties to the case?
fn same_yes(read: &Said, said: &Said) -> bool {
    let now = Said { told_by: read.told_by.clone(), ..said.clone() };
    let whole = said.act == Act::Accept && read.act == Act::Accept && !said.negated && said.certainty >= Certainty::Probable;
    read.differs(&now).is_empty() || whole && (&read.source.name, &read.conditions) == (&said.source.name, &said.conditions)
}

/// What leaves the reading: a statement that is struck out, and every one nested in it, which would else seem its speaker's own; each with the entry.
fn struck<'e>(filed: &Filed, rows: &[Row<'e>]) -> BTreeMap<StatementId, &'e Entered> {
    let mut gone: BTreeMap<StatementId, &Entered> = rows.iter().filter_map(|row| Some((row.id, row.struck?))).collect();
    loop {
        let nested = filed.reading.statements.iter().filter(|it| !gone.contains_key(&it.id));
        let more: Vec<(StatementId, &Entered)> = nested.filter_map(|it| Some((it.id, *gone.get(&it.within?)?))).collect();
        if more.is_empty() {
            return gone;
        }
        gone.extend(more);
    }
}

/// What a person has reviewed. An acceptance does not cover words that stand in another's words than when it was made.
fn reviewed(filed: &mut Filed, rows: &[Row<'_>], note: &mut dyn FnMut(&Entered, Vec<String>)) {
    let here: BTreeSet<StatementId> = filed.reading.statements.iter().map(|it| it.id).collect();
    for row in rows.iter().filter(|row| row.struck.is_none() && here.contains(&row.id)) {
        let Some(statement) = filed.reading.statement(row.id) else { continue };
        let now = anchoring::said(&filed.reading, statement, None);
        let fits = |it: &&&Entered| of_statement(it).is_some_and(|entry| entry.seen().told_by == now.told_by);
        let deed = row.saying.map_or(Deed::Accepted, |it| it.2);
        let (mut by, mut lost) = (Vec::new(), Vec::new());
        for (n, it) in row.by.iter().enumerate() {
            if (deed != Deed::Accepted && n == 0) || fits(&it) { by.push(*it) } else { lost.push(*it) }
        }
        for it in lost {
            let differs =
                of_statement(it).map(|entry| entry.seen().differs(&Said { told_by: now.told_by.clone(), ..entry.seen().clone() }));
            note(it, vec![read_otherwise(&differs.unwrap_or_default())]);
        }
        let Some(first) = by.first() else { continue };
        let said = row.saying.map_or_else(|| of_statement(first).map(StatementEntry::seen), |it| Some(it.1));
        let Some(said) = said.cloned() else { continue };
        let entries = by.iter().map(|it| it.id.clone()).collect();
        filed.decisions.insert(row.id, Decision { deed, entries, author: first.author.clone(), marking: first.marking.clone(), said });
    }
}

/// The markings of statements on which there are entries, and of those within them.
fn mark(filed: &mut Filed, rows: &[Row<'_>]) {
    let own = |id: StatementId| {
        let by = rows.iter().filter(|row| row.id == id).flat_map(|row| &row.by);
        by.fold(Marking::clear(), |all, it| all.join(&it.marking))
    };
    for statement in &filed.reading.statements {
        let mut all = filed.marking.join(&own(statement.id));
        let mut outer = statement.within;
        for _ in 0..8 {
            let Some(it) = outer.and_then(|id| filed.reading.statement(id)) else { break };
            all = all.join(&own(it.id));
            outer = it.within;
        }
        if all != filed.marking {
            filed.marked.insert(statement.id, all);
        }
    }
}
