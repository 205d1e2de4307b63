//! Outcomes of the case in the words of a statement: by a cue phrase, or by the words of the proposition
//! where the statement says nothing else. Gives whether the words say that it comes about; who hopes or
//! doubts them is decided in ASSESS.
//!
//! ## What it finds
//! "There would be no stoppage" for the outcome "Strike begins": it does not come about.
//! ## Does not find
//! "A stoppage would strand 200,000 tons of grain" speaks of what would follow, not of whether it comes.

use std::sync::OnceLock;

use armistice_types::case::{Case, Outcome, OutcomeKey};
use armistice_types::coded::{OutcomeTie, TiedBy};
use armistice_types::statement::Statement;
use armistice_types::text::{CharIndex, Span};

use super::phrase::{Between, Room, places};
use crate::lexicon::table::{Map, rows};

/// A word of a content, with the clause that it stands in.
struct Word {
    stem: String,
    span: Span,
    clause: usize,
}

/// An outcome by the stems of its words.
struct Known {
    outcome: OutcomeKey,
    /// Its cue phrases, without articles.
    cues: Vec<Vec<String>>,
    /// The telling words of each part of its proposition.
    parts: Vec<Vec<String>>,
}

impl Known {
    fn new(row: &Outcome) -> Self {
        let phrase = |cue: &String| stems(cue).into_iter().filter(|it| !ARTICLES.contains(&it.as_str())).collect();
        Self { outcome: row.id.clone(), cues: row.cues.iter().map(phrase).collect(), parts: parts(&row.proposition) }
    }
}

/// The outcomes of a case.
pub(super) struct Outcomes(Vec<Known>);

impl Outcomes {
    pub(super) fn new(case: &Case) -> Self {
        Self(case.outcomes.iter().map(Known::new).collect())
    }

    /// Those that a statement speaks of, in case order; by proposition only where exactly one fits.
    pub(super) fn ties(&self, index: &CharIndex<'_>, statement: &Statement) -> Vec<OutcomeTie> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let words = content(index, statement);
        let by_cue: Vec<OutcomeTie> = self.0.iter().filter_map(|row| by_cue(&words, row)).collect();
        if !by_cue.is_empty() {
            return by_cue;
        }
        let telling = telling(&words, statement);
        let mut fitting = self.0.iter().filter_map(|row| by_proposition(&words, &telling, row));
        fitting.next().filter(|_| fitting.next().is_none()).into_iter().collect()
    }
}

/// The longest cue phrase of an outcome that the words hold.
fn by_cue(words: &[Word], outcome: &Known) -> Option<OutcomeTie> {
    let found = outcome.cues.iter().filter_map(|phrase| {
        let hit = (0..words.len()).find_map(|at| phrase_at(words, at, phrase));
        hit.map(|hit| (phrase, hit))
    });
    let (phrase, hit) = found.max_by_key(|(phrase, hit)| (phrase.len(), std::cmp::Reverse(hit.clone())))?;
    let turned = phrase.iter().filter(|word| concept(word) == "not").count();
    tie(words, outcome, &hit, TiedBy::Cue, turned)
}

const ARTICLES: [&str; 4] = ["a", "an", "the", "any"];

/// Places of the words of a phrase in their order, from `at` on. Phrases of three words and more may have as many others between.
fn phrase_at(words: &[Word], at: usize, phrase: &[String]) -> Option<Vec<usize>> {
    let room = Room { each: usize::MAX, all: if phrase.len() > 2 { phrase.len() } else { 0 } };
    let between = |i: usize| if ARTICLES.contains(&words[i].stem.as_str()) { Between::Passed } else { Between::Other };
    places(words.len(), at, phrase.len(), room, |i, n| same(&words[i].stem, &phrase[n]), between)
}

/// Places of the words that tell what is to come: neither function words, nor the horizon, nor a condition.
fn telling(words: &[Word], statement: &Statement) -> Vec<usize> {
    let horizon: Vec<String> = statement.horizon.as_ref().map(|it| stems(&it.text)).unwrap_or_default();
    let condition = |word: &Word| statement.conditions.iter().any(|span| span.overlaps(word.span));
    (0..words.len()).filter(|&i| is_telling(&words[i].stem) && !horizon.contains(&words[i].stem) && !condition(&words[i])).collect()
}

