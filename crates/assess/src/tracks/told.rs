//! Lines of reports that tell of a truce or deal as a whole: that it was signed, agreed in principle, came into force or
//! broke. Each with whose act it is told to be, and by whom: an act counts for a party only in the reporter's voice or in that party's own words.

use std::collections::BTreeSet;

use armistice_types::assessment::TrackStatus;
use armistice_types::case::{ActorKey, Case, TrackKey};
use armistice_types::coded::Coded;
use armistice_types::report::{Integrity, ReportKind};
use armistice_types::statement::{ActorId, Event, Modality, Statement};
use armistice_types::text::{CharIndex, Span};
use armistice_types::time::{Day, Edtf, Published};
use armistice_types::view::{Filed, Place, View};

use super::holds;
use super::words::{find, has, words};

/// One line.
pub(super) struct Told {
    /// What it tells to have come about.
    pub(super) what: TrackStatus,
    /// Talks broke off, rather than a deal.
    pub(super) talks: bool,
    /// The day it is told of, else that of the report.
    pub(super) day: Option<Edtf>,
    pub(super) place: Place,
    /// Whose act it is told to be, of the case's actors.
    pub(super) actors: BTreeSet<ActorKey>,
    /// For whom of them it counts.
    pub(super) counts: BTreeSet<ActorKey>,
    /// Who tells it, where that is not the reporter.
    pub(super) by: Option<String>,
    /// Words of the sentence, lower case.
    pub(super) words: Vec<String>,
    /// The sentence as printed.
    pub(super) sentence: String,
    /// Sentences that tell what the text holds, with their words.
    pub(super) terms: Vec<(Place, Vec<String>)>,
}

impl Told {
    /// Last day, report, place: later lines decide.
    pub(super) fn order(&self) -> (Option<Day>, Place) {
        (self.day.and_then(|day| day.to), self.place)
    }
}

/// In the order of days, then of reports.
pub(super) fn told(case: &Case, view: &View, coded: &[Coded]) -> Vec<Told> {
    let empty = Coded::default();
    let mut out = Vec::new();
    for (n, filed) in view.reports.iter().enumerate() {
        let kept = matches!(filed.reading.report.kind, ReportKind::News | ReportKind::Statement | ReportKind::Transcript);
        if !kept || filed.reading.report.integrity == Integrity::RewordedCopy {
            continue;
        }
        let report = Report { case, filed, coded: coded.get(n).unwrap_or(&empty), index: filed.reading.report.text.index() };
        out.extend(filed.reading.events.iter().filter_map(|event| report.act(event)));
        out.extend(filed.reading.sentences.iter().filter_map(|sentence| report.state(*sentence)));
    }
    out.sort_by_key(Told::order);
    out
}

struct Report<'v> {
    case: &'v Case,
    filed: &'v Filed,
    coded: &'v Coded,
    index: CharIndex<'v>,
}

