//! When two personal names are the same person: fuller and shorter forms, initials, near spellings.
//! Takes names as strings, knows no text.

/// The words of a name, lower case, without the article of "el-" and "al-".
pub(super) fn words(name: &str) -> Vec<String> {
    name.split_whitespace().map(plain).filter(|word| !word.is_empty()).collect()
}

fn plain(word: &str) -> String {
    let lower = word.to_lowercase();
    let bare = ["al-", "el-", "as-", "ash-", "ar-", "az-"].iter().find_map(|article| lower.strip_prefix(article));
    bare.unwrap_or(&lower).trim_end_matches('.').to_owned()
}

/// Can both be names of one person, both with a given name or both without?
pub(super) fn same_person(a: &str, b: &str) -> bool {
    // Most pairs end in different letters and begin with different words.
    let end = |name: &str| name.trim_end_matches('.').chars().next_back().map(|c| c.to_ascii_lowercase());
    let first = |name: &str| name.chars().next().map(|c| c.to_ascii_lowercase());
    if end(a) != end(b) && first(a) != first(b) {
        return false;
    }
    let (a, b) = (words(a), words(b));
    let (Some(last_a), Some(last_b)) = (a.last(), b.last()) else { return false };
    if last_a != last_b {
        // "Abdel Karim Sabra al-Masri" and "Abdel Karim Sabra"
        let (short, long) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
        return short.len() > 1 && long.starts_with(short);
    }
    if a.len() == 1 || b.len() == 1 {
        return a.len() == b.len();
    }
    let initial = |x: &str, y: &str| x.chars().count() == 1 && y.starts_with(x);
    a[0] == b[0] || initial(&a[0], &b[0]) || initial(&b[0], &a[0]) || nickname(&a[0], &b[0]) || tail(&a, &b) || tail(&b, &a)
}

/// "Bin Laden" within "Osama Bin Laden".
fn tail(short: &[String], long: &[String]) -> bool {
    short.len() < long.len() && long.ends_with(short)
}

fn nickname(a: &str, b: &str) -> bool {
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    common >= 3 && common + 1 >= a.chars().count().min(b.chars().count())
}

/// How well a single word names a person: 3 as surname, 2 as another later word, 1 as given name.
pub(super) fn short_form(short: &str, full: &str) -> u8 {
    if !full.to_lowercase().contains(&short.split_whitespace().next_back().map(plain).unwrap_or_default()) {
        return 0;
    }
    let (short, full) = (words(short), words(full));
    let [word] = &short[..] else { return if tail(&short, &full) { 3 } else { 0 } };
    match full.iter().rposition(|it| it == word) {
        Some(0) => 1,
        Some(n) if n + 1 == full.len() => 3,
        Some(_) => 2,
        None => 0,
    }
}

/// Are two words one name in two spellings? Only long words, with the same first letter.
pub(super) fn near(a: &str, b: &str) -> bool {
    // Most pairs begin with different letters; what has an article is looked at without it.
    let first = |word: &str| word.chars().next().map(|c| c.to_ascii_lowercase());
    if first(a) != first(b) && !a.contains('-') && !b.contains('-') {
        return false;
    }
    let (a, b): (Vec<char>, Vec<char>) = (plain(a).chars().collect(), plain(b).chars().collect());
    let shorter = a.len().min(b.len());
    if shorter < 5 || a == b || a[0] != b[0] {
        return false;
    }
    let same_but_s = a.len() != b.len() && (a.last() == Some(&'s') || b.last() == Some(&'s'));
    let most = if shorter < 8 { 1 } else { 2 };
    !same_but_s && a.len().abs_diff(b.len()) <= most && distance(&a, &b) <= most
}

/// Is the name one that a damaged copy may have made of the other: the same given name, and a surname one edit away, two in long ones?
pub(crate) fn garbled(copy: &str, known: &str) -> bool {
    let (copy, known) = (words(copy), words(known));
    let ([given, .., a], [same, .., b]) = (&copy[..], &known[..]) else { return false };
    let chars = |word: &str| word.chars().collect::<Vec<_>>();
    let (a, b) = (chars(a), chars(b));
    given == same && copy.len() == known.len() && distance(&a, &b) <= if a.len().min(b.len()) < 8 { 1 } else { 2 }
}

/// Edits between two words, a swap of neighbours counted as one.
fn distance(a: &[char], b: &[char]) -> usize {
    // What both begin and end with needs no edit.
    let begin = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[begin..], &b[begin..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - end], &b[..b.len() - end]);
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = change.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_is_not_a_person_when_the_given_names_differ() {
        assert!(same_person("Ada Marsh", "A. Marsh"));
        assert!(same_person("Hassan el-Dori", "Hassan al-Dori"));
        assert!(!same_person("Ada Marsh", "Orla Marsh"));
        assert!(!same_person("Ada Marsh", "Marsh"));
    }

    #[test]
    fn a_garbled_surname_needs_the_same_given_name() {
        assert!(garbled("Ada Marsch", "Ada Marsh"));
        assert!(garbled("Tom Tal", "Tom Tol"));
        assert!(garbled("Ilse Orlendson", "Ilse Orlandsen"));
        assert!(!garbled("Ida Marsch", "Ada Marsh"));
        assert!(!garbled("Ada Morsch", "Ada Marsh"));
        assert!(!garbled("Marsch", "Ada Marsh"));
    }

    #[test]
    fn one_letter_apart_is_near_only_in_long_names() {
        assert!(near("Orlandsen", "Orlandson"));
        assert!(near("Petridis", "Pertidis"));
        assert!(!near("Marsh", "Harsh"));
        assert!(!near("Orland", "Orlands"));
        assert!(!near("Tam", "Tem"));
        assert!(near("Alexandrov", "Aleksandrov") && near("Bernardino", "Bernadrino") && !near("Bernardino", "Bertandina"));
    }
}
