//! What the network sees of a word: rows of one table of vectors, by hash. Takes a word as the treebanks cut it, gives row numbers.
//! Hashed sub-word features in one shared table, two rows for the word itself: Serrà and Karatzoglou 2017, "Getting deep
//! recommenders fit: Bloom embeddings"; used for words by Honnibal's spaCy.

use std::collections::HashMap;
use std::sync::OnceLock;

/// How many rows a word has.
pub const FEATURES: usize = 20;

/// The rows of the word itself, left out for rare words while the network is fitted, so that it learns to do without.
pub const WHOLE_WORD: usize = 3;

/// Rows in the table of vectors.
pub const ROWS: usize = 1 << 15;

/// The rows of a word; `first` says that it opens its sentence.
#[must_use]
pub fn rows(word: &str, first: bool) -> [u32; FEATURES] {
    let lower = folded(word);
    let (lower_bytes, lengths) = (lower.as_bytes(), boundaries(&lower));
    let n = lengths.len() - 1;
    let prefix = |k: usize| &lower_bytes[..lengths[k.min(n)]];
    let suffix = |k: usize| &lower_bytes[lengths[n - k.min(n)]..];
    let shape = shape(word);
    let known = known(&lower);
    let row = |kind: u8, part: &[u8], extra: u8| row(kind, part, extra);
    let kin = kin(&lower);
    [
        row(0, lower_bytes, 0),
        row(1, lower_bytes, 0),
        row(2, word.as_bytes(), 0),
        row(3, suffix(1), shape.class),
        row(4, suffix(2), 0),
        row(5, suffix(3), 0),
        row(6, suffix(4), 0),
        row(7, prefix(1), shape.class),
        row(8, prefix(2), 0),
        row(9, prefix(3), 0),
        row(10, prefix(5), 0),
        row(11, &shape.pattern[..shape.len], u8::from(first)),
        row(12, &known.kind.to_le_bytes(), shape.class),
        row(13, &known.named.to_le_bytes(), shape.class),
        row(14, &kin[..2], shape.class),
        row(15, &kin[2..3], 0),
        row(16, &kin[3..4], 0),
        row(17, &kin[4..5], 0),
        row(18, &kin[5..6], 0),
        row(19, &kin[6..], 0),
    ]
}

