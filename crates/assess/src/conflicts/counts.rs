//! Counts that differ: two sources give different numbers of one thing on one day at one place. Careful on what is one thing: same type of
//! event, same verb, same noun, a day that both state, a place that both name; "at least", "more than" and "so far" say no number against another.

use armistice_types::assessment::{Conflict, ConflictKind};
use armistice_types::numbers::spelled;
use armistice_types::statement::{Actor, Event, Modality};
use armistice_types::time::Day;
use armistice_types::view::{Filed, Place, View};

use std::collections::{BTreeMap, BTreeSet};

/// Words by which a number bounds another or is of a longer time.
pub(super) const OPEN: [&str; 18] = [
    "least", "most", "more", "fewer", "less", "about", "around", "some", "nearly", "almost", "over", "perhaps", "hundreds", "dozens",
    "far", "since", "total", "overall",
];

struct Count<'v> {
    filed: &'v Filed,
    place: Place,
    day: Day,
    /// Event type, mode, main verb and noun counted.
    thing: (String, Option<String>, String, String),
    number: u64,
    /// Names in its sentence.
    names: BTreeSet<String>,
    /// Who tells it.
    by: String,
}

pub(super) fn counts(view: &View) -> Vec<Conflict> {
    let all: Vec<Count<'_>> = view.reports.iter().flat_map(|filed| filed.reading.events.iter().filter_map(|it| count(filed, it))).collect();
    let mut alike: BTreeMap<_, Vec<&Count<'_>>> = BTreeMap::new();
    for it in &all {
        alike.entry((&it.thing, it.day)).or_default().push(it);
    }
    let mut out: Vec<Conflict> = Vec::new();
    let mut said: BTreeMap<String, usize> = BTreeMap::new();
    for a in &all {
        let there = alike.get(&(&a.thing, a.day)).map_or(&[][..], Vec::as_slice);
        let behind = there.iter().skip_while(|it| !std::ptr::eq(**it, a)).skip(1);
        for b in behind.filter(|b| differ(a, b)) {
            let sentence = format!("{} {}: {} {} says {}, {} says {}", a.day, a.thing.2, a.thing.3, a.by, a.number, b.by, b.number);
            if let Some(n) = said.get(&sentence) {
                out[*n].places.push(b.place);
                continue;
            }
            said.insert(sentence.clone(), out.len());
            out.push(Conflict {
                kind: ConflictKind::CountsDiffer,
                one: Vec::new(),
                other: Vec::new(),
                issue: None,
                sentence,
                places: vec![a.place, b.place],
                marking: a.filed.marking.join(&b.filed.marking),
            });
        }
    }
    out
}

/// Of one thing on one day.
fn differ(a: &Count<'_>, b: &Count<'_>) -> bool {
    a.number != b.number && a.by != b.by && !a.names.is_disjoint(&b.names)
}

fn count<'v>(filed: &'v Filed, it: &Event) -> Option<Count<'v>> {
    let counted = matches!(it.kind.as_str(), "ASSAULT" | "PROTEST") || it.kind == "RETREAT" && it.mode.as_deref() == Some("release");
    let day = it.when.and_then(|day| day.single()).filter(|_| counted && it.modality == Modality::Actual)?;
    let of = if it.kind == "PROTEST" { &it.actors } else { &it.recipients };
    let actor = |id: &armistice_types::statement::ActorId| filed.reading.actor(*id);
    let (number, noun) = of.iter().filter_map(actor).find_map(numbered)?;
    let index = filed.reading.report.text.index();
    let sentence = index.quote(*filed.reading.sentences.iter().find(|span| span.overlaps(it.span))?)?;
    let words: Vec<String> =
        sentence.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()).collect();
    if words.iter().any(|word| OPEN.contains(&word.as_str())) {
        return None;
    }
    let verb =
        index.quote(it.span)?.split_whitespace().find(|word| !["was", "were", "been", "have", "has", "had"].contains(word))?.to_lowercase();
    let names = sentence
        .split(|c: char| !c.is_alphanumeric())
        .skip(1)
        .filter(|word| word.chars().count() > 3 && word.starts_with(char::is_uppercase))
        .map(str::to_owned)
        .filter(|word| !DAYS.contains(&word.as_str()))
        .collect();
    let by = it.told_by.and_then(|id| filed.reading.actor(id)).map(|it| it.name.clone());
    let by = by.or_else(|| filed.reading.report.outlet.clone()).unwrap_or_else(|| format!("R{}", filed.number));
    let place = Place { report: filed.number, span: it.span };
    Some(Count { filed, place, day, thing: (it.kind.clone(), it.mode.clone(), verb, noun), number, names, by })
}

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// "four people", "the 86 sailors": the number and the noun.
fn numbered(actor: &Actor) -> Option<(u64, String)> {
    let words: Vec<String> = actor.name.split_whitespace().map(str::to_lowercase).collect();
    let noun = words.last()?.clone();
    let number = words.iter().rev().skip(1).find_map(|word| number(word));
    number.or(actor.count.map(u64::from)).map(|number| (number, noun))
}

fn number(word: &str) -> Option<u64> {
    spelled(word).map(u64::from).or_else(|| word.replace(',', "").parse().ok())
}
