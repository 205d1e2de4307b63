//! What an entry is about, found again in a view: rows of the case by their ids, statements by their words and place. What cannot be found
//! says why, and nothing of what the view does not show.

use armistice_types::assessment::Assessment;
use armistice_types::case::{ActorKey, Case, IssueKey, TrackKey};
use armistice_types::entries::{GradedSource, On, Touches, WordsAt};
use armistice_types::statement::Anonymity;
use armistice_types::text::Span;
use armistice_types::view::{StatementRef, View};

use super::of_paper;
use crate::passages::{content, normal};

fn nothing(because: impl Into<String>) -> Touches {
    Touches::Nothing { because: because.into() }
}

/// What a view has of it.
pub(super) fn on(view: &View, assessment: &Assessment, on: &On) -> Touches {
    match on {
        On::Whole => Touches::Whole,
        On::Report { report } => match view.reports.iter().find(|it| it.reading.report.id == *report) {
            Some(filed) => Touches::Report { report: filed.number },
            None => nothing("its report is not in this view"),
        },
        On::Statement(at) => statement(view, at),
        On::Cell { actor, issue } => row(view, |case| {
            actor_there(case, actor)?;
            issue_there(case, issue)?;
            Ok(Touches::Cell { actor: actor.clone(), issue: issue.clone() })
        }),
        On::Issue { issue } => row(view, |case| issue_there(case, issue).map(|()| Touches::Issue { issue: issue.clone() })),
        On::Track { track } => row(view, |case| track_there(case, track).map(|()| Touches::Track { track: track.clone() })),
        On::Actor { actor } => row(view, |case| actor_there(case, actor).map(|()| Touches::Actor { actor: actor.clone() })),
        On::Proposal { paper } => of_paper(view, &assessment.proposals, paper),
    }
}

/// What a view's case has; `Err` says what it has not.
pub(super) fn row(view: &View, find: impl FnOnce(&Case) -> Result<Touches, String>) -> Touches {
    match &view.case {
        Some(case) => find(case).unwrap_or_else(nothing),
        None => nothing("there is no case"),
    }
}

pub(super) fn actor_there(case: &Case, id: &ActorKey) -> Result<(), String> {
    case.actor(id).map(|_| ()).ok_or_else(|| format!("the case no longer has the actor {id}"))
}

pub(super) fn issue_there(case: &Case, id: &IssueKey) -> Result<(), String> {
    case.issue(id).map(|_| ()).ok_or_else(|| format!("the case no longer has the issue {id}"))
}

pub(super) fn track_there(case: &Case, id: &TrackKey) -> Result<(), String> {
    case.tracks.iter().find(|it| it.id == *id).map(|_| ()).ok_or_else(|| format!("the case no longer has the track {id}"))
}

/// A source with a name that the view has.
pub(super) fn source(view: &View, assessment: &Assessment, of: &GradedSource) -> Touches {
    let named = |name: &str| Touches::Source { name: name.to_owned() };
    match of {
        GradedSource::Outlet { name } => {
            let prints = |it: &&armistice_types::view::Filed| it.reading.report.outlet.as_deref() == Some(name);
            view.reports.iter().find(prints).map_or_else(|| nothing("no report of this outlet is in this view"), |_| named(name))
        }
        GradedSource::Actor { actor } => row(view, |case| {
            actor_there(case, actor)?;
            Ok(named(&case.actor(actor).map_or_else(String::new, |row| row.name.clone())))
        }),
        GradedSource::Person { person } => row(view, |case| {
            let found = case.persons.iter().find(|row| row.id == *person);
            found.map(|row| named(&row.name)).ok_or_else(|| format!("the case no longer has the person {person}"))
        }),
        GradedSource::Named { name } => {
            let is = |it: &&armistice_types::sources::SourceState| {
                matches!(it.anonymity, Anonymity::Named | Anonymity::Office) && normal(&it.name) == normal(name)
            };
            let found = assessment.sources.iter().find(is);
            found.map_or_else(|| nothing("no source of this name is in this view"), |it| named(&it.name))
        }
    }
}

/// The words by which a statement of this view is found again in another.
#[must_use]
pub fn words_at(view: &View, at: StatementRef) -> Option<WordsAt> {
    let (place, words) = content(view, at)?;
    let report = view.report(at.report)?.reading.report.id.clone();
    Some(WordsAt { report, words, start: place.span.start() })
}

/// In how many chains that are certainly apart what a statement says is told, at least, and by which statements: those of the own words or the
/// account that it is part of, or that a statement within it is. One that is about no cell of the matrix is told once.
#[must_use]
pub fn told_in<'a>(view: &View, assessment: &'a Assessment, at: StatementRef) -> (usize, &'a [StatementRef]) {
    let within = |other: &StatementRef| view.statement(*other).is_some_and(|(_, inner)| inner.within == Some(at.statement));
    let same = |other: &StatementRef| other.report == at.report && (other.statement == at.statement || within(other));
    let own = assessment.positions.iter().map(|row| (row.support.at_least, row.evidence.as_slice()));
    let told = assessment.accounts.iter().map(|row| (row.support.at_least, row.evidence.as_slice()));
    own.chain(told).filter(|(_, evidence)| evidence.iter().any(same)).max_by_key(|(chains, _)| *chains).unwrap_or((1, &[]))
}

/// What is graded as confirmed by other sources is so only where two chains tell it in this view.
pub(super) fn confirmed(view: &View, assessment: &Assessment, touches: Touches) -> Touches {
    match touches {
        Touches::Statement(at) if told_in(view, assessment, at).0 < 2 => nothing("in this view no two independent chains tell it"),
        other => other,
    }
}

/// The statement whose content these words are; where the report is read otherwise now, the one that shares most of them, and more than
/// half of what either has.
fn statement(view: &View, at: &WordsAt) -> Touches {
    let Some(filed) = view.reports.iter().find(|it| it.reading.report.id == at.report) else {
        return nothing("its report is not in this view");
    };
    let span = Span::new(at.start, at.start + at.words.chars().count());
    let index = filed.reading.report.text.index();
    let Some(span) = span.filter(|span| index.quote(*span) == Some(at.words.as_str())) else {
        return nothing("its words do not stand in the report where they are said to");
    };
    let shared = |it: Span| {
        let both = span.end().min(it.end()).saturating_sub(span.start().max(it.start()));
        (both, span.end().max(it.end()) - span.start().min(it.start()))
    };
    let mut best: Option<((usize, usize), StatementRef)> = None;
    for it in &filed.reading.statements {
        let here = StatementRef { report: filed.number, statement: it.id };
        let Some((place, _)) = content(view, here) else { continue };
        let (both, all) = shared(place.span);
        let more = best.is_none_or(|((b, a), _)| both * a > b * all);
        if both * 2 > all && more {
            best = Some(((both, all), here));
        }
    }
    best.map_or_else(|| nothing("no statement is read from its words now"), |(_, at)| Touches::Statement(at))
}
