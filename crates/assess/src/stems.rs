//! Words of a text by their first letters, to tell whether two texts speak of one thing.

use std::collections::BTreeSet;

/// Letters kept of a word.
const KEPT: usize = 5;

/// Words that say nothing of what is spoken of.
const EMPTY: [&str; 30] = [
    "that", "this", "with", "from", "have", "been", "were", "their", "they", "there", "which", "would", "will", "what", "when", "whether",
    "about", "into", "than", "then", "them", "said", "says", "does", "only", "anything", "nothing", "nobody", "kind", "sort",
];

/// Lower-case beginnings of the words of four letters and more, and numbers.
pub(crate) fn stems(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    let kept =
        |word: &String| word.chars().count() > 3 && !EMPTY.contains(&word.as_str()) || word.starts_with(|c: char| c.is_ascii_digit());
    words.filter(kept).map(|word| word.chars().take(KEPT).collect()).collect()
}

/// How many of the stems of the smaller text both have, in percent.
pub(crate) fn shared(a: &BTreeSet<String>, b: &BTreeSet<String>) -> usize {
    a.intersection(b).count() * 100 / a.len().min(b.len()).max(1)
}
