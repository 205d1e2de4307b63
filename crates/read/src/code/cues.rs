//! Cue phrases of the case in the words of a statement. Words are folded before they are compared:
//! case, plural and possessive endings, hyphens, and numbers spelled out ("fifteen" is 15).

use armistice_types::case::{ActorKey, Case, IssueKey, OptionKey, RoleKind};
use armistice_types::statement::Statement;
use armistice_types::text::{CharIndex, Span};

/// Words of one phrase that names an option.
struct Phrase {
    issue: IssueKey,
    option: OptionKey,
    words: Vec<String>,
}

/// All phrases by which the case's options are named: cues and labels.
pub(super) struct Options {
    phrases: Vec<Phrase>,
}

/// An option named in a statement.
pub(super) struct Found {
    pub(super) issue: IssueKey,
    pub(super) option: Option<OptionKey>,
    /// The words that matched, in the report.
    pub(super) matched: Vec<Span>,
    /// The folded words of the content that stand before the match in its clause, nearest last.
    pub(super) before: Vec<String>,
    /// Does the match stand inside a condition?
    pub(super) in_condition: bool,
}

struct Word {
    folded: String,
    span: Span,
}

impl Options {
    pub(super) fn new(case: &Case) -> Self {
        let mut phrases = Vec::new();
        for issue in &case.issues {
            for option in &issue.options {
                for text in std::iter::once(&option.label).chain(&option.cues) {
                    let words = folded_words(text);
                    if !words.is_empty() {
                        phrases.push(Phrase { issue: issue.id.clone(), option: option.id.clone(), words });
                    }
                }
            }
        }
        phrases.sort_by(|a, b| (b.words.len(), &a.issue, &a.option, &a.words).cmp(&(a.words.len(), &b.issue, &b.option, &b.words)));
        phrases.dedup_by(|b, a| (&a.issue, &a.option, &a.words) == (&b.issue, &b.option, &b.words));
        Self { phrases }
    }

    /// The options that a statement names, longest phrases first; a word serves one option of an issue only.
    pub(super) fn found(&self, index: &CharIndex<'_>, statement: &Statement) -> Vec<Found> {
        self.found_in(index, &statement.content, &statement.conditions)
    }

    /// The same for stretches of a report, some of them conditions.
    pub(super) fn found_in(&self, index: &CharIndex<'_>, stretches: &[Span], conditions: &[Span]) -> Vec<Found> {
        let mut out: Vec<Found> = Vec::new();
        for &content in stretches {
            let words = words(index, content);
            for phrase in &self.phrases {
                for at in 0..words.len() {
                    let Some(len) = match_at(&words, at, &phrase.words).or_else(|| bag_at(&words, at, &phrase.words)) else { continue };
                    let (Some(first), Some(last)) = (words.get(at), words.get(at + len - 1)) else { continue };
                    let Some(span) = Span::new(first.span.start(), last.span.end()) else { continue };
                    if out.iter().any(|other| other.issue == phrase.issue && other.matched.iter().any(|it| it.overlaps(span))) {
                        continue;
                    }
                    let in_condition = conditions.iter().any(|condition| condition.overlaps(span));
                    let before = words[..at].iter().map(|word| word.folded.clone()).collect();
                    out.push(Found {
                        issue: phrase.issue.clone(),
                        option: Some(phrase.option.clone()),
                        matched: vec![span],
                        before,
                        in_condition,
                    });
                }
            }
        }
        out
    }

    /// Is the issue on a track where the holder has a role other than outsider?
    pub(super) fn concerns(&self, case: &Case, found: &Found, holder: &ActorKey) -> bool {
        let track = case.issue(&found.issue).map(|issue| &issue.track);
        case.roles.iter().any(|row| row.actor == *holder && Some(&row.track) == track && row.role != RoleKind::Outsider)
    }
}

/// How many words of the text the phrase takes at `at`; articles and "a total of" may stand between its words.
fn match_at(words: &[Word], at: usize, phrase: &[String]) -> Option<usize> {
    let mut i = at;
    for (n, want) in phrase.iter().enumerate() {
        let mut passed = 0;
        while n > 0 && words.get(i).is_some_and(|word| word.folded != *want && PASSED.contains(&word.folded.as_str())) && passed < 2 {
            i += 1;
            passed += 1;
        }
        if words.get(i)?.folded != *want {
            return None;
        }
        i += 1;
    }
    Some(i - at)
}

/// The same words in another order within a short stretch: "joint panel consent" in "consent of a joint panel".
/// Phrases with numbers, and phrases of fewer than three words, are only matched in their own order.
fn bag_at(words: &[Word], at: usize, phrase: &[String]) -> Option<usize> {
    let content: Vec<&String> = phrase.iter().filter(|word| word.chars().count() > 3).collect();
    if content.len() < 3 || content.len() != phrase.len() || phrase.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    if !content.contains(&&words.get(at)?.folded) {
        return None;
    }
    let reach = words.len().min(at + phrase.len() + 3);
    let last =
        content.iter().map(|want| (at..reach).find(|&i| words[i].folded == **want)).collect::<Option<Vec<usize>>>()?.into_iter().max()?;
    Some(last + 1 - at)
}

const PASSED: [&str; 8] = ["a", "an", "the", "any", "its", "their", "full", "total"];

fn words(index: &CharIndex<'_>, span: Span) -> Vec<Word> {
    let Some(text) = index.quote(span) else { return Vec::new() };
    let mut out = Vec::new();
    let mut word = String::new();
    for (n, c) in text.chars().chain([' ']).enumerate() {
        if c.is_alphanumeric() || matches!(c, '\'' | '’' | '%') {
            word.push(c);
            continue;
        }
        let from = span.start() + n - word.chars().count();
        let folded = folded(&word);
        if let Some(span) = Span::new(from, span.start() + n).filter(|_| !folded.is_empty()) {
            out.push(Word { folded, span });
        }
        word.clear();
    }
    out
}

pub(super) fn folded_words(text: &str) -> Vec<String> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '%')))
        .map(folded)
        .filter(|word| !word.is_empty() && !PASSED[..3].contains(&word.as_str()))
        .collect()
}

/// One word folded: lower case, without possessive or plural ending; number words as digits.
fn folded(word: &str) -> String {
    let lower = word.to_lowercase().replace('’', "'");
    let bare = lower.trim_end_matches("'s").trim_matches('\'');
    if let Some(number) = number(bare) {
        return number.to_string();
    }
    if bare == "%" {
        return "percent".to_owned();
    }
    let digits = bare.strip_suffix('%');
    match digits {
        Some(digits) => digits.to_owned(),
        None if bare.len() > 3 && bare.ends_with("ies") => format!("{}y", &bare[..bare.len() - 3]),
        None if bare.len() > 3 && bare.ends_with('s') && !bare.ends_with("ss") && !bare.ends_with("us") => {
            bare[..bare.len() - 1].to_owned()
        }
        None => bare.to_owned(),
    }
}

fn number(word: &str) -> Option<u32> {
    const UNITS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let unit = UNITS.iter().position(|it| *it == word).and_then(|n| u32::try_from(n).ok());
    unit.or_else(|| TENS.iter().position(|it| *it == word).and_then(|n| u32::try_from(n).ok()).map(|n| (n + 2) * 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fold_to_what_desks_mean() {
        assert_eq!(folded_words("Eighteen percent, the month-long pauses"), ["18", "percent", "month", "long", "pause"]);
        assert_eq!(folded("parties"), "party");
        assert_eq!(folded("status"), "status");
        assert_eq!(folded("Orvan’s"), "orvan");
    }
}
