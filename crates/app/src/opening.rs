//! Opening a case: its case file, its ledger, and for whom. What `reports/` holds is taken in, and what an older reader read is read again,
//! as far as the clearance sees: what is above it takes part in nothing.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use armistice_ledger::{Error, Head, Ledger, Sqlite, Store, Taken, Taking, Unwritten};
use armistice_read::intake::{Given, report_id};
use armistice_read::{READER, read};
use armistice_types::case::Case;
use armistice_types::marking::{AttributionLevel, Clearance, Marking};
use armistice_types::report::Document;
use armistice_types::time::{Day, Known, Recorded};
use armistice_types::view::View;

use crate::args::Whom;
use crate::outside::Outside;
use crate::pipeline::{self, Assessed};
use crate::{Status, aside, casefile, output};

/// The name of a case's ledger.
pub const LEDGER: &str = "armistice.db";

/// So many documents are read and filed in one step, so that many take no more memory than some.
pub const AT_ONCE: usize = 128;

/// A page made of so many reports is kept in the ledger; of fewer it is made anew in no time.
pub const MANY: usize = 256;

/// Names everything that decides what a page says.
const BUILD: &str = env!("ARMISTICE_BUILD");

/// How a case is to be opened.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// Keep what is new in memory.
    pub no_write: bool,
    /// For whom; clear where not given, and then nothing in the case may be above it.
    pub clearance: Option<&'a Whom>,
}

/// A case folder, opened: its case file and its ledger.
pub struct Opened {
    /// The case, checked.
    pub case: Case,
    /// The case file as it stands.
    text: String,
    /// The ledger, with what `reports/` holds taken in.
    pub ledger: Ledger<Box<dyn Store>>,
    /// For whom.
    pub clearance: Clearance,
    /// Why what is added is gone with this run, where the ledger cannot be made here; what must be kept is refused then.
    pub in_memory: Option<String>,
    /// Was any file refused?
    pub status: Status,
    /// When the run is.
    pub now: Recorded,
}

/// The text of a case file, and what it says; every mistake is printed.
fn case_with_text(dir: &Path, outside: &mut Outside<'_>) -> anyhow::Result<(Case, String)> {
    let path = dir.join("case.toml");
    let shown = path.display().to_string();
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read case file `{shown}`; `armistice new DIR` starts one"))?;
    match casefile::parse(&shown, &text) {
        Ok(case) => Ok((case, text)),
        Err(mistakes) => {
            for mistake in &mistakes {
                outside.tell(&format!("{mistake}\n"));
            }
            bail!("{} {} in `{shown}`", mistakes.len(), if mistakes.len() == 1 { "mistake" } else { "mistakes" })
        }
    }
}

/// Reads and checks the case file of a folder; every mistake is printed.
///
/// # Errors
/// Where there is no case file, or it has mistakes.
pub fn case(dir: &Path, outside: &mut Outside<'_>) -> anyhow::Result<Case> {
    Ok(case_with_text(dir, outside)?.0)
}

/// Opens a case and takes in the files of `reports/` that its ledger does not have.
///
/// # Errors
/// Where the case file has mistakes, the ledger cannot be used, or a clearance must be given and is not.
pub fn open(dir: &Path, asked: Asked<'_>, outside: &mut Outside<'_>) -> anyhow::Result<Opened> {
    let (case, text) = case_with_text(dir, outside)?;
    let left = if asked.no_write { Vec::new() } else { aside::left(dir) };
    let (store, in_memory) = store(dir, asked.no_write, outside)?;
    let mut ledger = Ledger::new(store)?;
    let clearance = cleared(asked.clearance, &case.joined_marking().join(&ledger.highest()))?;
    if !asked.no_write {
        ledger.revise(&text, &case.joined_marking(), &clearance, outside.now, outside.random)?;
    }
    let mut opened = Opened { case, text, ledger, clearance, in_memory, status: Status::Fine, now: outside.now };
    if opened.in_memory.is_none() {
        aside::settle(&left, &opened.ledger, &opened.clearance, outside);
    }
    opened.take_folder(&dir.join("reports"), outside)?;
    opened.read_again(outside)?;
    Ok(opened)
}

/// The rows of a case file that a clearance may see, whenever they are known; every mistake in it is printed.
///
/// # Errors
/// As [`case`], and where the clearance must be given and is not.
pub fn case_for(dir: &Path, clearance: Option<&Whom>, outside: &mut Outside<'_>) -> anyhow::Result<Case> {
    let case = case(dir, outside)?;
    Ok(case.visible(&cleared(clearance, &case.joined_marking())?, Known(jiff::Timestamp::MAX)))
}

