//! Problems from domain files: a set of files in, one problem out. Genius XML (a domain and a profile a party), GeniusWeb JSON and NegoLog
//! JSON (profiles, the domain inside or beside). Parties stand in the order of their files' names.
//!
//! A tolerant reader: what is missing counts 0 and is named with file and place in the notes; what leaves no answer is named in the error,
//! every mistake at once.

mod genius;
mod negolog;
mod number;
mod profile;
mod sound;
mod table;
mod tags;
#[cfg(test)]
mod tests;
mod web;

pub(crate) use sound::{VALUES, bare, sound};
pub(crate) use table::{Log, Room, listed, quoted};

use crate::problem::{Problem, Unfit};

/// A file by its name and its text.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Its name, without folders; the party of a profile is called by it.
    pub name: &'a str,
    /// What it holds.
    pub text: &'a str,
}

impl Source<'_> {
    /// The name without its ending.
    fn stem(&self) -> String {
        self.name.rsplit_once('.').map_or(self.name, |it| it.0).to_owned()
    }
}

/// What a file holds, by its first element or its keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Our own JSON: a whole problem.
    Problem,
    /// Genius XML: issues and options, or what a party gives for them.
    Genius,
    /// GeniusWeb JSON.
    Web,
    /// NegoLog JSON.
    NegoLog,
    /// Neither.
    Other,
}

/// What a file holds. Whether it is whole shows when it is read.
#[must_use]
pub fn kind(text: &str) -> Kind {
    let text = bare(text).trim_start();
    if text.starts_with('<') {
        return if text.contains("<issue") { Kind::Genius } else { Kind::Other };
    }
    let outline = sound::outline(text);
    // A torn file is read too, so that its mistake is named with its place.
    let has = |key: &str| if outline.whole { outline.keys.contains(key) } else { text.contains(&format!("\"{key}\"")) };
    if has("parties") && (outline.lists.contains("parties") || !outline.whole) {
        Kind::Problem
    } else if web::is(has) {
        Kind::Web
    } else if has("issueWeights") {
        Kind::NegoLog
    } else if has("issues") && !outline.whole {
        Kind::Problem
    } else {
        Kind::Other
    }
}

/// One problem from the files of one format, in the order of their names, with notes on what was read over.
///
/// # Errors
/// What is missing or wrong, file by file with line (XML) or path (JSON): all mistakes at once.
pub fn from_files(format: Kind, files: &[Source<'_>]) -> Result<(Problem, Vec<String>), Unfit> {
    let mut files = files.to_vec();
    files.sort_by_key(|it| it.name);
    match format {
        Kind::Genius => genius::read(&files),
        Kind::Web => web::read(&files),
        Kind::NegoLog => negolog::read(&files),
        Kind::Problem | Kind::Other => Err(Unfit("not a set of domain and profile files".to_owned())),
    }
}
