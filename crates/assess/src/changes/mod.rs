//! What changed between two moments, as sentences with evidence in the later view. Reports keep their numbers between two views of one
//! ledger, as they are numbered by Known; what rests on reports of the earlier view only is no change, nor is what a copy tells again.

mod accounts;
mod files;
mod positions;
mod silence;

use armistice_types::assessment::Assessment;
use armistice_types::case::{ActorKey, Case, IssueKey, TrackKey};
use armistice_types::changes::{Change, ChangeKind};
use armistice_types::coded::Coded;
use armistice_types::marking::Marking;
use armistice_types::time::{Day, Edtf, Published};
use armistice_types::view::{Place, StatementRef, View};

use crate::chains::Together;

/// A view with what was computed from it.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// The view.
    pub view: &'a View,
    /// Its coding, one row a report.
    pub coded: &'a [Coded],
    /// Its assessment.
    pub assessment: &'a Assessment,
}

/// By track in case order, then issue, then kind, then day; what is on no track comes last.
#[must_use]
pub fn changes(before: Moment<'_>, after: Moment<'_>) -> Vec<Change> {
    let between = Between { then: before, now: after, together: Together::new(&after.assessment.chains) };
    let mut out = between.outcomes();
    out.extend(between.proposals());
    out.extend(between.statuses());
    out.extend(between.shifts());
    let moved: Vec<Change> = out.clone();
    out.extend(between.new_positions(&moved));
    out.extend(between.new_accounts());
    out.extend(between.gone_silent());
    out.extend(between.denials());
    out.extend(between.conflicts());
    out.extend(between.forecasts());
    out.extend(between.heard());
    for change in &mut out {
        between.complete(change);
    }
    let case = after.view.case.as_ref();
    let track = |it: &Change| case.zip(it.track.as_ref()).and_then(|(case, id)| case.tracks.iter().position(|row| row.id == *id));
    let issue = |it: &Change| case.zip(it.issue.as_ref()).and_then(|(case, id)| case.issues.iter().position(|row| row.id == *id));
    out.sort_by_key(|it| {
        let of_issue = matches!(it.kind, ChangeKind::Outcome | ChangeKind::TrackStatus) || it.issue.is_none();
        (
            track(it).unwrap_or(usize::MAX),
            if of_issue { 0 } else { 1 + issue(it).unwrap_or(0) },
            it.kind,
            it.day.and_then(|day| day.to),
            it.evidence.first().copied(),
            it.sentence.clone(),
        )
    });
    out
}

/// The earlier and the later moment.
struct Between<'a> {
    then: Moment<'a>,
    now: Moment<'a>,
    /// Of the later one.
    together: Together<'a>,
}

impl<'a> Between<'a> {
    fn case(&self) -> Option<&'a Case> {
        self.now.view.case.as_ref()
    }

    /// Was a report known only after the earlier moment?
    fn is_new(&self, report: usize) -> bool {
        self.now.view.report(report).is_some_and(|filed| filed.known > self.then.view.moment)
    }

    /// Does a statement say something that no report of the earlier view, and no original of a copy, said?
    fn is_news(&self, at: StatementRef) -> bool {
        self.is_new(at.report) && !crate::copies::retold(self.now.view, &self.together, at)
    }

    fn name(&self, actor: &ActorKey) -> String {
        self.case().and_then(|case| case.actor(actor)).map_or_else(|| actor.to_string(), |row| row.name.clone())
    }

    fn question(&self, issue: &IssueKey) -> String {
        self.case().and_then(|case| case.issue(issue)).map_or_else(|| issue.to_string(), |row| row.question.clone())
    }

    fn label(&self, issue: &IssueKey, option: Option<&armistice_types::case::OptionKey>) -> String {
        let row = self.case().and_then(|case| case.issue(issue));
        let found = row.and_then(|row| row.options.iter().find(|it| Some(&it.id) == option));
        found.map_or_else(|| "it".to_owned(), |it| it.label.clone())
    }

    fn track_of(&self, issue: &IssueKey) -> Option<TrackKey> {
        self.case().and_then(|case| case.issue(issue)).map(|row| row.track.clone())
    }

    /// The day a statement was said, else published.
    fn day(&self, at: StatementRef) -> Option<Edtf> {
        let (filed, statement) = self.now.view.statement(at)?;
        statement.said_on.or_else(|| filed.reading.report.published.map(Published::day).map(Edtf::day))
    }

    /// Track, day and marking from what a change rests on.
    fn complete(&self, change: &mut Change) {
        if change.track.is_none() {
            change.track = change.issue.as_ref().and_then(|issue| self.track_of(issue));
        }
        if change.day.is_none() {
            change.day = change.evidence.first().and_then(|at| self.day(*at));
        }
        for at in change.before.iter().chain(&change.evidence) {
            if let Some(filed) = self.now.view.report(at.report) {
                change.marking = change.marking.join(filed.marking_at(at.statement));
            }
        }
        for filed in change.places.iter().filter_map(|at| self.now.view.report(at.report)) {
            change.marking = change.marking.join(&filed.marking);
        }
    }
}

/// A change with a sentence and nothing else yet.
fn change(kind: ChangeKind, sentence: String) -> Change {
    Change {
        kind,
        track: None,
        issue: None,
        actor: None,
        from: None,
        to: None,
        day: None,
        sentence,
        before: Vec::new(),
        evidence: Vec::new(),
        places: Vec::new(),
        entry: None,
        line: None,
        marking: Marking::clear(),
    }
}

/// The reports of some places.
fn reports(places: &[Place]) -> impl Iterator<Item = usize> + '_ {
    places.iter().map(|place| place.report)
}

/// Days from one to another.
fn days(from: Day, to: Day) -> i32 {
    (to.0 - from.0).get_days()
}
