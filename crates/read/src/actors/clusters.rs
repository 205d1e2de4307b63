//! Which names are one actor: equal names, surnames after full names, acronyms, near spellings.

use std::ops::Range;

use armistice_types::statement::{ActorKind, Anonymity};

use super::names::{Name, proper};
use super::{Actor, folded};
use crate::attribution::Text;
use crate::lexicon::who;

/// A name spelled unlike a known one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Variant {
    pub(crate) tokens: Range<usize>,
    pub(crate) known: String,
}

/// Actors in order of first mention. A single word that is nobody's surname, no state and no body is left out:
/// it becomes an actor only if it turns out to be a source.
pub(super) fn clusters(text: &Text<'_>, names: Vec<Name>) -> (Vec<Actor>, Vec<Variant>) {
    let mut all: Vec<Actor> = Vec::new();
    let mut variants = Vec::new();
    let words = |name: &Name| text.tokens.words(&name.tokens).to_owned();
    // Full forms first, so that a short form before its full one ("Harris … Kamala Harris") finds it.
    let (full, short): (Vec<Name>, Vec<Name>) =
        names.into_iter().partition(|name| name.tokens.len() > 1 || name.sure || name.role.is_some() && name.tokens.len() > 1);
    for name in full.iter().filter(|name| !is_bare_person(name)).chain(full.iter().filter(|name| is_bare_person(name))) {
        let found = (0..all.len()).rev().filter(|&at| same(&all[at], name, &words(name))).min_by_key(|&at| distance(&all[at], name));
        let near = found.is_none().then(|| near_spelling(&all, name, &words(name))).flatten();
        if let Some(at) = near {
            variants.push(Variant { tokens: name.tokens.clone(), known: all[at].name.clone() });
        }
        match found.or(near) {
            Some(at) => join(&mut all[at], name, words(name), near.is_none()),
            None => all.push(actor(name, words(name))),
        }
    }
    for name in &short {
        let word = words(name);
        let person = (0..all.len())
            .filter(|&at| all[at].kind == ActorKind::Person && is_part(&all[at].name, &word))
            .min_by_key(|&at| distance(&all[at], name));
        let other = || (0..all.len()).find(|&at| folded(&all[at].name) == folded(&word) || initials(&all[at].name) == word);
        if let Some(at) = person.or_else(other) {
            join(&mut all[at], name, word, false);
        } else if name.kind != ActorKind::Person && who::place(&word).is_none() {
            all.push(actor(name, word));
        }
    }
    all.retain(|it| !it.mentions.is_empty());
    for actor in &mut all {
        actor.mentions.sort_by_key(|it| (it.start, it.end));
        actor.mentions.dedup();
    }
    all.sort_by_key(|it| it.mentions.first().map(|it| (it.start, it.end)));
    states_by_full_name(text, &mut all);
    (all, variants)
}

fn is_bare_person(name: &Name) -> bool {
    name.kind == ActorKind::Person && name.tokens.len() == 1
}

fn actor(name: &Name, words: String) -> Actor {
    let anonymity = if name.kind == ActorKind::Person { Anonymity::Named } else { Anonymity::Office };
    Actor {
        name: if name.kind == ActorKind::State { who::state(&words).map_or(words, str::to_owned) } else { words },
        kind: name.kind,
        roles: name.role.iter().cloned().collect(),
        affiliation: name.affiliation.clone(),
        count: None,
        pronoun: name.pronoun,
        anonymity,
        mentions: vec![name.tokens.clone()],
    }
}

fn join(actor: &mut Actor, name: &Name, words: String, fuller: bool) {
    if fuller && actor.kind == ActorKind::Person && words.split(' ').count() > actor.name.split(' ').count() {
        actor.name = words;
    }
    if let Some(role) = &name.role
        && !actor.roles.contains(role)
    {
        actor.roles.push(role.clone());
    }
    actor.affiliation = actor.affiliation.take().or_else(|| name.affiliation.clone());
    actor.pronoun = actor.pronoun.or(name.pronoun);
    actor.mentions.push(name.tokens.clone());
}

