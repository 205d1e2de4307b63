//! Events of a view: what several sentences or reports tell of one event is one row. Joined only where named people or
//! case actors are the same and neither day nor place speaks against it; never on unnamed sources.

use std::collections::{BTreeMap, BTreeSet};

use armistice_types::case::{Case, TrackKey};
use armistice_types::coded::Coded;
use armistice_types::happenings::{EventState, Named};
use armistice_types::statement::{ActorId, ActorKind, Event, Modality};
use armistice_types::time::{Day, Edtf, Published};
use armistice_types::view::{Filed, Place, View};

use crate::chains::Together;

/// An event told without a day may have been so many days before its report, or lie so many after it.
const NEAR: i32 = 7;

/// A row with what joining needs.
struct Row {
    state: EventState,
    /// Names that may join: persons and named bodies, never descriptions.
    names: BTreeSet<String>,
    window: Option<(Day, Day)>,
    /// First report of its chain of copies, and the words told.
    chain: usize,
    words: String,
}

/// Rows that may tell of the event of another: those of its kind that share a name and a week with it, or its chain of copies.
#[derive(Default)]
struct Index {
    by_name: BTreeMap<Week, BTreeSet<usize>>,
    by_chain: BTreeMap<usize, BTreeSet<usize>>,
}

/// Kind, name, and the number of a week that the window touches.
type Week = (String, Modality, String, i32);
/// In place of the weeks of a window that touches more than `MANY`.
const ANY: i32 = i32::MIN;
const MANY: i32 = 60;

impl Index {
    /// A row that was joined is added once more: under what it was before it is found as well, which does no harm.
    fn add(&mut self, row: &Row, n: usize) {
        let Some((from, to)) = weeks(row) else { return };
        let weeks = if to - from > MANY { ANY..=ANY } else { from..=to };
        for (name, week) in row.names.iter().flat_map(|name| weeks.clone().map(move |week| (name, week))) {
            self.by_name.entry(key(row, name, week)).or_default().insert(n);
        }
        self.by_chain.entry(row.chain).or_default().insert(n);
    }

    /// By their numbers.
    fn near(&self, row: &Row) -> BTreeSet<usize> {
        let Some((from, to)) = weeks(row) else { return BTreeSet::new() };
        let mut out: BTreeSet<usize> = self.by_chain.get(&row.chain).into_iter().flatten().copied().collect();
        for name in &row.names {
            let weeks = self.by_name.range(key(row, name, from)..=key(row, name, to)).map(|(_, rows)| rows);
            out.extend(weeks.chain(self.by_name.get(&key(row, name, ANY))).flatten());
        }
        out
    }
}

fn key(row: &Row, name: &str, week: i32) -> Week {
    (row.state.kind.clone(), row.state.modality, name.to_owned(), week)
}

/// The first and the last week that its window touches, by number; what has no window is joined to nothing.
fn weeks(row: &Row) -> Option<(i32, i32)> {
    let week = |day: Day| (day.0 - Day(Default::default()).0).get_days().div_euclid(7);
    row.window.map(|(from, to)| (week(from.min(to)), week(from.max(to))))
}

/// By day, then place of the first telling.
pub(crate) fn events(view: &View, coded: &[Coded], together: &Together<'_>) -> Vec<EventState> {
    let empty = Coded::default();
    let mut rows: Vec<Row> = Vec::new();
    let mut index = Index::default();
    for (n, filed) in view.reports.iter().enumerate() {
        for event in &filed.reading.events {
            let row = row(view.case.as_ref(), filed, coded.get(n).unwrap_or(&empty), event);
            let row = Row { chain: together.first(filed.number), ..row };
            let n = index.near(&row).into_iter().find(|&n| same(&rows[n], &row)).unwrap_or(rows.len());
            match rows.get_mut(n) {
                Some(there) => join(there, row),
                None => rows.push(row),
            }
            index.add(&rows[n], n);
        }
    }
    let mut out: Vec<EventState> = rows.into_iter().map(|row| row.state).collect();
    out.sort_by_key(|it| (it.when.and_then(|when| when.to), it.evidence.first().copied()));
    out
}

