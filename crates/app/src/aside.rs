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

/// What the folder that holds them in `reports/` is called, before the number of the process and one of its own. In it each lies in a folder
/// named by its report.
const FOLDER: &str = ".expunged.";
/// How ids of reports begin; the rest is the name of a folder.
const DIGEST: &str = "sha256:";

/// The case's folder of reports.
fn reports(case: &Path) -> PathBuf {
    case.join("reports")
}

/// The report that a file is, or that a link leads to.
fn report_of(file: &Path) -> io::Result<Option<String>> {
    let bytes = pipeline::bytes(file, &mut io::empty())?;
    Ok(take(&bytes, &file.display().to_string(), &Given::default()).ok().map(|it| report_id(&it)))
}

/// A file that holds a report that goes.
pub(crate) struct Going {
    /// Where it lies.
    pub(crate) file: PathBuf,
    /// Id of the report.
    report: String,
}

/// The files of `reports/` that hold one of these reports.
///
/// # Errors
/// Where the folder is there and cannot be listed: what lies in it would come in again.
pub(crate) fn files_of(case: &Path, goes: &dyn Fn(&str) -> bool, outside: &mut Outside<'_>) -> anyhow::Result<Vec<Going>> {
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
            Ok(Some(report)) if goes(&report) => {
                if let Some(to) = link {
                    outside.tell(&format!(
                        "note: `{}` is a link: what it leads to, `{}`, stays; remove that by hand",
                        file.display(),
                        to.display()
                    ));
                }
                out.push(Going { file, report });
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
    pub(crate) fn put(case: &Path, files: &[Going]) -> anyhow::Result<Self> {
        let mut out = Self { folder: PathBuf::new(), files: Vec::new() };
        if files.is_empty() {
            return Ok(out);
        }
        out.folder = made(&reports(case)).with_context(|| "cannot put files of `reports/` aside; nothing was destroyed")?;
        for Going { file, report } in files {
            let own = out.folder.join(report.trim_start_matches(DIGEST));
            let hidden = own.join(file.file_name().unwrap_or_default());
            if let Err(err) = fs::create_dir_all(&own).and_then(|()| fs::rename(file, &hidden)) {
                let _ = out.back();
                return Err(err).with_context(|| format!("cannot remove `{}`; nothing was destroyed", file.display()));
            }
            synced(&own);
            out.files.push((file.clone(), hidden));
        }
        // Or a report that is destroyed could lie under its name again after a power cut, and come in anew.
        synced(&out.folder);
        synced(&reports(case));
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
        self.emptied();
        Ok(())
    }

    fn emptied(&self) {
        for own in self.files.iter().filter_map(|(_, hidden)| hidden.parent()).chain([&*self.folder]) {
            let _ = fs::remove_dir(own);
        }
    }

    /// Removes them for good.
    pub(crate) fn removed(self, outside: &mut Outside<'_>) {
        for (file, hidden) in &self.files {
            if let Err(err) = fs::remove_file(hidden) {
                let (hidden, file) = (hidden.display(), file.display());
                outside.tell(&format!("note: `{hidden}`, which was `{file}`, could not be removed ({err}); remove it by hand"));
            }
        }
        self.emptied();
        self.folder.parent().into_iter().for_each(synced);
    }
}

/// A new folder for what lies aside.
fn made(reports: &Path) -> io::Result<PathBuf> {
    let mut n = 0;
    loop {
        let folder = reports.join(format!("{FOLDER}{}.{n}", std::process::id()));
        match fs::create_dir(&folder) {
            Err(err) if err.kind() == io::ErrorKind::AlreadyExists => n += 1,
            other => return other.map(|()| folder),
        }
    }
}

/// What a folder lists is on disk, where that can be had.
fn synced(folder: &Path) {
    let _ = fs::File::open(folder).and_then(|it| it.sync_all());
}

/// Gives a file its name again, never over another.
fn restored(hidden: &Path, file: &Path) -> anyhow::Result<()> {
    if file.symlink_metadata().is_ok() {
        bail!("there is another by now");
    }
    Ok(fs::rename(hidden, file)?)
}

/// Folders in which expunges that were cut off have left something. To be asked before the ledger is read: what these have done is in it then.
pub(crate) fn left(case: &Path) -> Vec<PathBuf> {
    let process = |name: &str| name.strip_prefix(FOLDER)?.split_once('.')?.0.parse().ok();
    let left = |it: &PathBuf| {
        let process = it.file_name().and_then(|it| it.to_str()).and_then(process);
        process.is_some_and(|process| gone(process, it))
    };
    let mut out: Vec<PathBuf> = folders(&reports(case)).into_iter().filter(left).collect();
    out.sort();
    out
}

/// The folders in a folder; a link to one is none.
fn folders(of: &Path) -> Vec<PathBuf> {
    let all = fs::read_dir(of).into_iter().flatten().filter_map(Result::ok);
    all.filter(|it| it.file_type().is_ok_and(|it| it.is_dir())).map(|it| it.path()).collect()
}

/// Settles what lies in these. A file whose report the clearance sees in the ledger gets its name again; one whose report is not in it goes,
/// if anything was ever destroyed there. A report above the clearance decides nothing: what is said, and what comes in, is the same without it.
pub(crate) fn settle<S: Store>(left: &[PathBuf], ledger: &Ledger<S>, clearance: &Clearance, outside: &mut Outside<'_>) {
    for folder in left {
        for own in folders(folder) {
            let report = format!("{DIGEST}{}", own.file_name().unwrap_or_default().to_string_lossy());
            for hidden in fs::read_dir(&own).into_iter().flatten().filter_map(Result::ok) {
                if let Some(reports) = folder.parent() {
                    settled(&hidden.path(), &reports.join(hidden.file_name()), &report, (ledger, clearance), outside);
                }
            }
            let _ = fs::remove_dir(&own);
        }
        let _ = fs::remove_dir(folder);
    }
}

fn settled<S: Store>(hidden: &Path, file: &Path, report: &str, (ledger, clearance): (&Ledger<S>, &Clearance), outside: &mut Outside<'_>) {
    let taken = |it: &&Head| it.kind == EntryKind::ReportTaken && it.subject.as_deref() == Some(report);
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
