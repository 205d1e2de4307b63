//! What `armistice timeline` shows: everything with a day, in order, each line with who tells it.
//!
//! A range stands where it ends, a day before a range that ends on it; an event without a day at its report's; what has none stands last. An event is given in the
//! report's words: an agreement that somebody tells of another stays that one's telling.

use armistice_types::assessment::Assessment;
use armistice_types::case::{Case, TrackKey};
use armistice_types::happenings::{EventState, Named};
use armistice_types::marking::Marking;
use armistice_types::proposals::ProposalState;
use armistice_types::statement::{Act, Certainty, Modality, Response, Statement, is_a_yes};
use armistice_types::time::{Day, Edtf};
use armistice_types::view::{Place, StatementRef, View};

use crate::cite::{self, Cites};
use crate::clean;
use crate::csv::defused;
use crate::outline::{Line, Outline, Section};
use crate::page::hope::{fate, speaker};
use crate::source::Source;
use crate::tables::page;

/// One line of the timeline.
struct Entry {
    day: Option<Edtf>,
    kind: &'static str,
    track: Option<TrackKey>,
    line: Line,
}

/// From and to, both included; open where none.
pub type Days = (Option<Day>, Option<Day>);

/// Everything dated of a view, of some days only; a section for what has no day, unless days are asked for.
#[must_use]
pub fn timeline(view: &View, assessment: &Assessment, days: Days) -> Outline {
    let (dated, undated): (Vec<Entry>, Vec<Entry>) = entries(view, assessment, days).into_iter().partition(|it| it.day.is_some());
    let lines = |all: Vec<Entry>| all.into_iter().map(|it| it.line).collect::<Vec<_>>();
    let mut sections = vec![Section {
        note: Some(
            "an event stands in the report's words; \"told\" is the day of the report where it gives none; planned is not held".to_owned(),
        ),
        ..Section::of("BY DAY", lines(dated))
    }];
    sections.push(Section::of("NO DAY TOLD", lines(undated)));
    sections.retain(|section| !section.lines.is_empty());
    page(view, assessment, "TIMELINE", sections)
}

/// One row an entry: its days, kind, track, text and sources.
#[must_use]
pub fn timeline_csv(view: &View, assessment: &Assessment, days: Days) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let _ = writer.write_record(["day", "from", "to", "kind", "track", "text", "sources", "marking", "reviewed"]);
    for it in entries(view, assessment, days) {
        let bound = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let sources: Vec<String> = it.line.sources.iter().map(|it| it.short.clone()).collect();
        let row = [
            it.day.map(|day| day.to_string()).unwrap_or_default(),
            bound(it.day.and_then(|day| day.from)),
            bound(it.day.and_then(|day| day.to)),
            it.kind.to_owned(),
            it.track.map(|track| track.to_string()).unwrap_or_default(),
            it.line.text.clone(),
            sources.join("; "),
            it.line.marking.to_string(),
            it.line.reviewed.to_string(),
        ];
        let _ = writer.write_record(row.iter().map(|cell| defused(cell)));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn entries(view: &View, assessment: &Assessment, days: Days) -> Vec<Entry> {
    let it = Teller { view, assessment, cites: Cites::new(view) };
    let mut out = it.events();
    out.extend(assessment.proposals.iter().flat_map(|proposal| it.proposal(proposal)));
    out.extend(it.tracks());
    out.extend(it.shifts());
    out.extend(it.denials());
    out.extend(it.forecasts());
    out.extend(it.clocks());
    out.retain(|it| can_lie_in(it.day, days));
    // The order in which they were gathered decides between equals.
    out.sort_by_key(|it| (it.day.and_then(|day| day.to.or(day.from)), it.day.map(|day| std::cmp::Reverse(day.from))));
    out
}

/// Can the day, or one of a range, lie in the days asked for? What has none lies in none.
fn can_lie_in(day: Option<Edtf>, (from, to): Days) -> bool {
    let Some(day) = day else { return from.is_none() && to.is_none() };
    let late_enough = from.zip(day.to).is_none_or(|(from, last)| from <= last);
    late_enough && to.zip(day.from).is_none_or(|(to, first)| first <= to)
}

/// "as told by Marsh: " where neither the report's own voice nor the actor itself tells it.
fn told_by(it: &EventState) -> String {
    if it.by_reporter_or_actor {
        return String::new();
    }
    let names: Vec<String> = it.tellers.iter().map(|named| clean(&named.name)).collect();
    format!("as told by {}: ", names.join(", "))
}

struct Teller<'a> {
    view: &'a View,
    assessment: &'a Assessment,
    cites: Cites<'a>,
}

