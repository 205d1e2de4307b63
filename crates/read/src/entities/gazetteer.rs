//! General knowledge about names: places, bodies, titles, given names and people nouns, from `data/`.
//! Takes words, gives what the tables say of them; what a name stands for in this text is left to
//! the steps that look at its neighbours.

use std::sync::OnceLock;

use armistice_types::statement::ActorKind;

use super::Gender;
use crate::lexicon::table::{Map, Set, rows};

const PLACES: &str = include_str!("../../../../data/places.tsv");
const BODIES: &str = include_str!("../../../../data/organisations.tsv");
const TITLES: &str = include_str!("../../../../data/titles.tsv");
const GIVEN: &str = include_str!("../../../../data/first-names.tsv");
const NOMINALS: &str = include_str!("../../../../data/nominals.tsv");
const PLACE_WORDS: &str = include_str!("../../../../data/place-words.tsv");

/// What a place name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlaceKind {
    State,
    Demonym,
    Capital,
    City,
    Region,
}

/// A place, and the state it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) kind: PlaceKind,
    pub(crate) state: Option<&'static str>,
}

/// A well-known body, or the head word of bodies' names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Body {
    pub(crate) kind: ActorKind,
    pub(crate) state: Option<&'static str>,
}

/// What a word does in titles; a word may do several things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct TitleWord {
    pub(crate) honorific: bool,
    pub(crate) head: bool,
    pub(crate) modifier: bool,
    pub(crate) portfolio: bool,
    pub(crate) gender: Option<Gender>,
}

/// How a common noun speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    Source,
    Person,
    Collective,
    Body,
    Side,
    Document,
}

/// A common noun that can stand for a speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Nominal {
    /// The noun's singular.
    pub(crate) lemma: &'static str,
    pub(crate) class: Class,
    pub(crate) plural: bool,
    /// Kinds of named actors it can refer to.
    pub(crate) refers: Vec<ActorKind>,
    pub(crate) gender: Option<Gender>,
}

/// All tables, parsed once.
#[derive(Debug)]
pub(crate) struct Gazetteer {
    places: Map<&'static str, Place>,
    names: Map<&'static str, Body>,
    heads: Map<&'static str, Body>,
    titles: Map<&'static str, TitleWord>,
    given: Map<&'static str, Option<Gender>>,
    nominals: Map<&'static str, Nominal>,
    place_words: Set<&'static str>,
}

/// The tables.
pub(crate) fn gazetteer() -> &'static Gazetteer {
    static TABLES: OnceLock<Gazetteer> = OnceLock::new();
    TABLES.get_or_init(|| Gazetteer {
        places: rows(PLACES).filter_map(|(_, row)| place(&row)).collect(),
        names: rows(BODIES).filter_map(|(_, row)| body(&row, "name")).collect(),
        heads: rows(BODIES).filter_map(|(_, row)| body(&row, "head")).collect(),
        titles: titles(),
        given: rows(GIVEN).filter_map(|(_, row)| Some((*row.first()?, gender(row.get(1)?)))).collect(),
        nominals: rows(NOMINALS).filter_map(|(_, row)| nominal(&row)).flatten().collect(),
        place_words: rows(PLACE_WORDS).filter_map(|(_, row)| row.first().copied()).collect(),
    })
}

impl Gazetteer {
    /// A place by its name, as written.
    pub(crate) fn place(&self, name: &str) -> Option<Place> {
        self.places.get(name).copied()
    }

    /// A well-known body by its name, as written.
    pub(crate) fn body(&self, name: &str) -> Option<Body> {
        self.names.get(name).copied()
    }

    /// The kind of body that a name with this last word is.
    pub(crate) fn head(&self, word: &str) -> Option<Body> {
        let lower = word.to_lowercase();
        self.heads.get(lower.as_str()).or_else(|| self.heads.get(lower.strip_suffix('s')?)).copied()
    }

    /// What a word does in titles.
    pub(crate) fn title(&self, word: &str) -> TitleWord {
        let lower = word.to_lowercase();
        let known = self.titles.get(lower.as_str());
        // "ex-minister", "then-president"
        known.or_else(|| self.titles.get(lower.split_once('-')?.1)).copied().unwrap_or_default()
    }

    /// Is the word a given name?
    pub(crate) fn is_given(&self, word: &str) -> bool {
        self.given.contains_key(word) || word.split_once('-').is_some_and(|(first, _)| self.given.contains_key(first))
    }

