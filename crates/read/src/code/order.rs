//! The words of a phrase of the case in a text: in their order, in another, or as a noun with its verb ("a panel that only advises").

use super::kinds::is;
use super::near::general;
use super::phrase::{Between, Room, places};
use super::words::{ARTICLES, Word, is_verb};

/// The words of the text that the phrase takes from `at`, in its order. Articles and "its" may stand between; of phrases without
/// numbers, up to three other words of the sentence that begin nothing new.
pub(super) fn in_order(words: &[Word], at: usize, phrase: &[String]) -> Option<Vec<usize>> {
    let digits = phrase.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    // "All the blame for the fishermen" is not "all fishermen".
    let tight = digits || phrase.len() < 2 || phrase.len() == 2 && general(&phrase[0]);
    let room = Room { each: if tight { 0 } else { 3 }, all: usize::MAX };
    let here = |i: usize| words[i].sentence == words[at].sentence;
    let between = |i: usize| match &words[i] {
        word if !here(i) || words[i - 1].paused || is(&word.folded, "bars") => Between::Bar,
        word if PASSED.contains(&word.folded.as_str()) => Between::Passed,
        _ => Between::Other,
    };
    places(words.len(), at, phrase.len(), room, |i, n| words[i].stem == phrase[n] && here(i), between)
}

/// The same words in another order within a short stretch: "joint panel consent" in "consent of a joint panel".
/// Phrases with numbers, and phrases of fewer than three words, are only matched in their own order.
pub(super) fn in_any_order(words: &[Word], at: usize, phrase: &[String]) -> Option<Vec<usize>> {
    let content: Vec<&String> = phrase.iter().filter(|word| word.chars().count() > 3).collect();
    if content.len() < 3 || content.len() != phrase.len() || phrase.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let here = |i: &usize| words[*i].sentence == words[at].sentence;
    if !content.contains(&&words.get(at)?.stem) {
        return None;
    }
    let reach = words.len().min(at + phrase.len() + 3);
    let place = |want: &&String| (at..reach).filter(here).find(|&i| words[i].stem == **want);
    let mut found = content.iter().map(place).collect::<Option<Vec<usize>>>()?;
    found.sort_unstable();
    Some(found)
}

/// "A panel that only advises" for "advisory panel": of two words the second with the verb of the first right behind it, or with "of".
pub(super) fn as_clause(words: &[Word], at: usize, phrase: &[String]) -> Option<Vec<usize>> {
    let [first, second] = phrase else { return None };
    let (noun, long) = (words.get(at)?, |it: &String| it.chars().count() > 3);
    if noun.stem != *second || noun.paused || !long(first) || !long(second) || first == second {
        return None;
    }
    // "A mission of the Council" for "Council mission".
    let of = words[at + 1..]
        .iter()
        .take(5)
        .take_while(|word| word.sentence == noun.sentence && !word.paused)
        .position(|word| word.stem == *first);
    if let Some(gap) =
        of.filter(|gap| *gap > 0 && words[at + 1].folded == "of" && !words[at + 1..at + 1 + gap].iter().any(|it| is(&it.folded, "bars")))
    {
        return Some(vec![at, at + gap + 1]);
    }
    let rest = words[at + 1..].iter().take(5).take_while(|word| word.sentence == noun.sentence);
    let passed = rest.take_while(|word| BEFORE_VERB.contains(&word.folded.as_str())).count();
    let verb = words.get(at + 1 + passed).filter(|word| word.sentence == noun.sentence && word.stem == *first)?;
    // "the panel, advisory and small": made of the verb, and no verb.
    is_verb(&verb.folded).then(|| vec![at, at + passed + 1])
}

/// Between a noun and its verb.
const BEFORE_VERB: [&str; 12] = ["that", "which", "who", "only", "merely", "just", "would", "will", "can", "could", "may", "to"];
const PASSED: [&str; 10] = [ARTICLES[0], ARTICLES[1], ARTICLES[2], "any", "its", "of", "our", "their", "full", "total"];
