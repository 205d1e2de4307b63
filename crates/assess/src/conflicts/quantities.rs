//! Counts that differ as two sources give them one after the other in one paragraph of a report.
//!
//! ## What it finds
//! "All 300 tractors were on the road, according to the league. The province said about half had stayed at home": all, and a part of the
//! same. "The port counted 12 boats inside the bar; the fishers said 30 boats were inside the bar": two numbers of one noun.
//! ## Why it matters
//! Who came and who stayed away is what the sides of a strike, a march or a truce contradict each other on most.
//! ## Does not find
//! Numbers of different things, days or places, bounds ("at least 12"), and what one source says of two moments.

use std::collections::BTreeSet;

use armistice_types::assessment::{Conflict, ConflictKind};
use armistice_types::numbers::spelled;
use armistice_types::statement::{Act, Certainty, Statement};
use armistice_types::text::{CharIndex, Span};
use armistice_types::view::{Filed, Place, StatementRef, View};

use super::counts::OPEN;
use crate::stems::stems;

const TABLE: &str = include_str!("../../../../data/turnout.tsv");

/// Words for a part of the whole that was just spoken of.
const PARTS: [&str; 9] = ["third", "half", "quarter", "fifth", "tenth", "most", "few", "fewer", "dozen"];
/// What may stand before such a word.
const LEADS: [&str; 12] = ["about", "around", "some", "only", "nearly", "almost", "just", "barely", "a", "one", "two", "roughly"];
const WHOLE: [&str; 4] = ["all", "every", "none", "no"];

/// What one source says.
struct Said<'v> {
    at: StatementRef,
    by: String,
    content: Span,
    text: &'v str,
    words: Vec<String>,
}

/// By report, then place.
pub(super) fn quantities(view: &View) -> Vec<Conflict> {
    let mut out = Vec::new();
    for filed in &view.reports {
        let index = filed.reading.report.text.index();
        let said: Vec<Said<'_>> = filed.reading.statements.iter().filter_map(|it| said(filed, &index, it)).collect();
        for it in &said {
            out.extend(put_at(filed, &index, it));
        }
        for pair in said.windows(2) {
            let [a, b] = pair else { continue };
            let between = Span::new(a.content.end(), b.content.start()).and_then(|span| index.quote(span)).unwrap_or("\n\n");
            if a.by == b.by || between.contains("\n\n") || !(whole_and_part(&a.words, &b.words) || two_numbers(a, b)) {
                continue;
            }
            out.push(Conflict {
                kind: ConflictKind::CountsDiffer,
                one: vec![a.at],
                other: vec![b.at],
                issue: None,
                sentence: format!("{} says: {}; {} says: {}", a.by, short(a.text), b.by, short(b.text)),
                places: Vec::new(),
                marking: filed.marking_at(a.at.statement).join(filed.marking_at(b.at.statement)),
            });
        }
    }
    out
}

/// "Three soldiers were killed, the army said. The Front put the number at seven.": the sentence behind gives another number of the same.
fn put_at(filed: &Filed, index: &CharIndex<'_>, it: &Said<'_>) -> Option<Conflict> {
    let (n, noun) = counted(&it.words)?;
    let here = filed.reading.sentences.partition_point(|span| span.end() <= it.content.start());
    let (own, next) = (filed.reading.sentences.get(here)?, filed.reading.sentences.get(here + 1)?);
    let between = Span::new(own.end(), next.start()).and_then(|span| index.quote(span)).unwrap_or("\n\n");
    let text = index.quote(*next)?;
    let words: Vec<String> = text.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).map(str::to_lowercase).collect();
    let at = words.windows(3).position(|it| COUNTS.contains(&it[0].as_str()) && it[1] == "at")?;
    let put = words[..at].iter().any(|it| matches!(it.as_str(), "put" | "puts"));
    let m = spelled(&words[at + 2]).or_else(|| words[at + 2].parse().ok())?;
    let actor = filed
        .reading
        .actors
        .iter()
        .find(|actor| actor.mentions.iter().any(|span| next.overlaps(*span) && span.start() < next.start() + 5))?;
    if n == m || !put || actor.name == it.by || between.contains("\n\n") || words.iter().any(|word| OPEN.contains(&word.as_str())) {
        return None;
    }
    Some(Conflict {
        kind: ConflictKind::CountsDiffer,
        one: Vec::new(),
        other: Vec::new(),
        issue: None,
        sentence: format!("{} says {n} {noun}, {} puts the number at {m}", it.by, actor.name),
        places: vec![Place { report: filed.number, span: it.content }, Place { report: filed.number, span: *next }],
        marking: filed.marking_at(it.at.statement).clone(),
    })
}

/// Nouns by which a number just told is spoken of.
const COUNTS: [&str; 6] = ["number", "figure", "toll", "total", "count", "tally"];

