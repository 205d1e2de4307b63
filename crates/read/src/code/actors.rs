//! Actors of a report to actors and people of a case, by name, alias and affiliation.

use std::collections::BTreeMap;

use armistice_types::case::{ActorKey, Case, CaseActor, CaseActorKind, CasePerson, RoleKind};
use armistice_types::coded::{Authority, CodedActor};
use armistice_types::report::Integrity;
use armistice_types::statement::{Actor, ActorId, ActorKind, Reading};
use armistice_types::time::Day;

use super::kinds::is;
use crate::entities::speaks_for_its_state;

use crate::entities::garbled;

/// How the case calls its actors and persons, folded, names before aliases; in case order.
pub(super) struct Names<'c> {
    case: &'c Case,
    actors: Vec<Vec<String>>,
    persons: Vec<Vec<String>>,
}

impl<'c> Names<'c> {
    pub(super) fn new(case: &'c Case) -> Self {
        let all = |name: &String, aliases: &[String]| std::iter::once(name).chain(aliases).map(|it| folded(it)).collect();
        Self {
            case,
            actors: case.actors.iter().map(|row| all(&row.name, &row.aliases)).collect(),
            persons: case.persons.iter().map(|row| all(&row.name, &row.aliases)).collect(),
        }
    }

    fn of_actors(&self) -> impl Iterator<Item = (&'c CaseActor, &[String])> {
        self.case.actors.iter().zip(self.actors.iter().map(Vec::as_slice))
    }

    fn of_persons(&self) -> impl Iterator<Item = (&'c CasePerson, &[String])> {
        self.case.persons.iter().zip(self.persons.iter().map(Vec::as_slice))
    }
}

/// The actors of the reading that the case knows.
pub(super) fn actors(reading: &Reading, names: &Names<'_>, day: Option<Day>) -> BTreeMap<ActorId, CodedActor> {
    reading.actors.iter().filter_map(|actor| Some((actor.id, coded(reading, actor, names, day)?))).collect()
}

fn coded(reading: &Reading, actor: &Actor, names: &Names<'_>, day: Option<Day>) -> Option<CodedActor> {
    let case = names.case;
    // The case knows the name, whatever the reading took it for.
    if let Some(key) = case_actor_by(names, &actor.name, true) {
        return Some(tied(case, key, Authority::Body, actor.name.clone()));
    }
    let unknown = matches!(actor.kind, ActorKind::Organisation | ActorKind::Group) && known_person(reading, actor, names, None).is_some();
    if actor.kind == ActorKind::Person || unknown {
        return person(reading, actor, names, day);
    }
    if matches!(actor.kind, ActorKind::Unnamed | ActorKind::Group) {
        // Several named together hold no position as one of them.
        if actor.name.contains(" and ") {
            return None;
        }
        // A group may be a party under its alias ("the dockworkers", "dockworkers at the port"); else it belongs to one at most.
        let bare = actor.name.split(" at ").next().unwrap_or(&actor.name);
        if let Some(key) = case_actor(names, &actor.name).or_else(|| case_actor(names, bare)) {
            return Some(tied(case, key, Authority::Body, actor.name.clone()));
        }
        let affiliation = actor.affiliation.as_deref()?;
        // "its chief negotiator": the holder of an office that speaks for it, if not by name; "a negotiator" is anybody.
        let definite = ["its ", "their ", "the ", "his ", "her "].iter().any(|it| actor.name.to_lowercase().starts_with(it));
        let authority = if definite && actor.count.is_none_or(|n| n == 1) && speaks(std::slice::from_ref(&actor.name)) {
            Authority::Spokesperson
        } else {
            Authority::Unnamed
        };
        return Some(tied(case, case_actor(names, affiliation)?, authority, affiliation.to_owned()));
    }
    let (key, matched) = case_actor(names, &actor.name)
        .or_else(|| organ_of(names, &actor.name))
        .or_else(|| by_head(names, &actor.name))
        .map(|key| (key, actor.name.clone()))
        .or_else(|| actor.affiliation.as_deref().and_then(|it| Some((case_actor(names, it)?, it.to_owned()))))?;
    Some(tied(case, key, Authority::Body, matched))
}

/// "The union of the tug crews": the one actor that the case also calls "the union", where every word behind "of" stands in its names or
/// only says that people are meant.
fn by_head(names: &Names<'_>, name: &str) -> Option<ActorKey> {
    let folded_name = folded(name);
    let (head, rest) = folded_name.split_once(" of ")?;
    let mut rows = names.of_actors().filter(|(_, all)| all.iter().any(|it| it == head));
    let (row, all) = rows.next().filter(|_| rows.next().is_none())?;
    let stands = |word: &str| all.iter().any(|it| it.split(' ').any(|own| own == word || own.strip_suffix('s') == Some(word)));
    let words: Vec<&str> = rest.split(' ').filter(|word| !matches!(*word, "the" | "and" | "a")).collect();
    let named = words.iter().any(|word| !is(word, "people") && stands(word));
    (named && words.iter().all(|word| is(word, "people") || stands(word))).then(|| row.id.clone())
}

/// An actor that only speaks for another is tied to the one it speaks for.
fn tied(case: &Case, key: ActorKey, authority: Authority, matched: String) -> CodedActor {
    CodedActor { person: None, actor: Some(principal(case, key)), authority, matched }
}

