//! The words of a condition: whether a promise is enough or a deed is needed (`data/condition-words.tsv`), and which cue phrases stand in them.

use std::sync::OnceLock;

use armistice_types::case::Case;

use super::phrase::{Between, Room, places};
use super::words::folded_words;
use crate::lexicon::table::{Map, rows};

const WORDS: &str = include_str!("../../../../data/condition-words.tsv");

/// A row of the table.
pub(super) struct Row {
    kind: &'static str,
    /// Its words, and a blank behind.
    pub(super) opening: String,
    /// And one before.
    pub(super) within: String,
}

impl Row {
    /// Does it begin a condition?
    pub(super) fn is_mark(&self) -> bool {
        self.kind.starts_with("mark")
    }
}

/// The whole table.
pub(super) fn table() -> &'static [Row] {
    static CELL: OnceLock<Vec<Row>> = OnceLock::new();
    CELL.get_or_init(|| {
        let row =
            |row: Vec<&'static str>| Some(Row { kind: row.get(1)?, opening: format!("{} ", row[0]), within: format!(" {} ", row[0]) });
        rows(WORDS).filter_map(|(_, it)| row(it)).collect()
    })
}

/// The rows of a kind.
pub(super) fn of_kind(kind: &str) -> impl Iterator<Item = &'static Row> {
    table().iter().filter(move |row| row.kind == kind)
}

/// The phrases of a case as plain words.
pub(super) struct Phrases(Map<String, Vec<String>>);

impl Phrases {
    pub(super) fn new(case: &Case) -> Self {
        let options = case.issues.iter().flat_map(|it| &it.options).flat_map(|it| it.cues.iter().chain([&it.label]));
        let actors = case.actors.iter().flat_map(|it| it.aliases.iter().chain([&it.name]));
        let others = case.clocks.iter().map(|it| &it.name).chain(case.outcomes.iter().flat_map(|it| &it.cues));
        Self(options.chain(actors).chain(others).map(|text| (text.clone(), plain(text))).collect())
    }

    /// Does a phrase of the case stand in the plain words?
    pub(super) fn stands(&self, phrase: &str, words: &[String]) -> bool {
        self.0.get(phrase).is_some_and(|it| names(words, it))
    }
}

/// How the words of one condition want it to come true.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Commits,
    Performs,
    Not,
}

pub(super) fn mode(words: &str) -> Mode {
    let has = |kind: &str| says(words, kind);
    let lower = format!("{} ", words.trim_start().to_lowercase());
    let opens = of_kind("opens-performs").any(|row| lower.starts_with(&row.opening));
    if has("mark-not") {
        Mode::Not
    } else if has("performs") || has("mark-performs") || opens {
        Mode::Performs
    } else {
        Mode::Commits
    }
}

/// Do words of a kind of `condition-words.tsv` stand in it?
pub(super) fn says(words: &str, kind: &str) -> bool {
    let lower = format!(" {} ", words.to_lowercase().split(|c: char| !c.is_alphanumeric()).collect::<Vec<_>>().join(" "));
    of_kind(kind).any(|row| lower.contains(&row.within))
}

/// Up to the comma or full stop that ends a clause.
pub(super) fn clause(text: &str) -> &str {
    text.split([',', ';', '.']).next().unwrap_or(text).trim()
}

/// Folded words; "eighty-six" is 86, "our 86" and "the 86" are "all 86", and a verb stands for its other forms.
pub(super) fn plain(text: &str) -> Vec<String> {
    const SAME: [(&str, &str); 6] =
        [("came", "come"), ("left", "leave"), ("went", "go"), ("freed", "free"), ("released", "release"), ("withdrew", "withdraw")];
    let mut out: Vec<String> = Vec::new();
    for word in folded_words(text) {
        let word = SAME.iter().find(|(form, _)| *form == word).map_or(word.clone(), |(_, lemma)| (*lemma).to_owned());
        let number = |word: &str| word.parse::<u32>().ok();
        match (out.last().and_then(|last| number(last)), number(&word)) {
            (Some(tens), Some(unit)) if (20..100).contains(&tens) && tens % 10 == 0 && (1..10).contains(&unit) => {
                out.pop();
                out.push((tens + unit).to_string());
            }
            (_, Some(_)) if out.last().is_some_and(|it| matches!(it.as_str(), "our" | "their" | "its")) => {
                out.pop();
                out.extend(["all".to_owned(), word]);
            }
            _ => out.push(word),
        }
    }
    // A number made of two words comes behind "our" in two steps.
    for at in 1..out.len() {
        if matches!(out[at - 1].as_str(), "our" | "their" | "its") && out[at].parse::<u32>().is_ok() {
            "all".clone_into(&mut out[at - 1]);
        }
    }
    out
}

/// Do the words of a cue stand in the text, in their order, with at most four others between two of them? The two words of
/// a name may change places and endings where both are long: "advisory panel", "the panel advises".
fn names(text: &[String], cue: &[String]) -> bool {
    let room = Room { each: 4, all: usize::MAX };
    let stands = |start| places(text.len(), start, cue.len(), room, |i, n| text[i] == cue[n], |_| Between::Other).is_some();
    let in_order = (0..text.len()).any(stands);
    let stem = |word: &str| word.chars().take(5).collect::<String>();
    let long = cue.len() == 2 && cue.iter().all(|word| word.chars().count() >= 5 && word.chars().all(char::is_alphabetic));
    in_order || long && text.windows(2).any(|pair| stem(&pair[0]) == stem(&cue[1]) && stem(&pair[1]) == stem(&cue[0]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_has_a_known_kind() {
        for (n, row) in rows(WORDS) {
            let known = ["mark-performs", "mark-holds", "mark-not", "opens-performs", "commits", "performs"];
            assert!(row.len() == 2 && known.contains(&row[1]), "line {n}: {row:?}");
        }
    }

    #[track_caller]
    fn check(text: &str, cue: &str, want: bool) {
        assert_eq!(names(&plain(text), &plain(cue)), want, "{text} / {cue}");
    }

    #[test]
    fn cues_are_found_in_the_words_of_a_condition() {
        check("if our forty-two come home first", "all 42", true);
        check("if the crews came home first", "crews come home", true);
        check("if the council advises and does not decide", "advisory council", true);
        check("if the council decides", "advisory council", false);
        check("if our forty come home", "all 42", false);
        check("the 42 days", "all 42", false);
    }

    #[test]
    fn words_say_whether_a_promise_is_enough() {
        assert!(mode("if they sign the charter") == Mode::Commits);
        assert!(mode("once the last guard has left") == Mode::Performs);
        assert!(mode("The day they sign") == Mode::Performs && mode("if they sign the day") == Mode::Commits);
        assert!(mode("unless they sign") == Mode::Not);
    }
}
