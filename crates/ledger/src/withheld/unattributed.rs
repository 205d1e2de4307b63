//! Not for attribution: what was said, and nothing that tells by whom. Of a sentence in which somebody speaks or a source is spoken of
//! only the words reported and the verb that reports them are kept; what rests on other words of it goes with them.

use std::collections::BTreeSet;
use std::ops::Range;

use armistice_types::report::{Report, ReportKind};
use armistice_types::statement::{Actor, ActorId, ActorKind, Anonymity, Event, Proposal, Reading, Statement};
use armistice_types::text::{CharIndex, Span};

use super::anonymous;
use super::cut::Cut;
use super::names::Names;
use super::people::{self, Stretches};
use super::plain::{self, Moved};

/// Stands for whatever tells who a source is.
const MARKER: &str = "[source withheld]";
/// The name of every source.
const SOURCE: &str = "source withheld";

/// The reading without its sources.
pub(super) fn unattributed(reading: Reading) -> Reading {
    let hidden: BTreeSet<ActorId> = people::persons(&reading).into_iter().chain(people::sources(&reading)).collect();
    let index = reading.report.text.index();
    let names = names(&reading, &index, &hidden);
    let cut = Cut::new(&reading.report.text, stretches(&reading, &index, &hidden, &names), MARKER);
    drop(index);
    let lower = cut.text.to_lowercase();
    // A string without a place is shown where its words still are.
    let string = |text: &str| Some(names.masked(text, MARKER)).filter(|it| !it.is_empty() && lower.contains(&it.to_lowercase()));
    let moved = Moved { cut: &cut, string: &string, marker: MARKER };
    let actors: Vec<Actor> = reading.actors.iter().filter_map(|it| actor(it, &moved, &hidden)).collect();
    let there: BTreeSet<ActorId> = actors.iter().map(|it| it.id).collect();
    let statement = |it: Statement| {
        let mut it = moved.statement(it);
        (it.addressees, it.medium) = (Vec::new(), None);
        it.conditions.retain(|span| span.start() < span.end());
        if it.source.actor.is_some() {
            (it.source.anonymity, it.source.count) = (Anonymity::Anonymous, None);
        }
        it
    };
    let problem = |it: armistice_types::problem::Problem| {
        let span = it.span.map(|span| cut.span(span));
        plain::problem(it, span)
    };
    let report = report(&reading.report, &names, cut.text.to_string());
    Reading {
        schema: reading.schema,
        sentences: moved.spans(&reading.sentences),
        statements: reading.statements.into_iter().map(statement).collect(),
        events: reading.events.into_iter().filter(|it| cut.keeps(it.span)).map(|it| event(it, &moved, &there)).collect(),
        proposals: proposals(reading.proposals, &moved, &there),
        dates: reading.dates.into_iter().filter(|it| cut.keeps(it.span)).map(|it| moved.date(it)).collect(),
        problems: reading.problems.into_iter().map(problem).collect(),
        actors,
        report,
    }
}

/// Persons by each word of their names; bodies and states by the whole of theirs; everybody by role, and as mentioned.
fn names(reading: &Reading, index: &CharIndex<'_>, hidden: &BTreeSet<ActorId>) -> Names {
    let mut names = people::names(reading, index, &people::persons(reading));
    for it in reading.actors.iter().filter(|it| hidden.contains(&it.id)) {
        let capital = |text: &&String| text.chars().any(char::is_uppercase);
        for text in Some(&it.name).filter(capital).into_iter().chain(&it.roles) {
            names.phrase(text);
        }
    }
    if let Some(author) = reading.report.author.as_deref().filter(|_| reading.report.kind != ReportKind::News) {
        names.person(author, &[]);
    }
    names
}

fn stretches(reading: &Reading, index: &CharIndex<'_>, hidden: &BTreeSet<ActorId>, names: &Names) -> Vec<Range<usize>> {
    let mut out = names.found(&reading.report.text);
    let mentions = people::mentions(reading, index, hidden);
    let spoken = reading.statements.iter().flat_map(|it| it.source.span.into_iter().chain(it.cue));
    let telling = Stretches::new(mentions.iter().copied().chain(spoken).chain(out.iter().filter_map(|it| Span::new(it.start, it.end))));
    let kept = Stretches::new(reading.statements.iter().flat_map(|it| it.content.iter().copied().chain(it.cue)));
    let own = |words: &str| super::names::own_pronoun(words);
    let spoken_of =
        reading.statements.iter().filter_map(|it| it.source.span).filter(|it| index.quote(*it).is_some_and(|words| !own(words)));
    let all: Vec<Span> = mentions.iter().copied().chain(spoken_of).collect();
    out.extend(all.iter().map(|it| it.start()..it.end()));
    let chars: Vec<char> = reading.report.text.chars().collect();
    for sentence in reading.sentences.iter().filter(|it| telling.touch(**it)) {
        out.extend(kept.outside(*sentence).into_iter().flat_map(|it| of_words(&chars, it)));
    }
    out
}