/// Every telling word of one part of the proposition, and no other telling word.
fn by_proposition(words: &[Word], telling: &[usize], outcome: &Known) -> Option<OutcomeTie> {
    let fits = |part: &Vec<String>| {
        let covered = part.iter().all(|want| telling.iter().any(|&i| same(&words[i].stem, want)));
        covered && telling.iter().all(|&i| part.iter().any(|want| same(&words[i].stem, want)))
    };
    outcome.parts.iter().any(fits).then(|| tie(words, outcome, telling, TiedBy::Proposition, 0)).flatten()
}

/// The telling words of each part of a proposition, its day left out: "Tentative contract, strike ends" has two parts.
fn parts(proposition: &str) -> Vec<Vec<String>> {
    let cut = |part: &str| {
        let lower = part.to_lowercase();
        let end = [" by ", " before ", " until "].iter().filter_map(|word| lower.find(word)).min().unwrap_or(lower.len());
        stems(&lower[..end]).into_iter().filter(|word| is_telling(word)).collect::<Vec<String>>()
    };
    proposition.split([',', ';']).map(cut).filter(|part| !part.is_empty()).collect()
}

fn is_telling(stem: &str) -> bool {
    !matches!(concept(stem), "small" | "come" | "not") && !stem.chars().next().is_some_and(|c| c.is_ascii_digit())
}

/// Whether the clause of the match says no; `turned` words of the phrase itself that say no do not count.
fn tie(words: &[Word], outcome: &Known, hit: &[usize], by: TiedBy, turned: usize) -> Option<OutcomeTie> {
    let (first, last) = (*hit.first()?, *hit.last()?);
    let clauses = words[first].clause..=words[last].clause;
    let nots = words.iter().filter(|word| clauses.contains(&word.clause) && concept(&word.stem) == "not").count();
    let matched = hit.iter().map(|&i| words[i].span).collect();
    Some(OutcomeTie { outcome: outcome.outcome.clone(), comes: (nots + turned).is_multiple_of(2), by, matched })
}

fn same(a: &str, b: &str) -> bool {
    a == b || concept(a) == concept(b) && !matches!(concept(a), "small" | "come" | "not")
}

/// The concept of a stem: the table's, else the stem itself.
fn concept(stem: &str) -> &str {
    static CELL: OnceLock<Map<&str, &str>> = OnceLock::new();
    let table = CELL.get_or_init(|| {
        rows(include_str!("../../../../data/outcome-words.tsv")).filter_map(|(_, row)| Some((*row.first()?, *row.get(1)?))).collect()
    });
    table.get(stem).copied().unwrap_or(stem)
}

fn content(index: &CharIndex<'_>, statement: &Statement) -> Vec<Word> {
    let mut out = Vec::new();
    let mut clause = 0;
    for &span in &statement.content {
        let Some(text) = index.quote(span) else { continue };
        let mut word = String::new();
        for (n, c) in text.chars().chain([' ']).enumerate() {
            if is_letter(c) {
                word.push(c);
                continue;
            }
            let from = span.start() + n - word.chars().count();
            if let Some(place) = Span::new(from, span.start() + n).filter(|_| !word.is_empty()) {
                clause += usize::from(matches!(word.to_lowercase().as_str(), "but" | "and" | "while" | "though"));
                out.extend(split(&word).into_iter().map(|stem| Word { stem, span: place, clause }));
            }
            word.clear();
            clause += usize::from(matches!(c, ',' | ';' | ':' | '.' | '?' | '!' | '—'));
        }
        clause += 1;
    }
    out
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')
}

fn stems(text: &str) -> Vec<String> {
    text.split(|c: char| !is_letter(c)).filter(|word| !word.is_empty()).flat_map(split).collect()
}

/// "won't" is two words, "cease-fire" one.
fn split(word: &str) -> Vec<String> {
    let lower = word.to_lowercase().replace('’', "'");
    match lower.strip_suffix("n't") {
        Some(verb) if !verb.is_empty() => vec![stem(verb), "not".to_owned()],
        _ => vec![stem(&lower)],
    }
}