/// For whom, of a case that holds things up to `highest`.
fn cleared(asked: Option<&Whom>, highest: &Marking) -> anyhow::Result<Clearance> {
    match asked {
        Some(Whom::Of(clearance)) => Ok(clearance.clone()),
        Some(Whom::Top) => Ok(highest.clone()),
        None if *highest != Marking::clear() => bail!(
            "the case holds entries or rows above `clear`: say for whom this is, with --clearance (such as `--clearance amber`, or `--clearance top` for all)"
        ),
        None => Ok(Marking::clear()),
    }
}

/// The ledger file; in memory where nothing may be written, or where none can be made, and then why.
fn store(dir: &Path, no_write: bool, outside: &mut Outside<'_>) -> anyhow::Result<(Box<dyn Store>, Option<String>)> {
    let path = dir.join(LEDGER);
    if no_write {
        let file = if has_ledger(dir) { Some(ledger_to_read(dir, outside)?) } else { None };
        return Ok((Box::new(Unwritten::new(file, outside.random)?), None));
    }
    match ledger_file(dir, outside) {
        Err(err) if path.symlink_metadata().is_err() && err.downcast_ref().is_some_and(not_here) => {
            let why = output::in_full(&err);
            outside.tell(&format!("note: {why}; working in memory"));
            Ok((Box::new(Sqlite::in_memory(outside.random)?), Some(why)))
        }
        other => Ok((Box::new(other?), None)),
    }
}

/// Is there something in the place of a case's ledger? A link that leads nowhere is: what it led to is the ledger.
#[must_use]
pub fn has_ledger(dir: &Path) -> bool {
    dir.join(LEDGER).symlink_metadata().is_ok()
}

/// Does the error say that no ledger can be made in this folder, so that one may at least look at the case?
fn not_here(err: &Error) -> bool {
    matches!(err, Error::Open { .. } | Error::ReadOnly | Error::File { .. })
}

/// The ledger of a case as a file that may be written.
///
/// # Errors
/// Where it cannot be opened or made.
pub fn ledger_file(dir: &Path, outside: &mut Outside<'_>) -> anyhow::Result<Sqlite> {
    with_passphrase(&dir.join(LEDGER), Sqlite::open, outside)
}

/// The ledger of a case as a file that is only read.
///
/// # Errors
/// Where it cannot be opened.
pub fn ledger_to_read(dir: &Path, outside: &mut Outside<'_>) -> anyhow::Result<Sqlite> {
    with_passphrase(&dir.join(LEDGER), Sqlite::open_read_only, outside)
}

