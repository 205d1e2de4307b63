//! Not for attribution: what was said, and nothing that tells by whom. Of a sentence in which somebody speaks or a source is spoken of
//! only the words reported and the verb that reports them are kept, and what rests on other words of it goes with them.
//!
//! Within words reported, persons who are sources lose their names; a state or body that is a source keeps its name there, where the words
//! may speak of it: to hide it in its own words and nowhere else would tell whose they are.

use std::collections::BTreeSet;
use std::ops::Range;

use armistice_types::case::Case;
use armistice_types::problem::Problem;
use armistice_types::report::{Report, ReportKind};
use armistice_types::statement::{ActorId, Anonymity, Event, Proposal, Reading, Statement};
use armistice_types::text::{CharIndex, Span};

use super::cut::Cut;
use super::names::{Names, own_pronoun};
use super::people::{self, Stretches};
use super::plain::{self, Moved};
use super::sources::{Sources, There};
use super::suspects::Suspects;
use super::{anonymous, described};

/// Stands for whatever tells who a source is.
const MARKER: &str = "[source withheld]";

/// The reading without its sources.
pub(super) fn unattributed(reading: Reading, case: Option<&Case>) -> Reading {
    let inside = Stretches::new(reading.statements.iter().flat_map(|it| it.content.iter().copied()));
    let index = reading.report.text.index();
    let suspects = Suspects::new(&reading, &index, case);
    let sources = Sources::new(&reading, &suspects);
    let names = names(&reading, &index, &sources, &suspects);
    let marker = |it: &Range<usize>| match Span::new(it.start, it.end) {
        Some(span) if inside.hold(span) => described::MARKER,
        _ => MARKER,
    };
    let found = names.found(&reading.report.text).into_iter().chain(suspects.places).collect();
    let cut = Cut::new(&reading.report.text, stretches(&reading, &index, &sources, found, &inside), &marker);
    let lower = cut.text.to_lowercase();
    // A string without a place is shown where its words still are.
    let string = |text: &str| Some(names.masked(text, described::MARKER)).filter(|it| !it.is_empty() && lower.contains(&it.to_lowercase()));
    let moved = Moved { cut: &cut, string: &string, marker: MARKER };
    let there = sources.left(&reading, &index, &cut, &inside);
    let actors = sources.actors(&reading, &there, &moved);
    drop(index);
    let left = Left { moved: &moved, sources: &sources, there: &there, sentences: &reading.sentences };
    let problem = |it: Problem| {
        let span = it.span.map(|span| cut.span(span));
        plain::problem(it, span)
    };
    let report = report(&reading.report, &names, cut.text.to_string());
    Reading {
        schema: reading.schema,
        sentences: moved.spans(&reading.sentences),
        statements: reading.statements.into_iter().map(|it| left.statement(it, &inside)).collect(),
        events: reading.events.into_iter().filter_map(|it| left.event(it)).collect(),
        proposals: left.proposals(reading.proposals),
        dates: reading.dates.into_iter().filter(|it| cut.keeps(it.span)).map(|it| moved.date(it)).collect(),
        problems: reading.problems.into_iter().map(problem).collect(),
        actors,
        report,
    }
}

/// Persons by each word of their names, and every source by its roles and as it is described.
fn names(reading: &Reading, index: &CharIndex<'_>, sources: &Sources, suspects: &Suspects) -> Names {
    let mut names = people::names(reading, index, &sources.persons, suspects);
    for it in reading.actors.iter().filter(|it| sources.hides(it.id)) {
        it.roles.iter().for_each(|role| names.phrase(role));
    }
    if let Some(author) = reading.report.author.as_deref().filter(|_| reading.report.kind != ReportKind::News) {
        names.person(author, &[]);
    }
    names
}

