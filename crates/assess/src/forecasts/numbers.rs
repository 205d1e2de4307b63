//! Numbers and likelihood words that a speaker gives, and how numbers come out.
//!
//! Scores are computed for numbers only, never for words, and never for a range or a bound ("less than 20 percent").
//! - Brier score, `(p - o)²` with `o` 1 if it came and 0 if not: G. W. Brier, "Verification of forecasts expressed in terms of probability",
//!   Monthly Weather Review 78 (1950), for one of the two classes, so that it runs from 0 to 1 (his own sum over both classes is twice that).
//! - Log score, `-ln p` of what came, in nats: I. J. Good, "Rational decisions", Journal of the Royal Statistical Society B 14 (1952).

use std::sync::LazyLock;

use armistice_types::forecasts::{LikelihoodWord, Score, Scores, Share};
use armistice_types::numbers::spelled;

use super::words::rows;
use crate::phrases::Phrases;

const LIKELIHOOD: &str = include_str!("../../../../data/likelihood.tsv");
/// With the number of the line.
static LIKELY: LazyLock<Phrases<(usize, LikelihoodWord)>> = LazyLock::new(|| {
    let range = |text: &str| text.split_once('-').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
    let word = |row: &[&str]| LikelihoodWord { word: row[0].to_owned(), icd_203: range(row[1]), ipcc: range(row[2]) };
    Phrases::new(rows(LIKELIHOOD).enumerate().map(|(n, row)| (row[0], (n, word(&row)))))
});
const CHANCE: [&str; 9] = ["chance", "chances", "probability", "likelihood", "odds", "likely", "sure", "certain", "confident"];
const BOUNDS: [&str; 12] = ["than", "least", "most", "over", "under", "above", "below", "up", "to", "between", "and", "-"];

/// How a chance came out.
pub(crate) fn scores(of_outcome: Share, came: bool) -> Scores {
    let given = if came { of_outcome } else { of_outcome.rest() };
    let miss = u64::from(given.rest().0);
    let brier = Score(u32::try_from((miss * miss + 5_000) / 10_000).unwrap_or(10_000));
    let log = (given.0 > 0).then(|| -(f64::from(given.0) / 10_000.0).ln());
    // At most ln 10000, a little over 9 nats.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let log = log.map(|nats| Score((nats.max(0.0) * 10_000.0).round() as u32));
    Scores { came, brier, log }
}

/// The one number that the words give to a chance, with the words; none for a range, a bound, or two different numbers.
pub(super) fn chance(words: &[String]) -> Option<(Share, String)> {
    let mut found: Vec<(Share, String)> = (0..words.len()).filter_map(|i| percent(words, i).or_else(|| one_in(words, i))).collect();
    let even = ["fifty-fifty", "50-50"].into_iter().filter(|word| words.iter().any(|it| it == word));
    found.extend(even.map(|word| (Share(5_000), word.to_owned())));
    found.dedup_by_key(|it| it.0);
    (found.len() == 1).then(|| found.remove(0))
}

/// "a 70 percent chance", "the chances at 70 percent".
fn percent(words: &[String], i: usize) -> Option<(Share, String)> {
    let share = words.get(i)?.parse::<u16>().ok().or_else(|| small(&words[i])).and_then(Share::percent)?;
    let sign = match (words.get(i + 1)?.as_str(), words.get(i + 2).map(String::as_str)) {
        ("percent" | "%", _) => i + 2,
        ("per", Some("cent")) => i + 3,
        _ => return None,
    };
    let bound = i > 0 && BOUNDS.contains(&words[i - 1].as_str()) && !(words[i - 1] == "to" && i > 1 && words[i - 2] == "chances");
    if bound {
        return None;
    }
    let is_chance = |word: &String| CHANCE.contains(&word.as_str());
    let after = words[sign..words.len().min(sign + 2)].iter().position(is_chance);
    if let Some(n) = after {
        return Some((share, words[i..=sign + n].join(" ")));
    }
    let from = i.saturating_sub(10);
    let before = words[from..i].iter().rposition(is_chance)? + from;
    let tied = i > 0 && matches!(words[i - 1].as_str(), "at" | "of" | "is" | "are" | "was" | "were" | "about" | "around");
    let ends = words.get(sign).is_none_or(|word| {
        !word.chars().any(char::is_alphanumeric) || matches!(word.as_str(), "that" | "this" | "by" | "before" | "now" | "today")
    });
    (tied && ends).then(|| (share, words[before..sign].join(" ")))
}

