//! `data/event-*.tsv`: verbs and nouns of events, what their objects must be, and what governs them.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use armistice_types::statement::Modality;

use super::cues::inflected;
use super::table::{Map, Set, in_order, kinds, rows};

const VERBS: &str = include_str!("../../../../data/event-verbs.tsv");
const NOUNS: &str = include_str!("../../../../data/event-nouns.tsv");
const OBJECTS: &str = include_str!("../../../../data/event-objects.tsv");
const GOVERNORS: &str = include_str!("../../../../data/event-governors.tsv");
const CLAIMS: &str = include_str!("../../../../data/event-claims.tsv");
const WORDS: &str = include_str!("../../../../data/event-words.tsv");
const LIGHT: &str = include_str!("../../../../data/event-light-verbs.tsv");

/// A verb of events.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EventVerb {
    pub(crate) particle: Option<&'static str>,
    /// PLOVER type.
    pub(crate) kind: &'static str,
    /// PLOVER mode; empty for none.
    pub(crate) mode: &'static str,
    needs: &'static str,
}

impl EventVerb {
    /// What it may need, in the order of the table.
    pub(crate) fn needs(&self) -> impl Iterator<Item = &'static str> {
        self.needs.split(',')
    }
}

/// Where the noun of an event stands beside a verb that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holding {
    Object,
    Subject,
}

type Light = Vec<(Option<&'static str>, Holding)>;

struct Tables {
    verbs: Map<String, Vec<EventVerb>>,
    nouns: Map<&'static str, (&'static str, &'static str)>,
    objects: Map<&'static str, Vec<&'static str>>,
    governors: Map<&'static str, Modality>,
    light: Map<String, Light>,
    claims: Set<&'static str>,
    words: Set<(&'static str, &'static str)>,
}

fn forms(lemma: &'static str, irregular: &'static str) -> (Vec<String>, Option<&'static str>) {
    let mut words = lemma.splitn(2, ' ');
    let irregular: Vec<&str> = irregular.split(',').filter(|form| !form.is_empty()).collect();
    (inflected(words.next().unwrap_or(lemma), &irregular), words.next())
}

fn tables() -> &'static Tables {
    static CELL: OnceLock<Tables> = OnceLock::new();
    CELL.get_or_init(|| {
        let mut verbs: BTreeMap<String, Vec<EventVerb>> = BTreeMap::new();
        for (_, row) in rows(VERBS) {
            let [lemma, irregular, kind, mode, needs] = row[..] else { continue };
            let (all, particle) = forms(lemma, irregular);
            for form in all {
                verbs.entry(form).or_default().push(EventVerb { particle, kind, mode, needs });
            }
        }
        let verbs = in_order(verbs, |it| Reverse(it.particle.map_or(0, |words| words.split(' ').count())));
        let mut objects: Map<&str, Vec<&str>> = Map::default();
        for (_, row) in rows(OBJECTS) {
            if let [noun, class] = row[..] {
                objects.entry(noun).or_default().push(class);
            }
        }
        let mut light: Map<String, Light> = Map::default();
        for (_, row) in rows(LIGHT) {
            let [lemma, irregular, place] = row[..] else { continue };
            let (all, particle) = forms(lemma, irregular);
            let place = if place == "has" { Holding::Object } else { Holding::Subject };
            for form in all {
                light.entry(form).or_default().push((particle, place));
            }
        }
        let three = |row: Vec<&'static str>| match row[..] {
            [noun, kind, mode] => Some((noun, (kind, mode))),
            _ => None,
        };
        let two = |row: Vec<&'static str>| match row[..] {
            [form, modality] => Some((form, modality.parse().ok()?)),
            _ => None,
        };
        Tables {
            verbs,
            nouns: rows(NOUNS).filter_map(|(_, row)| three(row)).collect(),
            objects,
            governors: rows(GOVERNORS).filter_map(|(_, row)| two(row)).collect(),
            light,
            words: kinds(WORDS),
            claims: rows(CLAIMS).filter_map(|(_, row)| row.first().copied()).collect(),
        }
    })
}

/// The verbs that a lower-case form may belong to, those of more words first.
pub(crate) fn event_verbs(form: &str) -> &'static [EventVerb] {
    tables().verbs.get(form).map_or(&[], Vec::as_slice)
}

