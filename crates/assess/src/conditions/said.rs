//! What stands in the way as somebody says it: who ensures it, who can say yes, how the talks run, what is not settled.
//!
//! ## What it finds
//! Statements whose words name such a thing (`data/obstacle-words.tsv`), where they demand, want, doubt or plainly say it.
//! ## Why it matters
//! It is no question between two options of the case, so nothing that is computed shows it.
//! ## Does not find
//! Words that no line of the table has; and it takes no side: the words are shown with who says them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use armistice_types::case::{Case, TrackKey};
use armistice_types::coded::Coded;
use armistice_types::conditions::{Obstacle, ObstacleKind};
use armistice_types::statement::{Act, Statement};
use armistice_types::time::{Day, Published};
use armistice_types::view::{Filed, StatementRef, View};

use crate::passages::normal;
use crate::phrases::Phrases;
use crate::tracks::of_statement;

const WORDS: &str = include_str!("../../../../data/obstacle-words.tsv");
/// Words that ask for a thing.
const NEEDS: [&str; 9] = ["must", "need", "needs", "want", "wants", "wanted", "require", "requires", "insist"];
/// So many of one kind on one track are shown, the latest first.
const MOST: usize = 4;

struct Row {
    words: &'static str,
    kind: ObstacleKind,
    what: &'static str,
    when: &'static str,
}

/// With the number of the line.
static PHRASES: LazyLock<Phrases<(usize, Row)>> = LazyLock::new(|| Phrases::new(rows().enumerate().map(|(n, row)| (row.words, (n, row)))));

fn rows() -> impl Iterator<Item = Row> {
    WORDS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        let (words, kind, what, when) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
        Some(Row { words, kind: kind.parse().ok()?, what, when })
    })
}

/// What the words of a statement say, by the longest phrase of the table.
fn found(statement: &Statement, text: &str) -> Option<&'static Row> {
    let words: Vec<&str> = text.split(' ').collect();
    let asks = matches!(statement.act, Act::Demand | Act::Condition | Act::Appeal) || words.iter().any(|word| NEEDS.contains(word));
    let fits = |row: &Row| match row.when {
        "any" => true,
        "need" => asks,
        _ => statement.act == Act::Doubt,
    };
    let here = PHRASES.all(&words).map(|(_, it)| &it.means).filter(|(_, row)| fits(row));
    let longest = here.max_by_key(|(n, row)| (row.words.len(), *n));
    longest.map(|(_, row)| row)
}

/// One obstacle a saying, the latest of a kind and track first; the same words told again count once.
pub(super) fn said(case: &Case, view: &View, coded: &[Coded]) -> Vec<(Option<Day>, Obstacle)> {
    let mut out: Vec<(Option<Day>, Obstacle)> = Vec::new();
    let mut known: BTreeMap<(String, ObstacleKind), usize> = BTreeMap::new();
    for (filed, coded) in view.reports.iter().zip(coded) {
        let index = filed.reading.report.text.index();
        let words = |it: &Statement| normal(&it.content.iter().filter_map(|span| index.quote(*span)).collect::<Vec<_>>().join(" "));
        let hits: Vec<(&Statement, String, &Row)> = filed
            .reading
            .statements
            .iter()
            .filter(|it| !it.negated && !matches!(it.act, Act::Deny | Act::Ask | Act::NoComment | Act::Promise | Act::Offer | Act::Accept))
            .filter_map(|it| {
                let text = words(it);
                let row = found(it, &text)?;
                Some((it, text, row))
            })
            .collect();
        // Of a saying within a saying the inner one is shown.
        let inner = |id| !hits.iter().any(|(it, ..)| it.within == Some(id));
        for (statement, text, row) in hits.iter().filter(|(it, ..)| inner(it.id)) {
            let at = StatementRef { report: filed.number, statement: statement.id };
            let n = *known.entry((text.clone(), row.kind)).or_insert(out.len());
            match out.get_mut(n) {
                Some((_, it)) => {
                    it.evidence.push(at);
                    it.marking = it.marking.join(filed.marking_at(statement.id));
                }
                None => out.push((day(filed, statement), obstacle(case, filed, coded, statement, row, at))),
            }
        }
    }
    out.sort_by(|a, b| (b.0, &a.1.evidence).cmp(&(a.0, &b.1.evidence)));
    let mut kept: BTreeMap<(Option<TrackKey>, ObstacleKind), usize> = BTreeMap::new();
    out.retain(|(_, it)| {
        let before = kept.entry((it.track.clone(), it.kind)).or_default();
        *before += 1;
        *before <= MOST
    });
    out
}

fn day(filed: &Filed, statement: &Statement) -> Option<Day> {
    let said = statement.said_on.and_then(|day| day.to);
    said.or_else(|| filed.reading.report.published.map(Published::day))
}

fn obstacle(case: &Case, filed: &Filed, coded: &Coded, statement: &Statement, row: &Row, at: StatementRef) -> Obstacle {
    Obstacle {
        kind: row.kind,
        track: of_statement(case, filed, coded, statement),
        computed: false,
        reviewed: filed.reviewed_at(statement.id),
        settled: None,
        sentence: row.what.to_owned(),
        exchange: Vec::new(),
        besides: Vec::new(),
        relaxations: Vec::new(),
        rules: Vec::new(),
        marking: filed.marking_at(statement.id).clone(),
        evidence: vec![at],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = WORDS.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        assert_eq!(lines.count(), rows().count());
        assert!(rows().all(|row| ["any", "need", "doubt"].contains(&row.when) && normal(row.words) == row.words));
    }
}