    /// Does a name that ends so name a place: "Selm House", "Sarn Ridge"?
    pub(crate) fn ends_a_place(&self, word: &str) -> bool {
        self.place_words.contains(word.to_lowercase().as_str())
    }

    /// The gender that goes with a given name.
    pub(crate) fn gender(&self, word: &str) -> Option<Gender> {
        self.given.get(word).or_else(|| self.given.get(word.split_once('-')?.0)).copied().flatten()
    }

    /// A common noun, singular or plural.
    pub(crate) fn nominal(&self, word: &str) -> Option<&Nominal> {
        self.nominals.get(word.to_lowercase().as_str())
    }
}

fn gender(field: &str) -> Option<Gender> {
    match field {
        "m" => Some(Gender::Male),
        "f" => Some(Gender::Female),
        _ => None,
    }
}

fn state(field: &'static str) -> Option<&'static str> {
    (field != "-").then_some(field)
}

fn place(row: &[&'static str]) -> Option<(&'static str, Place)> {
    let &[form, kind, of] = row else { return None };
    let kind = match kind {
        "state" => PlaceKind::State,
        "demonym" => PlaceKind::Demonym,
        "capital" => PlaceKind::Capital,
        "city" => PlaceKind::City,
        "region" => PlaceKind::Region,
        _ => return None,
    };
    Some((form, Place { kind, state: state(of) }))
}

fn body(row: &[&'static str], wanted: &str) -> Option<(&'static str, Body)> {
    let &[form, usage, kind, of] = row else { return None };
    (usage == wanted).then_some(())?;
    Some((form, Body { kind: kind.parse().ok()?, state: state(of) }))
}

fn titles() -> Map<&'static str, TitleWord> {
    let mut out: Map<&'static str, TitleWord> = Map::default();
    for (_, row) in rows(TITLES) {
        let [word, usage, of] = row[..] else { continue };
        let entry = out.entry(word).or_default();
        match usage {
            "honorific" => entry.honorific = true,
            "head" => entry.head = true,
            "modifier" => entry.modifier = true,
            _ => entry.portfolio = true,
        }
        entry.gender = entry.gender.or(gender(of));
    }
    out
}

fn nominal(row: &[&'static str]) -> Option<[(&'static str, Nominal); 2]> {
    let &[singular, plural, class, refers, of] = row else { return None };
    let class = match class {
        "source" => Class::Source,
        "person" => Class::Person,
        "collective" => Class::Collective,
        "body" => Class::Body,
        "side" => Class::Side,
        "document" => Class::Document,
        _ => return None,
    };
    let refers: Vec<ActorKind> = refers.split(',').filter_map(|kind| kind.parse().ok()).collect();
    let one = Nominal { lemma: singular, class, plural: false, refers, gender: gender(of) };
    // A word without a plural of its own ("police") is singular in form; the later entry wins.
    let many = Nominal { plural: plural != singular, ..one.clone() };
    Some([(singular, one), (plural, many)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn parses(table: &'static str, good: impl Fn(&[&'static str]) -> bool) {
        let mut last = "";
        for (n, row) in rows(table) {
            assert!(good(&row), "line {n}: {row:?}");
            assert!(last <= row[0], "line {n} is not in order: {row:?}");
            last = row[0];
        }
    }

    #[test]
    fn every_line_of_every_table_parses() {
        parses(PLACES, |row| place(row).is_some());
        parses(BODIES, |row| body(row, "head").or(body(row, "name")).is_some());
        parses(TITLES, |row| row.len() == 3 && ["honorific", "head", "modifier", "portfolio"].contains(&row[1]));
        parses(GIVEN, |row| row.len() == 2 && ["m", "f", "-"].contains(&row[1]));
        parses(NOMINALS, |row| nominal(row).is_some());
        parses(PLACE_WORDS, |row| row.len() == 1 && row[0].chars().all(char::is_lowercase));
    }

    #[test]
    fn a_state_named_in_a_table_is_a_place() {
        let known = |state: Option<&str>| state.is_none_or(|state| state == "European Union" || gazetteer().place(state).is_some());
        assert!(gazetteer().places.values().all(|place| known(place.state)));
        assert!(gazetteer().names.values().all(|body| known(body.state)));
    }
}