type Open = fn(&Path, Option<&str>, armistice_ledger::Random<'_>) -> Result<Sqlite, Error>;

/// Opens with the passphrase of the environment; where there is none and one is needed, a person at a terminal is asked.
fn with_passphrase(path: &Path, open: Open, outside: &mut Outside<'_>) -> anyhow::Result<Sqlite> {
    let given = outside.passphrase.clone();
    match open(path, given.as_deref(), outside.random) {
        Err(Error::Closed) if outside.ask.is_some() => {
            let asked = outside.ask_for("Passphrase of the ledger: ")?;
            Ok(open(path, Some(&asked), outside.random)?)
        }
        other => Ok(other?),
    }
}

impl Opened {
    /// Refuses where what is added would be gone with this run.
    ///
    /// # Errors
    /// Where the ledger is in memory because none can be made.
    pub fn must_keep(&self) -> anyhow::Result<()> {
        match &self.in_memory {
            Some(why) => bail!("nothing can be kept here, and nothing was: {why}"),
            None => Ok(()),
        }
    }

    /// Takes in the files of a folder, by name, that the ledger does not have. Whoever can read the folder can read them: they are clear.
    fn take_folder(&mut self, dir: &Path, outside: &mut Outside<'_>) -> anyhow::Result<()> {
        let Ok(entries) = fs::read_dir(dir) else { return Ok(()) };
        let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|it| it.path()).filter(|it| it.is_file() && !hidden(it)).collect();
        paths.sort();
        for some in paths.chunks(AT_ONCE) {
            let (documents, status) = pipeline::documents(some, &Given::default(), outside);
            self.status = self.status.max(status);
            self.file(&documents, &Marking::clear(), AttributionLevel::OnTheRecord, outside)?;
        }
        Ok(())
    }

    /// Reads and files documents; gives what became of each, in their order.
    ///
    /// # Errors
    /// Where the ledger cannot be written.
    pub fn file(
        &mut self,
        documents: &[Document],
        marking: &Marking,
        attribution: AttributionLevel,
        outside: &mut Outside<'_>,
    ) -> anyhow::Result<Vec<Taken>> {
        let known = self.ledger.read_by(READER, &self.clearance);
        let fresh = |it: &&Document| !known.contains(&report_id(it));
        let fresh: Vec<Document> = documents.iter().filter(fresh).cloned().collect();
        let readings = pipeline::readings(&fresh, read, outside.bars());
        let new = pipeline::new_reports(&readings, &self.case.time_zone, marking, attribution)?;
        let by = Taking { clearance: &self.clearance, reader: READER, now: self.now, random: outside.random };
        let mut taken = self.ledger.file(&new, by)?.into_iter();
        let marks = if known.is_empty() { BTreeMap::new() } else { self.ledger.markings(&self.clearance) };
        let became = |it: &Document| {
            let id = report_id(it);
            let there = || Taken::AlreadyThere(marks.get(&id).cloned().unwrap_or_else(Marking::clear));
            if known.contains(&id) { there() } else { taken.next().unwrap_or_else(there) }
        };
        Ok(documents.iter().map(became).collect())
    }

    /// Reports whose file is gone, or that an older reader read, are read again from the ledger.
    fn read_again(&mut self, outside: &mut Outside<'_>) -> anyhow::Result<()> {
        let stale = self.ledger.unread(READER, &self.clearance);
        let bar = pipeline::progress(stale.len(), outside.bars());
        for some in stale.chunks(AT_ONCE) {
            let read = |head: &Head| Ok(pipeline::document(self.ledger.report(head)?));
            let mut documents = some.iter().map(read).collect::<Result<Vec<Document>, Error>>()?;
            // What another program wrote may have another id: taken in as a report of its own it would lose its marking.
            documents.retain(|it| {
                let id = Some(report_id(it));
                some.iter().any(|head| head.subject == id)
            });
            self.file(&documents, &Marking::clear(), AttributionLevel::OnTheRecord, outside)?;
            bar.inc(some.len() as u64);
        }
        bar.finish_and_clear();
        Ok(())
    }

    /// The view that the flags ask for, with everything computed from it.
    ///
    /// # Errors
    /// As [`Opened::view`].
    pub fn assessed(&self, as_of: Option<Day>) -> anyhow::Result<Assessed> {
        Ok(pipeline::assessed(self.view(as_of)?))
    }

    /// Another view than the flags ask for, with everything computed from it.
    ///
    /// # Errors
    /// As [`Opened::view`].
    pub fn assessed_at(&self, until: Known, clearance: &Clearance) -> anyhow::Result<Assessed> {
        Ok(pipeline::assessed(self.ledger.view(Some(&self.case), until, clearance)?))
    }

    /// The view that the flags ask for.
    ///
    /// # Errors
    /// Where the ledger cannot be read.
    pub fn view(&self, as_of: Option<Day>) -> anyhow::Result<View> {
        Ok(self.ledger.view(Some(&self.case), self.moment(as_of)?, &self.clearance)?)
    }

    fn moment(&self, as_of: Option<Day>) -> anyhow::Result<Known> {
        Ok(match as_of {
            Some(day) => casefile::end_of_day(day, &self.case.time_zone).map_err(anyhow::Error::msg)?,
            // As of the last thing that could be known: the same ledger gives the same page on any day.
            None => self.ledger.latest(Some(&self.case), &self.clearance)?.unwrap_or(Known(self.now.0)),
        })
    }

    /// The answer to what was asked of all that is known until a day, as it was kept, or made now and then kept. What makes it may look at the
    /// case as it was opened and at what is asked, and at nothing else.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn answered(
        &mut self,
        until: Option<Day>,
        asked: &dyn Debug,
        outside: &mut Outside<'_>,
        make: impl FnOnce(&Self) -> anyhow::Result<Vec<u8>>,
    ) -> anyhow::Result<Vec<u8>> {
        let until = self.moment(until)?;
        if self.ledger.reports(until, &self.clearance) < MANY {
            return make(self);
        }
        let question = self.ledger.question(until, &self.clearance, &[BUILD, &self.text, &format!("{asked:?}")]);
        if let Some(page) = self.ledger.page(&question) {
            return Ok(page);
        }
        let page = make(self)?;
        self.ledger.keep_page(&question, &page, outside.random);
        Ok(page)
    }
}

fn hidden(path: &Path) -> bool {
    path.file_name().and_then(|it| it.to_str()).is_some_and(|it| it.starts_with('.'))
}