/// "a one in three chance".
fn one_in(words: &[String], i: usize) -> Option<(Share, String)> {
    let number = |word: &String| word.parse::<u16>().ok().or_else(|| small(word));
    let (n, of) = (number(words.get(i)?)?, number(words.get(i + 2)?)?);
    let chance = words.get(i + 3).is_some_and(|word| matches!(word.as_str(), "chance" | "chances" | "odds" | "probability"));
    let fits = words[i + 1] == "in" && chance && n > 0 && n < of;
    fits.then(|| Some((Share(u16::try_from(u32::from(n) * 10_000 / u32::from(of)).ok()?), words[i..i + 4].join(" "))))?
}

fn small(word: &str) -> Option<u16> {
    spelled(word).and_then(|n| u16::try_from(n).ok())
}

/// The longest likelihood word in the words, with what the standards read into it.
pub(super) fn likelihood(words: &[String]) -> Option<LikelihoodWord> {
    let (_, longest) = LIKELY.all(words).max_by_key(|(_, it)| (it.text.len(), it.means.0))?;
    Some(longest.means.1.clone())
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Option<u16>) {
        assert_eq!(chance(&words(text)).map(|it| it.0), expect.map(Share), "{text}");
    }

    #[test]
    fn a_number_counts_where_it_is_given_to_a_chance() {
        check("a 70 percent chance of a deal by Friday", Some(7_000));
        check("he puts the chances of a deal at 30 percent", Some(3_000));
        check("she is ninety-five per cent sure that they will sign", Some(9_500));
        check("there is a one in three chance", Some(3_333));
        check("it is fifty-fifty", Some(5_000));
        check("the odds are about 40%.", Some(4_000));
    }

    #[test]
    fn a_share_of_something_else_a_bound_and_a_range_are_no_chance() {
        check("15 percent over four years", None);
        check("a good chance of 15 percent raises", None);
        check("less than 20 percent chance", None);
        check("a 60 to 70 percent chance", None);
        check("95 percent of the text is agreed", None);
        check("a 60 percent chance, or a 70 percent chance", None);
        check("a 700 percent chance", None);
    }

    #[test]
    fn scores_are_what_brier_and_good_wrote() {
        let shown = |percent: u16, came: bool| {
            let it = scores(Share::percent(percent).unwrap(), came);
            (it.brier.to_string(), it.log.map(|it| it.to_string()))
        };
        assert_eq!(shown(70, true), ("0.0900".to_owned(), Some("0.3567".to_owned())));
        assert_eq!(shown(70, false), ("0.4900".to_owned(), Some("1.2040".to_owned())));
        assert_eq!(shown(50, true), ("0.2500".to_owned(), Some("0.6931".to_owned())));
        assert_eq!(shown(100, true), ("0.0000".to_owned(), Some("0.0000".to_owned())));
        assert_eq!(shown(100, false), ("1.0000".to_owned(), None));
    }

    #[test]
    fn the_longest_likelihood_word_counts() {
        let found = likelihood(&words("it is very unlikely that they sign")).unwrap();
        assert_eq!((found.word.as_str(), found.icd_203, found.ipcc), ("very unlikely", Some((5, 20)), Some((0, 10))));
        assert!(likelihood(&words("they will sign")).is_none());
        assert!(rows(LIKELIHOOD).all(|row| row.len() == 3));
    }
}
