//! Files on their way to a place: made beside it, moved there when they are whole. What a process that was killed has left of one is removed
//! when the next comes that way, since a part holds as much as the whole, and keys with it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _, Seek as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// So much of a file's beginning is looked at.
const HEADER: usize = 20;

/// Where one cannot tell whether a process runs, what it left counts as its own for so long.
const LIVES: Duration = Duration::from_hours(24);

/// Where a file is made before it is moved to its place.
pub(super) fn part(path: &Path) -> PathBuf {
    let name = path.file_name().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
    path.with_file_name(format!(".{name}.{}.part", std::process::id()))
}

/// An empty file that its owner alone may read: keys come into it. What killed processes left on the way to the same place goes.
pub(super) fn begun(part: &Path, path: &Path) -> io::Result<()> {
    swept(path);
    let _ = fs::remove_file(part);
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(part).map(drop)
}

/// Gives a finished file its name, never over another file, and makes sure of it on disk.
pub(super) fn moved(part: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(part, path) {
        Err(err) if err.kind() == io::ErrorKind::AlreadyExists => return Err(err),
        // A file system without links.
        Err(_) if path.symlink_metadata().is_ok() => return Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(part, path)?,
        Ok(()) => {}
    }
    #[cfg(unix)]
    fs::File::open(folder(path))?.sync_all()?;
    Ok(())
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Removes what processes that are gone have left of files on their way to a place (`.NAME.PROCESS.part`, and SQLite's journals of them).
pub fn swept(path: &Path) {
    let Some(name) = path.file_name().and_then(|it| it.to_str()) else { return };
    let begins = format!(".{name}.");
    for file in fs::read_dir(folder(path)).into_iter().flatten().filter_map(Result::ok) {
        let left = file.file_name();
        let Some((process, end)) = left.to_str().and_then(|it| it.strip_prefix(&begins)?.split_once('.')) else { continue };
        let ours = matches!(end, "part" | "part-journal" | "part-wal" | "part-shm");
        if ours && process.parse().is_ok_and(|it| gone(it, &file.path())) {
            let _ = fs::remove_file(file.path());
        }
    }
}

/// How a file begins. The system drops a process's locks on a file when the process closes it anywhere, those of SQLite with them: so what was
/// opened here stays open, once for each place.
pub(super) fn header(path: &Path) -> Option<[u8; HEADER]> {
    static OPEN: Mutex<BTreeMap<PathBuf, fs::File>> = Mutex::new(BTreeMap::new());
    let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
    let path = path.canonicalize().ok()?;
    if !open.get(&path).is_some_and(|it| same(it, &path)) {
        open.insert(path.clone(), fs::File::open(&path).ok()?);
    }
    let (mut file, mut out) = (open.get(&path)?, [0; HEADER]);
    file.rewind().and_then(|()| file.read_exact(&mut out)).ok().map(|()| out)
}

#[cfg(unix)]
fn same(file: &fs::File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let of = |it: io::Result<fs::Metadata>| it.ok().map(|it| (it.dev(), it.ino()));
    of(file.metadata()) == of(fs::metadata(path))
}

/// Elsewhere locks are those of the open file.
#[cfg(not(unix))]
fn same(_file: &fs::File, _path: &Path) -> bool {
    false
}

/// Is the process gone that left something? This one counts as gone: what has its number and is there before it begins is another's.
#[must_use]
pub fn gone(process: u32, left: &Path) -> bool {
    if process == std::process::id() {
        return true;
    }
    let running = Path::new("/proc");
    if running.join("self").exists() {
        return !running.join(process.to_string()).exists();
    }
    let age = left.symlink_metadata().and_then(|it| it.modified()).ok().and_then(|it| it.elapsed().ok());
    age.is_some_and(|it| it > LIVES)
}