fn row(case: Option<&Case>, filed: &Filed, coded: &Coded, event: &Event) -> Row {
    let named = |ids: &[ActorId]| -> Vec<Named> {
        ids.iter()
            .filter_map(|id| {
                let name = filed.reading.actor(*id)?.name.clone();
                Some(Named { name, actor: coded.actors.get(id).and_then(|it| it.actor.clone()) })
            })
            .collect()
    };
    let kind_of = |id: &ActorId| filed.reading.actor(*id).map(|it| it.kind);
    let names = event
        .actors
        .iter()
        .chain(&event.recipients)
        .filter(|id| kind_of(id).is_some_and(|kind| !matches!(kind, ActorKind::Unnamed | ActorKind::Group)))
        .filter_map(|id| filed.reading.actor(*id).map(|it| it.name.clone()))
        .collect();
    let (actors, recipients) = (named(&event.actors), named(&event.recipients));
    let track = case.and_then(|case| track(case, actors.iter().chain(&recipients)));
    // Talks of which only the day is told are those of a case with one track.
    let only = |case: &Case| (case.tracks.len() == 1).then(|| case.tracks[0].id.clone());
    let nobody = actors.is_empty() && recipients.is_empty() && event.kind == "CONSULT";
    let track = track.or_else(|| case.filter(|_| nobody).and_then(only));
    // What is no meeting touches the track that its sentence names.
    let track = track.or_else(|| case.filter(|_| event.kind != "CONSULT").and_then(|case| named_track(case, filed, event)));
    let told = event.told_by.filter(|id| !event.actors.contains(id));
    let mut tellers = named(told.as_slice());
    tellers.retain(|it| it.actor.is_none() || !actors.iter().any(|actor| actor.actor == it.actor));
    let state = EventState {
        track,
        kind: event.kind.clone(),
        mode: event.mode.clone(),
        actors,
        recipients,
        place: event.place.clone(),
        when: event.when,
        modality: event.modality,
        by_reporter_or_actor: tellers.is_empty(),
        tellers,
        marking: filed.marking.clone(),
        evidence: vec![Place { report: filed.number, span: event.span }],
    };
    let published = filed.reading.report.published.map(Published::day);
    let words = filed.reading.report.text.index().quote(event.span).unwrap_or("").to_lowercase();
    Row { window: window(event, published), names, state, chain: filed.number, words }
}

fn named_track(case: &Case, filed: &Filed, event: &Event) -> Option<TrackKey> {
    let sentence = filed.reading.sentences.iter().find(|it| it.overlaps(event.span))?;
    let text = filed.reading.report.text.index().quote(*sentence)?;
    crate::tracks::by_name(case, text).ok().flatten()
}

/// The days on which it can have been.
fn window(event: &Event, published: Option<Day>) -> Option<(Day, Day)> {
    if let Some(Edtf { from: Some(from), to: Some(to) }) = event.when {
        return Some((from, to));
    }
    let day = published?;
    Some(if event.modality == Modality::Planned { (day, day.plus(NEAR)) } else { (day.plus(-NEAR), day) })
}

/// The track on which its actors have roles, where that is one only.
fn track<'a>(case: &Case, people: impl Iterator<Item = &'a Named>) -> Option<TrackKey> {
    let actors: BTreeSet<_> = people.filter_map(|it| it.actor.as_ref()).collect();
    if actors.is_empty() {
        return None;
    }
    let on = |track: &TrackKey| actors.iter().all(|actor| case.roles.iter().any(|row| row.track == *track && row.actor == **actor));
    let mut tracks = case.tracks.iter().map(|row| &row.id).filter(|id| on(id));
    let first = tracks.next()?;
    tracks.next().is_none().then(|| first.clone())
}

/// Do both tell of one event?
fn same(a: &Row, b: &Row) -> bool {
    // What most pairs fail comes first: every telling is held against every row.
    let days = || a.window.zip(b.window).is_some_and(|(a, b)| a.0 <= b.1 && b.0 <= a.1);
    if a.state.kind != b.state.kind || a.state.modality != b.state.modality || !days() {
        return false;
    }
    if retold(a, b) {
        return true;
    }
    if a.names.is_empty() {
        return false;
    }
    let place = |it: &Row| it.state.place.as_ref().map(|place| place.to_lowercase());
    let places = place(a).zip(place(b)).is_none_or(|(a, b)| a == b);
    let shared = a.names.intersection(&b.names).count();
    let whole = shared > 0 && shared == a.names.len().min(b.names.len());
    // All of the fewer, and two of them; or one alone where day and place are told alike.
    let told_alike = a.state.when.is_some() && a.state.when == b.state.when && a.state.place == b.state.place;
    places && whole && (shared > 1 || told_alike)
}

/// Does a copy tell with the same words what another report of its chain tells, of as many as there?
fn retold(a: &Row, b: &Row) -> bool {
    let report = |it: &Row| it.state.evidence.first().map(|place| place.report);
    let people =
        |it: &Row| -> BTreeSet<String> { it.state.actors.iter().chain(&it.state.recipients).map(|it| it.name.to_lowercase()).collect() };
    a.chain == b.chain && report(a) != report(b) && a.words == b.words && people(a) == people(b)
}

/// Adds a telling: what one leaves out the other may say.
fn join(there: &mut Row, row: Row) {
    there.state.mode = mode(&there.state, &row.state);
    for (mine, more) in [(&mut there.state.actors, row.state.actors), (&mut there.state.recipients, row.state.recipients)] {
        for named in more {
            if !mine.iter().any(|it| it.name == named.name) {
                mine.push(named);
            }
        }
    }
    for named in row.state.tellers {
        if !there.state.tellers.iter().any(|it| it.name == named.name) {
            there.state.tellers.push(named);
        }
    }
    there.state.by_reporter_or_actor |= row.state.by_reporter_or_actor;
    let actors = there.state.actors.clone();
    there.state.recipients.retain(|it| !actors.iter().any(|actor| actor.name == it.name));
    there.names.extend(row.names);
    if there.state.when.is_none() && row.state.when.is_some() {
        there.window = row.window;
    }
    there.state.place = there.state.place.take().or(row.state.place);
    there.state.when = there.state.when.or(row.state.when);
    there.state.track = there.state.track.take().or(row.state.track);
    there.state.marking = there.state.marking.join(&row.state.marking);
    for place in row.state.evidence {
        if !there.state.evidence.contains(&place) {
            there.state.evidence.push(place);
        }
    }
}

