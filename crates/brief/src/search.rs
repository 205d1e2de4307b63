//! Where words stand: reports and entries of a view, each with the sentences that hold them.

use std::ops::Range;

use armistice_types::assessment::Assessment;
use armistice_types::entries::Entered;
use armistice_types::marking::Marking;
use armistice_types::text::Span;
use armistice_types::view::{Filed, Place, View};
use serde_json::json;

use crate::cite::Cites;
use crate::clean;
use crate::json::{SCHEMA, printed};
use crate::outline::{Head, Line, Outline, Section};
use crate::page::head::reports;
use crate::page::said::says;
use crate::source::Source;

/// At most so many sentences of one report are shown.
const SHOWN: usize = 3;

/// One report or entry as it is searched.
#[derive(Clone, Debug)]
pub struct Searched {
    /// Headline, outlet and byline; of an entry its author.
    pub title: String,
    /// The text; of an entry what it says, in a line.
    pub text: String,
}

/// Everything of a view that can be searched: its reports, then its entries, in their order.
#[must_use]
pub fn searched(view: &View) -> Vec<Searched> {
    let reports = view.reports.iter().map(|filed| {
        let report = &filed.reading.report;
        let title = [&report.title, &report.outlet, &report.author].into_iter().flatten().map(String::as_str).collect::<Vec<_>>();
        Searched { title: title.join(" | "), text: report.text.to_string() }
    });
    let entries = view.entries.iter().map(|it| Searched { title: it.author.clone(), text: says(it) });
    reports.chain(entries).collect()
}

/// The page: for each hit, best first, the sentences that hold the words; no more than `limit` hits.
#[must_use]
pub fn search(view: &View, words: &str, searched: &[Searched], hits: &[(usize, Vec<Range<usize>>)], limit: usize) -> Outline {
    let cites = Cites::new(view);
    let mut sections = Vec::new();
    for (at, found) in hits.iter().take(limit) {
        if let Some(filed) = view.reports.get(*at) {
            sections.push(of_report(&cites, filed, found));
        } else if let Some((entry, it)) = view.entries.get(at - view.reports.len()).zip(searched.get(*at)) {
            sections.push(of_entry(view, entry, it));
        }
    }
    let marking = sections.iter().flat_map(|it| &it.lines).fold(Marking::clear(), |all, it| all.join(&it.marking));
    let n = hits.len();
    let more = if n > limit { format!("; the best {limit} are shown, --limit shows more") } else { String::new() };
    let moment = view.moment.0.to_string();
    let head = Head {
        as_of: Some(format!("{} UTC", moment.get(..16).unwrap_or(&moment).replace('T', " "))),
        marking: Some(marking),
        clearance: Some(view.clearance.clone()),
        lines: vec![format!("{n} of {} reports and entries hold every word{more}", searched.len())],
        ..Head::default()
    };
    let shown: Vec<usize> = hits.iter().take(limit).filter_map(|(at, _)| view.reports.get(*at)).map(|it| it.number).collect();
    let reports = reports(view, &Assessment::default()).into_iter().filter(|it| shown.contains(&it.number)).collect();
    Outline { title: format!("SEARCH   {}", clean(words)), head, sections, reports }
}

fn of_report(cites: &Cites<'_>, filed: &Filed, found: &[Range<usize>]) -> Section {
    let report = &filed.reading.report;
    let title = report.title.as_deref().map_or_else(|| clean(&report.path), clean);
    let mut lines: Vec<Line> = Vec::new();
    let holding = sentences(filed, found);
    for span in holding.iter().take(SHOWN) {
        let place = Place { report: filed.number, span: *span };
        lines.push(Line::new("", cites.words(filed.number, *span)).from((vec![cites.place(&place)], filed.marking.clone())));
    }
    let rest = holding.len().saturating_sub(SHOWN);
    if rest > 0 {
        lines.push(Line {
            marking: filed.marking.clone(),
            ..Line::new("", format!("and {rest} more {}", if rest == 1 { "sentence" } else { "sentences" }))
        });
    }
    if holding.is_empty() {
        lines.push(Line { marking: filed.marking.clone(), ..Line::new("", "in its headline, outlet or byline") });
    }
    let day = report.published.map_or_else(String::new, |it| format!("{}  ", it.day()));
    Section::new(format!("R{} {day}{title}", filed.number), lines)
}

/// The sentences that hold words found, those with most of them first to be shown, then all in their order.
fn sentences(filed: &Filed, found: &[Range<usize>]) -> Vec<Span> {
    let text: &str = &filed.reading.report.text;
    let mut scalar = (0, 0);
    // Ranges come in order: each is counted from the one before.
    let mut at = |byte: usize| {
        scalar = (byte, scalar.1 + text.get(scalar.0..byte).map_or(0, |part| part.chars().count()));
        scalar.1
    };
    let starts: Vec<usize> = found.iter().map(|it| at(it.start)).collect();
    let holds = |span: &Span| starts.iter().filter(|it| (span.start()..span.end()).contains(it)).count();
    let mut counted: Vec<(usize, Span)> = filed.reading.sentences.iter().map(|it| (holds(it), *it)).filter(|(n, _)| *n > 0).collect();
    counted.sort_by_key(|(n, span)| (std::cmp::Reverse(*n), span.start()));
    counted.into_iter().map(|(_, span)| span).collect()
}

fn of_entry(view: &View, entry: &Entered, it: &Searched) -> Section {
    let rows = view.case.as_ref().map_or_else(Marking::clear, |case| entry.content.names().marking(case));
    let marking = entry.marking.join(&rows);
    let line = Line::new("", it.text.clone()).from((vec![Source::entry(entry)], marking));
    Section::new(format!("Entry {} ({})", entry.id, entry.content.kind()), vec![line])
}

/// `{"schema", "as_of", "clearance", "outline"}`.
#[must_use]
pub fn search_json(view: &View, outline: &Outline) -> String {
    printed(&json!({"schema": SCHEMA, "as_of": view.moment, "clearance": view.clearance, "outline": outline}))
}