/// Lower case, one form for each mark, and every digit a nought.
fn folded(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            '’' | '‘' | '`' => out.push('\''),
            '“' | '”' | '«' | '»' | '„' => out.push('"'),
            '–' | '—' | '‑' => out.push('-'),
            c if c.is_ascii() => out.push(if c.is_ascii_digit() { '0' } else { c.to_ascii_lowercase() }),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// Where its characters begin, and its end.
fn boundaries(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// How a word is written.
struct Shape {
    /// Capitals, digits and marks in order, runs as one.
    pattern: [u8; 6],
    len: usize,
    /// The first of them, and whether there is a capital behind it.
    class: u8,
}

fn shape(word: &str) -> Shape {
    let mut out = Shape { pattern: [0; 6], len: 0, class: 0 };
    let mut capitals = 0u8;
    for c in word.chars() {
        let kind = match c {
            c if c.is_uppercase() => b'X',
            c if c.is_alphabetic() => b'x',
            c if c.is_numeric() => b'd',
            '-' | '–' | '—' => b'-',
            '.' => b'.',
            '\'' | '’' => b'\'',
            _ => b'm',
        };
        capitals += u8::from(kind == b'X' && capitals < 2);
        if out.len < out.pattern.len() && (out.len == 0 || out.pattern[out.len - 1] != kind) {
            out.pattern[out.len] = kind;
            out.len += 1;
        }
    }
    out.class = out.pattern[0].wrapping_mul(3).wrapping_add(capitals);
    out
}

/// FNV-1a begins with this: <http://www.isthe.com/chongo/tech/comp/fnv/>.
const FNV: u64 = 0xcbf2_9ce4_8422_2325;

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// The row of a part of a word: FNV-1a, its halves folded.
fn row(kind: u8, part: &[u8], extra: u8) -> u32 {
    let hash = part.iter().fold(step(step(FNV, kind), extra), |hash, byte| step(hash, *byte));
    #[expect(clippy::cast_possible_truncation, reason = "the table has 2^15 rows")]
    let at = ((hash ^ hash >> 29 ^ hash >> 47) % ROWS as u64) as u32;
    at
}

/// The rows of a table of `data/`: tab-separated, one fact a line, `#` comments.
fn table_rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// Words that stand in like company, sorted by bytes.
const WORD_KIN: &str = include_str!("../../../data/word-kin.tsv");

/// Digits of a word in `word-kin.tsv`.
const KIN: usize = 7;

/// Where the lines of `word-kin.tsv`, whose comments all stand at its top, begin: a table of open addressing, a line at the first free slot
/// from its word's own.
struct KinLines {
    /// The line's first byte and one more; 0 for a free slot.
    slots: Vec<u32>,
}

impl KinLines {
    fn new() -> Self {
        let lines = || WORD_KIN.split_inclusive('\n').filter(|line| !line.starts_with('#'));
        let mut out = Self { slots: vec![0; (2 * lines().count()).next_power_of_two()] };
        let mut start = WORD_KIN.len() - lines().map(str::len).sum::<usize>();
        for line in lines() {
            let mut at = out.first(&line.as_bytes()[..line.len() - KIN - 2]);
            while out.slots[at] != 0 {
                at = (at + 1) & (out.slots.len() - 1);
            }
            out.slots[at] = u32::try_from(start + 1).unwrap_or(0);
            start += line.len();
        }
        out
    }

    /// The first slot of a word.
    fn first(&self, word: &[u8]) -> usize {
        let hash = word.iter().fold(FNV, |hash, byte| step(hash, *byte));
        usize::try_from((hash ^ hash >> 32) & (self.slots.len() as u64 - 1)).unwrap_or(0)
    }

    /// The digits of a word; blanks where it is not in the table.
    fn digits(&self, word: &[u8]) -> &'static [u8] {
        let mut at = self.first(word);
        while let Some(start) = self.slots[at].checked_sub(1) {
            // A line is its word, a tab, the digits and a line end.
            let line = WORD_KIN.as_bytes()[start as usize..].split_at_checked(word.len());
            if let Some((_, rest)) = line.filter(|(own, rest)| *own == word && rest.first() == Some(&b'\t')) {
                return &rest[1..=KIN];
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        &[b' '; KIN]
    }
}

fn kin(lower: &str) -> &'static [u8] {
    static CELL: OnceLock<KinLines> = OnceLock::new();
    CELL.get_or_init(KinLines::new).digits(lower.as_bytes())
}

/// What the tables of `data/` say of a word, as bits.
#[derive(Clone, Copy, Default)]
struct Known {
    /// Given name, state, demonym, capital or city, region, title, body.
    kind: u16,
    /// The classes of `name-words.tsv`, in the order of [`CLASSES`].
    named: u16,
}

/// Words that stand in names.
const NAME_WORDS: &str = include_str!("../../../data/name-words.tsv");

/// The classes of `name-words.tsv`.
const CLASSES: &str = "cdgpstu";

fn known(lower: &str) -> Known {
    static CELL: OnceLock<HashMap<String, Known>> = OnceLock::new();
    CELL.get_or_init(tables).get(lower).copied().unwrap_or_default()
}

fn tables() -> HashMap<String, Known> {
    let mut out: HashMap<String, Known> = HashMap::with_capacity(1 << 16);
    for row in table_rows(NAME_WORDS) {
        let named = CLASSES.char_indices().filter(|(_, class)| row[1].contains(*class)).map(|(i, _)| 1 << i).sum();
        out.insert(row[0].to_owned(), Known { kind: 0, named });
    }
    let mut add = |form: &str, bit: u16| {
        for word in form.split(' ').filter(|word| word.chars().count() > 2 || !form.contains(' ')) {
            out.entry(word.to_lowercase()).or_default().kind |= bit;
        }
    };
    for row in table_rows(include_str!("../../../data/first-names.tsv")) {
        add(row[0], 1);
    }
    for row in table_rows(include_str!("../../../data/places.tsv")) {
        add(
            row[0],
            match row[1] {
                "state" => 2,
                "demonym" => 4,
                "region" => 8,
                _ => 16,
            },
        );
    }
    for row in table_rows(include_str!("../../../data/titles.tsv")) {
        add(row[0], 32);
    }
    for row in table_rows(include_str!("../../../data/organisations.tsv")) {
        add(row[0], if row[1] == "head" { 64 } else { 128 });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_in_the_table_whatever_the_word() {
        for word in ["", "a", "Envoys", "’s", "3,000", "漢字", "e\u{301}", "U.S.", "🙂"] {
            assert!(rows(word, true).iter().all(|row| (*row as usize) < ROWS), "{word}");
        }
    }

    #[test]
    fn every_line_of_the_names_table_is_a_word_with_known_classes() {
        let rows: Vec<Vec<&str>> = table_rows(NAME_WORDS).collect();
        assert!(rows.is_sorted_by(|a, b| a[0] < b[0]));
        for row in rows {
            assert!(row.len() == 2 && !row[1].is_empty() && row[1].chars().all(|class| CLASSES.contains(class)), "{row:?}");
        }
    }

    #[test]
    fn every_word_of_the_kin_table_is_found_with_its_digits() {
        let rows: Vec<Vec<&str>> = table_rows(WORD_KIN).collect();
        assert!(rows.is_sorted_by(|a, b| a[0] < b[0]));
        for row in rows {
            assert!(row.len() == 2 && row[1].len() == KIN, "{row:?}");
            assert_eq!(kin(row[0]), row[1].as_bytes(), "{row:?}");
        }
        for word in ["", "#", "# Words", "zzzzzzzz", "\u{10ffff}", "nosuchword"] {
            assert_eq!(kin(word), [b' '; KIN], "{word}");
        }
    }

    #[test]
    fn marks_and_digits_of_one_kind_share_their_rows() {
        assert_eq!(rows("1948", false)[0], rows("2031", false)[0]);
        assert_eq!(rows("“", false)[0], rows("\"", false)[0]);
        assert_ne!(rows("May", false)[2], rows("may", false)[2]);
    }
}