/// "is in Selm for talks", and elsewhere whom he met there: it is the meeting.
fn mode(a: &EventState, b: &EventState) -> Option<String> {
    let only_there = |it: &EventState| it.mode.as_deref() == Some("visit") && it.recipients.is_empty();
    match (only_there(a), only_there(b)) {
        (true, false) => b.mode.clone(),
        (false, true) => a.mode.clone(),
        _ => a.mode.clone().or_else(|| b.mode.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use armistice_types::marking::Marking;

    fn told(names: &[&str], place: Option<&str>, when: Option<&str>, modality: Modality) -> Row {
        let when: Option<Edtf> = when.map(|it| it.parse().unwrap());
        let published: Day = "2031-10-10".parse().unwrap();
        let window = when.and_then(|it| it.from.zip(it.to)).or(Some((published.plus(-NEAR), published)));
        let state = EventState {
            track: None,
            kind: "CONSULT".to_owned(),
            mode: None,
            actors: names.iter().map(|name| Named { name: (*name).to_owned(), actor: None }).collect(),
            recipients: Vec::new(),
            place: place.map(str::to_owned),
            when,
            modality,
            tellers: Vec::new(),
            by_reporter_or_actor: true,
            marking: Marking::clear(),
            evidence: Vec::new(),
        };
        Row { state, names: names.iter().map(|name| (*name).to_owned()).collect(), window, chain: 1, words: String::new() }
    }

    #[track_caller]
    fn check(a: &Row, b: &Row, one: bool) {
        assert_eq!((same(a, b), same(b, a)), (one, one));
    }

    #[test]
    fn what_is_told_with_and_without_a_day_is_one_meeting() {
        let bare = told(&["Marsh", "Finch"], Some("Selm"), None, Modality::Actual);
        check(&bare, &told(&["Vance", "Marsh", "Finch"], None, Some("2031-10-09"), Modality::Actual), true);
        check(&bare, &told(&["Marsh", "Finch"], Some("Dorn"), None, Modality::Actual), false);
        check(&bare, &told(&["Marsh", "Finch"], None, Some("2031-09-09"), Modality::Actual), false);
        check(&bare, &told(&["Marsh", "Vance"], Some("Selm"), None, Modality::Actual), false);
    }

    #[test]
    fn who_is_there_for_talks_and_whom_he_met_are_one_meeting() {
        let mut there = told(&["Marsh", "Finch"], Some("Selm"), None, Modality::Actual);
        there.state.mode = Some("visit".to_owned());
        let met = told(&["Vance", "Marsh", "Finch"], None, Some("2031-10-09"), Modality::Actual);
        let joined = |mut a: Row, b: Row| {
            join(&mut a, b);
            (a.state.mode, a.state.place, a.state.actors.len())
        };
        let meeting = (None, Some("Selm".to_owned()), 3);
        let again = || told(&["Vance", "Marsh", "Finch"], None, Some("2031-10-09"), Modality::Actual);
        let visit = || Row { state: there.state.clone(), names: there.names.clone(), window: there.window, chain: 1, words: String::new() };
        assert_eq!(joined(visit(), met), meeting);
        assert_eq!(joined(again(), visit()), meeting);
        assert_eq!(joined(visit(), visit()).0.as_deref(), Some("visit"));
    }

    #[test]
    fn a_copy_tells_of_the_same_dead_with_the_same_words() {
        let row = |report: usize, chain: usize, words: &str, dead: &str| {
            let mut it = Row { chain, words: words.to_owned(), ..told(&[dead], None, Some("2031-10-09"), Modality::Actual) };
            it.names.clear();
            it.state.evidence.push(Place { report, span: armistice_types::text::Span::new(0, 1).unwrap() });
            it
        };
        let first = row(4, 4, "were killed", "four people");
        check(&first, &row(5, 4, "were killed", "four people"), true);
        check(&first, &row(5, 5, "were killed", "four people"), false);
        check(&first, &row(5, 4, "were killed", "six people"), false);
        check(&first, &row(4, 4, "were killed", "four people"), false);
    }

    #[test]
    fn a_planned_meeting_is_not_the_one_that_was_held() {
        let held = told(&["Marsh", "Finch"], None, Some("2031-10-09"), Modality::Actual);
        check(&held, &told(&["Marsh", "Finch"], None, Some("2031-10-09"), Modality::Planned), false);
        check(&told(&[], None, None, Modality::Actual), &told(&[], None, None, Modality::Actual), false);
    }
}