/// A word without the endings of plural, possessive and tense, unless the table knows it as it is.
fn stem(word: &str) -> String {
    let bare = word.trim_end_matches("'s").trim_matches(['\'', '-']);
    if concept(bare) != bare {
        return bare.to_owned();
    }
    let cut = |ending: &str| bare.strip_suffix(ending).filter(|rest| rest.chars().count() > 2);
    let undoubled = |rest: &str| {
        let mut last = rest.chars().rev();
        match (last.next(), last.next()) {
            (Some(a), Some(b)) if a == b && !matches!(a, 's' | 'l') => rest[..rest.len() - a.len_utf8()].to_owned(),
            _ => rest.to_owned(),
        }
    };
    if let Some(rest) = cut("ies") {
        return format!("{rest}y");
    }
    if let Some(rest) = cut("ing").or_else(|| cut("ed")) {
        let (rest, with_e) = (undoubled(rest), format!("{rest}e"));
        return if concept(&with_e) == with_e { rest } else { with_e };
    }
    match cut("s") {
        Some(rest) if !rest.ends_with(['s', 'u', 'i']) => rest.to_owned(),
        _ => bare.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use armistice_types::case::RowMeta;
    use armistice_types::marking::Marking;

    use super::*;

    fn outcome(proposition: &str, cues: &[&str]) -> Outcome {
        Outcome {
            id: "o".into(),
            track: "t".into(),
            proposition: proposition.to_owned(),
            cues: cues.iter().map(|it| (*it).to_owned()).collect(),
            by: None,
            result: None,
            resolved: None,
            resolved_known: None,
            entry: None,
            meta: RowMeta { line: 1, marking: Marking::clear(), known: None },
        }
    }

    fn words(text: &str) -> Vec<Word> {
        let place = Span::new(0, 1).unwrap();
        let parts = text.split_inclusive(',').enumerate();
        parts.flat_map(|(clause, part)| stems(part).into_iter().map(move |stem| Word { stem, span: place, clause })).collect()
    }

    #[track_caller]
    fn check(text: &str, proposition: &str, expect: Option<bool>) {
        let words = words(text);
        let telling: Vec<usize> = (0..words.len()).filter(|&i| is_telling(&words[i].stem)).collect();
        let found = by_proposition(&words, &telling, &Known::new(&outcome(proposition, &[])));
        assert_eq!(found.map(|it| it.comes), expect, "{text}");
    }

    #[test]
    fn a_proposition_is_met_by_its_own_words_only() {
        check("there would be no strike", "Strike begins", Some(false));
        check("a stoppage will start on Friday", "Strike begins", Some(true));
        check("a settlement that day", "Tentative contract, strike ends", Some(true));
        check("a stoppage would strand 200,000 tons of grain", "Strike begins", None);
        check("there would be no strike", "Tentative contract, strike ends", None);
        check("the ferry will start on Friday", "Strike begins", None);
    }

    #[test]
    fn a_cue_may_have_words_between_and_is_turned_by_a_no() {
        let found = |text: &str, cue: &str| by_cue(&words(text), &Known::new(&outcome("x", &[cue]))).map(|it| it.comes);
        assert_eq!(found("there would be no signatures by Friday", "signatures by friday"), Some(false));
        assert_eq!(found("anyone to sign in the valley before the vote", "sign in the valley before the election"), Some(true));
        assert_eq!(found("guns will be quiet in the whole valley", "quiet in the valley"), Some(true));
        assert_eq!(found("the valley is quiet", "quiet in the valley"), None);
        assert_eq!(found("there would not be a deal, he sold the boat", "sold the boat"), Some(true));
    }

    #[test]
    fn stems_meet() {
        assert_eq!(stems("won't signatures stopped cities dies"), ["wo", "not", "signature", "stop", "city", "die"].map(str::to_owned));
    }

    #[test]
    fn every_line_of_the_table_is_a_word_and_a_concept() {
        let table: Vec<Vec<&str>> = rows(include_str!("../../../../data/outcome-words.tsv")).map(|(_, row)| row).collect();
        assert!(table.len() > 100 && table.iter().all(|row| row.len() == 2 && row[0] == row[0].to_lowercase()));
        assert!(table.windows(2).all(|pair| pair[0][0] < pair[1][0]), "sorted, none twice");
    }
}