fn said<'v>(filed: &'v Filed, index: &CharIndex<'v>, it: &Statement) -> Option<Said<'v>> {
    let plain = matches!(it.act, Act::Assert | Act::Confirm) && it.certainty >= Certainty::Probable && it.conditions.is_empty();
    let content = it.content.first().copied().filter(|_| plain && it.content.len() == 1 && it.within.is_none())?;
    let text = index.quote(content)?;
    let by = filed.reading.actor(it.source.actor?)?.name.clone();
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == ',')).map(|it| it.trim_matches(',').to_lowercase());
    let words: Vec<String> = words.filter(|it| !it.is_empty()).collect();
    Some(Said { at: StatementRef { report: filed.number, statement: it.id }, by, content, text, words })
}

fn short(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All of them, and a part of the same with no noun of its own; both say who took part.
fn whole_and_part(a: &[String], b: &[String]) -> bool {
    let whole = |words: &[String]| words.first().is_some_and(|word| WHOLE.contains(&word.as_str()));
    let part = |words: &[String]| {
        let at = words.iter().take_while(|word| LEADS.contains(&word.as_str())).count();
        let counted = words.get(at).is_some_and(|word| PARTS.contains(&word.as_str().trim_end_matches('s')));
        // "Half stayed", "half of them stayed"; not "half the town stayed".
        let next = words.get(at + 1).map(String::as_str);
        let of_them = next == Some("of") && words.get(at + 2).is_some_and(|word| matches!(word.as_str(), "them" | "these" | "those"));
        counted && (of_them || next.is_some_and(|word| turnout(word) || AUXILIARIES.contains(&word)))
    };
    let tell = |words: &[String]| words.iter().any(|word| turnout(word));
    // "All 300 tractors were on the road": there, or away.
    let there = |words: &[String]| {
        words.windows(2).any(|pair| ["was", "were", "are", "is"].contains(&pair[0].as_str()) && PLACED.contains(&pair[1].as_str()))
    };
    (whole(a) && part(b) || part(a) && whole(b)) && (tell(a) || there(a)) && (tell(b) || there(b))
}

const PLACED: [&str; 6] = ["on", "in", "at", "off", "there", "here"];
const AUXILIARIES: [&str; 8] = ["had", "have", "has", "were", "was", "are", "is", "did"];

/// Does the word say who took part and who did not?
fn turnout(word: &str) -> bool {
    TABLE.lines().filter(|line| !line.starts_with('#')).any(|it| it == word)
}

/// One number each, before the same noun, and nothing else said that the other does not say.
fn two_numbers(a: &Said<'_>, b: &Said<'_>) -> bool {
    let (Some((n, noun)), Some((m, other))) = (counted(&a.words), counted(&b.words)) else { return false };
    let rest = |it: &Said<'_>| -> BTreeSet<String> {
        stems(it.text).into_iter().filter(|it| !it.starts_with(|c: char| c.is_ascii_digit())).collect()
    };
    let (x, y) = (rest(a), rest(b));
    n != m && noun == other && x.len() > 1 && (x == y || y.len() == 1 && y.is_subset(&x))
}

/// The one number of the words and the noun behind it; `None` where there are several, or a word bounds it.
fn counted(words: &[String]) -> Option<(u32, &str)> {
    if words.iter().any(|word| OPEN.contains(&word.as_str())) {
        return None;
    }
    let number = |word: &String| spelled(word).or_else(|| word.replace(',', "").parse().ok());
    let mut all = words.windows(2).filter_map(|pair| Some((number(&pair[0])?, pair[1].as_str())));
    all.next().filter(|_| all.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_lowercase).collect()
    }

    #[test]
    fn all_and_half_of_them_cannot_both_be() {
        let check = |a: &str, b: &str, expect: bool| assert_eq!(whole_and_part(&words(a), &words(b)), expect, "{a} / {b}");
        check("All 300 tractors were out on the road", "about half had stayed at home", true);
        check("about half of them had stayed away", "none was absent", true);
        check("All 300 tractors were out on the road", "half the town had stayed at home", false);
        check("All 300 tractors were out on the road", "about half had new tyres", false);
        check("Some tractors were out on the road", "about half had stayed at home", false);
    }

    #[test]
    fn every_line_of_the_table_is_one_word_in_its_order() {
        let rows: Vec<&str> = TABLE.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(rows.is_sorted() && rows.iter().all(|it| !it.contains(char::is_whitespace) && *it == it.to_lowercase()));
    }

    #[test]
    fn two_numbers_of_one_thing() {
        assert_eq!(counted(&words("12 boats were inside the bar")), Some((12, "boats")));
        assert_eq!(counted(&words("at least 12 boats were inside the bar")), None);
        assert_eq!(counted(&words("12 boats and 3 barges were inside")), None);
    }
}
