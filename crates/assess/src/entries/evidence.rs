//! What a judgement rests on, as short digests: of a cell every statement behind it with its stance, of an issue its status too, of a track
//! and of the whole the issues, the status and what came back to proposals. By them a later view tells whether anything has changed.
//!
//! Nothing here depends on numbers that a view gives (`R3`, `P1`), so that more reports elsewhere change nothing.

use std::collections::{BTreeMap, BTreeSet};

use armistice_types::assessment::Assessment;
use armistice_types::case::{ActorKey, IssueKey, OptionKey, TrackKey};
use armistice_types::coded::Coded;
use armistice_types::entries::{Changed, Evidence, On, Rested, RestedRows};
use armistice_types::marking::Marking;
use armistice_types::text::Span;
use armistice_types::time::Known;
use armistice_types::view::{Place, StatementRef, View};
use sha2::{Digest, Sha256};

use crate::passages::content;

/// An evidence of more things than this is kept as one digest.
const KEPT: usize = 400;
/// Hexadecimal digits of the digest over all, and of each.
const WHOLE: usize = 32;
const EACH: usize = 12;

/// What a judgement on something rests on in a view.
pub struct Ground {
    /// As an entry keeps it.
    pub evidence: Evidence,
    /// Joined from everything it rests on.
    pub marking: Marking,
    /// From when all of it could be known.
    pub known: Option<Known>,
    items: BTreeMap<String, Option<Place>>,
}

/// What a judgement on `on` rests on. Only cells, issues, tracks and the whole have evidence; anything else has none.
#[must_use]
pub fn ground(view: &View, coded: &[Coded], assessment: &Assessment, on: &On) -> Ground {
    let mut all = Gathered { view, assessment, items: BTreeMap::new(), rows: Rows::default(), marking: Marking::clear(), known: None };
    match on {
        On::Cell { actor, issue } => all.statements(coded, issue, Some(actor)),
        On::Issue { issue } => all.issue(coded, issue),
        On::Track { track } => all.track(coded, track),
        On::Whole => {
            for track in view.case.iter().flat_map(|case| &case.tracks) {
                all.track(coded, &track.id);
            }
            all.proposals(None);
        }
        On::Report { .. } | On::Statement(_) | On::Actor { .. } | On::Proposal { .. } => {}
    }
    let digests: Vec<&str> = all.items.keys().map(String::as_str).collect();
    let whole = short(&digests, WHOLE);
    let rested = |(digest, place): (&String, &Option<Place>)| {
        let report = place.and_then(|at| Some(view.report(at.report)?.reading.report.id.clone()));
        Rested { digest: digest.clone(), report, start: place.map(|at| at.span.start()) }
    };
    let items = if all.items.len() > KEPT { Vec::new() } else { all.items.iter().map(rested).collect() };
    Ground { evidence: Evidence { digest: whole, items, rows: all.rows.kept() }, marking: all.marking, known: all.known, items: all.items }
}

impl Ground {
    /// How this differs from what an entry rested on; `None` where it does not.
    #[must_use]
    pub fn changed(&self, view: &View, was: &Evidence) -> Option<Changed> {
        if was.digest == self.evidence.digest {
            return None;
        }
        let mut out = Changed::default();
        if was.items.is_empty() && was.digest != short(&[], WHOLE) {
            return Some(out);
        }
        let before: BTreeSet<&str> = was.items.iter().map(|it| it.digest.as_str()).collect();
        for (_, place) in self.items.iter().filter(|it| !before.contains(it.0.as_str())) {
            out.status |= place.is_none();
            out.new.extend(*place);
        }
        for it in was.items.iter().filter(|it| !self.items.contains_key(&it.digest)) {
            out.status |= it.report.is_none();
            let filed = view.reports.iter().find(|filed| Some(&filed.reading.report.id) == it.report.as_ref());
            let span = it.start.and_then(|at| Span::new(at, at));
            out.gone.extend(filed.zip(span).map(|(filed, span)| Place { report: filed.number, span }));
        }
        out.new.sort();
        // The same words with another stance are new, and not gone as well.
        out.gone.retain(|at| !out.new.iter().any(|new| new.report == at.report && new.span.start() == at.span.start()));
        out.gone.sort();
        Some(out)
    }
}

/// Rows of the case, each once and in order.
#[derive(Default)]
struct Rows {
    actors: BTreeSet<ActorKey>,
    tracks: BTreeSet<TrackKey>,
    issues: BTreeSet<IssueKey>,
    options: BTreeSet<(IssueKey, OptionKey)>,
}

impl Rows {
    fn option(&mut self, issue: &IssueKey, option: Option<&OptionKey>) {
        self.issues.insert(issue.clone());
        self.options.extend(option.map(|it| (issue.clone(), it.clone())));
    }

    /// What a status rests on without a word of theirs: who has a role on its track.
    fn track(&mut self, view: &View, track: &TrackKey) {
        self.tracks.insert(track.clone());
        let roles = view.case.iter().flat_map(|case| &case.roles).filter(|it| it.track == *track);
        self.actors.extend(roles.map(|it| it.actor.clone()));
    }

    fn kept(self) -> RestedRows {
        RestedRows {
            actors: self.actors.into_iter().collect(),
            tracks: self.tracks.into_iter().collect(),
            issues: self.issues.into_iter().collect(),
            options: self.options.into_iter().collect(),
        }
    }
}

