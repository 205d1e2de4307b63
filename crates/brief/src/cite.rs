//! Sources in short form, and words as they may be shown.

use std::collections::BTreeMap;

use armistice_types::decided::Deed;
use armistice_types::marking::Marking;
use armistice_types::report::Integrity;
use armistice_types::statement::{Act, Anonymity, Certainty, Quote, Statement};
use armistice_types::text::{CharIndex, Span};
use armistice_types::view::{Filed, Place, StatementRef, View};

use crate::clean;
use crate::outline::Line;
use crate::source::Source;

/// Everything needed to cite the statements of a view.
pub struct Cites<'v> {
    view: &'v View,
    index: BTreeMap<usize, CharIndex<'v>>,
}

impl<'v> Cites<'v> {
    /// Indexes the texts of a view once.
    #[must_use]
    pub fn new(view: &'v View) -> Self {
        let index = view.reports.iter().map(|filed| (filed.number, filed.reading.report.text.index())).collect();
        Self { view, index }
    }

    /// The words of a span, cleaned.
    #[must_use]
    pub fn words(&self, report: usize, span: Span) -> String {
        clean(self.index.get(&report).and_then(|index| index.quote(span)).unwrap_or(""))
    }

    /// The same line, resting on a row of the case file too, or on the entry of a person that stands in its place.
    #[must_use]
    pub fn row(&self, mut line: Line, row: Option<u32>, entry: Option<&str>) -> Line {
        match entry.and_then(|id| self.view.entry(id)) {
            Some(it) => {
                line.sources.push(Source::entry(it));
                line.marking = line.marking.join(&it.marking);
                line
            }
            None => row.map_or(line.clone(), |row| line.case_file(row)),
        }
    }

    fn line(&self, report: usize, at: usize) -> usize {
        self.index.get(&report).map_or(1, |index| index.line(at))
    }

    /// `R3 L5 Marsh`; without the number where there is one report only. What a person makes of the words is shown as that person's.
    #[must_use]
    pub fn short(&self, at: StatementRef) -> String {
        let Some((filed, statement)) = self.view.statement(at) else { return String::new() };
        let place = said_at(statement);
        let number = if self.view.reports.len() > 1 { format!("R{} ", filed.number) } else { String::new() };
        let by = read_by(filed, statement).map_or_else(String::new, |by| format!(", {by}"));
        format!("{number}L{} {}{by}", self.line(filed.number, place), speaker_short(filed, statement))
    }

    /// Sources of several statements, with the marking they bring.
    #[must_use]
    pub fn all(&self, refs: &[StatementRef]) -> (Vec<Source>, Marking) {
        self.gathered(refs.iter().filter_map(|at| {
            let (filed, statement) = self.view.statement(*at)?;
            let line = self.line(filed.number, said_at(statement));
            let reviewed = filed.reviewed_at(statement.id);
            let source = Source { line: Some(line), reviewed, ..self.source(filed, self.short(*at), extent(statement)?) };
            Some((source, filed.marking_at(statement.id), self.persons(filed, statement)))
        }))
    }

    /// The entries by which a statement says what it says, and those by which its source is who it is: beside the sentence.
    fn persons(&self, filed: &Filed, statement: &Statement) -> Vec<Source> {
        let decided = filed.decisions.get(&statement.id).filter(|it| it.deed != Deed::Accepted);
        let tied = statement.source.actor.and_then(|id| filed.rows.get(&id)).into_iter().flatten().map(|it| it.entry.as_str());
        let at = statement.source.actor.map(|id| (filed.number, id));
        let joined = self.view.speakers.iter().filter(|it| at.is_some_and(|at| it.one == at || it.other == at));
        let tied = tied.chain(joined.map(|it| it.entry.as_str()));
        let ids = decided.into_iter().flat_map(|it| it.entries.first()).map(String::as_str).chain(tied);
        ids.filter_map(|id| self.view.entry(id)).map(Source::entry).collect()
    }

    /// Sources of places that are no statements: `R3 L12`, and `reporter` where nobody is named for it.
    #[must_use]
    pub fn places(&self, places: &[Place]) -> (Vec<Source>, Marking) {
        self.gathered(places.iter().filter_map(|at| {
            let filed = self.view.report(at.report)?;
            let said = told_at(filed, at);
            let marking = said.map_or(&filed.marking, |it| filed.marking_at(it.id));
            Some((self.place(at), marking, said.map_or_else(Vec::new, |it| self.persons(filed, it))))
        }))
    }