fn same(actor: &Actor, name: &Name, words: &str) -> bool {
    if actor.kind == ActorKind::Person {
        return name.kind == ActorKind::Person
            && (actor.name == words || is_part(&actor.name, words) || is_part(words, &actor.name) && actor.name.contains(' '));
    }
    if name.kind == ActorKind::Person {
        return false;
    }
    folded(&actor.name) == folded(words)
        || initials(&actor.name) == words
        || name.kind == ActorKind::State && who::state(words) == Some(actor.name.as_str())
}

/// Is `part` the last words of the full name, or a run of them from the first name on that leaves none of its own?
fn is_part(full: &str, part: &str) -> bool {
    let (full, part): (Vec<&str>, Vec<&str>) = (full.split(' ').collect(), part.split(' ').collect());
    part.len() < full.len()
        && (full.ends_with(&part)
            || part.len() > 1 && full[0] == part[0] && full.last() == part.last()
            || part.len() == 1 && full.len() == 2 && full[0] == part[0] && who::first_name(part[0]).is_some())
}

/// A short form belongs to the nearest mention before it, else to the nearest behind.
fn distance(actor: &Actor, name: &Name) -> (bool, usize) {
    let at = name.tokens.start;
    let before = actor.mentions.iter().filter(|it| it.start <= at).map(|it| at - it.start).min();
    before.map_or_else(|| (true, actor.mentions.iter().map(|it| it.start.abs_diff(at)).min().unwrap_or(usize::MAX)), |near| (false, near))
}

/// A person whose name differs by one or two letters from a known one of the same length in words.
fn near_spelling(all: &[Actor], name: &Name, words: &str) -> Option<usize> {
    if name.kind != ActorKind::Person || words.chars().count() < 6 {
        return None;
    }
    (0..all.len()).find(|&at| {
        let known = &all[at];
        let last = |full: &str| full.rsplit(' ').next().unwrap_or(full).to_owned();
        let (one, other) = (last(&known.name), last(words));
        let same_first = !words.contains(' ') || known.name.split(' ').next() == words.split(' ').next();
        known.kind == ActorKind::Person
            && same_first
            && one != other
            && one.chars().count() >= 5
            && edits(&one, &other) <= 1 + usize::from(one.chars().count() >= 8)
    })
}

/// Levenshtein distance.
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, c) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, d) in b.iter().enumerate() {
            let next = (row[j] + 1).min(row[j + 1] + 1).min(diagonal + usize::from(c != *d));
            diagonal = row[j + 1];
            row[j + 1] = next;
        }
    }
    row[b.len()]
}

/// "Quay Workers' Union" gives "QWU".
fn initials(name: &str) -> String {
    name.split([' ', '-']).filter(|word| word.starts_with(char::is_uppercase)).filter_map(|word| word.chars().next()).collect()
}

/// A state is named as the text names it, where it does; a bare adjective ("Israeli envoy") is no mention of its own.
fn states_by_full_name(text: &Text<'_>, all: &mut [Actor]) {
    for actor in all.iter_mut().filter(|it| it.kind == ActorKind::State) {
        let country = actor.mentions.iter().find(|it| {
            who::place(text.tokens.words(it)).is_some_and(|(_, kind)| kind == "country") && (*it).clone().all(|i| proper(text, i))
        });
        if let Some(country) = country {
            let words = text.tokens.words(country);
            if words.len() > 4 {
                actor.name = words.to_owned();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_counted() {
        assert_eq!(edits("Marrow", "Morrow"), 1);
        assert_eq!(edits("Vance", "Lance"), 1);
        assert_eq!(initials("Quay Workers' Union"), "QWU");
    }

    #[test]
    fn a_surname_belongs_to_the_full_name() {
        assert!(is_part("Orla Finch", "Finch"));
        assert!(is_part("Mohan bin Abdul Tani", "Mohan Tani"));
        assert!(!is_part("Orla Finch", "Orla Marsh"));
    }
}
