//! Files of `reports/` that an expunge takes away. They lie aside, where no command takes them in, until the ledger says that their report is
//! destroyed; what an expunge that was cut off has left there is settled by the next command that writes.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use armistice_ledger::{EntryKind, Head, Ledger, Store, gone};
use armistice_read::intake::{Given, report_id, take};
use armistice_types::marking::Clearance;

use crate::outside::Outside;
use crate::pipeline;

/// What the folder that holds them in `reports/` is called, before the number of the process.
const FOLDER: &str = ".expunged.";
/// Earlier versions hid each under its own name with this behind it.
const ENDING: &str = ".expunged";

/// The case's folder of reports.
fn reports(case: &Path) -> PathBuf {
    case.join("reports")
}

/// The report that a file is, or that a link leads to.
fn report_of(file: &Path) -> io::Result<Option<String>> {
    let bytes = pipeline::bytes(file, &mut io::empty())?;
    Ok(take(&bytes, &file.display().to_string(), &Given::default()).ok().map(|it| report_id(&it)))
}

/// The files of `reports/` that hold one of these reports.
///
/// # Errors
/// Where the folder is there and cannot be listed: what lies in it would come in again.
pub(crate) fn files_of(case: &Path, goes: &dyn Fn(&str) -> bool, outside: &mut Outside<'_>) -> anyhow::Result<Vec<PathBuf>> {
    let folder = reports(case);
    if folder.symlink_metadata().is_err_and(|err| err.kind() == io::ErrorKind::NotFound) {
        return Ok(Vec::new());
    }
    let listed = fs::read_dir(&folder).and_then(|it| it.map(|it| Ok(it?.path())).collect::<io::Result<Vec<PathBuf>>>());
    let mut files = listed.with_context(|| {
        format!("cannot list `{}`: a report whose file lies there would come in again; nothing was destroyed", folder.display())
    })?;
    files.sort();
    let mut out = Vec::new();
    for file in files {
        let link = fs::read_link(&file).ok();
        if !file.is_file() {
            if link.is_some() && !file.exists() {
                outside.tell(&format!("note: `{}` leads nowhere now: whether it is a report that goes is not known", file.display()));
            }
            continue;
        }
        match report_of(&file) {
            Ok(report) if report.as_deref().is_some_and(goes) => {
                if let Some(to) = link {
                    outside.tell(&format!(
                        "note: `{}` is a link: what it leads to, `{}`, stays; remove that by hand",
                        file.display(),
                        to.display()
                    ));
                }
                out.push(file);
            }
            Ok(_) => {}
            Err(_) => outside.tell(&format!("note: `{}` cannot be read: whether it is a report that goes is not known", file.display())),
        }
    }
    Ok(out)
}

/// Files that lie aside.
pub(crate) struct Aside {
    folder: PathBuf,
    /// Each with where it lay.
    files: Vec<(PathBuf, PathBuf)>,
}

impl Aside {
    /// Puts files of `reports/` aside; all of them or none.
    ///
    /// # Errors
    /// Where one cannot be moved.
    pub(crate) fn put(case: &Path, files: &[PathBuf]) -> anyhow::Result<Self> {
        let mut out = Self { folder: reports(case).join(format!("{FOLDER}{}", std::process::id())), files: Vec::new() };
        for file in files {
            let hidden = out.folder.join(file.file_name().unwrap_or_default());
            if let Err(err) = fs::create_dir_all(&out.folder).and_then(|()| fs::rename(file, &hidden)) {
                let _ = out.back();
                return Err(err).with_context(|| format!("cannot remove `{}`; nothing was destroyed", file.display()));
            }
            out.files.push((file.clone(), hidden));
        }
        Ok(out)
    }

    /// Puts them back: a report that is still in the ledger keeps its file.
    ///
    /// # Errors
    /// Where one cannot be put back.
    pub(crate) fn back(&self) -> anyhow::Result<()> {
        for (file, hidden) in &self.files {
            restored(hidden, file).with_context(|| format!("`{}` is now `{}`", file.display(), hidden.display()))?;
        }
        let _ = fs::remove_dir(&self.folder);
        Ok(())
    }

    /// Removes them for good.
    pub(crate) fn removed(self, outside: &mut Outside<'_>) {
        for (file, hidden) in &self.files {
            if let Err(err) = fs::remove_file(hidden) {
                let (hidden, file) = (hidden.display(), file.display());
                outside.tell(&format!("note: `{hidden}`, which was `{file}`, could not be removed ({err}); remove it by hand"));
            }
        }
        if let (false, Some(reports)) = (self.files.is_empty(), self.folder.parent()) {
            let _ = fs::remove_dir(&self.folder);
            let _ = fs::File::open(reports).and_then(|it| it.sync_all());
        }
    }
}

/// Gives a file its name again, never over another.
fn restored(hidden: &Path, file: &Path) -> anyhow::Result<()> {
    if file.symlink_metadata().is_ok() {
        bail!("there is another by now");
    }
    Ok(fs::rename(hidden, file)?)
}

/// Settles what expunges that were cut off have put aside. A file whose report the clearance sees in the ledger gets its name again; one whose
/// report is not in it goes, if anything was ever destroyed there. A report above the clearance decides nothing: what is said, and what comes
/// in, is the same without it.
pub(crate) fn settle<S: Store>(case: &Path, ledger: &Ledger<S>, clearance: &Clearance, outside: &mut Outside<'_>) {
    let folder = reports(case);
    for entry in fs::read_dir(&folder).into_iter().flatten().filter_map(Result::ok) {
        let (hidden, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let process = name.strip_prefix(FOLDER).and_then(|it| it.parse().ok());
        if let Some(process) = process.filter(|_| hidden.is_dir()) {
            if !gone(process, &hidden) {
                continue;
            }
            for file in fs::read_dir(&hidden).into_iter().flatten().filter_map(Result::ok) {
                settled(&file.path(), &folder.join(file.file_name()), ledger, clearance, outside);
            }
            let _ = fs::remove_dir(&hidden);
        } else if let Some(was) = name.strip_prefix('.').and_then(|it| it.strip_suffix(ENDING)).filter(|it| !it.is_empty()) {
            settled(&hidden, &folder.join(was), ledger, clearance, outside);
        }
    }
}

fn settled<S: Store>(hidden: &Path, file: &Path, ledger: &Ledger<S>, clearance: &Clearance, outside: &mut Outside<'_>) {
    // A link leads on from where it lay.
    let leads = fs::read_link(hidden).ok().and_then(|to| Some(file.parent()?.join(to)));
    let Ok(Some(report)) = report_of(leads.as_deref().unwrap_or(hidden)) else { return };
    let taken = |it: &&Head| it.kind == EntryKind::ReportTaken && it.subject.as_deref() == Some(&*report);
    let mut taken = ledger.heads().iter().filter(taken).peekable();
    if taken.peek().is_none() {
        // In a ledger that was made anew nothing is destroyed, and nothing of it is taken in.
        if ledger.heads().iter().any(|it| it.kind == EntryKind::Expunged) {
            let _ = fs::remove_file(hidden);
        }
    } else if taken.any(|it| it.marking.visible_to(clearance)) && restored(hidden, file).is_ok() {
        outside.tell(&format!("note: `{}` is there again: an expunge that was to remove it was cut off", file.display()));
    }
}