impl Teller<'_> {
    fn entry(&self, day: Option<Edtf>, kind: &'static str, track: Option<&TrackKey>, text: &str, from: (Vec<Source>, Marking)) -> Entry {
        let label = day.map_or_else(|| "no day".to_owned(), |day| day.to_string());
        let on = track
            .and_then(|id| self.case()?.tracks.iter().find(|row| row.id == *id))
            .map_or_else(String::new, |row| format!(" [{}]", clean(&row.name)));
        Entry { day, kind, track: track.cloned(), line: Line::new(label, format!("{kind}{on}: {text}")).from(from) }
    }

    fn case(&self) -> Option<&Case> {
        self.view.case.as_ref()
    }

    fn events(&self) -> Vec<Entry> {
        let signed: Vec<_> = self.assessment.tracks.iter().flat_map(|it| &it.turns).flat_map(|it| &it.told).collect();
        let told = |it: &&EventState| {
            let said =
                matches!(it.kind.as_str(), "REQUEST" | "ACCUSE" | "THREATEN") || it.kind == "REJECT" && it.mode.as_deref() != Some("meet");
            let nobody = it.actors.is_empty() && it.recipients.is_empty();
            let open = it.modality == Modality::Hypothetical && !self.is_account(it);
            !said && !nobody && !open && !it.evidence.iter().any(|place| signed.contains(&place))
        };
        self.assessment.events.iter().filter(told).map(|it| self.event(it)).collect()
    }

    /// Somebody's plain telling that another agreed: shown as told by him, never as done.
    fn is_account(&self, it: &EventState) -> bool {
        let plain = |at: &Place| {
            let filed = self.view.report(at.report)?;
            let holds = |it: &&Statement| it.content.iter().any(|span| span.overlaps(at.span));
            let told = filed.reading.statements.iter().filter(holds);
            let innermost = told.min_by_key(|it| it.content.iter().map(|span| span.end() - span.start()).sum::<usize>())?;
            let said = matches!(innermost.act, Act::Assert | Act::Confirm | Act::Accept | Act::Praise) && !innermost.negated;
            Some(said && innermost.conditions.is_empty() && innermost.certainty == Certainty::Certain)
        };
        is_a_yes(&it.kind) && !it.by_reporter_or_actor && it.evidence.iter().any(|at| plain(at) == Some(true))
    }

    fn event(&self, it: &EventState) -> Entry {
        let kind = match (it.kind.as_str(), it.modality) {
            ("CONSULT", Modality::Actual) => "meeting",
            ("CONSULT", Modality::Planned) => "meeting due",
            ("CONSULT", Modality::Denied) => "meeting denied",
            (_, Modality::Planned) => "announced",
            (_, Modality::Denied) => "denied",
            (_, Modality::Historical) => "earlier",
            (_, Modality::Hypothetical) => "told of another",
            _ => "event",
        };
        let words = it.evidence.first().map_or_else(String::new, |at| cite::shortened(&self.cites.words(at.report, at.span), 140));
        let place = it.place.as_deref().map_or_else(String::new, |place| format!(" ({})", clean(place)));
        let who: Vec<String> = it.actors.iter().chain(&it.recipients).map(|named| clean(&named.name)).collect();
        let text = format!("{}{}{place}: {words}", told_by(it), who.join(", "));
        let told = it.evidence.first().and_then(|at| self.view.report(at.report)?.reading.report.published).map(|at| Edtf::day(at.day()));
        let mut entry = self.entry(it.when.or(told), kind, it.track.as_ref(), &text, self.cites.places(&it.evidence));
        if it.when.is_none() && told.is_some() {
            entry.line.label = format!("told {}", entry.line.label);
        }
        entry
    }

    fn proposal(&self, it: &ProposalState) -> Vec<Entry> {
        let names = |all: &[Named]| all.iter().map(|it| clean(&it.name)).collect::<Vec<_>>().join(", ");
        let by = if it.sponsors.is_empty() { "by whom is not told".to_owned() } else { format!("put forward by {}", names(&it.sponsors)) };
        let stated = if it.day_stated { "" } else { " (day of publication)" };
        let name = if it.name.is_empty() { "terms without a name".to_owned() } else { clean(&it.name) };
        let text = format!("{} {name}, {by}{stated}", it.id);
        let mut out = vec![self.entry(it.day, "proposal", it.track.as_ref(), &text, self.cites.places(&it.evidence))];
        for answer in it.answers.iter().filter(|answer| answer.response != Response::None) {
            let whose = if answer.own_words { "in its own words" } else { "as reported, not in its own words" };
            let text = format!("{}: {} by {}, {whose}", it.id, answer.response, clean(&answer.by.name));
            out.push(self.entry(answer.day, "answer", it.track.as_ref(), &text, self.cites.places(&answer.evidence)));
        }
        for passed in &it.custody {
            let from = if passed.from.is_empty() { String::new() } else { format!(" from {}", names(&passed.from)) };
            let to = if passed.to.is_empty() { String::new() } else { format!(" to {}", names(&passed.to)) };
            let how = passed.how.as_deref().map_or_else(|| "passed".to_owned(), clean);
            let text = format!("{}: {how}{from}{to}", it.id);
            out.push(self.entry(passed.day, "custody", it.track.as_ref(), &text, self.cites.places(&passed.evidence)));
        }
        out
    }

    fn tracks(&self) -> Vec<Entry> {
        let turns = self.assessment.tracks.iter().flat_map(|it| it.turns.iter().map(move |turn| (&it.track, turn)));
        turns
            .map(|(track, it)| self.entry(it.day, it.status.as_str(), Some(track), &clean(&it.because), self.cites.places(&it.told)))
            .collect()
    }

    fn shifts(&self) -> Vec<Entry> {
        let line = |it: &armistice_types::changes::Shift| {
            let refs: Vec<StatementRef> = it.after.evidence.iter().chain(&it.before.evidence).copied().collect();
            let track = self.case().and_then(|case| case.issue(&it.issue)).map(|issue| issue.track.clone());
            self.entry(it.after.day, "moved", track.as_ref(), &clean(&it.sentence), self.cites.all(&refs))
        };
        self.assessment.shifts.iter().map(line).collect()
    }

    fn denials(&self) -> Vec<Entry> {
        let line = |it: &armistice_types::assessment::Denial| {
            let (filed, statement) = self.view.statement(it.statement)?;
            let published = filed.reading.report.published.map(|at| Edtf::day(at.day()));
            let text = format!("{}: {} (scope {})", cite::speaker(filed, statement), self.cites.content(it.statement), it.scope);
            Some(self.entry(statement.said_on.or(published), "denial", it.track.as_ref(), &text, self.cites.all(&[it.statement])))
        };
        self.assessment.denials.iter().filter_map(line).collect()
    }

    fn forecasts(&self) -> Vec<Entry> {
        let line = |it: &armistice_types::forecasts::Forecast| {
            let words = it.statements.first().map_or_else(String::new, |at| cite::shortened(&self.cites.content(*at), 140));
            let text = format!("{}: {words}{}", speaker(it), fate(it));
            let mut entry = self.entry(it.day, it.kind.as_str(), None, &text, self.cites.all(&it.statements));
            if it.entry.is_some() {
                entry.line = self.cites.row(entry.line, None, it.entry.as_deref());
            }
            entry
        };
        self.assessment.forecasts.iter().map(line).collect()
    }

    fn clocks(&self) -> Vec<Entry> {
        let line = |it: &armistice_types::assessment::ClockState| {
            let mut entry = self.entry(Some(Edtf::day(it.date)), "clock", None, &clean(&it.name), (Vec::new(), Marking::clear()));
            entry.line = entry.line.as_in_case_file(it.line);
            entry
        };
        self.assessment.clocks.iter().map(line).collect()
    }
}
