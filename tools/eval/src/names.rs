//! Persons, places and organisations against names marked in IOB columns: `armistice-eval names FILE…`.
//!
//! Two columns (WikiGold) or UNER's five (number, form, tag, …); "I-" behind "O" or another type begins a name too, as `conlleval` has it. A name is
//! right where span and type are the same; other types (MISC) are left out on both sides. F1 over all names and by type.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::reader::{self, Kind};
use crate::ud::Count;

type Name = (Range<usize>, Kind);

/// One sentence with its names.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sentence {
    words: Vec<String>,
    names: Vec<Name>,
}

/// Prints F1 for each file.
pub fn run(paths: &[String]) -> Result<(), String> {
    let list = paths.first().is_some_and(|it| it == "--list");
    for path in &paths[usize::from(list)..] {
        if list {
            list_differences(path)?;
        }
        let counts = count(path)?;
        println!("{path}");
        for (kind, count) in &counts {
            let (p, r) = (percent(count.right, count.ours), percent(count.right, count.gold));
            println!("  {kind:13} P {p:5.1} R {r:5.1} F1 {:5.1}  (gold {}, ours {})", count.f1(), count.gold, count.ours);
        }
    }
    Ok(())
}

fn percent(part: usize, all: usize) -> f64 {
    100.0 * part as f64 / all.max(1) as f64
}

/// Prints the names that only one side has: `-` gold's, `+` ours, each with its sentence.
fn list_differences(path: &str) -> Result<(), String> {
    let text = std::fs::read_to_string(path).map_err(|err| format!("cannot read `{path}`: {err}"))?;
    for sentence in text.split("\n\n").map(sentence) {
        let words: Vec<&str> = sentence.words.iter().map(String::as_str).collect();
        let ours = reader::names(&words);
        let only = |sign, own: &[Name], others: &[Name]| {
            for (range, kind) in own.iter().filter(|it| !others.contains(it)) {
                println!("{sign} {:13} {:30} | {}", kind.name(), words[range.clone()].join(" "), words.join(" "));
            }
        };
        only('-', &sentence.names, &ours);
        only('+', &ours, &sentence.names);
    }
    Ok(())
}

/// Counts by type, and under "all".
pub fn count(path: &str) -> Result<BTreeMap<&'static str, Count>, String> {
    let text = std::fs::read_to_string(path).map_err(|err| format!("cannot read `{path}`: {err}"))?;
    let mut counts: BTreeMap<&'static str, Count> = BTreeMap::new();
    for sentence in text.split("\n\n").map(sentence) {
        let words: Vec<&str> = sentence.words.iter().map(String::as_str).collect();
        let ours = reader::names(&words);
        for name in &sentence.names {
            tally(&mut counts, name.1, |it| {
                it.gold += 1;
                it.right += usize::from(ours.contains(name));
            });
        }
        for (_, kind) in &ours {
            tally(&mut counts, *kind, |it| it.ours += 1);
        }
    }
    Ok(counts)
}

fn tally(counts: &mut BTreeMap<&'static str, Count>, kind: Kind, add: impl Fn(&mut Count)) {
    for name in [kind.name(), "all"] {
        add(counts.entry(name).or_default());
    }
}

fn sentence(block: &str) -> Sentence {
    let mut out = Sentence::default();
    let mut before = "O";
    for line in block.lines().filter(|line| !line.starts_with("# ") && !line.is_empty()) {
        let columns: Vec<&str> = line.split(if line.contains('\t') { '\t' } else { ' ' }).collect();
        let (form, tag) = match columns[..] {
            [_, form, tag, _, ..] => (form, tag),
            [form, tag] => (form, tag),
            _ => continue,
        };
        let n = out.words.len();
        out.words.push(form.to_owned());
        let goes_on = tag.starts_with("I-") && before.get(2..) == tag.get(2..) && before != "O";
        let kind = tag.get(2..).and_then(kind);
        match (kind, out.names.last_mut()) {
            (Some(_), Some(name)) if goes_on => name.0.end = n + 1,
            (Some(kind), _) => out.names.push((n..n + 1, kind)),
            (None, _) => {}
        }
        before = tag;
    }
    out
}

fn kind(label: &str) -> Option<Kind> {
    match label {
        "PER" => Some(Kind::Person),
        "LOC" => Some(Kind::Place),
        "ORG" => Some(Kind::Organisation),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_begin_and_go_on() {
        let uner = "# sent_id = 1\n# text = Orla Finch of Selm\n1\tOrla\tB-PER\t-\t-\n2\tFinch\tI-PER\t-\t-\n3\tof\tO\t-\t-\n4\tSelm\tB-LOC\t-\t-\n";
        assert_eq!(sentence(uner).names, [(0..2, Kind::Person), (3..4, Kind::Place)]);
        let wiki = "The O\nSelm I-ORG\nGuards I-ORG\nOrla I-PER\n9 I-MISC\nSelm I-LOC\n";
        assert_eq!(sentence(wiki).names, [(1..3, Kind::Organisation), (3..4, Kind::Person), (5..6, Kind::Place)]);
    }
}
