//! `data/act-verbs.tsv`: what a speaker does by saying that his side does, will or will not do a thing.

use std::sync::OnceLock;

use super::cues::inflected;
use super::table::{Map, rows};

const TABLE: &str = include_str!("../../../../data/act-verbs.tsv");

/// The class of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Accepting,
    /// Accepting where its object is a term of talks.
    Taking,
    Refusing,
    Giving,
    Yielding,
    Harming,
    Studying,
    Talking,
    Praising,
    Condemning,
    Hoping,
    Doubting,
    Proposing,
    Acting,
}

fn class(word: &str) -> Option<Class> {
    Some(match word {
        "accepting" => Class::Accepting,
        "taking" => Class::Taking,
        "refusing" => Class::Refusing,
        "giving" => Class::Giving,
        "yielding" => Class::Yielding,
        "harming" => Class::Harming,
        "studying" => Class::Studying,
        "talking" => Class::Talking,
        "praising" => Class::Praising,
        "condemning" => Class::Condemning,
        "hoping" => Class::Hoping,
        "doubting" => Class::Doubting,
        "proposing" => Class::Proposing,
        "acting" => Class::Acting,
        _ => return None,
    })
}

type Table = Map<String, Vec<(Option<&'static str>, Class)>>;

/// The class of a lower-case form; `next` is the word behind it, for verbs with a particle.
pub(crate) fn class_of(form: &str, next: &str) -> Option<Class> {
    static CELL: OnceLock<Table> = OnceLock::new();
    let table = CELL.get_or_init(|| {
        let mut table = Table::default();
        for (_, row) in rows(TABLE) {
            let [lemma, irregular, word] = row[..] else { continue };
            let Some(class) = class(word) else { continue };
            let mut words = lemma.split(' ');
            let irregular: Vec<&str> = irregular.split(',').filter(|form| !form.is_empty()).collect();
            let (verb, particle) = (words.next().unwrap_or(lemma), words.next());
            for form in inflected(verb, &irregular) {
                table.entry(form).or_default().push((particle, class));
            }
        }
        table
    });
    let list = table.get(form)?;
    let with = list.iter().find(|(particle, _)| particle.is_some_and(|it| it == next));
    with.or_else(|| list.iter().find(|(particle, _)| particle.is_none())).map(|(_, class)| *class)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_has_a_known_class() {
        for (n, row) in rows(TABLE) {
            assert!(row.len() == 3 && class(row[2]).is_some(), "line {n}: {row:?}");
        }
    }

    #[test]
    fn a_particle_changes_the_class() {
        assert_eq!(class_of("gave", "up"), Some(Class::Yielding));
        assert_eq!(class_of("gave", "notice"), Some(Class::Giving));
    }
}