/// Type and mode of the event that a lower-case noun, of one word or two, names.
pub(crate) fn event_noun(noun: &str) -> Option<(&'static str, &'static str)> {
    tables().nouns.get(noun).copied()
}

/// Is what stands behind this lower-case word and "that" only claimed, hoped or feared?
pub(crate) fn claimed(word: &str) -> bool {
    tables().claims.contains(word)
}

/// Does the lower-case word tell this of an event: "hearsay", "to come"?
pub(crate) fn is_told(word: &str, kind: &str) -> bool {
    tables().words.contains(&(word, kind))
}

/// Does a text hold one of the words that tell this?
pub(crate) fn holds_told(text: &str, kind: &str) -> bool {
    tables().words.iter().any(|(word, of)| *of == kind && text.contains(word))
}

/// Is the lower-case noun of this class of objects?
pub(crate) fn is_object(noun: &str, class: &str) -> bool {
    tables().objects.get(noun).is_some_and(|classes| classes.contains(&class))
}

/// What a lower-case form says of the event behind it.
pub(crate) fn governed(form: &str) -> Option<Modality> {
    tables().governors.get(form).copied()
}

/// How a lower-case form, with the word behind it, holds an event.
pub(crate) fn holding(form: &str, next: &str) -> impl Iterator<Item = Holding> {
    let fits = move |particle: Option<&str>| particle.is_none_or(|it| it == next);
    let next = tables().light.get(form).map_or(&[][..], Vec::as_slice);
    next.iter().filter(move |(particle, _)| fits(*particle)).map(|(_, place)| *place)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [&str; 17] = [
        "seat of others",
        "apart",
        "before",
        "before to",
        "beside",
        "by phone",
        "called off",
        "came to nothing",
        "counts",
        "hearsay",
        "many-sided",
        "phone",
        "ready",
        "several",
        "side",
        "to come",
        "writer",
    ];
    const TYPES: [&str; 16] = [
        "ACCUSE",
        "AGREE",
        "AID",
        "ASSAULT",
        "COERCE",
        "CONCEDE",
        "CONSULT",
        "COOPERATE",
        "MOBILIZE",
        "PROTEST",
        "REJECT",
        "REQUEST",
        "RETREAT",
        "SANCTION",
        "SUPPORT",
        "THREATEN",
    ];

    #[test]
    fn every_line_of_the_tables_parses_and_names_a_plover_type() {
        let mut last = "";
        for (n, row) in rows(VERBS) {
            assert!(last <= row[0], "event-verbs.tsv line {n}: `{}` stands after `{last}`", row[0]);
            last = row[0];
            assert!(row.len() == 5 && TYPES.contains(&row[2]) && !row[4].is_empty(), "event-verbs.tsv line {n}: {row:?}");
        }
        for (n, row) in rows(NOUNS) {
            assert!(row.len() == 3 && (row[1] == "-" || TYPES.contains(&row[1])), "event-nouns.tsv line {n}: {row:?}");
        }
        for (n, row) in rows(GOVERNORS) {
            assert!(row.len() == 2 && row[1].parse::<Modality>().is_ok(), "event-governors.tsv line {n}: {row:?}");
        }
        for (n, row) in rows(LIGHT) {
            assert!(row.len() == 3 && ["has", "is"].contains(&row[2]), "event-light-verbs.tsv line {n}: {row:?}");
        }
        for (n, row) in rows(WORDS) {
            assert!(row.len() == 2 && KINDS.contains(&row[1]), "event-words.tsv line {n}: {row:?}");
        }
        assert!(rows(OBJECTS).all(|(_, row)| row.len() == 2) && rows(CLAIMS).all(|(_, row)| row.len() == 1));
    }

    #[test]
    fn a_particle_decides_which_event_it_is() {
        let long = |it: &EventVerb| it.particle.map_or(0, |words| words.split(' ').count());
        assert!(
            event_verbs("broke").is_sorted_by_key(|it| Reverse(long(it)))
                && event_verbs("broke").iter().any(|it| it.particle == Some("off"))
        );
        assert_eq!(event_verbs("met")[0].kind, "CONSULT");
        assert!(is_object("talks", "talks") && is_object("offer", "deal"));
    }
}
