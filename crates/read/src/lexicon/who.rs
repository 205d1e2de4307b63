//! `data/who-*.tsv`: what is known in general about names, titles and the nouns that describe sources.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use armistice_types::statement::{ActorKind, Anonymity};

use super::table::rows;

type Map<T> = BTreeMap<&'static str, T>;

macro_rules! table {
    ($name:ident, $file:literal, $value:ty, $row:expr) => {
        fn $name() -> &'static Map<$value> {
            static CELL: OnceLock<Map<$value>> = OnceLock::new();
            CELL.get_or_init(|| {
                let row: fn(&[&'static str]) -> Option<(&'static str, $value)> = $row;
                rows(include_str!(concat!("../../../../data/", $file))).filter_map(|(_, it)| row(&it)).collect()
            })
        }
    };
}

table!(state_table, "who-states.tsv", (&'static str, &'static str), |row| Some((*row.first()?, (*row.get(1)?, *row.get(2)?))));
table!(title_table, "who-titles.tsv", (), |row| Some((*row.first()?, ())));
table!(honorific_table, "who-honorifics.tsv", &'static str, |row| Some((*row.first()?, *row.get(1)?)));
table!(organisation_table, "who-organisations.tsv", ActorKind, |row| Some((*row.first()?, row.get(1)?.parse().ok()?)));
table!(body_table, "who-known-bodies.tsv", ActorKind, |row| Some((*row.first()?, row.get(1)?.parse().ok()?)));
table!(nominal_table, "who-nominals.tsv", (bool, Anonymity), |row| Some((
    *row.first()?,
    (*row.get(1)? == "many", row.get(2)?.parse().ok()?)
)));
table!(first_name_table, "who-first-names.tsv", &'static str, |row| Some((*row.first()?, *row.get(1)?)));

/// What a place name is: the state it belongs to (empty for none), and whether it is one, its people, its capital or a place in it.
pub(crate) fn place(name: &str) -> Option<(&'static str, &'static str)> {
    state_table().get(name).copied()
}

/// The state of a country name, demonym or capital.
pub(crate) fn state(name: &str) -> Option<&'static str> {
    place(name).filter(|(_, kind)| *kind != "place").map(|(state, _)| state)
}

/// Does the noun name what a person is? Lower case.
pub(crate) fn is_title(noun: &str) -> bool {
    title_table().contains_key(noun)
}

/// "Mr.", "Gen.": he, she or either.
pub(crate) fn honorific(word: &str) -> Option<&'static str> {
    honorific_table().get(word).copied()
}

/// The kind of body that a last word names; lower case.
pub(crate) fn organisation(word: &str) -> Option<ActorKind> {
    organisation_table().get(word).copied()
}

/// A body known by name.
pub(crate) fn known_body(name: &str) -> Option<ActorKind> {
    body_table().get(name).copied()
}

/// A noun by which sources are described: many or one, and how anonymous; lower case.
pub(crate) fn nominal(noun: &str) -> Option<(bool, Anonymity)> {
    nominal_table().get(noun).copied()
}

/// The pronoun that goes with a first name.
pub(crate) fn first_name(name: &str) -> Option<&'static str> {
    first_name_table().get(name).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_of_the_tables_is_lost() {
        assert_eq!(state_table().len(), rows(include_str!("../../../../data/who-states.tsv")).count());
        assert_eq!(title_table().len(), rows(include_str!("../../../../data/who-titles.tsv")).count());
        assert_eq!(honorific_table().len(), rows(include_str!("../../../../data/who-honorifics.tsv")).count());
        assert_eq!(organisation_table().len(), rows(include_str!("../../../../data/who-organisations.tsv")).count());
        assert_eq!(body_table().len(), rows(include_str!("../../../../data/who-known-bodies.tsv")).count());
        assert_eq!(nominal_table().len(), rows(include_str!("../../../../data/who-nominals.tsv")).count());
        assert_eq!(first_name_table().len(), rows(include_str!("../../../../data/who-first-names.tsv")).count());
    }
}
