//! The rooms in order: documents, READ, LEDGER, a view, code, ASSESS. Everything that commands share.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use armistice_assess::assess;
use armistice_ledger::{Ledger, NewReport, Sqlite, Taken};
use armistice_read::intake::{Given, take};
use armistice_read::{READER, read};
use armistice_types::assessment::Assessment;
use armistice_types::case::Case;
use armistice_types::coded::Coded;
use armistice_types::marking::{AttributionLevel, Clearance, Level, Marking};
use armistice_types::report::Document;
use armistice_types::statement::Reading;
use armistice_types::time::{Day, Known, Recorded};
use armistice_types::view::View;
use indicatif::{ProgressBar, ProgressStyle};

use crate::Status;
use crate::args::{Moment, Says};
use crate::{casefile, decided};

/// A case folder, opened: its case file and its ledger.
pub struct Opened {
    /// The case, checked.
    pub case: Case,
    /// The ledger, with what `reports/` holds taken in.
    pub ledger: Ledger<Sqlite>,
    /// Was any file refused?
    pub status: Status,
}

/// A view with what is computed from it.
pub struct Assessed {
    /// What may be shown.
    pub view: View,
    /// The ties of each report to the case.
    pub coded: Vec<Coded>,
    /// Everything computed.
    pub assessment: Assessment,
}

/// The only clock of the program.
#[must_use]
pub fn now() -> Recorded {
    Recorded(jiff::Timestamp::now())
}

/// Reads and checks the case file of a folder; every mistake is printed.
///
/// # Errors
/// Where there is no case file, or it has mistakes.
pub fn case(dir: &Path) -> anyhow::Result<Case> {
    let path = dir.join("case.toml");
    let shown = path.display().to_string();
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read case file `{shown}`; `armistice new DIR` starts one"))?;
    match casefile::parse(&shown, &text) {
        Ok(case) => Ok(case),
        Err(mistakes) => {
            for mistake in &mistakes {
                eprintln!("{mistake}\n");
            }
            bail!("{} {} in `{shown}`", mistakes.len(), if mistakes.len() == 1 { "mistake" } else { "mistakes" })
        }
    }
}

/// Opens a case and takes in the files of `reports/` that its ledger does not have.
///
/// # Errors
/// Where the case file has mistakes or the ledger cannot be used.
pub fn open(dir: &Path, no_write: bool) -> anyhow::Result<Opened> {
    let case = case(dir)?;
    let ledger = Ledger::new(store(dir, no_write)?);
    let mut opened = Opened { case, ledger, status: Status::Fine };
    opened.take_folder(&dir.join("reports"))?;
    opened.read_again()?;
    Ok(opened)
}

/// The ledger file; in memory where nothing may be written.
fn store(dir: &Path, no_write: bool) -> anyhow::Result<Sqlite> {
    let path = dir.join("armistice.db");
    if no_write && !path.exists() {
        return Ok(Sqlite::in_memory()?);
    }
    if no_write {
        // What the file holds counts, but nothing is added to it: work on a copy in memory.
        return Ok(Sqlite::copy_in_memory(&path)?);
    }
    match Sqlite::open(&path) {
        Err(err @ armistice_ledger::Error::Open { .. }) if !path.exists() => {
            eprintln!("note: {err}; working in memory");
            Ok(Sqlite::in_memory()?)
        }
        other => Ok(other?),
    }
}

/// The bytes of a file; `-` is standard input. Never more than a little over what intake takes.
///
/// # Errors
/// Where the file cannot be read.
pub fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    let most = armistice_read::intake::LARGEST as u64 + 1;
    let mut out = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().lock().take(most).read_to_end(&mut out)?;
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
pub fn documents(paths: &[PathBuf], given: &Given) -> (Vec<Document>, Status) {
    let mut out = Vec::new();
    let mut status = Status::Fine;
    for path in paths {
        let shown = path.display().to_string();
        match bytes(path) {
            Ok(bytes) => match take(&bytes, &shown, given) {
                Ok(document) => out.push(document),
                Err(refusal) => {
                    eprintln!("error: {refusal}\n  hint: {}", refusal.hint());
                    status = Status::Refused;
                }
            },
            Err(err) => {
                eprintln!("error: cannot read `{shown}`: {err}");
                status = Status::Refused;
            }
        }
    }
    (out, status)
}

/// Reads documents on all cores; results in the order given.
#[must_use]
pub fn readings(documents: &[Document], read: fn(&Document) -> Reading) -> Vec<Reading> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(documents.len().max(1));
    let bar = progress(documents.len());
    let next = std::sync::atomic::AtomicUsize::new(0);
    let slots: Vec<std::sync::Mutex<Option<Reading>>> = documents.iter().map(|_| std::sync::Mutex::new(None)).collect();
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                loop {
                    let n = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    let (Some(document), Some(slot)) = (documents.get(n), slots.get(n)) else { break };
                    let reading = read(document);
                    if let Ok(mut slot) = slot.lock() {
                        *slot = Some(reading);
                    }
                    bar.inc(1);
                }
            });
        }
    });
    bar.finish_and_clear();
    slots.into_iter().filter_map(|slot| slot.into_inner().ok().flatten()).collect()
}