    /// Sources of statements, then of places that are none.
    #[must_use]
    pub fn both(&self, refs: &[StatementRef], places: &[Place]) -> (Vec<Source>, Marking) {
        let ((mut sources, marking), (more, other)) = (self.all(refs), self.places(places));
        sources.extend(more);
        (sources, marking.join(&other))
    }

    /// The source of one place: the speaker of the statement that holds it, else the reporter.
    #[must_use]
    pub fn place(&self, at: &Place) -> Source {
        let Some(filed) = self.view.report(at.report) else { return Source::from(String::new()) };
        let inner = told_at(filed, at);
        // A place without words is where something stood that is read otherwise now: whose it was is not told.
        let gone = at.span.start() == at.span.end();
        let inner = inner.filter(|_| !gone);
        let nobody = if gone { String::new() } else { " reporter".to_owned() };
        let mut who = inner.map_or(nobody, |it| format!(" {}", speaker_short(filed, it)));
        who.extend(inner.and_then(|it| read_by(filed, it)).map(|by| format!(", {by}")));
        let number = if self.view.reports.len() > 1 { format!("R{} ", filed.number) } else { String::new() };
        self.source(filed, format!("{number}L{}{who}", self.line(filed.number, at.span.start())), at.span)
    }

    fn gathered<'f>(&self, found: impl Iterator<Item = (Source, &'f Marking, Vec<Source>)>) -> (Vec<Source>, Marking) {
        let mut sources: Vec<Source> = Vec::new();
        let mut marking = Marking::clear();
        for (source, bears, persons) in found {
            marking = marking.join(bears);
            for source in std::iter::once(source).chain(persons) {
                if !sources.contains(&source) {
                    sources.push(source);
                }
            }
        }
        (sources, marking)
    }

    /// The sentences that a span touches, as a source.
    fn source(&self, filed: &Filed, short: String, span: Span) -> Source {
        let touched: Vec<Span> = filed.reading.sentences.iter().copied().filter(|it| it.overlaps(span)).collect();
        let whole = match (touched.first(), touched.last()) {
            (Some(first), Some(last)) => Span::new(first.start(), last.end()).unwrap_or(span),
            _ => span,
        };
        Source {
            short,
            line: Some(self.line(filed.number, span.start())),
            place: Some(Place { report: filed.number, span: whole }),
            words: self.words(filed.number, whole),
            language: filed.reading.report.language.clone(),
            // What is read at a place that is no statement is the program's alone.
            reviewed: false,
        }
    }

    /// The content as it may be shown: quotation marks only round words that the report quotes, and "as printed" from a reworded copy.
    #[must_use]
    pub fn content(&self, at: StatementRef) -> String {
        let Some((filed, statement)) = self.view.statement(at) else { return String::new() };
        content(filed, statement, &|span| self.words(filed.number, span))
    }
}

/// The innermost statement with a source that holds a place.
fn told_at<'f>(filed: &'f Filed, at: &Place) -> Option<&'f Statement> {
    let holds = |it: &&Statement| it.content.iter().any(|span| span.start() <= at.span.start() && at.span.end() <= span.end());
    let known = |it: &&Statement| it.source.actor.is_some();
    let inner = filed.reading.statements.iter().filter(holds).filter(known);
    inner.min_by_key(|it| extent(it).map(|span| span.end() - span.start()))
}

/// "as read by Ada Penn": where any of these statements says what it says by a person's reading.
pub(crate) fn as_read_by(view: &View, statements: &[StatementRef]) -> Option<String> {
    let persons: Vec<String> = view.read_by(statements).into_iter().map(clean).collect();
    (!persons.is_empty()).then(|| format!("as read by {}", persons.join(", ")))
}

/// "as read by Ada Penn": where a person, and not the program, says what the words say or whose they are.
pub(crate) fn read_by(filed: &Filed, statement: &Statement) -> Option<String> {
    let persons: Vec<String> = filed.readers(statement.id).into_iter().map(clean).collect();
    (!persons.is_empty()).then(|| format!("as read by {}", persons.join(", ")))
}

/// Where a statement is cited: at its cue, else at its first words.
fn said_at(statement: &Statement) -> usize {
    statement.cue.or(statement.content.first().copied()).map_or(0, Span::start)
}

/// From the first to the last character that a statement stands on.
fn extent(statement: &Statement) -> Option<Span> {
    let spans = || statement.content.iter().copied().chain(statement.cue).chain(statement.source.span);
    Span::new(spans().map(Span::start).min()?, spans().map(Span::end).max()?)
}

