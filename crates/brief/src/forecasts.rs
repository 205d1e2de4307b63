//! Forecasts: what was said of what is to come, what came of it, and how such horizons came out. Scores and calibration only for numbers
//! that speakers gave.

use armistice_types::assessment::Assessment;
use armistice_types::forecasts::{Fate, Forecast, HorizonClass, Share};
use armistice_types::time::Day;
use armistice_types::view::{StatementRef, View};

use crate::cite::Cites;
use crate::clean;
use crate::csv::defused;
use crate::outline::{Cell, Line, Outline, Section, Table};
use crate::page::hope::{fate, speaker};
use crate::tables::page;

/// Every forecast of a view, then the counts by kind of horizon, then calibration where there are numbers.
#[must_use]
pub fn forecasts(view: &View, assessment: &Assessment) -> Outline {
    let cites = Cites::new(view);
    let all = &assessment.forecasts;
    let mut lines: Vec<Line> = all.iter().map(|it| line(&cites, it)).collect();
    if lines.is_empty() {
        lines.push(Line::new("", "none on file"));
    }
    let mut sections = vec![Section::new("FORECASTS (kept out of positions; told again, counted once)", lines)];
    let table = by_horizon(&cites, all);
    if !table.rows.is_empty() {
        let note = Some("of what is tied to an outcome of the case file and is the speaker's own word".to_owned());
        sections.push(Section { note, table: Some(table), ..Section::new("BY HORIZON", Vec::new()) });
    }
    let table = calibration(&cites, all);
    if !table.rows.is_empty() {
        let note = Some("numbers of the speakers' own, on outcomes with a result; lower scores are better".to_owned());
        sections.push(Section { note, table: Some(table), ..Section::new("NUMBERS", Vec::new()) });
    }
    page(view, assessment, "FORECASTS", sections)
}

fn line(cites: &Cites<'_>, it: &Forecast) -> Line {
    let said = it.day.map_or_else(|| "before its result, on a day not given".to_owned(), |day| day.to_string());
    let words = it.statements.first().map_or_else(String::new, |at| cites.content(*at));
    let about = it.outcome.as_ref().map_or_else(String::new, |_| format!(" [{}]", clean(&it.proposition)));
    let line = Line::new(it.kind.as_str(), format!("{said}: {} | {words}{about}{}", speaker(it), fate(it))).from(cites.all(&it.statements));
    cites.row(line, it.line, it.entry.as_deref())
}

/// Counted: tied to an outcome, said by the speaker himself.
fn counted(all: &[Forecast]) -> impl Iterator<Item = &Forecast> {
    all.iter().filter(|it| it.outcome.is_some() && it.told_by.is_none())
}

/// A row of a table: its head, then numbers, which rest on the forecasts that are counted.
fn row(cites: &Cites<'_>, texts: Vec<String>, these: &[&Forecast]) -> Vec<Cell> {
    let refs: Vec<StatementRef> = these.iter().flat_map(|it| it.statements.iter().copied()).collect();
    let cell = |(n, text): (usize, String)| {
        let cell = Cell::new(vec![text]);
        if n == 0 { cell } else { cell.from(cites.all(&refs)) }
    };
    texts.into_iter().enumerate().map(cell).collect()
}

fn by_horizon(cites: &Cites<'_>, all: &[Forecast]) -> Table {
    let mut rows = Vec::new();
    for class in HorizonClass::ALL {
        for (will, name) in [(Some(true), "will come"), (Some(false), "will not come")] {
            let these: Vec<&Forecast> = counted(all).filter(|it| it.horizon.class == *class && it.says_will == will).collect();
            let n = |fates: &[Fate]| these.iter().filter(|it| fates.contains(&it.fate)).count().to_string();
            if !these.is_empty() {
                let cells = vec![
                    format!("{class}: {name}"),
                    these.len().to_string(),
                    n(&[Fate::CameTrue]),
                    n(&[Fate::CameFalse]),
                    n(&[Fate::Open, Fate::Passed]),
                ];
                rows.push(row(cites, cells, &these));
            }
        }
    }
    let head = ["horizon", "said", "came true", "came false", "open"].map(str::to_owned).to_vec();
    Table { caption: "Forecasts by kind of horizon".to_owned(), head, rows }
}