/// Shown on a terminal only, and only where there is much to read.
fn progress(n: usize) -> ProgressBar {
    if n < 50 {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("reading {pos}/{len} {wide_bar} {eta}").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(n as u64).with_style(style)
}

impl Opened {
    /// Takes in the files of a folder, by name, that the ledger does not have.
    fn take_folder(&mut self, dir: &Path) -> anyhow::Result<()> {
        let Ok(entries) = fs::read_dir(dir) else { return Ok(()) };
        let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|it| it.path()).filter(|it| it.is_file() && !hidden(it)).collect();
        paths.sort();
        let (documents, status) = documents(&paths, &Given::default());
        if status == Status::Refused {
            self.status = status;
        }
        self.file(&documents, &Marking::clear(), AttributionLevel::OnTheRecord)?;
        Ok(())
    }

    /// Reads and files documents; gives how many were new and how many were there already.
    ///
    /// # Errors
    /// Where the ledger cannot be written.
    pub fn file(&mut self, documents: &[Document], marking: &Marking, attribution: AttributionLevel) -> anyhow::Result<(usize, usize)> {
        let known = self.ledger.read_by(READER)?;
        let fresh = |it: &&Document| !known.contains(&armistice_read::intake::report_id(it));
        let fresh: Vec<Document> = documents.iter().filter(fresh).cloned().collect();
        let readings = readings(&fresh, read);
        let taken = self.ledger.file_all(&new_reports(&readings, &self.case.time_zone, marking, attribution)?, READER, now())?;
        let new = taken.iter().filter(|it| **it == Taken::New).count();
        Ok((new, documents.len() - new))
    }

    /// Reports whose file is gone, or that an older reader read, are read again from the ledger.
    fn read_again(&mut self) -> anyhow::Result<()> {
        let done = self.ledger.read_by(READER)?;
        let stale: Vec<Document> = self.ledger.reports()?.into_iter().filter(|it| !done.contains(&it.id)).map(document).collect();
        self.file(&stale, &Marking::clear(), AttributionLevel::OnTheRecord)?;
        Ok(())
    }

    /// The view that the flags ask for, with everything computed from it.
    ///
    /// # Errors
    /// As [`Opened::view`].
    pub fn assessed(&self, as_of: Option<Day>, clearance: Option<&Clearance>) -> anyhow::Result<Assessed> {
        Ok(assessed(self.view(as_of, clearance)?))
    }

    /// The view that the flags ask for.
    ///
    /// # Errors
    /// Where a clearance must be given and is not, or the ledger cannot be read.
    pub fn view(&self, as_of: Option<Day>, clearance: Option<&Clearance>) -> anyhow::Result<View> {
        let clearance = match clearance {
            Some(clearance) => clearance.clone(),
            None if self.holds_more_than_clear()? => {
                bail!("the case holds entries or rows above `clear`: say for whom this is, with --clearance (such as `--clearance amber`)")
            }
            None => Marking::clear(),
        };
        let moment = match as_of {
            Some(day) => casefile::end_of_day(day, &self.case.time_zone).map_err(anyhow::Error::msg)?,
            // As of the last thing that could be known: the same ledger gives the same page on any day.
            None => self.ledger.latest(&clearance)?.unwrap_or(Known(now().0)),
        };
        Ok(self.ledger.view(Some(&self.case), moment, &clearance)?)
    }

    fn holds_more_than_clear(&self) -> anyhow::Result<bool> {
        let all = self.case.joined_marking().join(&self.ledger.highest()?);
        Ok(all.level > Level::Clear || !all.compartments.is_empty())
    }
}

/// Readings with what the ledger must know of their reports. Days are counted in the time zone.
fn new_reports<'r>(
    readings: &'r [Reading],
    zone: &str,
    marking: &Marking,
    attribution: AttributionLevel,
) -> anyhow::Result<Vec<(NewReport<'r>, &'r Reading)>> {
    let known = |it: &Reading| it.report.published.map(|it| casefile::known(it, zone)).transpose().map_err(anyhow::Error::msg);
    let new = |it: &'r Reading| Ok((NewReport { report: &it.report, known: known(it)?, marking: marking.clone(), attribution }, it));
    readings.iter().map(new).collect()
}

fn hidden(path: &Path) -> bool {
    path.file_name().and_then(|it| it.to_str()).is_some_and(|it| it.starts_with('.'))
}

/// A report of the ledger as a document, to be read again.
fn document(report: armistice_types::report::Report) -> Document {
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
pub fn without_case(documents: &[Document], moment: &Moment) -> anyhow::Result<Assessed> {
    let mut ledger = Ledger::new(Sqlite::in_memory()?);
    let readings = readings(documents, read);
    ledger.file_all(&new_reports(&readings, "UTC", &Marking::clear(), AttributionLevel::OnTheRecord)?, READER, now())?;
    let clearance = moment.clearance.clone().unwrap_or_else(Marking::clear);
    let until = match moment.as_of {
        Some(day) => casefile::end_of_day(day, "UTC").map_err(anyhow::Error::msg)?,
        None => ledger.latest(&clearance)?.unwrap_or(Known(now().0)),
    };
    Ok(assessed(ledger.view(None, until, &clearance)?))
}