/// The stretch without marks and blanks at its ends, line by line.
fn of_words(chars: &[char], range: Range<usize>) -> Vec<Range<usize>> {
    let end = range.end.min(chars.len());
    let (mut out, mut at) = (Vec::new(), range.start);
    while at < end {
        let line = (at..end).find(|&n| chars[n] == '\n').unwrap_or(end);
        let first = (at..line).find(|&n| chars[n].is_alphanumeric());
        let last = (at..line).rfind(|&n| chars[n].is_alphanumeric());
        if let (Some(first), Some(last)) = (first, last) {
            out.push(first..last + 1);
        }
        at = line + 1;
    }
    out
}

fn report(report: &Report, names: &Names, text: String) -> Report {
    // Whoever issues what is no news report may be its source.
    let outlet = report.outlet.as_deref().filter(|_| report.kind == ReportKind::News).map(|it| names.masked(it, MARKER));
    Report { outlet, text: text.into(), ..anonymous(report) }
}

/// A source is a source and no more; who stood in withheld words only is withheld with them.
fn actor(it: &Actor, moved: &Moved<'_>, hidden: &BTreeSet<ActorId>) -> Option<Actor> {
    if hidden.contains(&it.id) {
        return Some(Actor {
            id: it.id,
            name: SOURCE.to_owned(),
            kind: ActorKind::Unnamed,
            roles: Vec::new(),
            affiliation: None,
            count: None,
            mentions: moved.spans(&it.mentions),
            case_id: None,
        });
    }
    let mentions: Vec<Span> = it.mentions.iter().copied().filter(|span| moved.cut.keeps(*span)).map(|span| moved.cut.span(span)).collect();
    let first = mentions.first()?;
    let words = moved.cut.text.index().quote(*first).unwrap_or_default().to_owned();
    Some(Actor {
        name: (moved.string)(&it.name).unwrap_or(words),
        roles: it.roles.iter().filter_map(|role| (moved.string)(role)).collect(),
        affiliation: it.affiliation.as_deref().and_then(moved.string),
        mentions,
        case_id: None,
        ..it.clone()
    })
}

fn event(it: Event, moved: &Moved<'_>, there: &BTreeSet<ActorId>) -> Event {
    let only = |ids: Vec<ActorId>| ids.into_iter().filter(|id| there.contains(id)).collect();
    Event {
        actors: only(it.actors),
        recipients: only(it.recipients),
        place: it.place.as_deref().and_then(moved.string),
        span: moved.cut.span(it.span),
        ..it
    }
}

/// Those with any words left, with what they rest on.
fn proposals(all: Vec<Proposal>, moved: &Moved<'_>, there: &BTreeSet<ActorId>) -> Vec<Proposal> {
    let keeps = |span: &Span| moved.cut.keeps(*span);
    let only = |ids: &mut Vec<ActorId>| ids.retain(|id| there.contains(id));
    let kept = all.into_iter().filter_map(|mut it| {
        it.mentions.retain(keeps);
        let span = Some(it.span).filter(keeps).or(it.mentions.first().copied())?;
        it.span = span;
        it.terms.retain(|term| keeps(&term.span));
        it.answers.retain(|answer| keeps(&answer.span) && there.contains(&answer.by));
        it.custody.retain(|custody| keeps(&custody.span));
        only(&mut it.sponsors);
        only(&mut it.discussed_by);
        for custody in &mut it.custody {
            only(&mut custody.from);
            only(&mut custody.to);
        }
        Some(moved.proposal(it))
    });
    let mut kept: Vec<Proposal> = kept.collect();
    let ids: BTreeSet<_> = kept.iter().map(|it| it.id).collect();
    for it in &mut kept {
        it.earlier = it.earlier.filter(|id| ids.contains(id));
        it.earlier_told &= it.earlier.is_some();
    }
    kept
}