/// The content of a statement; `words` gives the words of a span.
pub(crate) fn content(filed: &Filed, statement: &Statement, words: &dyn Fn(Span) -> String) -> String {
    let parts: Vec<String> = statement.content.iter().map(|span| words(*span)).collect();
    let text = match statement.quote {
        Quote::Direct => parts.iter().map(|part| format!("“{}”", part.trim_end_matches(','))).collect::<Vec<_>>().join(" … "),
        _ => balanced(&parts.join(" … ")),
    };
    if filed.reading.report.integrity == Integrity::RewordedCopy && statement.quote != Quote::Indirect {
        format!("{text} (as printed in this copy)")
    } else {
        text
    }
}

/// A mark whose other half was cut off with the content is closed, so that what was quoted stays quoted.
fn balanced(text: &str) -> String {
    let (open, close) = (text.matches('“').count(), text.matches('”').count());
    if open > close {
        return format!("{text}”");
    }
    if text.matches('"').count() % 2 == 1 { format!("{text}\"") } else { text.to_owned() }
}

/// Who tells of it: the source of the statement that it is nested in, at most eight levels out.
fn teller<'f>(filed: &'f Filed, statement: &'f Statement) -> &'f Statement {
    let mut told = statement;
    for _ in 0..8 {
        let outer = told.within.and_then(|id| filed.reading.statement(id)).filter(|it| it.source.actor.is_some());
        match outer {
            Some(outer) if outer.id != statement.id => told = outer,
            _ => break,
        }
    }
    told
}

/// The last word of a person's name; others as named or described. What others tell of somebody is theirs.
pub(crate) fn speaker_short(filed: &Filed, statement: &Statement) -> String {
    let statement = teller(filed, statement);
    let Some(actor) = statement.source.actor.and_then(|id| filed.reading.actor(id)) else {
        return unclear(filed, statement).unwrap_or_else(|| "reporter".to_owned());
    };
    let name = clean(&actor.name);
    match statement.source.anonymity {
        Anonymity::Named => name.rsplit(' ').next().unwrap_or(&name).to_owned(),
        _ => match statement.source.count {
            Some(1) if actor.count.is_some_and(|all| all > 1) => format!("one of {}", lower_first(&name)),
            _ => shortened(&name, 44),
        },
    }
}

/// "he (unclear who)": words for a source that may mean several.
fn unclear(filed: &Filed, statement: &Statement) -> Option<String> {
    let words = statement.source.span.and_then(|span| filed.reading.report.text.index().quote(span).map(clean))?;
    Some(format!("{} (unclear who)", lower_first(&shortened(&words, 44))))
}

/// "Marsh (Selm)", "two officials", "reporter": who speaks, at length.
pub(crate) fn speaker(filed: &Filed, statement: &Statement) -> String {
    let Some(actor) = statement.source.actor.and_then(|id| filed.reading.actor(id)) else {
        return unclear(filed, statement).unwrap_or_else(|| "no source given".to_owned());
    };
    let name = clean(&actor.name);
    let affiliation = actor.affiliation.as_deref().map(clean).filter(|it| !name.to_lowercase().contains(&it.to_lowercase()));
    let one_of = if statement.source.count == Some(1) && actor.count.is_some_and(|all| all > 1) { "one of " } else { "" };
    let name = if one_of.is_empty() { name } else { lower_first(&name) };
    match affiliation {
        Some(affiliation) => format!("{one_of}{name} ({affiliation})"),
        None => format!("{one_of}{name}"),
    }
}

/// The act as it may be named on a page: never barer than the words it rests on. A negation in the words, a doubt
/// about them, a condition and a teller other than the speaker stand beside it.
pub(crate) fn deed(filed: &Filed, statement: &Statement) -> String {
    let mut notes: Vec<String> = Vec::new();
    if statement.negated && !matches!(statement.act, Act::Deny | Act::Reject | Act::Doubt | Act::NoComment) {
        notes.push("negated words".to_owned());
    }
    if statement.certainty != Certainty::Certain && !matches!(statement.act, Act::Hope | Act::Doubt | Act::Predict) {
        notes.push(statement.certainty.to_string());
    }
    if !statement.conditions.is_empty() && statement.act != Act::Condition {
        notes.push("on a condition".to_owned());
    }
    let outer = statement.within.and_then(|id| filed.reading.statement(id));
    if let Some(outer) = outer.filter(|outer| outer.source.actor != statement.source.actor) {
        notes.push(format!("as told by {}", speaker(filed, outer)));
    }
    notes.extend(read_by(filed, statement));
    if notes.is_empty() { statement.act.to_string() } else { format!("{} ({})", statement.act, notes.join(", ")) }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// At most so many characters, cut at a word with a mark that says so.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head);
    format!("{cut} […]")
}
