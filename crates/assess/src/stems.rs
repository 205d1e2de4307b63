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
    let mut out = BTreeSet::new();
    each(text, |stem| {
        out.insert(stem.to_owned());
    });
    out
}

/// The same one by one, in the order of the text, without a list of them.
pub(crate) fn each(text: &str, mut give: impl FnMut(&str)) {
    let mut word = String::new();
    for part in text.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()) {
        word.clear();
        if part.is_ascii() {
            word.push_str(part);
            word.make_ascii_lowercase();
        } else {
            word.push_str(&part.to_lowercase());
        }
        let kept = word.chars().nth(3).is_some() && !EMPTY.contains(&word.as_str()) || word.starts_with(|c: char| c.is_ascii_digit());
        if kept {
            let end = word.char_indices().nth(KEPT).map_or(word.len(), |(at, _)| at);
            give(&word[..end]);
        }
    }
}

/// How many of the stems of the smaller text both have, in percent.
pub(crate) fn shared(a: &BTreeSet<String>, b: &BTreeSet<String>) -> usize {
    a.intersection(b).count() * 100 / a.len().min(b.len()).max(1)
}
