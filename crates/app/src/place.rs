//! Where a file that was asked for comes to be. It never takes the place of a ledger, of a case file, or of a report; links are followed, and
//! what is there and no plain file (a pipe, a device) is written straight to.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::opening::LEDGER;

/// So many links lead to a file at most.
const LINKS: usize = 40;

/// What becomes of a path.
#[derive(Debug)]
pub(crate) enum Place {
    /// Written to as it is.
    Straight(PathBuf),
    /// A whole file moved there, in the place of this one if there is one.
    Moved(PathBuf, Option<fs::Metadata>),
}

/// The place of a file that was asked for.
///
/// # Errors
/// Where it is a folder, lies in none, or is something that must stay as it is.
pub(crate) fn of(path: &Path) -> anyhow::Result<Place> {
    if path.to_string_lossy().ends_with(std::path::is_separator) {
        bail!("it is the name of a folder");
    }
    no_source(&std::path::absolute(path)?)?;
    let mut at = path.to_owned();
    for _ in 0..LINKS {
        let name = at.file_name().context("it is the name of a folder")?;
        let folder = at.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new(".")).canonicalize()?;
        let real = folder.join(name);
        no_source(&real)?;
        if folder.starts_with("/proc") {
            // A stream of a process, such as standard output behind `/dev/stdout`.
            return Ok(Place::Straight(real));
        }
        if let Ok(to) = fs::read_link(&real) {
            at = folder.join(to);
            continue;
        }
        return match fs::metadata(&real) {
            Ok(it) if it.is_dir() => bail!("it is a folder"),
            Ok(it) if it.is_file() => no_ledger(&real).map(|()| Place::Moved(real, Some(it))),
            Ok(_) => Ok(Place::Straight(real)),
            Err(_) => Ok(Place::Moved(real, None)),
        };
    }
    bail!("too many links lead to it")
}

/// Refuses what a case is made of: its case file, its ledger with the journals of it, and what lies in its `reports/`.
pub(crate) fn no_source(path: &Path) -> anyhow::Result<()> {
    let named = |path: &Path| path.file_name().map(|it| it.to_string_lossy().to_lowercase()).unwrap_or_default();
    let name = named(path);
    let is = if !path.parent().is_some_and(case) {
        None
    } else if name == "case.toml" {
        Some("the case file of a case")
    } else if name.strip_prefix(LEDGER).is_some_and(|end| end.is_empty() || end.starts_with('-')) {
        Some("the ledger of a case, or a journal of it")
    } else {
        None
    };
    let of_reports = |it: &Path| named(it) == "reports" && it.parent().is_some_and(case);
    let lies = path.ancestors().skip(1).any(of_reports).then_some("in the reports/ of a case, whose files are taken in as reports");
    match is.or(lies) {
        Some(what) => bail!("it is {what}, and nothing is written there; give another file"),
        None => Ok(()),
    }
}

/// Is a folder that of a case?
fn case(folder: &Path) -> bool {
    ["case.toml", LEDGER].iter().any(|it| folder.join(it).symlink_metadata().is_ok())
}

/// Refuses a ledger under whatever name: a backup, or one that a case has a link to.
fn no_ledger(file: &Path) -> anyhow::Result<()> {
    const APPLICATION: std::ops::Range<usize> = 68..72;
    let mut header = [0; APPLICATION.end];
    let read = fs::File::open(file).and_then(|mut it| it.read_exact(&mut header));
    if read.is_ok() && header.starts_with(b"SQLite format 3\0") && header[APPLICATION] == *b"ARMI" {
        bail!("it is an armistice ledger, and nothing is written over it; give another file");
    }
    Ok(())
}

/// Gives a file the owner, the group and the mode of the one whose place it takes; the group reads it only where it is the same group.
///
/// # Errors
/// Where the mode cannot be changed.
#[cfg(unix)]
pub(crate) fn like(file: &fs::File, old: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown};
    let new = file.metadata()?;
    let mut mode = old.mode() & 0o777;
    if new.gid() != old.gid() && fchown(file, None, Some(old.gid())).is_err() {
        mode &= 0o707;
    }
    if new.uid() != old.uid() {
        let _ = fchown(file, Some(old.uid()), None);
    }
    file.set_permissions(fs::Permissions::from_mode(mode))
}

/// Elsewhere a new file has what its folder gives it.
#[cfg(not(unix))]
pub(crate) fn like(_file: &fs::File, _old: &fs::Metadata) -> io::Result<()> {
    Ok(())
}
