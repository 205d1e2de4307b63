//! What the words of a statement say of the future: is it a forecast, and of what kind. The act decides where it can;
//! `data/outlook.tsv` and `data/outlook-cues.tsv` decide the rest.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use armistice_types::forecasts::ForecastKind;
use armistice_types::numbers::spelled;
use armistice_types::statement::{Act, Certainty, Quote, Statement};
use armistice_types::text::CharIndex;

use super::numbers::chance;
use crate::phrases::Phrases;

const PHRASES: &str = include_str!("../../../../data/outlook.tsv");
const CUES: &str = include_str!("../../../../data/outlook-cues.tsv");

static OUTLOOK: LazyLock<Phrases<Option<ForecastKind>>> =
    LazyLock::new(|| Phrases::new(rows(PHRASES).map(|row| (row[0], row[1].parse().ok()))));
static CUE: LazyLock<BTreeSet<&str>> = LazyLock::new(|| rows(CUES).map(|row| row[0]).collect());

/// The lower-case words of what was said and of its cue.
pub(super) struct Said {
    pub(super) content: Vec<String>,
    pub(super) cue: Vec<String>,
}

impl Said {
    pub(super) fn of(index: &CharIndex<'_>, statement: &Statement) -> Self {
        let all = |spans: &mut dyn Iterator<Item = &armistice_types::text::Span>| {
            spans.filter_map(|span| index.quote(*span)).flat_map(words).collect::<Vec<String>>()
        };
        Self { content: all(&mut statement.content.iter()), cue: all(&mut statement.cue.iter()) }
    }
}

/// Lower-case words; a percent sign and each mark of punctuation is a word of its own.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut open = false;
    for c in text.chars() {
        if c.is_alphanumeric() || matches!(c, '\'' | '’' | '-') {
            if !open {
                out.push(String::new());
            }
            open = true;
            if let Some(word) = out.last_mut() {
                word.extend(if c == '’' { '\''.to_lowercase() } else { c.to_lowercase() });
            }
        } else {
            open = false;
            if !c.is_whitespace() {
                out.push(c.to_string());
            }
        }
    }
    out
}

/// Does the list of words hold the phrase, word by word?
pub(super) fn holds(words: &[String], phrase: &str) -> bool {
    let want: Vec<&str> = phrase.split(' ').collect();
    words.windows(want.len()).any(|at| at.iter().zip(&want).all(|(a, b)| a == b))
}

pub(super) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// Can a statement of this act be a forecast?
pub(super) fn foretells(act: Act) -> bool {
    matches!(act, Act::Hope | Act::Doubt | Act::Promise | Act::Threaten | Act::Predict | Act::Assert)
}

/// What kind of forecast a statement is whose act can be one, `tied` to an outcome of the case or not.
///
/// A hope always is one. A doubt, a prediction, a promise and a threat are where they are tied or have a horizon (promises and threats:
/// one with a day), or where their words speak of the future. A plain assertion is where it is tied and says "will". What is said under a
/// condition, what only "could" be, and what is asked is none: "if they signed, it would be the first time".
pub(super) fn kind(statement: &Statement, said: &Said, tied: bool) -> Option<ForecastKind> {
    let numeric = || chance(&said.content).is_some();
    let looks = outlook(&said.content);
    let outlook = looks.is_some();
    let kind = match statement.act {
        Act::Hope => ForecastKind::Hope,
        Act::Doubt => ForecastKind::Doubt,
        Act::Promise => looks.unwrap_or(ForecastKind::Commitment),
        Act::Threaten => looks.unwrap_or(ForecastKind::Threat),
        _ => looks.unwrap_or(ForecastKind::Prediction),
    };
    let cue = said.cue.iter().any(|word| CUE.contains(word.as_str()));
    let dated = statement.horizon.as_ref().is_some_and(|it| it.to.is_some());
    let possible = statement.certainty == Certainty::Possible && !cue && !outlook;
    let hypothetical = || !statement.conditions.is_empty() || holds(&said.content, "would have");
    let holds_up = match (kind, statement.act) {
        (ForecastKind::Hope, _) => !only_so(&said.content),
        (ForecastKind::Doubt, _) if of_reports(&said.content) => false,
        (ForecastKind::Doubt, _) => tied || statement.horizon.is_some() || cue || looks_ahead(&said.content),
        (ForecastKind::Commitment | ForecastKind::Threat, _) => tied || dated,
        (ForecastKind::Prediction, _) if hypothetical() => false,
        (ForecastKind::Prediction, _) if numeric() => tied || dated,
        (ForecastKind::Prediction, Act::Assert) => tied && !possible && (will(statement, &said.content) || outlook),
        (ForecastKind::Prediction, _) => {
            let ahead = || statement.horizon.is_some() || looks_ahead(&said.content) || lasts(&said.content);
            !possible && (tied || cue && ahead())
        }
    };
    holds_up.then_some(kind)
}