fn stretches(
    reading: &Reading,
    index: &CharIndex<'_>,
    sources: &Sources,
    found: Vec<Range<usize>>,
    inside: &Stretches,
) -> Vec<Range<usize>> {
    let mut out = found;
    let of = |hides: &dyn Fn(ActorId) -> bool| {
        let all = reading.actors.iter().filter(|it| hides(it.id)).flat_map(|it| it.mentions.iter().copied());
        all.filter(|span| index.quote(*span).is_some_and(|words| !own_pronoun(words))).collect::<Vec<_>>()
    };
    let mut hidden = of(&|id| sources.persons.contains(&id));
    hidden.extend(of(&|id| sources.bodies.contains_key(&id)).into_iter().filter(|it| !inside.hold(*it)));
    hidden
        .extend(reading.statements.iter().filter(|it| it.within.is_none()).filter_map(|it| it.source.span).filter(|it| !inside.hold(*it)));
    // Whom a source belongs to tells who it is, where the report speaks of them itself.
    let belongs = Names::of(sources.affiliations(reading));
    let near = belongs.found(&reading.report.text).into_iter().filter_map(|it| Span::new(it.start, it.end)).filter(|it| !inside.hold(*it));
    let named = out.iter().filter_map(|it| Span::new(it.start, it.end)).chain(near);
    let cues = reading.statements.iter().filter_map(|it| it.cue);
    let telling = Stretches::new(hidden.iter().copied().chain(cues).chain(named));
    let kept = Stretches::new(reading.statements.iter().flat_map(|it| it.content.iter().copied().chain(it.cue)));
    out.extend(hidden.iter().map(|it| it.start()..it.end()));
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

/// What is left of a reading when its sources are gone.
struct Left<'l> {
    moved: &'l Moved<'l>,
    sources: &'l Sources,
    /// Who is still named in the text, with the places.
    there: &'l There,
    sentences: &'l [Span],
}

impl Left<'_> {
    fn statement(&self, it: Statement, inside: &Stretches) -> Statement {
        // Whom somebody else's words name as a speaker is spoken of, and no source.
        let told = it.within.is_some() && it.source.span.is_some_and(|span| inside.hold(span));
        let (source, there) = (|id: ActorId| self.sources.as_source(id), |id: ActorId| self.there.contains_key(&id));
        let mut it = self.moved.statement(it);
        (it.addressees, it.medium) = (Vec::new(), None);
        it.via = it.via.into_iter().filter_map(source).collect();
        match it.source.actor {
            Some(id) if told && there(id) => {}
            Some(id) => {
                it.source.actor = source(id);
                let nobody = it.source.actor.is_none();
                it.source.anonymity = if nobody { Anonymity::None } else { Anonymity::Anonymous };
                it.source.span = it.source.span.filter(|_| !nobody);
                it.source.count = None;
            }
            None => {}
        }
        it
    }

    /// Those of the actors whom the words near a place still name; sources as sources.
    fn only(&self, ids: Vec<ActorId>, at: Span) -> Vec<ActorId> {
        let first = self.sentences.partition_point(|it| it.end() <= at.start());
        let whole = self.sentences[first..]
            .iter()
            .take_while(|it| it.start() < at.end())
            .fold(at, |all, it| Span::new(all.start().min(it.start()), all.end().max(it.end())).unwrap_or(all));
        let named = |id: ActorId| self.there.get(&id).is_some_and(|spans| spans.iter().any(|it| it.overlaps(whole)));
        let shown = |id: ActorId| if named(id) { Some(id) } else { self.sources.as_source(id) };
        let mut seen = BTreeSet::new();
        ids.into_iter().filter_map(shown).filter(|id| seen.insert(*id)).collect()
    }

    fn event(&self, it: Event) -> Option<Event> {
        self.moved.cut.keeps(it.span).then(|| Event {
            actors: self.only(it.actors, it.span),
            recipients: self.only(it.recipients, it.span),
            told_by: it.told_by.and_then(|id| self.sources.as_source(id).or(self.there.contains_key(&id).then_some(id))),
            place: it.place.as_deref().and_then(self.moved.string),
            span: self.moved.cut.span(it.span),
            ..it
        })
    }

    /// Those with any words left, with what they rest on.
    fn proposals(&self, all: Vec<Proposal>) -> Vec<Proposal> {
        let keeps = |span: &Span| self.moved.cut.keeps(*span);
        let kept = all.into_iter().filter_map(|mut it| {
            it.mentions.retain(keeps);
            it.span = Some(it.span).filter(keeps).or(it.mentions.first().copied())?;
            it.terms.retain(|term| keeps(&term.span));
            it.answers.retain_mut(|answer| {
                let by = self.only(vec![answer.by], answer.span).pop();
                answer.by = by.unwrap_or(answer.by);
                keeps(&answer.span) && by.is_some()
            });
            it.custody.retain(|custody| keeps(&custody.span));
            it.sponsors = self.only(it.sponsors, it.span);
            it.discussed_by = self.only(it.discussed_by, it.span);
            for custody in &mut it.custody {
                custody.from = self.only(std::mem::take(&mut custody.from), custody.span);
                custody.to = self.only(std::mem::take(&mut custody.to), custody.span);
            }
            Some(self.moved.proposal(it))
        });
        let mut kept: Vec<Proposal> = kept.collect();
        let ids: BTreeSet<_> = kept.iter().map(|it| it.id).collect();
        for it in &mut kept {
            it.earlier = it.earlier.filter(|id| ids.contains(id));
            it.earlier_told &= it.earlier.is_some();
        }
        kept
    }
}
