//! Full-text search (SQLite's FTS5) over what a view shows. The index is made in memory for one search: nothing of it is ever on
//! disk, and what a clearance may not see takes no part in hits, their order or their number.

use std::ops::Range;

use rusqlite::{Connection, params};

use crate::store::Error;

/// What is searched: one report or entry.
#[derive(Clone, Debug)]
pub struct Passages<'p> {
    /// A title, a name; matched like the text.
    pub title: &'p str,
    /// The text.
    pub text: &'p str,
}

/// Where the words stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index of what was searched.
    pub at: usize,
    /// Byte ranges in its text, in order; none where only the title has the words.
    pub words: Vec<Range<usize>>,
}

const OPEN: char = '\u{1}';
const CLOSE: char = '\u{2}';

/// Those that hold every one of the words, best first (bm25, to twelve places), ties in the order given. Words are compared
/// without regard to case and accents; `"two words"` stand together; `wor*` begins a word.
///
/// # Errors
/// Where there is no word to look for ([`None`] inside), or SQLite fails.
pub fn search(passages: &[Passages<'_>], words: &str) -> Result<Option<Vec<Hit>>, Error> {
    let Some(query) = query(words) else { return Ok(None) };
    found(passages, &query).map(Some).map_err(|source| Error::Sqlite { doing: "searched", source })
}

fn found(passages: &[Passages<'_>], query: &str) -> rusqlite::Result<Vec<Hit>> {
    let mut connection = Connection::open_in_memory()?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.execute_batch("CREATE VIRTUAL TABLE passages USING fts5(title, text, tokenize = 'unicode61 remove_diacritics 2')")?;
    let transaction = connection.transaction()?;
    {
        let mut insert = transaction.prepare("INSERT INTO passages (rowid, title, text) VALUES (?1, ?2, ?3)")?;
        for (n, it) in passages.iter().enumerate() {
            insert.execute(params![i64::try_from(n).unwrap_or(i64::MAX), unmarked(it.title), unmarked(it.text)])?;
        }
    }
    transaction.commit()?;
    let select = "SELECT rowid, highlight(passages, 1, char(1), char(2)), CAST(round(bm25(passages) * 1000000000000) AS INTEGER) AS best \
                  FROM passages WHERE passages MATCH ?1 ORDER BY best, rowid";
    let mut statement = connection.prepare(select)?;
    let rows = statement.query_map([query], |row| {
        let at = usize::try_from(row.get::<_, i64>(0)?).unwrap_or(0);
        Ok(Hit { at, words: marked(&row.get::<_, String>(1)?) })
    })?;
    rows.collect()
}

/// The text without the two marks, and without zeros, at which SQLite would stop; at the same length.
fn unmarked(text: &str) -> String {
    text.replace([OPEN, CLOSE, '\0'], " ")
}

/// The ranges between marks, in the text without them.
fn marked(text: &str) -> Vec<Range<usize>> {
    let (mut out, mut open, mut marks) = (Vec::new(), None, 0);
    for (at, c) in text.char_indices() {
        match c {
            OPEN => open = Some(at - marks),
            CLOSE => out.extend(open.take().map(|from| from..at - marks)),
            _ => continue,
        }
        marks += 1;
    }
    out
}

/// The words as FTS5 takes them, each a string, so that nothing a person types is an operator; `None` where there are none.
fn query(words: &str) -> Option<String> {
    let mut out: Vec<String> = Vec::new();
    let mut push = |part: &str, begins: bool| {
        if part.chars().any(char::is_alphanumeric) {
            out.push(format!("\"{}\"{}", part.replace(['"', '\0'], " "), if begins { "*" } else { "" }));
        }
    };
    for (n, part) in words.split(['"', '“', '”']).enumerate() {
        if n % 2 == 1 {
            push(part, false);
            continue;
        }
        for word in part.split_whitespace() {
            push(word.trim_end_matches('*'), word.ends_with('*'));
        }
    }
    (!out.is_empty()).then(|| out.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [(&str, &str); 3] = [
        ("Ferry", "The ferry sailed. No \u{1}toll was paid."),
        ("Toll talks", "Marsh spoke of the toll, the toll and the tolls."),
        ("", "Café owners \"object\" AND wait."),
    ];

    #[track_caller]
    fn check(words: &str, expect: &[(usize, &[&str])]) {
        let passages: Vec<Passages<'_>> = TEXTS.iter().map(|(title, text)| Passages { title, text }).collect();
        let hits = search(&passages, words).unwrap().unwrap();
        let shown: Vec<(usize, Vec<&str>)> =
            hits.iter().map(|hit| (hit.at, hit.words.iter().map(|it| &TEXTS[hit.at].1[it.clone()]).collect())).collect();
        let expect: Vec<(usize, Vec<&str>)> = expect.iter().map(|(at, words)| (*at, words.to_vec())).collect();
        assert_eq!(shown, expect);
    }

    #[test]
    fn every_word_must_stand_there_and_nothing_typed_is_an_operator() {
        check("toll", &[(1, &["toll", "toll"]), (0, &["toll"])]);
        check("toll ferry", &[(0, &["ferry", "toll"])]);
        check("\"the toll\"", &[(1, &["the toll", "the toll"])]);
        check("toll*", &[(1, &["toll", "toll", "tolls"]), (0, &["toll"])]);
        check("cafe AND", &[(2, &["Café", "AND"])]);
        check("NEAR(", &[]);
        check("title:toll", &[]);
        check("object\" OR \"", &[]);
        assert!(search(&[], " \" ** - ").unwrap().is_none());
    }
}