/// Mean scores and how often what was given a chance came, in five bands of twenty percent.
fn calibration(cites: &Cites<'_>, all: &[Forecast]) -> Table {
    let scored: Vec<(Share, &Forecast)> =
        counted(all).filter(|it| it.scores.is_some()).filter_map(|it| Some((it.chance.as_ref()?.of_outcome?, it))).collect();
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let scores = |name: String, these: &[&Forecast]| -> Vec<Cell> {
        let n = these.len();
        let mean = |scores: Vec<u32>| {
            let total: u64 = scores.iter().map(|it| u64::from(*it)).sum();
            let mean = (total + scores.len() as u64 / 2) / (scores.len().max(1) as u64);
            format!("{}.{:04}", mean / 10_000, mean % 10_000)
        };
        let brier = mean(these.iter().filter_map(|it| it.scores).map(|it| it.brier.0).collect());
        let logs: Vec<u32> = these.iter().filter_map(|it| it.scores?.log).map(|it| it.0).collect();
        let log = if logs.len() == n { mean(logs) } else { "without bound".to_owned() };
        let came = these.iter().filter(|it| it.scores.is_some_and(|it| it.came)).count();
        row(cites, vec![name, n.to_string(), came.to_string(), brier, log], these)
    };
    for band in 0..5u16 {
        let these: Vec<&Forecast> = scored.iter().filter(|(share, _)| (share.0 / 2_000).min(4) == band).map(|(_, it)| *it).collect();
        if !these.is_empty() {
            rows.push(scores(format!("{} to {} %", band * 20, band * 20 + 20), &these));
        }
    }
    if rows.len() > 1 {
        rows.push(scores("all".to_owned(), &scored.iter().map(|(_, it)| *it).collect::<Vec<_>>()));
    }
    let head = ["chance given", "n", "came", "mean Brier", "mean log"].map(str::to_owned).to_vec();
    Table { caption: "Calibration of numbers".to_owned(), head, rows }
}

const COLUMNS: [&str; 24] = [
    "speaker",
    "named",
    "kind",
    "told_by",
    "proposition",
    "outcome",
    "says_will",
    "said",
    "horizon",
    "horizon_words",
    "from",
    "to",
    "fate",
    "because",
    "resolved",
    "probability",
    "brier",
    "log",
    "tellings",
    "base_true",
    "base_of",
    "sources",
    "case_line",
    "marking",
];

/// One row a forecast.
#[must_use]
pub fn forecasts_csv(view: &View, assessment: &Assessment) -> String {
    let cites = Cites::new(view);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let _ = writer.write_record(COLUMNS);
    for it in &assessment.forecasts {
        let day = |day: Option<Day>| day.map(|it| it.to_string()).unwrap_or_default();
        let sources: Vec<String> = it.statements.iter().map(|at| cites.short(*at)).collect();
        let row = [
            it.speaker.clone(),
            it.named.to_string(),
            it.kind.to_string(),
            it.told_by.clone().unwrap_or_default(),
            it.proposition.clone(),
            it.outcome.as_ref().map(ToString::to_string).unwrap_or_default(),
            it.says_will.map(|it| it.to_string()).unwrap_or_default(),
            it.day.map(|it| it.to_string()).unwrap_or_default(),
            it.horizon.class.to_string(),
            it.horizon.words.clone().unwrap_or_default(),
            day(it.horizon.from),
            day(it.horizon.to),
            it.fate.to_string(),
            it.because.clone(),
            day(it.resolved),
            it.chance.as_ref().map(|it| it.said.to_string()).unwrap_or_default(),
            it.scores.map(|it| it.brier.to_string()).unwrap_or_default(),
            it.scores.and_then(|it| it.log).map(|it| it.to_string()).unwrap_or_default(),
            it.statements.len().to_string(),
            it.base_rate.map(|it| it.came_true.to_string()).unwrap_or_default(),
            it.base_rate.map(|it| it.of.to_string()).unwrap_or_default(),
            sources.join("; "),
            it.line.map(|it| it.to_string()).unwrap_or_default(),
            it.marking.to_string(),
        ];
        let _ = writer.write_record(row.iter().map(|cell| defused(&clean(cell))));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