impl Report<'_> {
    /// A signing, or an agreement reached, by those who are told to act in it.
    fn act(&self, event: &Event) -> Option<Told> {
        if !matches!(event.kind.as_str(), "AGREE" | "SUPPORT") || event.modality == Modality::Denied {
            return None;
        }
        let verb = words(self.index.quote(event.span)?);
        let opening = verb.get(..verb.len().min(4))?;
        let signed = has(opening, "signed");
        let what = if signed { TrackStatus::Signed } else { TrackStatus::AgreedInPrinciple };
        if !(signed || has(opening, "agreed in principle") && has(&verb, "noun")) {
            return None;
        }
        let (sentence, before) = self.around(event.span)?;
        // A yes in principle or with a vote to come is no act to the reader, but it is what this status says.
        let open = event.modality != Modality::Actual && (signed || event.modality != Modality::Hypothetical || has(&before, "guard"));
        if open || has(&words(sentence), "open") || sentence.trim_end().ends_with('?') {
            return None;
        }
        let actors: BTreeSet<ActorKey> = event.actors.iter().chain(&event.recipients).filter_map(|id| self.actor(*id)).collect();
        let day = event.when.or_else(|| self.published());
        // What else the sentence tells may be of another track.
        let mut told = self.told(what, false, day, event.span, actors)?;
        told.words = [before, verb].concat();
        if told.by.is_none() {
            told.terms = holds::terms(self.filed, &self.index, event.span);
        }
        Some(told)
    }

    /// "The truce took effect at noon", "the agreement has collapsed", "the talks were broken off".
    fn state(&self, sentence: Span) -> Option<Told> {
        let text = self.index.quote(sentence)?;
        let all = words(text);
        let (status, (from, to)) = [(TrackStatus::InForce, "in force"), (TrackStatus::Broken, "broken"), (TrackStatus::Broken, "leaves")]
            .iter()
            .find_map(|(status, kind)| Some((*status, find(&all, kind)?)))?;
        let near = |range: std::ops::Range<usize>| all.get(range.start.min(all.len())..range.end.min(all.len())).unwrap_or(&[]);
        let leaves = find(&all, "leaves") == Some((from, to)) && status == TrackStatus::Broken;
        let noun = if leaves { near(to..to + 4) } else { near(from.saturating_sub(5)..from) };
        let talks = status == TrackStatus::Broken && !has(noun, "noun") && has(noun, "talks");
        if !has(noun, "noun") && !talks {
            return None;
        }
        if has(&all[..from], "guard") || has(&all[..to.min(all.len())], "past") || has(&all, "open") || text.trim_end().ends_with('?') {
            return None;
        }
        let actors = self.case.actors.iter().filter(|row| self.names(&row.id, text)).map(|row| row.id.clone()).collect();
        self.told(status, talks, self.published(), sentence, actors)
    }

    fn told(&self, what: TrackStatus, talks: bool, day: Option<Edtf>, span: Span, actors: BTreeSet<ActorKey>) -> Option<Told> {
        let (sentence, _) = self.around(span)?;
        let teller = self.teller(span);
        let (counts, by) = match teller {
            Some(statement) => {
                let own = statement.source.actor.and_then(|id| self.actor(id));
                let name = statement.source.actor.and_then(|id| self.filed.reading.actor(id)).map(|it| it.name.clone());
                let counts = own.into_iter().filter(|own| actors.contains(own)).collect();
                (counts, Some(name.unwrap_or_else(|| "a source".to_owned())))
            }
            None if self.filed.reading.report.kind == ReportKind::News => (actors.clone(), None),
            None => (BTreeSet::new(), self.filed.reading.report.outlet.clone()),
        };
        Some(Told {
            what,
            talks,
            day,
            place: Place { report: self.filed.number, span },
            actors,
            counts,
            by,
            words: words(sentence),
            sentence: sentence.split_whitespace().collect::<Vec<_>>().join(" "),
            terms: Vec::new(),
        })
    }

    /// The innermost statement that holds the words, or reaches into their sentence as reported speech.
    fn teller(&self, span: Span) -> Option<&Statement> {
        let holds = |it: &&Statement| it.content.iter().any(|part| part.overlaps(span));
        self.filed
            .reading
            .statements
            .iter()
            .filter(holds)
            .min_by_key(|it| it.content.iter().map(|part| part.end() - part.start()).sum::<usize>())
    }

    /// The sentence of a span, and the words before the span in it.
    fn around(&self, span: Span) -> Option<(&str, Vec<String>)> {
        let all = &self.filed.reading.sentences;
        let sentence = *all.get(all.partition_point(|it| it.end() <= span.start())).filter(|it| it.overlaps(span))?;
        let before = Span::new(sentence.start(), span.start().max(sentence.start())).and_then(|it| self.index.quote(it)).unwrap_or("");
        Some((self.index.quote(sentence)?, words(before)))
    }

    fn actor(&self, id: ActorId) -> Option<ActorKey> {
        if let Some(actor) = self.coded.actors.get(&id).and_then(|it| it.actor.clone()) {
            return Some(actor);
        }
        let name = &self.filed.reading.actor(id)?.name;
        let mut found =
            self.case.actors.iter().filter(|row| std::iter::once(&row.name).chain(&row.aliases).any(|it| it.eq_ignore_ascii_case(name)));
        found.next().filter(|_| found.next().is_none()).map(|row| row.id.clone())
    }

    fn names(&self, key: &ActorKey, text: &str) -> bool {
        self.case.actor(key).is_some_and(|row| std::iter::once(&row.name).chain(&row.aliases).any(|name| stands(name, text)))
    }

    fn published(&self) -> Option<Edtf> {
        self.filed.reading.report.published.map(Published::day).map(Edtf::day)
    }
}

/// Does the name stand in the text as words of their own: no "UN" in a "UNION"?
fn stands(name: &str, text: &str) -> bool {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let whole = |(at, _): (usize, &str)| !inside(text[..at].chars().next_back()) && !inside(text[at + name.len()..].chars().next());
    text.match_indices(name).any(whole)
}

/// The track whose name alone has a word of the sentence; `Err` where words of several names stand in it.
pub(super) fn by_name(case: &Case, words: &[String]) -> Result<Option<TrackKey>, ()> {
    let names: Vec<Vec<String>> = case.tracks.iter().map(|track| super::words::words(&track.name)).collect();
    let own = |n: usize| {
        names[n].iter().any(|word| {
            word.chars().count() > 3 && !names.iter().enumerate().any(|(m, other)| m != n && other.contains(word)) && words.contains(word)
        })
    };
    let mut found = (0..names.len()).filter(|&n| own(n));
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(Some(case.tracks[one].id.clone())),
        (None, _) => Ok(None),
        _ => Err(()),
    }
}
