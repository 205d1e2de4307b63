//! The rooms in order: documents, READ, LEDGER, a view, code, ASSESS. Everything that commands share.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use armistice_assess::assess;
use armistice_cores as cores;
use armistice_ledger::{Ledger, NewReport, Sqlite, Taking};
use armistice_read::intake::{Given, take};
use armistice_read::{READER, read};
use armistice_types::assessment::Assessment;
use armistice_types::coded::Coded;
use armistice_types::marking::{AttributionLevel, Marking};
use armistice_types::report::Document;
use armistice_types::statement::Reading;
use armistice_types::time::Known;
use armistice_types::view::View;
use indicatif::{ProgressBar, ProgressStyle};

use crate::Status;
use crate::args::{Moment, Says, Whom};
use crate::outside::{Bars, Outside};
use crate::{casefile, decided};

/// A view with what is computed from it.
pub struct Assessed {
    /// What may be shown.
    pub view: View,
    /// The ties of each report to the case.
    pub coded: Vec<Coded>,
    /// Everything computed.
    pub assessment: Assessment,
}

/// The bytes of a file; `-` is standard input. Never more than a little over what intake takes.
///
/// # Errors
/// Where the file cannot be read.
pub fn bytes(path: &Path, stdin: &mut dyn Read) -> std::io::Result<Vec<u8>> {
    let most = armistice_read::intake::LARGEST as u64 + 1;
    let mut out = Vec::new();
    if path == Path::new("-") {
        stdin.take(most).read_to_end(&mut out)?;
    } else {
        fs::File::open(path)?.take(most).read_to_end(&mut out)?;
    }
    Ok(out)
}

/// What the flags say of a document.
#[must_use]
pub fn given(says: &Says) -> Given {
    Given {
        title: says.title.clone(),
        outlet: says.outlet.clone(),
        author: says.author.clone(),
        url: says.url.clone(),
        published: says.published,
        language: says.language.clone(),
        kind: says.kind,
        integrity: says.integrity,
    }
}

/// Takes documents from files; what cannot be taken is named on standard error, the rest goes on.
#[must_use]
pub fn documents(paths: &[PathBuf], given: &Given, outside: &mut Outside<'_>) -> (Vec<Document>, Status) {
    let mut out = Vec::new();
    let mut status = Status::Fine;
    for path in paths {
        let shown = path.display().to_string();
        match bytes(path, outside.stdin) {
            Ok(bytes) => match take(&bytes, &shown, given) {
                Ok(document) => out.push(document),
                Err(refusal) => {
                    outside.tell(&format!("error: {refusal}\n  hint: {}", refusal.hint()));
                    status = Status::Refused;
                }
            },
            Err(err) => {
                outside.tell(&format!("error: cannot read `{shown}`: {err}"));
                status = Status::Refused;
            }
        }
    }
    (out, status)
}

/// Reads documents on all cores; results in the order given.
#[must_use]
pub fn readings(documents: &[Document], read: fn(&Document) -> Reading, bars: Bars) -> Vec<Reading> {
    let bar = progress(documents.len(), bars);
    let out = cores::each(documents, 1, |_, document| {
        let reading = read(document);
        bar.inc(1);
        reading
    });
    bar.finish_and_clear();
    out
}

/// Shown on a terminal only, and only where there is much to read.
#[must_use]
pub fn progress(n: usize, bars: Bars) -> ProgressBar {
    if n < 50 {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("reading {pos}/{len} {wide_bar} {eta}").unwrap_or_else(|_| ProgressStyle::default_bar());
    bars.of(n).with_style(style)
}

/// Readings with what the ledger must know of their reports. Days are counted in the time zone.
///
/// # Errors
/// Where a day has no end in the zone.
pub fn new_reports<'r>(
    readings: &'r [Reading],
    zone: &str,
    marking: &Marking,
    attribution: AttributionLevel,
) -> anyhow::Result<Vec<(NewReport<'r>, &'r Reading)>> {
    let known = |it: &Reading| it.report.published.map(|it| casefile::known(it, zone)).transpose().map_err(anyhow::Error::msg);
    let new = |it: &'r Reading| Ok((NewReport { report: &it.report, known: known(it)?, marking: marking.clone(), attribution }, it));
    readings.iter().map(new).collect()
}

/// A report of the ledger as a document, to be read again.
#[must_use]
pub fn document(report: armistice_types::report::Report) -> Document {
    Document {
        path: report.path,
        title: report.title,
        outlet: report.outlet,
        author: report.author,
        url: report.url,
        published: report.published,
        language: report.language,
        kind: report.kind,
        integrity: None,
        text: report.text.into_string(),
        problems: Vec::new(),
    }
}

/// Codes and assesses a view.
#[must_use]
pub fn assessed(mut view: View) -> Assessed {
    let coded = decided::coded(&mut view);
    let assessment = assess(&view, &coded);
    Assessed { view, coded, assessment }
}

/// Files without a case: a ledger in memory, days counted in UTC.
///
/// # Errors
/// Where the memory ledger cannot be used.
pub fn without_case(documents: &[Document], moment: &Moment, outside: &mut Outside<'_>) -> anyhow::Result<Assessed> {
    let mut ledger = Ledger::new(Sqlite::in_memory(outside.random)?)?;
    let readings = readings(documents, read, outside.bars());
    let clearance = match &moment.clearance {
        Some(Whom::Of(clearance)) => clearance.clone(),
        // Everything here came in as clear.
        Some(Whom::Top) | None => Marking::clear(),
    };
    let by = Taking { clearance: &clearance, reader: READER, now: outside.now, random: outside.random };
    ledger.file(&new_reports(&readings, "UTC", &Marking::clear(), AttributionLevel::OnTheRecord)?, by)?;
    let until = match moment.as_of {
        Some(day) => casefile::end_of_day(day, "UTC").map_err(anyhow::Error::msg)?,
        None => ledger.latest(None, &clearance)?.unwrap_or(Known(outside.now.0)),
    };
    Ok(assessed(ledger.view(None, until, &clearance)?))
}
