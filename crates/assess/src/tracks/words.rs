//! `data/track-status.tsv`: what words say of a truce or deal as a whole, and what makes them less than told as done.

const TABLE: &str = include_str!("../../../../data/track-status.tsv");

/// Lower-case words of a text, hyphens kept; a full stop, comma or other mark is no word.
pub(super) fn words(text: &str) -> Vec<String> {
    let split = text.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '\'' || c == '’'));
    split.map(|it| it.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()).filter(|it| !it.is_empty()).collect()
}

fn of_kind(kind: &'static str) -> impl Iterator<Item = &'static str> {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    rows.filter(move |(_, of)| *of == kind).map(|(words, _)| words)
}

/// Where words of the kind stand: first word and one past the last, first found.
pub(super) fn find(words: &[String], kind: &'static str) -> Option<(usize, usize)> {
    let at = |phrase: &str| {
        let parts: Vec<&str> = phrase.split(' ').collect();
        words.windows(parts.len()).position(|window| window.iter().zip(&parts).all(|(a, b)| a == b)).map(|at| (at, at + parts.len()))
    };
    of_kind(kind).filter_map(at).min()
}

/// Does any word of the kind stand among them?
pub(super) fn has(words: &[String], kind: &'static str) -> bool {
    find(words, kind).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [&str; 12] =
        ["denial", "holds", "signed", "agreed in principle", "noun", "talks", "in force", "broken", "leaves", "guard", "open", "past"];

    #[test]
    fn every_line_of_the_table_is_read() {
        let rows: Vec<&str> = TABLE.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(rows.is_sorted());
        for row in &rows {
            let (phrase, kind) = row.split_once('\t').unwrap();
            assert!(KINDS.contains(&kind), "{row}");
            assert!(words(phrase).join(" ") == phrase, "{row}");
        }
        assert!(KINDS.iter().all(|kind| of_kind(kind).next().is_some()));
    }
}
