//! What a line rests on: its short form, and the sentence one key away.

use armistice_types::entries::Entered;
use armistice_types::view::Place;
use serde::Serialize;

use crate::clean;

/// One source of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// `R3 L5 Marsh`, `case file L12`.
    pub short: String,
    /// 1-based line of the report or of the case file.
    pub line: Option<usize>,
    /// The sentences it stands in; none for the case file.
    pub place: Option<Place>,
    /// Those sentences, cleaned; forms show them beside the line.
    #[serde(skip)]
    pub words: String,
    /// Language of the report, as a BCP 47 tag.
    #[serde(skip)]
    pub language: Option<String>,
    /// Has a person reviewed what the reader found there?
    pub reviewed: bool,
}

impl Source {
    /// A line of the case file, which a person wrote.
    #[must_use]
    pub fn case_file(line: u32) -> Self {
        Self { line: usize::try_from(line).ok(), reviewed: true, ..Self::from(format!("case file L{line}")) }
    }
}

impl Source {
    /// What a person entered, under the person's name.
    #[must_use]
    pub fn entry(it: &Entered) -> Self {
        Self { reviewed: true, ..Self::from(format!("by {} (entry {})", clean(&it.author), it.id)) }
    }
}

impl From<String> for Source {
    /// A source that is only named: nothing stands behind it to be shown.
    fn from(short: String) -> Self {
        Self { short, line: None, place: None, words: String::new(), language: None, reviewed: false }
    }
}

/// Short forms where there is room for a line of them: at most four are named, and each once.
#[must_use]
pub(crate) fn shorts(sources: &[Source]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for it in sources {
        if !out.contains(&it.short) {
            out.push(it.short.clone());
        }
    }
    if out.len() > 4 {
        let more = out.len() - 3;
        out.truncate(3);
        out.push(format!("and {more} more"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_sources_are_counted_and_the_same_is_named_once() {
        let sources = |names: &str| names.split(' ').map(|it| Source::from(it.to_owned())).collect::<Vec<_>>();
        assert_eq!(shorts(&sources("a b a c d")), ["a", "b", "c", "d"]);
        assert_eq!(shorts(&sources("a b c d e f")), ["a", "b", "c", "and 3 more"]);
    }
}