fn principal(case: &Case, key: ActorKey) -> ActorKey {
    let must_assent = case.roles.iter().any(|row| row.actor == key && row.role == RoleKind::MustAssent);
    let speaks_for =
        case.roles.iter().find(|row| row.actor == key && row.role == RoleKind::SpeaksFor).and_then(|row| row.principal.clone());
    if must_assent { key } else { speaks_for.unwrap_or(key) }
}

/// The case's actor with this name or alias, leading article and case aside.
fn case_actor(names: &Names<'_>, name: &str) -> Option<ActorKey> {
    case_actor_by(names, name, true).or_else(|| case_actor_by(names, name, false))
}

/// The same; where not `exact`, a name that ends with one of several words will do: "federal conciliation board".
fn case_actor_by(names: &Names<'_>, name: &str, exact: bool) -> Option<ActorKey> {
    let wanted = folded(name);
    let fits = |alias: &String| *alias == wanted || !exact && alias.contains(' ') && ends_with_words(&wanted, alias);
    names.of_actors().find(|(_, all)| all.iter().any(fits)).map(|(row, _)| row.id.clone())
}

/// "the bargaining committee of the quay union" does not end with "board"; "federal conciliation board" does.
fn ends_with_words(name: &str, tail: &str) -> bool {
    name.strip_suffix(tail).is_some_and(|lead| lead.ends_with(' '))
}

/// "Office of the Prime Minister of Selm", "Foreign Ministry of Selm": the state whose organ it is. "Bank of Selm" is a body of its own.
fn organ_of(names: &Names<'_>, name: &str) -> Option<ActorKey> {
    let (_, state) = name.rsplit_once(" of ")?;
    let of_a_state = |key: &ActorKey| names.case.actor(key).is_some_and(|row| row.kind == CaseActorKind::State);
    case_actor_by(names, state, true).filter(|key| speaks_for_its_state(name) && of_a_state(key))
}

fn folded(name: &str) -> String {
    let lower = name.to_lowercase().replace('’', "'");
    let bare = lower.strip_prefix("the ").unwrap_or(&lower);
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn person(reading: &Reading, actor: &Actor, names: &Names<'_>, day: Option<Day>) -> Option<CodedActor> {
    let case = names.case;
    let affiliation = actor.affiliation.as_deref().and_then(|it| case_actor(names, it)).map(|key| principal(case, key));
    let Some(row) = known_person(reading, actor, names, affiliation.as_ref()) else {
        let named = actor.affiliation.clone()?;
        let authority = if speaks(&actor.roles) { Authority::Spokesperson } else { Authority::Member };
        return Some(CodedActor { person: None, actor: Some(affiliation?), authority, matched: named });
    };
    let in_office =
        row.from.is_none_or(|from| day.is_none_or(|day| from <= day)) && row.until.is_none_or(|until| day.is_none_or(|day| day <= until));
    let party = row.affiliation.clone().filter(|_| in_office).map(|key| principal(case, key));
    let authority = if row.role.is_some() || speaks(&actor.roles) { Authority::Spokesperson } else { Authority::Member };
    Some(CodedActor { person: Some(row.id.clone()), actor: party.or(affiliation), authority, matched: actor.name.clone() })
}

/// By full name or alias, in a reworded copy also one letter off where one person alone fits; by surname alone only where the case has one such person and no other affiliation is stated.
fn known_person<'c>(reading: &Reading, actor: &Actor, names: &Names<'c>, affiliation: Option<&ActorKey>) -> Option<&'c CasePerson> {
    let name = folded(&actor.name);
    let named = |fits: &dyn Fn(&str) -> bool| {
        let rows = names.of_persons().filter(|(_, all)| all.iter().any(|alias| fits(alias)));
        rows.map(|(row, _)| row).collect::<Vec<_>>()
    };
    let exact = named(&|alias| alias == name).first().copied();
    if exact.is_some() || name.contains(' ') {
        let near = if reading.report.integrity == Integrity::RewordedCopy { named(&|alias| garbled(&name, alias)) } else { Vec::new() };
        return exact.or(if let [one] = near[..] { Some(one) } else { None });
    }
    let surname = |all: &[String]| all.first().and_then(|full| full.rsplit(' ').next()) == Some(name.as_str());
    let mut hits = names.of_persons().filter(|(_, all)| surname(all)).map(|(row, _)| row);
    let only = hits.next().filter(|_| hits.next().is_none())?;
    let theirs = only.affiliation.clone().map(|key| principal(names.case, key));
    (affiliation.is_none() || affiliation == theirs.as_ref()).then_some(only)
}

/// Roles whose holder speaks for the body: its head, its negotiators, its spokespeople.
fn speaks(roles: &[String]) -> bool {
    const HEADS: [&str; 15] = [
        "spokes",
        "president",
        "prime minister",
        "premier",
        "foreign minister",
        "foreign secretary",
        "secretary of state",
        "chairman",
        "chairwoman",
        "chief executive",
        "leader",
        "negotiator",
        "envoy",
        "secretary-general",
        "king",
    ];
    roles.iter().any(|role| {
        let role = role.to_lowercase();
        HEADS.iter().any(|head| role.contains(head))
            && !["vice", "former", "deputy", "ex-", "candidate", "elect"].iter().any(|word| role.contains(word))
    })
}