/// The kind that a phrase of `data/outlook.tsv` gives: the first in the words, the longest at its place.
fn outlook(words: &[String]) -> Option<ForecastKind> {
    (0..words.len()).find_map(|n| OUTLOOK.at(words, n).max_by_key(|it| it.text.len()).and_then(|it| it.means))
}

/// "played down reports of a truce": it is the reports that are doubted, not what comes.
fn of_reports(words: &[String]) -> bool {
    const SAID: [&str; 9] = ["reports", "report", "claims", "claim", "rumours", "rumors", "talk", "speculation", "suggestions"];
    let article = |it: &&String| matches!(it.as_str(), "the" | "a" | "any" | "those" | "these" | "recent" | "media" | "press");
    words.iter().find(|it| !article(it)).is_some_and(|it| SAID.contains(&it.as_str()))
}

/// "I hope not", "I fear so": what is hoped stands in the question.
fn only_so(words: &[String]) -> bool {
    words.iter().all(|word| matches!(word.as_str(), "i" | "we" | "hope" | "fear" | "so" | "not" | "." | ","))
}

/// "A stoppage of three days, four at the outside": what is foretold has a length.
fn lasts(words: &[String]) -> bool {
    const UNITS: [&str; 10] = ["hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years"];
    let number = |it: &str| matches!(it, "a" | "an") || spelled(it).is_some() || it.chars().all(|c| c.is_ascii_digit());
    words.windows(2).any(|pair| number(&pair[0]) && UNITS.contains(&pair[1].as_str()))
}

fn looks_ahead(words: &[String]) -> bool {
    const PROSPECTS: [&str; 8] = ["chance", "chances", "hopes", "likelihood", "odds", "possibility", "prospect", "prospects"];
    let prospect = words.iter().find(|it| it.as_str() != "the" && it.as_str() != "a").is_some_and(|it| PROSPECTS.contains(&it.as_str()));
    prospect
        || words.iter().any(|word| {
            matches!(word.as_str(), "will" | "would" | "could" | "can" | "may" | "might" | "shall" | "won't" | "wouldn't")
                || word.ends_with("'ll")
        })
        || words.first().is_some_and(|word| word == "to")
}

/// "Will" in anybody's words; "would" only where the report puts the words: in a quotation it supposes.
fn will(statement: &Statement, words: &[String]) -> bool {
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()) || list[0] == "will" && word.ends_with("'ll"));
    has(&["will", "shall", "won't"]) || holds(words, "going to") || statement.quote != Quote::Direct && has(&["would", "wouldn't"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_parses() {
        for row in rows(PHRASES) {
            assert!(row.len() == 2 && row[1].parse::<ForecastKind>().is_ok() && row[0] == row[0].to_lowercase(), "{row:?}");
        }
        for row in rows(CUES) {
            assert!(row.len() == 1 && row[0] == row[0].to_lowercase(), "{row:?}");
        }
    }

    #[test]
    fn reports_that_are_played_down_are_no_future() {
        assert!(of_reports(&words("the media reports of a truce by Friday")) && !of_reports(&words("a truce by Friday")));
    }

    #[test]
    fn the_longest_phrase_at_a_place_decides() {
        assert_eq!(outlook(&words("she would not be surprised to see it")), Some(ForecastKind::Prediction));
        assert_eq!(outlook(&words("she would be surprised to see it")), Some(ForecastKind::Doubt));
        assert_eq!(outlook(&words("the text was read")), None);
    }
}