struct Gathered<'v> {
    view: &'v View,
    assessment: &'v Assessment,
    items: BTreeMap<String, Option<Place>>,
    rows: Rows,
    marking: Marking,
    known: Option<Known>,
}

impl Gathered<'_> {
    /// One thing, with where it stands and whose report must be seen for it.
    fn add(&mut self, parts: &[&str], place: Option<Place>) {
        if let Some(filed) = place.and_then(|at| self.view.report(at.report)) {
            self.marking = self.marking.join(&filed.marking);
            self.known = self.known.max(Some(filed.known));
        }
        self.items.entry(short(parts, EACH)).or_insert(place);
    }

    /// What a report must be seen for without being a thing by itself: what a status rests on.
    fn seen(&mut self, reports: impl Iterator<Item = usize>) {
        for filed in reports.filter_map(|number| self.view.report(number)) {
            self.marking = self.marking.join(&filed.marking);
            self.known = self.known.max(Some(filed.known));
        }
    }

    /// The statements behind the cells of an issue, or behind one cell, and what a signed text is told to hold.
    fn statements(&mut self, coded: &[Coded], issue: &IssueKey, actor: Option<&ActorKey>) {
        for (filed, coded) in self.view.reports.iter().zip(coded) {
            for (id, rows) in &coded.about {
                let wanted = |row: &&armistice_types::coded::About| row.issue == *issue && actor.is_none_or(|it| row.holder == *it);
                for row in rows.iter().filter(wanted) {
                    let at = StatementRef { report: filed.number, statement: *id };
                    let Some((place, words)) = content(self.view, at) else { continue };
                    let option = row.option.as_ref().map_or("", |it| it.0.as_str());
                    let voice = if row.own_words { "own" } else { "told" };
                    let report = &filed.reading.report.id;
                    self.marking = self.marking.join(filed.marking_at(*id));
                    self.rows.actors.insert(row.holder.clone());
                    self.rows.option(issue, row.option.as_ref());
                    self.add(&["statement", report, &words, &row.holder.0, &issue.0, option, row.stance.as_str(), voice], Some(place));
                }
            }
        }
        let told = self.assessment.accounts.iter().filter(|it| it.issue == *issue && actor.is_none_or(|actor| it.actor == *actor));
        let told: Vec<(String, Place)> = told.flat_map(|it| it.told.iter().map(|at| (it.actor.0.clone(), *at))).collect();
        for (actor, at) in told {
            self.rows.actors.insert(ActorKey(actor.clone()));
            self.rows.option(issue, None);
            self.place(&["holds", &actor, &issue.0], at);
        }
    }

    /// Words of a report that are no statement.
    fn place(&mut self, what: &[&str], at: Place) {
        let Some(filed) = self.view.report(at.report) else { return };
        let words = filed.reading.report.text.index().quote(at.span).unwrap_or_default();
        let parts: Vec<&str> = what.iter().copied().chain([filed.reading.report.id.as_str(), words]).collect();
        self.add(&parts, Some(at));
    }

    fn issue(&mut self, coded: &[Coded], issue: &IssueKey) {
        self.statements(coded, issue, None);
        let Some(state) = self.assessment.issues.iter().find(|it| it.issue == *issue) else { return };
        self.marking = self.marking.join(&state.marking);
        self.rows.option(issue, state.option.as_ref());
        self.rows.track(self.view, &state.track);
        self.seen(state.evidence.iter().map(|at| at.report).chain(state.told.iter().map(|at| at.report)));
        let option = state.option.as_ref().map_or("", |it| it.0.as_str());
        let agreed = state.agreed.map_or("", |it| it.as_str());
        self.add(&["status of issue", &issue.0, state.status.as_str(), agreed, option], None);
    }

    fn track(&mut self, coded: &[Coded], track: &TrackKey) {
        self.rows.track(self.view, track);
        if let Some(state) = self.assessment.tracks.iter().find(|it| it.track == *track) {
            self.seen(state.evidence.iter().map(|at| at.report).chain(state.told.iter().map(|at| at.report)));
            self.add(&["status of track", &track.0, state.status.as_str()], None);
        }
        let issues: Vec<IssueKey> = self.assessment.issues.iter().filter(|it| it.track == *track).map(|it| it.issue.clone()).collect();
        for issue in issues {
            self.issue(coded, &issue);
        }
        self.proposals(Some(track));
    }

    /// Proposals of a track, or those of which no track is told: that they are there, and what came back.
    fn proposals(&mut self, track: Option<&TrackKey>) {
        for it in self.assessment.proposals.iter().filter(|it| it.track.as_ref() == track) {
            self.marking = self.marking.join(&it.marking);
            if let Some(first) = it.evidence.first() {
                self.place(&["proposal"], *first);
            }
            for answer in &it.answers {
                for at in &answer.evidence {
                    self.place(&["answer", &answer.by.name, answer.response.as_str()], *at);
                }
            }
        }
    }
}

/// The first hexadecimal digits of a digest over texts, each with its length before it, so that none can run into the next.
fn short(parts: &[&str], digits: usize) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let mut out: String = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    out.truncate(digits);
    out
}
